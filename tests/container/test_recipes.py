"""The project's own Dockerfile, compose file and the recipes in docs/deploy.md: they parse, and name what exists."""

import configparser
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import monitor
from monitor.cli import main
from monitor.config import ENTRIES, SECRETS, load
from scripts.container_check.dockerfile import Stage, parse

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "deploy.md").read_text("utf-8")
COMPOSE = YAML(typ="safe").load((ROOT / "compose.yaml").read_text("utf-8"))
VARIABLES = {"MONITOR_CONFIG"}
VARIABLES |= {f"MONITOR_{name.upper()}" for name in ENTRIES} | {f"MONITOR_{name.upper()}_FILE" for name in SECRETS}


def _block(kind: str) -> str:
    (block,) = re.findall(rf"^```{kind}\n(.*?)^```", DOCS, re.MULTILINE | re.DOTALL)
    return str(block)


MANIFESTS = {document["kind"]: document for document in YAML(typ="safe").load_all(_block("yaml"))}
POD = MANIFESTS["Deployment"]["spec"]["template"]["spec"]
(CONTAINER,) = POD["containers"]


@pytest.fixture(scope="module")
def image() -> Stage:
    """The last stage of the project's Dockerfile."""
    return parse((ROOT / "Dockerfile").read_text("utf-8"))[-1]


def test_the_image_says_what_it_is(image: Stage) -> None:
    """Its labels, the version among them, are those of the package."""
    prefix = "org.opencontainers.image."
    assert image.labels[f"{prefix}title"] == "monitor"
    assert image.labels[f"{prefix}version"] == monitor.__version__
    assert image.labels[f"{prefix}description"] == monitor.__doc__.strip()
    assert image.labels[f"{prefix}licenses"] == "Apache-2.0"
    assert image.labels[f"{prefix}base.name"] == f"docker.io/library/{image.base}"


def test_packages_in_the_image_are_held_to_hashes() -> None:
    """Every pip command of the Dockerfile takes its packages from a lock file, or none at all."""
    stages = parse((ROOT / "Dockerfile").read_text("utf-8"))
    commands = [part for stage in stages for step in stage.steps for part in getattr(step, "command", "").split("&&")]
    pip = [shlex.split(command) for command in commands if command.split()[:1] == ["pip"]]
    assert len(pip) == 4
    for words in pip:
        locked = {"--require-hashes", "--only-binary=:all:"} <= set(words) and words[-1].endswith(".lock")
        nothing = "--no-deps" in words and not {"--no-index", "--no-build-isolation"}.isdisjoint(words)
        assert locked or nothing, words


def test_the_build_lock_holds_what_the_build_needs() -> None:
    """requirements-build.lock pins what pyproject.toml names under build-system."""
    import tomllib

    needs = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    lock = (ROOT / "requirements-build.lock").read_text("utf-8")
    assert all(f"\n{re.split('[>=<]', need)[0]}==" in f"\n{lock}" for need in needs)


def test_commands_of_the_image_exist(image: Stage) -> None:
    """CMD, HEALTHCHECK and the probes are commands of the program."""
    assert image.entrypoint == ("monitor",)
    assert image.healthcheck is not None
    probes = [tuple(CONTAINER[probe]["exec"]["command"]) for probe in ("startupProbe", "readinessProbe")]
    for words in [(*image.entrypoint, *image.cmd), image.healthcheck.command, *probes]:
        assert words[0] == "monitor"
        assert words[1] in main.list_commands(None), words  # type: ignore[arg-type]


def _settings() -> Iterator[tuple[str, set[str]]]:
    yield "Dockerfile", set(re.findall(r"MONITOR_\w+", (ROOT / "Dockerfile").read_text("utf-8")))
    yield "compose", set(COMPOSE["services"]["monitor"]["environment"])
    yield "kubernetes", {entry["name"] for entry in CONTAINER["env"]}
    yield "docs", set(re.findall(r"MONITOR_[A-Z_]+", DOCS)) - {"MONITOR_PORT"}


@pytest.mark.parametrize(("place", "named"), _settings(), ids=lambda value: value if isinstance(value, str) else "")
def test_only_settings_that_exist_are_named(place: str, named: set[str]) -> None:
    """Every MONITOR_ variable is one that the program reads."""
    assert named
    assert named <= VARIABLES, place


def test_the_settings_of_compose_are_right(tmp_path: Path) -> None:
    """The program takes compose's environment as it stands, the password from its file."""
    environ = {name: str(value) for name, value in COMPOSE["services"]["monitor"]["environment"].items()}
    environ["MONITOR_CONTACT"] = ""  # what ${MONITOR_CONTACT:-} comes to
    secret = tmp_path / "mail_password"
    secret.write_text("not-a-real-password")
    assert environ["MONITOR_MAIL_PASSWORD_FILE"] == f"/run/secrets/{COMPOSE['services']['monitor']['secrets'][0]}"
    settings = load(None, {**environ, "MONITOR_MAIL_PASSWORD_FILE": str(secret)})
    assert settings.mail.host == "mail"
    assert settings.mail.host in COMPOSE["services"]
    assert settings.mail.password == "not-a-real-password"
    assert settings.mail.readers == ("desk@newsroom.example",)


def test_the_settings_file_of_kubernetes_is_right(tmp_path: Path) -> None:
    """The settings in the ConfigMap, with the pod's environment, are taken without a fault."""
    (tmp_path / "monitor.toml").write_text(MANIFESTS["ConfigMap"]["data"]["monitor.toml"])
    (tmp_path / "password").write_text("x")
    environ = {entry["name"]: entry["value"] for entry in CONTAINER["env"]}
    environ |= {
        "MONITOR_CONFIG": str(tmp_path / "monitor.toml"),
        "MONITOR_MAIL_PASSWORD_FILE": str(tmp_path / "password"),
    }
    assert load(None, environ).every == "1h"


def test_users_and_places_are_the_image_s(image: Stage) -> None:
    """User, volume and grace in compose and in the manifest fit the image."""
    (user,) = [step for step in image.steps if type(step).__name__ == "User"]
    security = POD["securityContext"]
    assert (security["runAsUser"], security["runAsGroup"], security["fsGroup"]) == (user.uid, user.gid, user.gid)
    (volume,) = image.volumes
    assert volume in [mount["mountPath"] for mount in CONTAINER["volumeMounts"]]
    assert f"snapshots:{volume}" in COMPOSE["services"]["monitor"]["volumes"]
    assert {mount["name"] for mount in CONTAINER["volumeMounts"]} == {entry["name"] for entry in POD["volumes"]}
    assert POD["terminationGracePeriodSeconds"] > 10
    assert MANIFESTS["Deployment"]["spec"]["replicas"] == 1
    assert MANIFESTS["Deployment"]["spec"]["strategy"]["type"] == "Recreate"
    for service in (
        COMPOSE["services"]["monitor"]["read_only"],
        CONTAINER["securityContext"]["readOnlyRootFilesystem"],
    ):
        assert service is True


def test_the_unit_parses_and_starts_the_service() -> None:
    """The systemd unit is an ini file whose command exists."""
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(_block("ini"))
    assert unit["Service"]["ExecStart"].split()[-1] in main.list_commands(None)  # type: ignore[arg-type]
    assert {"LoadCredential", "StateDirectory", "ExecReload"} <= set(unit["Service"])
    assert int(unit["Service"]["TimeoutStopSec"]) > 10


def test_the_cron_line_is_one() -> None:
    """Five fields, a user, and a command of the program with options that it knows."""
    (line,) = [line for line in _block("cron").splitlines() if line[0].isdigit()]
    words = line.split()
    assert words[5] == "monitor"
    done = subprocess.run(
        [sys.executable, "-m", "monitor", *words[words.index("/opt/monitor/bin/monitor") + 1 :], "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_backup_of_the_docs_makes_a_whole_copy_of_a_store_in_use(tmp_path: Path) -> None:
    """The command is run as it stands, but for the folder, while the newest row is still in the write-ahead log."""
    (line,) = [line for line in DOCS.splitlines() if "a.backup(b)" in line]
    words = shlex.split(line.replace("/data/snapshots", str(tmp_path)))
    assert words[:5] == ["docker", "exec", "monitor", "python", "-c"]
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as store:
        store.execute("PRAGMA journal_mode=wal")
        store.execute("CREATE TABLE t (x)")
        store.execute("INSERT INTO t VALUES (1)")
        store.commit()
        done = subprocess.run([sys.executable, *words[4:]], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "ok\n"), done.stderr
    with closing(sqlite3.connect(tmp_path / "backup.db")) as copy:
        assert copy.execute("SELECT x FROM t").fetchall() == [(1,)]


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


def test_no_secret_stands_in_an_environment() -> None:
    """Passwords reach the program by file alone."""
    for name in SECRETS:
        variable = f"MONITOR_{name.upper()}"
        assert variable not in set(_keys(COMPOSE)) | {entry["name"] for entry in CONTAINER["env"]}

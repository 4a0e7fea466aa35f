"""`monitor run` as users have it: a process, a settings file, a site that changes, a mail server, signals."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from articles import PACK, berths
from mailserver import PASSWORD, USER, MailServer

COMMAND = [sys.executable, "-m", "monitor"]


def until(what: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.05)


class Running:
    """A `monitor run` in a folder; its log lines as JSON."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.log = folder / "run.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen([*COMMAND, "run"], cwd=folder, env=env, stderr=log, stdout=log)

    def lines(self, event: str) -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in self.log.read_text("utf-8").splitlines() if line.startswith("{")]
        return [line for line in lines if line["event"] == event]

    def stop(self, number: int = signal.SIGTERM) -> float:
        """Signals it and returns the seconds until it ended, which must be clean."""
        begun = time.monotonic()
        self.process.send_signal(number)
        assert self.process.wait(15) == 0, self.log.read_text("utf-8")
        return time.monotonic() - begun


@pytest.fixture
def folder(tmp_path: Path, mail: MailServer) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "harbour.yaml").write_text(PACK, "utf-8")
    (tmp_path / "password").write_text(f"{PASSWORD}\n", "utf-8")
    (tmp_path / "monitor.toml").write_text(
        f"""
store = "data/monitor.db"
allow_private_hosts = true
per_host_delay = 0
attempts = 1
tick = 0.2
ca_file = "{mail.ca_file.name}"
mail_host = "localhost"
mail_port = {mail.port}
mail_user = "{USER}"
mail_sender = "monitor@desk.example"
mail_readers = ["ann@example.org", "ben@example.org"]
mail_operators = ["ops@example.org"]
mail_timeout = 5
""",
        "utf-8",
    )
    return tmp_path


@pytest.fixture
def env(folder: Path) -> dict[str, str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MONITOR_")}
    root = str(Path(__file__).parents[2])
    return {**clean, "MONITOR_MAIL_PASSWORD_FILE": "password", "PYTHONPATH": root}


@pytest.fixture
def start(folder: Path, env: dict[str, str]) -> Iterator[Callable[[], Running]]:
    started: list[Running] = []

    def begin() -> Running:
        started.append(Running(folder, env))
        return started[-1]

    yield begin
    for each in started:
        if each.process.poll() is None:
            each.process.kill()
            each.process.wait()


def command(folder: Path, env: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *words], cwd=folder, env=env, capture_output=True, text=True, timeout=60)


def test_a_change_reaches_the_mailbox_though_the_mail_server_was_away(
    site: Any, folder: Path, env: dict[str, str], start: Callable[[], Running], mail: MailServer
) -> None:
    """Add, first look, change, mail; then a change while the mail server is down: it arrives, and nothing twice."""
    site.pages["/a"] = berths(12)
    assert command(folder, env, "add", site.url("/a"), "--name", "courier", "--every", "1s").returncode == 0
    service = start()
    until(lambda: site.asked("/a") >= 2)
    assert command(folder, env, "health").stdout == "healthy\n"
    site.pages["/a"] = berths(14)
    until(lambda: len(mail.box.taken) == 2)
    assert {str(m["Subject"]) for _, m in mail.box.taken} == {"monitor: 1 fact changed (courier)"}
    assert "Berths: 12 -> 14" in mail.box.taken[0][1].get_body(("plain",)).get_content()  # type: ignore[union-attr]

    mail.stop()
    site.pages["/a"] = berths(15)
    until(lambda: len(service.lines("delivery.failed")) >= 2)
    bad = command(folder, env, "health")
    assert (bad.returncode, "deliveries keep failing" in bad.stdout) == (1, True)
    assert service.stop() < 10
    mail.start()
    with sqlite3.connect(folder / "data" / "monitor.db") as db:  # an hour of back-off passes
        db.execute("UPDATE deliveries SET next_at = due_since WHERE state = 'due'")
    db.close()
    service = start()
    until(lambda: len(mail.box.taken) == 4)
    time.sleep(1)
    service.stop()
    for reader in ("ann@example.org", "ben@example.org"):
        assert len(set(mail.box.ids(reader))) == len(mail.box.ids(reader)) == 2
    [changed, again] = service.lines("fact.changed")
    assert (changed["source"], changed["title"], changed["old"]["value"], changed["new"]["value"]) == (
        "courier",
        "Berths",
        12,
        14,
    )
    assert "14 berths" in changed["new"]["evidence"]["sentence"]
    assert again["new"]["value"] == 15


def test_stopped_in_mid_check_the_store_is_whole_and_the_source_checked_again(
    site: Any, folder: Path, env: dict[str, str], start: Callable[[], Running]
) -> None:
    """SIGTERM while a page takes its time: given back, not half done; the next process checks it."""
    site.pages["/slow"] = site.Response(200, {"Content-Type": "text/html"}, berths(12), delay=12.0)
    command(folder, env, "add", site.url("/slow"), "--name", "slow")
    service = start()
    until(lambda: site.asked("/slow") == 1)
    assert service.stop() < 10
    with sqlite3.connect(folder / "data" / "monitor.db") as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM versions").fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM schedule WHERE token IS NOT NULL").fetchone() == (0,)
    db.close()
    site.pages["/slow"] = berths(12)
    service = start()
    until(lambda: "first" in command(folder, env, "log").stdout)
    service.stop(signal.SIGINT)


def test_killed_it_loses_nothing_and_goes_on_after_the_lease(
    site: Any, folder: Path, env: dict[str, str], start: Callable[[], Running]
) -> None:
    """SIGKILL in mid-check: the lease runs out, another process takes the source up."""
    env["MONITOR_LEASE"] = "2"
    site.pages["/slow"] = site.Response(200, {"Content-Type": "text/html"}, berths(12), delay=8.0)
    command(folder, env, "add", site.url("/slow"), "--name", "slow")
    service = start()
    until(lambda: site.asked("/slow") == 1)
    service.process.kill()
    service.process.wait()
    site.pages["/slow"] = berths(12)
    service = start()
    until(lambda: "first" in command(folder, env, "log").stdout)
    service.stop()


def test_an_edited_rule_file_is_taken_up_and_a_broken_one_reported(
    site: Any, folder: Path, env: dict[str, str], start: Callable[[], Running]
) -> None:
    """While it runs; the fault is logged with file and line, and the old rules stay."""
    service = start()
    until(lambda: bool(service.lines("service.started")))
    rules = folder / "rules" / "harbour.yaml"
    rules.write_text(PACK + "colour: blue\n", "utf-8")
    until(lambda: bool(service.lines("service.not_reloaded")))
    until(lambda: "older settings and rules stay in force" in command(folder, env, "health").stdout)
    assert "harbour.yaml:" in service.lines("service.not_reloaded")[0]["error"]
    rules.write_text(PACK.replace("Berths", "Berths for boats"), "utf-8")
    until(lambda: bool(service.lines("service.reloaded")))
    service.process.send_signal(signal.SIGHUP)
    until(lambda: len(service.lines("service.reloaded")) == 2)
    (folder / "monitor.toml").rename(folder / "elsewhere.toml")
    until(lambda: len(service.lines("service.not_reloaded")) == 2)
    assert "the settings file is gone" in service.lines("service.not_reloaded")[1]["error"]
    (folder / "elsewhere.toml").rename(folder / "monitor.toml")
    until(lambda: command(folder, env, "health").stdout == "healthy\n")
    service.stop()
    assert "no service runs on this store" in command(folder, env, "health").stdout


def test_rules_that_move_are_taken_up_once(folder: Path, start: Callable[[], Running]) -> None:
    """Another folder in the settings is loaded once, and watched from then on."""
    running = start()
    until(lambda: running.lines("service.started") != [])
    (folder / "other").mkdir()
    (folder / "other" / "harbour.yaml").write_text(PACK, "utf-8")
    settings = folder / "monitor.toml"
    settings.write_text('rules = "other"\n' + settings.read_text("utf-8"), "utf-8")
    until(lambda: running.lines("service.reloaded") != [])
    time.sleep(1.5)
    assert len(running.lines("service.reloaded")) == 1
    (folder / "other" / "harbour.yaml").write_text(PACK + "\n", "utf-8")
    until(lambda: len(running.lines("service.reloaded")) == 2)
    running.stop()


def test_settings_that_are_wrong_end_it_before_it_starts(folder: Path, env: dict[str, str]) -> None:
    """All faults at once, with file and line; a secret in the file is refused and not shown."""
    (folder / "monitor.toml").write_text('tick = "soon"\nmail_password = "s3cret"\nmail_reader = []\n', "utf-8")
    done = command(folder, env, "run")
    assert done.returncode == 2
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == [f"monitor.toml:{n}" for n in (1, 2, 3)]
    assert "s3cret" not in done.stderr


def test_config_shows_what_is_in_force_and_where_from(folder: Path, env: dict[str, str]) -> None:
    """File and line, variable, option or default; the secret only as set."""
    done = command(folder, env, "config", "--json", "--store", "other.db")
    shown = json.loads(done.stdout)["settings"]
    assert shown["store"] == {"value": "other.db", "from": "--store"}
    assert shown["tick"] == {"value": 0.2, "from": "monitor.toml:6"}
    assert shown["mail_password"] == {"value": "(set)", "from": "MONITOR_MAIL_PASSWORD_FILE"}
    assert shown["every"] == {"value": "1h", "from": "default"}
    assert PASSWORD not in done.stdout


def test_report_send_mails_it_and_eml_shows_it(site: Any, folder: Path, env: dict[str, str], mail: MailServer) -> None:
    """A test mail to oneself, and the same as a file."""
    site.pages["/a"] = berths(12)
    command(folder, env, "check", site.url("/a"))
    site.pages["/a"] = berths(14)
    assert command(folder, env, "check", "--no-send").returncode == 1
    assert mail.box.taken == []
    done = command(folder, env, "report", "--send", "--to", "me@example.org")
    assert done.returncode == 0, done.stderr
    assert mail.box.ids("me@example.org")
    eml = command(folder, env, "report", "--format", "eml").stdout
    assert "Subject: monitor: 1 fact changed" in eml


def test_health_is_bad_without_a_service(folder: Path, env: dict[str, str]) -> None:
    """No store, and a store that no service has run on."""
    assert command(folder, env, "health").returncode == 1
    command(folder, env, "list")
    done = command(folder, env, "health", "--json")
    assert (done.returncode, json.loads(done.stdout)["healthy"]) == (1, False)

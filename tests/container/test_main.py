"""What the check answers where it can't do its work, and to a Dockerfile that it doesn't understand."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.container_check import __main__ as check

ROOT = Path(__file__).parents[2]


def test_without_root_it_says_so_with_a_code_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """77: the Dockerfile was read, nothing was done."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert check.main() == check.CAN_NOT_CHECK == 77
    assert "root" in capsys.readouterr().err or check.why_not() != "that needs root"


def test_a_dockerfile_that_is_not_understood_fails_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """1 and the line, also where the steps could not be done."""
    for name in ("Dockerfile", ".dockerignore"):
        shutil.copy(ROOT / name, tmp_path)
    with (tmp_path / "Dockerfile").open("a") as file:
        file.write("EXPOSE 80\n")
    lines = len((tmp_path / "Dockerfile").read_text().splitlines())
    monkeypatch.setattr(check, "ROOT", tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert check.main() == 1
    assert f"Dockerfile:{lines}: EXPOSE" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("code", "ci", "uid", "ends"),
    [(0, "true", 0, 0), (1, "", 1000, 1), (77, "", 0, 0), (77, "true", 1000, 0), (77, "true", 0, 77)],
)
def test_ci_fails_where_it_has_the_rights_to_check(code: int, ci: str, uid: int, ends: int) -> None:
    """The step of .ci/run, with the check's exit code in place of the check: skipped only without root or CI."""
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    (step,) = re.findall(r"^code=0\n.*?^fi\n", script, re.MULTILINE | re.DOTALL)
    step = step.replace(".venv/bin/python -m scripts.container_check", f"(exit {code})")
    assert "(exit" in step
    done = subprocess.run(
        ["bash", "-c", f"set -euo pipefail\nid() {{ echo {uid}; }}\n{step}"], env={"PATH": os.environ["PATH"], "CI": ci}
    )
    assert done.returncode == ends

"""The box and the builder that stand in for a container engine, in a root made of this machine's files."""

import json
import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from scripts.container_check import base
from scripts.container_check.__main__ import why_not
from scripts.container_check.box import Box
from scripts.container_check.dockerfile import parse
from scripts.container_check.image import Builder, BuildError, Image
from scripts.container_check.story import PROBE

pytestmark = pytest.mark.skipif(why_not() is not None, reason=f"no box here: {why_not()}")

ENV = {"PATH": base.PATH}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stand-in for the base image."""
    root = tmp_path_factory.mktemp("base") / "root"
    base.make(root, "python:3.11-slim-bookworm")
    return root


@pytest.fixture
def box(root: Path, tmp_path: Path) -> Box:
    """An unprivileged box with a read-only root, a volume of its user's, and a read-only folder."""
    for name in ("volume", "rules"):
        (tmp_path / name).mkdir()
        os.chown(tmp_path / name, 10001, 10001)
    binds = ((str(tmp_path / "volume"), "/data/snapshots", True), (str(tmp_path / "rules"), "/data/rules", False))
    return Box(root, ENV, "/data", 10001, 10001, binds, read_only=True)


def test_a_box_can_be_written_to_only_where_it_says(box: Box, tmp_path: Path) -> None:
    """The volume and /tmp, even for root; nothing of it reaches this machine's own folders."""
    folders = ["/", "/etc", "/usr/local/lib", "/dev", "/data/rules", "/data/snapshots", "/tmp"]
    told = json.loads(box.run(["python", "-c", PROBE, *folders]).stdout)
    assert {folder for folder, what in told.items() if what == "written"} == {"/data/snapshots", "/tmp"}
    as_root = Box(box.root, ENV, binds=box.binds, read_only=True)
    told = json.loads(as_root.run(["python", "-c", PROBE, *folders]).stdout)
    assert {told["/"], told["/etc"], told["/dev"], told["/data/rules"]} == {"EROFS"}
    assert box.run(["sh", "-c", "echo x > /data/snapshots/here"]).returncode == 0
    assert (tmp_path / "volume" / "here").stat().st_uid == 10001


def test_a_process_in_a_box_has_no_rights(box: Box) -> None:
    """Process 1, the user's ids without groups, no capabilities now or ever, none of this machine's variables."""
    status = box.run(["cat", "/proc/self/status"]).stdout
    fields = dict(line.split(":\t", 1) for line in status.splitlines())
    assert fields["Pid"] == "1"
    assert fields["Uid"].split() == fields["Gid"].split() == ["10001"] * 4
    assert fields["Groups"].strip() == ""
    assert {int(fields[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {0}
    assert fields["NoNewPrivs"] == "1"
    assert box.run(["env"]).stdout.splitlines() == [f"PATH={base.PATH}"]


def test_signals_reach_process_1_and_only_handlers_end_it(box: Box, tmp_path: Path) -> None:
    """As in an engine: the kernel shields process 1 from signals that it doesn't handle, and `kill` ends it all the same."""
    handler = (
        "import signal, sys, time; signal.signal(15, lambda *_: sys.exit(3)); print('up', flush=True); time.sleep(60)"
    )
    for code, expected in ((handler, 3), (handler.replace("lambda *_: sys.exit(3)", "signal.SIG_DFL"), None)):
        log = tmp_path / "log"
        with log.open("wb") as output:
            running = box.start(["python", "-c", code], output)
        try:
            while "up" not in log.read_text():
                assert running.process.poll() is None
                time.sleep(0.02)
            assert running.execute(["sh", "-c", "ls -d /proc/1"]).stdout == "/proc/1\n"
            running.signal(signal.SIGTERM)
            assert running.wait(1) == expected
        finally:
            running.kill()
        assert running.process.returncode is not None


def _builder(root: Path, tmp_path: Path, out: Callable[[PurePosixPath], bool] = lambda path: False) -> Builder:
    context = tmp_path / "context"
    (context / "src" / "deep").mkdir(parents=True)
    (context / "src" / "deep" / "a").write_text("a")
    (context / "src" / "deep" / "secret").write_text("b")
    (tmp_path / "wheels").mkdir()
    roots = tmp_path / "roots"
    return Builder(
        roots,
        lambda target, _: shutil.copytree(root, target, symlinks=True),
        context,
        out,
        tmp_path / "wheels",
        lambda words: None,
    )


def test_steps_are_done_in_their_order(root: Path, tmp_path: Path) -> None:
    """Folders are copied by their contents without what is ignored, stages see what they name, RUN is in WORKDIR."""
    text = """\
FROM python:3.11-slim AS build
WORKDIR /src
COPY src src
ENV WORD=said
RUN pwd > where && echo $WORD > word

FROM python:3.11-slim
RUN install -d -o 10001 -g 10001 /data
COPY --from=build /src /copied
USER 10001:10001
WORKDIR /data
RUN id -u > /data/uid
"""
    image: Image = _builder(root, tmp_path, lambda path: path.name == "secret").build(parse(text))
    copied = image.root / "copied"
    assert sorted(str(path.relative_to(copied)) for path in copied.rglob("*")) == [
        "src",
        "src/deep",
        "src/deep/a",
        "where",
        "word",
    ]
    assert (copied / "where").read_text() == "/src\n"
    assert (copied / "word").read_text() == "said\n"
    assert (image.root / "data" / "uid").read_text() == "10001\n"
    assert (image.uid, image.workdir, image.env["HOME"]) == (10001, "/data", "/")


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("RUN echo no >&2 && exit 7", "ended with 7\nno"),
        ("COPY nothing /x", "nothing is not in the build context"),
        ("COPY src/deep/secret /x", "is not in the build context"),
        ("RUN pip install --no-cache-dir click", "No matching distribution"),
        ("USER 1:1\nWORKDIR /new", "WORKDIR /new is not there"),
    ],
)
def test_a_step_that_fails_is_told_with_its_line(root: Path, tmp_path: Path, step: str, words: str) -> None:
    """Failing commands, files that are missing or ignored, packages that no lock file names."""
    builder = _builder(root, tmp_path, lambda path: path.name == "secret")
    with pytest.raises(BuildError, match=r"^Dockerfile:[23]: ") as caught:
        builder.build(parse(f"FROM python:3.11-slim\n{step}\n"))
    assert words in str(caught.value)


@pytest.mark.parametrize("image", ["alpine:3", "python:3.11", "python:3.11-alpine", "python:2.1-slim"])
def test_no_other_base_is_stood_in_for(image: str, tmp_path: Path) -> None:
    """An image that the stand-in would not resemble is refused."""
    with pytest.raises(base.NoBase):
        base.make(tmp_path / "root", image)

"""The whole check; see the package. Exit codes: 0 all is as it must be, 1 it is not, 77 it can't be checked here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from . import base
from .box import NAMESPACES
from .dockerfile import DockerfileError, Stage, parse, parse_ignore
from .image import Builder, BuildError, wheelhouse
from .site import Site
from .story import Story, Unexpected

ROOT = Path(__file__).parents[2]
CAN_NOT_CHECK = 77
TOOLS = ("unshare", "nsenter", "mount", "chroot", "ldd", "ldconfig")

_begun = time.monotonic()


def say(words: str) -> None:
    """One line of progress, with the seconds since the start."""
    print(f"[{time.monotonic() - _begun:5.1f} s] {words}", flush=True)


def main() -> int:
    """Reads, builds, runs; gives the exit code."""
    try:
        stages = parse((ROOT / "Dockerfile").read_text("utf-8"))
        stays_out = parse_ignore((ROOT / ".dockerignore").read_text("utf-8"))
    except DockerfileError as error:
        print(error, file=sys.stderr)
        return 1
    why = why_not()
    if why:
        print(f"the Dockerfile was read, its steps were not done: {why}", file=sys.stderr)
        return CAN_NOT_CHECK
    os.umask(0o022)
    folder = Path(tempfile.mkdtemp(prefix="container-check-"))
    try:
        return _check(stages, stays_out, folder)
    except base.NoBase as error:
        print(f"no stand-in for the base image: {error}", file=sys.stderr)
        return CAN_NOT_CHECK
    except (BuildError, Unexpected) as error:
        print(f"FAILED: {error}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder)


def _check(stages: list[Stage], stays_out: Callable[[PurePosixPath], bool], folder: Path) -> int:
    wheels, made = folder / "wheels", folder / "base"
    wheelhouse(wheels, ROOT / "requirements.lock", ROOT / "requirements-build.lock")
    say(f"{len(list(wheels.iterdir()))} packages of the lock files fetched")
    stand_in = base.make(made, stages[0].base)
    say(f"stand-in for {stages[0].base}: {stand_in.words}")

    def copy_base(root: Path, image: str) -> None:
        if image != stages[0].base:
            raise BuildError(f"{image}: all stages must stand on {stages[0].base}, so that what was built fits")
        shutil.copytree(made, root, symlinks=True)

    image = Builder(folder / "roots", copy_base, ROOT, stays_out, wheels, say).build(stages)
    with Site() as site:
        Story(image, folder, site, say).tell()
    say("all as it must be")
    return 0


def why_not() -> str | None:
    """Why no box can be made on this machine; None if one can."""
    if sys.platform != "linux":
        return f"that needs Linux, not {sys.platform}"
    if missing := [tool for tool in TOOLS if not shutil.which(tool, path=base.PATH)]:
        return f"that needs {', '.join(missing)}"
    if os.geteuid():
        return "that needs root"
    done = subprocess.run([*NAMESPACES, "true"], capture_output=True, text=True, check=False)
    return f"this machine lets nobody make namespaces ({done.stderr.strip()})" if done.returncode else None


if __name__ == "__main__":
    sys.exit(main())

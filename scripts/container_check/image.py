"""Does a Dockerfile's instructions in roots of their own: what `docker build` would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from . import base
from .box import Box
from .dockerfile import Copy, Env, Healthcheck, Run, Stage, Step, User, Workdir

WHEELS = "/wheels"
"""Where RUN steps find the packages; pip is told so by its environment and asks no index."""


class BuildError(Exception):
    """A step failed: `Dockerfile:line: ...`."""


@dataclass
class Image:
    """What the last stage came to."""

    root: Path
    stage: Stage
    env: dict[str, str] = field(default_factory=lambda: {"PATH": base.PATH, "HOME": "/root", "LANG": "C.UTF-8"})
    workdir: str = "/"
    uid: int = 0
    gid: int = 0

    @property
    def healthcheck(self) -> Healthcheck | None:
        return self.stage.healthcheck


def wheelhouse(folder: Path, *locks: Path) -> None:
    """Fetches what the lock files name; hashes are tested here and again by the Dockerfile's own pip."""
    for lock in locks:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--only-binary=:all:", "--require-hashes", "--dest", str(folder), "--requirement", str(lock)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            errors = [line for line in done.stderr.splitlines() if not line.startswith("WARNING")]
            raise BuildError("\n".join([f"{lock.name}: can't be fetched", *errors]))


@dataclass
class Builder:
    """Does stages' steps in roots of their own, in `roots/<number>`.

    `make_base(root, image)` makes the root that a FROM stands for; `stays_out` says of a path in the context whether
    .dockerignore keeps it from the build; `wheels` is the folder of packages; `say` gets each step in words.
    """

    roots: Path
    make_base: Callable[[Path, str], None]
    context: Path
    stays_out: Callable[[PurePosixPath], bool]
    wheels: Path
    say: Callable[[str], None]
    _images: dict[str | None, Image] = field(default_factory=dict, init=False)

    def build(self, stages: list[Stage]) -> Image:
        """Gives the last stage's image. Raises BuildError."""
        for number, stage in enumerate(stages):
            image = Image(self.roots / str(number), stage)
            self.make_base(image.root, stage.base)
            for step in stage.steps:
                self._do(step, image)
            self._images[stage.name] = image
        return image

    def _do(self, step: Step, image: Image) -> None:
        match step:
            case Run():
                self._run(step, image)
            case Copy():
                self._copy(step, image)
            case Workdir(line=line, path=path):
                inside = image.root / path.lstrip("/")
                if image.uid and not inside.is_dir():
                    raise BuildError(f"Dockerfile:{line}: WORKDIR {path} is not there; engines differ on its owner")
                inside.mkdir(parents=True, exist_ok=True)
                image.workdir = path
            case User(uid=uid, gid=gid):
                image.uid, image.gid = uid, gid
                image.env["HOME"] = _home(image.root, uid)
            case Env(values=values):
                image.env |= values

    def _run(self, step: Run, image: Image) -> None:
        self.say(f"Dockerfile:{step.line}: RUN {textwrap.shorten(step.command, 90, placeholder=' ...')}")
        env = image.env | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": WHEELS, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        wheels = (str(self.wheels), WHEELS, False)
        box = Box(image.root, env, image.workdir, image.uid, image.gid, binds=(wheels,))
        done = box.run(["/bin/sh", "-c", step.command], timeout=300)
        if done.returncode:
            told = f"{done.stdout}{done.stderr}".rstrip()
            raise BuildError(f"Dockerfile:{step.line}: ended with {done.returncode}\n{told}")
        (image.root / WHEELS.lstrip("/")).rmdir()

    def _copy(self, step: Copy, image: Image) -> None:
        """As engines do: of a folder the contents are copied, links stay links, all belongs to root afterwards."""
        self.say(f"Dockerfile:{step.line}: COPY {' '.join(step.sources)} {step.target}")
        origin = self._images[step.stage].root if step.stage else self.context
        target = image.root / str(PurePosixPath(image.workdir) / step.target).lstrip("/")
        for name in step.sources:
            source = origin / name.lstrip("/")
            if not source.exists() or (not step.stage and self.stays_out(PurePosixPath(name))):
                raise BuildError(f"Dockerfile:{step.line}: {name} is not in {step.stage or 'the build context'}")
            if source.is_dir():
                ignore = None if step.stage else self._ignored
                shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True, ignore=ignore)
            else:
                inside = target / source.name if step.target.endswith("/") else target
                inside.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, inside)

    def _ignored(self, folder: str, names: list[str]) -> set[str]:
        inside = PurePosixPath(os.path.relpath(folder, self.context))
        return {name for name in names if self.stays_out(inside / name)}


def _home(root: Path, uid: int) -> str:
    """As engines do it: the home folder that /etc/passwd gives, `/` for a number that isn't there."""
    for line in (root / "etc/passwd").read_text("utf-8").splitlines():
        fields = line.split(":")
        if fields[2] == str(uid):
            return fields[5]
    return "/"

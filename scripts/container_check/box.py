"""Processes in an image's root as a container engine would run them, by util-linux's unshare and nsenter.

New mount, process, IPC and host name namespaces; the entry process has the process id 1. The network is the machine's.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

ENTER = [sys.executable, "-I", str(Path(__file__).with_name("enter.py"))]
NAMESPACES = ["unshare", "--mount", "--pid", "--ipc", "--uts", "--fork"]


class Ended(Exception):
    """The entry process is no longer there."""


@dataclass(frozen=True)
class Box:
    """How processes are run in a root. `binds` are (folder of this machine, path in the box, writable)."""

    root: Path
    env: Mapping[str, str]
    workdir: str = "/"
    uid: int = 0
    gid: int = 0
    binds: Sequence[tuple[str, str, bool]] = ()
    read_only: bool = False

    def order(self, command: Sequence[str], *, mount: bool) -> str:
        """What `enter` is to do, as JSON."""
        order = {
            "root": str(self.root),
            "mount": mount,
            "binds": list(self.binds),
            "read_only": self.read_only,
            "workdir": self.workdir,
            "uid": self.uid,
            "gid": self.gid,
            "command": list(command),
            "env": dict(self.env),
        }
        return json.dumps(order)

    def start(self, command: Sequence[str], output: IO[bytes]) -> Running:
        """Starts the entry process; what it prints goes to `output`."""
        words = [*NAMESPACES, *ENTER, self.order(command, mount=True)]
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        return Running(self, process)

    def run(self, command: Sequence[str], timeout: float = 120) -> subprocess.CompletedProcess[str]:
        """Runs a command as the entry process of a box of its own, to its end."""
        return _to_its_end([*NAMESPACES, *ENTER, self.order(command, mount=True)], timeout)


@dataclass
class Running:
    """A box whose entry process runs."""

    box: Box
    process: subprocess.Popen[bytes]
    _pid: int = field(default=0, init=False)

    @property
    def pid(self) -> int:
        """The entry process's id as this machine counts; it is the only child of `unshare`. Raises Ended."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        while not self._pid:
            if self.process.poll() is not None:
                raise Ended
            self._pid = int((children.read_text().split() or ["0"])[0])
            time.sleep(0.01)
        return self._pid

    def execute(self, command: Sequence[str], timeout: float = 60) -> subprocess.CompletedProcess[str]:
        """Runs one more process in the box, as `docker exec` does."""
        inside = ["nsenter", "--target", str(self.pid), "--mount", "--pid", "--ipc", "--uts", "--"]
        return _to_its_end([*inside, *ENTER, self.box.order(command, mount=False)], timeout)

    def signal(self, number: int) -> None:
        """Sends a signal to the entry process alone."""
        os.kill(self.pid, number)

    def wait(self, timeout: float) -> int | None:
        """The exit code (negative: the signal that ended it), None if it still runs after `timeout` seconds."""
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            return None

    def kill(self) -> None:
        """Ends what is left; with process 1 the kernel ends all others of the box."""
        with suppress(Ended, OSError):
            self.signal(signal.SIGKILL)
        self.process.wait(10)


def _to_its_end(words: Sequence[str], timeout: float) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout, check=False)

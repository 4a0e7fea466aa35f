"""The way of a new process into a box: mounts, chroot, no rights, then the program itself in its place.

Runs as a program of its own, already within new namespaces (see `box`); the one argument is the order as JSON. It ends
by exec, so that the program keeps the process id, which is 1, and gets every signal itself.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

DEVICES = ("full", "null", "random", "urandom", "zero")
PR_SET_PDEATHSIG, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 24, 38
SIGKILL = 9


def _mount(*words: object) -> None:
    subprocess.run(["mount", *map(str, words)], check=True)


def _prctl(option: int, value: int) -> int:
    return int(ctypes.CDLL(None).prctl(option, ctypes.c_ulong(value), 0, 0, 0))


def mount(root: Path, binds: list[tuple[str, str, bool]], *, read_only: bool) -> None:
    """What an engine mounts: /proc, /dev, /dev/shm, /tmp as tmpfs, the binds (from, to, writable)."""
    for _, target, _ in binds:
        (root / target.lstrip("/")).mkdir(parents=True, exist_ok=True)
    _mount("--bind", root, root)
    _mount("-t", "proc", "proc", root / "proc")
    _mount("-t", "tmpfs", "-o", "mode=755,size=64k", "tmpfs", root / "dev")
    for name in DEVICES:
        (root / "dev" / name).touch()
        _mount("--bind", f"/dev/{name}", root / "dev" / name)
    (root / "dev/fd").symlink_to("/proc/self/fd")
    (root / "dev/shm").mkdir()
    _mount("-t", "tmpfs", "-o", "mode=1777,size=64m,nosuid,nodev,noexec", "tmpfs", root / "dev/shm")
    _mount("-t", "tmpfs", "-o", "mode=1777,size=64m,nosuid,nodev,noexec", "tmpfs", root / "tmp")
    for source, target, writable in binds:
        inside = root / target.lstrip("/")
        _mount("--bind", source, inside)
        if not writable:
            _mount("-o", "remount,bind,ro", inside)
    if read_only:
        _mount("-o", "remount,bind,ro", root / "dev")
        _mount("-o", "remount,bind,ro", root)


def drop(uid: int, gid: int) -> None:
    """To an ordinary user without any capability, who can't get any by running a setuid program."""
    last = int(Path("/proc/sys/kernel/cap_last_cap").read_text())
    for capability in range(last + 1):
        _prctl(PR_CAPBSET_DROP, capability)
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    _prctl(PR_SET_PDEATHSIG, SIGKILL)  # after setuid, which would clear it


def main() -> None:
    """Obeys the order."""
    order: dict[str, Any] = json.loads(sys.argv[1])
    root = Path(order["root"])
    if order["mount"]:
        mount(root, order["binds"], read_only=order["read_only"])
    os.chroot(root)
    os.chdir(order["workdir"])
    os.umask(0o022)
    if order["uid"]:
        drop(order["uid"], order["gid"])
    command, env = order["command"], order["env"]
    try:
        os.execvpe(command[0], command, env)
    except OSError as error:
        sys.exit(f"{command[0]}: {error.strerror}")


main()

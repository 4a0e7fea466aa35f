"""A root that stands in for the base image, made of this machine's files.

What is in it: a Python of the tag's minor version under /usr/local as in the official image, with the pip that it
bundles; the commands that the Dockerfile's RUN steps may use; the shared libraries that those link, by `ldd`; the root
certificates. So a package that needs any other library of this machine fails here, as it would in a slim image. The
files' versions are this machine's, not the image's.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

COMMANDS = ("sh", "cat", "chmod", "chown", "env", "groupadd", "id", "install", "ls", "mkdir", "rm", "useradd")
"""Of what Debian's slim image has, what RUN steps may use here."""

LIBRARIES = (
    *("libc.so.6", "libdl.so.2", "libm.so.6", "libpthread.so.0", "libresolv.so.2", "librt.so.1", "libutil.so.1"),
    *("libgcc_s.so.1", "libstdc++.so.6", "libz.so.1"),
)
"""Libraries that Debian's slim image always has: those of glibc, and those that apt needs."""

PATH = "/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"

_ASK = """
import ensurepip, json, sys, sysconfig
print(json.dumps({
    "executable": getattr(sys, "_base_executable", sys.executable),
    "stdlib": sysconfig.get_path("stdlib"),
    "library": sysconfig.get_config_var("Py_ENABLE_SHARED") and
        sysconfig.get_config_var("LIBDIR") + "/" + sysconfig.get_config_var("INSTSONAME"),
    "version": "%d.%d" % sys.version_info[:2], "full": sys.version.split()[0],
}))
"""


class NoBase(Exception):
    """This machine has not what a stand-in for the base image needs."""


@dataclass(frozen=True)
class Base:
    """A made root, and in words what it was made of."""

    root: Path
    words: str


def make(root: Path, image: str) -> Base:
    """Makes the root for a base image of the form `python:3.11-slim-bookworm`. Raises NoBase if it can't."""
    if not (match := re.fullmatch(r"python:(\d+\.\d+)-slim(?:-(\w+))?(?:@.+)?", image)):
        raise NoBase(f"{image}: only python:X.Y-slim and python:X.Y-slim-<Debian's name> can be stood in for")
    python = _python(match[1])
    for folder in ("bin", "sbin", "lib", "lib64"):
        (root / "usr" / folder).mkdir(parents=True)
        (root / folder).symlink_to(f"usr/{folder}")
    for folder in ("dev", "etc/ssl/certs", "home", "proc", "root", "run", "sys", "usr/local/bin", "var/tmp"):
        (root / folder).mkdir(parents=True)
    (root / "tmp").mkdir()
    (root / "tmp").chmod(0o1777)
    (root / "root").chmod(0o700)
    files = [Path(found) for command in COMMANDS if (found := shutil.which(command, path=PATH))]
    if len(files) < len(COMMANDS):
        raise NoBase(f"not all of these are on this machine: {', '.join(COMMANDS)}")
    for file in files:
        shutil.copy2(file.resolve(), root / "usr/bin" / file.name)
    _copy_python(root, python)
    extensions = list((root / f"usr/local/lib/python{match[1]}/lib-dynload").glob("*.so"))
    _copy_libraries(root, [*files, Path(python["executable"]), *extensions])
    _write_etc(root)
    _run("ldconfig", "-r", str(root))
    _run("chroot", str(root), "/usr/local/bin/python", "-m", "ensurepip")
    (root / "usr/local/bin/pip").symlink_to("pip3")
    release = Path("/etc/os-release").read_text("utf-8")
    here = re.search(r'^PRETTY_NAME="?([^"\n]+)', release, re.MULTILINE)
    same = bool(match[2]) and f"VERSION_CODENAME={match[2]}\n" in release
    words = f"Python {python['full']} and C libraries of this machine ({here[1] if here else 'unknown system'}"
    return Base(root, words + (f", {match[2]} as the tag says)" if same else ", NOT the system that the tag names)"))


def _python(version: str) -> dict[str, str]:
    for name in (sys.executable, f"python{version}", "python3"):
        if found := shutil.which(name):
            done = subprocess.run([found, "-I", "-c", _ASK], capture_output=True, text=True, check=False)
            if done.returncode == 0 and (facts := json.loads(done.stdout))["version"] == version:
                return dict(facts)
    raise NoBase(f"no Python {version} with ensurepip on the PATH")


def _copy_python(root: Path, python: dict[str, str]) -> None:
    version, local = python["version"], root / "usr/local"
    # Copied, not mounted: it may lie in a folder that only root can look into.
    shutil.copy2(Path(python["executable"]).resolve(), local / f"bin/python{version}")
    for name in ("python", "python3"):
        (local / "bin" / name).symlink_to(f"python{version}")
    shutil.copytree(
        python["stdlib"],
        local / f"lib/python{version}",
        symlinks=True,
        ignore=shutil.ignore_patterns(
            "site-packages", "dist-packages", "test", "tests", "idlelib", "config-*", "__pycache__"
        ),
    )
    (local / f"lib/python{version}/site-packages").mkdir()
    if python["library"]:
        shutil.copy2(python["library"], local / "lib" / Path(python["library"]).name)


def _copy_libraries(root: Path, files: list[Path]) -> None:
    """Everything that the files link, at the same places; libpython is at its own place already."""
    listed = subprocess.run(["ldd", *map(str, files)], capture_output=True, text=True, check=False).stdout
    paths = {Path(path) for path in re.findall(r"(/\S+) \(0x", listed)}
    cache = _run("ldconfig", "-p")
    for library in LIBRARIES:
        if match := re.search(rf"^\s*{re.escape(library)} .*=> (/\S+)$", cache, re.MULTILINE):
            paths.add(Path(match[1]))
    for path in sorted(paths):
        if path.name.startswith("libpython"):
            continue
        target = root / path.relative_to("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path.resolve(), target)


def _write_etc(root: Path) -> None:
    etc = root / "etc"
    (etc / "passwd").write_text("root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n")
    (etc / "group").write_text("root:x:0:\nnogroup:x:65534:\n")
    (etc / "nsswitch.conf").write_text("passwd: files\ngroup: files\nhosts: files dns\n")
    (etc / "hosts").write_text("127.0.0.1 localhost\n")
    multiarch = sorted(f"/usr/lib/{folder.name}" for folder in (root / "usr/lib").iterdir() if "-linux-" in folder.name)
    (etc / "ld.so.conf").write_text("\n".join(["/usr/local/lib", *multiarch]) + "\n")
    for name in ("login.defs", "ssl/certs/ca-certificates.crt", "ssl/openssl.cnf"):
        if Path("/etc", name).is_file():
            shutil.copy2(Path("/etc", name), etc / name)


def _run(*command: str) -> str:
    done = subprocess.run(
        command,
        env={"PATH": PATH, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise NoBase(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout

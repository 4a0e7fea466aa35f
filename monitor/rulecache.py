"""Compiled rule files, kept between runs: a command that reads one page should not compile a thousand phrases first.

A rulebook is kept as a compressed pickle in the user's cache folder, under the digest of all that it is made of: the
rule files, the lexicons, the program's own code and Python. Whoever can write there could run code as the user, as with
Python's own `__pycache__`; so a folder that belongs to somebody else, or that others may write to, is not used.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import sys
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from monitor import rules
from monitor.rules import Rulebook
from monitor.rules.load import without_collecting

KEPT = 8
"""Rulebooks that are kept; the ones used longest ago make room."""


def folder() -> Path:
    """`$XDG_CACHE_HOME/monitor`, by default `~/.cache/monitor`."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base and Path(base).is_absolute() else Path.home() / ".cache") / "monitor"


def load(files: Mapping[str, str], lexicons: Mapping[str, str]) -> Rulebook:
    """The same as `rules.load`, from the cache where it has been made before. Raises RuleError.

    A cache that can't be read or written is done without.
    """
    try:
        place = folder() / f"rules-{_digest(files, lexicons)}.pickle.z"
        if (found := _read(place)) is not None:
            return found
    except (OSError, RuntimeError):  # no home
        return rules.load(files, lexicons)
    made = rules.load(files, lexicons)
    _write(place, made)
    return made


def _digest(files: Mapping[str, str], lexicons: Mapping[str, str]) -> str:
    code = [(file.name, file.read_text(encoding="utf-8")) for file in sorted(_code())]
    parts = [sys.version, code, sorted(files.items()), sorted(lexicons.items())]
    return hashlib.sha256(json.dumps(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _code() -> list[Path]:
    """The files whose classes stand in a pickle, or make it: the letters of a phrase are folded as those of a page."""
    here = Path(rules.__file__).parent
    return [*here.glob("*.py"), here.parent / "text" / "letters.py"]


def _is_ours(path: Path) -> bool:
    """Whether a file or folder is this user's, and nobody else may write to it."""
    if not hasattr(os, "getuid"):
        return False
    found = path.stat()
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


def _read(place: Path) -> Rulebook | None:
    try:
        if not (_is_ours(place.parent) and _is_ours(place)):
            return None
        with without_collecting():
            book = pickle.loads(zlib.decompress(place.read_bytes()))  # noqa: S301 - our own file, see above
        os.utime(place)
    except Exception:  # a pickle can fail in any way
        return None
    return book if isinstance(book, Rulebook) else None


def _write(place: Path, book: Rulebook) -> None:
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(place.parent):
            return
        handle, name = tempfile.mkstemp(dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(zlib.compress(pickle.dumps(book, pickle.HIGHEST_PROTOCOL), 1))
            os.replace(name, place)
        except BaseException:
            os.unlink(name)
            raise
        by_age = sorted(place.parent.glob("rules-*.pickle.z"), key=lambda kept: kept.stat().st_mtime_ns, reverse=True)
        for old in by_age[KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        return

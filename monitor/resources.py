"""Reads the files that travel with the program, and rule files: text in, nothing judged.

Packs, lexicons, templates and starter files are package data (`monitor/data/`); in an editable checkout the packs are
the repository's `rules/` folder. Every function gives the text by the name that errors are to show.
"""

from __future__ import annotations

from collections.abc import Iterator
from glob import escape
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from monitor.errors import ConfigError, Fault, RuleError

RULES_FOLDER = "rules"
"""The folder of rule files that is taken from the working folder when none is named."""

RULE_SUFFIXES = (".yaml", ".yml")


def packs() -> dict[str, str]:
    """The rule packs that come with the program, by file name (`nato-japan.yaml`)."""
    folder = _data("packs")
    if not folder.is_dir():
        folder = Path(__file__).parent.parent / RULES_FOLDER
    return {name: _rule_text(file, name) for name, file in _files(folder, RULE_SUFFIXES)}


def lexicons() -> dict[str, str]:
    """The word lists that rules are read with, by file name."""
    return {name: _rule_text(file, name) for name, file in _files(_data("lexicons"), RULE_SUFFIXES)}


def templates() -> dict[str, str]:
    """The reports' Jinja templates, by file name (`report.html.j2`)."""
    return _texts("templates")


def starter() -> dict[str, str]:
    """What `monitor init` writes, by path below the folder (`rules/starter.yaml`)."""
    return _texts("starter")


def rule_files(path: Path | None) -> dict[str, str]:
    """The rule files to use: those of `path` (a file, or a folder and the folders below it).

    None means `rules/` in the working folder if it is there, else the packs that come with the program. Raises
    ConfigError if there is no rule file, RuleError for files that can't be read as text, all at once.
    """
    if path is None and not Path(RULES_FOLDER).is_dir():
        return packs()
    files = rule_paths(path)
    path = path or Path(RULES_FOLDER)
    if not path.exists():
        raise ConfigError(f"{path}: no such rule file or folder")
    if not files:
        raise ConfigError(f"{path}: no rule file (*.yaml) in this folder")
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    for file in files:
        try:
            texts[str(file)] = _rule_text(file, str(file))
        except RuleError as error:
            faults += error.faults
    if faults:
        raise RuleError(faults)
    return texts


def rule_paths(path: Path | None) -> list[Path]:
    """The files that `rule_files` reads, in order; none where the packs that come with the program are used.

    A file brings those along that translate it: `ferries.yaml` has `ferries.fr.yaml` beside it, told from a copy
    (`ferries.old.yaml`) by the two letters of its language.
    """
    path = path or Path(RULES_FOLDER)
    if not path.is_dir():
        near = path.parent.glob(f"{escape(path.stem)}.[a-z][a-z]{path.suffix}") if path.suffix in RULE_SUFFIXES else ()
        beside = sorted(file for file in near if file.is_file())
        return [path, *beside] if path.exists() else []
    found = sorted(file for file in path.rglob("*") if file.suffix in RULE_SUFFIXES and file.is_file())
    return [file for file in found if not any(part.startswith(".") for part in file.relative_to(path).parts)]


def _rule_text(file: Traversable, name: str) -> str:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise RuleError([Fault(name, 1, 1, f"can't be read: {error.strerror or error}")]) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise RuleError([Fault(name, line, column, "is not UTF-8 text: save the file as UTF-8")]) from None


def _data(folder: str) -> Traversable:
    return resources.files("monitor") / "data" / folder


def _files(
    folder: Traversable, suffixes: tuple[str, ...] = ("",), prefix: str = ""
) -> Iterator[tuple[str, Traversable]]:
    """All files below a folder of the package, by path below it, in order of their names."""
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            yield from _files(entry, suffixes, f"{prefix}{entry.name}/")
        elif entry.name.endswith(suffixes):
            yield prefix + entry.name, entry


def _texts(folder: str) -> dict[str, str]:
    return {name: file.read_text("utf-8") for name, file in _files(_data(folder)) if not name.endswith(".pyc")}

"""YAML text to plain data with the position of every key and value, and all faults that YAML itself can have."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError

from monitor.errors import Fault
from monitor.rules import yamlfast
from monitor.rules.yamlwords import in_words

Path = tuple[str | int, ...]
MAX_DEPTH = 40
MAX_CHARACTERS = 1_000_000
MAX_NODES = 100_000
"""Of a file, aliases counted as often as they are used: more is no rule file, and would fill any memory."""


@dataclass
class YamlFile:
    """Data of one file, and where each part stands: path to (line, column), both from 1."""

    name: str
    data: Any = None
    positions: dict[Path, tuple[int, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    nodes: int = 0

    def fault(self, path: Sequence[str | int], message: str) -> Fault:
        """A fault at `path`, or at the nearest part of it that stands in the file."""
        at = tuple(path)
        while at and at not in self.positions:
            at = at[:-1]
        line, column = self.positions.get(at, (1, 1))
        return Fault(self.name, line, column, message)

    def resolve(self, loc: Sequence[str | int]) -> Path:
        """The longest path into the data that follows `loc`, skipping its parts that are not in the file."""
        path: Path = ()
        for part in loc:
            if (*path, part) in self.positions:
                path = (*path, part)
        return path


def parse(name: str, text: str) -> YamlFile:
    """Reads one YAML 1.2 document. Never raises; what is wrong is in `faults`."""
    file = YamlFile(name)
    if len(text) > MAX_CHARACTERS:
        message = f"the file has {len(text):,} characters; {MAX_CHARACTERS:,} are the limit: split the pack"
        file.faults.append(Fault(name, 1, 1, message))
        return file
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)  # YAML allows it: the later one counts from there on
            root = yamlfast.compose(text) or YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        file.faults.append(Fault(name, line, column, f"not YAML: {in_words(error, text)}"))
        return file
    except (YAMLError, ValueError, RecursionError) as error:
        file.faults.append(Fault(name, 1, 1, f"not YAML: {str(error).splitlines()[0]}"))
        return file
    if root is None:
        file.faults.append(Fault(name, 1, 1, "the file is empty"))
        return file
    file.data = _convert(root, (), file)
    return file


def _convert(node: Any, path: Path, file: YamlFile) -> Any:
    file.positions.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
    file.nodes += 1
    if file.nodes > MAX_NODES:
        if file.nodes == MAX_NODES + 1:
            message = f"more than {MAX_NODES:,} entries, aliases counted as often as they are used: split the pack"
            file.faults.append(file.fault(path, message))
        return None
    if len(path) > MAX_DEPTH:
        file.faults.append(file.fault(path, "nested too deeply (an anchor that refers to itself?)"))
        return None
    if node.id == "mapping":
        out: dict[str, Any] = {}
        for key_node, value_node in node.value:
            position = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if key_node.id != "scalar":
                file.faults.append(Fault(file.name, *position, "a key must be a plain word"))
                continue
            key = str(key_node.value)
            if key in out:
                first = file.positions[(*path, key)][0]
                file.faults.append(Fault(file.name, *position, f"duplicate key `{key}`: it stands in line {first} too"))
                continue
            file.positions[(*path, key)] = position
            out[key] = _convert(value_node, (*path, key), file)
        return out
    if node.id == "sequence":
        return [_convert(child, (*path, i), file) for i, child in enumerate(node.value)]
    return _scalar(node, path, file)


def _scalar(node: Any, path: Path, file: YamlFile) -> Any:
    value = str(node.value)
    tag = str(node.tag).rpartition(":")[2]
    try:
        if tag == "int":
            return int(value.replace("_", ""), 0) if value.lower().startswith(("0x", "0o")) else int(value)
        if tag == "float":
            return float(value)
    except ValueError:
        file.faults.append(file.fault(path, f"can't read the number {value!r}"))
        return None
    if tag == "bool":
        return value.lower() == "true"
    return None if tag == "null" else value

"""YAML: a list of mappings, or a mapping with it under `sources`; read from its nodes, which know their lines."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from monitor.model import Source
from monitor.rules.yamlwords import in_words
from monitor.sourcelist.fields import FLAGS, KEYS, LISTS, Field, Row, entry_problem, flag, flat, unknown_key

EXAMPLE = "- url: https://example.org/article"


def rows(text: str) -> Iterator[Row]:
    try:
        root = YAML(typ="safe", pure=True).compose(text.removeprefix("\ufeff"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        yield (mark.line + 1 if mark else 1), f"no YAML: {in_words(error, text)}"
        return
    except (YAMLError, ValueError) as error:
        yield 1, f"no YAML: {' '.join(str(error).split())}"
        return
    except RecursionError:
        yield 1, "is nested too deeply"
        return
    if isinstance(root, MappingNode):
        entries = root.value
        root = None
        for key, value in entries:
            if isinstance(key, ScalarNode) and key.value == "sources" and root is None:
                root = value
            else:
                yield _line(key), f"only one list stands here, under sources; write each source as {EXAMPLE}"
    if root is None or _kind(root) == "null":
        return
    if not isinstance(root, SequenceNode):
        yield _line(root), f"a list of sources is needed: {EXAMPLE}"
        return
    for item in root.value:
        yield from _source(item)


def _source(item: Node) -> Iterator[Row]:
    if not isinstance(item, MappingNode):
        yield _line(item), f"a source is written as keys: {EXAMPLE}"
        return
    row: dict[str, Field] = {}
    faults = 0
    for key_node, value_node in item.value:
        key = key_node.value if isinstance(key_node, ScalarNode) else ""
        try:
            if key not in KEYS:
                raise ValueError(unknown_key(key))
            if key in row:
                raise ValueError(f"{key}: stands twice")
            value = _value(key, value_node)
        except ValueError as error:
            faults += 1
            yield _line(key_node), str(error)
            continue
        wrong = list(_entry_faults(key, value_node, value))
        faults += len(wrong)
        yield from wrong
        row[key] = () if wrong else value
    if "url" in row or not faults:
        yield _line(item), row


def _entry_faults(key: str, node: Node, value: Field) -> Iterator[Row]:
    """What is wrong with the entries of a list, each on its own line."""
    if isinstance(value, tuple):
        nodes = node.value if isinstance(node, SequenceNode) else [node] * len(value)
        for entry, text in zip(nodes, value, strict=False):
            if (why := entry_problem(key, text)) is not None:
                yield _line(entry), f"{key}: {why}"


def _value(key: str, node: Node) -> Field:
    """A node's value for a key. Raises ValueError that says what is needed."""
    if _kind(node) == "null":
        return ""
    if key in LISTS:
        if isinstance(node, SequenceNode):
            return tuple(_text(key, entry) for entry in node.value)
        if isinstance(node, MappingNode) and key == "headers":
            return tuple(f"{_text(key, name)}: {_text(key, value)}" for name, value in node.value)
        return (_text(key, node),)
    if key in FLAGS and isinstance(node, ScalarNode):
        return flag(str(node.value))
    return _text(key, node)


def _text(key: str, node: Node) -> str:
    if not isinstance(node, ScalarNode):
        raise ValueError(f"{key}: a {'list of texts' if key in LISTS else 'text'} is needed")  # noqa: TRY004  # a fault
    if _kind(node) != "str":
        raise ValueError(f"{key}: a text is needed; put {node.value!r} into quotes")
    return str(node.value)


def _kind(node: Node) -> str:
    return str(node.tag).removeprefix("tag:yaml.org,2002:")


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def dump(sources: Iterable[Source]) -> str:
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.width = 4096
    out = io.StringIO()
    yaml.dump({"sources": [_mapping(source) for source in sources]}, out)
    return out.getvalue()


def _mapping(source: Source) -> dict[str, str | bool | list[str]]:
    stated = {key: value for key, value in flat(source).items() if value is not None and value not in ("", ())}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in stated.items()}

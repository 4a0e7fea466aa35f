"""What the tests beside the rules expect, checked: that it can be met at all, else a slip passes for a rule's fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, get_args

from monitor.model import Modality, Period, Qualifier, State
from monitor.rules.phrase import did_you_mean
from monitor.rules.schema import FactModel, TestModel
from monitor.rules.yamlfile import Path, YamlFile

ASKED = ("value", "qualifier", "modality", "attribution", "state", "quote", "values")
"""What a test may ask of an observation."""

_ONE_OF: Mapping[str, list[str]] = {
    "qualifier": list(get_args(Qualifier)),
    "modality": list(get_args(Modality)),
    "state": list(get_args(State)),
}
_PERIOD = tuple(field.name for field in fields(Period))


def check_tests(file: YamlFile, facts: Sequence[FactModel], tests: Sequence[TestModel], path: Path) -> None:
    """Adds to the file's faults what its tests, which stand at `path`, can never find."""
    known = {fact.id: fact for fact in facts}
    for i, test in enumerate(tests):
        for fact_id, expected in test.expect.items():
            at = (*path, i, "expect", fact_id)
            if fact_id not in known:
                hint = did_you_mean(fact_id, known, _ticked)
                file.faults.append(file.fault(at, f"the test names an unknown fact `{fact_id}`{hint}"))
                continue
            for key, message in _faults(known[fact_id], expected):
                file.faults.append(file.fault((*at, key) if key else at, message))


def _faults(fact: FactModel, expected: Any) -> Iterator[tuple[str, str]]:
    """What is wrong with an expectation, each with the key of it that has the fault, if it is one's."""
    if isinstance(expected, Mapping):
        may = (*ASKED, *_PERIOD) if fact.type == "period" and not set(expected) & set(ASKED) else ASKED
        for key, value in expected.items():
            if key not in may:
                hint = did_you_mean(key, list(may), _ticked)
                yield key, f"unknown key `{key}` in what is expected of `{fact.id}`{hint}"
            elif (names := _ONE_OF.get(key)) and value is not None and value not in names:
                hint = did_you_mean(str(value), names)
                one_of = "" if hint.startswith("; known") else f" (one of {', '.join(names)})"
                yield key, f"unknown `{key}` {value!r}{hint}{one_of}"
    if fact.type == "status":
        key, names = "values", list(fact.values)
    elif fact.type == "list" and fact.unknown == "left_out":
        key, names = "items", list(fact.items)
    else:
        return
    for name in _named(expected):
        if name not in names:
            yield "", f"`{name}` is none of the `{key}` of `{fact.id}`{did_you_mean(name, names, _ticked)}"


def _named(expected: Any) -> list[str]:
    """The statuses, or members of lists, that a test's expectation names."""
    if isinstance(expected, Mapping):
        given = [*_list(expected.get("value", "absent")), *_list(expected.get("values", []))]
    else:
        given = _list(expected)
    return [str(name) for part in given for name in _list(part) if name != "absent"]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _ticked(word: str) -> str:
    return f"`{word}`"

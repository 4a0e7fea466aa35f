"""Slips in YAML are told in words of what would be right."""

from __future__ import annotations

import pytest

from monitor.errors import ConfigError, RuleError
from monitor.resources import lexicons
from monitor.rules import load
from monitor.sourcelist import parse

SLIPS = [
    ("title: Harbour: the plan\n", 1, "a colon too many: put the value into quotes if it holds one"),
    ("facts:\n  - id: x\n   title: y\n", 3, "wrong indentation"),
    ("id: x\n\ttitle: y\n", 2, "a tab: indent with spaces"),
    ("id: x\ntitle: @y\n", 2, "a value can't begin with this character: put the value into quotes (@)"),
    ("id: x\ntitle: *y\n", 2, "a reference: no `&` of this name stands above it"),
    ('id: "\\d"\n', 1, "a backslash in double quotes: use single quotes"),
    ("id: [a, b\n", 2, "a bracket is opened and not closed: that of line 1"),
    ("id: x\nlexicons:\n  z: [a, b\nfacts: 1\n", 4, "a bracket is opened and not closed: that of line 3"),
    ("own: [harbour [tram] (tram|line)]\n", 1, "a phrase that holds a bracket: put the value into quotes"),
    ("own: [harbour, [tram] line]\n", 1, "a phrase that begins with a bracket: put the value into quotes"),
    ("facts:\n  - {count} ferries\n", 2, "a phrase that begins with a bracket: put the value into quotes"),
    (
        "facts:\n  - phrase: [old] {count} ferries\n",
        2,
        "a phrase that begins with a bracket: put the value into quotes",
    ),
    ("facts:\n  - {phrase: all {count} ferries, priority: 1}\n", 2, "a slot within { }: put the value into quotes"),
]


@pytest.mark.parametrize(("text", "line", "words"), SLIPS)
def test_slips_in_yaml(text: str, line: int, words: str) -> None:
    """In a rule file and in a list of sources, with the line."""
    with pytest.raises(RuleError) as caught:
        load({"pack.yaml": text}, lexicons())
    assert str(caught.value).startswith(f"pack.yaml:{line}:")
    assert words in str(caught.value)
    with pytest.raises(ConfigError) as listed:
        parse(text, "yaml", "list.yaml")
    assert f"list.yaml:{line}: no YAML: " in str(listed.value)
    assert words in str(listed.value)


def test_a_value_of_another_kind_is_told() -> None:
    """What is needed, and what was found."""
    text = "id: x\ntitle: X\nfacts: yes\n"
    with pytest.raises(RuleError, match="`facts`: a list is needed, found 'yes'"):
        load({"pack.yaml": text}, lexicons())

"""libyaml is asked first, and nothing is read otherwise for it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import resources
from monitor.rules import yamlfast
from monitor.rules.yamlfile import YamlFile, parse

FILES = {**resources.packs(), **resources.lexicons()}
KINDS = """a: &x [1, 2]
b: *x
c: {d: "e\\u00e9", f: 'g''h'}
i: |
  text
  more
j: >-
  fold
  ed
? k
: l
m: yes
n: 0o17
o: 1_000
p: 0x1F
q: 1.5e3
r: ~
s: 2020-01-01
t: off
u: .inf
v: !!str 12
w: "a
  b"
x: a b
  c d
y: [a:b, c: d, {e: f}]
z: 12:30:45
"""
CHARACTERS = "{}[]<>()|*^.:-#&!%@'\"\\0a\t\x85\u2028\ufeff"


def fully(text: str, monkeypatch: pytest.MonkeyPatch) -> YamlFile:
    """What the full parser makes of a text."""
    with monkeypatch.context() as patch:
        patch.setattr(yamlfast, "compose", lambda _: None)
        return parse("a.yaml", text)


@pytest.mark.parametrize("name", sorted(FILES))
def test_files_that_come_along_are_read_fast_and_alike(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same data, of the same types, at the same places."""
    assert yamlfast.compose(FILES[name]) is not None
    fast, full = parse(name, FILES[name]), fully(FILES[name], monkeypatch)
    assert repr(fast.data) == repr(full.data)
    assert fast.positions == full.positions


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32), edits=st.integers(0, 3))
def test_damaged_files_are_read_alike(seed: int, edits: int) -> None:
    """Lines lost, doubled or joined, characters changed: the same data, places and faults."""
    rng = random.Random(seed)
    lines = rng.choice([KINDS, FILES["article.yaml"], FILES["fr.yaml"]]).splitlines()
    begin = rng.randrange(len(lines))
    lines = rng.choice([lines, lines[begin : begin + 12]])
    for _ in range(edits):
        at = rng.randrange(len(lines))
        where = rng.randrange(len(lines[at]) + 1)
        lines[at] = lines[at][:where] + rng.choice(CHARACTERS) + lines[at][where + rng.randrange(2) :]
        if rng.random() < 0.3:
            lines.insert(rng.randrange(len(lines)), lines[at])
    text = "\n".join(lines)
    fast = parse("a.yaml", text)
    with pytest.MonkeyPatch.context() as patch:
        full = fully(text, patch)
    assert (repr(fast.data), fast.positions, fast.faults) == (repr(full.data), full.positions, full.faults)


@pytest.mark.parametrize(
    "text", ["%YAML 1.1\n---\na: yes", "a: b\x85c", "a: !!int 1", "&a: [b]", "\ufeffa: 1", "a:\tb", "a: b: c", ""]
)
def test_doubtful_text_is_left_to_the_full_parser(text: str) -> None:
    """What libyaml would read otherwise, or can't tell the fault of."""
    assert yamlfast.compose(text) is None


def test_done_without_where_it_was_not_built(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML may come without libyaml: then the full parser reads all."""
    monkeypatch.setattr(yamlfast, "_parser", lambda: None)
    assert parse("a.yaml", KINDS).data["m"] == "yes"

"""Ways to say the facts about NATO and Japan in other languages, in `ways_CODE.yaml`: what is read from each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from benchmarks.facts import exact, labels, said
from monitor.facts import extract
from monitor.facts.selftest import document
from monitor.rules import Rulebook

WAYS = [
    (path.stem.removeprefix("ways_"), way)
    for path in sorted(Path(__file__).parent.glob("ways_*.yaml"))
    for way in YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("code", "way"), WAYS, ids=[f"{code}-{n}" for n, (code, _) in enumerate(WAYS)])
def test_way(code: str, way: dict[str, Any], nato: Rulebook) -> None:
    """A sentence or short article, however it puts it, is read as it was labelled."""
    facts = extract(document(way["text"], way.get("title"), None, code), nato)
    wrong = {}
    for fact, label in way["expect"].items():
        wanted, others = labels(exact(fact, label))
        got = said(facts.get(fact))
        if got != wanted and got not in others:
            wrong[fact] = f"expected {wanted!r}, got {got!r}"
    # `missed` names readings that are known to fail; one that holds by now is to lose the mark.
    assert sorted(wrong) == sorted(way.get("missed", [])), wrong

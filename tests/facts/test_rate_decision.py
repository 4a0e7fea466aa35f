"""A pack on another subject: articles labelled before the rules were written; nothing in the engine knows a topic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.codec import value_to_json
from monitor.facts import extract
from monitor.facts.selftest import document
from monitor.rules import Rulebook, load

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tests/corpus/rate_decision").glob("*.yaml"))


@pytest.fixture(scope="session")
def book(lexicons: dict[str, str]) -> Rulebook:
    return load({"rate-decision.yaml": (ROOT / "rules/rate-decision.yaml").read_text("utf-8")}, lexicons)


def right(label: Any, got: Any) -> bool:
    if isinstance(label, dict):
        return got == label["value"] or (got is None and label.get("accept") == "absent")
    return bool(got == label)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_article(file: Path, book: Rulebook) -> None:
    """Every fact of an article is read, and no other, but for those that are known to be missed."""
    article = YAML(typ="safe", pure=True).load(file.read_text("utf-8"))
    facts = extract(document(article["text"], title=article["title"]), book)
    got = {fact: value_to_json(seen.value) for fact, seen in facts.items()}
    wrong = {
        fact: (label, got.get(fact)) for fact, label in article["expect"].items() if not right(label, got.get(fact))
    }
    wrong |= {fact: (None, value) for fact, value in got.items() if fact not in article["expect"]}
    assert sorted(wrong) == sorted(article.get("missed", [])), wrong

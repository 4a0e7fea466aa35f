"""The packs that come with the program: each holds its own tests, all can be used at once, and each minds its own subject."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.facts import extract, run_tests, warnings
from monitor.facts.selftest import document
from monitor.rules import Rulebook, load

ROOT = Path(__file__).parents[2]
PACKS = sorted((ROOT / "rules").glob("*.yaml"))
ARTICLES = YAML(typ="safe", pure=True).load((Path(__file__).parent / "articles.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def book(lexicons: dict[str, str]) -> Rulebook:
    """All packs together: fact ids that two packs share would not load."""
    return load({file.name: file.read_text("utf-8") for file in PACKS}, lexicons)


@pytest.mark.parametrize("pack", sorted({file.name.partition(".")[0] for file in PACKS}))
def test_a_pack_holds_its_own_tests(pack: str, book: Rulebook) -> None:
    """Every expectation beside the rules, a positive and a negative one for each fact."""
    alone = book.select([pack])
    assert [str(result) for result in run_tests(alone) if not result.passed and not result.todo] == []
    assert warnings(alone) == []


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["voice"])
def test_articles_on_another_subject_give_nothing(article: dict[str, Any], book: Rulebook) -> None:
    """Neither a rate decision nor a note of the editors is read from ordinary articles about NATO and Japan."""
    doc = document(article["text"], title=article["title"])
    facts = extract(doc, book.select(["article", "rate-decision"]))
    notes = {"correction", "correction_note"} if article["voice"] == "corrected article" else set()
    assert set(facts) == notes, {fact: seen.evidence for fact, seen in facts.items()}

"""Whole articles in many voices, labelled before the rules were tried on them: what is read, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.codec import value_to_json
from monitor.facts import extract
from monitor.facts.selftest import document
from monitor.rules import Rulebook

ARTICLES = YAML(typ="safe", pure=True).load((Path(__file__).parent / "articles.yaml").read_text(encoding="utf-8"))
FACTS = [
    "area_count",
    "previous_area_count",
    "programme_name",
    "programme_acronym",
    "predecessor_programme",
    "predecessor_year",
    "term_years",
    "summit_dates",
    "summit_place",
    "stated_objectives",
    "liaison_office_status",
    "opponents",
]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["voice"])
def test_article(article: dict[str, Any], nato: Rulebook) -> None:
    """Every fact of an article is read, and no other; where several readings are right, one of them."""
    doc = document(article["text"], title=article["title"])
    facts = extract(doc, nato)
    wrong = {}
    for fact in FACTS:
        got = value_to_json(facts[fact].value) if fact in facts else None
        expected = article["facts"].get(fact)
        lists = fact in ("opponents", "stated_objectives")
        right = expected if isinstance(expected, list) and not lists else [expected]
        if got not in right:
            quote = facts[fact].evidence.quote if fact in facts and facts[fact].evidence else None
            wrong[fact] = f"expected {expected!r}, got {got!r} from {quote!r}"
    # `missed` names readings that are known to fail; one that holds by now is to lose the mark.
    assert sorted(wrong) == article.get("missed", []), wrong

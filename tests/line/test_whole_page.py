"""Rules with the scope `page`: facts of what a page shows beside its article."""

from __future__ import annotations

import pytest
from articles import article, capture

from monitor.model import Past, Source
from monitor.outcome import Known, judge
from monitor.resources import lexicons
from monitor.rules import Rulebook, load

SOURCE = Source(1, "http://courier.example/harbour", "courier")
PACK = """
id: imprint
title: Imprint
maturity: experimental
languages: [en]
facts:
  - {id: edition, title: Edition, type: count, scope: [page], phrases: ["edition {count}"]}
  - {id: berths, title: Berths, type: count, phrases: ["{count} berths"]}
tests:
  - {text: Nothing here., page: "Menu\\nEdition 7 of the Courier", expect: {edition: 7, berths: absent}}
  - {text: It has 16 berths., expect: {edition: absent, berths: 16}}
"""


@pytest.fixture(scope="module")
def imprint() -> Rulebook:
    return load({"imprint.yaml": PACK}, lexicons())


def page(number: int) -> bytes:
    return article(tail=f"<footer><p>Edition {number} of the Courier</p></footer>")


def known_after(rulebook: Rulebook, body: bytes) -> tuple[Past, Known]:
    first = capture(body)
    finding = judge(rulebook, SOURCE, first, [])
    assert finding.document
    return Past(1, first), Known(first.digest, finding.document.digest, finding.surroundings)


def test_a_footer_is_read_where_a_rule_asks_for_the_page(imprint: Rulebook) -> None:
    """With evidence in the string `page`, character by character."""
    finding = judge(imprint, SOURCE, capture(page(7)), [])
    assert finding.document
    assert finding.facts
    seen = finding.facts["edition"]
    assert seen.value == 7
    assert seen.evidence
    assert seen.evidence.where == "page"
    assert finding.document.page[seen.evidence.start : seen.evidence.end] == seen.evidence.quote == "Edition 7"


def test_a_fact_beside_the_article_changes(imprint: Rulebook) -> None:
    """An equal article is no reason to look no further: the fact is told, and no text."""
    past, known = known_after(imprint, page(7))
    finding = judge(imprint, SOURCE, capture(page(8)), [past], known)
    assert finding.outcome.kind == "changed"
    assert [(c.old and c.old.value, c.new and c.new.value) for c in finding.outcome.changes] == [(7, 8)]
    assert not finding.outcome.text.edits


def test_what_no_rule_reads_stays_silent(imprint: Rulebook, rulebook: Rulebook) -> None:
    """Another footer without the fact; and the same pages under rules that look at the article alone."""
    past, known = known_after(imprint, page(7))
    other = page(7).replace(b"of the Courier", b"of the daily Courier")
    assert judge(imprint, SOURCE, capture(other), [past], known).outcome.kind == "unchanged"
    past, known = known_after(rulebook, page(7))
    finding = judge(rulebook, SOURCE, capture(page(8)), [past], known)
    assert finding.outcome.kind == "unchanged"
    assert finding.document
    assert not finding.document.page

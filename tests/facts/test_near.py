"""What a phrase that does not match is told to lack: room for further words, the rest of a label, a piece."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.facts import run_tests
from monitor.facts.explain import Attempt, explain
from monitor.facts.nearest import nearest
from monitor.facts.selftest import document
from monitor.report.explained import explain_text
from monitor.rules import Rulebook

FACTS = """
  - {id: stops, title: Stops, type: count, phrases: "{count} [new] stops"}
  - {id: line, title: Line, type: status, values: {dropped: "(drops|dropped) ...4 <tramline>"}}
  - {id: builders, title: Builders, type: list, phrases: "builders: {list}"}
  - {id: pumps, title: Pumps, type: count, phrases: "pumps: ...1 {count}"}
  - {id: docks, title: Docks, type: boolean, phrases: "dockers ...6 yards closed"}
  - {id: piers, title: Piers, type: count, phrases: "{count} ...2 [old] piers of wood"}
"""


@pytest.fixture(scope="module")
def book(make: Callable[..., Rulebook]) -> Rulebook:
    return make(FACTS, "lexicons: {tramline: [tram line, tramway]}")


def only(book: Rulebook, fact: str, text: str) -> Attempt:
    [attempt] = explain(document(text), book, fact).attempts
    assert attempt.verdict == "near"
    return attempt


@pytest.mark.parametrize(
    ("fact", "text", "why"),
    [
        ("stops", "The tram line has 16 tiny stops.", "'tiny' stands between {count} and stops: `...1` there"),
        ("stops", "It has 16 new and tiny stops.", "'and tiny' stands between {count} and stops: `...2` there"),
        ("line", "The town dropped the plan for the harbour tram line.", "5 words between, `...4` allows 4: 'the plan"),
        ("piers", "There are 9 of the very old piers of wood.", "3 words between, `...2` allows 2: 'of the very'"),
        ("docks", "The dockers of all yards then closed both yards.", "'then' stands between yards and closed"),
        ("piers", "There are 9 piers made of wood.", "'made' stands between piers and of: `...1` there lets it match"),
    ],
)
def test_words_that_a_phrase_has_no_room_for(book: Rulebook, fact: str, text: str, why: str) -> None:
    """Both sides stand there in their order: the words between them are named, and how many are allowed."""
    attempt = only(book, fact, text)
    assert attempt.why.startswith(why)
    assert attempt.share == 1


def test_each_piece_is_shown_with_what_it_matched(book: Rulebook) -> None:
    """On both sides of the words that are too many; and it is what a failed test prints."""
    text = "Here 9 ferries call. The tram line has 16 tiny stops."
    told = explain_text("page", explain(document(text), book, "stops"))
    assert told.endswith(
        "        {count}  matched '16'\n        ...      between 'tiny'\n        stops    matched 'stops'\n"
    )


def test_a_failed_test_names_the_words_between(make: Callable[..., Rulebook]) -> None:
    """The commonest mistake, an adjective that the phrase does not have."""
    test = "tests: [{text: The tram line has 16 tiny stops., expect: {stops: 16}}]\nlexicons: {tramline: [tramway]}"
    book = make(FACTS, test)
    [result] = run_tests(book)
    assert "matched '16 tiny stops', but 'tiny' stands between {count} and stops" in str(nearest(result, book))


def test_what_is_far_away_is_not_said_to_lack_room(book: Rulebook) -> None:
    """A number at the other end of the sentence has nothing to do with the word."""
    text = "In 2019 the town asked whoever still lived along the quay about closing stops."
    assert only(book, "stops", text).why == "{count} ('2019') stands there, but not in its place"
    crossed = "The town dropped no plan, but another one for the tram line, it said."
    assert "not in its place" in only(book, "line", crossed).why


@pytest.mark.parametrize(
    ("fact", "text", "why"),
    [
        ("builders", "Main builders: Abbot", "the label on the page is 'Main builders': `builders` is not all of it"),
        ("builders", "Builders of it: Abbot", "the label on the page is 'Builders of it': `builders` is not all of it"),
        ("pumps", "Pumps: a good many 16", "'a good many' stands between the label and {count}"),
    ],
)
def test_a_line_whose_label_or_value_has_more(book: Rulebook, fact: str, text: str, why: str) -> None:
    """All the words of the phrase stand there: what the line has more is named, the reason is never empty."""
    assert only(book, fact, text).why == why

"""Why a fact was read, or was not: every guard is named, with the words that set it off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import UsageError
from monitor.facts import extract
from monitor.facts.explain import Attempt, explain
from monitor.facts.select import rank
from monitor.facts.selftest import document
from monitor.model import Unreadable
from monitor.report.explained import explain_text
from monitor.rules import Rulebook
from monitor.rules.pieces import pieces

PACK = """
  - id: ships
    title: Ships
    type: count
    between: [1, 100]
    subject: navy
    yields_to: lost
    near: {passage: [fleet, navy]}
    not: toy
    phrases:
      - "{count} [fast] ships"
      - {phrase: "fleet of {count}", priority: 1}
      - "number of ships ...4 (reached|rose to) {count}"
  - {id: lost, title: Lost, type: count, phrases: ["lost {count}"]}
  - id: state
    title: State
    type: status
    values: {sunk: ["ship ...3 sunk"], afloat: ["ship ...3 afloat"]}
  - {id: ports, title: Ports, type: list, items: {Oslo: [Oslo], Bergen: [Bergen]}, phrases: ["call* at {item}"]}
  - {id: sails, title: Sails, type: count, scope: [title], phrases: ["{count} sails"]}
  - {id: oars, title: Oars, type: count, near: {match: "{count} long"}, not: {match: "broken oars"}, phrases: ["{count} ...2 oars"]}
"""
SUBJECTS = "subjects: {navy: {own: [Norway], other: [Sweden, Denmark]}}"


@pytest.fixture(scope="session")
def book(make: Callable[..., Rulebook]) -> Rulebook:
    return make(PACK, SUBJECTS)


def tries(book: Rulebook, text: str, fact: str = "ships", **more: str) -> list[Attempt]:
    return list(explain(document(text, **more), book, fact).attempts)


@pytest.mark.parametrize(
    ("text", "verdict", "why"),
    [
        ("The navy has 16 ships.", "won", "gives the value"),
        ("The navy does not have 16 ships.", "stopped", "it is denied by 'not'"),
        ("The navy previously had 16 ships.", "stopped", "it is said of the past by 'previously'"),
        ("The port has 16 ships.", "stopped", "near: no `fleet` or `navy` in the passage"),
        ("The navy has 16 ships, all toy ones.", "stopped", "not: 'toy' stands in the sentence"),
        ("The navy of Sweden has 16 ships.", "stopped", "another subject: the sentence mentions `Sweden`"),
        ("The navy of Sweden sails. It has 16 ships.", "stopped", "another subject: the sentences before name one"),
        ("The navy lost 3 ships.", "stopped", "its words belong to `lost`"),
        ("The navy has 1,600 ships.", "stopped", "between: no number from 1 to 100"),
        ("An earlier version of this article said the navy had 16 ships.", "stopped", "correction note"),
    ],
)
def test_every_guard_is_named(book: Rulebook, text: str, verdict: str, why: str) -> None:
    """What stopped a match, with the words on the page that did it."""
    found = [attempt for attempt in tries(book, text) if attempt.phrase.startswith("{count}")]
    assert [attempt.verdict for attempt in found] == [verdict]
    assert why in found[0].why


def test_words_at_the_match(book: Rulebook) -> None:
    """A guard on the matched words names what stands there, not what stands elsewhere in the sentence."""
    told = [
        (a.verdict, a.why)
        for text in (
            "Its 8 long oars are no broken oars.",
            "It has 8 long broken oars.",
            "Its 8 oars make 9 long sails.",
        )
        for a in tries(book, text, "oars")
    ]
    assert told == [
        ("won", "gives the value"),
        ("stopped", "not: 'broken oars' stands in the match"),
        ("stopped", "near: no `{count} long` in the match"),
    ]


def test_who_wins_and_why_the_others_lose(book: Rulebook) -> None:
    """Priority, the order of a status, direct speech, headings, and what says the same."""
    text = "The navy has 16 ships. The navy has a fleet of 12. The fleet of 12 sails."
    told = [(attempt.verdict, attempt.value, attempt.why) for attempt in tries(book, text)]
    assert told == [
        ("lost", 16, "a phrase with a higher priority won (1 against 0)"),
        ("won", 12, "gives the value"),
        ("agrees", 12, "says the same"),
    ]
    [won, lost] = [a for a in tries(book, "The ship was sunk. The ship is afloat.", "state") if a.verdict != "near"]
    assert (won.verdict, lost.why) == ("won", "`sunk` stands above `afloat` in the rule")
    [supposed] = [a for a in tries(book, "If the ship was sunk, so be it.", "state") if a.value == "sunk"]
    assert (supposed.verdict, supposed.why) == ("stopped", "it is only supposed by 'If'")
    planned = "The navy will have 19 ships. The navy has 16 ships."
    assert next(a for a in tries(book, planned) if a.value == 19).why == "it is planned; what is goes first"
    talk = "“Everybody saw the navy and its 19 ships out there,” he said.\n\nThe navy has 16 ships."
    assert tries(book, talk)[0].why == "it is direct speech; the article's own words go first"
    assert (
        "heading, title"
        in next(a for a in tries(book, "The navy has 9 ships.", title="Navy: 8 ships") if a.value == 8).why
    )


def test_contradiction_and_votes(book: Rulebook) -> None:
    """An ambiguous fact names the values; one that a vote decides names the votes."""
    both = "The navy has 16 ships. The navy has 18 ships."
    assert {a.why for a in tries(book, both) if a.value} == {"equally good statements contradict each other: 16 or 18"}
    voted = tries(book, f"{both} Yes, the navy has 18 ships.")
    assert [a.why for a in voted if a.verdict == "lost"] == ["the other value is stated more often (2 against 1 times)"]


def test_what_came_near_is_taken_apart(book: Rulebook) -> None:
    """The pieces that stand in a row, those that stand elsewhere, those that are missing."""
    [near] = [a for a in tries(book, "The number of ships in the navy fell; 9 are left.") if "number of" in a.phrase]
    assert near.verdict == "near"
    states = {part.piece: part.state for part in near.parts}
    assert states == {
        "number": "matched", "of": "matched", "ships": "matched", "...4": "missing", "(reached|rose to)": "missing",
        "{count}": "elsewhere",
    }  # fmt: skip
    assert near.quote == "number of ships"
    assert near.why == "no (reached|rose to); {count} ('9') stands there, but not in its place"


def test_words_with_further_ones_behind_them_are_told(make: Callable[..., Rulebook]) -> None:
    """` $` asks for the end of a clause: what stands there is not told as missing."""
    book = make("  - {id: ships, title: S, type: boolean, phrases: the navy objected $}\n")
    [near] = tries(book, "The navy objected to the plan.")
    assert near.why == "objected $ ('objected') stands there, but not in its place"


def test_a_number_alone_is_not_near(book: Rulebook) -> None:
    """Some word of the phrase must stand there, or every sentence with a number would be told."""
    assert tries(book, "In 2019 we ate 12 apples.") == []


def test_scope_and_items(book: Rulebook) -> None:
    """A phrase that matches in the wrong place, and one that matches no known item."""
    assert "scope: the rule looks in `title`, this is the text" in tries(book, "It has 3 sails.", "sails")[0].why
    assert tries(book, "It calls at Oslo and Bergen.", "ports")[0].verdict == "won"


def test_metadata_are_not_told_where_no_rule_looks_there(book: Rulebook) -> None:
    """A page's description repeats its lead."""
    doc = replace(document("Nothing."), metadata={"description": "The navy has 16 ships."})
    assert explain(doc, book, "ships").attempts == ()


def test_pages_that_state_nothing_say_why(book: Rulebook) -> None:
    """A consent wall is no article; a timeout is an error."""
    wall = replace(document("The navy has 16 ships."), unreadable=Unreadable.CONSENT_WALL, why="a button")
    told = explain(wall, book, "ships")
    assert (told.attempts, told.note) == ((), "consent wall: a button; such a page states nothing")


def test_a_rule_out_of_time_is_told(make: Callable[..., Rulebook]) -> None:
    """State `error`, and what to mend."""
    book = make("  - {id: bad, title: Bad, type: count, phrases: [{regex: '(?P<count>(a|aa|b?)+)+$'}]}\n")
    told = explain(document("a" * 60 + "!"), book, "bad")
    assert told.observation is not None
    assert told.observation.state == "error"
    assert "make the regex simpler" in str(told.note)


def test_unknown_facts_are_named_with_what_was_meant(book: Rulebook) -> None:
    """By id, or by pack and id."""
    assert explain(document(""), book, "pack/ships").fact == "ships"
    with pytest.raises(UsageError, match="did you mean 'ships'"):
        explain(document(""), book, "shps")


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("{count} [new|old] <area> ...4 (of|for (a|b)) work*", ["{count}", "[new|old]", "<area>", "...4", "(of|for (a|b))", "work*"]),
        ("a b|c d", ["a b|c d"]),
        ("^ {count} ships", ["^{count}", "ships"]),
        ("plan's [x]", ["plan's", "[x]"]),
        ("^ no ship* $", ["^no", "ship* $"]),
        ("no ship\u3000$", ["no", "ship $"]),
    ],
)  # fmt: skip
def test_pieces(phrase: str, parts: list[str]) -> None:
    """A phrase at its top level."""
    assert pieces(phrase) == parts


WORDS = st.sampled_from(
    [
        "the",
        "navy",
        "Sweden",
        "Norway",
        "has",
        "16",
        "12",
        "ships",
        "fleet",
        "of",
        "not",
        "number",
        "reached",
        "lost",
        "toy",
        "fast",
        ".",
        ",",
        "\n\n",
        "“",
        "”",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join), st.sampled_from(["ships", "lost", "state", "ports", "sails"]))
def test_an_explanation_agrees_with_what_is_read(book: Rulebook, text: str, fact: str) -> None:
    """The same observation as `extract`; a found value has a winner, an absent one none; quotes stand on the page."""
    doc = document(text)
    told = explain(doc, book, fact)
    assert told.observation == extract(doc, book).get(fact)
    winners = [a for a in told.attempts if a.verdict == "won"]
    assert bool(winners) == (told.observation is not None and told.observation.state == "found")
    assert all(a.quote in a.sentence for a in told.attempts if a.quote)
    assert explain_text("page", told, everything=True)


def test_text_names_the_place_and_hides_controls(book: Rulebook) -> None:
    """File and line of each phrase; nothing of a page can steer the terminal."""
    out = explain_text("page.html", explain(document("The navy\x1b[2J has 16 ships."), book, "ships"))
    assert "page.html: 16" in out
    assert "pack.yaml:" in out
    assert "\x1b" not in out
    assert "None of 1 sentences" in explain_text("p", explain(document("Nothing here."), book, "ships"))


def test_equal_packs_keep_their_own_lines(make: Callable[..., Rulebook]) -> None:
    """A pack of the same content that stands elsewhere is told of where it stands."""
    facts = '  - {id: masts, title: Masts, type: count, phrases: ["{count} masts"]}\n'
    for lines_above in (0, 3):
        book = make("#\n" * lines_above + facts)
        told = explain_text("page", explain(document("She has 3 masts."), book, "masts"))
        assert f"pack.yaml:{5 + lines_above}:" in told


def test_many_statements_are_told_as_quickly_as_they_are_read(book: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who wins is found once, not once for each."""
    calls = 0

    def counting(*args: Any) -> Any:
        nonlocal calls
        calls += 1
        return rank(*args)

    monkeypatch.setattr("monitor.facts.explain.rank", counting)
    found = tries(book, "The ship is afloat. " * 60, "state")
    assert [each.verdict for each in found].count("agrees") == 59
    assert calls == 60

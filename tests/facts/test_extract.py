"""Facts are read with their evidence; what says otherwise around them counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.facts import extract, run_tests, warnings
from monitor.facts.page import lay_out
from monitor.facts.selftest import document
from monitor.model import Document, Observation, Period, Span, Unreadable
from monitor.rules import Rulebook

SHIPS = """
  - id: ships
    title: Ships
    type: count
    phrases: ["{count} ships"]
"""


@pytest.fixture(scope="session")
def ships(make: Callable[..., Rulebook]) -> Rulebook:
    return make(SHIPS)


def read(book: Rulebook, text: str, **more: str) -> Observation | None:
    return extract(document(text, **more), book).get("ships")


def proven(doc: Document, observation: Observation) -> bool:
    evidence = observation.evidence
    assert evidence is not None
    strings = {"text": doc.text, "title": doc.title or "", "caption": doc.captions}
    return strings[evidence.where][evidence.start : evidence.end] == evidence.quote != ""


def test_pack_holds_its_own_tests(nato: Rulebook) -> None:
    """Every expectation that stands in the pack holds, and every fact has positive and negative examples."""
    assert [str(result) for result in run_tests(nato) if not result.passed and not result.todo] == []
    assert warnings(nato) == []


def test_known_failures_are_still_failures(nato: Rulebook) -> None:
    """A test marked `todo` that holds by now is to lose the mark."""
    todo = [result for result in run_tests(nato) if result.todo]
    assert not any(all(r.passed for r in todo if r.test == result.test) for result in todo)


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("The navy has 16 ships.", 16, "exact"),
        ("The navy has sixteen ships.", 16, "exact"),
        ("The navy has twenty-one ships.", 21, "exact"),
        ("The navy has sixteen (16) ships.", 16, "exact"),
        ("The navy has １６ ships.", 16, "exact"),
        ("The navy has 1,600 ships.", 1600, "exact"),
        ("The navy has about 16 ships.", 16, "about"),
        ("The navy has some sixteen ships.", 16, "about"),
        ("The navy has 15 or so ships.", 15, "about"),
        ("The navy has a dozen ships.", 12, "exact"),
        ("The navy has more than a dozen ships.", 12, "more_than"),
        ("The navy has no more than a dozen ships.", 12, "at_most"),
        ("The navy has not more than 14 ships.", 14, "at_most"),
        ("The navy has over 15 ships.", 15, "more_than"),
        ("The navy has at least 15 ships.", 15, "at_least"),
        ("The navy has fewer than 15 ships.", 15, "less_than"),
        ("The navy has up to 15 ships.", 15, "at_most"),
        ("The navy has a total of 15 ships.", 15, "exact"),
        ("The bay holds sixteen ships at most and no boats.", 16, "at_most"),
        ("The bay holds 16 ships or more.", 16, "at_least"),
        ("The bay holds 16 ships plus a tug.", 16, "exact"),
        ("The bay holds 16 ships, give or take.", 16, "exact"),
    ],
)
def test_counts(ships: Rulebook, text: str, value: int, qualifier: str) -> None:
    """Digits, words, hedges."""
    seen = read(ships, text)
    assert seen is not None
    assert (seen.value, seen.qualifier) == (value, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "No 1.16 ships here.",
        "In 2016-17 ships were rare.",
        "The navy does not have 16 ships.",
        "The navy previously had 16 ships.",
        "The navy has 16%ships.",
        "An earlier version of this article said the navy had 16 ships.",
        "Read more: 16 ships in the bay",
    ],
)
def test_no_count(ships: Rulebook, text: str) -> None:
    """Other numbers, denied and old ones, notes and teasers are no values."""
    assert read(ships, text) is None


def test_body_beats_heading_and_own_voice_beats_quotation(ships: Rulebook) -> None:
    """The more specific statement wins over a heading, the article's own words over somebody's."""
    assert read(ships, "About 15 ships sailed.", title="15 ships sail").qualifier == "about"  # type: ignore[union-attr]
    talk = "“Everybody in town counted 19 ships out there,” he said."
    assert read(ships, f"{talk}\n\nThe bay holds 16 ships.").value == 16  # type: ignore[union-attr]
    assert read(ships, talk).value == 19  # type: ignore[union-attr]


LINE = """
  - id: line
    title: Line
    type: status
    time: any
    values: {dropped: "(drops|dropped) the line", planned: "(plans|planned) the line"}
"""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ole plans the line. Once Ida dropped the line.", "dropped"),
        ("If Ida dropped the line, Ole plans the line.", "planned"),
        ("Ole asks if Ida dropped the line. He plans the line.", "planned"),
        ("Ole paints if it rains, Ida dropped the line. He plans the line.", "dropped"),
        ("Ida would have to say that she dropped the line. He plans the line.", "planned"),
    ],
)
def test_what_counts_of_a_status(make: Callable[..., Rulebook], text: str, value: str) -> None:
    """With `time: any` what was is as good as what is; what is only supposed is none."""
    assert extract(document(text), make(LINE))["line"].value == value


def test_contradiction_is_ambiguous(ships: Rulebook) -> None:
    """Two equally good statements of different values are told as such, and a third one settles it."""
    seen = read(ships, "The bay holds 16 ships. The port counts 18 ships.")
    assert seen is not None
    assert (seen.state, seen.value, seen.values) == ("ambiguous", None, (16, 18))
    assert read(ships, "The bay holds 16 ships. The port counts 18 ships. Yes, 18 ships.").value == 18  # type: ignore[union-attr]


def test_modality_and_attribution(ships: Rulebook) -> None:
    """Plans and sources are told; a second plain mention makes the statement the article's own."""
    seen = read(ships, "The navy is expected to have 16 ships, according to the admiral.")
    assert seen is not None
    assert (seen.modality, seen.attribution) == ("planned", "the admiral")
    seen = read(ships, "It is expected to have 16 ships, according to the admiral. They are 16 ships.")
    assert seen is not None
    assert (seen.modality, seen.attribution) == ("asserted", None)
    for said in ("The admirals had said that the navy has 16 ships.", "The navy has 16 ships, the admirals have said."):
        assert read(ships, said).attribution.casefold() == "the admirals"  # type: ignore[union-attr]
    seen = read(ships, "Now 16 ships\n\nThe navy is expected to have about 16 ships.")
    assert seen is not None
    assert (seen.modality, seen.qualifier) == ("planned", "about")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The navy will have, with its boats, 16 ships.", "planned"),
        ("The navy that will sail already counts, with boats, 16 ships.", "asserted"),
        ("The navy has 16 ships that will sail.", "asserted"),
    ],
)
def test_a_plan_told_within_the_match(make: Callable[..., Rulebook], text: str, modality: str) -> None:
    """A word of plans in a phrase's gap bears on the number behind it, not on one before it."""
    book = make('  - {id: ships, title: S, type: count, phrases: ["navy ...9 {count} ships ...2 [sail]"]}\n')
    seen = read(book, text)
    assert seen is not None
    assert seen.modality == modality


def test_subject_decides(make: Callable[..., Rulebook]) -> None:
    """The same words about somebody else are another fact; a list of company is not the subject."""
    book = make(
        SHIPS.rstrip() + "\n    subject: navy\n",
        "subjects: {navy: {own: [Norway], other: [Sweden, Denmark]}}",
    )
    assert read(book, "Sweden has 16 ships.") is None
    assert read(book, "Sweden sailed in. It has 16 ships.") is None
    assert read(book, "Sweden has 16 ships and Norway 12 ships.").value == 12  # type: ignore[union-attr]
    assert read(book, "Norway, like Sweden and Denmark, sent 9 ships.").value == 9  # type: ignore[union-attr]
    assert read(book, "There are 16 ships.", title="Sweden's navy grows") is None
    assert read(book, "There are 16 ships.", title="Norway's navy catches up with Sweden").value == 16  # type: ignore[union-attr]
    assert read(book, "There are 16 ships.", title="A navy grows").value == 16  # type: ignore[union-attr]


def test_a_mention_within_anothers(make: Callable[..., Rulebook]) -> None:
    """Who is named within a longer mention of somebody else is not the one that is spoken of."""
    book = make(
        SHIPS.rstrip() + "\n    subject: navy\n",
        """subjects: {navy: {own: [Norway], other: [Sweden, "Sweden ...6 after Norway's"]}}""",
    )
    assert read(book, "Sweden's navy, founded after Norway's, has 16 ships.") is None
    assert read(book, "Sweden's navy was founded after Norway's. It has 16 ships.") is None
    assert read(book, "There are 16 ships.", title="Sweden's navy after Norway's") is None
    assert read(book, "Sweden's navy is old; Norway has 12 ships.").value == 12  # type: ignore[union-attr]


def test_yields_to_another_fact(make: Callable[..., Rulebook]) -> None:
    """Words that another fact claims are not counted twice."""
    book = make(
        SHIPS.rstrip() + "\n    yields_to: lost\n  - {id: lost, title: Lost, type: count, phrases: ['lost {count}']}\n"
    )
    facts = extract(document("The navy lost 3 ships."), book)
    assert set(facts) == {"lost"}


def test_near_and_not(make: Callable[..., Rulebook]) -> None:
    """Conditions on the sentence, the paragraph and the title."""
    book = make(SHIPS.rstrip() + "\n    near: {paragraph: navy, title: [fleet, armada]}\n    not: toy\n")
    assert read(book, "The navy sails. It has 16 ships.", title="The fleet") is not None
    assert read(book, "The navy sails.\n\nIt has 16 ships.", title="The fleet") is None
    assert read(book, "The navy sails. It has 16 ships.", title="News") is None
    assert read(book, "The navy has 16 toy ships and 16 ships.", title="The fleet") is None


def test_types(make: Callable[..., Rulebook]) -> None:
    """Year, period, dates, name, list, boolean: values as the contract writes them."""
    book = make("""
  - {id: built, title: Built, type: year, phrases: ["built in {year}"]}
  - {id: term, title: Term, type: period, phrases: ["valid ...2 {period}"]}
  - {id: fair, title: Fair, type: date_range, phrases: ["fair ...3 {date_range}", "fair on {date}"]}
  - {id: by, title: By, type: name, phrases: ["captain {name}"]}
  - {id: ports, title: Ports, type: list, items: {Oslo: [Oslo], Bergen: [Bergen, Bjorgvin]}, phrases: ["call* at {item}"]}
  - {id: open, title: Open, type: boolean, values: {"true": ["is open"], "false": ["is closed"]}}
  - {id: rank, title: Rank, type: count, phrases: ["the {ordinal} ship"]}
""")
    text = (
        "Built in 1998, it is valid for three years from 2023 to 2026. The fair on 3 and 4 May 2024 is open. "
        "Captain Ida Olsen calls at Björgvin and Oslo. It is the 32nd ship."
    )
    facts = extract(document(text), book)
    assert {key: seen.value for key, seen in facts.items()} == {
        "built": 1998,
        "term": Period(3, 2023, 2026),
        "fair": "2024-05-03/2024-05-04",
        "by": "Ida Olsen",
        "ports": ("Bergen", "Oslo"),
        "open": True,
        "rank": 32,
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("fair July 11-12", "07-11/07-12"),
        ("fair July 11 and 12", "07-11/07-12"),
        ("fair 11 and 12 July", "07-11/07-12"),
        ("fair July 11th and 12th", "07-11/07-12"),
        ("fair 11–12 July 2023", "2023-07-11/2023-07-12"),
        ("fair June 28 to July 1", "06-28/07-01"),
        ("fair Tuesday, July 11, and Wednesday, July 12", "07-11/07-12"),
        ("fair on July 12, 2023", "2023-07-12"),
        ("fair on 12 July", "07-12"),
        ("fair on February 31", None),
        ("fair on 2023-07-12", "2023-07-12"),
    ],
)
def test_dates(make: Callable[..., Rulebook], text: str, value: str | None) -> None:
    """Days and ranges, only as far as printed."""
    book = make("  - {id: fair, title: F, type: date_range, phrases: ['fair ...2 {date_range}', 'fair on {date}']}\n")
    seen = extract(document(text), book).get("fair")
    assert (seen and seen.value) == value


def test_unreadable_pages_state_nothing_but_stubs_do(ships: Rulebook) -> None:
    """A consent wall has no facts; the visible part of a paywalled article has."""
    doc = document("The navy has 16 ships.")
    assert extract(replace(doc, unreadable=Unreadable.CONSENT_WALL), ships) == {}
    assert extract(replace(doc, unreadable=Unreadable.PAYWALL_STUB), ships)["ships"].value == 16


def test_regex_that_runs_out_of_time_is_an_error(make: Callable[..., Rulebook]) -> None:
    """A catastrophic expression ends in state `error`, never in `absent`, and leaves other facts alone."""
    book = make(SHIPS + "  - {id: bad, title: Bad, type: count, phrases: [{regex: '(?P<count>(a|aa|b?)+)+$'}]}\n")
    facts = extract(document("The navy has 16 ships. " + "a" * 60 + "!"), book)
    assert facts["bad"].state == "error"
    assert facts["ships"].value == 16


def test_title_and_captions_are_evidence_of_their_own(make: Callable[..., Rulebook]) -> None:
    """Evidence names the string that it stands in."""
    book = make(SHIPS.rstrip() + "\n    scope: [text, title, caption]\n")
    doc = replace(document("Nothing.", title="Navy: 16 ships"), captions="")
    seen = extract(doc, book)["ships"]
    assert seen.evidence is not None
    assert (seen.evidence.where, proven(doc, seen)) == ("title", True)
    doc = replace(document("Nothing."), captions="Photo A\nThe 16 ships")
    seen = extract(doc, book)["ships"]
    assert seen.evidence is not None
    assert (seen.evidence.where, proven(doc, seen)) == ("caption", True)


ALPHABET = st.sampled_from(
    [*list("“”\"'’–—.,;:()  \n\n"), "ﬁ", "½", "é", "é", "１６", "ß", "\xad", "\u200b", "İ", "한", "🚢"]
)
BITS = st.sampled_from(
    [
        "16",
        "sixteen",
        "about",
        "areas",
        "of",
        "cooperation",
        "programme",
        "NATO",
        "Japan",
        "Tokyo",
        "liaison",
        "office",
        "ships",
        "navy",
        "France",
        "opposes",
        "summit",
        "Vilnius",
        "July",
        "11-12",
        "2023",
        "ITPP",
        "plans",
        "to",
        "open",
        "not",
        "previous",
        "for",
        "four",
        "years",
        "until",
        "2026",
        "dialogue",
        "and",
        "resilience",
        "objectives",
        "are",
    ]
)
TEXTS = st.lists(st.one_of(BITS, BITS, ALPHABET, st.text(max_size=5)), max_size=60).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_no_text_makes_it_raise_and_every_quote_is_where_it_says(nato: Rulebook, text: str, title: str) -> None:
    """Any text at all: no exception, and evidence is found at its offsets, character by character."""
    doc = document(text, title=title)
    for seen in extract(doc, nato).values():
        assert seen.state in ("found", "ambiguous")
        assert proven(doc, seen)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 60))))
def test_any_document_is_read(nato: Rulebook, text: str, cuts: list[tuple[int, int]]) -> None:
    """Sentences that a document gives badly don't make the engine raise either."""
    spans = tuple(Span(min(a, len(text)), min(a + b, len(text))) for a, b in sorted(cuts))
    extract(Document(text=text, sentences=spans), nato)


STORY = (
    "NATO and Japan agreed on 16 areas of cooperation at the summit in Vilnius on July 11-12.",
    "The plan for a liaison office in Tokyo has been shelved after France objected.",
)
FILLERS = ("The weather was fine.", "Reporters waited outside for hours.", "Ferries ran late that evening.")


@settings(deadline=None, max_examples=30)
@given(st.permutations(FILLERS), st.integers(0, 2), st.integers(0, 2))
def test_order_of_paragraphs_without_facts_changes_nothing(
    nato: Rulebook, fillers: list[str], first: int, second: int
) -> None:
    """Paragraphs that bear no fact may stand anywhere, in any order."""
    parts = [*fillers[:first], STORY[0], *fillers[first : first + second], STORY[1], *fillers[first + second :]]
    facts = extract(document("\n\n".join(parts)), nato)
    plain = extract(document("\n\n".join(STORY)), nato)
    assert {key: seen.value for key, seen in facts.items()} == {key: seen.value for key, seen in plain.items()}
    assert plain["liaison_office_status"].value == "on_hold"


def test_a_word_without_end_costs_no_memory() -> None:
    """Data in a page is one word of thousands of characters: all its beginnings together would fill any memory."""
    [sentence, *_] = lay_out(document("x" * 3000)).text
    assert "xxxxxxxx" in sentence.search.prefixes
    assert sum(map(len, sentence.search.prefixes)) < 30_000


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("She calls at ports such as Oslo and Bergen.", True),
        ("Ports, including Oslo and Bergen, are on the list.", True),
        ("She calls at Oslo, Bergen and other ports.", True),
        ("She calls at Oslo and Bergen.", False),
        (
            "Including the mate they are four; they call at ports from Oslo down to Stavanger and, at last, at Bergen.",
            False,
        ),
    ],
)
def test_a_list_of_examples_is_partial(make: Callable[..., Rulebook], text: str, partial: bool) -> None:
    """What says that there is more stands near the list, before or after it."""
    book = make(
        "  - {id: ports, title: Ports, type: list, unknown: left_out, items: {Oslo: [Oslo], Bergen: [Bergen]},"
        ' phrases: ["call* at ...9 {list}", "including {list}"]}'
    )
    seen = extract(document(text), book)["ports"]
    assert (seen.value, seen.partial) == (("Bergen", "Oslo"), partial)


def test_a_phrase_tells_which_aspect_it_is_about(make: Callable[..., Rulebook]) -> None:
    """The phrase that won says so; one without it, nothing."""
    book = make(
        "  - id: year\n    title: Year\n    type: year\n    phrases:\n"
        '      - {phrase: "built in {year}", aspect: built}\n      - {phrase: "repaired in {year}", aspect: repaired}\n'
        '      - {phrase: "since {year}"}\n'
    )
    for text, aspect in (("It was built in 1999.", "built"), ("Repaired in 2004.", "repaired"), ("Since 2004.", None)):
        assert extract(document(text), book)["year"].aspect == aspect


@pytest.mark.parametrize(
    ("text", "value"), [("fair in July", "07"), ("fair in July 2023", "2023-07"), ("in may", None)]
)
def test_a_month_alone(make: Callable[..., Rulebook], text: str, value: str | None) -> None:
    """Where a rule's expression takes a month without a day, it is as much of a date as is printed."""
    book = make(
        "  - {id: fair, title: F, type: date_range, phrases: [{regex: 'fair in (?P<date>(?:May|July)(?: 20\\d\\d)?)'}]}\n"
    )
    seen = extract(document(text), book).get("fair")
    assert (seen and seen.value) == value


def test_a_lead_begins_behind_the_lines_above_it(make: Callable[..., Rulebook]) -> None:
    """A page's place, date and name lines are part of the lead and do not use it up."""
    book = make(SHIPS.rstrip() + "\n    scope: [lead]\n")
    dirt = "Harbour News\n\nBy Our Reporter\n\nMay 12, 2023\n\nShare\n\n"
    story = "It rained. The crowd cheered. {} The band played on."
    assert read(book, dirt + story.format("It holds 16 ships.")).value == 16  # type: ignore[union-attr]
    assert read(book, story.format("Then it was dry. It holds 16 ships.")) is None
    assert read(book, "Share\n\n" * 12 + "It holds 16 ships.") is None


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("In May, Ida has 16 ships.", "asserted"),
        ("Since May 2024 Ida has 16 ships.", "asserted"),
        ("In June, Ida may have 16 ships.", "hedged"),
    ],
)
def test_a_month_hedges_nothing(ships: Rulebook, text: str, modality: str) -> None:
    """May is a month where it is written as a name."""
    got = read(ships, text)
    assert got is not None
    assert got.modality == modality

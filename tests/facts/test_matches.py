"""A phrase that is tried only where it can begin matches what it matches when it is tried everywhere."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.facts import context
from monitor.facts.page import Sentence
from monitor.rules import Rulebook, load
from monitor.rules.model import Fact
from monitor.rules.writing import APART, TOGETHER, Writing

PHRASES = {
    "en": [
        "{count} [new|old] (ferry|ferries)",
        "[the] <vessel> ...3 {count}",
        "up* (from|to) {count} <vessel>",
        "<vessel> [of] [about] {count}",
        "^{count} ...2 <vessel>",
        "(<vessel>|{count} lines) to {count}",
        "& {count}",
        "non-stop {count}",
    ],
    "ja": ["{count} [隻] の <vessel>", "<vessel> ...5 {count}", "[新] <vessel> は {count}", "NATO の {count}"],
}
LEXICONS = {"en": "[ferr*, 'ship[s]', line of boats]", "ja": "[フェリー, 船, 定期 船]"}
WORDS = {
    "en": [
        "the",
        "a",
        "new",
        "old",
        "ferry",
        "ferries",
        "ship",
        "ships",
        "line",
        "of",
        "boats",
        "up",
        "upgraded",
        "from",
        "to",
        "12",
        "about",
        "sixteen",
        "twenty-one",
        "&",
        "non-stop",
        "non",
        "stop",
        "not",
        ",",
        ";",
        "(",
        ")",
        "'",
        '"',
        "-",
        "lines",
    ],
    "ja": [
        "新",
        "隻",
        "の",
        "フェリー",
        "船",
        "定期",
        "は",
        "十六",
        "12",
        "約",
        "、",
        "。",
        "N",
        "NATO",
        "XNATO",
        "ない",
        "「",
        "」",
    ],
}
JOINTS = {"en": [" ", "-", "", "'s ", ", "], "ja": ["", " ", "、"]}


@pytest.fixture(scope="module")
def facts(lexicons: dict[str, str]) -> dict[str, Fact]:
    """One fact a language, with its phrases."""

    def listed(language: str, indent: str) -> str:
        return "".join(f"\n{indent}- '{phrase}'" for phrase in PHRASES[language])

    pack = "id: a\ntitle: A\nlexicons: {vessel: " + LEXICONS["en"].replace("'", '"') + "}\nfacts:\n"
    pack += "  - id: ships\n    title: Ships\n    type: count\n    phrases:" + listed("en", "      ")
    pack += "\ntranslations:\n  ja:\n    lexicons: {vessel: " + LEXICONS["ja"] + "}\n"
    pack += "    facts:\n      ships:\n        phrases:" + listed("ja", "          ")
    book: Rulebook = load({"a.yaml": pack}, lexicons)
    return {"en": book.packs[0].facts[0], "ja": book.packs[0].facts_in("ja")[0]}


def sentences(language: str) -> st.SearchStrategy[str]:
    pieces = st.tuples(st.sampled_from(WORDS[language]), st.sampled_from(JOINTS[language]))
    return st.lists(pieces, max_size=24).map(lambda parts: "".join(word + joint for word, joint in parts))


@settings(max_examples=300, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize(("language", "writing"), [("en", APART), ("ja", TOGETHER)])
def test_matches_are_those_of_the_whole_expression(
    data: st.DataObject, facts: dict[str, Fact], language: str, writing: Writing
) -> None:
    """The same places, whether the phrase is written out for the sentence or compiled as a whole."""
    sentence = Sentence("text", 0, data.draw(sentences(language)), 0, 0, writing=writing)
    for phrase in facts[language].phrases:
        whole = regex.compile(phrase.pattern.source, regex.IGNORECASE)
        everywhere = [found.span() for found in whole.finditer(sentence.plain)]
        assert [found.span() for found in context.matches(phrase.pattern, sentence)] == everywhere, phrase.text


def test_most_places_are_not_tried(facts: dict[str, Fact]) -> None:
    """A phrase that begins with a number is tried at numbers, one that begins with a word at that word."""
    sentence = Sentence("text", 0, "The ferry and the 12 new ferries went up from nine ships.", 0, 0)
    first, _, third, *_ = facts["en"].phrases
    assert first.pattern.starts
    assert third.pattern.starts
    assert [sentence.plain[at : at + 4] for at in context._places(first.pattern.starts, sentence)] == [
        "the ",
        "12 n",
        "nine",
    ]
    assert [sentence.plain[at : at + 2] for at in context._places(third.pattern.starts, sentence)] == ["up"]

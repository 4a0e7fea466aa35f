"""What a phrase is written out to for one sentence matches there what the whole expression matches."""

from __future__ import annotations

import pickle

import regex
from hypothesis import given
from hypothesis import strategies as st

from monitor.facts.page import Sentence
from monitor.rules.pattern import Pattern
from monitor.rules.phrase import Grammar

GRAMMAR = Grammar(
    slots={},
    lexicons={
        "office": ("(liaison|contact) (office|bureau)", "outpost*", "<place> bureau"),
        "place": ("Tokyo", "Japan*", "the Japanese capital"),
        "open": ("open*", "set* up", "inaugurat*"),
    },
    gap_stops=("not", "but"),
)
PHRASES = [
    "<open> ...4 <office> [in <place>]",
    "[the|a] <office> (was|is) [now] <open>",
    "<office>",
    "^<place> ...2 (<open>|(plan|plans) ...2 <office>)",
]
WORDS = [
    "the",
    "a",
    "liaison",
    "contact",
    "office",
    "bureau",
    "outposts",
    "Tokyo",
    "Japan's",
    "Japanese",
    "capital",
    "opens",
    "opened",
    "set",
    "sets",
    "up",
    "inaugurated",
    "in",
    "was",
    "is",
    "now",
    "plan",
    "plans",
    "not",
    "but",
    "new",
    "by",
]


def spans(source: str, text: str) -> list[tuple[int, int]]:
    return [found.span() for found in regex.finditer(source, text, regex.IGNORECASE)]


@given(st.sampled_from(PHRASES), st.lists(st.sampled_from([*WORDS, *(word.upper() for word in WORDS)]), max_size=14))
def test_branches_that_are_left_out_could_not_match(phrase: str, words: list[str]) -> None:
    """Leaving out what the sentence has no words for changes no match."""
    pattern = GRAMMAR.compile(phrase)
    sentence = Sentence("text", 0, " ".join(words), 0, 0)
    short = pattern.source_for(sentence.words, sentence.prefixes)
    assert len(short) <= len(pattern.source)
    assert spans(short, sentence.plain) == spans(pattern.source, sentence.plain)


def test_short_form_is_short() -> None:
    """A sentence with one word of a lexicon gets an expression of that word, not of the lexicon."""
    sentence = Sentence("text", 0, "They open an outpost.", 0, 0)
    pattern = GRAMMAR.compile("<open> ...4 <office>")
    assert "liaison" not in pattern.source_for(sentence.words, sentence.prefixes)
    assert "liaison" in pattern.source


def test_patterns_travel() -> None:
    """A pattern works after a way to another process, and a grammar leaves its memory at home."""
    pattern: Pattern = pickle.loads(pickle.dumps(GRAMMAR.compile("<office> ...2 <open>")))
    assert spans(pattern.source, "the outpost will open") == [(4, 21)]
    assert pickle.loads(pickle.dumps(GRAMMAR)).known == {}


def test_beginning_of_a_sentence() -> None:
    """`^` allows nothing but punctuation before the phrase."""
    source = GRAMMAR.compile("^<place>").source
    assert spans(source, '"Tokyo, then Japan') == [(1, 6)]
    assert spans(source, "In Tokyo") == []

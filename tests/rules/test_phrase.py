"""Phrases match what they say, no more, and know the words that they need."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.facts.search import STEPS, OutOfSteps, Search
from monitor.rules.pattern import Guard, expression
from monitor.rules.phrase import Grammar, PhraseError
from monitor.rules.writing import APART, ELIDED, WRITINGS, Writing

GRAMMAR = Grammar(
    slots={"n": expression(r"\d+")},
    lexicons={"fruit": ("apple", "pear", "dried <nut>"), "nut": ("nut", "nuts")},
    gap_stops=("not", "but"),
)


def matches(phrase: str, text: str, writing: Writing = APART) -> str | None:
    known = replace(GRAMMAR, writing=writing, known={})
    found = Search(text, writing).matches(known.compile(phrase))
    return text[found[0].start : found[0].end] if found else None


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("red apple", "A Red Apple fell", "Red Apple"),
        ("red apple", "red-apple pie", "red-apple"),
        ("red apple", "red applesauce", None),
        ("red apple", "the tired apple", None),
        ("red appl*", "red applesauce", "red applesauce"),
        ("tree apple", "the tree's apple", "tree's apple"),
        ("a (red|very green) pear", "a very green pear", "a very green pear"),
        ("a [red|green] pear", "a pear", "a pear"),
        ("a [red|green] pear", "a green pear", "a green pear"),
        ("[red] pear", "red pear", "red pear"),
        ("{n} <fruit>", "12 dried nuts", "12 dried nuts"),
        ("eat ...2 pear", "eat a ripe pear", "eat a ripe pear"),
        ("eat ...2 pear", "eat one very ripe pear", None),
        ("eat ...2 pear", "eat, she said, pear", "eat, she said, pear"),
        ("eat ...3 pear", "eat but not pear", None),
        ("eat ...3 pear", "eat, he didn't, pear", None),
        ("eat not pear", "eat not pear", "eat not pear"),
        ("eat pear", "eat; pear", None),
        ("U.S. pear", "a U.S. pear", "U.S. pear"),
        ("U.S. pear", "a U.S. Pearson", None),
        ("U.S.A pear", "a U.S.A pear", "U.S.A pear"),
        ("U.S.-led pear", "a U.S.-led pear", "U.S.-led pear"),
        ("U.S.'s pear", "the U.S.'s pear", "U.S.'s pear"),
    ],
)
def test_phrase(phrase: str, text: str, expected: str | None) -> None:
    """One line of the phrase language each."""
    assert matches(phrase, text) == expected


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("projet ...2 ouverture", "un projet d'ouverture", "projet d'ouverture"),
        ("projet ...4 ouverture", "le projet vise à l'ouverture", "projet vise à l'ouverture"),
        ("projet ...1 bureau", "le projet d'un bureau", None),
        ("l' accord", "de l'accord", "l'accord"),
    ],
)
def test_elided_words_are_words(phrase: str, text: str, expected: str | None) -> None:
    """Where an apostrophe parts words, a gap may end at one, and counts both."""
    assert matches(phrase, text, ELIDED) == expected


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("", "empty"),
        ("[a]", "could match nothing"),
        ("a ... b", "a gap needs its number"),
        ("a ...99 b", "a gap needs its number"),
        ("...2 b", "a gap stands between words"),
        ("(a|)", "empty"),
        ("(a", r"`\)` is missing"),
        ("a)", "without its opening bracket"),
        ("a ?", "can't read '\\?'"),
        ("a$", "stands once, behind a space, at the end of a whole phrase"),
        ("(a $|b)", "stands once, behind a space, at the end of a whole phrase"),
        ("a $|b", "stands once, behind a space, at the end of a whole phrase"),
        ("a $ $", "stands once, behind a space, at the end of a whole phrase"),
        ("a $: b", "stands once, behind a space, at the end of a whole phrase"),
        ("{m} a", "unknown slot {m} in phrase .*; known: {n}"),
        ("{money} a", "{money} in phrase .* can't be read: the lexicon"),
        ("<frut>", "did you mean <fruit>"),
    ],
)
def test_faulty_phrase(phrase: str, message: str) -> None:
    """What can't be meant is refused with a reason."""
    with pytest.raises(PhraseError, match=message):
        GRAMMAR.compile(phrase)


WORDS = st.sampled_from(["apple", "pear", "red", "eat", "nut*", "<fruit>", "{n}"])
PIECES = st.one_of(
    WORDS,
    st.lists(WORDS, min_size=1, max_size=3).map(lambda words: f"({'|'.join(words)})"),
    st.lists(WORDS, min_size=1, max_size=2).map(lambda words: f"[{'|'.join(words)}]"),
    st.integers(1, 4).map(lambda n: f"...{n}"),
)


@given(
    st.lists(PIECES, min_size=1, max_size=6),
    st.lists(st.sampled_from(["apple", "pear", "red", "eat", "nuts", "7", ",", "12"])),
)
def test_required_words_stand_in_every_match(pieces: list[str], words: list[str]) -> None:
    """A phrase stands only in texts with the words that it requires."""
    try:
        pattern = GRAMMAR.compile(" ".join(pieces))
    except PhraseError:
        return
    text = " ".join(words)
    searched = Search(text, APART)
    if any(searched.ends(pattern.node, at) for at in range(len(text))):
        for needed in pattern.required:
            assert any(word == w or (stem and word.startswith(w)) for word in words for w, stem in needed)


@given(st.text(max_size=40), st.sampled_from(sorted(WRITINGS)))
def test_any_phrase_is_compiled_or_refused(text: str, writing: str) -> None:
    """No text makes the parser fail in another way, and what it accepts can be searched for."""
    known = replace(GRAMMAR, writing=WRITINGS[writing], known={})
    with contextlib.suppress(PhraseError):
        Search(text, WRITINGS[writing]).matches(known.compile(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("an apple, which grew in the far north of it, fell", "apple, which grew in the far north of it, fell"),
        ("an apple, which grew, which was red, fell", "apple, which grew, which was red, fell"),
        ("an apple, which did not grow here, soon fell", "apple, which did not grow here, soon fell"),
        ("an apple, which has 1,000 seeds by 10:30 or so, fell", "apple, which has 1,000 seeds by 10:30 or so, fell"),
        ('an "apple", which grew in the far north, fell', 'apple", which grew in the far north, fell'),
        ('an apple (A), which grew in the "far north," fell', 'apple (A), which grew in the "far north," fell'),
        ("an apple,\r\nwhich grew in the far north,\r\nfell", "apple,\r\nwhich grew in the far north,\r\nfell"),
        ("an apple, which 10, grown in the north, fell", None),
        ("an apple, which, which, which, fell", "apple, which, which, which, fell"),
        ("an apple, not red and which grew up here, fell", None),
        ("an apple, grown in the far north of it, fell", None),
        ("an apple, which grew in the far north; a pear, fell", None),
        ("an apple, which grew in the far north of it fell", None),
    ],
)
def test_a_gap_passes_over_asides_that_begin_with_some_words(text: str, expected: str | None) -> None:
    """Between two commas, whatever stands there; what is behind them counts as if they weren't there."""
    grammar = replace(GRAMMAR, asides=("which",), known={})
    found = Search(text, APART).matches(grammar.compile("apple ...2 fell"))
    assert (text[found[0].start : found[0].end] if found else None) == expected
    plain = Search(text, APART).matches(GRAMMAR.compile("apple ...2 fell"))
    assert not plain


def test_a_gap_over_many_asides_has_its_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many ways lead over them: no more work is done than is counted."""
    taken = 0
    step = Search._step

    def counted(search: Search, guard: Guard, at: int) -> tuple[int, ...]:
        nonlocal taken
        taken += 1
        return step(search, guard, at)

    search = Search("apple" + ", which a b" * 500 + ", fell", APART)
    grammar = replace(GRAMMAR, asides=("which",), known={})
    assert search.matches(grammar.compile("apple ...20 fell"))
    monkeypatch.setattr(Search, "_step", counted)
    with pytest.raises(OutOfSteps):
        search.matches(grammar.compile("(apple|a|b) ...20 (a|b) ...20 fell"))
    assert taken < 2 * STEPS

"""How something is said, after clinical ConText: cues with a category, a direction, a reach and terminators.

One lexicon per language serves all rules. The method: Harkema et al., "ConText: an algorithm for determining negation,
experiencer, and temporal status from clinical reports" (2009).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from monitor.facts.attribution import attribution
from monitor.facts.page import Page, Sentence
from monitor.rules.model import Cue, Language
from monitor.rules.pattern import Pattern
from monitor.rules.writing import Writing, is_letter


@dataclass(frozen=True, slots=True)
class Context:
    """What the words around a match say about it. `attribution`: who says so, in the page's words. `partial`: what is
    listed there are examples."""

    negated: bool = False
    hypothetical: bool = False
    hedged: bool = False
    planned: bool = False
    past: bool = False
    quoted: bool = False
    attribution: str | None = None
    partial: bool = False


def holds(pattern: Pattern, sentence: Sentence) -> bool:
    """Whether a phrase matches somewhere in a sentence."""
    return bool(sentence.search.matches(pattern))


def occurrences(pattern: Pattern, sentence: Sentence) -> list[tuple[int, int]]:
    """Where a phrase matches in a sentence."""
    return [(found.start, found.end) for found in sentence.search.matches(pattern)]


def shared(pattern: Pattern, sentence: Sentence, span: tuple[int, int]) -> tuple[int, int] | None:
    """Where a phrase matches words of which some lie in a span of the folded sentence; None if nowhere."""
    for start, ends in sentence.search.occurrences(pattern):
        if start < span[1] and (end := max(ends)) > span[0]:
            return start, end
    return None


_WORD = regex.compile(r"\w+")
_HARD_STOP = regex.compile(r"[;:]|—|\s-\s")
_COMMA = regex.compile("[,、]")
_INSIDE = frozenset({"hedged", "partial"})
"""Categories whose cue may also stand within the match, in one of its gaps."""
_AHEAD_OF_CORE = frozenset({"planned"})
"""Categories whose cue bears on the slot, when it stands before it within the match: `programme will list 16 areas`."""


def context(
    sentence: Sentence,
    start: int,
    end: int,
    language: Language,
    presupposed: bool = False,
    core: tuple[int, int] | None = None,
) -> Context:
    """How the words from `start` to `end` (folded positions) are meant in their sentence.

    `presupposed`: they name a thing rather than state it, so that only a denial right beside them is theirs: `won't
    decide before the summit in Vilnius` does not deny the place. `core`: the words among them that carry the value.
    """
    hit = {
        cue.category
        for cue, span in cues_on(sentence, start, end, language, core)
        if not (presupposed and cue.category == "negation" and _is_apart(sentence.plain, cue, span, (start, end)))
    }
    quoted = sentence.quoted(start, end)
    # A phrase that says `not` itself (`neither A nor B mentioned`) is not negated once more by its own beginning.
    own_negation = any(
        start <= low and high <= end
        for cue in language.cues
        if cue.category == "negation"
        for low, high in occurrences(cue.pattern, sentence)
    )
    return Context(
        negated="negation" in hit and not own_negation,
        hypothetical="hypothetical" in hit,
        hedged="hedged" in hit,
        planned="planned" in hit,
        past="past" in hit,
        quoted=quoted,
        attribution=attribution(sentence, (start, end), language, quoted),
        partial="partial" in hit,
    )


_PARTICLE = 2
"""Characters: a longer stretch between a name and the denial behind it has a verb of its own, which is what is denied:
`サミットに出席しない`, not `ビリニュスではない`."""


def _is_apart(text: str, cue: Cue, span: tuple[int, int], target: tuple[int, int]) -> bool:
    """Whether other words stand between a cue at `span` and the target."""
    if cue.direction == "before":
        return bool(_WORD.search(text[span[1] : target[0]]))
    return sum(map(len, _WORD.findall(text[target[1] : span[0]]))) > _PARTICLE


def cues_on(
    sentence: Sentence, start: int, end: int, language: Language, core: tuple[int, int] | None = None
) -> list[tuple[Cue, tuple[int, int]]]:
    """The cues that bear on the words from `start` to `end`, each with its place in the folded sentence."""
    return [
        (cue, span)
        for cue in language.cues
        for span in occurrences(cue.pattern, sentence)
        if _reaches(sentence, cue, span, (start, end), language.writing, core)
        and not _is_month(sentence.plain[slice(*span)], language)
    ]


def _is_month(words: str, language: Language) -> bool:
    """Whether a cue is the name of a month, written as names are: in May, not what may be."""
    return any(words in names for names in language.dates.months)


def _reaches(
    sentence: Sentence,
    cue: Cue,
    span: tuple[int, int],
    target: tuple[int, int],
    writing: Writing,
    core: tuple[int, int] | None = None,
) -> bool:
    """Whether a cue at `span` bears on the target, or if it stands within it on its core."""
    text = sentence.plain
    if core and cue.category in _AHEAD_OF_CORE and target[0] <= span[0] and span[1] <= core[0]:
        target = core
    if cue.category in _INSIDE and target[0] <= span[0] and span[1] <= target[1]:
        return True
    low, high = (span[1], target[0]) if cue.direction == "before" else (target[1], span[0])
    if low > high:
        return False
    between = text[low:high]
    if writing.length(between) > cue.within or _HARD_STOP.search(between) or (cue.clause and _COMMA.search(between)):
        return False
    if cue.stops is None:
        return True
    if cue.direction == "before" and not writing.together and (first := _WORD.search(text, *target)):
        high = first.end()  # the matched words may begin with a terminator themselves: `now we have 16`
    return not any(low <= start and min(ends) <= high for start, ends in sentence.search.occurrences(cue.stops))


_SHORT_BLOCK = 90
"""Characters: a shorter block behind a `Read more` line still belongs beside the article."""


def mark_asides(page: Page, language: Language) -> None:
    """Marks sentences that are not the article's own words of today: correction notes, teasers, comments."""
    beside = False
    region = None
    for sentence in page.text:
        if sentence.region != region:
            region = sentence.region
            length = sum(len(other.raw) for other in page.around(sentence, "paragraph"))
            starts = _is_furniture(language, sentence)
            beside = length < 2 * _SHORT_BLOCK if starts else beside and length < _SHORT_BLOCK and sentence.prominent
        sentence.aside = beside or _is_note(language, sentence)


def _is_furniture(language: Language, sentence: Sentence) -> bool:
    words = language.furniture
    if words is None or not sentence.search.may_match(words):
        return False
    first = next((at for at, char in enumerate(sentence.plain) if is_letter(char)), len(sentence.plain))
    try:
        return any(start <= first for start, _ in sentence.search.occurrences(words))
    except TimeoutError:
        return False


def _is_note(language: Language, sentence: Sentence) -> bool:
    try:
        return language.corrections is not None and holds(language.corrections, sentence)
    except TimeoutError:
        return False


def any_holds(pattern: Pattern, sentences: Iterable[Sentence]) -> bool:
    return any(holds(pattern, sentence) for sentence in sentences)

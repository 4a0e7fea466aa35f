"""How something is said, after clinical ConText: cues with a category, a direction, a reach and terminators.

One lexicon per language serves all rules. The method: Harkema et al., "ConText: an algorithm for determining negation,
experiencer, and temporal status from clinical reports" (2009).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import regex

from monitor.facts.page import Page, Sentence
from monitor.rules.model import Cue, Language
from monitor.rules.pattern import Pattern, Starts
from monitor.rules.writing import Writing

TIMEOUT = 0.25
"""Seconds that one pattern may take on one sentence."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the words around a match say about it. `attribution`: who says so, in the page's words. `partial`: what is
    listed there are examples."""

    negated: bool = False
    hedged: bool = False
    planned: bool = False
    past: bool = False
    quoted: bool = False
    attribution: str | None = None
    partial: bool = False


@lru_cache(maxsize=20_000)
def compiled(source: str) -> regex.Pattern[str]:
    return regex.compile(source, regex.IGNORECASE)


_FEW = 6
"""So often a phrase is written out for the sentence alone; then it is compiled as a whole, which is dear but lasts."""

_KNOWN = 20_000
"""Phrases that are remembered."""

_uses: dict[str, int] = {}
_whole: dict[str, regex.Pattern[str]] = {}


def compiled_for(pattern: Pattern, sentence: Sentence) -> regex.Pattern[str]:
    """The expression of a phrase, good for this sentence at least.

    A process that reads one page would spend most of its time on compiling branches of phrases that none of its
    sentences can match; one that reads thousands needs them all sooner or later.
    """
    if whole := _whole.get(pattern.skeleton):
        return whole
    if len(_uses) > _KNOWN:  # rules that were edited long ago
        _uses.clear()
        _whole.clear()
    uses = _uses.get(pattern.skeleton, 0)
    if uses >= _FEW:
        return _whole.setdefault(pattern.skeleton, compiled(pattern.source))
    _uses[pattern.skeleton] = uses + 1
    return compiled(pattern.source_for(sentence.words, sentence.prefixes))


def may_match(pattern: Pattern, sentence: Sentence) -> bool:
    """Whether a sentence can match at all: it has one of each set of words that every match needs."""
    for words, stems in pattern.needed:
        if words.isdisjoint(sentence.words) and (not stems or stems.isdisjoint(sentence.prefixes)):
            return False
    return True


_LONG = 1_200
"""Characters of a sentence from which on a phrase is searched for as a whole, under one time limit."""


def matches(pattern: Pattern, sentence: Sentence) -> list[regex.Match[str]]:
    """Every match of a phrase in a sentence, from left to right, none within another.

    It is tried only where its first word stands, or a slot that it begins with matches: a slot's expression is long,
    and trying it at every character for each of a thousand phrases would be most of the time that matching takes.
    """
    if not may_match(pattern, sentence):
        return []
    plain = sentence.plain
    if pattern.starts is None or len(plain) > _LONG:
        return list(compiled_for(pattern, sentence).finditer(plain, timeout=TIMEOUT))
    places = _places(pattern.starts, sentence)
    if not places or not all(_slot_places(slot, sentence) for slot in pattern.holds):
        return []
    expression = compiled_for(pattern, sentence)
    found: list[regex.Match[str]] = []
    end = -1
    for place in places:
        if place >= end and (hit := expression.match(plain, place, timeout=TIMEOUT)):
            found.append(hit)
            end = hit.end()
    return found


def _places(starts: Starts, sentence: Sentence) -> list[int]:
    """Where in a sentence a match may begin, in order; remembered with the sentence."""
    known = sentence.memo.get(starts)
    if known is None:
        at: set[int] = set()
        for word in starts.words & sentence.words:
            at.update(sentence.places[word])
        for stem in starts.stems & sentence.prefixes if starts.stems else ():
            for word, places in sentence.places.items():
                if word.startswith(stem):
                    at.update(places)
        for slot in starts.slots:
            at.update(_slot_places(slot, sentence))
        known = sentence.memo[starts] = sorted(at)
    return known  # type: ignore[return-value]


def _slot_places(skeleton: str, sentence: Sentence) -> list[int]:
    known = sentence.memo.get(skeleton)
    if known is None:
        expression = compiled(Pattern(skeleton).source)
        hits = expression.finditer(sentence.plain, overlapped=True, timeout=TIMEOUT)
        known = sentence.memo[skeleton] = [hit.start() for hit in hits]
    return known  # type: ignore[return-value]


def holds(pattern: Pattern, sentence: Sentence) -> bool:
    """Whether a phrase matches somewhere in a sentence; remembered with the sentence."""
    key = ("holds", pattern.skeleton)
    if key not in sentence.memo:
        sentence.memo[key] = bool(matches(pattern, sentence))
    return bool(sentence.memo[key])


def occurrences(pattern: Pattern, sentence: Sentence) -> list[tuple[int, int]]:
    """Where a phrase matches in a sentence; remembered with the sentence."""
    key = ("spans", pattern.skeleton)
    if key not in sentence.memo:
        sentence.memo[key] = [found.span() for found in matches(pattern, sentence)]
    return sentence.memo[key]  # type: ignore[return-value]


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

    `presupposed`: they name a thing rather than state it, so that only a denial right before them is theirs: `won't
    decide before the summit in Vilnius` does not deny the place. `core`: the words among them that carry the value.
    """
    hit = {
        cue.category
        for cue, span in cues_on(sentence, start, end, language, core)
        if not (presupposed and cue.category == "negation" and _WORD.search(sentence.plain[span[1] : start]))
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
        hedged="hedged" in hit,
        planned="planned" in hit,
        past="past" in hit,
        quoted=quoted,
        attribution=attribution(sentence, (start, end), language, quoted),
        partial="partial" in hit,
    )


def cues_on(
    sentence: Sentence, start: int, end: int, language: Language, core: tuple[int, int] | None = None
) -> list[tuple[Cue, tuple[int, int]]]:
    """The cues that bear on the words from `start` to `end`, each with its place in the folded sentence."""
    return [
        (cue, span)
        for cue in language.cues
        for span in occurrences(cue.pattern, sentence)
        if _reaches(sentence.plain, cue, span, (start, end), language.writing, core)
    ]


def _reaches(
    text: str,
    cue: Cue,
    span: tuple[int, int],
    target: tuple[int, int],
    writing: Writing,
    core: tuple[int, int] | None = None,
) -> bool:
    """Whether a cue at `span` bears on the target, or if it stands within it on its core."""
    if core and cue.category in _AHEAD_OF_CORE and target[0] <= span[0] and span[1] <= core[0]:
        target = core
    if cue.category in _INSIDE and target[0] <= span[0] and span[1] <= target[1]:
        return True
    if cue.direction == "before":
        if span[1] > target[0]:
            return False
        between = text[span[1] : target[0]]
    else:
        if span[0] < target[1]:
            return False
        between = text[target[1] : span[0]]
    if writing.length(between) > cue.within or _HARD_STOP.search(between) or (cue.clause and _COMMA.search(between)):
        return False
    if cue.direction == "before" and not writing.together and (first := _WORD.search(text, *target)):
        between += first[0]  # the matched words may begin with a terminator themselves: `now we have 16`
    return not (cue.stops and compiled(cue.stops.source).search(between, timeout=TIMEOUT))


_SPEAKER = r"(?P<speaker>[^\s,.;:\"()][^,.;:\"()]{1,60}?)"
_NAME = r"(?P<speaker>[^\s,.;:\"()、。「」『』]{1,30}?)"
"""The same where words are run together."""


def attribution(sentence: Sentence, target: tuple[int, int], language: Language, quoted: bool) -> str | None:
    """Who is named as the source of the statement: `according to X`, or `X said` outside of the matched words."""
    said = language.attribution
    together = language.writing.together
    if said.leads and may_match(said.leads, sentence):
        pattern = compiled(rf"{said.leads.source}\s{_SPEAKER}(?=\s*(?:[,.;:\"()]|$))")
        if found := pattern.search(sentence.plain, timeout=TIMEOUT):
            return str(found["speaker"]).strip()
    if said.trails and may_match(said.trails, sentence):
        pattern = compiled(rf"{_NAME if together else _SPEAKER + r'[[:space:]]'}{said.trails.source}")
        if found := pattern.search(sentence.plain, timeout=TIMEOUT):
            return str(found["speaker"]).strip()
    if said.inverted and may_match(said.inverted, sentence):
        pattern = compiled(rf"[,\"-]\s*{said.inverted.source}\s{_SPEAKER}(?=\s*(?:[,.;:\"()]|$))")
        for found in list(pattern.finditer(sentence.plain, timeout=TIMEOUT)):
            if found.start() >= target[1] and len(found["speaker"].split()) <= 6:
                return str(found["speaker"]).strip()
    if not said.verbs or not may_match(said.verbs, sentence):
        return None
    verbs = said.verbs.source
    tail = compiled(rf"[,\"]\s*(?:and\s)?{_SPEAKER}\s{verbs}(?:\s[^,.\"]{{0,60}})?(?=\s*(?:[,.\"]|$))")
    for found in list(tail.finditer(sentence.plain, timeout=TIMEOUT)):
        if found.start() >= target[1] and len(found["speaker"].split()) <= 6:
            return str(found["speaker"]).strip()
    head = compiled(rf"^\s*{_SPEAKER}\s{verbs}\s(?:that\s|on\s|in\s|at\s|\")")
    found = head.search(sentence.plain, timeout=TIMEOUT)
    if found and found.end() <= target[0] and len(found["speaker"].split()) <= 6:
        return str(found["speaker"]).strip()
    return None


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
    if words is None or not may_match(words, sentence):
        return False
    try:
        return bool(compiled(rf"\W*{words.source}").match(sentence.plain, timeout=TIMEOUT))
    except TimeoutError:
        return False


def _is_note(language: Language, sentence: Sentence) -> bool:
    try:
        return language.corrections is not None and holds(language.corrections, sentence)
    except TimeoutError:
        return False


def any_holds(pattern: Pattern, sentences: Iterable[Sentence]) -> bool:
    return any(holds(pattern, sentence) for sentence in sentences)

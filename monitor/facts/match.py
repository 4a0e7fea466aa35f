"""Phrases against a page: every place where a rule's phrase stands, with the reason if it does not count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache

import regex

from monitor.facts import amounts, days, values
from monitor.facts.context import Context, any_holds, context, mark_asides, occurrences, shared
from monitor.facts.members import known, unknown
from monitor.facts.page import Page, Sentence
from monitor.facts.passage import passage, whole
from monitor.facts.search import Match, Search
from monitor.model import Qualifier, Value
from monitor.rules.model import Condition, Fact, Language, Pack, Phrase, Rulebook, Subject
from monitor.rules.slots import FREE
from monitor.rules.writing import Writing

_HEDGED = frozenset({"count"}) | amounts.SLOTS
"""Slots whose value has a qualifier."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One statement of a fact. `stopped` says why it does not count; None if it does.

    `start` and `end` are positions in the folded sentence, `core` those of the slot that carries the value.
    """

    phrase: Phrase
    sentence: Sentence
    start: int
    end: int
    core: tuple[int, int]
    value: Value | None
    qualifier: Qualifier | None
    context: Context
    stopped: str | None = None


_PRESUPPOSED = frozenset({"name", "year", "date", "date_range"})
"""Types of facts that a sentence takes for granted while it states, or denies, something else."""


@dataclass(frozen=True)
class Engine:
    """An index of a rulebook: its phrases, and by the words that a sentence must hold one of, their numbers."""

    packs: tuple[Pack, ...]
    phrases: list[tuple[Fact, Phrase]]
    by_word: dict[str, list[int]]
    by_stem: dict[int, dict[str, list[int]]]
    always: list[int]

    @cached_property
    def reads_lines(self) -> bool:
        """Whether some phrase is a label with its value."""
        return any(phrase.pattern.labelled for _, phrase in self.phrases)

    def candidates(self, sentence: Sentence) -> list[tuple[Fact, Phrase]]:
        """The phrases worth trying on a sentence, in the order of the files: on a line that is a label with its value
        those that are that, and no others."""
        found = set(self.always)
        for word in sentence.search.words:
            found.update(self.by_word.get(word, ()))
            for length, stems in self.by_stem.items():
                found.update(stems.get(word[:length], ()))
        tried = [self.phrases[number] for number in sorted(found)]
        if not self.reads_lines:
            return tried
        is_line = sentence.parted is not None
        return [(fact, phrase) for fact, phrase in tried if phrase.pattern.labelled is is_line]


_engines: dict[tuple[tuple[int, ...], str], Engine] = {}


def engine(rulebook: Rulebook, language: str) -> Engine:
    """The index of a rulebook in one language; made once for all rulebooks of the same packs.

    Packs are told apart by identity, which holds as long as the index holds them: equal ones may stand on other lines.
    """
    key = (tuple(map(id, rulebook.packs)), language)
    if key not in _engines:
        if len(_engines) >= 16:
            _engines.clear()
        _engines[key] = _index(rulebook, language)
    return _engines[key]


def _index(rulebook: Rulebook, language: str) -> Engine:
    phrases = [(fact, phrase) for pack in rulebook.packs for fact in pack.facts_in(language) for phrase in fact.phrases]
    by_word: dict[str, list[int]] = defaultdict(list)
    by_stem: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    always: list[int] = []
    for number, (_, phrase) in enumerate(phrases):
        if phrase.pattern.literals is None:
            always.append(number)
            continue
        for word, stem in phrase.pattern.literals:
            (by_stem[len(word)][word] if stem else by_word[word]).append(number)
    return Engine(
        rulebook.packs, phrases, dict(by_word), {length: dict(stems) for length, stems in by_stem.items()}, always
    )


def find(page: Page, rulebook: Rulebook) -> tuple[dict[str, list[Candidate]], set[str]]:
    """All candidates by fact id, in the order of the page; and the facts with a rule that ran out of time.

    Facts are tried as they are worded in the page's language; a page in a language without a lexicon has none.
    """
    language = page.language
    if language is None:
        return {}, set()
    index = engine(rulebook, language.code)
    mark_asides(page, language)
    found: dict[str, list[Candidate]] = defaultdict(list)
    timed_out: set[str] = set()
    for sentence in [*page, *page.lines] if index.reads_lines else page:
        for fact, phrase in index.candidates(sentence):
            if not sentence.lies_in(phrase.scope) or fact.id in timed_out:
                continue
            try:
                if hits := sentence.search.matches(phrase.pattern):
                    found[fact.id] += _read(page, sentence, fact, phrase, hits, language)
            except TimeoutError:
                timed_out.add(fact.id)
    facts = {fact.id: fact for pack in rulebook.packs for fact in pack.facts_in(language.code)}
    for fact in facts.values():
        if fact.yields_to:
            claimed = [c for other in fact.yields_to if other in facts for c in _claims(facts[other], found[other])]
            found[fact.id] = [_yield(candidate, claimed) for candidate in found[fact.id]]
    return found, timed_out


def _claims(fact: Fact, candidates: list[Candidate]) -> list[Candidate]:
    """What a fact holds on to: the candidates that state what its best one states."""
    good = [candidate for candidate in candidates if candidate.stopped is None]
    best = max((candidate.phrase.priority for candidate in good), default=0)
    values_ = {candidate.value for candidate in good if candidate.phrase.priority == best}
    return [candidate for candidate in good if candidate.value in values_]


def _yield(candidate: Candidate, claimed: list[Candidate]) -> Candidate:
    """The candidate, stopped if the words that carry its value belong to one of the claimed ones."""
    low, high = candidate.core
    for other in claimed:
        if other.sentence is candidate.sentence and other.core[0] < high and low < other.core[1]:
            return replace(candidate, stopped=candidate.stopped or "another fact's")
    return candidate


def _read(
    page: Page, sentence: Sentence, fact: Fact, phrase: Phrase, hits: list[Match], language: Language
) -> Iterator[Candidate]:
    """What each of a phrase's matches states."""
    for hit in hits:
        if hit.end == hit.start:
            continue
        read = _value(page, sentence, fact, phrase, hit, language)
        if read is None:
            continue
        value, qualifier = read
        slot = _slot(phrase, hit)
        start, end = hit.start, hit.end
        core = hit.slots[slot] if slot else (start, end)
        if qualifier == "exact" and not phrase.pattern.slots & FREE:
            qualifier = values.qualifier_behind(sentence.search, end, language)
            if (
                qualifier == "exact" and core[1] == end and (noun := _NOUN.match(sentence.plain, end))
            ):  # what is counted
                qualifier = values.qualifier_behind(sentence.search, noun.end(), language)
        if slot == "list":
            start, end = _trim(sentence, fact, hit)
        if fact.type == "text":
            value = passage(page, sentence)
        around = context(sentence, start, end, language, fact.type in _PRESUPPOSED, core)
        stopped = _stopped(page, sentence, fact, phrase, (start, end), around, language)
        if fact.type == "text":
            start, end = whole(sentence)
        yield Candidate(phrase, sentence, start, end, core, value, qualifier, around, stopped)


def _slot(phrase: Phrase, hit: Match) -> str | None:
    """The slot that carries the value of a match."""
    if phrase.value is not None:
        return None
    return next((name for name in phrase.pattern.slots - FREE if name in hit.slots), None)


def _trim(sentence: Sentence, fact: Fact, hit: Match) -> tuple[int, int]:
    """A list's match without what stands behind its last known item, or before its first, if only those count."""
    low, high = hit.slots["list"]
    start, end = hit.start, hit.end
    if fact.unknown == "printed":
        return start, end
    listed = Search(sentence.plain[low:high], sentence.writing)
    spans = [(low + found.start, low + found.end) for _, pattern in fact.items for found in listed.matches(pattern)]
    if not spans:
        return start, end
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    return (first if low == start else start), (last if high == end else end)


def _value(
    page: Page, sentence: Sentence, fact: Fact, phrase: Phrase, hit: Match, language: Language
) -> tuple[Value, Qualifier | None] | None:
    slot = _slot(phrase, hit)
    if slot is None:
        value_ = "" if fact.type == "text" else phrase.value
        return (value_, None) if value_ is not None else None
    text = sentence.plain[slice(*hit.slots[slot])]
    if slot in ("item", "list"):
        listed = Search(text, sentence.writing)
        names = known(fact, listed)
        if slot == "list" and fact.unknown == "printed":
            names += unknown(fact, listed, language)
        if not names:
            return None
        return (tuple(sorted(set(names))) if fact.type == "list" else names[0]), None
    value = amounts.read(slot, text, language) if slot in amounts.SLOTS else values.read(slot, text, language)
    if value is None and fact.relative:
        ahead = context(sentence, hit.start, hit.end, language).planned
        value = days.resolve(text, page.document.published, language, ahead=ahead)
    if value is None:
        return None
    if fact.type == "name":
        return str(value), None
    if fact.between and not _is_between(value, fact):
        return None
    return value, (values.qualifier(text, text, language) if slot in _HEDGED else None)


def _is_between(value: Value, fact: Fact) -> bool:
    """Whether a number, or the amount of a sum of money, can be meant."""
    assert fact.between is not None
    number = amounts.amount(value) if fact.type == "money" and isinstance(value, str) else value
    return not isinstance(number, int | float | Decimal) or fact.between[0] <= number <= fact.between[1]


def _stopped(
    page: Page,
    sentence: Sentence,
    fact: Fact,
    phrase: Phrase,
    span: tuple[int, int],
    around: Context,
    language: Language,
) -> str | None:
    """Why a match does not count, or None. The cheap reasons come first."""
    if sentence.aside and "note" not in phrase.scope:
        return "a correction note, or beside the article"
    if around.negated:
        return "negated"
    if fact.order and sentence.asks:
        return "a question"
    if fact.order and around.hypothetical:
        return "only supposed"
    if around.past and fact.time == "today":
        return "an older state of things"
    for condition in phrase.near:
        if not _holds(page, sentence, condition, span):
            return f"not near, in the {condition.place}"
    for condition in phrase.reject:
        if _holds(page, sentence, condition, span):
            return f"excluded by the {condition.place}"
    if fact.subject and not _is_own(page, sentence, fact.subject, span, language):
        return "another subject"
    return None


def _holds(page: Page, sentence: Sentence, condition: Condition, span: tuple[int, int]) -> bool:
    if condition.place == "match":
        return shared(condition.pattern, sentence, span) is not None
    return any_holds(condition.pattern, page.around(sentence, condition.place))


@lru_cache(maxsize=32)
def _series(coordination: tuple[str, ...], writing: Writing) -> regex.Pattern[str]:
    """What parts the members of a series."""
    words = "|".join(map(regex.escape, coordination))
    if writing.together:
        return regex.compile(rf"\s?(?:[,、・·]|{words})\s?")
    parted = r"[\s']" if writing.name == "elided" else r"\s"
    return regex.compile(rf"\s*(?:,|,?\s(?:{words}))\s(?:the\s)?(?:\w+{parted}){{0,3}}", regex.IGNORECASE)


_JOINED = regex.compile(r"[^\w,;:]*(?:\w+[^\w,;:]+){0,5}")
"""What may stand between a statement and the one behind it whom it is about: `areas in its pact with Seoul`."""
_JOINED_TOGETHER = regex.compile(r"[^,;:、。]{0,12}")


_NOUN = regex.compile(r"\s\w+")
_WORD = regex.compile(r"\w+")
_ASIDE = 5
"""Words: another subject that stands so far into an earlier sentence is not what that sentence is about."""


def _last_topic(text: str, marks: list[tuple[int, int, bool]], series: regex.Pattern[str]) -> bool:
    """Whether the last mention is its own; others in a series (`with A, B and C`) behind an own mention are company."""
    at = len(marks) - 1
    if marks[at][2]:
        return True
    first = at
    while first > 0 and series.fullmatch(text, marks[first - 1][1], marks[first][0]):
        first -= 1
    in_series = first < at
    return in_series and any(own for _, _, own in marks[: first + 1])


def _mentions(subject: Subject, sentence: Sentence) -> list[tuple[int, int, bool]]:
    """Where a sentence mentions the subject (true) and others; one within a longer mention of another is part of it.

    `South Korea's programme, agreed before Japan's, ...` is about South Korea, if a phrase of the others says so.
    """
    own, others = occurrences(subject.own, sentence), occurrences(subject.other, sentence)
    if own and others:
        longest = [(low, max(ends)) for low, ends in sentence.search.occurrences(subject.other)]
        own = [
            (a, b) for a, b in own if not any(low <= a and b <= high and b - a < high - low for low, high in longest)
        ]
    return sorted([(start, end, True) for start, end in own] + [(start, end, False) for start, end in others])


def _is_own(page: Page, sentence: Sentence, subject: Subject, span: tuple[int, int], language: Language) -> bool:
    """Whether a match is about the subject that is meant.

    A mention in the match decides, whether its own or another; else the last one before it in the sentence; else one
    that is joined to its end (`in its pact with Seoul`); else the last one in the two sentences before; else the first
    one behind it. Without any mention it is whose the title is: its own, if that names nobody.
    """
    marks = _mentions(subject, sentence)
    inside = [own for start, _, own in marks if span[0] <= start < span[1]]
    if inside:
        return any(inside)
    before = [mark for mark in marks if mark[0] < span[0]]
    if before:
        return _last_topic(sentence.plain, before, _series(language.coordination, language.writing))
    joined = _JOINED_TOGETHER if language.writing.together else _JOINED
    if marks and joined.fullmatch(sentence.plain, span[1], marks[0][0]):
        return marks[0][2]
    if sentence.where != "text":
        return True
    for earlier in reversed(page.text[max(0, sentence.index - 2) : sentence.index]):
        told = _mentions(subject, earlier)
        if any(own for _, _, own in told):
            return True
        if told and len(_WORD.findall(earlier.plain, 0, told[0][0])) < _ASIDE:
            return False
    if marks:
        return marks[0][2]
    titled = [any(own for _, _, own in told) for title in page.title if (told := _mentions(subject, title))]
    return not titled or titled[0]

"""Why a fact was read from a page, or was not: what each sentence had of the rule's phrases, and what stopped it.

For whoever mends a rule. The same candidates as in `extract`, with their reasons in words; and beside them what only
came near: sentences that hold some pieces of a phrase, with the pieces that are missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from monitor.codec import value_to_json
from monitor.errors import UsageError
from monitor.facts.context import cues_on, holds, occurrences, shared
from monitor.facts.match import Candidate, find
from monitor.facts.page import Page, Sentence, lay_out, spoken
from monitor.facts.search import STEPS, TIMEOUT
from monitor.facts.select import is_planned, rank, select
from monitor.model import Document, Observation, Unreadable, Value
from monitor.rules import Fact, Pack, Rulebook
from monitor.rules.model import Condition, Language, Phrase
from monitor.rules.phrase import did_you_mean
from monitor.rules.pieces import is_gap, is_optional, pieces, run

Verdict = Literal["won", "agrees", "lost", "stopped", "near"]
"""`won` gave the value; `agrees` says the same; `lost` to a better one; `stopped` does not count; `near`: no match."""

PartState = Literal["matched", "elsewhere", "missing"]

NEAR_SHARE = 0.5
"""Share of a phrase's pieces that must stand in a sentence, in a row, for it to count as near."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a phrase. `elsewhere`: the sentence has it, but not in its place. `words`: what it matched."""

    piece: str
    state: PartState
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One phrase tried on one sentence.

    `where` names the string (as in `Evidence`), `start` is the sentence's place in it; `quote` is what matched, whole
    or in part; `means` the value that the phrase stands for where no slot carries one.
    """

    where: str
    start: int
    sentence: str
    phrase: str
    line: int
    means: str | bool | None
    verdict: Verdict
    why: str
    quote: str | None = None
    value: Value | None = None
    parts: tuple[Part, ...] = ()

    @property
    def share(self) -> float:
        """How much of the phrase stands there, 0 to 1."""
        needed = [part for part in self.parts if not is_gap(part.piece) and not is_optional(part.piece)]
        if self.verdict != "near" or not needed:
            return 1.0
        return sum(part.state == "matched" for part in needed) / len(needed)


@dataclass(frozen=True, slots=True)
class Explanation:
    """All of one fact on one page. `observation` is what `extract` gives; None if the fact is absent."""

    pack: str
    fact: str
    title: str
    type: str
    file: str
    line: int
    observation: Observation | None
    attempts: tuple[Attempt, ...]
    sentences: int
    note: str | None = None


def explain(document: Document, rulebook: Rulebook, fact_id: str) -> Explanation:
    """How one fact (`fact` or `pack/fact`) fares on a document. Raises UsageError if no pack has it."""
    pack, fact = find_fact(rulebook, fact_id)
    out = Explanation(pack.id, fact.id, fact.title, fact.type, fact.file, fact.line, None, (), 0)
    if document.unreadable is not None and document.unreadable != Unreadable.PAYWALL_STUB:
        return replace(out, note=f"{document.unreadable}: {document.why}; such a page states nothing")
    alone = rulebook.select([pack.id])
    code = spoken(document, alone)
    worded = next((wording for wording in pack.facts_in(code) if wording.id == fact.id), None)
    language = alone.languages.get(code)
    if worded is None or language is None:
        has = _either([wording.language for wording in pack.wordings(fact.id)])
        return replace(out, note=f"the page is in `{code}`; this fact is worded in {has}")
    fact, out = worded, replace(out, file=worded.file, line=worded.line)
    page = lay_out(document if fact.reads_page else replace(document, page=""), language)
    found, timed_out = find(page, alone)
    candidates = found.get(fact.id, [])
    sentences = [*page, *page.lines] if any(phrase.pattern.labelled for phrase in fact.phrases) else list(page)
    if fact.id in timed_out:
        error = Observation(fact.id, "error", f"{pack.id}/{fact.id}", fact.digest, note="out of time")
        note = f"more than {TIMEOUT} s or {STEPS:,} steps on one sentence: make the regex simpler, or the phrase"
        return replace(out, observation=error, note=note, sentences=len(sentences))
    observation = select(fact, candidates)
    judge = _Judge(page, pack, fact, language, found, observation)
    attempts = [judge.candidate(candidate) for candidate in candidates]
    tried = {(id(candidate.sentence), _identity(candidate.phrase)) for candidate in candidates}
    attempts += [
        attempt
        for sentence in sentences
        for phrase in fact.phrases
        if (id(sentence), _identity(phrase)) not in tried and (attempt := judge.attempt(sentence, phrase))
    ]
    order = {id(sentence): number for number, sentence in enumerate(sentences)}
    places = {(sentence.where, sentence.start): order[id(sentence)] for sentence in sentences}
    attempts.sort(key=lambda each: (places[each.where, each.start], -each.share, each.line))
    return replace(out, observation=observation, attempts=tuple(attempts), sentences=len(sentences))


def find_fact(rulebook: Rulebook, fact_id: str) -> tuple[Pack, Fact]:
    """The fact of an id, with its pack. Raises UsageError with the id that was perhaps meant."""
    known = {fact.id: (pack, fact) for pack in rulebook.packs for fact in pack.facts}
    named = {f"{pack.id}/{fact.id}": (pack, fact) for pack, fact in known.values()}
    if fact_id in (known | named):
        return (known | named)[fact_id]
    raise UsageError(f"no rule pack in use has a fact {fact_id!r}{did_you_mean(fact_id, known)}")


@dataclass(frozen=True)
class _Judge:
    """Puts into words what happened to the phrases of one fact on one page."""

    page: Page
    pack: Pack
    fact: Fact
    language: Language
    found: dict[str, list[Candidate]]
    observation: Observation | None

    # ------------------------------------------------------------ whole matches

    def candidate(self, candidate: Candidate) -> Attempt:
        sentence = candidate.sentence
        verdict, why = self._verdict(candidate)
        start, end = sentence.span(candidate.start, candidate.end)
        quote = sentence.raw[start - sentence.start : end - sentence.start]
        base = self._attempt(sentence, candidate.phrase, verdict, why)
        return replace(base, quote=quote, value=candidate.value)

    def _verdict(self, candidate: Candidate) -> tuple[Verdict, str]:
        if candidate.stopped is not None:
            return "stopped", self._stopped(candidate)
        seen = self.observation
        assert seen is not None  # a candidate that counts gives an observation
        if seen.state == "ambiguous":
            values = " or ".join(repr(value_to_json(value)) for value in seen.values)
            return "lost", f"equally good statements contradict each other: {values}"
        if self.fact.several == "merge":
            return "won", "the value is put together from all that fit"
        winner = self._winner
        if candidate.value == seen.value:
            return ("won", "gives the value") if candidate is winner else ("agrees", "says the same")
        return "lost", self._lost(candidate, winner)

    @cached_property
    def _winner(self) -> Candidate:
        assert self.observation is not None  # only asked of one that has a value
        return min((c for c in self._good if c.value == self.observation.value), key=lambda c: rank(self.fact, c))

    @cached_property
    def _good(self) -> list[Candidate]:
        return [c for c in self.found[self.fact.id] if c.stopped is None]

    @cached_property
    def _votes(self) -> Counter[Value | None]:
        return Counter(c.value for c in self._good)

    def _lost(self, loser: Candidate, winner: Candidate) -> str:
        low, high = rank(self.fact, loser), rank(self.fact, winner)
        if low.priority > high.priority:
            return f"a phrase with a higher priority won ({winner.phrase.priority} against {loser.phrase.priority})"
        if low.order > high.order:
            return f"`{winner.value}` stands above `{loser.value}` in the rule"
        if low.quoted > high.quoted:
            return "it is direct speech; the article's own words go first"
        if low.place > high.place:
            return "it is a heading, title or caption; the body goes first"
        if low == high and self.fact.several == "ambiguous":
            if is_planned(self.fact, loser) and not is_planned(self.fact, winner):
                return "it is planned; what is goes first"
            times = [self._votes[value] for value in (winner.value, loser.value)]
            return f"the other value is stated more often ({times[0]} against {times[1]} times)"
        return "another one says more, or stands earlier on the page"

    def _stopped(self, candidate: Candidate) -> str:
        """The engine's reason, with the words on the page that gave it."""
        reason, sentence, span = candidate.stopped or "", candidate.sentence, (candidate.start, candidate.end)
        if reason == "negated":
            return f"it is denied{self._cue('negation', sentence, span)}"
        if reason.startswith("only supposed"):
            return f"it is only supposed{self._cue('hypothetical', sentence, span)}"
        if reason.startswith("an older state"):
            return f"it is said of the past{self._cue('past', sentence, span)}; `time: any` would let it count"
        if reason.startswith("not near"):
            for condition in candidate.phrase.near:
                if not self._words(sentence, condition, span):
                    return f"near: no {_either(condition.texts)} in the {condition.place}"
        if reason.startswith("excluded"):
            for condition in candidate.phrase.reject:
                if words := self._words(sentence, condition, span):
                    return f"not: {words!r} stands in the {condition.place}"
        if reason == "another subject" and self.fact.subject:
            others = [sentence.plain[a:b] for a, b in occurrences(self.fact.subject.other, sentence)]
            told = f"the sentence mentions {_either(others)}" if others else "the sentences before name one"
            return f"it is about another subject: {told}"
        if reason == "another fact's":
            return f"its words belong to {_either(self._claimants(candidate))} (`yields_to`)"
        return reason

    def _cue(self, category: str, sentence: Sentence, span: tuple[int, int]) -> str:
        cues = [words for cue, words in cues_on(sentence, *span, self.language) if cue.category == category]
        return f" by {sentence.plain[slice(*cues[0])]!r}" if cues else ""

    def _words(self, sentence: Sentence, condition: Condition, span: tuple[int, int]) -> str | None:
        """What stands there of a condition's phrases."""
        if condition.place == "match":
            place = shared(condition.pattern, sentence, span)
            return sentence.plain[slice(*place)] if place else None
        for other in self.page.around(sentence, condition.place):
            if holds(condition.pattern, other):
                start, end = occurrences(condition.pattern, other)[0]
                return other.plain[start:end]
        return None

    def _claimants(self, candidate: Candidate) -> list[str]:
        low, high = candidate.core
        return [
            fact
            for fact in self.fact.yields_to
            if any(
                c.sentence is candidate.sentence and c.stopped is None and c.core[0] < high and low < c.core[1]
                for c in self.found.get(fact, ())
            )
        ]

    # ------------------------------------------------------------ what came near

    def attempt(self, sentence: Sentence, phrase: Phrase) -> Attempt | None:
        """A phrase that gave no candidate on a sentence: why, if it came near."""
        if phrase.pattern.labelled is (sentence.parted is None):
            return None
        try:
            if not sentence.lies_in(phrase.scope) and "metadata" in f"{sentence.where} {phrase.scope}":
                return None  # a description repeats the lead, an author's name is any words: no news
            if whole := _first(occurrences(phrase.pattern, sentence)):
                quote = self._quote(sentence, whole)
                return replace(self._attempt(sentence, phrase, "stopped", self._unread(sentence, phrase)), quote=quote)
            if phrase.is_regex or not sentence.lies_in(phrase.scope):
                return None
            return self._near(sentence, phrase)
        except TimeoutError:
            return None

    def _unread(self, sentence: Sentence, phrase: Phrase) -> str:
        """Why a phrase that matches gave no candidate."""
        if not sentence.lies_in(phrase.scope):
            return f"scope: the rule looks in {_either(phrase.scope)}, this is the {sentence.where}"
        if self.fact.between:
            return f"between: no number from {self.fact.between[0]} to {self.fact.between[1]}"
        return "no value can be read from what matched" + (" (none of the `items`)" if self.fact.items else "")

    def _near(self, sentence: Sentence, phrase: Phrase) -> Attempt | None:
        parts = pieces(phrase.text)
        needed = [i for i, part in enumerate(parts) if not is_gap(part) and not is_optional(part)]
        spans = {i: self._place(sentence, [parts[i]]) for i in needed}
        present = {i for i in needed if spans[i]}
        # A number or name alone is no sign: some word of the phrase must stand there.
        if len(needed) < 2 or not any(not parts[i].startswith("{") for i in present):
            return None
        if len(present) < len(needed) * NEAR_SHARE:
            return None
        best = next(self._runs(sentence, parts, needed, present), None)
        if best is None:
            return None
        first, last, span = best
        told = tuple(self._parts(sentence, parts, (first, last), spans))
        base = replace(self._attempt(sentence, phrase, "near", ""), parts=told, quote=self._quote(sentence, span))
        if base.share < NEAR_SHARE or all(part.piece.startswith("{") for part in told if part.state == "matched"):
            return None
        return replace(base, why=_missing(told))

    def _runs(
        self, sentence: Sentence, parts: Sequence[str], needed: Sequence[int], present: set[int]
    ) -> Iterator[tuple[int, int, tuple[int, int]]]:
        """The pieces in a row that match, the most first: first and last piece, and their place in the sentence."""
        for length in range(len(needed), 0, -1):
            for at in range(len(needed) - length + 1):
                chosen = needed[at : at + length]
                if not present.issuperset(chosen):
                    continue
                first, last = chosen[0], chosen[-1]
                if span := self._place(sentence, list(parts[first : last + 1])):
                    yield first, last, span

    def _parts(
        self,
        sentence: Sentence,
        parts: Sequence[str],
        matched: tuple[int, int],
        spans: dict[int, tuple[int, int] | None],
    ) -> Iterator[Part]:
        for i, piece in enumerate(parts):
            inside = matched[0] <= i <= matched[1]
            span = spans.get(i)
            if span is None and piece.endswith(" $"):  # words that stand there, but further ones behind them
                span = self._place(sentence, [piece.removesuffix(" $")])
            if inside:
                yield Part(piece, "matched", self._quote(sentence, span) if span and i in spans else None)
            elif is_gap(piece) or is_optional(piece):
                yield Part(piece, "missing")
            else:
                yield Part(piece, "elsewhere" if span else "missing", self._quote(sentence, span) if span else None)

    def _place(self, sentence: Sentence, parts: list[str]) -> tuple[int, int] | None:
        pattern = run(self.fact.grammar, parts)
        if pattern is None:
            return None
        return _first(occurrences(pattern, sentence))

    # ------------------------------------------------------------ forms

    def _attempt(self, sentence: Sentence, phrase: Phrase, verdict: Verdict, why: str) -> Attempt:
        return Attempt(
            sentence.where, sentence.start, sentence.raw.strip(), phrase.text, phrase.line, phrase.value, verdict, why
        )

    def _quote(self, sentence: Sentence, span: tuple[int, int]) -> str:
        start, end = sentence.span(*span)
        return sentence.raw[start - sentence.start : end - sentence.start]


def _missing(parts: Sequence[Part]) -> str:
    needed = [part for part in parts if not is_gap(part.piece) and not is_optional(part.piece)]
    lacking = [part.piece for part in needed if part.state == "missing"]
    apart = [f"{part.piece} ({part.words!r})" for part in needed if part.state == "elsewhere"]
    said = [f"no {' '.join(lacking)}"] if lacking else []
    said += [f"{', '.join(apart)} stands there, but not in its place"] if apart else []
    return "; ".join(said)


def _first(spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The first of these places that is not empty."""
    return next((span for span in spans if span[1] > span[0]), None)


def _identity(phrase: Phrase) -> tuple[object, ...]:
    """What makes a phrase this one: candidates may come with equal phrases of a rulebook that was read before."""
    conditions = [(each.place, each.texts) for each in (*phrase.near, *phrase.reject)]
    return phrase.text, phrase.value, phrase.priority, len(phrase.near), tuple(conditions)


def _either(words: Sequence[str]) -> str:
    """`a`, `b` or `c`; of many the first ones."""
    shown = [f"`{word}`" for word in dict.fromkeys(words)]
    if len(shown) > 6:
        shown = [*shown[:6], f"{len(shown) - 6} more"]
    return " or ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)

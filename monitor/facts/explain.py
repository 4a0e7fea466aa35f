"""Why a fact was read from a page, or was not: what each sentence had of the rule's phrases, and what stopped it.

For whoever mends a rule. The same candidates as in `extract`, with their reasons in words; and beside them what only
came near: sentences that hold some pieces of a phrase, with the pieces that are missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from monitor.codec import value_to_json
from monitor.errors import UsageError
from monitor.facts.context import cues_on, holds, occurrences, shared
from monitor.facts.match import Candidate, find
from monitor.facts.near import Part, first, near, quote, share
from monitor.facts.page import Page, Sentence, lay_out, spoken
from monitor.facts.search import STEPS, TIMEOUT
from monitor.facts.select import is_planned, rank, select
from monitor.model import Document, Observation, Unreadable, Value
from monitor.rules import Fact, Pack, Rulebook
from monitor.rules.model import Condition, Language, Phrase
from monitor.rules.phrase import did_you_mean

Verdict = Literal["won", "agrees", "lost", "stopped", "near"]
"""`won` gave the value; `agrees` says the same; `lost` to a better one; `stopped` does not count; `near`: no match."""


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
        return share(self.parts) if self.verdict == "near" else 1.0


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
        base = self._attempt(sentence, candidate.phrase, verdict, why)
        return replace(base, quote=quote(sentence, (candidate.start, candidate.end)), value=candidate.value)

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
            if whole := first(occurrences(phrase.pattern, sentence)):
                told = self._attempt(sentence, phrase, "stopped", self._unread(sentence, phrase))
                return replace(told, quote=quote(sentence, whole))
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
        found = near(sentence, phrase, self.fact.grammar)
        if found is None:
            return None
        base = self._attempt(sentence, phrase, "near", found.why)
        return replace(base, parts=found.parts, quote=quote(sentence, found.span))

    # ------------------------------------------------------------ forms

    def _attempt(self, sentence: Sentence, phrase: Phrase, verdict: Verdict, why: str) -> Attempt:
        return Attempt(
            sentence.where, sentence.start, sentence.raw.strip(), phrase.text, phrase.line, phrase.value, verdict, why
        )


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

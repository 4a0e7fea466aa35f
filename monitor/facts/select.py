"""One observation from many candidates: who is heard first, and when a page contradicts itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from monitor.facts.match import Candidate
from monitor.facts.page import Sentence
from monitor.model import Evidence, Modality, Observation, Period, Value
from monitor.rules.model import Fact

_WHERE = {"text": 0, "title": 1, "caption": 2}


class Rank(NamedTuple):
    """What candidates are compared by, the weightiest first; lower is better."""

    priority: int
    order: int
    quoted: bool
    place: int


def rank(fact: Fact, candidate: Candidate) -> Rank:
    """The phrase's priority, the stronger status, own voice, the body first."""
    order = fact.order.index(str(candidate.value)) if fact.order else 0
    sentence = candidate.sentence
    place = 1 if sentence.prominent else _WHERE.get(sentence.where, 3)
    return Rank(-candidate.phrase.priority, order, candidate.context.quoted, place)


def is_planned(fact: Fact, candidate: Candidate) -> bool:
    """Whether the value is what is to come; what is goes first where both are stated equally well."""
    return _modality(fact, candidate) == "planned"


def select(fact: Fact, candidates: Sequence[Candidate]) -> Observation | None:
    """What the document says about a fact; None if no candidate counts."""
    good = [candidate for candidate in candidates if candidate.stopped is None and candidate.value is not None]
    if not good:
        return None
    good.sort(key=lambda candidate: rank(fact, candidate))  # stable: earlier in the page stays first
    if fact.several == "merge":
        merged = _merge_periods(good) if fact.type == "period" else _merge_lists(good)
        return _observe(fact, good, merged, [c for c in good if c.value == merged] or good)
    if fact.type in ("date", "date_range"):
        good = _fullest_dates(good)
    best = good[0]
    if fact.several == "ambiguous":
        equals = [candidate for candidate in good if rank(fact, candidate) == rank(fact, best)]
        firm = [candidate for candidate in equals if not is_planned(fact, candidate)] or equals
        votes = Counter(candidate.value for candidate in firm)
        most = max(votes.values())
        winners = [value for value in votes if votes[value] == most]
        if len(winners) > 1:
            # The same value elsewhere on the page (a title, a quotation) settles a contradiction.
            everywhere = Counter(candidate.value for candidate in good)
            top = max(everywhere[value] for value in winners)
            winners = [value for value in winners if everywhere[value] == top]
        if len(winners) > 1:
            return _ambiguous(fact, best, winners)
        best = next(candidate for candidate in equals if candidate.value == winners[0])
    return _observe(fact, good, best.value, [c for c in good if c.value == best.value])


def _observe(fact: Fact, good: Sequence[Candidate], value: Value | None, saying: Sequence[Candidate]) -> Observation:
    first = saying[0]
    # Said once plainly is said plainly: rewording one of several mentions must not look like another voice.
    # A heading drops such words: it does not speak for the body.
    place = (first.sentence.where, first.sentence.prominent)
    peers = [c for c in saying if (c.sentence.where, c.sentence.prominent) == place]
    # The part of a statement that a shorter phrase matches may lack the words that hedge it.
    peers = [c for c in peers if not any(_within(c, other) for other in peers)]
    own = any(c.context.attribution is None and not c.context.quoted for c in peers)
    attribution = None if own else next((c.context.attribution for c in peers if c.context.attribution), None)
    modalities = [_modality(fact, candidate) for candidate in peers]
    modality: Modality = "asserted" if "asserted" in modalities else modalities[0]
    return Observation(
        fact=fact.id,
        state="found",
        rule=f"{fact.pack}/{fact.id}",
        rule_digest=fact.digest,
        value=value,
        qualifier=first.qualifier,
        modality=modality,
        attribution=attribution,
        evidence=evidence(first),
        partial=fact.type == "list" and any(c.context.partial for c in good),
        aspect=first.phrase.aspect,
    )


def _within(part: Candidate, whole: Candidate) -> bool:
    """Whether a candidate's words are some of those of a longer one."""
    return (
        part.sentence is whole.sentence
        and whole.start <= part.start
        and part.end <= whole.end
        and part.end - part.start < whole.end - whole.start
    )


def _modality(fact: Fact, candidate: Candidate) -> Modality:
    if candidate.context.hedged:
        return "hedged"
    # A status names the plan itself: `plans to open` is a plan, plainly asserted.
    if candidate.context.planned and fact.type not in ("status", "name", "list", "date", "date_range", "year"):
        return "planned"
    return "asserted"


def _ambiguous(fact: Fact, best: Candidate, winners: Sequence[Value | None]) -> Observation:
    return Observation(
        fact=fact.id,
        state="ambiguous",
        rule=f"{fact.pack}/{fact.id}",
        rule_digest=fact.digest,
        values=tuple(value for value in winners if value is not None),
        evidence=evidence(best),
    )


def evidence(candidate: Candidate) -> Evidence:
    """The words that a candidate stands on, as the page has them."""
    sentence: Sentence = candidate.sentence
    start, end = sentence.span(candidate.start, candidate.end)
    quote = sentence.raw[start - sentence.start : end - sentence.start]
    return Evidence(sentence.where, quote, start, end, sentence.raw.strip())


def _merge_lists(good: Sequence[Candidate]) -> Value:
    """All members; one that begins a sentence here and stands within one there is the same, told in small letters."""
    items: dict[str, str] = {}
    for candidate in good:
        for name in candidate.value if isinstance(candidate.value, tuple) else ():
            items[name.casefold()] = max(name, items.get(name.casefold(), ""))
    return tuple(sorted(items.values()))


def _merge_periods(good: Sequence[Candidate]) -> Value:
    """The first candidate's period, completed by parts that others print and that do not contradict it."""
    merged = good[0].value
    assert isinstance(merged, Period)
    for candidate in good[1:]:
        other = candidate.value
        assert isinstance(other, Period)
        pairs = (
            (merged.duration, other.duration),
            (merged.start, other.start),
            (merged.end, other.end),
        )
        if all(a is None or b is None or a == b for a, b in pairs):
            merged = Period(merged.duration or other.duration, merged.start or other.start, merged.end or other.end)
    return merged


def _fullest_dates(good: list[Candidate]) -> list[Candidate]:
    """The best-ranked date first; another one that says the same more completely goes before it."""
    best = good[0]
    fuller = [c for c in good if c is not best and _completes(str(c.value), str(best.value))]
    fuller.sort(key=lambda c: -len(str(c.value)))
    return [*fuller, *(c for c in good if c not in fuller)]


def _completes(fuller: str, date: str) -> bool:
    """Whether every day of `date` is one of `fuller`, which prints more."""
    if len(fuller) <= len(date):
        return False
    days = fuller.split("/")
    return all(any(day.endswith(part) for day in days) for part in date.split("/"))

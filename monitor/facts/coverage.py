"""Which rules fire on many documents, where phrases of one rule contradict each other, and which never fire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from monitor.facts.match import find
from monitor.facts.page import lay_out, spoken
from monitor.facts.select import select
from monitor.model import Document, Unreadable, Value
from monitor.rules import Fact, Pack, Rulebook


class Place(NamedTuple):
    """Where a phrase stands: each language may have a file of its own."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One document in which statements that count give a fact different values, each with the place of its phrase."""

    document: str
    values: tuple[tuple[Value, Place], ...]
    ambiguous: bool


@dataclass(slots=True)
class FactCoverage:
    """How one fact's rule fares. `phrases`: place and text of a phrase to the number of documents it counts in."""

    pack: Pack
    fact: Fact
    found: int = 0
    ambiguous: int = 0
    errors: int = 0
    phrases: Counter[tuple[Place, str]] = field(default_factory=Counter)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def fired(self) -> int:
        """Documents on which the rule fired, whatever came of it."""
        return self.found + self.ambiguous + self.errors

    @property
    def places(self) -> list[tuple[Place, str]]:
        """The phrases of all languages, as place and text."""
        worded = self.pack.wordings(self.fact.id)
        return [(Place(fact.file, phrase.line), phrase.text) for fact in worded for phrase in fact.phrases]

    @property
    def silent(self) -> list[tuple[Place, str]]:
        """The phrases that counted nowhere."""
        return [place for place in self.places if not self.phrases[place]]


class Coverage:
    """Counts over documents that are handed in one by one. `languages`: how many of them are in which language."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.documents = 0
        self.languages: Counter[str] = Counter()
        self.facts = {fact.id: FactCoverage(pack, fact) for pack in rulebook.packs for fact in pack.facts}

    def add(self, name: str, document: Document, packs: Sequence[str] = ()) -> None:
        """Reads one document with some packs, or all. A page that is no article does not count."""
        if document.unreadable is not None and document.unreadable != Unreadable.PAYWALL_STUB:
            return
        self.documents += 1
        rulebook = self.rulebook.select(packs)
        code = spoken(document, rulebook)
        self.languages[code] += 1
        candidates, timed_out = find(lay_out(document, rulebook.languages.get(code)), rulebook)
        for pack in rulebook.packs:
            for fact in pack.facts_in(code):
                here = self.facts[fact.id]
                if fact.id in timed_out:
                    here.errors += 1
                    continue
                good = [c for c in candidates.get(fact.id, ()) if c.stopped is None and c.value is not None]
                seen = select(fact, good)
                if seen is None:
                    continue
                here.found += seen.state == "found"
                here.ambiguous += seen.state == "ambiguous"
                here.phrases.update({(Place(fact.file, each.phrase.line), each.phrase.text) for each in good})
                said = {each.value: Place(fact.file, each.phrase.line) for each in reversed(good)}
                if len(said) > 1 and fact.several != "merge":
                    values = tuple((value, place) for value, place in said.items() if value is not None)
                    here.conflicts.append(Conflict(name, values[::-1], seen.state == "ambiguous"))

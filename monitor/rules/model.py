"""Rules as the engine reads them: frozen, picklable, nothing left to look up. `load` makes them from rule files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from monitor.errors import UsageError
from monitor.model import Qualifier
from monitor.rules.amounts import Amounts
from monitor.rules.numerals import Numerals
from monitor.rules.pattern import Literal, Node, Pattern
from monitor.rules.phrase import Grammar, did_you_mean
from monitor.rules.schema import FactType, Place, Scope
from monitor.rules.slots import Dates
from monitor.rules.writing import Writing

ENGINE = "15"
"""Version of the engine's behaviour: raised whenever the same rules may read other facts from the same text."""


def digest_of(*parts: str) -> str:
    """SHA-256 of some texts, none of which can be taken for part of another."""
    return "sha256:" + hashlib.sha256("\x00".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Condition:
    """What must (or must not) stand near a match: one of some phrases, in one place. `texts`: as the file has them."""

    place: Place
    pattern: Pattern
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """One compiled way to say a fact. `value` is its meaning where no slot carries it; `line` its line in the file.

    `aspect`: which of several things that the fact can mean it is about.
    """

    text: str
    pattern: Pattern
    value: str | bool | None
    priority: int
    scope: tuple[Scope, ...]
    near: tuple[Condition, ...]
    reject: tuple[Condition, ...]
    is_regex: bool
    line: int
    aspect: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    own: Pattern
    other: Pattern


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact's rule. `order`: a status's names, the stronger first. `items`: canonical names with their pattern.
    `relative`: days like `on Tuesday` are told from the article's date. `compared`: sources of one story are held
    against each other by it; not by what is about the page itself, such as its byline.

    `unknown`: what becomes of the members of a `{list}` that are none of the items: `printed` or `left_out`.

    `yields_to`: facts whose matches are not this fact's, where both claim the same words. `file` and `line`: where it
    is worded. `grammar`: what its phrases were compiled with, for parts of them.
    """

    id: str
    title: str
    type: FactType
    pack: str
    phrases: tuple[Phrase, ...]
    order: tuple[str, ...]
    items: tuple[tuple[str, Pattern], ...]
    subject: Subject | None
    time: str
    relative: bool
    between: tuple[float, float] | None
    several: str
    unknown: str
    compared: bool
    yields_to: tuple[str, ...]
    language: str
    digest: str
    file: str
    line: int
    grammar: Grammar

    @property
    def reads_page(self) -> bool:
        """Whether a phrase of it looks beyond the article, at all that the page shows."""
        return any("page" in phrase.scope for phrase in self.phrases)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that change how something near is meant; see `schema.CueModel`."""

    category: str
    direction: str
    within: int
    clause: bool
    pattern: Pattern
    stops: Pattern | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that name who says so, by where they stand; see `schema.AttributionModel`."""

    leads: Pattern | None
    verbs: Pattern | None
    trails: Pattern | None
    inverted: Pattern | None
    labels: Pattern | None
    credits: Pattern | None


@dataclass(frozen=True, slots=True)
class Language:
    """A language's lexicon, compiled."""

    code: str
    writing: Writing
    slots: Mapping[str, Node]
    slot_words: Mapping[str, frozenset[Literal]]
    numerals: Numerals
    dates: Dates
    qualifiers: tuple[tuple[Qualifier, Pattern | None, Pattern | None], ...]
    cues: tuple[Cue, ...]
    attribution: Attribution
    corrections: Pattern | None
    furniture: Pattern | None
    coordination: tuple[str, ...]
    gap_stops: tuple[str, ...]
    asides: tuple[str, ...]
    digest: str
    amounts: Amounts | None = None


@dataclass(frozen=True, slots=True)
class PackTest:
    """An expectation that stands beside the rules: `expect` maps fact ids to what the file says."""

    text: str
    name: str | None
    title: str | None
    published: str | None
    expect: Mapping[str, Any]
    todo: bool
    file: str
    line: int
    metadata: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    page: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """A rule pack. `digest` changes exactly when something changes that facts can come from.

    `facts` are those of its main language, the first of `languages`; `translations` has the same ones, as far as they
    are worded, by the other languages.
    """

    id: str
    title: str
    description: str
    maturity: str
    languages: tuple[str, ...]
    references: tuple[tuple[str, str | None], ...]
    facts: tuple[Fact, ...]
    tests: tuple[PackTest, ...]
    digest: str
    file: str
    translations: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)

    def facts_in(self, language: str) -> tuple[Fact, ...]:
        """The facts as they are worded in one language; none in a language that the pack does not have."""
        return self.facts if language == self.languages[0] else self.translations.get(language, ())

    def wordings(self, fact_id: str) -> list[Fact]:
        """One fact in all its languages, the main one first."""
        return [fact for code in self.languages for fact in self.facts_in(code) if fact.id == fact_id]


@dataclass(frozen=True)
class Rulebook:
    """The rule packs in use and the lexicons of their languages."""

    packs: tuple[Pack, ...]
    languages: Mapping[str, Language] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Rulebook {', '.join(pack.id for pack in self.packs)}>"

    def select(self, pack_ids: Iterable[str]) -> Rulebook:
        """Only the packs of these ids; none named means all. Raises UsageError for an id that no pack has."""
        wanted = list(pack_ids)
        if not wanted:
            return self
        known = {pack.id: pack for pack in self.packs}
        for pack_id in wanted:
            if pack_id not in known:
                raise UsageError(f"unknown rule pack {pack_id!r}{did_you_mean(pack_id, known)}")
        return Rulebook(tuple(pack for pack in self.packs if pack.id in wanted), self.languages)

    def has_words_for(self, language: str) -> bool:
        """Whether any fact is worded in a language."""
        return any(pack.facts_in(language) for pack in self.packs)

    @cached_property
    def reads_page(self) -> bool:
        """Whether any phrase looks beyond the article: documents need their `page` then."""
        return any(fact.reads_page for pack in self.packs for code in pack.languages for fact in pack.facts_in(code))

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Fact id to its title for people."""
        return MappingProxyType({fact.id: fact.title for pack in self.packs for fact in pack.facts})

    @cached_property
    def types(self) -> Mapping[str, FactType]:
        """Fact id to the type as which the sources of a story are compared: `text`, which is not, for what is about the
        page itself."""
        facts = [fact for pack in self.packs for fact in pack.facts]
        return MappingProxyType({fact.id: fact.type if fact.compared else "text" for fact in facts})

    @cached_property
    def digest(self) -> str:
        """Identifies everything that facts can come from: all packs, their lexicons, the engine."""
        parts = [ENGINE, *(f"{pack.id}={pack.digest}" for pack in sorted(self.packs, key=lambda pack: pack.id))]
        return "sha256:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def __getstate__(self) -> dict[str, Any]:
        return {"packs": self.packs, "languages": dict(self.languages)}

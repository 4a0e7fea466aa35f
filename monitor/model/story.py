"""A story as it stands: what its sources say of each fact, side by side; and what came to differ in that.

A story is a set of sources about one event. `story.tell_story` makes a `Story` of what each source says today, reports
show it. Sources, voices, rows and groups are named by their place: `story.columns[i]`, `story.voices[i]`,
`row.groups[i]`; all tuples of cells have one entry a column, in the order of the columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from monitor.model.fact import Observation
from monitor.model.version import Version

Relation = Literal["same", "compatible", "develops", "contradicts", "incomparable"]
"""How two statements of one fact relate.

`same`: one value under one hedge. `compatible`: both can be true of one thing (`about 15` and 15, `July` and
`11-12 July`, a list and a shorter one). `develops`: two states, told of different days: the story went on between them.
`contradicts`: they can't both be true. `incomparable`: one of them is absent, ambiguous or in error, they are passages
of text, or about different aspects of the fact.
"""

Mark = Literal["agrees", "disagrees", "alone", "hedged", "develops", "absent", "ambiguous", "error"]

MARKS: Mapping[Mark, str] = MappingProxyType(
    {
        "agrees": "another voice says the same or something compatible, and no source contradicts it",
        "disagrees": "at least one source contradicts it",
        "alone": "no other voice says the same or something compatible",
        "hedged": "the number is not given exactly: about, more than, at least, less than, at most",
        "develops": "a state that another source tells otherwise of a later day: the story went on",
        "absent": "the source does not state the fact",
        "ambiguous": "the source states it in contradicting ways",
        "error": "the rule could not finish on this page",
    }
)
"""Every mark that a cell can have, with its meaning. `disagrees` says nothing of who is right."""

Basis = Literal["published", "modified", "changed", "first_seen"]

BASES: Mapping[Basis, str] = MappingProxyType(
    {
        "published": "the page's date of publication",
        "modified": "the page's date of modification, in the version that brought the value",
        "changed": "when the version was fetched that brought the value, between two checks",
        "first_seen": "when the page was first fetched; it may be older",
    }
)
"""Where the date of a statement comes from."""


@dataclass(frozen=True, slots=True)
class Dated:
    """When a source stated something.

    `on`: ISO 8601, as complete as it is known (`2023-07`, `2023-07-12`, a time with its zone). `basis`: where that
    comes from (`BASES`). With `first_seen` it is only known that it was not later.
    """

    on: str
    basis: Basis

    @property
    def known(self) -> bool:
        """Whether the statement is of that day; else it may be older."""
        return self.basis != "first_seen"


@dataclass(frozen=True, slots=True)
class StoryColumn:
    """One source. `outlet` is its name, `site` the host without `www.`, `dated` the date of publication of its page, or
    when it was first seen. `voice`: its place in `Story.voices`. `trouble`: why its page can't be read now
    (`unreadable: consent wall`), None if it can; what it states is then that of its last version."""

    source_id: int
    outlet: str
    site: str
    url: str
    version: Version
    dated: Dated
    voice: int
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Sources that reproduce one text: they are one witness.

    `columns`: their places, in order. `origin`: the one whose text the others have, as far as dates and attributions
    tell; None for a voice of one source, and where nothing tells.
    """

    columns: tuple[int, ...]
    origin: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source says of one fact.

    `marks` stand in the order of `MARKS`: `("disagrees", "alone", "hedged")`; never empty. `dated`: since when the
    source has said so; None where it states nothing. `group`: place in `row.groups`; None unless the fact is found.
    `cites`: the places of columns whose outlet the statement is attributed to (`Kyodo reported`): it has it from them.
    """

    observation: Observation | None
    marks: tuple[Mark, ...]
    dated: Dated | None = None
    group: int | None = None
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """One value, under one hedge, with all sources that state it.

    `observation`: the earliest of them. `columns`: the sources; `voices`: how many independent voices they are.
    `contradicts`, `compatible`: places of the groups that it contradicts, or that can be true with it; `later`: those
    that tell a later state. `latest`: a source stated it last of all, as far as dates tell. `majority`: more than half
    of the voices that state the fact, and more than one, state it. Neither is truth.
    """

    observation: Observation
    columns: tuple[int, ...]
    voices: int
    contradicts: tuple[int, ...] = ()
    compatible: tuple[int, ...] = ()
    later: tuple[int, ...] = ()
    latest: bool = False
    majority: bool = False


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One fact: a cell a column, and the values that are stated, the one with most voices first.

    `type` is the rule's (`count`, `status`, ...). `voices`: how many state it at all. `disputed`: some contradict each
    other.
    """

    fact: str
    title: str
    type: str
    cells: tuple[Cell, ...]
    groups: tuple[Group, ...]
    voices: int
    disputed: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """A source began to state a value, or stopped (`observation` is None): one point of a timeline."""

    column: int
    version: int
    dated: Dated
    observation: Observation | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """One fact's values over time and sources, oldest first; a source has a turn only when its value changed."""

    fact: str
    title: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A story's facts side by side. `name` is None for sources that belong to none.

    `rows`: the facts that some source states, in the order of the rules. `timelines`: the same facts, in the same
    order; empty where history was not asked for.
    """

    name: str | None
    columns: tuple[StoryColumn, ...]
    voices: tuple[Voice, ...]
    rows: tuple[StoryRow, ...]
    timelines: tuple[Timeline, ...] = ()


StoryEventKind = Literal["story.agrees", "story.disagrees", "story.first_reported", "story.given_up"]

STORY_EVENTS: Mapping[StoryEventKind, str] = MappingProxyType(
    {
        "story.agrees": "a source came to agree with others of its story that it had contradicted",
        "story.disagrees": "a source came to contradict another of its story",
        "story.first_reported": "a source was the first of its story to report a value",
        "story.given_up": "the last source of a story that stated a value gave it up",
    }
)
"""What can happen in a story when one of its sources changes, with its meaning."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source of a story says of a fact, with its evidence in the observation."""

    source: str
    url: str
    version: int
    dated: Dated
    observation: Observation


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """What a change of one source's fact means for its story, decided with the check that found it.

    `old` and `new`: the source's own statements before and after; None where it stated nothing. `others`: statements on
    the other side: those that it now agrees with or contradicts; with `story.first_reported` and `story.given_up` what
    others say now. One for each value, that with most sources first; `sources` counts all sources that state them.
    """

    kind: StoryEventKind
    story: str
    fact: str
    title: str
    old: Observation | None
    new: Observation | None
    others: tuple[Statement, ...] = ()
    sources: int = 0


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text as voices are told by it: a set of hashed shingles for each sentence that says enough."""

    sentences: tuple[frozenset[int], ...] = ()


@dataclass(frozen=True, slots=True)
class ToldVersion:
    """What one version of a source states: one step of its history. `at`: when it was fetched."""

    version: int
    at: datetime
    dated: Dated
    facts: Mapping[str, Observation]


@dataclass(frozen=True)
class Telling:
    """One source, as a story is told from it: its latest version's facts as today's rules read them.

    `since`: for facts that came with a later version than the first, when. `sketch`: None where its text is not known:
    then it is a voice of its own. `history`: its versions, oldest first, where a timeline is wanted.
    """

    source_id: int
    name: str
    url: str
    version: Version
    facts: Mapping[str, Observation]
    dated: Dated
    since: Mapping[str, Dated] = field(default_factory=dict)
    sketch: Sketch | None = None
    trouble: str | None = None
    history: tuple[ToldVersion, ...] = ()


@dataclass(frozen=True)
class StoryBefore:
    """A story just before what one check of one source found: what `story.decide` looks at.

    `others`: the story's other sources. `now`: when what the check found was stated. `dated` and `since`: since when
    the source stated what it did, all in all (None: it was never read) and fact by fact. `former`: what sources of the
    story, itself included, once stated.
    """

    story: str
    others: tuple[Telling, ...]
    now: Dated
    dated: Dated | None = None
    since: Mapping[str, Dated] = field(default_factory=dict)
    former: Mapping[str, tuple[Observation, ...]] = field(default_factory=dict)

"""What a change at one source means for its story: agreement, disagreement, a value first reported, one given up.

Decided from what the source said before and says now and from what the others say, without a look at anything else.
Only the source that changed has events: when a lone voice comes round, two hundred others have not done anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from monitor.model import (
    FactChange,
    Relation,
    Sketch,
    Statement,
    StoryBefore,
    StoryEvent,
    StoryEventKind,
    Telling,
)
from monitor.story.compare import TEXT, Stated, relate, stated
from monitor.story.voices import Text, reproduces

MOST = 5
"""Statements of others that an event holds, one for each value."""

_SUPPORT: frozenset[Relation] = frozenset({"same", "compatible"})
_APART: frozenset[Relation] = frozenset({"contradicts", "develops"})


def decide(
    before: StoryBefore,
    changes: Sequence[FactChange],
    types: Mapping[str, str],
    sketch: Sketch | None = None,
) -> tuple[StoryEvent, ...]:
    """The events of one check, in the order of the changes.

    `before`: the story without what the check found. `changes`: the source's facts, before and after; of a first look
    all facts, with nothing before. `sketch`: its text, as voices are told by it: a copy
    of its own text does not make it agree with anyone. A story without another source that has been read has none.
    """
    if not before.others:
        return ()
    own = Text(sketch) if sketch else None
    return tuple(
        event
        for change in changes
        if types.get(change.fact) != TEXT
        for event in _Fact(before, change, types.get(change.fact, ""), own).events()
    )


class _Fact:
    """One changed fact among what others say of it."""

    def __init__(self, before: StoryBefore, change: FactChange, type_: str, own: Text | None) -> None:
        self.story, self.change, self.type, self.own = before.story, change, type_, own
        self.old = stated(change.old, type_, before.since.get(change.fact, before.dated))
        self.new = stated(change.new, type_, before.now)
        self.others = [(telling, form) for telling in before.others if (form := self._form(telling))]
        self.former = [stated(observation, type_) for observation in before.former.get(change.fact, ())]

    def _form(self, telling: Telling) -> Stated | None:
        since = telling.since.get(self.change.fact, telling.dated)
        return stated(telling.facts.get(self.change.fact), self.type, since)

    def events(self) -> list[StoryEvent]:
        found: list[StoryEvent] = []
        before = [relate(self.old, form) for _, form in self.others]
        after = [relate(self.new, form) for _, form in self.others]
        against = [i for i, relation in enumerate(after) if relation == "contradicts" and before[i] != "contradicts"]
        if against:
            found.append(self._event("story.disagrees", against))
        joined = [i for i, relation in enumerate(after) if relation in _SUPPORT and before[i] in _APART]
        if joined and any(not self._is_copy(self.others[i][0]) for i in joined):
            found.append(self._event("story.agrees", joined))
        everyone = list(range(len(self.others)))
        if self.new and self._is_first(after):
            found.append(self._event("story.first_reported", everyone))
        if self.old and self._is_given_up():
            found.append(self._event("story.given_up", everyone))
        return found

    def _is_first(self, after: Sequence[Relation]) -> bool:
        """Whether nobody says, or has said, the same or something compatible."""
        known = [relate(self.new, self.old), *after, *(relate(self.new, form) for form in self.former)]
        return not _SUPPORT.intersection(known)

    def _is_given_up(self) -> bool:
        """Whether the source does not state its old value any more and nobody else does, in a story that speaks of
        the fact, or once gave the value."""
        assert self.old
        if self.new and relate(self.new, self.old) in _SUPPORT:
            return False
        if any(_is_value(self.old, form) for _, form in self.others):
            return False
        return bool(self.others) or any(form and _is_value(self.old, form) for form in self.former)

    def _is_copy(self, telling: Telling) -> bool:
        return bool(self.own and telling.sketch and reproduces(self.own, Text(telling.sketch)))

    def _event(self, kind: StoryEventKind, places: Sequence[int]) -> StoryEvent:
        """The event with what these others say: a statement for each value, that with most sources first."""
        by_value: dict[object, list[Telling]] = defaultdict(list)
        for i in places:
            telling, form = self.others[i]
            by_value[form.key, form.denied].append(telling)
        ranked = sorted(by_value.values(), key=len, reverse=True)[:MOST]
        change = self.change
        statements = tuple(self._statement(tellings[0]) for tellings in ranked)
        return StoryEvent(kind, self.story, change.fact, change.title, change.old, change.new, statements, len(places))

    def _statement(self, telling: Telling) -> Statement:
        since = telling.since.get(self.change.fact, telling.dated)
        observation = telling.facts[self.change.fact]
        return Statement(telling.name, telling.url, telling.version.number, since, observation)


def _is_value(one: Stated, other: Stated) -> bool:
    """Whether two statements give one value, whatever their hedge."""
    if one.key[0] == other.key[0] == "number":
        return bool(one.key[1:3] == other.key[1:3])
    return relate(one, other) in _SUPPORT

"""What the sources of a story say, side by side: each cell with its marks, each value with who states it.

Marks follow from relations between statements alone. Support is counted by voices, as a text that is reproduced is one
witness; a contradiction counts wherever it stands, as a copy that came to differ is news.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from monitor.model import (
    MARKS,
    Cell,
    Dated,
    Group,
    Mark,
    Observation,
    Relation,
    Story,
    StoryColumn,
    StoryRow,
    Telling,
    Voice,
)
from monitor.story.attribution import cited
from monitor.story.compare import HEDGED, STATUS, Stated, relate, stated
from monitor.story.dates import day, latest
from monitor.story.timeline import timelines
from monitor.story.voices import Text, voices

_SUPPORT: frozenset[Relation] = frozenset({"same", "compatible"})


def tell_story(
    name: str | None, tellings: Sequence[Telling], titles: Mapping[str, str], types: Mapping[str, str]
) -> Story:
    """A story's table. `titles` and `types`: fact id to the fact's name for people and its type; their order is that of
    the rows, facts that they lack come last, by id. A fact that no source states has no row."""
    told = _voices(tellings)
    voice_of = {column: place for place, voice in enumerate(told) for column in voice.columns}
    columns = tuple(
        StoryColumn(
            telling.source_id,
            telling.name,
            site_of(telling.url),
            telling.url,
            telling.version,
            telling.dated,
            voice_of[i],
            telling.trouble,
        )
        for i, telling in enumerate(tellings)
    )
    facts = set().union(*(telling.facts for telling in tellings))
    order = [fact for fact in titles if fact in facts] + sorted(facts - titles.keys())
    rows = tuple(_row(fact, titles.get(fact, fact), types.get(fact, ""), tellings, columns) for fact in order)
    return Story(name, columns, told, rows, timelines(tellings, rows))


def site_of(url: str) -> str:
    """The host without `www.`; empty for what is no address."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _voices(tellings: Sequence[Telling]) -> tuple[Voice, ...]:
    texts = [Text(telling.sketch) if telling.sketch else None for telling in tellings]
    return tuple(Voice(tuple(members), _origin(members, tellings)) for members in voices(texts))


def _origin(members: Sequence[int], tellings: Sequence[Telling]) -> int | None:
    """Whose text the others have: the one that they name as their source, else the one that is older than all."""
    if len(members) < 2:
        return None
    names = [(tellings[i].name, site_of(tellings[i].url)) for i in members]
    named: set[int] = set()
    for i in members:
        for observation in tellings[i].facts.values():
            named.update(j for j in cited(_whose(observation), names) if members[j] != i)
    if len(named) == 1:
        return members[named.pop()]
    first, second = sorted(members, key=lambda i: day(tellings[i].dated))[:2]
    known = all(tellings[i].dated.known for i in members)
    return first if known and day(tellings[first].dated) < day(tellings[second].dated) else None


def _whose(observation: Observation) -> str | None:
    """Whom a statement is from: who is named beside it, else whose report the text is."""
    return observation.attribution or observation.credit


# ---------------------------------------------------------------- a row


class _Class:
    """Statements that relate alike to all others: of one value, and of one day where that matters."""

    def __init__(self, stated: Stated) -> None:
        self.stated = stated
        self.columns: list[int] = []
        self.voices: set[int] = set()
        self.supporting: set[int] = set()
        self.contradicts: set[int] = set()
        self.compatible: set[int] = set()
        self.later: set[int] = set()


def _row(fact: str, title: str, type_: str, tellings: Sequence[Telling], columns: Sequence[StoryColumn]) -> StoryRow:
    observations = [telling.facts.get(fact) for telling in tellings]
    since = [telling.since.get(fact, telling.dated) for telling in tellings]
    classes: dict[Stated, _Class] = {}
    forms: dict[object, Stated | None] = {}
    for i, observation in enumerate(observations):
        if observation is None:
            continue
        # Hundreds of sources say few things: each is brought to its form once.
        said = (
            type(observation.value),
            observation.value,
            observation.qualifier,
            observation.modality,
            observation.aspect,
        )
        key = (said, observation.state, observation.partial, since[i] if type_ == STATUS else None)
        if key not in forms:
            forms[key] = stated(observation, type_, since[i])
        if form := forms[key]:
            found = classes.setdefault(form, _Class(form))
            found.columns.append(i)
            found.voices.add(columns[i].voice)
    ordered = list(classes.values())
    _relate_all(ordered)
    groups, group_of = _groups(ordered, observations, since)
    class_of = {i: each for each in ordered for i in each.columns}
    names = [(column.outlet, column.site) for column in columns]
    cells = []
    for i, observation in enumerate(observations):
        its = class_of.get(i)
        if observation is None or its is None:
            cells.append(Cell(observation, (_unstated(observation),), since[i] if observation else None))
            continue
        cites = tuple(place for place in cited(_whose(observation), names) if place != i)
        marks = _marks(its, columns[i].voice, observation)
        cells.append(Cell(observation, marks, since[i], group_of[its.stated.key, its.stated.denied], cites))
    disputed = any(group.contradicts for group in groups)
    speaking = set().union(*(each.voices for each in ordered))
    return StoryRow(fact, title, type_, tuple(cells), groups, len(speaking), disputed)


def _unstated(observation: Observation | None) -> Mark:
    if observation is None:
        return "absent"
    return "error" if observation.state == "error" else "ambiguous"


def _relate_all(classes: Sequence[_Class]) -> None:
    """Fills in how each class relates to the others, by their places."""
    for i, one in enumerate(classes):
        one.supporting |= one.voices
        for j in range(i + 1, len(classes)):
            other = classes[j]
            relation = relate(one.stated, other.stated)
            if relation in _SUPPORT:
                one.supporting |= other.voices
                other.supporting |= one.voices
                one.compatible.add(j)
                other.compatible.add(i)
            elif relation == "contradicts":
                one.contradicts.add(j)
                other.contradicts.add(i)
            elif relation == "develops":
                earlier, later = (one, j) if _before(one.stated, other.stated) else (other, i)
                earlier.later.add(later)


def _before(one: Stated, other: Stated) -> bool:
    assert one.days
    assert other.days
    return one.days[1] < other.days[0]


def _marks(its: _Class, voice: int, observation: Observation) -> tuple[Mark, ...]:
    supported = bool(its.supporting - {voice})
    found: set[Mark] = set()
    if its.contradicts:
        found.add("disagrees")
    elif supported:
        found.add("agrees")
    if not supported:
        found.add("alone")
    if observation.qualifier in HEDGED:
        found.add("hedged")
    if its.later:
        found.add("develops")
    return tuple(mark for mark in MARKS if mark in found)


GroupKey = tuple[object, bool]


def _groups(
    classes: Sequence[_Class], observations: Sequence[Observation | None], since: Sequence[Dated]
) -> tuple[tuple[Group, ...], dict[GroupKey, int]]:
    """The values with all that state them, most voices first, and the place of each by its form."""
    by_key: dict[GroupKey, list[int]] = defaultdict(list)
    for place, each in enumerate(classes):
        by_key[each.stated.key, each.stated.denied].append(place)
    last = latest(since[i] for each in classes for i in each.columns)
    speaking = len(set().union(*(each.voices for each in classes)))
    drafts = []
    for key, places in by_key.items():
        columns = sorted(i for place in places for i in classes[place].columns)
        witnesses = set().union(*(classes[place].voices for place in places))
        first = min(columns, key=lambda i: (day(since[i]), i))
        drafts.append((key, places, columns, len(witnesses), first))
    drafts.sort(key=lambda draft: (-draft[3], -len(draft[2]), day(since[draft[4]]), draft[4]))
    place_of = {key: place for place, (key, *_) in enumerate(drafts)}
    group_of_class = {place: place_of[key] for key, places in by_key.items() for place in places}
    ends = {place_of[key] for key, _, columns, *_ in drafts if any(since[i] in last for i in columns)}

    def others(name: str, places: Sequence[int], own: int) -> tuple[int, ...]:
        found = {group_of_class[other] for place in places for other in getattr(classes[place], name)}
        return tuple(sorted(found - {own}))

    groups = []
    for own, (_, places, columns, count, first) in enumerate(drafts):
        observation = observations[first]
        assert observation is not None
        groups.append(
            Group(
                observation,
                tuple(columns),
                count,
                others("contradicts", places, own),
                others("compatible", places, own),
                others("later", places, own),
                latest=ends == {own} and len(drafts) > 1,
                majority=count > 1 and 2 * count > speaking,
            )
        )
    return tuple(groups), place_of

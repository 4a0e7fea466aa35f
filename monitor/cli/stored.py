"""Stored versions, read with today's rules and their source's profile: what `diff`, `show` and `facts` stand on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from monitor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from monitor.cli.context import Context
    from monitor.model import Capture, Document, FactChange, Facts, Source, Story, Telling, TextDiff, Version
    from monitor.rules.model import Rulebook
    from monitor.store import ReadBy, Store


@dataclass(frozen=True)
class Stored:
    """One stored version and what it says today."""

    source: Source
    version: Version
    capture: Capture
    document: Document
    facts: Facts


def read_version(here: Context, store: Store, source: Source, number: int | None = None) -> Stored:
    """A version (default: the latest), read anew. Raises UsageError if there is none."""
    from monitor.facts import extract
    from monitor.outcome import read_version as read

    version, capture = store.capture(source.id, number)
    packs = here.rulebook.select(source.packs)
    document = read(capture, source.profile, packs)
    return Stored(source, version, capture, document, extract(document, packs))


def read_document(
    store: Store, source: Source, number: int | None = None, rulebook: Rulebook | None = None
) -> tuple[Version, Document]:
    """A version (default: the latest) and what it says, without its facts, with all that `rulebook` looks at. Raises
    UsageError if there is none."""
    from monitor.outcome import read_version as read

    version, capture = store.capture(source.id, number)
    return version, read(capture, source.profile, rulebook)


def tell_stories(here: Context, store: Store, sources: Iterable[Source], *, history: bool = False) -> list[Story]:
    """What these sources say today, story by story in order of the alphabet, those that belong to none last; with
    `history` their timelines, too. Sources without a version are left out.

    Facts that today's rules have read before are taken from the store, the others are kept there.
    """
    from itertools import groupby

    from monitor.story import tell_story

    def story_of(source: Source) -> tuple[bool, str]:
        return source.story is None, (source.story or "").casefold()

    told = []
    ordered = sorted(sources, key=story_of)
    tellings = {telling.source_id: telling for telling in _tellings(here, store, ordered, history)}
    for _, group in groupby(ordered, key=story_of):
        members = list(group)
        found = [tellings[source.id] for source in members if source.id in tellings]
        if found:
            told.append(tell_story(members[0].story, found, here.rulebook.titles, here.rulebook.types))
    return told


def _tellings(here: Context, store: Store, sources: Sequence[Source], history: bool) -> list[Telling]:
    """What the sources state, after what is not kept yet was read."""
    from monitor.cli.progress import progress
    from monitor.outcome import read_again, reading_key
    from monitor.store import ReadBy

    @cache
    def reads(source: Source) -> ReadBy:
        packs = here.rulebook.select(source.packs).packs
        return ReadBy({pack.id: pack.digest for pack in packs}, reading_key(source.profile))

    tellings, unread = store.tellings(sources, reads, history=history)
    by_id = {source.id: source for source in sources}
    unsketched = {
        (by_id[telling.source_id], telling.version.number)
        for telling in tellings
        if telling.sketch is None and by_id[telling.source_id].story
    }
    todo = dict.fromkeys([*unread, *unsketched])
    if not todo:
        return tellings
    with progress(here, len(todo), "versions") as step:
        for source, number in todo:
            _, capture = store.capture(source.id, number)
            facts, sketch = read_again(here.rulebook, source, capture)
            store.keep_facts(source.id, number, facts, reads(source).digests, reads(source).reading_key)
            if (source, number) in unsketched:
                store.keep_sketch(source.id, number, sketch)
            step()
    return store.tellings(sources, reads, history=history)[0]


def read_facts(here: Context, store: Store, source: Source, number: int) -> Facts:
    """A version's facts; those that today's rules have read before are taken from the store, others are kept there."""
    from monitor.outcome import reading_key

    key = reading_key(source.profile)
    digests = {pack.id: pack.digest for pack in here.rulebook.select(source.packs).packs}
    facts = store.cached_facts(source.id, number, digests, key)
    if facts is None:
        facts = read_version(here, store, source, number).facts
        store.keep_facts(source.id, number, facts, digests, key)
    return facts


@dataclass(frozen=True)
class Compared:
    """What changed from one version to another, in the text and outside it, and what the page does not say of it."""

    changes: tuple[FactChange, ...]
    text: TextDiff
    outside: TextDiff
    silent: bool
    reverts_to: int | None = None


def compare_documents(
    changes: tuple[FactChange, ...], old: Document, new: Document, reverts_to: int | None = None
) -> Compared:
    """Two documents, whose facts are compared already."""
    from monitor.diff import diff_outside, diff_text, silent

    text = diff_text(old, new)
    return Compared(changes, text, diff_outside(old, new), silent(old, new, text, changes), reverts_to)


def compare(here: Context, store: Store, source: Source, first: int, last: int) -> Compared:
    """What changed from one version to another. Facts that `first` left open are taken from the versions before it.

    `reverts_to` is looked for only where nothing lies between the two.
    """
    from monitor.diff import diff_facts, reverts_to, settle, text_digest
    from monitor.outcome import shared_profile

    captures = [store.capture(source.id, number)[1] for number in (first, last)]
    source = replace(source, profile=shared_profile(source.profile, *captures))
    old, new = read_version(here, store, source, first), read_version(here, store, source, last)
    numbers = [version.number for version in store.versions(source.id) if version.number < first]
    history = [old.facts]
    settled, unsettled = settle(history)
    while unsettled and numbers:
        history.append(read_version(here, store, source, numbers.pop()).facts)
        settled, unsettled = settle(history)
    changes = diff_facts(settled, new.facts, here.rulebook.titles)
    earlier = [version for version in store.earlier(source.id) if version.number <= first] if first == last - 1 else []
    back = reverts_to(text_digest(new.document), changes, earlier)
    return compare_documents(changes, old.document, new.document, back)


def two_versions(store: Store, source: Source, first: int | None, last: int | None) -> tuple[int, int]:
    """The numbers of the versions to compare: as named, one and the one before it, or the last two."""
    if first is not None and last is not None:
        return first, last
    numbers = [version.number for version in store.versions(source.id)]
    newest = first if first is not None else (numbers[-1] if numbers else 1)
    older = [number for number in numbers if number < newest]
    if not older or newest not in numbers:
        there = f"there are {len(numbers)}" if len(numbers) != 1 else "there is only 1"
        what = "no two versions" if first is None else f"no version {first} with one before it"
        raise UsageError(f"{source.name} has {what} to compare; {there}")
    return older[-1], newest

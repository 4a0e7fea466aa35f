"""Stored versions, read with today's rules and their source's profile: what `diff`, `show` and `facts` stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from monitor.cli.context import Context
    from monitor.model import Capture, Document, FactChange, Facts, Source, TextDiff, Version
    from monitor.report import Column
    from monitor.store import Store


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
    from monitor.outcome import read_capture

    version, capture = store.capture(source.id, number)
    document = read_capture(capture, source.profile)
    return Stored(source, version, capture, document, extract(document, here.rulebook.select(source.packs)))


def read_document(store: Store, source: Source, number: int | None = None) -> tuple[Version, Document]:
    """A version (default: the latest) and what it says, without its facts. Raises UsageError if there is none."""
    from monitor.outcome import read_capture

    version, capture = store.capture(source.id, number)
    return version, read_capture(capture, source.profile)


def latest_facts(here: Context, store: Store, sources: Iterable[Source]) -> list[Column]:
    """The facts of each source's latest version, a column each; sources without a version are left out,
    those whose page can't be read now say why.

    Facts that today's rules have read before are taken from the store, the others are kept there.
    """
    from monitor.report import Column

    found: list[Column] = []
    standings = store.standings()
    for source in sources:
        versions = store.versions(source.id)
        if versions:
            standing = standings[source.id]
            trouble = f"{standing.outcome}: {standing.detail}" if standing.failures else None
            facts = read_facts(here, store, source, versions[-1].number)
            found.append(Column.of(source, versions[-1], facts, trouble))
    return found


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

"""`monitor replay`: history read again with today's rules."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import click

from monitor.cli.arguments import SOURCE, story_option
from monitor.cli.context import Context, context, find_all, now, put
from monitor.cli.history import parse_since
from monitor.cli.options import Command, json_option

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from monitor.diff.replay import RuleChange
    from monitor.model import Facts, Source
    from monitor.store import Store


@click.command(cls=Command, json_keys={"versions": 0, "differences": []})
@click.argument("sources", type=SOURCE, nargs=-1, metavar="[SOURCE]...")
@click.option("--since", metavar="TIME", help="Only versions since then: 30m, 24h, 7d, 2w, or a date [default: all].")
@story_option
@json_option
def replay(sources: tuple[str, ...], since: str | None, story: str | None, as_json: bool) -> None:
    """Read history again with today's rules: which recorded changes of facts they tell otherwise.

    What differs comes from the rules, never from a source; nothing that was recorded or sent is altered. What has been
    read is kept in the store: a replay that was stopped goes on where it was.
    """
    from zoneinfo import ZoneInfo

    from monitor.report import dump_json
    from monitor.report.replayed import replay_json, replay_text

    here = context()
    begin = parse_since(since, now(), ZoneInfo(here.settings.time_zone)) if since else None
    with here.open_store() as store:
        chosen = find_all(store, sources, story)
        for source in chosen:
            here.rulebook.select(source.packs)  # a pack that is gone is told before anything is read
        found, versions = _replay_all(here, store, chosen, begin)
    put(dump_json(replay_json(found, versions)) if as_json else replay_text(found))
    count = sum(len(changes) for _, changes in found)
    here.tell(
        f"{versions} versions of {len(chosen)} source(s) read with today's rules: "
        f"{count or 'no'} difference{'s' if count != 1 else ''}"
    )


def _replay_all(
    here: Context, store: Store, sources: list[Source], begin: datetime | None
) -> tuple[list[tuple[Source, list[RuleChange]]], int]:
    """The differences of each source that has some, and how many versions were compared."""
    from monitor.cli.progress import progress
    from monitor.diff.replay import replay as compare

    stories = [(source, store.versions(source.id)) for source in sources]
    firsts = [
        next((version.number for version in versions if begin is None or version.fetched_at >= begin), None)
        for _, versions in stories
    ]
    total = sum(
        version.number >= first
        for (_, versions), first in zip(stories, firsts, strict=True)
        if first is not None
        for version in versions
    )
    found: list[tuple[Source, list[RuleChange]]] = []
    with progress(here, total, "versions") as step:
        for (source, versions), first in zip(stories, firsts, strict=True):
            if first is None:
                continue
            recorded = {
                result.outcome.to_version: result.outcome.changes
                for result in store.results(source_id=source.id)
                if result.outcome.to_version is not None
            }
            read = _reader(here, store, source, first, step)
            numbers = [version.number for version in versions]
            if changes := compare(numbers, recorded, read, here.rulebook.titles, first):
                found.append((source, changes))
    return found, total


def _reader(
    here: Context, store: Store, source: Source, first: int, step: Callable[[], None]
) -> Callable[[int], Facts]:
    """Reads a source's versions, each once while it is near; `step` is called for each from `first` on."""
    from monitor.cli.stored import read_facts

    seen: set[int] = set()

    @lru_cache(maxsize=8)
    def read(number: int) -> Facts:
        facts = read_facts(here, store, source, number)
        if number >= first and number not in seen:
            seen.add(number)
            step()
        return facts

    return read

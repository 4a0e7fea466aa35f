"""`monitor check`: check sources now, and tell what changed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from monitor.cli.arguments import SOURCE, story_option
from monitor.cli.context import Context, context, is_url, now, put
from monitor.cli.options import TROUBLE, Command, json_option
from monitor.cli.progress import progress
from monitor.errors import MonitorError, UnknownSource

if TYPE_CHECKING:
    from monitor.model import Result, Source
    from monitor.store import Store

CHANGED = 1


@click.command(cls=Command, json_keys={"checked": 0, "changed": 0, "failed": 0, "results": []})
@click.argument("sources", type=SOURCE, nargs=-1, metavar="[SOURCE or URL]...")
@story_option
@json_option
@click.option("--no-send", is_flag=True, help="Leave messages that are due unsent.")
@click.pass_context
def check(ctx: click.Context, sources: tuple[str, ...], story: str | None, as_json: bool, no_send: bool) -> None:
    """Check sources now: all that are not paused, or those named, and report what changed.

    A URL that is not tracked yet is tracked from now on, with all rule packs. Exit code 1: something changed; 2: a
    source failed, is unreadable or gone (changes are stored and reported all the same).
    """
    here = context()
    here.start_log()
    _ = here.settings, here.rulebook  # faults in them are told before anything is done
    begun = now()
    with here.open_store(create=True) as store:
        results = _run(here, store, sources, story)
        _report(here, results, (now() - begun).total_seconds(), as_json=as_json)
        sent = no_send or _send(here, store)
    here.tell(_summary(results, len(here.rulebook.packs), counts=as_json))
    ctx.exit(exit_code(results) if sent else TROUBLE)


def _report(here: Context, results: Sequence[Result], seconds: float, *, as_json: bool) -> None:
    if as_json:
        from monitor.report import check_json, dump_json

        put(dump_json(check_json(results)))
    elif results:
        from monitor import resources
        from monitor.report import RunFigures, render

        put(
            render(
                results,
                "text",
                templates=resources.templates(),
                now=now(),
                time_zone=here.settings.time_zone,
                run=RunFigures.of(results, seconds),
                color=sys.stdout.isatty(),
            )
        )


def _send(here: Context, store: Store) -> bool:
    """Sends what is due, this run's changes among it; a mail server that is away is told, and is no trouble.

    False if it could not even be tried: what was found is stored and reported all the same.
    """
    import asyncio

    from monitor import resources
    from monitor.tell import Teller

    try:
        told = asyncio.run(Teller(store, here.settings, resources.templates(), now).tell())
    except MonitorError as error:
        click.echo(f"monitor: mail: {error}", err=True)
        return False
    if told.sent or told.put_off or told.given_up:
        here.tell(f"mail: {told.sent} sent, {told.put_off} put off, {told.given_up} given up")
    return True


def exit_code(results: Sequence[Result]) -> int:
    """What the contract says of a run with these results: trouble counts for more than a change."""
    from monitor.model import TROUBLE as BAD
    from monitor.model import OutcomeKind

    kinds = {result.outcome.kind for result in results}
    return TROUBLE if kinds & BAD else CHANGED if OutcomeKind.CHANGED in kinds else 0


def _run(here: Context, store: Store, refs: Sequence[str], story: str | None) -> list[Result]:
    """Checks what is named, in its order; a URL that must not be tracked is reported as failed and not tracked."""
    import asyncio

    from monitor.oneshot import check_now

    refused: dict[str, Result] = {}
    wanted: list[Source | str] = [*_chosen(here, store, refs, story, refused)]
    sources = [source for source in wanted if not isinstance(source, str)]
    for source in sources:
        here.rulebook.select(source.packs)  # a pack that is gone is told before anything is fetched
    with progress(here, len(sources), "checking") as step:
        checked = asyncio.run(
            check_now(store, here.settings, here.rulebook, sources, clock=now, progress=lambda _: step())
            if sources
            else _nothing()
        )
    by_id = {result.source.id: result for result in checked}
    return [refused[each] if isinstance(each, str) else by_id[each.id] for each in wanted]


async def _nothing() -> list[Result]:
    return []


def _chosen(
    here: Context, store: Store, refs: Sequence[str], story: str | None, refused: dict[str, Result]
) -> Iterator[Source | str]:
    """The sources to check, each once; a URL of `refused` stands for itself."""
    if not refs:
        yield from (source for source in store.sources(story=story) if not source.paused)
        return
    found: dict[str, Source] = {}
    unknown: list[str] = []
    for ref in dict.fromkeys(refs):
        try:
            found[ref] = store.find(ref)
        except UnknownSource as error:
            if not is_url(ref):
                unknown.append(str(error))
    if unknown:
        raise UnknownSource("\n".join(unknown))
    _track(here, store, [ref for ref in dict.fromkeys(refs) if ref not in found], found, refused)
    seen: set[int] = set()
    for ref in dict.fromkeys(refs):
        if ref in refused:
            yield ref
        elif found[ref].id not in seen:
            seen.add(found[ref].id)
            yield found[ref]


def _track(
    here: Context, store: Store, urls: Sequence[str], found: dict[str, Source], refused: dict[str, Result]
) -> None:
    """Tracks these URLs, or says in `refused` why one must not be."""
    if not urls:
        return
    import asyncio

    from monitor.model import Outcome, OutcomeKind, Result, Source
    from monitor.oneshot import admit
    from monitor.sourcelist import derive_name

    for url, failure in zip(urls, asyncio.run(admit(here.settings, urls, clock=now)), strict=True):
        if failure is not None:
            outcome = Outcome(OutcomeKind.FAILED, failure.detail)
            refused[url] = Result(Source(0, failure.url, failure.url), outcome, failure.at)
        else:
            name = derive_name(url, [source.name for source in store.sources()])
            found[url] = store.track(Source(0, url, name), now())
            here.tell(f"{name}: tracked from now on")


def _summary(results: Sequence[Result], packs: int, counts: bool) -> str:
    """What the report does not tell people: the packs; with `counts` how many sources came to what, too."""
    if not results:
        return "no source to check; `monitor add URL` tracks one"
    if not counts:
        return f"read with {packs} rule pack{'' if packs == 1 else 's'}"
    kinds = Counter(str(result.outcome.kind) for result in results)
    said = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    return f"checked {len(results)} with {packs} rule pack{'' if packs == 1 else 's'}: {said}"

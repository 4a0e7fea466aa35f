"""The commands that manage sources: add, list, edit, remove, pause, resume, import, export."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from monitor.cli.arguments import PACK, SOURCE, STORY, story_option
from monitor.cli.context import Context, check_packs, context, find_all, now, put, table
from monitor.cli.options import Command, json_option
from monitor.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from monitor.model import Source
    from monitor.settings import Settings
    from monitor.sourcelist import Field, Format
    from monitor.store import Standing, Store

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("csv", "opml", "yaml")
BY_SUFFIX = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".opml": "opml",
    ".xml": "opml",
    ".yaml": "yaml",
    ".yml": "yaml",
}
WRITTEN = {suffix: form for suffix, form in BY_SUFFIX.items() if suffix not in (".tsv", ".txt")}
"""What `export` writes by a file's name: not tabs, and no list that only looks like a text."""

_OPTIONS = (
    click.option("--name", help="A short name, to call the source by [default: from the URL's host]."),
    click.option(
        "--story",
        type=STORY,
        metavar="STORY",
        help="The story that it belongs to; `facts` and `report` can show one story.",
    ),
    click.option(
        "--pack",
        "packs",
        type=PACK,
        multiple=True,
        metavar="ID",
        help="A rule pack to read it with; may be repeated [default: all].",
    ),
    click.option(
        "--every",
        metavar="INTERVAL",
        help="How often to check: 30m, 6h, 1d or a crontab line [default: the setting `every`].",
    ),
    click.option(
        "--select", "include", multiple=True, metavar="CSS", help="Read only what this selector finds; may be repeated."
    ),
    click.option("--ignore", multiple=True, metavar="CSS", help="Leave out what this selector finds; may be repeated."),
    click.option(
        "--header", "headers", multiple=True, metavar="'NAME: VALUE'", help="A header to send; may be repeated."
    ),
    click.option("--credentials", metavar="REF", help="Where user:password is: env:NAME or file:PATH."),
    click.option("--proxy", metavar="URL", help="A proxy for this source."),
    click.option("--robots/--no-robots", default=None, help="Obey robots.txt or not [default: the setting `robots`]."),
)


def _settable(function: F) -> F:
    """The options that set a source's settings."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def _stated(given: dict[str, Any]) -> dict[str, Field]:
    """What options state, as keys of a source. An empty value takes away what was there (`--story ''`)."""
    stated: dict[str, Field] = {}
    for key, value in given.items():
        if isinstance(value, tuple):
            if value:
                stated[key] = tuple(entry for entry in value if entry)
        elif value is not None:
            stated[key] = value
    return stated


def _allowed(here: Context, url: str) -> None:
    """Raises UsageError for an address that may not be fetched: it is not tracked either."""
    from monitor.fetch import check_url

    if failure := check_url(url, here.settings):
        raise UsageError(f"{url}: {failure.detail}")


@click.command(cls=Command)
@click.argument("url")
@_settable
@click.option("--paused", is_flag=True, help="Track it, and check it only when named.")
def add(url: str, paused: bool, **given: Any) -> None:
    """Track the article at URL."""
    from monitor.model import Source
    from monitor.schedule import parse_every
    from monitor.sourcelist import build, derive_name

    here = context()
    stated = _stated(given)
    _allowed(here, url)
    source = build({"url": url, **stated}, Source(0, url, "", paused=paused), parse_every)
    if source.packs:
        check_packs(here.rulebook, source.packs)
    with here.open_store(create=True) as store:
        tracked = store.sources()
        if known := next((each for each in tracked if each.url == url), None):
            if stated or paused:
                raise UsageError(
                    f"{url} is tracked already, as {known.name}; change it with: monitor edit {known.name} ..."
                )
            here.tell(f"{url} is tracked already")
            click.echo(known.name)
            return
        if not source.name:
            source = replace(source, name=derive_name(url, [each.name for each in tracked]))
        click.echo(store.track(source, now()).name)


@click.command(cls=Command)
@click.argument("source", type=SOURCE)
@click.option("--url", help="The new address; the history stays.")
@_settable
@click.option("--robots-by-setting", is_flag=True, help="Obey robots.txt or not as the setting `robots` says.")
def edit(source: str, robots_by_setting: bool, **given: Any) -> None:
    """Change the settings of SOURCE (a name, id or URL).

    What is not named stays; a repeated option replaces the whole list; an empty value ('') takes a setting away,
    so that `--every ''` goes back to the setting `every`. New selectors are tried on the latest version, and what they
    find is told.
    """
    from monitor.schedule import parse_every
    from monitor.sourcelist import build

    here = context()
    stated = _stated(given)
    if robots_by_setting:
        stated["robots"] = ""
    if not stated:
        raise UsageError("nothing to change: name at least one option, such as --every 6h")
    if "url" in stated:
        _allowed(here, str(stated["url"]))
    if stated.get("packs"):
        check_packs(here.rulebook, stated["packs"])  # type: ignore[arg-type]  # a tuple, as `_stated` makes it
    with here.open_store() as store:
        edited = build(stated, store.find(source), parse_every)
        store.edit(edited)
        if stated.get("include") or stated.get("ignore"):
            _try_selectors(here, store, edited)


def _try_selectors(here: Context, store: Store, source: Source) -> None:
    """Tell what a source's selectors find on its latest version, if it has one."""
    from monitor.cli.pagereading import found
    from monitor.text import inspect

    for version in store.versions(source.id)[-1:]:
        _, capture = store.capture(source.id, version.number)
        for match in inspect(capture.body, source.profile, content_type=capture.header("content-type")).matches:
            here.tell(f"{source.name}@{version.number}: --{match.option} {found(match)}")


@click.command("list", cls=Command, json_keys={"sources": []})
@story_option
@json_option
def list_(story: str | None, as_json: bool) -> None:
    """List the tracked sources, with what the last check of each came to and when the next one is due.

    EVERY is the interval in force: the source's own, or that of the settings.
    """
    here = context()
    with here.open_store() as store:
        sources, standings = store.sources(story=story), store.standings()
    if as_json:
        from monitor.report import dump_json

        shown = [source_json(source, standings[source.id], here.settings) for source in sources]
        put(dump_json({"schema": 1, "sources": shown}))
    elif sources:
        table(
            ("ID", "NAME", "STORY", "EVERY", "PACKS", "VERSION", "CHECKED", "NEXT", "STATE", "URL"),
            (_row(source, standings[source.id], here.settings) for source in sources),
        )
    else:
        here.tell("no source is tracked; `monitor add URL` tracks one")


def _row(source: Source, standing: Standing, settings: Settings) -> tuple[str, ...]:
    """A source's line of the table."""
    from monitor.report.words import when, zone_of

    zone = zone_of(settings.time_zone)
    return (
        str(source.id),
        source.name,
        source.story or "",
        source.every or settings.every,
        " ".join(source.packs) or "all",
        str(standing.version or "-"),
        when(standing.checked_at, zone) if standing.checked_at else "-",
        "-" if source.paused else when(standing.next_at, zone),
        state_words(standing, source.paused),
        source.url,
    )


def state_words(standing: Standing, paused: bool = False) -> str:
    """`unchanged`; `failed 3 in a row: HTTP 503`; `paused, unreadable: consent wall`."""
    words = str(standing.outcome or "not checked yet")
    if standing.failures > 1:
        words += f" {standing.failures} in a row"
    if standing.detail:
        words += f": {standing.detail}"
    return f"paused, {words}" if paused else words


def source_json(source: Source, standing: Standing, settings: Settings) -> dict[str, Any]:
    """A source as `list --json` prints it: the keys of the source lists with the values in force, and how it fares.

    `by_setting` names the keys that the source leaves to the settings.
    """
    follows = [key for key in ("every", "robots") if getattr(source, key) is None]
    return {
        "id": source.id,
        "name": source.name,
        "url": source.url,
        "story": source.story,
        "packs": list(source.packs),
        "every": source.every or settings.every,
        "include": list(source.profile.include),
        "ignore": list(source.profile.ignore),
        "headers": [f"{name}: {value}" for name, value in source.headers],
        "credentials": source.credentials,
        "proxy": source.proxy,
        "robots": settings.robots if source.robots is None else source.robots,
        "by_setting": follows,
        "paused": source.paused,
        "added_at": source.added_at.isoformat() if source.added_at else None,
        "outcome": standing.outcome and str(standing.outcome),
        "detail": standing.detail,
        "failures": standing.failures,
        "version": standing.version,
        "checked_at": standing.checked_at and standing.checked_at.isoformat(),
        "next_at": None if source.paused else standing.next_at.isoformat(),
    }


@click.command(cls=Command)
@click.argument("sources", type=SOURCE, nargs=-1, required=True, metavar="SOURCE...")
@click.option("--purge", is_flag=True, help="Drop the history too; it can't be brought back.")
def remove(sources: tuple[str, ...], purge: bool) -> None:
    """Stop tracking SOURCE. Its history stays, and comes back if the URL is added again."""
    here = context()
    with here.open_store() as store:
        for source in find_all(store, sources, removed=purge):
            store.remove(source.id, now(), purge=purge)
            back = f"monitor add {shlex.quote(source.url)} --name {shlex.quote(source.name)}"
            here.tell(
                f"removed {source.name} with its history"
                if purge
                else f"removed {source.name}; its history stays: `monitor log {shlex.quote(source.name)}` shows it, "
                f"`{back}` tracks it again"
            )


@click.command(cls=Command)
@click.argument("sources", type=SOURCE, nargs=-1, required=True, metavar="SOURCE...")
def pause(sources: tuple[str, ...]) -> None:
    """Check SOURCE no more, unless it is named."""
    _set_paused(sources, True)


@click.command(cls=Command)
@click.argument("sources", type=SOURCE, nargs=-1, required=True, metavar="SOURCE...")
def resume(sources: tuple[str, ...]) -> None:
    """Check a paused SOURCE again."""
    _set_paused(sources, False)


def _set_paused(refs: tuple[str, ...], paused: bool) -> None:
    with context().open_store() as store:
        for source in find_all(store, refs):
            store.edit(replace(source, paused=paused))


@click.command("import", cls=Command)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="The list's format [default: by the file's name]."
)
def import_(file: Path, format_: Format | None) -> None:
    """Track the sources of a list (CSV, OPML or YAML); - reads standard input.

    Importing a list again changes nothing; what a list leaves out of a source stays as it is, and so does every source
    that is not in it.
    """
    from monitor.fetch import check_url
    from monitor.schedule import parse_every
    from monitor.sourcelist import parse

    here = context()
    text, name = _read_list(file)
    with here.open_store(create=True) as store:
        known = {source.url: source for source in store.sources()}

        def problems(source: Source) -> Iterator[str]:
            if source.url not in known and (failure := check_url(source.url, here.settings)):
                yield f"url: {source.url}: {failure.detail}"
            for pack in source.packs:
                try:
                    check_packs(here.rulebook, [pack])
                except UsageError as error:
                    yield f"packs: {error}"

        try:
            sources = parse(
                text, format_ or _format_of(file), name, known=known, check_every=parse_every, problems=problems
            )
        except ConfigError as error:
            raise ConfigError(f"{error}\n{name}: nothing was imported") from None
        added, updated, unchanged = store.track_many(sources, now())
    here.tell(f"{name}: {added} added, {updated} updated, {unchanged} unchanged")


@click.command(cls=Command)
@click.argument("sources", type=SOURCE, nargs=-1, metavar="[SOURCE]...")
@story_option
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="The list's format [default: by --output, else csv]."
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write into this file.")
def export(sources: tuple[str, ...], story: str | None, format_: Format | None, output: Path | None) -> None:
    """Write the tracked sources as a list that `import` reads: all of them, or those named."""
    from monitor.sourcelist import dump

    here = context()
    with here.open_store() as store:
        text = dump(find_all(store, sources, story), format_ or (_format_of(output, WRITTEN) if output else "csv"))
    if output is None:
        put(text)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"{output}: can't be written: {error.strerror}") from None


def _read_list(file: Path) -> tuple[str, str]:
    """A list's text, and its name for errors."""
    name = "standard input" if str(file) == "-" else str(file)
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        return data.decode("utf-8-sig"), name
    except OSError as error:
        raise UsageError(f"{name}: can't be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: is not UTF-8 text (byte {error.start}): save it as UTF-8") from None


def _format_of(file: Path, known: Mapping[str, str] = BY_SUFFIX) -> Format:
    if str(file) == "-":
        return "csv"
    found = known.get(file.suffix.lower())
    if found is None:
        raise UsageError(f"{file}: the name does not tell the format; say --format csv, opml or yaml")
    return found  # type: ignore[return-value]  # one of FORMATS

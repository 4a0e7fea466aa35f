"""The commands that manage sources: add, list, edit, remove, pause, resume, import, export."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from monitor.cli.context import Context, check_packs, context, find_all, now, put, table
from monitor.cli.options import SOURCE, Command, json_option, story_option
from monitor.errors import UsageError

if TYPE_CHECKING:
    from monitor.model import Source
    from monitor.sourcelist import Field, Format

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

_OPTIONS = (
    click.option("--name", help="A short name, to call the source by [default: from the URL's host]."),
    click.option("--story", help="The story that it belongs to; `facts` and `report` can show one story."),
    click.option(
        "--pack",
        "packs",
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
    source = build({"url": url, **stated}, Source(0, url, "", every=here.settings.every, paused=paused), parse_every)
    if source.packs:
        check_packs(here.rulebook, source.packs)
    with here.open_store() as store:
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
def edit(source: str, **given: Any) -> None:
    """Change the settings of SOURCE (a name, id or URL).

    What is not named stays; a repeated option replaces the whole list; an empty value ('') takes a setting away.
    """
    from monitor.schedule import parse_every
    from monitor.sourcelist import build

    here = context()
    stated = _stated(given)
    if not stated:
        raise UsageError("nothing to change: name at least one option, such as --every 6h")
    if "url" in stated:
        _allowed(here, str(stated["url"]))
    if stated.get("packs"):
        check_packs(here.rulebook, stated["packs"])  # type: ignore[arg-type]  # a tuple, as `_stated` makes it
    if stated.get("every") == "":
        stated["every"] = here.settings.every
    with here.open_store() as store:
        store.edit(build(stated, store.find(source), parse_every))


@click.command("list", cls=Command)
@story_option
@json_option
def list_(story: str | None, as_json: bool) -> None:
    """List the tracked sources."""
    here = context()
    with here.open_store() as store:
        sources = store.sources(story=story)
    if as_json:
        from monitor.report import dump_json

        put(dump_json({"schema": 1, "sources": [source_json(source) for source in sources]}))
    elif sources:
        table(
            ("ID", "NAME", "STORY", "EVERY", "PACKS", "STATE", "URL"),
            (
                (str(source.id), source.name, source.story or "", source.every, " ".join(source.packs) or "all",
                 "paused" if source.paused else "", source.url)
                for source in sources
            ),
        )  # fmt: skip
    else:
        here.tell("no source is tracked; `monitor add URL` tracks one")


def source_json(source: Source) -> dict[str, Any]:
    """A source as `list --json` prints it, with the keys of the source lists."""
    return {
        "id": source.id,
        "name": source.name,
        "url": source.url,
        "story": source.story,
        "packs": list(source.packs),
        "every": source.every,
        "include": list(source.profile.include),
        "ignore": list(source.profile.ignore),
        "headers": [f"{name}: {value}" for name, value in source.headers],
        "credentials": source.credentials,
        "proxy": source.proxy,
        "robots": source.robots,
        "paused": source.paused,
        "added_at": source.added_at.isoformat() if source.added_at else None,
    }


@click.command(cls=Command)
@click.argument("sources", type=SOURCE, nargs=-1, required=True, metavar="SOURCE...")
@click.option("--purge", is_flag=True, help="Drop the history too; it can't be brought back.")
def remove(sources: tuple[str, ...], purge: bool) -> None:
    """Stop tracking SOURCE. Its history stays, and comes back if the URL is added again."""
    here = context()
    with here.open_store() as store:
        for source in find_all(store, sources):
            store.remove(source.id, now(), purge=purge)
            here.tell(f"removed {source.name}" + (" with its history" if purge else "; its history stays"))


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
    with here.open_store() as store:
        known = {source.url: source for source in store.sources()}
        sources = parse(
            text, format_ or _format_of(file), name, known=known, every=here.settings.every, check_every=parse_every
        )
        faults = [
            f"{name}: {source.url}: {failure.detail}"
            for source in sources
            if source.url not in known and (failure := check_url(source.url, here.settings))
        ]
        for pack in sorted({pack for source in sources for pack in source.packs}):
            try:
                check_packs(here.rulebook, [pack])
            except UsageError as error:
                faults.append(f"{name}: {error}")
        if faults:
            raise UsageError("\n".join(faults))
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
        text = dump(find_all(store, sources, story), format_ or (_format_of(output) if output else "csv"))
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


def _format_of(file: Path) -> Format:
    if str(file) == "-":
        return "csv"
    found = BY_SUFFIX.get(file.suffix.lower())
    if found is None:
        raise UsageError(f"{file}: the name does not tell the format; say --format csv, opml or yaml")
    return found  # type: ignore[return-value]  # one of FORMATS

"""What commands work on, made when asked for: settings, store, rulebook, sources by reference, the log on stderr."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.options import Options
from monitor.errors import UnknownSource

if TYPE_CHECKING:
    from monitor.model import Source
    from monitor.rules import Rulebook
    from monitor.settings import Settings
    from monitor.store import Store

VERSIONED = re.compile(r"(?P<ref>.+)@(?P<first>[0-9]{1,9})(\.\.(?P<last>[0-9]{1,9}))?", re.DOTALL)


class Context:
    """One command's surroundings; nothing is read or opened before it is asked for."""

    def __init__(self, options: Options) -> None:
        self.options = options

    @cached_property
    def settings(self) -> Settings:
        """The settings in force, options laid over file and environment. Raises ConfigError."""
        from monitor import config

        for warning in config.strangers(os.environ):
            self.tell(warning)
        settings = config.load(self.options.config, os.environ)
        return replace(settings, store=self.options.store or settings.store, rules=self.options.rules or settings.rules)

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rules in use. Raises RuleError, ConfigError."""
        from monitor import resources, rulecache

        path = self.settings.rules
        return rulecache.load(resources.rule_files(None if path is None else Path(path)), resources.lexicons())

    def open_store(self, create: bool = False) -> Store:
        """The store, to be used in a `with`; made if it is not there and `create` says so. Raises StoreError."""
        from monitor.store import Store

        return Store.open(self.settings.store, create=create)

    def start_log(self, verbose: int = 0) -> None:
        """Sends the program's log to stderr: bugs only, with -v what happened, with -vv everything.

        `verbose` is what the command tells of itself, before any -v.
        """
        from monitor.cli import eventlog

        eventlog.start(self.options.verbose + verbose, self.settings.log_format)

    def tell(self, text: str) -> None:
        """A line for people, on stderr; -q keeps it back."""
        if not self.options.quiet:
            click.echo(text, err=True)


def context() -> Context:
    """The surroundings of the command that is being run."""
    return Context(click.get_current_context().ensure_object(Options))


def now() -> datetime:
    """The command line's clock."""
    return datetime.now(UTC)


def is_url(text: str) -> bool:
    """Whether an argument is meant as a URL."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", text) is not None


def find_all(store: Store, refs: Sequence[str], story: str | None = None, removed: bool = False) -> list[Source]:
    """The sources of these references, each once, in their order; none given: all, or those of the story.

    With `removed`, one that was taken out is found too.

    Raises UnknownSource with a line for every reference that leads nowhere.
    """
    if not refs:
        return store.sources(story=story)
    found: dict[int, Source] = {}
    unknown: list[str] = []
    for ref in refs:
        try:
            source = store.find(ref, removed)
            found[source.id] = source
        except UnknownSource as error:
            unknown.append(str(error))
    if unknown:
        raise UnknownSource("\n".join(unknown))
    return list(found.values())


def find_versions(store: Store, ref: str) -> tuple[Source, int | None, int | None]:
    """A source and the version or versions that a trailing `@number` or `@number..number` names.

    A reference that is a source as it stands is no version: URLs may end in `@number`. Raises UnknownSource.
    """
    match = VERSIONED.fullmatch(ref)
    try:
        return store.find(ref), None, None
    except UnknownSource:
        if match is None:
            raise
    return store.find(match["ref"]), int(match["first"]), int(match["last"]) if match["last"] else None


def check_packs(rulebook: Rulebook, ids: Iterable[str]) -> None:
    """Raises UsageError for a pack that is not in use."""
    rulebook.select(list(ids))


def put(text: str) -> None:
    """Data on stdout, as it is."""
    click.echo(text, nl=False)


def put_paged(text: str) -> None:
    """Text on stdout; on a terminal that it does not fit on, through the user's pager."""
    if sys.stdout.isatty() and text.count("\n") >= shutil.get_terminal_size().lines:
        click.echo_via_pager(text)
    else:
        put(text)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Prints a table on stdout: columns as wide as what is in them, nothing wrapped, so that lines can be cut up."""
    from rich.cells import cell_len

    from monitor.report.safe import neutralise

    lines = [list(columns), *([neutralise(cell) for cell in row] for row in rows)]
    widths = [max(map(cell_len, cells)) for cells in zip(*lines, strict=True)]
    padded = (
        "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True))
        for line in lines
    )
    put("".join(f"{line.rstrip()}\n" for line in padded))

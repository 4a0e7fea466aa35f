"""Lists of sources as text: CSV, OPML and YAML, read into sources and written from them.

All three carry the same keys (`KEYS`). What a list leaves out stays as it is for a source that is tracked already, so a
list can be imported again and again. Every fault of a list is told at once, with its line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from monitor.errors import UsageError
from monitor.model import Source
from monitor.sourcelist import csvlist, opmllist, yamllist
from monitor.sourcelist.fields import KEYS, CheckEvery, Field, Row, build, name_problem, url_problem
from monitor.sourcelist.reader import Namer, read_rows

__all__ = ["KEYS", "Field", "Format", "build", "check_name", "check_url", "derive_name", "dump", "parse"]

Format = Literal["csv", "opml", "yaml"]

_ROWS: Mapping[Format, Callable[[str], Iterator[Row]]] = {
    "csv": csvlist.rows,
    "opml": opmllist.rows,
    "yaml": yamllist.rows,
}
_DUMPS: Mapping[Format, Callable[[Iterable[Source]], str]] = {
    "csv": csvlist.dump,
    "opml": opmllist.dump,
    "yaml": yamllist.dump,
}


def parse(
    text: str,
    format: Format,  # noqa: A002  # the word that users and libraries have for it
    name: str,
    *,
    known: Mapping[str, Source] | None = None,
    check_every: CheckEvery | None = None,
    problems: Callable[[Source], Iterable[str]] | None = None,
) -> list[Source]:
    """The sources of a list, with id 0, in its order; a row that repeats another is left out.

    `name` is the list's name for errors. `known` holds the tracked sources by URL: what a row leaves out is taken from
    there. `check_every` raises UsageError for an interval that can't be meant (`monitor.schedule.parse_every`).
    `problems` says what else is wrong with a source that is well stated. A source without a name gets one from its URL.
    Raises ConfigError with all faults, each as `name:line: key: what is wrong`.
    """
    return read_rows(_ROWS[format](text), name, known or {}, check_every, problems)


def dump(sources: Iterable[Source], format: Format) -> str:  # noqa: A002
    """The list as text that `parse` reads back into equal sources (but for their ids and times)."""
    return _DUMPS[format](sources)


def derive_name(url: str, taken: Iterable[str]) -> str:
    """A short name for a URL: its host without `www.`, and a number behind it if that is taken (`example.org-2`)."""
    return Namer(taken).name(url)


def check_url(url: str) -> None:
    """Raises UsageError for what is no address of a page: only http and https, a host, no white space, no password."""
    if problem := url_problem(url):
        raise UsageError(f"{url!r}: {problem}")


def check_name(name: str) -> None:
    """Raises UsageError for a name that the command line could take for something else: an id, a URL, a version."""
    if problem := name_problem(name):
        raise UsageError(f"{name!r} can't be a name: {problem}")

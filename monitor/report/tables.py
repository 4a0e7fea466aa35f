"""Today's facts of many sources side by side: a row per fact, a column per source."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from urllib.parse import urlsplit

from rich.box import ASCII2
from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.model import Facts, Source, Version
from monitor.report.safe import html_environment, neutralise, safe_url
from monitor.report.words import NOT_STATED, stated_date, value_text, when, zone_of

_NUMBER = re.compile(r"[-+]?[\d.,]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One source's facts of today; `version` is the stored version that they were read from.

    `trouble`: why its page can't be read now (`unreadable: consent wall`), None if it can.
    """

    source: str
    url: str
    facts: Facts
    version: Version | None = None
    trouble: str | None = None

    @classmethod
    def of(cls, source: Source, version: Version | None, facts: Facts, trouble: str | None = None) -> Column:
        return cls(source.name, source.url, facts, version, trouble)

    @property
    def site(self) -> str:
        """The host without `www.`."""
        return site_of(self.url)


@dataclass(frozen=True, slots=True)
class FactsTable:
    """`rows`: fact id and title of every fact that some source states, in the order of the titles."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, str], ...]

    def cells(self) -> list[tuple[str, list[str]]]:
        """Title and words of each row."""
        return [(title, [value_text(column.facts.get(fact)) for column in self.columns]) for fact, title in self.rows]


def site_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def facts_table(columns: Sequence[Column], titles: Mapping[str, str]) -> FactsTable:
    """Puts columns side by side. Facts that no source states have no row; those without a title come last, by id."""
    stated = set().union(*(column.facts for column in columns))
    rows = [(fact, title) for fact, title in titles.items() if fact in stated]
    rows += [(fact, fact) for fact in sorted(stated - titles.keys())]
    return FactsTable(tuple(columns), tuple(rows))


def facts_text(table: FactsTable, *, width: int = 120) -> str:
    """The table for a terminal of `width` columns, in ASCII lines."""
    if not table.rows:
        return "No facts.\n"
    out = Table(box=ASCII2, show_lines=True, header_style="")
    out.add_column("Fact", overflow="fold")
    for column in table.columns:
        head = column.source + (f"\n(now {column.trouble})" if column.trouble else "")
        out.add_column(Text(neutralise(head)), overflow="fold")
    for title, cells in table.cells():
        out.add_row(Text(neutralise(title)), *(Text(neutralise(cell)) for cell in cells))
    stream = io.StringIO()
    Console(file=stream, width=width, color_system=None, force_terminal=False, legacy_windows=False).print(out)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def facts_csv(table: FactsTable) -> str:
    """The table as CSV (RFC 4180); what is not stated is empty.

    A cell that a spreadsheet would take for a formula has an apostrophe in front.
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["fact", "title", *(_cell(column.source) for column in table.columns)])
    for (fact, _), (title, cells) in zip(table.rows, table.cells(), strict=True):
        writer.writerow([_cell(fact), _cell(title), *("" if cell == NOT_STATED else _cell(cell) for cell in cells)])
    return stream.getvalue()


def _date(version: Version | None, zone: tzinfo) -> str | None:
    """The date of publication, else that of the fetch."""
    if version is None:
        return None
    return stated_date(version.published, zone) or when(version.fetched_at, zone)


def _cell(text: str) -> str:
    text = neutralise(text)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") and not _NUMBER.fullmatch(text) else text


def facts_html(table: FactsTable, *, templates: Mapping[str, str], now: datetime, time_zone: str = "UTC") -> str:
    """The table as a page of its own."""
    zone = zone_of(time_zone)
    heads = [
        {
            "source": column.source,
            "site": column.site,
            "link": safe_url(column.url),
            "date": _date(column.version, zone),
            "trouble": column.trouble,
        }
        for column in table.columns
    ]
    template = html_environment(templates).get_template("facts.html.j2")
    return template.render(heads=heads, rows=table.cells(), now=when(now, zone))

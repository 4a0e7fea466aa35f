"""Rows into sources: what they state laid over what is known, names for the nameless, faults gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from monitor.errors import ConfigError, UsageError
from monitor.model import Source
from monitor.sourcelist.fields import CheckEvery, Row, build


class Namer:
    """Gives names that are not taken, each in constant time however many sources one host has."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = set(taken)
        self._next: dict[str, int] = {}

    def name(self, url: str) -> str:
        """A name for the URL, taken from now on."""
        host = (urlsplit(url).hostname or "source").removeprefix("www.")
        if ":" in host or host.isdecimal() or not host:  # an IPv6 address or a bare number: no name to type
            host = f"host-{host.replace(':', '-')}"
        number = self._next.get(host, 1)
        while (name := host if number == 1 else f"{host}-{number}") in self.taken:
            number += 1
        self._next[host] = number + 1
        self.taken.add(name)
        return name


def read_rows(
    rows: Iterator[Row],
    list_name: str,
    known: Mapping[str, Source],
    check_every: CheckEvery | None,
    problems: Callable[[Source], Iterable[str]] | None = None,
) -> list[Source]:
    """The sources of the rows, id 0. Raises ConfigError with every fault, in order of lines."""
    faults: list[tuple[int, str]] = []
    found: dict[str, tuple[int, Source]] = {}
    owners = {source.name: source.url for source in known.values()}
    lines: dict[str, int] = {}
    remembered = _remembering(check_every)
    for line, row in rows:
        if isinstance(row, str):
            faults.append((line, row))
            continue
        stated = {key: value for key, value in row.items() if value not in ("", ())}
        url = stated.get("url")
        if not isinstance(url, str):
            faults.append((line, "url: is missing"))
            continue
        base = known.get(url) or Source(0, url, "")
        try:
            source = replace(build(stated, base, remembered), id=0, added_at=None)
        except UsageError as error:
            faults += [(line, problem) for problem in str(error).split("\n")]
            continue
        if url in found:
            earlier, other = found[url]
            if source != other:
                faults.append((line, f"url: {url} stands on line {earlier} already, with other settings"))
            continue
        found[url] = line, source
        if problems is not None:
            faults += [(line, problem) for problem in problems(source)]
        if not source.name:
            continue
        if owners.get(source.name, url) != url:
            where = f"on line {lines[source.name]}" if source.name in lines else f"for {owners[source.name]}"
            faults.append((line, f"name: {source.name!r} stands {where} already; every source has a name of its own"))
        owners[source.name], lines[source.name] = url, line
    if faults:
        raise ConfigError("\n".join(f"{list_name}:{line}: {what}" for line, what in sorted(faults, key=lambda f: f[0])))
    namer = Namer(owners)
    return [source if source.name else replace(source, name=namer.name(url)) for url, (_, source) in found.items()]


def _remembering(check_every: CheckEvery | None) -> CheckEvery | None:
    """The same check, made once for each text: long lists repeat a few intervals."""
    if check_every is None:
        return None
    problems: dict[str, UsageError | None] = {}

    def check(text: str) -> None:
        if text not in problems:
            try:
                check_every(text)
                problems[text] = None
            except UsageError as error:
                problems[text] = error
        if (problem := problems[text]) is not None:
            raise problem

    return check

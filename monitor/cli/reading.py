"""Reading without checking: `extract`, `diff`, `show`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.arguments import SOURCE
from monitor.cli.context import Context, context, find_versions, is_url, now, put
from monitor.cli.options import TROUBLE, Command, json_option
from monitor.errors import MonitorError, UsageError

if TYPE_CHECKING:
    from monitor.cli.stored import Compared, Stored
    from monitor.codec import Json
    from monitor.model import Document, Failure, Profile, Reply
    from monitor.report.contract import Extracted
    from monitor.text import Reading

CHANGED = 1
TYPES = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml"}
"""What a file's name says of its content; for any other the content says it."""


@click.command(cls=Command, json_keys={"documents": []})
@click.argument("documents", nargs=-1, required=True, metavar="[FILE or URL]...")
@json_option
@click.option("--text", "with_text", is_flag=True, help="Give the text that was read, too.")
@click.option("--explain", is_flag=True, help="Say which parts of the page were kept or dropped, and why.")
@click.option(
    "--select", "include", multiple=True, metavar="CSS", help="Read only what this selector finds; may be repeated."
)
@click.option("--ignore", multiple=True, metavar="CSS", help="Leave out what this selector finds; may be repeated.")
@click.pass_context
def extract(
    ctx: click.Context,
    documents: tuple[str, ...],
    as_json: bool,
    with_text: bool,
    explain: bool,
    include: tuple[str, ...],
    ignore: tuple[str, ...],
) -> None:
    """Read the facts of documents; nothing is stored.

    An argument that names a file is one; any other is a URL, and fetched. A page that is no article is told as
    unreadable. --select and --ignore read it as `add` and `edit` would have a source read; a selector that finds
    nothing is told. Exit code 2: a document could not be had, or is no text.
    """
    from monitor.cli import pagereading
    from monitor.facts import extract as extract_facts
    from monitor.facts.page import spoken
    from monitor.model import Failure
    from monitor.report import dump_json, extract_json, extract_text

    here = context()
    here.start_log()
    profile = _profile(include, ignore)
    rulebook = here.rulebook  # faults in rules are told before anything is fetched
    read: list[Extracted] = []
    loaded = _loaded(here, documents)
    readings = [(name, _reading(name, body, profile)) for name, body in loaded if explain or include or ignore]
    for name, reading in readings:
        for match in reading.matches if reading else ():
            if not match.elements:
                here.tell(f"{name}: --{match.option} {pagereading.found(match)}")
    for name, document in _read(here, loaded, profile):
        facts = {} if isinstance(document, Failure) else extract_facts(document, rulebook)
        read.append((name, document, facts, with_text))
        if not isinstance(document, Failure) and not rulebook.has_words_for(code := spoken(document, rulebook)):
            here.tell(f"{name}: in language `{code}`; no rule pack in use has words for it, so no fact was looked for")
    shown = extract_json(read)
    if explain:
        if as_json:
            for entry, (_, reading) in zip(shown["documents"], readings, strict=True):
                entry["explain"] = pagereading.as_json(reading)
            put(dump_json(shown))
        else:
            put_lines([line for name, reading in readings for line in pagereading.lines(name, reading)])
    else:
        put(dump_json(shown) if as_json else extract_text(read, rulebook.titles))
    if any(document["outcome"] == "failed" for document in shown["documents"]):
        ctx.exit(TROUBLE)


def read_documents(here: Context, names: Sequence[str]) -> list[tuple[str, Document | Failure]]:
    """Reads files, and fetches what is none. Raises UsageError with every name that is neither."""
    return _read(here, _loaded(here, names), _profile())


def _profile(include: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> Profile:
    """How to read pages. Raises UsageError with every selector that is none."""
    from monitor.model import Profile
    from monitor.text import check_selector

    given = [("--select", css) for css in include] + [("--ignore", css) for css in ignore]
    if faults := [f"{option}: {fault}" for option, css in given if (fault := check_selector(css)) is not None]:
        raise UsageError("\n".join(faults))
    return Profile(include, ignore)


def _read(
    here: Context, loaded: Sequence[tuple[str, bytes | Reply]], profile: Profile
) -> list[tuple[str, Document | Failure]]:
    """What files and replies say."""
    return [
        (name, _of_file(here, name, body, profile) if isinstance(body, bytes) else _of_reply(here, body, profile))
        for name, body in loaded
    ]


def _loaded(here: Context, names: Sequence[str]) -> list[tuple[str, bytes | Reply]]:
    """The bodies of files, and the replies to the URLs among the names. Raises UsageError as `read_documents`.

    A file that can't be read, or a folder, is a Failure of its own: the others are read all the same.
    """
    from monitor.model import Failure

    bodies: dict[str, bytes | Reply] = {}
    problems: list[str] = []
    for name in names:
        if os.path.exists(name):
            try:
                bodies[name] = Path(name).read_bytes()
            except OSError as error:
                bodies[name] = Failure(name, "protocol", f"can't be read: {error.strerror}", now())
        elif not is_url(name):
            problems.append(f"{name}: no such file, and no URL")
    if problems:
        raise UsageError("\n".join(problems))
    replies: dict[str, Reply] = {}
    if urls := [name for name in dict.fromkeys(names) if name not in bodies]:
        import asyncio

        from monitor.oneshot import fetch_once

        replies = dict(zip(urls, asyncio.run(fetch_once(here.settings, urls, clock=now)), strict=True))
    return [(name, bodies[name] if name in bodies else replies[name]) for name in names]


def _reading(name: str, body: bytes | Reply, profile: Profile) -> Reading | None:
    """What a file or a reply says, with the decisions that led to it; None if there is no body."""
    from monitor.model import Failure
    from monitor.text import inspect

    if isinstance(body, bytes):
        return inspect(body, profile, content_type=TYPES.get(Path(name).suffix.lower()))
    if isinstance(body, Failure):
        return None
    return inspect(body.body, profile, content_type=body.header("content-type"), url=body.final_url)


def _of_file(here: Context, name: str, body: bytes, profile: Profile) -> Document:
    """What a file's body says; its name may say what kind of content it is."""
    from monitor.text import read

    kind = TYPES.get(Path(name).suffix.lower())
    return read(body, profile, content_type=kind, whole=here.rulebook.reads_page)


def _of_reply(here: Context, reply: Reply, profile: Profile) -> Document | Failure:
    """What a fetched page says, or why there is none: judged as a check would."""
    from monitor.model import Failure, OutcomeKind, Source
    from monitor.outcome import judge

    if isinstance(reply, Failure):
        return reply
    finding = judge(here.rulebook, Source(0, reply.url, reply.url, profile=profile), reply, [])
    if finding.document is None or finding.outcome.kind is OutcomeKind.GONE:
        return Failure(reply.url, "protocol", finding.outcome.detail or "no answer", reply.fetched_at, reply.final_url)
    return finding.document


# ---------------------------------------------------------------- diff


@click.command(cls=Command, json_keys={"changed": False, "changes": []})
@click.argument("what", type=SOURCE, metavar="SOURCE[@FROM..TO] or FILE FILE", nargs=-1, required=True)
@click.option("--outside", is_flag=True, help="Show what differs outside the text, too.")
@json_option
@click.pass_context
def diff(ctx: click.Context, what: tuple[str, ...], outside: bool, as_json: bool) -> None:
    """Show what changed between two versions of SOURCE, or between two files: facts, then text.

    Without @FROM..TO the last two versions are compared, with @NUMBER that version and the one before it. Both sides
    are read with today's rules. Exit code 1: a fact or the text changed.
    """
    here = context()
    files = [name for name in what if os.path.isfile(name)]  # pathlib raises for long names, as URLs are
    if len(what) == 2 and files == list(what):
        ctx.exit(_diff_files(here, *what, outside=outside, as_json=as_json))
    if len(what) == 1 and not files:
        ctx.exit(_diff_versions(here, what[0], outside=outside, as_json=as_json))
    missing = [name for name in what if name not in files]
    if len(what) > 2:
        raise UsageError("one source or two files can be compared, not more")
    raise UsageError(
        f"{', '.join(missing)}: no such file; one source or two files can be compared"
        if missing
        else f"{what[0]} is a file; name a second one to compare it with"
    )


def _diff_files(here: Context, old: str, new: str, *, outside: bool, as_json: bool) -> int:
    from monitor.cli.stored import compare_documents
    from monitor.diff import diff_facts, settle
    from monitor.facts import extract as extract_facts
    from monitor.model import Document

    sides = []
    for name, document in read_documents(here, [old, new]):
        if not isinstance(document, Document):
            raise MonitorError(f"{name}: {document.detail}")
        if document.unreadable:
            raise MonitorError(f"{name}: {document.unreadable}: {document.why}")
        sides.append((document, extract_facts(document, here.rulebook)))
    (before, old_facts), (after, new_facts) = sides
    changes = diff_facts(settle([old_facts])[0], new_facts, here.rulebook.titles)
    found = compare_documents(changes, before, after)
    return _put_diff(old, new, found, {}, outside=outside, as_json=as_json)


def _diff_versions(here: Context, ref: str, *, outside: bool, as_json: bool) -> int:
    from monitor.cli.stored import compare, two_versions

    with here.open_store() as store:
        source, first, last = find_versions(store, ref)
        old, new = two_versions(store, source, first, last)
        found = compare(here, store, source, old, new)
    about = {"source": source.name, "url": source.url, "from_version": old, "to_version": new}
    return _put_diff(f"{source.name}@{old}", f"{source.name}@{new}", found, about, outside=outside, as_json=as_json)


def _put_diff(old: str, new: str, found: Compared, about: Json, *, outside: bool, as_json: bool) -> int:
    """Prints what changed between two documents, and gives the exit code."""
    from monitor import resources
    from monitor.report import diff_json, diff_text_report, dump_json, remarks_of

    around = found.outside if outside else None
    if as_json:
        data = diff_json(old, new, found.changes, found.text, around)
        put(dump_json(data | {"silent": found.silent, "reverts_to": found.reverts_to} | about))
    else:
        remarks = remarks_of(found.silent, found.reverts_to)
        templates = resources.templates()
        put(diff_text_report(old, new, found.changes, found.text, templates=templates, outside=around, remarks=remarks))
    return CHANGED if found.changes or found.text else 0


# ---------------------------------------------------------------- show


@click.command(cls=Command)
@click.argument("what", type=SOURCE, metavar="SOURCE[@VERSION]")
@click.option("--raw", "part", flag_value="raw", help="The body, byte for byte.")
@click.option("--text", "part", flag_value="text", help="The text that was read.")
@click.option("--facts", "part", flag_value="facts", help="The facts, as today's rules read them.")
@click.option("--headers", "part", flag_value="headers", help="How it came: address, redirects, time, digest, headers.")
@json_option
def show(what: str, part: str | None, as_json: bool) -> None:
    """Show one stored version of SOURCE: the latest, or the one named; without an option its facts."""
    from monitor.cli.stored import read_version

    here = context()
    if as_json and part == "raw":
        raise UsageError("--raw prints the body as it is; leave out --json")
    with here.open_store() as store:
        source, number, last = find_versions(store, what)
        if last is not None:
            raise UsageError(f"{what}: one version is shown; `monitor diff {what}` compares two")
        if part == "raw":
            sys.stdout.buffer.write(store.capture(source.id, number)[1].body)
            return
        stored = read_version(here, store, source, number)
    if as_json:
        _put_json(stored)
    elif part == "text":
        put_lines(stored.document.text.split("\n"))
    elif part == "headers":
        put_lines(_headers(stored))
    else:
        _put_facts(here, stored, with_head=part is None)


def put_lines(lines: Sequence[str]) -> None:
    """Prints lines that come from a page, safe for a terminal."""
    from monitor.report.safe import neutralise

    put("".join(f"{neutralise(line)}\n" for line in lines))


def _headers(stored: Stored) -> list[str]:
    capture = stored.capture
    lines = [
        f"source: {stored.source.name}",
        f"version: {stored.version.number}",
        f"url: {capture.url}",
        *(f"redirect: {hop.status} to {hop.location}" for hop in capture.hops),
        f"final-url: {capture.final_url}",
        f"requested-at: {capture.requested_at.isoformat()}",
        f"fetched-at: {capture.fetched_at.isoformat()}",
        f"digest: {capture.digest}",
        f"length: {len(capture.body)}",
        "",
        f"HTTP {capture.status}",
    ]
    return lines + [f"{name}: {value}" for name, value in capture.headers]


def _put_facts(here: Context, stored: Stored, *, with_head: bool) -> None:
    from monitor.report import extract_text

    name = f"{stored.source.name}@{stored.version.number}"
    if with_head:
        put_lines([f"{stored.capture.final_url}, fetched {stored.capture.fetched_at:%Y-%m-%d %H:%M} UTC"])
    put(extract_text([(name, stored.document, stored.facts, False)], here.rulebook.titles))


def _put_json(stored: Stored) -> None:
    from monitor.report import dump_json, extract_json

    capture = stored.capture
    name = f"{stored.source.name}@{stored.version.number}"
    document = extract_json([(name, stored.document, stored.facts, True)])["documents"][0]
    about = {
        "source": stored.source.name,
        "version": stored.version.number,
        "url": capture.url,
        "final_url": capture.final_url,
        "status": capture.status,
        "requested_at": capture.requested_at.isoformat(),
        "fetched_at": capture.fetched_at.isoformat(),
        "redirects": [{"url": hop.url, "status": hop.status, "location": hop.location} for hop in capture.hops],
        "headers": [list(header) for header in capture.headers],
        "digest": capture.digest,
        "length": len(capture.body),
    }
    put(dump_json({"schema": 1, **about, **document}))

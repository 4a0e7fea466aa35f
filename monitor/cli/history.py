"""What the store tells: `log`, `facts`, `report`."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from monitor.cli.arguments import SOURCE, story_option
from monitor.cli.context import Context, context, find_all, now, put, put_paged
from monitor.cli.options import Command, json_option
from monitor.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from monitor.model import Result, Story

NOT_SENT = 1
PERIODS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
LIMIT = 100


@click.command(cls=Command, json_keys={"entries": []})
@click.argument("source", type=SOURCE, required=False)
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(1, 1_000_000_000),
    help=f"At most this many entries [default: {LIMIT}; with --json all].",
)
@json_option
def log(source: str | None, limit: int | None, as_json: bool) -> None:
    """Show versions, changes and failures, newest first: of all sources, or of SOURCE."""
    from monitor.report import dump_json, log_json, log_text

    here = context()
    with here.open_store() as store:
        source_id = store.find(source, removed=True).id if source else None
        entries = store.log(source_id, limit or (None if as_json else LIMIT))
    if as_json:
        put(dump_json(log_json(entries)))
    elif entries:
        put(log_text(entries, time_zone=here.settings.time_zone))
    else:
        here.tell("nothing has happened yet; `monitor check` has a first look")


@click.command(cls=Command, json_keys={"sources": [], "facts": [], "stories": []})
@click.argument("sources", type=SOURCE, nargs=-1, metavar="[SOURCE]...")
@story_option
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option("--html", "as_html", is_flag=True, help="Print a page, with the proving sentences and the timelines.")
@click.option(
    "--timeline", is_flag=True, help="Show since when each source says what it does, and what it said before."
)
@click.option("--all", "all_names", is_flag=True, help="Name all sources of a value, however many.")
def facts(
    sources: tuple[str, ...],
    story: str | None,
    as_json: bool,
    as_csv: bool,
    as_html: bool,
    timeline: bool,
    all_names: bool,
) -> None:
    """Show today's facts side by side, story by story: a row a fact, a column a source, each from its latest version.

    Sources of one story are compared: who agrees, who disagrees, who is alone (docs/stories.md). Of many sources a
    value stands once, with all who state it. Today's rules read the stored pages; nothing is fetched.
    """
    from monitor import resources
    from monitor.cli.stored import tell_stories
    from monitor.report import dump_json, facts_csv, facts_html, facts_json, facts_text, timelines_text
    from monitor.report.tables import NAMED, SIDE_BY_SIDE

    here = context()
    forms = [name for name, wanted in (("--json", as_json), ("--csv", as_csv), ("--html", as_html)) if wanted]
    if len(forms) > 1:
        raise UsageError(f"{' and '.join(forms)} can't be had at once")
    if timeline and as_csv:
        raise UsageError("--timeline is text or JSON; leave out --csv")
    here.rulebook  # noqa: B018 - faults in rules are told before the store is asked
    with here.open_store() as store:
        stories = tell_stories(here, store, find_all(store, sources, story), history=timeline or as_html)
    zone = here.settings.time_zone
    if as_json:
        put(dump_json(facts_json(stories)))
    elif as_csv:
        put(facts_csv(stories))
    elif not stories:
        here.tell("no version is stored yet; `monitor check` has a first look")
    elif as_html:
        put(facts_html(stories, templates=resources.templates(), now=now(), time_zone=zone))
    elif timeline:
        put_paged(timelines_text(stories, time_zone=zone))
    else:
        widest = max(min(len(each.columns), SIDE_BY_SIDE) for each in stories)
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else max(120, 24 * (widest + 1))
        put_paged(facts_text(stories, width=width, time_zone=zone, names=None if all_names else NAMED))


@click.command(cls=Command)
@click.argument("sources", type=SOURCE, nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--since", default="24h", metavar="TIME", help="How far back: 30m, 24h, 7d, 2w, or a date [default: 24h]."
)
@story_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "html", "json", "eml"]),
    default="text",
    help="The form; `eml` is the mail as it would be sent [default: text].",
)
@click.option("--send", is_flag=True, help="Send it by mail in place of printing it.")
@click.option("--outside", is_flag=True, help="Show what changed outside the text of unchanged pages, too.")
@click.option("--to", multiple=True, metavar="ADDRESS", help="Whom to send it to [default: the readers].")
@click.pass_context
def report(
    ctx: click.Context,
    sources: tuple[str, ...],
    since: str,
    story: str | None,
    format_: str,
    send: bool,
    outside: bool,
    to: tuple[str, ...],
) -> None:
    """Print the change report: changed facts with their sentences, then changed texts, then trouble.

    With --story what its sources say today follows the changed facts: the story's table and its timelines. With --send
    it goes out by mail; exit code 1 if the mail server did not take it yet (it is tried again).
    """
    from zoneinfo import ZoneInfo

    from monitor import resources
    from monitor.cli.stored import tell_stories
    from monitor.report import RunFigures, render

    here = context()
    zone, at = here.settings.time_zone, now()
    begin = parse_since(since, at, ZoneInfo(zone))
    if begin > at:
        raise UsageError(f"--since {since}: lies in the future")
    with here.open_store() as store:
        chosen = {source.id for source in find_all(store, sources)} if sources else None
        results = [
            result
            for result in store.results(since=begin, story=story, recoveries=True, outside=outside)
            if chosen is None or result.source.id in chosen
        ]
        whole = None
        if story and not sources:
            whole = next(iter(tell_stories(here, store, store.sources(story=story), history=True)), None)
    if send or format_ == "eml":
        ctx.exit(_mail(here, results, begin, to, send=send, outside=outside, story=whole))
    text = render(
        results,
        format_,  # type: ignore[arg-type]  # one of the choices
        templates=resources.templates(),
        now=at,
        time_zone=zone,
        run=RunFigures.of(results, since=begin),
        color=format_ == "text" and sys.stdout.isatty(),
        outside=outside,
        story=whole,
        width=shutil.get_terminal_size().columns if sys.stdout.isatty() else None,
    )
    put(text)


def _mail(
    here: Context,
    results: Sequence[Result],
    since: datetime,
    to: tuple[str, ...],
    *,
    send: bool,
    outside: bool,
    story: Story | None,
) -> int:
    """Sends the report as a message of its own, or prints it as it would be sent; the exit code."""
    import asyncio

    from monitor import resources
    from monitor.notify.mail import as_email
    from monitor.report import digest
    from monitor.tell import Teller, new_id

    settings, at = here.settings, now()
    recipients = to or settings.mail.readers
    message = digest(
        results,
        id=new_id(settings.mail),
        created_at=at,
        since=since,
        templates=resources.templates(),
        time_zone=settings.time_zone,
        outside=outside,
        story=story,
    )
    if not send:
        put(as_email(message, settings.mail, (*recipients, "undisclosed@localhost")[0]).as_string())
        return 0
    if settings.mail.host is None:
        raise ConfigError("no mail server is set: put mail_host into monitor.toml or MONITOR_MAIL_HOST")
    if not recipients:
        raise UsageError("nobody to send it to: name --to ADDRESS, or set mail_readers")
    with here.open_store() as store:
        store.put_message(message, [], recipients, at)
        told = asyncio.run(Teller(store, settings, resources.templates(), now).tell())
    here.tell(f"{told.sent} sent, {told.put_off} put off, {told.given_up} given up")
    return 0 if told.sent and not told.put_off and not told.given_up else NOT_SENT


def parse_since(text: str, at: datetime, zone: ZoneInfo) -> datetime:
    """The moment that `24h` (before `at`), `2023-07-12` or `2023-07-12T08:00` (in `zone`) names. Raises UsageError."""
    if match := re.fullmatch(r"([0-9]{1,5})([mhdw])", text.strip()):
        return at - timedelta(**{PERIODS[match[2]]: int(match[1])})
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(f"--since {text!r}: write 24h, 7d or a date such as 2023-07-12") from None

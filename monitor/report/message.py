"""Messages of events: what stands in a mailbox, and who it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from monitor.model import Audience, Event, EventKind, Message, OutcomeKind, Result, Story
from monitor.report.render import RunFigures, render
from monitor.report.safe import html_environment, neutralise, text_environment
from monitor.report.words import when, zone_of

AUDIENCES: Mapping[EventKind, Audience] = {
    "fact.changed": "readers",
    "text.changed": "readers",
    "source.gone": "readers",
    "source.unreadable": "operators",
    "source.failed": "operators",
    "source.back": "readers",
    "source.recovered": "operators",
    "delivery.given_up": "operators",
    "story.agrees": "readers",
    "story.disagrees": "readers",
    "story.first_reported": "readers",
    "story.given_up": "readers",
}
"""Who is told of what: readers of what happens to articles, operators of what keeps the program from seeing it."""


def compose(
    events: Sequence[Event],
    audience: Audience,
    *,
    id: str,  # noqa: A002 - the message's own id
    created_at: datetime,
    references: tuple[str, ...] = (),
    templates: Mapping[str, str],
    time_zone: str = "UTC",
) -> Message:
    """One message of these events, which are all about one source, or about none.

    Readers get the change report over the events' checks, operators a line for each event.
    """
    results = _results(events)
    if audience == "readers":
        text = render(results, "text", templates=templates, now=created_at, time_zone=time_zone)
        html = render(results, "html", templates=templates, now=created_at, time_zone=time_zone)
    else:
        view = {"headline": subject_of(events), "lines": [_line(event, time_zone) for event in events]}
        text = text_environment(templates).get_template("notice.txt.j2").render(notice=view)
        html = html_environment(templates).get_template("notice.html.j2").render(notice=view)
    return Message(
        id=id,
        audience=audience,
        subject=subject_of(events),
        text=text,
        html=html,
        created_at=created_at,
        source_id=results[0].source.id if results else None,
        references=references,
    )


def digest(
    results: Sequence[Result],
    *,
    id: str,  # noqa: A002 - the message's own id
    created_at: datetime,
    since: datetime,
    templates: Mapping[str, str],
    time_zone: str = "UTC",
    outside: bool = False,
    story: Story | None = None,
) -> Message:
    """The change report of a period, over any number of sources, as a message of its own to readers.

    `story`: the one that the sources belong to, if the report is that of a story.
    """
    figures = RunFigures.of(results, since=since)
    shown = [
        render(
            results,
            kind,
            templates=templates,
            now=created_at,
            time_zone=time_zone,
            run=figures,
            outside=outside,
            story=story,
        )
        for kind in ("text", "html")
    ]
    facts = sum(len(result.outcome.changes) for result in results)
    what = f"{facts} fact{'' if facts == 1 else 's'} changed" if facts else "no fact changed"
    name = story.name if story and story.name else "monitor"
    subject = neutralise(f"{name}: {what} since {when(since, zone_of(time_zone))}")
    return Message(id=id, audience="readers", subject=subject, text=shown[0], html=shown[1], created_at=created_at)


def subject_of(events: Sequence[Event]) -> str:
    """`nato-japan: 2 facts changed (Daily Sun)`: the story, what happened, the source."""
    facts = sum(event.kind == "fact.changed" for event in events)
    what = []
    if facts:
        what.append(f"{facts} fact{'s' if facts > 1 else ''} changed")
    for kind, words in (
        ("text.changed", "text changed"),
        ("story.disagrees", "disagrees with others"),
        ("story.agrees", "agrees with others now"),
        ("story.first_reported", "first to report a value"),
        ("story.given_up", "an old value given up"),
        ("source.gone", "page gone"),
        ("source.failed", "can't be fetched"),
        ("source.unreadable", "can't be read"),
        ("source.back", "page back"),
        ("source.recovered", "can be read again"),
        ("delivery.given_up", "a message could not be delivered"),
    ):
        if any(event.kind == kind for event in events):
            what.append(words)
    result = next((event.result for event in events if event.result), None)
    story = result.source.story if result and result.source.story else "monitor"
    tail = f" ({result.source.name})" if result else ""
    return neutralise(f"{story}: {', '.join(what)}{tail}").replace("\n", " ")


def _results(events: Sequence[Event]) -> list[Result]:
    """The checks that the events came with, each once, in order."""
    found: list[Result] = []
    for event in events:
        if event.result is not None and event.result not in found:
            found.append(event.result)
    return found


def _line(event: Event, time_zone: str) -> dict[str, str | None]:
    at = when(event.created_at, zone_of(time_zone))
    if event.result is None:
        return {"at": at, "words": event.detail or event.kind, "url": None, "detail": None}
    source, outcome = event.result.source, event.result.outcome
    words = {
        "source.failed": "could not be fetched",
        "source.unreadable": "could not be read",
        "source.recovered": "can be read again",
    }.get(event.kind, event.kind)
    detail = outcome.detail if outcome.kind is not OutcomeKind.CHANGED else None
    return {"at": at, "words": f"{source.name}: {words}", "url": source.url, "detail": detail}

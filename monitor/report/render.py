"""Reports in text, HTML and JSON: what a view says, put into a template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from monitor.codec import Json
from monitor.model import Document, FactChange, Failure, OutcomeKind, Result, Story, TextDiff
from monitor.report.contract import Entry, Extracted, diff_json, dump_json, extract_json, report_json, story_json
from monitor.report.safe import Printable, html_environment, neutralise, text_environment
from monitor.report.story import BARS, story_view
from monitor.report.tables import SIDE_BY_SIDE, facts_text, timelines_text
from monitor.report.view import fact_view, outside_view, report_view, text_view
from monitor.report.words import (
    change_text,
    counts_text,
    duration_text,
    outside_text,
    remarks_of,
    value_text,
    when,
    zone_of,
)

Format = Literal["text", "html", "json"]


@dataclass(frozen=True, slots=True)
class RunFigures:
    """What a run came to: how many checks had each outcome, and how long it took, in seconds.

    A report over stored results may cover fewer results than checks; `since` is where its time begins.
    """

    counts: Mapping[OutcomeKind, int] = field(default_factory=dict)
    seconds: float | None = None
    since: datetime | None = None

    @classmethod
    def of(cls, results: Iterable[Result], seconds: float | None = None, since: datetime | None = None) -> RunFigures:
        """The figures of these results."""
        return cls(Counter(result.outcome.kind for result in results), seconds, since)

    def to_json(self) -> Json:
        return {
            "checked": sum(self.counts.values()),
            "outcomes": {str(kind): self.counts.get(kind, 0) for kind in OutcomeKind},
            "seconds": self.seconds,
            "since": self.since and self.since.isoformat(),
        }


def render(
    results: Sequence[Result],
    format: Format,  # noqa: A002 - the option's name
    *,
    templates: Mapping[str, str],
    now: datetime,
    time_zone: str = "UTC",
    run: RunFigures | None = None,
    color: bool = False,
    outside: bool = False,
    story: Story | None = None,
    width: int | None = None,
) -> str:
    """The change report over `results`: changed facts, changed texts, trouble, first looks, run figures.

    `story`: the story that the results are of; what its sources say today follows the changed facts, in text in lines
    of `width` (default: as wide as its table wants to be).

    `templates`: the templates' texts by file name. `run`: figures of the whole run where `results` is a part of it.
    `color`: ANSI colours in text. `outside`: show what changed outside the text. Raises ConfigError for a time zone
    that is not known.
    """
    zone = zone_of(time_zone)
    run = run or RunFigures.of(results)
    if format == "json":
        data = report_json(results, now, run.to_json())
        return dump_json(data | {"story": story_json(story)} if story else data)
    # A stored report knows the checks that found something, not those that did not.
    figures = [("reported" if run.since else "checked", str(sum(run.counts.values())))]
    figures += [(str(kind), str(run.counts[kind])) for kind in OutcomeKind if run.counts.get(kind)]
    if run.seconds is not None:
        figures.append(("took", duration_text(run.seconds)))
    view = report_view(results, figures, zone, outside=outside)
    period = f"{when(run.since, zone)} to {when(now, zone)}" if run.since else when(now, zone)
    if format == "html":
        shown = story_view(story, zone) if story else None
        return (
            html_environment(templates).get_template("report.html.j2").render(report=view, period=period, story=shown)
        )
    told = _story_text(story, width, time_zone) if story else None
    template = text_environment(templates, color=color).get_template("report.txt.j2")
    return template.render(report=view, period=period, story=told)


def _story_text(story: Story, width: int | None, time_zone: str) -> dict[str, object]:
    """What the text of a report has of a story. The timelines of many sources are left to `facts --timeline`."""
    table = facts_text(
        [story], width=width or max(120, 24 * (min(len(story.columns), SIDE_BY_SIDE) + 1)), time_zone=time_zone
    )
    few = len(story.columns) <= BARS
    timelines = timelines_text([story], time_zone=time_zone) if story.timelines and few else ""
    return {"name": story.name, "table": Printable(table), "timelines": Printable(timelines)}


def diff_text_report(
    old: str,
    new: str,
    changes: Sequence[FactChange],
    text: TextDiff,
    *,
    format: Literal["text", "json"] = "text",  # noqa: A002 - the option's name
    templates: Mapping[str, str],
    color: bool = False,
    outside: TextDiff | None = None,
    remarks: Sequence[str] = (),
) -> str:
    """`monitor diff`: facts and every edit between two documents, named by `old` and `new` (`kyodo@1`, `a.html`).

    `outside`: what differs outside the text, if it is asked for. `remarks`: what the page does not say of its change.
    """
    if format == "json":
        return dump_json(diff_json(old, new, changes, text, outside))
    return (
        text_environment(templates, color=color)
        .get_template("diff.txt.j2")
        .render(
            old=old,
            new=new,
            facts=[fact_view(change, text) for change in changes],
            text=text_view(text, None, context=400),
            outside=None if outside is None else outside_view(outside),
            remarks=remarks,
        )
    )


def extract_text(documents: Iterable[Extracted], titles: Mapping[str, str]) -> str:
    """`monitor extract` for people: title and dates of each document, its facts with the sentences that prove them."""
    lines: list[str] = []
    for given in documents:
        name, document, _, with_text = given
        shown = extract_json([given])["documents"][0]
        lines += [neutralise(name), f"  {shown['outcome']}" + (f": {shown['detail']}" if shown["detail"] else "")]
        if isinstance(document, Document):
            about = (("title", document.title), ("published", document.published), ("modified", document.modified))
            lines += [f"  {label}: {neutralise(text)}" for label, text in about if text]
        for fact, observation in given[2].items():
            if fact not in shown["facts"]:
                continue
            lines.append(f"  {neutralise(titles.get(fact, fact))}: {neutralise(value_text(observation))}")
            if observation.evidence:
                lines.append(f"      {neutralise(' '.join(observation.evidence.sentence.split()))}")
        if with_text and not isinstance(document, Failure):
            lines += ["", *map(neutralise, document.text.splitlines())]
        lines.append("")
    return "\n".join(lines)


EVENT_WORDS = {
    "source.back": "back",
    "source.recovered": "readable again",
    "delivery.sent": "mail sent",
    "delivery.given_up": "mail given up",
}
"""What the log calls the events that are no outcome of a check."""


def log_text(entries: Iterable[Entry], *, time_zone: str = "UTC") -> str:
    """`monitor log`: a line per entry, and one below it for each changed fact; seconds where minutes don't tell."""
    zone = zone_of(time_zone)
    entries = list(entries)
    times = [when(entry.at, zone) for entry in entries]
    if len(set(times)) < len(times):  # several within a minute: which came first must be seen
        times = [f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}" for entry in entries]
    lines = []
    for at, entry in zip(times, entries, strict=True):
        words = [EVENT_WORDS.get(str(entry.kind), str(entry.kind))]
        if entry.version is not None and entry.kind in ("first", "changed"):
            words.append(f"version {entry.version}")
        if entry.text:
            words.append(counts_text(entry.text))
        words += remarks_of(entry.silent, entry.reverts_to)
        if entry.outside is not None:
            words.append(f"outside the text: {outside_text(entry.outside)}")
        if entry.detail:
            words.append(entry.detail)
        name = entry.source.name + (" (removed)" if entry.source.removed_at else "")
        lines.append(f"{at}  {neutralise(name)}  {neutralise('; '.join(words))}")
        lines += [f"    {neutralise(change_text(change))}" for change in entry.changes]
    return "".join(f"{line}\n" for line in lines) or "Nothing yet.\n"

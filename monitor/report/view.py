"""Results as the templates show them: words, marks and links, sorted into sections. Templates compute nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from monitor.model import (
    TROUBLE,
    FactChange,
    Observation,
    OutcomeKind,
    Result,
    StoryEvent,
    StoryEventKind,
    TextDiff,
    TextEdit,
    Version,
    WordMark,
)
from monitor.report.safe import safe_url
from monitor.report.tables import site_of
from monitor.report.words import (
    EDITS,
    Marks,
    clipped,
    counts_text,
    dated_text,
    evidence_marks,
    evidence_of,
    outside_text,
    plural,
    remarks,
    sides,
    stated_date,
    stated_text,
    value_text,
    when,
)

FEW = 3
"""Edits that a report shows of each source; `monitor diff` shows all."""

MANY = 20
"""First looks that a report lists; the rest is counted."""

SENTENCE = 240
"""Unchanged characters kept on either side of what changed in the sentence that proves a fact."""

BRIEF = 60
"""The same in an edit that is shown in brief."""

KINDS = {
    "revised": "revised",
    "qualified": "put otherwise",
    "attributed": "attributed otherwise",
    "appeared": "newly stated",
    "disappeared": "no longer stated",
}


SHIFTS: dict[StoryEventKind, str] = {
    "story.disagrees": "disagrees with others",
    "story.agrees": "agrees with others now",
    "story.first_reported": "first to say {new}",
    "story.given_up": "nobody says {old} any more",
}
"""What a change means for its story, in words; `{old}`, `{new}`: what the source said before and says now."""


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a fact change: the value in words, and the sentence that proves it with what differs marked.

    `stated`: whether the page states the fact. `place` names where the sentence stands, if not in the text; `language`
    is that of the page.
    """

    value: str
    stated: bool
    marks: Marks
    place: str
    language: str | None


@dataclass(frozen=True, slots=True)
class FactView:
    title: str
    kind: str
    old: SideView
    new: SideView


@dataclass(frozen=True, slots=True)
class OtherView:
    """What another source of the story says: value, since when, and the sentence that proves it."""

    source: str
    link: str | None
    value: str
    dated: str
    marks: Marks
    place: str


@dataclass(frozen=True, slots=True)
class ShiftView:
    """What a change means for the story: in words, the source's own side, and those on the other.

    `own` has no marks where the report shows the source's sentences already, with the changed fact. `more`: how many
    sources state what these others do, beside them.
    """

    words: str
    title: str
    own: SideView | None
    others: tuple[OtherView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class EditView:
    """`label`: `edited`, or `added heading`; `marks` shows both sides."""

    label: str
    marks: Marks


@dataclass(frozen=True, slots=True)
class TextView:
    counts: str
    edits: tuple[EditView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class VersionView:
    number: int
    fetched: str
    published: str | None
    modified: str | None


@dataclass(frozen=True, slots=True)
class ResultView:
    """One source's check. `link` is an address that may be followed, `url` what to show if there is none.

    `times`: how many checks the view stands for. `again`: since when a page that could not be read can be.
    `remarks`: what the page does not say of its change. `outside`: what changed outside the text.
    """

    outlet: str
    site: str
    story: str | None
    headline: str | None
    language: str | None
    url: str
    link: str | None
    outcome: str
    detail: str
    checked: str
    old: VersionView | None
    new: VersionView | None
    facts: tuple[FactView, ...]
    text: TextView | None
    times: int = 1
    again: str | None = None
    remarks: tuple[str, ...] = ()
    outside: TextView | None = None
    story_events: tuple[ShiftView, ...] = ()

    @property
    def named(self) -> str:
        """The source's name, and its site where that says more."""
        return self.outlet if self.outlet == self.site else f"{self.outlet} ({self.site})"


@dataclass(frozen=True, slots=True)
class ReportView:
    """The sections of a report, in their order."""

    headline: str
    facts: tuple[ResultView, ...]
    texts: tuple[ResultView, ...]
    trouble: tuple[ResultView, ...]
    recovered: tuple[ResultView, ...]
    outside: tuple[ResultView, ...]
    firsts: tuple[ResultView, ...]
    more_firsts: int
    figures: tuple[tuple[str, str], ...]


def report_view(
    results: Sequence[Result], figures: Sequence[tuple[str, str]], zone: tzinfo, *, outside: bool = False
) -> ReportView:
    """Sorts results into sections, each in the order given; `outside`: what changed outside the text is asked for."""
    views = [(result, result_view(result, zone)) for result in results]
    changed = [(result, view) for result, view in views if result.outcome.kind is OutcomeKind.CHANGED]
    shifted = [view for result, view in views if result.story and result.outcome.kind is OutcomeKind.FIRST]
    firsts = tuple(view for result, view in views if result.outcome.kind is OutcomeKind.FIRST and not result.story)
    troubled = _once_each(views)
    return ReportView(
        headline=headline(results, outside=outside),
        facts=(*(view for result, view in changed if result.outcome.changes), *shifted),
        texts=tuple(view for result, view in changed if not result.outcome.changes),
        trouble=tuple(view for view in troubled if view.again is None),
        recovered=tuple(view for view in troubled if view.again is not None),
        outside=tuple(view for _, view in views if outside and view.outside is not None),
        firsts=firsts[:MANY],
        more_firsts=len(firsts[MANY:]),
        figures=tuple(figures),
    )


def _once_each(views: Sequence[tuple[Result, ResultView]]) -> tuple[ResultView, ...]:
    """A source that is in trouble check after check stands once, with its last trouble and how often it had any.

    One that could be read after that says since when (`again`).
    """
    last: dict[str, ResultView] = {}
    for result, view in views:
        before = last.get(result.source.url)
        if result.outcome.kind in TROUBLE:
            last.pop(result.source.url, None)
            last[result.source.url] = replace(view, times=before.times + 1 if before else 1)
        elif before is not None and before.again is None:
            last[result.source.url] = replace(before, again=view.checked)
    return tuple(last.values())


def headline(results: Sequence[Result], *, outside: bool = False) -> str:
    """What a report comes to, in a line: `2 facts changed at 1 source, 1 page could not be read`."""
    facts = sum(len(result.outcome.changes) for result in results)
    sources = len({result.source.url for result in results if result.outcome.changes})
    texts = sum(result.outcome.kind is OutcomeKind.CHANGED and not result.outcome.changes for result in results)
    state = {result.source.url: result.outcome.kind in TROUBLE for result in results}
    gone = {result.source.url: result.outcome.kind is OutcomeKind.GONE for result in results}
    trouble = sum(state.values())
    back = len({result.source.url for result in results if result.outcome.kind in TROUBLE}) - trouble
    parts = []
    if facts:
        parts.append(f"{plural(facts, 'fact')} changed at {plural(sources, 'source')}")
    if texts:
        parts.append(f"{plural(texts, 'text')} changed without a fact")
    around = len({result.source.url for result in results if result.outcome.outside is not None})
    if outside and around:
        parts.append(f"{plural(around, 'page')} changed outside the text")
    firsts = sum(result.outcome.kind is OutcomeKind.FIRST for result in results)
    if any(gone.values()):
        parts.append(f"{plural(sum(gone.values()), 'page')} gone")
    if not parts:
        parts.append(f"{plural(firsts, 'page')} seen for the first time" if firsts else "nothing changed")
    if unread := trouble - sum(gone.values()):
        parts.append(f"{plural(unread, 'page')} could not be read")
    if back:
        parts.append(f"{plural(back, 'page')} readable again")
    line = ", ".join(parts)
    return line[0].upper() + line[1:]


def result_view(result: Result, zone: tzinfo) -> ResultView:
    outcome, source = result.outcome, result.source
    latest = result.new or result.old
    return ResultView(
        outlet=source.name,
        site=site_of(outcome.final_url or source.url),
        story=source.story,
        headline=latest.title if latest else None,
        language=latest.language if latest else None,
        url=source.url,
        link=safe_url(source.url),
        outcome=str(outcome.kind),
        detail=outcome.detail or "",
        checked=when(result.checked_at, zone),
        old=version_view(result.old, zone),
        new=version_view(result.new, zone),
        facts=tuple(fact_view(change, outcome.text, result.old, result.new) for change in outcome.changes),
        text=text_view(outcome.text, FEW) if outcome.text else None,
        remarks=remarks(outcome),
        outside=None if outcome.outside is None else outside_view(outcome.outside),
        story_events=tuple(shift_view(event, result, zone) for event in result.story),
    )


def shift_view(event: StoryEvent, result: Result, zone: tzinfo) -> ShiftView:
    shown = {change.fact for change in result.outcome.changes}
    own = None
    if event.new is not None and event.fact not in shown:
        own = side_view(event.new, result.new)
    others = tuple(
        OtherView(
            each.source,
            safe_url(each.url),
            value_text(each.observation),
            dated_text(each.dated, zone),
            clipped(evidence_of(each.observation), SENTENCE),
            place_of(each.observation),
        )
        for each in event.others
    )
    words = SHIFTS[event.kind].format(old=stated_text(event.old), new=stated_text(event.new))
    return ShiftView(words, event.title, own, others, max(0, event.sources - len(others)))


def side_view(observation: Observation, version: Version | None) -> SideView:
    """One side of a fact that is shown for itself."""
    marks = clipped(evidence_of(observation), SENTENCE)
    return SideView(value_text(observation), True, marks, place_of(observation), version.language if version else None)


def place_of(observation: Observation | None) -> str:
    """Where the evidence stands, if not in the text."""
    evidence = observation.evidence if observation else None
    return "" if evidence is None or evidence.where == "text" else evidence.where


def version_view(version: Version | None, zone: tzinfo) -> VersionView | None:
    if version is None:
        return None
    published, modified = stated_date(version.published, zone), stated_date(version.modified, zone)
    return VersionView(version.number, when(version.fetched_at, zone), published, modified)


def fact_view(change: FactChange, text: TextDiff, old: Version | None = None, new: Version | None = None) -> FactView:
    words, marks = sides(change), evidence_marks(change, text)
    views = []
    for value, sentence, observation, version in zip(words, marks, (change.old, change.new), (old, new), strict=True):
        language = version.language if version else None
        shown = clipped(sentence, SENTENCE)
        views.append(SideView(value, observation is not None, shown, place_of(observation), language))
    return FactView(change.title, KINDS[change.kind], *views)


def text_view(text: TextDiff, limit: int | None, context: int = BRIEF) -> TextView:
    """The first `limit` edits (None: all), in the order of `EDITS`."""
    ranked = text.edits
    if limit is not None:
        rank = {kind: number for number, kind in enumerate(EDITS)}
        ranked = tuple(sorted(text.edits, key=lambda edit: (edit.part != "title", rank[edit.kind])))[:limit]
    edits = tuple(edit_view(edit, context) for edit in ranked)
    return TextView(counts_text(text), edits, len(text.edits) - len(edits))


def outside_view(outside: TextDiff) -> TextView:
    """All that is kept of what changed outside the text."""
    edits = tuple(edit_view(edit, BRIEF) for edit in outside.edits)
    return TextView(outside_text(outside), edits, 0)


def edit_view(edit: TextEdit, context: int) -> EditView:
    if edit.words:
        marks: Marks = edit.words
    elif edit.kind == "added":
        marks = (WordMark("added", edit.new),)
    elif edit.kind == "removed":
        marks = (WordMark("removed", edit.old),)
    else:
        marks = (WordMark("same", edit.new),)
    name = edit.section if edit.section in ("lead", "correction") else edit.part
    label = EDITS[edit.kind] if name == "paragraph" else f"{name} {EDITS[edit.kind]}"
    return EditView(label, clipped(marks, context))

"""Values, changes, counts and times in words for people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.errors import ConfigError
from monitor.model import Dated, EditKind, FactChange, Observation, Outcome, Period, TextDiff, Value, WordMark

NOT_STATED = "not stated"

KEPT = 0.6
"""Share of a sentence that must be unchanged for its changed words to be marked, and not the quote."""

EDITS: dict[EditKind, str] = {
    "edited": "edited",
    "split": "split",
    "merged": "merged",
    "moved_edited": "moved and edited",
    "added": "added",
    "removed": "removed",
    "moved": "moved",
}
"""Kinds of edits in words, in the order in which people are told of them."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAY = re.compile(r"(?:(\d{4})-)?(\d{2})-(\d{2})")

Marks = tuple[WordMark, ...]


def value_text(observation: Observation | None, *, aspect: bool = False) -> str:
    """What a document says about a fact: `about 15, according to the mayor`, `on hold`, `15 or 16 (ambiguous)`.

    Only what is printed is said: a year that the page leaves out is left out here. `aspect`: and which of several
    things it is about, `2020 (revised)`, as it helps where sources stand side by side.
    """
    text = stated_text(observation, aspect=aspect)
    return f"{text}, according to {observation.attribution}" if observation and observation.attribution else text


def stated_text(observation: Observation | None, *, aspect: bool = False) -> str:
    """What a document says about a fact, without whose word it is."""
    if observation is None:
        return NOT_STATED
    if observation.state == "error":
        return f"not readable ({observation.note or 'the rule could not finish'})"
    if observation.state == "ambiguous":
        return " or ".join(map(_value, observation.values)) + " (ambiguous)"
    text = _value(observation.value)
    if observation.qualifier not in (None, "exact"):
        text = f"{observation.qualifier.replace('_', ' ')} {text}"
    if aspect and observation.aspect:
        text += f" ({observation.aspect})"
    if observation.modality not in (None, "asserted", text):
        text += f" ({observation.modality})"
    return text


def sides(change: FactChange) -> tuple[str, str]:
    """Both sides of a change in words; where these are equal, what differs is said out: the mouth or the modality."""
    old, new = value_text(change.old), value_text(change.new)
    if change.old is None or change.new is None or (old != new and change.kind != "attributed"):
        return old, new
    old, new = stated_text(change.old), stated_text(change.new)
    if change.kind == "attributed":
        whose = [side.attribution for side in (change.old, change.new)]
        words = [f"according to {name}" if name else "unattributed" for name in whose]
    else:
        words = [side.modality or "asserted" for side in (change.old, change.new)]
    return f"{old}, {words[0]}", f"{new}, {words[1]}"


def change_text(change: FactChange) -> str:
    """A change as one line: `Areas of cooperation: about 15 -> 16`."""
    old, new = sides(change)
    return f"{change.title}: {old} -> {new}"


def _value(value: Value | None) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:g}"
        case tuple():
            return ", ".join(item.replace("_", " ") for item in value)
        case Period():
            return _period(value)
        case str():
            return _date(value) or value.replace("_", " ")
        case _:
            return str(value)


def _period(period: Period) -> str:
    years = None
    if period.start is not None and period.end is not None:
        years = f"{period.start}-{period.end}"
    elif period.start is not None:
        years = f"from {period.start}"
    elif period.end is not None:
        years = f"until {period.end}"
    if period.duration is None:
        return years or ""
    duration = plural(period.duration, "year")
    return f"{years} ({duration})" if years else duration


def _date(text: str) -> str | None:
    """`2023-07-11/2023-07-12` as `11-12 July 2023`; None for what is no full date or range of them."""
    ends = [_DAY.fullmatch(end) for end in text.split("/")]
    days = [(found[1], int(found[2]), int(found[3])) for found in ends if found]
    if len(days) != len(ends) or len(days) > 2 or any(not 1 <= month <= 12 for _, month, _ in days):
        return None
    words = [f"{day} {_MONTHS[month - 1]}" + (f" {year}" if year else "") for year, month, day in days]
    if len(days) == 1:
        return words[0]
    (first_year, first_month, first_day), (last_year, last_month, _) = days
    if first_year != last_year:
        return f"{words[0]} - {words[1]}"
    if first_month != last_month:
        return f"{first_day} {_MONTHS[first_month - 1]} - {words[1]}"
    return f"{first_day}-{words[1]}"


def plural(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def counts_text(diff: TextDiff) -> str:
    """`2 sentences edited, 1 added`: only what there is."""
    counts = [(diff.count(kind), words) for kind, words in EDITS.items() if diff.count(kind)]
    if not counts:
        return "text unchanged"
    (number, words), *rest = counts
    return ", ".join([f"{plural(number, 'sentence')} {words}", *(f"{count} {more}" for count, more in rest)])


def outside_text(diff: TextDiff) -> str:
    """`2 edited, 1 added`: what stands otherwise outside the text than in its last version."""
    counts = [f"{diff.count(kind)} {words}" for kind, words in EDITS.items() if diff.count(kind)]
    return ", ".join(counts) or "as in the last version again"


def remarks(outcome: Outcome) -> tuple[str, ...]:
    """What a page does not say of its change: `silent edit`, `goes back to version 2`."""
    return remarks_of(outcome.silent, outcome.reverts_to)


def remarks_of(silent: bool, reverts_to: int | None) -> tuple[str, ...]:
    """The same of an outcome's parts."""
    words = ["silent edit: the page does not say that it was changed"] if silent else []
    if reverts_to is not None:
        words.append(f"goes back to version {reverts_to}")
    return tuple(words)


def zone_of(name: str) -> tzinfo:
    """The time zone of that name. Raises ConfigError for one that is not known."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ConfigError(f"time zone {name!r} is not known; write a name such as Europe/Berlin or UTC") from None


def when(moment: datetime, zone: tzinfo) -> str:
    """`2023-07-12 14:05 UTC`."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M %Z}"


def stated_date(text: str | None, zone: tzinfo) -> str | None:
    """A date that a page states of itself, as complete as it is; a full time stands in the reader's time zone."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return text
    return when(moment, zone) if moment.tzinfo else text


def dated_text(dated: Dated, zone: tzinfo, *, days: bool = False) -> str:
    """When something was stated: `2023-07-12 14:05 UTC`, `first seen 2023-07-12`; with `days` without the time."""
    date = stated_date(dated.on, zone) or dated.on
    date = date[:10] if days and len(dated.on) > 10 else date
    return date if dated.known else f"first seen {date}"


def day_text(dated: Dated, zone: tzinfo) -> str:
    """The day of a statement, or as much of it as is known; of a full time the day in the reader's time zone."""
    shown = stated_date(dated.on, zone) or dated.on
    return shown[:10] if len(dated.on) > 10 else shown


def duration_text(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


# ---------------------------------------------------------------- sentences with marks


def evidence_marks(change: FactChange, edits: TextDiff) -> tuple[Marks, Marks]:
    """The sentences that prove both sides of a change, with what differs marked; empty where there is no evidence.

    If the text diff has them as one sentence, edited here and there, its words are marked; else, and where so much was
    rewritten that the words of the fact would drown, the quotes that the values come from.
    """
    before, after = _sentence(change.old), _sentence(change.new)
    for edit in edits.edits:
        if edit.words and _squeezed(edit.old) == before and _squeezed(edit.new) == after:
            old = tuple(WordMark(mark.op, mark.before) for mark in edit.words if mark.op != "added")
            new = tuple(WordMark(mark.op, mark.after) for mark in edit.words if mark.op != "removed")
            if _few_words(old) and _few_words(new):
                return _merged(old), _merged(new)
    return _quoted(change.old, "removed"), _quoted(change.new, "added")


def _few_words(marks: Marks) -> bool:
    same = sum(len(mark.text) for mark in marks if mark.op == "same")
    return same >= KEPT * sum(len(mark.text) for mark in marks)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _sentence(side: Observation | None) -> str:
    return _squeezed(side.evidence.sentence) if side and side.evidence else ""


def _quoted(side: Observation | None, op: str) -> Marks:
    sentence = _sentence(side)
    if not sentence:
        return ()
    assert side is not None
    assert side.evidence is not None
    before, quote, after = sentence.partition(_squeezed(side.evidence.quote) or "\0")
    marks = (
        WordMark("same", before),
        WordMark("removed" if op == "removed" else "added", quote),
        WordMark("same", after),
    )
    return tuple(mark for mark in marks if mark.text)


def evidence_of(observation: Observation) -> Marks:
    """The sentence that proves a statement, without a mark: nothing in it changed."""
    sentence = _sentence(observation)
    return (WordMark("same", sentence),) if sentence else ()


def _merged(marks: Sequence[WordMark]) -> Marks:
    out: list[WordMark] = []
    for mark in marks:
        if out and out[-1].op == mark.op:
            out[-1] = WordMark(mark.op, out[-1].text + mark.text)
        else:
            out.append(mark)
    return tuple(out)


def clipped(marks: Sequence[WordMark], context: int) -> Marks:
    """Marks with long unchanged runs cut to `context` characters next to what changed, the rest to four times it."""
    out = []
    for number, mark in enumerate(marks):
        text = mark.text
        if mark.op == "same" and len(marks) > 1:
            head = text[:context] if number else ""
            tail = text[-context:] if number + 1 < len(marks) else ""
            if len(text) > len(head) + len(tail) + 3:
                text = f"{head}...{tail}"
        elif len(text) > 4 * context:
            text = f"{text[: 4 * context]}..."
        out.append(WordMark(mark.op, text))
    return tuple(out)

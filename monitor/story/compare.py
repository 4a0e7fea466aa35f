"""How two statements of one fact relate: same, compatible, develops, contradicts; docs/stories.md tells it to people.

A value is brought to a form first (a number is the interval that its hedge leaves open, a date its printed parts), and
two forms are held against each other. What a statement leaves open contradicts nothing. The relation is symmetric and
reflexive; `compatible` is not transitive (15 and 16 are both compatible with `at least 12`), so nothing may chain it.

An approximate number stands for an interval around it whose width is that of the scale it is printed on, after Krifka,
"Approximate interpretation of number words" (2007); which scale that is, see `tolerance`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from monitor.model import Dated, Observation, Period, Qualifier, Relation, Value
from monitor.text import fold

HEDGED: frozenset[Qualifier | None] = frozenset({"about", "more_than", "at_least", "less_than", "at_most"})
"""Qualifiers of a number that is not given exactly."""

WIDEST = Decimal("0.1")
"""An approximate number is never taken to be further off than this share of it."""

STATUS, TEXT = "status", "text"
"""Types of facts that are compared in their own way; the value of any other says what it is."""

Key = tuple[Any, ...]
"""The form of a statement: two with equal forms say the same."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A found observation, ready to be compared. `key`: its form; `denied`: that it is so is denied.

    `partial`: a list of examples. `whole`: a count, which is a whole number. `aspect`: which of several
    things it is about. `days`: the first and last day that it can be of (ISO 8601), where it is a status.
    """

    key: Key
    denied: bool = False
    partial: bool = False
    whole: bool = False
    aspect: str | None = None
    days: tuple[str, str] | None = None


def stated(observation: Observation | None, type_: str = "", dated: Dated | None = None) -> Stated | None:
    """What is compared of an observation; None for one that is absent, ambiguous or in error.

    `type_` is the type of the rule; without it a string is a name, or a date if it looks like one. `dated` says since
    when it was stated, which only matters to a status.
    """
    if observation is None or observation.state != "found" or observation.value is None:
        return None
    return Stated(
        _key(observation.value, type_, observation.qualifier),
        observation.modality == "denied",
        observation.partial,
        isinstance(observation.value, int),
        observation.aspect,
        days(dated) if type_ == STATUS else None,
    )


def relate(one: Stated | None, other: Stated | None) -> Relation:
    """How two statements of one fact relate."""
    if one is None or other is None:
        return "incomparable"
    if one.key[0] != other.key[0]:
        # A rule was given another type, or a name that looks like a date.
        return "incomparable"
    if one.key != other.key and one.aspect and other.aspect and one.aspect != other.aspect:
        return "incomparable"
    if one.denied != other.denied:
        return "contradicts" if one.key == other.key else "compatible"
    if one.key == other.key:
        return "same"
    if one.denied:
        return "compatible"
    return _RELATIONS[one.key[0]](one, other)


# ---------------------------------------------------------------- forms


def _key(value: Value, type_: str, qualifier: Qualifier | None) -> Key:
    if type_ == STATUS:
        return ("status", plain(str(value)))
    if type_ == TEXT:
        return ("text", plain(str(value)))
    match value:
        case bool():
            return ("boolean", value)
        case int() | float():
            return ("number", "", Decimal(str(value)), qualifier or "exact")
        case tuple():
            return ("list", frozenset(plain(item) for item in value))
        case Period():
            return ("period", value.duration, value.start, value.end)
    if money := _MONEY.fullmatch(value):
        return ("number", money[1], Decimal(money[2]), qualifier or "exact")
    if ends := _date(value):
        return ("date", ends)
    return ("name", _words(value))


_MONEY = re.compile(r"([A-Z]{3}) (-?\d+(?:\.\d+)?)")


def plain(text: str) -> str:
    """Text in the form in which names are compared: folded, without case and accents."""
    letters = unicodedata.normalize("NFD", fold(text).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> tuple[str, ...]:
    """A name's words in plain form, without punctuation and a leading article."""
    words = tuple(plain(word) for word in _WORD.findall(text.replace(".", "")))
    return words[1:] if len(words) > 1 and words[0] == "the" else words or (plain(text),)


# ---------------------------------------------------------------- numbers


def tolerance(number: Decimal) -> Decimal:
    """How far off a number may be that is called approximate.

    Half of the last decimal place that is not zero, as with significant figures, but never more than a tenth of the
    number: about 15 is 15, about 150 is 145 to 155, about 20 is 18 to 22. People often mean more by `about 15`, since
    fives are round, too; but a reader is to see that another page says 16.
    """
    if not number:
        return Decimal(0)
    exponent = number.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return min(Decimal(10) ** exponent / 2, abs(number) * WIDEST)


@dataclass(frozen=True, slots=True)
class _Interval:
    low: Decimal
    high: Decimal
    low_open: bool
    high_open: bool


_INFINITY = Decimal("Infinity")


def _interval(number: Decimal, qualifier: str, whole: bool) -> _Interval:
    """What a hedged number can be; of counts whole numbers only."""
    match qualifier:
        case "about":
            off = tolerance(number)
            found = _Interval(number - off, number + off, False, False)
        case "more_than":
            found = _Interval(number, _INFINITY, True, True)
        case "at_least":
            found = _Interval(number, _INFINITY, False, True)
        case "less_than":
            found = _Interval(-_INFINITY, number, True, True)
        case "at_most":
            found = _Interval(-_INFINITY, number, True, False)
        case _:
            return _Interval(number, number, False, False)
    return _whole(found) if whole else found


def _whole(interval: _Interval) -> _Interval:
    """The whole numbers in an interval."""
    low, high = interval.low, interval.high
    if low.is_finite():
        low = Decimal(math.floor(low) + 1 if interval.low_open else math.ceil(low))
    if high.is_finite():
        high = Decimal(math.ceil(high) - 1 if interval.high_open else math.floor(high))
    return _Interval(low, high, not low.is_finite(), not high.is_finite())


def _numbers(one: Stated, other: Stated) -> Relation:
    _, unit, number, qualifier = one.key
    _, other_unit, other_number, other_qualifier = other.key
    if unit != other_unit:
        return "incomparable"  # nothing is converted
    if unit and qualifier == other_qualifier == "exact":
        return "compatible" if _rounds(number, other_number) else "contradicts"
    whole = one.whole and other.whole
    a, b = _interval(number, qualifier, whole), _interval(other_number, other_qualifier, whole)
    if a.low > b.low or (a.low == b.low and a.low_open):
        a, b = b, a
    # b begins later, or at the same place: do they meet?
    if b.low < a.high:
        return "compatible"
    return "compatible" if b.low == a.high and not (a.high_open or b.low_open) else "contradicts"


def _rounds(one: Decimal, other: Decimal) -> bool:
    """Whether one amount is the other one, rounded: 4.2 billion and 4.213 billion."""
    places = [number.normalize().as_tuple().exponent for number in (one, other)]
    assert all(isinstance(place, int) for place in places)
    unit = Decimal(10) ** max(place for place in places if isinstance(place, int))
    return (one / unit).to_integral_value("ROUND_HALF_UP") == (other / unit).to_integral_value("ROUND_HALF_UP")


# ---------------------------------------------------------------- dates and periods

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_POINT = re.compile(r"(?:(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?|(?:--)?(?P<m>\d\d)(?:-(?P<d>\d\d))?)")

Point = tuple[int | None, int | None, int | None]
"""Year, month and day, as far as they are printed."""


def _date(text: str) -> tuple[Point, ...] | None:
    """A date (`2023-07-12`, `2023-07`, `07-12`, `07`, `July`) or a range of two of them; None for any other string."""
    ends = tuple(_point(end) for end in text.split("/"))
    if len(ends) > 2 or None in ends:
        return None
    return tuple(end for end in ends if end is not None)


def _point(text: str) -> Point | None:
    if text.casefold() in _MONTHS:
        return (None, _MONTHS.index(text.casefold()) + 1, None)
    found = _POINT.fullmatch(text)
    if found is None:
        return None
    year, month, day = (found[long] or found[short] for long, short in (("year", "year"), ("month", "m"), ("day", "d")))
    if month and not 1 <= int(month) <= 12:
        return None
    return (int(year) if year else None, int(month) if month else None, int(day) if day else None)


def _dates(one: Stated, other: Stated) -> Relation:
    a, b = one.key[1], other.key[1]
    if len(a) == len(b):
        return "compatible" if all(map(_agree, a, b)) else "contradicts"
    (single,), (start, end) = (a, b) if len(a) == 1 else (b, a)
    return "compatible" if _within(single, start, end) else "contradicts"


def _agree(one: Point, other: Point) -> bool:
    """Whether two dates are equal as far as both are printed."""
    return all(a is None or b is None or a == b for a, b in zip(one, other, strict=True))


def _within(point: Point, start: Point, end: Point) -> bool:
    """Whether a date can lie in a range; compared from the year down, as far as all three are printed."""
    years = (point[0], start[0], end[0])
    first = 0 if None not in years else 1
    low, high, at = [], [], []
    for part in range(first, 3):
        p, s, e = point[part], start[part], end[part]
        if p is None or s is None or e is None:
            break
        at.append(p)
        low.append(s)
        high.append(e)
    if low <= high:
        return low <= at <= high
    return at >= low or at <= high  # over the end of a year that is not printed


def _periods(one: Stated, other: Stated) -> Relation:
    parts = list(zip(one.key[1:], other.key[1:], strict=True))
    if any(a is not None and b is not None and a != b for a, b in parts):
        return "contradicts"
    duration, start, end = (a if a is not None else b for a, b in parts)
    # Counted inclusively or not: 2023 to 2026 are three years or four.
    if (
        duration is not None
        and start is not None
        and end is not None
        and duration not in (end - start, end - start + 1)
    ):
        return "contradicts"
    return "compatible"


# ---------------------------------------------------------------- lists, names, states


def _lists(one: Stated, other: Stated) -> Relation:
    """A shorter list leaves out and denies nothing; two that each have what the other lacks contradict each other,
    unless one of them gives examples only."""
    a, b = one.key[1], other.key[1]
    return "compatible" if a <= b or b <= a or one.partial or other.partial else "contradicts"


LONG = 6
"""Letters from which on two words of which one begins with the other are spellings of one: program, programme."""


def _names(one: Stated, other: Stated) -> Relation:
    a, b = sorted((one.key[1], other.key[1]), key=len)
    if _spelled_alike(a, b) or _begins_or_ends(a, b) or _is_acronym(a, b):
        return "compatible"
    return "contradicts"


def _variant(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= LONG and long.startswith(short) and len(long) - len(short) <= 2)


def _spelled_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """`Programme` and `program`, `Japan Times` and `JapanTimes`."""
    return "".join(a) == "".join(b) or (len(a) == len(b) and all(map(_variant, a, b)))


def _begins_or_ends(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """`Kishida` and `Fumio Kishida`, `Vilnius` and `Vilnius, Lithuania`: one stands at an end of the other."""
    n = len(short)
    return n < len(long) and (all(map(_variant, short, long[:n])) or all(map(_variant, short, long[-n:])))


def _is_acronym(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """`ITPP` and `Individually Tailored Partnership Programme`."""
    return len(short) == 1 and len(short[0]) >= 2 and short[0] == "".join(word[0] for word in long)


def _states(one: Stated, other: Stated) -> Relation:
    """Two states of one thing contradict each other, unless they were told of different days: then one came after."""
    if one.days and other.days and (one.days[1] < other.days[0] or other.days[1] < one.days[0]):
        return "develops"
    return "contradicts"


def days(dated: Dated | None) -> tuple[str, str] | None:
    """The first and the last day that a statement can be of, ISO 8601; None where its date is no date.

    One that is only known to be no later has no first day: an empty string, which comes before every day.
    """
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", dated.on) if dated else None
    if found is None or dated is None:
        return None
    year, month, day = found.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        if day:
            last = first
        else:
            ahead = date(first.year + (not month or first.month == 12), first.month % 12 + 1 if month else 1, 1)
            last = ahead - timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return (first.isoformat() if dated.known else "", last.isoformat())


_RELATIONS: Mapping[str, Callable[[Stated, Stated], Relation]] = {
    "number": _numbers,
    "date": _dates,
    "period": _periods,
    "list": _lists,
    "name": _names,
    "status": _states,
    "boolean": lambda one, other: "contradicts",
    "text": lambda one, other: "incomparable",
}

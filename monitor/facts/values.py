"""What a slot matched, read as a value: numbers, years, dates and periods, only as far as they are printed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import regex

from monitor.facts.search import Search
from monitor.facts.search.words import Ends
from monitor.model import Period, Qualifier, Value
from monitor.rules.model import Language
from monitor.rules.slots import lasting
from monitor.rules.writing import GROUPED

_YEAR = regex.compile(r"(?:19|20)\d\d")
_SPAN = regex.compile(
    r"((?:19|20)\d\d)(?:\s?[-/]\s?|\s(?:to|through|until|till|and)\s)((?:19|20)\d\d|\d\d)(?!\w)", regex.IGNORECASE
)
_YEARS = regex.compile(r"(?:[\s-](?:full|whole|fiscal|calendar))?[\s-]years?(?!\w)", regex.IGNORECASE)
_SINCE = regex.compile(
    r"(?:from|since|in\sforce\sin|(?:begins?|beginning|began|start(?:s|ed|ing)?|effect|runs?|running)\s(?:in|from))"
    r"\s((?:19|20)\d\d)",
    regex.IGNORECASE,
)
_ISO = regex.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DAY = regex.compile(r"(?<!\d)\d{1,2}(?!\d)")
_DIGITS = regex.compile(rf"{GROUPED}|\d+")
_BETWEEN_GROUPS = regex.compile(r"[,\s]")


def count(text: str, language: Language) -> int | None:
    """The whole number in digits or words; `sixteen (16)` is one number."""
    if found := _DIGITS.search(text):
        number = int(_BETWEEN_GROUPS.sub("", found[0]))
        scale = next((s for word, s in language.numerals.scales.items() if text.startswith(word, found.end())), 1)
        return number * scale
    return language.numerals.value(text)


def qualifier(text: str, number: str, language: Language) -> Qualifier:
    """The hedge that stands with a number: `text` is what the slot matched, hedge and all."""
    if text.isdigit():
        return "exact"
    together = language.writing.together
    digits = _DIGITS.search(text)
    whole = Search(text, language.writing)
    behind = Search(text[digits.end() if digits else language.numerals.end(text) :], language.writing)
    last = len(behind.text.rstrip())
    longest = _longest(whole, language)
    for name, before, after in language.qualifiers:
        if before and any(
            _leads(whole, start, ends) and not any(a < start and max(ends) <= b for a, b in longest)
            for start, ends in whole.occurrences(before)
        ):
            return name
        if after and any(together or max(ends) >= last for _, ends in behind.occurrences(after)):
            return name
    return "more_than" if text.rstrip().endswith("+") else "exact"


def _longest(search: Search, language: Language) -> list[tuple[int, int]]:
    """Where hedges stand before the number: `more than` within `no more than` is none of its own."""
    return [
        (start, max(ends))
        for _, before, _ in language.qualifiers
        if before
        for start, ends in search.occurrences(before)
    ]


_BEFORE = 40
"""Characters that may stand before a hedge."""


def _leads(search: Search, start: int, ends: Ends) -> bool:
    """Whether a hedge stands by itself: at the beginning, or parted from what is before it, and from what follows."""
    parted = start == 0 or any(start in search.joints("separator", at) for at in range(min(start, _BEFORE + 1)))
    return parted and any(search.joints("separator", end) for end in ends)


def qualifier_behind(search: Search, at: int, language: Language) -> Qualifier:
    """The hedge that stands at a place of a sentence: `ten areas at most`, 16分野以上.

    Where words are parted, a single one (`16 areas plus`) must end its clause: else it belongs to what follows.
    """
    begins = (at + 1, at) if search.text[at : at + 1].isspace() else (at,)
    for name, _, after in language.qualifiers:
        ends = next((ends for begin in begins if (ends := search.ends(after.node, begin))), ()) if after else ()
        if ends and (
            language.writing.together
            or " " in search.text[at : ends[0]].strip()
            or not _GOES_ON.match(search.text, ends[0])
        ):
            return name
    return "exact"


_GOES_ON = regex.compile(r"\s?\w")


_MONTH_ALONE = regex.compile(r"\W*")
"""What is left of a text that names a month, and perhaps its year, and nothing else."""

MOST_DAYS = 31
"""Longer stretches are not given by their first day and their length."""


@lru_cache(maxsize=512)
def _compiled(source: str) -> regex.Pattern[str]:
    return regex.compile(source, regex.IGNORECASE)


def year(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found[0]) if found else None


def ordinal(text: str, language: Language) -> int | None:
    if found := regex.search(r"\d+", text):
        return int(found[0])
    return language.numerals.value(text)


def dates(text: str, language: Language) -> str | None:
    """`2023-07-12`, `07-12`, `07-11/07-12`: a day or a range of days, with the year only where it is printed.

    A month alone (`July 2023`, which no slot takes for a date, but a rule's expression may) is `2023-07` or `07`.
    """
    if iso := _ISO.findall(text):
        days = [f"{y}-{m}-{d}" for y, m, d in iso if _is_day(int(m), int(d))]
        return "/".join(days[:2]) or None
    if language.dates.lasting:
        length = _compiled(f"{lasting(language.dates, language.numerals, '?P<days>')}$").search(text)
        if length:
            return _lasting(dates(text[: length.start()], language), count(length["days"], language))
    years = _YEAR.findall(text)
    bare = _YEAR.sub(" ", text)
    months = _months(bare, language)
    for _, (start, end) in months:
        bare = bare[:start] + " " * (end - start) + bare[end:]
    days_at = [int(found[0]) for found in _DAY.finditer(bare)][:2]
    if not days_at and language.writing.together:  # 七月十一日
        words = (_without_ending(found[0], language) for found in _compiled(language.numerals.run).finditer(bare))
        days_at = [day for word in words if (day := language.numerals.value(word))][:2]
    if months and not days_at and _MONTH_ALONE.fullmatch(bare):
        return f"{years[0]}-{months[0][0]:02}" if years else f"{months[0][0]:02}"
    if not months or not days_at:
        return None
    out = []
    for i, day in enumerate(days_at):
        # Two months go with their days in order; a single one serves both days.
        month = months[min(i, len(months) - 1)][0]
        if not _is_day(month, day):
            return None
        printed = years[min(i, len(years) - 1)] + "-" if years else ""
        out.append(f"{printed}{month:02}-{day:02}")
    return "/".join(out)


def _without_ending(word: str, language: Language) -> str:
    """A day in words without its ending, where that is a number, too: 십일일 is the day (일) eleven (십일)."""
    return next((word[: -len(end)] for end in language.dates.day_endings if word.endswith(end) and word != end), word)


def _lasting(first: str | None, days: int | None) -> str | None:
    """The range that begins on a day and has so many days."""
    if first is None or "/" in first or days is None or not 2 <= days <= MOST_DAYS:
        return None
    year, month, day = first[:-6], int(first[-5:-3]), int(first[-2:])
    try:
        begin = date(int(year or 2024), month, day)
    except ValueError:  # February 29 of a year that has none
        return None
    end = begin + timedelta(days=days - 1)
    if not year and (begin.month, begin.day) <= (2, 28) < (end.month, end.day):
        return None  # whether the year has a February 29 is not printed
    return f"{first}/{end:%Y-%m-%d}" if year else f"{first}/{end:%m-%d}"


def _months(text: str, language: Language) -> list[tuple[int, tuple[int, int]]]:
    """The months that a text names, each with its place."""
    names = {name.lower(): i for i, group in enumerate(language.dates.months, 1) for name in group}
    longest = "|".join(sorted(names, key=len, reverse=True))
    edges = (r"(?<!\d)", "") if language.writing.together else (r"(?<!\w)", r"(?!\w)")
    found = _compiled(rf"{edges[0]}(?:{longest}){edges[1]}").finditer(text)
    return [(names[match[0].lower()], match.span()) for match in found]


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def period(text: str, language: Language) -> Period | None:
    """Years of a term: how long, from, to; only the parts that are printed."""
    duration = start = end = None
    rest = text
    if found := _YEARS.search(text):
        duration = count(text[: found.start()], language)
        rest = text[found.end() :]
    if span := _SPAN.search(rest):
        start = int(span[1])
        end = int(span[2]) if len(span[2]) == 4 else start // 100 * 100 + int(span[2])
        if end <= start:
            return None
    else:
        if since := _SINCE.search(rest):
            start = int(since[1])
            rest = rest[since.end() :]
        end = year(rest)
    if duration is None and start is None and end is None:
        return None
    return Period(duration, start, end)


def read(slot: str, text: str, language: Language) -> Value | None:
    """The value of what a slot matched (already folded text); None where it is none after all."""
    if slot == "count":
        return count(text, language)
    if slot == "ordinal":
        return ordinal(text, language)
    if slot == "year":
        return year(text)
    if slot in ("date", "date_range"):
        return dates(text, language)
    if slot == "period":
        return period(text, language)
    return " ".join(text.split()).strip(" ,.;:'\"-")

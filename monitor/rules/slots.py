"""The typed slots of phrases: what text each may stand for, built from a language's words for numbers and months.

`facts.values` reads the value out of what a slot matched; both sides use the same names of groups.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from monitor.rules.pattern import Literal, choice

SLOTS_OF_TYPE: Mapping[str, tuple[str, ...]] = {
    "count": ("count", "ordinal"),
    "year": ("year",),
    "money": ("money",),
    "percentage": ("percentage",),
    "date": ("date",),
    "date_range": ("date_range", "date"),
    "period": ("period",),
    "name": ("name", "item", "year", "date"),
    "list": ("list", "item"),
    "status": (),
    "boolean": (),
    "text": (),
}
"""Fact type to the slots that can carry its value; status and boolean take theirs from the phrase's place, text
from the page."""

DIGITS = "0"
"""Stands among a sentence's words if one of them begins with a digit."""

FREE = frozenset({"number"})
"""Slots that any phrase may hold: they carry no value."""

YEAR = r"(?:19|20)\d\d(?!\w|[.,]\d)"


def number_words(units: Sequence[str], tens: Sequence[str], dozens: Sequence[str]) -> str:
    """Regular expression for a number in words below one hundred (longest first), or a dozen."""
    longest = sorted(units, key=len, reverse=True)
    ones = "|".join(longest)
    return rf"(?:{'|'.join(dozens)}|(?:{'|'.join(tens)})(?:[\s-](?:{ones}))?|{ones})"


def plain_words(phrases: Sequence[str]) -> str:
    """Regular expression for one of some plain phrases, longest first: much quicker to compile than the phrases are."""
    longest = sorted(set(phrases), key=len, reverse=True)
    return choice((_first_word(phrase), r"\s".join(re.escape(word) for word in phrase.split())) for phrase in longest)


def _first_word(phrase: str) -> str:
    """A word that a sentence with this phrase has; empty in scripts that do not part their words."""
    first = str(re.findall(r"\w+|$", phrase.lower())[0])
    return first if first.isascii() else ""


def build(
    numbers: Mapping[str, list[str]],
    months: Sequence[Sequence[str]],
    weekdays: Sequence[str],
    hedges: tuple[str, str],
) -> dict[str, str]:
    """Slot name to regular expression, for one language. `hedges`: what may stand before and after a number."""
    ones, tens = plain_words(numbers["units"]), plain_words(numbers["tens"])
    words = rf"(?:{plain_words(numbers['dozens'])}|{tens}(?:[\s-]{ones})?|{ones})"  # as in `number_words`
    digits = r"(?<![\w.,$€£¥-])(?:\d{1,3}(?:,\d{3})+|\d{1,6})(?![\d%]|[.,:/-]\d)"
    number = rf"(?:{digits}(?!\w)|(?<!\w)(?<!\w-){words}(?!\w)(?:\s?\(\s?\d{{1,6}}\s?\))?)"
    before, after = hedges
    filler = rf"(?:(?:a\stotal\sof|a\sfull|all|the|its|their)\s(?:{before}\s)?)?"
    count = rf"(?<!\w)(?:{before}\s){{0,2}}{filler}{number}(?:\+|[\s-]{after})?"
    ordinals = plain_words(numbers["ordinals"])
    ordinal = rf"(?<!\w)(?:\d{{1,4}}(?:st|nd|rd|th)|(?:(?:{'|'.join(numbers['tens'])})[\s-])?(?:{ordinals}))(?!\w)"
    month = (
        "(?:" + "|".join(sorted((name for names in months for name in names), key=len, reverse=True)) + r")(?!\w)\.?"
    )
    weekday = rf"(?:(?:{'|'.join(weekdays)})\.?,?\s)?"
    day = r"(?<![\w.,])\d{1,2}(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)"
    dash = r"(?:\s?-\s?|\s?/\s?|,?\s(?:to|and|through|until|till|&)\s)"
    year = rf"(?:,?\s{YEAR})?"
    iso = r"(?<!\w)(?:19|20)\d\d-\d\d-\d\d(?!\w)"
    md = rf"(?<!\w){month}\s(?:the\s)?{day}"
    dm = rf"{day}\s(?:of\s)?{month}"
    date = rf"(?:{iso}|{md}{year}|{dm}{year})"
    date_range = (
        rf"(?:{iso}(?:/|{dash}){iso}"
        rf"|{md}{year}{dash}{weekday}{md}{year}"
        rf"|{md}{dash}{weekday}(?:the\s)?{day}{year}"
        rf"|{dm}{year}{dash}{weekday}{dm}{year}"
        rf"|{day}{dash}{weekday}(?:the\s)?{dm}{year})"
    )
    bare_year = r"(?:19|20)\d\d(?!\d)"
    short = r"\s?[-/]\s?(?:(?:19|20)\d\d|\d\d)"
    words_between = rf"\s(?:to|through|until|till)\s{bare_year}|(?<=between\s(?:19|20)\d\d)\sand\s{bare_year}"
    span = rf"(?<![\w.,-])(?:19|20)\d\d(?:{short}|{words_between})(?![\w-])"
    ends = r"(?:(?:end|expir|laps)(?:e?s|ing|e)?|runs?\sout|up\sfor\srenewal)\s(?:in|at|by|with)"
    close = r"(?:the\s(?:end|close)\sof\s|late\s|end-|mid-|(?:early|spring|summer|autumn)\s)"
    until = (
        rf"(?:(?:to|through|thru|until|till|up\sto|{ends})\s{close}?{bare_year}"
        rf"|(?:by\s|at\s)?the\s(?:end|close)\sof\s{bare_year})"
    )
    since = rf"(?:from|starting\s(?:in|from)|beginning\s(?:in|from))\s{bare_year}"
    years = rf"{number}[\s-]years?(?!\w)"
    period = (
        rf"(?:{years}(?:\s(?:period|term|span|programme|program|plan|agreement|deal|pact))?"
        rf"(?:[\s,(]{{1,2}}(?:(?:from|between|covering|for|running|and|ending|starting)\s){{0,2}}(?:{span}|{until}|{since}))?"
        rf"|{span}|{since}\s{until}|{until}|{since})"
    )
    name = r"(?-i:\p{Lu}[\w.'-]*(?:\s(?:(?:of|the|for|and|de|la|du)\s){0,2}\p{Lu}[\w.'-]*){0,6})"
    return {
        "count": count,
        "number": count,
        "ordinal": ordinal,
        "year": rf"(?<![\w.,-]){YEAR}(?:'s)?",
        "date": date,
        "date_range": date_range,
        "period": period,
        "name": name,
        "list": r"(?:[^;\n]|;\s(?=\(|and\s)){2,400}",
    }


def needed(numbers: Mapping[str, list[str]]) -> dict[str, frozenset[Literal]]:
    """Slot name to the words of which one stands in everything that the slot matches."""
    digits: frozenset[Literal] = frozenset({(DIGITS, False)})
    words = {word.split()[-1] for key in ("units", "tens", "dozens") for word in numbers[key]}
    spelled = digits | {(word.lower(), False) for word in words}
    ordinals = digits | {(word.lower(), False) for word in numbers["ordinals"]}
    out = dict.fromkeys(("count", "number", "period"), spelled)
    return {**out, "ordinal": ordinals, **dict.fromkeys(("year", "date", "date_range"), digits)}

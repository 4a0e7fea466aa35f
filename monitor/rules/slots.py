"""The typed slots of phrases: what text each may stand for, built from a language's words for numbers and months.

`facts.values` reads the value out of what a slot matched; both sides use the same names of groups.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.rules.numerals import Numerals, first_of
from monitor.rules.pattern import Literal
from monitor.rules.writing import DIGITS, GROUPED, NO_GROUP, Writing

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

NEEDED_KEYS: Mapping[str, tuple[str, str]] = {
    "money": ("words for amounts", "amounts"),
    "percentage": ("words for amounts", "amounts"),
    "period": ("words for terms of years", "terms"),
    "ordinal": ("words for ordinals", "ordinals"),
}
"""Slots that not every language can read: what they need, and the key of its lexicon that has it."""

FREE = frozenset({"number"})
"""Slots that any phrase may hold: they carry no value."""

YEAR = r"(?:19|20)\d\d(?!\w|[.,]\d)"


@dataclass(frozen=True, slots=True)
class Dates:
    """How a language prints days: in which order, and the words around them.

    `month_first`: July 11; `day_first`: 11 July; where words are run together it is always 2023年7月11日. `day_endings`
    and `year_endings` stand behind the digits, `before_day` (`the`) in front of them, `between` (`of`) after them;
    `through` joins the ends of a range; `lasting` stands behind its first day and gives its length, `#` the number.
    `relative`: words for days by how many days they are from the article's own;
    `following` and `preceding` (`next`, `last`) stand with a weekday.
    """

    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    month_first: bool
    day_first: bool
    day_endings: tuple[str, ...]
    before_day: tuple[str, ...]
    between: tuple[str, ...]
    through: tuple[str, ...]
    year_endings: tuple[str, ...]
    relative: Mapping[str, int]
    following: tuple[str, ...]
    preceding: tuple[str, ...]
    lasting: tuple[str, ...] = ()

    @property
    def weekday_names(self) -> list[str]:
        """All names, the longest first."""
        return sorted((name for names in self.weekdays for name in names), key=len, reverse=True)

    def relative_words(self, writing: Writing) -> list[str]:
        """Words that tell a day from the article's own; where words run together, no single character (月, 火)."""
        return [*self.relative, *(name for name in self.weekday_names if len(name) > 1 or not writing.together)]


@dataclass(frozen=True, slots=True)
class Hedges:
    """What may stand with a number: regular expressions for hedges before and after it, words that lead to it (`a total
    of`), and words that it counts with (`個`)."""

    before: str
    after: str
    fillers: tuple[str, ...] = ()
    classifiers: tuple[str, ...] = ()


def plain_words(phrases: Sequence[str], writing: Writing) -> str:
    """Regular expression for one of some plain phrases, longest first."""
    longest = sorted(set(phrases), key=len, reverse=True)
    return first_of(writing.space.join(re.escape(word) for word in phrase.split()) for phrase in longest)


def one_of(words: Sequence[str]) -> str:
    """The same, as a plain regular expression."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True)) + ")"


def _optional(words: Sequence[str], behind: str = "", ahead: str = "") -> str:
    return f"(?:{behind}{one_of(words)}{ahead})?" if words else ""


_WORD_BEGINS = r"(?<!\p{Hangul})"
"""Korean puts spaces between words: a number (사, 구) or hedge (약) does not begin within one (군사, 연구, 협약)."""


def number(numerals: Numerals, writing: Writing) -> str:
    """Regular expression for a whole number, in digits or words."""
    if writing.together:
        digits = rf"{NO_GROUP}(?<![A-Za-z\d.,$€£¥-])(?:{GROUPED}|\d{{1,6}})(?![A-Za-z\d%]|[.,:/-]\d)"
        return rf"(?:{digits}{_optional(list(numerals.scales))}|{_WORD_BEGINS}{numerals.source(writing)})"
    digits = rf"{NO_GROUP}(?<![\w.,$€£¥-])(?:{GROUPED}|\d{{1,6}})(?![\d%]|[.,:/-]\d)"
    return rf"(?:{digits}(?!\w)|(?<!\w)(?<!\w-){numerals.source(writing)}(?!\w)(?:\s?\(\s?\d{{1,6}}\s?\))?)"


def _count(numerals: Numerals, hedges: Hedges, writing: Writing) -> str:
    one = number(numerals, writing)
    if writing.together:
        classifier = _optional(hedges.classifiers, r"\s?")
        after = rf"(?:\s?{hedges.after})?"
        filler = _optional(hedges.fillers, ahead=r"\s?")
        return rf"(?:{_WORD_BEGINS}{hedges.before}\s?){{0,2}}{filler}{one}{after}{classifier}{after}"
    space = writing.space
    filler = rf"(?:{plain_words(hedges.fillers, writing)}{space}(?:{hedges.before}{space})?)?" if hedges.fillers else ""
    classifier = _optional(hedges.classifiers, r"\s", r"(?!\w)")
    return rf"(?<!\w)(?:{hedges.before}{space}){{0,2}}{filler}{one}{classifier}(?:\+|[\s-]{hedges.after})?"


def _ordinal(numerals: Numerals, dates: Dates, writing: Writing) -> str:
    ordinals = plain_words(list(numerals.ordinals), writing)
    tens = rf"(?:(?:{'|'.join(numerals.tens)})[\s-])?" if numerals.tens else ""
    endings = one_of(dates.day_endings) if dates.day_endings else "(?!)"
    return rf"(?<!\w)(?:\d{{1,4}}{endings}|{tens}(?:{ordinals}))(?!\w)"


def _days(dates: Dates, numerals: Numerals, writing: Writing) -> dict[str, str]:
    """The slots of days and of ranges of days."""
    space = writing.space
    names = [name for names in dates.months for name in names]
    month = "(?:" + "|".join(sorted(names, key=len, reverse=True)) + ")"
    endings = _optional(dates.day_endings, space + "?" if writing.together else "")
    before = _optional(dates.before_day, ahead=r"\s")
    of = _optional(dates.between, ahead=r"\s")
    weekday = rf"(?:(?:{'|'.join(dates.weekday_names)})\.?,?\s)?" if dates.weekdays else ""
    year_end = _optional(dates.year_endings, r"\s?")
    iso = r"(?<!\w)(?:19|20)\d\d-\d\d-\d\d(?!\w)"
    words = one_of(dates.through) if dates.through else "(?!)"
    if writing.together:
        aside = rf"(?:\s?(?:\([^()]{{1,8}}\)|{one_of(dates.weekday_names)}))?" if dates.weekdays else ""
        dash = rf"{aside}(?:\s?[-~/·・、,]\s?|\s?{words}\s?)"
        month = rf"(?<!\d){month}"
        day = rf"(?:\d{{1,2}}(?!\d)|{numerals.source(writing)}){endings}"
        year = rf"(?:(?<!\d)(?:19|20)\d\d{year_end}\s?)?"
        md = rf"{year}{month}\s?{day}"
        length = rf"{md}{aside}{lasting(dates, numerals)}|" if dates.lasting else ""
        return {
            "date": rf"(?:{iso}|{md})",
            "date_range": rf"(?:{iso}(?:/|{dash}){iso}|{length}{md}{dash}(?:{md}|{day}))",
        }
    month += r"(?!\w)\.?"
    day = rf"(?<![\w.,])\d{{1,2}}{endings}(?![\w%]|[.,:]\d)"
    dash = rf"(?:\s?-\s?|\s?/\s?|,?\s{words}\s)"
    year = rf"(?:,?\s{YEAR}{year_end})?"
    md, dm = rf"(?<!\w){month}\s{before}{day}", rf"{day}\s{of}{month}"
    single, ranges = [iso], [rf"{iso}(?:/|{dash}){iso}"]
    if dates.month_first:
        single.append(md + year)
        ranges += [rf"{md}{year}{dash}{weekday}{md}{year}", rf"{md}{dash}{weekday}{before}{day}{year}"]
    if dates.day_first:
        single.append(dm + year)
        ranges += [rf"{dm}{year}{dash}{weekday}{dm}{year}", rf"{day}{dash}{weekday}{before}{dm}{year}"]
    return {"date": f"(?:{'|'.join(single)})", "date_range": f"(?:{'|'.join(ranges)})"}


def relative_day(dates: Dates, writing: Writing) -> str:
    """Regular expression for a day that is told from the article's own; empty if the language has no words for it."""
    words = dates.relative_words(writing)
    if not words:
        return ""
    which = [*dates.following, *dates.preceding]
    before, behind = _optional(which, ahead=writing.space), _optional(which, behind=writing.space)
    edges = ("", "") if writing.together else (r"(?<!\w)", r"(?!\w)")
    return rf"{edges[0]}{before}{one_of(words)}{edges[1]}{behind}{edges[1]}"


def lasting(dates: Dates, numerals: Numerals, group: str = "?:") -> str:
    """Regular expression for the length of a range behind its first day (から2日間, 起一连两天); `group` begins the
    number's."""
    days = rf"({group}\d{{1,2}}|{numerals.run})"
    forms = [re.escape(form).replace(r"\ ", r"\s?[,、]?\s?").replace(r"\#", days) for form in dates.lasting]
    return f"(?:{'|'.join(forms)})"


def build(numerals: Numerals, dates: Dates, hedges: Hedges, writing: Writing) -> dict[str, str]:
    """Slot name to regular expression, for one language; `list` is the rest of a clause, and no regular expression."""
    count = _count(numerals, hedges, writing)
    name = r"(?-i:\p{Lu}[\w.'-]*(?:\s(?:(?:of|the|for|and|de|la|du)\s){0,2}\p{Lu}[\w.'-]*){0,6})"
    if writing.together:
        name = r"[\p{Han}\p{Hangul}\p{Katakana}ーA-Za-z][\p{Han}\p{Hangul}\p{Katakana}ー・\w]{0,30}"
    slots = {
        "count": count,
        "number": count,
        "year": rf"(?<![\w.,-]){YEAR}(?:'s)?" if not writing.together else r"(?<!\d)(?:19|20)\d\d(?!\d|[.,]\d)",
        **_days(dates, numerals, writing),
        "name": name,
    }
    return {**slots, "ordinal": _ordinal(numerals, dates, writing)} if numerals.ordinals else slots


def period(one: str) -> str:
    """Regular expression for a term of years, in English words; `one`: a number."""
    bare_year = r"(?:19|20)\d\d(?!\d)"
    short = r"\s?[-/]\s?(?:(?:19|20)\d\d|\d\d)"
    words_between = rf"\s(?:to|through|until|till)\s{bare_year}|(?<=between\s(?:19|20)\d\d)\sand\s{bare_year}"
    span = rf"(?<![\w.,-])(?:19|20)\d\d(?:{short}|{words_between})(?![\w-])"
    ends = (
        r"(?:(?:(?:end|expir|laps|terminat|finish|conclud)(?:e?s|ing|e)?|runs?\sout|runs?\s(?:its|their)\scourse"
        r"|com(?:es?|ing)\sto\s(?:an\send|a\sclose)|(?:falls?\sdue|(?:be|is|comes?|due)\s(?:up)?)\s?for\srenewal"
        r"|up\sfor\srenewal|ceases?\sto\s(?:apply|be\s(?:valid|in\sforce)))\s(?:in|at|by|with|on|after))"
    )
    month = "(?:January|February|March|April|May|June|July|August|September|October|November|December|Dec|Mar)"
    fiscal = r"(?:the\s)?(?:fiscal\s(?:year\s)?|year\s|FY\s?)"
    part = r"(?:end|close|last\sday|final\sday|(?:first|second|last|third|fourth|final)\s(?:half|quarter))"
    close = (
        rf"(?:(?:the\s)?{part}\sof\s(?:{fiscal})?|{fiscal}|(?:late|early)\s(?:in\s)?|(?:end|mid)-"
        rf"|(?:spring|summer|autumn)\s|{month}[\s.]{{1,2}}(?:\d\d?[\s,]{{1,2}})?|\d\d?\s{month}\s)"
    )
    including = r"(?:and\sincluding|at\sleast)"
    until = (
        rf"(?:(?:(?:to|through|thru|until|till|up\sto|as\sfar\sas|as\slate\sas)(?:\s{including})?"
        rf"|(?<=between\snow\s)and|{ends})\s{close}?{bare_year}|(?:by\s|at\s)?the\s(?:end|close)\sof\s(?:{fiscal})?{bare_year})"
    )
    since = rf"(?:from|starting\s(?:in|from)|beginning\s(?:in|from))\s{bare_year}"
    begun = (
        r"(?:(?:begins?|began|start(?:s|ed)?|takes?\seffect|took\seffect|in\sforce|runs?|running)\s(?:in|from)|since)"
        rf"\s{bare_year}"
    )
    runs = r"will|is|to|due|set|it|runs?|running|lasts?|lasting|valid|remains?|stays?|continues?|goes|in\sforce"
    years = rf"{one}(?:[\s-](?:full|whole|fiscal|calendar))?[\s-]years?(?!\w)"
    joins = (
        r"from|between|covering|for|running|and|ending|starting|or|i\.e\.,?|that\sis,?|meaning|namely"
        r"|that|which|will|due\sto"
    )
    return (
        rf"(?:{years}(?:\s(?:period|term|span|programme|program|plan|agreement|deal|pact))?"
        rf"(?:[\s,(]{{1,2}}(?:(?:{joins})\s){{0,2}}"
        rf"(?:{span}|{until}|{since}))?"
        rf"|{span}|{since}\s{until}|{begun}(?:,?\sand)?(?:\s(?:{runs})){{0,3}}\s{until}|{until}|{since})"
    )


def needed(numerals: Numerals, writing: Writing) -> dict[str, frozenset[Literal]]:
    """Slot name to the words of which one stands in everything that the slot matches."""
    digits: frozenset[Literal] = frozenset({(DIGITS, False)})
    spelled = digits | {(writing.key(word.split()[-1].lower()), False) for word in numerals.words}
    ordinals = digits | {(writing.key(word.lower()), False) for word in numerals.ordinals}
    out = dict.fromkeys(("count", "number", "period"), spelled)
    days = spelled if writing.together else digits
    return {**out, "ordinal": ordinals, "year": digits, "date": days, "date_range": days}

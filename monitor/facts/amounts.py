"""What a slot for money or a percentage matched, as a value: `EUR 4200000000`, `4.25`; nothing is converted."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

import regex

from monitor.facts.values import count
from monitor.model import Value
from monitor.rules.amounts import SLOTS as SLOTS
from monitor.rules.amounts import Amounts, either
from monitor.rules.model import Language
from monitor.rules.writing import GROUPED

_DIGITS = regex.compile(rf"(?:{GROUPED}|\d+)(?:\.\d+)?")
_BETWEEN_GROUPS = regex.compile(r"[,\s]")
Number = TypeVar("Number", int, float)

BASIS = Decimal(100)
"""Basis points in a percentage point."""


def read(slot: str, text: str, language: Language) -> Value | None:
    """The value of what a slot for money or a percentage matched (already folded text); None where it is none."""
    words = language.amounts
    assert words is not None  # the slot would be unknown
    return _money(text, language, words) if slot == "money" else _percentage(text, language, words)


def _money(text: str, language: Language, amounts: Amounts) -> str | None:
    """The currency's ISO 4217 code and the amount in its units, scale and all: `EUR 4200000000`."""
    currency = _currency(text, amounts)
    if currency is None:
        return None
    number = _number(text, language, amounts)
    return f"{currency} {_plain((Decimal(1) if number is None else number) * _scale(text, amounts))}"


def amount(value: str) -> Decimal:
    """The amount of a money value."""
    return Decimal(value.rpartition(" ")[2])


def _percentage(text: str, language: Language, amounts: Amounts) -> int | float | None:
    """Per cent or percentage points: `4.25`; basis points are hundredths of one."""
    part = _pattern(rf"(?<!\w){either(amounts.fractions)}[\s-](?:of\s)?(?:an?\s)?{either(amounts.points)}").search(text)
    number = Decimal(str(_fraction(part[0], amounts))) if part else _number(text, language, amounts)
    if number is None:
        return None
    if not part and _pattern(either(amounts.and_a_half)).search(text):
        number += Decimal("0.5")
    if _pattern(rf"(?<!\w){either(amounts.basis_points)}").search(text):
        number /= BASIS
    if _pattern(rf"(?:^|\s)(?:{either(amounts.minus)}\s|-)\s?(?=\w)").match(text):
        number = -number
    return int(number) if number == number.to_integral_value() else float(number)


def _number(text: str, language: Language, amounts: Amounts) -> Decimal | None:
    if found := _DIGITS.search(text):
        return Decimal(_BETWEEN_GROUPS.sub("", found[0]))
    if spelled := _pattern(rf"(?<!\w){amounts.number_words}(?!\w)").search(text):
        number = count(spelled[0], language)
        return None if number is None else Decimal(number)
    return None


def _fraction(text: str, amounts: Amounts) -> float:
    """The fraction that a text begins with, the longest."""
    plain = text.lower().replace("-", " ")
    return max((len(words), part) for words, part in amounts.fractions.items() if plain.startswith(words.lower()))[1]


def _scale(text: str, amounts: Amounts) -> int:
    found = _pattern(rf"(?<![^\W\d_]){either(amounts.scales)}(?!\w)").search(text)
    return _lower(amounts.scales)[found[0].lower()] if found else 1


def _currency(text: str, amounts: Amounts) -> str | None:
    """The code of the longest name or sign that stands there: `US$` before `$`."""
    best: tuple[int, str] | None = None
    for code, names in amounts.currencies.items():
        for name in (code, *names):
            edge = r"(?!\w)" if name[-1].isalpha() else ""
            begin = r"(?<![^\W\d_])" if name[0].isalpha() else ""
            if (best is None or len(name) > best[0]) and _pattern(f"{begin}{either([name])}{edge}").search(text):
                best = (len(name), code)
    return best[1] if best else None


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _lower(words: Mapping[str, Number]) -> dict[str, Number]:
    return {word.lower(): value for word, value in words.items()}


@lru_cache(maxsize=512)
def _pattern(source: str) -> regex.Pattern[str]:
    return regex.compile(source, regex.IGNORECASE)

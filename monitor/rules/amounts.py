"""Slots for amounts of money and percentages, built from a language's words for currencies, scales and per cent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monitor.rules.pattern import Literal
from monitor.rules.writing import GROUPED, NO_GROUP

SLOTS = frozenset({"money", "percentage"})


@dataclass(frozen=True, slots=True)
class Amounts:
    """A language's words. `currencies`: ISO 4217 code to its names and signs; `scales`: word to its factor.

    `fractions` are parts of a percentage point (`a quarter`: 0.25), said with one of the words of `points`;
    `number_words` is the regular expression for a number in words.
    """

    currencies: Mapping[str, tuple[str, ...]]
    scales: Mapping[str, int]
    percent: tuple[str, ...]
    points: tuple[str, ...]
    basis_points: tuple[str, ...]
    fractions: Mapping[str, float]
    minus: tuple[str, ...]
    and_a_half: tuple[str, ...]
    number_words: str


def either(words: Iterable[str]) -> str:
    """Regular expression for one of some words or signs, longest first; a space may be a hyphen."""
    longest = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"[\s-]") for word in longest) + ")"


def build(amounts: Amounts, hedges: tuple[str, str]) -> dict[str, str]:
    """Slot name to regular expression. `hedges`: what may stand before and after a number."""
    before, after = hedges
    lead = rf"(?<![\w.,⁄+-])(?:{before}\s){{0,2}}"
    digits = rf"{NO_GROUP}(?:{GROUPED}|\d{{1,12}})(?:\.\d{{1,4}})?(?![\d⁄])"
    spelled = rf"(?:{amounts.number_words}|an?)(?!\w)"
    scale = rf"(?:[\s-]?{either(amounts.scales)}(?!\w))"
    names = [name for names in amounts.currencies.values() for name in names]
    words = either(name for name in names if name[-1].isalnum())
    signs = either([*amounts.currencies, *(name for name in names if not name[-1].isalpha())])
    money = (
        rf"{lead}(?:{signs}\s?{digits}{scale}?(?!\w)"
        rf"|(?:{digits}{scale}?|{spelled}{scale})[\s-]{words}(?!\w)"
        rf"|(?:{digits}{scale}?\s?{signs})(?!\w)"
        rf"|{spelled}\s{words}(?!\w))(?:\s{after}(?!\w))?"
    )
    half = rf"(?:[\s-]{either(amounts.and_a_half)})?"
    number = rf"(?:(?:{either(amounts.minus)}\s|[-+])?(?:{digits}|{amounts.number_words}(?!\w){half}))"
    unit = rf"(?:\s?%|[\s-]{either([*amounts.percent, *amounts.points, *amounts.basis_points])}(?!\w))"
    part = rf"{either(amounts.fractions)}[\s-](?:of\s)?(?:an?\s)?{either(amounts.points)}(?!\w)"
    percentage = rf"{lead}(?:{number}{unit}|{part})(?:\s{after}(?!\w))?"
    return {"money": money, "percentage": percentage}


def needed(amounts: Amounts, digits: str) -> dict[str, frozenset[Literal]]:
    """Slot name to the words of which one stands in everything that the slot matches."""
    names = [name for names in amounts.currencies.values() for name in names]
    units = [*amounts.percent, *amounts.points, *amounts.basis_points]
    return {
        "money": frozenset({(digits, False), *_last_words(names)}),
        "percentage": frozenset({(digits, False), *_last_words(units)}),
    }


def _last_words(names: Iterable[str]) -> set[Literal]:
    return {(words[-1], False) for name in names if (words := re.findall(r"\w+", name.lower()))}

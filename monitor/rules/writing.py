"""How a language writes its words: parted by spaces, or run together; what phrases make of that.

apart      English, Russian, Ukrainian: a phrase's words stand whole, a gap counts words
elided     French: the same, and an apostrophe parts words too (`l'Alliance`)
together   Japanese, Chinese, Korean: a phrase's words stand anywhere, a gap counts characters
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

DIGITS = "0"
"""Stands among a sentence's keys if one of its words begins with a digit."""

GROUPED = r"\d{1,3}(?:(?:,\d{3})+|(?:[ \u00a0\u2009\u202f]\d{3})+)(?!\d)"
"""Digits in groups of three: 4,200 and, as French, the Slavic languages and ISO 80000-1 part them, 4 200."""

NO_GROUP = r"(?<!(?<!\d)\d{1,3}[ \u00a0\u2009\u202f](?=\d{3}(?!\d)))"
"""No group before it to which the digits that follow belong."""

_WORD = re.compile(r"\w+")
_CHARACTER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Writing:
    """`separator` parts two neighbouring words of a phrase, `loose` words around a gap: any run of punctuation too.

    `start` and `end` stand around a word; `max_gap` is the longest gap, in words or characters. `variants`: characters
    and, at the same places, those that they are read as (traditional and simplified Chinese).
    """

    name: str
    separator: str
    start: str
    end: str
    loose: str
    max_gap: int
    variants: tuple[str, str] = ("", "")

    @property
    def together(self) -> bool:
        return self.name == "together"

    @property
    def space(self) -> str:
        """What parts the parts of a number or date."""
        return {"together": r"\s?", "elided": r"(?:\s|(?<='))"}.get(self.name, r"\s")

    @property
    def articles(self) -> str:
        """Regular expression for what stands before a further name in a series: `France and the Netherlands`."""
        if self.name == "elided":
            return r"(?:(?:de|du|des|la|le|les|au|aux|par|a)\s|[dl]'){0,2}"
        return r"(?:(?:the|other)\s)?"

    def fold(self, plain: str) -> str:
        """A folded text with one character for each of those that are written in several ways; as long as before."""
        return plain.translate(_table(*self.variants)) if self.variants[0] else plain

    def places(self, plain: str) -> dict[str, list[int]]:
        """What a folded sentence is looked up by, with where it stands: its words in lower case; where words are run
        together, characters and pairs of them."""
        found: dict[str, list[int]] = {}
        if self.together:
            for at, char in enumerate(plain):
                found.setdefault(char.lower(), []).append(at)
                found.setdefault(plain[at : at + 2].lower(), []).append(at)
        else:
            for word in _WORD.finditer(plain):
                found.setdefault(word[0].lower(), []).append(word.start())
        return found

    def key(self, word: str) -> str:
        """What a sentence with this (folded, lower-case) word or text has among its keys; empty if none is sure."""
        found = _WORD.search(word)
        if found is None:
            return ""
        return found[0].strip("_")[:2] if self.together else found[0]

    def length(self, text: str) -> int:
        """Words, or characters, of a text: what gaps and the reach of cues count."""
        return len((_CHARACTER if self.together else _WORD).findall(text))

    def word(self, text: str, *, stem: bool) -> str:
        """Regular expression for one (folded, lower-case) word; of a `stem` any ending."""
        if self.together:
            return self._inside(text)
        body = re.escape(text).replace(r"\-", r"(?:\s|-)")
        start = self.start if text[0].isalnum() else ""
        if self.name == "elided" and text.endswith("'"):
            return start + body
        return start + body + (r"\w*(?:'s?)?" if stem else self.end)

    def _inside(self, text: str) -> str:
        """A word that may stand within a longer one; `_` in front or behind: it begins or ends there. NATO is whole."""
        plain = text.strip("_")
        latin = re.compile("[a-z0-9]", re.IGNORECASE)
        start = r"(?<!\w)" if text.startswith("_") else "(?<![A-Za-z0-9])" if latin.match(plain[:1]) else ""
        end = r"(?!\w)" if text.endswith("_") else "(?![A-Za-z0-9])" if latin.match(plain[-1:]) else ""
        return start + re.escape(plain) + end

    def gap(self, words: int, guard: str) -> str:
        """Regular expression for up to so many words or characters; `guard` looks ahead for what it never crosses."""
        if self.together:
            return rf"(?:{guard}\s?\S){{0,{words}}}?"
        # An elided word is one of its own, so that what follows it can end the gap: projet ...2 ouverture, d'ouverture.
        word = r"\w[\w.-]*+'?" if self.name == "elided" else r"\w[\w'.-]*+"
        return rf"(?:{self.loose}{guard}{word}){{0,{words}}}?"


@lru_cache(maxsize=8)
def _table(written: str, read: str) -> dict[int, int]:
    return str.maketrans(written, read)


_START, _END = r"(?<!\w)", r"(?!\w)(?:'s?(?!\w))?"
_PARTED = r"(?:\s{1,4}|-|/)"
_OPEN, _CLOSE = r"""["'),:(\]\[]{0,3}""", r"""["'(\[]{0,2}"""

APART = Writing("apart", f"{_OPEN}{_PARTED}{_CLOSE}", _START, _END, r"[^\w]{1,6}", 20)
# Before a colon and within quotation marks French puts a space too.
ELIDED = Writing(
    "elided",
    rf"(?:\s(?=[:\"]))?{_OPEN}(?:\s{{1,4}}|-|/|(?<=')){_CLOSE}",
    _START,
    _END,
    r"(?:[^\w]{1,6}|(?<='))",
    APART.max_gap,
)
TOGETHER = Writing("together", r"[\s\"'「」『』《》()\[\],、:・·/-]{0,3}", "", "", r"[^\w]{0,6}", 60)
WRITINGS = {writing.name: writing for writing in (APART, ELIDED, TOGETHER)}

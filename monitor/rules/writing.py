"""How a language writes its words: parted by spaces, or run together; what phrases make of that.

apart      English, Russian, Ukrainian: a phrase's words stand whole, a gap counts words
elided     French: the same, and an apostrophe parts words too (`l'Alliance`)
together   Japanese, Chinese, Korean: a phrase's words stand anywhere, a gap counts characters
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from monitor.rules.pattern import Inside, Mixed, Node, Word

DIGITS = "0"
"""Stands among a sentence's keys if one of its words begins with a digit."""

GROUPED = r"\d{1,3}(?:(?:,\d{3})+|(?:[ \u00a0\u2009\u202f]\d{3})+)(?!\d)"
"""Digits in groups of three: 4,200 and, as French, the Slavic languages and ISO 80000-1 part them, 4 200."""

NO_GROUP = r"(?<!(?<!\d)\d{1,3}[ \u00a0\u2009\u202f](?=\d{3}(?!\d)))"
"""No group before it to which the digits that follow belong."""

_WORD = regex.compile(r"\w+")
_CHARACTER = regex.compile(r"[^\W_]")
_WORD_CHARACTER = regex.compile(r"\w")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


@lru_cache(maxsize=20_000)
def is_letter(char: str) -> bool:
    """Whether a character (or nothing, at an end) belongs to a word: a letter, digit, mark or underscore."""
    return bool(_WORD_CHARACTER.match(char))


@dataclass(frozen=True, slots=True)
class Writing:
    """How words are parted. `max_gap` is the longest gap, in words or characters.

    `variants`: characters and, at the same places, those that they are read as (traditional and simplified Chinese).
    """

    name: str
    max_gap: int
    variants: tuple[str, str] = ("", "")

    @property
    def together(self) -> bool:
        return self.name == "together"

    @property
    def elided(self) -> bool:
        return self.name == "elided"

    @property
    def space(self) -> str:
        """What parts the parts of a number or date: a regular expression."""
        return {"together": r"\s?", "elided": r"(?:\s|(?<='))"}.get(self.name, r"\s")

    @property
    def articles(self) -> str:
        """Regular expression for what stands before a further name in a series: `France and the Netherlands`."""
        if self.elided:
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
        key = str(found[0])
        return key.strip("_")[:2] if self.together else key

    def length(self, text: str) -> int:
        """Words, or characters, of a text: what gaps and the reach of cues count."""
        return len((_CHARACTER if self.together else _WORD).findall(text))

    def word(self, text: str, *, stem: bool) -> Node:
        """The node of one (folded, lower-case) word; of a `stem` any ending.

        Where words are run together it may stand within a longer one; `_` in front or behind: it begins or ends there.
        Latin words (NATO) are whole.
        """
        if self.together:
            plain = text.strip("_")
            before = "word" if text.startswith("_") else "latin" if plain[:1] in _LATIN else ""
            after = "word" if text.endswith("_") else "latin" if plain[-1:] in _LATIN else ""
            return Inside(plain, before, after)
        if _WORD.fullmatch(text) and text[0].isalnum():
            return Word(text, stem)
        return Mixed(text, stem, self.elided and text.endswith("'"))

    # ------------------------------------------------------------ what parts words

    def separators(self, text: str, at: int) -> tuple[int, ...]:
        """Where what parts two neighbouring words of a phrase may end, if it begins at a place; the likeliest first.

        A space, hyphen or slash (in French also an elision before it), with quotes, brackets, a comma or colon around
        it; where words are run together, up to three such characters or none.
        """
        if self.together:
            return tuple(range(_run(text, at, _JOINTS, 3), at - 1, -1))
        ends: dict[int, None] = {}
        # Before a colon and within quotation marks French puts a space too.
        spaced = self.elided and text[at : at + 1].isspace() and text[at + 1 : at + 2] in _SPACED
        for begin in (at + 1, at) if spaced else (at,):
            for middle in range(_run(text, begin, _CLOSING, 3), begin - 1, -1):
                for end in self._parted(text, middle):
                    for last in range(_run(text, end, _OPENING, 2), end - 1, -1):
                        ends.setdefault(last)
        return tuple(ends)

    def _parted(self, text: str, at: int) -> list[int]:
        """Where a space (up to four), hyphen or slash at a place ends."""
        char = text[at : at + 1]
        ends = [at + 1] if char and char in "-/" else []
        if char.isspace():
            end = at + 1
            while end < at + 4 and text[end : end + 1].isspace():
                end += 1
            ends = list(range(end, at, -1))
        if self.elided and text[at - 1 : at] == "'":
            ends.append(at)
        return ends

    def loose(self, text: str, at: int) -> tuple[int, ...]:
        """The same around a gap: up to six characters of any punctuation; where words are run together, or behind an
        elision, it may be none."""
        end = at
        while end < at + 6 and end < len(text) and not is_letter(text[end]):
            end += 1
        least = at if self.together or (self.elided and text[at - 1 : at] == "'") else at + 1
        return tuple(range(end, least - 1, -1))

    def step(self, text: str, at: int) -> tuple[int, tuple[int, ...]] | None:
        """One word or character of a gap that is at a place: where it begins, and where it may end."""
        if self.together:
            end = at + text[at : at + 1].isspace()
            return (end, (end + 1,)) if text[end : end + 1].strip() else None
        begin = next((end for end in self.loose(text, at) if is_letter(text[end : end + 1])), None)
        if begin is None:
            return None
        # An elided word is one of its own, so that what follows it can end the gap: projet ...2 ouverture, d'ouverture.
        end = (_ELIDED_WORD if self.elided else _GAP_WORD).match(text, begin).end()
        return begin, ((end + 1, end) if self.elided and text[end : end + 1] == "'" else (end,))


_CLOSING, _OPENING = frozenset("\"'),:(]["), frozenset("\"'([")
_JOINTS = frozenset(" \t\n\"'「」『』《》()[],、:・·/-")
_SPACED = (":", '"')
_GAP_WORD, _ELIDED_WORD = regex.compile(r"\w[\w'.-]*"), regex.compile(r"\w[\w.-]*")


def _run(text: str, at: int, chars: frozenset[str], most: int) -> int:
    """Where a run of some characters ends."""
    end = at
    while end < at + most and end < len(text) and (text[end] in chars or (" " in chars and text[end].isspace())):
        end += 1
    return end


@lru_cache(maxsize=8)
def _table(written: str, read: str) -> dict[int, int]:
    return str.maketrans(written, read)


APART = Writing("apart", 20)
ELIDED = Writing("elided", APART.max_gap)
TOGETHER = Writing("together", 60)
WRITINGS = {writing.name: writing for writing in (APART, ELIDED, TOGETHER)}

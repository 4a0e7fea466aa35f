"""The members of a list: known items, and what is printed beside them."""

from __future__ import annotations

from functools import lru_cache

import regex

from monitor.facts.search import Search
from monitor.rules.model import Fact, Language
from monitor.rules.writing import Writing


def known(fact: Fact, listed: Search) -> list[str]:
    """The known items that stand there."""
    return [name for name, pattern in fact.items if listed.matches(pattern)]


def unknown(fact: Fact, listed: Search, language: Language) -> list[str]:
    """The members of a list that are none of its known items, as printed."""
    spans = sorted((found.start, found.end) for _, pattern in fact.items for found in listed.matches(pattern))
    between = _between(language.coordination, language.writing)
    members, start = [], 0
    for part in (*between.finditer(listed.text), None):
        low, high = part.span() if part else (len(listed.text),) * 2
        if any(a < high and b > low for a, b in spans) and part:
            continue  # within an item that is known: women, peace and security
        if not any(a < low and b > start for a, b in spans):
            members.append(_bare(listed.text[start:low]))
        start = high
    return [member for member in members if member]


_NUMBERING = regex.compile(r"\s*\(?[\da-z]{1,2}\)\s?")
_EDGES = " \n.,;:!?。-"
_PAIRED = (('"', '"'), ("'", "'"), ("(", ")"), ("[", "]"), ("「", "」"), ("『", "』"), ("《", "》"))


def _bare(member: str) -> str:
    """A member without the number before it, the marks at its ends, and quotes and brackets that are around it all or
    have no other half in it."""
    number = _NUMBERING.match(member)
    member = member[number.end() if number else 0 :].strip(_EDGES)
    for opening, closing in _PAIRED:
        if member.startswith(opening) and (closing not in member[1:] or not {opening, closing} & set(member[1:-1])):
            member = member[1:].strip(_EDGES)
        if member.endswith(closing) and opening not in member[:-1]:
            member = member[:-1].strip(_EDGES)
    return member


@lru_cache(maxsize=32)
def _between(coordination: tuple[str, ...], writing: Writing) -> regex.Pattern[str]:
    """What parts the items of a list that are not known."""
    comma = r"(?<!\d),|,(?!\d)"
    words = "|".join(map(regex.escape, coordination))
    if not writing.together:
        return regex.compile(rf"{comma}|\s(?:{words})\s", regex.IGNORECASE)
    # One character may as well begin a word: 和平, 과학. Korean ones end theirs.
    letters = "".join(word for word in coordination if len(word) == 1)
    begun = rf"(?<=[^,、・·\s]\s?)(?<![{letters}])[{letters}]" if letters else "(?!)"
    longer = "|".join(regex.escape(word) for word in coordination if len(word) > 1) or "(?!)"
    return regex.compile(rf"{comma}|[、・·]|(?:{begun}|{longer})(?!(?<=\p{{Hangul}})\p{{Hangul}})")

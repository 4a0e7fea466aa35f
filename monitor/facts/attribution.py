"""Who is named as the source of a statement (`according to X`, `X said`, `..., said X`) or of all of a text."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from monitor.facts.page import Page, Sentence
from monitor.facts.search import Search
from monitor.rules.model import Language
from monitor.rules.pattern import Pattern
from monitor.rules.writing import is_letter

_LONGEST = 61
"""Characters of a name with its office."""
_MOST_WORDS = 6
"""Of a name beside a quotation."""

_SPEAKER = r"(?P<speaker>[^\s,.;:\"()][^,.;:\"()]{1,60}?)"
_BEHIND = regex.compile(rf"\s{_SPEAKER}(?=\s*(?:[,.;:\"()]|$))")
"""A speaker behind the words that lead to one."""
_NAMED = regex.compile(r"[^\s,.;:\"()][^,.;:\"()]{1,60}")
_NAMED_TOGETHER = regex.compile(r"[^\s,.;:\"()、。「」『』]{1,30}")
"""The same where words are run together."""
_QUOTED = regex.compile(r"[,\"]\s*(?P<and>and\s)?", regex.IGNORECASE)
"""What stands between a quotation and its speaker."""
_TAIL = regex.compile(r"(?:\s[^,.\"]{0,60})?(?=\s*(?:[,.\"]|$))")
_SAYS = regex.compile(r"\s(?:that\s|on\s|in\s|at\s|\")", regex.IGNORECASE)
"""What is said behind `X said`."""


def attribution(sentence: Sentence, target: tuple[int, int], language: Language, quoted: bool) -> str | None:
    """Who is named as the source of the statement: `according to X`, or `X said` outside of the matched words."""
    said = language.attribution
    search = sentence.search
    if said.leads and (speaker := _led(search, said.leads)):
        return speaker
    if said.trails and (speaker := _trailed(search, said.trails, language.writing.together)):
        return speaker
    if said.inverted:
        for begin, speaker in _inverted(search, said.inverted):
            if begin >= target[1] and _is_short(speaker):
                return speaker
    if said.verbs:
        for begin, speaker in _behind_quotation(search, said.verbs):
            if begin >= target[1] and _is_short(speaker):
                return speaker
        if (head := _at_the_head(search, said.verbs)) and head[1] <= target[0] and _is_short(head[0]):
            return head[0]
    return None


_CREDIT = 120
"""Characters of a sentence that says nothing else than whose report this is."""

_SOURCE = r"\s*[\"']?(?P<speaker>[^\s,.;:\"()、。][^,.;:\"()、。]{1,60}?)(?=\s*(?:[,.;:\"()、。]|$))"
_LABELLED = regex.compile(rf"\s*:{_SOURCE}")
_CREDITED = regex.compile(_SOURCE)
_DATELINE = regex.compile(  # `VILNIUS, July 12 (Harbour Press) -`, `(서울=가나통신)`, `【ビリニュス=港湾通信】`
    r"^(?:[^.()]{0,80}\d[^.()]{0,20}|[\p{Lu}\s,/'-]{2,60})\((?P<speaker>\p{Lu}[^()\d/=]{1,40})\)\s?-+\s?(?=\w)"
    r"|^\s*[(【\[][^()【】=]{1,20}=(?P<speaker>[^()【】=\d]{2,20})[)】\]]"
)


def credited(page: Page) -> str | None:
    """Whose report the whole text is, as a dateline at its beginning or a line of its own says; None if none does."""
    language = page.language
    if language is None or not page.text:
        return None
    if found := _DATELINE.match(page.text[0].plain):
        return str(found["speaker"]).strip()
    said = language.attribution
    for sentence in page.text:
        search = sentence.search
        if len(search.text) > _CREDIT:
            continue
        for words, behind in ((said.labels, _LABELLED), (said.credits, _CREDITED)):
            for start, ends in search.occurrences(words) if words else ():
                if any(map(is_letter, search.text[:start])):
                    continue
                if speaker := said.leads and _led(search, said.leads):
                    return speaker
                if found := next((found for end in ends if (found := behind.match(search.text, end))), None):
                    return str(found["speaker"]).strip()
    return None


def _is_short(speaker: str) -> bool:
    return len(speaker.split()) <= _MOST_WORDS


def _led(search: Search, leads: Pattern) -> str | None:
    for _, ends in search.occurrences(leads):
        for end in ends:
            if found := _BEHIND.match(search.text, end):
                return str(found["speaker"]).strip()
    return None


def _trailed(search: Search, trails: Pattern, together: bool) -> str | None:
    """The longest name that stands right before the words, of the first such place."""
    best: tuple[int, int] | None = None
    for start, _ in search.occurrences(trails):
        end = start if together else start - 1
        if not together and not search.text[max(end, 0) : start].isspace():
            continue
        for begin in range(max(0, end - (30 if together else _LONGEST)), end):
            found = (_NAMED_TOGETHER if together else _NAMED).match(search.text, begin, end)
            if found and found.end() == end:
                best = min(best or (begin, end), (begin, end))
                break
    return search.text[slice(*best)].strip() if best else None


def _inverted(search: Search, verbs: Pattern) -> Iterator[tuple[int, str]]:
    """Speakers of `..., said X`, each with the place of the comma, quotation mark or dash before it."""
    last = 0
    for start, ends in search.occurrences(verbs):
        before = search.text[:start].rstrip()
        begin = len(before) - 1
        if begin < last or before[-1] not in ',"-':
            continue
        found = next((found for end in ends if (found := _BEHIND.match(search.text, end))), None)
        if found:
            last = found.end()
            yield begin, str(found["speaker"]).strip()


def _behind_quotation(search: Search, verbs: Pattern) -> Iterator[tuple[int, str]]:
    """Speakers of `..., X said`, each with the place of the comma or quotation mark before it."""
    if not search.occurrences(verbs):
        return
    last = 0
    for mark in _QUOTED.finditer(search.text, overlapped=True):
        if mark.start() < last:
            continue
        for begin in dict.fromkeys((mark.end(), mark.start("and") if mark["and"] else mark.end())):
            found = _spoken(search, verbs, begin, _TAIL)
            if found:
                last = found[1]
                yield mark.start(), found[0]
                break


def _at_the_head(search: Search, verbs: Pattern) -> tuple[str, int] | None:
    """The speaker of `X said that ...` at the beginning, and where what is said begins."""
    return _spoken(search, verbs, len(search.text) - len(search.text.lstrip()), _SAYS)


def _spoken(search: Search, verbs: Pattern, begin: int, then: regex.Pattern[str]) -> tuple[str, int] | None:
    """The speaker whose name begins at a place, with the verb behind it and then that; and where that ends."""
    name = _NAMED.match(search.text, begin)
    if name is None:
        return None
    for start, ends in search.occurrences(verbs):
        if begin + 2 < start <= name.end() + 1 and search.text[start - 1].isspace():
            for end in ends:
                if found := then.match(search.text, end):
                    return search.text[begin : start - 1].strip(), found.end()
    return None

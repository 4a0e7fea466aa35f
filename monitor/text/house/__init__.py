"""Words that a house puts among its authors' text: calls to readers, newsletters, rights, players, consent to embeds.

They stand in paragraphs as the text does, come and go with campaigns and templates, and are known by what they ask of
the reader. A block is the house's if every sentence of it is; an author's sentence keeps its block in the text.
"""

from __future__ import annotations

import re
from typing import Final

from monitor.text.house import asking, notices

_LONGEST: Final = 420
"""Columns of a block that is looked at."""

_LABEL: Final = 60
_LINE: Final = 180
_ENDS = re.compile(r"[.!?…。！？]$")
_SENTENCE = re.compile(r"(?i)[.!?…。！？]\s+\S|[!?。！？]$|\b(?:was|were|is|are|has|had|war|ist|fue|est)\b")
_STOP = re.compile(r"(?<=[.!?…。！？؟])[\"”’»)\]]*(?:\s+|(?<=[。！？]))(?=\S)")
_MAIL = re.compile(r"(?:e-?mail\s*[:：]\s*)?[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.I)
_BARE = re.compile(r"^[\s▶►▷•·■◆※☞→>*\[【「(（–—-]+|(?<=\w)[\s.!…。！:：→»›>)\]】」]+$")
"""Signs around a sentence that say nothing: arrows, brackets, a full stop."""

_KINDS: Final = (
    ("call to readers", asking.CALLS),
    ("newsletter", asking.LETTERS),
    ("channel of the house", asking.CHANNELS),
    ("appeal for support", asking.SUPPORT),
    ("notice of rights", notices.RIGHTS),
    ("how mistakes are reported", notices.MISTAKES),
    ("standing disclaimer", notices.DISCLAIMERS),
    ("subscribers' notice", notices.READERS),
    ("player", notices.PLAYERS),
    ("content from elsewhere", notices.EMBEDS),
)
BESIDE: Final = "beside the house's words"
ASKS: Final = "question to readers"
ANSWER: Final = "how to answer"


def house_words(text: str, *, news: bool) -> str:
    """What of a house's own words a block is, or an empty string where it may be an author's.

    `news`: the page tells machines that it is an article; elsewhere an address, a donation or a right may be what the
    page is about, and only labels are known. `BESIDE`, `ASKS` and `ANSWER` are none by themselves, only beside others;
    the last two are together.
    """
    if len(text) > _LONGEST:
        return ""
    if len(text) <= _LABEL:
        bare = _BARE.sub("", text)
        if notices.LABELS.fullmatch(bare):
            return "label or control"
        if news and notices.SPONSORS.fullmatch(bare) and bare == text:
            return "advertisement"
    if not news:
        return ""
    if _MAIL.fullmatch(text):
        return "address of the author"
    if len(text) <= _LINE:
        if notices.TOPICS.fullmatch(text) and not _ENDS.search(text):
            return "topics"
        if notices.CREDIT.fullmatch(text) and not _SENTENCE.search(text):
            return "credit"
    kinds: set[str] = set()
    for part in _STOP.split(text):
        kind = _sentence(part)
        if not kind:
            return ""
        kinds.add(kind)
    if strong := kinds - {BESIDE, ASKS, ANSWER}:
        return min(strong)
    if kinds >= {ASKS, ANSWER}:
        return _KINDS[0][0]
    return ASKS if kinds == {ASKS} else ANSWER if kinds == {ANSWER} else BESIDE


def _sentence(text: str) -> str:
    bare = _BARE.sub("", text)
    for kind, pattern in _KINDS:
        if pattern.fullmatch(bare):
            return kind
    if text.rstrip().endswith(("?", "？", "؟")):
        return ASKS if asking.YOU.match(bare) or asking.TOPIC.search(bare) else BESIDE
    return ANSWER if asking.CONTACT.fullmatch(bare) else BESIDE if asking.BESIDE.fullmatch(bare) else ""

"""Sentences of a block, by `sentencex`, with those mistakes mended that cost facts: abbreviations, brackets."""

from __future__ import annotations

import re

from sentencex import get_sentence_boundaries

from monitor.model import Span

# After these the sentence goes on, whatever follows: titles before a name, and words that announce a number.
_OPEN = re.compile(
    r"(?:^|[\s(\[«“„\"'‘-])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cpl|Sgt|Adm|Cmdr|Brig|Gov|Sen|Rep|Rev|Hon|Pres"
    r"|Amb|Sec|Supt|Insp|Msgr|St|Ste|Mt|Ft|No|Nos|Art|Fig|Vol|Ch|pp|vs|cf|ca|approx|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec|Nr|bzw|z\.B|d\.h|Mme|Mlle|MM|M|Sr|Sra|Dra|Ing|им|гг?|ул|стр|см|напр|проф|ген|тыс|млн|млрд"
    r"|св|т\.е|[Оо]к|тыс|зв)\.\s*$",
)
_INITIAL = re.compile(
    r"(?:^|[\s(\[«“‘„\".-]|(?<![\w’.])['’]|(?:[a-zа-яёіїєґß-öø-ÿ]|\b[DLOДО])['’](?=[A-ZА-ЯЁІЇЄҐÀ-ÖØ-Þ]))[^\W\d_]\.\s*$"
)
_ACRONYM = re.compile(r"(?:^|[\s(\[«“\"'-])(?:[A-Z]\.){2,}\s*$")
_LOWER = re.compile(r"[^\w]*[a-zа-яёіїєґß-öø-ÿ]")
_NUMBER = re.compile(r"\s*\d")
_NEEDS_NUMBER = re.compile(
    r"(?:No|Nos|Art|Fig|Vol|Ch|pp|Nr|стр|см|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.\s*$"
)
_STARTER_WORDS = (
    "The A An He She It They We I You This That These Those There But And In On At As If When While After Before Its"
    " His Her Their Our For So Yet Some Many Both Meanwhile However Since Until Under By With From To One No Not What"
)
_STARTERS = frozenset(_STARTER_WORDS.split())
_WORD = re.compile(r"[\"'“‘«(\[]*([^\W\d_]+)")
_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
_TAIL = re.compile(r"[」』）)\]”’»\"'\s]+")
_AFTER_QUOTE = re.compile(r"(?:と|とい|として|という|など|は|が|を|に|で|も|の)")
_KOREAN_TAIL = re.compile(
    r"(?:이?라고|이?라며|이?라는|이?라면서|고|며|면서|는|이란|란|에|을|를|이|가|은|도|로)[\s.,]|(?:이?라고|고)[^\s]"
)
_DASH_ON = re.compile(r"\s*[—–-]\s+[a-zа-яёіїєґ]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_PART = 8_000
_BRACKET = re.compile(r"[.!?][\"”’]?[)\]]\s+(?=[A-ZА-ЯЁ\"“])")

_DESIGNATION = (
    r"[Nn]o\.\s+[A-Z]{1,4}[-/]?\d*(?:\d{3}|\d/\d)|N[oO]\.\s+(?i:Korea|Ireland)|art\.\s+(?:[A-Z]\.|(?:V|X|[IVX]{2,})\b)"
)
_WORD_BEFORE_STOP = re.compile(
    r"(?:[\w.][’'](?:s|t|d|m|re|ve|ll)"
    rf"|\b(?!{_DESIGNATION})(?:[Mm]ay|MAY|[Nn]o|NO|me|ill|art|etc|ok|OK|DC|miss|Ken))[.!?][\"”’')\]]*\s+"
    r"(?=[\"“‘(\[]*[A-Z])(?!\([^()]{1,40}\)\s?[—–-])"
)
"""A sentence's end behind a word that the library takes for an abbreviation: in May. France, the alliance's. It.

Not within a designation (case no. C-131/12, No. Korea, art. V), nor in a dateline: Tulsa, OK. (AP) -.
"""

_STOP_BEFORE_NUMBER = re.compile(r"[。！？](?=\d)")
"""The library takes a full stop before a digit for a decimal point; 。 is none."""


def _script_language(text: str) -> str:
    """A language whose rules suit the script: for texts that do not say theirs."""
    for ch in text:
        if ch < "\u0370":
            continue
        if "\u0400" <= ch <= "\u04ff":
            return "ru"
        if "\u3040" <= ch <= "\u30ff":
            return "ja"
        if "\uac00" <= ch <= "\ud7a3":
            return "ko"
        if "\u4e00" <= ch <= "\u9fff":
            return "ja" if re.search("[\u3040-\u30ff]", text) else "zh"
        if "\u0600" <= ch <= "\u06ff":
            return "ar"
        if "\u0900" <= ch <= "\u097f":
            return "hi"
        if "\u0370" <= ch <= "\u03ff":
            return "el"
    return "en"


_MARK = re.compile(r"(?<!\S)\((?:\d{1,2}|[a-z]|[ivx]{2,4})\)(?=\s)")
"""The number or letter of an item, (1): the library takes its bracket for one that holds what follows."""


def _goes_on(before: str, after: str) -> bool:
    """Whether no sentence ends between two parts that were cut apart."""
    if not after.strip():
        return True
    if _TAIL.fullmatch(after):  # a closing bracket or quote left over
        return True
    if before.rstrip().endswith(("」", "』")):
        return bool(_AFTER_QUOTE.match(after))
    if before.rstrip().endswith(('"', "”", "'", "’")) and _KOREAN_TAIL.match(after):
        return True
    if _DASH_ON.match(after):  # «...!» - said he
        return True
    word = _WORD.match(after.lstrip())
    starter = word is not None and word[1] in _STARTERS
    if _NEEDS_NUMBER.search(before):
        return bool(_NUMBER.match(after))
    if _OPEN.search(before):
        return True
    if _ACRONYM.search(before):  # U.S. Army goes on, U.S. The does not
        return not starter
    if _INITIAL.search(before):  # J. Smith, but not: plan B. The
        return not starter and not _NUMBER.match(after)
    return bool(_LOWER.match(after)) and before.rstrip().endswith(".")


def _boundaries(tag: str, text: str) -> list[int]:
    """Where the library ends sentences; long texts in parts, as its time grows with the square of their length."""
    ends: list[int] = []
    start = 0
    while start < len(text):
        stop = start + _PART
        if stop < len(text):
            stop = max(text.rfind(mark, start + _PART // 2, stop) + 1 for mark in (". ", "。", " ")) or stop
        found = [start + boundary["end_index"] for boundary in get_sentence_boundaries(tag, text[start:stop])]
        if stop < len(text) and found and not _CLOSED.search(text[max(start, stop - 8) : stop]):
            found.pop()  # the part's end is none of the text's
        ends += found
        start = stop
    return ends


def split_sentences(text: str, language: str | None = None) -> list[Span]:
    """The sentences of one block of text, as spans relative to it, without the white space between them.

    `language` is a BCP 47 tag; None goes by the script. Spans are in order, do not overlap and hold every character
    that is no white space.
    """
    if not text.strip():
        return []
    text = _LONE_SURROGATE.sub("\ufffd", text)  # the library takes UTF-8
    tag = (language or "").split("-")[0].lower() or _script_language(text)
    if tag in ("en", "de", "fr", "es", "it", "pt") and not text[: len(text) // 2].isascii():
        script = _script_language(text)
        tag = script if script in ("ja", "zh", "ko", "ru") else tag
    ends: list[int] = []
    if len(text) > 12 or _CLOSED.search(text[:-1]):
        marks = list(_MARK.finditer(text))
        ends = _boundaries(tag, _MARK.sub(lambda mark: " " * len(mark[0]), text))
        ends = [next((mark.start() for mark in marks if mark.start() < end <= mark.end() + 1), end) for end in ends]
        ends += [match.end() for match in _BRACKET.finditer(text)]
        ends += [match.end() for match in _STOP_BEFORE_NUMBER.finditer(text)]
        ends += [match.end() for match in _WORD_BEFORE_STOP.finditer(text)]
    spans: list[Span] = []
    start = 0
    cuts = [*sorted({end for end in ends if 0 < end < len(text)}), len(text)]
    for index, end in enumerate(cuts):
        following = text[end : cuts[index + 1]] if end < len(text) else ""
        if end < len(text) and _goes_on(text[max(start, end - 24) : end], following):
            continue
        part = text[start:end]
        left = len(part) - len(part.lstrip())
        if stripped := part.strip():
            spans.append(Span(start + left, start + left + len(stripped)))
        start = end
    return spans

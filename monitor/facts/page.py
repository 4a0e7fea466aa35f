"""A document laid out for matching: sentences of text, title and captions, folded, with the way back to the original.

Folding makes typographic variants one (`text.letters`); positions in folded text lead back to the original, so that
evidence quotes what the page says, character by character.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import regex

from monitor.facts.lines import Span, labelled_lines
from monitor.facts.search import Search
from monitor.model import Document
from monitor.rules.model import Language, Rulebook
from monitor.rules.pattern import LABEL_END
from monitor.rules.writing import APART, Writing
from monitor.text import language_of, letters

MAX_SENTENCE = 4000
"""Longer sentences (no prose has them) are read in pieces of this many characters, which bounds the time of a match."""

LEAD = 3
"""Sentences of a lead, headings and lines like them (a place, a date, a name) not counted."""

MAX_LEAD = 12
"""The same, those lines counted."""

ANSWER = 8
"""So many sentences an answer is taken to be about what was asked in a paragraph of its own."""

_SHORT_ITEM = 160
"""Characters of an item, at most, that goes on with the sentence above its list."""

_SENTENCE_END = regex.compile(r"[.!?。！？]\W*$|[.!?。！？]\s")


@dataclass(eq=False)
class Sentence:
    """One sentence of `where`, beginning at `start` there. `region` numbers its block.

    `prominent`: a heading or title. `aside`: not the article's own words of today. `quotes`: direct speech, positions
    in `where`. `leads`: one of the lead. `parted`: of a line that is a label with its value, what stands between them.
    """

    where: str
    start: int
    raw: str
    index: int
    region: int
    prominent: bool = False
    aside: bool = False
    quotes: tuple[tuple[int, int], ...] = ()
    leads: bool = False
    writing: Writing = APART
    parted: Span | None = None

    @cached_property
    def folded(self) -> tuple[str, list[int] | None]:
        # Items of a list that the sentence announces; as long as before, so that positions hold.
        plain, offsets = letters(self.raw.replace("\n\n", ", "))
        if self.parted is not None:
            low, high = (at if offsets is None else bisect_left(offsets, at) for at in self.parted)
            plain = plain[:low] + (LABEL_END + " " * (high - low - 1) if high > low else "") + plain[high:]
        return self.writing.fold(plain), offsets

    @property
    def plain(self) -> str:
        return self.folded[0]

    @cached_property
    def asks(self) -> bool:
        return self.plain.rstrip(" \"')").endswith("?")

    @cached_property
    def search(self) -> Search:
        """The folded sentence, to be searched for phrases, with what was found so far."""
        return Search(self.plain, self.writing)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Positions in the string that `where` names, for a span of folded characters."""
        offsets = self.folded[1]
        if offsets is None:
            return self.start + start, self.start + end
        # A folded character may stand for several; the end is where the last one ends.
        last = offsets[end - 1] + 1 if end > start else offsets[start]
        return self.start + offsets[start], self.start + max(last, offsets[start])

    def lies_in(self, scopes: Collection[str]) -> bool:
        """Whether one of these scopes takes the sentence in: `note` is all of the text, `lead` its beginning."""
        if self.where in scopes:
            return True
        return self.where == "text" and ("note" in scopes or ("lead" in scopes and self.leads))

    def quoted(self, start: int, end: int) -> bool:
        """Whether these folded characters lie in somebody's direct speech."""
        low, high = self.span(start, end)
        return any(a <= low and high <= b for a, b in self.quotes)


@dataclass(eq=False)
class Page:
    """All sentences of one document, the text's first, title, captions, what its metadata state, the whole page."""

    document: Document
    text: list[Sentence]
    title: list[Sentence]
    caption: list[Sentence]
    metadata: list[Sentence] = field(default_factory=list)
    whole: list[Sentence] = field(default_factory=list)
    language: Language | None = None

    def __iter__(self) -> Iterator[Sentence]:
        yield from self.text
        yield from self.title
        yield from self.caption
        yield from self.metadata
        yield from self.whole

    @cached_property
    def lines(self) -> list[Sentence]:
        """The lines of text and whole page that may be a label with its value. They lie within sentences, or join two,
        and stand where the first of these stands."""
        if self.language is None:
            return []
        out: list[Sentence] = []
        starts = [sentence.start for sentence in self.text]
        text = self.document.text
        blocks = [(block.start, block.end, str(block.kind)) for block in self.document.blocks]
        for region, (start, parted, end) in labelled_lines(text, blocks):
            at = max(0, bisect_right(starts, start) - 1)
            first = self.text[at]
            line = Sentence("text", start, text[start:end], at, region, aside=first.aside, quotes=first.quotes)
            line.parted = parted[0] - start, parted[1] - start
            out.append(line)
        shown = [(line.start, line.start + len(line.raw), "line") for line in self.whole]
        for number, (start, parted, end) in labelled_lines(self.document.page, shown):
            line = Sentence("page", start, self.document.page[start:end], number, self.whole[number].region)
            line.parted = parted[0] - start, parted[1] - start
            out.append(line)
        for line in out:
            line.writing = self.language.writing
        return out

    def around(self, sentence: Sentence, place: str) -> list[Sentence]:
        """The sentences of one place.

        `passage` is three before (in its paragraph four, in an interview back to the question), the sentence and one
        behind; `lead` the first three; `topic` the title, the lead and the passage; `before` and `after` the sentence
        next to it; `match` the sentence, of which only some words are meant.
        """
        if place == "title":
            return self.title
        if place == "document":
            return [*self.text, *self.title]
        if place == "lead":
            return self.lead
        if place == "topic":
            return [*self.title, *self.lead, *self.around(sentence, "passage")]
        if place == "passage" and sentence.where == "title":
            return [sentence, *self.lead]
        if place in ("before", "after"):
            if sentence.where != "text":
                return []
            at = sentence.index + (1 if place == "after" else -1)
            return self.text[at : at + 1] if at >= 0 else []
        if place in ("sentence", "match") or sentence.where != "text":
            return [sentence]
        if place == "passage":
            first = sentence.index
            while first > 0 and (
                first > sentence.index - 3
                or (first > sentence.index - 4 and self.text[first - 1].region == sentence.region)
            ):
                first -= 1
            first = min(first, self._question(sentence))
            near = self.text[first : sentence.index + 2]
            return [*near, *self.title] if sentence.leads else near  # the lead goes on from the title
        return [other for other in self.text if other.region == sentence.region]

    @cached_property
    def lead(self) -> list[Sentence]:
        """The sentences that the text begins with."""
        return [sentence for sentence in self.text[:MAX_LEAD] if sentence.leads]

    def _question(self, sentence: Sentence) -> int:
        """Index of the question that a sentence answers; of the sentence itself if it answers none.

        An interviewer's question ends a paragraph, and what follows is about it until the next one is asked.
        """
        for earlier in reversed(self.text[max(0, sentence.index - ANSWER) : sentence.index]):
            if earlier.asks and self.text[earlier.index + 1].region != earlier.region:
                return next(other.index for other in self.text if other.region == earlier.region)
        return sentence.index


def spoken(document: Document, rulebook: Rulebook) -> str:
    """The code of the language that a document is read in: its own, or if that can't be told the first pack's."""
    own = (document.language or language_of(document.text) or "").split("-")[0].lower()
    return own or next((pack.languages[0] for pack in rulebook.packs), "")


def lay_out(document: Document, language: Language | None = None) -> Page:
    """The page of a document in a language (None: one without a lexicon).

    Sentences that the document does not give are its blocks, or the whole text.
    """
    writing = language.writing if language else APART
    text = document.text
    blocks = [(block.start, block.end, block.kind) for block in document.blocks] or [(0, len(text), "paragraph")]
    spans = [(span.start, span.end) for span in document.sentences] or [(start, end) for start, end, _ in blocks]
    sentences: list[Sentence] = []
    announced = _announced(document)
    region = 0
    quotes: tuple[tuple[int, int], ...] = ()
    quotes_of = -1
    for start, end in spans:
        while region + 1 < len(blocks) and start >= blocks[region][1]:
            region += 1
        if quotes_of != region:
            quotes, quotes_of = _quotations(text, *blocks[region][:2], blocks[region][2] == "quote"), region
        end = announced.get(end, end)
        for low in range(start, end, MAX_SENTENCE):
            raw = text[low : min(low + MAX_SENTENCE, end)]
            prominent = _is_heading(text, *blocks[region])
            sentences.append(Sentence("text", low, raw, len(sentences), region, prominent, quotes=quotes))
    told = 0
    for sentence in sentences[:MAX_LEAD]:
        sentence.leads = told < LEAD
        told += not sentence.prominent
    title = [Sentence("title", 0, document.title[:MAX_SENTENCE], 0, -1, True)] if document.title else []
    caption = _lines("caption", document.captions)
    stated = [
        Sentence(f"metadata.{key}", 0, value[:MAX_SENTENCE], 0, -1, True)
        for key, value in document.metadata.items()
        if value
    ]
    page = Page(document, sentences, title, caption, stated, _lines("page", document.page), language)
    for sentence in page:
        sentence.writing = writing
    return page


def _announced(document: Document) -> dict[int, int]:
    """Where a sentence goes on to that announces the list behind it: from its own end to that of the last item.

    `The objectives are:` states nothing without its items, nor do they without it. Items that are sentences themselves
    stand alone.
    """
    found: dict[int, int] = {}
    start = -1
    for before, block in pairwise(document.blocks):
        item = document.text[block.start : block.end]
        if block.kind != "item" or len(item) > _SHORT_ITEM or _SENTENCE_END.search(item):
            start = -1
            continue
        if before.kind == "paragraph":
            start = before.end if document.text[before.end - 1 : before.end] in (":", "：") else -1
        if start >= 0 and block.end - start < MAX_SENTENCE:
            found[start] = block.end
    return found


def _is_heading(text: str, start: int, end: int, kind: str) -> bool:
    """A heading, marked as one or printed like one: short and without a full stop."""
    return kind == "heading" or (end - start < 120 and text[start:end].rstrip()[-1:] not in '.!?:;"”»…。！？」』')


def _lines(where: str, text: str) -> list[Sentence]:
    out: list[Sentence] = []
    for found in regex.finditer(r"[^\n]+", text):
        out.append(Sentence(where, found.start(), found[0][:MAX_SENTENCE], len(out), -2 - len(out)))
    return out


_SPEECH = regex.compile(r"“[^“”]*(?:”|$)|«[^«»]*(?:»|$)|„[^„“”]*(?:[“”]|$)|「[^「」]*(?:」|$)|(?<!\w)\"[^\"]*(?:\"|$)")
_MIN_SPEECH_WORDS = 5
"""Shorter quotations are names and single words, not speech."""
_RUN_TOGETHER = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_MIN_SPEECH_CHARACTERS = 12
"""The same where words are run together."""


def _is_speech(quoted: str) -> bool:
    return len(quoted.split()) >= _MIN_SPEECH_WORDS or len(_RUN_TOGETHER.findall(quoted)) >= _MIN_SPEECH_CHARACTERS


def _quotations(text: str, start: int, end: int, whole: bool) -> tuple[tuple[int, int], ...]:
    if whole:
        return ((start, end),)
    if not any(mark in text[start:end] for mark in '“«„「"'):
        return ()
    return tuple(found.span() for found in _SPEECH.finditer(text, start, end) if _is_speech(found[0]))

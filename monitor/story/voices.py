"""Which sources are one voice: those that reproduce one text are one witness, however many they are.

A text is told by its shingles: runs of three words, in scripts without spaces of six characters, outside of quotation
marks (two reports that quote the same speech are two). A sentence is carried over if a third of its shingles stand in
the other text; a text reproduces another if the sentences that it shares with it are two fifths of the shorter one. So
a copy under another headline, cut, with a paragraph added or retold sentence by sentence is found, and one quoted
sentence, or the names that all reports of one event share, are not enough.

Shingles and containment: Broder, "On the resemblance and containment of documents" (1997). Of long texts a quarter of
the shingles, chosen by their hash (his `modulo` sketch), tells which pairs are worth a closer look, so that hundreds of
texts are compared in a fraction of a second.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import regex

from monitor.model import Document, Sketch
from monitor.text import split_sentences

SKETCH = 1
"""The version of the sketch: raised whenever a text could be told by other shingles."""

RUN = 3
"""Words of a shingle; a character of a script without spaces is half a word."""

CARRIED = 0.3
"""Share of a sentence's shingles that must stand in the other text for it to be carried over."""

REPRODUCED = 0.4
"""Share of the shorter text that must be carried over for both to be one voice."""

FEWEST = 20
"""Shingles below which a text is too short to tell whose it is."""

WORTH_A_LOOK = 0.1
"""Share of shingles in common below which two texts are not compared sentence by sentence: at two fifths of the
sentences with a third of their shingles they have more."""

_SAMPLE = 4
"""Of texts with many shingles, one in so many is looked at first."""

_MANY = 256

_JUDGES = 8
"""Members of a voice that a further text is compared with."""

_UNSPACED = r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]"
_TOKEN = regex.compile(rf"(?P<half>{_UNSPACED})|(?:(?!{_UNSPACED})[\p{{L}}\p{{N}}\p{{M}}])+")
_SPEECH = regex.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|「[^「」]*」|『[^『』]*』|(?<!\w)\"[^\"]*\"")


def sketch(document: Document) -> Sketch:
    """What voices are told by: the shingles of each sentence, hashed to 64 bits."""
    return sketch_of([document.text[block.start : block.end] for block in document.blocks] or [document.text])


def sketch_of(paragraphs: Sequence[str]) -> Sketch:
    """The same of a text's paragraphs."""
    own = [_SPEECH.sub(" … ", paragraph) for paragraph in paragraphs]
    found = (_shingles(words[span.start : span.end]) for words in own for span in split_sentences(words))
    return Sketch(tuple(shingles for shingles in found if shingles))


def _shingles(sentence: str) -> frozenset[int]:
    tokens = [(found[0].casefold(), 1 if found["half"] else 2) for found in _TOKEN.finditer(sentence)]
    out: list[int] = []
    start = end = weight = 0
    while True:
        while weight < 2 * RUN and end < len(tokens):
            weight += tokens[end][1]
            end += 1
        if weight < 2 * RUN:
            return frozenset(out)
        out.append(_hash(" ".join(token for token, _ in tokens[start:end])))
        weight -= tokens[start][1]
        start += 1


@lru_cache(maxsize=100_000)
def _hash(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode("utf-8", "replace"), digest_size=8).digest(), "big")


class Text:
    """A sketch, ready to be compared with many others."""

    __slots__ = ("all", "sample", "sentences", "size")

    def __init__(self, sketch: Sketch) -> None:
        self.sentences = sketch.sentences
        self.all: frozenset[int] = frozenset().union(*sketch.sentences)
        self.sample = frozenset(shingle for shingle in self.all if shingle % _SAMPLE == 0)
        self.size = sum(map(len, sketch.sentences))


def reproduces(one: Text, other: Text) -> bool:
    """Whether one of two texts reproduces the other, or both a third."""
    return carried(one, other) >= REPRODUCED


def carried(one: Text, other: Text) -> float:
    """Share of the shorter text (by shingles) in sentences that the longer one has, too; 0 for what is too little."""
    short, long = (one, other) if one.size <= other.size else (other, one)
    if short.size < FEWEST:
        return 0.0
    few, many = (short.all, long.all) if len(short.all) < _MANY else (short.sample, long.sample)
    if len(few & many) < WORTH_A_LOOK * len(few):
        return 0.0
    found = [len(shingles) for shingles in short.sentences if len(shingles & long.all) >= CARRIED * len(shingles)]
    if len(found) < min(2, len(short.sentences)):
        return 0.0
    return sum(found) / short.size


def voices(texts: Sequence[Text | None]) -> list[list[int]]:
    """The places of the texts, by voice, in order of their first; a text that is not known is a voice of its own.

    A text joins the voice whose texts it is most like, if it is like more than half of them: a page that strings two
    reports together does not make one of them.
    """
    known = [i for i, text in enumerate(texts) if text is not None]
    found: list[list[int]] = [[i] for i, text in enumerate(texts) if text is None]
    joined: list[list[int]] = []
    for i in sorted(known, key=lambda i: (-_size(texts[i]), i)):
        best: tuple[float, list[int]] | None = None
        for members in joined:
            shares = [_carried(texts[i], texts[j]) for j in members[:_JUDGES]]
            alike = [share for share in shares if share >= REPRODUCED]
            if 2 * len(alike) > len(shares) and (best is None or max(alike) > best[0]):
                best = max(alike), members
        if best is None:
            joined.append([i])
        else:
            best[1].append(i)
    return sorted(sorted(members) for members in [*found, *joined])


def _size(text: Text | None) -> int:
    return text.size if text else 0


def _carried(one: Text | None, other: Text | None) -> float:
    return carried(one, other) if one and other else 0.0

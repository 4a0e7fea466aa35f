"""How near a sentence came to a phrase that does not match it: which of its pieces stand there, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from monitor.facts.context import occurrences
from monitor.facts.page import Sentence
from monitor.rules.model import Phrase
from monitor.rules.pattern import LABEL_END
from monitor.rules.phrase import Grammar
from monitor.rules.pieces import is_gap, is_optional, pieces, run

PartState = Literal["matched", "elsewhere", "missing", "between"]

NEAR_SHARE = 0.5
"""Share of a phrase's pieces that must stand in a sentence, in a row, for it to count as near."""

ROOM, ROOM_TOGETHER = 6, 12
"""Words (characters, where words are run together) more than a phrase has room for with which it still is near."""

Span = tuple[int, int]
Cut = tuple[int, int, int, int]
"""Where a phrase stands with too many words between two pieces: its beginning, those words' place, its end."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a phrase. `elsewhere`: the sentence has it, but not in its place. `words`: what it matched.

    `between`: no piece (`...`), or a gap that is too small, with the words that the phrase has no room for.
    """

    piece: str
    state: PartState
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """What stands there of a phrase: its pieces, the place of those that stand in a row, and what is wrong."""

    parts: tuple[Part, ...]
    span: Span
    why: str


def near(sentence: Sentence, phrase: Phrase, grammar: Grammar) -> Near | None:
    """How a phrase that does not match a sentence came near; None if it did not. Raises TimeoutError."""
    return _Reading(sentence, grammar).near(phrase)


def share(parts: Sequence[Part]) -> float:
    """How much of a phrase stands there, 0 to 1."""
    needed = _needed(parts)
    return sum(part.state == "matched" for part in needed) / len(needed) if needed else 1.0


def quote(sentence: Sentence, span: Span) -> str:
    """The page's own words for a span of the folded sentence."""
    start, end = sentence.span(*span)
    return sentence.raw[start - sentence.start : end - sentence.start]


def first(spans: Sequence[Span]) -> Span | None:
    """The first of these places that is not empty."""
    return next((span for span in spans if span[1] > span[0]), None)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One sentence, read with the grammar of a fact."""

    sentence: Sentence
    grammar: Grammar

    def near(self, phrase: Phrase) -> Near | None:
        parts = pieces(phrase.text)
        needed = [i for i, part in enumerate(parts) if not is_gap(part) and not is_optional(part)]
        spans = {i: self._place([parts[i]]) for i in needed}
        present = {i for i in needed if spans[i]}
        # A number or name alone is no sign: some word of the phrase must stand there.
        if len(needed) < 2 or all(map(_is_slot, (parts[i] for i in present))):
            return None
        if len(present) < len(needed) * NEAR_SHARE:
            return None
        if not phrase.pattern.labelled and len(present) == len(needed):
            for i, j in pairwise(needed):
                if found := self._spaced(parts, i, j):
                    return found
        best = next(self._runs(parts, needed, present), None)
        if best is None:
            return None
        *matched, span = best
        told = tuple(self._parts(parts, (matched[0], matched[1]), spans))
        if share(told) < NEAR_SHARE:
            return None
        all_there = phrase.pattern.labelled and len(present) == len(needed)
        why = (self._misled(phrase) if all_there else "") or _missing(told)
        return Near(told, span, why or "its words stand there, but not as the phrase has them")

    # ------------------------------------------------------------ too many words between two pieces

    def _spaced(self, parts: list[str], i: int, j: int) -> Near | None:
        """The phrase, if it matches with more room between two neighbouring pieces."""
        middle = parts[i + 1 : j]
        cut_at = max((n for n, part in enumerate(middle) if is_gap(part)), default=len(middle))
        left = [*parts[: i + 1], *(part for part in middle[:cut_at] if is_optional(part))]
        allowed = sum(int(part.removeprefix("...")) for part in middle if is_gap(part))
        together = self.grammar.writing.together
        most = min(allowed + (ROOM_TOGETHER if together else ROOM), self.grammar.writing.max_gap)
        if (cut := self._cut(left, most, [*middle[cut_at + 1 :], *parts[j:]])) is None:
            return None
        start, low, high, end = cut
        between = quote(self.sentence, (low, high)).strip()
        words = len(re.sub(r"\W", "", between)) if together else len(re.findall(r"\w\S*", between))
        if words > allowed > 0:
            unit = "character" if together else "word"
            gap = next(part for part in middle if is_gap(part))
            why = f"{words} {unit}{'s' * (words != 1)} between, `{gap}` allows {allowed}: {between!r}"
        else:
            gap = "..."
            why = f"{between!r} stands between {parts[i]} and {parts[j]}"
            why += f": `...{words}` there lets it match" if words and not allowed else ""
        return Near(tuple(self._around(parts, (i, j), cut, Part(gap, "between", between))), (start, end), why)

    def _cut(self, left: list[str], most: int, right: list[str]) -> Cut | None:
        """Where a phrase stands with a gap of `most` in one place."""
        patterns = run(self.grammar, [*left, f"...{most}", *right]), run(self.grammar, left), run(self.grammar, right)
        if patterns[0] is None or patterns[1] is None or patterns[2] is None:
            return None
        search = self.sentence.search
        try:
            for start, end in occurrences(patterns[0], self.sentence):
                lows = [low for at, ends in search.occurrences(patterns[1]) if at == start for low in ends]
                highs = [at for at, ends in search.occurrences(patterns[2]) if end in ends]
                if fits := [(high - low, low, high) for low in lows for high in highs if high > low]:
                    _, low, high = min(fits)
                    return start, low, high, end
        except TimeoutError:  # so much room takes more steps than the phrase itself
            pass
        return None

    def _around(self, parts: list[str], at: tuple[int, int], cut: Cut, gap: Part) -> Iterator[Part]:
        """The pieces of a phrase that stand on both sides of some words, each with what it matched."""
        start, low, high, end = cut
        for i, piece in enumerate(parts):
            if i == at[1]:
                yield gap
            if is_gap(piece) or is_optional(piece):
                if not at[0] < i < at[1]:
                    yield Part(piece, "matched")
                continue
            side = (start, low) if i <= at[0] else (high, end)
            pattern = run(self.grammar, [piece])
            places = occurrences(pattern, self.sentence) if pattern else []
            span = first([span for span in places if side[0] <= span[0] and span[1] <= side[1]])
            yield Part(piece, "matched", quote(self.sentence, span) if span else None)

    # ------------------------------------------------------------ pieces that are missing, or stand elsewhere

    def _runs(self, parts: Sequence[str], needed: Sequence[int], present: set[int]) -> Iterator[tuple[int, int, Span]]:
        """The pieces in a row that match, the most first: first and last piece, and their place in the sentence."""
        for length in range(len(needed), 0, -1):
            for at in range(len(needed) - length + 1):
                chosen = needed[at : at + length]
                if not present.issuperset(chosen) or all(_is_slot(parts[i]) for i in chosen):
                    continue
                start, last = chosen[0], chosen[-1]
                if span := self._place(list(parts[start : last + 1])):
                    yield start, last, span

    def _parts(self, parts: Sequence[str], matched: tuple[int, int], spans: dict[int, Span | None]) -> Iterator[Part]:
        for i, piece in enumerate(parts):
            inside = matched[0] <= i <= matched[1]
            span = spans.get(i)
            if span is None and piece.endswith(" $"):  # words that stand there, but further ones behind them
                span = self._place([piece.removesuffix(" $")])
            words = quote(self.sentence, span) if span else None
            if inside:
                yield Part(piece, "matched", words if i in spans else None)
            elif is_gap(piece) or is_optional(piece):
                yield Part(piece, "missing")
            else:
                yield Part(piece, "elsewhere" if span else "missing", words)

    def _place(self, parts: list[str]) -> Span | None:
        pattern = run(self.grammar, parts)
        return first(occurrences(pattern, self.sentence)) if pattern else None

    # ------------------------------------------------------------ labels

    def _misled(self, phrase: Phrase) -> str:
        """Why a line whose words are all there is not the label and value that a phrase asks for."""
        plain = self.sentence.plain
        label, _, value = phrase.text.partition(":")
        ends = plain.find(LABEL_END)
        pattern = run(self.grammar, pieces(label.strip()))
        places = occurrences(pattern, self.sentence) if pattern and ends > 0 else []
        if not any(_no_word(plain[:low]) and _no_word(plain[high:ends]) for low, high in places if high <= ends):
            stands = quote(self.sentence, (0, ends)).strip() if ends > 0 else ""
            return f"the label on the page is {stands!r}: `{label.strip()}` is not all of it" if stands else ""
        wanted = [piece for piece in pieces(value.strip()) if not is_gap(piece)]
        behind = run(self.grammar, wanted)
        spans = [span for span in occurrences(behind, self.sentence) if span[0] > ends] if behind else []
        if not spans:
            return ""
        between = quote(self.sentence, (ends + 1, spans[0][0])).strip()
        return f"{between!r} stands between the label and {' '.join(wanted)}" if between else ""


def _missing(parts: Sequence[Part]) -> str:
    needed = _needed(parts)
    lacking = [part.piece for part in needed if part.state == "missing"]
    apart = [f"{part.piece} ({part.words!r})" for part in needed if part.state == "elsewhere"]
    said = [f"no {' '.join(lacking)}"] if lacking else []
    said += [f"{', '.join(apart)} stands there, but not in its place"] if apart else []
    return "; ".join(said)


def _needed(parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts if not is_gap(part.piece) and not is_optional(part.piece)]


def _is_slot(piece: str) -> bool:
    return piece.startswith("{")


def _no_word(text: str) -> bool:
    return re.search(r"\w", text) is None

"""Which sentences of a text were added, removed, edited or moved.

    sentences of both sides, folded -> equal ones stay or moved -> alike ones are edits -> the rest was added or removed

What is compared is the folded form, so that typography, white space and Unicode forms are silent. A text is cut into
blocks by its markup, which pages change without changing a word: `same_text` does not see the cuts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Indel

from monitor.diff.moves import Pair, match
from monitor.diff.words import Alphabet, said, score, word_marks
from monitor.model import Document, TextDiff, TextEdit
from monitor.text import fold

ALIKE = 0.5
"""Similarity from which a removed and an added sentence are one edited sentence, wherever they stand."""

ALIKE_IN_PLACE = 0.3
"""The same for two sentences in the same place, between the same unchanged neighbours."""

PLACE = 3
"""Sentences removed and added between two unchanged neighbours up to which that is a place; beyond, it is a region."""

PAIRS = 250_000
"""How many pairs of removed and added sentences are looked at; beyond that only those in like places."""

WINDOW = 50
"""Sentences to either side of the like place then."""

WHOLE = frozenset({"heading", "row"})
"""Blocks that are one entry whatever full stops they contain."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, heading, list item or table row: what is compared. `part` is its kind of block."""

    part: str
    text: str
    key: str


def same_text(old: Document, new: Document) -> bool:
    """Whether title and compared text are equal, however the text is cut into blocks."""
    return "".join(old.compared) == "".join(new.compared) and fold(old.title or "") == fold(new.title or "")


def diff_text(old: Document, new: Document) -> TextDiff:
    """All edits between two documents, in the order of the new one. Empty exactly if `same_text`."""
    if same_text(old, new):
        return TextDiff()
    title = _title_edits(old, new)
    edits = _diff_units(units(old), units(new))
    # A headline stands in the head of the page and again above its text: edited together, it is one edit.
    edits = [edit for edit in edits if not any(_repeats(edit, headline) for headline in title)]
    if not title and not edits:  # what is compared differs where no sentence does
        edits = _diff_units(_compared_units(old), _compared_units(new))
    return TextDiff((*title, *edits))


def units(document: Document) -> list[Unit]:
    """The sentences of a document in order. A block that is not compared (its entry is empty) has none."""
    silent = set()
    if len(document.compared) == len(document.blocks):
        silent = {number for number, block in enumerate(document.compared) if not block}
    out = []
    starts = [sentence.start for sentence in document.sentences]
    for number, block in enumerate(document.blocks):
        if number in silent:
            continue
        first, last = bisect_left(starts, block.start), bisect_left(starts, block.end)
        spans = [(s.start, s.end) for s in document.sentences[first:last]]
        if block.kind in WHOLE or not spans:
            spans = [(block.start, block.end)]
        for start, end in spans:
            text = document.text[start:end].strip()
            if key := fold(text):
                out.append(Unit(block.kind, text, key))
    return out


def _compared_units(document: Document) -> list[Unit]:
    aligned = len(document.compared) == len(document.blocks)
    kinds = [block.kind for block in document.blocks] if aligned else ["paragraph"] * len(document.compared)
    return [Unit(kind, key, key) for kind, key in zip(kinds, document.compared, strict=True) if key]


def _title_edits(old: Document, new: Document) -> list[TextEdit]:
    before, after = old.title or "", new.title or ""
    if fold(before) == fold(after):
        return []
    if fold(before) and fold(after):
        return [TextEdit("edited", "title", before, after, word_marks(before, after))]
    return [TextEdit("removed", "title", old=before) if fold(before) else TextEdit("added", "title", new=after)]


def _repeats(edit: TextEdit, headline: TextEdit) -> bool:
    return (
        edit.part == "heading"
        and edit.kind == headline.kind
        and fold(edit.old) == fold(headline.old)
        and fold(edit.new) == fold(headline.new)
    )


def _diff_units(old: Sequence[Unit], new: Sequence[Unit]) -> list[TextEdit]:
    stayed, moved = match([unit.key for unit in old], [unit.key for unit in new])
    matched = {*stayed, *moved}
    gone = _rest(len(old), (i for i, _ in matched))
    came = _rest(len(new), (j for _, j in matched))
    edited = _pair(old, new, gone, came, stayed)
    paired_old, paired_new = {i for i, _ in edited}, {j for _, j in edited}

    places: list[tuple[float, TextEdit]] = []
    for i, j in moved:
        places.append((j, TextEdit("moved", new[j].part, old[i].text, new[j].text)))
    for i, j in edited:
        marks = word_marks(old[i].text, new[j].text)
        places.append((j, TextEdit("edited", new[j].part, old[i].text, new[j].text, marks)))
    places += [(j, TextEdit("added", new[j].part, new=new[j].text)) for j in came if j not in paired_new]
    # A removed sentence stands behind what it stood behind before.
    old_stayed = [i for i, _ in stayed]
    for i in gone:
        if i not in paired_old:
            before = bisect_left(old_stayed, i)
            places.append(
                (stayed[before - 1][1] + 0.5 if before else -0.5, TextEdit("removed", old[i].part, old[i].text))
            )
    places.sort(key=lambda place: place[0])
    return [edit for _, edit in places]


def _rest(length: int, taken: Iterable[int]) -> list[int]:
    used = set(taken)
    return [index for index in range(length) if index not in used]


def _pair(
    old: Sequence[Unit], new: Sequence[Unit], gone: Sequence[int], came: Sequence[int], stayed: Sequence[Pair]
) -> list[Pair]:
    """Pairs of removed and added sentences that are one sentence, edited: the most alike first, each in one pair.

    Scores of all pairs come from `_scores`; a later way of pairing (splits, merges) only has to read them otherwise.
    """
    old_stayed, new_stayed = [i for i, _ in stayed], [j for _, j in stayed]
    gap_of_old = {i: bisect_left(old_stayed, i) for i in gone}
    gap_of_new = {j: bisect_left(new_stayed, j) for j in came}
    crowd = Counter(gap_of_old.values()) | Counter(gap_of_new.values())
    ranked = []
    for i, j, alike in _scores(old, new, gone, came):
        in_place = gap_of_old[i] == gap_of_new[j] and crowd[gap_of_old[i]] <= PLACE
        if alike >= (ALIKE_IN_PLACE if in_place else ALIKE):
            ranked.append((-alike, not in_place, abs(i - j), i, j))
    pairs, taken_old, taken_new = [], set(), set()
    for _, _, _, i, j in sorted(ranked):
        if i not in taken_old and j not in taken_new:
            pairs.append((i, j))
            taken_old.add(i)
            taken_new.add(j)
    return pairs


def _scores(
    old: Sequence[Unit], new: Sequence[Unit], gone: Sequence[int], came: Sequence[int]
) -> Iterator[tuple[int, int, float]]:
    """Old index, new index and similarity of the pairs that may be alike."""
    if not gone or not came:
        return
    alphabet = Alphabet()
    old_words = {i: alphabet.spell(said(old[i].text)) for i in gone}
    new_words = {j: alphabet.spell(said(new[j].text)) for j in came}
    few = len(gone) * len(came) <= PAIRS
    for place, i in enumerate(gone):
        like = place * len(came) // max(len(gone), 1)
        near = came if few else came[max(0, like - WINDOW) : like + WINDOW]
        # Two passes: a look at all of them in C, by word and by character, then the score of those that passed.
        passed: set[int] = set()
        by_word, by_character = [new_words[j] for j in near], [new[j].key for j in near]
        for query, choices, cutoff in (
            (old_words[i], by_word, ALIKE_IN_PLACE),
            (old[i].key, by_character, (1 + ALIKE_IN_PLACE) / 2),
        ):
            hits = process.extract(
                query, choices, scorer=Indel.normalized_similarity, score_cutoff=cutoff, limit=None, processor=None
            )
            passed.update(index for _, _, index in hits)
        for index in sorted(passed):
            j = near[index]
            yield i, j, score(old_words[i], new_words[j], old[i].key, new[j].key)

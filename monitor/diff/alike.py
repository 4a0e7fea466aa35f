"""How alike sentences are: the share of character n-grams that they have in common.

Within a word its trigrams count, so that inflected and compounded words are alike; in scripts that put no space between
words, characters and their bigrams; a number counts as one. What many sentences of a text have (its little words, its
topic, the frame of a table) tells little about which of them is which: the n-grams of a word weigh less the more
sentences have the word.
"""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from monitor.diff.words import UNSPACED, said

Bag = Mapping[str, float]
"""The features of a sentence, and what each weighs in it."""

POWER = 0.85
"""How fast a word loses weight: one that n sentences have weighs n to the minus this."""

COMMON = 30
"""Sentences that may have a feature for it to lead from one to another: beyond that it leads everywhere."""

CANDIDATES = 20
"""Sentences that one is compared with in full, if there are more than `COMMON`: those that share the most with it."""

NEAR = 5
"""Sentences to either side of the like place that it is compared with, too."""

NUMBER = 2.5
"""What a number weighs, in trigrams: less than most words, since figures are what gets revised."""

_WORD = re.compile(r"\w+")


class Likeness:
    """Compares sentences that only the old text has with those that only the new one has; `both` have the others."""

    def __init__(self, old: Sequence[str], new: Sequence[str], both: Iterable[str] = ()) -> None:
        self._spread = _spread(both) + (_spread(old) | _spread(new))
        self.old, self.new = [self.bag(text) for text in old], [self.bag(text) for text in new]
        self.old_size, self.new_size = [size(bag) for bag in self.old], [size(bag) for bag in self.new]

    def bag(self, text: str) -> Bag:
        """The features of a sentence; punctuation has none."""
        bag: dict[str, float] = defaultdict(float)
        before = ""
        for word in said(text):
            key = word.key.casefold()
            if UNSPACED.match(key):
                if before and not word.space:
                    bag[before + key] += self._weight(before + key)
                bag[key] += self._weight(key)
                before = key
                continue
            before = ""
            if key[0].isdigit():
                bag["#" + key] += NUMBER * self._weight(key)
            else:
                padded, weight = f" {_letters(key)} ", self._weight(key)
                for n in range(len(padded) - 2):
                    bag[padded[n : n + 3]] += weight
        return bag

    def _weight(self, word: str) -> float:
        return float(max(self._spread[word], 1) ** -POWER)

    def overlaps(self) -> Iterator[tuple[int, int, float]]:
        """Old and new sentences that have something in common, with what that weighs.

        In a short text all of them; in a long one, those that have the most of what few sentences have, and those in
        like places.
        """
        places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for j, bag in enumerate(self.new):
            for feature, weight in bag.items():
                places[feature].append((j, weight))
        exact = len(self.new) <= COMMON
        for i, bag in enumerate(self.old):
            sums: dict[int, float] = defaultdict(float)
            for feature, weight in bag.items():
                there = places.get(feature, ())
                if len(there) <= COMMON:
                    for j, other in there:
                        sums[j] += min(weight, other)
            if not exact:
                near = i * len(self.new) // len(self.old)
                candidates = {*heapq.nlargest(CANDIDATES, sums, key=sums.__getitem__)}
                candidates.update(range(max(0, near - NEAR), min(len(self.new), near + NEAR + 1)))
                sums = {j: common(bag, self.new[j]) for j in candidates}
            for j, weight in sums.items():
                if weight:
                    yield i, j, weight


def size(bag: Bag) -> float:
    """What all features of a bag weigh."""
    return sum(bag.values())


def common(one: Bag, two: Bag) -> float:
    """What the features weigh that both bags have."""
    if len(two) < len(one):
        one, two = two, one
    return sum(min(weight, two[feature]) for feature, weight in one.items() if feature in two)


def without(one: Bag, two: Bag) -> Bag:
    """What is left of the first bag when the second is taken out of it."""
    return {
        feature: weight - two.get(feature, 0.0) for feature, weight in one.items() if weight > two.get(feature, 0.0)
    }


def _letters(word: str) -> str:
    """The letters of a word; a Hangul syllable is written with several."""
    return unicodedata.normalize("NFD", word) if "\uac00" <= word[0] <= "\ud7a3" else word


def _spread(text: Iterable[str]) -> Counter[str]:
    """How many sentences have each word, or character and pair of characters."""
    spread: Counter[str] = Counter()
    for sentence in text:
        words = set(_WORD.findall(sentence.casefold()))
        if not sentence.isascii() and UNSPACED.search(sentence):
            for word in list(words):
                words.update(word, (word[n : n + 2] for n in range(len(word) - 1)))
        spread.update(words)
    return spread

"""Facts read from the labelled articles of `tests/corpus/nato_japan`, held against their labels: precision and recall.

A wrong value counts twice, as a false one and as a missed one. What the labels `accept` is right; where it is not the
label itself and the label is `absent`, or the other way round, it counts neither way. A count with another hedge than
the label's is wrong.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from monitor import resources
from monitor.codec import value_to_json
from monitor.diff import diff_facts
from monitor.facts import extract
from monitor.facts.selftest import document
from monitor.model import Facts, Observation
from monitor.rules import Rulebook, load

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests/corpus/nato_japan"
SECOND = ROOT / "tests/corpus/nato_japan_2"
THIRD = ROOT / "tests/corpus/nato_japan_3"
FOURTH = ROOT / "tests/corpus/nato_japan_4"
FIFTH = ROOT / "tests/corpus/nato_japan_5"
FURTHER = (
    "listed_areas",
    "liaison_opening_time",
    "programme_status",
    "japan_mission",
    "sweden_member_ordinal",
    "partner_leaders",
)
# Measured once, on 2026-11-22, with the rules as they were before the corpus had been seen by whoever wrote them.
FIRST = """
As first measured, before anything was mended:

| | precision | recall | F1 | right | false | missed |
|---|--:|--:|--:|--:|--:|--:|
| `area_count` | 0.960 | 0.686 | 0.800 | 24 | 1 | 11 |
| `previous_area_count` | 1.000 | 0.500 | 0.667 | 8 | 0 | 8 |
| `programme_name` | 1.000 | 1.000 | 1.000 | 16 | 0 | 0 |
| `programme_acronym` | 1.000 | 1.000 | 1.000 | 10 | 0 | 0 |
| `predecessor_programme` | 1.000 | 1.000 | 1.000 | 9 | 0 | 0 |
| `predecessor_year` | 1.000 | 0.636 | 0.778 | 7 | 0 | 4 |
| `term_years` | 0.923 | 0.600 | 0.727 | 12 | 1 | 8 |
| `summit_dates` | 0.938 | 0.789 | 0.857 | 15 | 1 | 4 |
| `summit_place` | 0.935 | 0.853 | 0.892 | 29 | 2 | 5 |
| `stated_objectives` | 0.667 | 0.333 | 0.444 | 2 | 1 | 4 |
| `liaison_office_status` | 0.700 | 0.553 | 0.618 | 21 | 9 | 17 |
| `opponents` | 0.786 | 0.407 | 0.537 | 11 | 3 | 16 |
| all facts | 0.901 | 0.680 | 0.775 | 164 | 18 | 77 |
| all facts, odd articles | 0.900 | 0.687 | 0.779 | 90 | 10 | 41 |
| all facts, even articles | 0.902 | 0.673 | 0.771 | 74 | 8 | 36 |
| all facts, articles never mended by | 0.917 | 0.750 | 0.825 | 33 | 3 | 11 |
| changes in the histories | 0.600 | 0.682 | 0.638 | 15 | 10 | 7 |
"""
HELD_OUT = """
The articles never mended by, before anything was mended by them, too (2026-11-22, since then they were):

| | precision | recall | F1 | right | false | missed |
|---|--:|--:|--:|--:|--:|--:|
| all facts, articles never mended by | 0.949 | 0.822 | 0.881 | 37 | 2 | 8 |
"""
# Measured once, on 2026-11-22, with the rules as they were before anybody who writes them had seen the second corpus.
FIRST_OF_SECOND = """
As first measured, before anything was mended:

| | precision | recall | F1 | right | false | missed |
|---|--:|--:|--:|--:|--:|--:|
| `area_count` | 0.750 | 0.360 | 0.486 | 9 | 3 | 16 |
| `previous_area_count` | 0.778 | 0.368 | 0.500 | 7 | 2 | 12 |
| `programme_name` | 1.000 | 1.000 | 1.000 | 11 | 0 | 0 |
| `programme_acronym` | 1.000 | 1.000 | 1.000 | 7 | 0 | 0 |
| `predecessor_programme` | 0.800 | 1.000 | 0.889 | 8 | 2 | 0 |
| `predecessor_year` | 0.778 | 0.500 | 0.609 | 7 | 2 | 7 |
| `term_years` | 0.833 | 0.667 | 0.741 | 10 | 2 | 5 |
| `summit_dates` | 1.000 | 0.600 | 0.750 | 9 | 0 | 6 |
| `summit_place` | 0.800 | 0.762 | 0.780 | 16 | 4 | 5 |
| `stated_objectives` | 0.333 | 0.200 | 0.250 | 1 | 2 | 4 |
| `liaison_office_status` | 0.600 | 0.281 | 0.383 | 9 | 6 | 23 |
| `opponents` | 0.700 | 0.280 | 0.400 | 7 | 3 | 18 |
| all facts | 0.795 | 0.513 | 0.623 | 101 | 26 | 96 |
| all facts, articles held out | 0.675 | 0.422 | 0.519 | 27 | 13 | 37 |
| all facts, other articles | 0.851 | 0.556 | 0.673 | 74 | 13 | 59 |
| changes in the histories | 0.679 | 0.576 | 0.623 | 19 | 9 | 14 |
| changes, histories held out | 0.667 | 0.750 | 0.706 | 6 | 3 | 2 |
| changes, other histories | 0.684 | 0.520 | 0.591 | 13 | 6 | 12 |
"""
# Measured once, on 2026-11-22, with the rules as they were before anybody who writes them had seen the third corpus.
FIRST_OF_THIRD = """
As first measured, before anything was mended:

| | precision | recall | F1 | right | false | missed |
|---|--:|--:|--:|--:|--:|--:|
| `area_count` | 0.833 | 0.789 | 0.811 | 15 | 3 | 4 |
| `previous_area_count` | 0.833 | 0.714 | 0.769 | 5 | 1 | 2 |
| `liaison_office_status` | 0.842 | 0.889 | 0.865 | 32 | 6 | 4 |
| `opponents` | 0.778 | 0.724 | 0.750 | 21 | 6 | 8 |
| `programme_name` | 1.000 | 1.000 | 1.000 | 20 | 0 | 0 |
| `programme_acronym` | 1.000 | 1.000 | 1.000 | 15 | 0 | 0 |
| `predecessor_programme` | 0.917 | 1.000 | 0.957 | 11 | 1 | 0 |
| `predecessor_year` | 1.000 | 0.800 | 0.889 | 8 | 0 | 2 |
| `term_years` | 1.000 | 1.000 | 1.000 | 19 | 0 | 0 |
| `summit_dates` | 1.000 | 0.929 | 0.963 | 13 | 0 | 1 |
| `summit_place` | 0.897 | 0.854 | 0.875 | 35 | 4 | 6 |
| `stated_objectives` | 0.750 | 0.750 | 0.750 | 3 | 1 | 1 |
| all facts | 0.900 | 0.876 | 0.887 | 197 | 22 | 28 |
| all facts, even articles | 0.947 | 0.900 | 0.923 | 108 | 6 | 12 |
| all facts, odd articles | 0.848 | 0.848 | 0.848 | 89 | 16 | 16 |
"""
# The odd ones were measured when the labels came, on 2026-11-22; the others later that day, when the rules had been
# mended by the odd ones alone.
FIRST_OF_FURTHER = """
As first measured; the articles never mended by when the rules had been mended by the odd ones:

| | precision | recall | F1 | right | false | missed |
|---|--:|--:|--:|--:|--:|--:|
| `listed_areas` | 0.667 | 0.250 | 0.364 | 6 | 3 | 18 |
| `liaison_opening_time` | 1.000 | 0.625 | 0.769 | 5 | 0 | 3 |
| `programme_status` | 1.000 | 0.588 | 0.741 | 20 | 0 | 14 |
| `japan_mission` | 0.833 | 0.417 | 0.556 | 5 | 1 | 7 |
| `sweden_member_ordinal` | 1.000 | 1.000 | 1.000 | 2 | 0 | 0 |
| `partner_leaders` | 0.200 | 0.111 | 0.143 | 1 | 4 | 8 |
| further facts, articles never mended by | 0.830 | 0.438 | 0.574 | 39 | 8 | 50 |
| further facts, odd articles | 0.545 | 0.279 | 0.369 | 12 | 10 | 31 |
"""
# Measured once, on 2026-11-22, with the rules as they were before anybody who writes them had seen the fourth corpus.
FIRST_OF_FOURTH = """
As first measured, before anything was mended:

| | precision | recall | F1 | right | false | missed |
|---|--:|--:|--:|--:|--:|--:|
| `area_count` | 1.000 | 0.923 | 0.960 | 12 | 0 | 1 |
| `previous_area_count` | 0.800 | 0.667 | 0.727 | 4 | 1 | 2 |
| `liaison_office_status` | 0.808 | 0.808 | 0.808 | 21 | 5 | 5 |
| `opponents` | 0.800 | 0.762 | 0.780 | 16 | 4 | 5 |
| `programme_name` | 1.000 | 1.000 | 1.000 | 15 | 0 | 0 |
| `programme_acronym` | 1.000 | 1.000 | 1.000 | 10 | 0 | 0 |
| `predecessor_programme` | 1.000 | 1.000 | 1.000 | 6 | 0 | 0 |
| `predecessor_year` | 1.000 | 0.875 | 0.933 | 7 | 0 | 1 |
| `term_years` | 0.909 | 0.714 | 0.800 | 10 | 1 | 4 |
| `summit_dates` | 1.000 | 0.900 | 0.947 | 9 | 0 | 1 |
| `summit_place` | 0.964 | 0.900 | 0.931 | 27 | 1 | 3 |
| `stated_objectives` | 1.000 | 0.600 | 0.750 | 3 | 0 | 2 |
| all facts | 0.921 | 0.854 | 0.886 | 140 | 12 | 24 |
"""
# Measured once, on 2026-11-22, with the rules as they were before anybody who writes them had seen the fifth corpus.
FIRST_OF_FIFTH = """
As first measured, before anything was mended:

| | precision | recall | F1 | right | false | missed |
|---|--:|--:|--:|--:|--:|--:|
| `area_count` | 1.000 | 0.933 | 0.966 | 14 | 0 | 1 |
| `previous_area_count` | 1.000 | 1.000 | 1.000 | 4 | 0 | 0 |
| `liaison_office_status` | 0.786 | 0.786 | 0.786 | 22 | 6 | 6 |
| `opponents` | 0.750 | 0.682 | 0.714 | 15 | 5 | 7 |
| `programme_name` | 1.000 | 1.000 | 1.000 | 22 | 0 | 0 |
| `programme_acronym` | 1.000 | 1.000 | 1.000 | 14 | 0 | 0 |
| `predecessor_programme` | 1.000 | 1.000 | 1.000 | 7 | 0 | 0 |
| `predecessor_year` | 1.000 | 1.000 | 1.000 | 7 | 0 | 0 |
| `term_years` | 0.923 | 0.857 | 0.889 | 12 | 1 | 2 |
| `summit_dates` | 0.923 | 0.923 | 0.923 | 12 | 1 | 1 |
| `summit_place` | 0.931 | 0.900 | 0.915 | 27 | 2 | 3 |
| `stated_objectives` | 0.667 | 0.500 | 0.571 | 2 | 1 | 2 |
| all facts | 0.908 | 0.878 | 0.893 | 158 | 16 | 22 |
"""


@dataclass
class Tally:
    """Right, false and missed values; `notes` says which were not right."""

    right: int = 0
    false: int = 0
    missed: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.right += other.right
        self.false += other.false
        self.missed += other.missed
        self.notes += other.notes

    def __str__(self) -> str:
        precision = self.right / (self.right + self.false) if self.right + self.false else 1.0
        recall = self.right / (self.right + self.missed) if self.right + self.missed else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"{precision:.3f} | {recall:.3f} | {f1:.3f} | {self.right} | {self.false} | {self.missed}"


def rulebook() -> Rulebook:
    """The pack that the corpus is about, in all its languages."""
    paths = resources.rule_paths(ROOT / "rules/nato-japan.yaml")
    return load({f"rules/{path.name}": path.read_text("utf-8") for path in paths}, resources.lexicons())


def read(folder: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each file's number and data."""
    for path in sorted(folder.glob("*.yaml")):
        yield int(path.name.split("_")[0]), YAML(typ="safe", pure=True).load(path.read_text("utf-8"))


def facts_of(book: Rulebook, page: Mapping[str, Any]) -> Facts:
    return extract(document(page["text"], page["title"], page.get("published")), book)


def said(got: Observation | None) -> Any:
    """A reading in the form of the labels; an ambiguous one states nothing."""
    if got is None or got.state != "found":
        return None
    value = value_to_json(got.value)
    return {"value": value, "qualifier": got.qualifier} if got.qualifier else value


def labels(expected: Any) -> tuple[Any, list[Any]]:
    """The value that a label asks for, None if it is absent, and other right ones."""
    others: list[Any] = []
    if isinstance(expected, Mapping) and "value" in expected:
        others = [_plain(other) for other in expected.get("accept", [])]
        expected = {key: part for key, part in expected.items() if key in ("value", "qualifier")}
        if "qualifier" not in expected:
            expected = expected["value"]
    return _plain(expected), others


def exact(fact: str, label: Any) -> Any:
    """The label with bare numbers of areas as exact counts."""
    if not fact.endswith("area_count"):
        return label
    if isinstance(label, int):
        return {"value": label, "qualifier": "exact"}
    if isinstance(label, Mapping):
        accept = [exact(fact, other) for other in label.get("accept", [])]
        label = {"qualifier": "exact", **label} if isinstance(label.get("value"), int) else label
        return {**label, "accept": accept} if accept else label
    return label


def _plain(label: Any) -> Any:
    if label == "absent" or label is None:
        return None
    if isinstance(label, Mapping) and label.get("value") == "absent":
        return None
    return sorted(label) if isinstance(label, list) else label


def score(got: Any, expected: Any, note: str) -> Tally:
    """One reading against one label."""
    wanted, others = labels(expected)
    if got == wanted or got in others:
        return Tally(right=int(got is not None))
    note = f"{note}: {got!r} instead of {wanted!r}"
    return Tally(0, int(got is not None), int(wanted is not None), [note])


Chosen = Callable[[int], bool]
"""Which articles or histories to read, by their number."""


def every(number: int) -> bool:
    return True


def articles(
    book: Rulebook, chosen: Chosen = every, corpus: Path = CORPUS, *, further: bool = False
) -> dict[str, Tally]:
    """Fact id to its tally over the chosen articles: the core facts, or the `further` ones."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for number, article in read(corpus):
        if not chosen(number):
            continue
        facts = facts_of(book, article)
        stated = article.get("further") or {}
        labelled = {fact: stated.get(fact) for fact in FURTHER} if further else article["expect"]
        for fact, expected in labelled.items():
            got = facts.get(fact)
            quote = f" ({got.evidence.quote!r})" if got and got.evidence else ""
            tallies[fact].add(score(said(got), exact(fact, expected), f"{article['id']} {fact}{quote}"))
    return tallies


def histories(book: Rulebook, chosen: Chosen = every, corpus: Path = CORPUS) -> Tally:
    """The changes between versions that must be reported, against those that are."""
    tally = Tally()
    core = {fact for _, article in read(corpus) for fact in article["expect"]}
    for number, history in read(corpus / "histories"):
        if not chosen(number):
            continue
        wanted = [
            (
                c["from"] if "from" in c else c["version"] - 1,
                c["fact"],
                labels(exact(c["fact"], c["old"]))[0],
                labels(exact(c["fact"], c["new"]))[0],
            )
            for c in history["must_report"]
        ]
        page: dict[str, Any] = {key: history[key] for key in ("title", "published") if key in history}
        readings = [facts_of(book, {**page, **version}) for version in history["versions"]]
        for number, (old, new) in enumerate(pairwise(readings), 1):
            for change in diff_facts(old, new, book.titles):
                found = (number, change.fact, said(change.old), said(change.new))
                if change.fact not in core:
                    continue
                if found in wanted:
                    wanted.remove(found)
                    tally.right += 1
                elif change.kind not in ("attributed", "qualified"):
                    tally.false += 1
                    tally.notes.append(f"{history['id']} {found}: reported, and must not be")
        tally.missed += len(wanted)
        tally.notes += [f"{history['id']} {change}: not reported" for change in wanted]
    return tally


def total(tallies: Iterable[Tally]) -> Tally:
    out = Tally()
    for tally in tallies:
        out.add(tally)
    return out


def held_out(number: int) -> bool:
    """Every third history of the second corpus: nobody who mends rules reads them."""
    return number % 3 == 0


LAST = 49
"""The articles of the third corpus from here on came later, and nobody who mends rules reads any of them."""


def even(number: int) -> bool:
    """The even articles of the third corpus: nobody who mends rules reads them."""
    return number % 2 == 0 and number < LAST


def odd(number: int) -> bool:
    return number % 2 == 1 and number < LAST


def late(number: int) -> bool:
    return number >= LAST


def main() -> str:
    book = rulebook()
    parts = (_first_corpus, _second_corpus, _third_corpus, _fourth_corpus, _fifth_corpus, _further_facts)
    return "\n\n".join("\n".join(part(book)) for part in parts)


def _today(book: Rulebook, corpus: Path, more: Mapping[str, Tally]) -> list[str]:
    """The table of today's figures: each fact, all of them, and further rows."""
    each = articles(book, corpus=corpus)
    rows = {**{f"`{fact}`": tally for fact, tally in each.items()}, "all facts": total(each.values()), **more}
    return _today_of(rows)


def _today_of(rows: Mapping[str, Tally]) -> list[str]:
    return [
        "With the rules of today:",
        "",
        "| | precision | recall | F1 | right | false | missed |",
        "|---|--:|--:|--:|--:|--:|--:|",
        *(f"| {name} | {tally} |" for name, tally in rows.items()),
    ]


def _sizes(corpus: Path) -> tuple[int, int]:
    """How many articles and how many histories."""
    return len(list(read(corpus))), len(list(read(corpus / "histories")))


def _first_corpus(book: Rulebook) -> list[str]:
    count, kept = _sizes(CORPUS)
    return [
        f"`python -m benchmarks facts`: {count} articles, {kept} page histories (`tests/corpus/nato_japan`), written",
        "and labelled without sight of the rules; the twelve core facts, hedges of counts included. What the labels",
        "accept beside their value is right; a wrong value counts as false and as missed. Phrases were mended by the",
        "odd articles, then by every other even one, at last by the twelve that were left (2, 6, 10, ...).",
        FIRST,
        HELD_OUT,
        *_today(book, CORPUS, {"changes in the histories": histories(book)}),
    ]


def _second_corpus(book: Rulebook) -> list[str]:
    count, kept = _sizes(SECOND)
    return [
        "### A second set\n",
        f"{count} more articles and {kept} histories (`tests/corpus/nato_japan_2`), written later and as",
        "blindly, in voices that put things as obliquely as they can. Every third one was held out while the rules",
        "were mended by the others; since the third set is there, the rules are mended by these articles, too.",
        FIRST_OF_SECOND,
        *_today(
            book,
            SECOND,
            {
                "changes in the histories": histories(book, corpus=SECOND),
                "changes, histories held out": histories(book, held_out, SECOND),
                "changes, other histories": histories(book, lambda number: not held_out(number), SECOND),
            },
        ),
    ]


def _third_corpus(book: Rulebook) -> list[str]:
    return [
        "### A third set\n",
        f"{_sizes(THIRD)[0]} articles (`tests/corpus/nato_japan_3`), blind again, in the voices of real outlets and",
        "with the dirt of their pages: the set that is most like what people track. The even ones are held out.",
        FIRST_OF_THIRD,
        *_today(
            book,
            THIRD,
            {
                "all facts, even articles": total(articles(book, even, THIRD).values()),
                "all facts, odd articles": total(articles(book, odd, THIRD).values()),
                "all facts, articles 49 to 68, never mended by": total(articles(book, late, THIRD).values()),
            },
        ),
    ]


def _fourth_corpus(book: Rulebook) -> list[str]:
    return [
        "### A fourth set\n",
        f"{_sizes(FOURTH)[0]} articles (`tests/corpus/nato_japan_4`), blind as the third set and in the same voices,",
        "measured and then mended by: the first figures are what to expect of an article that nobody has seen.",
        FIRST_OF_FOURTH,
        *_today(book, FOURTH, {}),
    ]


def _fifth_corpus(book: Rulebook) -> list[str]:
    return [
        "### A fifth set\n",
        f"{_sizes(FIFTH)[0]} articles (`tests/corpus/nato_japan_5`), blind as the fourth set and in the same voices,",
        "measured after the rules had been mended by all the sets before it, and then mended by.",
        FIRST_OF_FIFTH,
        *_today(book, FIFTH, {}),
    ]


def _further_facts(book: Rulebook) -> list[str]:
    mended = articles(book, odd, THIRD, further=True)
    unread = articles(book, lambda number: not odd(number), THIRD, further=True)
    rows = {
        **{f"`{fact}`": tally for fact, tally in unread.items()},
        "further facts, articles never mended by": total(unread.values()),
        "further facts, odd articles": total(mended.values()),
        "further facts, fourth set, mended by": total(articles(book, corpus=FOURTH, further=True).values()),
    }
    return [
        "### The six further facts\n",
        "`python -m benchmarks facts`: the third set again, each fact over the even articles and those from",
        f"{LAST} on, which nobody who mends rules reads.",
        FIRST_OF_FURTHER,
        *_today_of(rows),
    ]


if __name__ == "__main__":
    # `python -m benchmarks.facts [second | third | fourth | fifth]`: the readings that are not right; of what is
    # held out only how many.
    loaded = rulebook()
    folder = {"second": SECOND, "third": THIRD, "fourth": FOURTH, "fifth": FIFTH}.get("".join(sys.argv[1:]), CORPUS)
    shown: Chosen = odd if folder == THIRD else every
    for tally in (*articles(loaded, shown, folder).values(), histories(loaded, shown, folder)):
        print("\n".join(tally.notes))
    print(total(articles(loaded, shown, folder).values()))
    print(histories(loaded, shown, folder))
    if folder == THIRD:
        print("held out:", total(articles(loaded, even, folder).values()))

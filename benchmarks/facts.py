"""Facts read from the labelled articles of `tests/corpus/nato_japan*`, held against their labels: precision and recall.

A wrong value counts twice, as a false one and as a missed one. What the labels `accept` is right; where it is not the
label itself and the label is `absent`, or the other way round, it counts neither way. A count with another hedge than
the label's is wrong, and so is a list that lacks an item or has one too many; `items` counts lists by their items, as
is usual for answers that are sets. First figures stand in `benchmarks/first`: each set was measured before whoever
writes rules had seen it.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from textwrap import fill
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
FIRST = Path(__file__).parent / "first"
CORPUS = ROOT / "tests/corpus/nato_japan"
SECOND = ROOT / "tests/corpus/nato_japan_2"
THIRD = ROOT / "tests/corpus/nato_japan_3"
FOURTH = ROOT / "tests/corpus/nato_japan_4"
FURTHER = (
    "listed_areas",
    "liaison_opening_time",
    "programme_status",
    "japan_mission",
    "sweden_member_ordinal",
    "partner_leaders",
)


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


def items(got: Any, expected: Any, note: str) -> Tally:
    """The same with a list counted by its items; those that some accepted answers have and others lack are free."""
    wanted, others = labels(expected)
    if not any(isinstance(each, list) for each in (got, wanted, *others)):
        return score(got, expected, note)
    answers = [set(answer or ()) for answer in (wanted, *others)]
    given, allowed = set(got or ()), set.union(*answers)
    return Tally(len(given & allowed), len(given - allowed), len(set.intersection(*answers) - given))


Score = Callable[[Any, Any, str], Tally]
Chosen = Callable[[int], bool]
"""Which articles or histories to read, by their number."""


def every(number: int) -> bool:
    return True


def articles(
    book: Rulebook, chosen: Chosen = every, corpus: Path = CORPUS, *, further: bool = False, scored: Score = score
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
            tallies[fact].add(scored(said(got), exact(fact, expected), f"{article['id']} {fact}{quote}"))
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


def third(number: int) -> bool:
    """Every third history of the second corpus was held out at first."""
    return number % 3 == 0


LAST = 49
"""The articles of the third corpus from here on came later, and no rule was ever mended by any of them."""


def even(number: int) -> bool:
    """The even articles of the third corpus: no rule was ever mended by them."""
    return number % 2 == 0 and number < LAST


def odd(number: int) -> bool:
    return number % 2 == 1 and number < LAST


def late(number: int) -> bool:
    return number >= LAST


@dataclass(frozen=True)
class Set:
    """Articles that were labelled together: what is to be said of them, and of which parts rows are wanted."""

    folder: str
    heading: str
    text: str
    parts: Mapping[str, Chosen] = field(default_factory=dict)
    histories: Mapping[str, Chosen] = field(default_factory=dict)

    @property
    def corpus(self) -> Path:
        return ROOT / "tests/corpus" / self.folder


SETS = (
    Set(
        "nato_japan",
        "",
        """Written and labelled without sight of the rules; the twelve core facts, hedges of counts included. What the
        labels accept beside their value is right; a wrong value counts as false and as missed. A list with an item too
        many or too few is wrong, but for the rows *lists by item*. Phrases were mended by the odd articles, then by
        every other even one, at last by the twelve that were left (2, 6, 10, ...).""",
        histories={"changes in the histories": every},
    ),
    Set(
        "nato_japan_2",
        "A second set",
        """Written later and as blindly, in voices that put things as obliquely as they can. Every third article was
        held out while the rules were mended by the others; since the third set is there, they are mended by these.""",
        histories={
            "changes in the histories": every,
            "changes, histories held out": third,
            "changes, other histories": lambda number: not third(number),
        },
    ),
    Set(
        "nato_japan_3",
        "A third set",
        """Blind again, in the voices of real outlets and with the dirt of their pages: the set that is most like what
        people track. No rule was ever mended by the even ones.""",
        {
            "all facts, even articles": even,
            "all facts, odd articles": odd,
            "all facts, articles 49 to 68, never mended by": late,
        },
    ),
    Set(
        "nato_japan_4",
        "A fourth set",
        """Blind as the third set and in the same voices, measured and then mended by: the first figures are what to
        expect of an article that nobody has seen.""",
    ),
    Set(
        "nato_japan_5",
        "A fifth set",
        """Blind as the fourth set and in the same voices, measured after the rules had been mended by all the sets
        before it, and then mended by.""",
    ),
    Set(
        "nato_japan_6",
        "A sixth set",
        """Two more hands, 145 to 164 and 165 to 184, measured after mending by all sets before them.""",
    ),
    Set(
        "nato_japan_7",
        "A seventh set",
        """Five more hands; 185 to 224 were measured after mending by the sixth set, those from 225 after mending by
        the first of this one, those from 273 after mending by all before; these were mended by, too.""",
    ),
    Set(
        "nato_japan_8",
        "An eighth set",
        """Two more hands, measured at the end of a round by all the others, then mended by.""",
    ),
    Set(
        "nato_japan_9",
        "A ninth set",
        """Four more hands, measured after mending by all sets before, then mended by.""",
    ),
    Set(
        "nato_japan_10",
        "A tenth set",
        """Seven more hands. What nobody had mended by decided between ways to rank what was found: the ninth set and
        441 to 560, read with the rules as they were before both. All were then mended by, the last ones (561 to 600)
        for some minutes only.""",
    ),
    Set(
        "nato_japan_11",
        "An eleventh set",
        """Eleven more hands. A whole round of mending by the tenth set had moved nothing on the first of these (601 to
        744), so phrases were no longer mended one by one: few wide ones took their place, each tried on all that its
        grammar can say and on what only looks like it. 601 to 744 and 793 to 816 were mended by, 745 to 792 and 817 to
        864 by nobody.""",
        {
            "all facts, articles 745 to 792 and 817 to 864, never mended by": lambda number: (
                745 <= number < 793 or number > 816
            ),
        },
    ),
)


def main() -> str:
    book = rulebook()
    parts = [section(book, each) for each in SETS if each.corpus.is_dir()]
    return "\n\n".join(["\n".join(part) for part in (*parts, _further_facts(book))])


def section(book: Rulebook, each: Set) -> list[str]:
    """What a set is, what was read of it at first, and what is read of it today."""
    first = [first_of(each.folder)] if (FIRST / f"{each.folder}.md").is_file() else []
    more = [first_of("nato_japan_held_out")] if each.folder == "nato_japan" else []
    kept = len(list(read(each.corpus / "histories")))
    count = f"{len(list(read(each.corpus)))} articles" + (f" and {kept} page histories" if kept else "")
    text = f"`python -m benchmarks facts`: {count} (`tests/corpus/{each.folder}`). {' '.join(each.text.split())}"
    return [
        *([f"### {each.heading}\n"] if each.heading else []),
        fill(text, 118),
        *first,
        *more,
        *_today_of(rows(book, each)),
    ]


def first_of(name: str) -> str:
    return "\n" + (FIRST / f"{name}.md").read_text("utf-8")


def rows(book: Rulebook, each: Set) -> dict[str, Tally]:
    """Each fact of a set, all of them, lists by item, and the parts that are wanted."""
    corpus = each.corpus
    facts = articles(book, corpus=corpus)
    return {
        **{f"`{fact}`": tally for fact, tally in facts.items()},
        "all facts": total(facts.values()),
        "all facts, lists by item": total(articles(book, corpus=corpus, scored=items).values()),
        **{name: total(articles(book, part, corpus).values()) for name, part in each.parts.items()},
        **{
            f"{name}, lists by item": total(articles(book, part, corpus, scored=items).values())
            for name, part in each.parts.items()
        },
        **{name: histories(book, part, corpus) for name, part in each.histories.items()},
    }


def _today_of(rows: Mapping[str, Tally]) -> list[str]:
    return ["With the rules of today:", "", *table(rows)]


def table(rows: Mapping[str, Tally]) -> list[str]:
    return [
        "| | precision | recall | F1 | right | false | missed |",
        "|---|--:|--:|--:|--:|--:|--:|",
        *(f"| {name} | {tally} |" for name, tally in rows.items()),
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
        f"{LAST} on, by which no rule was mended.",
        first_of("further"),
        *_today_of(rows),
    ]


if __name__ == "__main__":
    # `python -m benchmarks.facts [FOLDER]`: what is not right in a set; of what is held out only how much.
    loaded, name = rulebook(), "".join(sys.argv[1:]) or "nato_japan"
    folder = ROOT / "tests/corpus" / name
    shown: Chosen = odd if folder == THIRD else every
    for tally in (*articles(loaded, shown, folder).values(), histories(loaded, shown, folder)):
        print("\n".join(tally.notes))
    print("\n".join(table(rows(loaded, next(each for each in SETS if each.folder == name)))))

"""Facts read from labelled snippets, `tests/corpus/nato_japan_snippets`: first figures beside those of today."""

from __future__ import annotations

from collections import defaultdict

from ruamel.yaml import YAML

from benchmarks.facts import FIRST, ROOT, Tally, exact, items, rulebook, said, table
from monitor.facts import extract
from monitor.facts.selftest import document
from monitor.rules import Rulebook

CORPUS = ROOT / "tests/corpus/nato_japan_snippets"


def tallies(book: Rulebook) -> dict[str, Tally]:
    """A tally for each kind: English ones on the office, those on counts and their like, those of each language."""
    out: dict[str, Tally] = defaultdict(Tally)
    for path in sorted(CORPUS.glob("*.yaml")):
        for each in YAML(typ="safe", pure=True).load(path.read_text("utf-8")):
            page = document(each["text"], each["title"] or None, each["published"], each.get("language", "en"))
            facts = extract(page, book)
            for fact, expected in each["expect"].items():
                got = said(facts.get(fact))
                out[path.stem.rstrip("0123456789")].add(items(got, exact(fact, expected), f"{each['id']} {fact}"))
    return out


def main() -> str:
    return "\n".join(
        [
            "`python -m benchmarks snippets`: one to six sentences out of an article that nobody wrote, on the office",
            "and its opponents (`en` and six languages) and on the other facts (`counts`), as unlike each other as can",
            "be (`tests/corpus/nato_japan_snippets/README.md`); lists counted by item. They are harder than articles,",
            "which tell most facts more than once. Rules were mended by all of them after the first figures.",
            "",
            (FIRST / "snippets.md").read_text("utf-8"),
            "With the rules of today:",
            "",
            *table(tallies(rulebook())),
        ]
    )

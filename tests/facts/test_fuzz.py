"""Packs and texts that nobody would write: whatever they are, the engine answers, or tells the faults of the pack.

`make fuzz` runs these with many more examples.
"""

from __future__ import annotations

import random
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor import resources
from monitor.errors import RuleError
from monitor.facts import extract
from monitor.facts.explain import explain
from monitor.facts.selftest import document, run_tests
from monitor.model import Document
from monitor.rules import Rulebook, load

LANGUAGES = ["en", "ja", "zh", "ko", "fr", "ru", "uk"]
TYPES = [
    "count",
    "year",
    "money",
    "percentage",
    "status",
    "name",
    "date",
    "date_range",
    "period",
    "list",
    "boolean",
    "text",
]
SLOTS = "{count} {number} {ordinal} {year} {date} {date_range} {period} {money} {percentage} {name} {item} {list} {x}"
ODD = ": <area> <loop> <none> ...3 ...60 ... ( ) [ ] | area area* * a-b l' U.S. $5 & ^ _안 分野 十六 분야 область п'ять İ ß ﬁ \\ ."
SAID = """16 sixteen about twenty-one 1,000 3.5 % $5 €4bn July 11 12 2023 2023-26 to and not said would area areas France Japan,
Tokyo . ? ! : “ ” « » 「 」 ( ) - – — ' ’ U.S. l' n't 日本 は 十六 の 分野 約 7月11、12日 一 二〇 と ない 。 、 16개 열여섯 분야 에서 약 않
7월 11~12일 шестнадцати областях около не п'ять 11–12 июля seize domaines environ et juillet İ ß ﬁ １６ \u200b\u00ad a\u0301 😀"""
PIECES = [*SLOTS.split(), *ODD.split()]
WORDS = [*SAID.split(), "\n\n", "\ud800"]
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["", " ", "  ", "\n"])), max_size=60).map(
        lambda parts: "".join(word + joint for word, joint in parts)
    ),
)
phrases = st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join)
SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))


@cache
def bundled() -> Rulebook:
    return load(resources.packs(), resources.lexicons())


def loaded(pack: str) -> Rulebook | None:
    """The pack, or None if it is refused with its faults."""
    try:
        return load({"a.yaml": pack}, resources.lexicons())
    except RuleError as refused:
        told = refused.faults
    assert all(fault.line and fault.message for fault in told)
    return None


@SLOW
@given(text=texts, title=st.one_of(st.none(), texts), language=st.sampled_from([*LANGUAGES, None, "de", "en-gb", ""]))
def test_any_text_is_read(text: str, title: str | None, language: str | None) -> None:
    """Quotes stand where they are said to, and no rule runs out of time."""
    page = document(text, title, None, language)  # type: ignore[arg-type]
    for seen in extract(page, bundled()).values():
        assert seen.state in ("found", "ambiguous")
        if seen.evidence:
            whole = page.title if seen.evidence.where == "title" else page.text
            assert whole is not None
            assert whole[seen.evidence.start : seen.evidence.end] == seen.evidence.quote
            assert seen.evidence.quote in seen.evidence.sentence


@SLOW
@given(text=texts, language=st.sampled_from([*LANGUAGES, None]))
def test_any_text_is_explained(text: str, language: str | None) -> None:
    """The same, for a document without sentences of its own."""
    for fact in ("area_count", "liaison_office_status", "opponents", "summit_dates"):
        told = explain(Document(text=text, language=language), bundled(), fact)
        assert all(attempt.quote is None or attempt.quote in text for attempt in told.attempts)


@SLOW
@given(
    said=st.lists(phrases, min_size=1, max_size=3),
    kind=st.sampled_from(TYPES),
    language=st.sampled_from(LANGUAGES),
    text=texts,
)
def test_any_phrase_is_read_or_refused(said: list[str], kind: str, language: str, text: str) -> None:
    """In any type and language; what is accepted can be used on any text."""
    listed = "".join(f"\n{' ' * 10}- {_quoted(phrase)}" for phrase in said)
    values = f"values:\n      yes_:{listed}" if kind in ("status", "boolean") else f"phrases:{listed}"
    values = values.replace("yes_", "true" if kind == "boolean" else "yes_")
    items = "\n    items: {France: France}" if kind in ("name", "list") else ""
    pack = (
        f"id: a\ntitle: A\nlanguages: [{language}]\nlexicons: {{area: [area, 分野, 분야, област*], loop: [<loop>]}}\n"
        f"facts:\n  - id: f\n    title: F\n    type: {kind}{items}\n    {values}\n"
    ).replace(", loop: [<loop>]", "" if "<loop>" not in "".join(said) else ", loop: [<loop>]")
    if (book := loaded(pack)) is None:
        return
    extract(document(text, language=language), book)
    explain(document(text, language=language), book, "f")


@SLOW
@given(
    seed=st.integers(0, 2**32), edits=st.integers(1, 4), name=st.sampled_from(["article.yaml", "rate-decision.yaml"])
)
def test_any_edit_of_a_pack_is_read_or_refused(seed: int, edits: int, name: str) -> None:
    """Lines that are lost, doubled, moved, cut off or joined, characters that are changed."""
    rng = random.Random(seed)
    lines = resources.packs()[name].splitlines()
    for _ in range(edits):
        _edit(rng, lines)
    if book := loaded("\n".join(lines)):
        run_tests(book)


def _edit(rng: random.Random, lines: list[str]) -> None:
    at = rng.randrange(len(lines))
    kind = rng.randrange(7)
    if kind == 0:
        del lines[at : at + rng.randint(1, 5)]
    elif kind == 1:
        lines.insert(rng.randrange(len(lines)), lines[at])
    elif kind == 2:
        lines[at] = lines[at][: rng.randrange(len(lines[at]) + 1)]
    elif kind == 3:
        lines[at] = " " * rng.randint(0, 9) + lines[at].lstrip()
    elif kind == 4 and at + 1 < len(lines):
        lines[at : at + 2] = [lines[at] + lines[at + 1]]
    elif lines[at]:
        where = rng.randrange(len(lines[at]))
        lines[at] = (
            lines[at][:where] + rng.choice("{}[]<>()|*^.:-#&!%@'\"\\0a\t\u3000") + lines[at][where + rng.randrange(2) :]
        )
    if not lines:
        lines.append("")


def _quoted(phrase: str) -> str:
    return "'" + phrase.replace("'", "''") + "'"

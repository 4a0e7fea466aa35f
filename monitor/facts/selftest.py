"""The tests that stand beside the rules, run: what each expects, and what the rules read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from monitor import text as reading
from monitor.codec import value_to_json
from monitor.facts.extract import extract
from monitor.model import Block, Document, Observation, Span
from monitor.rules.expected import ASKED
from monitor.rules.model import Pack, PackTest, Rulebook


@dataclass(frozen=True, slots=True)
class TestResult:
    """One expectation of one test: `todo` marks a failure that is known, which does not count as one."""

    __test__ = False

    pack: str
    test: str
    fact: str
    expected: Any
    got: Observation | None
    passed: bool
    todo: bool
    file: str
    line: int
    page: Document

    def __str__(self) -> str:
        mark = "ok" if self.passed else "todo" if self.todo else "FAILED"
        return f"{self.file}:{self.line}: {mark}: {self.fact}: expected {self.expected!r}, got {describe(self.got)}"


def describe(got: Observation | None) -> str:
    """An observation in a few words, with its evidence."""
    if got is None:
        return "absent"
    if got.state != "found":
        return f"{got.state} {list(got.values)!r}" if got.values else got.state
    hedge = f" ({got.qualifier})" if got.qualifier not in (None, "exact") else ""
    hedge += f" ({got.modality})" if got.modality is not None else ""
    quote = f", from {got.evidence.quote!r}" if got.evidence else ""
    return f"{value_to_json(got.value)!r}{hedge}{quote}"


def run_tests(rulebook: Rulebook) -> list[TestResult]:
    """Every expectation in the packs of a rulebook, in the order of the files."""
    return [
        result
        for pack in rulebook.packs
        for number, test in enumerate(pack.tests, 1)
        for result in _run(rulebook.select([pack.id]), pack, number, test)
    ]


def warnings(rulebook: Rulebook) -> list[str]:
    """Facts without a positive or a negative example in a language of theirs, as `file:line: what to add`."""
    out = []
    for pack in rulebook.packs:
        for fact in (fact for code in pack.languages for fact in pack.facts_in(code)):
            tests = [test for test in pack.tests if test.language == fact.language]
            expected = [test.expect[fact.id] for test in tests if fact.id in test.expect]
            here, told = (
                f"{fact.file}:{fact.line}",
                "" if fact.language == pack.languages[0] else f" in {fact.language}",
            )
            if not any(value == "absent" for value in expected):
                out.append(f"{here}: no test expects `{fact.id}: absent`{told}: add a text that must not match")
            if all(value == "absent" for value in expected):
                out.append(f"{here}: no test expects a value of `{fact.id}`{told}: add a text that states it")
    return out


def document(text: str, title: str | None = None, published: str | None = None, language: str = "en") -> Document:
    """A document of plain text, as tests write it: paragraphs parted by blank lines."""
    blocks: list[Block] = []
    sentences: list[Span] = []
    position = 0
    parts = [" ".join(part.split()) for part in text.strip().split("\n\n")]
    for part in parts:
        blocks.append(Block("paragraph", position, position + len(part)))
        sentences += [
            Span(position + span.start, position + span.end) for span in reading.split_sentences(part, language)
        ]
        position += len(part) + 2
    return Document(
        text="\n\n".join(parts),
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        title=title,
        published=published,
        language=language,
    )


def _run(rulebook: Rulebook, pack: Pack, number: int, test: PackTest) -> Iterator[TestResult]:
    page = document(test.text, test.title, test.published, test.language)
    page = replace(page, metadata=test.metadata, page=test.page)
    facts = extract(page, rulebook)
    for fact, expected in test.expect.items():
        got = facts.get(fact)
        passed = agrees(expected, got)
        yield TestResult(
            pack.id, test.name or f"test {number}", fact, expected, got, passed, test.todo, test.file, test.line, page
        )


def asked(expected: Any) -> Mapping[str, Any] | None:
    """The parts of an observation that a test asks for, `{value: 5, qualifier: about}`; None if it gives the value."""
    return expected if isinstance(expected, Mapping) and set(expected) <= set(ASKED) else None


def agrees(expected: Any, got: Observation | None) -> bool:
    """Whether an observation is what a test asks for; a mapping asks only for the keys that it has."""
    if expected == "absent":
        return got is None
    if got is None:
        return False
    if (parts := asked(expected)) is not None:
        have = {
            "value": value_to_json(got.value),
            "qualifier": got.qualifier,
            "modality": got.modality,
            "attribution": got.attribution,
            "state": got.state,
            "quote": got.evidence.quote if got.evidence else None,
            "values": [value_to_json(value) for value in got.values],
        }
        return all(same(parts[key], have[key]) for key in parts)
    return got.state == "found" and same(expected, value_to_json(got.value))


def same(expected: Any, have: Any) -> bool:
    """Whether a value is the expected one, both as JSON has them; lists in any order."""
    if isinstance(expected, list) and isinstance(have, list):
        return sorted(map(str, expected)) == sorted(map(str, have))
    return bool(expected == have)

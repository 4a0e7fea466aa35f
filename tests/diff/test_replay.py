"""History against today's rules: what differs is told once, whichever side has it; what agrees is not."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from monitor.diff import diff_facts
from monitor.diff.replay import replay
from monitor.model import Evidence, FactChange, Facts, Observation
from monitor.report.replayed import replay_text

TITLES = {"a": "Areas", "b": "Berths"}


def seen(fact: str, value: int, **more: object) -> Observation:
    return replace(Observation(fact, "found", f"p/{fact}", "d", value=value, qualifier="exact"), **more)  # type: ignore[arg-type]


def recorded(history: list[Facts]) -> dict[int, tuple[FactChange, ...]]:
    return {n: diff_facts(history[n - 2], history[n - 1], TITLES) for n in range(2, len(history) + 1)}


def run(history: list[Facts], stored: dict[int, tuple[FactChange, ...]], first: int = 0) -> list[tuple[int, str, str]]:
    numbers = list(range(1, len(history) + 1))
    found = replay(numbers, stored, lambda number: history[number - 1], TITLES, first)
    return [(change.to_version, change.fact, change.kind) for change in found]


def test_new_gone_and_different() -> None:
    """Three ways in which a rule can tell it otherwise."""
    then = [{"a": seen("a", 1)}, {"a": seen("a", 2)}, {"a": seen("a", 3)}]
    now = [{"a": seen("a", 2)}, {"a": seen("a", 2)}, {"a": seen("a", 4), "b": seen("b", 9)}]
    assert run(now, recorded(then)) == [(2, "a", "gone"), (3, "a", "different"), (3, "b", "new")]
    assert run(now, recorded(then), first=3) == [(3, "a", "different"), (3, "b", "new")]


def test_evidence_and_digest_are_no_difference() -> None:
    """The same statement from another rule or sentence is the same; another qualifier or mouth is not."""
    then = [{"a": seen("a", 1)}, {"a": seen("a", 2)}]
    evidence = Evidence("text", "two", 0, 3, "two")
    assert run([then[0], {"a": seen("a", 2, rule_digest="e", evidence=evidence)}], recorded(then)) == []
    assert run([then[0], {"a": seen("a", 2, qualifier="about")}], recorded(then)) == [(2, "a", "different")]
    assert run([then[0], {"a": seen("a", 2, attribution="X")}], recorded(then)) == [(2, "a", "different")]


def test_unclear_versions_are_passed_over() -> None:
    """A fact that a version leaves open is compared with the last version in which it was clear."""
    open_ = Observation("a", "ambiguous", "p/a", "d", values=(1, 2))
    history: list[Facts] = [{"a": seen("a", 1)}, {"a": open_}, {"a": seen("a", 1)}, {"a": open_}, {"a": seen("a", 2)}]
    assert run(history, {}) == [(5, "a", "new")]


FACTS = st.dictionaries(st.sampled_from("ab"), st.integers(1, 3)).map(
    lambda values: {fact: seen(fact, value) for fact, value in values.items()}
)


@given(st.lists(FACTS, max_size=6))
def test_the_same_rules_tell_the_same(history: list[Facts]) -> None:
    """With unchanged rules nothing differs; without any record every change does."""
    assert run(history, recorded(history)) == []
    assert len(run(history, {})) == sum(len(changes) for changes in recorded(history).values())


def test_text_shows_both_tellings() -> None:
    """Recorded above today."""
    from monitor.model import Source

    then = [{"a": seen("a", 1)}, {"a": seen("a", 2)}]
    changes = replay([1, 2], recorded(then), lambda number: {"a": seen("a", 1)}, TITLES)
    assert replay_text([(Source(1, "https://a.example", "kyodo"), changes)]) == (
        "kyodo version 1 -> 2\n  Areas (gone)\n    recorded: 1 -> 2\n    today: no change\n"
    )

"""Contract: what was stored is told: versions, captures, results, the log, facts, search."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from monitor.errors import UsageError
from monitor.model import Document, Evidence, FactChange, Observation, OutcomeKind, Period

HOUR = timedelta(hours=1)


def test_versions_and_their_captures(desk: Any) -> None:
    """All, oldest first; one by number, or the latest; a number that is none is explained."""
    source = desk.track()
    with pytest.raises(UsageError, match="no version of gazette yet"):
        desk.store.capture(source.id)
    desk.read(source, b"one")
    with pytest.raises(UsageError, match="no version 2 of gazette; there is only 1"):
        desk.store.capture(source.id, 2)
    desk.read(source, b"two")
    assert [version.number for version in desk.store.versions(source.id)] == [1, 2]
    for number, asked, body in ((1, 1, b"one"), (2, None, b"two")):
        version, capture = desk.store.capture(source.id, asked)
        assert (version.number, capture.body, version.fetched_at) == (number, body, capture.fetched_at)
    with pytest.raises(UsageError, match="there are 1 to 2"):
        desk.store.capture(source.id, 3)


def test_results_are_changes_and_trouble(desk: Any) -> None:
    """Oldest first, with since counted and until not; no first looks, no quiet checks."""
    one, two = desk.track("one", story="harbour"), desk.track("two")
    for source in (one, two):
        desk.read(source, b"one")
        desk.unchanged(source)
        desk.read(source, b"two")
        desk.fail(source)
    kinds = [(result.source.name, str(result.outcome.kind)) for result in desk.store.results()]
    assert kinds == [("one", "changed"), ("one", "failed"), ("two", "changed"), ("two", "failed")]
    assert [result.source.name for result in desk.store.results(story="harbour")] == ["one", "one"]
    assert [result.source.name for result in desk.store.results(source_id=two.id)] == ["two", "two"]
    times = [result.checked_at for result in desk.store.results()]
    assert [result.checked_at for result in desk.store.results(since=times[1], until=times[3])] == times[1:3]
    failed = desk.store.results()[1]
    assert (failed.old.number, failed.new, failed.outcome.detail) == (2, None, "no such host")


def test_the_last_result_is_of_any_kind(desk: Any) -> None:
    """A quiet check too, but none from before."""
    source = desk.track()
    assert desk.store.last_result(source.id) is None
    desk.read(source, b"one")
    quiet = desk.unchanged(source)
    assert desk.store.last_result(source.id, since=quiet.checked_at) == quiet
    assert (quiet.old.number, quiet.new.number) == (1, 1)
    assert desk.store.last_result(source.id, since=desk.now) is None


def test_the_log_is_newest_first(desk: Any) -> None:
    """First looks, changes with their facts and edits, trouble and its end; of one source or all."""
    one, two = desk.track("one"), desk.track("two")
    change = FactChange("berths", "Berths", "appeared", None, desk.seen(16))
    desk.read(one, b"one")
    desk.read(one, b"two", change, text=desk.edited("a", "b"))
    desk.trouble(one, OutcomeKind.GONE, status=410)
    desk.unchanged(one)
    desk.fail(two)
    entries = desk.store.log()
    assert [(entry.source.name, entry.kind, entry.version, entry.status) for entry in entries] == [
        ("two", "failed", None, None),
        ("one", "source.recovered", 2, 304),
        ("one", "gone", None, 410),
        ("one", "changed", 2, 200),
        ("one", "first", 1, 200),
    ]
    assert entries[3].changes == (change,)
    assert entries[3].text == desk.edited("a", "b")
    assert desk.store.log(limit=2) == entries[:2]
    assert desk.store.log(one.id, 2) == entries[1:3]


def observations() -> dict[str, Observation]:
    """One of each state and kind of value."""
    evidence = Evidence("title", "日本", 0, 2, "日本 \ud800")
    return {
        "a": Observation("a", "found", "p/a", "d", 16, (), "about", "hedged", "the «mayor»", evidence),
        "b": Observation("b", "found", "p/b", "d", ("x", "y")),
        "c": Observation("c", "found", "q/c", "d", Period(4, 2023)),
        "d": Observation("d", "ambiguous", "q/d", "d", values=(1, 2)),
        "e": Observation("e", "error", "q/e", "d", note="took too long"),
        "f": Observation("f", "found", "p/f", "d", True),
    }


def test_facts_are_cached_by_pack_and_reading(desk: Any) -> None:
    """What comes back is what went in; another wording of a pack, or another reading, finds nothing."""
    source = desk.track()
    desk.read(source, b"one", facts=observations(), rulebook_digests={"p": "1", "q": "1", "empty": "1"})
    facts = observations()
    assert desk.store.cached_facts(source.id, 1, {"p": "1", "q": "1", "empty": "1"}, "k1") == facts
    assert desk.store.cached_facts(source.id, 1, {"q": "1"}, "k1") == {key: facts[key] for key in "cde"}
    assert desk.store.cached_facts(source.id, 1, {"empty": "1"}, "k1") == {}
    for digests, key in (({"p": "2"}, "k1"), ({"p": "1", "new": "1"}, "k1"), ({"p": "1"}, "k2")):
        assert desk.store.cached_facts(source.id, 1, digests, key) is None
    desk.store.keep_facts(source.id, 1, {"a": facts["a"]}, {"p": "2"}, "k1")
    desk.store.keep_facts(source.id, 1, {"a": facts["a"]}, {"p": "2"}, "k1")
    assert desk.store.cached_facts(source.id, 1, {"p": "2", "q": "1"}, "k1") == {key: facts[key] for key in "acde"}


def test_changes_survive_whole(desk: Any) -> None:
    """Both observations come back as they were, and half a surrogate pair breaks nothing."""
    source, facts = desk.track(), observations()
    desk.read(source, b"one")
    changes = tuple(FactChange(key, "T", "revised", facts[key], facts[key]) for key in facts)
    desk.read(source, b"two", *changes)
    assert desk.store.results()[0].outcome.changes == changes


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("harbour", ["one"]),
        ("HARB", ["one"]),
        ("berths harbour", ["one"]),
        ("harbour crane", []),
        ("cafe", ["one"]),
        ("核実験", ["two"]),
        ("実験を", ["two"]),
        ("験実", []),
        ("김영호", ["two"]),
        ("headline", ["one", "two"]),
        ('"unbalanced OR (x*', []),
        ("harbour's", []),
        ("", []),
        (" — * ", []),
        ("\ud800x", []),
    ],
)
def test_search_in_the_latest_texts(desk: Any, query: str, found: list[str]) -> None:
    """All words, beginnings of words, runs of characters where words are not parted; nothing in a query is syntax."""
    one, two = desk.track("one"), desk.track("two")
    desk.read(one, b"1", document=Document(title="Headline", text="An old text about cranes."))
    desk.read(one, b"2", document=Document(title="Headline", text="The harbour has 16 berths and a Café."))
    desk.read(two, b"1", document=Document(title="Headline", text="政府は核実験を非難した。김영호는 말했다."))
    assert [hit.source.name for hit in desk.store.search(query)] == found


def test_a_hit_shows_the_place(desk: Any) -> None:
    """In words as the page has them."""
    source = desk.track()
    desk.read(source, b"1", document=Document(title="見出し", text="x " * 200 + "政府は核実験を非難した。"))
    (hit,) = desk.store.search("核実験")
    assert hit.title == "見出し"
    assert "核実験" in hit.excerpt
    assert len(hit.excerpt) < 300


def test_the_views_tell_people(desk: Any) -> None:
    """Which fact changed from what to what, with both sentences; today's facts; who is in trouble."""
    source = desk.track(story="harbour")
    digests = {"harbour": "1"}
    desk.read(source, b"one", facts={"berths": desk.seen(15)}, rulebook_digests=digests)
    change = FactChange("berths", "Berths", "revised", desk.seen(15), desk.seen(16))
    desk.read(source, b"two", change, facts={"berths": desk.seen(16)}, rulebook_digests=digests)
    desk.fail(source)
    assert desk.query("SELECT source, fact, old_value, new_value, old_sentence, new_sentence FROM fact_changes") == [
        ("gazette", "Berths", 15, 16, "The harbour has 15 berths.", "The harbour has 16 berths.")
    ]
    assert desk.query("SELECT source, fact, value, sentence, version FROM latest_facts") == [
        ("gazette", "berths", 16, "The harbour has 16 berths.", 2)
    ]
    assert desk.query("SELECT source, story, version FROM latest_versions") == [("gazette", "harbour", 2)]
    assert desk.query("SELECT source, outcome, failures, detail FROM troubled_sources") == [
        ("gazette", "failed", 1, "no such host")
    ]

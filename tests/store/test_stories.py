"""A story's sources as the store tells them: today's readings, dates of values, sketches, events."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from monitor.model import FactChange, Sketch
from monitor.store import ReadBy
from monitor.store.stories import pack_sketch, unpack_sketch

TODAY = ReadBy({"harbour": "sha256:pack"}, "k1")


def change(old: Any, new: Any, kind: Any = "revised") -> FactChange:
    return FactChange("berths", "Berths", kind, old, new)


@given(st.lists(st.frozensets(st.integers(0, 2**64 - 1), min_size=1), max_size=5))
def test_a_sketch_comes_back_as_it_was(sentences: list[frozenset[int]]) -> None:
    """Whatever its hashes are."""
    sketch = Sketch(tuple(sentences))
    assert unpack_sketch(pack_sketch(sketch)) == sketch


def test_what_sources_state_today(desk: Any) -> None:
    """The latest version under today's rules; since when, and all versions where history is asked for."""
    source = desk.track(story="Town")
    more = {"rulebook_digests": TODAY.digests}
    one, two = desk.seen(12), desk.seen(14)
    desk.read(source, b"first body", facts={"berths": one}, **more)
    desk.read(source, b"second body", change(one, two), facts={"berths": two}, **more)
    desk.read(source, b"third body", change(two, two, "attributed"), facts={"berths": two}, **more)
    [telling], unread = desk.store.tellings([source], lambda _: TODAY)
    assert unread == []
    assert (telling.name, telling.version.number, telling.facts) == ("gazette", 3, {"berths": two})
    assert telling.dated.basis == "first_seen"
    second = desk.store.versions(source.id)[1].fetched_at.isoformat()
    assert (telling.since["berths"].on, telling.since["berths"].basis) == (second, "changed"), "not when attributed"
    assert telling.history == ()
    [telling], _ = desk.store.tellings([source], lambda _: TODAY, history=True)
    assert [(told.version, told.facts["berths"].value) for told in telling.history] == [(1, 12), (2, 14), (3, 14)]


def test_readings_of_other_rules_do_not_count(desk: Any) -> None:
    """A source that today's rules have not read is named, and states nothing until they have."""
    source = desk.track(story="Town")
    desk.read(source, b"body", facts={"berths": desk.seen(12)}, rulebook_digests=TODAY.digests)
    for other in (
        ReadBy({"harbour": "sha256:edited"}, "k1"),
        ReadBy(TODAY.digests, "k2"),
        ReadBy({**TODAY.digests, "b": "c"}, "k1"),
    ):
        [telling], unread = desk.store.tellings([source], lambda _, by=other: by)
        assert (telling.facts, unread) == ({}, [(source, 1)])
    assert desk.store.tellings([desk.track("new", story="Town")], lambda _: TODAY) == ([], [])


def test_only_the_latest_sketch_is_kept(desk: Any) -> None:
    """An older one is dropped; until there is one of the latest version, the source counts as unread."""
    source = desk.track(story="Town")
    desk.read(source, b"first body", rulebook_digests=TODAY.digests)
    assert desk.store.unread("town", lambda _: TODAY) == [source]
    desk.store.keep_sketch(source.id, 1, Sketch((frozenset({1, 2}),)))
    assert desk.store.unread("Town", lambda _: TODAY) == []
    desk.read(source, b"second body", rulebook_digests=TODAY.digests)
    [telling], _ = desk.store.tellings([source], lambda _: TODAY)
    assert telling.sketch is None
    desk.store.keep_sketch(source.id, 2, Sketch((frozenset({3}),)))
    [telling], _ = desk.store.tellings([source], lambda _: TODAY)
    assert telling.sketch == Sketch((frozenset({3}),))
    assert desk.query("SELECT version FROM sketches") == [(2,)]


def test_a_damaged_sketch_is_made_anew(desk: Any) -> None:
    """Whatever a broken disk made of it: the story is told without it, and its source counts as unread."""
    source = desk.track(story="Town")
    desk.read(source, b"body", rulebook_digests=TODAY.digests)
    whole = pack_sketch(Sketch((frozenset({1, 2}),)))
    for data in (b"", b"\xff" * 8, whole[:-3]):
        desk.store.keep_sketch(source.id, 1, Sketch((frozenset({1, 2}),)))
        assert desk.store.unread("Town", lambda _: TODAY) == []
        with desk.store._write():
            desk.store._run("UPDATE sketches SET sketch = ?", (data,))
        [telling], _ = desk.store.tellings([source], lambda _: TODAY)
        assert telling.sketch is None
        assert desk.store.unread("Town", lambda _: TODAY) == [source]

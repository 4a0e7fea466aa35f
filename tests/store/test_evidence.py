"""Evidence: bodies come back byte by byte, damage is noticed, nothing is rewritten, and purging harms no other source."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.errors import StoreCorrupt, UnknownSource
from monitor.model import FactChange, OutcomeKind
from monitor.store import Store
from monitor.store.bodies import LONGEST_CHAIN, digest_of, pack, unpack, zstd
from monitor.store.line import capture_digest

PAGE = b"".join(b"<p>Paragraph %d has its own %x words.</p>\n" % (n, n * 7919**3) for n in range(400))


def page(n: int) -> bytes:
    """The page with one place changed."""
    return PAGE[: 40 * n] + b"<!-- %d -->" % n + PAGE[40 * n :]


def drop_guards(desk: Any) -> None:
    """As somebody who edits the file, or a failing disk, does not ask the triggers."""
    for (name,) in desk.query("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        desk.store._run(f"DROP TRIGGER {name}")


bodies = st.lists(st.one_of(st.binary(max_size=40), st.sampled_from([b"", b"a", PAGE, page(1), page(99)])), max_size=12)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("bodies") / "monitor.db") as store:
        yield store


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies)
def test_every_body_comes_back(shared: Store, chain: list[bytes]) -> None:
    """Whatever follows whatever: empty, tiny, the same again, back and forth."""
    base = None
    for body in chain:
        if packed := shared._pack(body, base):
            shared._keep(packed)
        base = digest_of(body)
    for body in chain:
        assert shared._body(digest_of(body)) == body


def test_versions_cost_what_they_change(desk: Any) -> None:
    """A version that differs in a few bytes takes a few bytes; after the longest chain one stands alone."""
    source = desk.track()
    count = LONGEST_CHAIN + 3
    for n in range(count):
        desk.read(source, page(n))
    depths = [depth for (depth,) in desk.query("SELECT depth FROM bodies ORDER BY rowid")]
    assert depths == [*range(LONGEST_CHAIN + 1), 0, 1]
    sizes = [size for (size,) in desk.query("SELECT length(frame) FROM bodies WHERE depth > 0")]
    assert max(sizes) < 100 < len(pack(PAGE))
    assert [past.capture.body for past in desk.store.past(source.id, 999)] == [page(n) for n in reversed(range(count))]


def test_a_wall_is_packed_against_a_wall(desk: Any) -> None:
    """Not against the article, from which it would gain nothing, nor the article against it."""
    source = desk.track()
    wall = bytes(reversed(PAGE))
    desk.read(source, page(1))
    desk.trouble(source, OutcomeKind.UNREADABLE, wall)
    desk.read(source, page(2))
    desk.trouble(source, OutcomeKind.UNREADABLE, wall + b"!")
    assert desk.query("SELECT base_digest FROM bodies ORDER BY rowid") == [
        (None,), (None,), (digest_of(page(1)),), (digest_of(wall),),
    ]  # fmt: skip


def test_one_body_is_stored_once(desk: Any) -> None:
    """Whoever sends it and however often it comes back."""
    one, two = desk.track("one"), desk.track("two")
    for source in (one, two):
        for n in (1, 2, 1):
            desk.read(source, page(n))
    assert desk.query("SELECT count(*) FROM bodies") == [(2,)]
    assert [past.capture.body for past in desk.store.past(two.id, 9)] == [page(1), page(2), page(1)]


def test_a_wrong_dictionary_is_noticed() -> None:
    """The checksum flag is what tells; without it zstd gives another body."""
    frame = pack(page(1), PAGE)
    assert unpack(frame, PAGE) == page(1)
    with pytest.raises(zstd.ZstdError):
        unpack(frame, PAGE.replace(b"own", b"OWN"))


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE bodies SET frame = substr(frame, 1, 40) WHERE depth = 0",
        "UPDATE bodies SET frame = (SELECT frame FROM bodies WHERE depth = 1), base_digest = NULL WHERE depth = 2",
        "UPDATE bodies SET base_digest = NULL WHERE depth = 1",
        "DELETE FROM bodies WHERE depth = 0",
    ],
)
def test_damage_is_noticed_at_reading(desk: Any, damage: str) -> None:
    """Whichever frame of the chain it hits, no wrong body is handed out; and a new body can still be stored."""
    source = desk.track()
    for n in range(3):
        desk.read(source, page(n))
    desk.store._run("PRAGMA foreign_keys = OFF")
    desk.store._run(damage)
    with pytest.raises(StoreCorrupt, match="sha256:"):
        desk.store.past(source.id)
    with pytest.raises(StoreCorrupt):
        desk.store.capture(source.id)
    desk.read(source, page(3))
    assert desk.store.past(source.id)[0].capture.body == page(3)


def test_another_body_under_a_digest_is_noticed(desk: Any) -> None:
    """A frame that is sound in itself, but not that body."""
    source = desk.track()
    desk.read(source, PAGE)
    desk.store._run("UPDATE bodies SET frame = ?", (pack(b"something else"),))
    with pytest.raises(StoreCorrupt, match="digest"):
        desk.store.past(source.id)


def chain_holds(desk: Any, source_id: int) -> bool:
    """Whether each capture's digest is that of its row, and names the one before."""
    before = None
    for row in desk.store._rows("SELECT * FROM captures WHERE source_id = ? ORDER BY id", (source_id,)):
        if row["previous_digest"] != before or row["digest"] != capture_digest(row):
            return False
        before = row["digest"]
    return True


def test_captures_are_chained(desk: Any) -> None:
    """Each source has a chain of its own, and it breaks wherever a row is altered or taken out."""
    one, two = desk.track("one"), desk.track("two")
    for n in range(3):
        desk.read(one, page(n), headers={"x_header": "é"})
        desk.trouble(two, OutcomeKind.GONE, page(n), 404)
    assert chain_holds(desk, one.id)
    assert chain_holds(desk, two.id)
    drop_guards(desk)
    for column in ("url", "final_url", "status", "headers", "hops", "requested_at", "fetched_at", "payload_digest",
                   "payload_size", "body_digest", "previous_digest"):  # fmt: skip
        (old,) = desk.query(f"SELECT {column} FROM captures WHERE id = 3")[0]
        new = digest_of(page(0)) if column == "body_digest" else old + 1 if isinstance(old, int) else old + " "
        desk.store._run(f"UPDATE captures SET {column} = ? WHERE id = 3", (new,))
        assert not chain_holds(desk, one.id), column
        desk.store._run(f"UPDATE captures SET {column} = ? WHERE id = 3", (old,))
    assert chain_holds(desk, one.id)
    desk.store._run("PRAGMA foreign_keys = OFF")
    desk.store._run("DELETE FROM captures WHERE id = 3")
    assert not chain_holds(desk, one.id)


def test_the_digest_of_a_capture_is_the_documented_one() -> None:
    """A fixed row has a fixed digest, for as long as there are stores."""
    row = {"id": 7, "source_id": 1, "url": "https://a.example/é", "status": 200, "previous_digest": None, "digest": "x"}
    canonical = rb'{"previous_digest":null,"source_id":1,"status":200,"url":"https://a.example/\u00e9"}'
    assert capture_digest(row) == digest_of(canonical)


@pytest.mark.parametrize("table", ["captures", "versions", "changes"])
def test_evidence_is_never_rewritten(desk: Any, table: str) -> None:
    """Not even by hand: the file itself refuses, and refuses to delete while the source is tracked."""
    source = desk.track()
    desk.read(source, b"one")
    desk.read(source, b"two", FactChange("berths", "Berths", "appeared", None, desk.seen(16)))
    for sql in (f"UPDATE {table} SET source_id = source_id", f"DELETE FROM {table}", "DELETE FROM sources"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            desk.store._run(sql)
    desk.store.remove(source.id, desk.now)
    with pytest.raises(sqlite3.IntegrityError, match="never rewritten"):
        desk.store._run(f"UPDATE {table} SET source_id = source_id")


def test_purge_drops_all_of_one_source(desk: Any) -> None:
    """No row and no body of it stays, and its id is not used again."""
    source = desk.track()
    desk.read(source, b"one")
    change = FactChange("berths", "Berths", "appeared", None, desk.seen(16))
    desk.read(source, b"two", change, facts={"berths": desk.seen(16)}, rulebook_digests={"harbour": "d"})
    desk.trouble(source, OutcomeKind.GONE, b"gone", 404)
    desk.store.remove(source.id, desk.now, purge=True)
    tables = desk.query("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')")
    left = {name for (name,) in tables if desk.query(f"SELECT 1 FROM {name}")}
    assert left == {"_sqlite_migrations", "sqlite_schema", "sqlite_sequence"}
    assert desk.track().id > source.id
    with pytest.raises(UnknownSource):
        desk.store.remove(source.id, desk.now, purge=True)


def test_purge_works_on_what_was_removed_before(desk: Any) -> None:
    """Removing and purging may be two steps."""
    source = desk.track()
    desk.read(source, b"one")
    desk.store.remove(source.id, desk.now)
    desk.store.remove(source.id, desk.now, purge=True)
    assert desk.query("SELECT count(*) FROM bodies") == [(0,)]


@pytest.mark.parametrize("keep", ["one", "two"])
def test_purge_harms_no_other_source(desk: Any, keep: str) -> None:
    """Bodies shared with it, or packed against its bodies, stay whole."""
    sources = {name: desk.track(name) for name in ("one", "two")}
    for n in range(4):
        desk.read(sources["one"], page(n))
    # Shares pages 1 and 3 of the chain above; page 9 is packed against 3.
    for n in (1, 3, 9):
        desk.read(sources["two"], page(n))
    (purged,) = sources.keys() - {keep}
    before = desk.store.past(sources[keep].id, 9)
    desk.store.remove(sources[purged].id, desk.now, purge=True)
    assert desk.store.past(sources[keep].id, 9) == before
    assert desk.query("SELECT count(*) FROM bodies") == [(len(before),)]
    assert desk.query("PRAGMA foreign_key_check") == []
    assert chain_holds(desk, sources[keep].id)

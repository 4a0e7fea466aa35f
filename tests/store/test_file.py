"""The store as a file: made, migrated, shared by processes, and refused with a reason."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from monitor.errors import StoreCorrupt, StoreLocked, StoreTooNew, StoreUnwritable
from monitor.model import Source
from monitor.store import Store
from monitor.store.columns import stamp
from monitor.store.schema import migrations

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as another program sees it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def test_folder_and_file_are_made(path: Path) -> None:
    """And what was stored is there when it is opened again."""
    with Store.open(path) as store:
        source = store.track(Source(0, "https://a.example/", "a"), NOW)
    with Store.open(str(path)) as store:
        assert store.sources() == [source]


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    """As `touch` or a mounted volume may leave it."""
    path.parent.mkdir()
    path.touch()
    with Store.open(path) as store:
        assert store.sources() == []


def test_a_store_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves no file behind."""
    monkeypatch.chdir(tmp_path)
    with Store.open(":memory:") as store:
        store.track(Source(0, "https://a.example/", "a"), NOW)
    assert list(tmp_path.iterdir()) == []


def test_how_the_file_is_kept(path: Path) -> None:
    """Write-ahead log and foreign keys are on, and the migrations have names."""
    with Store.open(path) as store:
        assert store._row("PRAGMA journal_mode")[0] == "wal"  # type: ignore[index]
        assert store._row("PRAGMA foreign_keys")[0] == 1  # type: ignore[index]
        assert store._rows("PRAGMA foreign_key_check") == []
    with raw(path) as file:
        assert file.execute("SELECT migration_set, name FROM _sqlite_migrations").fetchall() == [
            ("monitor", "m001_first"),
            ("monitor", "m002_outside"),
            ("monitor", "m003_stories"),
        ]


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    """The message names it."""
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StoreUnwritable, match="data"):
        Store.open(tmp_path / "data" / "monitor.db")


def test_a_file_that_is_a_folder(tmp_path: Path) -> None:
    """The message says so."""
    with pytest.raises(StoreUnwritable, match="must be a file"):
        Store.open(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    """The message names the file."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o555)
    with pytest.raises(StoreUnwritable, match=r"monitor\.db"):
        Store.open(folder / "monitor.db")


def test_a_full_disk(path: Path) -> None:
    """What can't be written is said with the file's name, and nothing is half written."""
    with Store.open(path) as store:
        pages = store._row("PRAGMA page_count")[0]  # type: ignore[index]
        store._run(f"PRAGMA max_page_count = {pages}")
        sources = [Source(0, f"https://a.example/{n}", f"n{n}") for n in range(5000)]
        with pytest.raises(StoreUnwritable, match=r"monitor\.db.*full"):
            store.track_many(sources, NOW)
        assert store.sources() == []


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to be one" * 50, b"SQLite format 3\x00" * 99]
)
def test_what_is_no_database(path: Path, content: bytes) -> None:
    """Is refused and left as it is."""
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreCorrupt, match=r"monitor\.db"):
        Store.open(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program(path: Path) -> None:
    """Is refused, and gets no tables."""
    path.parent.mkdir()
    with raw(path) as file:
        file.execute("CREATE TABLE bookmarks (id)")
    with pytest.raises(StoreCorrupt, match="bookmarks"):
        Store.open(path)
    with raw(path) as file:
        assert file.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]


def test_a_store_of_a_newer_version(path: Path) -> None:
    """Is refused with the migration that is not known."""
    Store.open(path).close()
    with raw(path) as file:
        file.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('monitor', 'm999_x', '')"
        )
    with pytest.raises(StoreTooNew, match="m999_x"):
        Store.open(path)


def test_a_migration_that_fails_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file stays without tables, and the next start begins anew."""
    with monkeypatch.context() as patch:
        patch.setattr("monitor.store.schema.VIEWS", ("CREATE VIEW broken AS SELEC",))
        with pytest.raises(sqlite3.OperationalError):
            Store.open(path)
    with raw(path) as file:
        assert file.execute("SELECT name FROM sqlite_master").fetchall() == []
    Store.open(path).close()


def test_another_process_that_writes_for_too_long(path: Path) -> None:
    """Writing gives up after the time limit; reading and opening do not wait."""
    Store.open(path).close()
    with raw(path) as file:
        file.execute("BEGIN IMMEDIATE")
        with Store.open(path, timeout=0.05) as store:
            assert store.sources() == []
            with pytest.raises(StoreLocked, match=r"monitor\.db.*0\.05 s"):
                store.track(Source(0, "https://a.example/", "a"), NOW)
            file.execute("ROLLBACK")
            store.track(Source(0, "https://a.example/", "a"), NOW)


def test_a_new_file_that_another_process_holds(path: Path) -> None:
    """Opening gives up after the time limit."""
    path.parent.mkdir()
    with raw(path) as file:
        file.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreLocked):
            Store.open(path, timeout=0.05)


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_short_wait_is_no_error(path: Path, lock: str) -> None:
    """Opening a new file and writing queue behind another process, whichever lock it has."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as file:

        def hold() -> threading.Timer:
            file.execute(f"BEGIN {lock}")
            timer = threading.Timer(0.2, file.execute, ["ROLLBACK"])
            timer.start()
            return timer

        timer = hold()
        with Store.open(path, timeout=10) as store:
            timer.join()
            timer = hold()
            assert store.track(Source(0, "https://a.example/", "a"), NOW).id == 1
            timer.join()


def test_times_need_a_zone() -> None:
    """A naive time is a bug; another zone is turned into UTC."""
    with pytest.raises(ValueError, match="zone"):
        stamp(datetime(2026, 3, 1))  # noqa: DTZ001
    east = datetime.fromisoformat("2026-03-01T12:00:00+09:00")
    assert stamp(east) == "2026-03-01T03:00:00.000000+00:00"


def claim_some(path: Path, start: Any, taken: Any) -> None:
    """One process: opens the store together with the others and claims until nothing is left."""
    start.wait()
    with Store.open(path) as store:
        store.track_many([Source(0, f"https://a.example/{n}", f"n{n}") for n in range(60)], NOW)
        mine = [claim.source.id for _ in range(30) for claim in store.claim(NOW, 3, timedelta(hours=1))]
        turns = [store.reserve("a.example:443", NOW, 1) for _ in range(10)]
        taken.put((mine, turns))


def test_processes_that_start_together_share_the_work(path: Path) -> None:
    """None collides on the new file, none gets a source or a turn that another one has, and nothing is left."""
    context = multiprocessing.get_context("spawn")
    start, taken = context.Barrier(4), context.Queue()
    processes = [context.Process(target=claim_some, args=(path, start, taken)) for _ in range(4)]
    for process in processes:
        process.start()
    results = [taken.get(timeout=60) for _ in processes]
    for process in processes:
        process.join(60)
        assert process.exitcode == 0
        process.close()
    taken.close()
    taken.join_thread()
    assert sorted(id_ for mine, _ in results for id_ in mine) == list(range(1, 61))
    assert sorted((turn - NOW).total_seconds() for _, turns in results for turn in turns) == list(range(40))


def test_a_store_of_the_first_release_is_migrated(path: Path) -> None:
    """What it holds stays, and the next claim of a source reads from it."""
    path.parent.mkdir()
    database = Database(path)
    migrations.apply(database, stop_before="m002_outside")
    database["sources"].insert({"id": 1, "url": "https://a.example/1", "name": "a", "added_at": "2026-03-01"})
    database["schedule"].insert({"source_id": 1, "host": "a.example:443", "next_at": "2026-03-01", "version": 3})
    database.close()
    with Store.open(path) as store:
        [claim] = store.claim(datetime(2026, 3, 2, tzinfo=UTC), 1, timedelta(hours=1))
        assert (claim.source.name, claim.latest, claim.surroundings) == ("a", 3, None)
        assert store.log() == []

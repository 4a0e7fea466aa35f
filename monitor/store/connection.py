"""One connection to the store's file: opening, migrating, transactions, and SQLite's errors in the user's words.

A connection belongs to the thread that opened it. Writers queue for `timeout` seconds; readers never wait (WAL). The
operating system is not asked to flush at every commit (`synchronous = NORMAL`): after a power cut the last moments may
be missing and are checked again, but what is there is whole. What must not be forgotten, because the world has heard of
it, is written as `durable`.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from typing import Any, Self

from sqlite_utils import Database

from monitor.errors import StoreCorrupt, StoreLocked, StoreMissing, StoreTooNew, StoreUnwritable
from monitor.store.schema import migrations

Params = Mapping[str, Any] | Sequence[Any]

_LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED")
_UNWRITABLE = ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH", "SQLITE_IOERR", "SQLITE_FULL")
_CORRUPT = ("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_FORMAT")


@contextmanager
def explained(path: PurePath, timeout: float) -> Iterator[None]:
    """SQLite's errors that a user can mend as errors of the store; what is left is a bug."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorname", None) or ""
        if code.startswith(_LOCKED):
            message = (
                f"{path}: another process has held the store for more than {timeout:g} s; try again when it is done"
            )
            raise StoreLocked(message) from error
        if code.startswith(_UNWRITABLE):
            raise StoreUnwritable(
                f"{path}: the store can't be written ({error}); it needs a writable folder"
            ) from error
        if code.startswith(_CORRUPT):
            raise StoreCorrupt(f"{path}: no store, or a damaged one ({error}); restore it from a backup") from error
        raise


class Connection:
    """What the verbs of the store stand on; opened with `open`, closed with `close` or at the end of a `with`."""

    def __init__(self, path: PurePath, connection: sqlite3.Connection, timeout: float) -> None:
        self.path = path
        self._conn = connection
        self._timeout = timeout

    @classmethod
    def open(cls, path: PurePath | str, *, timeout: float = 30.0, create: bool = True) -> Self:
        """Open the store, making its folder and file where missing, and bring it to today's schema.

        `timeout`: how many seconds to wait for another process that writes. `create`: whether one that is missing is
        made. `:memory:` is a store that ends when it is closed. Raises StoreMissing, StoreUnwritable, StoreLocked,
        StoreTooNew, StoreCorrupt.
        """
        file = Path(path)
        if not create and not file.exists():
            raise StoreMissing(f"no store at {file}; `monitor add URL` or `monitor check URL` makes one")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnwritable(f"{file.parent}: the store's folder can't be made ({error.strerror})") from error
        if file.is_dir():
            raise StoreUnwritable(f"{file}: the store must be a file, this is a folder")
        with explained(file, timeout):
            connection = sqlite3.connect(file, timeout=timeout, isolation_level=None)
            try:
                _prepare(connection, file, timeout)
            except BaseException:
                connection.close()
                raise
        return cls(file, connection, timeout)

    def close(self) -> None:
        self._conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _write(self, durable: bool = False) -> Iterator[None]:
        """A transaction that has the write lock from its start, so that what it reads stays true until it commits.

        `durable`: once it has written something and committed, that and all commits before it, of other processes too,
        are on the disk: a flush of the write-ahead log flushes all of it.
        """
        if not durable:
            with self._transaction("BEGIN IMMEDIATE"):
                yield
            return
        self._run("PRAGMA synchronous = FULL")
        try:
            with self._transaction("BEGIN IMMEDIATE"):
                yield
        finally:
            self._run("PRAGMA synchronous = NORMAL")

    @contextmanager
    def _read(self) -> Iterator[None]:
        """A transaction in which several queries see the store at one moment; part of the one that is open, if any."""
        if self._conn.in_transaction:
            yield
        else:
            with self._transaction("BEGIN"):
                yield

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with explained(self.path, self._timeout):
            self._conn.execute(begin)
            try:
                yield
                self._conn.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # the first error tells more
                    self._conn.rollback()
                raise

    def _run(self, sql: str, params: Params = ()) -> sqlite3.Cursor:
        """One statement, for what it does."""
        with explained(self.path, self._timeout):
            return self._conn.execute(sql, params)

    def _insert(self, table: str, fields: Mapping[str, Any]) -> int:
        """One new row; its rowid."""
        columns, values = ", ".join(fields), ", ".join(f":{name}" for name in fields)
        rowid = self._run(f"INSERT INTO {table} ({columns}) VALUES ({values})", fields).lastrowid  # noqa: S608 - own names
        assert rowid is not None
        return rowid

    def _rows(self, sql: str, params: Params = ()) -> list[sqlite3.Row]:
        """All rows of a query, by column name."""
        with explained(self.path, self._timeout):
            cursor = self._conn.cursor()
            cursor.row_factory = sqlite3.Row
            return cursor.execute(sql, params).fetchall()

    def _row(self, sql: str, params: Params = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        rows = self._rows(sql, params)
        return rows[0] if rows else None


def _prepare(connection: sqlite3.Connection, file: Path, timeout: float) -> None:
    """Look whether it is ours, migrate it if need be, and set what holds for one connection."""
    database = Database(connection, execute_plugins=False)
    if _pending(database, file):
        _use_wal(connection, timeout)
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Asked again under the lock: a process that started at the same time may have done it.
            if _pending(database, file):
                migrations.apply(database)
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.rollback()
            raise
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _pending(database: Database, file: Path) -> bool:
    """Whether migrations are to be done; raises if the file is another program's, or of a newer version of this one."""
    known = {migration.name for migration in migrations._migrations}
    applied = {migration.name for migration in migrations.applied(database)}
    if unknown := applied - known:
        raise StoreTooNew(
            f"{file}: made by a newer version of this program (it holds {', '.join(sorted(unknown))}); "
            "install that version, or name another store"
        )
    tables = set(database.table_names()) - {migrations.migrations_table}
    if tables and not applied:
        raise StoreCorrupt(f"{file}: an SQLite file of another program (it holds {', '.join(sorted(tables)[:3])})")
    return applied != known


def _use_wal(connection: sqlite3.Connection, timeout: float) -> None:
    """Switch the file to write-ahead logging. SQLite does not wait for a lock here, so wait for it by hand."""
    deadline = time.monotonic() + timeout
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith(_LOCKED) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)

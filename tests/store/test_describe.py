"""docs/store.md is true."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from monitor.store import Store, describe
from monitor.store.describe import TABLES

DOCS = Path(__file__).parents[2] / "docs" / "store.md"


def test_the_docs_are_made_from_the_schema() -> None:
    """Made again, they are the same; `python -c "from monitor.store import describe; print(describe(), end='')"`."""
    assert DOCS.read_text(encoding="utf-8") == describe()


def test_every_table_and_column_is_described(path: Path) -> None:
    """And nothing that is not there."""
    Store.open(path).close()
    database = Database(path)
    shadows = {f"latest_texts_{part}" for part in ("data", "idx", "content", "docsize", "config")}
    tables = {*database.table_names(), *database.view_names()} - shadows - {"_sqlite_migrations", "sqlite_sequence"}
    assert tables == TABLES.keys()
    for name, (meaning, columns) in TABLES.items():
        assert [column.name for column in database[name].columns] == list(columns), name
        assert meaning
        assert all(columns.values())
    database.close()

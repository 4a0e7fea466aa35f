"""The store: sources, evidence, versions, changes, facts and events in one SQLite file.

Its verbs speak in values of `model` and come in groups: sources (`sources.py`), the line from claim to commit
(`line.py`), what it tells of the past (`history.py`), hosts (`hosts.py`). Below them lie the compressed bodies
(`bodies.py`), the connection (`connection.py`) and the schema (`schema.py`), described in docs/store.md. Times are
passed in, aware, and kept in UTC.
"""

from __future__ import annotations

from monitor.store.describe import describe
from monitor.store.history import Event, Hit, LogEntry
from monitor.store.hosts import Hosts
from monitor.store.line import EVIDENCE_BYTES, Claim, Line

__all__ = ["EVIDENCE_BYTES", "Claim", "Event", "Hit", "LogEntry", "Store", "describe"]


class Store(Line, Hosts):
    """The store of one process and thread; `with Store.open(path) as store: ...`."""

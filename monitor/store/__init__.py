"""The store: sources, evidence, versions, changes, facts, messages in one SQLite file.

Its verbs speak in values of `model` and come in groups: sources (`sources.py`), whose turn it is (`claims.py`), the
line that ends with a commit (`line.py`), what it tells of the past (`history.py`) and of stories (`stories.py`), what
people are to be told (`outbox.py`), hosts (`hosts.py`), health (`pulse.py`). Below them lie the compressed bodies
(`bodies.py`), the connection (`connection.py`) and the schema (`schema.py`), described in docs/store.md. Times are
passed in, aware, and kept in UTC.
"""

from __future__ import annotations

from monitor.store.claims import Claim
from monitor.store.describe import describe
from monitor.store.history import Hit, LogEntry
from monitor.store.hosts import Hosts
from monitor.store.line import EVIDENCE_BYTES, Line
from monitor.store.outbox import Outbox
from monitor.store.pulse import Heart, Pulse, Standing
from monitor.store.stories import ReadBy, Reads

__all__ = ["EVIDENCE_BYTES", "Claim", "Hit", "LogEntry", "Pulse", "ReadBy", "Reads", "Standing", "Store", "describe"]


class Store(Line, Outbox, Hosts, Heart):
    """The store of one process and thread; `with Store.open(path) as store: ...`."""

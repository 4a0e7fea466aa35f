"""What can go wrong in a way that a user can mend. Only bugs raise anything else.

    MonitorError                the message says what is wrong, where, and what would be right
    ├── UsageError              an argument or option
    │   └── UnknownSource       a name, id or URL that is not tracked
    ├── ConfigError             monitor.toml, the environment, a sources list
    ├── RuleError               one or more faults in rule files, each with file, line and column
    └── StoreError              the store as a whole
        ├── StoreMissing        there is none where it is looked for
        ├── StoreUnwritable     the file or its folder can't be written
        ├── StoreLocked         another process holds it for too long
        ├── StoreTooNew         made by a newer version of the program
        ├── StoreCorrupt        what is in it does not fit together
        └── ClaimLost           another process took the source over; nothing was written

A source that can't be fetched or read is none of these: it is an outcome.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class MonitorError(Exception):
    """Base of every error with a message for the user; the command line ends with code 2 on it."""


class UsageError(MonitorError):
    """An argument or option that can't be meant."""


class UnknownSource(UsageError):
    """A source that is not tracked."""


class ConfigError(MonitorError):
    """A fault in the settings or in a sources list."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in a rule file. `line` and `column` count from 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class RuleError(MonitorError):
    """Faults in rule files, all of one run together."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class StoreError(MonitorError):
    """The store can't be used."""


class StoreMissing(StoreError):
    """There is no store where one is looked for."""


class StoreUnwritable(StoreError):
    """The store's file or folder can't be written."""


class StoreLocked(StoreError):
    """Another process holds the store's write lock for longer than the time limit."""


class StoreTooNew(StoreError):
    """The store holds migrations that this version of the program does not know."""


class StoreCorrupt(StoreError):
    """What the store holds does not fit together: a digest, a missing body."""


class ClaimLost(StoreError):
    """The lease on a source ran out and another process took it over; nothing was written."""

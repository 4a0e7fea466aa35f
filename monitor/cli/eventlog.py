"""The program's log on stderr, for people: an event and its fields on one line, a bug's trace below it."""

from __future__ import annotations

import logging
import sys

LEVELS = (logging.ERROR, logging.INFO, logging.DEBUG)
"""By the number of -v: bugs only, what happened, everything."""

_OWN = frozenset(logging.LogRecord("", 0, "", 0, "", None, None).__dict__) | {"event", "message"}


def start(verbose: int) -> None:
    """Sends the log to stderr from now on; the events of one library or another stay out of it."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Line())
    log = logging.getLogger("monitor")
    log.handlers = [handler]
    log.propagate = False
    log.setLevel(LEVELS[min(verbose, len(LEVELS) - 1)])


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        fields = {key: value for key, value in record.__dict__.items() if key not in _OWN and value is not None}
        said = " ".join(f"{key}={value!r}" for key, value in fields.items())
        line = f"{record.levelname.lower()} {record.getMessage()} {said}".rstrip()
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line

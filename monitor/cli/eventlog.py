"""The program's log on stderr: an event and its fields on one line, as text for people or as JSON for a pipeline."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime

from pythonjsonlogger.json import JsonFormatter

from monitor.settings import LogFormat

LEVELS = (logging.ERROR, logging.INFO, logging.DEBUG)
"""By the number of -v: bugs only, what happened, everything."""

_OWN = frozenset(logging.LogRecord("", 0, "", 0, "", None, None).__dict__) | {"event", "message", "taskName"}


def start(verbose: int, log_format: LogFormat = "auto") -> None:
    """Sends the log to stderr from now on; the events of one library or another stay out of it."""
    as_text = log_format == "text" or (log_format == "auto" and sys.stderr.isatty())
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Line() if as_text else _Json())
    log = logging.getLogger("monitor")
    log.handlers = [handler]
    log.propagate = False
    log.setLevel(LEVELS[min(verbose, len(LEVELS) - 1)])


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        fields = {key: value for key, value in record.__dict__.items() if key not in _OWN and value is not None}
        said = " ".join(f"{key}={value!r}" for key, value in fields.items())
        line = f"{_time(record)} {record.levelname.lower()} {record.getMessage()} {said}".rstrip()
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class _Json(JsonFormatter):
    """`time`, `level`, `event`, then the event's own fields: the same keys in every version of the program."""

    def add_fields(
        self, log_data: dict[str, object], record: logging.LogRecord, message_dict: dict[str, object]
    ) -> None:
        log_data |= {"time": _time(record), "level": record.levelname.lower(), "event": record.getMessage()}
        log_data |= {key: value for key, value in record.__dict__.items() if key not in _OWN}
        if record.exc_info:
            log_data["trace"] = self.formatException(record.exc_info)


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

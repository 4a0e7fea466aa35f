"""Tells what happened: one log line per event, that holds everything a log pipeline needs.

Event names are a fixed list, documented in docs/events.md. A changed fact is one line.
"""

from __future__ import annotations

import logging

from monitor.codec import change_to_json, counts_to_json, story_event_to_json
from monitor.model import STORY_EVENTS, OutcomeKind, Result

log = logging.getLogger("monitor")

EVENTS: dict[str, str] = {
    "check.finished": "a source was checked, with its outcome",
    "fact.changed": "a fact changed between two versions of a source",
    "text.changed": "the text of a source changed, and no fact with it",
    **dict[str, str](STORY_EVENTS),  # type: ignore[arg-type]
    "source.unreadable": "a page came that is not the (whole) article",
    "source.gone": "a page is no longer there, or its address leads elsewhere",
    "source.failed": "a source could not be fetched",
    "source.recovered": "a source that was in trouble can be fetched and read again",
    "check.crashed": "a fault of this program stopped a check",
    "message.composed": "a message to readers or operators was written; only where mail is set up",
    "delivery.sent": "one recipient's copy of a message was taken by the mail server",
    "delivery.failed": "the mail server did not take it; it is tried again",
    "delivery.given_up": "it is not tried again",
    "telling.crashed": "a fault of this program or in the mail settings stopped a round of messages",
    "service.started": "the service took up its work",
    "service.reloaded": "settings and rules were read again",
    "service.not_reloaded": "they hold an error; the ones before stay in force",
    "service.store_failed": "the store could not be used; the next tick tries again",
    "service.stopping": "the service was told to stop",
    "service.stopped": "the service ended",
}


def tell(result: Result) -> None:
    """Logs one checked source: its changes and troubles, then that it was checked."""
    source, outcome = result.source, result.outcome
    about = {
        "source": source.name,
        "story": source.story,
        "url": source.url,
        "from_version": outcome.from_version,
        "to_version": outcome.to_version,
    }
    for change in outcome.changes:
        event(logging.INFO, "fact.changed", **about, **change_to_json(change))
    for shift in result.story:
        meant = story_event_to_json(shift)
        event(logging.INFO, shift.kind, **about, **{key: meant[key] for key in meant if key not in ("kind", "story")})
    if outcome.kind is OutcomeKind.CHANGED and not outcome.changes:
        event(logging.INFO, "text.changed", **about, text=counts_to_json(outcome.text))
    if outcome.kind in (OutcomeKind.UNREADABLE, OutcomeKind.GONE, OutcomeKind.FAILED):
        event(logging.WARNING, f"source.{outcome.kind}", **about, detail=outcome.detail)
    event(logging.DEBUG, "check.finished", **about, outcome=str(outcome.kind), detail=outcome.detail)


def recovered(result: Result, failures: int) -> None:
    """Logs the end of a source's trouble, which lasted for `failures` checks, so that an alert can close itself."""
    about = {"source": result.source.name, "story": result.source.story, "url": result.source.url}
    event(logging.INFO, "source.recovered", **about, failures=failures, version=result.outcome.to_version)


def crashed(source_url: str, error: BaseException) -> None:
    """Logs a bug with its trace; the source is checked again later."""
    log.error("check.crashed", exc_info=error, extra={"event": "check.crashed", "url": source_url})


def failed(name: str, error: BaseException, **fields: object) -> None:
    """Logs what stopped something else than a check, with its trace."""
    assert name in EVENTS, name
    log.error(name, exc_info=error, extra={"event": name, **fields})


def event(level: int, name: str, **fields: object) -> None:
    """One line in the log, under a name of `EVENTS`."""
    assert name in EVENTS, name
    log.log(level, name, extra={"event": name, **fields})

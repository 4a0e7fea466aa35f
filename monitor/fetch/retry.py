"""When to ask again: transient failures, 429 and 5xx, with back-off and the server's own Retry-After."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import stamina

from monitor.fetch.client import Answer
from monitor.fetch.trouble import Trouble

PATIENCE = timedelta(seconds=10)
"""A Retry-After up to this long is waited for within the run."""

LONGEST_HOLD = timedelta(days=1)
"""What a Retry-After can ask for at most; the source's own interval takes over then."""

_LONGEST_BACKOFF = 5.0

# What was tried is told in the Failure's detail; stamina's own log line names nothing that a user knows.
stamina.instrumentation.set_on_retry_hooks([])


class _Again(Exception):
    """An answer, or no answer, that another attempt may better."""

    def __init__(self, result: Answer | Trouble) -> None:
        super().__init__(str(result.status) if isinstance(result, Answer) else str(result))
        self.result = result


def is_transient(status: int) -> bool:
    """Whether a status says that the same request may succeed later."""
    return status == 429 or status >= 500


async def with_retries(ask: Callable[[], Awaitable[Answer]], attempts: int, first_wait: float) -> Answer:
    """Asks up to `attempts` times, waiting `first_wait` seconds (doubled each time, with jitter) in between.

    Returns the last answer. Raises Trouble if the last attempt had none. An answer with a Retry-After that is too long
    to wait for is returned at once.
    """
    try:
        async for attempt in stamina.retry_context(
            on=_Again,
            attempts=max(1, attempts),
            timeout=None,
            wait_initial=first_wait,
            wait_jitter=first_wait,
            wait_max=max(_LONGEST_BACKOFF, first_wait),
        ):
            with attempt:
                try:
                    answer = await ask()
                except Trouble as trouble:
                    if trouble.transient:
                        raise _Again(trouble) from trouble
                    raise
                if is_transient(answer.status) and not too_long(answer):
                    raise _Again(answer)
                return answer
    except _Again as again:
        if isinstance(again.result, Trouble):
            if attempts > 1:
                again.result.detail += f" (asked {attempts} times)"
            raise again.result from None
        return again.result
    raise AssertionError("stamina gives at least one attempt")


def too_long(answer: Answer) -> bool:
    """Whether the answer asks for more patience than there is within one run."""
    until = retry_after(answer)
    return until is not None and until - answer.fetched_at > PATIENCE


def retry_after(answer: Answer) -> datetime | None:
    """When a 429 or 5xx asks to be asked again: seconds or an HTTP date (RFC 9110, 10.2.3), at most a day ahead."""
    value = answer.header("retry-after")
    if value is None or not is_transient(answer.status):
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        # Cut before it is a number: a server may send any count of digits.
        wait = timedelta(seconds=int(value[:9]) if len(value) < 10 else 10**9)
    else:
        try:
            date = parsedate_to_datetime(value)
        except (ValueError, OverflowError):
            return None
        wait = (date if date.tzinfo else date.replace(tzinfo=UTC)) - answer.fetched_at
    return answer.fetched_at + min(wait, LONGEST_HOLD) if wait > timedelta(0) else None

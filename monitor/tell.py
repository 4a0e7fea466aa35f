"""The line that a message takes: from the events of a check to each recipient's mailbox.

    events   store     what is due to be told, written with the version it came with
      |  Event
    compose  report    one message a source and audience, once, under an id that never changes
      |  Message
    put      store     message, deliveries and "told" in one transaction
      |  Delivery
    send     notify    one recipient's copy; at least once, and a repeat has the same id
      |
    settle   store     sent, put off with back-off, or given up and told to the operators

Apart from checking: a mail server that is away delays mail, never a check.
"""

from __future__ import annotations

import logging
import random
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from monitor import notify
from monitor.model import Audience, Delivery, Event
from monitor.notify.mail import Mailer, MailError, domain
from monitor.report import AUDIENCES, compose
from monitor.schedule import next_delivery
from monitor.settings import Mail, Settings
from monitor.store import Store

BATCH = 10
"""Deliveries claimed at once; the lease covers them all."""


@dataclass
class Told:
    """What one round came to."""

    composed: int = 0
    sent: int = 0
    put_off: int = 0
    given_up: int = 0


def new_id(mail: Mail) -> str:
    """An id for a new message, unlike every other."""
    return f"{uuid.uuid4().hex}@{domain(mail)}"


class Teller:
    """Composes what is due to be told and delivers what is due to be sent."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        templates: Mapping[str, str],
        clock: Callable[[], datetime],
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.store = store
        self.settings = settings
        self.templates = templates
        self.clock = clock
        self.chance = chance
        self.mailer = Mailer(settings.mail, settings.ca_file) if settings.mail.host else None

    async def tell(self) -> Told:
        """One round: everything that is due now. Never raises for what a mail server does."""
        told = Told()
        self._compose_due(told)
        away: MailError | None = None
        while self.mailer is not None:
            now = self.clock()
            lease = timedelta(seconds=BATCH * self.settings.mail.timeout)
            deliveries = self.store.claim_deliveries(now, BATCH, lease)
            for delivery in deliveries:
                away = await self._send(delivery, told, away) or away
            if len(deliveries) < BATCH:
                break
        return told

    def _compose_due(self, told: Told) -> None:
        def group(event: Event) -> tuple[Audience, int]:
            return AUDIENCES[event.kind], event.result.source.id if event.result else 0

        for (audience, source_id), events in groupby(sorted(self.store.events(), key=group), key=group):
            if self._put(audience, source_id or None, list(events)):
                told.composed += 1

    def _put(self, audience: Audience, source_id: int | None, events: Sequence[Event]) -> bool:
        mail, now = self.settings.mail, self.clock()
        message = compose(
            events,
            audience,
            id=new_id(mail),
            created_at=now,
            references=self.store.thread(source_id, audience),
            templates=self.templates,
            time_zone=self.settings.time_zone,
        )
        recipients = mail.recipients(audience) if mail.host else ()
        if not self.store.put_message(message, [event.id for event in events], recipients, now):
            return False  # another process was quicker
        if recipients:  # without mail, what happened is put on record all the same, and no one is written to
            about = {"id": message.id, "audience": audience, "subject": message.subject}
            notify.event(logging.INFO, "message.composed", **about)
        return True

    async def _send(self, delivery: Delivery, told: Told, away: MailError | None) -> MailError | None:
        """Tries one delivery, unless the server was found `away` just now: a server that hangs takes a time limit for
        each. Returns the error if it is that the server is away."""
        assert self.mailer is not None
        about = {"id": delivery.message.id, "recipient": delivery.recipient, "subject": delivery.message.subject}
        try:
            if away is not None:
                raise away
            await self.mailer.send(delivery)
        except MailError as error:
            now, attempts = self.clock(), delivery.attempts + 1
            limit = timedelta(seconds=self.settings.mail.give_up_after)
            again = None if error.permanent else next_delivery(attempts, delivery.due_since, now, self.chance(), limit)
            if again is None:
                self.store.give_up(delivery, str(error), now)
                notify.event(logging.ERROR, "delivery.given_up", **about, error=str(error))
                told.given_up += 1
            else:
                self.store.put_off(delivery, again, str(error), now)
                notify.event(logging.WARNING, "delivery.failed", **about, error=str(error), next_try=again.isoformat())
                told.put_off += 1
            return error if error.away else None
        self.store.delivered(delivery, self.clock())
        notify.event(logging.INFO, "delivery.sent", **about)
        told.sent += 1
        return None

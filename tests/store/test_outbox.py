"""Contract: every event is told by one message, and every recipient gets it at least once, always under the same id."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.model import Delivery, Message, OutcomeKind, Source
from monitor.store import Store

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
READERS = ("ann@desk.example", "bob@desk.example")


def message(name: str = "m1", source: Source | None = None, **more: Any) -> Message:
    fields = {"audience": "readers", "subject": f"Subject of {name}", "text": "Text", "html": "<p>HTML"}
    return Message(f"{name}@monitor.example", **fields | more, created_at=NOW, source_id=source and source.id)


def gone(desk: Any, name: str = "gazette") -> tuple[Source, list[int]]:
    """A source with one due event, and that event's id."""
    source = desk.track(name)
    desk.trouble(source, OutcomeKind.GONE)
    return source, [event.id for event in desk.store.events()]


def take(desk: Any, limit: int = 99, lease: timedelta = HOUR) -> list[Delivery]:
    deliveries: list[Delivery] = desk.store.claim_deliveries(desk.now, limit, lease)
    return deliveries


def test_a_message_comes_back_as_it_went_in(desk: Any) -> None:
    """With its thread, once for each recipient; the events are told."""
    source, events = gone(desk)
    sent = message(source=source, references=("a@x.example", "b@x.example"), audience="operators")
    assert desk.store.put_message(sent, events, [*READERS, READERS[0]], desk.now) is True
    first, second = take(desk)
    assert (first.message, second.message) == (sent, sent)
    assert (first.recipient, second.recipient) == READERS
    assert (first.attempts, first.due_since) == (0, desk.now)
    assert first.token
    assert desk.store.events() == []
    assert [event.kind for event in desk.store.events("told")] == ["source.gone"]
    assert desk.query("SELECT message_id, told_at IS NOT NULL FROM events") == [(sent.id, 1)]


def test_half_a_character_breaks_no_message(desk: Any) -> None:
    """A page's JSON may hold half a surrogate pair, and a server's answer too."""
    desk.store.put_message(message(subject="a\ud800", text="b\ud800", html="c\ud800"), [], READERS, desk.now)
    one, two = take(desk)
    assert (one.message.subject, one.message.text, one.message.html) == ("a?", "b?", "c?")
    desk.store.put_off(one, desk.now, "d\udcff", desk.now)
    desk.store.give_up(two, "e\udcff", desk.now)
    assert desk.query("SELECT error FROM deliveries") == [("d?",), ("e?",)]


def test_a_message_is_put_once(desk: Any) -> None:
    """Again, it is no error and changes nothing, even if it was composed differently."""
    source, events = gone(desk)
    assert desk.store.put_message(message(source=source), events, READERS, desk.now)
    (first, _) = take(desk)
    desk.store.delivered(first, desk.now)
    before = desk.query("SELECT * FROM deliveries"), desk.query("SELECT * FROM messages"), desk.store.events("told")
    assert desk.store.put_message(message(source=source, subject="Other"), events, ["c@x.example"], desk.now + HOUR)
    after = desk.query("SELECT * FROM deliveries"), desk.query("SELECT * FROM messages"), desk.store.events("told")
    assert after == before


def test_what_is_told_already_is_not_told_twice(desk: Any, path: Path) -> None:
    """Another process was quicker with one of the events: nothing at all is written."""
    _, first = gone(desk)
    _, both = gone(desk, "other")
    with Store.open(path) as other:
        assert other.put_message(message("quick"), first, READERS, desk.now)
    assert desk.store.put_message(message("slow"), both, READERS, desk.now) is False
    assert desk.query("SELECT id FROM messages") == [("quick@monitor.example",)]
    assert [event.id for event in desk.store.events()] == both[1:]
    assert desk.store.put_message(message("quick"), both, READERS, desk.now) is False
    assert desk.store.put_message(message("slow"), both[1:], READERS, desk.now) is True


def test_what_was_dropped_is_not_told(desk: Any) -> None:
    """A source purged meanwhile took its events with it."""
    source, events = gone(desk)
    desk.store.remove(source.id, desk.now, purge=True)
    assert desk.store.put_message(message(), events, READERS, desk.now) is False
    assert take(desk) == []


def test_a_message_to_nobody_and_one_about_nothing(desk: Any) -> None:
    """Without recipients the events are told all the same; a message without events (a test) is delivered."""
    _, events = gone(desk)
    assert desk.store.put_message(message("to nobody"), events, [], desk.now)
    assert (desk.store.events(), take(desk)) == ([], [])
    assert desk.store.put_message(message("test"), [], READERS[:1], desk.now)
    assert [delivery.message.id for delivery in take(desk)] == ["test@monitor.example"]


@pytest.mark.parametrize("table", ["messages", "deliveries"])
def test_a_crash_in_the_middle_of_putting_leaves_nothing(
    desk: Any, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    """The event stays due, and its message is put the next time."""
    _, events = gone(desk)
    real = Store._insert

    def fail(self: Store, name: str, fields: Any) -> int:
        rowid = real(self, name, fields)
        if name == table:
            raise RuntimeError("power cut")
        return rowid

    with monkeypatch.context() as patch:
        patch.setattr(Store, "_insert", fail)
        with pytest.raises(RuntimeError):
            desk.store.put_message(message(), events, READERS, desk.now)
    assert desk.query("SELECT * FROM messages") == desk.query("SELECT * FROM deliveries") == []
    assert [event.id for event in desk.store.events()] == events
    assert desk.store.put_message(message(), events, READERS, desk.now)


def test_the_longest_due_are_sent_first(desk: Any) -> None:
    """Up to the limit; what is taken is not given again, and what is not yet due waits."""
    for n in (2, 1, 0):
        desk.store.put_message(message(f"m{n}"), [], READERS[:1], desk.now + n * MINUTE)
    desk.now += MINUTE
    assert [delivery.message.id[:2] for delivery in take(desk, 1)] == ["m0"]
    assert [delivery.message.id[:2] for delivery in take(desk)] == ["m1"]
    assert take(desk) == []
    desk.now += MINUTE
    assert [delivery.message.id[:2] for delivery in take(desk)] == ["m2"]


def test_what_was_sent_is_not_sent_again(desk: Any) -> None:
    """The other recipient's copy goes its own way: put off, it comes again with the attempt counted."""
    desk.store.put_message(message(), [], READERS, desk.now)
    start = desk.now
    one, two = take(desk)
    desk.store.delivered(one, desk.now)
    desk.store.put_off(two, desk.now + HOUR, "421 too busy", desk.now)
    assert desk.query("SELECT recipient, state, error FROM deliveries") == [
        (READERS[0], "sent", None),
        (READERS[1], "due", "421 too busy"),
    ]
    desk.now += HOUR - timedelta(microseconds=1)
    assert take(desk) == []
    desk.now += timedelta(microseconds=1)
    (again,) = take(desk)
    assert again == replace(two, token=again.token, attempts=1)
    assert again.due_since == start
    desk.store.delivered(again, desk.now)
    desk.now += 1000 * HOUR
    assert take(desk) == []
    assert desk.query("SELECT attempts, error, token, leased_until FROM deliveries") == [
        (0, None, None, None),
        (1, None, None, None),
    ]


def test_an_attempt_is_not_put_off_into_the_past(desk: Any) -> None:
    """That would be a loop without a pause."""
    desk.store.put_message(message(), [], READERS[:1], desk.now)
    (delivery,) = take(desk)
    with pytest.raises(ValueError, match="before"):
        desk.store.put_off(delivery, desk.now - MINUTE, "x", desk.now)


@pytest.mark.parametrize("late", ["put_off", "give_up", "delivered"])
def test_a_lease_runs_out(desk: Any, late: str) -> None:
    """Then another process may send; the late one's failure is not counted, but what it did send was sent."""
    desk.store.put_message(message(), [], READERS[:1], desk.now)
    (first,) = take(desk, lease=MINUTE)
    desk.now += MINUTE - timedelta(microseconds=1)
    assert take(desk) == []
    desk.now += timedelta(microseconds=1)
    (second,) = take(desk)
    assert second == replace(first, token=second.token)
    if late == "put_off":
        desk.store.put_off(first, desk.now, "x", desk.now)
    elif late == "give_up":
        desk.store.give_up(first, "x", desk.now)
    else:
        desk.store.delivered(first, desk.now)
        desk.store.put_off(second, desk.now, "x", desk.now)
        desk.store.give_up(second, "x", desk.now)
    assert desk.store.events() == []
    assert take(desk) == []
    state = "sent" if late == "delivered" else "due"
    assert desk.query("SELECT state, attempts, error FROM deliveries") == [(state, 0, None)]
    at = desk.now
    desk.store.delivered(second, at + (MINUTE if late == "delivered" else timedelta()))
    assert [(entry.kind, entry.at) for entry in desk.store.log()] == [("delivery.sent", at)]


def test_given_up_is_told(desk: Any) -> None:
    """To whom, what and why, as an event that belongs to the message's source and to no check; and never tried again."""
    source, events = gone(desk)
    desk.store.put_message(message(source=source), events, READERS, desk.now)
    one, two = take(desk)
    desk.store.put_off(one, desk.now, "421 too busy", desk.now)
    desk.store.give_up(two, "550 no such user", desk.now)
    (event,) = desk.store.events()
    assert (event.kind, event.created_at, event.result, event.change) == ("delivery.given_up", desk.now, None, None)
    assert event.detail == "to bob@desk.example: Subject of m1; given up after 1 attempt: 550 no such user"
    assert desk.query("SELECT source_id FROM events WHERE id = ?", event.id) == [(source.id,)]
    (again,) = take(desk)
    assert again.recipient == READERS[0]
    desk.store.give_up(again, "421 too busy", desk.now)
    assert desk.store.events()[1].detail.endswith("given up after 2 attempts: 421 too busy")
    desk.now += 1000 * HOUR
    assert take(desk) == []
    desk.store.remove(source.id, desk.now, purge=True)
    assert desk.store.events() == []


def test_that_one_was_given_up_is_not_told_of_that_message(desk: Any) -> None:
    """Or it would never end, with the operators' mailbox full."""
    desk.store.put_message(message("m1"), [], READERS[:1], desk.now)
    desk.store.give_up(take(desk)[0], "full", desk.now)
    (event,) = desk.store.events()
    desk.store.put_message(message("m2", audience="operators"), [event.id], ["ops@desk.example"], desk.now)
    desk.store.give_up(take(desk)[0], "full", desk.now)
    assert desk.store.events() == []
    assert [entry.kind for entry in desk.store.log()] == ["delivery.given_up"] * 2


def test_a_thread_names_its_first_and_latest_messages(desk: Any) -> None:
    """Of one source, or of none; to one audience, or all; the header stays short."""
    one, two = desk.track("one"), desk.track("two")
    assert desk.store.thread(one.id) == ()
    for n in range(15):
        audience = "operators" if n % 5 == 4 else "readers"
        desk.store.put_message(message(f"{n:02}", one, audience=audience), [], READERS, desk.now)
    desk.store.put_message(message("two", two), [], READERS, desk.now)
    desk.store.put_message(message("none"), [], READERS, desk.now)

    def thread(*args: Any) -> list[str]:
        return [id_.partition("@")[0] for id_ in desk.store.thread(*args)]

    assert thread(one.id) == ["00", *(f"{n:02}" for n in range(5, 15))]
    assert thread(one.id, "operators") == ["04", "09", "14"]
    assert thread(one.id, "readers") == ["00", "02", "03", "05", "06", "07", "08", "10", "11", "12", "13"]
    assert (thread(two.id), thread(None), thread(two.id, "operators")) == (["two"], ["none"], [])


def test_a_composed_message_is_never_rewritten(desk: Any) -> None:
    """What is sent again is what was sent before."""
    desk.store.put_message(message(), [], READERS, desk.now)
    with pytest.raises(sqlite3.IntegrityError, match="never rewritten"):
        desk.query("UPDATE messages SET text = 'other'")


def test_purging_drops_messages(desk: Any) -> None:
    """They quote the pages; what was about to be sent is not, and settling it is no error."""
    source, events = gone(desk)
    desk.store.put_message(message(source=source), events, READERS, desk.now)
    one, two = take(desk)
    desk.store.remove(source.id, desk.now, purge=True)
    assert desk.query("SELECT * FROM messages") == desk.query("SELECT * FROM deliveries") == []
    desk.store.delivered(one, desk.now)
    desk.store.put_off(two, desk.now, "x", desk.now)
    desk.store.give_up(two, "x", desk.now)
    assert desk.store.events() == desk.store.log() == []


def test_the_log_shows_deliveries(desk: Any) -> None:
    """With recipient, subject and reason, after what they tell; those about a source with it, the others without."""
    source, events = gone(desk)
    desk.now -= HOUR  # the moment of the check
    desk.store.put_message(message("m1", source), events, READERS, desk.now)
    desk.store.put_message(message("m2"), [], READERS[:1], desk.now + MINUTE)
    one, two = take(desk)
    desk.store.delivered(one, desk.now)
    desk.store.give_up(two, "550 no such user", desk.now + HOUR)
    desk.now += MINUTE
    desk.store.delivered(take(desk)[0], desk.now)
    entries = desk.store.log()
    assert [(entry.source.name, entry.kind, entry.detail) for entry in entries] == [
        (
            "gazette",
            "delivery.given_up",
            "to bob@desk.example: Subject of m1; given up after 1 attempt: 550 no such user",
        ),
        ("monitor", "delivery.sent", "to ann@desk.example: Subject of m2"),
        ("gazette", "delivery.sent", "to ann@desk.example: Subject of m1"),
        ("gazette", "gone", "what exactly"),
    ]
    assert desk.store.log(limit=2) == entries[:2]
    assert desk.store.log(source.id) == [entries[0], entries[2], entries[3]]


def test_what_people_hear_of_is_on_the_disk(desk: Any) -> None:
    """Taking a delivery flushes all that was stored before it, and so does its success; nothing else pays for that."""
    said: list[tuple[str, int]] = []

    def trace(statement: str) -> None:
        if statement.lstrip().startswith("UPDATE deliveries"):
            said.append((statement.split()[3], flushing()))

    def flushing() -> int:
        (level,) = desk.store._conn.execute("PRAGMA synchronous").fetchone()
        return int(level)

    desk.store.put_message(message(), [], READERS, desk.now)
    desk.store._conn.set_trace_callback(trace)
    one, two = take(desk)
    desk.store.delivered(one, desk.now)
    desk.store.put_off(two, desk.now, "x", desk.now)
    desk.store._conn.set_trace_callback(None)
    normal, full = 1, 2
    assert said == [("token", full), ("state", full), ("attempts", normal)]
    assert flushing() == normal


def test_a_failed_flush_leaves_the_connection_as_it_was(desk: Any) -> None:
    """The next commits are not slowed down by it."""
    with pytest.raises(RuntimeError), desk.store._write(durable=True):
        raise RuntimeError
    assert desk.query("PRAGMA synchronous") == [(1,)]


def tell(path: Path, mailbox: Path, now: datetime, reached: Callable[[str], None]) -> None:
    """All steps from event to mailbox, one recipient at a time, as the program takes them."""
    with Store.open(path) as store:
        events = [event.id for event in store.events()]
        reached("events read")
        if events:
            composed = Message(uuid.uuid4().hex, "readers", "s", "t", "h", now)
            store.put_message(composed, events, READERS, now)
        reached("message put")
        for delivery in store.claim_deliveries(now, 9, MINUTE):
            reached("delivery taken")
            with mailbox.open("a") as file:
                file.write(f"{delivery.recipient} {delivery.message.id}\n")
            reached("mail sent")
            store.delivered(delivery, now)
            reached("delivery settled")


def tell_and_die(path: Path, mailbox: Path, step: str) -> None:
    def reached(here: str) -> None:
        if here == step:
            os.kill(os.getpid(), signal.SIGKILL)

    tell(path, mailbox, NOW, reached)


@pytest.mark.parametrize(
    ("step", "mails"),
    [("events read", 2), ("message put", 2), ("delivery taken", 2), ("mail sent", 3), ("delivery settled", 2)],
)
def test_a_killed_process_loses_nothing(desk: Any, path: Path, tmp_path: Path, step: str, mails: int) -> None:
    """Whichever step was its last: each recipient gets the message, and a repeat has the same id."""
    gone(desk)
    mailbox = tmp_path / "mailbox"
    process = multiprocessing.get_context("spawn").Process(target=tell_and_die, args=(path, mailbox, step))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    process.close()
    for later in (MINUTE / 2, MINUTE, 2 * MINUTE):
        tell(path, mailbox, NOW + later, lambda _: None)
    lines = [tuple(line.split()) for line in mailbox.read_text().splitlines()]
    assert {recipient for recipient, _ in lines} == set(READERS)
    assert len({id_ for _, id_ in lines}) == 1
    assert len(lines) == mails
    assert desk.store.pulse(NOW).deliveries_due == 0
    assert desk.store.events() == []


def take_some(path: Path, start: Any, taken: Any) -> None:
    """One process: starts together with the others and takes deliveries and sources until nothing is left."""
    with Store.open(path) as store:
        start.wait()
        put = store.put_message(message(str(os.getpid())), [event.id for event in store.events()], READERS, NOW)
        mine = [delivery.id for _ in range(40) for delivery in store.claim_deliveries(NOW, 2, HOUR)]
        hosts = [claim.source.url for _ in range(9) for claim in store.claim(NOW + HOUR, 2, HOUR, per_host=3)]
        taken.put((put, mine, hosts))


def test_processes_share_deliveries_and_hosts(desk: Any, path: Path) -> None:
    """No delivery is in two hands, no event in two messages, and all processes together spare a host."""
    _, events = gone(desk)
    for n in range(10):
        desk.track(f"n{n}", url=f"https://one.example/{n}")
    desk.store.put_message(message(), [], [f"r{n}@desk.example" for n in range(60)], NOW)
    context = multiprocessing.get_context("spawn")
    start, taken = context.Barrier(3), context.Queue()
    processes = [context.Process(target=take_some, args=(path, start, taken)) for _ in range(3)]
    for process in processes:
        process.start()
    results = [taken.get(timeout=60) for _ in processes]
    for process in processes:
        process.join(60)
        assert process.exitcode == 0
        process.close()
    taken.close()
    taken.join_thread()
    told = desk.query("SELECT count(DISTINCT message_id) FROM events WHERE id = ?", *events)
    assert told == [(1,)]
    count = 60 + 2 * sum(put for put, _, _ in results)
    assert sorted(id_ for _, mine, _ in results for id_ in mine) == list(range(1, count + 1))
    hosts = Counter(url.split("/")[2] for _, _, urls in results for url in urls)
    assert hosts == {"gazette.example": 1, "one.example": 3}

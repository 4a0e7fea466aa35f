"""From a change to every mailbox: nothing lost, nothing told twice under another id."""

import logging
import socket
import time
from typing import Any

import pytest
from articles import article, berths
from mailserver import MailServer

from monitor.store import Store

FILLER = (
    "Whoever walks there on Sundays meets painters, dogs and a retired captain who knows the name of every rock.",
    "The municipal engineer has drawn three versions on squared paper and likes none of them, he admits with a smile.",
)


def words(mail: MailServer, recipient: str) -> list[str]:
    return [str(message["Subject"]) for address, message in mail.box.taken if address == recipient]


def test_a_changed_fact_reaches_every_reader(site: Any, desk: Any, mail: MailServer) -> None:
    """Subject as people want it, both sentences in the text, one id for all."""
    site.pages["/a"] = berths(12)
    desk.track(site.url("/a"))
    desk.check()
    assert desk.tell().composed == 0
    site.pages["/a"] = berths(14)
    desk.check()
    told = desk.tell()
    assert (told.composed, told.sent) == (1, 2)
    assert (
        words(mail, "ann@example.org") == words(mail, "ben@example.org") == ["Harbour: 1 fact changed (Coast Courier)"]
    )
    assert words(mail, "ops@example.org") == []
    text = mail.box.taken[0][1].get_body(("plain",)).get_content()
    assert "Berths: 12 -> 14" in text
    assert "[-12-]" in text
    assert "{+14+}" in text
    assert mail.box.ids("ann@example.org") == mail.box.ids("ben@example.org")


def test_no_change_no_mail(site: Any, desk: Any, mail: MailServer) -> None:
    """First looks and unchanged pages are nobody's news."""
    site.pages["/a"] = berths(12)
    desk.track(site.url("/a"))
    for _ in range(3):
        desk.check()
        desk.tell()
    assert mail.box.taken == []


def test_a_server_that_was_away_gets_all_once(site: Any, desk: Any, mail: MailServer, clock: Any) -> None:
    """Two changes while it is down: both arrive, in one thread, each once, under the ids of the first try."""
    site.pages["/a"] = berths(12)
    desk.track(site.url("/a"))
    desk.check()
    mail.stop()
    for number in (14, 15):
        site.pages["/a"] = berths(number)
        desk.check()
        assert desk.tell().sent == 0
        clock.advance(minutes=10)
    mail.start()
    assert desk.tell().sent == 4
    clock.advance(hours=2)
    assert desk.tell().sent == 0
    first, second = [message for address, message in mail.box.taken if address == "ann@example.org"]
    assert second["In-Reply-To"] == first["Message-ID"]


def test_who_had_it_is_not_sent_it_again(site: Any, desk: Any, mail: MailServer, clock: Any) -> None:
    """One reader is refused for a while: only that one's copy is tried again, under the same id."""
    site.pages["/a"] = berths(12)
    desk.track(site.url("/a"))
    desk.check()
    site.pages["/a"] = berths(14)
    desk.check()
    mail.box.refuse["ben@example.org"] = "450 come back later"
    told = desk.tell()
    assert (told.sent, told.put_off) == (1, 1)
    clock.advance(seconds=30)
    assert desk.tell().put_off == 0, "tried again before its time"
    mail.box.refuse.clear()
    clock.advance(seconds=31)
    assert desk.tell().sent == 1
    assert len(mail.box.ids("ann@example.org")) == 1
    assert mail.box.ids("ben@example.org") == mail.box.ids("ann@example.org")


def test_a_recipient_who_is_no_more_is_given_up_and_the_operators_told(site: Any, desk: Any, mail: MailServer) -> None:
    """A final refusal is not tried again; a person learns of it."""
    site.pages["/a"] = berths(12)
    desk.track(site.url("/a"))
    desk.check()
    site.pages["/a"] = berths(14)
    desk.check()
    mail.box.refuse["ben@example.org"] = "550 no such user"
    assert desk.tell().given_up == 1
    desk.tell()
    [subject] = words(mail, "ops@example.org")
    assert "could not be delivered" in subject
    [text] = [m.get_body(("plain",)).get_content() for a, m in mail.box.taken if a == "ops@example.org"]
    assert "ben@example.org" in text


def test_a_delivery_is_given_up_after_the_stated_time(site: Any, desk: Any, mail: MailServer, clock: Any) -> None:
    """Put off with back-off until then, and not for ever; about the operators' own copy nobody is told."""
    site.pages["/a"] = berths(12)
    desk.track(site.url("/a"))
    desk.check()
    site.pages["/a"] = berths(14)
    desk.check()
    mail.box.answer = "451 the disk is full"
    put_off = 0
    for _ in range(80):
        told = desk.tell(mail_give_up_after=86_400.0)
        put_off += told.put_off
        if told.given_up:
            break
        clock.advance(hours=1)
    assert told.given_up == 2
    assert 20 < put_off < 80


def test_troubles_of_a_source_are_told_once_and_its_recovery(site: Any, desk: Any, mail: MailServer) -> None:
    """After three failures in a row the operators, once; again when it can be fetched. Readers hear nothing."""
    site.pages["/a"] = berths(12)
    desk.track(site.url("/a"))
    desk.check()
    site.pages["/a"] = site.Response(503, {}, b"busy")
    for expected in (0, 0, 1, 1, 1):
        desk.check()
        desk.tell()
        assert len(words(mail, "ops@example.org")) == expected
    site.pages["/a"] = berths(12)
    desk.check()
    desk.tell()
    desk.check()
    desk.tell()
    assert words(mail, "ops@example.org") == [
        "Harbour: can't be fetched (Coast Courier)",
        "Harbour: can be read again (Coast Courier)",
    ]
    assert words(mail, "ann@example.org") == []


def test_a_page_that_is_gone_is_news_for_readers(site: Any, desk: Any, mail: MailServer) -> None:
    """An article that was taken down is told at once."""
    site.pages["/a"] = berths(12)
    desk.track(site.url("/a"))
    desk.check()
    del site.pages["/a"]
    desk.check()
    desk.tell()
    assert words(mail, "ann@example.org") == ["Harbour: page gone (Coast Courier)"]


def test_two_processes_tell_it_once(site: Any, desk: Any, mail: MailServer, store: Store) -> None:
    """What one has composed, the other does not compose again."""
    site.pages["/a"] = berths(12)
    desk.track(site.url("/a"))
    desk.check()
    site.pages["/a"] = berths(14)
    desk.check()
    with Store.open(store.path) as other:
        seen_by_both = other.events()
        desk.tell()
        assert seen_by_both
        assert other.events() == []
    assert len(mail.box.taken) == 2


def test_without_a_mail_server_nothing_piles_up(
    site: Any, desk: Any, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """The log has told it; a mail server set up later is not flooded with the past, and no message is told of."""
    caplog.set_level(logging.INFO, logger="monitor")
    site.pages["/a"] = berths(12)
    desk.track(site.url("/a"))
    desk.check()
    site.pages["/a"] = berths(14)
    desk.check()
    desk.tell(mail_host=None)
    assert store.events() == []
    assert "message.composed" not in caplog.messages
    assert desk.tell().sent == 0


def test_without_operators_the_readers_are_told_of_trouble(site: Any, desk: Any, mail: MailServer) -> None:
    """Better the wrong person than nobody."""
    desk.track("http://127.0.0.1:1/closed")
    for _ in range(3):
        desk.check()
    desk.tell(mail_operators=())
    assert words(mail, "ann@example.org") == ["Harbour: can't be fetched (Coast Courier)"]


def test_a_server_that_hangs_is_waited_for_once(site: Any, desk: Any) -> None:
    """It takes connections and says nothing: one time limit a round, not one for every delivery."""
    site.pages["/a"] = berths(12)
    desk.track(site.url("/a"))
    desk.check()
    site.pages["/a"] = berths(14)
    desk.check()
    readers = tuple(f"reader{n}@example.org" for n in range(25))
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        begun = time.monotonic()
        told = desk.tell(mail_host="127.0.0.1", mail_port=deaf.getsockname()[1], mail_timeout=0.5, mail_readers=readers)
    assert (told.sent, told.put_off) == (0, 25)
    assert time.monotonic() - begun < 5


def test_a_message_that_is_no_mail_holds_up_no_other(site: Any, desk: Any, mail: MailServer) -> None:
    """What can't be put as mail is given up, with words; the deliveries behind it are sent."""
    site.pages["/a"] = berths(12)
    desk.track(site.url("/a"))
    desk.check()
    site.pages["/a"] = berths(14)
    desk.check()
    told = desk.tell(mail_readers=("a..nn@example.org", "ben@example.org"))
    assert (told.sent, told.given_up) == (1, 1)
    assert [recipient for recipient, _ in mail.box.taken] == ["ben@example.org"]


def test_readers_who_were_told_that_a_page_is_gone_are_told_that_it_is_back(
    site: Any, desk: Any, mail: MailServer
) -> None:
    """A 404 may be a slip; nobody must go on believing that the article was taken down."""
    site.pages["/a"] = berths(12)
    desk.track(site.url("/a"))
    desk.check()
    page = site.pages.pop("/a")
    desk.check()
    desk.tell()
    site.pages["/a"] = page
    desk.check()
    desk.tell()
    assert words(mail, "ann@example.org") == [
        "Harbour: page gone (Coast Courier)",
        "Harbour: page back (Coast Courier)",
    ]
    assert words(mail, "ops@example.org") == []
    first = mail.box.taken[0][1].get_body(("plain",)).get_content()
    assert first.startswith("1 page gone")


def test_what_a_change_means_for_its_story_is_told_with_it(site: Any, desk: Any, mail: MailServer) -> None:
    """In the message of the change, once, with the sentences of both sides."""
    site.pages["/a"] = berths(12)
    site.pages["/b"] = article(
        "Seen from the hill, the bay has room for a quay.", "Plans speak of 12 berths, no more.", *FILLER
    )
    desk.track(site.url("/a"))
    desk.track(site.url("/b"), name="Hill Post")
    desk.check()
    assert desk.tell().composed == 0
    site.pages["/a"] = berths(14)
    desk.check()
    told = desk.tell()
    assert (told.composed, told.sent) == (1, 2)
    assert desk.tell().composed == 0
    [subject] = words(mail, "ann@example.org")
    assert subject == "Harbour: 1 fact changed, disagrees with others, first to report a value (Coast Courier)"
    message = mail.box.taken[0][1]
    text = message.get_body(("plain",)).get_content()
    assert "Berths: 12 -> 14" in text
    assert "In the story: Berths: disagrees with others" in text
    assert "In the story: Berths: first to say 14" in text
    assert "Hill Post (first seen 2023-07-12" in text
    assert "Plans speak of 12 berths, no more." in text
    html = message.get_body(("html",)).get_content()
    assert "disagrees with others" in html
    assert "Hill Post" in html

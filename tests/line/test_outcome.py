"""What each kind of reply means: every row of the contract's table, and the guards between them."""

from datetime import timedelta

import pytest
from articles import NOW, PARAGRAPHS, article, berths, capture

from monitor import outcome
from monitor.model import (
    Capture,
    Failure,
    Finding,
    OutcomeKind,
    Past,
    Profile,
    Reply,
    Source,
)
from monitor.outcome import Known, judge, read_capture, reading_key
from monitor.rules import Rulebook

SOURCE = Source(1, "http://courier.example/harbour", "courier")
FIRST = capture(berths(12))


def look(
    rulebook: Rulebook, reply: Reply, *past: Capture, known: Known | None = None, source: Source = SOURCE
) -> Finding:
    stored = [Past(len(past) - n, seen) for n, seen in enumerate(past)]
    return judge(rulebook, source, reply, stored, known)


def test_first_readable_capture_is_version_one(rulebook: Rulebook) -> None:
    """Nothing to compare with: null -> 1, with its facts."""
    finding = look(rulebook, FIRST)
    assert (finding.outcome.kind, finding.outcome.from_version, finding.outcome.to_version) == ("first", None, 1)
    assert finding.facts is not None
    assert finding.facts["berth_count"].value == 12


def test_a_changed_fact_is_told_with_both_sentences(rulebook: Rulebook) -> None:
    """From what to what, and what proves it."""
    outcome = look(rulebook, capture(berths(14)), FIRST).outcome
    assert (outcome.kind, outcome.from_version, outcome.to_version) == ("changed", 1, 2)
    [change] = outcome.changes
    assert (change.title, change.kind) == ("Berths", "revised")
    assert change.old is not None
    assert change.new is not None
    assert (change.old.value, change.new.value) == (12, 14)
    assert change.new.evidence is not None
    assert "14 berths along the northern quay" in change.new.evidence.sentence
    assert [edit.kind for edit in outcome.text.edits] == ["edited"]


def test_a_text_change_without_a_fact_is_a_change(rulebook: Rulebook) -> None:
    """One more paragraph changes the text and no fact."""
    more = article(*PARAGRAPHS, "The next public meeting is planned in the town hall for the second week of September.")
    outcome = look(rulebook, capture(more), FIRST).outcome
    assert outcome.kind == "changed"
    assert outcome.changes == ()
    assert outcome.text.count("added") == 1


def test_noise_and_typography_are_no_change(rulebook: Rulebook) -> None:
    """Counters, advertisements and curly quotes outside and inside the article."""
    noisy = (
        berths(12)
        .replace(b"</main>", b"</main><aside><p>Most read: 99 things</p></aside>")
        .replace(b" - ", b" \xe2\x80\x93 ")
    )
    outcome = look(rulebook, capture(noisy), FIRST).outcome
    assert (outcome.kind, outcome.from_version, outcome.to_version) == ("unchanged", 1, 1)


def test_an_equal_reading_needs_no_comparison(rulebook: Rulebook) -> None:
    """The digest of the last reading stands for the stored body."""
    digest = read_capture(FIRST, Profile()).digest
    known = Known("sha256:of another body", digest)
    assert look(rulebook, FIRST, capture(b"never looked at"), known=known).outcome.kind == "unchanged"


def test_an_equal_body_needs_no_reading(rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes say the same."""
    monkeypatch.setattr(outcome, "read", None)
    finding = look(rulebook, FIRST, FIRST, known=Known(FIRST.digest, "sha256:of its reading"))
    assert (finding.outcome.kind, finding.document) == ("unchanged", None)


def test_a_part_of_a_page_is_unreadable(rulebook: Rulebook) -> None:
    """206 to a request that asked for no part: what is missing from it was not removed."""
    outcome = look(rulebook, capture(berths(14), 206), FIRST).outcome
    assert (outcome.kind, outcome.detail) == ("unreadable", "HTTP 206 Partial Content")


def test_not_modified_is_unchanged(rulebook: Rulebook) -> None:
    """304 says so without a body."""
    assert look(rulebook, capture(status=304), FIRST).outcome.kind == "unchanged"


def test_not_modified_without_a_version_is_failed(rulebook: Rulebook) -> None:
    """A server that says 304 to an unconditional request gave no page."""
    assert look(rulebook, capture(status=304)).outcome.kind == "failed"


@pytest.mark.parametrize("status", [404, 410])
def test_not_found_is_gone(rulebook: Rulebook, status: int) -> None:
    """n -> null; the version stays the baseline."""
    outcome = look(rulebook, capture(status=status), FIRST).outcome
    assert (outcome.kind, outcome.from_version, outcome.to_version) == ("gone", 1, None)
    assert str(status) in (outcome.detail or "")


@pytest.mark.parametrize("status", [400, 401, 403, 429, 451, 500, 503, 599])
def test_every_other_status_is_failed(rulebook: Rulebook, status: int) -> None:
    """The status is named."""
    outcome = look(rulebook, capture(article(), status), FIRST).outcome
    assert outcome.kind == "failed"
    assert f"HTTP {status}" in (outcome.detail or "")


def test_retry_after_puts_the_next_check_off(rulebook: Rulebook) -> None:
    """What 429 asks for is handed on."""
    outcome = look(rulebook, capture(status=429, headers={"retry-after": "7200"}), FIRST).outcome
    assert outcome.not_before == NOW + timedelta(hours=2)


def test_a_failure_is_failed_with_its_words(rulebook: Rulebook) -> None:
    """Network, TLS, limits: what fetch says is what people read."""
    outcome = look(rulebook, Failure(SOURCE.url, "timeout", "no answer within 20 s", NOW), FIRST).outcome
    assert (outcome.kind, outcome.detail, outcome.from_version) == ("failed", "no answer within 20 s", 1)


def test_binary_is_failed(rulebook: Rulebook) -> None:
    """A PDF behind the article's address is no article and no wall."""
    assert (
        look(rulebook, capture(b"%PDF-1.7\n\x00\x01", content_type="application/pdf"), FIRST).outcome.kind == "failed"
    )


def test_a_wall_is_unreadable_and_removes_nothing(rulebook: Rulebook) -> None:
    """A consent wall has no facts, and no fact disappeared."""
    wall = (
        b'<html><head><title>Before you continue</title><meta name="robots" content="noindex"></head><body>'
        b'<div role="dialog" aria-modal="true"><h1>Your privacy choices</h1><p>We and our 12 partners store cookies on your '
        b"device. To read this page, accept cookies or subscribe.</p><button>Accept all</button></div></body></html>"
    )
    outcome = look(rulebook, capture(wall), FIRST).outcome
    assert (outcome.kind, outcome.detail, outcome.to_version) == ("unreadable", "consent wall", None)
    assert outcome.changes == ()


def test_an_empty_page_is_unreadable(rulebook: Rulebook) -> None:
    """No bytes, no article."""
    assert look(rulebook, capture(b""), FIRST).outcome.kind == "unreadable"


def test_a_stump_is_unreadable(rulebook: Rulebook) -> None:
    """A body that shrank to its first paragraph is cut, not edited."""
    outcome = look(rulebook, capture(article(PARAGRAPHS[0])), FIRST).outcome
    assert (outcome.kind, outcome.detail) == ("unreadable", "stump")


def test_a_short_text_is_never_a_stump(rulebook: Rulebook) -> None:
    """A brief that is cut back to one sentence was edited; below that length nobody can tell."""
    brief = PARAGRAPHS[:3]
    assert sum(len("".join(text.split())) for text in brief) < outcome.STUMP_LENGTH
    short = "The town council met."
    kept = article(short, *brief), article(short)
    assert look(rulebook, capture(kept[1]), capture(kept[0])).outcome.kind == "changed"
    long = article(short, *PARAGRAPHS)
    assert look(rulebook, capture(kept[1]), capture(long)).outcome.detail == "stump"


def test_a_notice_of_withdrawal_is_a_change(rulebook: Rulebook) -> None:
    """What replaced the article is new text that people must hear of, however short."""
    notice = article("This article was withdrawn on Wednesday because the figures that the council gave us were wrong.")
    assert look(rulebook, capture(notice), FIRST).outcome.kind == "changed"


def test_a_redirect_to_the_front_page_is_gone(rulebook: Rulebook) -> None:
    """The address now leads home, at a first look too."""
    home = capture(article(), final_url="http://courier.example/")
    assert (look(rulebook, home, FIRST).outcome.kind, look(rulebook, home, FIRST).outcome.detail) == ("gone", "moved")
    assert look(rulebook, home).outcome.kind == "gone"


def test_a_redirect_to_another_article_is_gone(rulebook: Rulebook) -> None:
    """Another title and another text under another address."""
    words = "Bakers in the old town report good sales of rye bread this summer, and nobody can say why that is so. "
    other = article(*(f"{n}. {words}" for n in range(5)), title="Rye bread is back")
    outcome = look(rulebook, capture(other, final_url="http://courier.example/bread"), FIRST).outcome
    assert (outcome.kind, outcome.detail) == ("gone", "moved")


def test_pages_may_be_told_apart_by_their_query_alone(rulebook: Rulebook) -> None:
    """An article under `/?id=7` that now leads to `/` is gone; one that only sheds a tracking parameter is not."""
    url, home = "http://courier.example/?id=7", "http://courier.example/"
    first = capture(article(), url=url)
    words = "Bakers in the old town report good sales of rye bread this summer, and nobody can say why that is so. "
    front = article(*(f"{n}. {words}" for n in range(5)), title="Coast Courier")
    outcome = look(rulebook, capture(front, url=url, final_url=home), first).outcome
    assert (outcome.kind, outcome.detail) == ("gone", "moved")
    assert look(rulebook, capture(berths(14), url=url, final_url=home), first).outcome.kind == "changed"
    assert look(rulebook, capture(article(), url=url, final_url=home)).outcome.kind == "first"


@pytest.mark.parametrize(
    "final_url",
    ["https://www.courier.example/harbour/", "http://courier.example/2023/town-shows-harbour-plan"],
)
def test_a_redirect_to_the_same_article_is_followed(rulebook: Rulebook, final_url: str) -> None:
    """https, www, a slash or a new slug: the text says that it is the same."""
    assert look(rulebook, capture(berths(14), final_url=final_url), FIRST).outcome.kind == "changed"


BAKERS = [f"{n}. Bakers in the old town report good sales of rye bread this summer, who knows why." for n in range(6)]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ((article(), "http://courier.example/new"), article(*BAKERS, title="Rye bread is back")),
        (
            (article(head='<link rel="canonical" href="/h">'), None),
            article(*BAKERS, title="Rye bread is back", head='<link rel="canonical" href="/h">'),
        ),
        ((article(), None), article(*BAKERS)),
    ],
    ids=["led there before", "same canonical address", "same title"],
)
def test_an_article_written_anew_under_its_new_address_changed(
    rulebook: Rulebook, before: tuple[bytes, str | None], now: bytes
) -> None:
    """Another text alone does not make it another page."""
    first = capture(before[0], final_url=before[1])
    assert look(rulebook, capture(now, final_url="http://courier.example/new"), first).outcome.kind == "changed"


def test_what_is_known_of_a_source_without_a_version_is_no_version(rulebook: Rulebook) -> None:
    """An equal body is unchanged only if there is a version that it equals."""
    reply = capture(berths(12))
    assert look(rulebook, reply, known=Known(reply.digest, None)).outcome.kind == "first"


def test_a_redirect_to_a_wall_is_unreadable(rulebook: Rulebook) -> None:
    """A consent page under its own address hides the article; the article did not move."""
    wall = (
        b"<html><head><title>Your privacy choices</title><meta name='robots' content='noindex'></head><body>"
        b"<div role='dialog'><h1>Your privacy choices</h1><p>Accept cookies to continue to the article.</p>"
        b"<button>Accept all cookies</button></div></body></html>"
    )
    outcome = look(rulebook, capture(wall, final_url="http://consent.example/ask?return=harbour"), FIRST).outcome
    assert outcome.kind == "unreadable"


def test_an_ambiguous_version_is_passed_over(rulebook: Rulebook) -> None:
    """12, then two contradicting counts, then 14: the change is 12 -> 14 as soon as an older version is at hand."""
    torn = article(*PARAGRAPHS[:2], PARAGRAPHS[1].replace("12 berths", "19 berths"), *PARAGRAPHS[2:])
    newest = capture(berths(14))
    near = look(rulebook, newest, capture(torn), FIRST)
    first_try = judge(rulebook, SOURCE, newest, [Past(2, capture(torn))])
    assert first_try.unsettled == {"berth_count"}
    [change] = near.outcome.changes
    assert change.old is not None
    assert change.old.value == 12
    assert near.unsettled == frozenset()


def test_both_sides_are_read_with_todays_profile(rulebook: Rulebook) -> None:
    """A selector that was added since removes the same box from both sides."""
    box = '<div class="live"><p>Right now 14 berths are taken by boats that wait for the weather to turn on the open sea.</p></div>'
    old, new = capture(article(*PARAGRAPHS, box)), capture(article(*PARAGRAPHS, box.replace("14", "15")))
    source = Source(1, SOURCE.url, "courier", profile=Profile(ignore=(".live",)))
    assert look(rulebook, new, old, source=source).outcome.kind == "unchanged"
    assert look(rulebook, new, old).outcome.kind == "changed"


def test_reading_keys_differ_by_profile() -> None:
    """Include and ignore are not mixed up."""
    keys = {reading_key(p) for p in (Profile(), Profile(("a",)), Profile((), ("a",)), Profile(("a",), ("b",)))}
    assert len(keys) == 4


def test_outcome_kinds_are_those_of_the_contract() -> None:
    """Six, and no other."""
    assert {str(kind) for kind in OutcomeKind} == {"first", "changed", "unchanged", "unreadable", "gone", "failed"}

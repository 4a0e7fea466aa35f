"""Contract: what is due is claimed once, and a check is committed as a whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.errors import ClaimLost
from monitor.model import Document, FactChange, Finding, Outcome, OutcomeKind, Profile, Source, Surroundings
from monitor.store import EVIDENCE_BYTES, Store

HOUR = timedelta(hours=1)


def names(claims: list[Any]) -> list[str]:
    return [claim.source.name for claim in claims]


def test_the_longest_due_come_first(desk: Any) -> None:
    """Up to the limit; what is claimed is not given again."""
    for name in "cab":
        desk.track(name)
    for name in "abc":
        desk.read(desk.store.find(name), b"one")
    desk.now += HOUR
    named = desk.store.claim(desk.now, 2, HOUR, only=range(9))
    assert names(named) == ["a", "b"]
    for claim in named:
        desk.store.release(claim)
    assert names(desk.store.claim(desk.now, 2, HOUR)) == ["a", "b"]
    assert names(desk.store.claim(desk.now, 9, HOUR)) == ["c"]
    assert desk.store.claim(desk.now, 9, HOUR) == []


def test_only_what_is_due_is_claimed(desk: Any) -> None:
    """Neither a paused source nor one whose time has not come, unless they are named."""
    later, paused = desk.track("later"), desk.track("paused", paused=True)
    desk.read(later, b"one")
    desk.now -= timedelta(seconds=1)
    assert desk.store.claim(desk.now, 9, HOUR) == []
    assert names(desk.store.claim(desk.now, 9, HOUR, only=[paused.id, later.id])) == ["paused", "later"]
    desk.now += HOUR
    assert desk.store.claim(desk.now - timedelta(minutes=1), 9, HOUR, only=[paused.id, later.id]) == []
    assert desk.store.claim(desk.now, 9, HOUR, only=[]) == []


def test_a_source_is_due_at_its_time(desk: Any) -> None:
    """Not a moment before."""
    source = desk.track()
    desk.read(source, b"one")
    assert desk.store.claim(desk.now - timedelta(microseconds=1), 9, HOUR) == []
    assert len(desk.store.claim(desk.now, 9, HOUR)) == 1


def test_a_lease_runs_out(desk: Any) -> None:
    """Then another may take the source, and the first one's commit writes nothing."""
    source = desk.track()
    late = desk.claim(source, lease=HOUR)
    assert desk.store.claim(desk.now + HOUR - timedelta(seconds=1), 9, HOUR) == []
    (second,) = desk.store.claim(desk.now + HOUR, 9, HOUR)
    finding = Finding(Outcome(OutcomeKind.FIRST, None, None, 1), Document(text="late"), {})
    with pytest.raises(ClaimLost, match="gazette"):
        desk.commit(late, desk.capture(source, b"late"), finding)
    assert desk.store.log() == desk.store.versions(source.id) == []
    assert desk.query("SELECT count(*) FROM bodies") == [(0,)]
    desk.commit(second, desk.capture(source, b"in time"), finding)
    assert [past.capture.body for past in desk.store.past(source.id)] == [b"in time"]


def test_a_lease_that_ran_out_unnoticed_still_commits(desk: Any) -> None:
    """Nobody else took the source, so the work is not thrown away; but only once."""
    source = desk.track()
    claim = desk.claim(source, lease=HOUR)
    desk.now += 5 * HOUR
    finding = Finding(Outcome(OutcomeKind.FIRST, None, None, 1), Document(text="x"), {})
    desk.commit(claim, desk.capture(source, b"x"), finding)
    with pytest.raises(ClaimLost):
        desk.commit(claim, desk.capture(source, b"x"), finding)


@pytest.mark.parametrize("purge", [False, True])
def test_a_source_removed_meanwhile_is_not_committed(desk: Any, purge: bool) -> None:
    """The claim is lost."""
    source = desk.track()
    claim = desk.claim(source)
    desk.store.remove(source.id, desk.now, purge=purge)
    finding = Finding(Outcome(OutcomeKind.FIRST, None, None, 1), Document(text="x"), {})
    with pytest.raises(ClaimLost):
        desk.commit(claim, desk.capture(source, b"x"), finding)


def test_release_gives_back(desk: Any) -> None:
    """Untouched, and only what is still held: an old claim does not free another's."""
    source = desk.track()
    old = desk.claim(source)
    desk.store.release(old)
    new = desk.claim(source)
    desk.store.release(old)
    assert desk.store.claim(desk.now, 9, HOUR) == []
    desk.store.release(new)
    assert len(desk.store.claim(desk.now, 9, HOUR)) == 1


def test_a_claim_tells_the_latest_reading(desk: Any) -> None:
    """Version, digests, key and validators; noise moves the digests and validators, a 304 only what it names."""
    source = desk.track()
    claim = desk.claim(source)
    assert (claim.latest, claim.body_digest, claim.reading_digest, claim.reading_key, claim.etag) == (None,) * 5
    desk.store.release(claim)
    result = desk.read(source, b"one", headers={"etag": '"1"', "last_modified": "monday"})
    first = desk.claim(source)
    assert (first.latest, first.etag, first.last_modified, first.reading_key) == (1, '"1"', "monday", "k1")
    assert first.body_digest == desk.capture(source, b"one").digest
    assert result.new.number == 1
    desk.store.release(first)
    desk.unchanged(source, etag='"2"')
    fresh = desk.claim(source)
    assert fresh == replace(first, token=fresh.token, etag='"2"')
    desk.store.release(fresh)
    desk.unchanged(source, b"noise", 200)
    noisy = desk.claim(source)
    assert (noisy.latest, noisy.etag, noisy.last_modified) == (1, None, None)
    assert noisy.body_digest == desk.capture(source, b"noise").digest
    assert noisy.reading_digest != first.reading_digest


@pytest.mark.parametrize("kind", [OutcomeKind.UNREADABLE, OutcomeKind.GONE, OutcomeKind.FAILED])
def test_trouble_is_never_the_baseline(desk: Any, kind: OutcomeKind) -> None:
    """Version, digests and validators stay those of the last readable answer; troubles are counted until one comes."""
    source = desk.track()
    desk.read(source, b"one", headers={"etag": '"1"'})
    before = desk.claim(source)
    desk.store.release(before)
    desk.trouble(source, kind, b"wall")
    desk.trouble(source, kind, b"wall")
    after = desk.claim(source)
    assert after == replace(before, token=after.token, failures=2)
    desk.store.release(after)
    desk.unchanged(source)
    assert desk.claim(source).failures == 0


def test_a_host_on_hold_is_no_trouble_of_the_source(desk: Any) -> None:
    """The check is stored, but neither counted nor told: nobody was asked."""
    source = desk.track()
    desk.read(source, b"one")
    desk.fail(source, "retry_later")
    assert desk.claim(source).failures == 0
    assert desk.store.events() == []
    assert desk.store.log(source.id)[0].kind == "failed"


def test_an_edit_during_a_check_is_not_undone(desk: Any) -> None:
    """The reading was made in the old way, so the next check must get a body."""
    source = desk.track()
    claim = desk.claim(source)
    desk.store.edit(replace(source, profile=Profile(ignore=(".ad",))))
    finding = Finding(Outcome(OutcomeKind.FIRST, None, None, 1), Document(text="x"), {})
    desk.commit(claim, desk.capture(source, b"x", etag='"1"'), finding)
    assert desk.claim(source).etag is None


def test_past_is_newest_first(desk: Any) -> None:
    """With bodies and circumstances, up to a number, and only versions."""
    source = desk.track()
    for body in (b"one", b"two", b"three"):
        desk.read(source, body, headers={"set_cookie": "a=1"})
        desk.trouble(source, OutcomeKind.UNREADABLE, b"wall")
    assert [(past.number, past.capture.body) for past in desk.store.past(source.id, 2)] == [(3, b"three"), (2, b"two")]
    assert [past.number for past in desk.store.past(source.id, 9, before=3)] == [2, 1]
    assert desk.store.past(source.id, 1, before=1) == []
    capture = desk.store.past(source.id)[0].capture
    assert capture == replace(
        desk.capture(source, b"three", set_cookie="a=1"),
        requested_at=capture.requested_at,
        fetched_at=capture.requested_at + timedelta(seconds=1),
    )


def test_a_crash_in_the_middle_leaves_nothing(desk: Any, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever step fails, the store is as it was, and the source can be checked again."""
    source = desk.track()
    desk.read(source, b"one")
    tables = [name for (name,) in desk.query("SELECT name FROM sqlite_master WHERE type = 'table'")]
    before = {name: desk.query(f"SELECT * FROM {name}") for name in tables if name != "schedule"}
    change = FactChange("berths", "Berths", "revised", desk.seen(15), desk.seen(16))
    steps = ["capture", "check", "version", "changes", "facts", "text", "events", "state"]
    for step in steps:
        with monkeypatch.context() as patch:
            real = getattr(Store, f"_put_{step}")

            def fail(self: Store, *args: Any, real: Any = real) -> None:
                real(self, *args)
                raise RuntimeError("power cut")

            patch.setattr(Store, f"_put_{step}", fail)
            with pytest.raises(RuntimeError):
                desk.read(source, b"two", change, facts={"berths": desk.seen(16)}, rulebook_digests={"harbour": "d"})
        assert {name: desk.query(f"SELECT * FROM {name}") for name in before} == before, step
        desk.now += 2 * HOUR
    assert desk.read(source, b"two", change).outcome.to_version == 2


def test_numbers_must_follow(desk: Any) -> None:
    """An outcome that names another number than the next is a bug, and nothing is stored."""
    source = desk.track()
    claim = desk.claim(source)
    finding = Finding(Outcome(OutcomeKind.FIRST, None, None, 2), Document(text="x"), {})
    with pytest.raises(ValueError, match="version 1"):
        desk.commit(claim, desk.capture(source, b"x"), finding)
    assert desk.store.log() == []


def test_evidence_is_kept_of_what_is_no_version(desk: Any) -> None:
    """All of an unreadable body, the first bytes of others, nothing of a 304 or of noise."""
    source, long = desk.track(), bytes(range(256)) * 512
    desk.read(source, b"one")
    desk.trouble(source, OutcomeKind.UNREADABLE, long)
    desk.trouble(source, OutcomeKind.GONE, long, 404)
    desk.unchanged(source)
    desk.unchanged(source, b"noise", 200)
    desk.fail(source)
    rows = desk.query("SELECT k.outcome, k.status, c.payload_size, b.size, k.payload_digest = c.payload_digest "
                      "FROM checks k LEFT JOIN captures c ON c.id = k.capture_id "
                      "LEFT JOIN bodies b ON b.digest = c.body_digest ORDER BY k.id")  # fmt: skip
    assert rows == [
        ("first", 200, 3, 3, 1),
        ("unreadable", 200, len(long), len(long), 1),
        ("gone", 404, len(long), EVIDENCE_BYTES, 1),
        ("unchanged", 304, None, None, None),
        ("unchanged", 200, None, None, None),
        ("failed", None, None, None, None),
    ]
    digests = [digest for (digest,) in desk.query("SELECT payload_digest FROM checks ORDER BY id")]
    assert digests[3] is None
    assert digests[4] == desk.capture(source, b"noise").digest


def kinds(desk: Any) -> list[str]:
    return [event.kind for event in desk.store.events()]


def test_changes_are_told(desk: Any) -> None:
    """Each fact, or the text alone; neither a first look nor a quiet check."""
    source = desk.track()
    desk.read(source, b"one")
    change = FactChange("berths", "Berths", "revised", desk.seen(15), desk.seen(16))
    desk.read(source, b"two", change, replace(change, fact="cranes"), text=desk.edited("15", "16"))
    desk.read(source, b"three", text=desk.edited("a", "b"))
    desk.unchanged(source)
    events = desk.store.events()
    assert [event.kind for event in events] == ["fact.changed", "fact.changed", "text.changed"]
    assert [event.change.fact for event in events if event.change] == ["berths", "cranes"]
    assert events[0].result.outcome.to_version == 2
    assert (events[0].change, events[0].created_at) == (change, desk.now - 3 * HOUR)
    assert desk.store.events("told") == []


FAILED, UNREADABLE, GONE, READ = OutcomeKind.FAILED, OutcomeKind.UNREADABLE, OutcomeKind.GONE, OutcomeKind.UNCHANGED
LATER = "retry_later"


@pytest.mark.parametrize(
    ("checks", "told"),
    [
        ([FAILED, FAILED], []),
        ([FAILED, FAILED, FAILED], ["failed"]),
        ([UNREADABLE] * 9, ["unreadable"]),
        ([FAILED, FAILED, UNREADABLE, FAILED], ["unreadable"]),
        ([FAILED, FAILED, READ, FAILED, FAILED], []),
        ([FAILED, LATER, FAILED, LATER, LATER], []),
        ([FAILED, LATER, FAILED, LATER, FAILED], ["failed"]),
        ([FAILED, FAILED, READ], []),
        ([FAILED, FAILED, FAILED, READ, READ], ["failed", "recovered"]),
        ([FAILED, FAILED, FAILED, LATER, READ], ["failed", "recovered"]),
        ([GONE], ["gone"]),
        ([GONE, GONE, READ], ["gone", "back"]),
        ([FAILED, GONE, READ, GONE], ["gone", "back", "gone"]),
        ([GONE, FAILED, GONE], ["gone"]),
        ([GONE, FAILED, UNREADABLE, READ], ["gone", "unreadable", "back", "recovered"]),
        ([FAILED] * 4 + [GONE, FAILED, READ], ["failed", "gone", "back", "recovered"]),
        ([FAILED] * 3 + [READ] + [FAILED] * 2 + [READ], ["failed", "recovered"]),
        (([FAILED] * 3 + [READ]) * 2, ["failed", "recovered"] * 2),
    ],
)
def test_trouble_is_told_when_it_lasts(desk: Any, checks: list[Any], told: list[str]) -> None:
    """Once, at the third check in a row that learned of it; a page that is gone at once; the end only of what was
    told."""
    source, other = desk.track(), desk.track("other")
    desk.read(source, b"one")
    for kind in checks:
        if kind is READ:
            desk.unchanged(source)
        elif kind == LATER:
            desk.fail(source, LATER)
        else:
            desk.trouble(source, kind)
    assert kinds(desk) == [f"source.{kind}" for kind in told]
    desk.fail(other)
    assert len(kinds(desk)) == len(told)


def test_each_source_has_its_own_trouble(desk: Any) -> None:
    """Another's recovery neither ends it nor has it told again."""
    source, other = desk.track(), desk.track("other")
    for each in (source, other):
        desk.read(each, b"one")
        desk.trouble(each, GONE)
    desk.unchanged(other)
    desk.trouble(source, GONE)
    desk.unchanged(source)
    assert kinds(desk) == ["source.gone", "source.gone", "source.back", "source.back"]


@pytest.mark.parametrize("after", [1, 2, 5])
def test_how_long_trouble_must_last_is_given(desk: Any, after: int) -> None:
    """As many checks as the caller says; lowered meanwhile, the next check tells."""
    source = desk.track()
    for count in range(1, 8):
        desk.fail(source, tell_after=after)
        assert len(kinds(desk)) == (count >= after)
    other = desk.track("other")
    for _ in range(4):
        desk.fail(other, tell_after=9)
    desk.fail(other, tell_after=2)
    assert len(kinds(desk)) == 2


def test_a_commit_tells_what_was_stored(desk: Any) -> None:
    """The result has both versions, and is the one that is read back."""
    source = desk.track()
    desk.read(source, b"one", document=Document(text="15 berths", title="Old", published="2026-02-01", language="en"))
    change = FactChange("berths", "Berths", "revised", desk.seen(15), desk.seen(16))
    result = desk.read(source, b"two", change, text=desk.edited("15", "16"), document=Document(title="New \ud800"))
    assert (result.old.number, result.old.title, result.old.published, result.old.language) == (
        1,
        "Old",
        "2026-02-01",
        "en",
    )
    assert (result.new.number, result.new.title) == (2, "New ?")
    assert result.outcome.changes == (change,)
    assert result.outcome.text == desk.edited("15", "16")
    assert desk.store.results() == [result]
    assert desk.store.last_result(source.id) == result


def test_a_claim_has_the_source_as_it_is_now(desk: Any) -> None:
    """Not as it was when it was tracked."""
    source = desk.track()
    edited = desk.store.edit(replace(source, name="new", headers=(("A", "b"),)))
    assert desk.claim(source).source == edited
    assert isinstance(edited, Source)


def test_what_stood_outside_is_kept_for_the_next_check(desk: Any) -> None:
    """With the digests of the reading; a 304 says that it stood still, trouble says nothing."""
    source = desk.track()
    desk.read(source, b"one")
    outside = desk.edited("Fares: 14.", "Fares: 15.")
    claim = desk.claim(source)
    assert claim.surroundings is None
    outcome = Outcome(OutcomeKind.UNCHANGED, None, 1, 1, outside=outside)
    finding = Finding(outcome, Document(text="one"), surroundings=Surroundings("d2", "d1", steady=False))
    result = desk.commit(claim, desk.capture(source, b"noise"), finding)
    assert result.outcome.outside == outside
    desk.trouble(source, OutcomeKind.UNREADABLE, b"wall")
    claim = desk.claim(source)
    assert claim.surroundings == Surroundings("d2", "d1", steady=False)
    desk.store.release(claim)
    desk.unchanged(source)
    assert desk.claim(source).surroundings == Surroundings("d2", "d1", steady=True)
    assert desk.store.results(source_id=source.id, outside=True)[0].outcome.outside == outside
    assert [result.outcome.kind for result in desk.store.results(source_id=source.id)] == ["unreadable"]
    assert [(entry.kind, entry.outside) for entry in desk.store.log(source.id)][1] == ("unchanged", outside)

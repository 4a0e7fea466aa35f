"""What one reply means: the decider of the line, without I/O.

    reply -> text -> facts -> diff -> Finding(outcome, document, facts)

Every outcome of the contract is decided here, in the order of `judge`. A new special case becomes a new `detail` or a
new outcome here, not a branch in the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from monitor.diff import (
    another_part,
    diff_facts,
    diff_outside,
    diff_text,
    doubtful,
    goes_to_and_fro,
    nothing_happened,
    reverts_to,
    same_headline,
    same_text,
    settle,
    silent,
    still_shown,
    text_digest,
)
from monitor.facts import extract
from monitor.model import (
    Capture,
    Document,
    Earlier,
    Facts,
    Failure,
    Finding,
    Outcome,
    OutcomeKind,
    Past,
    Profile,
    Reply,
    Sketch,
    Source,
    StoryBefore,
    StoryEvent,
    Surroundings,
    TextDiff,
    Unreadable,
)
from monitor.rules import Rulebook
from monitor.schedule import retry_after
from monitor.story import decide, sketch
from monitor.text import READER, fold, mislabelled, read, selectors, shown

GONE = frozenset({404, 410})

WALLS = frozenset({Unreadable.CONSENT_WALL, Unreadable.PAYWALL_STUB, Unreadable.CHALLENGE, Unreadable.RATE_LIMIT})
"""A redirect to one of these hides the article; it does not say that the article moved."""

SAME_ARTICLE = 0.3
"""Share of the old text that must stand on the page behind a new redirect for it to be the same article."""

STUMP_SHARE = 0.25
"""What is left of the old text at most, and stood in it before, when a body is called a stump."""

STUMP_LENGTH = 400
"""Folded characters below which an old text is too short to tell a stump from an edit."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a source's last readable answer: the digests of its body and of what was read from it under
    today's key, and what stood outside its article."""

    body: str | None
    reading: str | None
    surroundings: Surroundings | None = None

    @property
    def unsettled(self) -> bool:
        """Whether the last look found something outside the article that is told if it is found again."""
        seen = self.surroundings
        return seen is not None and not seen.steady and seen.digest != seen.told


def needs_reading(reply: Reply, known: Known | None) -> bool:
    """Whether the reply's body must be read to tell what it means: the part of the work that takes time."""
    return (
        isinstance(reply, Capture)
        and 200 <= reply.status < 300
        and not (known is not None and reply.digest == known.body and not known.unsettled)
    )


def reading_key(profile: Profile) -> str:
    """Names a way of reading: two readings of one body under the same key are equal."""
    return f"{READER}|{'|'.join(profile.include)}||{'|'.join(profile.ignore)}"


def read_capture(capture: Capture, profile: Profile, rulebook: Rulebook | None = None) -> Document:
    """Reads a stored or new capture, with all that `rulebook` looks at; both sides of a diff go through here."""
    whole = rulebook is not None and rulebook.reads_page
    return read(capture.body, profile, content_type=capture.header("content-type"), url=capture.final_url, whole=whole)


def read_version(capture: Capture, profile: Profile, rulebook: Rulebook | None = None) -> Document:
    """Reads a stored version.

    It was readable when it came: selectors that find nothing on it were set since, for a page that was built anew, and
    it is read by its structure.
    """
    document = read_capture(capture, profile, rulebook)
    if document.unreadable is not Unreadable.EXTRACTION_FAILED:
        return document
    return read_capture(capture, replace(profile, include=()), rulebook)


def shared_profile(profile: Profile, *captures: Capture) -> Profile:
    """The profile with which all of these can be read: without its selectors if they find nothing on one of them."""
    failed = Unreadable.EXTRACTION_FAILED
    if profile.include and any(read_capture(one, profile).unreadable is failed for one in captures):
        return replace(profile, include=())
    return profile


def _read_in(charset: str, capture: Capture, profile: Profile) -> Document:
    """What a capture would say if its label named this encoding."""
    kind = (capture.header("content-type") or "text/html").partition(";")[0]
    return read(capture.body, profile, content_type=f"{kind}; charset={charset}", url=capture.final_url)


def _only_relabelled(old: Document, reply: Capture, profile: Profile) -> bool:
    """Whether a page is labelled otherwise than before, wrongly, and nobody edited it."""
    if old.charset is None or not mislabelled(reply.body, reply.header("content-type"), old.charset):
        return False
    return same_text(old, _read_in(old.charset, reply, profile))


def shown_by(capture: Capture, profile: Profile) -> str:
    """All that a capture shows, in compared form."""
    return shown(capture.body, profile, content_type=capture.header("content-type"))


def judge(
    rulebook: Rulebook,
    source: Source,
    reply: Reply,
    past: Sequence[Past],
    known: Known | None = None,
) -> Finding:
    """Decides what `reply` means for `source`, read with its packs and profile.

    `past` holds the stored versions, newest first, as many as the caller cares to load: the first is what the page is
    compared with, the older ones settle facts that it left open. `known` is the last readable answer: an equal
    body needs no reading, an equal reading no comparison.
    """
    number = past[0].number if past else None
    finding = _judge(rulebook.select(source.packs), source.profile, reply, past, known)
    if source.story and finding.document and finding.outcome.kind in (OutcomeKind.FIRST, OutcomeKind.CHANGED):
        finding = replace(finding, sketch=sketch(finding.document))
    outcome = replace(finding.outcome, from_version=number, final_url=reply.final_url)
    if outcome.kind is OutcomeKind.FIRST:
        outcome = replace(outcome, from_version=None, to_version=1)
    elif outcome.kind is OutcomeKind.CHANGED:
        outcome = replace(outcome, to_version=(number or 0) + 1)
    elif outcome.kind is OutcomeKind.UNCHANGED:
        outcome = replace(outcome, to_version=number)
    return replace(finding, outcome=outcome)


def _judge(rulebook: Rulebook, profile: Profile, reply: Reply, past: Sequence[Past], known: Known | None) -> Finding:
    if isinstance(reply, Failure):
        return _found(OutcomeKind.FAILED, reply.detail, not_before=reply)
    if reply.status == HTTPStatus.NOT_MODIFIED and past:
        return _found(OutcomeKind.UNCHANGED)
    if reply.status in GONE:
        return _found(OutcomeKind.GONE, _status_words(reply.status))
    if not 200 <= reply.status < 300:
        return _found(OutcomeKind.FAILED, _status_words(reply.status), not_before=reply)
    if reply.status == HTTPStatus.PARTIAL_CONTENT:  # no part was asked for
        return _found(OutcomeKind.UNREADABLE, _status_words(reply.status))

    if past and not needs_reading(reply, known):
        return _found(OutcomeKind.UNCHANGED)

    new = read_capture(reply, profile, rulebook)
    same_reading = bool(past) and known is not None and new.digest == known.reading
    if new.unreadable is Unreadable.BINARY:
        return _found(OutcomeKind.FAILED, f"no text: {new.why}", document=new)
    old = read_capture(past[0].capture, profile, rulebook) if past and not same_reading else None
    if new.unreadable not in WALLS and _moved(reply, new, past[0].capture if past else None, old):
        return _found(OutcomeKind.GONE, "moved", document=new)
    if new.unreadable is Unreadable.WRONG_ENCODING and old and _only_relabelled(old, reply, profile):
        return _found(OutcomeKind.UNCHANGED)
    if new.unreadable:
        return _found(OutcomeKind.UNREADABLE, new.detail, document=new)
    if same_reading:
        return _unchanged(Finding(Outcome(OutcomeKind.UNCHANGED), new), profile, past[0], known, old)
    facts = extract(new, rulebook)
    seen = Surroundings(new.outside_digest, new.outside_digest, steady=True)
    if old is None:
        detail = f"{selectors(new.unmatched)} finds nothing on the page" if new.unmatched else None
        return Finding(Outcome(OutcomeKind.FIRST, detail), new, facts, surroundings=seen)
    if old.unreadable is Unreadable.EXTRACTION_FAILED:
        by_structure = replace(profile, include=())
        finding = _judge(rulebook, by_structure, reply, past, None)
        if finding.outcome.kind in (OutcomeKind.CHANGED, OutcomeKind.UNCHANGED):
            return replace(finding, document=new, facts=facts, surroundings=seen)
        old = read_capture(past[0].capture, by_structure, rulebook)
    if fold(old.title or "") != fold(new.title or "") and same_headline(
        old, new, shown_by(past[0].capture, profile), shown_by(reply, profile)
    ):
        new = replace(new, title=old.title)
    if _stump(old, new):
        return _found(OutcomeKind.UNREADABLE, str(Unreadable.STUMP), document=new)

    history = [extract(old, rulebook)]
    history += [extract(read_version(older.capture, profile, rulebook), rulebook) for older in past[1:]]
    settled, unsettled = settle(history)
    changes = diff_facts(settled, facts, rulebook.titles)
    open_facts = frozenset(fact for fact in unsettled if fact not in facts or facts[fact].state == "found")
    if same_text(old, new) and not changes:
        return _unchanged(Finding(Outcome(OutcomeKind.UNCHANGED), new, facts, open_facts), profile, past[0], known, old)
    if old.charset and mislabelled(reply.body, reply.header("content-type"), old.charset):
        if _only_relabelled(old, reply, profile):
            return _found(OutcomeKind.UNCHANGED)
        return _found(OutcomeKind.UNREADABLE, str(Unreadable.WRONG_ENCODING), document=new)
    text = diff_text(old, new)
    lost = [css for css in new.unmatched if css not in old.unmatched]
    if lost and still_shown(text, shown_by(reply, profile)):
        detail = f"{Unreadable.EXTRACTION_FAILED}: {selectors(lost)} finds nothing on the page any more"
        return _found(OutcomeKind.UNREADABLE, detail, document=new)
    # What a user selected is the text, wherever the rest of the page has gone.
    if not profile.include and doubtful(old, new, text):
        pages = shown_by(past[0].capture, profile), shown_by(reply, profile)
        if another_part(old, new, text, *pages):
            return _found(OutcomeKind.UNREADABLE, str(Unreadable.OTHER_TEXT), document=new)
        if nothing_happened(old, new, text, changes, *pages):
            same = Finding(Outcome(OutcomeKind.UNCHANGED), new, facts, open_facts)
            return _unchanged(same, profile, past[0], known, old)
    outcome = Outcome(OutcomeKind.CHANGED, changes=changes, text=text, silent=silent(old, new, text, changes))
    return Finding(outcome, new, facts, open_facts, seen)


def _unchanged(finding: Finding, profile: Profile, last: Past, known: Known | None, old: Document | None) -> Finding:
    """The finding with what is new outside the article.

    That is told once, against the last version: when a page that stood still differs, or settles on something else. One
    that differs at every look, by its advertisements for one, is told once in all.
    """
    new, before = finding.document, known.surroundings if known else None
    assert new is not None
    now = new.outside_digest
    if before is None:  # never looked at in today's way
        return replace(finding, surroundings=Surroundings(now, now, steady=True))
    steady = now == before.digest
    if now == before.told or not (steady or before.steady):
        return replace(finding, surroundings=Surroundings(now, before.told, steady))
    outside = diff_outside(old or read_capture(last.capture, profile), new)
    outcome = replace(finding.outcome, outside=outside)
    return replace(finding, outcome=outcome, surroundings=Surroundings(now, now, steady))


def read_again(rulebook: Rulebook, source: Source, capture: Capture) -> tuple[Facts, Sketch]:
    """A stored version's facts, and its text as voices of a story are told by it."""
    packs = rulebook.select(source.packs)
    document = read_version(capture, source.profile, packs)
    return extract(document, packs), sketch(document)


def means(before: StoryBefore, finding: Finding, rulebook: Rulebook) -> tuple[StoryEvent, ...]:
    """What a finding means for the story of its source, as the story was before."""
    changes = finding.outcome.changes
    if finding.outcome.kind is OutcomeKind.FIRST:
        changes = diff_facts({}, finding.facts or {}, rulebook.titles)
    return decide(before, changes, rulebook.types, finding.sketch)


def with_reversal(finding: Finding, earlier: Sequence[Earlier]) -> Finding:
    """The finding of a change, with the version that it goes back to; `earlier`: all stored versions, newest first.

    A headline that only goes to and fro between wordings which the page had before is a test of headlines, and no
    change: its first step is told as one, its second as a reversal, and what follows is the page as it is known.
    """
    outcome, document = finding.outcome, finding.document
    if outcome.kind is not OutcomeKind.CHANGED or document is None:
        return finding
    digest = text_digest(document)
    if not outcome.changes and _only_headline(outcome.text) and goes_to_and_fro(digest, earlier):
        stays = Outcome(OutcomeKind.UNCHANGED, final_url=outcome.final_url)
        stays = replace(stays, from_version=outcome.from_version, to_version=outcome.from_version)
        return replace(finding, outcome=stays, sketch=None)
    number = reverts_to(digest, outcome.changes, earlier)
    return replace(finding, outcome=replace(outcome, reverts_to=number))


def _only_headline(text: TextDiff) -> bool:
    return bool(text.edits) and all(edit.section == "headline" for edit in text.edits)


def _found(
    kind: OutcomeKind, detail: str | None = None, *, document: Document | None = None, not_before: Reply | None = None
) -> Finding:
    until = None
    if isinstance(not_before, Failure):
        until = not_before.not_before
    elif isinstance(not_before, Capture):
        until = retry_after(not_before.header("retry-after"), not_before.fetched_at)
    return Finding(Outcome(kind, detail, not_before=until), document)


def _status_words(status: int) -> str:
    try:
        return f"HTTP {status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"HTTP {status}"


def _address(url: str) -> tuple[str, str, str]:
    """Host, path and query as far as they name a page: no scheme, `www.`, default document or trailing slash."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = re.sub(r"/(index\.\w+)?$", "", parts.path)
    return host, path, parts.query


def _moved(reply: Capture, new: Document, before: Capture | None, old: Document | None) -> bool:
    """Whether a redirect ended at something that is another page, the front page for one.

    A redirect to the same address in another spelling (https, www, a slash) or to where it led before is none; one to a
    new address is the same page if its canonical URL or a good part of the text is the same.
    """
    if not reply.hops or _address(reply.final_url) == _address(reply.url):
        return False
    if before is not None and _address(reply.final_url) == _address(before.final_url):
        return False
    _, path, _ = _address(reply.final_url)
    if re.fullmatch(r"(/[a-z]{2}([-_][a-z]{2})?)?", path, re.IGNORECASE) and _address(reply.url)[1] not in ("", path):
        return True
    if before is None or old is None:
        return False
    if new.canonical and new.canonical == old.canonical:
        return False
    return _kept_share(old, new) < SAME_ARTICLE and fuzz.ratio(fold(old.title or ""), fold(new.title or "")) < 80


def _kept_share(old: Document, new: Document) -> float:
    """Share of the old text's characters, by folded block, that stand in the new one."""
    there = set(new.compared)
    total = sum(map(len, old.compared))
    return sum(len(block) for block in old.compared if block in there) / total if total else 0.0


def _stump(old: Document, new: Document) -> bool:
    """Whether the body shrank to a remainder of itself: what is left is little, and stood there before.

    A page cut back to a notice of its withdrawal is no stump: the notice is new, and people must hear of it.
    """
    before, after = sum(map(len, old.compared)), sum(map(len, new.compared))
    if before < STUMP_LENGTH or after >= before * STUMP_SHARE:
        return False
    return after == 0 or _kept_share(new, old) > 0.8

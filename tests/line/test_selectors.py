"""A source's selectors in the line: what they do not find is never a change, and setting them anew is none either."""

from __future__ import annotations

from articles import PARAGRAPHS, capture

from monitor.model import Finding, Past, Profile, Source
from monitor.outcome import judge, read_again, shared_profile
from monitor.rules import Rulebook

TITLE = "Town shows harbour plan"
LEAD = "The town has shown what its harbour is to look like in ten years, and what it is to cost those who live there."
BOX = "<div class=tides><p>High water tonight at eight, and the next one tomorrow morning at half past eight or so.</p></div>"


def page(lead: str = "lead", story: str = "story", texts: tuple[str, ...] = PARAGRAPHS, said: str = LEAD) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in texts)
    top = f"<div class={lead}><p>{said}</p></div>" if said else ""
    return (
        f"<!doctype html><html lang=en><head><title>{TITLE}</title></head><body><main><h1>{TITLE}</h1>{top}"
        f"<div class={story}>{body}</div>{BOX}</main></body></html>"
    ).encode()


def look(rulebook: Rulebook, profile: Profile, *bodies: bytes) -> Finding:
    """What the last of these bodies means for a source, after the ones before it."""
    *before, new = bodies
    past = [Past(number + 1, capture(body)) for number, body in enumerate(before)]
    return judge(
        rulebook, Source(1, "http://courier.example/harbour", "courier", profile=profile), capture(new), past[::-1]
    )


def said(finding: Finding) -> tuple[str, str | None]:
    return str(finding.outcome.kind), finding.outcome.detail


STORY = Profile(include=(".story",))
BOTH = Profile(include=(".lead", ".story"))


def test_selectors_that_find_nothing_are_told_and_no_change(rulebook: Rulebook) -> None:
    """The first time and later: the detail names them, the last version stays."""
    wanted = ("unreadable", "extraction failed: `.story` finds nothing on the page")
    assert said(look(rulebook, STORY, page(story="rest"))) == wanted
    later = look(rulebook, STORY, page(), page(story="rest"))
    assert said(later) == wanted
    assert (later.outcome.from_version, later.outcome.to_version) == (1, None)


def test_one_of_several_that_finds_nothing_is_told_at_the_first_look(rulebook: Rulebook) -> None:
    """Somebody mistyped it, or the element is not always there: the rest is read."""
    assert said(look(rulebook, Profile(include=(".led", ".story")), page())) == (
        "first", "`.led` finds nothing on the page",
    )  # fmt: skip
    assert said(look(rulebook, BOTH, page())) == ("first", None)


def test_a_part_that_is_shown_elsewhere_was_not_removed(rulebook: Rulebook) -> None:
    """A class was renamed: the lead still stands there, and is not read."""
    assert said(look(rulebook, BOTH, page(), page(lead="intro"))) == (
        "unreadable", "extraction failed: `.lead` finds nothing on the page any more",
    )  # fmt: skip


def test_a_short_part_may_stand_elsewhere_by_chance(rulebook: Rulebook) -> None:
    """A word or two prove nothing."""
    finding = look(rulebook, BOTH, page(said="Harbour news."), page(lead="intro", said="Harbour news."))
    assert str(finding.outcome.kind) == "changed"


def test_a_part_that_is_gone_was_removed(rulebook: Rulebook) -> None:
    """The lead was taken out of the page; so says the change."""
    finding = look(rulebook, BOTH, page(), page(said=""))
    assert str(finding.outcome.kind) == "changed"
    assert [edit.old for edit in finding.outcome.text.edits] == [LEAD]


def test_a_part_that_was_never_there_is_not_told_again(rulebook: Rulebook) -> None:
    """A note of correction that may come one day."""
    profile = Profile(include=(".correction", ".story"))
    assert said(look(rulebook, profile, page(), page(story="story x"))) == ("unchanged", None)


def test_what_is_ignored_may_be_away(rulebook: Rulebook) -> None:
    """Advertisements come and go: no word of it."""
    profile = Profile(ignore=(".tides", ".never"))
    assert said(look(rulebook, profile, page())) == ("first", None)
    assert said(look(rulebook, profile, page(), page().replace(BOX.encode(), b""))) == ("unchanged", None)


def test_selectors_for_a_page_that_was_built_anew(rulebook: Rulebook) -> None:
    """They find nothing on the version before: both pages are read by their structure, and what was edited is told."""
    profile = Profile(include=(".text",))
    old = page()
    finding = look(rulebook, profile, old, page(story="text"))
    assert said(finding) == ("unchanged", None)
    assert finding.document is not None
    assert LEAD not in finding.document.text
    edited = tuple(text.replace("12 berths", "14 berths") for text in PARAGRAPHS)
    changed = look(rulebook, profile, old, page(story="text", texts=edited))
    assert str(changed.outcome.kind) == "changed"
    assert [(change.old.value, change.new.value) for change in changed.outcome.changes] == [(12, 14)]  # type: ignore[union-attr]
    assert len(changed.outcome.text.edits) == 1
    assert changed.document is not None
    assert LEAD not in changed.document.text


def test_selectors_that_mend_a_reading_of_another_part(rulebook: Rulebook) -> None:
    """The structure leads to another part of the new page; what is selected there is held against the old article."""
    letters = "".join(
        f"<p>I have sailed from this quay for {n} years now, and I have never seen it full.</p>" for n in "3579"
    )
    old = page().replace(b"</main>", f"</main><aside>{letters}</aside>".encode())
    texts = "".join(f"<p>{text}</p>" for text in (LEAD, *PARAGRAPHS))
    new = (
        f"<!doctype html><html lang=en><head><title>{TITLE}</title></head><body><main>{letters}</main>"
        f"<aside class=art><h1>{TITLE}</h1>{texts}</aside></body></html>"
    ).encode()
    assert said(look(rulebook, Profile(), old, new)) == ("unreadable", "other text")
    assert said(look(rulebook, Profile(include=(".art",), ignore=(".tides",)), old, new)) == ("unchanged", None)


def test_a_part_that_never_was_there_hides_no_change(rulebook: Rulebook) -> None:
    """The text lost a paragraph that the page now shows elsewhere; the selector that never found anything is no reason."""
    new = page(texts=PARAGRAPHS[:4]).replace(b"</main>", f"<p>{PARAGRAPHS[4]}</p></main>".encode())
    profile = Profile(include=(".correction", ".story"))
    assert str(look(rulebook, profile, page(), new).outcome.kind) == "changed"


def test_older_versions_are_read_as_they_can_be(rulebook: Rulebook) -> None:
    """A fact that the last version leaves open is compared with the one before, on which the selectors find nothing."""
    unclear = (*PARAGRAPHS, "The plan foresees 18 berths along the northern quay, as it was shown to those who came.")
    edited = tuple(text.replace("12 berths", "16 berths") for text in PARAGRAPHS)
    bodies = page(), page(story="text", texts=unclear), page(story="text", texts=edited)
    finding = look(rulebook, Profile(include=(".text",)), *bodies)
    assert [(change.old.value, change.new.value) for change in finding.outcome.changes] == [(12, 16)]  # type: ignore[union-attr]
    source = Source(1, "http://courier.example/harbour", "courier", profile=Profile(include=(".text",)))
    assert read_again(rulebook, source, capture(page()))[0]["berth_count"].value == 12


def test_versions_are_compared_as_both_can_be_read() -> None:
    """With the selectors if they find something on both, else without them."""
    profile = Profile(include=(".text",), ignore=(".tides",))
    old, new = capture(page()), capture(page(story="text"))
    assert shared_profile(profile, old, new) == Profile(ignore=(".tides",))
    assert shared_profile(profile, new, new) is profile

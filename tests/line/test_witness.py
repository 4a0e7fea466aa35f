"""A reading that slipped to another part of the page is no change; what somebody wrote always is one."""

from __future__ import annotations

import pytest
from articles import PACK, PARAGRAPHS, capture
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import Finding, Past, Profile, Source
from monitor.outcome import judge
from monitor.resources import lexicons
from monitor.rules import Rulebook, load

SOURCE = Source(1, "http://courier.example/harbour", "courier")
TITLE = "Town shows harbour plan"
REPLIES = (
    "I have sailed from this quay since I was a boy, and I have never seen it full, not even at the regatta in June.",
    "Nobody asked those of us who live above the old fish hall, where the noise of the building work will be worst.",
    "The pier in the next town was mended for half of that money, and it still stands after three hard winters.",
    "My sister works at the region and says that the papers for the money have not even been signed by anybody yet.",
    "It would be wiser to spend this on the road to the harbour, which floods whenever the wind is in the west.",
)
COOKIES = (
    "We and our partners keep small files on your device so that the page remembers you and shows you what you like.",
    "Some of these partners look at where you have been before, which you may object to at any time in the settings.",
    "You find who they are, and for how long each of them keeps what it learns, in the list below this short notice.",
)


def paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(main: str, around: str = "", head: str = "") -> bytes:
    return (
        f"<!doctype html><html lang=en><head><title>{TITLE}</title>{head}</head><body>"
        f"<header><nav><a href=/>Coast Courier</a></nav></header><main>{main}</main>{around}</body></html>"
    ).encode()


def look(rulebook: Rulebook, old: bytes, new: bytes, profile: Profile | None = None) -> Finding:
    source = Source(1, SOURCE.url, "courier", profile=profile or Profile())
    return judge(rulebook, source, capture(new), [Past(1, capture(old))])


def said(finding: Finding) -> tuple[str, str | None]:
    return str(finding.outcome.kind), finding.outcome.detail


STORY = f"<article><h1>{TITLE}</h1>{paragraphs(PARAGRAPHS)}</article>"
WITH_REPLIES = page(STORY, f"<aside>{paragraphs(REPLIES)}</aside>")


def test_a_template_that_moves_the_article_out_of_the_region(rulebook: Rulebook) -> None:
    """The main part now holds the readers' letters, the article stands elsewhere: it is still there, and not read."""
    moved = page(paragraphs(REPLIES), f"<aside><h1>{TITLE}</h1>{paragraphs(PARAGRAPHS)}</aside>")
    assert said(look(rulebook, WITH_REPLIES, moved)) == ("unreadable", "other text")


def test_a_region_of_new_text_beside_the_old_article(rulebook: Rulebook) -> None:
    """Letters that nobody has seen before are read; the article stands beside them as it was."""
    moved = page(paragraphs(REPLIES), f"<aside><h1>{TITLE}</h1>{paragraphs(PARAGRAPHS)}</aside>")
    assert said(look(rulebook, page(STORY), moved)) == ("unreadable", "other text")


def test_an_article_that_is_gone_leaves_what_stood_beside_it(rulebook: Rulebook) -> None:
    """What is read now stood on the page before, outside the article."""
    old = page(STORY, f"<div>{paragraphs(COOKIES)}</div>")
    assert said(look(rulebook, old, page(f"<h1>{TITLE}</h1>", paragraphs(COOKIES)))) == ("unreadable", "other text")


def test_a_headline_that_only_machines_are_told(rulebook: Rulebook) -> None:
    """Another text, and the headline is not shown any more: this is not the article."""
    head = f'<meta property="og:title" content="{TITLE}">'
    old, new = page(STORY, head=head), page(paragraphs(REPLIES), head=head)
    assert said(look(rulebook, old, new)) == ("unreadable", "other text")
    shown = page(f"<h1>{TITLE}</h1>{paragraphs(REPLIES)}", head=head)
    assert said(look(rulebook, old, shown)) == ("changed", None)
    never_shown = page(paragraphs(PARAGRAPHS), head=head)
    assert said(look(rulebook, never_shown, new)) == ("changed", None)
    partly = page(paragraphs((PARAGRAPHS[0], *REPLIES[1:])), head=head)
    assert said(look(rulebook, old, partly)) == ("changed", None)


def test_a_reworded_article_without_its_headline(rulebook: Rulebook) -> None:
    """A redesign takes the headline away and every paragraph was edited: the article is there."""
    head = f'<meta property="og:title" content="{TITLE}">'
    edited = paragraphs(tuple(text.replace(" ", " indeed ", 1) for text in PARAGRAPHS))
    assert said(look(rulebook, page(STORY, head=head), page(edited, head=head))) == ("changed", None)


def test_an_article_written_anew_is_a_change(rulebook: Rulebook) -> None:
    """Under the same address, headline or not: nothing of the new text stood on the page before."""
    anew = page(f"<article><h1>{TITLE}</h1>{paragraphs(REPLIES)}</article>")
    assert said(look(rulebook, page(STORY), anew)) == ("changed", None)
    renamed = page(f"<article><h1>Letters to the editor</h1>{paragraphs(REPLIES)}</article>")
    assert said(look(rulebook, page(STORY), renamed)) == ("changed", None)


def test_a_paragraph_that_went_into_a_box_was_not_removed(rulebook: Rulebook) -> None:
    """A redesign frames the last paragraph; it is shown as before, and so are the facts in it."""
    boxed = page(
        f"<article><h1>{TITLE}</h1>{paragraphs((PARAGRAPHS[0], *PARAGRAPHS[2:]))}</article>",
        f"<aside><h2>In short</h2>{paragraphs(PARAGRAPHS[1:2])}</aside>",
    )
    finding = look(rulebook, page(STORY), boxed)
    assert said(finding) == ("unchanged", None)
    assert said(look(rulebook, boxed, page(STORY))) == ("unchanged", None)
    removed = page(f"<article><h1>{TITLE}</h1>{paragraphs((PARAGRAPHS[0], *PARAGRAPHS[2:]))}</article>")
    assert said(look(rulebook, page(STORY), removed)) == ("changed", None)


def test_a_framed_paragraph_does_not_hide_an_edit(rulebook: Rulebook) -> None:
    """The same redesign, and one number in another paragraph."""
    rest = (PARAGRAPHS[0].replace("two years", "three years"), *PARAGRAPHS[2:])
    boxed = page(
        f"<article><h1>{TITLE}</h1>{paragraphs(rest)}</article>", f"<aside>{paragraphs(PARAGRAPHS[1:2])}</aside>"
    )
    assert said(look(rulebook, page(STORY), boxed)) == ("changed", None)


def test_a_framed_paragraph_does_not_hide_a_fact() -> None:
    """The same redesign, and another number in a caption, which is no text and yet states a fact."""

    def captioned(berths: int, texts: tuple[str, ...], around: str = "") -> bytes:
        figure = f"<figure><figcaption>There is room for {berths} berths.</figcaption></figure>"
        return page(f"<article><h1>{TITLE}</h1>{figure}{paragraphs(texts)}</article>", around)

    told = (PARAGRAPHS[0], *PARAGRAPHS[2:])
    old = captioned(12, told)
    new = captioned(14, told[:-1], f"<aside>{paragraphs(told[-1:])}</aside>")
    captions = load(
        {"harbour.yaml": PACK.replace("    type: count", "    type: count\n    scope: [caption]")}, lexicons()
    )
    finding = look(captions, old, new)
    assert said(finding) == ("changed", None)
    assert [change.fact for change in finding.outcome.changes] == ["berth_count"]


@pytest.mark.parametrize(
    "quote",
    [
        "<aside><p>Correction: an earlier version said: {} It was wrong.</p></aside>",
        "<aside><blockquote>\u201c{}\u201d</blockquote></aside>",
        "<aside><h2>Quoted</h2><p>{}</p></aside>",
    ],
)
def test_a_sentence_that_is_quoted_elsewhere_was_removed(rulebook: Rulebook, quote: str) -> None:
    """It left its paragraph, which is still read; that another block holds it now does not bring it back."""
    sentence = "The region had promised to pay for all of it, and has not paid for any of it yet."
    whole = page(f"<article><h1>{TITLE}</h1>{paragraphs((*PARAGRAPHS[:2], f'{PARAGRAPHS[2]} {sentence}'))}</article>")
    without = page(f"<article><h1>{TITLE}</h1>{paragraphs(PARAGRAPHS[:3])}</article>", quote.format(sentence))
    assert said(look(rulebook, whole, without)) == ("changed", None)
    assert said(look(rulebook, without, whole)) == ("changed", None)


def test_a_rewritten_article_keeps_its_old_text_below(rulebook: Rulebook) -> None:
    """The new text stands below the headline: it is the article, whatever else the page shows."""
    below = f"<section><h2>Earlier version</h2>{paragraphs(PARAGRAPHS)}</section>"
    anew = page(f"<article><h1>{TITLE}</h1><p>By A. Lee</p>{paragraphs(REPLIES)}</article>", below)
    assert said(look(rulebook, page(STORY), anew)) == ("changed", None)


def test_a_headline_that_loses_its_heading(rulebook: Rulebook) -> None:
    """A redesign shows the headline in a bare element, and the title for machines is another one: nobody edited it."""
    bare = STORY.replace("<h1>", "<div class=t>").replace("</h1>", "</div>")
    told = page(bare).replace(f"<title>{TITLE}".encode(), b"<title>Harbour plan - Coast Courier")
    assert said(look(rulebook, page(STORY), told)) == ("unchanged", None)
    assert said(look(rulebook, told, page(STORY))) == ("unchanged", None)
    other = told.replace(TITLE.encode(), b"Town hides harbour plan")
    assert said(look(rulebook, page(STORY), other)) == ("changed", None)


def test_a_paragraph_whose_copy_stays_was_removed(rulebook: Rulebook) -> None:
    """It stood in the article and in a box; only the box is left. So with one that the article takes from its box."""
    box = f"<aside>{paragraphs(PARAGRAPHS[1:2])}</aside>"
    without = page(f"<article><h1>{TITLE}</h1>{paragraphs((PARAGRAPHS[0], *PARAGRAPHS[2:]))}</article>", box)
    assert said(look(rulebook, page(STORY, box), without)) == ("changed", None)
    assert said(look(rulebook, without, page(STORY, box))) == ("changed", None)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<aside>{old}</aside>", "<aside>{old}</aside>"),
        ("<aside>{new}</aside>", "<aside>{new}</aside>"),
        ("<aside>{new}</aside>", "<aside>{old}</aside>"),
        ("", "<footer><p>Correction. An earlier version said: {old}</p></footer>"),
        ("<div class=print>{old}</div>", "<div class=print>{old}</div>"),
    ],
)
def test_a_number_in_a_text_of_one_block(rulebook: Rulebook, before: str, after: str) -> None:
    """The whole block is another one, and its old or new wording stands elsewhere: it was edited all the same."""

    def version(berths: int, around: str) -> bytes:
        old, new = (" ".join(PARAGRAPHS) + f" The plan has room for {n} boats in all." for n in (12, 14))
        text = old if berths == 12 else new
        return page(f"<article><h1>{TITLE}</h1><p>{text}</p></article>", around.format(old=old, new=new))

    assert said(look(rulebook, version(12, before), version(14, after))) == ("changed", None)


def test_short_entries_are_never_excused(rulebook: Rulebook) -> None:
    """A word stands somewhere on every page: a list that loses an entry changed."""
    listed = "<ul><li>Courier</li><li>Regional board</li><li>Owners of boats</li></ul>"
    head, tail = paragraphs(PARAGRAPHS[:3]), paragraphs(PARAGRAPHS[3:])
    old = page(f"<article><h1>{TITLE}</h1>{head}{listed}{tail}</article>")
    new = page(f"<article><h1>{TITLE}</h1>{head}{listed.replace('<li>Courier</li>', '')}{tail}</article>")
    assert said(look(rulebook, old, new)) == ("changed", None)


def test_what_a_user_selected_is_the_text(rulebook: Rulebook) -> None:
    """A paragraph that left the selected element was removed from it."""
    boxed = page(f"<article><h1>{TITLE}</h1>{paragraphs(PARAGRAPHS[:4])}</article>", f"<p>{PARAGRAPHS[4]}</p>")
    assert said(look(rulebook, page(STORY), boxed, Profile(include=("article",)))) == ("changed", None)


@settings(max_examples=80, deadline=None)
@given(
    number=st.integers(0, 9999),
    other=st.integers(0, 9999),
    place=st.integers(0, 4),
    twice=st.booleans(),
    around=st.booleans(),
)
def test_one_edited_number_is_always_a_change(
    rulebook: Rulebook, number: int, other: int, place: int, twice: bool, around: bool
) -> None:
    """Whatever else the page shows, the sentence itself in a box of its own among it."""

    def version(value: int) -> bytes:
        texts = list(PARAGRAPHS)
        texts.insert(place, f"In all {value} people signed the letter to the council before it met on Tuesday evening.")
        inside = paragraphs(tuple(texts)) + (paragraphs((texts[place],)) if twice else "")
        story = f"<article><h1>{TITLE}</h1>{inside}</article>"
        return page(story, f"<aside>{paragraphs((texts[place], *REPLIES))}</aside>" if around else "")

    kind = look(rulebook, version(number), version(other)).outcome.kind
    assert kind == ("unchanged" if number == other else "changed")

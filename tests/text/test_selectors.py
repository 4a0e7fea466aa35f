"""What is read of a page whose user says which elements to read."""

from __future__ import annotations

import pytest

from monitor.model import Profile, Unreadable
from monitor.text import read

FIRST = "The harbour council will rebuild fourteen of its jetties before the winter storms come, the mayor said."
SECOND = "Work starts in March and is to cost about nine million crowns, half of which the region will pay."
STORY = f"<h1>Jetties</h1><p>{FIRST}</p><p>{SECOND}</p>"
OFFER = "<div class=offer><p>Subscribe to continue reading.</p><p>Already a subscriber? Log in.</p></div>"
WALL = (
    "<title>Before you continue</title><body><div role=dialog aria-modal=true><h1>Your privacy choices</h1><p>We and our"
    " 12 partners store cookies on your device. To read this page, accept cookies or subscribe.</p>"
    "<button>Accept all</button></div>"
)


def page(body: str, title: str = "Jetties") -> bytes:
    return f"<!doctype html><html lang=en><head><title>{title}</title></head><body>{body}</body></html>".encode()


def selected(body: bytes, *include: str, kind: str | None = None) -> tuple[str, Unreadable | None, str]:
    document = read(body, Profile(include=include), content_type=kind)
    return document.text, document.unreadable, document.why


def test_selectors_that_find_nothing_are_named() -> None:
    """The page is not read as asked; what it holds is neither the text nor gone."""
    found = selected(page(f"<article>{STORY}</article>"), ".story", "#lead")
    assert found == ("", Unreadable.EXTRACTION_FAILED, "`.story` or `#lead` finds nothing on the page")


def test_elements_without_text_are_no_text() -> None:
    """A container that a script would fill is there, and says nothing."""
    text, unreadable, why = selected(page(f"<article>{STORY}</article><div id=live></div>"), "#live")
    assert (text, unreadable) == ("", Unreadable.EXTRACTION_FAILED)
    assert why == "`#live` finds only elements without text"


def test_selectors_find_nothing_in_plain_text() -> None:
    """A page that comes as plain text one day is not read as asked."""
    text, unreadable, why = selected(f"Jetties\n\n{FIRST}\n\n{SECOND}\n".encode(), "main", kind="text/plain")
    assert (text, unreadable, why) == ("", Unreadable.EXTRACTION_FAILED, "`main` finds nothing in plain text")
    assert read(f"{FIRST}\n\n{SECOND}\n".encode(), Profile(ignore=(".ad",)), content_type="text/plain").text


def test_a_wall_is_called_a_wall() -> None:
    """Rather than a selector that fails: the page says what it is."""
    assert selected(WALL.encode(), "#story")[1] is Unreadable.CONSENT_WALL


def test_an_article_with_an_offer_below_is_no_stub_because_a_selector_fails() -> None:
    """The offer would make a stub of a page without any text; this one has its text, and it is not found."""
    whole = page(f"<article>{STORY * 10}</article>{OFFER}")
    assert selected(whole, "#story")[1] is Unreadable.EXTRACTION_FAILED
    assert read(whole).unreadable is None


def test_a_part_of_an_article_is_no_stub() -> None:
    """One paragraph is selected of an article that is there as a whole, with an offer below it."""
    whole = page(f"<article>{STORY * 10}</article><p id=state>Nine jetties are open…</p>{OFFER}")
    assert selected(whole, "#state") == ("Nine jetties are open…", None, "")


def test_a_stub_stays_one_where_its_teaser_is_selected() -> None:
    """Nobody removed what stands behind the offer."""
    stub = page(f"<article><h1>Jetties</h1><p id=story>{FIRST[:60]}…</p></article>{OFFER}")
    assert read(stub).unreadable is Unreadable.PAYWALL_STUB
    assert selected(stub, "#story")[1] is Unreadable.PAYWALL_STUB


def test_a_selected_line_may_be_short() -> None:
    """A figure alone is a text if a user says so."""
    assert selected(page("<div>Open jetties</div><b id=count>14</b>"), "#count") == ("14", None, "")


def test_a_brief_is_read_beside_many_headlines() -> None:
    """A page of headlines is no article; a brief that is selected on it is one."""
    cards = "".join(f"<h3><a href=/{n}>Headline number {n} of the harbour news</a></h3>" for n in range(20))
    listed = page(f"<div id=brief><p>{FIRST}</p></div>{cards}")
    assert selected(listed, "#brief")[0] == FIRST


@pytest.mark.parametrize("hidden", ["hidden", "style='display:none'"])
def test_what_lies_in_a_hidden_element_can_be_selected(hidden: str) -> None:
    """A panel that scripts unfold, by itself or by a part of it."""
    panel = page(
        f"<article>{STORY}</article><div id=panel {hidden}><section><p class=late>{SECOND}</p></section></div>"
    )
    assert selected(panel, "#panel")[0] == SECOND
    assert selected(panel, ".late")[0] == SECOND


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Of wood: <span><i class=in>Reed ▲ 1.2 %</i></span></p>", "Reed ▲ 1.2 %"),
        ("<h2>Wood <span>[<a class=in>edit</a>]</span></h2>", "edit"),
        (
            "<p subscriptions-section=content>All.</p><p subscriptions-section=content-not-granted class=in>Buy.</p>",
            "Buy.",
        ),
    ],
)
def test_what_is_left_out_of_any_page_can_be_selected(markup: str, text: str) -> None:
    """Prices set into sentences, links to edit, what others see of a paid text: by a part of them, too."""
    whole = page(f"<article>{STORY}{markup}</article>")
    assert text not in read(whole).text
    assert selected(whole, ".in")[0] == text


def test_an_element_that_is_replaced_is_not_there() -> None:
    """A masked mail address has none."""
    mail = page(f'<article>{STORY}<p>Write to <a class=in data-cfemail="543531143679">[email]</a>.</p></article>')
    assert selected(mail, ".in") == ("", Unreadable.EXTRACTION_FAILED, "`.in` finds nothing on the page")


def test_what_selectors_find_nothing_is_listed() -> None:
    """Of those that are included; what is ignored may be away on any day."""
    document = read(page(f"<main>{STORY}</main>"), Profile(include=("main", ".note"), ignore=(".ad",)))
    assert (document.unmatched, document.unreadable) == ((".note",), None)


def test_the_page_itself_is_never_left_out() -> None:
    """Ignoring everything ignores nothing."""
    assert read(page(f"<main>{STORY}</main>"), Profile(ignore=("*",))).text

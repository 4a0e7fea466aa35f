"""What saved pages of old and new templates showed: comments that outweigh the article, banners, chunks, headlines."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.savedpages import EDITS, NOISE, measure
from monitor.diff import diff_text, same_text
from monitor.model import Unreadable
from monitor.text import read

P = [
    "The ferry line will run two more boats to the outer islands from June, its director told the district council.",
    "Both boats were built in 1998 and carry 120 passengers each, twice as many as the one that they replace.",
    "The islanders had counted 41 mornings last winter on which the only boat stayed in the harbour for repairs.",
    "“We have missed school, doctors and funerals,” said the teacher of the smallest of the four islands.",
    "A ticket is to cost eleven crowns as before; the district pays the rest, some two million crowns a year.",
    "The first of the boats arrives in April and will be tried on the shorter southern route for six weeks.",
]
TALK = [
    "I have taken this boat for thirty years, and the winter of which they speak was by no means the worst of them.",
    "And who pays for it? Those of us who live on the mainland and never set foot on a boat, as it always is here.",
    "My grandmother would have laughed about two boats; in her days there was one in a week, and nobody complained.",
    "Somebody should ask the director where the boats come from, as the last ones were sold to him by his cousin.",
    "The quay on the northern island is far too short for a boat of that length, as every fisherman could tell them.",
    "What about bicycles? On the old boat there was room for four, and on Sundays they left twenty on the shore.",
    "Good news at last. Now bring back the evening boat that was taken from us three years ago without a word.",
]
STORY = "".join(f"<p>{text}</p>" for text in P)


def page(body: str, head: str = "<title>Two more boats for the islands</title>") -> bytes:
    return f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>".encode()


def thread(count: int) -> str:
    """Entries as several content management systems print them: no heading or time, but a link to answer."""
    entries = "".join(
        f"<div class=e><div class=who>reader {n}</div><div class=what>{text}</div><a href=#r{n}>Reply</a></div>"
        for n, text in enumerate(TALK[:count])
    )
    return f"<div class=talk>{entries}</div>"


def test_entries_that_can_be_answered_are_none_of_the_article() -> None:
    """Also where they say more than the article, and whatever their number."""
    two, six = (
        read(page(f"<div id=a><h1>Two more boats</h1><div id=b>{STORY}</div>{thread(n)}</div>")) for n in (2, 7)
    )
    assert two.text.endswith(P[-1])
    assert same_text(two, six)


def test_nested_answers_go_with_the_entry_that_they_answer() -> None:
    """A thread in a thread is counted once."""
    inner = "".join(f"<li><p>{text}</p><a href=#r>Antworten</a></li>" for text in TALK[2:])
    outer = f"<ol><li><p>{TALK[0]}</p><a href=#r>Antworten</a><ol>{inner}</ol></li><li><p>{TALK[1]}</p><a href=#r>Antworten</a></li></ol>"
    text = read(page(f"<main>{STORY}{outer}</main>")).text
    assert text.startswith(P[0])
    assert text.endswith(P[-1])


def test_a_page_of_entries_alone_keeps_them() -> None:
    """Where nothing is answered, they are what the page is about."""
    text = read(page(f"<h1>Boats: your questions</h1>{thread(7)}")).text
    assert all(entry in text for entry in TALK)


HEADS = [
    "<h3>{} comments to Two more boats</h3>",
    "<h2>{} Comments »</h2>",
    "<h3>Comments ({})</h3>",
    "<h4>{} Kommentare zu „Zwei Boote“</h4>",
]
LISTS = [
    "<ul>{}</ul>",
    "<ol>{}</ol><div><p>Pages: 1</p></div>",
]


@pytest.mark.parametrize("items", LISTS)
@pytest.mark.parametrize("head", HEADS)
def test_what_follows_a_count_of_comments_is_none_of_the_article(head: str, items: str) -> None:
    """The heading stands beside the list, with no element around both, in a column that holds the article too."""
    one, five = (
        read(
            page(
                f"<table><tr><td><div class=post><h1>Two more boats</h1>{STORY}</div>{head.format(count)}"
                f"{items.format(''.join(f'<li><cite>Ann</cite><p>{text}</p></li>' for text in TALK[:count]))}"
                "</td></tr></table>"
            )
        )
        for count in (1, 5)
    )
    assert same_text(one, five)
    assert one.text.endswith(P[-1])


def test_the_next_section_of_the_article_ends_the_comments() -> None:
    """A heading of the same rank does; and a bare word may head a section of its author's."""
    after = f"<h2>What comes next</h2><p>{P[5]}</p>"
    counted = read(page(f"<div>{STORY}<h2>3 comments</h2><ul><li>{TALK[0]}</li></ul>{after}</div>")).text
    assert P[5] in counted.split("What comes next")[1]
    assert TALK[0] not in counted
    bare = read(page(f"<div>{STORY}<h2>Comments</h2><ul><li>{TALK[0]}</li></ul>{after}</div>")).text
    assert TALK[0] in bare


def test_a_count_of_comments_above_the_text_takes_nothing() -> None:
    """Many themes print it below the headline."""
    lead = f"<p>{TALK[0]}</p><p>{TALK[1]}</p><p>{TALK[2]}</p>"
    above = f"<div><h1>Two more boats</h1>{lead}<h4>12 comments</h4>{STORY}</div>"
    assert all(text in read(page(above)).text for text in P)


def test_comments_without_an_article_are_the_text() -> None:
    """A page of its own that holds nothing but them."""
    items = "".join(f"<li><cite>Ann</cite><p>{text}</p></li>" for text in TALK)
    text = read(page(f"<main><h1>Two more boats</h1><h2>7 comments</h2><ol>{items}</ol></main>")).text
    assert all(entry in text for entry in TALK)


def test_a_label_above_the_buttons_heads_no_text() -> None:
    """`Share this` stands in one box with the article, and the comments are longer."""
    rows = "".join(f"<div class=row><i>reader {n}</i> {text} {text}</div>" for n, text in enumerate(TALK))
    text = read(
        page(f"<div><div class=story><h4>Share this story</h4>{STORY}</div><div class=rows>{rows}</div></div>")
    ).text
    assert all(sentence in text for sentence in P)


BANNER = (
    "<div class=in><p>We and our partners store cookies on your device to measure how this page is read and to show you "
    "offers that suit you.</p>{}</div>"
)
BANNERS = {
    "a button": BANNER.format("<button>Accept all</button><button>Settings</button>"),
    "a link": BANNER.format("<a href=/privacy>Learn more</a> <a href=#>OK</a>"),
    "in a wrapper": "<section class=x><div>"
    + BANNER.format("<span role=button>Alle akzeptieren</span>")
    + "</div></section>",
}


@pytest.mark.parametrize("banner", BANNERS.values(), ids=BANNERS)
def test_a_consent_banner_may_come_and_go(banner: str) -> None:
    """It stands at the end of the body and is prose; what lies between it and the article does not become the text."""
    lines = "<div class=line><p>By our islands desk</p></div><div class=top>to the top of the page</div>"
    without, there = (
        read(page(f"<div class=w><h1>Two more boats</h1>{STORY}</div>{lines}{end}")) for end in ("", banner)
    )
    assert same_text(without, there)


def test_an_article_on_cookies_is_no_banner() -> None:
    """Nor is a page that holds nothing else: it is the wall that it was."""
    cookies = "".join(f"<p>Of cookies, part {n}: {text}</p>" for n, text in enumerate(P))
    article = read(page(f"<h1>What cookies do</h1><div>{cookies}<p><a href=/2>OK</a></p></div>"))
    assert all(text in article.text for text in P)
    wall = page("<div>" + BANNER.format("<button>Accept all</button>") + "</div>", "<title>Cookie consent</title>")
    assert read(wall).unreadable is Unreadable.CONSENT_WALL


def test_a_box_at_the_end_of_a_part_may_come_and_go() -> None:
    """Some templates print a text in parts, each in containers of its own, with advertisements between them."""

    def parts(box: str) -> bytes:
        part = "<div class=grid><div class=cell><div class=text>{}</div></div></div>"
        first, second = STORY, "".join(f"<p>{text}</p>" for text in TALK)
        return page(f"<article><h1>Two more boats</h1>{part.format(first + box)}{part.format(second)}</article>")

    box = "<div class=also><p>The old ferry in the ice: 48 pictures that our readers took in eleven winters.</p></div>"
    without, there = read(parts("")), read(parts(box))
    assert same_text(without, there)
    assert diff_text(without, read(parts("<p>The council votes on it in May, before the season starts.</p>")))


def test_an_article_in_an_aside_is_read() -> None:
    """Some templates call every part of a page an aside; one that holds the headline and most of the text is none."""
    links = "<aside><ul><li><a href=/1>Bread at five</a></li><li><a href=/2>The tower in red</a></li></ul></aside>"
    document = read(page(f"<main>{links}<aside><article><h1>Two more boats</h1>{STORY}</article></aside></main>"))
    assert all(text in document.text for text in P)
    aside = f"<aside><h1>Our islands</h1><p>{TALK[0]}</p></aside>"
    assert TALK[0] not in read(page(f"<div>{STORY}{aside}</div>")).text


TOLD = "<title>Two more boats for the islands | Quay Post</title>"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<h2>Two more boats for the islands</h2>{}", "Two more boats for the islands"),
        (
            "<h1>Quay talk</h1><h2>Two more boats for the islands</h2>{}<h1>Read on</h1>",
            "Two more boats for the islands",
        ),
        ("<h1>Quay Post</h1><h1>Sea: Two more boats for the islands</h1>{}", "Sea: Two more boats for the islands"),
        ("<h1>The boats are coming</h1><h2>Two more boats for the islands</h2>{}", "The boats are coming"),
    ],
)
def test_the_headline_is_the_heading_that_the_page_tells_machines(body: str, title: str) -> None:
    """Whatever its rank, where `h1` heads the site or parts of the text; a single `h1` is the headline all the same."""
    assert read(page(f"<article>{body.format(STORY)}</article>", TOLD)).title == title


@pytest.mark.parametrize(
    "headline", ["429 seals counted", "403 letters to the ferry line", "500 years of the old quay"]
)
def test_a_brief_whose_headline_begins_with_a_number_is_an_article(headline: str) -> None:
    """A status of HTTP stands alone or beside words for an error."""
    body = f"<h1>{headline}</h1><p>{P[0]}</p><p>{P[1]}</p>"
    assert read(page(body, f"<title>{headline} | Quay Post</title>")).unreadable is None
    error = page("<h1>429 Too Many Requests</h1><p>Try again in a minute.</p>", "<title>429 Too Many Requests</title>")
    assert read(error).unreadable is Unreadable.RATE_LIMIT


OFFER = "<div class=offer><p>Liked this? Support our reporters from two crowns a month.</p></div>"
ARCHIVE = "".join(
    f"<li><a href=/{n}>What the islands talked of in the week {n} of the year that is over</a>" for n in range(40)
)
FLOWS = {
    "beside a list of links that is longer than it": f"<div class=t><h1>Two more boats</h1>{{}}</div><div class=side><div><ul>{ARCHIVE}</ul></div></div>",
    "in a quotation of it all": "<article><h1>Two more boats</h1><blockquote>{}</blockquote></article>",
    "in an element of the house": "<article><h1>Two more boats</h1><storytext>{}</storytext></article>",
}


@pytest.mark.parametrize("around", FLOWS.values(), ids=FLOWS)
def test_the_flow_is_found(around: str) -> None:
    """Where the text flows a box may come and go; what is edited is told."""
    without, there = (read(page(around.format(STORY + box))) for box in ("", OFFER))
    assert without.text.startswith(P[0])
    assert same_text(without, there)
    assert diff_text(without, read(page(around.format(STORY.replace("eleven", "twelve")))))


def test_a_standfirst_in_a_container_of_its_own_is_no_box() -> None:
    """It is taken out or written anew by editors; a player's box of two lines in the same place is the template's."""
    lead = "<div class=lead>The outer islands get two more boats in June, and the long winter mornings without a single boat are not to come back.</div>"
    player = "<div class=player><p>Listen to this text</p><p>An automated voice reads it to you and may stumble over the names of people, boats and islands.</p></div>"
    plain, led, played = (
        read(page(f"<main><h1>Two more boats</h1>{box}<div class=body>{STORY}</div></main>"))
        for box in ("", lead, player)
    )
    assert [edit.kind for edit in diff_text(led, plain).edits] == ["removed"]
    assert same_text(plain, played)


def test_paragraphs_that_each_have_a_name_are_all_the_authors() -> None:
    """Some systems number their paragraphs in the class; the one below an advertisement is no advertisement."""
    parts = [f'<p class="graph{n}">{text}</p>' for n, text in enumerate(P)]
    label = "<div class=ad>Advertisement</div>"
    without, there = (read(page(f"<main><h1>Two more boats</h1>{mark.join(parts)}</main>")) for mark in ("", label))
    assert all(text in there.text for text in P)
    assert same_text(without, there)


def test_counters_below_the_headline_are_silent() -> None:
    """The headline's own container may be links for a good part, and yet it is not a list of links."""
    links = "<a href=/t/1>ferries</a> <a href=/t/2>islands</a> <a href=/t/3>district council</a>"

    def shown(meta: str) -> bytes:
        head = f"<div class=head><h1>Two more boats for the islands</h1>{meta}<p>{links}</p><h5>Ada Lund, our reporter on the outer islands</h5></div>"
        return page(f"<main>{head}<div class=body>{STORY}</div></main>")

    counted = shown("<div><span>3120 views</span> <span>17 shares</span></div>")
    assert same_text(read(shown("")), read(counted))
    one, other = (page(STORY.replace("</p>", f"</p><p>{n} views {n // 9} shares</p>", 1)) for n in (3120, 3411))
    assert same_text(read(one), read(other))
    assert same_text(read(counted), read(shown("<div><span>3127 views</span> <span>21 shares</span></div>")))


def test_the_steps_made_on_saved_pages_are_what_they_are_called(tmp_path: Path) -> None:
    """All noise is silent on a plain page, and all edits are told; a page without text is none."""
    (tmp_path / "a.html").write_bytes(page(f"<main><h1>Two more boats</h1>{STORY}</main>"))
    (tmp_path / "b.html").write_bytes(b"<html><body></body></html>")
    articles, said = measure(tmp_path)
    assert articles == 1
    assert {name: said[name] for name in NOISE} == {name: ["unchanged"] for name in NOISE}
    assert {name: said[name] for name in EDITS} == {name: ["changed"] for name in EDITS}

"""What templates put among and beside the text: where its flow is, and what is none of it."""

from __future__ import annotations

import pytest

from monitor.diff import diff_text, same_text
from monitor.text import read

P = [
    "The harbour council will rebuild fourteen of its twenty-two jetties before the winter storms, the mayor said.",
    "Work starts in March and is to cost about nine million crowns, half of which the region will pay.",
    "Boat owners had asked for it in a letter in 2019, after the storm that sank eleven boats in one night.",
    "“We can’t wait for another one,” said the head of the owners’ club, which has 340 members in both harbours.",
    "The old jetties, built in 1951, will be taken down by hand, as the ground under them may still hold mines.",
]
NEWS = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour to get new jetties"}</script>'


def page(inside: str = "", after: str = "", *, wrap: str = "{}", head: str = "") -> bytes:
    """The article in a bare container, with something between its paragraphs and something below them."""
    body = "".join(f"{inside if n == 2 else ''}{wrap.format(f'<p>{text}</p>')}" for n, text in enumerate(P))
    return (
        f"<!doctype html><html lang=en><head><title>Harbour to get new jetties</title>{head}</head><body>"
        f"<div class=top><a href=/>Quay Post</a></div><div class=page><div class=story>"
        f"<h1>Harbour to get new jetties</h1><div class=body>{body}</div></div>{after}</div></body></html>"
    ).encode()


BOXES = {
    "a promotion in prose": "<div class=promo><h4>Get our app</h4><p>It brings the tides to your phone at dawn.</p></div>",
    "a quiz": "<div class=quiz><h3>How well do you know the harbour?</h3><p>Nine questions, and one is a trap.</p></div>",
    "a card without a link": "<div class=card><b>Storm Petra in pictures</b><p>Readers sent us more than 900 of them.</p></div>",
    "a membership box": "<section class=member><p>This report is free. Members made it possible with what they give.</p></section>",
    "a box in an element of the house": "<quay-offer><p>Three months of the paper for the price of one, until Sunday.</p></quay-offer>",
}


@pytest.mark.parametrize("wrap", ["{}", "<div class=par>{}</div>", "<div class=a><div class=b>{}</div></div>"])
@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
def test_a_box_among_the_paragraphs_may_come_and_go(box: str, wrap: str) -> None:
    """Whether paragraphs have wrappers or not; replaced and moved it is silent too, edited it is not."""
    without, there = read(page(wrap=wrap)), read(page(box, wrap=wrap))
    other = read(
        page(
            "<div class=new><h4>Tides by mail</h4><p>Every morning before the first ferry leaves.</p></div>", wrap=wrap
        )
    )
    assert same_text(without, there)
    assert same_text(there, without)
    assert same_text(there, other)
    assert not diff_text(without, other)
    edited = read(page(box.replace(".</p>", " and again.</p>"), wrap=wrap))
    assert not same_text(there, edited)


def test_what_the_author_boxed_is_told() -> None:
    """A note of correction, a list, a table; and a paragraph, whatever its wrapper's name."""
    for box in (
        "<div class=note><p>Correction: an earlier version named the wrong club in the second paragraph.</p></div>",
        "<div class=facts><h4>In figures</h4><ul><li>Fourteen jetties</li><li>Nine million crowns</li></ul></div>",
        "<div class=facts><table><tr><th>Jetty</th><th>Built</th></tr><tr><td>North</td><td>1951</td></tr></table></div>",
        "<p class=added>The vote was closer than expected, with nine members for the plan and eight against it.</p>",
        "<div class=par><p>The vote was closer than expected, with nine members for it and eight against.</p></div>",
    ):
        wrap = "<div class=par>{}</div>" if "class=par" in box else "{}"
        assert not same_text(read(page(wrap=wrap)), read(page(box, wrap=wrap))), box


def test_wrappers_that_are_all_different_are_the_text() -> None:
    """Where each paragraph is of its own make, none of them is a box."""
    parts = [f'<div class="x{n}"><p>{text}</p></div>' for n, text in enumerate(P)]
    whole, less = (f"<main>{''.join(some)}</main>".encode() for some in (parts, parts[:-1]))
    assert not same_text(read(whole), read(less))


def test_a_short_last_paragraph_in_a_wrapper_of_its_own_is_read() -> None:
    """It stands as the others do; what stands outside their container does not belong to them."""
    parts = "".join(f"<div class=par><p>{text}</p></div>" for text in [*P, "It opens on May 9."])
    text = read(f"<main><div class=body>{parts}</div><div class=bio><p>Ada writes here.</p></div></main>".encode()).text
    assert text.endswith("It opens on May 9.")


def test_sections_of_one_make_are_the_text() -> None:
    """A clause that is added to a page of clauses is told."""
    clause = "<section class=clause><h2>{0}. Clause</h2><p>Whoever moors here pays {0} crowns a night to the harbour.</p></section>"
    old, new = (
        f"<main><h1>Terms</h1>{''.join(clause.format(n) for n in range(1, last))}</main>".encode() for last in (6, 7)
    )
    assert not same_text(read(old), read(new))


COMMENT = "<div class=c><b>{}</b> <i>{} minutes ago</i><p>{}</p></div>"
REPLIES = "".join(
    COMMENT.format(name, n, text)
    for n, (name, text) in enumerate(
        [("Anna", "Nobody asked us who live above the old fish hall."), ("owl_7", "It was about time, if you ask me.")],
        3,
    )
)
ROWS = {
    "comments with their time": f"<div class=talk>{REPLIES}</div>",
    "comments below a heading": "<section class=k><h3>Discussion</h3><div class=l><b>Anna</b><p>Good article.</p></div></section>".replace(
        "Discussion", "Diskussion"
    ),
    "teasers in a bare column": "<div class=side>"
    + "".join(
        f"<div class=t><span>1{n}:07</span><a href=/{n}>Ferry crews vote on a new rota</a><p>The result is expected soon.</p></div>"
        for n in range(3)
    )
    + "</div>",
    "links with their first words": "<div class=more><a href=/1>A bakery opens in the old town</a> Bread at five. "
    "<a href=/2>The bridge is shut on Sunday</a> Again. <a href=/3>The tower will be painted</a> In red.</div>",
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_rows_beside_the_text_are_no_text(row: str) -> None:
    """Comments and teasers, by how they are made: a name, a link or a time, and what belongs to it."""
    assert read(page(after=row)).compared == read(page()).compared


def test_undated_comments_are_known_on_a_news_page() -> None:
    """There, rows that follow on the text can be nothing else; elsewhere they may be the page's own entries."""
    rows = "<div class=r>" + "".join(
        f"<div class=e><b>{name}</b><p>{text}</p></div>"
        for name, text in (
            ("Berths", "Guests pay forty crowns for each night that they stay at the quay, and members half of it."),
            ("Crane", "The crane is ninety crowns an hour with its driver, and has to be booked two days before."),
        )
    )
    assert read(page(after=rows, head=NEWS)).compared == read(page(head=NEWS)).compared
    assert "Guests pay forty crowns" in read(page(after=rows)).text


QUIET = {
    "byline with time and counters": "<div class=m><span>By Ann Lee</span> <time>4 March, 10:12</time> <a href=#c>{} comments</a></div>",
    "readers now": "<p>{} people are reading this now. Updated {} min ago.</p>",
    "counters of networks": "<div class=s>Facebook {} X {} WhatsApp 87</div>",
    "counters of a post": "<blockquote><p>All berths are taken tonight.</p><cite>@quay_post</cite> <span>{} likes · {} reposts</span></blockquote>",
    "caption below a picture": "<div class=pic><img src=a.jpg><span>The pier at {} in the morning. Photo: Lee</span></div>",
    "caption of its own make": "<img src=a.jpg><p class=cap>The pier at {} in the morning, seen from the north.</p>",
    "caption in a table": "<table><tr><td><img src=a.jpg></td></tr><tr><td><i>The pier at {} in the morning</i></td></tr></table>",
    "labelled advertisement": "<div class=ad>Advertisement</div><p class=adtext>Your boat is worth {} more than you think.</p>",
    "pointer with an excerpt": "<p class=also><b>Read also: <a href=/{}>Ferry crews vote on a rota</a></b> The count takes {} days.</p>",
    "poll": "<div class=poll><b>Do you sail?</b><p>Yes {}%</p><p>No {rest}%</p></div>",
    "quotes of a market": "<table><tr><td>Wheat</td><td>{}.10</td><td>▲ 1.2%</td></tr><tr><td>Corn</td><td>{}.80</td><td>▼ 0.4%</td></tr></table>",
    "table of contents": "<div class=toc><p>Contents</p><ol><li><a href=#a>Jetties {}</a><li><a href=#b>Money</a><li><a href=#c>Vote</a></ol></div>",
    "AMP's own advertisement": "<amp-ad type=x><div>Wax for your deck, {} crowns a tin, while stocks last this week.</div></amp-ad>",
}


@pytest.mark.parametrize("noise", QUIET.values(), ids=QUIET)
def test_what_turns_over_between_paragraphs_is_silent(noise: str) -> None:
    """It is no text, whatever number it shows today."""
    one, other = (
        read(page(noise.replace("{rest}", str(100 - number)).replace("{}", str(number)))) for number in (41, 62)
    )
    assert one.compared == other.compared


def test_a_chip_with_a_price_is_none_of_the_sentence() -> None:
    """Set into a sentence by a template, it moves with the market; a percentage without an arrow is an author's."""
    text = "<p>Shares of the yard{} fell after the vote, and those of the ferry line by 3.1 % as well.</p>"
    chips = [text.format(f" <a href=/q><span>YRD {n}.20 ▼ 1.4%</span></a>") for n in (41, 62)]
    assert read(page(chips[0])).compared == read(page(chips[1])).compared
    assert read(page(text.format(" <b>(-4 %)</b>"))).compared != read(page(text.format(" <b>(-5 %)</b>"))).compared


def test_markup_that_says_the_same_reads_the_same() -> None:
    """Roles for tables and lists, boxes inside entries and headings, a wiki's edit links and ways back."""
    for one, other in (
        (
            "<table><tr><td>Guests</td><td>40 crowns</td></tr><tr><td>Members</td><td>25 crowns</td></tr></table>",
            "<div role=table><div role=row><div role=cell>Guests</div><div role=cell>40 crowns</div></div>"
            "<div role=row><div role=cell>Members</div><div role=cell>25 crowns</div></div></div>",
        ),
        (
            "<ol><li>1.1 Whoever moors here pays.</li><li>1.2 Nobody moors here twice.</li></ol>",
            "<ol><li><div><span>1.1</span><div>Whoever moors here pays.</div></div></li>"
            "<li><div><span>1.2</span><div>Nobody moors here twice.</div></div></li></ol>",
        ),
        ("<h2>Fees</h2><p>Forty.</p>", "<h2><div><a href=#f>#</a></div><div>Fees</div></h2><p>Forty.</p>"),
        ("<h2>Fees</h2>", "<h2>Fees <span>[<a href=/e>edit</a>]</span></h2>"),
        ("<h2>Fees</h2>", "<div><h2>Fees</h2><span>[<a href=/e>edit</a>]</span></div>"),
        ("<ul><li>^ Gazette, 1887, p. 2.</li></ul>", "<ul><li>↑ Gazette, 1887, p. 2.</li></ul>"),
    ):
        assert same_text(read(page(one)), read(page(other))), other
    cell = read(page("<div role=table><div role=row><div role=cell>Guests</div><div role=cell>41</div></div></div>"))
    assert "Guests | 41" in cell.text


def test_a_page_laid_out_by_tables_is_read_in_its_column() -> None:
    """The cell that holds most of the prose; what stands in the rows and cells around it is none of it."""
    body = "".join(f"<p>{text}</p>" for text in P)
    laid_out = (
        "<table><tr><td colspan=2>Quay Post | Visitors: {0}</td></tr><tr><td><a href=/1>Tides</a><br><a href=/2>Boats</a>"
        "<table><tr><td>Wheat</td><td>{0}.10</td></tr></table></td><td><b>Harbour to get new jetties</b><br>{1}</td></tr></table>"
    )
    one, other = (read(f"<body>{laid_out.format(number, body)}</body>".encode()) for number in (41, 62))
    assert one.compared == other.compared
    assert all(text in one.text for text in P)

"""Promotions among the paragraphs, headings that head nothing, tables of bare containers: made-up pages of their kinds."""

from __future__ import annotations

import pytest

from monitor.diff import same_text
from monitor.model import Document
from monitor.text import read

P = [
    "The harbour board voted on Tuesday to close the old fish quay for eleven weeks while its timber piles are replaced.",
    "Forty-two boats use the quay, and most of them will be moved to the coal basin on the far side of the river.",
    "“Nobody likes it, but the piles are ninety years old,” said the harbour master of the town, Ingrid Tolland.",
    "The work will cost 3.4 million crowns, a third more than the board had set aside in its budget for the year.",
    "Fishermen asked for the closure to begin after the herring season, which ends in the second week of October.",
    "A decision on the date is expected on 14 September. Until then the quay stays open to all boats.",
]
ARTICLE = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Old fish quay to close"}</script>'


def page(among: str = "", below: str = "", *, news: bool = True, mark: str = "p") -> Document:
    texts = [f"<{mark}>{text}</{mark}>" for text in P]
    text = "".join([*texts[:3], among, *texts[3:], below])
    head = f"<title>Old fish quay to close</title>{ARTICLE if news else ''}"
    body = f"<main><article><h1>Old fish quay to close</h1><div class=body>{text}</div></article></main>"
    return read(f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>".encode())


CAMPAIGNS = {
    "a paragraph": (
        "<p class=give><strong>Good reporting needs readers who pay.</strong> <a href=/g>Give $5 a month</a>.</p>",
        "<p class=give><b>We have no owner but you.</b> <a href=/g>Become a member</a></p>",
    ),
    "a box with a heading": (
        "<div class=c1><h4>Know the coast better</h4><p>Maps and walks for members.</p><a href=/m>Take a look</a></div>",
        "<div class=c1><h4>Your week on the water</h4><p>Winds and tides.</p><a href=/w>See the charts</a></div>",
    ),
    "a question in Spanish": (
        "<div class=c2><div><p><strong>¿Viajas con perro?</strong> Mira lo que cuesta.</p><a href=/o>Ver</a></div></div>",
        "<div class=c2><div><p><strong>¿Viajas de noche?</strong> Mira lo que cuesta.</p><a href=/o>Ver</a></div></div>",
    ),
    "a brand in its headings": (
        "<div class=c3><h4>Try Harbour Pro</h4><p>Free for 30 days, no card needed.</p><a href=/p>Start</a></div>",
        "<div class=c3><h4>Harbour Pro is here</h4><p>All boats from 9 crowns.</p><a href=/p>See plans</a></div>",
    ),
    "a few words": (
        "<div class=c4><p>会員になると全ての記事が読めます</p><a href=/m>くわしくはこちら</a></div>",
        "<div class=c4><p>春のキャンペーン実施中</p><a href=/m>お申し込みはこちら</a></div>",
    ),
    "a paragraph that ends with a call": (
        "<p class=give>Good reporting needs readers who pay for it. <a href=/d>Join us today</a>.</p>",
        "<p class=give>We have no owner but our readers. <a href=/d>Become a member</a>.</p>",
    ),
}


@pytest.mark.parametrize(("one", "other"), CAMPAIGNS.values(), ids=CAMPAIGNS)
def test_campaigns_come_go_and_change(one: str, other: str) -> None:
    """Whatever their words and wherever they stand: a bold lead and a link to act on it are no author's."""
    assert same_text(page(), page(one))
    assert same_text(page(one), page(other))
    assert same_text(page(other), page())


def test_a_promotion_on_a_page_of_another_kind_asks() -> None:
    """In terms, a box with a heading and a link may be a part of the text; one that asks is none."""
    asks = "<div class=c><p><strong>Moving house?</strong> See what it costs.</p><a href=/o>Offers</a></div>"
    says = "<div class=c><p><strong>Moving house.</strong> {}</p><a href=/o>How to tell us</a></div>"
    assert same_text(page(asks, news=False), page(asks.replace("house", "boat"), news=False))
    edited = [page(says.format(text), news=False) for text in ("Tell us in good time.", "Tell us in very good time.")]
    assert not same_text(*edited)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "<div class=c><h4>The vote</h4><p>Yes 52, no 48 of a hundred.</p><a href=/r>All results</a></div>",
            "<div class=c><h4>The vote</h4><p>Yes 53, no 47 of a hundred.</p><a href=/r>All results</a></div>",
        ),
        (
            "<p class=lead><b>The board.</b> It has nine members, and <a href=/b>each has a vote</a> for ten years.</p>",
            "<p class=lead><b>The board.</b> It has six members, and <a href=/b>each has a vote</a> for ten years.</p>",
        ),
        (
            "<p class=lead><b>The board.</b> <a href=/b>Each member</a> has a vote for nine years.</p>",
            "<p class=lead><b>The board.</b> <a href=/b>Each member</a> has a vote for six years.</p>",
        ),
        (
            "<p class=lead><b>The board.</b> Nine members meet by the <a href=/b>rules of the port</a></p>",
            "<p class=lead><b>The board.</b> Six members meet by the <a href=/b>rules of the port</a></p>",
        ),
    ],
    ids=["figures", "an author's paragraph", "what follows a link", "what leads to one"],
)
def test_what_states_something_is_no_promotion(one: str, other: str) -> None:
    """Figures, addresses and sentences that go on keep a box or a paragraph in the text."""
    assert not same_text(page(one), page(other))


def test_an_address_in_a_box_is_no_label() -> None:
    """What stays of a box beside it makes the rest a label, unless it states something."""
    box = "<div class=c><h4>Write to us!</h4><p>The harbour office answers.</p><p><a href=mailto:{0}>{0}</a></p></div>"
    one, other = (page(box.format(address), news=False) for address in ("a@b.example", "c@b.example"))
    assert not same_text(one, other)


def test_a_note_of_correction_with_a_link_is_told() -> None:
    """However it is boxed."""
    note = (
        "<div class=c><h4>Correction</h4><p>We had named the wrong quay here.</p><a href=/c>All corrections</a></div>"
    )
    assert not same_text(page(), page(note))


HOLLOW = {
    "a link below": (
        "<div class=t><h4>Zum Thema Küste</h4><a href=/1><span>Dach des Eishauses stürzt ein</span></a></div>",
        "<div class=t><h4>Zum Thema Meer</h4><a href=/2><span>Was kostet uns der späte Hering noch?</span></a></div>",
    ),
    "a film": (
        "<div class=v><h4>Our pick of films</h4><span>Divers below the old quay</span><span>1:42</span></div>",
        "<div class=v><h4>Seen this week</h4><span>A crane moves out to sea</span><span>0:58</span></div>",
    ),
}


@pytest.mark.parametrize(("one", "other"), HOLLOW.values(), ids=HOLLOW)
def test_headings_of_boxes_that_hold_nothing_else(one: str, other: str) -> None:
    """The link or film is dropped, and what is left would be a heading without a text."""
    assert page(one).text == page(other).text == page().text


def test_a_link_in_a_container_of_its_own_points_elsewhere() -> None:
    """Also where the headline that it shows is a sentence."""
    link = "<div class=t><a href=/2><span>Who pays for the late herring of this year?</span></a></div>"
    assert page(link, news=False).text == page(news=False).text


def test_a_box_with_a_heading_of_its_own_make() -> None:
    """The article's headings are made alike; a box whose heading is not is no section."""
    section = "<h3 class=own>What comes next</h3>"
    box = "<div class=c><h3>{}</h3><p>{} days at no cost, then nine crowns.</p></div>"
    one, other = page(section + box.format("Try our app", 30)), page(section + box.format("An app for all", 14))
    assert same_text(page(section), one)
    assert not same_text(one, other)


def test_a_heading_in_a_wrapper_of_its_own_stays() -> None:
    """Page builders wrap each heading; so do live blogs, with a time below it. Their text follows outside."""
    for inner in ("<h3>{}</h3>", "<h3>{}</h3><time datetime=2026-03-02>2 March 2026, 14:05</time>"):
        one, other = (page(f"<div class=w>{inner.format(text)}</div>") for text in ("What comes next", "What follows"))
        assert "What comes next" in one.text
        assert not same_text(one, other)


def test_an_entry_that_is_a_link_stands_alone_among_entries_of_paragraphs() -> None:
    """A live blog's list has teasers among its posts; a list of links of an author is edited."""
    posts = [f"<li class=post><h3>Post {number}</h3><p>{text}</p></li>" for number, text in enumerate(P)]
    teaser = "<li class=tz><div><b>FAQ</b> <a href=/f>{}</a></div></li>"
    one, other = (
        page("<ul>" + "".join([*posts[:2], teaser.format(text), *posts[2:]]) + "</ul>")
        for text in ("What to do when the river rises", "Map of all closed roads and bridges")
    )
    assert same_text(one, other)
    lists = [
        page(f"<ul><li>Bridge</li><li><a href=/f>{text}</a></li><li>Quay</li></ul>")
        for text in ("Road over the river", "Map of all quays")
    ]
    assert not same_text(*lists)


ROWS = [
    ("Kind of boat", "Fee a month", "Due"),
    ("Rowing boat", "25 crowns", "first day"),
    ("Cutter", "90 crowns", "fifth day"),
]


def grid(rows: list[tuple[str, ...]], cell: str = "div") -> str:
    inner = "".join(f"<div class=r>{''.join(f'<{cell}>{text}</{cell}>' for text in row)}</div>" for row in rows)
    return f"<div class=grid>{inner}</div>"


def test_a_table_of_bare_containers_is_a_table() -> None:
    """A design may replace one by the other; a cell that is edited is told."""
    real = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in ROWS)
    table, bare = page(f"<table>{real}</table>", news=False), page(grid(ROWS), news=False)
    assert "Rowing boat | 25 crowns | first day" in bare.text
    assert same_text(table, bare)
    edited = [*ROWS[:2], ("Cutter", "95 crowns", "fifth day")]
    assert not same_text(bare, page(grid(edited), news=False))


@pytest.mark.parametrize(
    "among",
    [
        grid([("Mon", "12°", "rain"), ("Tue", "13°", "sun"), ("Wed", "9°", "fog")]),
        grid([("Name", "Says"), ("Ann Lee", "I like it."), ("Bo Rask", "So do I!"), ("Cy Marr", "Why not?")]),
        grid([("Post", "When"), *[(name, "<time>2 March</time>") for name in ("Ice house", "Cranes", "Herring")]]),
        grid([("Shares", "Saves"), ("Likes", "Views")]),
    ],
    ids=["weather", "comments", "times", "too few"],
)
def test_other_rows_are_no_table(among: str) -> None:
    """Where no row names the columns, or cells hold sentences or links, it is a widget, comments, cards."""
    assert " | " not in page(among).text


def test_separators_say_nothing() -> None:
    """Stars and dashes between paragraphs are the template's."""
    assert same_text(page(), page("<p>* * *</p>"))
    assert same_text(page("<p>—</p>"), page("<p>* * *</p>"))


def test_a_box_about_the_author_is_known_by_its_heading() -> None:
    """Its text begins with the name above it; a box that begins otherwise is read."""
    about = "<div class=bio><h4>Mara Quist</h4><p>Mara Quist {}</p></div>"
    one, other = (
        page(below=about.format(text))
        for text in ("covers ports and the sea for the paper.", "has covered the ports of the north for years.")
    )
    assert same_text(one, other)
    assert "Mara" not in one.text
    boxes = [
        page(
            below=f"<div class=bio><h4>The quay</h4><p>It was built {text} in one summer, and by forty men from the islands.</p></div>"
        )
        for text in ("by hand", "by sea")
    ]
    assert not same_text(*boxes)


def test_an_address_alone_is_the_authors() -> None:
    """In an article; elsewhere it may be where to write to."""
    one, other = "<p>mara.quist@tide.example</p>", "<p>news@tide.example</p>"
    assert same_text(page(below=one), page(below=other))
    assert not same_text(page(one, news=False), page(other, news=False))


PROMOTION = "<div class=give><p>Our paper belongs to those who read it and to nobody else.</p></div>"


@pytest.mark.parametrize("around", ["<section>{}</section>", "<blockquote>{}</blockquote>"])
def test_boxes_are_found_in_short_parts_and_quotations(around: str) -> None:
    """A promotion below the last paragraph of a short section, or in a quotation that is a part of the text."""
    one, other = (
        page(below=around.format(f"<p>{P[0]}</p><p>{P[1]}</p>{inner}"), news=False) for inner in ("", PROMOTION)
    )
    assert same_text(one, other)


def test_boxes_are_found_where_the_text_stands_in_a_line() -> None:
    """Old templates put paragraphs into a `span`, whatever HTML says of that."""
    text = "".join(f"<p>{one}</p>" for one in P)
    pages = [
        read(f"<title>Quay</title><h1>Quay</h1><div><p>Monday.</p><span>{text}{inner}</span></div>".encode())
        for inner in ("", PROMOTION)
    ]
    assert same_text(*pages)

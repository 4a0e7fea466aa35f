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
    "a reporter's line": "<p class=by>한바다 기자 sea{}@quay.example 항구를 취재합니다. 제보 {}건을 받았습니다.</p>",
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
    "answers in a list, and how many have voted": "<div class=v><p><b>Do you sail?</b></p><ul><li>Yes ({}%, 1{} Votes)</li>"
    "<li>No ({rest}%)</li></ul><p>Total voters: 2{}</p></div>",
    "answers with a count alone": "<div class=v><p>Do you sail?</p><p>Yes {}%</p><p>No {rest}%</p><p>1,2{} readers have voted</p></div>",
    "counters that run into the line": "<blockquote><p>All berths are taken.</p>— Lee (@lee) <a href=#p>9 May</a><span>{} likes</span> "
    "<span>1{} replies</span></blockquote>",
    "an advertisement with its label": "<div class=x><p>Article continues after advertisement. Save {} crowns on wax for your deck.</p></div>",
    "an advertisement below its label": "<div class=x><small>Advertisement</small><p>Save {} crowns on wax for your deck.</p></div>",
    "captions of a make": "<img src=a.jpg><p class=cap>The pier at {}.</p><img src=b.jpg><p class=cap>The crane at {}.</p>",
    "a title of a video": "<div class=vid><h2>The pier {} years ago</h2><video src=v.mp4></video></div>",
    "a card that leads nowhere yet": "<div class=card><div><h3><a href=#>Life</a></h3><h3><a href=#>{} mowers are sold out</a></h3></div></div>",
    "an answer below the text's question": "<div class=tp><h3>Suggested topics:</h3><ul><li>Harbour {}</li></ul></div>",
    "a question about the page": "<div class=fb><p>Did this article answer your question?</p></div><p>{} likes</p>",
    "AMP's own advertisement": "<amp-ad type=x><div>Wax for your deck, {} crowns a tin, while stocks last this week.</div></amp-ad>",
}


@pytest.mark.parametrize("noise", QUIET.values(), ids=QUIET)
def test_what_turns_over_between_paragraphs_is_silent(noise: str) -> None:
    """It is no text, whatever number it shows today."""
    one, other = (
        read(page(noise.replace("{rest}", str(100 - number)).replace("{}", str(number)))) for number in (41, 62)
    )
    assert one.compared == other.compared


def test_figures_of_an_author_are_told() -> None:
    """Answers that nobody counts beside them, a post of somebody's own, a report of votes."""
    for text in (
        "<ul><li>For the plan: {}%</li><li>Against it: {rest}%</li></ul>",
        "<p>The letter of the club had {} votes</p>",
        "<blockquote>The club had {} members.</blockquote>",
        "<p>1,2{} readers have voted, and most of them want the jetties of stone.</p>",
        "<p>Promoted {} years ago, she runs the harbour alone.</p>",
    ):
        one, other = (
            read(page(text.replace("{rest}", str(100 - number)).replace("{}", str(number)))) for number in (41, 62)
        )
        assert not same_text(one, other), text


def test_a_box_of_which_a_paragraph_stays_was_edited() -> None:
    """A condition that is added to a list in a box is told; the name of whom a box praises is not, and its fee is."""
    entries = ["a) Whoever has lived in the town for two years.", "b) Whoever owes the harbour nothing."]
    lists = [f"<div class=list>{''.join(f'<p>{each}</p>' for each in some)}</div>" for some in (entries[:1], entries)]
    assert not same_text(*(read(page(each)) for each in lists))
    praise = "<div class=praise><p>The berths are wide, and nobody hurries you in the morning.</p><span>{}</span></div>"
    assert same_text(*(read(page(praise.format(name))) for name in ("Bill, Duluth", "Ann, Oslo")))
    fee = praise.replace("<span>", "<p>").replace("</span>", "</p>")
    assert not same_text(*(read(page(fee.format(f"From {n} crowns."))) for n in (40, 41)))


def test_what_is_said_of_the_author_is_no_text() -> None:
    """By the name in the byline or in the metadata; a box that begins with another name may be anybody's."""
    said = "<p class=by>By Ann Lee | 4 March</p>", "<div class=bio><p>{} Lee covers the harbour.{}</p></div>"

    def story(name: str, more: str) -> bytes:
        body = "".join(f"<p>{text}</p>" for text in P)
        bio = said[1].format(name, more)
        return f"<article><h1>Harbour</h1>{said[0]}<div class=t>{body}</div>{bio}</article>".encode()

    assert read(story("Ann", "")).compared == read(story("Ann", " She sails a small boat badly.")).compared
    assert not same_text(read(story("Bob", "")), read(story("Bob", " She sails a small boat badly.")))


def test_times_of_entries_are_none_of_their_text() -> None:
    """A live blog as a list; a list of times is about them."""
    entry = "<li><span>9.{0} pm</span><h3>The vote</h3><div>The council has voted for the fourteen jetties by a single vote.</div></li>"
    lists = [f"<ol>{entry.format(n)}{entry.format(n + 1)}</ol>" for n in (14, 41)]
    assert read(page(lists[0])).compared == read(page(lists[1])).compared
    times = "<p>Ferries leave at:</p><ul><li>9.{}</li><li>11.05</li></ul>"
    assert read(page(times.format(14))).compared != read(page(times.format(41))).compared


OUTSIDE = {
    "a notice above": (
        "<div class=top><p>The office is shut on Friday because of the fair, and opens on Monday at nine.</p></div>",
        "",
    ),
    "talk that nothing names": (
        "",
        "<div class=w><h2>Voices</h2><div class=h><b>Anna</b><div><p>Nobody asked us who live above the old fish hall.</p></div></div></div>",
    ),
    "a column of cards without links": (
        "",
        "<div class=col><h2>In town</h2><div class=a><h3>Oil gets cheaper</h3><p>Growers ask for patience. The harvest depends on rain.</p></div>"
        "<div class=a><h3>A record ship</h3><p>Five thousand came ashore.</p></div></div>",
    ),
    "tools": ("", "<div class=tools><ul><li>Old revisions</li><li>Backlinks</li></ul></div>"),
    "a footer": (
        "",
        "<div class=f><p>The council answers letters within five days, and calls within two hours.</p></div>",
    ),
}


@pytest.mark.parametrize(("above", "below"), OUTSIDE.values(), ids=OUTSIDE)
def test_what_stands_outside_headline_and_text_is_none_of_it(above: str, below: str) -> None:
    """One element holds the headline and the text; what the page shows before and after it comes and goes."""
    story = page().decode()
    around = story.replace("<div class=page>", f"<div class=page>{above}").replace("</body>", f"{below}</body>")
    assert read(around.encode()).compared == read(story.encode()).compared
    assert read(around.encode()).outside


def test_what_belongs_to_the_text_outside_its_element_is_read() -> None:
    """A note of correction, a further text on a page that is no news; and all where the headline has an element of its
    own, or a part of the text of its own."""
    note = "<div class=n><p>Correction: an earlier version named the wrong club in the second paragraph.</p></div>"
    assert "named the wrong club" in read(page(after=note)).text
    assert "named the wrong club" in read(page(after=note, head=NEWS)).text
    hero = (
        page(after=f"<p>{P[0]} It takes more than one year.</p>")
        .decode()
        .replace("<h1>Harbour to get new jetties</h1>", "")
    )
    hero = hero.replace("<div class=page>", "<div class=page><div class=hero><h1>Harbour to get new jetties</h1></div>")
    assert "more than one year" in read(hero.encode()).text
    half = "".join(f"<p>{text} This is the second part.</p>" for text in P[:4])
    parts = page(after=f"<div class=story>{half}</div>", head=NEWS)
    assert "the second part" in read(parts).text


def test_paragraphs_parted_by_breaks_are_a_flow() -> None:
    """A box among them may come and go, and the words below a picture end with their line."""
    text = "<br><br>".join(P)
    old = f"<body><div class=s><h1>Harbour</h1><div class=t><span><img src=a.jpg alt=Pier><em>{{0}}</em></span> {text}{{1}}</div></div></body>"
    box = "<div class=app><b>The paper's app</b><p>The tides come first there. Install it now and get a cup of coffee.</p></div>"
    plain = read(old.format("The pier", "").encode())
    assert same_text(plain, read(old.replace(P[3], box + P[3]).format("The pier", "").encode()))
    assert P[0] in plain.text
    assert plain.compared == read(old.format("The crane", "").encode()).compared
    lines = read(
        f"<body><div class=s><h1>Harbour</h1><img src=a.jpg alt=Pier>{{}}<br>{text}</div></body>".format("Rex").encode()
    )
    assert P[0] in lines.text
    assert "Rex" not in lines.text


def test_headings_in_boxes_are_none_of_the_texts_own() -> None:
    """A box that is headed as another box is stays a box."""
    box = "<div class={0}><h4>{1}</h4><p>Our reporter spent a night with those who repair what the sea takes.</p></div>"
    one, both = (
        read(page(box.format("v", "The last depot") + extra))
        for extra in (
            "",
            "<div class=w><h4>Good journalism</h4><p>It is paid for by those who read it every morning.</p></div>",
        )
    )
    assert same_text(one, both)


def test_short_last_lines_are_read_below_a_box() -> None:
    """A box among the last paragraphs does not hide that what follows is a paragraph as those before it."""
    body = "".join(f"<div class=par>{text}</div>" for text in P)
    promo = "<div class=promo><h4>Waves</h4><p>Our letter on the money behind what floats, and last week on the price of rope.</p></div>"
    text = read(
        f"<article><h1>Harbour</h1><div class=b>{body}{promo}<div class=par>The vote is on May 9.</div></div></article>".encode()
    ).text
    assert "The vote is on May 9." in text


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

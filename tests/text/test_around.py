"""What stands around texts in the words of common systems, and documents that are about walls without being one."""

from __future__ import annotations

import pytest

from monitor.diff import same_text
from monitor.model import Document, Unreadable
from monitor.text import read

P = [
    "The barn beside the mill road will stay, the owner and the parish said on Tuesday after four weeks of talks.",
    "He has withdrawn his request to pull it down and will have the south wall propped up before the end of June.",
    "The parish pays a third of the cost, a trust another third, and the owner gives timber and the work of his men.",
]


def page(above: str = "", below: str = "") -> Document:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in P)
    body = f"<main><h1>Barn by the mill road stays</h1>{above}<div class=text>{text}</div>{below}</main>"
    return read(f"<!doctype html><html lang=en><title>Barn stays</title><body>{body}</body></html>".encode())


def responses(heading: str, *entries: tuple[str, str]) -> str:
    said = "".join(
        f"<li><div>{name}</div><div>1 day later</div><div><p>{text}</p></div></li>" for name, text in entries
    )
    like = "<div class=w><h3 class=t>Like this:</h3><div><span>Like</span> <span>Loading...</span></div></div>"
    side = "<div id=r><h3><em>Related</em></h3></div>"
    below = f"<section><div><h2 id=comments>{heading} “Barn by the mill road stays”</h2><ol>{said}</ol></div></section>"
    return like + side + below


GWEN = ("Gwen P", "Well done to all of those who would not let it go so easily!")
TOM = ("T. Harker", "Glad to hear of it. My grandfather stored hay there for years.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (responses("One response to", GWEN), responses("Two responses to", GWEN, TOM)),
        (responses("Two responses to", GWEN, TOM), ""),
    ],
    ids=["one and two", "two and none"],
)
def test_what_systems_put_below_a_text(one: str, other: str) -> None:
    """Comments whose heading counts in words, buttons with a heading of their own."""
    assert same_text(page(below=one), page(below=other))
    assert same_text(page(below=one), page())


@pytest.mark.parametrize(
    "line",
    [
        "Publié le 04 mars 2026 à 07h41, modifié le {} mars 2026 à 08h33 Temps de lecture 3 min.",
        "Publicado el 4 marzo 2026, actualizado el {} marzo. Tiempo de lectura: 3 min",
        "Опубликовано 4 марта 2026, обновлено {} марта. Время чтения 3 мин",
        "Opublikowano 4 marca 2026, aktualizacja {} marca. Czas czytania: 3 min",
    ],
)
def test_a_dateline_with_the_time_that_reading_takes(line: str) -> None:
    """It dates the page and states nothing."""
    one, other = (page(above=f"<p class=meta>{line.format(day)}</p>") for day in (13, 24))
    assert same_text(one, other)
    assert same_text(one, page())


SECTIONS = """
<p>The interface limits how many requests a key may send, so that one shop can't slow it down for all the others.</p>
<h2>By plan</h2><p>A trial key may send 30 requests a minute, one of a small shop 120, one of a large shop 600 of them.</p>
<h2>What comes back</h2><p>Every answer says in its headers how many requests are left and when the minute is over.</p>
<h2>Beyond the limit</h2><p>The answer has status 429. Wait as long as its header says before you try it again, please;
whoever does not wait is asked to wait for longer, and whoever never waits loses the key. Requests that are turned away do
not count, and those that fail on our side do not count either, whichever status they had when they came back to you.</p>
"""


def test_a_document_on_limits_is_no_wall() -> None:
    """A page of that name in sections is read; one that says no more than a wall does, or hides from searches, is not."""
    head = "<!doctype html><html lang=en><title>Rate limits | Crate Docs</title>"
    full = f"{head}<body><main><article><h1>Rate limits</h1>{SECTIONS}</article></main></body></html>"
    assert read(full.encode()).unreadable is None
    plain = SECTIONS.replace("<h2>", "<p>").replace("</h2>", "</p>")
    wall = f"{head}<body><main><article><h1>Rate limits</h1>{plain}</article></main></body></html>"
    assert read(wall.encode()).unreadable is Unreadable.RATE_LIMIT
    hidden = full.replace("<title>", "<meta name=robots content=noindex><title>")
    assert read(hidden.encode()).unreadable is Unreadable.RATE_LIMIT
    short = f"{head}<body><main><h1>Rate limits</h1><h2>A</h2><h2>B</h2><h2>C</h2><p>Wait a minute.</p></main></body></html>"
    assert read(short.encode()).unreadable is Unreadable.RATE_LIMIT


@pytest.mark.parametrize(
    "said",
    [
        "The Quay Observer is down for maintenance. We expect to be back in about 15 minutes.",
        "Our website is undergoing scheduled maintenance. Thank you for your patience.",
        "Unsere Website wird gerade gewartet. Bitte versuchen Sie es später noch einmal.",
        "Le site est en cours de maintenance. Merci de revenir un peu plus tard.",
        "На сайте ведутся технические работы. Пожалуйста, зайдите позже.",
        "На сайті тривають технічні роботи. Будь ласка, завітайте пізніше.",
        "ただいまサイトのメンテナンス中です。しばらくしてから再度アクセスしてください。",
        "현재 홈페이지 점검 중입니다. 잠시 후 다시 이용해 주십시오.",
        "网站正在维护，请稍后再访问。",
    ],
)
def test_a_site_that_is_being_worked_on(said: str) -> None:
    """Its notice stands in place of every page, whatever its title."""
    body = f"<!doctype html><title>Notice</title><h1>We are tidying up</h1><p>{said}</p>"
    assert read(body.encode()).unreadable is Unreadable.NO_ARTICLE


def test_a_brief_about_maintenance_is_read() -> None:
    """A ferry that is down for maintenance, a portal that was: news, however short."""
    for said in (
        "The ferry to Holm is down for maintenance until Friday, the shipping line said on Monday. Buses run instead.",
        "The tax portal was offline for nine hours on Sunday, the ministry said. It has apologised to those affected.",
    ):
        body = f"<!doctype html><title>Ferry to Holm</title><h1>No boats to Holm this week</h1><p>{said}</p>"
        assert read(body.encode()).unreadable is None


@pytest.mark.parametrize(
    ("refresh", "sent"),
    [
        ("0; url=https://other.example/story", True),
        ("3;URL='/story'", True),
        ("300; url=https://other.example/story", False),
        ("5", False),
    ],
)
def test_a_page_that_sends_its_readers_on(refresh: str, sent: bool) -> None:
    """A page that leaves for another at once is none; one that loads itself again is."""
    said = (
        "<p>This story now stands elsewhere. If nothing happens, <a href=/story>go there yourself</a> and read it.</p>"
    )
    head = f'<meta http-equiv="Refresh" content="{refresh}"><title>Two ministers</title>'
    found = read(f"<!doctype html><head>{head}</head><body>{said}</body>".encode())
    assert (found.unreadable is Unreadable.NO_ARTICLE and "sends its readers on" in found.why) is sent
    without = f"<!doctype html><head><noscript>{head}</noscript></head><body>{said}</body>"
    assert "sends its readers on" not in read(without.encode()).why
    text = "".join(f"<p>{paragraph} {paragraph}</p>" for paragraph in P)
    full = f"<!doctype html><head>{head}</head><body><article><h1>Two ministers</h1>{text}</article></body>"
    assert read(full.encode()).unreadable is None

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

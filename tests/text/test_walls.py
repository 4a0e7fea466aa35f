"""The corpus of walls and articles: no article is called unreadable, and what is missed is known by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from monitor.model import Unreadable
from monitor.text import read

CORPUS = Path(__file__).parents[1] / "corpus/walls"
PAGES = YAML(typ="safe", pure=True).load((CORPUS / "labels.yaml").read_text("utf-8"))
MISSED = {
    "consent-pagare-it.html": "article",
    "shell-skeleton-en.html": "no article",
    "soft404-gone-hist-en.html": "article",
    "soft404-ko.html": "article",
}
"""Pages that don't get their label yet, and what they are taken for. An article is never to be named here."""

LONG = "The harbour council will rebuild fourteen of its jetties before the winter storms come, the mayor said."
STORY = f"<h1>Jetties</h1><p>{LONG}</p><p>Owners asked for it in a letter to the region, which pays for half of it.</p>"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["file"])
def test_page_gets_its_label(page):
    """A page of the corpus is told as what it is; one that is known to be missed is missed as it was."""
    document = read((CORPUS / page["file"]).read_bytes())
    said = str(document.unreadable) if document.unreadable else "article"
    assert said == MISSED.get(page["file"], page["label"]), document.why
    assert bool(document.why) == (said != "article")


def test_known_misses_are_no_articles():
    """The list of known misses names pages of the corpus, and no article."""
    labels = {page["file"]: page["label"] for page in PAGES}
    assert all(labels[file] != "article" and labels[file] != said for file, said in MISSED.items())


@pytest.mark.parametrize(
    ("body", "unreadable"),
    [
        (f"<main>{STORY}<div>To read the full story, become a member.</div></main>", Unreadable.PAYWALL_STUB),
        (f"<main><div>To read the full story, become a member.</div>{STORY}</main>", None),
        (f"<main><p>“To read the full story, become a member”, it said for years.</p>{STORY}</main>", None),
        ("<main><h1>Harbour Post</h1><p>The page you requested is no longer available.</p></main>", Unreadable.SOFT_404),
        ("<main><h1>Harbour Post</h1><p>He read: “The page you requested is no longer available.”</p></main>", None),
        (f"<h1>Not found</h1><p>{LONG} {LONG}</p><p>{LONG} {LONG}</p><p>{LONG} {LONG}</p>", None),
        ("<main><h1>Post</h1><p>We get too many requests from your network.</p></main>", Unreadable.RATE_LIMIT),
        ("<main><h1>Club loses its page</h1><p>The page of the rowing club, which 900 people read each week, was taken "
         "from the net on Monday.</p><p>The post has been removed by the network, its treasurer said.</p></main>", None),
        (f"<main>{STORY}<p>Become a member to keep reading news that is independent, and free for all.</p></main>", None),
        ("<title>Subscribe to read | Harbour Post</title><main><h1>Jetties</h1><p>Owners asked for it in a letter…</p>"
         "<h2>Our offer</h2><p>One month for one crown, then nine.</p></main>", Unreadable.PAYWALL_STUB),
        (f"<title>Subscribe to read | Harbour Post</title><main>{STORY}<p>{LONG}</p></main>", None),
        ("<main><h1>Jetties</h1><p>Owners asked for it in a letter to the region, which…</p><h2>Subscribe to read the "
         "rest</h2><p>One month for one crown, then nine.</p><p>Stop whenever you like.</p></main>",
         Unreadable.PAYWALL_STUB),
        ("<script>x</script><img src=a.gif>", Unreadable.EMPTY_PAGE),
        ("<script>x</script><div id=app></div>", Unreadable.EMPTY_SHELL),
        (f"<div subscriptions-section=content>{STORY}</div><div subscriptions-section=content-not-granted>"
         "<p>Subscribe to read the full story.</p></div>", None),
        (f"{STORY}<div subscriptions-section=content-not-granted><p>Subscribe and read on.</p></div>",
         Unreadable.PAYWALL_STUB),
        ("<h1>Weather</h1><table><tr><th>Day<th>High</tr><tr><td>Tue<td>17°</tr></table>", Unreadable.NO_ARTICLE),
        ("<title>Mole | Post</title><meta property=og:type content=article><meta property=og:title content=Mole>"
         "<h2>Your privacy, your choice</h2><p>We and our partners set cookies and process personal data to show "
         "you adverts that are personalised.</p><button>Accept all</button>", Unreadable.CONSENT_WALL),
        (f"<title>Mole | Post</title><meta property=og:type content=article><meta property=og:title content=Mole>"
         f"<h1>Mole</h1>{STORY}<div><h2>Your privacy, your choice</h2><p>We and our partners set cookies and process "
         "personal data to show you adverts that are personalised.</p><button>Accept all</button></div>", None),
    ],
)  # fmt: skip
def test_signs_of_walls(body, unreadable):
    """Where a notice stands, what is quoted, and what the markup says decide beside its words."""
    document = read(f"<!doctype html><html>{body}</html>".encode())
    assert document.unreadable == unreadable, document.why

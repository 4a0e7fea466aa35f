"""Selectors tried before they are set, and told of where they find nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from articles import PARAGRAPHS, article, berths

TICKER = (
    "<p class=ticker>High water at eight tonight, at half past eight tomorrow, and at nine on the day after that.</p>"
)


@pytest.fixture
def page() -> str:
    """A file with an article in which a ticker is read as a part of the text."""
    body = article(*PARAGRAPHS).replace(b"</article>", f"{TICKER}</article>".encode())
    Path("page.html").write_bytes(body)
    return "page.html"


def text_of(result: Any) -> str:
    (document,) = json.loads(result.stdout)["documents"]
    return str(document["text"])


def test_selectors_are_tried_on_a_file(run, page):
    """The text without what is ignored, and of what is selected alone; both may be repeated."""
    assert "High water" in text_of(run("extract", "--json", "--text", page))
    assert "High water" not in text_of(run("extract", "--json", "--text", "--ignore", ".ticker", page))
    both = run("extract", "--json", "--text", "--select", "p:nth-of-type(1)", "--select", ".ticker", page)
    assert [line[:10] for line in text_of(both).split("\n\n")] == ["The town c", "High water"]
    assert both.stderr == ""


def test_selectors_are_tried_on_a_url(run, site):
    """A page of the web is read the same way, facts and all."""
    site.pages["/harbour"] = berths(12)
    url = site.url("/harbour")
    (document,) = json.loads(run("extract", "--json", "--select", "p:nth-of-type(2)", url, site=site).stdout)[
        "documents"
    ]
    assert document["facts"]["berth_count"]["value"] == 12
    gone = run("extract", "--json", "--ignore", "p:nth-of-type(2)", url, site=site)
    assert json.loads(gone.stdout)["documents"][0]["facts"] == {}
    assert site.asked("/harbour") == 2


def test_a_selector_that_finds_nothing_is_told(run, page):
    """Of each option and document; what was to be read alone makes the page unreadable, and says so."""
    ignored = run("extract", "--ignore", ".tikcer", page)
    assert (ignored.exit_code, ignored.stderr) == (0, "page.html: --ignore `.tikcer` finds nothing on the page\n")
    result = run("extract", "--json", "--select", ".stroy", page)
    (document,) = json.loads(result.stdout)["documents"]
    assert result.exit_code == 0
    assert (document["outcome"], document["facts"]) == ("unreadable", {})
    assert document["detail"] == "extraction failed: `.stroy` finds nothing on the page"
    assert "page.html: --select `.stroy` finds nothing on the page" in result.stderr


def test_the_explanation_says_what_selectors_find(run, page):
    """In words and as data; the line above the ticker is what was typed."""
    lines = run("extract", "--explain", page).stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if "High water" in line)
    assert (lines[at - 1], lines[at][:4]) == ("p.ticker", "  + ")
    options = ("--ignore", lines[at - 1], "--ignore", ".x")
    said = run("extract", "--explain", *options, page).stdout
    assert "  ignore   `p.ticker` finds 1 element, it begins: High water at eight" in said
    assert "  ignore   `.x` finds nothing on the page" in said
    assert "  - box         ignored by p.ticker             High water" in said
    told = json.loads(run("extract", "--explain", "--json", *options, page).stdout)["documents"][0]["explain"]
    assert [(match["option"], match["selector"], match["matches"]) for match in told["selectors"]] == [
        ("ignore", "p.ticker", 1), ("ignore", ".x", 0),
    ]  # fmt: skip
    assert [part["selector"] for part in told["page"] if part["kept"]] == ["h1", *["p"] * 5]


def test_what_is_no_selector_is_refused(run, page):
    """Every one of them, before anything is read or fetched."""
    result = run("extract", "--select", "p[[", "--ignore", "", "--ignore", "main", page)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--select: not a CSS selector that this program knows: 'p[['" in result.stderr
    assert "--ignore: empty CSS selector" in result.stderr


def test_new_selectors_of_a_source_are_tried_at_once(run, site):
    """On its latest version; a source without one has nothing to try them on."""
    site.pages["/harbour"] = berths(12)
    run("add", site.url("/harbour"), "--name", "harbour", site=site)
    assert run("edit", "harbour", "--ignore", ".ad").stderr == ""
    run("check", site=site)
    said = run("edit", "harbour", "--select", "article p", "--ignore", ".tikcer").stderr.splitlines()
    assert said == [
        "harbour@1: --ignore `.tikcer` finds nothing on the page",
        "harbour@1: --select `article p` finds 5 elements, the first begins: " + PARAGRAPHS[0][:200],
    ]
    assert run("edit", "harbour", "--every", "6h").stderr == ""
    site.pages["/harbour"] = berths(14).replace(b"</article>", b"<p class=ad>Ships for sale</p></article>")
    run("check", site=site)
    assert (
        "harbour@2: --ignore `.ad` finds 1 element, it begins: Ships"
        in run("edit", "harbour", "--ignore", ".ad").stderr
    )


def test_a_check_says_which_selector_failed(run, site):
    """In the result, in the log, in the list; the version stays."""
    site.pages["/harbour"] = berths(12)
    run("add", site.url("/harbour"), "--name", "harbour", "--select", "article", site=site)
    assert run("check", site=site).exit_code == 0
    site.pages["/harbour"] = berths(14).replace(b"article>", b"div>")
    result = run("check", "--json", site=site)
    (told,) = json.loads(result.stdout)["results"]
    why = "extraction failed: `article` finds nothing on the page"
    assert (result.exit_code, told["outcome"], told["detail"], told["to_version"]) == (2, "unreadable", why, None)
    assert why in run("log").stdout
    assert why in run("list").stdout
    site.pages["/harbour"] = berths(14)
    (back,) = json.loads(run("check", "--json", site=site).stdout)["results"]
    assert [(change["old"]["value"], change["new"]["value"]) for change in back["changes"]] == [(12, 14)]


def test_a_selector_of_several_that_failed_is_told_at_the_first_look(run, site):
    """Where nothing was there to compare with: in the result and in the log."""
    site.pages["/harbour"] = berths(12)
    run("add", site.url("/harbour"), "--name", "harbour", "--select", "article", "--select", ".led", site=site)
    result = run("check", site=site)
    assert result.exit_code == 0
    assert "`.led` finds nothing on the page" in result.stdout
    assert "`.led` finds nothing on the page" in run("log").stdout


def test_versions_from_before_a_redesign_are_compared_by_their_structure(run, site):
    """Selectors for the new page find nothing on the old one; `diff` shows what was edited and no more."""
    site.pages["/harbour"] = berths(12)
    run("add", site.url("/harbour"), "--name", "harbour", site=site)
    run("check", site=site)
    site.pages["/harbour"] = berths(14).replace(b"<p>The plan", b"<p class=new>The plan")
    run("edit", "harbour", "--select", ".new")
    assert run("check", site=site).exit_code == 1
    found = json.loads(run("diff", "harbour", "--json").stdout)
    assert len(found["edits"]) == 1
    assert [(change["old"]["value"], change["new"]["value"]) for change in found["changes"]] == [(12, 14)]
    assert "12 berths" in run("show", "harbour@1", "--text").stdout

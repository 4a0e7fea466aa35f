"""What is told of a page's reading: every part of the page, once, in order, below a selector that finds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from monitor.model import Profile
from monitor.text import Part, blocks, charset, check_selector, dom, inspect, read, trace
from monitor.text.trace import BOX, TITLE

CORPUS = Path(__file__).parents[1] / "corpus"
PAGES = [
    *sorted(CORPUS.glob("page_histories*/*/v01.html")),
    *sorted(CORPUS.glob("nato_japan_pages/*/*1.html")),
    *sorted(CORPUS.glob("walls/*.html")),
]
FIRST = "The harbour council will rebuild fourteen of its jetties before the winter storms come, the mayor said."
SECOND = "Work starts in March and is to cost about nine million crowns, half of which the region will pay."
THIRD = "Boats are to lie at the old fish quay until then, where the town has put up two floats and a new crane."


def parts_of(body: str, profile: Profile | None = None) -> Sequence[Part]:
    page = f"<!doctype html><html lang=en><head><title>Jetties</title></head><body>{body}</body></html>"
    return inspect(page.encode(), profile).parts


def words(text: str) -> list[str]:
    """The first words of a text; controls between them are not told."""
    return re.findall(r"\w+", text)[:4]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_selectors_find_their_parts(path: Path) -> None:
    """On made-up pages of every kind each selector finds as many elements as it is said to, its own among them, and
    nothing is told twice."""
    tree = dom.parse(charset.decode(path.read_bytes(), None)[0])
    dropped = set()
    for part in inspect(path.read_bytes()).parts:
        found = tree.css(part.selector)
        assert len(found) == part.matches > 0, part
        assert any(all(word in node.text() for word in words(part.text)) for node in found), part
        if part.kind == BOX and part.matches == 1:
            assert dropped.isdisjoint(trace.with_ancestors(found)), part
            dropped.add(found[0].mem_id)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_that_a_page_shows_goes_untold(path: Path) -> None:
    """Every block that a browser would show lies in an element that is told of."""
    tree = dom.parse(charset.decode(path.read_bytes(), None)[0])
    parts = inspect(path.read_bytes()).parts
    told = " ".join(node.text() for part in parts for node in tree.css(part.selector) if node.tag != "body")
    dom.hide_unseen(tree)
    for piece in blocks.cut([tree.body] if tree.body is not None else []):
        if piece.node is not None and piece.node.tag != "body":  # bare text of a body has no element to be named by
            assert all(word in told for node in piece.node.css("*") for word in words(node.text(deep=False))), piece


def test_parts_stand_in_the_order_of_the_page() -> None:
    """What was dropped early, late, or never looked at stands where the page has it."""
    parts = parts_of(
        f"<nav>News</nav><div class=bar>Fog at sea</div><main><article><h1>Jetties</h1><p>{FIRST}</p>"
        f"<figure><figcaption>The quay</figcaption></figure><p>{SECOND}</p><aside>Also read</aside><p>{THIRD}</p>"
        "<p>88 views</p></article></main><footer>Imprint</footer>"
    )
    assert [part.text for part in parts] == [
        "News", "Fog at sea", "Jetties", FIRST, "The quay", SECOND, "Also read", THIRD, "88 views", "Imprint",
    ]  # fmt: skip
    assert [part.selector for part in parts if part.kept] == ["h1", "p", "p", "p"]
    assert [part.why for part in parts if part.kept] == [TITLE, "prose", "prose", "prose"]


def test_bare_text_hides_nothing_behind_it() -> None:
    """A counter that stands in the article's own element is no box of all that follows."""
    parts = parts_of(
        f"<article><h1>Jetties</h1>1,204 views<p>{FIRST}</p><aside>Also read</aside><p>{SECOND}</p></article>"
    )
    assert [part.text for part in parts if not part.kept] == ["1,204 views", "Also read"]


def test_bare_text_stands_where_the_page_has_it() -> None:
    """Behind the paragraphs, in the element around them; a lone link in it by its own name."""
    parts = parts_of(f"<article><h1>Jetties</h1><p>{FIRST}</p><p>{SECOND}</p>1,204 views</article><a class=up>Up</a>")
    assert [part.text for part in parts[-2:]] == ["1,204 views", "Up"]
    (skip,) = [part for part in parts_of("<a class=skip>Skip</a><h1>Jetties</h1><p>One.</p>") if part.text == "Skip"]
    assert skip.selector == "a.skip"


def test_the_page_itself_is_not_found_to_be_ignored() -> None:
    """Nothing is left out by a selector of everything, and so it is told."""
    reading = inspect(f"<html><body><p>{FIRST}</p></body>".encode(), Profile(ignore=("*",)))
    assert [match.elements for match in reading.matches] == [0]


def test_a_box_without_a_name_is_found_by_what_precedes_it() -> None:
    """Where tags, ids and classes find more; the region's own selector says how many elements it finds."""
    reading = inspect(
        f"<html><body><article><div>Fog at sea</div><h1>Jetties</h1><p>{FIRST}</p><p>{SECOND}</p><div>Letters by boat"
        f" come on Fridays, for which the old post was known.</div><p>{THIRD}</p></article><article></article>".encode()
    )
    (letters,) = [part for part in reading.parts if part.text.startswith("Letters")]
    assert (letters.selector, letters.matches) == ("p + div", 1)
    assert reading.roots == (("article", 2),)


def test_a_dropped_box_is_one_part() -> None:
    """Of teasers in a list of their own the list is told, with how many there are; a comment in a footer is no other."""
    cards = "".join(f"<li><a href=/{n}>The story of the harbour, part {n} of many</a></li>" for n in range(5))
    parts = parts_of(
        f"<article><h1>Jetties</h1><p>{FIRST}</p><ul class=more>{cards}</ul><p>{SECOND}</p>"
        f"<p>{THIRD}</p></article><footer><nav>Imprint</nav>Press</footer>"
    )
    (box,) = [part for part in parts if part.kind == BOX and part.text.startswith("The story")]
    assert (box.selector, box.matches, box.kept, box.why, box.blocks) == ("ul.more", 1, False, "teaser", 5)
    (foot,) = [part for part in parts if "Imprint" in part.text]
    assert (foot.selector, foot.why) == ("footer", "footer element")


def test_what_the_markup_hides_is_told() -> None:
    """A panel that scripts would show is named, so that it can be selected."""
    (panel,) = [
        part
        for part in parts_of(
            f"<article><h1>Jetties</h1><p>{FIRST}</p><p>{SECOND}</p><div id=dates hidden><p>{THIRD}</p></div></article>"
        )
        if part.text == THIRD
    ]
    assert (panel.selector, panel.why, panel.kept) == ("div#dates", "hidden by its markup", False)


def test_a_box_that_is_read_is_named_as_a_box() -> None:
    """Its selector is the box's, not that of the paragraph in it: that is what a reader would leave out."""
    parts = parts_of(
        f"<article><h1>Jetties</h1><p>{FIRST}</p><p>{SECOND}</p><div class=promo><p>Letters by boat every Friday, which"
        f" is what the old post was known for in this town.</p></div><p>{THIRD}</p><p>{FIRST}</p></article>"
    )
    (promo,) = [part for part in parts if part.text.startswith("Letters")]
    assert (promo.selector, promo.kept, promo.why) == ("div.promo", True, "prose, in a box")


def test_names_that_builds_make_stand_back() -> None:
    """Of two classes that find the same the one is taken that a person wrote; an id before classes."""
    parts = parts_of(
        f"<article><h1>Jetties</h1><div class='css-1x2y3z story'><p>{FIRST}</p><p>{SECOND}</p></div>"
        "<footer id=f77aa81 class=foot>Imprint</footer></article><div id=low class=foot2>Press</div>"
        "<div class='css-9z8y7x late'>Shop</div>"
    )
    found = {part.text: part.selector for part in parts}
    assert found["Press"] == "div#low"
    assert found["Imprint"] == "footer.foot"
    assert found["Shop"] == "div.late"
    assert not any("css-1x2y3z" in part.selector for part in parts)


def test_what_selectors_find_is_told() -> None:
    """Outermost elements, how the first begins, and nothing where they find nothing; the rest is not selected."""
    page = f"<html><body><div id=a><p class=n>{FIRST}</p></div><div id=b><p class=n>{SECOND}</p></div><i>x</i>"
    reading = inspect(page.encode(), Profile(include=("#a", "#c"), ignore=(".n .m", "#b .n")))
    assert [(match.option, match.selector, match.elements) for match in reading.matches] == [
        ("ignore", ".n .m", 0), ("ignore", "#b .n", 1), ("select", "#a", 1), ("select", "#c", 0),
    ]  # fmt: skip
    assert reading.matches[2].begins == FIRST
    assert [(part.why, part.kept) for part in reading.parts] == [
        ("selected", True), ("ignored by #b .n", False), ("not selected", False),
    ]  # fmt: skip


_names = st.text(st.characters(codec="utf-8", exclude_characters="'\x00"), max_size=6)
_tags = st.sampled_from(["div", "p", "section", "li", "x-y", "o:p", "span"])


@given(st.recursive(st.just("words of it"), lambda inner: st.builds(
    lambda tag, name, kind, children: f"<{tag} id='{name}' class='{kind}'>{''.join(children)}</{tag}>",
    _tags, _names, _names, st.lists(inner, min_size=1, max_size=3),
), max_leaves=12))  # fmt: skip
def test_any_name_gives_a_selector_that_can_be_used(markup: str) -> None:
    """Whatever tags, ids and classes are called: what is told can be given to --select and --ignore."""
    page = f"<html><body>{markup}</body></html>".encode()
    for part in inspect(page).parts:
        assert check_selector(part.selector) is None
        assert LexborHTMLParser(page.decode()).css(part.selector)


def test_pages_with_very_many_names_are_told_in_time() -> None:
    """The number of selectors that are tried is bounded; those beyond are still told."""
    many = "".join(f"<p class=p{chr(97 + n % 26)}{'x' * (n // 26)}>{FIRST} {n}</p>" for n in range(2_000))
    parts = parts_of(f"<article><h1>Jetties</h1>{many}</article>")
    assert len(parts) == 2_001
    assert parts[-1].matches == 0
    assert parts[1].matches == 1


@pytest.mark.parametrize("path", PAGES[::3], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_looking_changes_nothing(path: Path) -> None:
    """What is explained is what is read."""
    body = path.read_bytes()
    assert inspect(body).document == read(body)


def test_a_page_of_frames_is_explained() -> None:
    """A frameset takes the place of a body that was begun; what was in it is in no tree."""
    body = b"<html><p>words<frameset><frame src=a>"
    assert inspect(body).document == read(body)


_soup = st.lists(
    st.sampled_from(
        ["<p>", "<div class='a b'>", "</div>", "<main>", "<article id=x>", "<h1>Jetties</h1>", "<td>", "<table>", "<form>",
         "<template>", "<aside>", "</p>", "<li hidden>", "<a href=#>x</a>", "<a data-cfemail=543531143679>m</a>", "<body>",
         "words", FIRST, SECOND, "<svg><p>", "<frameset>", "</body>after", "<br>", "<!--c-->", "1,204 views", "<nav>"]
    ), max_size=24,
)  # fmt: skip
_selectors = st.lists(st.sampled_from(["p", "#x", ".a", "main", "*", "[hidden]", "a", "html", "p[["]), max_size=2).map(
    tuple
)


@given(_soup, _selectors, _selectors)
def test_any_page_is_explained_as_it_is_read(
    soup: list[str], include: tuple[str, ...], ignore: tuple[str, ...]
) -> None:
    """However broken its markup, and whatever is selected or ignored."""
    body, profile = f"<html>{''.join(soup)}".encode(), Profile(include, ignore)
    assert inspect(body, profile).document == read(body, profile)

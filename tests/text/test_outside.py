"""What stands outside the article: seen by a looser reading, silent where it only turns over."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.diff import same_text
from monitor.model import Document, Profile
from monitor.text import read

STORY = "".join(
    f"<p>{text}</p>"
    for text in (
        "The harbour council will rebuild fourteen of its twenty-two jetties before the winter storms, the mayor said.",
        "Work starts in March and is to cost about nine million crowns, half of which the region will pay.",
        "Boat owners had asked for it in a letter in 2019, after the storm that sank eleven boats in one night.",
    )
)
BOX = "<div><p>Fares on the ferry: 14 crowns.</p></div>"


def page(around: str = BOX, inside: str = "") -> bytes:
    return (
        f"<html lang=en><head><title>Jetties | Quay Post</title></head><body><header><a href=/>Quay Post</a></header>"
        f"<main><article><h1>Harbour to get new jetties</h1>{STORY}{inside}</article></main>{around}"
        f"<footer>Quay Post</footer></body></html>"
    ).encode()


def test_what_stands_beside_the_article_is_outside() -> None:
    """A box below it, a caption in it; neither is text."""
    document = read(page(inside="<figure><figcaption>The old pier, seen from the south.</figcaption></figure>"))
    assert list(document.outside.values()) == ["Fares on the ferry: 14 crowns.", "The old pier, seen from the south."]
    assert "Fares" not in document.text


def test_one_number_outside_is_another_digest() -> None:
    """The text stays, what stands outside it does not."""
    old, new = read(page()), read(page(BOX.replace("14", "15")))
    assert old.compared == new.compared
    assert old.outside_digest != new.outside_digest


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>118 comments</p>", "<p>119 comments</p>"),
        ("<p>1,204 views</p>", "<p>1,305 views</p>"),
        ("<p>Updated 3 hours ago</p>", "<p>Updated 4 hours ago</p>"),
        ("<p>Quay time: 12:04:07</p>", "<p>Quay time: 12:05:31</p>"),
        ("<p>Quay time: 9.04 a.m.</p>", "<p>Quay time: 11.30 p.m.</p>"),
        ("<p>1024</p>", "<p>1031</p>"),
        ("<p>Request 5f2c1e0a9b7d4c3e8a61</p>", "<p>Request 77ab1e0a9b7d4c3e8a61</p>"),
        ("<p>Visit 123e4567-e89b-12d3-a456-426614174000</p>", "<p>Visit 223e4567-e89b-12d3-a456-426614174000</p>"),
        ("<nav><p>Ports of today</p></nav>", "<nav><p>Boats of today</p></nav>"),
        ("<aside><p>Ports of today</p></aside>", "<aside><p>Boats of today</p></aside>"),
        ("<script>v = 1</script>", "<script>v = 2</script>"),
        (
            "<ul><li><a href=/1>A bakery opens in the old town</a><li><a href=/2>The bridge is shut on Sunday</a></ul>",
            "<ul><li><a href=/3>A library in the old station</a><li><a href=/4>The tower will be painted</a></ul>",
        ),
        (
            "<div><h3><a href=/1>A bakery opens in the old town</a></h3><p>Bread at five in the morning.</p></div>",
            "<div><h3><a href=/3>A library in the old station</a></h3><p>Books at five in the morning.</p></div>",
        ),
        ("<p>One box.</p><p>Another box.</p>", "<p>Another box.</p><p>One box.</p>"),
    ],
)
def test_what_turns_over_by_itself_is_silent(one: str, other: str) -> None:
    """Counters, clocks, tokens, teasers, navigation, and the order of boxes."""
    assert read(page(BOX + one)).outside_digest == read(page(BOX + other)).outside_digest


def test_a_profile_takes_its_elements_out_of_what_is_outside() -> None:
    """What is selected is text, what is ignored is nowhere, the rest is outside."""
    seen = read(page(BOX + "<p class=x>Tide: high.</p>"), Profile(include=("article",), ignore=(".x",)))
    assert list(seen.outside.values()) == ["Fares on the ferry: 14 crowns."]
    assert "jetties" in seen.text


def test_what_is_outside_is_bounded() -> None:
    """A page of ten thousand boxes is no page of an article."""
    boxes = "".join(f"<div><span>Box number {n}, of wood.</span></div>" for n in range(3000))
    assert len(read(page(boxes)).outside) == 400


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["<p>Tide: high.</p>", "<div>Wind: north.</div>", BOX, "<p>7</p>"]), max_size=5))
def test_nothing_outside_touches_the_text(boxes: list[str]) -> None:
    """Whatever stands beside the article, in whatever order, its text and digest stay."""
    assert read(page("".join(boxes))).digest == read(page("")).digest
    assert read(page("".join(boxes))).outside_digest == read(page("".join(reversed(boxes)))).outside_digest


def test_a_box_among_the_paragraphs_is_outside_too() -> None:
    """It is read with the text, and another one in its place is told as what changed outside it."""
    wrapped = STORY.replace("<p>", "<p class=par>")

    def boxed(text: str) -> Document:
        inside = wrapped.replace(
            "<p class=par>Boat", f"<div class=box><b>Offer</b><p>{text}</p></div><p class=par>Boat"
        )
        return read(page(around="").replace(STORY.encode(), inside.encode()))

    one, other = (
        boxed("Three months of tides for the price of one."),
        boxed("Our own oilskins are back in stock again."),
    )
    assert same_text(one, other)
    assert one.outside_digest != other.outside_digest

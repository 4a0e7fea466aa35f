"""The parts of reading: folding, sentences, charsets, profiles, hostile pages."""

from __future__ import annotations

import time

import pytest

from monitor.model import Profile, Unreadable
from monitor.text import check_selector, fold, inspect, read, split_sentences
from monitor.text.charset import charset_of

LONG = "The harbour council will rebuild fourteen of its jetties before the winter storms come, the mayor said."


def test_fold_forgets_typography():
    """Quotes, dashes, widths, soft hyphens and spaces do not count; digits, case and commas do."""
    assert fold("“It’s” 2023–26, co­op １６") == fold('"It\'s" 2023-26,coop 16')
    assert fold('She said "no".') == fold("She said ‘no’.") == fold("She said 'no'.")
    assert fold("16 areas") != fold("15 areas")
    assert fold("Area") != fold("area")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He met U.S. officials. They left.", 2),
        ("Gen. Smith and J. R. Olsen spoke. “Is it?” he asked.", 2),
        ("He came on Sept. 4. It cost $3.5 million.", 2),
        ("It moved to the U.S. The firm stayed.", 2),
        ("(He left.) Then the rain came.", 2),
        ("十四の桟橋を建て替える。「必要だ。」と市長は述べた。", 2),
        ("約15分野に及ぶ。10分野だった計画の後継だ。", 2),
        ("双方在几个领域合作？16个领域。", 2),
        ("В 2023 г. совет принял план. Его поддержал Й. Ольсен.", 2),
        ("«Это ошибка!» — сказал мэр. Сумма — ок. 3,5 млн руб. за год.", 2),
        ("«Це помилка!» — сказав він у 2023 р. про план. Більше нічого.", 2),
        ("“결정된 것이 없다.”고 시장이 말했다. 반대도 있다.", 2),
        ("他说：“我们反对。”市长没有评论。约3.5万人参加。", 3),
        ("M. Dupont a dit « non ». Il est parti le 1er juillet (cf. p. 3).", 2),
        ("Ein Rest \ud800 bleibt. Er stört nicht.", 2),
        ("", 0),
        ("It was known in May. France objected.", 2),
        ("The text replaces its forerunner's. Tokyo agreed.", 2),
        ("Paris said no. Berlin did not. May he answer?", 3),
        ("It has fewer than Seoul’s. “Ours is longer.”", 2),
        ("He lives at No. 10 with Mr. O'Neill. 'E. Smith came.'", 2),
        ("La visite d'E. Macron et celle d’A. Merkel à l'O.T.A.N. ont eu lieu.", 1),
        ("За словами Д'А. Сміт, це ім'я. Франція проти.", 2),
        ("It was longer than the U.K.’s. France has one.", 2),
        ("The case no. C-131/12 was heard under art. V of the treaty. Resolution No. S/2023/45 passed.", 2),
        ("Paris said no. G7 ministers agreed. No. Korea said no.", 3),
        ("JACKSON, Miss. (AP) — In Jackson, Miss. Governor Reeves spoke of a near miss. Pilots came.", 2),
        ("TULSA, OK. (AP) - The talks went on.", 1),
        ("(1) The two met in the hall. They agreed on it.", 2),
        ("(1) The two met. (2) They left it. See section (3) of it.", 3),
    ],
)
def test_sentences(text, count):
    """Abbreviations, initials, quotations and brackets do not end sentences where they should not."""
    assert len(split_sentences(text)) == count


@pytest.mark.parametrize(
    ("body", "header", "name"),
    [
        (b"\xef\xbb\xbf<meta charset=big5>", "text/html; charset=koi8-r", "utf-8"),
        (b"<meta charset=big5>", "text/html; charset=koi8-r", "koi8-r"),
        (b"<meta charset=utf-16>", "text/html", "utf-8"),
        (b"<meta charset=latin1>", None, "windows-1252"),
        (b"<!-- <meta charset=big5> --><p>x", None, "utf-8"),
        (b"<meta charset=nonsense><p>x", "text/html; charset=more-nonsense", "utf-8"),
        (b" " * 2000 + b"<meta charset=big5><body>", None, "big5"),
    ],
)
def test_charset_order(body, header, name):
    """Byte order mark before header before meta before detection; labels as browsers read them."""
    assert charset_of(body, header) == name


def test_profile_names_the_region():
    """Included elements are the text in document order, ignored ones are gone, and a faulty selector matches nothing."""
    body = f"<aside><p>Side one.</p></aside><main><p>{LONG}</p><p class=x>Skip me.</p></main>".encode()
    document = read(body, Profile(include=("main", "aside", "p[["), ignore=(".x",)))
    assert document.text == f"Side one.\n\n{LONG}"
    lost = read(body, Profile(include=("#gone",)))
    assert lost.unreadable is Unreadable.EXTRACTION_FAILED
    assert "#gone" in lost.why


def test_selectors_are_checked_beforehand():
    """A faulty selector is named, a good one passes."""
    assert check_selector("main > p.x") is None
    assert "p[[" in check_selector("p[[")
    assert check_selector(" ")


def test_dropped_blocks_have_reasons():
    """What is not in the text says why."""
    reading = inspect(f"<main><h1>T</h1><p>{LONG}</p><p>Advertisement</p></main>".encode())
    assert {piece.dropped for piece in reading.pieces} == {"", "the title", "outside the article's prose"} or any(
        piece.dropped == "advertisement" for piece in reading.pieces
    )
    assert all(piece.dropped or piece.text in reading.document.text for piece in reading.pieces)


def test_masked_addresses_are_shown():
    """A mail address that is masked anew on every fetch reads the same."""
    masks = [
        "1" * 2 + "".join(f"{ord(ch) ^ 0x11:02x}" for ch in "a@b.example"),
        "2a" + "".join(f"{ord(ch) ^ 0x2A:02x}" for ch in "a@b.example"),
    ]
    texts = {
        read(f'<p>{LONG} Write to <a href="/x" data-cfemail="{mask}">[hidden]</a>.</p>'.encode()).text for mask in masks
    }
    assert len(texts) == 1
    assert "a@b.example" in texts.pop()


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 10_000 + LONG.encode(),
        b"<section>" * 5_000 + b"<form>x</form>" * 50,
        b"<div>" * 60_000 + b"x" + b"</div>" * 60_000,
        b"<p>" + b"Lorem ipsum dolor. " * 50_000,
        b"<!--" * 50_000,
        b"\0" * 100_000,
        b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>x",
        b"<h2>Comments</h2><p>x</p>" * 3_000,
        b"<div><p>" + LONG.encode() + b"</p>" + b"<a href=/s>Subscribe</a>" * 20_000 + b"</div>",
        b"<p>" + LONG.encode() + b"</p>" + b"<div>2 comments</div>" * 20_000,
        b"<div>" * 400 + b"<button>Accept all</button>" * 400 + b"cookies " * 9_000,
        b"<article>" + b"<article>x</article>" * 20_000,
        b"\x82\xa0\xe9" * 60_000,
        b"<p>" + b"Subscribe to continue reading this article. " * 4_000,
    ],
    ids=range(14),
)
def test_hostile_pages_are_cheap(body):
    """Deep, long and broken pages neither raise nor take time by the square of their size."""
    start = time.process_time()
    read(body)
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "attributes",
    [
        " ".join(f"a{n}=1" for n in range(40_000)),
        "/".join(f"a{n}" for n in range(40_000)),
        "".join(f'a{n}=">"' for n in range(40_000)),
        " ".join(f"a{n}='<p>'" for n in range(40_000)),
        " ".join(f"=a{n}" for n in range(40_000)),
    ],
    ids=["plain", "slashes", "no blanks", "tags in quotes", "equals signs"],
)
def test_a_tag_with_very_many_attributes_takes_no_time(attributes):
    """Each attribute is compared with all before it: forty thousand took five seconds."""
    begun = time.process_time()
    document = read(f"<main><p>{LONG}</p><p {attributes}>{LONG} Twice.</p></main>".encode())
    assert time.process_time() - begun < 1.5
    assert document.text == f"{LONG}\n\n{LONG} Twice."


@pytest.mark.parametrize("markup", ["<a b " * 60_000, "<a b=\"<a c='" * 60_000, "<a " + "=" * 400_000, "<" * 400_000])
def test_what_looks_like_tags_takes_no_time(markup):
    """Looking for such tags stays linear on pages made to be slow."""
    begun = time.process_time()
    read(f"<main><p>{LONG}</p>{markup}".encode())
    assert time.process_time() - begun < 3


def test_few_hundred_attributes_stay():
    """Five hundred are read as they stand, the last of them too."""
    many = " ".join(f"a{n}=1" for n in range(500))
    assert read(f"<main><p>{LONG}</p><p {many} hidden>Unseen text that is hidden.</p></main>".encode()).text == LONG


def test_fold_takes_the_sign_of_multiplication_for_an_x():
    """`4 × 100 m` and `4x100 m` differ in typography alone."""
    assert fold("4 × 100 m") == fold("4x100 m")

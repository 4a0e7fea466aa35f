"""A page whose encoding is suddenly labelled otherwise: nobody edited it, and nothing is told as a change."""

from __future__ import annotations

import pytest
from articles import article, capture

from monitor.model import Capture, Past, Source
from monitor.outcome import judge
from monitor.rules import Rulebook

SOURCE = Source(1, "http://courier.example/harbour", "courier")
ENGLISH = (
    "The council’s plan – two years in the making – foresees 12 berths along the northern quay, the mayor said.",
    "Fishermen at the meeting asked for a second crane, while the café owners of the quay wanted room for visitors.",
)
RUSSIAN = (
    "Городской совет представил план новой гавани: вдоль северной набережной появится двенадцать причалов для судов.",
    "Рыбаки, выступившие на собрании, просили второй кран, а хозяева лавок хотели больше места для посетителей.",
)
JAPANESE = (
    "町議会は火曜日の夜、二年にわたる漁業者との協議を経て、新しい港の計画を示した。北側の岸壁に十二のバースが設けられる。",
    "会合で発言した漁業者は二基目のクレーンを求め、商店主たちは訪問者のための場所をもっと広く取るよう望んだという。",
)


def page(paragraphs: tuple[str, ...], encoding: str, label: str | None) -> Capture:
    """A page in one encoding; the header names another one, or none."""
    markup = article(*paragraphs).decode().replace('<meta charset="utf-8">', "")
    body = markup.encode(encoding)
    return capture(body, content_type=f"text/html; charset={label}" if label else "text/html")


def look(rulebook: Rulebook, old: Capture, new: Capture) -> tuple[str, str | None]:
    outcome = judge(rulebook, SOURCE, new, [Past(1, old)]).outcome
    return str(outcome.kind), outcome.detail


@pytest.mark.parametrize(
    ("paragraphs", "encoding", "right", "wrong"),
    [
        (ENGLISH, "utf-8", "utf-8", "iso-8859-1"),
        (ENGLISH, "cp1252", "windows-1252", "utf-8"),
        (RUSSIAN, "cp1251", "windows-1251", "iso-8859-1"),
        (RUSSIAN, "utf-8", "utf-8", "windows-1251"),
        (JAPANESE, "cp932", "shift_jis", "utf-8"),
        (JAPANESE, "euc_jp", None, "shift_jis"),
    ],
)
def test_a_label_that_turns_wrong(
    rulebook: Rulebook, paragraphs: tuple[str, ...], encoding: str, right: str | None, wrong: str
) -> None:
    """Browsers show other characters, and nobody edited a word; an edit is told when it can be read again."""
    old = page(paragraphs, encoding, right)
    assert look(rulebook, old, page(paragraphs, encoding, wrong)) == ("unchanged", None)
    edited = (paragraphs[0], paragraphs[1] * 2)
    assert look(rulebook, old, page(edited, encoding, wrong)) == ("unreadable", "wrong encoding")
    assert look(rulebook, old, page(edited, "utf-8", "utf-8"))[0] == "changed"


@pytest.mark.parametrize(
    ("paragraphs", "encoding", "wrong", "right"),
    [(ENGLISH, "utf-8", "iso-8859-1", "utf-8"), (RUSSIAN, "cp1251", "iso-8859-1", "windows-1251")],
)
def test_a_label_that_is_put_right(
    rulebook: Rulebook, paragraphs: tuple[str, ...], encoding: str, wrong: str, right: str
) -> None:
    """What a browser shows changed, and it is what was meant all along: that is told, not hidden for ever."""
    old, new = page(paragraphs, encoding, wrong), page(paragraphs, encoding, right)
    assert look(rulebook, old, new)[0] == "changed"


def test_an_edit_in_a_new_encoding(rulebook: Rulebook) -> None:
    """A page that moves to UTF-8, and says so, is compared as ever."""
    edited = (ENGLISH[0].replace("12 berths", "16 berths"), ENGLISH[1])
    old, new = page(ENGLISH, "cp1252", "windows-1252"), page(edited, "utf-8", "utf-8")
    assert look(rulebook, old, new)[0] == "changed"


def test_a_label_that_makes_no_difference(rulebook: Rulebook) -> None:
    """Plain ASCII is the same in both: an edit under a new label is an edit."""
    plain = ("The plan foresees 12 berths along the northern quay, which the mayor called a modest beginning.",)
    edited = (plain[0].replace("12", "16"),)
    assert look(rulebook, page(plain, "ascii", "utf-8"), page(edited, "ascii", "iso-8859-1"))[0] == "changed"


def test_a_page_that_nobody_can_read(rulebook: Rulebook) -> None:
    """Bytes that its label garbles are no first version, and no change of one; a few stray ones are."""
    garbled = page((RUSSIAN[0] * 3, RUSSIAN[1] * 3), "cp1251", "utf-8")
    assert look(rulebook, page(RUSSIAN, "utf-8", "utf-8"), garbled) == ("unreadable", "wrong encoding")
    first = judge(rulebook, SOURCE, garbled, []).outcome
    assert (str(first.kind), first.detail) == ("unreadable", "wrong encoding")
    stray = capture(article(*ENGLISH).replace(b"caf\xc3\xa9", b"caf\xe9"), content_type="text/html; charset=utf-8")
    assert str(judge(rulebook, SOURCE, stray, []).outcome.kind) == "first"

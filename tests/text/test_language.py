"""The language of a text: its script, its small words, and what the markup says where these do not tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text import language_of, read

TEXTS = {
    "en": "The council said on Monday that it would not pay for the new bridge, which was to be built by the company.",
    "fr": "La ville ne paiera pas le nouveau pont, a dit le maire lundi, et la région non plus, selon une source.",
    "de": "Die Stadt wird die neue Brücke nicht bezahlen, sagte der Bürgermeister am Montag, und das Land auch nicht.",
    "es": "La ciudad no pagará el nuevo puente, dijo el alcalde, y la región tampoco, según una fuente de la empresa.",
    "ru": "Город не заплатит за новый мост, сказал мэр в понедельник, и область тоже, как сообщили в компании.",
    "uk": "Місто не заплатить за новий міст, сказав мер у понеділок, і область також, як повідомили в компанії.",
    "bg": "Градът няма да плати за новия мост, каза кметът в понеделник, а и областта също, съобщиха от компанията.",
    "ja": "市は新しい橋の費用を払わないと、市長が月曜日に述べた。",
    "zh": "市长周一表示，市政府不会支付新桥的费用。",
    "ko": "시는 새 다리 비용을 내지 않겠다고 시장이 월요일에 말했다.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_text_tells(language: str) -> None:
    """With no tag, with the right one, and against a wrong one of another script or of the same."""
    text = " ".join([TEXTS[language]] * 3)
    assert language_of(text) == language
    assert language_of(text, language) == language
    assert language_of(text, f"{language}-xx") == f"{language}-xx"
    assert language_of(text, "en" if language != "en" else "ja") == language
    assert language_of(text, "pl") == language


def test_a_short_text_does_not_outvote_its_markup() -> None:
    """A headline says too little against a tag; without one it says nothing for sure."""
    assert language_of("Paris and London", "de") == "de"
    assert language_of("Paris, London") is None
    assert language_of("", "fr") == "fr"
    assert language_of("1234 – 5", None) is None


def test_a_script_that_is_not_known_leaves_the_tag() -> None:
    """Greek, Hebrew or Thai are not told apart."""
    assert language_of("Ο δήμος δεν θα πληρώσει για τη νέα γέφυρα", "el") == "el"
    assert language_of("Ο δήμος δεν θα πληρώσει για τη νέα γέφυρα") is None


def test_a_few_foreign_names_change_nothing() -> None:
    """Latin names stand in Japanese texts, Japanese ones in English texts."""
    assert language_of("NATO、ITPP、Stoltenberg、Vilnius について、市は何も言わなかった。NATOとの協力は続く。") == "ja"
    assert language_of(TEXTS["en"] + " The bridge (橋) is called 新しい橋.") == "en"


def test_a_page_has_the_language_of_its_text() -> None:
    """A template's tag is left behind where the text speaks against it."""
    body = "".join(f"<p>{TEXTS['ja']}{number}</p>" for number in range(9))
    page = f"<html lang=en><title>橋</title><article><h1>新しい橋</h1>{body}</article>"
    assert read(page.encode(), content_type="text/html; charset=utf-8").language == "ja"
    page = page.replace(TEXTS["ja"], TEXTS["en"])
    assert read(page.encode(), content_type="text/html; charset=utf-8").language == "en"


@given(st.text(), st.one_of(st.none(), st.sampled_from(["en", "ja", "xx", "de-at"])))
def test_any_text_has_a_language_or_none(text: str, stated: str | None) -> None:
    """Nothing raises, and what comes back is a tag."""
    found = language_of(text, stated)
    assert found is None or found == stated or found.isalpha()

"""Facts in other languages than the pack's main one: numbers, hedges, days and subjects as each language writes them."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.codec import value_to_json
from monitor.facts import extract, run_tests, warnings
from monitor.facts.coverage import Coverage
from monitor.facts.explain import explain
from monitor.facts.selftest import document
from monitor.rules import Rulebook, load

NOUNS = {
    "ja": "分野",
    "zh": "领域",
    "ko": "분야",
    "fr": "domaine*",
    "ru": "(област*|сфер*|направлен*)",
    "uk": "(галуз*|сфер*|напрям*)",
}
JOINTS = {"ja": "[の]", "zh": "", "ko": "", "fr": "[de]", "ru": "", "uk": ""}


@pytest.fixture(scope="module")
def book(lexicons: dict[str, str]) -> Rulebook:
    """A count and a range of days in six languages beside English."""
    parts = "".join(
        f"  {code}:\n    facts:\n"
        f'      areas: {{phrases: "{{count}} {JOINTS[code]} {noun}"}}\n'
        f'      days: {{phrases: ["{{date_range}}", {{phrase: "{{date}}", priority: -1}}]}}\n'
        for code, noun in NOUNS.items()
    )
    head = "id: many\ntitle: Many\nfacts:\n"
    facts = '  - {id: areas, title: Areas, type: count, time: any, phrases: "{count} areas"}\n'
    facts += '  - {id: days, title: Days, type: date_range, several: first, phrases: "{date_range}"}\n'
    return load({"many.yaml": head + facts + "translations:\n" + parts}, lexicons)


def read(book: Rulebook, language: str | None, text: str) -> dict[str, Any]:
    facts = extract(document(text, language=language), book)
    return {fact: (value_to_json(seen.value), seen.qualifier) for fact, seen in facts.items()}


COUNTS = [
    ("ja", "日本とNATOは16分野で協力する。", 16, "exact"),
    ("ja", "十六の分野で協力する。", 16, "exact"),
    ("ja", "一六分野で協力する。", 16, "exact"),
    ("ja", "２０分野で協力する。", 20, "exact"),
    ("ja", "二〇分野で協力する。", 20, "exact"),
    ("ja", "約15の分野で協力する。", 15, "about"),
    ("ja", "二十三分野以上で協力する。", 23, "at_least"),
    ("zh", "双方将在十六个领域开展合作。", 16, "exact"),
    ("zh", "双方将在约16个领域开展合作。", 16, "about"),
    ("zh", "雙方至少在二十个领域合作。", 20, "exact"),
    ("zh", "双方在逾十五个领域合作。", 15, "more_than"),
    ("zh", "雙方將在十六個領域開展合作。", 16, "exact"),
    ("zh", "雙方將在約16個領域開展合作。", 16, "about"),
    ("zh", "雙方將在逾兩個領域開展合作。", 2, "more_than"),
    ("ko", "양측은 16개 분야에서 협력하기로 했다.", 16, "exact"),
    ("ko", "양측은 열여섯 개 분야에서 협력한다.", 16, "exact"),
    ("ko", "양측은 약 16개 분야에서 협력한다.", 16, "about"),
    ("ko", "양측은 10여 개 분야에서 협력한다.", 10, "about"),
    ("ko", "양측은 최소 스무 개 분야에서 협력한다.", 20, "at_least"),
    ("ko", "양측은 모두 열여섯 개 분야에서 협력한다.", 16, "exact"),
    ("ko", "양측은 열여섯 개 이상 분야에서 협력한다.", 16, "at_least"),
    ("ko", "양측은 이십삼 개 분야에서 협력한다.", 23, "exact"),
    ("fr", "Ils coopèrent dans seize domaines.", 16, "exact"),
    ("fr", "Ils coopèrent dans environ 16 domaines.", 16, "about"),
    ("fr", "Plus d'une quinzaine de domaines sont cités.", 15, "more_than"),
    ("fr", "Il y a vingt et un domaines.", 21, "exact"),
    ("fr", "Il y a soixante-dix-sept domaines.", 77, "exact"),
    ("fr", "Il y a au moins quatre-vingt-seize domaines.", 96, "at_least"),
    ("ru", "Стороны сотрудничают в шестнадцати областях.", 16, "exact"),
    ("ru", "Стороны сотрудничают примерно в двадцати пяти сферах.", 25, "about"),
    ("ru", "Стороны сотрудничают в трёх сферах.", 3, "exact"),
    ("ru", "Стороны сотрудничают в трех сферах.", 3, "exact"),
    ("uk", "Сторони співпрацюють за півтора десятка напрямів.", 15, "exact"),
    ("ru", "Речь идёт о более чем 15 направлениях.", 15, "more_than"),
    ("ru", "Около 16 направлений названы в документе.", 16, "about"),
    ("uk", "Сторони співпрацюють у шістнадцяти галузях.", 16, "exact"),
    ("uk", "Йдеться про п'ятнадцять сфер.", 15, "exact"),
    ("uk", "Йдеться про понад п’ятнадцять напрямів.", 15, "more_than"),
    ("uk", "Близько 16 напрямів названо в документі.", 16, "about"),
]


@pytest.mark.parametrize(("language", "text", "number", "hedge"), COUNTS, ids=[case[1] for case in COUNTS])
def test_counts(book: Rulebook, language: str, text: str, number: int, hedge: str) -> None:
    """Digits, full-width digits and words, with what stands before and behind them."""
    assert read(book, language, text)["areas"] == (number, hedge)


@pytest.mark.parametrize("text", ["양측은 군사 분야에서 협력한다.", "양측은 기술연구 분야에서 협력한다."])
def test_a_korean_number_does_not_begin_within_a_word(book: Rulebook, text: str) -> None:
    """군사 is the army and no four, 연구 research and no nine."""
    assert "areas" not in read(book, "ko", text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "양측은 두세 분야에서 협력한다."),
        ("zh", "双方将在两三个领域开展合作。"),
        ("zh", "雙方在三四個領域合作。"),
        ("ja", "日本とNATOは二三の分野で協力する。"),
    ],
)
def test_two_guesses_are_no_number(book: Rulebook, language: str, text: str) -> None:
    """Two or three is neither 23 nor 5."""
    assert "areas" not in read(book, language, text)


def test_nor_does_a_korean_hedge(book: Rulebook) -> None:
    """협약 is a treaty, though 약 is about."""
    assert read(book, "ko", "양측은 협약 16개 분야에 서명했다.")["areas"] == (16, "exact")


DAYS = [
    ("ja", "首脳会議は7月11、12日に開かれる。", "07-11/07-12"),
    ("ja", "首脳会議は２０２３年７月１１日から１２日まで開かれる。", "2023-07-11/2023-07-12"),
    ("ja", "首脳会議は7月11日(火)・12日(水)に開かれた。", "07-11/07-12"),
    ("ja", "首脳会議は7月11日に始まる。", "07-11"),
    ("ja", "首脳会議は七月十一、十二日に開かれる。", "07-11/07-12"),
    ("ja", "首脳会議は2023年7月11日（火）から2日間、開かれる。", "2023-07-11/2023-07-12"),
    ("ja", "首脳会議は7月31日から三日間の日程で開かれる。", "07-31/08-02"),
    ("ja", "首脳会議は2月28日から2日間、開かれる。", "02-28"),
    ("ja", "首脳会議は7月11日から90日間、開かれる。", "07-11"),
    ("zh", "峰會7月11日起一連兩天舉行。", "07-11/07-12"),
    ("zh", "峰会于7月11日至12日举行。", "07-11/07-12"),
    ("zh", "峰會於七月十一日至十二日舉行。", "07-11/07-12"),
    ("ko", "정상회의는 칠월 십일일부터 십이일까지 열린다.", "07-11/07-12"),
    ("zh", "峰會於十一月二十一日開幕。", "11-21"),
    ("zh", "峰会将于2023年7月11日和12日举行。", "2023-07-11/2023-07-12"),
    ("ko", "정상회의는 7월 11~12일 열린다.", "07-11/07-12"),
    ("ko", "정상회의는 7월 11일(현지시간)부터 12일(수)까지 열린다.", "07-11/07-12"),
    ("ko", "정상회의는 7월 11∼12일 열린다.", "07-11/07-12"),
    ("ko", "정상회의는 2023년 7월 11일부터 12일까지 열렸다.", "2023-07-11/2023-07-12"),
    ("fr", "Le sommet se tient les 11 et 12 juillet.", "07-11/07-12"),
    ("fr", "Le sommet se tient du 1er au 2 juillet 2023.", "2023-07-01/2023-07-02"),
    ("fr", "Le sommet s'est ouvert le 11 juillet.", "07-11"),
    ("ru", "Саммит пройдёт 11–12 июля.", "07-11/07-12"),
    ("ru", "Саммит прошёл с 11 по 12 июля 2023 года.", "2023-07-11/2023-07-12"),
    ("uk", "Саміт відбудеться 11-12 липня.", "07-11/07-12"),
    ("uk", "Саміт відбувся 11 та 12 липня 2023 року.", "2023-07-11/2023-07-12"),
]


@pytest.mark.parametrize(("language", "text", "days"), DAYS, ids=[case[1] for case in DAYS])
def test_days(book: Rulebook, language: str, text: str, days: str) -> None:
    """Ranges and single days, with the year only where it is printed."""
    assert read(book, language, text)["days"] == (days, None)


PACK = """
id: ferries
title: Ferries
subjects:
  company: {own: [North Line], other: [South Line]}
facts:
  - {id: ferries, title: Ferries, type: count, subject: company, phrases: "{count} ferries"}
  - id: line
    title: Line
    type: status
    time: any
    values: {dropped: line ...3 dropped, planned: plan* ...3 line}
  - id: against
    title: Against
    type: list
    items: {Norway: Norway, Sweden: Sweden}
    phrases: "{item} ...3 against"
translations:
  ja:
    lexicons: {ship: [フェリー, 船]}
    subjects:
      company: {own: [ノースライン], other: [サウスライン]}
    facts:
      ferries: {phrases: "{count} (隻|せき) の <ship>"}
      line: {values: {planned: 航路 ...6 計画, dropped: 航路 ...8 断念}}
      against: {items: {Sweden: スウェーデン, Norway: ノルウェー}, phrases: "{item} ...6 反対"}
    tests:
      - {text: ノースラインは12隻のフェリーを動かす。, expect: {ferries: 12}}
      - {text: ノースラインは12年前にできた。, expect: {ferries: absent}}
tests:
  - {text: North Line runs 12 ferries., expect: {ferries: 12}}
"""


@pytest.fixture(scope="module")
def ferries(lexicons: dict[str, str]) -> Rulebook:
    return load({"ferries.yaml": PACK}, lexicons)


def test_what_does_not_depend_on_words_stays_with_the_fact(ferries: Rulebook) -> None:
    """Type, order of the statuses, names of items and the subject's name hold in every language."""
    text = "航路は計画されていたが、会社は航路の計画を断念した。ノルウェーとスウェーデンが反対している。"
    assert read(ferries, "ja", text) == {"line": ("dropped", None), "against": (["Norway", "Sweden"], None)}
    assert read(ferries, "ja", "サウスラインは12隻のフェリーを動かす。") == {}
    assert read(ferries, "ja", "ノースラインは１２隻の船を動かす。") == {"ferries": (12, "exact")}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ja", "ドイツはストルテンベルグ氏に反対した。", ["Germany"]),
        ("ja", "ドイツは黙りトルコは反対した。", ["Turkey"]),
        ("ko", "중국은 불만을 드러내며 반대했다.", ["China"]),
        ("ko", "중국은 침묵했고 러 외무부는 반대했다.", ["Russia"]),
        ("ko", "중국은 인도태평양 진출에 반대했다.", ["China"]),
        ("ko", "중국은 침묵했고 평양은 반대했다.", ["North Korea"]),
        ("en", "Germany in the United Nations was against it.", ["Germany"]),
        ("en", "Germany said that the United States was against it.", ["United States"]),
    ],
)
def test_a_gap_stops_at_whole_items(lexicons: dict[str, str], language: str, text: str, expected: list[str]) -> None:
    """It goes on over words that only begin like an item, have one inside, or are some of its words."""
    head = (
        "id: many\ntitle: Many\nfacts:\n"
        "  - {id: against, title: Against, type: list, items: {China: China, Germany: Germany, Turkey: Turkey,"
        " Russia: Russia, North Korea: North Korea, United States: United States}, phrases: '{item} ...5 against'}\n"
        "translations:\n"
        "  ja: {facts: {against: {items: {Germany: ドイツ, Turkey: トルコ}, phrases: '{item} ...16 反対'}}}\n"
        "  ko: {facts: {against: {items: {China: 중국, Russia: _러_, North Korea: _평양}, phrases: '{item} ...16 반대'}}}\n"
    )
    book = load({"many.yaml": head}, lexicons)
    assert read(book, language, text) == {"against": (expected, None)}


def test_only_the_languages_own_words_are_tried(ferries: Rulebook) -> None:
    """English words on a Japanese page say nothing, nor Japanese ones on an English page."""
    assert read(ferries, "ja", "「12 ferries」と書いてある。") == {}
    assert read(ferries, "en", "The sign says 12隻のフェリー, and 12 ferries lie there.") == {"ferries": (12, "exact")}
    assert read(ferries, "en-gb", "They run 12 ferries.") == {"ferries": (12, "exact")}
    assert read(ferries, "de", "They run 12 ferries.") == {}


def test_a_language_that_is_not_told_is_found(ferries: Rulebook) -> None:
    """Without a tag the text tells; where it does not either, the pack's main language is taken."""
    assert read(ferries, None, "ノースラインは12隻のフェリーを動かす。") == {"ferries": (12, "exact")}
    assert read(ferries, None, "12 ferries") == {"ferries": (12, "exact")}


def test_the_quote_is_in_the_original(ferries: Rulebook) -> None:
    """Full-width digits are read, and quoted as they stand."""
    page = document("船会社の発表。ノースラインは１２隻のフェリーを動かす。", language="ja")
    evidence = extract(page, ferries)["ferries"].evidence
    assert evidence
    assert evidence.quote == "１２隻のフェリー" == page.text[evidence.start : evidence.end]
    assert evidence.sentence == "ノースラインは１２隻のフェリーを動かす。"


def test_tests_stand_with_their_language(ferries: Rulebook) -> None:
    """A block's tests are read in its language, and a fact without one in a language of its own is warned about."""
    results = run_tests(ferries)
    assert [(result.test, result.passed) for result in results] == [
        ("test 1", True),
        ("test 2", True),
        ("test 3", True),
    ]
    told = warnings(ferries)
    assert any("no test expects a value of `line` in ja" in line for line in told)
    assert not any("`ferries" in line and "in ja" in line for line in told)


def test_explain_says_that_a_page_is_in_another_language(ferries: Rulebook) -> None:
    """And in which languages the fact is worded."""
    told = explain(document("Zwölf Fähren.", language="de"), ferries, "ferries")
    assert told.note == "the page is in `de`; this fact is worded in `en` or `ja`"
    near = explain(document("ノースラインは12隻のフェリーを動かす。", language="ja"), ferries, "ferries")
    assert near.observation
    assert near.observation.value == 12
    assert near.attempts[0].phrase == "{count} (隻|せき) の <ship>"
    assert near.line == 24


def test_coverage_counts_languages(ferries: Rulebook) -> None:
    """Documents by language, and the phrases of all languages."""
    coverage = Coverage(ferries)
    coverage.add("a", document("North Line runs 12 ferries.", language="en"))
    coverage.add("b", document("ノースラインは12隻のフェリーを動かす。", language="ja"))
    assert coverage.languages == {"en": 1, "ja": 1}
    assert coverage.facts["ferries"].found == 2
    assert coverage.facts["ferries"].silent == []
    assert len(coverage.facts["line"].silent) == 4

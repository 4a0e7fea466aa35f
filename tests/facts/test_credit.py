"""Whose report a whole text is: datelines and credit lines, in each language; what only looks like one."""

from __future__ import annotations

import pytest

from monitor.diff import diff_facts
from monitor.facts import extract
from monitor.facts.selftest import document
from monitor.rules import Rulebook

CREDITS = [
    ("en", "NATO and Japan agreed on 16 areas of cooperation.\n\nThis is reported by Kaigan News.", "Kaigan News"),
    ("en", "NATO and Japan agreed on 16 areas of cooperation.\n\nSource: The Harbour Post", "The Harbour Post"),
    ("en", "VILNIUS, July 12 (Harbour Press) -- NATO and Japan agreed on 16 areas of cooperation.", "Harbour Press"),
    ("en", "TOKYO (Harbour Press) - NATO and Japan agreed on 16 areas of cooperation.", "Harbour Press"),
    (
        "uk",
        "НАТО та Японія домовилися про співпрацю у 16 сферах.\n\nПро це повідомляє «Порт» з посиланням на Harbour.",
        "Harbour",
    ),
    (
        "ru",
        "НАТО и Япония договорились о сотрудничестве в 16 областях.\n\nОб этом сообщает агентство «Порт».",
        "агентство",
    ),
    ("ko", "(서울=가나통신) 일본과 나토는 16개 분야에서 협력하기로 했다.", "가나통신"),
    ("ja", "【ビリニュス＝港湾通信】日本とNATOは１６分野で協力することで合意した。", "港湾通信"),
    ("zh", "日本与北约商定在16个领域开展合作。\n\n来源：港口新闻社", "港口新闻社"),
    (
        "fr",
        "L'OTAN et le Japon se sont entendus sur 16 domaines de coopération.\n\nSource : Agence du Port",
        "Agence du Port",
    ),
]


@pytest.mark.parametrize(("language", "text", "whose"), CREDITS)
def test_a_text_that_is_anothers_report_says_so(nato: Rulebook, language: str, text: str, whose: str) -> None:
    """A statement in a credited text has the credited outlet as its source."""
    seen = extract(document(text, "", None, language), nato)["area_count"]
    assert seen.value == 16
    assert (seen.credit, seen.attribution) == (whose, None)


@pytest.mark.parametrize(
    "text",
    [
        "The Alliance (NATO) - and Japan with it - agreed on 16 areas of cooperation.",
        "NATO and Japan agreed on 16 areas of cooperation.\n\nSources said so on Tuesday.",
        "NATO and Japan agreed on 16 areas of cooperation.\n\nThe source: nobody would say who had drawn the list up, "
        "and none of the officials who spoke that evening in the hall of the hotel wanted to be named in this paper.",
        "NATO and Japan agreed on 16 areas of cooperation (July 12) - a day early.",
        "NATO and Japan agreed on 16 areas of cooperation.\n\nHe would not name his source: The Harbour Post.",
        "NATO and Japan agreed on 16 areas of cooperation.\n\nThis was reported by Harbour Press, whose man in the "
        "town had been told in May of quite another list, with other areas, by people who later said that they never met.",
    ],
)
def test_what_only_looks_like_a_credit_is_none(nato: Rulebook, text: str) -> None:
    """An abbreviation, unnamed sources, a source within a sentence or a long one, a date: the article speaks itself."""
    seen = extract(document(text, "", None, "en"), nato)["area_count"]
    assert seen.credit is None


def test_a_statement_keeps_its_own_source(nato: Rulebook) -> None:
    """Who is named beside a statement is told apart from whose report the text is."""
    text = "According to the ministry, NATO and Japan agreed on 16 areas of cooperation.\n\nSource: The Harbour Post"
    seen = extract(document(text, "", None, "en"), nato)["area_count"]
    assert (seen.attribution, seen.credit) == ("the ministry", "The Harbour Post")


def test_a_credit_that_comes_changes_no_fact(nato: Rulebook) -> None:
    """A line with its source under an article is no change of what it states."""
    text = "NATO and Japan agreed on 16 areas of cooperation."
    plain, credited = (extract(document(each, "", None, "en"), nato) for each in (text, f"{text}\n\nSource: Harbour"))
    assert credited["area_count"].credit == "Harbour"
    assert diff_facts(plain, credited, nato.titles) == ()

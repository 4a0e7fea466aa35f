"""A pack in several languages: what is wrong in a translation is told with its place."""

from __future__ import annotations

import pytest

from monitor.errors import RuleError
from monitor.facts import extract, run_tests
from monitor.facts.selftest import document
from monitor.rules import load
from monitor.rules.lexicon import read_language

HEAD = """id: a
title: A
facts:
  - {id: ships, title: Ships, type: count, phrases: "{count} ships"}
  - {id: state, title: State, type: status, subject: line, values: {open: line opens}}
subjects: {line: {own: line, other: road}}
translations:
"""

FAULTS = [
    ("  xx:\n    facts: {ships: {phrases: a}}\n", "8:3: no lexicon for language `xx`"),
    ("  en:\n    facts: {ships: {phrases: a}}\n", "8:3: `en` is the pack's main language"),
    ("  ja:\n    facts: {boats: {phrases: 船}}\n", "9:13: the translation words an unknown fact `boats`; known: `ships`"),
    ("  ja:\n    facts: {ships: {phrases: 船}}\n", "nothing in this phrase carries the count"),
    ("  ja:\n    facts: {ships: {phrases: '{count} <boat>'}}\n", "unknown lexicon <boat>"),
    ("  ja:\n    facts: {ships: {type: count}}\n", "9:21: unknown key `type`"),
    ("  ja:\n    facts: {state: {values: {opens: 開通}}}\n", "`opens` is none of the `values` of `state` in a.yaml"),
    ("  ja:\n    facts: {state: {values: {open: 開通}}}\n", "unknown subject `line`"),
    ("  ja:\n    facts: {ships: {phrases: '{count} ...99 船'}}\n", "a gap needs its number of characters, `...1` to `...60`"),
    ("  ja:\n    facts: {ships: {phrases: '{count} 船'}}\n    tests: [{text: 船, expect: {boats: 1}}]\n",
     "the test names an unknown fact `boats`"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "message"), FAULTS, ids=[message for _, message in FAULTS])
def test_faults(block: str, message: str, lexicons: dict[str, str]) -> None:
    """Unknown languages, facts, values, subjects, lexicons and keys."""
    with pytest.raises(RuleError) as error:
        load({"a.yaml": HEAD + block}, lexicons)
    assert any(message in str(fault) for fault in error.value.faults), error.value.faults


def test_a_listed_language_is_written(lexicons: dict[str, str]) -> None:
    """`languages` may name all that a pack has words for, and none that it has not."""
    good = HEAD.replace("title: A", "title: A\nlanguages: [en, ja]")
    block = "  ja:\n    facts: {ships: {phrases: '{count} 船'}}\n"
    assert load({"a.yaml": good + block}, lexicons).packs[0].languages == ("en", "ja")
    with pytest.raises(RuleError, match="nothing is written in language `ko` under `translations`"):
        load({"a.yaml": good.replace("ja]", "ja, ko]") + block}, lexicons)


PACK = HEAD.replace("translations:\n", "")
FRENCH = """translates: a
language: fr
facts:
  ships: {phrases: "{count} navires"}
tests:
  - {text: Le port compte trois navires., expect: {ships: 3}}
"""


def test_a_language_may_have_a_file_of_its_own(lexicons: dict[str, str]) -> None:
    """It reads as the block does, whichever file is read first, and is told with its own lines."""
    block = "translations:\n  fr:\n    facts:\n      ships: {phrases: '{count} navires'}\n"
    inside = load({"a.yaml": PACK + block}, lexicons).packs[0]
    for files in ({"a.yaml": PACK, "a.fr.yaml": FRENCH}, {"a.fr.yaml": FRENCH, "a.yaml": PACK}):
        book = load(files, lexicons)
        (pack,) = book.packs
        assert (pack.languages, pack.digest) == (inside.languages, inside.digest)
        fact = pack.facts_in("fr")[0]
        assert (fact.file, fact.line) == ("a.fr.yaml", 4)
        assert [(test.file, test.line) for test in pack.tests] == [("a.fr.yaml", 6)]
        assert [str(result).partition(":")[0] for result in run_tests(book)] == ["a.fr.yaml"]
        assert extract(document("Le port compte trois navires.", language="fr"), book)["ships"].value == 3


ELSEWHERE = [
    ({"a.fr.yaml": FRENCH.replace("translates: a", "translates: b")},
     "a.fr.yaml:1:1: no pack `b` is among the rule files; known: `a`"),
    ({"a.fr.yaml": FRENCH.replace("language: fr", "language: xx")}, "a.fr.yaml:2:1: no lexicon for language `xx`"),
    ({"a.fr.yaml": FRENCH.replace("language: fr", "language: en")}, "a.fr.yaml:2:1: `en` is the pack's main language"),
    ({"a.fr.yaml": FRENCH, "b.fr.yaml": FRENCH}, "b.fr.yaml:2:1: language `fr` of pack `a` stands in a.fr.yaml too"),
    ({"a.fr.yaml": FRENCH.replace("  ships: {phrases", "  boats: {phrases")},
     "a.fr.yaml:4:3: the translation words an unknown fact `boats`"),
    ({"a.fr.yaml": FRENCH.replace("{ships: 3}", "{boats: 3}")},
     "a.fr.yaml:6:52: the test names an unknown fact `boats`"),
    ({"a.fr.yaml": FRENCH.replace("{count} navires", "navires")}, "a.fr.yaml:4"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "message"), ELSEWHERE, ids=[message for _, message in ELSEWHERE])
def test_faults_of_a_language_with_its_own_file(files: dict[str, str], message: str, lexicons: dict[str, str]) -> None:
    """Each is told where it stands."""
    with pytest.raises(RuleError) as error:
        load({"a.yaml": PACK, **files}, lexicons)
    assert any(message in str(fault) for fault in error.value.faults), error.value.faults


BROKEN = [
    (PACK + "languages: [xx]\n", FRENCH, "a.yaml:7:13: no lexicon for language `xx`"),
    (PACK + "tests: [\n", FRENCH, "a.yaml:"),
    (PACK.replace("id: a\n", ""), FRENCH, "a.yaml:1:1: the key `id` is missing"),
    (PACK + "languages: [en, fr]\n", FRENCH + "title: x\n", "a.fr.yaml:7:1: unknown key `title`"),
    (PACK + "languages: [en, fr]\n", FRENCH + "  - [\n", "a.fr.yaml:"),
    (PACK, FRENCH.replace("{phrases:", "{phrase:"), "4:11: unknown key `phrase`; did you mean `phrases`?"),
    (PACK + "language: en\n", "", "unknown key `language`; did you mean `languages`?"),
    (PACK + "translate: b\n", "", "unknown key `translate`; did you mean `translates`?"),
    ("", FRENCH, "a.fr.yaml:1:1: no pack `a` is among the rule files; a translation is read with its pack"),
]


@pytest.mark.parametrize(("pack", "french", "message"), BROKEN, ids=[message for _, _, message in BROKEN])
def test_a_fault_of_one_file_is_told_alone(pack: str, french: str, message: str, lexicons: dict[str, str]) -> None:
    """What only follows from it, in the pack or in a language of its own file, is not told beside it."""
    files = {name: text for name, text in (("a.yaml", pack), ("a.fr.yaml", french)) if text}
    with pytest.raises(RuleError) as error:
        load(files, lexicons)
    (fault,) = error.value.faults
    assert message in str(fault)


def test_only_the_lexicons_in_use_are_read(lexicons: dict[str, str]) -> None:
    """Loading a pack costs the languages that it has."""
    book = load({"a.yaml": HEAD + "  ja:\n    facts: {ships: {phrases: '{count} 船'}}\n"}, lexicons)
    assert set(book.languages) == {"en", "ja"}


def test_a_block_is_digested_by_itself(lexicons: dict[str, str]) -> None:
    """An edit of one language leaves the digests of facts in the others; the pack's digest sees it."""

    def facts(phrase: str) -> dict[str, str]:
        pack = load(
            {"a.yaml": HEAD + f"  ja:\n    facts: {{ships: {{phrases: '{{count}} {phrase}'}}}}\n"}, lexicons
        ).packs[0]
        return {"en": pack.facts[0].digest, "ja": pack.facts_in("ja")[0].digest, "pack": pack.digest}

    one, other = facts("船"), facts("隻")
    assert one["en"] == other["en"]
    assert one["ja"] != other["ja"]
    assert one["pack"] != other["pack"]
    assert one["en"] != one["ja"]


def test_what_a_status_takes_from_the_pack(lexicons: dict[str, str]) -> None:
    """A translation may word some of its names; their order counts, and stands in the digest."""
    head = "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: status, values: {%s}}\ntranslations:\n"
    head += "  ru: {facts: {x: {values: {opposed: 'против* линии', planned: линия будет}}}}\n"
    head += "  uk: {facts: {x: {values: {opposed: проти лінії}}}}\n"
    opposed, planned = "opposed: against the line", "planned: line will come"

    def state(*names: str) -> tuple[object, str]:
        book = load({"a.yaml": head % ", ".join(names)}, lexicons)
        text = "Ида против линии. Ещё линия будет."
        return extract(document(text, language="ru"), book)["x"].value, book.packs[0].facts_in("ru")[0].digest

    plain, turned = state(opposed, planned), state(planned, opposed)
    assert [plain[0], turned[0]] == ["opposed", "planned"]
    assert plain[1] != turned[1]


VARIANTS = """language: zh
words: together
variants: {个: 個, 发: 發髮, 约: 約}
numbers: {units: {2: [兩], 6: 六}, scales: {10: 十}, classifiers: [個]}
months: [[一月], [二月], [三月], [四月], [五月], [六月], [七月], [八月], [九月], [十月], [十一月], [十二月]]
dates: {order: [year month day]}
coordination: [和]
qualifiers: {about: {before: [發約]}}
"""


def test_variants_of_characters_are_one(lexicons: dict[str, str]) -> None:
    """Lexicon, phrases and pages may be written in either form; quotes keep theirs."""
    head = "id: a\ntitle: A\nlanguages: [zh]\nfacts:\n"
    fact = '  - {id: heads, title: Heads, type: count, phrases: "{count} 理髮店"}\n'
    book = load({"a.yaml": head + fact}, {"zh.yaml": VARIANTS})
    for text in ("发约十六个理发店。", "發約十六個理髮店。"):
        seen = extract(document(text, language="zh"), book)["heads"]
        assert (seen.value, seen.qualifier) == (16, "about")
        assert seen.evidence is not None
        assert seen.evidence.quote == text[:-1]


def test_variants_are_checked() -> None:
    """A variant stands for one character, and another table makes another language."""
    faults = read_language("zh.yaml", VARIANTS.replace("个:", "个个:"))[0].faults
    assert faults[0].line == 3
    languages = [read_language("zh.yaml", text)[1] for text in (VARIANTS, VARIANTS.replace("發髮", "發"))]
    assert languages[0]
    assert languages[1]
    assert languages[0].digest != languages[1].digest

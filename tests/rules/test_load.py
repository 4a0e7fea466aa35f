"""Rule files become a rulebook, or every fault of every file is told with its place."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest

from monitor.errors import RuleError, UsageError
from monitor.rules import Rulebook, load

COUNT = "  - {id: ships, title: Ships, type: count, phrases: ['{count} ships']}\n"


def faults(lexicons: dict[str, str], *texts: str) -> list[str]:
    with pytest.raises(RuleError) as caught:
        load({f"f{i}.yaml": text for i, text in enumerate(texts)}, lexicons)
    return [str(fault) for fault in caught.value.faults]


def test_pack_is_read(make: Callable[..., Rulebook]) -> None:
    """A pack's own words, its facts and their titles come through."""
    book = make(COUNT, "maturity: stable\nreferences: [a paper, {title: b, url: 'https://example.org'}]")
    (pack,) = book.packs
    assert (pack.id, pack.maturity, pack.languages) == ("pack", "stable", ("en",))
    assert pack.references == (("a paper", None), ("b", "https://example.org"))
    assert book.titles == {"ships": "Ships"}
    again = pickle.loads(pickle.dumps(book))
    assert (again.digest, again.titles, again.types) == (book.digest, book.titles, book.types)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id: a\nid: b\n", "f0.yaml:2:1: duplicate key `id`: it stands in line 1 too"),
        ("id: [a\n", "f0.yaml:2:1: not YAML"),
        ("", "f0.yaml:1:1: the file is empty"),
        ("- a\n", "f0.yaml:1:1: expected `key: value` lines"),
        ("id: a\ntitle: A\n", "the key `facts` is missing"),
        ("id: a\ntitle: A\nfatcs: 1\nfacts:\n" + COUNT, "f0.yaml:3:1: unknown key `fatcs`; did you mean `facts`?"),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: cuont, phrases: ['{count} a']}\n",
            "unknown fact type 'cuont'",
        ),
        (
            'id: a\ntitle: A\nfacts:\n  - id: x\n    phrases:\n    - "{count} ships\n    - "{count} boats"\n',
            "line 6 opens a quote and does not close it",
        ),
        ("id: a\ntitle: 'It''s\nfacts:\n  - {id: 'x'}\n", "line 2 opens a quote and does not close it"),
        ('id: a\ntitle: "A\nfacts: 1\n', "line 2 opens a quote and does not close it"),
        ("id: a\ntitle: It's \"A\nfacts:\n - x\n  - y: z\n", "a colon too many"),
        ("id: a\ntitle: well, 'tis A # say: \"A\nfacts:\n - x\n  - y: z\n", "a colon too many"),
        ('id: a\ntitle: "A\n  b"\nfacts:\n - x\n  - y: z\n', "a colon too many"),
        ('id: a\ntitle: |\n  He: "A\nfacts:\n - x\n  - y: z\n', "a colon too many"),
        ("id: a\nfacts: [{id: 'x\n    y', title: [a: b: c]}]\n", "a comma is missing"),
        ('id: a\ntitle: "A\nfacts: "B\nmaturity: "C\n', "line 2 opens a quote and does not close it"),
        ('id: a\n"title: A\nfacts: 1\n', "line 2 opens a quote and does not close it"),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: list, unknown: left_out, phrases: ['a {list}']}\n",
            "`unknown: left_out` is for a list that has `items`",
        ),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: count, phrase: '{count} a'}\n",
            "did you mean `phrases`?",
        ),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: X!, title: X, type: count, phrases: ['{count} a']}\n",
            "begins with a letter",
        ),
        (
            "id: a\ntitle: A\nfacts:\n  - id: x\n    title: X\n    type: count\n    phrases: ['{cuont} ships']\n",
            "f0.yaml:7:15: unknown slot {cuont} in phrase '{cuont} ships'; did you mean {count}?",
        ),
        (
            "id: a\ntitle: A\nlexicons: {ship: [ship]}\nfacts:\n  - {id: x, title: X, type: count, phrases: ['{count} <shp>']}\n",
            "unknown lexicon <shp> in phrase '{count} <shp>'; did you mean <ship>?",
        ),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: count, phrases: [ships]}\n",
            "it needs {count} or {ordinal}",
        ),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: count, phrases: ['{year} ships']}\n",
            "can't carry a count",
        ),
        ("id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: count, phrases: ['{count} (a']}\n", "`)` is missing"),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: count, phrases: [{regex: '(?P<count>'}]}\n",
            "not a regular expression",
        ),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: count, phrases: [{priority: 1}]}\n",
            "either `phrase` or `regex`",
        ),
        (
            "id: a\ntitle: A\nlanguages: [fr]\nfacts:\n  - {id: x, title: X, type: money, phrases: 'coûte {money}'}\n",
            "can't be read: the lexicon of `fr` has no words for amounts (key `amounts`); `en` can be read so",
        ),
        (
            "id: a\ntitle: A\nlanguages: [ja]\nfacts:\n  - {id: x, title: X, type: count, phrases: '{ordinal} 回'}\n",
            "the lexicon of `ja` has no words for ordinals (key `ordinals`); `en` and `fr` can be read so",
        ),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: count, between: 2-200, phrases: '{count} a'}\n",
            "f0.yaml:4:36: `between` needs `[lowest, highest]`, two numbers; found '2-200'",
        ),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: count, between: [2], phrases: '{count} a'}\n",
            "`between` needs `[lowest, highest]`, two numbers; found [2]",
        ),
        ("id: a\ntitle: A\nlanguages: [xx]\nfacts:\n" + COUNT, "f0.yaml:3:13: no lexicon for language `xx`"),
        (
            "id: a\ntitle: A\nfacts:\n" + COUNT + "tests:\n  - text: 3 ships\n    expect: {shps: 3}\n",
            "f0.yaml:7:14: the test names an unknown fact `shps`; did you mean `ships`?",
        ),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: status, values: {planned: a, dropped: b}}\n"
            "tests:\n  - {text: b, expect: {x: droped}}\n",
            "f0.yaml:6:24: `droped` is none of the `values` of `x`; did you mean `dropped`?",
        ),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: status, values: {planned: a, dropped: b}}\n"
            "tests:\n  - {text: b, expect: {x: {state: ambiguous, values: [planned, plan]}}}\n",
            "`plan` is none of the `values` of `x`",
        ),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: list, unknown: left_out, items: {Abbot: Abbot}, "
            "phrases: 'by {list}'}\ntests:\n  - {text: by Abbot and Hobbs, expect: {x: [Abbot, Hobbs]}}\n",
            "f0.yaml:6:41: `Hobbs` is none of the `items` of `x`; known: `Abbot`",
        ),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: list, unknown: left_out, items: {Abbot: Abbot}, "
            "phrases: 'by {list}'}\ntests:\n  - {text: by Abbot, expect: {x: {value: [Abott]}}}\n",
            "`Abott` is none of the `items` of `x`; did you mean `Abbot`?",
        ),
        (
            "id: a\ntitle: A\nfacts:\n"
            + COUNT
            + "tests:\n  - {text: 12 ships, expect: {ships: {value: 12, qualifer: about}}}\n",
            "f0.yaml:6:50: unknown key `qualifer` in what is expected of `ships`; did you mean `qualifier`?",
        ),
        (
            "id: a\ntitle: A\nfacts:\n" + COUNT + "tests:\n  - {text: 12 ships, expect: {ships: {qualifier: circa}}}\n",
            "unknown `qualifier` 'circa'; known: 'about', 'at_least', 'at_most', 'exact', 'less_than', 'more_than'",
        ),
        (
            "id: a\ntitle: A\nfacts:\n" + COUNT + "tests:\n  - {text: 12 ships, expect: {ships: {modality: plannd}}}\n",
            "unknown `modality` 'plannd'; did you mean 'planned'? (one of asserted, planned, denied, hedged)",
        ),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: period, phrases: '{period}'}\n"
            "tests:\n  - {text: 2 years, expect: {x: {duraton: 2}}}\n",
            "unknown key `duraton` in what is expected of `x`; did you mean `duration`?",
        ),
        (
            "id: a\ntitle: A\nfacts:\n" + COUNT + "tests:\n  - {text: 12 ships, expect: {ships: {start: 12}}}\n",
            "unknown key `start` in what is expected of `ships`",
        ),
        (
            "id: a\ntitle: A\nfacts:\n  - id: x\n    title: X\n    type: count\n    phrases:\n      - {count}\n",
            'unknown key `count`; if a phrase is meant, put it into quotes: "{count}"',
        ),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: list, phrases: ['{item} a']}\n",
            "{item} in phrase '{item} a' stands for one of the fact's `items`: it has none",
        ),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: count, phrases: ['{count} a, b']}\n",
            "can't read ', b' in phrase '{count} a, b': leave marks out, they may stand between any two words",
        ),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: count, subject: who, phrases: ['{count} a']}\n",
            "unknown subject `who`",
        ),
        (
            "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: count, yields_to: y, phrases: ['{count} a']}\n",
            "unknown fact `y`",
        ),
        ("id: a\ntitle: A\nlexicons: {a: [<b>], b: [<a>]}\nfacts:\n" + COUNT, "refers to itself"),
    ],
)
def test_fault_says_where_what_and_what_would_be_right(lexicons: dict[str, str], text: str, expected: str) -> None:
    """Each kind of fault names its place and what would be right."""
    assert any(expected in fault for fault in faults(lexicons, text)), faults(lexicons, text)


def test_a_status_without_values_is_told_once(lexicons: dict[str, str]) -> None:
    """With phrases, at their place; without any, at the fact: and nothing else that follows from it."""
    fact = "id: a\ntitle: A\nfacts:\n  - id: x\n    title: X\n    type: status\n"
    what = "each status's name with its phrases, the stronger first"
    assert faults(lexicons, fact + "    phrases:\n      - a\n      - b c\n") == [
        f"f0.yaml:7:5: status `x` needs `values` in place of `phrases`: {what}"
    ]
    assert faults(lexicons, fact) == [f"f0.yaml:4:5: status `x` needs `values`: {what}"]


def test_all_faults_of_all_files_together(lexicons: dict[str, str]) -> None:
    """One run tells every fault, in every file, in order."""
    bad = "id: a\ntitle: A\nfacts:\n  - {id: x, title: X, type: count, phrases: ['{nope} a', '<nope> {count}']}\n"
    told = faults(lexicons, bad, bad.replace("id: a", "id: b"))
    assert sum("unknown slot" in fault for fault in told) == 2
    assert sum("unknown lexicon" in fault for fault in told) == 2
    assert any("fact id `x` is used in f0.yaml:4 too" in fault for fault in told)
    assert [fault.split(":")[0] for fault in told] == sorted(fault.split(":")[0] for fault in told)


def test_pack_ids_are_unique(lexicons: dict[str, str]) -> None:
    """Two packs of one id are a fault."""
    pack = "id: a\ntitle: A\nfacts:\n"
    told = faults(lexicons, pack + COUNT, pack + COUNT.replace("ships", "boats"))
    assert any("pack id `a` is used by f0.yaml too" in fault for fault in told)


def test_fault_in_a_lexicon_is_told(lexicons: dict[str, str]) -> None:
    """A language's file is checked like a pack."""
    broken = lexicons["en.yaml"].replace("gap_stops:", "gap_stop:")
    with pytest.raises(RuleError, match=r"en.yaml:\d+:1: unknown key `gap_stop`; did you mean `gap_stops`\?"):
        load(
            {"pack.yaml": "id: a\ntitle: A\nfacts:\n  - {id: b, title: B, type: count, phrases: c}"},
            {"en.yaml": broken},
        )


@pytest.mark.parametrize(
    ("code", "old", "new", "message"),
    [
        ("en", "between: [", "between: 5 #", "`between`: a list is needed, found 5"),
        ("en", "asides: [which,", "asides: [according to,", "an aside is known by its first word: 'according to' is"),
        ("en", "asides: [which,", "asides: [wh*,", "an aside is known by its first word: 'wh*' is not one word"),
        ("ja", "gap_stops: [", "gap_stops: ['', ", "a word that gaps never cross is needed, found none"),
        ("ko", "gap_stops: [", "gap_stops: ['*', ", "a word that gaps never cross is needed, found none"),
    ],
)
def test_words_of_a_lexicon_that_could_not_stand_anywhere(
    lexicons: dict[str, str], code: str, old: str, new: str, message: str
) -> None:
    """They are faults of the lexicon, with their place."""
    file = f"{code}.yaml"
    assert old in lexicons[file]
    changed = {**lexicons, file: lexicons[file].replace(old, new, 1)}
    with pytest.raises(RuleError) as error:
        load({"a.yaml": f"id: a\ntitle: A\nlanguages: [{code}]\nfacts:\n" + COUNT}, changed)
    [fault] = error.value.faults
    assert (fault.file, fault.line > 1) == (file, True)
    assert message in fault.message


def test_select_by_pack(lexicons: dict[str, str]) -> None:
    """Packs are chosen by id; an unknown one is named with those known."""
    one = "id: one\ntitle: One\nfacts:\n" + COUNT
    two = "id: two\ntitle: Two\nfacts:\n" + COUNT.replace("ships", "boats")
    book = load({"1.yaml": one, "2.yaml": two}, lexicons)
    assert book.select([]) is book
    assert [pack.id for pack in book.select(["two"]).packs] == ["two"]
    with pytest.raises(UsageError, match=r"unknown rule pack 'thre'.*known: 'one', 'two'"):
        book.select(["thre"])


def test_digest_changes_with_the_wording_alone(lexicons: dict[str, str]) -> None:
    """Comments, titles, tests and other packs leave a pack's digest; wording and lexicon don't."""
    text = "id: a\ntitle: A\nfacts:\n" + COUNT

    def digest(text: str, lexicon: str = lexicons["en.yaml"]) -> str:
        return load({"a.yaml": text}, {"en.yaml": lexicon}).packs[0].digest

    same = digest(text)
    assert digest("# note\n" + text.replace("title: A", "title: Other")) == same
    assert digest(text + "tests:\n  - {text: 3 ships, expect: {ships: 3}}\n") == same
    assert digest(text.replace("{count} ships", "{count} boats")) != same
    assert digest(text.replace("type: count", "type: count, between: [1, 9]")) != same
    assert digest(text, lexicons["en.yaml"].replace("roughly,", "")) != same
    both = load({"a.yaml": text, "b.yaml": "id: b\ntitle: B\nfacts:\n" + COUNT.replace("ships", "x")}, lexicons)
    assert both.packs[0].digest == same
    assert both.digest != load({"a.yaml": text}, lexicons).digest


def test_an_anchor_may_be_used_again(lexicons: dict[str, str], recwarn: pytest.WarningsRecorder) -> None:
    """A block that is copied with its anchor is no fault, and no warning on the analyst's screen."""
    fact = "  - id: {0}\n    title: T\n    type: count\n    not: &navy [navy]\n    phrases: '{{count}} {0}'\n"
    load({"a.yaml": "id: a\ntitle: A\nfacts:\n" + fact.format("ships") + fact.format("boats")}, lexicons)
    assert not recwarn.list


def test_what_is_about_the_page_itself_is_not_compared(make: Callable[..., Rulebook]) -> None:
    """A fact that is not compared counts as a passage in stories, and its observations stay what they were."""
    fact = "  - {id: author, title: Author, type: name, phrases: ['by {name}']"
    compared, apart = make(fact + "}\n"), make(fact + ", compared: false}\n")
    assert (compared.types["author"], apart.types["author"]) == ("name", "text")
    assert compared.digest == apart.digest


def test_all_that_a_test_may_ask_is_no_fault(make: Callable[..., Rulebook]) -> None:
    """Parts of a period, qualifiers, nothing: none is taken for a slip."""
    facts = COUNT + (
        "  - {id: term, title: T, type: period, phrases: '{period}'}\n"
        "  - {id: by, title: B, type: list, items: {Abbot: Abbot}, phrases: 'by {list}'}\n"
    )
    asked = (
        "{ships: {value: 12, qualifier: about, modality: planned, attribution: null, quote: 12 ships}, term: absent}",
        "{term: {duration: 2, start: 2020}, ships: {state: ambiguous, values: [12, 13]}}",
        "{term: {value: {end: 2020}, qualifier: null}, by: [Abbot, Hobbs]}",
    )
    book = make(facts, "tests:\n" + "".join(f"  - {{text: x, expect: {expect}}}\n" for expect in asked))
    assert len(book.packs[0].tests) == 3

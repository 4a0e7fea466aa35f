"""The search finds what one regular expression for the whole phrase finds, in every way of writing."""

from __future__ import annotations

import contextlib
import pickle
from dataclasses import replace

import pytest
import reference
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.facts import search
from monitor.facts.search import OutOfSteps, Search, clauses
from monitor.facts.search.clauses import Clauses
from monitor.facts.search.expressions import Expressions
from monitor.rules.pattern import Clause, Gap, Series, expression
from monitor.rules.phrase import Grammar, PhraseError
from monitor.rules.writing import APART, ELIDED, TOGETHER, Writing

NUMBER = r"(?<!\w)(?:about\s)?(?:\d{1,3}(?:\s\d{3})+|\d{1,6})(?!\w)(?:\sor\sso)?"
HAN_NUMBER = r"(?:約\s?)?[一二三十\d]+個?(?:以上)?"
BOATS = ("ferr*", "ship", "ships", "line of boats", "new <vessel>")


def grammar(writing: Writing) -> Grammar:
    """A small grammar with every kind of slot."""
    number = expression(HAN_NUMBER if writing.together else NUMBER)
    lexicons = {
        "apart": {"vessel": BOATS[:-1], "craft": ("<vessel>", "old-style boat", "the <vessel>")},
        "elided": {"vessel": ("bateau*", "l' <ship>", "navire"), "ship": ("accord", "d' Oslo"), "craft": ("<vessel>",)},
        "together": {"vessel": ("フェリー", "船", "定期 船"), "craft": ("<vessel>", "nato 船")},
    }
    plain = Grammar({}, lexicons[writing.name], ("not", "but", "no*", "ない", "pas"), writing=writing)
    vessel = plain.compile("<vessel>")
    between = r"\s?(?:[,、]|と)\s?" if writing.together else r"(?:,\s(?:and\s)?|,?\s(?:and|et)\s)(?:the\s)?"
    slots = {"n": number, "rest": Clause(), "list": Clause(), "items": Series(vessel.node, expression(between))}
    return replace(plain, slots=slots, item=plain.compile("(boats|船)").node, known={})


GRAMMARS = {writing.name: grammar(writing) for writing in (APART, ELIDED, TOGETHER)}
WORDS = {
    "apart": [
        "the",
        "a",
        "new",
        "old",
        "ferry",
        "ferries",
        "ferry's",
        "ships",
        "ships'",
        "ship's",
        "line",
        "of",
        "boats",
        "up",
        "upgraded",
        "from",
        "to",
        "12",
        "4",
        "200",
        "about",
        "or",
        "so",
        "non-stop",
        "non",
        "stop",
        "not",
        "but",
        "nothing",
        "isn't",
        "old-style",
        "boat",
        ";",
        ",",
        "(",
        ")",
        "'",
        '"',
        "-",
        ":",
        "U.S.",
        "U.S.",
        "$5",
        ";",
        "and",
        "(x",
    ],
    "elided": [
        "le",
        "bateau",
        "bateaux",
        "l'accord",
        "l'Oslo",
        "d'Oslo",
        "d'",
        "n'",
        "navire",
        "projet",
        "pas",
        "et",
        "12",
        ",",
        '"',
        ":",
        "(",
        ")",
        "'",
        "-",
        "qu'il",
        ";",
    ],
    "together": [
        "新",
        "隻",
        "の",
        "フェリー",
        "船",
        "定期",
        "は",
        "十",
        "12",
        "約",
        "、",
        "。",
        "N",
        "NATO",
        "XNATO",
        "ない",
        "「",
        "」",
        "と",
        "以上",
        "個",
        "NATO船",
        "_",
        ",",
    ],
}
JOINTS = {
    "apart": [" ", " ", " ", "-", "", "'s ", ", ", "  ", " \u00a0"],
    "elided": [" ", " ", "'", "", ", ", " : "],
    "together": ["", "", " ", "、"],
}
PIECES = {
    "apart": [
        "the",
        "new",
        "ferr*",
        "ship",
        "boat",
        "old-style",
        "non-stop",
        "U.S",
        "$5",
        "up*",
        "<vessel>",
        "<craft>",
        "{n}",
        "{items}",
        "{list}",
    ],
    "elided": ["le", "l'", "bateau*", "navire", "<vessel>", "<craft>", "{n}", "{items}", "{list}", "projet"],
    "together": ["新", "の", "船", "nato", "_船", "船_", "<vessel>", "<craft>", "{n}", "{items}", "{list}"],
}


def phrases(name: str) -> st.SearchStrategy[str]:
    word = st.sampled_from(PIECES[name])
    listed = st.lists(word, min_size=1, max_size=3)
    piece = st.one_of(
        word,
        st.lists(listed.map(" ".join), min_size=1, max_size=3).map(lambda several: f"({'|'.join(several)})"),
        st.lists(listed.map(" ".join), min_size=1, max_size=2).map(lambda several: f"[{'|'.join(several)}]"),
        st.integers(1, 5).map(lambda most: f"...{most}"),
    )
    whole = st.lists(piece, min_size=1, max_size=6).map(" ".join)
    return st.tuples(st.sampled_from(["", "", "", "^"]), whole, st.sampled_from(["", "", "", " $"])).map("".join)


def texts(name: str) -> st.SearchStrategy[str]:
    pieces = st.tuples(st.sampled_from(WORDS[name]), st.sampled_from(JOINTS[name]))
    return st.lists(pieces, max_size=24).map(lambda parts: "".join(word + joint for word, joint in parts))


@settings(max_examples=400, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("name", GRAMMARS)
def test_found_is_what_a_regular_expression_finds(data: st.DataObject, name: str) -> None:
    """The same matches at the same places, with the same slots, for any phrase and text."""
    known = GRAMMARS[name]
    phrase, text = data.draw(phrases(name)), data.draw(texts(name))
    names = list(phrase.replace("}", "{").split("{")[1::2])
    if len(set(names)) < len(names):
        return  # a name twice: which of the two counts is nobody's concern
    try:
        pattern = known.compile(phrase)
    except PhraseError:
        return
    found = [(hit.start, hit.end, hit.slots) for hit in Search(text, known.writing).matches(pattern)]
    assert found == reference.matches(pattern.node, known.writing, text), (phrase, text)


def ends(phrase: str, text: str, at: int = 0, writing: Writing = APART) -> list[str]:
    """What a phrase matches from a place on, in order of preference."""
    pattern = GRAMMARS[writing.name].compile(phrase)
    return [text[at:end] for end in Search(text, writing).ends(pattern.node, at)]


def found(phrase: str, text: str, writing: Writing = APART) -> list[str]:
    """What a phrase matches in a text."""
    hits = Search(text, writing).matches(GRAMMARS[writing.name].compile(phrase))
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("ship", "Ship's bell", ["Ship's", "Ship"]),
        ("ship", "ship'sail", ["ship"]),
        ("ferr*", "ferries' crew", ["ferries'", "ferries"]),
        ("ferr*", "ferry's", ["ferry's", "ferry'", "ferry"]),
        ("old-style", "old style", ["old style"]),
        ("(ship|ship new)", "ship new", ["ship", "ship new"]),
        ("(ship new|ship)", "ship new", ["ship new", "ship"]),
        ("ship [new]", "ship new", ["ship new", "ship"]),
        ("[the] ship", "the ship", ["the ship"]),
        ("the ...4 ship*", "the old ship, new ship", ["the old ship", "the old ship, new ship"]),
        ("the ...1 ship*", "the old new ship", []),
        ("the ...4 ship*", "the old but new ship", []),
        ("the ...4 ship*", "the old isn't new ship", []),
        ("the ...4 ship*", "the nothing new ship", []),
        ("the ...4 ship*", "the line of boats, a ship", []),
        ("{n}", "about 4 200 or so", ["about 4 200 or so", "about 4 200", "about 4"]),
        ("{items}", "ship, ferry and the ship", ["ship, ferry and the ship", "ship, ferry", "ship"]),
        ("the {list}", "the ab; c", ["the ab"]),
        (
            "the {list}",
            "the a; and b",
            ["the a; and b", "the a; and ", "the a; and", "the a; an", "the a; a", "the a; "],
        ),
    ],
)
def test_ends_in_order_of_preference(phrase: str, text: str, expected: list[str]) -> None:
    """Each kind of node tells every place where it may end, the one that counts first."""
    assert ends(phrase, text) == expected


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("{n} 200 ship*", "about 4 200 ships", ["about 4 200 ships"]),
        ("{n} or more", "12 or so, 12 or more", ["12 or more"]),
        ("{items} and the ferr*", "ship, ship and the ferry", ["ship, ship and the ferry"]),
        ("(the|the new) ship", "the new ship", ["the new ship"]),
        ("the [new] new ship", "the new ship", ["the new ship"]),
        ("the [{list}] ship", "the ship", ["the ship"]),
        ("the ...2 [new] ship", "the; ship", ["the; ship"]),
        ("the ...3 new ship", "the new old new ship", ["the new old new ship"]),
        ("{list} ...2 up", "boats of old line up", ["boats of old line up"]),
    ],
)
def test_what_follows_may_take_words_back(phrase: str, text: str, expected: list[str]) -> None:
    """A slot, series, choice, optional word or gap ends earlier, or later, where only that lets the phrase go on."""
    assert found(phrase, text) == expected


def test_a_word_begins_where_it_begins() -> None:
    """Also one with other characters than letters in it."""
    assert ends("old-style", "xold-style", 1) == []
    assert ends("$5", "a$5", 1) == ["$5"]


def test_an_elided_word_of_a_gap_ends_behind_its_apostrophe_first() -> None:
    """Then before it."""
    guard = GRAMMARS["elided"].guard
    assert Search("de l'Oslo", ELIDED).ends(Gap(2, guard), 2) == (2, 5, 9, 4)


@given(
    st.lists(st.sampled_from(["a", "; (", "; and ", ";", "\n", " ", "x; "]), max_size=9).map("".join), st.integers(2, 9)
)
def test_clauses_end_where_a_walk_through_them_does(text: str, most: int) -> None:
    """From any place, the farthest first; and of some places those that are among them."""
    step = regex.compile(r"[^;\n]|;[^\S\n](?=\(|and\s)")
    found = Clauses(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clauses, "MOST", most)
        for at in range(len(text) + 1):
            way = [at]
            while len(way) <= most and (one := step.match(text, way[-1])):
                way.append(one.end())
            expected = tuple(reversed(way[clauses.LEAST :]))
            assert found.ends(at) == expected
            assert tuple(found.ends_among(range(len(text), -1, -1), at)) == expected


@given(text=st.text(alphabet="aé '\":,()[]-/;.「、", max_size=14))
@pytest.mark.parametrize("writing", [APART, ELIDED, TOGETHER], ids=lambda writing: writing.name)
def test_what_parts_words_is_what_an_expression_would_take(text: str, writing: Writing) -> None:
    """At every place, with all ends in their order; the same around gaps."""
    text += "x"  # an expression that takes anything but letters would run on into what is kept behind the text
    taken = Expressions(text, together=True)
    for at in range(len(text)):
        assert writing.separators(text, at) == taken.ends(reference.SEPARATOR[writing.name], at)
        assert writing.loose(text, at) == taken.ends(reference.LOOSE[writing.name], at)


def test_ends_of_an_expression() -> None:
    """All of them, the first one that a search would find first; none within a word, where words are parted."""
    name, number = r"\p{Lu}\w*(?:\s\p{Lu}\w*)*", r"\d(?:\d|\s\d)*?(?:\d\d)?"
    assert Expressions("Oslo Bay Line.", together=False).ends(name, 0) == (13, 8, 4)
    assert Expressions("ＡＢ", together=True).ends(name, 0) == (2, 1)
    assert Expressions("1 234", together=True).ends(number, 2) == (5, 3, 4)
    assert Expressions("Oslo\uffffBay\uffff", together=False).ends(name, 0) == (8, 4)


def test_matches_do_not_overlap() -> None:
    """The next match begins behind the one before it; where a phrase may stand at all is another question."""
    text = "the ship the ship the ship"
    pattern = GRAMMARS["apart"].compile("the ...3 ship")
    searched = Search(text, APART)
    assert [(hit.start, hit.end) for hit in searched.matches(pattern)] == [(0, 8), (9, 17), (18, 26)]
    assert [(start, len(ends)) for start, ends in searched.occurrences(pattern)] == [(0, 2), (9, 2), (18, 1)]


def test_beginning_of_a_sentence() -> None:
    """`^` allows nothing but a little punctuation before the phrase."""
    assert found("^ship", '"Ship, then ship') == ["Ship"]
    assert found("^ship", "A ship") == []
    assert found("^ship", "....... ship") == []


def test_a_nought_in_a_phrase() -> None:
    """It is found where it stands, and no other digits are taken for it."""
    for phrase in ("0 ships", "rate of 0"):
        assert found(phrase, "a rate of 10 ships") == []
        assert found(phrase, "a rate of 0 ships") == [phrase]


def test_end_of_a_clause() -> None:
    """` $` allows no further word of the clause, quotes and brackets aside; a stop inside a word ends none."""
    for text in (
        "No ship.",
        "No ship, he said",
        '"No ship," he said',
        "(no ship) there",
        "No ship",
        "no ship - or two",
    ):
        assert found("no ship $", text) == [text[text.lower().index("no") :][:7]]
    for text in ('" no ship ", he said', "no ship | The Daily"):
        assert found("no ship $", text) == ["no ship"]
    for text in ("16,000 no ship 16.5", "16:30", "no ship.com"):
        assert found("16 $", text) == found("no ship $", text) == []
    for text in ("No ship sails", "No ship-to-shore call", "no ship's crew", 'no ship "sails"', "no ship (sails)"):
        assert found("no ship $", text) == []
    assert found("no (ship|ship sails) $", "No ship sails.") == ["No ship sails"]


def test_slots_are_told_from_the_way_that_was_taken() -> None:
    """A slot in the branch that matched has its place, one in another branch has none."""
    pattern = GRAMMARS["apart"].compile("(ship {n}|{n} ship*) [of {items}]")
    [hit] = Search("about 12 ships of ferry, ship", APART).matches(pattern)
    assert hit.slots == {"n": (0, 8), "items": (18, 29)}
    [hit] = Search("ship 7 ships", APART).matches(pattern)
    assert hit.slots == {"n": (5, 6)}


def test_a_lexicon_is_searched_for_once() -> None:
    """Phrases that refer to a lexicon share its node, and what was found of it at a place."""
    known = GRAMMARS["apart"]
    vessel = known.compile("<vessel>").node
    searched = Search("the new ferry", APART)
    for phrase in ("the new <vessel>", "new <vessel>", "the ...1 <vessel>"):
        assert searched.matches(known.compile(phrase))
    assert [at for node, at in searched._ends if node is vessel] == [8]


def test_variants_of_a_grammar_share_what_does_not_differ() -> None:
    """Lexicons without gaps and slots are the same nodes under another guard; those with a gap are not."""
    base = Grammar({}, {"plain": ("a", "b"), "wide": ("a ...2 b",)}, ("not",))
    other = base.vary(item=base.compile("boat").node)
    assert base.compile("<plain>").node is other.compile("<plain>").node
    assert base.compile("<wide>").node is not other.compile("<wide>").node
    assert Search("a big boat b", APART).matches(base.compile("<wide>"))
    assert not Search("a big boat b", APART).matches(other.compile("<wide>"))


def test_most_places_are_not_tried() -> None:
    """A phrase that begins with a number is tried at numbers, one that begins with a word at that word."""
    searched = Search("The ferry and the 12 new ferries went up from 9 ships.", APART)
    for phrase, places in (("[the] <vessel> ...3 {n}", [0, 4, 14, 25, 48]), ("{n} new", [18, 46]), ("up* from", [38])):
        starts = GRAMMARS["apart"].compile(phrase).starts
        assert starts
        assert sorted(searched._starts(starts)) == places


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("(a|b) ...20 (a|b) ...20 (a|b) ...20 (a|b) ...20 zebra", "a b " * 900 + "zebras zebra"),
        ("a [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] zebra", "a " * 1900 + "zebra?"),
    ],
)
def test_steps_are_counted(phrase: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A phrase that takes more steps than it may is out, the same at every try; with enough of them it is found."""
    pattern = GRAMMARS["apart"].compile(phrase)
    monkeypatch.setattr(search, "STEPS", 5_000)
    searched = Search(text, APART)
    for _ in range(2):
        with pytest.raises(OutOfSteps):
            searched.matches(pattern)
    monkeypatch.setattr(search, "STEPS", 10_000_000)
    assert Search(text, APART).matches(pattern)


def test_patterns_travel() -> None:
    """A pattern works after a way to another process, and a grammar leaves its memory at home."""
    known = GRAMMARS["apart"]
    pattern = pickle.loads(pickle.dumps(known.compile("{n} ...2 <craft>")))
    assert [hit.slots for hit in Search("12 big old-style boats, 7 ships", APART).matches(pattern)] == [{"n": (24, 25)}]
    assert pickle.loads(pickle.dumps(known)).known == {}


@given(text=st.text(alphabet=st.characters(), max_size=40))
def test_odd_characters_do_no_harm(text: str) -> None:
    """Letters whose lower case is longer, marks, and the character that stands in no text."""
    for name in GRAMMARS:
        for phrase in ("{n} ship", "船 {list}", "ship", "{items}", "_船"):
            with contextlib.suppress(PhraseError):
                pattern = GRAMMARS[name].compile(phrase)
                for hit in Search(f"İ\uffff{text} ship 12 \uffff ship", GRAMMARS[name].writing).matches(pattern):
                    assert 0 <= hit.start < hit.end

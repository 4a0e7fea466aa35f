"""Text changes by sentence."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.diff import diff_text, same_text
from monitor.model import Document
from monitor.text import fold

S = [
    "The council met in the old town hall on Monday.",
    "It agreed on a programme with 15 areas of work.",
    "Opponents called the plan a waste of paper.",
    "A ferry will carry the delegates back at noon.",
    "Nobody counted the votes twice, said the clerk.",
]


def kinds(diff):
    return [edit.kind for edit in diff.edits]


def test_equal(doc):
    """Equal documents have no edit."""
    assert not diff_text(doc(*S, title="T"), doc(*S, title="T"))


def test_one_number(doc):
    """One changed number in one sentence is one edit with that number marked."""
    (edit,) = diff_text(doc(" ".join(S)), doc(" ".join(S).replace("15", "16"))).edits
    assert (edit.kind, edit.part) == ("edited", "paragraph")
    assert [(mark.op, mark.text) for mark in edit.words if mark.op != "same"] == [("removed", "15"), ("added", "16")]


def test_added_removed_moved(doc):
    """Each kind, in the order of the new text; a removed sentence stands where it stood."""
    new = [S[0], "Rain fell on the square all afternoon long.", S[4], S[1], S[3]]
    diff = diff_text(doc(*S), doc(*new))
    assert kinds(diff) == ["added", "moved", "removed"]
    assert diff.edits[1].new == S[4]
    assert diff.edits[2].old == S[2]


def test_edited_and_moved(doc):
    """A sentence that was edited and moved is told once, as both, with its words marked."""
    (edit,) = diff_text(doc(*S), doc(S[3].replace("noon", "dusk"), *S[:3], S[4])).edits
    assert (edit.kind, edit.old) == ("moved_edited", S[3])
    assert [mark.text for mark in edit.words if mark.op != "same"] == ["noon", "dusk"]


LONG = (
    "The council met in the old town hall on Monday, while the mayor stayed at home and watched the vote on television."
)
PARTS = [
    "The council met in the old town hall on Monday.",
    "The mayor stayed at home and watched the vote on television.",
]


@pytest.mark.parametrize(
    ("one", "several"),
    [
        (LONG, PARTS),
        (
            "両国は今後16の分野で協力を進め、東京に連絡事務所を置く計画を見送る。",
            ["両国は今後16の分野で協力を進める。", "東京に連絡事務所を置く計画は見送る。"],
        ),
        (
            "Совет собрался в старой ратуше в понедельник, а мэр остался дома и смотрел голосование по телевизору.",
            [
                "Совет собрался в старой ратуше в понедельник.",
                "Мэр остался дома, голосование он смотрел по телевизору.",
            ],
        ),
    ],
)
def test_split_and_merged(doc, one, several):
    """One sentence made into several is one split, several made into one are one merge, whatever the script."""
    (edit,) = diff_text(doc(S[1], one, S[2]), doc(S[1], " ".join(several), S[2])).edits
    assert (edit.kind, edit.old, edit.new) == ("split", one, " ".join(several))
    assert "".join(mark.before for mark in edit.words) == edit.old
    assert "".join(mark.after for mark in edit.words) == edit.new
    (edit,) = diff_text(doc(S[1], " ".join(several), S[2]), doc(S[1], one, S[2])).edits
    assert (edit.kind, edit.old, edit.new) == ("merged", " ".join(several), one)


def test_parts_that_stand_apart(doc):
    """The parts of a split need not be neighbours."""
    diff = diff_text(doc(S[1], LONG, S[2], S[3]), doc(S[1], PARTS[0], S[2], S[3], PARTS[1]))
    assert [(edit.kind, edit.new) for edit in diff.edits] == [("split", " ".join(PARTS))]


def test_no_split(doc):
    """A sentence that is edited beside a new one, rows and bare figures are no splits."""
    assert kinds(diff_text(doc(S[0], S[1]), doc(S[0], S[1].replace("15", "16"), S[3]))) == ["edited", "added"]
    rows = diff_text(doc(("row", LONG)), doc(*(("row", part) for part in PARTS)))
    assert "split" not in kinds(rows)
    assert "merged" not in kinds(diff_text(doc("40-15.", "40-30."), doc("30-15.", "40-40.")))


def test_cut_otherwise_is_no_split(doc):
    """The same words cut into sentences otherwise are not told, where the text has changed elsewhere."""
    old = doc("The report of Mr. Holm came late on Friday evening.", S[0])
    new = doc("The report of Mr.", "Holm came late on Friday evening.", S[0].replace("Monday", "Friday"))
    assert kinds(diff_text(old, new)) == ["edited"]


def test_subject_says_which(doc):
    """In rows that look alike the subject says which is which, not the figures."""
    days = ["Monday: 41 new cases", "Tuesday: 44 new cases", "Wednesday: 39 new cases", "Thursday: 52 new cases"]
    new = [*days[1:3], "Thursday: 41 new cases", "Friday: 48 new cases"]
    diff = diff_text(doc(*(("row", day) for day in days)), doc(*(("row", day) for day in new)))
    assert [(edit.kind, edit.old, edit.new) for edit in diff.edits] == [
        ("removed", days[0], ""),
        ("edited", days[3], new[2]),
        ("added", "", new[3]),
    ]


def test_all_rows_reworded(doc):
    """What is said alike in hundreds of rows does not hide which row became which."""
    old = [f"Gate {n} was opened by the council at noon." for n in range(120)]
    new = [row.replace("council", "board") for row in old]
    diff = diff_text(doc(*old), doc(*new))
    assert {edit.kind for edit in diff.edits} == {"edited"}
    assert all(edit.new == edit.old.replace("council", "board") for edit in diff.edits)


def test_short_sentence_in_place(doc):
    """A rewritten sentence between unchanged neighbours is an edit at less likeness than elsewhere."""
    before, after = (
        "One clerk would do at first, said somebody who knew.",
        "Nobody but the mayor said a single clerk was enough at first.",
    )
    assert kinds(diff_text(doc(S[0], before, S[1]), doc(S[0], after, S[1]))) == ["edited"]
    assert sorted(kinds(diff_text(doc(S[0], before, S[1]), doc(S[0], S[1], after)))) == ["added", "removed"]


def test_title(doc):
    """The title is a part of its own: edited, added, removed."""
    (edit,) = diff_text(doc(S[0], title="Fifteen areas"), doc(S[0], title="Sixteen areas")).edits
    assert (edit.kind, edit.part, edit.words[0].text) == ("edited", "title", "Fifteen")
    assert kinds(diff_text(doc(S[0]), doc(S[0], title="New"))) == ["added"]
    assert kinds(diff_text(doc(S[0], title="Old"), doc(S[0]))) == ["removed"]


def test_headline_twice(doc):
    """A headline that stands in the text as well is one edit, not two."""
    old = doc(("heading", "Fifteen areas agreed"), S[0], title="Fifteen areas agreed")
    new = doc(("heading", "Sixteen areas agreed"), S[0], title="Sixteen areas agreed")
    assert [(edit.kind, edit.part) for edit in diff_text(old, new).edits] == [("edited", "title")]


def test_parts(doc):
    """A table row is one entry whatever stops it holds; a list item says what it is."""
    old = doc(("row", "Tokyo Bur. | 15. Fin"), ("item", "France objects."))
    new = doc(("row", "Tokyo Bur. | 16. Fin"), ("item", "France objects."), ("item", "So does Hungary."))
    edits = diff_text(old, new).edits
    assert [(edit.kind, edit.part) for edit in edits] == [("edited", "row"), ("added", "item")]
    assert edits[0].new == "Tokyo Bur. | 16. Fin"


@pytest.mark.parametrize(
    "new",
    [
        "He said: 'no'  and left - at\u00a0once.",
        "He said: ‘no’ and left – at once.",
        "He said: ‘no’ and left — at on\u00adce.",
    ],
)
def test_typography_is_silent(doc, new):
    """Quotes, dashes, white space and soft hyphens are no change."""
    old = doc("He said: ‘no’ and left — at once.", S[0])
    assert same_text(old, doc(new, S[0]))
    assert not diff_text(old, doc(new, S[0]))
    assert kinds(diff_text(old, doc(new, S[0].replace("Monday", "Friday")))) == ["edited"]


def test_blocks_cut_otherwise(doc):
    """The same text in other blocks is the same text."""
    old, new = doc(" ".join(S[:3]), S[3]), doc(S[0], ("item", " ".join(S[1:4])))
    assert same_text(old, new)
    assert not diff_text(old, new)
    changed = doc(S[0], ("item", " ".join(S[1:4]).replace("noon", "dusk")))
    assert kinds(diff_text(old, changed)) == ["edited"]


def test_blocks_that_are_not_compared(doc):
    """A block whose compared entry is empty is silent, and what only the compared form shows is still told."""
    old, new = doc(S[0], "12 comments"), doc(S[0], "13 comments", S[1])
    quiet = replace(old, compared=(old.compared[0], "")), replace(new, compared=(new.compared[0], "", new.compared[2]))
    assert kinds(diff_text(*quiet)) == ["added"]
    hidden = replace(old, compared=(*old.compared, "more"))
    assert kinds(diff_text(old, hidden)) == ["added"]


def test_nothing_and_something(doc):
    """An empty document against a full one, both ways."""
    assert kinds(diff_text(Document(), doc(*S))) == ["added"] * 5
    assert kinds(diff_text(doc(*S), Document())) == ["removed"] * 5
    assert not diff_text(Document(), Document())


def test_japanese(doc):
    """Sentences of a script without spaces are compared by character."""
    old = doc("両国は約15の分野で協力する。事務所の開設は見送られた。")
    new = doc("両国は16の分野で協力する。事務所の開設は見送られた。")
    (edit,) = diff_text(old, new).edits
    assert [(mark.op, mark.text) for mark in edit.words] == [
        ("same", "両国は"),
        ("removed", "約15"),
        ("added", "16"),
        ("same", "の分野で協力する。"),
    ]


word = st.sampled_from(
    ["council", "ferry", "office", "15", "16", "plan", "areas", "of", "the", "a", "met", "noon", "Tokyo", "opposed"]
)
sentence = st.lists(word, min_size=3, max_size=8).map(lambda words: " ".join(words).capitalize() + ".")
paragraphs = st.lists(st.lists(sentence, min_size=1, max_size=3).map(" ".join), max_size=8)
titles = st.none() | sentence


@given(paragraphs, paragraphs, titles, titles)
def test_empty_exactly_if_the_text_is_the_same(doc, old, new, old_title, new_title):
    """`diff_text` and `same_text` agree; every sentence is told at most once; marks join; backwards it is as long."""
    before, after = doc(*old, title=old_title), doc(*new, title=new_title)
    diff = diff_text(before, after)
    assert bool(diff) != same_text(before, after)
    assert not diff_text(before, before)
    for edit in diff.edits:
        assert bool(edit.old) == (edit.kind != "added")
        assert bool(edit.new) == (edit.kind != "removed")
        if edit.kind in ("edited", "moved_edited", "split", "merged"):
            assert "".join(mark.before for mark in edit.words) == edit.old
            assert "".join(mark.after for mark in edit.words) == edit.new
            assert fold(edit.old) != fold(edit.new)
        else:
            assert not edit.words
    told_old, told_new = (
        Counter(piece for edit in diff.edits if edit.part != "title" for piece in pieces(getattr(edit, side)))
        for side in ("old", "new")
    )
    all_old, all_new = (Counter(d.text[s.start : s.end] for s in d.sentences) for d in (before, after))
    assert told_old <= all_old
    assert told_new <= all_new
    assert all_old - told_old == all_new - told_new


def pieces(text):
    return [f"{piece}." for piece in text.rstrip(".").split(". ")] if text else []


@given(st.lists(st.sampled_from(S), unique=True, min_size=1), st.data())
def test_joined_and_cut(doc, texts, data):
    """Neighbours joined by a conjunction are one merge, and the other way round one split; nothing else is told."""
    at = data.draw(st.integers(0, len(texts) - 1))
    new = list(texts)
    new[at : at + 2] = [", and ".join(text.rstrip(".") for text in new[at : at + 2]) + "."]
    expected = ("merged", "split") if at + 1 < len(texts) else ()
    assert tuple(k for a, b in ((texts, new), (new, texts)) for k in kinds(diff_text(doc(*a), doc(*b)))) == expected


@given(st.data())
def test_shuffled_paragraphs_only_move(doc, data):
    """Another order of the same paragraphs gives moves and nothing else, and not all of them."""
    texts = [f"{s} Item {n} follows." for n, s in enumerate(S)]
    order = data.draw(st.permutations(texts))
    diff = diff_text(doc(*texts), doc(*order))
    assert set(kinds(diff)) <= {"moved"}
    assert len(diff.edits) < 2 * len(texts)
    assert bool(diff) == (order != texts)


def test_quick(doc):
    """Three hundred sentences with a few edits take milliseconds, a whole rewrite well under a second."""
    texts = [f"In paragraph {n} the council met somebody at {n * 7} o'clock near gate {n % 13}." for n in range(300)]
    new = list(texts)
    new[10], new[200] = new[200], new[10]
    new[50] = new[50].replace("gate", "tower")
    old_doc, new_doc = doc(*texts), doc(*new)
    begun = time.process_time()
    assert sorted(kinds(diff_text(old_doc, new_doc))) == ["edited", "moved", "moved"]
    assert time.process_time() - begun < 0.25
    rewritten = doc(*[text[::-1] for text in texts])
    begun = time.process_time()
    assert diff_text(old_doc, rewritten)
    assert time.process_time() - begun < 2

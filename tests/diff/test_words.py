"""Words within an edited sentence."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.diff import word_marks


def shown(old, new):
    form = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(form[mark.op].format(mark.text) for mark in word_marks(old, new))


@pytest.mark.parametrize(
    ("old", "new", "marks"),
    [
        ("about fifteen areas of work", "16 areas of work", "[-about fifteen-]{+16+} areas of work"),
        ("a list of 1,500 posts", "a list of 1,600 posts", "a list of [-1,500-]{+1,600+} posts"),
        ("The desk opens.", "The desk never opens.", "The desk{+ never+} opens."),
        ("The desk opens soon.", "The desk opens.", "The desk opens[- soon-]."),
        ("16分野で協力する。", "15分野で協力した。", "[-16-]{+15+}分野で協力[-する-]{+した+}。"),
        ("計画は延期", "計画は中止", "計画は[-延期-]{+中止+}"),
        ("an office of its own", "a desk of some kind", "[-an office of its own-]{+a desk of some kind+}"),
        ("up by 4 then down", "out of 4 now gone", "[-up by-]{+out of+} 4 [-then down-]{+now gone+}"),
        ("“No,” he said", '"No," she said', '"No," [-he-]{+she+} said'),
        ("‘Wait …’ — he\u00a0left", "'Wait ...' -- she left", "'Wait ...' -- [-he-]{+she+} left"),
        ("１５ areas – all new", "15 areas - all old", "15 areas - all [-new-]{+old+}"),
    ],
)
def test_marks(old, new, marks):
    """What a reader sees: whole words and numbers, characters where there are no spaces, no confetti."""
    assert shown(old, new) == marks


sentences = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                "the",
                "about",
                "15",
                "16",
                "areas",
                " ",
                "  ",
                "\u00a0",
                "“",
                '"',
                ".",
                "分",
                "野",
                "a\u0301",
                "\u00ad",
                "\u200b",
            ]
        ),
        max_size=20,
    ).map("".join),
)


@given(sentences, sentences)
@example("", " ")
@example(" a", "a ")
@example("\x1c", "")
def test_marks_join(old, new):
    """The runs of each side give its sentence, and no two runs of one kind meet."""
    marks = word_marks(old, new)
    assert "".join(mark.before for mark in marks) == old
    assert "".join(mark.after for mark in marks) == new
    assert all(mark.text or mark.old for mark in marks)
    assert all(a.op != b.op for a, b in itertools.pairwise(marks))

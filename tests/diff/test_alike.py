"""How alike two sentences are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.diff.alike import Likeness, common, without


def likeness(old, new, both=()):
    found = Likeness([old], [new], both)
    ((weight, sizes),) = [(w, (found.old_size[0], found.new_size[0])) for *_, w in found.overlaps()] or [(0, (1, 1))]
    return 2 * weight / sum(sizes)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Satire.", "Join our readers."),
        ("The harbour was closed for the night.", "Members of the council met for an hour."),
        ("首相は会談した。", "雨が降り続いている。"),
        ("Порт закрыли на ночь.", "Члены совета заседали час."),
    ],
)
def test_unrelated(old, new):
    """Full stops and common endings make no two sentences alike, in any script."""
    assert likeness(old, new) < 0.3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The plan covers about 15 areas.", "The plan covers 16 areas."),
        ("Eine Brücke über die Senn ist eingestürzt.", "Die Fußgängerbrücke über die Senn ist eingestürzt."),
        ("시는 내년부터 버스 요금을 올린다.", "시가 내년에 버스요금을 올리기로 했다."),
        ("両国は約15の分野で協力する。", "両国は16の分野で協力した。"),
    ],
)
def test_related(old, new):
    """Other figures, inflection, compounds and particles leave sentences alike."""
    assert likeness(old, new) > 0.5


def test_what_all_sentences_have_counts_less():
    """A frame that many sentences share makes two of them less alike than one that only they have."""
    frame = [f"{town} reported new cases" for town in ("Orsk", "Colm", "Tarsin", "Holm")]
    assert likeness("Elms reported new cases", "Arn reported new cases", frame) < 0.8 * likeness(
        "Elms reported new cases", "Arn reported new cases"
    )


sentences = st.lists(st.sampled_from(["plan", "15", "16", "areas", "分野", "協力", "the", "."])).map(" ".join)


@given(sentences, sentences)
def test_measure(old, new):
    """Between 0 and 1, the same both ways, 1 for equal sentences, however the work is cut short."""
    assert 0 <= likeness(old, new) <= 1.0001
    assert likeness(old, new) == pytest.approx(likeness(new, old))
    if likeness(old, old):
        assert likeness(old, old) == pytest.approx(1)


@given(sentences, sentences)
def test_taking_out(one, two):
    """What two bags have in common and what is left of one when the other is taken out make up the one."""
    found = Likeness([one], [two])
    (bag,), (other,) = found.old, found.new
    assert common(bag, other) + sum(without(bag, other).values()) == pytest.approx(sum(bag.values()))

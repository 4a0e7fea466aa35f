"""Which facts changed, and how."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.diff import diff_facts, settle
from monitor.model import Evidence, Observation, Period

TITLES = {"area_count": "Areas", "term": "Term", "place": "Place"}


def found(value=None, **more):
    given = {"fact": "area_count", "state": "found", "rule": "p/area_count", "rule_digest": "d", "value": value}
    return Observation(**(given | more))


def kind(old, new):
    changes = diff_facts({} if old is None else {"area_count": old}, {} if new is None else {"area_count": new}, TITLES)
    assert len(changes) <= 1
    return changes[0].kind if changes else None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (15, 16, "revised"),
        (16, 16, None),
        (10, 10.0, None),
        (1, True, "revised"),
        (16, "16", "revised"),
        ("Vilnius", "vilnius ", None),
        ("on_hold", "dropped", "revised"),
        (("China", "France"), ("France", "China"), None),
        (("France",), ("China", "France"), "revised"),
        ("07-11/07-12", "2023-07-11/2023-07-12", "qualified"),
        ("2023-07-11", "07-11", "qualified"),
        ("2023-07", "2023-07-12", "qualified"),
        ("07-11", "07-11/07-12", "qualified"),
        ("07-12", "07-11/07-12", "revised"),
        ("2023-06-11/2023-06-12", "07-11/07-12", "revised"),
        ("2023-07-11", "2024-07-11", "revised"),
        (2023, 2024, "revised"),
        (Period(duration=4), Period(duration=4, end=2026), "qualified"),
        (Period(duration=4, start=2023, end=2026), Period(end=2026), "qualified"),
        (Period(duration=4), Period(start=2023, end=2026), "qualified"),
        (Period(duration=3), Period(start=2023, end=2026), "qualified"),
        (Period(duration=4), Period(start=2023, end=2025), "revised"),
        (Period(duration=4), Period(duration=5, end=2026), "revised"),
        (Period(start=2023, end=2026), Period(start=2023, end=2027), "revised"),
        (Period(duration=4), 4, "revised"),
        (Period(duration=1, end=1), "07-11", "revised"),
        (Period(duration=4), "07-11/07-12", "revised"),
    ],
)
def test_values(old, new, expected):
    """Each kind of value: equal, stated more or less completely, or another one; the same in both directions."""
    assert kind(found(old), found(new)) == expected
    assert kind(found(new), found(old)) == expected


def test_appears_and_disappears():
    """A fact that is stated on one side only appeared or disappeared; a false value is a value."""
    assert kind(None, found(16)) == "appeared"
    assert kind(found(False), None) == "disappeared"
    assert kind(None, None) is None


@pytest.mark.parametrize("state", ["ambiguous", "error"])
def test_passed_over(state):
    """A fact that is ambiguous or in error on either side gives no change."""
    vague = found(state=state, values=(15, 16) if state == "ambiguous" else ())
    for other in (None, found(16), vague):
        assert kind(vague, other) is None
        assert kind(other, vague) is None


def test_how_it_is_said():
    """Qualifier and modality come before the mouth, the value before all."""
    plain = found(16, qualifier="exact", modality="asserted")
    assert kind(plain, replace(plain, qualifier="about")) == "qualified"
    assert kind(plain, replace(plain, modality="planned")) == "qualified"
    assert kind(plain, replace(plain, attribution="the ministry")) == "attributed"
    assert kind(plain, replace(plain, attribution="the ministry", modality="denied")) == "qualified"
    assert kind(plain, replace(plain, value=15, attribution="the ministry")) == "revised"
    assert kind(plain, found(16)) is None
    said = replace(plain, attribution="Prime  Minister’s Office")
    assert kind(said, replace(said, attribution="prime minister's office")) is None


def test_evidence_is_no_change():
    """Other words, another place, an edited rule: none of it changes the fact."""
    new = found(16, evidence=Evidence("text", "16", 4, 6, "Now 16."), rule="q/other", rule_digest="e", note="x")
    assert kind(found(16), new) is None


def test_order_and_titles():
    """Changes come in the order of the titles, unknown facts last and by id."""
    old = {fact: found(1, fact=fact) for fact in ("zeta", "place", "area_count", "alpha", "term")}
    changes = diff_facts(old, {}, TITLES)
    assert [change.fact for change in changes] == ["area_count", "term", "place", "alpha", "zeta"]
    assert [change.title for change in changes] == ["Areas", "Term", "Place", "alpha", "zeta"]


def test_settle_takes_the_newest_clear_reading():
    """Per fact the newest found or absent reading counts; what is never clear is named and stays no change."""
    vague = found(state="ambiguous", values=(15, 16))
    history = [
        {"area_count": vague, "term": vague, "place": found("Vilnius")},
        {"area_count": found(15), "place": found("Riga")},
        {"area_count": found(14), "term": found(4)},
    ]
    settled, unsettled = settle(history)
    assert settled == {"area_count": found(15), "place": found("Vilnius")}
    assert unsettled == frozenset()
    settled, unsettled = settle(history[:1])
    assert unsettled == {"area_count", "term"}
    assert [change.fact for change in diff_facts(settled, {"area_count": found(16)}, TITLES)] == ["place"]
    assert settle([]) == ({}, frozenset())


values = st.one_of(
    st.integers(0, 30),
    st.booleans(),
    st.sampled_from(["Vilnius", "Riga", "07-11", "2023-07-11", "07-11/07-12", "2023"]),
    st.lists(st.sampled_from(["China", "France", "Hungary"]), unique=True).map(lambda items: tuple(sorted(items))),
    st.builds(Period, *[st.none() | st.integers(1, 3)] * 3),
)
observations = st.builds(
    lambda state, value, qualifier, modality, attribution: found(
        value if state == "found" else None,
        state=state,
        values=(1, 2) if state == "ambiguous" else (),
        qualifier=qualifier,
        modality=modality,
        attribution=attribution,
    ),
    st.sampled_from(["found", "found", "found", "ambiguous", "error"]),
    values,
    st.sampled_from([None, "exact", "about"]),
    st.sampled_from([None, "asserted", "planned"]),
    st.sampled_from([None, "the ministry"]),
)
readings = st.dictionaries(st.sampled_from(["area_count", "term", "place", "other"]), observations)


@given(readings)
def test_nothing_changes_against_itself(facts):
    """A reading compared with itself has no change."""
    assert diff_facts(facts, dict(facts), TITLES) == ()


MIRROR = {"appeared": "disappeared", "disappeared": "appeared"}


@given(readings, readings)
def test_the_other_way_round(old, new):
    """Read backwards, the same facts change, with the same kinds; each at most once."""
    there, back = diff_facts(old, new, TITLES), diff_facts(new, old, TITLES)
    assert [(c.fact, MIRROR.get(c.kind, c.kind), c.new, c.old) for c in there] == [
        (c.fact, c.kind, c.old, c.new) for c in back
    ]
    assert len({change.fact for change in there}) == len(there)


@given(st.lists(readings, min_size=1, max_size=4), readings)
def test_unsettled_facts_never_change(history, new):
    """What no reading of the past settles is compared with nothing."""
    settled, unsettled = settle(history)
    assert unsettled.isdisjoint(change.fact for change in diff_facts(settled, new, TITLES))

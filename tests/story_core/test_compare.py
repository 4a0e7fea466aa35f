"""How two statements relate: what is printed decides, and what is left open contradicts nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Dated, Observation, Period, Relation, Value
from monitor.story import relate, stated
from monitor.story.compare import tolerance


def told(value: Value, qualifier: Any = None, type_: str = "", on: str | None = None, **more: Any) -> Any:
    observation = Observation("f", "found", "p/f", "d", value=value, qualifier=qualifier, **more)
    return stated(observation, type_, Dated(on, "published") if on else None)


def both(one: Any, other: Any) -> Relation:
    relation = relate(one, other)
    assert relate(other, one) == relation
    return relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ((15,), (15,), "same"),
        ((15,), (15.0,), "same"),
        ((15,), (16,), "contradicts"),
        ((15, "about"), (15,), "compatible"),
        ((15, "about"), (15, "about"), "same"),
        ((15, "about"), (16,), "contradicts"),
        ((20, "about"), (21,), "compatible"),
        ((20, "about"), (23,), "contradicts"),
        ((150, "about"), (146,), "compatible"),
        ((100, "about"), (140,), "contradicts"),
        ((12, "more_than"), (15,), "compatible"),
        ((15, "more_than"), (15,), "contradicts"),
        ((12, "at_least"), (15,), "compatible"),
        ((12, "at_least"), (12,), "compatible"),
        ((12, "at_least"), (11,), "contradicts"),
        ((20, "at_most"), (15,), "compatible"),
        ((20, "less_than"), (20,), "contradicts"),
        ((15, "more_than"), (16, "less_than"), "contradicts"),  # no whole number lies between
        ((15.0, "more_than"), (15.5, "less_than"), "compatible"),
        ((12, "more_than"), (20, "about"), "compatible"),
        ((4.25,), (4.3,), "contradicts"),
    ],
)
def test_numbers(one: tuple[Any, ...], other: tuple[Any, ...], relation: Relation) -> None:
    """Two numbers are compatible where what their hedges leave open overlaps."""
    assert both(told(*one), told(*other)) == relation


@pytest.mark.parametrize(
    ("number", "off"),
    [("15", "0.5"), ("16", "0.5"), ("20", "2"), ("10", "1"), ("150", "5"), ("1500", "50"), ("0", "0")],
)
def test_how_wide_about_is(number: str, off: str) -> None:
    """Half of the last place that is printed, and at most a tenth."""
    assert tolerance(Decimal(number)) == Decimal(off)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("EUR 4200000000", "EUR 4213000000", "compatible"),
        ("EUR 4200000000", "EUR 4300000000", "contradicts"),
        ("EUR 4000000000", "EUR 4600000000", "contradicts"),
        ("EUR 4000000000", "USD 4000000000", "incomparable"),
        ("07-11/07-12", "2023-07-11/2023-07-12", "compatible"),
        ("07-11/07-12", "06-11/06-12", "contradicts"),
        ("07-11/07-12", "07-11/07-13", "contradicts"),
        ("July", "07-11/07-12", "compatible"),
        ("07", "07-11/07-12", "compatible"),
        ("2023-07", "07-11/07-12", "compatible"),
        ("06", "07-11/07-12", "contradicts"),
        ("2023-07-12", "07-11/07-12", "compatible"),
        ("2023-07-13", "07-11/07-12", "contradicts"),
        ("07-12", "2023-07-12", "compatible"),
        ("2023-07-12", "2024-07-12", "contradicts"),
        ("01-01", "12-30/01-02", "compatible"),
        ("12-31", "2023-12-30/2024-01-02", "compatible"),
        (Period(4), Period(4, 2023, 2026), "compatible"),
        (Period(4), Period(None, 2023, 2026), "compatible"),
        (Period(3), Period(None, 2023, 2026), "compatible"),
        (Period(6), Period(None, 2023, 2026), "contradicts"),
        (Period(None, None, 2026), Period(None, None, 2027), "contradicts"),
        (("a", "b"), ("a", "b", "c"), "compatible"),
        (("a", "b"), ("A", "b"), "same"),
        (("a", "b"), ("a", "c"), "contradicts"),
        ("Vilnius", "vilnius", "same"),
        ("Vilnius", "Vilnius, Lithuania", "compatible"),
        ("Kishida", "Fumio Kishida", "compatible"),
        ("The Hague", "Hague", "same"),
        ("Individual Partnership Program", "Individually Partnership Programme", "compatible"),
        ("ITPP", "Individually Tailored Partnership Programme", "compatible"),
        ("JapanTimes", "The Japan Times", "compatible"),
        ("Köln", "Koln", "same"),
        ("Iceland", "Ireland", "contradicts"),
        ("Niger", "Nigeria", "contradicts"),
        ("North Korea", "South Korea", "contradicts"),
        (True, False, "contradicts"),
        (True, True, "same"),
        (2014, 2020, "contradicts"),
    ],
)
def test_other_values(one: Value, other: Value, relation: Relation) -> None:
    """Dates, periods, lists, names and the rest."""
    assert both(told(one), told(other)) == relation


def test_a_list_of_examples_contradicts_no_other() -> None:
    """`Countries such as A and B` says nothing against a list with C."""
    assert both(told(("a", "b"), partial=True), told(("a", "c"))) == "compatible"


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("2023-05-03", "2023-07-09", "develops"),
        ("2023-07-09", "2023-07-09T18:00:00+00:00", "contradicts"),
        ("2023-05", "2023-07-09", "develops"),
        ("2023-07", "2023-07-09", "contradicts"),  # it may be of that very day
        (None, "2023-07-09", "contradicts"),
    ],
)
def test_states_come_with_their_date(first: str | None, second: str, relation: Relation) -> None:
    """Two states of different days are a development; of one day, or nobody knows when, they contradict each other."""
    one, other = told("planned", type_="status", on=first), told("on_hold", type_="status", on=second)
    assert both(one, other) == relation
    assert both(told("planned", type_="status", on=first), told("planned", type_="status", on=second)) == "same"


def test_a_state_that_was_only_seen_by_a_day() -> None:
    """A page without a date may be older than when it was seen: it came before what is dated later, and nothing else."""
    seen = stated(Observation("f", "found", "p/f", "d", value="planned"), "status", Dated("2023-07-05", "first_seen"))
    assert both(seen, told("on_hold", type_="status", on="2023-07-09")) == "develops"
    assert both(seen, told("on_hold", type_="status", on="2023-07-01")) == "contradicts"


def test_statements_of_different_aspects_are_not_compared() -> None:
    """A treaty of 2014 that was revised in 2020; of one aspect, or where none is told, the years contradict."""
    assert both(told(2014, aspect="concluded"), told(2020, aspect="revised")) == "incomparable"
    assert both(told(2014, aspect="concluded"), told(2020, aspect="concluded")) == "contradicts"
    assert both(told(2014, aspect="concluded"), told(2020)) == "contradicts"
    assert both(told(2020, aspect="concluded"), told(2020, aspect="revised")) == "same"


def test_what_is_denied() -> None:
    """`Not 15` contradicts 15 and says nothing of 16."""
    denied = told(15, "exact", modality="denied")
    assert both(denied, told(15, "exact")) == "contradicts"
    assert both(denied, told(16, "exact")) == "compatible"
    assert both(denied, told(16, "exact", modality="denied")) == "compatible"


def test_what_can_not_be_compared() -> None:
    """Nothing, several values at once, passages, a value of another kind."""
    assert stated(None) is None
    assert stated(Observation("f", "ambiguous", "p/f", "d", values=(15, 16))) is None
    assert both(None, told(15)) == "incomparable"
    assert both(told("so it is", type_="text"), told("it is so", type_="text")) == "incomparable"
    assert both(told("Vilnius"), told(15)) == "incomparable"


POINTS = st.one_of(
    st.dates().map(lambda d: d.isoformat()),
    st.dates().map(lambda d: d.isoformat()[:7]),
    st.dates().map(lambda d: d.isoformat()[5:]),
)
QUALIFIERS = st.sampled_from([None, "exact", "about", "more_than", "at_least", "less_than", "at_most"])
YEARS = st.one_of(st.none(), st.integers(2000, 2030))
STATEMENTS = st.one_of(
    st.builds(told, st.integers(-50, 2000), QUALIFIERS),
    st.builds(told, st.floats(-50, 50).map(lambda x: round(x, 2)), QUALIFIERS),
    st.builds(told, st.one_of(POINTS, st.tuples(POINTS, POINTS).map("/".join))),
    st.builds(told, st.builds(Period, YEARS.map(lambda y: y and y - 1999), YEARS, YEARS)),
    st.builds(
        lambda items, partial: told(tuple(sorted(items)), partial=partial),
        st.sets(st.sampled_from("abcd"), min_size=1),
        st.booleans(),
    ),
    st.builds(
        told,
        st.lists(st.sampled_from(["the", "Ann", "Annabel", "Annabels", "b", "B.", "and"]), min_size=1).map(" ".join),
    ),
    st.builds(told, st.text(min_size=1)),
    st.builds(lambda v, on: told(v, None, "status", on), st.sampled_from(["a", "b"]), st.one_of(st.none(), POINTS)),
    st.builds(told, st.booleans()),
    st.builds(
        lambda v, modality: told(v, "exact", modality=modality),
        st.integers(1, 3),
        st.sampled_from(["asserted", "denied", "hedged"]),
    ),
)


@given(STATEMENTS, STATEMENTS)
def test_the_relation_is_symmetric(one: Any, other: Any) -> None:
    """Whoever is named first."""
    assert relate(one, other) == relate(other, one)


@given(STATEMENTS)
def test_the_relation_is_reflexive(one: Any) -> None:
    """Everything says the same as itself; so nothing contradicts itself."""
    assert relate(one, one) == "same"


@given(st.integers(1, 3000), st.integers(-400, 400))
def test_about_is_symmetric_in_distance_and_narrow(number: int, off: int) -> None:
    """What is called approximate is never contradicted by the number itself, and always by one that is a tenth off."""
    about = told(number, "about")
    assert relate(about, told(number, "exact")) == "compatible"
    if abs(off) * 10 > number:
        assert relate(about, told(number + off, "exact")) == "contradicts"


def test_compatible_is_not_chained() -> None:
    """15 and 16 are both compatible with `at least 12`, and contradict each other."""
    one, middle, other = told(15, "exact"), told(12, "at_least"), told(16, "exact")
    assert relate(one, middle) == relate(middle, other) == "compatible"
    assert relate(one, other) == "contradicts"

"""Which facts changed between two readings, and how.

Values are brought to one form first (`10.0` is `10`, spelling variants of white space, quotes and case are one, a date
is its parts), the facts that differ are found by id, and DeepDiff is handed only those: it then says which parts differ
and whether a part contradicts or is only stated on one side. Evidence, rule, rule digest and note never make a change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from deepdiff import DeepDiff

from monitor.model import ChangeKind, FactChange, Facts, Observation, Period, Value
from monitor.text import fold

CLEAR = "found"
"""The state of an observation that can be compared; a fact without an observation (absent) can be, too."""

_DATE = re.compile(r"(?:(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?|(?P<m>\d{2})-(?P<d>\d{2}))")


def settle(history: Sequence[Facts]) -> tuple[Facts, frozenset[str]]:
    """What each fact was, last time it was clear; `history` holds one source's readings, newest first.

    For each fact the newest reading counts in which it is found or absent; readings in which it is ambiguous or in
    error are passed over. The set names the facts that are clear in none of them. These keep their newest observation
    in the returned facts, so that `diff_facts` passes them over as well: unsettled is not absent.
    """
    settled: dict[str, Observation] = {}
    unsettled: set[str] = set()
    for fact in sorted(set().union(*history)):
        observations = [facts.get(fact) for facts in history]
        for observation in observations:
            if observation is None:
                break
            if observation.state == CLEAR:
                settled[fact] = observation
                break
        else:
            unsettled.add(fact)
            settled[fact] = history[0][fact]
    return settled, frozenset(unsettled)


def diff_facts(old: Facts, new: Facts, titles: Mapping[str, str]) -> tuple[FactChange, ...]:
    """The facts that changed, in the order of `titles` (fact id to its name for people), others behind by id.

    Changes are between found and absent: a fact that is ambiguous or in error on either side gives none.
    """
    changes = []
    for fact in sorted(old.keys() | new.keys(), key=_order(titles)):
        before, after = old.get(fact), new.get(fact)
        if kind := _kind(before, after):
            changes.append(FactChange(fact, titles.get(fact, fact), kind, before, after))
    return tuple(changes)


def _order(titles: Mapping[str, str]) -> Callable[[str], tuple[int, str]]:
    place = {fact: number for number, fact in enumerate(titles)}
    return lambda fact: (place.get(fact, len(place)), fact)


def _kind(old: Observation | None, new: Observation | None) -> ChangeKind | None:
    if any(side is not None and side.state != CLEAR for side in (old, new)):
        return None
    if old is None or new is None:
        return None if old is new else "appeared" if old is None else "disappeared"
    before, after = _comparable(old), _comparable(new)
    if _same(before, after):
        return None
    # The threshold is DeepDiff's own guess when to give up on a dict's parts: without it a period of which one part in
    # four is shared would count as another value.
    difference = DeepDiff(before, after, threshold_to_diff_deeper=0)
    differing = set(difference.affected_root_keys)
    if "value" in differing:
        alike = type(old.value) is type(new.value)
        return "qualified" if alike and _only_completeness(before["value"], after["value"]) else "revised"
    return "qualified" if differing & {"qualifier", "modality"} else "attributed"


def same_statement(one: Observation | None, other: Observation | None) -> bool:
    """Whether two observations say the same of a fact, wherever it is printed and whichever rule read it."""
    if one is None or other is None:
        return one is other
    return one.state == other.state and one.values == other.values and _same(_comparable(one), _comparable(other))


def _same(old: Any, new: Any) -> bool:
    """Equality that tells `True` from `1`."""
    return bool(old == new) and repr(old) == repr(new)


def _comparable(observation: Observation) -> dict[str, Any]:
    """What is compared of an observation, in one form. What is not said otherwise is exact and asserted."""
    return {
        "value": _normal(observation.value),
        "qualifier": observation.qualifier or "exact",
        "modality": observation.modality or "asserted",
        "attribution": _plain(observation.attribution or ""),
    }


def _plain(text: str) -> str:
    return fold(text).casefold()


def _normal(value: Value | None) -> Any:
    match value:
        case Period():
            parts = {"duration": value.duration, "start": value.start, "end": value.end}
            return {name: part for name, part in parts.items() if part is not None}
        case float() if value.is_integer():
            return int(value)
        case str():
            return _date_parts(value) or _plain(value)
        case tuple():
            return sorted({_plain(item) for item in value})
        case _:
            return value


def _date_parts(text: str) -> dict[str, dict[str, int]] | None:
    """`2023-07-12`, `2023-07`, `07-12` or a range of two of them as its parts; None for every other string."""
    ends = [_DATE.fullmatch(end) for end in text.split("/")]
    if len(ends) > 2 or not all(ends) or (len(ends) == 1 and len(text) == 4):
        return None
    parts = {}
    for name, found in zip(("start", "end"), ends, strict=False):
        assert found is not None
        year, month, day, m, d = found.group("year", "month", "day", "m", "d")
        stated = {"year": year, "month": month or m, "day": day or d}
        parts[name] = {part: int(digits) for part, digits in stated.items() if digits is not None}
    return parts


def _only_completeness(old: Any, new: Any) -> bool:
    """Whether two differing dates or periods state the same, one of them more completely in some part."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return False
    parts = DeepDiff(old, new, threshold_to_diff_deeper=0)
    if set(parts) - {"dictionary_item_added", "dictionary_item_removed"}:
        return False
    return _fits({**old, **new})


def _fits(parts: Mapping[str, Any]) -> bool:
    """Whether a duration stated on one side can be that of the years on the other, counted inclusively or not."""
    if not (isinstance(parts.get("duration"), int) and "start" in parts and "end" in parts):
        return True
    years: int = parts["end"] - parts["start"]
    return parts["duration"] in (years, years + 1)

"""History read again with today's rules, held against the changes that were recorded: what differs, as rule changes.

Both come from the same stored pages, so that a difference tells of the rules (or the engine), never of a source.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from monitor.diff.facts import diff_facts, same_statement, settle
from monitor.model import FactChange, Facts

RuleChangeKind = Literal["new", "gone", "different"]


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A fact whose change between two versions today's rules tell otherwise than it was recorded.

    `new`: was not recorded; `gone`: today's rules see none; `different`: another change. `recorded` and `today` are the
    two tellings, None where there is none.
    """

    from_version: int
    to_version: int
    fact: str
    title: str
    kind: RuleChangeKind
    recorded: FactChange | None
    today: FactChange | None


def replay(
    numbers: Sequence[int],
    recorded: Mapping[int, Sequence[FactChange]],
    read: Callable[[int], Facts],
    titles: Mapping[str, str],
    first: int = 0,
) -> list[RuleChange]:
    """What differs over one source's versions, oldest first.

    `numbers` are all its versions in order, `recorded` the changes that were stored with each, `read` gives a version's
    facts as today's rules find them (it is called at most twice in a row for one version); versions below `first` are
    only read where later ones are compared with them.
    """
    out: list[RuleChange] = []
    for at, number in enumerate(numbers):
        if at and number >= first:
            today = diff_facts(_settled(numbers[:at], read), read(number), titles)
            out += differences(numbers[at - 1], number, recorded.get(number, ()), today)
    return out


def _settled(before: Sequence[int], read: Callable[[int], Facts]) -> Facts:
    """What each fact was when it was last clear, as a check would have known it: no more is read than is needed."""
    history = [read(before[-1])]
    settled, unsettled = settle(history)
    for number in reversed(before[:-1]):
        if not unsettled:
            break
        history.append(read(number))
        settled, unsettled = settle(history)
    return settled


def differences(
    from_version: int, to_version: int, recorded: Sequence[FactChange], today: Sequence[FactChange]
) -> list[RuleChange]:
    """Two tellings of what changed from one version to the next, held against each other."""
    then, now = ({change.fact: change for change in changes} for changes in (recorded, today))
    out: list[RuleChange] = []
    for fact in dict.fromkeys([*now, *then]):
        old, new = then.get(fact), now.get(fact)
        if old and new and _same(old, new):
            continue
        kind: RuleChangeKind = "different" if old and new else "new" if new else "gone"
        title = (new or old).title  # type: ignore[union-attr]  # one of them is there
        out.append(RuleChange(from_version, to_version, fact, title, kind, old, new))
    return out


def _same(one: FactChange, other: FactChange) -> bool:
    """Whether two changes say the same: rule digests and evidence are no part of it."""
    return one.kind == other.kind and same_statement(one.old, other.old) and same_statement(one.new, other.new)

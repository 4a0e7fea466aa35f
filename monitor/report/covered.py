"""What rules do on many stored documents, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.codec import SCHEMA, Json, value_to_json
from monitor.facts.coverage import Conflict, Coverage, FactCoverage
from monitor.report.safe import neutralise

CONFLICTS_SHOWN = 3
"""Conflicting documents named for one fact; --json has all."""


def coverage_json(coverage: Coverage) -> Json:
    """Every fact with its counts; `phrases` in the order of the file, `conflicts` in that of the documents."""
    return {
        "schema": SCHEMA,
        "documents": coverage.documents,
        "languages": dict(coverage.languages.most_common()),
        "never": [fact.fact.id for fact in coverage.facts.values() if not fact.fired],
        "facts": [
            {
                "fact": fact.fact.id,
                "pack": fact.pack.id,
                "file": fact.fact.file,
                "line": fact.fact.line,
                "found": fact.found,
                "ambiguous": fact.ambiguous,
                "error": fact.errors,
                "phrases": [
                    {**place._asdict(), "phrase": text, "documents": fact.phrases[place, text]}
                    for place, text in fact.places
                ],
                "conflicts": [
                    {
                        "document": conflict.document,
                        "ambiguous": conflict.ambiguous,
                        "values": [
                            {"value": value_to_json(value), **place._asdict()} for value, place in conflict.values
                        ],
                    }
                    for conflict in fact.conflicts
                ],
            }
            for fact in coverage.facts.values()
        ],
    }


def coverage_text(coverage: Coverage, *, everything: bool = False) -> str:
    """A line a fact, then conflicts and what never fired; `everything`: every silent phrase, too."""
    facts = list(coverage.facts.values())
    lines = [f"{'fact':<28} {'found':>6} {'ambiguous':>10} {'error':>6} {'phrases that fire':>18}"]
    for fact in facts:
        active = f"{len(fact.places) - len(fact.silent)} of {len(fact.places)}"
        lines.append(f"{fact.fact.id:<28} {fact.found:>6} {fact.ambiguous:>10} {fact.errors:>6} {active:>18}")
    if len(coverage.languages) > 1:
        lines += [
            "",
            "Documents by language: " + ", ".join(f"{code} {n}" for code, n in coverage.languages.most_common()),
        ]
    conflicts = [line for fact in facts for line in _conflicts(fact)]
    if conflicts:
        lines += ["", "Statements that conflict", *conflicts]
    never = [fact for fact in facts if not fact.fired]
    if never:
        lines += ["", "Never fired", *(f"  {fact.fact.file}:{fact.fact.line}: {fact.fact.id}" for fact in never)]
    silent = [(fact.fact.id, *phrase) for fact in facts if everything and fact.fired for phrase in fact.silent]
    if silent:
        lines += ["", "Phrases that never fired, of facts that did"]
        lines += [f"  {place}: {fact}: {neutralise(text)}" for fact, place, text in silent]
    return "\n".join(lines) + "\n"


def _conflicts(fact: FactCoverage) -> Iterator[str]:
    worst = sorted(fact.conflicts, key=lambda conflict: not conflict.ambiguous)
    for conflict in worst[:CONFLICTS_SHOWN]:
        yield f"  {fact.fact.id} in {neutralise(conflict.document)}: {_values(conflict)}"
    if (left := len(fact.conflicts) - CONFLICTS_SHOWN) > 0:
        yield f"  {fact.fact.id}: {left} more"


def _values(conflict: Conflict) -> str:
    said = " against ".join(f"{neutralise(str(value_to_json(value)))} ({place})" for value, place in conflict.values)
    return f"{said}: {'ambiguous' if conflict.ambiguous else 'settled by the rule'}"

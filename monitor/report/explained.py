"""Why a rule read a fact from a page, or did not, for people and as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from monitor.codec import SCHEMA, Json, observation_to_json, value_to_json
from monitor.facts.explain import Attempt, Explanation
from monitor.facts.near import Part
from monitor.report.safe import neutralise
from monitor.rules.pieces import is_gap, is_optional

NEAR_SHOWN = 8
"""Sentences that only came near which are shown unless all are asked for: those that have most of a phrase."""

_MARKS = {"won": "+", "agrees": "+", "lost": "-", "stopped": "x", "near": "~"}
_WORDS = {"won": "won", "agrees": "agrees", "lost": "lost", "stopped": "stopped", "near": "came near"}
_INDENT = " " * 4


def explain_json(document: str, explanation: Explanation) -> Json:
    """`facts.explain` as one object: every attempt, in the order of the page."""
    return {
        "schema": SCHEMA,
        "document": document,
        "fact": explanation.fact,
        "title": explanation.title,
        "type": explanation.type,
        "pack": explanation.pack,
        "file": explanation.file,
        "line": explanation.line,
        "observation": observation_to_json(explanation.observation),
        "note": explanation.note,
        "sentences": explanation.sentences,
        "attempts": [_attempt_json(attempt) for attempt in explanation.attempts],
    }


def _attempt_json(attempt: Attempt) -> Json:
    return {
        "in": attempt.where,
        "sentence": attempt.sentence,
        "start": attempt.start,
        "phrase": attempt.phrase,
        "line": attempt.line,
        "verdict": attempt.verdict,
        "why": attempt.why,
        "quote": attempt.quote,
        "value": value_to_json(attempt.value if attempt.value is not None else attempt.means),
        "parts": [{"piece": part.piece, "state": part.state, "words": part.words} for part in attempt.parts],
    }


def explain_text(document: str, explanation: Explanation, *, width: int = 100, everything: bool = False) -> str:
    """The explanation for a terminal of `width` columns; `everything`: all that came near, not only the nearest."""
    lines = [*_head(document, explanation), ""]
    shown, left = _chosen(explanation.attempts, everything)
    for (where, _), attempts in groupby(shown, key=lambda each: (each.where, each.start)):
        group = list(attempts)
        place = "" if where == "text" else f"{where}: "
        lines += textwrap.wrap(neutralise(f"{place}“{group[0].sentence}”"), max(width, 40))
        for attempt in group:
            lines += [_INDENT + line for line in _attempt(explanation.file, attempt)]
        lines.append("")
    if explanation.note:
        lines.append(neutralise(explanation.note))
    elif not explanation.attempts:
        lines.append(f"None of {explanation.sentences} sentences holds half of any of the fact's phrases.")
    if left:
        lines.append(f"{left} more came near with less of a phrase, or with another one: --all shows them.")
    return "\n".join(lines).rstrip("\n") + "\n"


def _head(document: str, explanation: Explanation) -> Iterator[str]:
    yield f"{explanation.title}: {explanation.pack}/{explanation.fact}, {explanation.type}, {_place(explanation)}"
    seen = explanation.observation
    if seen is None:
        said = "absent"
    elif seen.state == "ambiguous":
        said = "ambiguous: " + " or ".join(_value(value_to_json(value)) for value in seen.values)
    elif seen.state == "error":
        said = f"error: {seen.note}"
    else:
        hedges = [seen.qualifier, seen.modality, seen.attribution and f"says {seen.attribution}"]
        told = ", ".join(hedge for hedge in hedges if hedge and hedge not in ("exact", "asserted"))
        said = _value(value_to_json(seen.value)) + (f" ({told})" if told else "")
    yield neutralise(f"{document}: {said}")


def _place(explanation: Explanation) -> str:
    return f"{explanation.file}:{explanation.line}"


def _chosen(attempts: Sequence[Attempt], everything: bool) -> tuple[list[Attempt], int]:
    """What is shown, and how many are left out: of what came near, each sentence's nearest phrase."""
    if everything:
        return list(attempts), 0
    full = [attempt for attempt in attempts if attempt.verdict != "near"]
    told = {(attempt.where, attempt.start) for attempt in full}
    nearest: dict[tuple[str, int], Attempt] = {}
    for attempt in attempts:
        place = (attempt.where, attempt.start)
        if attempt.verdict == "near" and place not in told:
            nearest[place] = max(nearest.get(place, attempt), attempt, key=lambda each: each.share)
    best = sorted(nearest.values(), key=lambda each: -each.share)[:NEAR_SHOWN]
    kept = {id(attempt) for attempt in [*full, *best]}
    shown = [attempt for attempt in attempts if id(attempt) in kept]
    return shown, len(attempts) - len(shown)


def _attempt(file: str, attempt: Attempt) -> Iterator[str]:
    value = attempt.value if attempt.value is not None else attempt.means
    means = f" = {_value(value_to_json(value))}" if value is not None else ""
    yield f"{_MARKS[attempt.verdict]} {_WORDS[attempt.verdict]}{means}: {neutralise(attempt.why)}"
    yield f"  {file}:{attempt.line}: {neutralise(attempt.phrase)}"
    if attempt.parts:
        yield from (f"    {line}" for line in _parts(attempt))
    elif attempt.quote:
        yield f"    matched {neutralise(repr(attempt.quote))}"


def _parts(attempt: Attempt) -> Iterator[str]:
    """The pieces of a phrase, one a line: what stands there in a row told whole, then what is missing; each by itself
    where words that the phrase has no room for stand between them."""
    rows: list[tuple[str, str]] = []
    if any(part.state == "between" for part in attempt.parts):
        rows += [(part.piece, f"{part.state} {part.words!r}") for part in attempt.parts if part.words]
        return _aligned(rows)
    matched = [part.piece for part in attempt.parts if part.state == "matched"]
    for part in attempt.parts:
        if part.state == "matched":
            if part.piece is matched[0]:
                rows.append((" ".join(matched), f"matched {attempt.quote!r}"))
        elif not is_gap(part.piece) and not is_optional(part.piece):
            rows.append((part.piece, _lack(part)))
    return _aligned(rows)


def _aligned(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    wide = min(max(len(piece) for piece, _ in rows), 48)
    for piece, said in rows:
        yield f"{neutralise(piece):{wide}}  {neutralise(said)}"


def _lack(part: Part) -> str:
    return f"stands elsewhere: {part.words!r}" if part.state == "elsewhere" else "missing"


def _value(value: object) -> str:
    return neutralise(", ".join(map(str, value)) if isinstance(value, list) else str(value))

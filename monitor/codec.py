"""Model values as the JSON of the contract, and back: the one place that knows the keys.

The store keeps observations and text edits in this form, the reports and `--json` print it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, cast

from monitor.model import (
    REWRITTEN,
    ChangeKind,
    Dated,
    Evidence,
    FactChange,
    Observation,
    Period,
    Result,
    Statement,
    StoryEvent,
    TextDiff,
    TextEdit,
    Value,
    WordMark,
)

Json = dict[str, Any]

SCHEMA = 1
"""The version of the JSON contract; every object that is printed carries it."""


def value_to_json(value: Value | None) -> Any:
    """A period becomes an object with only the parts that are printed, a list an array; the rest stays."""
    if isinstance(value, Period):
        return {key: part for key, part in asdict(value).items() if part is not None}
    if isinstance(value, tuple):
        return list(value)
    return value


def value_from_json(data: Any) -> Value | None:
    """The inverse of `value_to_json`."""
    if isinstance(data, Mapping):
        return Period(**data)
    if isinstance(data, list):
        return tuple(data)
    return cast(Value | None, data)


def observation_to_json(observation: Observation | None) -> Json | None:
    """A whole observation: `value` where found, `values` where ambiguous, neither in error; None stays None."""
    if observation is None:
        return None
    out: Json = {"state": observation.state}
    if observation.state == "found":
        out["value"] = value_to_json(observation.value)
    elif observation.state == "ambiguous":
        out["values"] = [value_to_json(value) for value in observation.values]
    out |= {
        "qualifier": observation.qualifier,
        "modality": observation.modality,
        "attribution": observation.attribution,
        "evidence": None,
        "rule": observation.rule,
        "rule_digest": observation.rule_digest,
    }
    if evidence := observation.evidence:
        out["evidence"] = {
            "in": evidence.where,
            "quote": evidence.quote,
            "start": evidence.start,
            "end": evidence.end,
            "sentence": evidence.sentence,
        }
    if observation.note:
        out["note"] = observation.note
    if observation.partial:
        out["partial"] = True
    if observation.aspect:
        out["aspect"] = observation.aspect
    if observation.credit:
        out["credit"] = observation.credit
    return out


def observation_from_json(fact: str, data: Mapping[str, Any] | None) -> Observation | None:
    """The inverse of `observation_to_json`; the JSON does not repeat the fact's id, its place says it."""
    if data is None:
        return None
    evidence = data.get("evidence")
    return Observation(
        fact=fact,
        state=data["state"],
        rule=data["rule"],
        rule_digest=data["rule_digest"],
        value=value_from_json(data.get("value")),
        values=tuple(cast(Value, value_from_json(value)) for value in data.get("values", ())),
        qualifier=data["qualifier"],
        modality=data["modality"],
        attribution=data["attribution"],
        evidence=evidence
        and Evidence(evidence["in"], evidence["quote"], evidence["start"], evidence["end"], evidence["sentence"]),
        note=data.get("note"),
        partial=data.get("partial", False),
        aspect=data.get("aspect"),
        credit=data.get("credit"),
    )


def change_to_json(change: FactChange) -> Json:
    return {
        "fact": change.fact,
        "title": change.title,
        "kind": change.kind,
        "old": observation_to_json(change.old),
        "new": observation_to_json(change.new),
    }


def change_from_json(data: Mapping[str, Any]) -> FactChange:
    """The inverse of `change_to_json`."""
    return FactChange(
        fact=data["fact"],
        title=data["title"],
        kind=cast(ChangeKind, data["kind"]),
        old=observation_from_json(data["fact"], data["old"]),
        new=observation_from_json(data["fact"], data["new"]),
    )


def counts_to_json(diff: TextDiff) -> Json:
    """How many sentences were added, removed, edited, moved; a split or merge counts as one edited."""
    return {
        "added": diff.count("added"),
        "removed": diff.count("removed"),
        "edited": sum(diff.count(kind) for kind in REWRITTEN),
        "moved": diff.count("moved"),
    }


def edits_to_json(diff: TextDiff) -> list[Json]:
    """Every edit, with word marks as `[op, text]`, or `[op, text, old text]` where only the typography differs."""
    return [
        {
            "kind": edit.kind,
            "part": edit.part,
            "section": edit.section,
            "old": edit.old,
            "new": edit.new,
            "words": [[mark.op, mark.text] + ([] if mark.old is None else [mark.old]) for mark in edit.words],
        }
        for edit in diff.edits
    ]


def outside_to_json(diff: TextDiff | None) -> list[Json] | None:
    """The edits outside the article; None where nothing is to be told of it."""
    return None if diff is None else edits_to_json(diff)


def edits_from_json(data: list[Json]) -> TextDiff:
    """The inverse of `edits_to_json`."""
    return TextDiff(
        tuple(
            TextEdit(
                edit["kind"],
                edit["part"],
                edit["old"],
                edit["new"],
                tuple(WordMark(*mark) for mark in edit["words"]),
                edit.get("section", "body"),
            )
            for edit in data
        )
    )


def result_to_json(result: Result) -> Json:
    """One row of `results` in `monitor check --json`."""
    outcome = result.outcome
    return {
        "source": result.source.name,
        "url": result.source.url,
        "final_url": outcome.final_url,
        "outcome": str(outcome.kind),
        "from_version": outcome.from_version,
        "to_version": outcome.to_version,
        "detail": outcome.detail,
        "checked_at": result.checked_at.isoformat(),
        "changes": [change_to_json(change) for change in outcome.changes],
        "text": counts_to_json(outcome.text),
        "silent": outcome.silent,
        "reverts_to": outcome.reverts_to,
        "outside": outside_to_json(outcome.outside),
        "story_events": [story_event_to_json(event) for event in result.story],
    }


def dated_to_json(dated: Dated) -> Json:
    return {"on": dated.on, "basis": dated.basis}


def story_event_to_json(event: StoryEvent) -> Json:
    """What a check meant for its story, with the statements of both sides."""
    return {
        "kind": event.kind,
        "story": event.story,
        "fact": event.fact,
        "title": event.title,
        "old": observation_to_json(event.old),
        "new": observation_to_json(event.new),
        "others": [
            {
                "source": statement.source,
                "url": statement.url,
                "version": statement.version,
                "dated": dated_to_json(statement.dated),
                "observation": observation_to_json(statement.observation),
            }
            for statement in event.others
        ],
        "sources": event.sources,
    }


def story_event_from_json(data: Mapping[str, Any]) -> StoryEvent:
    """The inverse of `story_event_to_json`."""
    fact = data["fact"]
    return StoryEvent(
        kind=data["kind"],
        story=data["story"],
        fact=fact,
        title=data["title"],
        old=observation_from_json(fact, data["old"]),
        new=observation_from_json(fact, data["new"]),
        others=tuple(
            Statement(
                each["source"],
                each["url"],
                each["version"],
                Dated(each["dated"]["on"], each["dated"]["basis"]),
                cast(Observation, observation_from_json(fact, each["observation"])),
            )
            for each in data["others"]
        ),
        sources=data["sources"],
    )

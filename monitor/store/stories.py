"""A story's sources as today's rules read them, in few queries however many they are."""

from __future__ import annotations

import json
import struct
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from monitor.codec import observation_from_json
from monitor.model import Dated, Observation, Sketch, Source, StoryBefore, Telling, ToldVersion, Version
from monitor.store.history import History, version_from
from monitor.story import SKETCH, changed, dated


@dataclass(frozen=True, slots=True)
class ReadBy:
    """How a source is read today: the digest of each of its packs, and the key of the reading."""

    digests: Mapping[str, str]
    reading_key: str


Reads = Callable[[Source], ReadBy]


def pack_sketch(sketch: Sketch) -> bytes:
    """A sketch as the store keeps it; see `sketches` in docs/store.md."""
    sizes = [len(shingles) for shingles in sketch.sentences]
    hashes = [shingle for shingles in sketch.sentences for shingle in sorted(shingles)]
    return struct.pack(f"<I{len(sizes)}I{len(hashes)}Q", len(sizes), *sizes, *hashes)


def unpack_sketch(data: bytes) -> Sketch:
    """The inverse of `pack_sketch`. Raises struct.error for what it did not make."""
    (count,) = struct.unpack_from("<I", data)
    sizes = struct.unpack_from(f"<{count}I", data, 4)
    hashes = struct.unpack_from(f"<{sum(sizes)}Q", data, 4 + 4 * count)
    sentences, start = [], 0
    for size in sizes:
        sentences.append(frozenset(hashes[start : start + size]))
        start += size
    return Sketch(tuple(sentences))


class Stories(History):
    """The verbs for stories."""

    def tellings(
        self,
        sources: Sequence[Source],
        reads: Reads,
        *,
        facts: Collection[str] | None = None,
        history: bool = False,
    ) -> tuple[list[Telling], list[tuple[Source, int]]]:
        """What these sources state, each in its latest version, and with `history` in every version.

        `reads` says how a source is read today; `facts`: only these. Sources without a version are left out. The second
        list names source and version of each reading that is not kept: the facts of the latest then are missing, or,
        with `history`, those of older ones.
        """
        with self._read():
            wanted = {source.id: source for source in sources}
            latest = self._latest(wanted)
            versions = self._told_versions(latest)
            readings = self._readings(wanted, reads, None if history else latest)
            found = self._facts_of(readings, facts)
            sketches = self._sketches(latest)
            troubles = self._troubles(latest)
            since = self._since(versions, facts)
        told: list[Telling] = []
        unread: list[tuple[Source, int]] = []
        for source in sources:
            if (number := latest.get(source.id)) is None:
                continue
            own = versions[source.id]
            unread += [(source, each) for each in (own if history else (number,)) if (source.id, each) not in readings]
            stated = {each: found.get((source.id, each), {}) for each in own if (source.id, each) in readings}
            told.append(
                Telling(
                    source.id,
                    source.name,
                    source.url,
                    own[number],
                    stated.get(number, {}),
                    dated(own[min(own)]),
                    since.get(source.id, {}),
                    sketches.get(source.id),
                    troubles.get(source.id),
                    _history(own, stated) if history else (),
                )
            )
        return told, unread

    def unread(self, story: str, reads: Reads) -> list[Source]:
        """The story's sources whose latest version today's rules have not read, or whose text has no sketch."""
        with self._read():
            wanted = {source.id: source for source in self.sources(story)}
            latest = self._latest(wanted)
            readings = self._readings(wanted, reads, latest)
            sketched = self._sketches(latest)
            return [
                wanted[id_] for id_, number in latest.items() if id_ not in sketched or (id_, number) not in readings
            ]

    def _latest(self, ids: Iterable[int]) -> dict[int, int]:
        """The number of the latest version of each of these sources that has one."""
        rows = self._rows(
            "SELECT source_id, version FROM schedule WHERE version IS NOT NULL "
            "AND source_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return {row["source_id"]: row["version"] for row in rows}

    def keep_sketch(self, source_id: int, version: int, sketch: Sketch) -> None:
        """Keep a latest version's sketch; those of older ones are dropped."""
        with self._write():
            self._put_sketch(source_id, version, sketch)

    def _put_sketch(self, source_id: int, version: int, sketch: Sketch) -> None:
        self._run("DELETE FROM sketches WHERE source_id = ? AND version <= ?", (source_id, version))
        fields = {"source_id": source_id, "version": version, "sketcher": SKETCH, "sketch": pack_sketch(sketch)}
        self._run(
            "INSERT INTO sketches (source_id, version, sketcher, sketch) VALUES (:source_id, :version, :sketcher, "
            ":sketch) ON CONFLICT DO NOTHING",
            fields,
        )

    def _story_before(
        self,
        source: Source,
        now: Version,
        reads: Reads,
        facts: Collection[str],
        read_before: datetime | None = None,
    ) -> StoryBefore:
        """A source's story without its version `now`, which is about to be stored; part of the same transaction.

        `facts`: only these. `read_before`: of the others only those that had been read at that time. Others whose
        latest version today's rules have not read are left out.
        """
        assert source.story is not None
        others = [other for other in self.sources(source.story) if other.id != source.id]
        tellings, unread = self.tellings(others, reads, facts=facts)
        left_out = {other.id for other, _ in unread}
        all_versions = self._told_versions([source.id, *(other.id for other in others)])
        if read_before is not None:
            firsts = {id_: own[min(own)].fetched_at for id_, own in all_versions.items() if own}
            left_out |= {id_ for id_, first in firsts.items() if first > read_before}
        own = all_versions.get(source.id, {})
        return StoryBefore(
            source.story,
            tuple(telling for telling in tellings if telling.source_id not in left_out),
            changed(now, own[max(own)]) if own else dated(now),
            dated(own[min(own)]) if own else None,
            self._since({source.id: own}, facts).get(source.id, {}),
            self._former([source.id, *(other.id for other in others)], facts),
        )

    def _told_versions(self, ids: Iterable[int]) -> dict[int, dict[int, Version]]:
        """All versions of these sources, by source and number."""
        found: dict[int, dict[int, Version]] = defaultdict(dict)
        rows = self._rows(
            "SELECT source_id, number, fetched_at, title, published, modified, language FROM versions "
            "WHERE source_id IN (SELECT value FROM json_each(?)) ORDER BY source_id, number",
            (json.dumps(list(ids)),),
        )
        for row in rows:
            found[row["source_id"]][row["number"]] = version_from(row)
        return found

    def _readings(
        self, sources: Mapping[int, Source], reads: Reads, latest: Mapping[int, int] | None
    ) -> dict[tuple[int, int], list[int]]:
        """The readings of these sources' versions (`latest`: only these) that hold today: source and version to their
        ids, one a pack. A version that one of its packs has not read is left out."""
        rows = self._rows(
            "SELECT id, source_id, version, pack, pack_digest, reading_key FROM readings "
            "WHERE source_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(sources)),),
        )
        by = {id_: reads(source) for id_, source in sources.items()}
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        for row in rows:
            today, key = by[row["source_id"]], (row["source_id"], row["version"])
            if latest is not None and latest.get(key[0]) != key[1]:
                continue
            if today.digests.get(row["pack"]) == row["pack_digest"] and row["reading_key"] == today.reading_key:
                found[key].append(row["id"])
        return {key: ids for key, ids in found.items() if len(ids) == len(by[key[0]].digests)}

    def _facts_of(
        self, readings: Mapping[tuple[int, int], Sequence[int]], facts: Collection[str] | None
    ) -> dict[tuple[int, int], dict[str, Observation]]:
        """What these readings found, by source and version."""
        of = {id_: key for key, ids in readings.items() for id_ in ids}
        rows = self._rows(
            "SELECT reading_id, fact, observation FROM facts WHERE reading_id IN (SELECT value FROM json_each(:ids)) "
            "AND (:facts IS NULL OR fact IN (SELECT value FROM json_each(:facts)))",
            {"ids": json.dumps(list(of)), "facts": None if facts is None else json.dumps(list(facts))},
        )
        found: dict[tuple[int, int], dict[str, Observation]] = defaultdict(dict)
        # One array: ten thousand small calls would take longer than what they read.
        observations = json.loads(f"[{','.join(row['observation'] for row in rows)}]")
        for row, data in zip(rows, observations, strict=True):
            observation = observation_from_json(row["fact"], data)
            assert observation is not None
            found[of[row["reading_id"]]][row["fact"]] = observation
        return found

    def _sketches(self, latest: Mapping[int, int]) -> dict[int, Sketch]:
        """The sketches of the latest versions, by source; a damaged one is as good as none, since it is made anew."""
        rows = self._rows(
            "SELECT source_id, version, sketch FROM sketches WHERE sketcher = ? "
            "AND source_id IN (SELECT value FROM json_each(?))",
            (SKETCH, json.dumps(list(latest))),
        )
        found = {}
        for row in rows:
            if latest[row["source_id"]] == row["version"]:
                with suppress(struct.error):
                    found[row["source_id"]] = unpack_sketch(row["sketch"])
        return found

    def _troubles(self, ids: Iterable[int]) -> dict[int, str]:
        """Why pages can't be read now (`unreadable: consent wall`), of those that can't."""
        rows = self._rows(
            "SELECT d.source_id, d.outcome, (SELECT detail FROM checks k WHERE k.source_id = d.source_id "
            "AND k.outcome = d.outcome ORDER BY k.checked_at DESC, k.id DESC LIMIT 1) AS detail FROM schedule d "
            "WHERE d.failures > 0 AND d.source_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return {row["source_id"]: f"{row['outcome']}: {row['detail']}" for row in rows}

    def _since(
        self, versions: Mapping[int, Mapping[int, Version]], facts: Collection[str] | None
    ) -> dict[int, dict[str, Dated]]:
        """Since when sources state what they do, for facts that changed with a version after the first."""
        rows = self._rows(
            "SELECT source_id, fact, max(to_version) AS number FROM changes WHERE kind <> 'attributed' "
            "AND source_id IN (SELECT value FROM json_each(:ids)) "
            "AND (:facts IS NULL OR fact IN (SELECT value FROM json_each(:facts))) GROUP BY source_id, fact",
            {"ids": json.dumps(list(versions)), "facts": None if facts is None else json.dumps(list(facts))},
        )
        found: dict[int, dict[str, Dated]] = defaultdict(dict)
        for row in rows:
            own, number = versions[row["source_id"]], row["number"]
            found[row["source_id"]][row["fact"]] = changed(own[number], own[number - 1])
        return found

    def _former(self, ids: Iterable[int], facts: Collection[str]) -> dict[str, tuple[Observation, ...]]:
        """What these sources stated of facts before or after a change, as it was recorded."""
        rows = self._rows(
            "SELECT DISTINCT fact, side FROM (SELECT source_id, fact, old AS side FROM changes "
            "UNION ALL SELECT source_id, fact, new FROM changes) WHERE side IS NOT NULL "
            "AND source_id IN (SELECT value FROM json_each(?)) AND fact IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)), json.dumps(list(facts))),
        )
        found: dict[str, list[Observation]] = defaultdict(list)
        for row in rows:
            observation = observation_from_json(row["fact"], json.loads(row["side"]))
            assert observation is not None
            found[row["fact"]].append(observation)
        return {fact: tuple(observations) for fact, observations in found.items()}


def _history(
    versions: Mapping[int, Version], facts: Mapping[int, Mapping[str, Observation]]
) -> tuple[ToldVersion, ...]:
    """A source's versions with what they state, oldest first, as far as today's rules have read them."""
    told = []
    before: Version | None = None
    for number, version in sorted(versions.items()):
        if number in facts:
            at = changed(version, before) if before else dated(version)
            told.append(ToldVersion(number, version.fetched_at, at, facts[number]))
        before = version
    return tuple(told)

"""Bodies by their SHA-256, each compressed with the body before it as dictionary.

A frame that needs no other stands at the start of each chain of at most `LONGEST_CHAIN` bodies, so that any body is
read in a few milliseconds. Frames carry a checksum (a wrong dictionary would otherwise give garbage unnoticed), and
what is read is held against its digest.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Collection
from dataclasses import dataclass

from monitor.errors import StoreCorrupt
from monitor.store.connection import Connection

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LEVEL = 9
LONGEST_CHAIN = 64
"""Deltas between a body and the whole frame that its chain starts from."""

_SHORTEST_DICTIONARY = 8  # bytes; zstd refuses less
_OPTIONS: dict[int, int] = {
    zstd.CompressionParameter.compression_level: LEVEL,
    zstd.CompressionParameter.checksum_flag: 1,
}


@dataclass(frozen=True, slots=True)
class Packed:
    """A body ready to be stored: its digest, its length in bytes, the frame, and the body that the frame needs."""

    digest: str
    size: int
    base_digest: str | None
    depth: int
    frame: bytes


def digest_of(body: bytes) -> str:
    return "sha256:" + hashlib.sha256(body).hexdigest()


def pack(body: bytes, base: bytes | None = None) -> bytes:
    """A zstd frame of the body; `base` is the dictionary, needed again to unpack it."""
    return zstd.compress(body, options=_OPTIONS, zstd_dict=_dictionary(base))


def unpack(frame: bytes, base: bytes | None = None) -> bytes:
    """The inverse of `pack`. Raises zstd.ZstdError."""
    return zstd.decompress(frame, zstd_dict=_dictionary(base))


def _dictionary(base: bytes | None) -> zstd.ZstdDict | None:
    return None if base is None else zstd.ZstdDict(base, is_raw=True)


class Bodies(Connection):
    """Bodies in and out; the verbs of the store that need them stand on it."""

    def _pack(self, body: bytes, base_digest: str | None) -> Packed | None:
        """The body compressed against another one, or None if the store has it already."""
        digest = digest_of(body)
        if self._row("SELECT 1 FROM bodies WHERE digest = ?", (digest,)):
            return None
        base = base_digest and self._row("SELECT size, depth FROM bodies WHERE digest = ?", (base_digest,))
        if base and base["size"] >= _SHORTEST_DICTIONARY and base["depth"] < LONGEST_CHAIN:
            try:
                frame = pack(body, self._body(str(base_digest)))
                return Packed(digest, len(body), base_digest, base["depth"] + 1, frame)
            except StoreCorrupt:
                pass  # damage to an old body must not keep a new one from being stored whole
        return Packed(digest, len(body), None, 0, pack(body))

    def _keep(self, packed: Packed) -> None:
        """Store a body; part of the transaction that stores the capture which refers to it."""
        self._run(
            "INSERT INTO bodies (digest, size, base_digest, depth, frame) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING",
            (packed.digest, packed.size, packed.base_digest, packed.depth, packed.frame),
        )

    def _body(self, digest: str) -> bytes:
        """A stored body, held against its digest. Raises StoreCorrupt."""
        rows = self._rows(
            """
            WITH RECURSIVE chain(base_digest, frame, step) AS (
                SELECT base_digest, frame, 0 FROM bodies WHERE digest = ?
                UNION ALL
                SELECT b.base_digest, b.frame, step + 1 FROM chain JOIN bodies b ON b.digest = chain.base_digest
            )
            SELECT base_digest, frame FROM chain ORDER BY step DESC
            """,
            (digest,),
        )
        if not rows:
            raise StoreCorrupt(f"{self.path}: the body {digest} is missing")
        body: bytes | None = None
        try:
            for row in rows:
                body = unpack(row["frame"], body)
        except zstd.ZstdError as error:
            raise StoreCorrupt(f"{self.path}: the body {digest} can't be unpacked ({error})") from error
        if body is None or digest_of(body) != digest:
            raise StoreCorrupt(f"{self.path}: the body {digest} does not have that digest any more")
        return body

    def _drop_unused(self, candidates: Collection[str]) -> None:
        """Delete those of these bodies that no capture refers to; bodies compressed against them become whole first."""
        depths = {digest: self._row("SELECT depth FROM bodies WHERE digest = ?", (digest,)) for digest in candidates}
        # From the ends of the chains, so that nothing is made whole only to be deleted next.
        for digest in sorted(depths, key=lambda digest: -(depths[digest] or {"depth": 0})["depth"]):
            if self._row("SELECT 1 FROM captures WHERE body_digest = ? LIMIT 1", (digest,)):
                continue
            for row in self._rows("SELECT digest FROM bodies WHERE base_digest = ?", (digest,)):
                frame = pack(self._body(row["digest"]))
                self._run(
                    "UPDATE bodies SET base_digest = NULL, depth = 0, frame = ? WHERE digest = ?",
                    (frame, row["digest"]),
                )
            self._run("DELETE FROM bodies WHERE digest = ?", (digest,))

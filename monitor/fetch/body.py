"""Reading a body as it comes: gzip undone here, never more than the limit in memory, and whole or not at all."""

from __future__ import annotations

import zlib

import httpx

from monitor.fetch.trouble import Trouble

_GZIP = 16 + zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b"
_PLAIN = ("", "identity")


async def read_body(response: httpx.Response, limit: int, *, truncate: bool = False) -> bytes:
    """The body after decoding, at most `limit` bytes. Raises Trouble: too_large, cut_short or encoding.

    With `truncate`, a body that is larger ends at the limit instead.
    """
    coding = ", ".join(response.headers.get_list("content-encoding")).strip().lower()
    if coding in _PLAIN:
        decoder: _Gzip | None = None
    elif coding in ("gzip", "x-gzip"):
        decoder = _Gzip()
    else:
        raise Trouble("encoding", f"the body is encoded as {coding[:40]!r}, which was not asked for (only gzip was)")
    parts: list[bytes] = []
    size = received = 0
    async for chunk in response.aiter_raw():
        received += len(chunk)
        # One more byte than allowed tells a full body from one that is too large.
        part = chunk if decoder is None else decoder.decode(chunk, limit - size + 1)
        size += len(part)
        parts.append(part)
        # What was received is limited too: gzip can hold any amount of nothing.
        if size > limit or received > limit + 65536:
            if truncate:
                return b"".join(parts)[:limit]
            raise Trouble("too_large", f"the body is larger than {limit:,} bytes")
    if decoder is not None and not decoder.finished:
        raise Trouble("cut_short", "the body's gzip compression ends too early", transient=True)
    return b"".join(parts)


class _Gzip:
    """A gzip stream of one or more members; what follows the last one is ignored, as browsers do."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(_GZIP)
        self._rest = b""
        self._begun = False
        self._ended = False

    @property
    def finished(self) -> bool:
        """Whether the stream may end here; an empty one may."""
        return not self._begun or self._member.eof

    def decode(self, chunk: bytes, limit: int) -> bytes:
        """What `chunk` adds, at most `limit` bytes of it."""
        self._begun = True
        out = bytearray()
        try:
            while chunk and not self._ended and len(out) < limit:
                if self._member.eof:
                    self._rest += chunk
                    if len(self._rest) < len(_MAGIC):
                        break
                    if not self._rest.startswith(_MAGIC):
                        self._ended = True
                        break
                    chunk, self._rest = self._rest, b""
                    self._member = zlib.decompressobj(_GZIP)
                out += self._member.decompress(chunk, limit - len(out))
                chunk = self._member.unused_data
        except zlib.error as error:
            raise Trouble("cut_short", f"the body's gzip compression is broken ({error})", transient=True) from None
        return bytes(out)

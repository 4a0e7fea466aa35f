"""Documents for the tests of the diff, built by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model import Block, BlockKind, Document, Span
from monitor.text import fold


def document(*blocks: str | tuple[BlockKind, str], title: str | None = None) -> Document:
    """A document of these blocks; sentences end at `. `, `! `, `? ` or the ideographic full stop."""
    parts: list[str] = []
    out: list[Block] = []
    sentences: list[Span] = []
    at = 0
    for block in blocks:
        kind, text = block if isinstance(block, tuple) else ("paragraph", block)
        out.append(Block(kind, at, at + len(text)))
        start = 0
        for end in range(1, len(text) + 1):
            if end == len(text) or (text[end - 1] in ".!?" and text[end] == " ") or text[end - 1] == "\u3002":
                piece = text[start:end]
                lead = len(piece) - len(piece.lstrip())
                if piece.strip():
                    sentences.append(Span(at + start + lead, at + end))
                start = end
        parts.append(text)
        at += len(text) + 2
    texts = "\n\n".join(parts)
    return Document(texts, tuple(out), tuple(sentences), tuple(map(fold, parts)), title=title)


@pytest.fixture(scope="session")
def doc() -> Callable[..., Document]:
    """The builder, for the session, so that property tests may use it."""
    return document

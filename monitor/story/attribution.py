"""Who has it from whom: an attribution (`Kyodo reported`, `according to The Japan Times`) held against outlets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.story.compare import plain

_WORD = re.compile(r"[^\W_]+")
_GENERIC = frozenset(
    {"the", "news", "agency", "press", "com", "co", "org", "net", "www", "en", "daily", "times", "media"}
)
"""Words that name no outlet by themselves."""

LEAST = 4
"""Letters of a name from which on it may be written together with other words: `japantimes`."""


def cited(attribution: str | None, outlets: Sequence[tuple[str, str]]) -> list[int]:
    """The places of the outlets (name and site) that an attribution names.

    A name is meant where its words stand there as words, or, if it is long enough, written together; so is the first
    part of a site (`japantimes` of `japantimes.co.jp`).
    """
    if not attribution:
        return []
    words = _words(attribution)
    together = "".join(words)
    return [
        place
        for place, (name, site) in enumerate(outlets)
        if any(_stands(each, words, together) for each in (_words(name), _words(site.split(".")[0])))
    ]


def _words(text: str) -> tuple[str, ...]:
    words = tuple(plain(word) for word in _WORD.findall(text))
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def _stands(name: tuple[str, ...], words: tuple[str, ...], together: str) -> bool:
    if not set(name) - _GENERIC:
        return False
    if any(words[i : i + len(name)] == name for i in range(len(words))):
        return True
    joined = "".join(name)
    return len(joined) >= LEAST and not joined.isdigit() and joined in together and _at_edge(joined, words)


def _at_edge(joined: str, words: tuple[str, ...]) -> bool:
    """Whether a name written together begins and ends where words do: `japantimes` in `the japan times said`."""
    return any("".join(words[i:j]) == joined for i in range(len(words)) for j in range(i + 1, len(words) + 1))

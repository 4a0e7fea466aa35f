"""Which words of two sentences differ.

A word is compared in folded form and marked as printed. In scripts that put no space between words (Japanese, Chinese,
Thai ...) each character is a word of its own. rapidfuzz wants strings: each distinct word becomes one character of a
private alphabet, which makes its opcodes those of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex
from rapidfuzz.distance import Indel

from monitor.model import WordMark, WordOp
from monitor.text import fold

_SCRIPTS = ("Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar")
_UNSPACED = "[" + "".join(rf"\p{{Script={name}}}" for name in _SCRIPTS) + "]"
UNSPACED = regex.compile(_UNSPACED)
"""A character of a script that puts no space between words."""
_TOKEN = regex.compile(
    rf"""(\s*)
    ( \d+ (?: [.,:] \d+ )*                      # 1,500 and 14:30 are one word
    | {_UNSPACED} \p{{M}}*                      # no spaces between words: by character
    | (?: (?!{_UNSPACED}) [\w\p{{M}}\u00AD] )+ (?: ['\u2019] (?: (?!{_UNSPACED}) \w )+ )*
    | \.{{2,}} | -{{2,}}                         # one ellipsis, one dash
    | \S
    )""",
    regex.VERBOSE,
)

_ALPHABET = 0x10000
"""Where the private alphabet begins: beyond it there are a million characters and no surrogates."""

_LETTERS = 0x10FFFF - _ALPHABET

SHORT = 3
"""Characters up to which an unchanged word between two replaced ones is marked along with them."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word with the white space before it; `key` is what is compared."""

    space: str
    text: str
    key: str


def tokens(text: str) -> list[Token]:
    """The words of a text; joined with their spaces they give it back, but for white space at its end."""
    return [Token(m[1], m[2], fold(m[2]) or m[2]) for m in _TOKEN.finditer(text)]


def said(text: str) -> list[Token]:
    """The words without punctuation: two short sentences are not alike for having a full stop each."""
    words = tokens(text)
    return [word for word in words if any(map(str.isalnum, word.key))] or words


class Alphabet:
    """Writes words as single characters, the same word always as the same one."""

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}

    def spell(self, words: Sequence[Token]) -> str:
        letters = self._letters
        # Past a million distinct words letters are used again: two words look alike, and nothing else happens.
        return "".join(letters.setdefault(w.key, chr(_ALPHABET + len(letters) % _LETTERS)) for w in words)


def word_marks(old: str, new: str) -> tuple[WordMark, ...]:
    """The words of two sentences as runs that both have, or only one of them: see `WordMark`."""
    return tuple(_tidy(_runs(old, new)))


def _runs(old: str, new: str) -> list[WordMark]:
    before, after = tokens(old), tokens(new)
    alphabet = Alphabet()
    spelled = alphabet.spell(before), alphabet.spell(after)
    runs: list[WordMark] = []
    blocks = [op for op in Indel.opcodes(*spelled) if op.tag == "equal"]
    i = j = 0
    for op in blocks:
        runs += _replaced(before[i : op.src_start], after[j : op.dest_start])
        for one, two in zip(before[op.src_start : op.src_end], after[op.dest_start : op.dest_end], strict=True):
            # Other quotation marks, blanks or another Unicode form are the same word in other characters.
            runs.append(_same(two.space + two.text, one.space + one.text))
        i, j = op.src_end, op.dest_end
    runs += _replaced(before[i:], after[j:])
    return [*runs, WordMark("removed", old[_length(before) :]), WordMark("added", new[_length(after) :])]


def _same(new: str, old: str) -> WordMark:
    return WordMark("same", new, None if old == new else old)


def _length(words: Sequence[Token]) -> int:
    return sum(len(word.space) + len(word.text) for word in words)


def _replaced(old: Sequence[Token], new: Sequence[Token]) -> list[WordMark]:
    texts: list[tuple[WordOp, Sequence[Token]]] = [("removed", old), ("added", new)]
    return [WordMark(op, "".join(word.space + word.text for word in words)) for op, words in texts]


def _tidy(runs: Sequence[WordMark]) -> list[WordMark]:
    """Joins runs so that in each change what was removed comes first, and white space that both have is no change."""
    out: list[WordMark] = []
    for old, new, removed, added in _swallow_islands(_alternate(runs)):
        shared = _common_space(removed, added)
        space = removed[:shared]
        out += [
            _same(new + space, old + space),
            WordMark("removed", removed[shared:]),
            WordMark("added", added[shared:]),
        ]
    return _joined(out)


def _joined(marks: Sequence[WordMark]) -> list[WordMark]:
    out: list[WordMark] = []
    for mark in marks:
        if out and out[-1].op == mark.op == "same":
            out[-1] = _same(out[-1].after + mark.after, out[-1].before + mark.before)
        elif out and mark.text and out[-1].op == mark.op:
            out[-1] = WordMark(mark.op, out[-1].text + mark.text)
        elif mark.text or mark.old:
            out.append(mark)
    return out


Change = tuple[str, str, str, str]
"""What both sides have, as the old and as the new one has it, and then what was removed and what was added."""


def _alternate(runs: Sequence[WordMark]) -> list[Change]:
    changes: list[Change] = []
    old = new = removed = added = ""
    for run in runs:
        if run.op == "same" and (removed or added):
            changes.append((old, new, removed, added))
            old = new = removed = added = ""
        if run.op == "same":
            old += run.before
            new += run.after
        elif run.op == "removed":
            removed += run.text
        else:
            added += run.text
    return [*changes, (old, new, removed, added)]


def _swallow_islands(changes: Sequence[Change]) -> list[Change]:
    """Marks a short word between two replaced ones along with them: `to a` for `of a` reads better than confetti.

    Never a number: whether it stayed is what people look for.
    """
    out: list[Change] = []
    for old, new, removed, added in changes:
        word = new.strip()
        if (
            out
            and all(out[-1][2:])
            and removed
            and added
            and len(word) <= SHORT
            and not any(map(str.isnumeric, word))
            and len(word) < min(len(removed), len(added))
        ):
            before = out.pop()
            out.append((*before[:2], before[2] + old + removed, before[3] + new + added))
        else:
            out.append((old, new, removed, added))
    return out


def _common_space(old: str, new: str) -> int:
    length = 0
    while length < min(len(old), len(new)) and old[length] == new[length] and old[length].isspace():
        length += 1
    return length

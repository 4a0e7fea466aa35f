"""Phrases, the language in which rules say what to look for, parsed into a tree.

    puts {count} [key|priority] <area> ...4 (agenda|list)

`word` matches in any case, with or without a possessive `'s`; `stem*` any ending; `(a|b c)` one of several; `[a|b]` the
same or nothing; `^` in front: only at the beginning of a sentence; ` $` at the end: only where no further word of the
clause follows; `...4` up to four words in between, none of them a
negation or a word like `but`; `<name>` a lexicon's entries; `{slot}` a typed value; `label: value` a line of a box,
list or table. Words of a phrase may be parted by a space, hyphen, slash, comma, colon, quote or bracket.

Every phrase knows words without which it cannot match (`Pattern.required`), so that a sentence is only tried against
phrases that stand a chance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from monitor.rules.pattern import (
    LABEL_END,
    Anchored,
    Clause,
    Closed,
    Expression,
    Gap,
    Guard,
    Literal,
    Node,
    Part,
    Pattern,
    Row,
    Slot,
    Starts,
    any_start,
    either,
    expression,
    slot_of,
    starts_at,
)
from monitor.rules.slots import NEEDED_KEYS
from monitor.rules.writing import APART, Writing
from monitor.text import letters


class PhraseError(ValueError):
    """A phrase that can't be read; `args[0]` says what is wrong and what would be right."""


class NoWordsError(PhraseError):
    """A slot that a language has no `words` for, which the `key` of its lexicon would hold."""

    def __init__(self, slot: str, text: str, words: str, key: str) -> None:
        self.reason, self.lacks, self.key = f"{slot} in phrase {text!r} can't be read", f"no {words} (key `{key}`)", key
        super().__init__(f"{self.reason}: the lexicon has {self.lacks}")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a phrase; `optional` ones may be missing; a `gap` stands between others."""

    pattern: Pattern
    optional: bool = False
    gap: bool = False


@dataclass(frozen=True)
class Grammar:
    """What phrases may refer to: slots by name, and lexicons (name to entries, themselves phrases).

    A gap never crosses the words `gap_stops`, nor one more `item`; `asides` begin what it passes over. A slot needs one
    of its `slot_words`; `slot_starts` tells where one begins (an expression by default where it matches).
    """

    slots: Mapping[str, Node]
    lexicons: Mapping[str, tuple[str, ...]]
    gap_stops: tuple[str, ...] = ()
    item: Node | None = None
    asides: tuple[str, ...] = ()
    slot_words: Mapping[str, frozenset[Literal]] = field(default_factory=dict)
    writing: Writing = APART
    slot_starts: Mapping[str, Starts | None] = field(default_factory=dict)
    known: dict[str, Pattern] = field(default_factory=dict, repr=False, compare=False)
    """Phrases that were parsed before, lexicons as `<name>`."""
    base: Grammar | None = field(default=None, repr=False, compare=False)
    """The grammar that this one is a variant of: they share the lexicons that hang on nothing that differs."""

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "known": {}}

    def vary(self, **changes: Any) -> Grammar:
        """The same with other slots or gaps."""
        return replace(self, **changes, known={}, base=self)

    def compile(self, text: str) -> Pattern:
        """The pattern of one phrase. Raises PhraseError."""
        if (known := self.known.get(text)) is None:
            known = self.known[text] = _Parser(text, self, ()).parse()
        return known

    def compile_any(self, texts: tuple[str, ...]) -> Pattern:
        """The pattern that matches whichever of the phrases does. Raises PhraseError."""
        return either([self.compile(text) for text in texts])

    @cached_property
    def guard(self) -> Guard:
        """What this grammar's gaps never cross."""
        words = {(text.lower().rstrip("*"), text.endswith("*")) for text in self.gap_stops}
        return Guard(
            frozenset(text for text, stem in words if not stem),
            frozenset(text for text, stem in words if stem),
            contracted=bool(self.gap_stops) and not self.writing.together,
            lengths=tuple(sorted({len(text) for text, _ in words})),
            asides=frozenset(map(str.lower, self.asides)),
            item=self.item,
        )


_TOKEN = re.compile(
    r"""\s*(?:(?P<gap>\.\.\.\s*(?P<n>\d+)?)|(?P<slot>\{[^{}]*\})|(?P<lex><[^<>]*>)|(?P<op>[()\[\]|:])
    |(?P<word>(?:[^\W\d_]\.){2,}(?![\w'’&%-])|[\w&%$€£¥][\w'’&.%-]*(?<![.-])\*?))""",
    re.VERBOSE,
)


_BOUNDS = re.compile(r"\s*([\^＾]?)\s*(.*?)(\s+[$＄])?\s*", re.DOTALL)


def bounds(phrase: str) -> tuple[str, str, str]:
    """A phrase's `^` and ` $`, or nothing in their places, and what stands between them."""
    found = _BOUNDS.fullmatch(phrase)
    assert found is not None  # any text is one
    return "^" if found[1] else "", found[2], " $" if found[3] else ""


class _Parser:
    """Recursive descent over one phrase; `trail` holds the lexicons on the way here, to see a circle."""

    def __init__(self, text: str, grammar: Grammar, trail: tuple[str, ...]) -> None:
        self.text = text
        begins, text, ends = bounds(text)
        self.anchored, self.closed = bool(begins), bool(ends)
        text = grammar.writing.fold(letters(text)[0])
        self.grammar = grammar
        self.trail = trail
        self.tokens: list[tuple[str, str]] = []
        position = 0
        while position < len(text.rstrip()):
            found = _TOKEN.match(text, position)
            if not found:
                left = text[position:].strip()
                right = "leave marks out, they may stand between any two words"
                if left[0] not in ',;!?"':
                    right = (
                        "a phrase has words, stem*, (a|b), [optional], ...N, <lexicon>, {slot}, one `:` between label "
                        "and value, `^` at its beginning and ` $` at its end"
                    )
                raise PhraseError(f"can't read {left[:20]!r} in phrase {text!r}: {right}")
            position = found.end()
            if found["gap"]:
                most = grammar.writing.max_gap
                if not found["n"] or not 1 <= int(found["n"]) <= most:
                    unit = "characters" if grammar.writing.together else "words"
                    raise PhraseError(f"a gap needs its number of {unit}, `...1` to `...{most}`, in phrase {text!r}")
                self.tokens.append(("gap", found["n"]))
            else:
                kind = found.lastgroup or ""
                self.tokens.append((kind, found[kind]))
        self.at = 0

    def parse(self) -> Pattern:
        if ("op", ":") in self.tokens:
            return self.labelled(self.tokens.index(("op", ":")))
        return self.whole()

    def labelled(self, colon: int) -> Pattern:
        """A label, all of it, and what its value begins with, maybe behind a gap."""
        label, value = self.tokens[:colon], self.tokens[colon + 1 :]
        if self.trail or self.anchored or self.closed:
            where = "a lexicon's entry" if self.trail else "a phrase with `^` or `$`"
            raise PhraseError(f"{where} has no label: write `label: value` as a phrase of its own, not {self.text!r}")
        if not label or not value or ("op", ":") in value or _depth(label):
            raise PhraseError(f"one `:`, outside all brackets, stands between label and value, not so in {self.text!r}")
        gap = self.element(*value.pop(0)).pattern if value[0][0] == "gap" else None
        self.tokens, self.at = label, 0
        before = self.whole()
        self.tokens, self.at = value, 0
        behind = self.whole()
        parts = [Part(before.node), Part(_LABEL_ENDS), Part(behind.node, "loose", starts=behind.starts)]
        if gap is not None:
            parts.insert(2, Part(gap.node))
        return Pattern(
            Anchored(Row(tuple(parts))),
            before.required + behind.required,
            before.slots | behind.slots,
            before.starts,
            before.holds | behind.holds,
            before.gaps or behind.gaps or gap is not None,
            labelled=True,
        )

    def whole(self) -> Pattern:
        """The pattern of all tokens."""
        piece = self.alternatives(None)
        pattern = piece.pattern
        if not pattern.required and not pattern.slots:
            raise PhraseError(f"phrase {self.text!r} could match nothing at all: it needs a word that must stand there")
        if piece.optional:
            raise PhraseError(f"every part of phrase {self.text!r} is optional: it needs a word that must stand there")
        if self.closed:
            pattern = replace(pattern, node=Closed(pattern.node))
        return replace(pattern, node=Anchored(pattern.node)) if self.anchored else pattern

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def alternatives(self, closing: str | None) -> _Piece:
        branches = [self.sequence()]
        while self.peek() == ("op", "|"):
            self.at += 1
            branches.append(self.sequence())
        kind, value = self.peek()
        if closing is None and kind != "end":
            raise PhraseError(f"`{value}` without its opening bracket in phrase {self.text!r}")
        if closing is not None and (kind, value) != ("op", closing):
            raise PhraseError(f"`{closing}` is missing in phrase {self.text!r}")
        self.at += 1
        if any(branch.optional for branch in branches) and len(branches) > 1:
            raise PhraseError(f"an alternative in phrase {self.text!r} is empty or wholly optional: use [a|b]")
        if len(branches) == 1:
            return branches[0]
        return _Piece(either([branch.pattern for branch in branches]))

    def sequence(self) -> _Piece:
        pieces: list[_Piece] = []
        while True:
            kind, value = self.peek()
            if kind == "end" or (kind == "op" and value in ")]|"):
                break
            self.at += 1
            pieces.append(self.element(kind, value))
        if not pieces:
            raise PhraseError(f"an empty phrase or alternative in {self.text!r}: write the words to look for")
        if len(pieces) > 1 and self.tokens[self.at - 1] == ("word", "$"):
            raise PhraseError(
                f"` $` stands once, behind a space, at the end of a whole phrase, not so in {self.text!r}: make an "
                "alternative a phrase of its own"
            )
        if pieces[0].gap or pieces[-1].gap:
            raise PhraseError(f"a gap stands between words, not at an end, in phrase {self.text!r}")
        return self.join(pieces)

    def element(self, kind: str, value: str) -> _Piece:
        if kind == "gap":
            return _Piece(Pattern(Gap(int(value), self.grammar.guard), gaps=True), gap=True)
        if kind == "slot":
            name = value[1:-1].strip()
            if name not in self.grammar.slots:
                if name == "item":
                    raise PhraseError(
                        f"{value} in phrase {self.text!r} stands for one of the fact's `items`: it has none"
                    )
                if name in NEEDED_KEYS:
                    raise NoWordsError(value, self.text, *NEEDED_KEYS[name])
                raise PhraseError(
                    f"unknown slot {value} in phrase {self.text!r}{_hint(name, self.grammar.slots, '{%s}')}"
                )
            return _Piece(self.slot(name))
        if kind == "lex":
            return _Piece(self.lexicon(value[1:-1].strip()))
        if kind == "word":
            return _Piece(_word(value, self.grammar.writing))
        inner = self.alternatives(")" if value == "(" else "]")
        if value == "[":
            return _Piece(replace(inner.pattern, required=(), holds=frozenset()), optional=True)
        return inner

    def slot(self, name: str) -> Pattern:
        words, node = self.grammar.slot_words.get(name), self.grammar.slots[name]
        here = frozenset({node}) if isinstance(node, Expression) else frozenset[Expression]()
        starts = self.grammar.slot_starts.get(name, starts_at(expressions=here) if here else None)
        return Pattern(slot_of(name, node), (words,) if words else (), frozenset({name}), starts, here)

    def lexicon(self, name: str) -> Pattern:
        if name not in self.grammar.lexicons:
            raise PhraseError(
                f"unknown lexicon <{name}> in phrase {self.text!r}{_hint(name, self.grammar.lexicons, '<%s>')}"
            )
        if name in self.trail:
            raise PhraseError(f"lexicon <{name}> refers to itself")
        key = f"<{name}>"
        shared = self.grammar.base.known.get(key) if self.grammar.base else None
        if shared and not shared.gaps and not shared.slots:
            return shared
        if key not in self.grammar.known:
            parsers = [_Parser(entry, self.grammar, (*self.trail, name)) for entry in self.grammar.lexicons[name]]
            self.grammar.known[key] = either([parser.parse() for parser in parsers])
        return self.grammar.known[key]

    def join(self, pieces: list[_Piece]) -> _Piece:
        """One piece of several in a row: separators go to the side of the first one that must be there."""
        if len(pieces) == 1:
            return pieces[0]
        anchor = next((i for i, piece in enumerate(pieces) if not piece.optional and not piece.gap), None)
        if anchor is None:
            raise PhraseError(f"every part of phrase {self.text!r} is optional: it needs a word that must stand there")
        parts: list[Part] = []
        loose = False
        for i, piece in enumerate(pieces):
            node, starts = piece.pattern.node, piece.pattern.starts
            if piece.gap:
                if i < anchor:
                    raise PhraseError(f"a gap may not follow an optional beginning in phrase {self.text!r}")
                parts.append(Part(node))
                loose = True
            elif i < anchor:
                parts.append(Part(node, "separator", optional=True, leads=True, starts=starts))
            elif i == anchor:
                parts.append(Part(node))
            else:
                joint = "loose" if loose or "list" in piece.pattern.slots else "separator"
                parts.append(Part(node, joint, piece.optional, starts=starts))
                loose = loose and piece.optional
        patterns = [piece.pattern for piece in pieces]
        return _Piece(
            Pattern(
                _row(parts),
                tuple(words for pattern in patterns for words in pattern.required),
                frozenset().union(*(pattern.slots for pattern in patterns)),
                any_start(pattern.starts for pattern in patterns[: anchor + 1]),
                frozenset().union(*(pattern.holds for pattern in patterns)),
                any(pattern.gaps for pattern in patterns),
            )
        )


_LABEL_ENDS = expression(rf"[^\w{LABEL_END}]{{0,3}}(?={LABEL_END})")


def _depth(tokens: list[tuple[str, str]]) -> int:
    """How many brackets are open at the end."""
    return sum({"(": 1, "[": 1, ")": -1, "]": -1}.get(value, 0) for kind, value in tokens if kind == "op")


def _row(parts: list[Part]) -> Row:
    """The node of parts in a row, with what makes it quick to find."""
    for i in range(len(parts) - 2, -1, -1):
        then = parts[i + 1]
        is_known = then.then if isinstance(then.node, Gap) else then.starts
        if _ends_anywhere(parts[i].node) and is_known and not (then.optional or then.leads):
            parts[i] = replace(parts[i], then=then)
    last = next((part for part in reversed(parts) if not part.optional), None)
    return Row(tuple(parts), last.starts if last and last.joint else None)


def _ends_anywhere(node: Node) -> bool:
    return isinstance(node, Gap | Clause) or (isinstance(node, Slot) and isinstance(node.node, Clause))


@lru_cache(maxsize=20_000)
def _word(value: str, writing: Writing) -> Pattern:
    stem = value.endswith("*")
    text = value.rstrip("*").lower()
    node = writing.word(text, stem=stem)
    key = writing.key(text)
    if not key:
        return Pattern(node)
    # A stem may end inside the first run of letters only if it is one run.
    is_prefix = stem and not writing.together and key == text
    starts = None
    if text.lstrip("_").startswith(key):
        starts = starts_at(stems=frozenset({key})) if is_prefix else starts_at(words=frozenset({key}))
    return Pattern(node, (frozenset({(key, is_prefix)}),), starts=starts)


def _hint(name: str, known: Mapping[str, object], form: str) -> str:
    return did_you_mean(name, known, lambda word: form % word)


def did_you_mean(name: str, known: Mapping[str, object] | list[str], show: Callable[[str], str] = repr) -> str:
    """`; did you mean X?` for the known name that is closest, else the list of all that are known."""
    import difflib

    names = list(known)
    if close := difflib.get_close_matches(name, names, 1, 0.6):
        return f"; did you mean {show(close[0])}?"
    return f"; known: {', '.join(show(word) for word in sorted(names))}" if names else "; none is known here"

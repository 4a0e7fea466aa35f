"""Phrases, the language in which rules say what to look for: parsed into a tree, written out as one regular expression.

    puts {count} [key|priority] <area> ...4 (agenda|list)

`word` matches in any case, with or without a possessive `'s`; `stem*` any ending; `(a|b c)` one of several; `[a|b]` the
same or nothing; `^` in front: only at the beginning of a sentence; `...4` up to four words in between, none of them a
negation or a word like `but`; `<name>` a lexicon's entries; `{slot}` a typed value. Words of a phrase may be parted by
a space, hyphen, slash, comma, colon, quote or bracket.

Every phrase knows words without which it cannot match (`Pattern.required`), so that a sentence is only tried against
phrases that stand a chance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from monitor.rules.pattern import FIRST, Literal, Pattern, Starts, any_start, choice, either
from monitor.rules.writing import APART, Writing
from monitor.text import letters


class PhraseError(ValueError):
    """A phrase that can't be read; `args[0]` says what is wrong and what would be right."""


@dataclass(frozen=True, slots=True)
class _Node:
    """A piece of a phrase; `optional` pieces may be missing, a `gap` counts words."""

    pattern: Pattern
    optional: bool = False
    gap: int = 0


@dataclass(frozen=True)
class Grammar:
    """What phrases may refer to: lexicons (name to entries, themselves phrases), slots (name to regular expression).

    `gap_stops` are words that a gap never crosses; `gap_guard` is a regular expression that it does not cross either.
    `slot_words` are the words of which a slot needs one; `slot_starts` tells where one begins
    (by default it is tried).
    """

    slots: Mapping[str, str]
    lexicons: Mapping[str, tuple[str, ...]]
    gap_stops: tuple[str, ...] = ()
    gap_guard: str = ""
    slot_words: Mapping[str, frozenset[Literal]] = field(default_factory=dict)
    writing: Writing = APART
    slot_starts: Mapping[str, Starts | None] = field(default_factory=dict)
    known: dict[str, _Node] = field(default_factory=dict, repr=False, compare=False)
    """Lexicons that were parsed before."""

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "known": {}}

    def compile(self, text: str) -> Pattern:
        """The pattern of one phrase. Raises PhraseError."""
        return _Parser(text, self, ()).parse()

    def compile_any(self, texts: tuple[str, ...]) -> Pattern:
        """The pattern that matches whichever of the phrases does. Raises PhraseError."""
        return either([self.compile(text) for text in texts])

    def gap(self, words: int) -> str:
        together = self.writing.together
        any_ending, whole = ("", "") if together else (r"\w*", r"(?!\w)")
        stops = choice(
            (self.writing.key(word.lower()) if together else word, re.escape(word).replace(r"\*", any_ending))
            for word in self.gap_stops
        )
        contracted = "" if together else r"|\w+n't(?!\w)"
        guard = rf"(?!{stops}{whole}{contracted})" if self.gap_stops else ""
        guard += rf"(?!{self.gap_guard})" if self.gap_guard else ""
        return self.writing.gap(words, guard)


_TOKEN = re.compile(
    r"""\s*(?:(?P<gap>\.\.\.\s*(?P<n>\d+)?)|(?P<slot>\{[^{}]*\})|(?P<lex><[^<>]*>)|(?P<op>[()\[\]|])
    |(?P<word>[\w&%$€£¥][\w'’&.%-]*(?<![.-])\*?))""",
    re.VERBOSE,
)


class _Parser:
    """Recursive descent over one phrase; `trail` holds the lexicons on the way here, to see a circle."""

    def __init__(self, text: str, grammar: Grammar, trail: tuple[str, ...]) -> None:
        self.text = text
        text = grammar.writing.fold(letters(text)[0])
        self.anchored = text.lstrip().startswith("^")
        text = text.lstrip().removeprefix("^")
        self.grammar = grammar
        self.trail = trail
        self.tokens: list[tuple[str, str]] = []
        position = 0
        while position < len(text.rstrip()):
            found = _TOKEN.match(text, position)
            if not found:
                raise PhraseError(
                    f"can't read {text[position:].strip()[:20]!r} in phrase {text!r}: a phrase has words, stem*, "
                    "(a|b), [optional], ...N, <lexicon> and {slot}"
                )
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
        node = self.alternatives(None)
        if not node.pattern.required and not node.pattern.slots:
            raise PhraseError(f"phrase {self.text!r} could match nothing at all: it needs a word that must stand there")
        if node.optional:
            raise PhraseError(f"every part of phrase {self.text!r} is optional: it needs a word that must stand there")
        return replace(node.pattern, skeleton=FIRST + node.pattern.skeleton) if self.anchored else node.pattern

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def alternatives(self, closing: str | None) -> _Node:
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
        return _Node(either([branch.pattern for branch in branches]))

    def sequence(self) -> _Node:
        nodes: list[_Node] = []
        while True:
            kind, value = self.peek()
            if kind == "end" or (kind == "op" and value in ")]|"):
                break
            self.at += 1
            nodes.append(self.element(kind, value))
        if not nodes:
            raise PhraseError(f"an empty phrase or alternative in {self.text!r}: write the words to look for")
        if nodes[0].gap or nodes[-1].gap:
            raise PhraseError(f"a gap stands between words, not at an end, in phrase {self.text!r}")
        return self.join(nodes)

    def element(self, kind: str, value: str) -> _Node:
        if kind == "gap":
            return _Node(Pattern(self.grammar.gap(int(value))), gap=int(value))
        if kind == "slot":
            name = value[1:-1].strip()
            if name not in self.grammar.slots:
                raise PhraseError(
                    f"unknown slot {value} in phrase {self.text!r}{_hint(name, self.grammar.slots, '{%s}')}"
                )
            return _Node(self.slot(name))
        if kind == "lex":
            return self.lexicon(value[1:-1].strip())
        if kind == "word":
            return _word(value, self.grammar.writing)
        inner = self.alternatives(")" if value == "(" else "]")
        if value == "[":
            return replace(inner, pattern=replace(inner.pattern, required=(), holds=frozenset()), optional=True)
        return inner

    def slot(self, name: str) -> Pattern:
        words, skeleton = self.grammar.slot_words.get(name), self.grammar.slots[name]
        here = frozenset({skeleton})
        # A list begins anywhere, so that it tells nothing.
        starts = None if name == "list" else self.grammar.slot_starts.get(name, Starts(slots=here))
        holds = frozenset[str]() if name == "list" else here
        return Pattern(rf"(?P<{name}>{skeleton})", (words,) if words else (), frozenset({name}), starts, holds)

    def lexicon(self, name: str) -> _Node:
        if name not in self.grammar.lexicons:
            raise PhraseError(
                f"unknown lexicon <{name}> in phrase {self.text!r}{_hint(name, self.grammar.lexicons, '<%s>')}"
            )
        if name in self.trail:
            raise PhraseError(f"lexicon <{name}> refers to itself")
        if name in self.grammar.known:
            return self.grammar.known[name]
        parsers = [_Parser(entry, self.grammar, (*self.trail, name)) for entry in self.grammar.lexicons[name]]
        return self.grammar.known.setdefault(name, _Node(either([parser.parse() for parser in parsers])))

    def join(self, nodes: list[_Node]) -> _Node:
        """One node of several in a row: separators go to the side of the first piece that must be there."""
        anchor = next((i for i, node in enumerate(nodes) if not node.optional and not node.gap), None)
        if anchor is None:
            if len(nodes) > 1:
                raise PhraseError(
                    f"every part of phrase {self.text!r} is optional: it needs a word that must stand there"
                )
            return nodes[0]
        writing = self.grammar.writing
        parts: list[str] = []
        loose = False
        for i, node in enumerate(nodes):
            source = node.pattern.skeleton
            if node.gap:
                if i < anchor:
                    raise PhraseError(f"a gap may not follow an optional beginning in phrase {self.text!r}")
                parts.append(source)
                loose = True
            elif i < anchor:
                parts.append(f"(?:{source}{writing.separator})?")
            elif i == anchor:
                parts.append(source)
            else:
                between = writing.loose if loose or "list" in node.pattern.slots else writing.separator
                parts.append(f"(?:{between}{source})?" if node.optional else f"{between}{source}")
                loose = loose and node.optional
        patterns = [node.pattern for node in nodes]
        joined = Pattern(
            "".join(parts),
            tuple(words for pattern in patterns for words in pattern.required),
            frozenset().union(*(pattern.slots for pattern in patterns)),
            any_start(pattern.starts for pattern in patterns[: anchor + 1]),
            frozenset().union(*(pattern.holds for pattern in patterns)),
        )
        return _Node(joined)


@lru_cache(maxsize=20_000)
def _word(value: str, writing: Writing) -> _Node:
    stem = value.endswith("*")
    text = value.rstrip("*").lower()
    source = writing.word(text, stem=stem)
    key = writing.key(text)
    if not key:
        return _Node(Pattern(source))
    # A stem may end inside the first run of letters only if it is one run.
    is_prefix = stem and not writing.together and key == text
    starts = None
    if text.lstrip("_").startswith(key):
        starts = Starts(stems=frozenset({key})) if is_prefix else Starts(words=frozenset({key}))
    return _Node(Pattern(source, (frozenset({(key, is_prefix)}),), starts=starts))


def _hint(name: str, known: Mapping[str, object], form: str) -> str:
    return did_you_mean(name, known, lambda word: form % word)


def did_you_mean(name: str, known: Mapping[str, object] | list[str], show: Callable[[str], str] = repr) -> str:
    """`; did you mean X?` for the known name that is closest, else the list of all that are known."""
    import difflib

    names = list(known)
    if close := difflib.get_close_matches(name, names, 1, 0.6):
        return f"; did you mean {show(close[0])}?"
    return f"; known: {', '.join(show(word) for word in sorted(names))}" if names else "; none is known here"

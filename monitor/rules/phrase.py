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
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

MAX_GAP = 20
SEPARATOR = r"""["'),:(\]\[]{0,3}(?:\s{1,4}|-|/)["'(\[]{0,2}"""
"""What may part two neighbouring words."""

START = r"(?<!\w)"
END = r"(?!\w)(?:'s?(?!\w))?"
"""Where a word begins; where it ends, possessive and all."""

FIRST = r"(?<=^\W{0,6})"
"""Only punctuation stands before it in the sentence."""

LOOSE = r"[^\w]{1,6}"
"""What may part words around a gap: any short run of punctuation too."""

Literal = tuple[str, bool]
"""A lower-case word, and whether it is only the beginning of one (a stem)."""


class PhraseError(ValueError):
    """A phrase that can't be read; `args[0]` says what is wrong and what would be right."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase, ready to be compiled.

    `skeleton`: the regular expression with its choices marked (see `either`), so that it can be written out for one
    sentence alone. `required`: of each of these sets at least one word stands in every match; none if nothing is known.
    """

    skeleton: str
    required: tuple[frozenset[Literal], ...] = ()
    slots: frozenset[str] = frozenset()

    @property
    def source(self) -> str:
        """The whole regular expression."""
        return _whole(self.skeleton)

    def source_for(self, words: frozenset[str], prefixes: frozenset[str]) -> str:
        """The regular expression without the branches that can't match a sentence of these words and their beginnings.

        What it matches in that sentence is what `source` matches. It is a small part of it, and compiling takes the
        more time the longer an expression is: a lexicon in a phrase easily makes thousands of characters.
        """
        return _write(_tree(self.skeleton), (words, prefixes))

    @property
    def literals(self) -> frozenset[Literal] | None:
        """The set that tells most: the smallest, and of the longest words."""
        return min(self.required, key=lambda words: (len(words), -min(len(word) for word, _ in words)), default=None)


@dataclass(frozen=True, slots=True)
class _Node:
    """A piece of a phrase; `optional` pieces may be missing, a `gap` counts words."""

    source: str
    required: tuple[frozenset[Literal], ...] = ()
    slots: frozenset[str] = frozenset()
    optional: bool = False
    gap: int = 0


@dataclass(frozen=True)
class Grammar:
    """What phrases may refer to: lexicons (name to entries, themselves phrases), slots (name to regular expression).

    `gap_stops` are words that a gap never crosses; `gap_guard` is a regular expression that it does not cross either.
    `slot_words` are the words of which a slot needs one.
    """

    slots: Mapping[str, str]
    lexicons: Mapping[str, tuple[str, ...]]
    gap_stops: tuple[str, ...] = ()
    gap_guard: str = ""
    slot_words: Mapping[str, frozenset[Literal]] = field(default_factory=dict)
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
        stops = choice((word, re.escape(word).replace(r"\*", r"\w*")) for word in self.gap_stops)
        guard = rf"(?!{stops}(?!\w)|\w+n't(?!\w))" if self.gap_stops else ""
        guard += rf"(?!{self.gap_guard})" if self.gap_guard else ""
        return rf"(?:{LOOSE}{guard}\w[\w'.-]*+){{0,{words}}}?"


_TOKEN = re.compile(
    r"""\s*(?:(?P<gap>\.\.\.\s*(?P<n>\d+)?)|(?P<slot>\{[^{}]*\})|(?P<lex><[^<>]*>)|(?P<op>[()\[\]|])
    |(?P<word>[\w&%$€£¥][\w'’&.%-]*(?<![.-])\*?))""",
    re.VERBOSE,
)


class _Parser:
    """Recursive descent over one phrase; `trail` holds the lexicons on the way here, to see a circle."""

    def __init__(self, text: str, grammar: Grammar, trail: tuple[str, ...]) -> None:
        self.text = text
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
                if not found["n"] or not 1 <= int(found["n"]) <= MAX_GAP:
                    raise PhraseError(f"a gap needs its number of words, `...1` to `...{MAX_GAP}`, in phrase {text!r}")
                self.tokens.append(("gap", found["n"]))
            else:
                kind = found.lastgroup or ""
                self.tokens.append((kind, found[kind]))
        self.at = 0

    def parse(self) -> Pattern:
        node = self.alternatives(None)
        if not node.required and not node.slots:
            raise PhraseError(f"phrase {self.text!r} could match nothing at all: it needs a word that must stand there")
        if node.optional:
            raise PhraseError(f"every part of phrase {self.text!r} is optional: it needs a word that must stand there")
        source = FIRST + node.source if self.anchored else node.source
        return Pattern(source, node.required, node.slots)

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
        pattern = either([Pattern(branch.source, branch.required, branch.slots) for branch in branches])
        return _Node(pattern.skeleton, pattern.required, pattern.slots)

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
            return _Node(self.grammar.gap(int(value)), gap=int(value))
        if kind == "slot":
            name = value[1:-1].strip()
            if name not in self.grammar.slots:
                raise PhraseError(
                    f"unknown slot {value} in phrase {self.text!r}{_hint(name, self.grammar.slots, '{%s}')}"
                )
            words = self.grammar.slot_words.get(name)
            source = rf"(?P<{name}>{self.grammar.slots[name]})"
            return _Node(source, (words,) if words else (), frozenset({name}))
        if kind == "lex":
            return self.lexicon(value[1:-1].strip())
        if kind == "word":
            return _word(value)
        inner = self.alternatives(")" if value == "(" else "]")
        if value == "[":
            return _Node(inner.source, (), inner.slots, optional=True)
        return inner

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
        pattern = either([parser.parse() for parser in parsers])
        node = _Node(pattern.skeleton, pattern.required, pattern.slots)
        return self.grammar.known.setdefault(name, node)

    def join(self, nodes: list[_Node]) -> _Node:
        """One node of several in a row: separators go to the side of the first piece that must be there."""
        anchor = next((i for i, node in enumerate(nodes) if not node.optional and not node.gap), None)
        if anchor is None:
            if len(nodes) > 1:
                raise PhraseError(
                    f"every part of phrase {self.text!r} is optional: it needs a word that must stand there"
                )
            return nodes[0]
        parts: list[str] = []
        loose = False
        for i, node in enumerate(nodes):
            if node.gap:
                if i < anchor:
                    raise PhraseError(f"a gap may not follow an optional beginning in phrase {self.text!r}")
                parts.append(node.source)
                loose = True
            elif i < anchor:
                parts.append(f"(?:{node.source}{SEPARATOR})?")
            elif i == anchor:
                parts.append(node.source)
            else:
                between = LOOSE if loose or "list" in node.slots else SEPARATOR
                parts.append(f"(?:{between}{node.source})?" if node.optional else f"{between}{node.source}")
                loose = loose and node.optional
        required = tuple(words for node in nodes if not node.optional for words in node.required)
        return _Node("".join(parts), required, frozenset().union(*(node.slots for node in nodes)))


@lru_cache(maxsize=20_000)
def _word(value: str) -> _Node:
    stem = value.endswith("*")
    text = value.rstrip("*").replace("’", "'").lower()
    body = re.escape(text).replace(r"\-", r"(?:\s|-)")
    start = START if text[0].isalnum() else ""
    end = r"\w*(?:'s?)?" if stem else END
    first = re.match(r"\w+", text)
    # A stem may end inside the first run of letters only if it is one run.
    is_prefix = stem and first is not None and first.end() == len(text)
    return _Node(start + body + end, (frozenset({(first[0], is_prefix)}),) if first else ())


def either(patterns: Sequence[Pattern]) -> Pattern:
    """The pattern that matches where one of them does.

    Its skeleton keeps the choice open: `OPEN words BODY skeleton NEXT words BODY skeleton ... CLOSE`. The words are
    sets parted by `/`, and of each set one word must stand in the sentence (`stem*`: begin one).
    """
    branches = dict.fromkeys(f"{_needed(pattern)}{BODY}{pattern.skeleton}" for pattern in patterns)
    source = f"{OPEN}{NEXT.join(branches)}{CLOSE}"
    slots: frozenset[str] = frozenset().union(*(pattern.slots for pattern in patterns))
    literals: set[Literal] = set()
    for pattern in patterns:
        if pattern.literals is None:
            return Pattern(source, (), slots)
        literals |= pattern.literals
    return Pattern(source, (frozenset(literals),), slots)


OPEN, NEXT, CLOSE, BODY = "\x01", "\x02", "\x03", "\x04"
_MARKS = re.compile(r"([\x01\x02\x03])")
_MOST_NEEDED = 40
"""Longer lists of needed words are not worth keeping: some word of theirs stands in most sentences."""

Branch = tuple[tuple[tuple[frozenset[str], frozenset[str]], ...], "Tree"]
"""Sets of words and stems, of each of which one is needed, and what they lead to."""
Tree = tuple["str | tuple[Branch, ...]", ...]


def choice(branches: Iterable[tuple[str, str]]) -> str:
    """A choice, as in skeletons, between regular expressions, each behind words or stems of which it needs one."""
    return f"{OPEN}{NEXT.join(f'{words}{BODY}{source}' for words, source in branches)}{CLOSE}"


def _needed(pattern: Pattern) -> str:
    sets = (literals for literals in pattern.required if len(literals) <= _MOST_NEEDED)
    return "/".join(" ".join(sorted(word + "*" * stem for word, stem in literals)) for literals in sets)


@lru_cache(maxsize=20_000)
def _whole(skeleton: str) -> str:
    return _write(_tree(skeleton), None)


@lru_cache(maxsize=20_000)
def _tree(skeleton: str) -> Tree:
    pieces = _MARKS.split(skeleton)
    tree, _ = _parse_tree(pieces, 0)
    return tree


def _parse_tree(pieces: list[str], at: int) -> tuple[Tree, int]:
    """The tree from a place on up to the end of its branch, and where that is."""
    out: list[str | tuple[Branch, ...]] = []
    while at < len(pieces) and pieces[at] not in (NEXT, CLOSE):
        if pieces[at] != OPEN:
            if pieces[at]:
                out.append(pieces[at])
            at += 1
            continue
        branches: list[Branch] = []
        while pieces[at] != CLOSE:
            words, _, body = pieces[at + 1].partition(BODY)
            rest, end = _parse_branch(pieces, at + 1, body)
            needed = tuple(
                (
                    frozenset(word for word in part.split() if not word.endswith("*")),
                    frozenset(word[:-1] for word in part.split() if word.endswith("*")),
                )
                for part in words.split("/")
                if part
            )
            branches.append((needed, rest))
            at = end
        out.append(tuple(branches))
        at += 1
    return tuple(out), at


def _parse_branch(pieces: list[str], at: int, body: str) -> tuple[Tree, int]:
    tree, end = _parse_tree(pieces, at + 1)
    return ((body, *tree) if body else tree), end


def _write(tree: Tree, present: tuple[frozenset[str], frozenset[str]] | None) -> str:
    """The regular expression of a tree; `present`: the only words, and beginnings of words, that it will see."""
    out = []
    for piece in tree:
        if isinstance(piece, str):
            out.append(piece)
            continue
        live = [
            _write(body, present)
            for needed, body in piece
            if present is None
            or not any(words.isdisjoint(present[0]) and stems.isdisjoint(present[1]) for words, stems in needed)
        ]
        out.append(_alternation(live) if live else NOTHING)
    written = "".join(out)
    if present is not None and NOTHING in written:
        for dead in _DEAD:
            written = written.replace(dead, "")
    return written


NOTHING = "(?!)"
_DEAD = (f"(?:{SEPARATOR}{NOTHING})?", f"(?:{NOTHING}{SEPARATOR})?", f"(?:{LOOSE}{NOTHING})?")
"""Optional pieces of which nothing is left."""


def _alternation(sources: Sequence[str]) -> str:
    """One of several, with what all begin or end with written once: that is most of what makes matching fast."""
    sources = list(dict.fromkeys(sources))
    if len(sources) == 1:
        return f"(?:{sources[0]})"
    head = tail = ""
    if all(source.startswith(START) for source in sources):
        sources = [source[len(START) :] for source in sources]
        firsts = {char for source in sources for char in _firsts(source)}
        head = START + (f"(?=[{''.join(sorted(firsts))}])" if all(first.isalnum() for first in firsts) else "")
    if all(source.endswith(END) for source in sources):
        sources = [source[: -len(END)] for source in sources]
        tail = END
    return f"{head}(?:{'|'.join(sources)}){tail}"


def _firsts(source: str) -> str:
    """The characters that a match of this source (without its START) may begin with; `(` if that is not plain."""
    if found := re.match(r"\(\?=\[(\w+)\]\)", source):
        return found[1]
    return source[:1]


def _hint(name: str, known: Mapping[str, object], form: str) -> str:
    return did_you_mean(name, known, lambda word: form % word)


def did_you_mean(name: str, known: Mapping[str, object] | list[str], show: Callable[[str], str] = repr) -> str:
    """`; did you mean X?` for the known name that is closest, else the list of all that are known."""
    import difflib

    names = list(known)
    if close := difflib.get_close_matches(name, names, 1, 0.6):
        return f"; did you mean {show(close[0])}?"
    return f"; known: {', '.join(show(word) for word in sorted(names))}" if names else "; none is known here"

"""What YAML's own errors mean, in words of what would be right."""

from __future__ import annotations

import re

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.tokens import ScalarToken

_QUOTES = "put the value into quotes"

_PHRASE = re.compile(r"(?:^\s*|- +|: +|, *|\[ *)(?:\{[a-z_]+\}|\[[^\]]*\]) *[^\s,:}\]#]")
"""A value that begins like a slot or an optional word and goes on: YAML takes the bracket for a block of its own."""

_CLOSED = re.compile(r"\s*(?:[,:\]}#]|$)")
"""What stands behind a quote that closes a value."""

_WORDS = (
    ("mapping values are not allowed", f"a colon too many: {_QUOTES} if it holds one, else mind the indentation"),
    ("found character '\\t'", "a tab: indent with spaces"),
    ("found character", f"a value can't begin with this character: {_QUOTES}"),
    ("found undefined alias", f"a reference: no `&` of this name stands above it; if it is none, {_QUOTES}"),
    ("expected <block end>", "wrong indentation: what belongs together begins in one column"),
    ("could not find expected ':'", "a line `key: value` is needed here, or one above is indented too little"),
    ("expected ',' or", "a comma is missing, or a bracket is opened and not closed"),
    ("found unknown escape character", "a backslash in double quotes: use single quotes"),
)


def in_words(error: MarkedYAMLError, text: str) -> str:
    """The reason why a text is no YAML; the parser's own words where there are none for it here."""
    mark = error.problem_mark or error.context_mark
    line = next(iter(text.splitlines()[mark.line : mark.line + 1]), "") if mark else ""
    if mark and line[mark.column : mark.column + 1] == "[" and re.search(r"\w *$", line[: mark.column]):
        return f"a phrase that holds a bracket: {_QUOTES}"
    if _PHRASE.search(line):
        return f"a phrase that begins with a bracket: {_QUOTES}"
    if re.search(r"\{[^\"']*\{[a-z_]+\}", line):
        return f"a slot within {{ }}: {_QUOTES}"
    if opened := _opened(error, text):
        return f"line {opened} opens a quote and does not close it"
    problem = error.problem or error.context or "can't be read"
    found = next((words for start, words in _WORDS if problem.startswith(start)), None)
    if found is None:
        return problem + (f" ({error.context})" if error.context and error.problem else "")
    if found.endswith("not closed") and mark and error.context_mark and error.context_mark.line < mark.line:
        return f"{found}: that of line {error.context_mark.line + 1}"
    shown = re.search(r"character '(.)'", problem)
    return f"{found} ({shown[1]})" if shown and "this character" in found else found


def _opened(error: MarkedYAMLError, text: str) -> int | None:
    """The line of an unclosed quote: YAML goes on to the next one, some lines below, and fails at what follows it."""
    if error.context == "while scanning a quoted scalar" and error.context_mark:
        return int(error.context_mark.line) + 1
    mark = error.problem_mark
    quoted = None
    try:
        for token in YAML(typ="safe", pure=True).scan(text):
            if mark is None or token.start_mark.line > mark.line:
                break
            if isinstance(token, ScalarToken) and token.style in ("'", '"') and token.end_mark.index <= mark.index:
                quoted = token
    except YAMLError:
        pass  # the same fault, come upon again
    if quoted is None or not quoted.start_mark.line < quoted.end_mark.line == mark.line:
        return None
    rest = text[quoted.end_mark.index :].split("\n", 1)[0]
    return None if _CLOSED.match(rest) else int(quoted.start_mark.line) + 1

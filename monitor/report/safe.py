"""Templates that page text can't break out of: the terminal, the HTML page, the template language itself.

Whatever a template prints goes through `neutralise`, which makes terminal control characters and overrides of the
writing direction visible, and, in HTML, through escaping. Only strings marked as `Printable` or `Markup`, made in this
package, pass as they are. The sandbox keeps a template from doing more than printing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from jinja2 import DictLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from monitor.model import WordMark

# Controls, line and paragraph separators, embeddings, overrides and isolates, lone surrogates, annotation controls.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]")

_STYLES = {"removed": "31", "added": "32", "strong": "1", "dim": "2"}


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox with a short way to what views hold: it looks at every attribute anew, of which a table has many."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute as the sandbox allows it. The fields of a class with slots are values; they are allowed."""
        if attribute in getattr(type(obj), "__slots__", ()) and not attribute.startswith("_"):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


class Printable(str):
    """Text for a terminal that is safe to print as it is."""

    __slots__ = ()


def neutralise(text: str) -> str:
    """Text that stays on its line and can't steer a terminal: white space is a space, the rest shows as `<U+001B>`."""
    return _UNSAFE.sub(lambda found: " " if found[0].isspace() else f"<U+{ord(found[0]):04X}>", text)


def safe_url(url: str | None) -> str | None:
    """The address if people may follow it (http or https, without user and password), else None."""
    try:
        parts = urlsplit(url or "")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    except ValueError:
        return None


def text_environment(templates: Mapping[str, str], *, color: bool = False) -> ImmutableSandboxedEnvironment:
    """Templates of plain text; `color`: ANSI colours beside the marks."""

    def paint(text: object, style: str) -> Printable:
        plain = text if isinstance(text, Printable) else neutralise(str(text))
        return Printable(f"\x1b[{_STYLES[style]}m{plain}\x1b[0m" if color else plain)

    def marks(words: Iterable[WordMark]) -> Printable:
        forms = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
        pieces = []
        for mark in words:
            piece = Printable(forms[mark.op].format(neutralise(mark.text)))
            pieces.append(piece if mark.op == "same" else paint(piece, mark.op))
        return Printable("".join(pieces))

    return _environment(templates, Printable, Printable, autoescape=False, paint=paint, marks=marks)


def html_environment(templates: Mapping[str, str]) -> ImmutableSandboxedEnvironment:
    """Templates of HTML, with everything escaped."""

    def marks(words: Iterable[WordMark]) -> Markup:
        forms = {"same": "{}", "removed": "<del>{}</del>", "added": "<ins>{}</ins>"}
        return Markup("").join(Markup(forms[mark.op]).format(neutralise(mark.text)) for mark in words)  # noqa: S704

    return _environment(templates, Markup, str, autoescape=True, marks=marks)


def _environment(
    templates: Mapping[str, str], safe: type[str], plain: type[str], *, autoescape: bool, **filters: Any
) -> ImmutableSandboxedEnvironment:
    def finalize(value: object) -> str:
        return value if isinstance(value, safe) else plain(neutralise(str(value)))

    environment = _Sandbox(
        loader=DictLoader(templates),
        autoescape=autoescape,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= filters
    return environment

"""The keys of a source as people write them: what each may hold, and the source that they make."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from monitor.errors import UsageError
from monitor.model import Profile, Source
from monitor.text import check_selector

KEYS = (
    "url",
    "name",
    "story",
    "packs",
    "every",
    "include",
    "ignore",
    "headers",
    "credentials",
    "proxy",
    "robots",
    "paused",
)
"""Columns of CSV, attributes of OPML, keys of YAML, in the order in which they are written."""

LISTS = frozenset({"packs", "include", "ignore", "headers"})
FLAGS = frozenset({"robots", "paused"})

Field = str | bool | tuple[str, ...]
"""A stated value: a text, a flag, or a list. A text or list that is empty takes away what was there."""

Row = tuple[int, dict[str, Field] | str]
"""A row's line, and what it states; or a fault on that line."""

CheckEvery = Callable[[str], object]

_FLAG_WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_SECRET_HEADERS = frozenset({"authorization", "proxy-authorization", "cookie"})


def build(stated: Mapping[str, Field], base: Source, check_every: CheckEvery | None = None) -> Source:
    """`base` with the stated keys laid over it.

    Raises UsageError with every problem, one a line, each as `key: what is wrong`.
    """
    problems = [
        f"{key}: {problem}"
        for key, value in stated.items()
        if (problem := _problem(key, value, check_every)) is not None
    ]
    if problems:
        raise UsageError("\n".join(problems))
    fields: dict[str, Any] = {}
    profile = base.profile
    for key, value in stated.items():
        if key == "include":
            profile = Profile(value, profile.ignore)  # type: ignore[arg-type]  # a list: `_problem` saw to it
        elif key == "ignore":
            profile = Profile(profile.include, value)  # type: ignore[arg-type]
        elif key == "headers":
            fields[key] = tuple(_header(text) for text in value)  # type: ignore[union-attr]
        else:
            fields[key] = None if value == "" else value
    return replace(base, profile=profile, **fields)


def flat(source: Source) -> dict[str, Field | None]:
    """A source as its keys; a key that says nothing is None or empty."""
    return {
        "url": source.url,
        "name": source.name,
        "story": source.story,
        "packs": source.packs,
        "every": source.every,
        "include": source.profile.include,
        "ignore": source.profile.ignore,
        "headers": tuple(f"{name}: {value}".rstrip() for name, value in source.headers),
        "credentials": source.credentials,
        "proxy": source.proxy,
        "robots": source.robots,
        "paused": source.paused or None,
    }


def from_cell(key: str, text: str) -> Field:
    """One cell of text as the value of its key: packs stand between spaces, other lists one a line."""
    text = text.strip()
    if key == "packs":
        return tuple(text.replace(",", " ").replace(";", " ").split())
    if key in LISTS:
        return tuple(line.strip() for line in text.splitlines() if line.strip())
    return flag(text) if key in FLAGS and text else text


def to_cell(key: str, value: Field | None) -> str:
    """The inverse of `from_cell`."""
    if isinstance(value, tuple):
        return (" " if key == "packs" else "\n").join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return value or ""


def flag(text: str) -> bool | str:
    """The text as a flag; as it is if it is none."""
    return _FLAG_WORDS.get(text.lower(), text)


def unknown_key(key: str) -> str:
    match = difflib.get_close_matches(key.lower(), KEYS, 1)
    return f"{key!r} is no key of a source; " + (f"did you mean {match[0]}?" if match else f"known: {', '.join(KEYS)}")


def url_problem(url: str) -> str | None:
    """Why this can't be the address of a page, None if it can."""
    if _CONTROL.search(url) or any(map(str.isspace, url)):
        return "white space or control characters in a URL; write %20 for a space"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return f"no URL: {error}"
    if parts.scheme not in ("http", "https"):
        return "only http and https addresses can be watched, such as https://example.org/article"
    if not parts.hostname or port == 0:
        return "no host in it, or port 0; write for example https://example.org/article"
    if "@" in parts.netloc:
        return "no user name or password in a URL; use credentials: env:NAME or file:PATH"
    return None


def name_problem(name: str) -> str | None:
    """Why this can't be a source's name, None if it can."""
    if not name or name != name.strip() or _CONTROL.search(name):
        return "it must not be empty or have white space around it"
    if name.isdecimal():
        return "a number alone is an id"
    if "://" in name:
        return "it looks like a URL"
    if name.startswith("-"):
        return "it looks like an option"
    if re.search(r"@[0-9]+(\.\.[0-9]+)?$", name):
        return "@ and a number at the end name a version"
    return None


def _problem(key: str, value: Field, check_every: CheckEvery | None) -> str | None:
    """What is wrong with one stated value, if anything; secrets are not repeated."""
    if key not in KEYS:
        return unknown_key(key)
    if key in FLAGS:
        return None if isinstance(value, bool) or (value == "" and key == "robots") else f"true or false, not {value!r}"
    if key in LISTS:
        if not isinstance(value, tuple):
            return "a list is needed"
        return next((why for entry in value if (why := entry_problem(key, entry)) is not None), None)
    if not isinstance(value, str):
        return "a text is needed"
    if key == "url":
        why = url_problem(value)
        return why and (why if "@" in value else f"{value!r}: {why}")  # there may be a password before the @
    if key == "name":
        why = name_problem(value)
        return why and f"{value!r} can't be a name: {why}"
    if value == "":
        return None
    if value != value.strip() or _CONTROL.search(value):
        return "control characters, or white space around it"
    if key == "credentials" and not re.fullmatch(r"(env:[A-Za-z_][A-Za-z0-9_]*|file:.+)", value):
        return "a reference is needed, env:NAME or file:PATH, not the secret itself"
    if key == "proxy":
        return _proxy_problem(value)
    if key == "every" and check_every is not None:
        try:
            check_every(value)
        except UsageError as error:
            return str(error)
    return None


def entry_problem(key: str, entry: str) -> str | None:
    """What is wrong with one entry of a list, if anything."""
    if not entry or entry != entry.strip() or _CONTROL.search(entry):
        return "an entry is empty, or has control characters or white space around it"
    if key in ("include", "ignore"):
        return check_selector(entry)
    if key == "packs" and re.search(r"[\s,;]", entry):
        return f"{entry!r} is no pack's id"
    if key == "headers":
        name, colon, value = entry.partition(":")
        if not colon or not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name) or not value.isascii():
            return f"{entry!r} is no header; write Name: value"
        if name.lower() in _SECRET_HEADERS:
            return f"{name} holds a secret; use credentials: env:NAME or file:PATH"
    return None


def _proxy_problem(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    return None if good and not re.search(r"\s", url) else "a proxy's URL is needed, such as http://proxy.example:3128"


def _header(text: str) -> tuple[str, str]:
    name, _, value = text.partition(":")
    return name, value.strip()

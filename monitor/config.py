"""Settings from a TOML file and the environment: read, checked, and every fault told at once.

A value is taken from the first of these that gives one: command-line option, environment (`MONITOR_<NAME>`, for secrets
also `MONITOR_<NAME>_FILE`), `monitor.toml`, the default in `monitor.settings`. Options are laid over the result by the
command line; this module knows the rest.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path, PurePath
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, ValidationError

from monitor.errors import ConfigError, UsageError
from monitor.schedule import parse_every
from monitor.settings import LogFormat, Security, Settings

DEFAULT_FILE = "monitor.toml"
"""The settings file that is read from the working folder when none is named."""

PREFIX = "MONITOR_"
SECRETS = frozenset({"proxy", "mail_password"})
"""Settings whose values may hold a password: never printed, and readable from a file by `MONITOR_<NAME>_FILE`."""

NOT_IN_FILE = frozenset({"mail_password"})
"""Secrets that a settings file must not hold: it is shown around and kept under version control."""


def _path(value: object) -> PurePath:
    if not isinstance(value, str) or not value or "\0" in value:
        raise ValueError("a path is needed")
    return Path(value).expanduser()


def _every(value: str) -> str:
    try:
        parse_every(value)
    except UsageError as error:
        raise ValueError(str(error)) from None
    return value


def _line(value: str) -> str:
    if not value.strip() or not value.isprintable():
        raise ValueError("one line of text is needed")
    return value.strip()


_FLAGS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


def _hosts(value: object) -> bool | tuple[str, ...]:
    if isinstance(value, bool):
        return value
    words = value.replace(",", " ").split() if isinstance(value, str) else value
    if isinstance(words, list) and all(isinstance(word, str) for word in words):
        if not words or words[0].lower() in _FLAGS:
            if len(words) > 1:
                raise ValueError("true and false stand alone")
            return bool(words) and _FLAGS[words[0].lower()]
        if all(re.fullmatch(r"(\[[0-9A-Fa-f:.]+\]|[^\s:/@\[\]]+):[0-9]{1,5}", word) for word in words):
            return tuple(words)
    raise ValueError("true, false or a list of host:port is needed, for example 127.0.0.1:8000")


def _proxy(value: str) -> str:
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port is not False
    except ValueError:
        good = False
    if not good or not value.isprintable() or " " in value:
        raise ValueError("a proxy's URL is needed, for example http://proxy.example:3128")
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValueError("a time zone's name is needed, for example Europe/Berlin") from None
    return value


def _addresses(value: object) -> tuple[str, ...]:
    words = value.replace(",", " ").split() if isinstance(value, str) else value
    if isinstance(words, list | tuple) and all(isinstance(word, str) and _is_address(word) for word in words):
        return tuple(words)
    raise ValueError("mail addresses are needed, for example desk@example.org")


def _sender(value: str) -> str:
    if not _is_address(parseaddr(value)[1]) or not value.isprintable():
        raise ValueError("a mail address is needed, for example Fact monitor <monitor@example.org>")
    return value


def _is_address(text: str) -> bool:
    """Whether mail can be written to it: `a..b@example.org` looks like an address and is none."""
    try:
        return _ADDRESS.fullmatch(text) is not None and Address(addr_spec=text).addr_spec == text
    except (ValueError, LookupError, MessageError):
        return False


_ADDRESS = re.compile(r"[^@\s<>,;:\"\\]+@[^@\s<>,;:\"\\]+")
_Path = Annotated[PurePath, BeforeValidator(_path)]
_Line = Annotated[str, AfterValidator(_line)]
_Addresses = Annotated[Any, BeforeValidator(_addresses)]
_Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False)]


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting: the type that its value is checked against, and its meaning for people."""

    kind: Any
    meaning: str


ENTRIES: Mapping[str, Entry] = {
    "store": Entry(_Path, "The SQLite file that keeps sources, versions, facts and changes. Option `--store`."),
    "rules": Entry(
        _Path,
        "A rule file or a folder of them. Not set: `rules/` in the working folder if it is there, else the packs that "
        "come with the program. Option `--rules`.",
    ),
    "every": Entry(
        Annotated[str, AfterValidator(_every)],
        "How often a source is checked that names no interval of its own: `30m`, `6h`, `1d`, or a crontab line with an "
        "optional time zone behind it (`0 6 * * 1 Europe/Berlin`).",
    ),
    "contact": Entry(
        _Line,
        "A mail address or page where the operators of watched sites reach you; it is sent in the User-Agent. Set it.",
    ),
    "user_agent": Entry(_Line, "The whole User-Agent, in place of the program's own."),
    "robots": Entry(bool, "Whether robots.txt is obeyed. A source can differ."),
    "allow_private_hosts": Entry(
        Annotated[Any, BeforeValidator(_hosts)],
        "Whether loopback, private and other special addresses may be fetched: true, false, or a list of `host:port` "
        "(in the environment `1`, `0`, or the list with commas or spaces between). Refused addresses are neither "
        "retried nor tracked.",
    ),
    "ca_file": Entry(_Path, "A PEM file of more root certificates to trust, for fetching and for mail."),
    "proxy": Entry(
        Annotated[str, AfterValidator(_proxy)],
        "A proxy for all requests (`http://user:password@proxy.example:3128`). A secret. A source can differ.",
    ),
    "per_host_delay": Entry(
        Annotated[float, Field(ge=0, allow_inf_nan=False)], "Seconds between two requests to one host."
    ),
    "per_host_connections": Entry(Annotated[int, Field(ge=1, le=1000)], "Requests in flight to one host."),
    "concurrency": Entry(Annotated[int, Field(ge=1, le=10_000)], "Requests in flight over all hosts."),
    "connect_timeout": Entry(_Seconds, "Seconds until a connection must stand."),
    "read_timeout": Entry(_Seconds, "Seconds that a server may stay silent in the middle of an answer."),
    "total_timeout": Entry(_Seconds, "Seconds that one request may take in all, redirects included."),
    "max_bytes": Entry(
        Annotated[int, Field(ge=1)], "Bytes that a body may have after decompression; a longer one fails."
    ),
    "max_redirects": Entry(Annotated[int, Field(ge=0, le=100)], "Redirects that are followed."),
    "attempts": Entry(Annotated[int, Field(ge=1, le=20)], "How often one check asks before it gives up."),
    "lease": Entry(_Seconds, "Seconds for which a process holds a source that it checks."),
    "workers": Entry(
        Annotated[int, Field(ge=0, le=256)],
        "Processes that read pages, beside the main one; 0 lets the program decide by the amount of work.",
    ),
    "time_zone": Entry(
        Annotated[str, AfterValidator(_zone)],
        "The time zone of what people read (`Europe/Berlin`); stored times are UTC.",
    ),
    "log_format": Entry(LogFormat, "`text`, `json` (a line an event), or `auto`: text on a terminal, else JSON."),
    "tick": Entry(
        Annotated[float, Field(ge=0.1, le=3600)], "Seconds between two looks of `monitor run` at what is due."
    ),
    "tell_after": Entry(
        Annotated[int, Field(ge=1, le=1000)], "Troubles of a source in a row after which operators are told, once."
    ),
    "mail_host": Entry(_Line, "The mail server (SMTP). Not set: no mail is sent."),
    "mail_port": Entry(Annotated[int, Field(ge=1, le=65535)], "Its port: 587 for STARTTLS, 465 for TLS, as a rule."),
    "mail_security": Entry(
        Security, "`starttls`, `tls` from the first byte, or `none` (for a server on this machine)."
    ),
    "mail_user": Entry(_Line, "The name for the server's login. Not set: no login."),
    "mail_password": Entry(str, "The password for it. A secret: environment or file only."),
    "mail_sender": Entry(Annotated[str, AfterValidator(_sender)], "Who the mail is from."),
    "mail_readers": Entry(_Addresses, "Who is told what changed: a list of addresses."),
    "mail_operators": Entry(_Addresses, "Who is told of troubles of sources and of mail. None: the readers are told."),
    "mail_list_id": Entry(
        _Line, "The List-Id by which mail programs can sort. Not set: `monitor.` and the sender's domain."
    ),
    "mail_timeout": Entry(_Seconds, "Seconds that the mail server may take for one answer."),
    "mail_give_up_after": Entry(_Seconds, "Seconds after which a delivery that keeps failing is not tried again."),
}


def load(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings in force, before options.

    `path` is the settings file; None: the one that MONITOR_CONFIG names, else `monitor.toml` in the working folder, if
    it is there.

    Paths in the file are meant from the file's folder, paths in the environment from the working folder.
    Raises ConfigError with every fault at once, each with `file:line` or the variable's name; secrets are not in it.
    """
    return read(path, environ)[0]


def read(path: Path | None, environ: Mapping[str, str]) -> tuple[Settings, dict[str, str]]:
    """The same as `load`, with where each value that is no default comes from: `monitor.toml:3`, `MONITOR_EVERY`."""
    faults: list[str] = []
    values: dict[str, object] = {}
    origins: dict[str, str] = {}
    path = file_in_force(path, environ)
    if path is not None:
        values |= _from_file(path, faults, origins)
    values |= _from_environment(environ, faults, origins)
    if faults:
        raise ConfigError("\n".join(faults))
    return Settings(**values), origins  # type: ignore[arg-type]  # each was checked against its entry


def file_in_force(path: Path | None, environ: Mapping[str, str]) -> Path | None:
    """The settings file that `load` reads with these arguments; None if there is none."""
    if path is None and (named := environ.get(f"{PREFIX}CONFIG")):
        return Path(named)
    return Path(DEFAULT_FILE) if path is None and Path(DEFAULT_FILE).is_file() else path


def strangers(environ: Mapping[str, str]) -> list[str]:
    """Warnings for variables that look like a misspelt setting.

    Others named `MONITOR_…` may be somebody else's (Kubernetes sets `MONITOR_PORT` for a service called so).
    """
    known = {PREFIX + name.upper() for name in ENTRIES} | {f"{PREFIX}{name.upper()}_FILE" for name in SECRETS}
    return [
        f"{variable} is no setting; did you mean {match[0]}?"
        for variable in sorted(set(environ) - known)
        if variable.startswith(PREFIX) and (match := difflib.get_close_matches(variable, known, 1, 0.9))
    ]


def _from_file(path: Path, faults: list[str], origins: dict[str, str]) -> dict[str, object]:
    name = str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        data = tomllib.loads(text)
    except OSError as error:
        faults.append(f"{name}: can't be read: {error.strerror or error}")
        return {}
    except UnicodeDecodeError as error:
        faults.append(f"{name}: is not UTF-8 text (byte {error.start})")
        return {}
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        if place := re.fullmatch(r"(.*?) \(at line (\d+), column (\d+)\)", message, re.DOTALL):
            faults.append(f"{name}:{place[2]}: {_toml_words(place[1], text.splitlines()[int(place[2]) - 1 :])}")
        else:
            faults.append(f"{name}:{text.count(chr(10)) + 1}: {message}")
        return {}
    except RecursionError:
        faults.append(f"{name}: is nested too deeply")
        return {}
    values: dict[str, object] = {}
    for key, value in data.items():
        place_of_key = f"{name}:{_line_of(key, text)}"
        if key not in ENTRIES:
            faults.append(f"{place_of_key}: {_unknown(key, ENTRIES)}")
        elif key in NOT_IN_FILE:
            variable = f"{PREFIX}{key.upper()}"
            faults.append(f"{place_of_key}: {key}: a secret has no place here; set {variable} or {variable}_FILE")
        else:
            _check(key, value, place_of_key, faults, values.__setitem__, strict=True)
            origins[key] = place_of_key
    return {
        key: PurePath(path.parent / value) if isinstance(value, PurePath) else value for key, value in values.items()
    }


def _toml_words(problem: str, lines: Sequence[str]) -> str:
    """What a TOML error means, in words of what would be right; `lines` begin with the one that it is about."""
    key = (lines[0] if lines else "").partition("=")[0].strip()
    if problem.startswith("Cannot overwrite"):
        return f"{key}: stands twice; leave one of the two out"
    if problem.startswith(("Invalid value", "Expected newline")) and key in ENTRIES:
        return f'{key}: a text stands in quotes ({key} = "..."), a list in brackets, a number or true and false alone'
    if problem.startswith(("Illegal character", "Unterminated string")) and key in ENTRIES:
        return f"{key}: the text is not closed; put a quote at its end"
    if problem.startswith("Expected '='"):
        return f"{key}: a line `setting = value` is needed"
    return problem


def _from_environment(environ: Mapping[str, str], faults: list[str], origins: dict[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for key in ENTRIES:
        variable = PREFIX + key.upper()
        text = environ.get(variable)
        if key in SECRETS and (file := environ.get(f"{variable}_FILE")):
            if text:
                faults.append(f"{variable} and {variable}_FILE: only one of them can be set")
                continue
            variable = f"{variable}_FILE"
            try:
                text = Path(file).read_text("utf-8").strip()
            except (OSError, ValueError) as error:
                why = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else getattr(error, "strerror", "")
                faults.append(f"{variable}: {file}: {why or 'can not be read'}")
                continue
        if text is not None and text != "":  # an empty variable is how compose files and shells say "not set"
            _check(key, text, variable, faults, values.__setitem__, strict=False)
            origins[key] = variable
    return values


_NEEDED = {"int": "a whole number", "float": "a number", "bool": "true or false", "string": "a text in quotes"}
"""What a value should have been, by how pydantic's names of errors begin."""


def _check(
    key: str, value: object, place: str, faults: list[str], put: Callable[[str, object], None], *, strict: bool
) -> None:
    """Put the checked value, or tell the fault. Text from the environment is converted, TOML has types of its own."""
    try:
        put(key, TypeAdapter(ENTRIES[key].kind).validate_python(value, strict=strict))
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_context=False):
            reason = detail["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
            if needed := _NEEDED.get(re.sub(r"_(type|parsing|from_float)$", "", detail["type"])):
                reason = f"{needed} is needed"
            elif detail["type"] != "value_error":
                reason = f"should be {reason}"
            shown = "" if key in SECRETS or reason.startswith(repr(value)) else f", not {value!r}"
            faults.append(f"{place}: {key}: {reason}{shown}")


def _unknown(key: str, known: Iterable[str]) -> str:
    match = difflib.get_close_matches(key.replace("-", "_").lower(), list(known), 1)
    return f"{key}: no such setting" + (f"; did you mean {match[0]}?" if match else " (docs/settings.md lists them)")


def _line_of(key: str, text: str) -> int:
    """The line on which a top-level key stands, from 1: the first that opens with it outside any multi-line value."""
    lines = text.split("\n")
    opens = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[=.\]]""")
    for number, line in enumerate(lines):
        if opens.match(line):
            try:
                tomllib.loads("\n".join(lines[:number]))
            except tomllib.TOMLDecodeError:
                continue
            return number + 1
    return 1


def describe() -> str:
    """The table of docs/settings.md: every setting with its variable, default and meaning."""
    rows = ["| setting | variable | default | meaning |", "|---|---|---|---|"]
    for default in fields(Settings):
        variable = f"`{PREFIX}{default.name.upper()}`"
        if default.name in SECRETS:
            variable += f" or `{PREFIX}{default.name.upper()}_FILE`"
        rows.append(f"| `{default.name}` | {variable} | {_shown(default.default)} | {ENTRIES[default.name].meaning} |")
    return "\n".join(rows)


def shown(name: str, value: object) -> Any:
    """A setting's value as it may be printed: a secret only as `set`, a path as text, a tuple as a list."""
    if name in SECRETS and value is not None:
        return "(set)"
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, PurePath) else value


def _shown(value: object) -> str:
    if value is None:
        return "not set"
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"

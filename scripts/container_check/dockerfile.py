"""Reads a Dockerfile and a .dockerignore: the instructions and forms that this project uses, and no other.

Anything else is a DockerfileError with its line, never passed over: a step that was not understood was not checked.
Meanings are those of the Dockerfile reference (docs.docker.com/reference/dockerfile).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath


class DockerfileError(Exception):
    """`file:line: what is wrong`."""


@dataclass(frozen=True)
class Run:
    """`RUN command`: the command goes to /bin/sh -c."""

    line: int
    command: str


@dataclass(frozen=True)
class Copy:
    """`COPY [--from=stage] source... target`; without a stage from the build context."""

    line: int
    sources: tuple[str, ...]
    target: str
    stage: str | None = None


@dataclass(frozen=True)
class Workdir:
    """`WORKDIR /absolute/path`."""

    line: int
    path: str


@dataclass(frozen=True)
class User:
    """`USER uid:gid`, in numbers, so that Kubernetes can tell that it is not root."""

    line: int
    uid: int
    gid: int


@dataclass(frozen=True)
class Env:
    """`ENV name=value...`."""

    line: int
    values: Mapping[str, str]


@dataclass(frozen=True)
class Healthcheck:
    """`HEALTHCHECK --interval=60s ... CMD [...]`; options in seconds, `retries` a count."""

    command: tuple[str, ...]
    options: Mapping[str, int]


Step = Run | Copy | Workdir | User | Env


@dataclass
class Stage:
    """One FROM and what stands under it: steps in their order, and what only describes the image."""

    line: int
    base: str
    name: str | None
    steps: list[Step] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    volumes: tuple[str, ...] = ()
    entrypoint: tuple[str, ...] = ()
    cmd: tuple[str, ...] = ()
    healthcheck: Healthcheck | None = None


def parse(text: str, name: str = "Dockerfile") -> list[Stage]:
    """The stages of a Dockerfile, first to last. Raises DockerfileError at the first thing that isn't known."""
    stages: list[Stage] = []
    for line, logical in _lines(text, name):
        keyword, _, rest = logical.partition(" ")
        try:
            if keyword == "FROM":
                stages.append(_from(line, rest, stages))
            elif not stages:
                raise ValueError(f"{keyword} before the first FROM")
            elif keyword in _READERS:
                _READERS[keyword](stages[-1], line, rest.strip())
            else:
                raise ValueError(
                    f"{keyword} is no instruction that this check knows ({', '.join(['FROM', *_READERS])})"
                )
            if keyword == "COPY":
                _known_stage(stages)
        except ValueError as error:
            raise DockerfileError(f"{name}:{line}: {error}") from None
    if not stages:
        raise DockerfileError(f"{name}:1: no FROM")
    return stages


def _lines(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Instructions as (number of the first line, text with its continued lines joined)."""
    begun, parts, first = 0, list[str](), True
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if line.startswith("#") or not line:
            if first and re.match(r"#\s*\w+\s*=", line):  # only before the first instruction, the reference says
                raise DockerfileError(f"{name}:{number}: a parser directive ({line}); this check knows none")
            if parts and not line:
                raise DockerfileError(f"{name}:{number}: an empty line within an instruction")
            continue
        begun, first = begun or number, False
        if "<<" in line:
            raise DockerfileError(f"{name}:{number}: a here-document; this check knows none")
        more = line.endswith("\\")
        parts.append(line.removesuffix("\\").strip() if more else line)
        if not more:
            yield begun, " ".join(parts)
            begun, parts = 0, []
    if parts:
        raise DockerfileError(f"{name}:{begun}: the instruction has no end")


def _from(line: int, rest: str, stages: list[Stage]) -> Stage:
    match = re.fullmatch(r"([a-z0-9./_-]+:[\w.-]+(?:@sha256:[0-9a-f]{64})?)(?: AS ([a-z][a-z0-9-]*))?", rest)
    if not match:
        raise ValueError(f"FROM {rest}: the form is FROM image:tag [AS name], without options and variables")
    if match[2] and match[2] in {stage.name for stage in stages}:
        raise ValueError(f"two stages are called {match[2]}")
    return Stage(line, match[1], match[2])


def _known_stage(stages: list[Stage]) -> None:
    copy = stages[-1].steps[-1]
    if isinstance(copy, Copy) and copy.stage and copy.stage not in {stage.name for stage in stages[:-1]}:
        raise ValueError(f"--from={copy.stage}: no stage before this one has that name")


def _run(stage: Stage, line: int, rest: str) -> None:
    if not rest or rest.startswith(("[", "--")):
        raise ValueError(f"RUN {rest}: the form is RUN command, without options")
    stage.steps.append(Run(line, rest))


def _copy(stage: Stage, line: int, rest: str) -> None:
    origin = None
    words = _plain(rest).split()
    if words and (match := re.fullmatch(r"--from=([a-z][a-z0-9-]*)", words[0])):
        origin, words = match[1], words[1:]
    if len(words) < 2 or any(re.search(r"^--|[\"\[\]*?\\]", word) for word in words):
        raise ValueError(
            f"COPY {rest}: the form is COPY [--from=stage] source... target, without other options and globs"
        )
    *sources, target = words
    if len(sources) > 1 and not target.endswith("/"):
        raise ValueError(f"COPY {rest}: several sources need a folder that ends in /")
    if any(PurePosixPath(source).is_absolute() != bool(origin) or ".." in source.split("/") for source in sources):
        raise ValueError(f"COPY {rest}: sources in the context are relative, those in a stage absolute, none has ..")
    stage.steps.append(Copy(line, tuple(sources), target, origin))


def _workdir(stage: Stage, line: int, rest: str) -> None:
    if not re.fullmatch(r"/[\w./-]+", rest):
        raise ValueError(f"WORKDIR {rest}: one absolute path is needed")
    stage.steps.append(Workdir(line, rest))


def _user(stage: Stage, line: int, rest: str) -> None:
    if not (match := re.fullmatch(r"(\d+):(\d+)", rest)):
        raise ValueError(f"USER {rest}: the form is USER uid:gid, in numbers")
    stage.steps.append(User(line, int(match[1]), int(match[2])))


def _env(stage: Stage, line: int, rest: str) -> None:
    stage.steps.append(Env(line, _pairs("ENV", rest)))


def _label(stage: Stage, _line: int, rest: str) -> None:
    stage.labels |= _pairs("LABEL", rest)


def _volume(stage: Stage, _line: int, rest: str) -> None:
    stage.volumes += _exec("VOLUME", rest)


def _entrypoint(stage: Stage, _line: int, rest: str) -> None:
    stage.entrypoint, stage.cmd = _exec("ENTRYPOINT", rest), ()  # an ENTRYPOINT takes back a CMD that stood before it


def _cmd(stage: Stage, _line: int, rest: str) -> None:
    stage.cmd = _exec("CMD", rest)


def _healthcheck(stage: Stage, _line: int, rest: str) -> None:
    options = {}
    while match := re.match(r"--(interval|timeout|start-period|retries)=(\d+)(s?) ", rest):
        if (match[1] == "retries") == bool(match[3]):
            raise ValueError(f"HEALTHCHECK: --{match[1]}={match[2]}{match[3]}: times are in s, retries without unit")
        options[match[1]] = int(match[2])
        rest = rest[match.end() :].lstrip()
    if not rest.startswith("CMD "):
        raise ValueError(f"HEALTHCHECK {rest}: the form is HEALTHCHECK [--interval=60s ...] CMD [...]")
    stage.healthcheck = Healthcheck(_exec("HEALTHCHECK CMD", rest.removeprefix("CMD ")), options)


_READERS: Mapping[str, Callable[[Stage, int, str], None]] = {
    "RUN": _run,
    "COPY": _copy,
    "WORKDIR": _workdir,
    "USER": _user,
    "ENV": _env,
    "LABEL": _label,
    "VOLUME": _volume,
    "ENTRYPOINT": _entrypoint,
    "CMD": _cmd,
    "HEALTHCHECK": _healthcheck,
}


def _plain(text: str) -> str:
    if "$" in text:
        raise ValueError(f"{text}: variables are known in RUN alone")
    return text


def _pairs(keyword: str, rest: str) -> dict[str, str]:
    pairs, text = {}, _plain(rest)
    while text:
        match = re.match(r"([\w.-]+)=(?:\"([^\"\\]*)\"|([^\s\"'\\]+))(?:\s+|$)", text)
        if not match:
            raise ValueError(f'{keyword} {text}: the form is {keyword} name=value name="several words"')
        pairs[match[1]] = match[2] if match[2] is not None else match[3]
        text = text[match.end() :]
    if not pairs:
        raise ValueError(f"{keyword}: nothing stands behind it")
    return pairs


def _exec(keyword: str, rest: str) -> tuple[str, ...]:
    """The exec form. The shell form would put a shell between the engine's signals and the program."""
    try:
        words = json.loads(_plain(rest))
    except json.JSONDecodeError:
        words = None
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
        raise ValueError(f'{keyword} {rest}: the exec form is needed, a JSON list such as ["monitor", "run"]')
    return tuple(words)


def parse_ignore(text: str, name: str = ".dockerignore") -> Callable[[PurePosixPath], bool]:
    """Says of a path relative to the context whether it stays out. Known: `*`, `!path` and `**/name`, in that order.

    So only what is named gets in. Raises DockerfileError for other forms.
    """
    kept, never = set[PurePosixPath](), set[str]()
    lines = [(n, line.strip()) for n, line in enumerate(text.split("\n"), 1) if line.strip() and line.strip()[0] != "#"]
    if not lines or lines[0][1] != "*":
        raise DockerfileError(f"{name}:1: * must stand first, so that only what is named gets into the build")
    for number, line in lines[1:]:
        if re.fullmatch(r"![\w.-]+", line) and not never:
            kept.add(PurePosixPath(line[1:]))
        elif match := re.fullmatch(r"\*\*/([\w.-]+)", line):
            never.add(match[1])
        else:
            raise DockerfileError(f"{name}:{number}: {line}: the known forms are !path, then **/name")
    return lambda path: PurePosixPath(path.parts[0]) not in kept or not never.isdisjoint(path.parts)

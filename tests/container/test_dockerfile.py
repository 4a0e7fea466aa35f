"""The reader of Dockerfiles: what it knows it reads as engines do, all else it refuses with file and line."""

from pathlib import PurePosixPath

import pytest

from scripts.container_check.dockerfile import (
    Copy,
    DockerfileError,
    Env,
    Healthcheck,
    Run,
    User,
    Workdir,
    parse,
    parse_ignore,
)

TWO_STAGES = """\
# a comment
FROM python:3.11-slim AS build
RUN one \\
# a comment within
 && two
COPY a b/ c/

FROM python:3.11-slim
LABEL title="Two words" \\
      version=1.0
COPY --from=build /opt/x /opt/x
ENV A=1 B="2 3"
USER 10001:10002
WORKDIR /data
VOLUME ["/data/snapshots"]
HEALTHCHECK --interval=60s --retries=3 CMD ["monitor", "health"]
ENTRYPOINT ["monitor"]
CMD ["run"]
"""


def test_every_known_form() -> None:
    """Stages, steps and descriptions come out as they were written, each step with its first line."""
    build, last = parse(TWO_STAGES)
    assert (build.base, build.name, build.steps) == (
        "python:3.11-slim",
        "build",
        [Run(3, "one && two"), Copy(6, ("a", "b/"), "c/")],
    )
    assert last.steps == [
        Copy(11, ("/opt/x",), "/opt/x", "build"),
        Env(12, {"A": "1", "B": "2 3"}),
        User(13, 10001, 10002),
        Workdir(14, "/data"),
    ]
    assert last.labels == {"title": "Two words", "version": "1.0"}
    assert last.healthcheck == Healthcheck(("monitor", "health"), {"interval": 60, "retries": 3})
    assert (last.volumes, last.entrypoint, last.cmd) == (("/data/snapshots",), ("monitor",), ("run",))


@pytest.mark.parametrize(
    "line",
    [
        "ADD a b",
        "ARG VERSION",
        "EXPOSE 80",
        'SHELL ["/bin/bash", "-c"]',
        "STOPSIGNAL SIGINT",
        "ONBUILD RUN x",
        "run x",
        'RUN ["x"]',
        "RUN --mount=type=cache,target=/x y",
        "RUN cat <<EOF",
        "RUN",
        "COPY a",
        "COPY --chown=1:1 a b",
        "COPY --from=nowhere /a /b",
        "COPY --from=0 /a /b",
        "COPY a* b",
        "COPY a b c",
        "COPY ../a b",
        "COPY /a b",
        "COPY $A b",
        'COPY ["a", "b"]',
        "USER monitor",
        "USER 10001",
        "WORKDIR data",
        "ENV A 1",
        "ENV A=$B",
        "ENV A='1'",
        'ENV A="a\\"b"',
        "ENV",
        "LABEL a",
        "VOLUME /data",
        "ENTRYPOINT monitor",
        "CMD monitor run",
        "CMD []",
        "CMD ['monitor']",
        'CMD ["monitor", 1]',
        "HEALTHCHECK NONE",
        "HEALTHCHECK CMD monitor health",
        'HEALTHCHECK --interval=1m CMD ["monitor"]',
        'HEALTHCHECK --start-interval=1s CMD ["monitor"]',
        'HEALTHCHECK --retries=3s CMD ["monitor"]',
        "FROM python:3.11 AS Upper",
        "FROM --platform=linux/amd64 python:3.11",
        "FROM python",
        "FROM $BASE",
    ],
)
def test_what_is_not_known_is_refused_with_its_line(line: str) -> None:
    """No instruction or form is passed over: a step that was not understood was not checked."""
    with pytest.raises(DockerfileError, match=r"^Dockerfile:3: "):
        parse(f"FROM python:3.11\nRUN true\n{line}\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# syntax=docker/dockerfile:1\nFROM a:1\n", 1),
        ("# escape=`\nFROM a:1\n", 1),
        ("RUN x\nFROM a:1\n", 1),
        ("", 1),
        ("FROM a:1\nRUN x \\\n\n && y\n", 3),
        ("FROM a:1\nRUN x \\", 2),
        ("FROM a:1 AS x\nFROM a:1 AS x\n", 2),
    ],
)
def test_what_is_wrong_with_the_file_is_refused(text: str, line: int) -> None:
    """Parser directives, steps before FROM, an empty file, an empty line within a step, two stages of one name."""
    with pytest.raises(DockerfileError, match=rf"^Dockerfile:{line}: "):
        parse(text)


def test_a_comment_that_looks_like_a_directive_is_one_only_at_the_top() -> None:
    """Behind the first instruction `# a=b` is a comment."""
    assert parse("FROM a:1\n# x=1\nRUN x\n")[0].steps == [Run(3, "x")]


def test_an_entrypoint_takes_back_the_cmd_before_it() -> None:
    """As engines do it: CMD set before ENTRYPOINT does not survive it."""
    assert parse('FROM a:1\nCMD ["x"]\nENTRYPOINT ["y"]\n')[0].cmd == ()


def test_ignore_lets_in_only_what_is_named() -> None:
    """`*`, then `!path`; `**/name` keeps a name out at every depth."""
    stays_out = parse_ignore("*\n!monitor\n**/__pycache__\n")
    assert stays_out(PurePosixPath("tests"))
    assert stays_out(PurePosixPath("monitor/a/__pycache__"))
    assert stays_out(PurePosixPath("monitors"))
    assert not stays_out(PurePosixPath("monitor/a/b.py"))


@pytest.mark.parametrize("text", ["", "tests\n", "*\ntests\n", "*\n!a/b\n", "*\n!*.py\n", "*\n**/x\n!a\n"])
def test_ignore_refuses_other_forms(text: str) -> None:
    """A pattern that is not known would let in or keep out another file here than in an engine."""
    with pytest.raises(DockerfileError, match=r"^\.dockerignore:\d: "):
        parse_ignore(text)

"""docs/cli.md shows every command as it helps. `python tests/cli/test_docs.py` writes that part anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from monitor.cli import main
from monitor.cli.options import Group

DOCS = Path(__file__).parents[2] / "docs" / "cli.md"
HEADING = "## Commands\n"


def commands(command: click.Command, ctx: click.Context) -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command with its whole name, groups before what is in them."""
    yield ctx.command_path, command, ctx
    if isinstance(command, Group):
        for name in command.list_commands(ctx):
            child = command.get_command(ctx, name)
            assert child is not None
            yield from commands(child, click.Context(child, ctx, name, terminal_width=100, max_content_width=100))


def all_commands() -> list[tuple[str, click.Command, click.Context]]:
    return list(commands(main, click.Context(main, info_name="monitor", terminal_width=100, max_content_width=100)))


def written() -> str:
    """The part of the page that is made from the commands themselves; global options are shown once."""
    parts = []
    for path, command, ctx in all_commands():
        text = command.get_help(ctx)
        if path != "monitor":
            text = re.sub(r"\n\nGlobal options:\n(  .*\n?)*", "\n", text)
        parts.append(f"### {path}\n\n```text\n{text.strip()}\n```\n")
    return "\n".join(parts)


def test_the_page_shows_every_command_as_it_helps():
    """Words of the program and of its docs are the same."""
    assert DOCS.read_text("utf-8").endswith(written()), "run: python tests/cli/test_docs.py"


@pytest.mark.parametrize("path", [path for path, _, _ in all_commands()])
def test_every_command_and_option_stands_in_the_page(path: str):
    """Each option by its name, in the section of its command."""
    command, ctx = next((command, ctx) for name, command, ctx in all_commands() if name == path)
    section = DOCS.read_text("utf-8").split(f"### {path}\n")[1].split("\n### ")[0]
    own = [param for param in command.params if isinstance(param, click.Option)]
    for option in own if path != "monitor" else command.get_params(ctx):
        assert all(name in section for name in [*option.opts, *option.secondary_opts]), option
        assert option.name == "help" or option.help, option  # type: ignore[attr-defined]


def test_every_command_of_the_contract_is_there():
    """The commands that exist so far, by name."""
    assert {path.removeprefix("monitor ") for path, _, _ in all_commands()} >= {
        "init", "add", "list", "edit", "remove", "pause", "resume", "import", "export", "check", "extract", "diff", "log",
        "show", "facts", "report", "rules", "rules test", "rules explain", "rules schema", "replay", "demo", "completion",
    }  # fmt: skip


if __name__ == "__main__":
    page = DOCS.read_text("utf-8")
    head = page[: page.index("### monitor\n")] if "### monitor\n" in page else page
    DOCS.write_text(head + written(), encoding="utf-8")

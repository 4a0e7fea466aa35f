"""The first minutes: `init` and `completion`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from monitor.cli.context import context
from monitor.cli.options import Command
from monitor.errors import UsageError


def bundled(ids: Sequence[str]) -> dict[str, str]:
    """The rule packs of these ids that come with the program, by path (`rules/nato-japan.yaml`). Raises UsageError."""
    from monitor import resources

    files = resources.packs()
    there = _ids(files)
    for wanted in ids:
        if wanted not in there:
            raise UsageError(f"no pack {wanted} comes with the program; there are: {', '.join(there)}")
    return {f"{resources.RULES_FOLDER}/{name}": text for name, text in files.items() if name.partition(".")[0] in ids}


def _ids(files: Mapping[str, str]) -> list[str]:
    """The ids of packs: a translation stands in a file named after its pack and its language."""
    return list(dict.fromkeys(name.partition(".")[0] for name in files))


class BundledPack(click.ParamType):  # type: ignore[type-arg]  # generic only in its types
    """The id of a pack that comes with the program."""

    name = "pack"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        from monitor import resources

        return [CompletionItem(each) for each in _ids(resources.packs()) if each.startswith(incomplete)]


@click.command(cls=Command)
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option(
    "--pack",
    "packs",
    type=BundledPack(),
    multiple=True,
    metavar="ID",
    help="Put this pack, of those that come with the program, into rules/ too; may be repeated.",
)
def init(folder: Path, packs: tuple[str, ...]) -> None:
    """Write a commented monitor.toml, a starter rule pack and a sources list into FOLDER (default: here).

    A file that is there already stays as it is.
    """
    from monitor import resources

    here = context()
    for name, text in (resources.starter() | bundled(packs)).items():
        file = folder / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="") as out:
                out.write(text)
        except FileExistsError:
            here.tell(f"{file} is there already, and stays as it is")
        except OSError as error:
            raise UsageError(f"{file}: can't be written: {error.strerror}") from None
        else:
            click.echo(file)
    here.tell("next: put addresses into sources.csv, then: monitor import sources.csv && monitor check")


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that makes SHELL complete commands, options and the names of sources.

    For bash: monitor completion bash > ~/.local/share/bash-completion/completions/monitor
    """
    from click.shell_completion import get_completion_class

    root = click.get_current_context().find_root().command
    found = get_completion_class(shell)
    assert found is not None  # click has all three
    click.echo(found(root, {}, "monitor", "_MONITOR_COMPLETE").source())

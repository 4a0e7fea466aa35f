"""The first minutes: `init` and `completion`."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.cli.context import context
from monitor.cli.options import Command
from monitor.errors import UsageError


@click.command(cls=Command)
@click.argument("folder", default=".", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Write a commented monitor.toml, a starter rule pack and a sources list into FOLDER (default: here).

    A file that is there already stays as it is.
    """
    from monitor import resources

    here = context()
    for name, text in resources.starter().items():
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

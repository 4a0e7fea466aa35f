"""What all commands share: global options before or after the name, lazily loaded groups, errors as words and codes."""

from __future__ import annotations

import difflib
import importlib
import json
import os
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor.errors import ConfigError, MonitorError, UsageError

if TYPE_CHECKING:
    pass

TROUBLE = 2
INTERRUPTED = 130
"""128 and the number of SIGINT, as shells have it."""


@dataclass
class Options:
    """The global options as given, wherever they stood; later ones count."""

    config: Path | None = None
    store: Path | None = None
    rules: Path | None = None
    verbose: int = 0
    quiet: bool = False


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    options = ctx.ensure_object(Options)
    if param.name == "verbose":
        options.verbose += value
    elif value:
        setattr(options, str(param.name), value)


def _global_options() -> list[click.Option]:
    path = click.Path(path_type=Path)
    return [
        click.Option(
            ["--config"],
            type=path,
            metavar="FILE",
            expose_value=False,
            callback=_keep,
            help="Settings file [default: monitor.toml, if it is there].",
        ),
        click.Option(
            ["--store"],
            type=path,
            metavar="FILE",
            expose_value=False,
            callback=_keep,
            help="The store [default: snapshots/monitor.db].",
        ),
        click.Option(
            ["--rules"],
            type=path,
            metavar="PATH",
            expose_value=False,
            callback=_keep,
            help="A rule file or a folder of them [default: rules/, if it is there, else the packs that come along].",
        ),
        click.Option(["-v", "--verbose"], count=True, expose_value=False, callback=_keep, help="Tell more (-vv: all)."),
        click.Option(["-q", "--quiet"], is_flag=True, expose_value=False, callback=_keep, help="Tell errors only."),
    ]


class Trouble(click.ClickException):
    """An error with a message for the user, as the command line tells it."""

    exit_code = TROUBLE

    def show(self, file: Any = None) -> None:
        for line in self.message.splitlines():
            click.echo(f"monitor: {line}", err=True)


class _Shared(click.Command):
    """Takes the global options too, and shows them apart from its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.global_options = _global_options()

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return [*super().get_params(ctx), *self.global_options]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, shared in (("Options", False), ("Global options", True)):
            records = [
                record
                for param in self.get_params(ctx)
                if isinstance(param, click.Option)
                and (param in self.global_options) is shared
                and (record := param.get_help_record(ctx)) is not None
            ]
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)


class Command(_Shared):
    """A command. `json_keys`: what `--json` prints beside the message when the store or a rule is in trouble."""

    def __init__(self, *args: Any, json_keys: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.json_keys = json_keys or {}

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except MonitorError as error:
            if ctx.params.get("as_json") and not isinstance(error, UsageError | ConfigError):
                click.echo(json.dumps({"schema": 1, **self.json_keys, "error": str(error)}))
            raise Trouble(str(error)) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort, OSError):
            raise
        except Exception as error:
            if ctx.params.get("as_json"):
                fault = f"a fault of this program: {type(error).__name__}: {error}"
                click.echo(json.dumps({"schema": 1, **self.json_keys, "error": fault}))
            raise


class Group(_Shared, click.Group):
    """A group whose commands are imported when they are asked for; `lazy`: heading to names to `module:attribute`."""

    command_class = Command

    def __init__(self, *args: Any, lazy: Mapping[str, Mapping[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for names in self.lazy.values() for name in names] + super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for names in self.lazy.values():
            if cmd_name in names:
                module, attribute = names[cmd_name].split(":")
                command: click.Command = getattr(importlib.import_module(module), attribute)
                return command
        return super().get_command(ctx, cmd_name)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = difflib.get_close_matches(args[0], self.list_commands(ctx), 2)
            hint = f"did you mean {' or '.join(near)}?" if near else f"`{ctx.command_path} --help` lists them"
            raise click.UsageError(f"No such command {args[0]!r}; {hint}", ctx) from error

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _Shared.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        sections = self.lazy or {"Commands": dict.fromkeys(super().list_commands(ctx), "")}
        for heading, names in sections.items():
            with formatter.section(heading):
                commands = [(name, self.get_command(ctx, name)) for name in names]
                formatter.write_dl([(name, each.get_short_help_str(limit=200)) for name, each in commands if each])

    def invoke(self, ctx: click.Context) -> Any:
        if ctx.parent is not None:
            return super().invoke(ctx)
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # a terminal that can't show a character must not stop a report
                stream.reconfigure(errors="backslashreplace")
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # the reader has seen enough (`monitor log | head`)
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(TROUBLE)
        except KeyboardInterrupt:
            click.echo("monitor: interrupted", err=True)
            ctx.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception:  # a bug; Python's own exit code for it would mean "something changed"
            traceback.print_exc()
            click.echo("monitor: this is a fault of the program; nothing that was stored is lost", err=True)
            ctx.exit(TROUBLE)
        return result


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")

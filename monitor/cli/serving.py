"""The long-lived service and what is asked about it: `run`, `health`, `config`."""

from __future__ import annotations

import os
import sys
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.context import Context, context, now, put, table
from monitor.cli.options import Command, json_option

if TYPE_CHECKING:
    from monitor.service import Loaded
    from monitor.settings import Settings

BAD = 1
LATE_TICKS = 6
"""Ticks that may be missed, and seconds that may pass at least, before the service counts as dead."""
LATE_SECONDS = 60.0
OVERDUE = timedelta(minutes=30)
"""A source that is due for so long, beyond its time, tells that the service does not keep up."""


@click.command(cls=Command)
def run() -> None:
    """Run as a long-lived service: check what is due, send messages, until SIGTERM or Ctrl-C.

    SIGHUP, or a change of the settings file or a rule file, has them read again; with an error in them the old ones
    stay in force. The log goes to standard error. Several may run on one store.
    """
    import asyncio

    from monitor import config
    from monitor.errors import ConfigError
    from monitor.service import serve

    here = context()
    here.start_log(verbose=1)
    first = _load(here)
    with here.open_store(create=True) as store:
        settings_file = config.file_in_force(here.options.config, os.environ)

        def load() -> Loaded:
            if settings_file is not None and not settings_file.is_file():
                raise ConfigError(f"{settings_file}: the settings file is gone; put it back, or restart without it")
            loaded = _load(Context(here.options))
            if loaded.settings.store != first.settings.store:
                raise ConfigError("store: another store can't be taken up while the service runs; restart it")
            return loaded

        asyncio.Runner().run(serve(store, load, lambda loaded: _stamp(here, loaded.settings), clock=now))
    # A name that a resolver is still looking up can't be called back; its thread must not hold up the end.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _load(here: Context) -> Loaded:
    from monitor import resources
    from monitor.service import Loaded

    stamp = _stamp(here, here.settings)
    return Loaded(here.settings, here.rulebook, resources.templates(), stamp)


def _stamp(here: Context, settings: Settings) -> object:
    """Times and sizes of the files that settings and rules come from: another value when one was edited."""
    from monitor import config, resources

    files: list[Path] = []
    if settings_file := config.file_in_force(here.options.config, os.environ):
        files.append(settings_file)
    rules = settings.rules
    files += resources.rule_paths(None if rules is None else Path(rules))
    return tuple(_signature(file) for file in files)


def _signature(file: Path) -> tuple[str, int, int]:
    try:
        seen = file.stat()
    except OSError:
        return str(file), 0, 0
    return str(file), seen.st_mtime_ns, seen.st_size


@click.command(cls=Command, json_keys={"healthy": False})
@json_option
@click.pass_context
def health(ctx: click.Context, as_json: bool) -> None:
    """Tell whether the service lives and keeps up; exit code 1 if not.

    It does if its last tick is recent, the store answers, no source is long overdue, and mail gets through.
    """
    here = context()
    path = Path(here.settings.store)
    figures: dict[str, object] = {"store": str(path)}
    if not path.is_file():
        faults = [f"{path}: there is no store yet; `monitor run` has not been here"]
    else:
        with here.open_store() as store:
            pulse = store.pulse(now())
        at = now()
        faults = []
        limit = timedelta(seconds=max(LATE_TICKS * here.settings.tick, LATE_SECONDS))
        if pulse.last_beat is None:
            faults.append("no service runs on this store: none has, or it was stopped")
        elif at - pulse.last_beat > limit:
            faults.append(f"the last tick was {int((at - pulse.last_beat).total_seconds())} s ago ({pulse.process})")
        if pulse.oldest_due is not None and at - pulse.oldest_due > OVERDUE:
            faults.append(f"{pulse.due} sources are due, one since {pulse.oldest_due:%Y-%m-%d %H:%M} UTC")
        if pulse.deliveries_failing:
            faults.append(f"{pulse.deliveries_failing} deliveries keep failing; the log of the service tells why")
        if pulse.trouble is not None:
            faults.append(pulse.trouble)
        figures |= {
            "last_tick": pulse.last_beat and pulse.last_beat.isoformat(),
            "process": pulse.process,
            "oldest_due": pulse.oldest_due and pulse.oldest_due.isoformat(),
            "due": pulse.due,
            "deliveries_due": pulse.deliveries_due,
            "deliveries_failing": pulse.deliveries_failing,
            "trouble": pulse.trouble,
        }
    if as_json:
        from monitor.report import dump_json

        put(dump_json({"schema": 1, "healthy": not faults, "faults": faults, **figures}))
    else:
        put("".join(f"{fault}\n" for fault in faults) or "healthy\n")
    ctx.exit(BAD if faults else 0)


@click.command(cls=Command, json_keys={"settings": {}})
@json_option
def config(as_json: bool) -> None:
    """Show every setting in force and where its value comes from; secrets are not shown."""
    from monitor import config as files

    here = context()
    settings, origins = files.read(here.options.config, os.environ)
    for option in ("store", "rules"):
        if (given := getattr(here.options, option)) is not None:
            settings = replace(settings, **{option: given})
            origins[option] = f"--{option}"
    shown = {field.name: files.shown(field.name, getattr(settings, field.name)) for field in fields(settings)}
    if as_json:
        from monitor.report import dump_json

        rows = {name: {"value": value, "from": origins.get(name, "default")} for name, value in shown.items()}
        put(dump_json({"schema": 1, "settings": rows}))
    else:
        lines = [(name, _text(value), origins.get(name, "default")) for name, value in shown.items()]
        table(("SETTING", "VALUE", "FROM"), lines)


def _text(value: object) -> str:
    if value is None:
        return "not set"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(value).lower() if isinstance(value, bool) else str(value)

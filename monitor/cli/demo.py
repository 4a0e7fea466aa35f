"""`monitor demo`: the main job on a bundled story, served on loopback, fetched over real HTTP and checked by itself."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.context import context, now
from monitor.cli.options import Command

if TYPE_CHECKING:
    from monitor.model import Result

STORE = "monitor.db"
REPORT = "report.html"
SETTINGS = "monitor.toml"
RULES = "rules"
MADE_HERE = frozenset({STORE, f"{STORE}-wal", f"{STORE}-shm", REPORT, SETTINGS, RULES})
"""What a demo leaves in its folder; a folder with anything else in it belongs to somebody."""


@click.command("demo", cls=Command)
@click.argument("folder", default="monitor-demo", type=click.Path(path_type=Path))
@click.pass_context
def demo(ctx: click.Context, folder: Path) -> None:
    """Show the main job on a bundled story of four articles, in a new FOLDER (default: monitor-demo).

    The articles are served on this machine alone, four rounds of versions one after the other, and tracked, checked,
    stored and reported like any other source. The store stays, so that you can go on with it.
    """
    context().start_log()
    folder = new_folder(folder)
    problems = run(folder)
    if problems:
        click.echo("\nThis is not what the demo was meant to find:", err=True)
        for problem in problems:
            click.echo(f"  {problem}", err=True)
        ctx.exit(1)


def new_folder(wanted: Path) -> Path:
    """Makes the demo's folder. Next to an earlier demo it takes a new name; what is not a demo's is never touched.

    Raises UsageError for a folder that holds anything else, or can't be made.
    """
    from monitor.errors import UsageError

    folder, count = wanted, 1
    try:
        while folder.exists():
            if not folder.is_dir():
                raise UsageError(f"{folder}: is a file; name a new or an empty folder")
            names = set(os.listdir(folder))
            if not names:
                break
            if not names <= MADE_HERE:
                other = min(names - MADE_HERE)
                raise UsageError(f"{folder}: holds other files ({other}); name a new or an empty folder")
            count += 1
            folder = wanted.with_name(f"{wanted.name}-{count}")
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: can't be used: {error.strerror}; name a folder that can be written") from None
    return folder


def run(folder: Path) -> list[str]:
    """Runs all rounds into `folder` and tells on stdout what happens; what differs from the expected comes back."""
    import asyncio

    from monitor import resources
    from monitor.cli.demosite import DemoSite, load_demo
    from monitor.model import Source
    from monitor.oneshot import check_now
    from monitor.report import render
    from monitor.rulecache import load
    from monitor.settings import Settings
    from monitor.store import Store

    demo = load_demo()
    write_settings(folder, resources.packs())
    rulebook = load(resources.packs(), resources.lexicons())
    templates = resources.templates()
    everything: list[Result] = []
    problems: list[str] = []
    with DemoSite(demo.sources) as site, Store.open(folder / STORE) as store:
        settings = Settings(store=folder / STORE, per_host_delay=0, allow_private_hosts=(site.host,))
        say(
            demo.about,
            f"They are served at http://{site.host}/ while this runs; every version goes into {folder / STORE}.",
        )
        sources = [
            store.track(Source(0, site.url(source), source.name, story=demo.story), now()) for source in demo.sources
        ]
        width = max(len(source.name) for source in sources)
        for number, about in enumerate(demo.rounds):
            site.round = number
            heading = f"Round {number + 1} of {len(demo.rounds)}"
            say("", "", heading, "=" * len(heading), about, "")
            results = asyncio.run(check_now(store, settings, rulebook, sources, clock=now))
            say(*(f"  {result.source.name:{width}}  {in_words(result)}" for result in results))
            if number:
                say("", render(results, "text", templates=templates, now=now(), color=sys.stdout.isatty()).rstrip())
            problems += [f"round {number + 1}, {line}" for line in differences(demo.expected[number], results)]
            everything += results
    (folder / REPORT).write_text(render(everything, "html", templates=templates, now=now()), encoding="utf-8")
    say("", "", *farewell(folder, demo.story, [source.name for source in sources]))
    return problems


def write_settings(folder: Path, packs: Mapping[str, str]) -> None:
    """Puts the demo's own settings and rules beside its store, so that commands in that folder need no options.

    Without them a `rules/` in the working folder would be read in place of the demo's.
    """
    (folder / SETTINGS).write_text(f'store = "{STORE}"\nrules = "{RULES}"\n', encoding="utf-8", newline="")
    for name, text in packs.items():
        file = folder / RULES / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")


def in_words(result: Result) -> str:
    """One source's outcome in plain words."""
    outcome = result.outcome
    version = f"version {outcome.to_version}"
    if outcome.kind == "first":
        return f"seen for the first time: {version}"
    if outcome.kind == "unchanged":
        return f"unchanged: still {version}"
    if outcome.kind == "changed":
        facts = ", ".join(change.title for change in outcome.changes)
        return f"changed: {version}; " + (f"facts: {facts}" if facts else "the text only, no fact")
    kept = f"; version {outcome.from_version} stays what it is compared with" if outcome.from_version else ""
    return f"{outcome.kind}: {outcome.detail}{kept}"


def differences(expected: Mapping[str, Any], results: Sequence[Result]) -> list[str]:
    """Where a round's results are not the expected ones, a line each."""
    from monitor.codec import result_to_json

    found = []
    for result in results:
        row, wanted = result_to_json(result), expected[result.source.name]
        row["changes"] = [
            {"fact": change["fact"], "kind": change["kind"], "old": plain(change["old"]), "new": plain(change["new"])}
            for change in sorted(row["changes"], key=lambda each: str(each["fact"]))
        ]
        found += [
            f"{result.source.name}: {key} is {row[key]!r}, should be {value!r}"
            for key, value in wanted.items()
            if row[key] != value
        ]
    return found


def plain(observation: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """As much of an observation as the expectations state."""
    return None if observation is None else {"value": observation.get("value"), "qualifier": observation["qualifier"]}


def farewell(folder: Path, story: str, names: Sequence[str]) -> list[str]:
    """What was made, and the commands to go on with."""
    call = program()
    return [
        f"The store:  {folder / STORE}",
        f"The report: {folder / REPORT}",
        "",
        "Go on with them:",
        f"  cd {shlex.quote(str(folder))}",
        f"  {call} log",
        f"  {call} facts --story {shlex.quote(story)}",
        f"  {call} show {names[0]}@1",
        f"  {call} diff {names[0]}@1..2    # ends with exit code 1: something changed",
        "",
        "The little server has ended with the demo, so a new `check` of these four addresses will fail.",
    ]


def program() -> str:
    """How this program can be called from any folder: by its name where that finds it, else by where it is."""
    started = Path(sys.argv[0])
    if started.name == "__main__.py":
        return f"{shlex.quote(sys.executable)} -m monitor"
    found = shutil.which("monitor")
    if started.stem != "monitor" or (found and Path(found).absolute() == started.absolute()):
        return "monitor"
    return shlex.quote(str(started.absolute()))


def say(*lines: str) -> None:
    """Prints lines of what the demo tells."""
    for line in lines:
        click.echo(line)

"""The command line: which commands there are. Each is imported when it is called; `--help` imports nothing heavy."""

from __future__ import annotations

import click

from monitor import __version__
from monitor.cli.options import Group

COMMANDS = {
    "Start": {
        "init": "monitor.cli.start:init",
        "demo": "monitor.cli.demo:demo",
        "completion": "monitor.cli.start:completion",
    },
    "Sources": {
        "add": "monitor.cli.sources:add",
        "list": "monitor.cli.sources:list_",
        "edit": "monitor.cli.sources:edit",
        "remove": "monitor.cli.sources:remove",
        "pause": "monitor.cli.sources:pause",
        "resume": "monitor.cli.sources:resume",
        "import": "monitor.cli.sources:import_",
        "export": "monitor.cli.sources:export",
    },
    "Checking and reading": {
        "check": "monitor.cli.checking:check",
        "extract": "monitor.cli.reading:extract",
        "diff": "monitor.cli.reading:diff",
        "show": "monitor.cli.reading:show",
    },
    "What was found": {
        "log": "monitor.cli.history:log",
        "facts": "monitor.cli.history:facts",
        "report": "monitor.cli.history:report",
    },
    "Service": {
        "run": "monitor.cli.serving:run",
        "health": "monitor.cli.serving:health",
        "config": "monitor.cli.serving:config",
    },
    "Rules": {
        "rules": "monitor.cli.rules:rules",
        "replay": "monitor.cli.replay:replay",
    },
}
"""Command names under the headings of `monitor --help`, each with where it is to be found."""


@click.group(cls=Group, lazy=COMMANDS, name="monitor")
@click.version_option(__version__, prog_name="monitor")
def main() -> None:
    """Watch articles on the web, and see which fact changed, from what to what, with the sentence that proves it.

    Data goes to standard output, progress and summaries to standard error. Exit code 0: nothing changed, or done.
    1: something changed, or the answer is no. 2: trouble.
    """

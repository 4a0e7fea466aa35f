"""`monitor rules`: care of rule packs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.context import Context, context, put
from monitor.cli.options import Command, Group, json_option
from monitor.errors import UsageError

if TYPE_CHECKING:
    from monitor.facts import TestResult
    from monitor.rules import Rulebook

FAILURES = 1
COMMANDS = {
    "Commands": {
        "test": "monitor.cli.rules:rules_test",
        "explain": "monitor.cli.explaining:rules_explain",
        "schema": "monitor.cli.rules:rules_schema",
    }
}


@click.group(cls=Group, lazy=COMMANDS)
def rules() -> None:
    """Try rule packs, see why a rule read what it did, complete and check rule files in an editor."""


@click.command("schema", cls=Command)
def rules_schema() -> None:
    """Print the JSON Schema of rule files, for editors that complete and check them.

    Keep it beside the rule files and begin each with: # yaml-language-server: $schema=rules.schema.json
    """
    from monitor.report import dump_json
    from monitor.rules.jsonschema import rule_file_schema

    put(dump_json(rule_file_schema()))


@click.command("test", cls=Command, json_keys={"passed": 0, "failed": 0, "tests": []})
@click.argument("packs", nargs=-1, metavar="[PACK]...")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="STORE",
    help="Read the documents of a store in place of the tests: which rules fire, conflict, never fire.",
)
@json_option
@click.pass_context
def rules_test(ctx: click.Context, packs: tuple[str, ...], against: Path | None, as_json: bool) -> None:
    """Run the tests that stand beside the rules: of all packs, or of those named by id.

    With --against the rules are tried on every stored version of every source instead; nothing is written. Exit code 1:
    an expectation was not met.
    """
    here = context()
    rulebook = here.rulebook.select(packs)
    if against is not None:
        _cover(here, rulebook, against, as_json=as_json)
    elif not _test(here, rulebook, as_json=as_json):
        ctx.exit(FAILURES)


def _cover(here: Context, rulebook: Rulebook, path: Path, *, as_json: bool) -> None:
    from monitor.cli.progress import progress
    from monitor.cli.stored import read_document
    from monitor.facts.coverage import Coverage
    from monitor.report import dump_json
    from monitor.report.covered import coverage_json, coverage_text
    from monitor.store import Store

    if not path.is_file():
        raise UsageError(f"{path}: no such store")
    coverage = Coverage(rulebook)
    known = {pack.id for pack in rulebook.packs}
    with Store.open(path) as store:
        todo = [(source, version.number) for source in store.sources() for version in store.versions(source.id)]
        with progress(here, len(todo), "versions") as step:
            for source, number in todo:
                mine = known.intersection(source.packs) if source.packs else known
                if mine:
                    _, document = read_document(store, source, number, rulebook)
                    coverage.add(f"{source.name}@{number}", document, sorted(mine))
                step()
    put(dump_json(coverage_json(coverage)) if as_json else coverage_text(coverage, everything=here.options.verbose > 0))
    here.tell(f"{len(rulebook.packs)} rule pack(s) on {coverage.documents} stored documents")


def _told(result: TestResult, rulebook: Rulebook) -> str:
    """A result's line; below one that failed, what came nearest."""
    from monitor.facts.nearest import nearest

    why = None if result.passed else nearest(result, rulebook)
    return f"{result}\n" + (f"    {why}\n" if why else "")


def _test(here: Context, rulebook: Rulebook, *, as_json: bool) -> bool:
    """Whether every expectation holds, or is known not to."""
    from monitor.facts import describe, run_tests, warnings
    from monitor.report import dump_json
    from monitor.report.words import plural

    results = run_tests(rulebook)
    failed = [result for result in results if not result.passed and not result.todo]
    todo = [result for result in results if not result.passed and result.todo]
    if as_json:
        tests = [
            {
                "pack": result.pack,
                "test": result.test,
                "fact": result.fact,
                "passed": result.passed,
                "todo": result.todo,
                "expected": result.expected,
                "got": describe(result.got),
                "file": result.file,
                "line": result.line,
            }
            for result in results
        ]
        passed = len(results) - len(failed) - len(todo)
        put(dump_json({"schema": 1, "passed": passed, "failed": len(failed), "todo": len(todo), "tests": tests}))
    else:
        shown = results if here.options.verbose else [result for result in results if not result.passed]
        put("".join(_told(result, rulebook) for result in shown))
        for warning in warnings(rulebook):
            here.tell(warning)
    known = f", {len(todo)} known to fail" if todo else ""
    count = plural(len({(result.pack, result.test) for result in results}), "test")
    packs = plural(len(rulebook.packs), "rule pack")
    here.tell(f"{packs}, {count}, {plural(len(results), 'expectation')}: {len(failed)} failed{known}")
    return not failed

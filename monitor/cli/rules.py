"""`monitor rules`: care of rule packs."""

from __future__ import annotations

import click

from monitor.cli.context import context, put
from monitor.cli.options import Command, Group, json_option

FAILURES = 1


@click.group(cls=Group)
def rules() -> None:
    """Try rule packs."""


@rules.command("test", cls=Command, json_keys={"passed": 0, "failed": 0, "tests": []})
@click.argument("packs", nargs=-1, metavar="[PACK]...")
@json_option
@click.pass_context
def rules_test(ctx: click.Context, packs: tuple[str, ...], as_json: bool) -> None:
    """Run the tests that stand beside the rules: of all packs, or of those named by id.

    Exit code 1: an expectation was not met.
    """
    from monitor.facts import describe, run_tests, warnings
    from monitor.report import dump_json

    here = context()
    rulebook = here.rulebook.select(packs)
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
        put("".join(f"{result}\n" for result in shown))
        if here.options.verbose:
            here.tell("\n".join(warnings(rulebook)))
    known = f", {len(todo)} known to fail" if todo else ""
    here.tell(f"{len(rulebook.packs)} rule pack(s), {len(results)} expectations: {len(failed)} failed{known}")
    if failed:
        ctx.exit(FAILURES)

"""`monitor rules explain`: why a rule read a fact from a page, or did not."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import click

from monitor.cli.arguments import SOURCE
from monitor.cli.context import Context, context, find_versions, is_url, put
from monitor.cli.options import Command, json_option
from monitor.errors import MonitorError, UnknownSource, UsageError

if TYPE_CHECKING:
    from monitor.model import Document

WIDTH = 100


@click.command("explain", cls=Command, json_keys={"observation": None, "attempts": []})
@click.argument("fact", metavar="FACT")
@click.argument("page", type=SOURCE, metavar="PAGE")
@json_option
@click.option("--all", "everything", is_flag=True, help="Show all that came near, not only what came nearest.")
def rules_explain(fact: str, page: str, as_json: bool, everything: bool) -> None:
    """Show why FACT was read from PAGE, or was not.

    FACT is a fact's id; PAGE is a file, a URL or SOURCE[@VERSION]. Each sentence that came near is shown with the
    phrase of the rule, what of it matched, and what stopped it: a word nearby, a subject, another time, a denial, or a
    better statement. A URL of a tracked source is read from the store; any other is fetched.
    """
    from monitor.facts.explain import explain, find_fact
    from monitor.report import dump_json
    from monitor.report.explained import explain_json, explain_text

    here = context()
    find_fact(here.rulebook, fact)  # an unknown one is told before anything is fetched
    name, document = _document(here, page)
    explanation = explain(document, here.rulebook, fact)
    if as_json:
        put(dump_json(explain_json(name, explanation)))
        return
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDTH
    put(explain_text(name, explanation, width=width, everything=everything))


def _document(here: Context, page: str) -> tuple[str, Document]:
    """The document of a page, and its name. Raises UsageError for what is no page, MonitorError if it can't be had."""
    from monitor.cli.reading import read_documents
    from monitor.model import Failure

    if not os.path.isfile(page):
        try:
            return _stored(here, page)
        except UnknownSource as error:
            if not is_url(page):
                raise UsageError(f"{page}: no file, no URL, and no source: {error}") from None
    [(_, document)] = read_documents(here, [page])
    if isinstance(document, Failure):
        raise MonitorError(f"{page}: {document.detail}")
    return page, document


def _stored(here: Context, page: str) -> tuple[str, Document]:
    from monitor.cli.stored import read_document

    if not os.path.isfile(here.settings.store):
        raise UnknownSource(f"there is no store {here.settings.store} yet")
    with here.open_store() as store:
        source, number, last = find_versions(store, page)
        if last is not None:
            raise UsageError(f"{page}: one version is explained, not two")
        version, document = read_document(store, source, number, here.rulebook)
    return f"{source.name}@{version.number}", document

"""A document and a rulebook to facts: lay the page out, find candidates, let one win."""

from __future__ import annotations

from dataclasses import replace

from monitor.facts.attribution import credited
from monitor.facts.match import find
from monitor.facts.page import lay_out, spoken
from monitor.facts.select import select
from monitor.model import Document, Observation, Unreadable
from monitor.rules.model import Rulebook


def extract(document: Document, rulebook: Rulebook) -> dict[str, Observation]:
    """What a document says about each fact of a rulebook, by fact id; what it does not state is left out.

    Only the wordings in the document's language are tried: in one that a pack does not have, it states nothing. A page
    that is no article states nothing, but for a paywall stub, whose visible part is read. No text makes this
    raise; a rule that runs out of time gives an observation in state `error`.
    """
    if document.unreadable is not None and document.unreadable != Unreadable.PAYWALL_STUB:
        return {}
    code = spoken(document, rulebook)
    page = lay_out(document, rulebook.languages.get(code))
    candidates, timed_out = find(page, rulebook)
    credit = credited(page) if candidates else None
    out: dict[str, Observation] = {}
    for pack in rulebook.packs:
        for fact in pack.facts_in(code):
            if fact.id in timed_out:
                out[fact.id] = Observation(fact.id, "error", f"{pack.id}/{fact.id}", fact.digest, note="out of time")
            elif fact.id in candidates and (observation := select(fact, candidates[fact.id])):
                out[fact.id] = replace(observation, credit=credit) if credit else observation
    return out

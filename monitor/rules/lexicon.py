"""A language's lexicon, read and compiled once for all rules: numbers, calendar, and how things are said."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import cast

from monitor.model import Qualifier
from monitor.rules import amounts as amount_slots
from monitor.rules.checked import check
from monitor.rules.model import Cue, Language
from monitor.rules.pattern import Pattern
from monitor.rules.phrase import Grammar, PhraseError
from monitor.rules.schema import AmountsModel, LanguageModel
from monitor.rules.slots import DIGITS, build, needed, number_words, plain_words
from monitor.rules.yamlfile import YamlFile, parse


def read_language(name: str, text: str) -> tuple[YamlFile, Language | None]:
    """One lexicon file, compiled. What is wrong is in the file's faults, and then it is no language."""
    file = parse(name, text)
    model = check(file, LanguageModel)
    if model is None or file.faults:
        return file, None
    numbers = model.numbers
    before = [phrase for cues in model.qualifiers.values() for phrase in cues.before]
    after = [phrase for cues in model.qualifiers.values() for phrase in cues.after]
    words = {
        "units": numbers.units,
        "tens": numbers.tens,
        "dozens": list(numbers.dozens),
        "ordinals": numbers.ordinals,
    }
    hedges = (plain_words(before), plain_words(after))
    slots = build(words, model.months, model.weekdays, hedges)
    slot_words = needed(words)
    amounts = None
    if model.amounts:
        spelled = number_words(numbers.units, numbers.tens, list(numbers.dozens))
        amounts = _amounts(model.amounts, spelled)
        slots |= amount_slots.build(amounts, hedges)
        slot_words |= amount_slots.needed(amounts, DIGITS)
    grammar = Grammar(slots, {}, tuple(model.gap_stops))

    def pattern(phrases: Sequence[str], *path: str | int) -> Pattern | None:
        try:
            return grammar.compile_any(tuple(phrases)) if phrases else None
        except PhraseError as error:
            file.faults.append(file.fault(path, str(error)))
            return None

    qualifiers = tuple(
        (
            cast(Qualifier, key),
            pattern(cues.before, "qualifiers", key, "before"),
            pattern(cues.after, "qualifiers", key, "after"),
        )
        for key, cues in model.qualifiers.items()
    )
    cues = []
    for i, cue in enumerate(model.cues):
        compiled = pattern(cue.cues, "cues", i, "cues")
        stops = pattern(cue.stops, "cues", i, "stops")
        if compiled:
            cues.append(Cue(cue.category, cue.direction, cue.within, cue.clause, compiled, stops))
    leads = pattern(model.attribution.leads, "attribution", "leads")
    verbs = pattern(model.attribution.verbs, "attribution", "verbs")
    corrections = pattern(model.corrections, "corrections")
    furniture = pattern(model.furniture, "furniture")
    if not (leads and verbs and corrections and furniture) or file.faults:
        return file, None
    digest = hashlib.sha256(json.dumps(file.data, ensure_ascii=False).encode()).hexdigest()
    return file, Language(
        code=model.language,
        slots=slots,
        slot_words=slot_words,
        dozens=dict(numbers.dozens),
        months=tuple(tuple(names) for names in model.months),
        ordinals=tuple(numbers.ordinals),
        qualifiers=qualifiers,
        cues=tuple(cues),
        attribution_leads=leads,
        attribution_verbs=verbs,
        corrections=corrections,
        furniture=furniture,
        coordination=tuple(model.coordination),
        gap_stops=tuple(model.gap_stops),
        digest="sha256:" + digest,
        amounts=amounts,
    )


def _amounts(model: AmountsModel, number_words: str) -> amount_slots.Amounts:
    return amount_slots.Amounts(
        currencies={code: tuple(names) for code, names in model.currencies.items()},
        scales=dict(model.scales),
        percent=tuple(model.percent),
        points=tuple(model.points),
        basis_points=tuple(model.basis_points),
        fractions=dict(model.fractions),
        minus=tuple(model.minus),
        and_a_half=tuple(model.and_a_half),
        number_words=number_words,
    )

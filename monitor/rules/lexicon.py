"""A language's lexicon, read and compiled once for all rules: numbers, calendar, and how things are said."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from monitor.model import Qualifier
from monitor.rules import amounts as amount_slots
from monitor.rules.checked import check
from monitor.rules.model import Attribution, Cue, Language
from monitor.rules.numerals import Numerals
from monitor.rules.pattern import Clause, Node, Pattern, expression
from monitor.rules.phrase import Grammar, PhraseError
from monitor.rules.schema import AmountsModel, AttributionModel, LanguageModel, NumbersModel
from monitor.rules.slots import Dates, Hedges, build, needed, number, period, plain_words
from monitor.rules.writing import DIGITS, WRITINGS, Writing
from monitor.rules.yamlfile import YamlFile, parse
from monitor.text import letters

_WORD = re.compile(r"\w+")


def read_language(name: str, text: str) -> tuple[YamlFile, Language | None]:
    """One lexicon file, compiled. What is wrong is in the file's faults, and then it is no language."""
    file = parse(name, text)
    model = check(file, LanguageModel)
    if model is None or file.faults:
        return file, None
    writing = replace(WRITINGS[model.words], variants=_variants(model.variants))
    file.data = _folded({**file.data, "variants": {}}, writing)
    model = LanguageModel.model_validate(file.data)
    numerals = _numerals(model.numbers, writing)
    before = [phrase for cues in model.qualifiers.values() for phrase in cues.before]
    after = [phrase for cues in model.qualifiers.values() for phrase in cues.after]
    hedges = Hedges(
        plain_words(before, writing),
        plain_words(after, writing),
        tuple(model.numbers.fillers),
        tuple(model.numbers.classifiers),
    )
    dates = _dates(model)
    slots = build(numerals, dates, hedges, writing)
    slot_words = needed(numerals, writing)
    if model.terms:
        slots["period"] = period(number(numerals, writing))
    amounts = None
    if model.amounts:
        amounts = _amounts(model.amounts, numerals.plain)
        slots |= amount_slots.build(amounts, (hedges.before, hedges.after))
        slot_words |= amount_slots.needed(amounts, DIGITS)
    nodes: dict[str, Node] = {name: expression(source) for name, source in slots.items()}
    nodes["list"] = Clause()
    grammar = Grammar(nodes, {}, tuple(model.gap_stops), writing=writing)

    def pattern(phrases: Sequence[str] | None, *path: str | int) -> Pattern | None:
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
    attribution = Attribution(
        *(pattern(getattr(model.attribution, name), "attribution", name) for name in AttributionModel.model_fields)
    )
    for i, word in enumerate(model.asides):
        if not _WORD.fullmatch(word):
            file.faults.append(
                file.fault(("asides", i), f"an aside is known by its first word: {word!r} is not one word")
            )
    for i, word in enumerate(model.gap_stops):
        if not word.rstrip("*"):
            file.faults.append(file.fault(("gap_stops", i), "a word that gaps never cross is needed, found none"))
    corrections = pattern(model.corrections, "corrections")
    furniture = pattern(model.furniture, "furniture")
    if file.faults:
        return file, None
    digest = hashlib.sha256(
        json.dumps({**file.data, "variants": writing.variants}, ensure_ascii=False).encode()
    ).hexdigest()
    return file, Language(
        code=model.language,
        writing=writing,
        slots=nodes,
        slot_words=slot_words,
        numerals=numerals,
        dates=dates,
        qualifiers=qualifiers,
        cues=tuple(cues),
        attribution=attribution,
        corrections=corrections,
        furniture=furniture,
        coordination=tuple(model.coordination),
        gap_stops=tuple(model.gap_stops),
        asides=tuple(model.asides),
        digest="sha256:" + digest,
        amounts=amounts,
    )


def _variants(by_character: Mapping[str, str]) -> tuple[str, str]:
    """The other forms of characters, and at the same places what they are read as."""
    pairs = {other: char for char, others in by_character.items() for other in others}
    return "".join(pairs), "".join(pairs.values())


def _folded(value: Any, writing: Writing) -> Any:
    """All texts of a lexicon as pages are folded."""
    if isinstance(value, str):
        return writing.fold(letters(value)[0])
    if isinstance(value, list):
        return [_folded(part, writing) for part in value]
    return {key: _folded(part, writing) for key, part in value.items()} if isinstance(value, dict) else value


def _numerals(numbers: NumbersModel, writing: Writing) -> Numerals:
    def words(by_value: Mapping[str, Sequence[str]]) -> dict[str, int]:
        return {word: int(value) for value, forms in by_value.items() for word in forms}

    return Numerals(
        units=words(numbers.units),
        tens=words(numbers.tens),
        scales=words(numbers.scales),
        wholes=dict(numbers.dozens),
        ordinals=words(numbers.ordinals),
        joins=tuple(numbers.joins),
        together=writing.together,
    )


def _dates(model: LanguageModel) -> Dates:
    dates = model.dates
    return Dates(
        months=tuple(tuple(names) for names in model.months),
        weekdays=tuple(tuple(names) for names in model.weekdays),
        month_first="month day" in dates.order,
        day_first="day month" in dates.order,
        day_endings=tuple(dates.day_endings),
        before_day=tuple(dates.before_day),
        between=tuple(dates.between),
        through=tuple(dates.through),
        year_endings=tuple(dates.year_endings),
        relative=dict(dates.relative),
        following=tuple(dates.following),
        preceding=tuple(dates.preceding),
        lasting=tuple(dates.lasting),
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

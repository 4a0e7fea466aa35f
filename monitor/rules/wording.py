"""Facts as one language words them, compiled: phrases, conditions, items and subjects of a pack or a translation."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import regex

from monitor.rules.model import ENGINE, Condition, Fact, Language, Phrase, Subject, digest_of
from monitor.rules.pattern import NOTHING, Expression, Node, Own, Pattern, Series, either, expression
from monitor.rules.phrase import Grammar, NoWordsError, PhraseError, did_you_mean
from monitor.rules.schema import FactModel, PhraseModel, SubjectModel
from monitor.rules.slots import FREE, SLOTS_OF_TYPE, relative_day
from monitor.rules.yamlfile import Path, YamlFile

_DIGESTED = set(FactModel.model_fields) - {"title", "description", "compared"}
"""What of a fact its observations can come from."""

_SEVERAL = {"list": "merge", "period": "merge", "status": "first", "text": "first"}
"""What is done with several values where the rule does not say."""


class Worder:
    """Compiles the wordings of facts in one language; `path` is where its lexicons and subjects stand in the file."""

    def __init__(
        self,
        file: YamlFile,
        pack: str,
        language: Language,
        lexicons: Mapping[str, Sequence[str]],
        subjects: Mapping[str, SubjectModel],
        path: Path,
        having: Callable[[str], Sequence[str]],
    ) -> None:
        """`having`: the languages whose lexicon has a key."""
        self.file = file
        self.having = having
        self.pack = pack
        self.language = language
        entries = {name: tuple(words) for name, words in lexicons.items()}
        self.grammar = Grammar(
            language.slots,
            entries,
            language.gap_stops,
            asides=language.asides,
            slot_words=language.slot_words,
            writing=language.writing,
        )
        for name in entries:
            self.pattern(f"<{name}>", (*path, "lexicons", name))
        self.subjects = {
            name: Subject(
                self.pattern_of(subject.own, (*path, "subjects", name, "own")),
                self.pattern_of(subject.other, (*path, "subjects", name, "other")),
            )
            for name, subject in subjects.items()
        }
        here: Any = file.data
        for part in path:
            here = here[part]
        shared = [ENGINE, language.digest, language.code, here.get("lexicons"), here.get("subjects")]
        self.shared = json.dumps(shared, ensure_ascii=False)

    def fault(self, path: Sequence[str | int], message: str) -> None:
        self.file.faults.append(self.file.fault(path, message))

    def who_has(self, key: str) -> str:
        """Which languages can read what the lexicon's `key` has the words for."""
        *most, last = [f"`{code}`" for code in self.having(key)] or [""]
        codes = f"{', '.join(most)} and {last}" if most else last
        return f"; {codes} can be read so" if codes else ""

    def line(self, path: Path) -> int:
        return self.file.fault(path, "").line

    def pattern(self, text: str, path: Path, grammar: Grammar | None = None) -> Pattern:
        try:
            return (grammar or self.grammar).compile(text)
        except PhraseError as error:
            message = str(error)
            if isinstance(error, NoWordsError):
                lexicon = f"the lexicon of `{self.language.code}`"
                message = f"{error.reason}: {lexicon} has {error.lacks}{self.who_has(error.key)}"
            self.fault(path, message)
            return NOTHING

    def pattern_of(self, texts: Sequence[str], path: Path) -> Pattern:
        patterns = [self.pattern(text, (*path, i)) for i, text in enumerate(texts)]
        for i, pattern in enumerate(patterns):
            if pattern.labelled:
                self.fault(
                    (*path, i), f"{texts[i]!r} is a label with its value: that stands under `phrases` or `values`"
                )
        return either(patterns)

    # ------------------------------------------------------------ one fact

    def fact(self, fact: FactModel, path: Path) -> Fact:
        """One fact, worded in this language; `path`: where the wording stands."""
        items = tuple(
            (name, self.pattern_of(synonyms, (*path, "items", name))) for name, synonyms in fact.items.items()
        )
        if fact.items and fact.type not in ("name", "list"):
            self.fault((*path, "items"), f"`items` belong to facts of type name or list, not {fact.type}")
        if fact.unknown == "left_out" and not (fact.items and fact.type == "list"):
            message = "`unknown: left_out` is for a list that has `items`, in each language: nothing would be left"
            self.fault((*path, "unknown"), message)
        if fact.values and fact.type not in ("status", "name", "boolean"):
            self.fault((*path, "values"), f"`values` belong to facts of type status, name or boolean, not {fact.type}")
        if fact.type == "status" and (fact.phrases or not fact.values):
            at, instead = ((*path, "phrases"), " in place of `phrases`") if fact.phrases else (path, "")
            message = f"status `{fact.id}` needs `values`{instead}: each status's name with its phrases"
            self.fault(at, f"{message}, the stronger first")
        elif not fact.phrases and not fact.values:
            self.fault(path, f"fact `{fact.id}` has no phrases: nothing could ever state it")
        if fact.subject is not None and fact.subject not in self.subjects:
            known = did_you_mean(fact.subject, self.subjects)
            self.fault((*path, "subject"), f"unknown subject `{fact.subject}`{known}")
        grammar = self._with_days(fact, self._with_items(fact, items), path)
        near = self.conditions(fact.near, (*path, "near"))
        reject = self.conditions(fact.not_, (*path, "not"))
        phrases = [
            self.phrase(fact, phrase, (*path, "phrases", i), grammar, near, reject, _constant(fact, None))
            for i, phrase in enumerate(fact.phrases)
        ]
        for name, said in fact.values.items():
            if fact.type == "boolean" and name not in ("true", "false"):
                self.fault((*path, "values", name), f"a boolean's values are `true` and `false`, not `{name}`")
            phrases += [
                self.phrase(fact, phrase, (*path, "values", name, i), grammar, near, reject, _constant(fact, name))
                for i, phrase in enumerate(said)
            ]
        digest = digest_of(self.shared, fact.model_dump_json(include=_DIGESTED))
        several = fact.several or _SEVERAL.get(fact.type, "ambiguous")
        return Fact(
            id=fact.id,
            title=fact.title,
            type=fact.type,
            pack=self.pack,
            phrases=tuple(phrases),
            order=tuple(fact.values) if fact.type == "status" else (),
            items=items,
            subject=self.subjects.get(fact.subject) if fact.subject else None,
            time=fact.time,
            relative=fact.relative,
            between=(fact.between[0], fact.between[1]) if fact.between else None,
            several=several,
            unknown=fact.unknown,
            compared=fact.compared,
            yields_to=tuple(fact.yields_to),
            language=self.language.code,
            digest=digest,
            file=self.file.name,
            line=self.line(path),
            grammar=grammar,
        )

    def _with_items(self, fact: FactModel, items: Sequence[tuple[str, Pattern]]) -> Grammar:
        if not items:
            return self.grammar
        first = either([pattern for _, pattern in items])
        one: Node = first.node
        writing = self.language.writing
        if fact.type == "list":
            words = "|".join(regex.escape(word) for word in self.language.coordination)
            if writing.together:
                both = rf"\s?(?:[,、・·]|{words})\s?(?:{words})?"
            else:
                aside = r"(?:,\s(?:\w+\s){0,2}\w+,)?"
                both = rf"(?:,\s(?:(?:{words})\s)?|,?\s(?:{words}){aside}\s){writing.articles}"
            one = Series(one, expression(both))
        # A gap does not cross another item: in `China said France objects`, the one that objects is the nearer one.
        slots = {**self.grammar.slots, "item": one}
        needed = {**self.grammar.slot_words, **({"item": first.literals} if first.literals else {})}
        begins = {"item": first.starts}
        return self.grammar.vary(slots=slots, item=first.node, slot_words=needed, slot_starts=begins)

    def _with_days(self, fact: FactModel, grammar: Grammar, path: Path) -> Grammar:
        """The grammar in which `{date}` takes relative days too, if the fact wants them."""
        if not fact.relative:
            return grammar
        if fact.type not in ("date", "date_range"):
            self.fault((*path, "relative"), f"`relative` belongs to facts of type date or date_range, not {fact.type}")
        language = self.language
        day = relative_day(language.dates, language.writing)
        if not day:
            self.fault((*path, "relative"), f"the lexicon of `{language.code}` has no weekdays or `relative` days")
            return grammar
        words = language.dates.relative_words(language.writing)
        keys = frozenset((language.writing.key(word.lower()), False) for word in words)
        date = grammar.slots["date"]
        assert isinstance(date, Expression)
        slots = {**grammar.slots, "date": expression(f"(?:{date.source}|{day})")}
        needed = {**grammar.slot_words, "date": grammar.slot_words["date"] | keys}
        return grammar.vary(slots=slots, slot_words=needed)

    def conditions(self, places: Mapping[Any, Sequence[str]], path: Path) -> tuple[Condition, ...]:
        return tuple(
            Condition(
                place,
                self.pattern_of(texts, (*path, place) if (*path, place) in self.file.positions else path),
                tuple(texts),
            )
            for place, texts in places.items()
        )

    def phrase(
        self,
        fact: FactModel,
        model: PhraseModel,
        path: Path,
        grammar: Grammar,
        near: tuple[Condition, ...],
        reject: tuple[Condition, ...],
        value: str | bool | None,
    ) -> Phrase:
        if (model.phrase is None) == (model.regex is None):
            self.fault(path, "give either `phrase` or `regex`")
        if model.regex is not None:
            pattern = self.regex(model.regex, (*path, "regex"))
        else:
            pattern = self.pattern(model.phrase or "", (*path, "phrase"), grammar)
        self.check_slots(fact, pattern, path, value)
        return Phrase(
            text=model.phrase or model.regex or "",
            pattern=pattern,
            value=value,
            priority=model.priority,
            scope=tuple(model.scope or fact.scope),
            near=near + self.conditions(model.near, (*path, "near")),
            reject=reject + self.conditions(model.not_, (*path, "not")),
            is_regex=model.regex is not None,
            line=self.line(path),
            aspect=model.aspect,
        )

    def regex(self, source: str, path: Path) -> Pattern:
        try:
            groups = regex.compile(source, regex.IGNORECASE).groupindex
        except regex.error as error:
            self.fault(path, f"not a regular expression: {error}")
            return NOTHING
        return Pattern(Own(source), (), frozenset(groups))

    def check_slots(self, fact: FactModel, pattern: Pattern, path: Path, value: str | bool | None) -> None:
        allowed = SLOTS_OF_TYPE[fact.type]
        if value is not None or fact.type == "status":
            return  # the phrase's place gives the value; its slots are only typed text
        carriers = pattern.slots - FREE
        for slot in sorted(carriers):
            if slot not in allowed:
                may = " or ".join(f"{{{name}}}" for name in allowed) or "no slot"
                self.fault(path, f"slot {{{slot}}} can't carry a {fact.type}: use {may}")
        if not carriers and fact.type != "text" and pattern is not NOTHING:
            may = " or ".join(f"{{{name}}}" for name in allowed)
            self.fault(path, f"nothing in this phrase carries the {fact.type}: it needs {may}")


def _constant(fact: FactModel, name: str | None) -> str | bool | None:
    if fact.type == "boolean":
        return name != "false"
    return name

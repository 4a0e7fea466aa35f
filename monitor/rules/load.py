"""Rule files to a rulebook: every fault of every file is found in one run, each with file, line and column."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import regex

from monitor.errors import Fault, RuleError
from monitor.rules.checked import check
from monitor.rules.lexicon import read_language
from monitor.rules.model import ENGINE, Condition, Fact, Language, Pack, PackTest, Phrase, Rulebook, Subject
from monitor.rules.pattern import Pattern, either
from monitor.rules.phrase import Grammar, PhraseError, did_you_mean
from monitor.rules.schema import FactModel, PackModel, PhraseModel
from monitor.rules.slots import FREE, SLOTS_OF_TYPE
from monitor.rules.yamlfile import Path, YamlFile, parse

_DIGESTED = (
    "id",
    "type",
    "phrases",
    "values",
    "items",
    "near",
    "not",
    "scope",
    "subject",
    "time",
    "between",
    "several",
    "yields_to",
)

_SEVERAL = {"list": "merge", "period": "merge", "status": "first", "text": "first"}
"""What is done with several values where the rule does not say."""


def load(files: Mapping[str, str], lexicons: Mapping[str, str]) -> Rulebook:
    """The rulebook of these rule files and language lexicons (file name to YAML text).

    Raises RuleError with all faults of all files.
    """
    faults: list[Fault] = []
    languages: dict[str, Language] = {}
    for name, text in lexicons.items():
        file, language = read_language(name, text)
        faults += file.faults
        if language:
            languages[language.code] = language
    packs: list[Pack] = []
    pack_files: dict[str, str] = {}
    fact_places: dict[str, str] = {}
    for name, text in files.items():
        file = parse(name, text)
        model = check(file, PackModel)
        if model is not None:
            if model.id in pack_files:
                message = f"pack id `{model.id}` is used by {pack_files[model.id]} too: each pack needs its own"
                file.faults.append(file.fault(("id",), message))
            pack_files.setdefault(model.id, name)
            pack = _PackBuilder(file, model, languages, fact_places).build()
            packs += [pack] if pack else []
        faults += file.faults
    if faults:
        raise RuleError(sorted(set(faults), key=lambda fault: (fault.file, fault.line, fault.column)))
    return Rulebook(tuple(packs), languages)


class _PackBuilder:
    """Compiles one pack; what does not work out goes to the file's faults."""

    def __init__(
        self, file: YamlFile, model: PackModel, languages: Mapping[str, Language], fact_places: dict[str, str]
    ) -> None:
        self.file = file
        self.model = model
        self.languages = languages
        self.fact_places = fact_places

    def fault(self, path: Sequence[str | int], message: str) -> None:
        self.file.faults.append(self.file.fault(path, message))

    def build(self) -> Pack | None:
        model = self.model
        for i, code in enumerate(model.languages):
            if code not in self.languages:
                self.fault(("languages", i), f"no lexicon for language `{code}`{did_you_mean(code, self.languages)}")
        language = self.languages.get(model.languages[0])
        if language is None:
            return None
        lexicons = {name: tuple(entries) for name, entries in model.lexicons.items()}
        self.grammar = Grammar(language.slots, lexicons, language.gap_stops, "", language.slot_words)
        for name in lexicons:
            self.pattern(f"<{name}>", ("lexicons", name))
        self.subjects = {
            name: Subject(
                self.pattern_of(subject.own, ("subjects", name, "own")),
                self.pattern_of(subject.other, ("subjects", name, "other")),
            )
            for name, subject in model.subjects.items()
        }
        shared = json.dumps(
            [ENGINE, language.digest, model.languages, self.file.data.get("lexicons"), self.file.data.get("subjects")],
            ensure_ascii=False,
        )
        facts = []
        for i, fact in enumerate(model.facts):
            path: Path = ("facts", i)
            place = f"{self.file.name}:{self.file.fault((*path, 'id'), '').line}"
            if fact.id in self.fact_places:
                self.fault((*path, "id"), f"fact id `{fact.id}` is used in {self.fact_places[fact.id]} too")
            self.fact_places.setdefault(fact.id, place)
            facts.append(self.fact(fact, path, language, shared))
        known = {fact.id: fact.type for fact in model.facts}
        for i, fact in enumerate(model.facts):
            for other in fact.yields_to:
                if other not in known or other == fact.id:
                    hint = did_you_mean(other, known, lambda word: f"`{word}`")
                    self.fault(("facts", i, "yields_to"), f"`yields_to` names an unknown fact `{other}`{hint}")
        for i, test in enumerate(model.tests):
            for fact_id in test.expect:
                if fact_id not in known:
                    message = (
                        f"the test names an unknown fact `{fact_id}`{did_you_mean(fact_id, known, lambda w: f'`{w}`')}"
                    )
                    self.fault(("tests", i, "expect", fact_id), message)
        if self.file.faults:
            return None
        return Pack(
            id=model.id,
            title=model.title,
            description=model.description,
            maturity=model.maturity,
            languages=tuple(model.languages),
            references=tuple((reference.title, reference.url) for reference in model.references),
            facts=tuple(facts),
            tests=tuple(
                PackTest(t.text, t.name, t.title, t.published, t.expect, t.todo, self.line(("tests", i)), t.metadata)
                for i, t in enumerate(model.tests)
            ),
            digest=_digest(model.id, shared, *(fact.digest for fact in facts)),
            file=self.file.name,
        )

    def line(self, path: Path) -> int:
        return self.file.fault(path, "").line

    def pattern(self, text: str, path: Path, grammar: Grammar | None = None) -> Pattern:
        try:
            return (grammar or self.grammar).compile(text)
        except PhraseError as error:
            self.fault(path, str(error))
            return Pattern("(?!)", (frozenset({("\0", False)}),))

    def pattern_of(self, texts: Sequence[str], path: Path) -> Pattern:
        patterns = [self.pattern(text, (*path, i)) for i, text in enumerate(texts)]
        return either(patterns)

    # ------------------------------------------------------------ one fact

    def fact(self, fact: FactModel, path: Path, language: Language, shared: str) -> Fact:
        items = tuple(
            (name, self.pattern_of(synonyms, (*path, "items", name))) for name, synonyms in fact.items.items()
        )
        if fact.items and fact.type not in ("name", "list"):
            self.fault((*path, "items"), f"`items` belong to facts of type name or list, not {fact.type}")
        if fact.values and fact.type not in ("status", "name", "boolean"):
            self.fault((*path, "values"), f"`values` belong to facts of type status, name or boolean, not {fact.type}")
        if fact.type == "status" and (fact.phrases or not fact.values):
            self.fault(
                path, f"status `{fact.id}` needs `values`: each status's name with its phrases, the stronger first"
            )
        if not fact.phrases and not fact.values:
            self.fault(path, f"fact `{fact.id}` has no phrases: nothing could ever state it")
        if fact.subject is not None and fact.subject not in self.subjects:
            known = did_you_mean(fact.subject, self.subjects)
            self.fault((*path, "subject"), f"unknown subject `{fact.subject}`{known}")
        grammar = self._with_items(fact, items, language)
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
        data = self.file.data["facts"][path[1]]
        digest = _digest(shared, json.dumps({key: data.get(key) for key in _DIGESTED}, ensure_ascii=False))
        several = fact.several or _SEVERAL.get(fact.type, "ambiguous")
        return Fact(
            id=fact.id,
            title=fact.title,
            type=fact.type,
            pack=self.model.id,
            phrases=tuple(phrases),
            order=tuple(fact.values) if fact.type == "status" else (),
            items=items,
            subject=self.subjects.get(fact.subject) if fact.subject else None,
            time=fact.time,
            between=(fact.between[0], fact.between[1]) if fact.between else None,
            several=several,
            yields_to=tuple(fact.yields_to),
            language=language.code,
            digest=digest,
            line=self.line(path),
            grammar=grammar,
        )

    def _with_items(self, fact: FactModel, items: Sequence[tuple[str, Pattern]], language: Language) -> Grammar:
        if not items:
            return self.grammar
        first = either([pattern for _, pattern in items])
        one = first.skeleton
        if fact.type == "list":
            words = "|".join(regex.escape(word) for word in language.coordination)
            aside = r"(?:,\s(?:\w+\s){0,2}\w+,)?"
            both = rf"(?:,\s(?:(?:{words})\s)?|,?\s(?:{words}){aside}\s)(?:(?:the|other)\s)?"
            one = rf"{one}(?:{both}{one})*"
        # A gap does not cross another item: in `China said France objects`, the one that objects is the nearer one.
        starts = sorted(first.literals or ())
        guard = "|".join(regex.escape(word) + ("" if stem else r"(?!\w)") for word, stem in starts)
        slots = {**self.grammar.slots, "item": one}
        needed = {**self.grammar.slot_words, **({"item": first.literals} if first.literals else {})}
        return Grammar(slots, self.grammar.lexicons, self.grammar.gap_stops, guard and f"(?:{guard})", needed)

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
        )

    def regex(self, source: str, path: Path) -> Pattern:
        try:
            groups = regex.compile(source, regex.IGNORECASE).groupindex
        except regex.error as error:
            self.fault(path, f"not a regular expression: {error}")
            return Pattern("(?!)", (frozenset({("\0", False)}),))
        return Pattern(source, (), frozenset(groups))

    def check_slots(self, fact: FactModel, pattern: Pattern, path: Path, value: str | bool | None) -> None:
        allowed = SLOTS_OF_TYPE[fact.type]
        if value is not None:
            return  # the phrase's place gives the value; its slots are only typed text
        carriers = pattern.slots - FREE
        for slot in sorted(carriers):
            if slot not in allowed:
                may = " or ".join(f"{{{name}}}" for name in allowed) or "no slot"
                self.fault(path, f"slot {{{slot}}} can't carry a {fact.type}: use {may}")
        if not carriers and fact.type != "text" and pattern.source != "(?!)":
            may = " or ".join(f"{{{name}}}" for name in allowed)
            self.fault(path, f"nothing in this phrase carries the {fact.type}: it needs {may}")


def _constant(fact: FactModel, name: str | None) -> str | bool | None:
    if fact.type == "boolean":
        return name != "false"
    return name


def _digest(*parts: str) -> str:
    return "sha256:" + hashlib.sha256("\x00".join(parts).encode()).hexdigest()

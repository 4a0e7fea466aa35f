"""Rule files to a rulebook: every fault of every file is found in one run, each with file, line and column."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import regex

from monitor.errors import Fault, RuleError
from monitor.rules.checked import check
from monitor.rules.lexicon import read_language
from monitor.rules.model import ENGINE, Condition, Fact, Language, Pack, PackTest, Phrase, Rulebook, Subject
from monitor.rules.pattern import Pattern, either
from monitor.rules.phrase import Grammar, PhraseError, did_you_mean
from monitor.rules.schema import FactModel, PackModel, PhraseModel, SubjectModel, TestModel, TranslationModel
from monitor.rules.slots import FREE, SLOTS_OF_TYPE, relative_day
from monitor.rules.yamlfile import Path, YamlFile, parse

_DIGESTED = set(FactModel.model_fields) - {"title", "description"}
"""What of a fact its observations can come from."""

_SEVERAL = {"list": "merge", "period": "merge", "status": "first", "text": "first"}
"""What is done with several values where the rule does not say."""


def load(files: Mapping[str, str], lexicons: Mapping[str, str]) -> Rulebook:
    """The rulebook of these rule files and language lexicons (file name to YAML text).

    Raises RuleError with all faults of all files.
    """
    faults: list[Fault] = []
    languages = _Lexicons(lexicons)
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
    faults += languages.faults
    if faults:
        raise RuleError(sorted(set(faults), key=lambda fault: (fault.file, fault.line, fault.column)))
    return Rulebook(tuple(packs), languages.read)


class _Lexicons:
    """The lexicons by the language that their files are named after (`ja.yaml`); only those asked for are read."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = {name.rpartition("/")[2].partition(".")[0]: (name, text) for name, text in files.items()}
        self.read: dict[str, Language] = {}
        self.faults: list[Fault] = []
        self.tried: set[str] = set()

    def get(self, code: str) -> Language | None:
        if code in self.files and code not in self.tried:
            self.tried.add(code)
            name, text = self.files[code]
            file, language = read_language(name, text)
            if language and language.code != code:
                file.faults.append(
                    file.fault(("language",), f"`language` is {language.code!r}, the file's name {code!r}")
                )
            self.faults += file.faults
            if language:
                self.read[code] = language
        return self.read.get(code)


class _PackBuilder:
    """Compiles one pack; what does not work out goes to the file's faults."""

    def __init__(self, file: YamlFile, model: PackModel, languages: _Lexicons, fact_places: dict[str, str]) -> None:
        self.file = file
        self.model = model
        self.languages = languages
        self.fact_places = fact_places

    def build(self) -> Pack | None:
        model = self.model
        main = self.language(model.languages[0], ("languages", 0))
        for i, code in enumerate(model.languages[1:], 1):
            if code not in model.translations:
                known = did_you_mean(code, list(model.translations))
                self.fault(("languages", i), f"nothing is written in language `{code}` under `translations`{known}")
        facts = self.own_facts(main) if main else ()
        translations = {}
        for code, part in model.translations.items():
            path: Path = ("translations", code)
            if code == model.languages[0]:
                self.fault(path, f"`{code}` is the pack's main language: its phrases stand with the facts")
            elif language := self.language(code, path):
                translations[code] = self.translated(part, language, facts, path)
        self.check_tests(model.tests, ("tests",))
        for code, part in model.translations.items():
            self.check_tests(part.tests, ("translations", code, "tests"))
        if self.file.faults or main is None:
            return None
        every = [*facts, *(fact for worded in translations.values() for fact in worded)]
        return Pack(
            id=model.id,
            title=model.title,
            description=model.description,
            maturity=model.maturity,
            languages=(main.code, *translations),
            references=tuple((reference.title, reference.url) for reference in model.references),
            facts=facts,
            tests=(
                *self.tests(model.tests, ("tests",), main.code),
                *(
                    test
                    for code, part in model.translations.items()
                    for test in self.tests(part.tests, ("translations", code, "tests"), code)
                ),
            ),
            digest=_digest(model.id, *(f"{fact.language} {fact.digest}" for fact in every)),
            file=self.file.name,
            translations=translations,
        )

    def language(self, code: str, path: Path) -> Language | None:
        language = self.languages.get(code)
        if language is None and code not in self.languages.files:
            self.fault(path, f"no lexicon for language `{code}`{did_you_mean(code, list(self.languages.files))}")
        return language

    def fault(self, path: Sequence[str | int], message: str) -> None:
        self.file.faults.append(self.file.fault(path, message))

    def own_facts(self, language: Language) -> tuple[Fact, ...]:
        """The facts in the pack's main language."""
        worder = _Worder(self.file, self.model.id, language, self.model.lexicons, self.model.subjects, ())
        facts = []
        for i, fact in enumerate(self.model.facts):
            path: Path = ("facts", i)
            place = f"{self.file.name}:{worder.line((*path, 'id'))}"
            if fact.id in self.fact_places:
                self.fault((*path, "id"), f"fact id `{fact.id}` is used in {self.fact_places[fact.id]} too")
            self.fact_places.setdefault(fact.id, place)
            facts.append(worder.fact(fact, path))
        known = {fact.id: fact.type for fact in self.model.facts}
        for i, fact in enumerate(self.model.facts):
            for other in fact.yields_to:
                if other not in known or other == fact.id:
                    hint = did_you_mean(other, known, lambda word: f"`{word}`")
                    self.fault(("facts", i, "yields_to"), f"`yields_to` names an unknown fact `{other}`{hint}")
        return tuple(facts)

    def translated(
        self, part: TranslationModel, language: Language, facts: Sequence[Fact], path: Path
    ) -> tuple[Fact, ...]:
        """The facts as another language words them: what does not depend on words stays with the fact."""
        worder = _Worder(self.file, self.model.id, language, part.lexicons, part.subjects, path)
        models = {fact.id: fact for fact in self.model.facts}
        out = []
        for fact_id, said in part.facts.items():
            at: Path = (*path, "facts", fact_id)
            if fact_id not in models:
                known = did_you_mean(fact_id, models, lambda word: f"`{word}`")
                self.fault(at, f"the translation words an unknown fact `{fact_id}`{known}")
                continue
            model = models[fact_id]
            for key, known_names in (("values", model.values), ("items", model.items)):
                for name in getattr(said, key):
                    if name not in known_names:
                        hint = did_you_mean(name, known_names, lambda word: f"`{word}`")
                        message = (
                            f"`{name}` is none of the `{key}` of `{fact_id}` above: names are the same in all languages"
                        )
                        self.fault((*at, key, name), message + hint)
            words = {"phrases": said.phrases, "values": said.values, "items": said.items}
            words |= {"near": said.near, "not_": said.not_}
            fact = worder.fact(model.model_copy(update=words), at)
            out.append(replace(fact, order=tuple(model.values) if fact.order else ()))
        order = {fact.id: i for i, fact in enumerate(facts)}
        return tuple(sorted(out, key=lambda fact: order[fact.id]))

    def check_tests(self, tests: Sequence[TestModel], path: Path) -> None:
        known = {fact.id: fact.type for fact in self.model.facts}
        for i, test in enumerate(tests):
            for fact_id in test.expect:
                if fact_id not in known:
                    hint = did_you_mean(fact_id, known, lambda word: f"`{word}`")
                    self.fault((*path, i, "expect", fact_id), f"the test names an unknown fact `{fact_id}`{hint}")

    def tests(self, tests: Sequence[TestModel], path: Path, language: str) -> Iterator[PackTest]:
        for i, t in enumerate(tests):
            line = self.file.fault((*path, i), "").line
            yield PackTest(t.text, t.name, t.title, t.published, t.expect, t.todo, line, t.metadata, language)


class _Worder:
    """Compiles the wordings of facts in one language; `path` is where its lexicons and subjects stand in the file."""

    def __init__(
        self,
        file: YamlFile,
        pack: str,
        language: Language,
        lexicons: Mapping[str, Sequence[str]],
        subjects: Mapping[str, SubjectModel],
        path: Path,
    ) -> None:
        self.file = file
        self.pack = pack
        self.language = language
        entries = {name: tuple(words) for name, words in lexicons.items()}
        self.grammar = Grammar(language.slots, entries, language.gap_stops, "", language.slot_words, language.writing)
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

    def fact(self, fact: FactModel, path: Path) -> Fact:
        """One fact, worded in this language; `path`: where the wording stands."""
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
        digest = _digest(self.shared, fact.model_dump_json(include=_DIGESTED))
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
            yields_to=tuple(fact.yields_to),
            language=self.language.code,
            digest=digest,
            line=self.line(path),
            grammar=grammar,
        )

    def _with_items(self, fact: FactModel, items: Sequence[tuple[str, Pattern]]) -> Grammar:
        if not items:
            return self.grammar
        first = either([pattern for _, pattern in items])
        one = first.skeleton
        writing = self.language.writing
        if fact.type == "list":
            words = "|".join(regex.escape(word) for word in self.language.coordination)
            if writing.together:
                both = rf"\s?(?:[,、・·]|{words})\s?(?:{words})?"
            else:
                aside = r"(?:,\s(?:\w+\s){0,2}\w+,)?"
                both = rf"(?:,\s(?:(?:{words})\s)?|,?\s(?:{words}){aside}\s){writing.articles}"
            one = rf"{one}(?:{both}{one})*"
        # A gap does not cross another item: in `China said France objects`, the one that objects is the nearer one.
        starts = sorted(first.literals or ())
        edge = "" if writing.together else r"(?!\w)"
        guard = "|".join(regex.escape(word) + ("" if stem else edge) for word, stem in starts)
        slots = {**self.grammar.slots, "item": one}
        needed = {**self.grammar.slot_words, **({"item": first.literals} if first.literals else {})}
        begins = {"item": first.starts}
        guard = guard and f"(?:{guard})"
        return replace(self.grammar, slots=slots, gap_guard=guard, slot_words=needed, slot_starts=begins, known={})

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
        slots = {**grammar.slots, "date": f"(?:{grammar.slots['date']}|{day})"}
        needed = {**grammar.slot_words, "date": grammar.slot_words["date"] | keys}
        return replace(grammar, slots=slots, slot_words=needed, known={})

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

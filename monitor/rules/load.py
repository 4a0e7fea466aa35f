"""Rule files to a rulebook: every fault of every file is found in one run, each with file, line and column."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from monitor.errors import Fault, RuleError
from monitor.rules.checked import check
from monitor.rules.expected import check_tests
from monitor.rules.lexicon import read_language
from monitor.rules.model import Fact, Language, Pack, PackTest, Rulebook, digest_of
from monitor.rules.phrase import did_you_mean
from monitor.rules.schema import PackModel, TestModel, TranslationFileModel, TranslationModel
from monitor.rules.wording import Worder
from monitor.rules.yamlfile import Path, YamlFile, parse


def load(files: Mapping[str, str], lexicons: Mapping[str, str]) -> Rulebook:
    """The rulebook of these rule files and language lexicons (file name to YAML text).

    Raises RuleError with all faults of all files.
    """
    with without_collecting():
        return _load(files, lexicons)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Rules are hundreds of thousands of objects, none of them garbage: looking for it would take half of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _load(files: Mapping[str, str], lexicons: Mapping[str, str]) -> Rulebook:
    faults: list[Fault] = []
    languages = _Lexicons(lexicons)
    packs: list[Pack] = []
    pack_files: dict[str, str] = {}
    fact_places: dict[str, str] = {}
    parsed = [parse(name, text) for name, text in files.items()]
    translations = _translations(parsed)
    complete = not any(file.faults for file in parsed if file.data is None or _is_translation(file))
    for file in parsed:
        if _is_translation(file):
            continue
        model = check(file, PackModel)
        if model is not None:
            if model.id in pack_files:
                message = f"pack id `{model.id}` is used by {pack_files[model.id]} too: each pack needs its own"
                file.faults.append(file.fault(("id",), message))
            pack_files.setdefault(model.id, file.name)
            pack = _PackBuilder(file, model, translations.get(model.id, ()), languages, fact_places, complete).build()
            packs += [pack] if pack else []
    faults += [fault for file in parsed for fault in file.faults]
    faults += languages.faults
    if faults:
        raise RuleError(sorted(set(faults), key=lambda each: (each.file, each.line, each.column, each.message)))
    return Rulebook(tuple(packs), languages.read)


@dataclass(frozen=True, slots=True)
class _Translation:
    """A pack's facts in one more language, and where in which file they stand."""

    code: str
    model: TranslationModel
    file: YamlFile
    path: Path

    def fault(self, message: str, *path: str | int) -> None:
        self.file.faults.append(self.file.fault((*self.path, *path), message))


def _is_translation(file: YamlFile) -> bool:
    return isinstance(file.data, dict) and "translates" in file.data


def _translations(files: Sequence[YamlFile]) -> dict[str, list[_Translation]]:
    """What files of their own say in further languages, by the id of the pack that they translate."""
    packs = [file.data for file in files if isinstance(file.data, dict) and not _is_translation(file)]
    ids = [str(data["id"]) for data in packs if "id" in data]
    # A file that can't be read may be the one that is missed: its own fault is told, not what follows from it.
    all_known = len(ids) == sum(not _is_translation(file) for file in files)
    out: dict[str, list[_Translation]] = {}
    for file in files:
        if _is_translation(file) and (model := check(file, TranslationFileModel)) is not None:
            part = _Translation(model.language, model, file, ())
            if model.translates not in ids and all_known:
                hint = did_you_mean(model.translates, ids, lambda word: f"`{word}`")
                hint = hint if ids else "; a translation is read with its pack: name that, or the folder of both"
                part.fault(f"no pack `{model.translates}` is among the rule files{hint}", "translates")
            out.setdefault(model.translates, []).append(part)
    return out


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

    def having(self, key: str) -> list[str]:
        """The languages whose lexicon has a key, as it stands in the file: most of them are not read."""
        return sorted(code for code, (_, text) in self.files.items() if re.search(rf"^\s*{key}:", text, re.MULTILINE))


class _PackBuilder:
    """Compiles one pack with its translations; what does not work out goes to the faults of the file that has it."""

    def __init__(
        self,
        file: YamlFile,
        model: PackModel,
        elsewhere: Sequence[_Translation],
        languages: _Lexicons,
        fact_places: dict[str, str],
        complete: bool,
    ) -> None:
        """`complete`: no file could not be read that may hold a language of this pack."""
        self.file = file
        self.model = model
        here = [_Translation(code, part, file, ("translations", code)) for code, part in model.translations.items()]
        self.translations = (*here, *elsewhere)
        self.languages = languages
        self.fact_places = fact_places
        self.complete = complete

    def build(self) -> Pack | None:
        model = self.model
        main = self.language(model.languages[0], self.file, ("languages", 0))
        codes = [part.code for part in self.translations]
        for i, code in enumerate(model.languages[1:], 1):
            if code not in codes and self.complete:
                known = did_you_mean(code, codes)
                where = "under `translations` or in a file that `translates` this pack"
                self.fault(("languages", i), f"nothing is written in language `{code}` {where}{known}")
        facts = self.own_facts(main) if main else ()
        translations = {}
        for number, part in enumerate(self.translations):
            at = () if part.path else ("language",)
            if part.code == model.languages[0]:
                part.fault(f"`{part.code}` is the pack's main language: its phrases stand with the facts", *at)
            elif part.code in codes[:number]:
                first = self.translations[codes.index(part.code)].file.name
                part.fault(
                    f"language `{part.code}` of pack `{model.id}` stands in {first} too: one place for each", *at
                )
            elif language := self.language(part.code, part.file, (*part.path, *at)):
                translations[part.code] = self.translated(part, language)
        check_tests(self.file, model.facts, model.tests, ("tests",))
        for part in self.translations:
            check_tests(part.file, model.facts, part.model.tests, (*part.path, "tests"))
        if main is None or self.file.faults or any(part.file.faults for part in self.translations):
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
                *_tests(self.file, model.tests, ("tests",), main.code),
                *(
                    test
                    for part in self.translations
                    for test in _tests(part.file, part.model.tests, (*part.path, "tests"), part.code)
                ),
            ),
            digest=digest_of(model.id, *sorted(f"{fact.language} {fact.id} {fact.digest}" for fact in every)),
            file=self.file.name,
            translations=translations,
        )

    def language(self, code: str, file: YamlFile, path: Path) -> Language | None:
        language = self.languages.get(code)
        if language is None and code not in self.languages.files:
            hint = did_you_mean(code, list(self.languages.files))
            file.faults.append(file.fault(path, f"no lexicon for language `{code}`{hint}"))
        return language

    def fault(self, path: Sequence[str | int], message: str) -> None:
        self.file.faults.append(self.file.fault(path, message))

    def own_facts(self, language: Language) -> tuple[Fact, ...]:
        """The facts in the pack's main language."""
        words = self.model.lexicons, self.model.subjects
        worder = Worder(self.file, self.model.id, language, *words, (), self.languages.having)
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

    def translated(self, part: _Translation, language: Language) -> tuple[Fact, ...]:
        """The facts as another language words them: what does not depend on words stays with the fact."""
        words = part.model.lexicons, part.model.subjects
        worder = Worder(part.file, self.model.id, language, *words, part.path, self.languages.having)
        models = {fact.id: fact for fact in self.model.facts}
        out = []
        for fact_id, said in part.model.facts.items():
            at: Path = ("facts", fact_id)
            if fact_id not in models:
                known = did_you_mean(fact_id, models, lambda word: f"`{word}`")
                part.fault(f"the translation words an unknown fact `{fact_id}`{known}", *at)
                continue
            model = models[fact_id]
            for key, known_names in (("values", model.values), ("items", model.items)):
                for name in getattr(said, key):
                    if name not in known_names:
                        hint = did_you_mean(name, known_names, lambda word: f"`{word}`")
                        message = (
                            f"`{name}` is none of the `{key}` of `{fact_id}` in {self.file.name}: names are the same "
                            "in all languages"
                        )
                        part.fault(message + hint, *at, key, name)
            update = {"phrases": said.phrases, "values": said.values, "items": said.items}
            update |= {"near": said.near, "not_": said.not_}
            fact = worder.fact(model.model_copy(update=update), (*part.path, *at))
            if fact.order:  # the names' order is the pack's, not that of the translation
                names = tuple(model.values)
                fact = replace(fact, order=names, digest=digest_of(fact.digest, *names))
            out.append(fact)
        order = {fact.id: i for i, fact in enumerate(self.model.facts)}
        return tuple(sorted(out, key=lambda fact: order[fact.id]))


def _tests(file: YamlFile, tests: Sequence[TestModel], path: Path, language: str) -> Iterator[PackTest]:
    for i, t in enumerate(tests):
        at = file.name, file.fault((*path, i), "").line
        yield PackTest(t.text, t.name, t.title, t.published, t.expect, t.todo, *at, t.metadata, language, t.page)

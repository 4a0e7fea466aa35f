"""What a rule file and a language's lexicon may hold: the keys, their types and their defaults.

Only the shape is told here (and by the JSON Schema that comes of it); what phrases mean is checked by `load`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

FactType = Literal[
    "count", "year", "money", "percentage", "status", "name", "date", "date_range", "period", "list", "boolean", "text"
]
Scope = Annotated[
    str,
    StringConstraints(pattern=r"^(text|title|caption|lead|note|page|metadata\.[a-z][\w.:-]*)$"),
    WithJsonSchema(
        {
            "anyOf": [
                {
                    "enum": [
                        "text",
                        "title",
                        "caption",
                        "lead",
                        "note",
                        "page",
                        "metadata.author",
                        "metadata.description",
                    ]
                },
                {"type": "string", "pattern": r"^metadata\.[a-z][\w.:-]*$"},
            ]
        }
    ),
]
Place = Literal["match", "sentence", "before", "after", "passage", "topic", "paragraph", "lead", "title", "document"]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_places(value: Any) -> Any:
    """A bare phrase, or a list of phrases, is asked of the sentence."""
    return {"sentence": _as_list(value)} if isinstance(value, str | list) else value


def _as_phrase(value: Any) -> Any:
    return {"phrase": value} if isinstance(value, str) else value


_Texts = Annotated[list[str], Field(min_length=1)]
Phrases = Annotated[list[str], BeforeValidator(_as_list, json_schema_input_type=str | _Texts), Field(min_length=1)]
Places = Annotated[
    dict[Place, Phrases],
    BeforeValidator(_as_places, json_schema_input_type=str | _Texts | dict[Place, str | _Texts]),
]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, strict=True)


class PhraseModel(Strict):
    """One way to say it. `phrase` or `regex`; `near` to `priority` narrow or rank it.

    `aspect` names which of several things that the fact can mean this phrase is about: the year in which a treaty was
    `concluded`, or `revised`. Statements of different aspects are not held against each other in a story.
    """

    phrase: str | None = None
    regex: str | None = None
    aspect: Id | None = None
    near: Places = Field(default_factory=dict)
    not_: Places = Field(default_factory=dict, alias="not")
    scope: list[Scope] | None = None
    priority: int = 0


PhraseList = Annotated[
    list[Annotated[PhraseModel, BeforeValidator(_as_phrase, json_schema_input_type=str | PhraseModel)]],
    BeforeValidator(
        lambda v: [v] if isinstance(v, str | dict) else v,
        json_schema_input_type=str | PhraseModel | list[str | PhraseModel],
    ),
]


class SubjectModel(Strict):
    """Whose fact it is: mentions of the subject that is meant (`own`), and of others that it is mixed up with."""

    own: Phrases
    other: Phrases


class FactModel(Strict):
    """One fact: its id and title, its type, the phrases that state it, and what to do with several candidates."""

    id: Id
    title: str
    type: FactType
    description: str = ""
    phrases: PhraseList = Field(default_factory=list)
    values: dict[str, PhraseList] = Field(default_factory=dict)
    items: dict[str, Phrases] = Field(default_factory=dict)
    near: Places = Field(default_factory=dict)
    not_: Places = Field(default_factory=dict, alias="not")
    scope: list[Scope] = Field(default=["text", "title"])
    subject: str | None = None
    time: Literal["today", "any"] = "today"
    relative: bool = False
    between: Annotated[list[int | float], Field(min_length=2, max_length=2)] | None = None
    yields_to: Annotated[list[str], BeforeValidator(_as_list, json_schema_input_type=str | list[str])] = Field(
        default_factory=list
    )
    several: Literal["ambiguous", "first", "merge"] | None = None
    unknown: Literal["printed", "left_out"] = "printed"
    compared: bool = True


class TestModel(Strict):
    """A text and what is expected of it: fact id to value, to a mapping with `value`, or to `absent`."""

    __test__ = False

    text: str
    name: str | None = None
    title: str | None = None
    published: str | None = None
    metadata: dict[str, str] = Field(default_factory=dict)
    page: str = ""
    expect: dict[str, Any] = Field(min_length=1)
    todo: bool = False


class TranslatedFactModel(Strict):
    """What of a fact depends on the language: the ways to say it, what must stand near, and the names of its items."""

    phrases: PhraseList = Field(default_factory=list)
    values: dict[str, PhraseList] = Field(default_factory=dict)
    items: dict[str, Phrases] = Field(default_factory=dict)
    near: Places = Field(default_factory=dict)
    not_: Places = Field(default_factory=dict, alias="not")


class TranslationModel(Strict):
    """A pack's facts in one more language: its lexicons, subjects, wordings by fact id, and tests."""

    lexicons: dict[str, Phrases] = Field(default_factory=dict)
    subjects: dict[str, SubjectModel] = Field(default_factory=dict)
    facts: dict[str, TranslatedFactModel] = Field(min_length=1)
    tests: list[TestModel] = Field(default_factory=list)


class TranslationFileModel(TranslationModel):
    """The same in a file of its own: which pack it `translates`, and into which language."""

    translates: Id
    language: str


class ReferenceModel(Strict):
    title: str
    url: str | None = None


class PackModel(Strict):
    """A rule pack: one topic, one file, and maybe one more for each further language."""

    id: Id
    title: str
    description: str = ""
    maturity: Literal["experimental", "stable"] = "experimental"
    languages: list[str] = Field(default_factory=lambda: ["en"], min_length=1)
    references: list[
        Annotated[
            ReferenceModel,
            BeforeValidator(
                lambda v: {"title": v} if isinstance(v, str) else v, json_schema_input_type=str | ReferenceModel
            ),
        ]
    ] = Field(default_factory=list)
    lexicons: dict[str, Phrases] = Field(default_factory=dict)
    subjects: dict[str, SubjectModel] = Field(default_factory=dict)
    facts: list[FactModel] = Field(min_length=1)
    tests: list[TestModel] = Field(default_factory=list)
    translations: dict[str, TranslationModel] = Field(default_factory=dict)


# ---------------------------------------------------------------- a language


def _by_place(first: int, step: int) -> Callable[[Any], Any]:
    """A bare list of words stands for the values from `first` on."""

    def by_value(value: Any) -> Any:
        return {str(first + step * i): word for i, word in enumerate(value)} if isinstance(value, list) else value

    return by_value


_Words = dict[Annotated[str, StringConstraints(pattern=r"^\d+$")], Phrases]


class NumbersModel(Strict):
    """Words of numbers by their value, each in all its forms; see `rules.numerals.Numerals`.

    A list stands for the values in order: `units` from 0, `tens` from 20, `ordinals` from 1. `fillers` lead to a number
    (`a total of`), `classifiers` are what things are counted with (`個`).
    """

    units: Annotated[_Words, BeforeValidator(_by_place(0, 1))]
    tens: Annotated[_Words, BeforeValidator(_by_place(20, 10))] = Field(default_factory=dict)
    scales: _Words = Field(default_factory=dict)
    dozens: dict[str, int] = Field(default_factory=dict)
    ordinals: Annotated[_Words, BeforeValidator(_by_place(1, 1))] = Field(default_factory=dict)
    joins: list[str] = Field(default_factory=list)
    fillers: list[str] = Field(default_factory=list)
    classifiers: list[str] = Field(default_factory=list)


class DatesModel(Strict):
    """How days are printed; see `rules.slots.Dates`."""

    order: list[Literal["month day", "day month", "year month day"]] = Field(min_length=1)
    day_endings: list[str] = Field(default_factory=list)
    before_day: list[str] = Field(default_factory=list)
    between: list[str] = Field(default_factory=list)
    through: list[str] = Field(default_factory=list)
    year_endings: list[str] = Field(default_factory=list)
    relative: dict[str, int] = Field(default_factory=dict)
    following: list[str] = Field(default_factory=list)
    preceding: list[str] = Field(default_factory=list)
    lasting: list[str] = Field(default_factory=list)


class QualifierModel(Strict):
    before: list[str] = Field(default_factory=list)
    after: list[str] = Field(default_factory=list)


class CueModel(Strict):
    """Words that change how a statement near them is meant, as in the ConText algorithm.

    `direction`: the cue stands `before` or `after` what it bears on, at most `within` words away, with none of the
    `stops` in between, and with `clause: true` no comma either.
    """

    category: Literal["negation", "hypothetical", "hedged", "planned", "past", "partial"]
    direction: Literal["before", "after"]
    within: int = 8
    clause: bool = False
    cues: Phrases
    stops: list[str] = Field(default_factory=list)


class AttributionModel(Strict):
    """Words that name a source: `leads` stand before it (`according to X`), `verbs` behind it, with a comma or quote
    (`..., X said`), `trails` right behind it (`Xによると`), `inverted` before it (`..., a dit X`).

    Those of the whole text: `labels` with a colon before it (`Source: X`), `credits` at the head of a short sentence
    (`This was reported by X`)."""

    leads: list[str] = Field(default_factory=list)
    verbs: list[str] = Field(default_factory=list)
    trails: list[str] = Field(default_factory=list)
    inverted: list[str] = Field(default_factory=list)
    labels: list[str] = Field(default_factory=list)
    credits: list[str] = Field(default_factory=list)


class AmountsModel(Strict):
    """Words of money and percentages; see `rules.amounts.Amounts`."""

    currencies: dict[str, list[str]]
    scales: dict[str, int]
    percent: list[str]
    points: list[str]
    basis_points: list[str]
    fractions: dict[str, float]
    minus: list[str]
    and_a_half: list[str]


def _as_weeks(value: Any) -> Any:
    """A bare list of names is one or more weeks in order, Monday first."""
    if isinstance(value, list) and all(isinstance(name, str) for name in value) and len(value) % 7 == 0:
        return [value[day::7] for day in range(7)] if value else []
    return value


_Character = Annotated[str, Field(min_length=1, max_length=1)]


class LanguageModel(Strict):
    """One language's lexicon: numbers, calendar, and how things are said."""

    language: str
    words: Literal["apart", "elided", "together"] = "apart"
    variants: dict[_Character, str] = Field(default_factory=dict)
    numbers: NumbersModel
    months: list[list[str]] = Field(min_length=12, max_length=12)
    weekdays: Annotated[list[list[str]], BeforeValidator(_as_weeks)] = Field(default_factory=list)
    dates: DatesModel
    coordination: list[str] = Field(min_length=1)
    gap_stops: list[str] = Field(default_factory=list)
    asides: list[str] = Field(default_factory=list)
    qualifiers: dict[Literal["about", "more_than", "at_least", "less_than", "at_most"], QualifierModel]
    cues: list[CueModel] = Field(default_factory=list)
    attribution: AttributionModel = AttributionModel()
    corrections: Phrases | None = None
    furniture: Phrases | None = None
    amounts: AmountsModel | None = None
    terms: bool = False

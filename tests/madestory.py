"""A made-up story of a harbour: seven sources, two of them one voice, every mark, every kind of date, two moves."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from monitor.model import Dated, Evidence, Observation, Story, Telling, ToldVersion, Version
from monitor.story import sketch, tell_story
from monitor.text import read

NOW = datetime(2024, 3, 20, 6, 30, tzinfo=UTC)
TITLES = {
    "berths": "Berths of the harbour",
    "state": "State of the plan",
    "opening": "Day of opening",
    "critics": "Critics of the plan",
    "cost": "Cost",
    "builder": "Builder",
}
TYPES = {
    "berths": "count",
    "state": "status",
    "opening": "date_range",
    "critics": "list",
    "cost": "count",
    "builder": "name",
}
LONG_NAME = "The Inland and Upper Valley Evening Intelligencer"
LONG_VALUE = "Hafenbauunternehmungsgesellschaftsverwaltungsgemeinschaft and Daughters of the Northern Quay"
COPIED = (
    "The council met behind closed doors for most of the afternoon. Fishermen waited outside with their nets over their "
    "shoulders. A clerk read out the decision in one breath. Nobody on the quay had expected so much applause. The "
    "ferry company will have to move its old pier by autumn."
)


def say(fact: str, value: object, sentence: str, quote: str, **more: object) -> Observation:
    """An observation that is found, with its sentence."""
    start = sentence.index(quote)
    evidence = Evidence(str(more.pop("where", "text")), quote, start, start + len(quote), sentence)
    return Observation(fact, "found", f"harbour/{fact}", "sha256:00", value, evidence=evidence, **more)  # type: ignore[arg-type]


def berths(count: int, words: str | None = None, qualifier: str = "exact", **more: object) -> Observation:
    words = words or f"{count} berths"
    sentence = f"The new harbour will have {words}, the council said after its meeting."
    return say("berths", count, sentence, words, qualifier=qualifier, modality="asserted", **more)


def state(value: str, words: str, **more: object) -> Observation:
    return say(
        "state", value, f"The plan {words}, as far as anybody on the quay can tell.", words, modality="asserted", **more
    )


def telling(
    number: int, name: str, dates: tuple[str | None, ...], facts: list[dict], text: str | None = None, **more
) -> Telling:
    """A source with a version for each of `facts`; `dates` are those of its page, the first of publication."""
    history, since, before = [], {}, {}
    for place, (date, found) in enumerate(zip(dates, facts, strict=True)):
        at = NOW - timedelta(days=9 - 2 * place, minutes=number)
        on = (
            Dated(date, "modified" if place else "published")
            if date
            else Dated(at.isoformat(), "changed" if place else "first_seen")
        )
        stated = {each.fact: each for each in found}
        since |= {fact: on for fact in stated if place and stated[fact] != before.get(fact)}
        history.append(ToldVersion(place + 1, at, on, stated))
        before = stated
    version = Version(
        len(facts), history[-1].at, f"Harbour, as {name} has it", dates[0], None, more.pop("language", "en")
    )
    url = str(more.pop("url", f"https://www.{name.lower().replace(' ', '-')}.example/harbour"))
    known = sketch(read(f"<article><p>{text}</p></article>".encode())) if text else None
    return Telling(
        number, name, url, version, before, history[0].dated, since, known, more.pop("trouble", None), tuple(history)
    )


def story() -> Story:
    """The story as reports show it."""
    critics = say("critics", ("fishermen", "greens"), "Fishermen and greens object.", "Fishermen and greens")
    few = say("critics", ("fishermen",), "Critics such as the fishermen object.", "the fishermen", partial=True)
    builder = say("builder", LONG_VALUE, f"The quay is built by {LONG_VALUE} alone.", LONG_VALUE)
    unclear = Observation("cost", "ambiguous", "harbour/cost", "sha256:00", values=(3, 4))
    told = [
        telling(
            1,
            "Daily Sun",
            ("2024-03-04",),
            [[berths(15, "about fifteen berths", "about"), state("planned", "is being drawn up"), critics]],
        ),
        telling(
            2,
            "Hill Ledger",
            ("2024-03-06", "2024-03-15"),
            [
                [berths(15), state("planned", "is being drawn up"), unclear],
                [berths(16, attribution="Coast Wire"), state("on_hold", "is on hold"), unclear],
            ],
        ),
        telling(
            3,
            "Coast Wire",
            ("2024-03-12",),
            [[berths(16), say("opening", "07-11", "Ships may enter on 11 July.", "11 July"), few]],
            COPIED,
        ),
        telling(4, "Quay Mirror", (None,), [[berths(16)]], COPIED + " Bread was sold."),
        telling(
            5,
            "港の新聞",
            ("2024-03",),
            [[berths(16), say("opening", "07-11/07-12", "開港は7月11日と12日。", "7月11日と12日")]],
            language="ja",
        ),
        telling(
            6,
            "North Star",
            (None, None),
            [[berths(15), say("builder", "Lund", "Lund builds it.", "Lund", where="caption")], []],
            trouble="unreadable: consent wall",
        ),
        telling(7, LONG_NAME, ("2024-03-14",), [[berths(18), builder]], url=f"https://{'inland' * 9}.example/"),
    ]
    return tell_story("harbour", told, TITLES, TYPES)


def large(sources: int = 200, facts: int = 50, seed: int = 7) -> Story:
    """A story of many sources, a third of whose facts are disputed; some change their mind."""
    chance = random.Random(seed)
    values = {
        f"f{n}": [chance.randint(3, 40) for _ in range(chance.choice((2, 3, 12)) if n % 3 == 0 else 1)]
        for n in range(facts)
    }
    start = datetime(2023, 3, 1, tzinfo=UTC)

    def stated(fact: str, value: int) -> Observation:
        sentence = (
            f"People who know the harbour well said on Monday that the pier has {value} berths, as counted in {fact}."
        )
        return say(fact, value, sentence, f"{value} berths", qualifier="exact", modality="asserted")

    told = []
    for number in range(1, sources + 1):
        first = start + timedelta(days=chance.random() * 400)
        history: list[ToldVersion] = []
        found: dict[str, Observation] = {}
        for place in range(chance.choice((1, 1, 1, 2, 3))):
            at = first + timedelta(days=20 * place)
            changed = {
                f: stated(f, chance.choice(own))
                for f, own in values.items()
                if chance.random() < (0.3 if place else 0.85)
            }
            found = found | changed
            published = number % 4 and not place
            on = (
                Dated(at.date().isoformat(), "published")
                if published
                else Dated(at.isoformat(), "changed" if place else "first_seen")
            )
            history.append(ToldVersion(place + 1, at, on, found))
        since = {}
        for fact, observation in found.items():
            for version in reversed(history):
                if version.facts.get(fact) != observation:
                    break
                since[fact] = version.dated
        latest = Version(len(history), history[-1].at, f"Harbour {number}", None, None, "en")
        url = f"https://outlet{number}.example/harbour"
        told.append(
            Telling(
                number,
                f"Outlet {number:03d} Gazette",
                url,
                latest,
                found,
                history[0].dated,
                since,
                history=tuple(history),
            )
        )
    return tell_story(
        "harbour", told, {fact: f"Berths of pier {fact[1:]}" for fact in values}, dict.fromkeys(values, "count")
    )

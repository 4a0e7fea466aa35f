"""A story of 200 sources and 50 facts: how long its table takes, and what a change in it costs the check."""

from __future__ import annotations

import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.model import (
    Capture,
    Document,
    Evidence,
    FactChange,
    Finding,
    Observation,
    Outcome,
    OutcomeKind,
    Period,
    Source,
    Value,
)
from monitor.outcome import means, reading_key
from monitor.report import facts_text
from monitor.resources import lexicons
from monitor.rules import Rulebook, load
from monitor.store import ReadBy, Store
from monitor.story import sketch, tell_story

SOURCES, FACTS, CHANGES = 200, 50, 40
START = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
TYPES = ("count", "name", "status", "list", "date", "period")


def main() -> str:
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "rules").mkdir()
        (path / "rules" / "many.yaml").write_text(_pack(), encoding="utf-8")
        rulebook = load({"rules/many.yaml": _pack()}, lexicons())
        texts = _texts(chance)
        with Store.open(path / "monitor.db") as store:
            sources = [
                store.track(Source(0, f"https://s{n}.example/a", f"source-{n}", story="many"), START)
                for n in range(SOURCES)
            ]
            for source, text in zip(sources, texts, strict=True):
                _commit(store, rulebook, source, text, _facts(rulebook, chance), {})
            commits = _commits(store, rulebook, sources, texts)

            def reads(source: Source) -> ReadBy:
                return _reads(rulebook, source)

            tellings, unread = store.tellings(sources, reads)
            assert not unread
            load_ms = _best(lambda: store.tellings(sources, reads))
        story = tell_story("many", tellings, rulebook.titles, rulebook.types)
        tell_ms = _best(lambda: tell_story("many", tellings, rulebook.titles, rulebook.types))
        plain = [replace(telling, sketch=None) for telling in tellings]
        rows_ms = _best(lambda: tell_story("many", plain, rulebook.titles, rulebook.types))
        text_ms = _best(lambda: facts_text([story]))
        shown = facts_text([story])
        rows = [
            ("`monitor facts --story`, the whole process", _command(path)),
            ("the same with `--json`", _command(path, "--json")),
            ("the same with `--csv`", _command(path, "--csv")),
            ("reading 10,000 observations and 200 sketches from the store", load_ms),
            ("comparing them: table, marks, groups", rows_ms),
            ("telling voices among 200 texts", tell_ms - rows_ms),
            ("the table as text", text_ms),
            ("commit of a version with one changed fact, no story", commits[0]),
            ("commit of a version with one changed fact in this story", commits[1]),
            ("commit of a version without a changed fact in this story", commits[2]),
        ]
        voices = len(story.voices)
    table = "\n".join(f"| {what} | {ms:.0f} |" for what, ms in rows)
    return (
        f"`python -m benchmarks story`: {SOURCES} sources of one story, {FACTS} facts each, texts of 400 words, a\n"
        f"third of them copies of others ({voices} voices found); the text has {shown.count(chr(10))} lines.\n"
        f"Median of {CHANGES} commits, best of five runs for the rest.\n\n| | CPU ms |\n|---|--:|\n{table}"
    )


def _pack() -> str:
    facts = "".join(
        f"  - id: fact_{n}\n    title: Fact {n}\n    type: {TYPES[n % len(TYPES)]}\n    {_phrases(n)}\n"
        for n in range(FACTS)
    )
    return f"id: many\ntitle: Many\nfacts:\n{facts}"


def _phrases(n: int) -> str:
    word = f"thing{n}"
    match TYPES[n % len(TYPES)]:
        case "status":
            return f'values: {{open: ["{word} is open"], shut: ["{word} is shut"]}}'
        case "list":
            return f'phrases: ["{word} has {{item}}"]\n    items: {{red: [red], blue: [blue], green: [green]}}'
        case "name":
            return f'phrases: ["{word} is called {{item}}"]\n    items: {{Ann: [Ann], Ben: [Ben]}}'
        case "date":
            return f'phrases: ["{word} on {{date}}"]'
        case "period":
            return f'phrases: ["{word} for {{period}}"]'
    return f'phrases: ["{{count}} {word}"]'


def _facts(rulebook: Rulebook, chance: random.Random) -> dict[str, Observation]:
    """What a source says: of each fact one of a few values, some of them hedged or left out."""
    choices: dict[str, Sequence[Value]] = {
        "count": (15, 16, 20, 150),
        "name": ("Ann", "Ben", "Ann Example"),
        "status": ("open", "shut"),
        "list": (("blue",), ("blue", "red"), ("green", "red")),
        "date": ("2026-02-11", "02-11", "02-11/02-12"),
        "period": (Period(4), Period(4, 2023, 2026), Period(None, 2023, 2027)),
    }
    found = {}
    for fact, type_ in rulebook.types.items():
        if chance.random() < 0.1:
            continue
        value = chance.choices(choices[type_], weights=range(len(choices[type_]), 0, -1))[0]
        hedge = chance.choice(["exact", "exact", "about", "at_least"]) if type_ == "count" else None
        found[fact] = _observation(rulebook, fact, value, hedge)
    return found


def _observation(rulebook: Rulebook, fact: str, value: Value, qualifier: str | None) -> Observation:
    quote = f"the words that say {value}"
    sentence = f"There stand, in a sentence of some length that people read as proof, {quote}, and then it ends."
    evidence = Evidence("text", quote, 66, 66 + len(quote), sentence)
    digest = rulebook.packs[0].digest
    return Observation(
        fact, "found", f"many/{fact}", digest, value=value, qualifier=qualifier, modality="asserted", evidence=evidence
    )  # type: ignore[arg-type]


def _texts(chance: random.Random) -> list[str]:
    """Texts of 400 made-up words; every third is a copy of one before it, cut or with a paragraph added."""
    words = ["".join(chance.choices("aeioubcdfglmnprst", k=chance.randint(3, 9))) for _ in range(3000)]
    texts: list[str] = []
    for n in range(SOURCES):
        if n % 3 == 2:
            copied = texts[chance.randrange(n)].split(". ")
            texts.append(". ".join(copied[: len(copied) * 3 // 4]) + ". " + _sentences(words, chance, 4))
        else:
            texts.append(_sentences(words, chance, 25))
    return texts


def _sentences(words: Sequence[str], chance: random.Random, count: int) -> str:
    return ". ".join(" ".join(chance.choices(words, k=16)).capitalize() for _ in range(count)) + "."


def _reads(rulebook: Rulebook, source: Source) -> ReadBy:
    return ReadBy({pack.id: pack.digest for pack in rulebook.packs}, reading_key(source.profile))


def _commit(
    store: Store,
    rulebook: Rulebook,
    source: Source,
    text: str,
    facts: dict[str, Observation],
    before: dict[str, Observation],
) -> float:
    """Stores a version and gives the milliseconds that the commit took."""
    [claim] = store.claim(START, 1, HOUR, only=[source.id])
    number = (claim.latest or 0) + 1
    changes = tuple(
        FactChange(fact, rulebook.titles[fact], "revised", before[fact], facts[fact])
        for fact in facts
        if fact in before and facts[fact] != before[fact]
    )
    kind = OutcomeKind.CHANGED if claim.latest else OutcomeKind.FIRST
    document = Document(text=text, title=f"Text of {source.name}")
    outcome = Outcome(kind, None, claim.latest, number, source.url, changes)
    now = START + number * HOUR
    reply = Capture(source.url, source.url, 200, (), f"{number} {text}".encode(), now, now)
    finding = Finding(outcome, document, facts, sketch=sketch(document))
    begun = time.process_time()
    store.commit(
        claim,
        reply,
        finding,
        now,
        now,
        reading_key=reading_key(source.profile),
        rulebook_digests=_reads(rulebook, source).digests,
        reads=lambda each: _reads(rulebook, each),
        decide=lambda story, found: means(story, found, rulebook),
    )
    return (time.process_time() - begun) * 1000


def _commits(
    store: Store, rulebook: Rulebook, sources: Sequence[Source], texts: Sequence[str]
) -> tuple[float, float, float]:
    """Milliseconds of a commit with a changed fact without and with the story, and of one without a changed fact."""
    chance = random.Random(8)
    took: tuple[list[float], ...] = ([], [], [])
    for n, source in enumerate(sources[:CHANGES]):
        for story, changed, times in ((None, True, took[0]), ("many", True, took[1]), ("many", False, took[2])):
            edited = store.edit(replace(source, story=story))
            [before] = [telling.facts for telling in store.tellings([edited], lambda each: _reads(rulebook, each))[0]]
            facts = dict(before)
            if changed:
                facts["fact_0"] = _observation(rulebook, "fact_0", chance.choice((15, 16, 17, 20)) + n, "exact")
            times.append(_commit(store, rulebook, edited, texts[n], facts, dict(before)))
    return tuple(statistics.median(times) for times in took)  # type: ignore[return-value]


def _best(work: Callable[[], object]) -> float:
    """The best of five runs, in milliseconds of CPU."""
    times = []
    for _ in range(5):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times) * 1000


def _command(path: Path, *options: str) -> float:
    """CPU of `monitor facts` as people run it, its start included; the best of five runs."""
    command = [sys.executable, "-m", "monitor", "--store", str(path / "monitor.db"), "--rules", str(path / "rules")]
    times = []
    for _ in range(5):
        before = _spent()
        subprocess.run(
            [*command, "facts", "--story", "many", *options], check=True, capture_output=True, env=dict(os.environ)
        )
        times.append(_spent() - before)
    return min(times) * 1000


def _spent() -> float:
    """Seconds of CPU of all processes that this one has started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

"""Reading rules: loading, the first article of a process, later ones, and large packs over a long article."""

from __future__ import annotations

import gc
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

from benchmarks.facts import CORPUS, SECOND, read, rulebook
from benchmarks.pages import WORDS, sentence
from monitor import resources, rulecache
from monitor.facts import extract
from monitor.facts.selftest import document
from monitor.model import Document
from monitor.rules import Rulebook, load

COLD = """
import gc, time
begin = time.process_time()
from benchmarks.facts import CORPUS, rulebook, read, facts_of
imported = time.process_time()
book = rulebook()
gc.collect()
loaded = time.process_time()
article = next(read(CORPUS))[1]
begin_extract = time.process_time()
facts_of(book, article)
print(loaded - imported, time.process_time() - begin_extract)
"""
ROUNDS = 5


def cold() -> tuple[float, float]:
    """CPU seconds of a new process: loading the pack, and the first article. The best of some processes."""
    runs = []
    for _ in range(ROUNDS):
        done = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True)
        runs.append(tuple(float(part) for part in done.stdout.split()))
    return min(run[0] for run in runs), min(run[1] for run in runs)


def cached() -> float:
    """CPU seconds to load all packs that come with the program once they have been compiled before."""
    packs, lexicons = resources.packs(), resources.lexicons()
    best = float("inf")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        for _ in range(ROUNDS):
            begin = time.process_time()
            rulecache.load(packs, lexicons)
            best = min(best, time.process_time() - begin)
    return best


def unseen(book: Rulebook, documents: list[Document]) -> float:
    """CPU seconds an article that the process reads for the first time."""
    begin = time.process_time()
    for doc in documents:
        extract(doc, book)
    return (time.process_time() - begin) / len(documents)


def warm(book: Rulebook, documents: list[Document], rounds: int = 8) -> float:
    """CPU seconds an article that was read before, the best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        begin = time.process_time()
        for doc in documents:
            extract(doc, book)
        best = min(best, (time.process_time() - begin) / len(documents))
    return best


def tested() -> float:
    """CPU seconds of a new process that runs the tests of all packs that come with the program, nothing kept before."""
    best = float("inf")
    for _ in range(2):
        with tempfile.TemporaryDirectory() as folder:
            begin = resource.getrusage(resource.RUSAGE_CHILDREN)
            command = [sys.executable, "-m", "monitor", "rules", "test"]
            subprocess.run(command, capture_output=True, check=True, env={**os.environ, "XDG_CACHE_HOME": folder})
            end = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, end.ru_utime + end.ru_stime - begin.ru_utime - begin.ru_stime)
    return best


def generated(count: int, firing: int) -> tuple[float, float, float]:
    """CPU seconds to load a pack of `count` counts, of which `firing` match, and to read an article of 5 KB with it,
    for the first time and again."""
    rng = random.Random(count)
    facts = []
    for number in range(count):
        made = "".join(rng.choices("abcdefghijklmnoprstuvwz", k=7))
        noun = WORDS[number % len(WORDS)] if number < firing else f"{made} {rng.choice(WORDS)}"
        facts.append(
            f"  - id: fact_{number}\n    title: Fact {number}\n    type: count\n"
            f'    phrases: ["{{count}} [new|old] {noun}", "{noun} ...4 (of|for) {{count}}"]\n'
        )
    pack = "id: made\ntitle: Made\nfacts:\n" + "".join(facts)
    begin = time.process_time()
    book = load({"made.yaml": pack}, resources.lexicons())
    gc.collect()  # put off while rules are read, and due soon after
    loading = time.process_time() - begin
    text = ""
    while len(text) < 5000:
        text += sentence(rng, rng.randint(10, 99)) + " "
    page = document(text)
    return loading, unseen(book, [page]), warm(book, [page], 30)


def main() -> str:
    loading, first = cold()
    documents = [document(a["text"], a["title"], a["published"]) for _, a in read(CORPUS)]
    later = [document(a["text"], a["title"], a["published"]) for _, a in read(SECOND)]
    many, fifty = generated(1000, 0), generated(50, 50)
    book = rulebook()
    new = unseen(book, documents), unseen(book, later)
    each = warm(book, documents)
    size = sum(len(doc.text) for doc in documents) / len(documents)
    return "\n".join(
        [
            "`python -m benchmarks rules`: CPU time, the best of some runs. The pack is `rules/nato-japan.yaml`; an",
            f"article of the corpus has {size:.0f} characters. The generated packs read a made-up article of 5 KB.",
            "",
            "| | CPU ms |",
            "|---|--:|",
            f"| new process: load the pack | {1000 * loading:.0f} |",
            f"| all packs, read by an earlier run: load | {1000 * cached():.0f} |",
            f"| new process: `monitor rules test` | {1000 * tested():.0f} |",
            f"| new process: the first article | {1000 * first:.0f} |",
            f"| each of {len(documents)} articles, read for the first time by one process | {1000 * new[0]:.0f} |",
            f"| each of {len(later)} more, after them | {1000 * new[1]:.0f} |",
            f"| an article that has been read before | {1000 * each:.1f} |",
            f"| 1,000 generated rules: load | {1000 * many[0]:.0f} |",
            f"| 1,000 generated rules: the article, for the first time | {1000 * many[1]:.1f} |",
            f"| 1,000 generated rules: the article again | {1000 * many[2]:.1f} |",
            f"| 50 rules that fire: the article, for the first time | {1000 * fifty[1]:.1f} |",
            f"| 50 rules that fire: the article again | {1000 * fifty[2]:.1f} |",
        ]
    )


if __name__ == "__main__":
    print(main())

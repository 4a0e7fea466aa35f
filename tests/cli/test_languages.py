"""A page in a language that no pack in use has words for is told, and read in vain; one in a pack's language is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]

GERMAN = "Der Hafen wird zwölf neue Liegeplätze haben, sagte der Bürgermeister, und die Stadt wird das nicht bezahlen. "
JAPANESE = "港には新しく十二の桟橋ができると市長が述べた。市は費用を払わない。工事は来年の春に始まる予定だ。"
BLOCK = """
translations:
  ja:
    facts: {berth_count: {phrases: "{count} の 桟橋"}}
    tests:
      - {text: 港に十二の桟橋ができる。, expect: {berth_count: 12}}
      - {text: 港に十二日に着く。, expect: {berth_count: absent}}
"""


def page(name: str, text: str) -> str:
    """A page of several paragraphs whose template says that it is in English."""
    body = "".join(f"<p>{text * 3}{number}</p>" for number in range(5))
    Path(name).write_text(f"<html lang=en><title>Hafen</title><article><h1>Hafen</h1>{body}</article></html>", "utf-8")
    return name


def test_a_language_without_words_is_told(run: Run) -> None:
    """On stderr, by its code; `--explain` tells it with the rest."""
    done = run("extract", "--json", page("de.html", GERMAN))
    assert json.loads(done.stdout)["documents"][0]["facts"] == {}
    assert "de.html: in language `de`; no rule pack in use has words for it" in done.stderr
    assert "language de" in run("extract", "--explain", "de.html").stdout
    explained = run("rules", "explain", "berth_count", "de.html").stdout
    assert "the page is in `de`; this fact is worded in `en`" in explained


def test_a_block_makes_it_readable(run: Run) -> None:
    """The same pack with a block for the language: its tests run, the page is read, the quote is in the original."""
    with Path("rules/harbour.yaml").open("a", encoding="utf-8") as file:
        file.write(BLOCK)
    assert run("rules", "test").exit_code == 0
    done = run("extract", "--json", page("ja.html", JAPANESE))
    document = json.loads(done.stdout)["documents"][0]
    assert document["language"] == "ja"
    assert document["facts"]["berth_count"]["value"] == 12
    assert document["facts"]["berth_count"]["evidence"]["quote"] == "十二の桟橋"
    assert "no rule pack" not in done.stderr

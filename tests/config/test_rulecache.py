"""Compiled rules are kept between runs, and never used when they are not those of today."""

from __future__ import annotations

import os
import pickle
import time
import zlib
from pathlib import Path

import pytest

from monitor import resources, rulecache, rules
from monitor.errors import RuleError
from monitor.facts import extract
from monitor.facts.selftest import document

PACK = "id: a\ntitle: A\nfacts:\n  - {id: ships, title: Ships, type: count, phrases: '{count} ships'}\n"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of this test alone."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "monitor"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts how often rules are really compiled."""
    counted: list[int] = []
    real = rules.load
    monkeypatch.setattr(rules, "load", lambda *args: counted.append(1) or real(*args))
    return counted


def load(pack: str = PACK) -> rules.Rulebook:
    return rulecache.load({"a.yaml": pack}, resources.lexicons())


def test_the_second_run_compiles_nothing(cache: Path, made: list[int]) -> None:
    """And reads the same facts."""
    first, second = load(), load()
    assert len(made) == 1
    assert second.digest == first.digest
    page = document("They have about a dozen ships.")
    assert extract(page, second) == extract(page, first) != {}


def test_an_edit_is_seen(cache: Path, made: list[int]) -> None:
    """A changed rule file or lexicon is another rulebook; going back finds the first one again."""
    load()
    assert load(PACK.replace("ships'", "boats'")).digest != load().digest
    assert len(made) == 2
    lexicons = resources.lexicons()
    rulecache.load({"a.yaml": PACK}, {**lexicons, "en.yaml": lexicons["en.yaml"] + "# edited\n"})
    assert len(made) == 3


def test_edited_code_is_seen_whatever_its_date(
    cache: Path, made: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that is to be reproducible gives all files one date, and an edit may leave the size as it was."""
    code = tmp_path / "code.py"
    monkeypatch.setattr(rulecache, "_code", lambda: [code])
    for text in ("GAP = 5", "GAP = 6"):
        code.write_text(text)
        os.utime(code, (0, 0))
        load()
    assert len(made) == 2


def test_all_that_makes_a_rulebook_is_in_its_digest() -> None:
    """Phrases are folded as pages are: by another module than those of the rules."""
    assert {"load.py", "phrase.py", "letters.py"} <= {file.name for file in rulecache._code() if file.is_file()}


def test_faults_are_told_each_time(cache: Path) -> None:
    """A pack that does not load is not kept."""
    for _ in range(2):
        with pytest.raises(RuleError, match="unknown key `titel`"):
            load(PACK.replace("title: A", "titel: A"))
    assert not cache.exists()


@pytest.mark.parametrize(
    "damage", [b"", b"no pickle", zlib.compress(pickle.dumps({"a": 1})), zlib.compress(b"cos\nsystem_\n(S'x'\ntR.")]
)
def test_a_damaged_file_is_made_anew(cache: Path, made: list[int], damage: bytes) -> None:
    """Cut off, garbage, or something else: the rules are compiled, and the file is good again."""
    load()
    [file] = cache.iterdir()
    file.write_bytes(damage)
    assert load().packs
    assert len(made) == 2
    load()
    assert len(made) == 2


@pytest.mark.parametrize("mode", [0o770, 0o777])
def test_a_folder_that_others_may_write_to_is_not_used(cache: Path, made: list[int], mode: int) -> None:
    """Whoever writes there could run code as the user."""
    load()
    cache.chmod(mode)
    load()
    assert len(made) == 2


def test_a_file_of_somebody_else_is_not_used(cache: Path, made: list[int]) -> None:
    """Nor one that others may write to."""
    load()
    [file] = cache.iterdir()
    file.chmod(0o666)
    load()
    assert len(made) == 2


def test_without_a_place_to_keep_it(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache that can't be made is done without: a file stands in its place, or there is no home."""
    cache.write_text("")
    assert load().packs
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    assert load().packs


def test_old_ones_make_room(cache: Path) -> None:
    """As many stay as are kept, the ones that were used last."""
    for number in range(rulecache.KEPT + 3):
        load(PACK.replace("ships'", f"ships{number}'"))
        os.utime(max(cache.iterdir(), key=lambda file: file.stat().st_mtime_ns), (number, number))
    assert len(list(cache.iterdir())) == rulecache.KEPT


def test_it_is_worth_it(cache: Path) -> None:
    """From the cache the packs that come along take a small part of the time."""
    packs, lexicons = resources.packs(), resources.lexicons()
    times = []
    for _ in range(3):
        begin = time.process_time()
        rulecache.load(packs, lexicons)
        times.append(time.process_time() - begin)
    assert min(times[1:]) < times[0] / 4

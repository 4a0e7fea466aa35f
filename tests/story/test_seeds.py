"""Five collected articles, tracked over loopback and then changed in one fact each: the report names just that."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the collected articles are not here")

CHANGED = {  # article: what is replaced, by what; the fact that changes with it, from what to what
    "000": (r"\b15( key)?( areas)", r"18\1\2", "area_count", 15, 18),
    "001": (r"signed in 2014", "signed in 2018", "predecessor_year", 2014, 2018),
    "002": (r"\b16 areas", "18 areas", "area_count", 16, 18),
    "003": (r"Vilnius", "Madrid", "summit_place", "Vilnius", "Madrid"),
    "004": (r"2023-26", "2023-27", "term_years", {"start": 2023, "end": 2026}, {"start": 2023, "end": 2027}),
}


def test_changed_copies(monitor: Any, site: Any) -> None:
    """Each changed copy gives its one changed fact, from what to what; the report names these facts and no other."""
    texts = {file.name[:3]: file.read_text("utf-8") for file in sorted(SEEDS.glob("0*.txt"))}
    assert set(texts) == set(CHANGED)
    names = {site.url(f"/{name}.txt"): name for name in texts}
    for name, text in texts.items():
        site.pages[f"/{name}.txt"] = text

    def check(code: int) -> dict[str, Any]:
        done = monitor("check", "--json", *names, site=site)
        assert done.returncode == code, done.stdout + done.stderr
        return {names[result["url"]]: result for result in json.loads(done.stdout)["results"]}

    assert {name: result["outcome"] for name, result in check(0).items()} == dict.fromkeys(texts, "first")
    assert {name: result["outcome"] for name, result in check(0).items()} == dict.fromkeys(texts, "unchanged")

    for name, (pattern, replacement, *_) in CHANGED.items():
        changed, count = re.subn(pattern, replacement, texts[name], flags=re.IGNORECASE)
        assert count, name
        site.pages[f"/{name}.txt"] = changed
    found = {
        name: [
            (change["fact"], change["old"] and change["old"].get("value"), change["new"] and change["new"].get("value"))
            for change in result["changes"]
        ]
        for name, result in check(1).items()
    }
    assert found == {name: [tuple(expected)] for name, (_, _, *expected) in CHANGED.items()}

    report = json.loads(monitor("report", "--since", "1h", "--format", "json", site=site).stdout)
    rows = [change["fact"] for result in report["results"] for change in result["changes"]]
    assert sorted(rows) == sorted(fact for _, _, fact, *_ in CHANGED.values())

    told = monitor("report", "--since", "1h", site=site).stdout
    assert sorted(re.findall(r"(?m)^  (\S.* -> .*)$", told)) == [
        "Areas of cooperation: 16 -> 18",
        "Areas of cooperation: about 15 (planned) -> about 18 (planned)",
        "Place of the summit: Vilnius -> Madrid",
        "Term of the programme: 2023-2026 -> 2023-2027",
        "Year of the programme before: 2014 -> 2018",
    ]

"""Rule packs in a few lines, and the lexicons that travel with the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from monitor import resources
from monitor.rules import Rulebook, load

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def lexicons() -> dict[str, str]:
    return resources.lexicons()


@pytest.fixture(scope="session")
def make(lexicons: dict[str, str]) -> Callable[..., Rulebook]:
    """A rulebook of one pack: its facts as YAML, with other top-level keys in front."""

    def build(facts: str, head: str = "") -> Rulebook:
        return load({"pack.yaml": f"id: pack\ntitle: Pack\n{head}\nfacts:\n{facts}"}, lexicons)

    return build


@pytest.fixture(scope="session")
def nato(lexicons: dict[str, str]) -> Rulebook:
    """The pack that comes with the program."""
    paths = resources.rule_paths(ROOT / "rules/nato-japan.yaml")
    return load({f"rules/{path.name}": path.read_text(encoding="utf-8") for path in paths}, lexicons)

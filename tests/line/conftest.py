"""The rule pack of the line's tests, loaded once."""

import pytest
from articles import PACK

from monitor.resources import lexicons
from monitor.rules import Rulebook, load


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load({"harbour.yaml": PACK}, lexicons())

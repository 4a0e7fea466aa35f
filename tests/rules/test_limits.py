"""A rule file that would fill any memory is refused in words, and soon."""

import time

import pytest

from monitor.errors import RuleError
from monitor.resources import lexicons
from monitor.rules import load

HEAD = "id: bomb\ntitle: Bomb\nfacts: []\n"
LAUGHS = HEAD + "l0: &l0 [x]\n" + "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 9))


@pytest.mark.parametrize(
    ("text", "words"), [(LAUGHS, "more than 100,000 entries"), (HEAD + "#" * 1_000_000, "split the pack")]
)
def test_a_bomb_is_refused(text: str, words: str) -> None:
    """Nine to the power of eight entries by aliases; a file of a megabyte."""
    begun = time.monotonic()
    with pytest.raises(RuleError, match=words):
        load({"bomb.yaml": text}, lexicons())
    assert time.monotonic() - begun < 30, "it hung"

"""A first look at a story's table."""

from datetime import UTC, datetime

from monitor.model import Observation, Telling, Version
from monitor.story import dated, tell_story

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_a_small_table() -> None:
    """Two say 15, one 16."""

    def telling(i: int, value: int) -> Telling:
        version = Version(1, NOW, "T", None, None, None)
        seen = Observation("n", "found", "p/n", "d", value=value, qualifier="exact", modality="asserted")
        return Telling(i, f"s{i}", f"https://s{i}.example/", version, {"n": seen}, dated(version))

    story = tell_story("s", [telling(1, 15), telling(2, 15), telling(3, 16)], {"n": "Number"}, {"n": "count"})
    (row,) = story.rows
    assert [cell.marks for cell in row.cells] == [("disagrees",), ("disagrees",), ("disagrees", "alone")]

"""Contract: sources are tracked, edited, removed and found. Only verbs of the store are used."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from monitor.errors import UnknownSource, UsageError
from monitor.model import Profile, Source

FULL = Source(
    0, "https://gazette.example/1?a=é", "Gazette «1»", "harbour", ("p1", "p2"), "0 6 * * 1 Europe/Berlin",
    Profile(("article", "main"), (".ad",)), (("X-Key", "a"), ("X-Key", "b")), "env:KEY", "http://proxy.example:1",
    False, True,
)  # fmt: skip


def test_a_source_comes_back_as_it_went_in(desk: Any) -> None:
    """Every setting survives, and only id and time are added."""
    tracked = desk.store.track(FULL, desk.now)
    assert tracked == replace(FULL, id=tracked.id, added_at=desk.now)
    assert desk.store.sources() == [tracked]


@pytest.mark.parametrize("robots", [None, True, False])
def test_robots_has_three_states(desk: Any, robots: bool | None) -> None:
    """Not set differs from refused."""
    assert desk.track(robots=robots).robots is robots


def test_a_url_is_tracked_once(desk: Any) -> None:
    """The second time gives the first one, as it was."""
    first = desk.track("gazette")
    assert desk.track("other", url=first.url, every="5m") == first


def test_names_are_unique(desk: Any) -> None:
    """A taken name is refused, and the message says by whom."""
    desk.track("gazette")
    with pytest.raises(UsageError, match=r"gazette is taken by https://gazette\.example/1"):
        desk.track("gazette", url="https://else.example/")
    other = desk.track("other")
    with pytest.raises(UsageError, match="gazette is taken"):
        desk.store.edit(replace(other, name="gazette"))


def test_edit_changes_what_is_given(desk: Any) -> None:
    """The new settings are stored, and another source's URL is refused."""
    one, two = desk.track("one"), desk.track("two")
    changed = replace(FULL, id=one.id, added_at=one.added_at)
    assert desk.store.edit(changed) == changed == desk.store.find("Gazette «1»")
    with pytest.raises(UsageError, match="tracked already, as two"):
        desk.store.edit(replace(changed, url=two.url))
    with pytest.raises(UnknownSource, match="99"):
        desk.store.edit(replace(changed, id=99))


@pytest.mark.parametrize(
    "edit",
    [
        {"profile": Profile(ignore=(".ad",))},
        {"packs": ("p",)},
        {"headers": (("X", "y"),)},
        {"credentials": "env:K"},
        {"url": "https://moved.example/"},
    ],
)
def test_another_way_of_reading_asks_for_a_body(desk: Any, edit: dict[str, Any]) -> None:
    """A 304 would say nothing about the new profile, so the validators go, and it is due at once."""
    source = desk.track()
    desk.read(source, b"one", headers={"etag": '"1"', "last_modified": "then"})
    desk.store.edit(replace(source, name="renamed"))
    assert desk.claim(source).etag == '"1"'
    desk.store.edit(replace(source, **edit))
    desk.now += timedelta(hours=2)
    claim = desk.claim(source)
    assert (claim.etag, claim.last_modified) == (None, None)


def test_another_interval_takes_effect_at_once(desk: Any) -> None:
    """A source that was due in an hour is due now; one that was only renamed is not."""
    source = desk.track()
    desk.read(source, b"one")
    desk.now -= timedelta(minutes=30)
    desk.store.edit(replace(source, name="renamed"))
    assert desk.store.claim(desk.now, 9, timedelta(hours=1)) == []
    desk.store.edit(replace(source, every="5m"))
    assert [claim.source.id for claim in desk.store.claim(desk.now, 9, timedelta(hours=1))] == [source.id]


def test_a_removed_source_keeps_its_history(desk: Any) -> None:
    """It is neither listed, found, searched nor claimed; tracked again, it goes on with its versions."""
    source = desk.track()
    desk.read(source, b"harbour")
    desk.store.remove(source.id, desk.now)
    assert desk.store.sources() == []
    assert desk.store.search("harbour") == []
    assert desk.store.claim(desk.now, 9, timedelta(hours=1), only=[source.id]) == []
    with pytest.raises(UnknownSource):
        desk.store.find("gazette")
    assert [version.number for version in desk.store.versions(source.id)] == [1]
    assert desk.track(every="9m") == replace(source, every="9m")
    assert desk.claim(source).latest == 1


def test_a_removed_source_frees_its_name(desk: Any) -> None:
    """Another may have it; then the removed one can't come back under it."""
    source = desk.track("gazette")
    desk.store.remove(source.id, desk.now)
    desk.track("gazette", url="https://else.example/")
    with pytest.raises(UsageError, match="taken by https://else"):
        desk.track("gazette")
    assert desk.track("back", url=source.url).id == source.id


def test_remove_needs_a_source(desk: Any) -> None:
    """An unknown id is an error."""
    with pytest.raises(UnknownSource, match="7"):
        desk.store.remove(7, desk.now)


def test_find_by_name_id_and_url(desk: Any) -> None:
    """A name is tried first, so that one made of digits can be used."""
    one, two = desk.track("one"), desk.track("1", url="https://two.example/")
    assert desk.store.find("one") == desk.store.find(one.url) == one
    assert desk.store.find("1") == two
    assert desk.store.find(str(two.id)) == two


@pytest.mark.parametrize("ref", ["gazete", "nothing like it", "9" * 40, "²", "", "\x00"])
def test_what_is_not_found_is_explained(desk: Any, ref: str) -> None:
    """Near names are offered; odd input is no crash."""
    desk.track("gazette")
    with pytest.raises(UnknownSource, match="did you mean gazette" if ref == "gazete" else "no source"):
        desk.store.find(ref)


def test_sources_of_a_story(desk: Any) -> None:
    """Only that story's, in the order in which they came."""
    desk.track("c", story="harbour")
    desk.track("b")
    desk.track("a", story="harbour")
    assert [source.name for source in desk.store.sources("harbour")] == ["c", "a"]
    assert [source.name for source in desk.store.sources("Harbour")] == ["c", "a"]
    with pytest.raises(UsageError, match="no source belongs to the story habour; did you mean harbour"):
        desk.store.sources("habour")
    with pytest.raises(UsageError, match="no source belongs to the story none; there is harbour"):
        desk.store.results(story="none")


def test_a_removed_source_is_found_on_request(desk: Any) -> None:
    """Its history can be asked for; a tracked one of the same name comes first."""
    old = desk.track("gazette", url="https://old.example/")
    desk.store.remove(old.id, desk.now)
    with pytest.raises(UnknownSource, match=r"monitor add https://old\.example/ --name gazette` tracks it again"):
        desk.store.find("gazette")
    found = desk.store.find("gazette", removed=True)
    assert (found.id, found.removed_at) == (old.id, desk.now)
    new = desk.track("gazette", url="https://new.example/")
    assert desk.store.find("gazette", removed=True) == new


def test_an_interval_may_follow_the_settings(desk: Any) -> None:
    """None is kept as it is, and can be set again."""
    source = desk.track("gazette")
    assert desk.store.find("gazette").every is None
    assert desk.store.edit(replace(source, every="5m")).every == "5m"
    assert desk.store.edit(source).every is None


def test_many_are_added_updated_or_left(desk: Any) -> None:
    """The same list twice does nothing the second time; what the list does not name stays."""
    kept = desk.track("kept")
    batch = [replace(FULL, url=f"https://many.example/{n}", name=f"n{n}") for n in range(5)]
    assert desk.store.track_many(batch, desk.now) == (5, 0, 0)
    assert desk.store.track_many(batch, desk.now) == (0, 0, 5)
    batch[2] = replace(batch[2], every="5m")
    assert desk.store.track_many(iter(batch), desk.now) == (0, 1, 4)
    assert desk.store.sources()[0] == kept
    assert [replace(source, id=0, added_at=None) for source in desk.store.sources()[1:]] == batch
    assert len(desk.store.claim(desk.now, 99, timedelta(hours=1), only=range(99))) == 6


def test_many_bring_removed_ones_back(desk: Any) -> None:
    """A removed source counts as added, is due, and has its history."""
    source = desk.track()
    desk.read(source, b"one")
    desk.store.remove(source.id, desk.now)
    assert desk.store.track_many([Source(0, source.url, "gazette")], desk.now) == (1, 0, 0)
    assert [claim.latest for claim in desk.store.claim(desk.now, 9, timedelta(hours=1))] == [1]


def test_many_may_swap_names_but_not_share_one(desk: Any) -> None:
    """Names only need to be unique in the end; a clash writes nothing."""
    one, two = desk.track("one"), desk.track("two")
    swapped = [replace(one, name="two"), replace(two, name="one"), Source(0, "https://new.example/", "new")]
    assert desk.store.track_many(swapped, desk.now) == (1, 2, 0)
    before = desk.store.sources()
    for clash in (
        [Source(0, "https://x.example/", "x"), Source(0, "https://y.example/", "x")],
        [Source(0, "https://x.example/", "x"), Source(0, "https://y.example/", "new")],
    ):
        with pytest.raises(UsageError, match="the name"):
            desk.store.track_many(clash, desk.now)
        assert desk.store.sources() == before


def test_of_a_url_given_twice_the_last_counts(desk: Any) -> None:
    """One source comes of it."""
    url = "https://x.example/"
    assert desk.store.track_many([Source(0, url, "a"), Source(0, url, "b")], desk.now) == (1, 0, 0)
    assert [source.name for source in desk.store.sources()] == ["b"]

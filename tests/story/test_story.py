"""The installed `monitor` command through a whole story, over real HTTP, with a real store."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path
from typing import Any

from monitor import resources

PATH = "/2023/07/programme.html"
NOTICE = """<!doctype html><html lang="en"><head><title>Your privacy</title></head><body><div role="dialog">
<h1>We value your privacy</h1><p>We and our 212 partners store cookies on your device. To read on, accept all cookies or
manage your preferences. You can withdraw consent at any time.</p><button>Accept all</button> <button>Manage</button>
</div></body></html>"""


def article(count: str = "about fifteen", advert: str = "Fares from 19", staff: str = "a small team") -> str:
    """A page of a made-up newspaper with one fact, one sentence and one advertisement to set."""
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Partners in print | The Dunmere Gazette</title>
<meta property="article:published_time" content="2023-07-11T08:00:00+00:00"></head>
<body><header><nav><a href="/">Home</a> <a href="/world">World</a></nav></header>
<main><article><h1>Partners in print</h1>
<p>The programme that NATO and Japan have worked on since winter has {count} areas of cooperation, among them cyber
defence, shipping and the honest use of new technology.</p>
<p>It bears the name Individually Tailored Partnership Programme (ITPP), and its authors would like it to be judged by
what ships, laboratories and ministries do with it.</p>
<p>On the Japanese side {staff} in the foreign ministry looks after the calendar, and hopes that nobody calls on Sundays.</p>
<aside class="ad">{advert}</aside>
<p>Asked whether the paper would change anything, a retired admiral said that paper never does, but that people who have
promised something in writing tend to answer the telephone sooner.</p>
</article></main><footer><p>The Dunmere Gazette, est. 1902</p></footer></body></html>"""


class Story:
    """Runs commands on one site and store, and says what was wrong when an exit code is not the expected one."""

    def __init__(self, monitor: Any, site: Any) -> None:
        self.monitor = monitor
        self.site = site

    def run(self, *args: object, code: int = 0) -> str:
        done = self.monitor(*args, site=self.site)
        assert done.returncode == code, f"{args}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        return str(done.stdout)

    def check(self, code: int) -> dict[str, Any]:
        """Checks everything and gives the only result, after a look at the figures around it."""
        data = json.loads(self.run("check", "--json", code=code))
        assert data["schema"] == 1
        assert data["checked"] == len(data["results"]) == 1
        (result,) = data["results"]
        assert data["changed"] == (result["outcome"] == "changed")
        assert data["failed"] == (result["outcome"] in ("failed", "unreadable", "gone"))
        return dict(result)


def versions(result: dict[str, Any]) -> tuple[Any, ...]:
    return result["outcome"], result["from_version"], result["to_version"]


def test_a_whole_story(monitor: Any, site: Any, tmp_path: Path) -> None:
    """From `init` to `remove`: every outcome that a page's life brings, and what each command says of it."""
    story = Story(monitor, site)
    url = site.url(PATH)
    site.pages[PATH] = article()

    story.run("init")
    assert (tmp_path / "monitor.toml").exists()
    for name, text in resources.packs().items():  # an analyst puts ready packs beside the starter's
        (tmp_path / "rules" / name).write_text(text, encoding="utf-8")
    story.run("add", url, "--name", "gazette", "--story", "programme", "--every", "30m")
    assert "gazette" in story.run("list")

    # seen for the first time, then the same page with other noise, then the very same bytes
    first = story.check(0)
    assert versions(first) == ("first", None, 1)
    assert (first["source"], first["url"], first["detail"]) == ("gazette", url, None)
    assert first["changes"] == []
    site.pages[PATH] = article(advert="Fares from 29")
    assert versions(story.check(0)) == ("unchanged", 1, 1)
    assert versions(story.check(0)) == ("unchanged", 1, 1)
    assert site.requests[-1].headers.get("if-none-match")

    # a fact changes
    site.pages[PATH] = article("16", advert="Fares from 39")
    changed = story.check(1)
    assert versions(changed) == ("changed", 1, 2)
    (change,) = changed["changes"]
    assert (change["fact"], change["kind"]) == ("area_count", "revised")
    assert (change["old"]["value"], change["old"]["qualifier"]) == (15, "about")
    assert (change["new"]["value"], change["new"]["qualifier"]) == (16, "exact")
    assert "16" in change["new"]["evidence"]["quote"]
    assert changed["text"] == {"added": 0, "removed": 0, "edited": 1, "moved": 0}

    # the page goes, hides, fails, and comes back as it was; none of that is a change, nor a new baseline
    site.pages[PATH] = site.Response(404, {"Content-Type": "text/html"}, b"<h1>Not here</h1>")
    assert versions(story.check(2)) == ("gone", 2, None)
    site.pages[PATH] = NOTICE
    wall = story.check(2)
    assert (*versions(wall), wall["detail"]) == ("unreadable", 2, None, "consent wall")
    site.pages[PATH] = site.Response(403)
    assert versions(story.check(2)) == ("failed", 2, None)
    site.pages[PATH] = article("16", advert="Fares from 49")
    assert versions(story.check(0)) == ("unchanged", 2, 2)

    # the text changes, no fact
    site.pages[PATH] = article("16", staff="a team of young people")
    edited = story.check(1)
    assert versions(edited) == ("changed", 2, 3)
    assert edited["changes"] == []
    assert edited["text"] == {"added": 0, "removed": 0, "edited": 1, "moved": 0}

    # what was stored can be looked at
    log = story.run("log", "gazette")
    assert "gone" in log
    assert "consent wall" in log
    data = json.loads(story.run("log", "--json"))
    assert data["schema"] == 1
    between = json.loads(story.run("diff", "gazette@1..2", "--json", code=1))
    assert "area_count" in json.dumps(between)
    assert json.loads(story.run("diff", "gazette@2..2", "--json"))["schema"] == 1
    assert "about 15" in story.run("diff", "gazette@1..2", code=1)
    story.run("diff", "gazette", code=1)
    assert "about fifteen areas" in story.run("show", "gazette@1", "--text")
    assert "16 areas" in story.run("show", "gazette", "--text")
    assert story.run("show", "gazette@1", "--raw") == article()
    assert "Areas of cooperation" in story.run("show", "gazette", "--facts")
    assert "etag" in story.run("show", "gazette", "--headers").lower()
    assert "16" in story.run("facts", "--story", "programme")
    rows = list(csv.reader(io.StringIO(story.run("facts", "--csv"))))
    assert any("gazette" in cell for cell in rows[0])
    assert json.loads(story.run("facts", "--json"))["schema"] == 1
    report = story.run("report", "--since", "1h")
    assert "Areas of cooperation: about 15 -> 16" in report
    assert "<html" in story.run("report", "--since", "1h", "--format", "html")
    assert json.loads(story.run("report", "--since", "1h", "--format", "json"))

    # the list of sources goes out and comes in again
    listed = story.run("export")
    assert url in listed
    (tmp_path / "sources.csv").write_text(listed, encoding="utf-8")
    story.run("import", "sources.csv")
    assert story.run("export") == listed

    story.run("remove", "gazette")
    assert "gazette" not in story.run("list")
    story.run("show", "gazette", code=2)


def test_the_store_after_a_story_is_whole(monitor: Any, site: Any, tmp_path: Path) -> None:
    """SQLite's own checks find nothing, and every unreadable capture's body was kept as evidence."""
    story = Story(monitor, site)
    site.pages[PATH] = article()
    story.run("check", site.url(PATH))
    site.pages[PATH] = NOTICE
    story.run("check", site.url(PATH), code=2)
    connection = sqlite3.connect(tmp_path / "snapshots" / "monitor.db")
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT count(*) FROM captures").fetchone() == (2,)
        assert connection.execute("SELECT count(*) FROM versions").fetchone() == (1,)
    finally:
        connection.close()


def test_one_bad_source_never_stops_the_others(monitor: Any, site: Any, refused_port: int) -> None:
    """Unknown host, refused connection, 500 and a good page in one run: each gets its own outcome."""
    story = Story(monitor, site)
    site.pages[PATH] = article()
    site.pages["/broken"] = site.Response(500)
    done = monitor(
        "check",
        "--json",
        "http://nowhere.invalid/a",
        f"http://127.0.0.1:{refused_port}/a",
        site.url("/broken"),
        site.url(PATH),
        MONITOR_ALLOW_PRIVATE_HOSTS="1",
        MONITOR_PER_HOST_DELAY="0",
    )
    assert done.returncode == 2, done.stderr
    data = json.loads(done.stdout)
    assert [result["outcome"] for result in data["results"]] == ["failed", "failed", "failed", "first"]
    assert (data["checked"], data["changed"], data["failed"]) == (4, 0, 3)
    assert all(result["detail"] for result in data["results"][:3])
    assert site.asked(PATH) == 1
    assert story.run("log").count("failed") == 3

"""`monitor demo`: its pages, its expectations, and the whole of it as a new user runs it."""

from __future__ import annotations

import gzip
import http.client
import json
import logging
import re
import shlex
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from monitor.cli.demo import new_folder, program
from monitor.cli.demosite import DemoSite, load_demo
from monitor.errors import UsageError

DEMO = load_demo()
PAGES = [(source.name, number, page) for source in DEMO.sources for number, page in enumerate(source.pages, 1)]
SHARED = Path(__file__).parents[3] / "shared"
NAMES = ["log", "facts", "show", "diff"]
"""The commands that a demo closes with."""
VOID = {"meta", "link", "br", "hr", "img", "input"}


class Nesting(HTMLParser):
    """Notes every end tag that does not close the innermost open element."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")


@pytest.mark.parametrize(("name", "number", "page"), PAGES)
def test_pages_are_well_formed(name: str, number: int, page: bytes) -> None:
    """Every element is closed in order, and embedded JSON is JSON."""
    text = page.decode("utf-8")
    nesting = Nesting()
    nesting.feed(text)
    nesting.close()
    assert nesting.faults == []
    assert nesting.open == []
    for script in LexborHTMLParser(text).css("script[type='application/ld+json']"):
        assert "@context" in json.loads(script.text())


@pytest.mark.parametrize("source", DEMO.sources, ids=lambda source: source.name)
def test_every_round_brings_noise(source) -> None:  # type: ignore[no-untyped-def]
    """No two rounds serve the same bytes, but for the one page that is to answer 304."""
    same = [one == other for one, other in pairwise(source.pages)]
    assert same == [False, False, source.name == "lanternbay-courier"]


def test_each_article_has_six_to_twelve_paragraphs() -> None:
    """They read like articles, not like test strings."""
    for name, number, page in PAGES:
        if (name, number) == ("lanternbay-courier", 2):
            continue
        paragraphs = [p for p in LexborHTMLParser(page).css("p, li") if len(p.text()) > 60]
        assert 6 <= len(paragraphs) <= 12, (name, number)


def test_every_round_expects_something_of_every_source() -> None:
    """A source that the expectations forget would go unchecked."""
    names = {source.name for source in DEMO.sources}
    assert len(DEMO.rounds) == len(DEMO.expected) == 4
    assert all(set(round_) == names for round_ in DEMO.expected)
    assert all(len(source.pages) == len(DEMO.rounds) for source in DEMO.sources)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collected articles are not here")
def test_no_wording_of_others() -> None:
    """No nine words in a row of the pages' prose stand in a collected article or page history."""
    theirs = {}
    for file in [*SHARED.glob("seeds/*.txt"), *SHARED.glob("histories/*/*.html")]:
        prose = words(re.sub(r"<[^>]*>", " ", file.read_text("utf-8", errors="replace")))
        theirs |= {tuple(prose[i : i + 9]): file for i in range(len(prose) - 8)}
    assert theirs
    for name, number, page in PAGES:
        ours = words(re.sub(r"(?s)<head>.*?</head>|<[^>]*>", " ", page.decode()))
        found = [" ".join(ours[i : i + 9]) for i in range(len(ours) - 8) if tuple(ours[i : i + 9]) in theirs]
        assert not found, (name, number)


def get(site: DemoSite, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(site.host, timeout=10)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read()
    finally:
        connection.close()


def test_the_site_serves_the_current_round() -> None:
    """The page of the round, gzip for those who ask, 304 for those who have it, 404 for the rest."""
    source = DEMO.sources[0]
    with DemoSite(DEMO.sources) as site:
        status, headers, body = get(site, source.path)
        assert (status, body) == (200, source.pages[0])
        tag = headers["ETag"]
        assert get(site, source.path, If_None_Match=tag)[0] == 304
        status, headers, body = get(site, source.path, Accept_Encoding="gzip")
        assert headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(body) == source.pages[0]
        site.round = 1
        status, headers, body = get(site, source.path, If_None_Match=tag)
        assert (status, body) == (200, source.pages[1])
        assert get(site, "/robots.txt")[0] == 200
        assert get(site, "/")[0] == 404
        host = site.host
    with pytest.raises(ConnectionRefusedError):
        http.client.HTTPConnection(host, timeout=1).connect()


def test_the_whole_demo(monitor, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """In an empty folder it ends well, leaves store and report, and the commands that it names work there."""
    done = monitor("demo")
    assert done.returncode == 0, done.stdout + done.stderr
    folder = tmp_path / "monitor-demo"
    assert {"monitor.db", "report.html"} <= {file.name for file in folder.iterdir()}
    assert [file.name for file in tmp_path.iterdir()] == ["monitor-demo"]
    out = done.stdout
    assert "about 15 -> 16" in out
    assert "consent wall" in out
    assert out.index("Round 1 of 4") < out.index("Round 4 of 4") < out.index("The store:")
    report = (folder / "report.html").read_text("utf-8")
    for told in ("Areas of cooperation", "on hold", "Strategic objectives", "consent wall", "lately on the navy too"):
        assert told in report
    assert done.stderr == ""

    after = out.split("  cd monitor-demo\n")[1].split("\n\n")[0]
    assert (folder / "rules" / "nato-japan.yaml").is_file()
    lines = [shlex.split(line, comments=True) for line in after.splitlines()]
    commands = [line[line.index(next(each for each in NAMES if each in line)) :] for line in lines]
    assert [command[0] for command in commands] == NAMES
    assert "exit code 1" in next(line for line in after.splitlines() if " diff " in line)
    tells = {"log": "consent wall", "diff": "about 15 -> 16", "show": "about 15", "facts": "on hold"}
    for line, command in zip(lines, commands, strict=True):
        again = subprocess.run(line, cwd=folder, capture_output=True, text=True, timeout=60)
        assert again.returncode == (1 if command[0] == "diff" else 0), (line, again.stderr)
        assert tells[command[0]] in again.stdout, line


def test_rules_of_the_working_folder_do_not_reach_into_the_demo(monitor, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Beside somebody's own rules the demo's closing commands still show its facts."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "mine.yaml").write_text(
        "id: mine\ntitle: Mine\nfacts: [{id: boats, title: Boats, type: count, phrases: ['{count} boats']}]\n"
    )
    assert monitor("demo").returncode == 0
    shown = subprocess.run(
        [Path(sys.executable).with_name("monitor"), "facts", "--story", "nato-japan"],
        cwd=tmp_path / "monitor-demo", capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert "on hold" in shown.stdout, shown.stderr


def test_how_the_program_is_called(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By its name where that finds it, else by its whole path: the commands are typed in another folder."""
    file = tmp_path / "bin" / "monitor"
    file.parent.mkdir()
    file.write_text("#!/bin/sh\n")
    file.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["bin/monitor"])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert program() == str(file)
    monkeypatch.setenv("PATH", str(file.parent))
    assert program() == "monitor"
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "monitor" / "__main__.py")])
    assert program().endswith(" -m monitor")


def test_an_earlier_demo_is_kept(monitor, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """A second run takes a new folder and leaves the first as it was."""
    assert monitor("demo", "look").returncode == 0
    before = {file: file.read_bytes() for file in (tmp_path / "look").rglob("*") if file.is_file()}
    assert monitor("demo", "look").returncode == 0
    assert {file: file.read_bytes() for file in (tmp_path / "look").rglob("*") if file.is_file()} == before
    assert (tmp_path / "look-2" / "report.html").exists()


def test_a_foreign_folder_is_refused(monitor, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Somebody's files are not mixed with the demo's: usage error, nothing written."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    done = monitor("demo", "mine")
    assert done.returncode == 2
    assert "thesis.txt" in done.stderr
    assert "Traceback" not in done.stderr
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_folder_that_can_not_be_made(tmp_path: Path) -> None:
    """A file in the way is named."""
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="file: is a file"):
        new_folder(tmp_path / "file")
    with pytest.raises(UsageError, match="can't be used"):
        new_folder(tmp_path / "file" / "below")


def test_the_demo_notices_a_wrong_result(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With an expectation that does not hold it says which, and ends with 1."""
    from click.testing import CliRunner

    from monitor.cli import demo as command
    from monitor.cli import demosite

    wrong = json.loads(json.dumps(DEMO.expected))
    wrong[1]["corvane-press"]["changes"][0]["new"]["value"] = 17
    changed = demosite.Demo(DEMO.story, DEMO.about, DEMO.sources, DEMO.rounds, tuple(wrong))
    monkeypatch.setattr(demosite, "load_demo", lambda: changed)
    log = logging.getLogger("monitor")  # the command sets it up for a whole process
    for name in ("handlers", "propagate", "level"):
        monkeypatch.setattr(log, name, getattr(log, name))
    done = CliRunner().invoke(command.demo, [str(tmp_path / "demo")])
    assert done.exit_code == 1, done.output
    assert "round 2, corvane-press: changes is" in done.stderr
    assert done.stderr.count("round ") == 1

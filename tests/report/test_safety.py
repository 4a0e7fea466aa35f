"""What a page prints can't steer the reader's terminal, page, spreadsheet or template."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2.exceptions import SecurityError, UndefinedError

from monitor.model import (
    Dated,
    Evidence,
    FactChange,
    Observation,
    Outcome,
    OutcomeKind,
    Result,
    Source,
    Statement,
    StoryEvent,
    Telling,
    TextDiff,
    TextEdit,
    ToldVersion,
    Version,
    WordMark,
)
from monitor.report import (
    change_text,
    diff_text_report,
    dump_json,
    facts_csv,
    facts_text,
    log_text,
    render,
    timelines_text,
)
from monitor.report.safe import html_environment, neutralise, safe_url, text_environment
from monitor.story import dated, tell_story

HOSTILE = "<script>alert(1)</script>\x1b[31m\x07\x9b2J\u202eevil\u2066\n-> {{ 7*7 }}{% raw %}\r\x00\ud800</style>'\"&"


def result(text, url="https://a.example/", kind=OutcomeKind.CHANGED):
    seen = Observation(
        "f", "found", "p/f", text, text, evidence=Evidence(text, text, 0, 1, f"so {text} it is"), attribution=text
    )
    other = Observation("f", "found", "p/f", text, 1, evidence=Evidence("text", "x", 0, 1, text))
    changes = (FactChange("f", text, "revised", other, seen), FactChange("g", text, "attributed", seen, other))
    edits = TextDiff(
        (
            TextEdit("edited", "title", text, text + "!", (WordMark("same", text), WordMark("added", "!"))),
            TextEdit("added", "item", new=text),
        )
    )
    source = Source(1, url, text, story=text)
    outcome = Outcome(
        kind, text, 1, 2, url, changes if kind == "changed" else (), edits if kind == "changed" else TextDiff()
    )
    return source, outcome, Version(1, NOW, text, text, text, text)


NOW = datetime(2023, 7, 13, 6, 30, tzinfo=UTC)


def every_kind(text, url="https://a.example/"):
    out = []
    for kind in OutcomeKind:
        source, outcome, version = result(text, url, kind)
        out.append(Result(source, outcome, NOW, version, version))
    source, outcome, version = result(text, url)
    plain = Outcome(OutcomeKind.CHANGED, None, 1, 2, url, (), outcome.text)
    seen = outcome.changes[0].new
    said = Statement(text, url, 1, Dated(text, "changed"), seen)
    shifts = (StoryEvent("story.disagrees", text, "h", text, seen, seen, (said,), 3),)
    return [*out, Result(source, plain, NOW, version, version), Result(source, outcome, NOW, version, version, shifts)]


def told(name, url, facts, titles):
    """One source of a story, with a history."""
    version = Version(1, NOW, None, None, None, None)
    history = (ToldVersion(1, NOW, dated(version), facts),)
    return [tell_story(name, [Telling(1, name, url, version, facts, dated(version), history=history)], titles, {})]


def texts(all_results, templates):
    changed = next(each for each in all_results if each.outcome.changes)
    name = changed.source.name
    stories = told(name, changed.source.url, {"f": changed.outcome.changes[0].new}, {"f": name})
    yield render(all_results, "text", templates=templates, now=NOW)
    yield diff_text_report(name, name, changed.outcome.changes, changed.outcome.text, templates=templates)
    yield facts_text(stories)
    yield facts_text([replace(story, columns=story.columns * 9) for story in stories])
    yield timelines_text(stories)
    yield log_text([Line(each) for each in all_results])
    yield dump_json({"text": name})
    yield render(all_results, "json", templates=templates, now=NOW)


class Line:
    """A log entry as the store gives it."""

    def __init__(self, each):
        self.at, self.source, self.kind, self.detail = (
            each.checked_at,
            each.source,
            each.outcome.kind,
            each.outcome.detail,
        )
        self.silent, self.reverts_to, self.outside = each.outcome.silent, each.outcome.reverts_to, each.outcome.outside
        self.version, self.changes, self.text, self.status = 2, each.outcome.changes, each.outcome.text, 200


BAD = {"Cc", "Cs", "Zl", "Zp"}
OVERRIDES = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def assert_clean(text):
    assert not [c for c in text if (unicodedata.category(c) in BAD and c != "\n") or c in OVERRIDES]
    text.encode("utf-8")


class Page(HTMLParser):
    """Collects tags, attributes and links of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.links = set(), set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value for name, value in attrs if name in ("href", "src")}


def test_terminal(templates):
    """No control character, override or line break of a page reaches text or JSON, in whatever field it stands."""
    for text in texts(every_kind(HOSTILE), templates):
        assert_clean(text)
    lines = render(every_kind(HOSTILE), "text", templates=templates, now=NOW).splitlines()
    assert not [line for line in lines if line.startswith("->")]


def test_html(templates, results, now):
    """Page text never becomes a tag or an attribute; the page loads nothing and runs nothing."""
    honest = Page(render(every_kind("x"), "html", templates=templates, now=NOW))
    hostile_text = render(every_kind(HOSTILE), "html", templates=templates, now=NOW)
    hostile = Page(hostile_text)
    assert (hostile.tags, hostile.attributes, hostile.links) == (honest.tags, honest.attributes, honest.links)
    assert not hostile.tags & {"script", "img", "link", "iframe", "form"}
    assert "{{ 7*7 }}" in hostile_text
    assert_clean(hostile_text)
    assert "default-src 'none'" in render(results, "html", templates=templates, now=now)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT://a/%0aalert(1)", "//x", "http://[", ""]
)
def test_links(url, templates):
    """Only http and https addresses are links."""
    assert safe_url(url) is None
    page = Page(render(every_kind("x", url), "html", templates=templates, now=NOW))
    assert page.links == set()


def test_no_credentials_in_links():
    """User and password of an address are not shown on."""
    assert safe_url("https://me:secret@a.example/x?y=1#z") == "https://a.example/x?y=1#z"


def test_colour(results, templates, now):
    """Colour only when asked for, beside the marks and never from the page."""
    plain = render(results, "text", templates=templates, now=now)
    colored = render(results, "text", templates=templates, now=now, color=True)
    assert "\x1b[32m{+16+}\x1b[0m" in colored
    for code in ("\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[2m", "\x1b[0m"):
        colored = colored.replace(code, "")
    assert colored == plain
    hostile = render(every_kind("\x1b[5mx"), "text", templates=templates, now=NOW, color=True)
    assert "\x1b[5m" not in hostile


@pytest.mark.parametrize("start", ["=1+1", "+cmd", "-cmd", "@x", "\t=1", "＝1"])
def test_csv(start):
    """A spreadsheet reads no cell as a formula; numbers stay numbers."""
    seen = Observation("f", "found", "p/f", "d", start)
    number = Observation("g", "found", "p/g", "d", -5)
    text = facts_csv(told(start, "https://a.example", {"f": seen, "g": number}, {"f": start, "g": "N"}))
    rows = list(csv.reader(io.StringIO(text)))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t")) or cell == "-cmd"]
    assert rows[2][:3] == ["g", "N", "-5"]


def test_sandbox():
    """A template can print and nothing else; a name that it misspells is an error."""
    for environment in (text_environment({}), html_environment({})):
        with pytest.raises(SecurityError):
            environment.from_string("{{ ''.__class__.__mro__ }}").render()
        with pytest.raises(UndefinedError):
            environment.from_string("{{ reprot }}").render()


def test_what_stays():
    """Ordinary text of any script, with its direction marks and emoji, is left alone."""
    for text in ("Ça va – “oui”", "東京の事務所", "שלום\u200f!", "👩\u200d🚀", "a\u00a0b".replace("\u00a0", " ")):
        assert neutralise(text) == text
    assert neutralise("a\tb\nc") == "a b c"
    assert neutralise("\x1b") == "<U+001B>"


def test_json_keeps_what_the_page_says():
    """Escapes in JSON change how it prints, not what it says."""
    assert json.loads(dump_json({"t": "\x9b\u202e\x1b東"})) == {"t": "\x9b\u202e\x1b東"}
    assert "東" in dump_json({"t": "東"})


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(st.characters(), max_size=30))
def test_any_text(templates, text):
    """Whatever a page, a name or a title holds, every form renders, prints and stays in its place."""
    everything = every_kind(text)
    for out in texts(everything, templates):
        assert_clean(out)
    page = Page(render(everything, "html", templates=templates, now=NOW))
    assert page.links <= {"https://a.example/"}
    json.loads(render(everything, "json", templates=templates, now=NOW))
    assert change_text(everything[1].outcome.changes[0])

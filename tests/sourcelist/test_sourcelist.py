"""Lists of sources: read, written, and every fault told with its line."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import ConfigError, UsageError
from monitor.model import Profile, Source
from monitor.schedule import parse_every
from monitor.sourcelist import KEYS, build, check_name, check_url, derive_name, dump, parse

FORMATS = ("csv", "opml", "yaml")


def read(text: str, form: str = "csv", **more: object) -> list[Source]:
    return parse(text, form, f"list.{form}", check_every=parse_every, **more)  # type: ignore[arg-type]


def faults(text: str, form: str = "csv", **more: object) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read(text, form, **more)
    return str(caught.value).splitlines()


# ---------------------------------------------------------------- round trips

_chars = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff")
_text = st.text(_chars, min_size=1, max_size=20).filter(lambda text: text == text.strip())
_names = _text.filter(
    lambda name: not name.isdecimal() and "://" not in name and not name.startswith("-") and "@" not in name
)
_header = st.tuples(
    st.from_regex(r"X-[A-Za-z0-9]{1,8}", fullmatch=True),
    st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=12),
)
_selectors = st.sampled_from(["main", "#ads, .share", "a[title='x; y']", 'p[title="#1"]', "div > p"])
_sources = st.builds(
    Source,
    id=st.just(0),
    url=st.integers(0, 10_000).map(lambda number: f"https://site{number % 7}.example/a?b={number}&c='\"<é>"),
    name=_names,
    story=st.none() | _text,
    packs=st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True), max_size=3).map(tuple),
    every=st.sampled_from([None, "30m", "6h", "1d", "0 6 * * 1-5 Europe/Berlin"]),
    profile=st.builds(
        Profile, st.lists(_selectors, max_size=2).map(tuple), st.lists(_selectors, max_size=2).map(tuple)
    ),
    headers=st.lists(_header, max_size=2).map(tuple),
    credentials=st.sampled_from([None, "env:SITE_LOGIN", "file:/run/secrets/a b"]),
    proxy=st.sampled_from([None, "http://proxy.example:3128"]),
    robots=st.sampled_from([None, True, False]),
    paused=st.booleans(),
)


@pytest.mark.parametrize("form", FORMATS)
@settings(deadline=None)
@given(st.lists(_sources, max_size=5, unique_by=(lambda source: source.url, lambda source: source.name)))
def test_what_is_written_is_read_back(form: str, sources: list[Source]):
    """dump and parse are inverses, for every key and any text."""
    assert read(dump(sources, form), form) == sources  # type: ignore[arg-type]


@pytest.mark.parametrize("form", FORMATS)
def test_importing_an_export_changes_nothing(form: str):
    """Over what is tracked, a list of just that gives it again."""
    sources = read("url,name,paused\nhttps://a.example/,one,true\nhttps://b.example/,two,\n")
    known = {source.url: source for source in sources}
    assert read(dump(sources, form), form, known=known) == sources  # type: ignore[arg-type]


# ---------------------------------------------------------------- what a list leaves out


def test_what_a_list_leaves_out_stays_as_it_is():
    """A column or cell that is not there does not reset what the user has set since."""
    tracked = Source(4, "https://a.example/x", "mine", "s", every="6h", profile=Profile(("main",)), paused=True)
    found = read("url,every,name\nhttps://a.example/x,1d,\n", known={tracked.url: tracked})
    assert found == [replace(tracked, id=0, every="1d")]


@pytest.mark.parametrize("form", FORMATS)
def test_a_source_without_an_interval_follows_the_settings(form: str):
    """None is no interval of its own, and is written as nothing."""
    found = read("https://a.example/x\n")
    assert found[0].every is None
    assert "every=" not in dump(found, form)  # type: ignore[arg-type]
    assert read(dump(found, form), form) == found  # type: ignore[arg-type]


def test_what_the_caller_finds_wrong_stands_among_the_faults():
    """With its line, in order."""
    with pytest.raises(ConfigError) as caught:
        read(
            "https://a.example/\nhttps://b.example/,12\nhttps://c.example/\n",
            problems=lambda source: ["no"] if source.url != "https://c.example/" else [],
        )
    assert [line.split(": ")[0] for line in str(caught.value).splitlines()] == ["list.csv:1", "list.csv:2"]
    assert str(caught.value).startswith("list.csv:1: no\n")


def test_names_are_derived_and_never_taken_twice():
    """Host without www., then numbers; names of tracked sources and of the list are left alone."""
    tracked = Source(1, "https://a.example/0", "a.example")
    found = read(
        "https://www.a.example/1\nhttps://a.example/2\nhttps://b.example/,a.example-2\n", known={tracked.url: tracked}
    )
    assert [source.name for source in found] == ["a.example-3", "a.example-4", "a.example-2"]


@pytest.mark.parametrize(
    "url", ["http://[::1]:80/x", "http://12345/", "http://www./", "https://www.Example.ORG:8080/x"]
)
def test_a_derived_name_can_be_a_name(url: str):
    """Addresses of any kind give a name that the command line can take."""
    check_name(derive_name(url, []))


@given(st.lists(st.sampled_from(["http://a.example/", "http://b.example/x"]), max_size=30))
def test_derived_names_are_unique(urls: list[str]):
    """However often one host comes."""
    taken: list[str] = []
    for url in urls:
        name = derive_name(url, taken)
        assert name not in taken
        taken.append(name)


# ---------------------------------------------------------------- CSV


def test_csv_takes_what_spreadsheets_write():
    """Semicolons, a byte order mark, Windows line ends, capital headings, quoted cells over several lines."""
    text = '\ufeffURL;Name;Ignore\r\nhttps://a.example/;one;"#ads\r\n.share"\r\n\r\n'
    assert read(text) == [Source(0, "https://a.example/", "one", profile=Profile(ignore=("#ads", ".share")))]


def test_csv_without_a_heading_is_a_list_of_urls():
    """A bare list of addresses, with comments, will do."""
    assert [source.url for source in read("# mine\nhttps://a.example/\n\nhttps://b.example/\n")] == [
        "https://a.example/",
        "https://b.example/",
    ]


def test_csv_faults_are_told_at_once_with_their_lines():
    """Lines are those of the file, also behind cells of several lines."""
    text = 'url,name,every,robots\nhttps://a.example/,"b\n",5x,\nftp://b.example/,12,1h,perhaps\n,x,,\nhttps://c.example/,y,,,,\n'
    assert faults(text) == [
        "list.csv:2: every: '5x' is no interval: write 30m, 6h, 1d or a crontab line such as '0 6 * * 1-5 Europe/Berlin'",
        "list.csv:4: url: 'ftp://b.example/': only http and https addresses can be watched, such as https://example.org/article",
        "list.csv:4: name: '12' can't be a name: a number alone is an id",
        "list.csv:4: robots: true or false, not 'perhaps'",
        "list.csv:5: url: is missing",
        "list.csv:6: 6 cells, but 4 columns; put cells that hold ',' into quotes",
    ]


def test_csv_columns_are_checked():
    """A misspelt column would be dropped silently otherwise."""
    assert faults("url,nmae\n") == ["list.csv:1: 'nmae' is no key of a source; did you mean name?"]
    assert faults("name,name\n") == [
        "list.csv:1: the column name stands twice",
        "list.csv:1: a column url is needed",
    ]


def test_csv_that_breaks_off_is_told():
    """An open quote at the end."""
    assert faults('url\n"https://a.example/\n')[0].startswith("list.csv:2: no CSV")


def test_repeated_lines_are_one_source_unless_they_differ():
    """The same again is skipped; another setting for the same URL is a fault."""
    text = "url,name,every\nhttps://a.example/,n,1h\nhttps://a.example/,n,1h\n"
    assert len(read(text)) == 1
    assert faults(text + "https://a.example/,n,2h\n") == [
        "list.csv:4: url: https://a.example/ stands on line 2 already, with other settings"
    ]


def test_names_are_unique_in_a_list_and_among_tracked_sources():
    """Both kinds of clash say where the other one is."""
    tracked = Source(1, "https://t.example/", "taken")
    text = "url,name\nhttps://a.example/,n\nhttps://b.example/,n\nhttps://c.example/,taken\n"
    assert faults(text, known={tracked.url: tracked}) == [
        "list.csv:3: name: 'n' stands on line 2 already; every source has a name of its own",
        "list.csv:4: name: 'taken' stands for https://t.example/ already; every source has a name of its own",
    ]


def test_a_hundred_thousand_lines_are_read_in_seconds():
    """Work grows with the lines, not with their square: the last tenth costs what the first did."""
    lines = [f"https://site{number % 3}.example/{number},,s,30m\n" for number in range(100_000)]
    begun = time.perf_counter()
    found = read("url,name,story,every\n" + "".join(lines))
    assert len({source.name for source in found}) == 100_000
    assert time.perf_counter() - begun < 30


# ---------------------------------------------------------------- OPML and YAML


def test_opml_groups_are_stories():
    """The text of the outline around is the story; other programs' attributes are left alone."""
    text = """<?xml version="1.0"?><opml version="2.0"><body>
      <outline text="Elections"><outline text="Paper" htmlUrl="https://a.example/" type="rss" xmlUrl="https://a.example/f"/>
      </outline><outline url="https://b.example/" text="https://b.example/" every="6h" packs="one two"/></body></opml>"""
    assert read(text, "opml") == [
        Source(0, "https://a.example/", "Paper", "Elections"),
        Source(0, "https://b.example/", "b.example", packs=("one", "two"), every="6h"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<rss/>", "list.opml:1: <rss> is not OPML"),
        (
            "<opml>\n<body><outline xmlUrl='https://a.example/f'/></body></opml>",
            "list.opml:2: https://a.example/f is a feed",
        ),
        ("<opml>\n<body>", "list.opml:2: no XML"),
        ("", "list.opml:1: no XML"),
        ("<!DOCTYPE o [<!ENTITY a 'b'>]><opml>&a;</opml>", "list.opml:1: a list must not define entities"),
        ("<!DOCTYPE o [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><opml>&a;</opml>", "must not define entities"),
    ],
)
def test_opml_that_is_none_is_told(text: str, words: str):
    """Broken, foreign or hostile XML is an error with a line, and reads no other file."""
    assert words in faults(text, "opml")[0]


def test_yaml_in_both_forms():
    """A bare list and one under `sources`; one text where a list may stand; headers as a mapping."""
    text = "- url: https://a.example/\n  name: one\n  ignore: .ad\n  headers: {X-A: b}\n  story:\n"
    wanted = [Source(0, "https://a.example/", "one", profile=Profile(ignore=(".ad",)), headers=(("X-A", "b"),))]
    assert read(text, "yaml") == wanted
    assert read("sources:\n" + text, "yaml") == wanted
    assert read("", "yaml") == read("sources:", "yaml") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- url: https://a.example/\n  evry: 1h", ["list.yaml:2: 'evry' is no key of a source; did you mean every?"]),
        ("- url: https://a.example/\n  name: 2023", ["list.yaml:2: name: a text is needed; put '2023' into quotes"]),
        ("- url: https://a.example/\n  url: x", ["list.yaml:2: url: stands twice"]),
        ("- https://a.example/", ["list.yaml:1: a source is written as keys: - url: https://example.org/article"]),
        (
            "- url: https://a.example/\n  include:\n    - main\n    - p[[\n  ignore: div >\n- url: https://b.example/",
            ["list.yaml:4: include: not a CSS selector", "list.yaml:5: ignore: not a CSS selector"],
        ),
        ("- url: https://a.example/\n  packs: [[x]]", ["list.yaml:2: packs: a list of texts is needed"]),
        ("sources: []\nmore: 1", ["list.yaml:2: only one list stands here, under sources"]),
        ("- url: [", ["list.yaml:1: no YAML"]),
        ("- url: https://a.example/\n-\tx: 1", ["list.yaml:2: "]),
        ("x", ["list.yaml:1: a list of sources is needed"]),
        ("- url: ftp://a\n  evry: 1\n- 7", ["list.yaml:1: url", "list.yaml:2: 'evry'", "list.yaml:3: a source"]),
        ("[" * 2_000, ["list.yaml:1: "]),
    ],
)
def test_yaml_faults_have_their_lines(text: str, words: list[str]):
    """Every fault at once, each with its line."""
    found = faults(text, "yaml")
    assert len(found) == len(words)
    assert all(fault.startswith(start) for fault, start in zip(found, words, strict=True)), found


@pytest.mark.parametrize("form", FORMATS)
@settings(deadline=None)
@given(text=st.text(max_size=60) | st.text("<>/opmlulie=\"'&;:-[]{}#,\n\t\0 ", max_size=60))
def test_no_text_breaks_the_reader(form: str, text: str):
    """Whatever a file holds: sources, or an error with its name."""
    try:
        read(text, form)
    except ConfigError as error:
        assert str(error).startswith(f"list.{form}:")  # noqa: PT017  # most texts raise, some need not


# ---------------------------------------------------------------- single values


@pytest.mark.parametrize(
    "url",
    ["example.org", "ftp://a.example/", "http://", "http://a b/", "http://a\n.example/", "http://a:99999/", "http://a:x/",
     "http://[::1/", "http://u:p@a.example/", "http://a:0/", "//a.example/"],
)  # fmt: skip
def test_what_is_no_address_of_a_page(url: str):
    """Malformed, another scheme, or with a password in it."""
    with pytest.raises(UsageError):
        check_url(url)


def test_a_password_in_a_url_is_not_repeated():
    """The error would end up in logs."""
    assert "hush" not in faults("https://u:hush@a.example/\n")[0]


@pytest.mark.parametrize("name", ["", " a", "12", "a@3", "a@1..2", "http://a", "-v", "a\nb"])
def test_what_can_be_no_name(name: str):
    """What the command line would take for an id, a version, a URL or an option."""
    with pytest.raises(UsageError):
        check_name(name)


@pytest.mark.parametrize("name", ["kyodo", "Größte Zeitung", "a@b", "2023 a", "新聞"])
def test_what_can_be_a_name(name: str):
    """Anything else, in any script."""
    check_name(name)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("credentials", "user:hush", "a reference is needed"),
        ("headers", ("Authorization: Bearer hush",), "holds a secret"),
        ("headers", ("no header",), "write Name: value"),
        ("headers", ("X: a\r\nY: b",), "control characters"),
        ("packs", ("a b",), "no pack's id"),
        ("proxy", "socks4://p", "a proxy's URL is needed"),
        ("story", "a\x1b[2J", "control characters"),
        ("evry", "1h", "did you mean every?"),
        ("include", "main", "a list is needed"),
        ("include", ("p:foo(",), "selector"),
    ],
)
def test_wrong_values_are_refused_without_repeating_secrets(key: str, value: object, words: str):
    """Each says what would be right."""
    with pytest.raises(UsageError) as caught:
        build({key: value}, Source(0, "https://a.example/", "a"))  # type: ignore[dict-item]
    assert words in str(caught.value)
    assert key in str(caught.value)
    assert "user:hush" not in str(caught.value)
    assert "Bearer" not in str(caught.value)


def test_an_empty_value_takes_a_setting_away():
    """That is how `edit --story ''` clears it."""
    source = Source(3, "https://a.example/", "a", "s", credentials="env:X", headers=(("A", "b"),), robots=True)
    empty = {"story": "", "credentials": "", "headers": (), "robots": ""}
    assert build(empty, source) == Source(3, "https://a.example/", "a")


def test_every_key_can_be_stated():
    """KEYS is what people may write; each reaches the source."""
    stated = {
        "url": "https://b.example/", "name": "b", "story": "s", "packs": ("p",), "every": "1d", "include": ("main",),
        "ignore": (".ad",), "headers": ("X-A: b",), "credentials": "env:A", "proxy": "http://p.example:1",
        "robots": False, "paused": True,
    }  # fmt: skip
    assert tuple(stated) == KEYS
    assert build(stated, Source(0, "https://a.example/", "a")) == Source(
        0, "https://b.example/", "b", "s", ("p",), "1d", Profile(("main",), (".ad",)), (("X-A", "b"),), "env:A",
        "http://p.example:1", False, True,
    )  # fmt: skip

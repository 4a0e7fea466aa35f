"""Settings: where a value comes from, and what is said about a wrong one."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path, PurePath

import pytest

from monitor import config
from monitor.errors import ConfigError
from monitor.settings import Settings

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(text: str, name: str = "monitor.toml") -> Path:
    Path(name).write_text(text, encoding="utf-8")
    return Path(name)


def faults(path: Path | None = None, **environ: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        config.load(path, environ)
    return str(caught.value).splitlines()


def test_without_file_and_environment_the_defaults_hold():
    """An empty folder gives the defaults."""
    assert config.load(None, {}) == Settings()


def test_the_environment_counts_for_more_than_the_file():
    """Environment over file over default."""
    write('per_host_delay = 3\nconcurrency = 7\nevery = "6h"')
    found = config.load(None, {"MONITOR_CONCURRENCY": "9"})
    assert (found.per_host_delay, found.concurrency, found.every, found.attempts) == (3.0, 9, "6h", 3)


def test_a_named_file_is_read_instead_of_the_one_in_the_folder():
    """`--config` replaces monitor.toml; its paths are meant from its own folder."""
    write("concurrency = 7")
    Path("etc").mkdir()
    found = config.load(write('store = "a.db"\nrules = "/r"', "etc/other.toml"), {"MONITOR_CA_FILE": "roots.pem"})
    assert (found.concurrency, found.store, found.rules) == (50, PurePath("etc/a.db"), PurePath("/r"))
    assert found.ca_file == PurePath("roots.pem")


def test_the_environment_can_name_the_file_and_paths_can_begin_at_home(monkeypatch: pytest.MonkeyPatch):
    """MONITOR_CONFIG is what containers set; an option still counts for more."""
    monkeypatch.setenv("HOME", "/home/somebody")
    write("concurrency = 7\nstore = '~/a.db'", "one.toml")
    write("concurrency = 8", "two.toml")
    found = config.load(None, {"MONITOR_CONFIG": "one.toml"})
    assert (found.concurrency, found.store) == (7, PurePath("/home/somebody/a.db"))
    assert config.load(Path("two.toml"), {"MONITOR_CONFIG": "one.toml"}).concurrency == 8
    assert "none.toml: can't be read" in faults(MONITOR_CONFIG="none.toml")[0]


def test_every_fault_is_told_at_once_with_its_line():
    """Faults of file and environment come together, each with its place."""
    write('# x\ncontact = """\nattempts = 3\n"""\nattempts = 0\nstoer = "x"\nrobots = "no"\n')
    assert faults(MONITOR_LEASE="soon", MONITOR_TIME_ZONE="Mars/Base") == [
        "monitor.toml:2: contact: one line of text is needed, not 'attempts = 3\\n'",
        "monitor.toml:5: attempts: should be greater than or equal to 1, not 0",
        "monitor.toml:6: stoer: no such setting; did you mean store?",
        "monitor.toml:7: robots: true or false is needed, not 'no'",
        "MONITOR_LEASE: lease: a number is needed, not 'soon'",
        "MONITOR_TIME_ZONE: time_zone: a time zone's name is needed, for example Europe/Berlin, not 'Mars/Base'",
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("concurrency = true", "a whole number is needed"),
        ("per_host_delay = -0.1", "greater than or equal to 0"),
        ("read_timeout = 0", "greater than 0"),
        ("total_timeout = inf", "finite"),
        ("lease = nan", "monitor.toml:1: lease"),
        ("max_bytes = 1.5", "a whole number is needed"),
        ("workers = 1000", "less than or equal to 256"),
        ("store = 3", "a path is needed"),
        ("every = '7x'", "write 30m, 6h, 1d"),
        ("allow_private_hosts = ['127.0.0.1']", "host:port"),
        ("mail_readers = ['ann@example.org', 'b..n@example.org']", "mail addresses are needed"),
        ("mail_sender = 'Desk <müller@example.org>'", "a mail address is needed"),
        ("[proxy]\nurl = 'x'", "monitor.toml:1: proxy"),
        ("a = ", "monitor.toml:1"),
        ("every = '1h'\nevery = '2h'", "monitor.toml:2"),
    ],
)
def test_a_wrong_value_is_refused(line: str, words: str):
    """Types, bounds and forms are checked."""
    write(line)
    assert words in "\n".join(faults())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", True),
        ("0", False),
        ("true", True),
        ("127.0.0.1:80", ("127.0.0.1:80",)),
        ("localhost:8000, [::1]:9", ("localhost:8000", "[::1]:9")),
    ],
)
def test_private_hosts_in_the_environment(text: str, value: object):
    """`MONITOR_ALLOW_PRIVATE_HOSTS` is a flag or a list of host:port."""
    assert config.load(None, {"MONITOR_ALLOW_PRIVATE_HOSTS": text}).allow_private_hosts == value


def test_private_hosts_that_mix_a_flag_and_a_host_are_refused():
    """A flag stands alone: `0 127.0.0.1:80` could mean either."""
    assert "alone" in faults(MONITOR_ALLOW_PRIVATE_HOSTS="0 127.0.0.1:80")[0]


def test_an_empty_variable_is_no_value():
    """Compose files set variables to nothing; the default holds."""
    assert config.load(None, {"MONITOR_STORE": "", "MONITOR_CONCURRENCY": ""}) == Settings()


def test_a_secret_comes_from_a_file_too():
    """`MONITOR_PROXY_FILE` names a file that holds the secret, with or without a line end."""
    write("http://u:hush@proxy.example:3128\n", "secret")
    assert config.load(None, {"MONITOR_PROXY_FILE": "secret"}).proxy == "http://u:hush@proxy.example:3128"


def test_secrets_are_never_printed():
    """A wrong secret is told without its text, wherever it stands."""
    write('proxy = "ftp://u:hush@proxy.example"')
    write("u:hush@proxy", "secret")
    told = faults() + faults(MONITOR_PROXY="hush hush") + faults(MONITOR_PROXY_FILE="secret")
    told += faults(MONITOR_PROXY="http://u:hush@p:1", MONITOR_PROXY_FILE="secret")
    assert len(told) == 7
    assert "hush" not in "\n".join(told)


def test_a_secret_file_that_is_missing_is_told():
    """The variable and the file are named."""
    assert faults(MONITOR_PROXY_FILE="nowhere") == ["MONITOR_PROXY_FILE: nowhere: No such file or directory"]


def test_files_that_are_no_text_are_told():
    """A missing file, a folder, bytes that are not UTF-8: an error with the name."""
    Path("bad.toml").write_bytes(b"contact = '\xff'")
    Path("folder").mkdir()
    assert faults(Path("bad.toml")) == ["bad.toml: is not UTF-8 text (byte 11)"]
    assert faults(Path("none.toml")) == ["none.toml: can't be read: No such file or directory"]
    assert faults(Path("folder"))[0].startswith("folder: can't be read")


def test_a_byte_order_mark_and_windows_line_ends_are_read():
    """Files written by Windows editors work, with right line numbers."""
    Path("monitor.toml").write_bytes(b"\xef\xbb\xbfconcurrency = 7\r\nlease = 0\r\n")
    assert faults() == ["monitor.toml:2: lease: should be greater than 0, not 0"]


def test_a_misspelt_variable_is_pointed_out_and_others_are_left_alone():
    """MONITOR_PORT may be somebody else's; MONITOR_CONCURENCY is a slip."""
    environ = {"MONITOR_CONCURENCY": "1", "MONITOR_PORT": "tcp://1", "MONITOR_CA_FILE": "x", "MONITOR_PROXY_FILE": "x"}
    assert config.strangers(environ) == ["MONITOR_CONCURENCY is no setting; did you mean MONITOR_CONCURRENCY?"]


def test_every_setting_can_be_set_and_is_described():
    """The table of settings and the dataclass name the same, and the docs hold the table."""
    assert [field.name for field in fields(Settings)] == list(config.ENTRIES)
    assert config.describe() in DOCS.read_text("utf-8"), "docs/settings.md: put in what `config.describe()` gives"


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_every_default_is_a_value_that_would_be_taken(name: str):
    """What the docs show as default can be written into the file."""
    default = getattr(Settings(), name)
    if default is None:
        return
    shown = str(default).lower() if isinstance(default, bool) else str(default)
    if isinstance(default, tuple):
        shown = ", ".join(default)
    assert getattr(config.load(None, {f"MONITOR_{name.upper()}": shown}), name) == default

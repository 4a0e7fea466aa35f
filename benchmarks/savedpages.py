"""Noise and edits made by program on saved pages: `python -m benchmarks.savedpages FOLDER`, judged as the line judges.

FOLDER holds pages as they were saved (`*.html`), any number, of any site; none of their text is kept. What is done to
them is what pages do by themselves, and what editors do to one sentence. The paragraphs among which noise is set, and
in which edits are made, are those that the reader reads: whether it reads the right ones is not measured here.
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from benchmarks.pagehistories import NOW
from monitor.model import Capture, OutcomeKind, Past, Profile, Source
from monitor.outcome import Known, judge
from monitor.rules import load
from monitor.text import fold, read
from monitor.text.charset import decode

SOURCE = Source(1, "https://saved.example/page", "saved", profile=Profile())
RULEBOOK = load({}, {})
WORDS = ("amber", "bridge", "council", "garden", "harbour", "island", "judge", "lantern", "market", "river", "village")
Make = Callable[[LexborHTMLParser, list[LexborNode], random.Random], bool]
"""Changes a tree, given the paragraphs of its article; whether there was anything to change."""


def _words(rng: random.Random, count: int) -> str:
    return " ".join(rng.choices(WORDS, k=count)).capitalize()


def _after(node: LexborNode, markup: str) -> bool:
    body = LexborHTMLParser(f"<html><body>{markup}</body></html>").body
    for child in reversed(list(body.iter(include_text=True)) if body else []):
        node.insert_after(child)
    return True


def _names(tree: LexborHTMLParser, paragraphs: list[LexborNode], rng: random.Random) -> bool:
    for node in tree.css("[class],[id]"):
        for name in ("class", "id"):
            if value := node.attributes.get(name):
                node.attrs[name] = " ".join(f"x{hashlib.md5(one.encode()).hexdigest()[:6]}" for one in value.split())
    return True


def _tokens(tree: LexborHTMLParser, paragraphs: list[LexborNode], rng: random.Random) -> bool:
    for node in tree.css("script,style,div,section"):
        node.attrs["data-request"] = f"{rng.getrandbits(64):x}"
    return True


def _advertisements(tree: LexborHTMLParser, paragraphs: list[LexborNode], rng: random.Random) -> bool:
    for number, node in enumerate(paragraphs[:-1:2]):
        label = "<span>Advertisement</span>" if number % 2 else "<script>show()</script>"
        _after(
            node, f'<div class="slot"><div id="ad{rng.randrange(9999)}">{label}<iframe src="/ad"></iframe></div></div>'
        )
    return len(paragraphs) > 2


def _newsletter(tree: LexborHTMLParser, paragraphs: list[LexborNode], rng: random.Random) -> bool:
    offer = (
        "<h3>Our newsletter</h3><p>The best of the day, each morning.</p><form><input><button>Sign up</button></form>"
    )
    return len(paragraphs) > 2 and _after(paragraphs[1], f'<div class="letter">{offer}</div>')


def _promotion(tree: LexborHTMLParser, paragraphs: list[LexborNode], rng: random.Random) -> bool:
    box = (
        '<div class="give"><p>Was this worth it? <a href="/give">Support our reporters</a> from two a month.</p></div>'
    )
    return len(paragraphs) > 2 and _after(paragraphs[-1], box)


def _pointer(tree: LexborHTMLParser, paragraphs: list[LexborNode], rng: random.Random) -> bool:
    return len(paragraphs) > 2 and _after(paragraphs[1], f'<p><b>Read also:</b> <a href="/o">{_words(rng, 7)}</a></p>')


def _banner(tree: LexborHTMLParser, paragraphs: list[LexborNode], rng: random.Random) -> bool:
    said = "We and our partners store cookies on your device to personalise what you see. You can change this any time."
    last = tree.body.last_child if tree.body is not None else None
    return last is not None and _after(last, f'<div class="ask"><p>{said}</p><button>Accept all</button></div>')


def _counters(tree: LexborHTMLParser, paragraphs: list[LexborNode], rng: random.Random) -> bool:
    head = tree.css_first("h1")
    return head is not None and _after(
        head, f'<div class="n"><span>{rng.randrange(9999)} views</span> <b>7 shares</b></div>'
    )


def _quotes(tree: LexborHTMLParser, paragraphs: list[LexborNode], rng: random.Random) -> bool:
    texts = [node for one in paragraphs for node in one.traverse(include_text=True) if node.tag == "-text"]
    for node in texts:
        text = (node.text_content or "").replace("’", "'").replace("“", '"').replace("”", '"').replace(" – ", " — ")
        node.replace_with(text)
    return bool(texts)


def _digit(tree: LexborHTMLParser, paragraphs: list[LexborNode], rng: random.Random) -> bool:
    for node in (text for one in paragraphs for text in one.traverse(include_text=True) if text.tag == "-text"):
        text = node.text_content or ""
        if re.search(r"\b\d{2,}\b", text) and len(text) > 40:
            node.replace_with(re.sub(r"\d(?=\d\b)", lambda hit: str((int(hit[0]) + 3) % 10), text, count=1))
            return True
    return False


def _sentence(tree: LexborHTMLParser, paragraphs: list[LexborNode], rng: random.Random) -> bool:
    if len(paragraphs) < 2:
        return False
    paragraphs[1].insert_child(f" {_words(rng, 12)}.")
    return True


def _paragraph(tree: LexborHTMLParser, paragraphs: list[LexborNode], rng: random.Random) -> bool:
    if len(paragraphs) < 4:
        return False
    paragraphs[2].remove()
    return True


NOISE: dict[str, Make] = {
    "names of classes and ids": _names,
    "tokens in attributes": _tokens,
    "advertisements between paragraphs": _advertisements,
    "a newsletter's box": _newsletter,
    "a promotion below the text": _promotion,
    "a pointer to another article": _pointer,
    "a banner that asks for consent": _banner,
    "counters below the headline": _counters,
    "quotes and dashes": _quotes,
}
EDITS: dict[str, Make] = {"one digit": _digit, "a sentence added": _sentence, "a paragraph taken out": _paragraph}


def _capture(markup: str) -> Capture:
    body = markup.encode("utf-8", "replace")
    headers = (("content-type", "text/html; charset=utf-8"),)
    return Capture(SOURCE.url, SOURCE.url, 200, headers, body, NOW, NOW)


def _paragraphs(tree: LexborHTMLParser, text: str) -> list[LexborNode]:
    """The paragraphs that the reader reads, each told by its text."""
    return [node for node in tree.css("p") if len(folded := fold(node.text())) >= 80 and folded in text]


def measure(folder: Path) -> tuple[int, dict[str, list[str]]]:
    """How many pages are articles, and for each kind of step what the line said of it, page by page."""
    said: dict[str, list[str]] = {name: [] for name in (*NOISE, *EDITS)}
    articles = 0
    for path in sorted(folder.glob("*.htm*")):
        markup, _ = decode(path.read_bytes(), None)
        before = _capture(markup)
        first = judge(RULEBOOK, SOURCE, before, []).document
        if first is None or first.unreadable:
            continue
        articles += 1
        known = Known(before.digest, first.digest)
        text = fold(read(before.body, content_type="text/html; charset=utf-8").text)
        for name, make in (NOISE | EDITS).items():
            tree = LexborHTMLParser(markup)
            if make(tree, _paragraphs(tree, text), random.Random(f"{path.name} {name}")) and tree.html:
                outcome = judge(RULEBOOK, SOURCE, _capture(tree.html), [Past(1, before)], known).outcome
                said[name].append(str(outcome.kind))
    return articles, said


def table(articles: int, said: dict[str, list[str]]) -> str:
    rows = ["| what is done to a page | pages | changed | unreadable |", "|---|--:|--:|--:|"]
    for name, kinds in said.items():
        counts = [sum(kind == one for kind in kinds) for one in (OutcomeKind.CHANGED, OutcomeKind.UNREADABLE)]
        rows.append(f"| {'edit' if name in EDITS else 'noise'}: {name} | {len(kinds)} | {counts[0]} | {counts[1]} |")
    return "\n".join([f"{articles} pages are read as articles.", "", *rows])


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: python -m benchmarks.savedpages FOLDER, a folder of saved pages (*.html)")
    print(table(*measure(Path(sys.argv[1]))))

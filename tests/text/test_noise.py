"""What stands in the article's element and changes by itself is silent; what its author wrote is not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.text import inspect, read

P = [
    "The harbour council will rebuild fourteen of its twenty-two jetties before the winter storms, the mayor said.",
    "Work starts in March and is to cost about nine million crowns, half of which the region will pay.",
    "Boat owners had asked for it in a letter in 2019, after the storm that sank eleven boats in one night.",
    "“We can’t wait for another one,” said the head of the owners’ club, which has 340 members in both harbours.",
    "The old jetties, built in 1951, will be taken down by hand, as the ground under them may still hold mines.",
    "A second vote, on the price of berths, is due in May.",
]


def page(inside: str = "", at: int = 1, tag: str = "article") -> bytes:
    """The article with something between its paragraphs."""
    body = "".join(f"{inside if n == at else ''}<p>{text}</p>" for n, text in enumerate(P))
    body += inside if at == len(P) else ""
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>Harbour to get new jetties | Quay Post</title>"
        f"</head><body><header><a href=/>Quay Post</a></header><main><{tag}><h1>Harbour to get new jetties</h1>"
        f"<div>{body}</div></{tag}></main><footer><p>Made by a cooperative of readers.</p></footer></body></html>"
    ).encode()


CLEAN = read(page())
NOISE = {
    "share list": '<ul><li><a href="#">Share (643)</a></li><li><a href="#comments">118 comments</a></li></ul>',
    "share list, de": '<ul><li><a href="#">Teilen (64)</a></li><li><a href="#k">18 Kommentare</a></li></ul>',
    "share buttons": "<ul><li><a href=/f>Share on Facebook</a></li><li><a href=/m>Send via email</a></li></ul>",
    "views": "<p>1,204 views</p>",
    "views, short": "<div>👁 1.2K reads</div>",
    "views, ru": "<p>Просмотров: 3456</p>",
    "views, ja": "<p>閲覧数 3,456</p>",
    "read so often": "<p>Read 4,512 times</p>",
    "updated, ago": "<p>Last updated 3 hours ago</p>",
    "updated, sentence": "<p>This article was last updated 3 minutes ago.</p>",
    "updated, an hour": "<p>Updated an hour ago</p>",
    "updated, de": "<p>Zuletzt aktualisiert vor 3 Stunden</p>",
    "updated, fr": "<p>Mis à jour il y a 2 heures</p>",
    "updated, es": "<p>Última actualización: hace 5 minutos</p>",
    "updated, it": "<p>Ultimo aggiornamento: 3 ore fa</p>",
    "updated, pt": "<p>Atualizado há 3 horas</p>",
    "updated, nl": "<p>Laatst bijgewerkt: 3 uur geleden</p>",
    "updated, sv": "<p>Uppdaterad för 3 timmar sedan</p>",
    "updated, pl": "<p>Ostatnia aktualizacja: 3 godziny temu</p>",
    "updated, ru": "<p>Обновлено 2 часа назад</p>",
    "updated, uk": "<p>Оновлено 2 години тому</p>",
    "updated, tr": "<p>Son güncelleme: 3 saat önce</p>",
    "updated, ar": "<p>آخر تحديث منذ 3 ساعات</p>",
    "updated, ja": "<p>最終更新：3時間前</p>",
    "updated, ko": "<p>최종 수정 3시간 전</p>",
    "updated, zh": "<p>最后更新于 3小时前</p>",
    "updated, list": "<ul><li>Updated 3 hours ago</li><li>4 comments</li></ul>",
    "newsletter": "<div><h3>The tide in your inbox</h3><p>Every morning at six, the news of both harbours and the "
    "weather at sea, for free.</p><a href=/n>Sign up for free</a></div>",
    "newsletter button": "<section><p>The tide in your inbox, every morning at six, with the news of both harbours."
    "</p><button>Subscribe now</button></section>",
    "support": "<div><p>This paper belongs to its readers, and lives on what they give it every month.</p>"
    "<p><a href=/s>Support us</a></p></div>",
    "newsletter, de": "<div><p>Was im Hafen geschieht, jeden Morgen um sechs in Ihrem Postfach, und das umsonst.</p>"
    "<a href=/n>Jetzt abonnieren</a></div>",
    "read more": "<p><strong>Read more:</strong> <a href=/1>Lighthouse keeper retires after 31 years</a></p>",
    "read also": "<p>READ ALSO: <a href=/1>Fishermen ask for a new crane on the pier</a></p>",
    "read more, de": "<p>Lesen Sie auch: <a href=/1>Der Kran, den keiner haben wollte</a></p>",
    "read more, fr": "<p>À lire aussi : <a href=/1>Le phare perd son gardien après trente ans</a></p>",
    "read more, ru": "<p>Читайте также: <a href=/1>Смотритель маяка ушёл на покой</a></p>",
    "related, no box": "<h3>Related</h3><ul><li><a href=/1>New crane</a></li><li><a href=/2>Old light</a></li></ul>",
    "related, bold": "<p><b>Related stories:</b></p><ul><li><a href=/1>New crane</a></li></ul>",
    "card": "<div><h4><a href=/1>Lighthouse keeper retires</a></h4><p>After thirty-one years on the rock, he moves to "
    "the town in which his sister lives, and takes his parrot along.</p></div>",
    "card article": "<article><h4><a href=/1>Lighthouse keeper retires</a></h4><p>After thirty-one years on the rock, "
    "he moves to the town in which his sister lives.</p></article>",
    "advertisement": "<div>Advertisement</div>",
    "bare counter": "<div>643</div>",
}
AFTER = {
    "comments by heading": "<section><h3>118 Comments</h3><p>I have had a boat there since 1988, and nobody asked me "
    "anything at all.</p><p>Mines? I never heard of a single one in all these years, did you?</p></section>",
    "comments by a line": "<div><span>2 comments</span></div><div><b>gull</b><p>I have had a boat there since 1988, and "
    "nobody asked me.</p></div><div><b>tern</b><p>Mines? I never heard of a single one in all these years.</p></div>",
    "comments as articles": "<article><b>gull</b><p>I have had a boat there since 1988, and nobody asked me.</p>"
    "</article><article><b>tern</b><p>Mines? I never heard of one in all these years.</p></article>",
    "comments as microdata": "<div itemprop=comment><b>gull</b><p>I have had a boat there since 1988, and nobody "
    "asked me anything at all about it.</p></div>",
}
LEFT = (
    "<ul><li>Share of the region: 9 crowns</li><li>1,204 boats</li></ul>",
    "<p>It happened 3 years ago.</p>",
    "<ul><li>Facebook</li><li>14 July 2026</li></ul>",
    "<p>The list of berths is <a href=/l>in the town hall</a>; read more there.</p>",
    "<p>You can <a href=/s>subscribe</a> to 3 letters of the council.</p>",
    "<h3>Comments of the 12 owners</h3>",
    "<table><tr><td>Views</td><td>1,204</td></tr></table>",
    "<h3>Related costs</h3><ul><li>3 cranes</li></ul>",
)


@pytest.mark.parametrize("name", NOISE)
@pytest.mark.parametrize("at", [1, 3])
def test_noise_between_paragraphs_is_silent(name, at):
    """Counters, dates of updates, boxes and pointers between two paragraphs leave the article as it is."""
    noisy = read(page(NOISE[name], at))
    assert (noisy.title, noisy.compared, noisy.unreadable) == (CLEAN.title, CLEAN.compared, None)


@pytest.mark.parametrize("name", AFTER)
def test_comments_are_silent(name):
    """What readers write below an article, in its own element, is none of it."""
    assert read(page(AFTER[name], len(P))).compared == CLEAN.compared


@pytest.mark.parametrize("inside", LEFT)
def test_what_resembles_noise_stays(inside):
    """Words of the article that look like a control or a date of an update are read, with their numbers."""
    document = read(page(inside, 3))
    assert all(digits in document.text for digits in re.findall(r"(?<!h)\d[\d,]*", re.sub("<[^>]+>", " ", inside)))
    assert len(document.compared) > len(CLEAN.compared)


@pytest.mark.parametrize("tag", ["article", "div", "section"])
@pytest.mark.parametrize("wrap", ["{}", "<div><div>{}</div></div>", "<section>{}<p></p></section>"])
def test_redesign_is_silent(tag, wrap):
    """Other elements around the same paragraphs give the same text."""
    body = page(tag=tag).decode()
    start, end = body.index("<h1>"), body.index("</main>") - len(tag) - 3
    redesigned = body[:start] + wrap.format(body[start:end]) + body[end:]
    assert read(redesigned.encode()).compared == CLEAN.compared


MENU = "<ul>" + "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(9)) + "</ul>"
CARDS = "".join(f"<div><a href=/x{n}>Lighthouse keeper retires after {n} years</a></div>" for n in range(4))
HEAD = "<h1>Harbour to get new jetties</h1>"
TEMPLATES = {
    "paragraphs as divs": f"<div>{MENU}</div><div>{HEAD}{''.join(f'<div>{p}</div>' for p in P)}</div>{CARDS}",
    "spans in divs": f"<div>{HEAD}{''.join(f'<div><span>{p}</span></div>' for p in P)}</div><div>{CARDS}</div>",
    "line breaks": f"<div>{MENU}</div><div>{HEAD}{'<br><br>'.join(P)}</div><div>{CARDS}</div>",
    "layout table": f"<table><tr><td>{MENU}</td><td>{HEAD}<p>{'</p><p>'.join(P)}</p></td><td>{CARDS}</td></tr></table>",
    "each in boxes": f"<main>{HEAD}{''.join(f'<div><div><p>{p}</p></div></div>' for p in P)}</main>{CARDS}",
    "linked headline": f"<div><h2><a href=/a>Harbour to get new jetties</a></h2><p>{'</p><p>'.join(P)}</p></div>{CARDS}",
    "author's box": f"<main><article>{HEAD}<p>{'</p><p>'.join(P)}</p><div><h4>About the author</h4><p>Ann Lee has written "
    "on harbours since 1999, and lives in one.</p></div></article></main>",
    "cookie banner": f"<main>{HEAD}<p>{'</p><p>'.join(P)}</p></main><div><p>We use cookies and share data with our partners "
    "to show personalised ads.</p><button>Accept all</button></div>",
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_other_templates_are_silent(name):
    """Another template around the same paragraphs, as an old or a new system would send it, gives the same text."""
    head = "<head><meta charset=utf-8><title>Harbour to get new jetties | Quay Post</title></head>"
    document = read(f"<!doctype html><html lang=en>{head}<body>{TEMPLATES[name]}</body></html>".encode())
    assert (document.title, document.compared, document.unreadable) == (CLEAN.title, CLEAN.compared, None)


def test_live_blog_keeps_its_posts():
    """Articles in an article that are most of it are posts, not comments."""
    posts = "".join(f"<article><h3>1{n}:00</h3><p>{text}</p></article>" for n, text in enumerate(P))
    text = read(f"<main><article><h1>Storm</h1>{posts}</article></main>".encode()).text
    assert all(sentence in text for sentence in P)


def test_linked_headings_of_the_text_stay():
    """Headings with permanent links, and posts under headlines that are links, are text and no cards."""
    anchored = "".join(f"<div><h3><a href=/terms#s{n}>Part {n}</a></h3><p>{text}</p></div>" for n, text in enumerate(P))
    assert all(text in read(f"<main><h1>Terms</h1>{anchored}</main>".encode()).text for text in P)
    posts = "".join(f"<div><h3><a href=/live/{n}>Post {n}</a></h3><p>{text}</p></div>" for n, text in enumerate(P))
    meta = "<meta property=og:type content=article>"
    text = read(f"<head>{meta}</head><main><h1>Storm</h1><p>{P[0]} {P[1]}</p>{posts}</main>".encode()).text
    assert all(sentence in text for sentence in P)


BLOCKS = [
    "<nav><a href=/a>News</a></nav>",
    "<aside><h2>Most read</h2><ul><li><a href=/1>Lighthouse keeper retires after 31 years</a></li></ul></aside>",
    "<div role=complementary><p>Buy nine pumps for your boat, and get the tenth of them for free, today only.</p></div>",
    "<footer><p>Made by a cooperative of readers in both harbours, who have owned this paper since 1951.</p></footer>",
    "<div><a href=/1>Fishermen ask for a new crane</a><a href=/2>Owners get a new club house at last</a></div>",
    "<section hidden><p>This sentence is hidden from every reader of this page, and long enough to be prose.</p></section>",
]
ATTRIBUTE = st.from_regex(r"\A[a-z][a-z0-9-]{0,12}\Z")


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(BLOCKS),
    st.integers(0, len(BLOCKS)),
    st.lists(st.sampled_from(sorted(NOISE)), max_size=3),
    st.data(),
)
def test_shuffled_surroundings_are_silent(blocks, cut, noise, data):
    """Blocks around the article in any order, noise at any place in it: title and compared text stay."""
    body = page()
    for name in noise:
        at = data.draw(st.integers(1, len(P) - 1))
        head, mark, tail = body.decode().partition(f"<p>{P[at]}</p>")
        body = f"{head}{NOISE[name]}{mark}{tail}".encode()
    text = body.decode().replace("<main>", "".join(blocks[:cut]) + "<main>", 1)
    document = read(text.replace("</main>", "</main>" + "".join(blocks[cut:]), 1).encode())
    assert (document.title, document.compared, document.unreadable) == (CLEAN.title, CLEAN.compared, None)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_names_in_the_markup_are_silent(data):
    """Any class, id, style or data attribute on any element changes nothing."""
    values = st.sampled_from(["ad", "comments", "related-box", "share", "x1y2", "hidden-xs", "article", "sidebar"])

    def named(match: re.Match[str]) -> str:
        name = data.draw(st.sampled_from(["class", "id", "data-x", "title"]))
        return f"<{match[1]} {name}={data.draw(values)} data-{data.draw(ATTRIBUTE)}=1 style='color:red'>"

    dressed = re.sub(r"<(p|div|article|main|h1|body|header|footer)>", named, page().decode())
    document = read(dressed.encode())
    assert (document.title, document.compared, document.unreadable) == (CLEAN.title, CLEAN.compared, None)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_one_number_in_one_sentence_is_told(data):
    """One number more in any sentence of the article, whatever noise stands around it, is another text."""
    at, number = data.draw(st.integers(0, len(P) - 1)), data.draw(st.integers(0, 9999))
    name = data.draw(st.sampled_from(sorted(NOISE)))
    before = page(NOISE[name], data.draw(st.integers(1, len(P) - 1))).decode()
    words = P[at].split(" ")
    place = data.draw(st.integers(1, len(words) - 1))
    edited = " ".join([*words[:place], str(number), *words[place:]])
    assert read(before.replace(P[at], edited).encode()).compared != read(before.encode()).compared


def test_every_dropped_block_says_why():
    """Each kind of noise has a reason of its own among the blocks that were met."""
    reading = inspect(
        page("<p>1,204 views</p><p>Updated 3 hours ago</p>" + NOISE["read more"] + NOISE["related, bold"])
    )
    assert {"counter or control", "date line", "pointer to another page", "heads links beside the article"} <= {
        piece.dropped for piece in reading.pieces
    }

"""What holds for every body: reading never fails, spans fit, noise is silent, an edited number is not."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.model import Profile
from monitor.text import fold, read, split_sentences

RELAXED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TAGS = (
    "div p span article main section h1 h2 ul li table tr td aside nav footer header form blockquote pre a b br time q"
)
markup = st.recursive(
    st.text(max_size=30) | st.sampled_from(["<br>", "&shy;", "\0", "<!--", "]]>", "</div>", "<script>", "Comments"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>" + "".join(parts) + f"</{tag}>",
        st.sampled_from(TAGS.split()),
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)
words = st.lists(
    st.sampled_from(["harbour", "council", "ships", "storm", "north", "rebuild", "region", "letter", "owners", "pay"]),
    min_size=14,
)
sentence = words.map(lambda found: " ".join(found).capitalize() + " in 17 places.")


def holds_together(document):
    text = document.text
    assert "\n\n".join(text[b.start : b.end] for b in document.blocks) == text
    assert len(document.compared) == len(document.blocks)
    assert [fold(text[b.start : b.end]) for b in document.blocks] == list(document.compared)
    inside = iter(document.blocks)
    block = next(inside, None)
    last = 0
    for span in document.sentences:
        while block is not None and span.start >= block.end:
            block = next(inside, None)
        assert block is not None
        assert block.start <= span.start < span.end <= block.end
        assert span.start >= last
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        last = span.end


@RELAXED
@given(
    st.binary(max_size=600), st.sampled_from([None, "text/html", "text/plain; charset=x", "text/html; charset=big5"])
)
def test_any_bytes_are_read(body, content_type):
    """No bytes raise, and what comes out fits together."""
    holds_together(read(body, content_type=content_type))


@RELAXED
@given(markup, st.sampled_from(["", "p", "p[[", "div > *", ":::"]))
def test_any_markup_is_read(body, css):
    """No markup and no selector raises; blocks, sentences and folded text fit together; reading is repeatable."""
    body = ("<html>" + body).encode()
    profile = Profile(include=(css,) if css else (), ignore=("aside",))
    document = read(body, profile)
    holds_together(document)
    assert document == read(body, profile)


def page(paragraphs, name="a", noise=""):
    body = "".join(f'<p class="{name}1">{text}</p>' for text in paragraphs)
    return (
        f'<html lang="en"><head><title>Jetties</title></head><body id="{name}">'
        f'<header class="{name}2"><nav><a href="/">News</a>{noise}</nav>{noise}</header><main class="{name}3"><article>'
        f'<h1>Jetties</h1><div class="{name}4">{body}</div></article></main><aside>{noise}</aside>'
        f"<footer>{noise}<p>Made in two harbours by a cooperative of readers, since 1951 and for as long as they pay.</p>"
        "</footer></body></html>"
    ).encode()


@RELAXED
@given(
    st.lists(sentence, min_size=2, max_size=5),
    st.lists(st.sampled_from(["<p>Ad: shoes for 9</p>", "<div>Storm!</div>"])),
)
def test_noise_around_the_article_is_silent(paragraphs, noise):
    """New class names, advertisements, links and footers change nothing that is compared."""
    plain, noisy = read(page(paragraphs)), read(page(paragraphs, "zq7", "".join(noise)))
    assert (plain.title, plain.compared, plain.unreadable) == (noisy.title, noisy.compared, None)


@RELAXED
@given(st.lists(sentence, min_size=2, max_size=5), st.data())
def test_an_edited_number_is_seen(paragraphs, data):
    """One other digit in one sentence is another text."""
    index = data.draw(st.integers(0, len(paragraphs) - 1))
    edited = list(paragraphs)
    edited[index] = edited[index].replace("17", "18")
    assert read(page(paragraphs)).compared != read(page(edited)).compared


@RELAXED
@given(st.text())
def test_folding_twice_is_folding_once(text):
    """Folding is idempotent and leaves no white space."""
    folded = fold(text)
    assert fold(folded) == folded
    assert not any(ch.isspace() for ch in folded)


@RELAXED
@given(st.text(alphabet="ab .!?。」”)1AU\n", max_size=80), st.sampled_from([None, "en", "ja", "xx", "de-CH"]))
def test_sentences_cover_the_text(text, language):
    """Every character that is no white space stands in exactly one sentence."""
    spans = split_sentences(text, language)
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())

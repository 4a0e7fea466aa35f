"""Facts of type `text`: the words themselves, from the sentence that a phrase stands in to the end of its paragraph."""

from __future__ import annotations

from monitor.facts.page import Page, Sentence

MAX_LENGTH = 500
"""Characters of a value; a longer passage ends at a word, with an ellipsis."""


def passage(page: Page, sentence: Sentence) -> str:
    """The sentence and those behind it in its paragraph, white space as single spaces."""
    rest = [other for other in page.around(sentence, "paragraph") if other.start >= sentence.start]
    text = " ".join(" ".join(other.raw.split()) for other in rest)
    return text if len(text) <= MAX_LENGTH else text[:MAX_LENGTH].rsplit(" ", 1)[0] + " …"


def whole(sentence: Sentence) -> tuple[int, int]:
    """The folded sentence without the white space around it: what stands as the evidence of a passage."""
    plain = sentence.plain
    return len(plain) - len(plain.lstrip()), len(plain.rstrip())

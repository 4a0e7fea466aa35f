"""Made-up articles of 60-100 KB, as heavy with navigation, scripts and teasers as news pages are."""

from __future__ import annotations

import random
import re

WORDS = re.findall(
    r"\w+",
    "harbour council treaty ferry winter budget minister delegate signal report river museum engine orchard letter "
    "railway border planner archive market coast budgeting tower window garden school bridge committee village "
    "satellite paper office lantern valley agreement figure season transport library promise coastline worker",
)


def sentence(rng: random.Random, number: int | None = None) -> str:
    words = rng.choices(WORDS, k=rng.randint(12, 26))
    if number is not None:
        words[5] = str(number)
    return " ".join(words).capitalize() + "."


def page(seed: int, round_: int, changed: bool) -> bytes:
    """Article `seed` as served in round `round_`: noise differs in each round, the text only where `changed`."""
    rng = random.Random(seed)
    noise = random.Random(f"{seed}-{round_}")
    body = []
    for paragraph in range(22):
        sentences = [sentence(rng, rng.randint(10, 99)) for _ in range(rng.randint(2, 4))]
        if changed and paragraph == 7:
            sentences[0] = f"The list now has {noise.randint(100, 999)} entries, the office said on request."
        body.append(f'<p class="t-{noise.randint(1, 9999)}">{" ".join(sentences)}</p>')
    body.insert(2, f"<p>The programme covers {10 + seed % 9} areas of cooperation between Japan and NATO.</p>")
    menu = "".join(f'<li><a href="/s/{n}">{rng.choice(WORDS).title()} {n}</a></li>' for n in range(160))
    teasers = "".join(
        f'<li class="card"><a href="/a/{noise.randint(1, 10**6)}"><h3>{sentence(noise)}</h3></a></li>'
        for _ in range(60)
    )
    script = "".join(
        f'window.d["{noise.getrandbits(64):x}"]={{"v":{n},"w":"{rng.choice(WORDS)}"}};' for n in range(620 + seed % 600)
    )
    title = f"{rng.choice(WORDS).title()} {rng.choice(WORDS)} {rng.choice(WORDS)} {seed}"
    html = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | Bench Times</title>
<meta property="og:title" content="{title}"><meta property="article:published_time" content="2023-07-12T10:00:00Z">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{title}","datePublished":"2023-07-12"}}</script>
<script>window.d={{}};{script}</script></head><body><header><nav><ul>{menu}</ul></nav></header>
<main><article><h1>{title}</h1><div class="share">{noise.randint(1, 999)} shares</div>{"".join(body)}</article></main>
<aside><h2>More</h2><ul>{teasers}</ul></aside><footer><p>Generated {noise.random()}</p></footer></body></html>"""
    return html.encode()

"""Articles, captures and a small rule pack that tests of the line share."""

from collections.abc import Mapping
from datetime import UTC, datetime

from monitor.model import Capture, Hop

NOW = datetime(2023, 7, 12, 9, 30, tzinfo=UTC)

PACK = """
id: harbour
title: Harbour plan
facts:
  - id: berth_count
    title: Berths
    type: count
    phrases:
      - phrase: "{count} berths"
tests:
  - text: The harbour will have 12 berths.
    expect: {berth_count: 12}
  - text: The harbour will have a crane.
    expect: {berth_count: absent}
"""

PARAGRAPHS = (
    "The town council presented its plan for the new harbour on Tuesday evening, after two years of talks with fishermen.",
    "The plan foresees 12 berths along the northern quay, which the mayor called a modest beginning for the town.",
    "Money for the work comes from the region, and the first stones are to be laid before the winter storms set in.",
    "Fishermen who spoke at the meeting asked for a second crane, while shop owners wanted more room for visitors.",
    "A decision on the ferry pier was put off until the spring, when a study of the currents in the bay is expected.",
)


def article(*paragraphs: str, title: str = "Town shows harbour plan", head: str = "", tail: str = "") -> bytes:
    """A plain article page of these paragraphs."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or PARAGRAPHS)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f'<header><nav><a href="/">Coast Courier</a></nav></header><main><article><h1>{title}</h1>{body}</article></main>'
        f"{tail}<footer>Coast Courier</footer></body></html>"
    ).encode()


def berths(number: object) -> bytes:
    """The article with another number of berths."""
    return article(*(paragraph.replace("12 berths", f"{number} berths") for paragraph in PARAGRAPHS))


def capture(
    body: bytes = b"",
    status: int = 200,
    *,
    url: str = "http://courier.example/harbour",
    final_url: str | None = None,
    headers: Mapping[str, str] | None = None,
    content_type: str = "text/html; charset=utf-8",
) -> Capture:
    """An answer as `fetch` would hand it on; another `final_url` means one redirect."""
    hops = (Hop(url, 302, final_url),) if final_url else ()
    lines = (("content-type", content_type), *(headers or {}).items())
    return Capture(url, final_url or url, status, lines, body, NOW, NOW, hops)

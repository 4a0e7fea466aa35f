"""One redirect after another, by hand: where an answer points to, and when to stop following."""

from __future__ import annotations

import httpx

from monitor.fetch.guard import parse_url
from monitor.fetch.trouble import Trouble
from monitor.model import Hop

REDIRECTS = frozenset({301, 302, 303, 307, 308})


def next_url(url: httpx.URL, status: int, location: str | None, hops: list[Hop], limit: int) -> httpx.URL:
    """Adds the hop to `hops` and returns the URL it leads to. Raises Trouble("redirect")."""
    if not location or not location.strip():
        raise Trouble("redirect", f"{url} answered {status} without naming an address")
    try:
        target = url.join(location.strip())
        # A password in a Location is neither used nor kept.
        target = parse_url(str(target.copy_with(username=None, password=None)))
    except (httpx.InvalidURL, ValueError, Trouble) as error:
        detail = error.detail if isinstance(error, Trouble) else str(error)
        raise Trouble("redirect", f"{url} redirects to an address that can't be asked: {detail}") from None
    hops.append(Hop(str(url), status, str(target)))
    if any(hop.url == str(target) for hop in hops):
        why = "cookies, which some sites demand, are not kept"
        raise Trouble("redirect", f"a loop: {url} leads back to {target} ({why})")
    if len(hops) > limit:
        raise Trouble("redirect", f"more than {limit} redirects")
    return target

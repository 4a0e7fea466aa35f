"""A tracked URL, with its settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Profile:
    """How one source's pages are to be read: the CSS selectors that its user includes or ignores.

    The same profile reads both sides of a diff. Empty `include` means: find the article by the page's structure.
    """

    include: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A tracked URL and its settings.

    `packs`: ids of the rule packs that read it; empty means every pack in use. `every`: an interval (`30m`, `6h`,
    `1d`) or a crontab line with an optional time zone behind it (`0 6 * * 1 Europe/Berlin`). `credentials`: a reference
    (`env:NAME` or `file:PATH`) to `user:password`, never the secret itself. `every` and `robots`: None follows the
    setting of that name. `removed_at`: when it was taken out; None while it is tracked.
    """

    id: int
    url: str
    name: str
    story: str | None = None
    packs: tuple[str, ...] = ()
    every: str | None = None
    profile: Profile = Profile()
    headers: tuple[tuple[str, str], ...] = ()
    credentials: str | None = None
    proxy: str | None = None
    robots: bool | None = None
    paused: bool = False
    added_at: datetime | None = None
    removed_at: datetime | None = None

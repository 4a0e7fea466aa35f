"""Arguments that name what the store or the rules know: sources, stories, packs; completed from there."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.context import Context
from monitor.cli.options import Options
from monitor.errors import MonitorError, UsageError

if TYPE_CHECKING:
    from monitor.store import Store


class Text(click.ParamType):  # type: ignore[type-arg]  # generic only in its types
    """Text that the store can look for: an argument that is no UTF-8 comes with characters that can't be written."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            value.encode()
        except UnicodeEncodeError:
            self.fail(f"{value!r} is not UTF-8 text", param, ctx)
        return value


class SourceRef(Text):
    """A source's name, id or URL; completes names from the store, and behind an `@` the numbers of versions."""

    name = "source"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value if os.path.isfile(value) else super().convert(value, param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        def known(store: Store) -> list[str]:
            ref, at, _ = incomplete.rpartition("@")
            if at:
                with suppress(UsageError):
                    return [f"{ref}@{version.number}" for version in store.versions(store.find(ref).id)]
            return [source.name for source in store.sources()]

        return _completed(ctx, incomplete, known)


class StoryRef(Text):
    """A story's name; completes those of the store."""

    name = "story"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        return _completed(ctx, incomplete, lambda store: store.stories())


class PackRef(Text):
    """The id of a rule pack in use; completes them."""

    name = "pack"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        try:
            ids = [pack.id for pack in Context(ctx.ensure_object(Options)).rulebook.packs]
        except (MonitorError, OSError):
            return []
        return [CompletionItem(each) for each in ids if each.startswith(incomplete)]


def _completed(ctx: click.Context, incomplete: str, known: Callable[[Store], list[str]]) -> list[Any]:
    """What of the store's words begins like that; nothing where there is no store, or trouble with it."""
    from click.shell_completion import CompletionItem

    try:
        with Context(ctx.ensure_object(Options)).open_store() as store:
            words = known(store)
    except (MonitorError, OSError):
        return []
    return [CompletionItem(word) for word in words if word.startswith(incomplete)]


SOURCE = SourceRef()
STORY = StoryRef()
PACK = PackRef()
story_option = click.option("--story", type=STORY, metavar="STORY", help="Only the sources of this story.")

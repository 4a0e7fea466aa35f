"""OPML 2.0: outlines with an address are sources, an outline around them names their story.

Keys that OPML does not know (packs, every ...) stand as attributes of the same names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.saxutils import quoteattr
from xml.sax.xmlreader import AttributesImpl

import defusedxml.sax
from defusedxml import DefusedXmlException

from monitor.model import Source
from monitor.sourcelist.fields import KEYS, Field, Row, flat, from_cell, to_cell


class _Outlines(ContentHandler):
    """Gathers rows as a SAX reader comes by, since that one knows the lines."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._groups: list[str | None] = []
        self._root = True

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  # SAX's name
        line: int = self._locator.getLineNumber()  # type: ignore[attr-defined]  # set by the reader
        if self._root and name != "opml":
            self.rows.append((line, f"<{name}> is not OPML; <opml> is needed"))
        self._root = False
        if name != "outline":
            return
        given = {key: str(attrs.getValue(key)).strip() for key in attrs.getNames()}
        title = given.get("text") or given.get("title")
        url = given.get("url") or given.get("htmlUrl")
        if url:
            row: dict[str, Field] = {"url": url, "story": self._story() or ""}
            if title and title != url:
                row["name"] = title
            row |= {key: from_cell(key, given[key]) for key in KEYS if key != "url" and given.get(key)}
            self.rows.append((line, row))
        elif "xmlUrl" in given:
            self.rows.append((line, f"{given['xmlUrl']} is a feed; articles are watched: give url or htmlUrl"))
        self._groups.append(None if url else title)

    def endElement(self, name: str) -> None:  # noqa: N802
        if name == "outline":
            self._groups.pop()

    def _story(self) -> str | None:
        return next((group for group in reversed(self._groups) if group), None)


def rows(text: str) -> Iterator[Row]:
    handler = _Outlines()
    fault: Row | None = None
    try:
        defusedxml.sax.parseString(text.removeprefix("\ufeff").encode("utf-8", "replace"), handler)
    except SAXParseException as error:
        fault = error.getLineNumber() or 1, f"no XML: {error.getMessage()}"
    except DefusedXmlException:
        fault = 1, "a list must not define entities or refer to other files"
    except (SAXException, ValueError, LookupError) as error:
        fault = 1, f"no XML: {error}"
    yield from handler.rows
    if fault is not None:
        yield fault


def dump(sources: Iterable[Source]) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += ["  <head><title>Sources of monitor</title></head>", "  <body>"]
    for source in sources:
        cells = {key: to_cell(key, value) for key, value in flat(source).items()}
        attributes = {"type": "link", "text": cells.pop("name"), **cells}
        written = " ".join(f"{key}={_quote(value)}" for key, value in attributes.items() if value)
        lines.append(f"    <outline {written}/>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _quote(value: str) -> str:
    return quoteattr(value, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})

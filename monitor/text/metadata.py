"""What a page states of itself: JSON-LD, meta elements, link relations, `time` elements."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from monitor.text.blocks import squash

_JSONLD_SIZE: Final = 1_000_000
_JSONLD_NODES: Final = 5_000
_VALUE: Final = 2_000
"""No value of metadata is kept longer than this, in characters."""

_ARTICLE_TYPE = re.compile(
    r"(?:.*Article|.*BlogPosting|.*Report|Review|AnalysisNewsArticle|.*NewsArticle|Liveblog.*)\Z", re.I
)
_PUBLISHED: Final = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished",
    "date", "pubdate", "publishdate", "publish-date", "publish_date", "sailthru.date", "parsely-pub-date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date.created", "citation_publication_date",
    "cxenseparse:recs:publishtime", "originalpublicationdate", "article.published", "rnews:datepublished",
)  # fmt: skip
_MODIFIED: Final = (
    "article:modified_time", "og:updated_time", "article:modified", "datemodified", "last-modified", "lastmod",
    "dcterms.modified", "dc.date.modified", "revised", "article.updated", "updated_time",
)  # fmt: skip
_AUTHOR: Final = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "byline")
_KEPT: Final = {
    "description": ("description", "og:description", "twitter:description", "dc.description"),
    "site_name": ("og:site_name", "application-name"),
    "section": ("article:section",),
    "type": ("og:type",),
}
_LD_KEPT: Final = (
    "headline",
    "alternativeHeadline",
    "description",
    "articleSection",
    "isAccessibleForFree",
    "inLanguage",
)

_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)(?:[T ].*)?", re.S)
_ISO_MONTH = re.compile(r"\s*(\d{4})-(\d{2})\s*\Z")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*\Z")
_BYLINE: Final = "[rel~=author],[itemprop=author] [itemprop=name],[itemprop=author]"
_TIMES: Final = "article time[datetime],main time[datetime],[itemprop=datePublished],time[datetime]"


@dataclass
class Meta:
    """What was found; `ld` is the JSON-LD object of the article, or of the page if there is none."""

    title: str | None = None
    og_title: str | None = None
    headline: str | None = None
    byline: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    canonical: str | None = None
    robots: str = ""
    is_article: bool = False
    types: frozenset[str] = frozenset()
    free: bool | None = None
    values: dict[str, str] = field(default_factory=dict)


def iso_date(value: str | None) -> str | None:
    """The date part of an ISO 8601 value, `YYYY-MM-DD` or `YYYY-MM`, or None. Nothing is guessed."""
    if not value:
        return None
    if match := _ISO.match(value):
        try:
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        except ValueError:
            return None
    if (match := _ISO_MONTH.match(value)) and 1 <= int(match[2]) <= 12:
        return f"{match[1]}-{match[2]}"
    return None


def language_tag(value: str | None) -> str | None:
    """A BCP 47 tag in lower case (`en`, `pt-br`), or None."""
    value = (value or "").split(",")[0].strip().replace("_", "-")
    return value.lower() if _TAG.match(value) else None


def _objects(tree: LexborHTMLParser) -> Iterator[Mapping[str, Any]]:
    """Every object in the page's JSON-LD, outer ones first. Broken JSON is passed over."""
    left = _JSONLD_NODES
    for script in tree.css("script[type='application/ld+json' i]"):
        raw = script.text()
        if len(raw) > _JSONLD_SIZE:
            continue
        try:
            data = json.loads(_cleaned(raw), strict=False)
        except (ValueError, RecursionError):
            continue
        queue = deque([data])
        while queue and left:
            left -= 1
            item = queue.popleft()
            if isinstance(item, dict):
                yield item
                queue += [value for key, value in item.items() if isinstance(value, dict | list) and key != "comment"]
            elif isinstance(item, list):
                queue += item[:_JSONLD_NODES]


def _cleaned(raw: str) -> str:
    """JSON without the comment and CDATA marks that some systems write around it."""
    raw = raw.strip().removeprefix("<!--").removesuffix("-->").strip()
    return (
        raw.removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
        .removeprefix("<![CDATA[")
        .removesuffix("]]>")
        .rstrip("; \n")
    )


def _types(item: Mapping[str, Any]) -> list[str]:
    kind = item.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return [name.rsplit("/", 1)[-1] for name in kinds if isinstance(name, str)]


def _text(value: Any) -> str | None:
    """A JSON-LD value as text: a string, or the first of a list of them."""
    if isinstance(value, list):
        return next((text for item in value[:20] if (text := _text(item))), None)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return squash(value)[:_VALUE] or None if isinstance(value, str) else None


def _names(value: Any) -> str | None:
    """The names of authors, joined by commas."""
    items = value if isinstance(value, list) else [value]
    names = [name for item in items[:20] if (name := _text(item)) and not name.startswith(("http:", "https:"))]
    return ", ".join(dict.fromkeys(names)) or None


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    """`meta` elements by lower-case name, property or itemprop; the first of a name counts."""
    out: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = squash((attributes.get("content") or "")[: 2 * _VALUE])[:_VALUE]
        if name and content:
            out.setdefault(name.strip().lower(), content)
    return out


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _absolute(address: str | None, base: str | None) -> str | None:
    """An http address made absolute, or None."""
    if not address:
        return None
    try:
        whole = urljoin(base or "", address.strip())
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and parts.netloc else None


def metadata_of(tree: LexborHTMLParser, url: str | None) -> Meta:
    """Read what the page says of itself; call it before anything is taken out of the tree."""
    meta = Meta()
    metas = _metas(tree)
    article: Mapping[str, Any] = {}
    page: Mapping[str, Any] = {}
    types: set[str] = set()
    for item in _objects(tree):
        kinds = _types(item)
        types.update(kinds)
        if not article and any(_ARTICLE_TYPE.match(kind) for kind in kinds):
            article = item
        if not page and any(kind.endswith("Page") for kind in kinds):
            page = item
    meta.types = frozenset(types)
    _titles(tree, meta, metas, article)
    _dates(tree, meta, metas, article, page)
    _language(tree, meta, metas, article or page)
    meta.byline = _byline(tree, metas, article)
    link = tree.css_first("link[rel~=canonical][href]")
    meta.canonical = _absolute(link.attributes.get("href") if link else None, url) or _absolute(
        metas.get("og:url"), url
    )
    meta.robots = " ".join(value for name, value in metas.items() if name in ("robots", "googlebot")).lower()
    free = _text(article.get("isAccessibleForFree")) or _text(page.get("isAccessibleForFree"))
    meta.free = None if free is None else free.lower() not in ("false", "no", "0", "http://schema.org/false")
    if meta.free and metas.get("article:content_tier", "").lower() in ("locked", "paid"):
        meta.free = False
    meta.is_article = (
        bool(article) or metas.get("og:type", "").lower() == "article" or ("article:published_time" in metas)
    )
    for key, names in _KEPT.items():
        if value := _first(metas, names):
            meta.values[key] = value
    for key in _LD_KEPT:
        if value := _text(article.get(key)):
            meta.values[f"jsonld.{key}"] = value
    if publisher := _text(article.get("publisher")):
        meta.values.setdefault("site_name", publisher)
    if meta.byline:
        meta.values["author"] = meta.byline
    return meta


def _titles(tree: LexborHTMLParser, meta: Meta, metas: Mapping[str, str], article: Mapping[str, Any]) -> None:
    node = tree.css_first("head > title") or tree.css_first("body > title")
    meta.title = squash(node.text()) or None if node else None
    meta.og_title = _first(metas, ("og:title", "twitter:title", "dc.title"))
    meta.headline = _text(article.get("headline"))


def _dates(
    tree: LexborHTMLParser, meta: Meta, metas: Mapping[str, str], article: Mapping[str, Any], page: Mapping[str, Any]
) -> None:
    published = [_text(article.get("datePublished")), _first(metas, _PUBLISHED), _text(page.get("datePublished"))]
    modified = [_text(article.get("dateModified")), _first(metas, _MODIFIED), _text(page.get("dateModified"))]
    for node in tree.css(_TIMES)[:8]:
        attributes = node.attributes
        stamp = attributes.get("datetime") or attributes.get("content")
        hint = " ".join(attributes.get(name) or "" for name in ("itemprop", "class", "pubdate")).lower()
        (modified if re.search("modif|updat", hint) else published).append(stamp)
    for key, values in (("published", published), ("modified", modified)):
        for value in values:
            if day := iso_date(value):
                setattr(meta, key, day)
                meta.values[key] = squash(value or "")
                break


def _language(tree: LexborHTMLParser, meta: Meta, metas: Mapping[str, str], ld: Mapping[str, Any]) -> None:
    said: list[str | None] = []
    for css in ("html", "body", "article[lang]", "main[lang]"):
        node = tree.css_first(css)
        if node is not None:
            said += [node.attributes.get("lang"), node.attributes.get("xml:lang")]
    said += [_text(ld.get("inLanguage")), metas.get("og:locale"), metas.get("content-language"), metas.get("language")]
    header = tree.css_first("meta[http-equiv='content-language' i]")
    said.append(header.attributes.get("content") if header else None)
    meta.language = next((tag for value in said if (tag := language_tag(value))), None)


def _byline(tree: LexborHTMLParser, metas: Mapping[str, str], article: Mapping[str, Any]) -> str | None:
    if names := _names(article.get("author")):
        return names
    value = _first(metas, _AUTHOR)
    if value and not value.startswith(("http:", "https:")):
        return value
    names_shown: list[str] = []
    for node in tree.css(_BYLINE)[:6]:
        name = squash(node.text())
        if 1 < len(name) <= 100:
            names_shown.append(name)
    return ", ".join(dict.fromkeys(names_shown)) or None

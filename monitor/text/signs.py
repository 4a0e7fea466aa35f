"""What of a page tells walls from articles, gathered before the article is cut out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.text import walls
from monitor.text.blocks import squash
from monitor.text.dom import GRANTED, REFUSED

_LOOK: Final = 20_000
"""Characters of a page's visible text in which notices are looked for."""

_CLIMB: Final = 8
_CAPTCHA: Final = (
    ".g-recaptcha,.h-captcha,.cf-turnstile,#px-captcha,#cf-wrapper,#challenge-form,#challenge-running,[id^=cf-chl],"
    "[class*=captcha i],[id*=captcha i],iframe[src*=captcha i],script[src*=captcha i],"
    "script[src*='challenge-platform'],script[src*='_Incapsula_'],form[action*=captcha i]"
)
_REFRESH = re.compile(r"\s*(?:10|\d)(?:\.\d*)?\s*[;,]\s*url\s*=\s*[\"']?(?P<url>[^\"']+)", re.I)
"""A refresh within ten seconds that names another address; pages that load themselves again take longer."""

_CONTAINERS: Final = "body :not(script,style,noscript,noscript *,template,link,meta,img,iframe,br,svg,svg *)"
"""Elements that a script could fill; without one a body stays empty whatever runs."""

_CONTROLS: Final = "button,[role=button],input[type=submit],input[type=button],a"


@dataclass
class Signs:
    """What of a page tells walls from articles and is gone once the article is cut out."""

    scripts: int = 0
    noscript: str = ""
    captcha: bool = False
    password: bool = False
    controls: list[str] = field(default_factory=list)
    text: str = ""
    dialog: str = ""
    link_headings: int = 0
    containers: bool = False
    locked: bool = False
    asking: str = ""
    sent_on: str = ""

    def visible(self, tree: LexborHTMLParser) -> None:
        """Look at the tree once what is not shown is gone, before what stands around the article is."""
        if tree.body is None:
            return
        self.text = squash(tree.body.text(separator=" "))[:_LOOK]
        dialogs = tree.css("[role=dialog],[role=alertdialog],[aria-modal=true],dialog")
        self.dialog = squash(" ".join(node.text(separator=" ") for node in dialogs))[:_LOOK]
        linked = tree.css("h2 a[href],h3 a[href],h4 a[href],a[href] h2,a[href] h3,a[href] h4")
        self.link_headings = sum(
            1
            for node in linked
            if not (node.attributes.get("href") or "").startswith("#") and len(squash(node.text())) > 15
        )


def signs_of(tree: LexborHTMLParser) -> Signs:
    """Gather the signs that stand in scripts and controls; call it on the whole tree."""
    signs = Signs()
    signs.scripts = len(tree.css("script:not([type*=json])"))
    signs.noscript = squash(" ".join(node.text(separator=" ")[:_LOOK] for node in tree.css("noscript")[:20]))
    signs.captcha = tree.css_first(_CAPTCHA) is not None
    signs.password = tree.css_first("input[type=password]") is not None
    signs.sent_on = _sent_on(tree)
    signs.locked = tree.css_first(REFUSED) is not None and tree.css_first(GRANTED) is None
    signs.containers = tree.css_first(_CONTAINERS) is not None
    for node in tree.css(_CONTROLS)[:400]:
        said = squash(node.text()) or squash(node.attributes.get("value") or "")
        if said and len(said) <= 80:
            signs.controls.append(said)
            if not signs.asking and walls.ACCEPT.fullmatch(said):
                signs.asking = _asking(node)
    return signs


def _sent_on(tree: LexborHTMLParser) -> str:
    """Where a page sends its readers by itself, at once or nearly so (`meta http-equiv=refresh`)."""
    for node in tree.css("meta[http-equiv=refresh i]:not(noscript *)"):
        if found := _REFRESH.match(node.attributes.get("content") or ""):
            return found["url"].strip()
    return ""


def _asking(node: LexborNode) -> str:
    """The text, without white space, of the box around a button that accepts: the closest one that says to what."""
    parent = node.parent
    for _ in range(_CLIMB):
        if parent is None or parent.tag == "html":
            break
        text = parent.text(separator=" ")[:_LOOK]
        if consent_terms(text.replace(node.text(), "")):
            return solid(text)
        parent = parent.parent
    return ""


def consent_terms(text: str) -> int:
    return sum(bool(pattern.search(text)) for pattern in walls.CONSENT_WORDS)


def solid(text: str) -> str:
    """Text without white space, in lower case: what stands where in it does not depend on markup."""
    return "".join(text.split()).lower()

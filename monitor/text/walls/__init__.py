"""How pages word it when they are no article: titles, notices and buttons in the languages that are tracked most.

Titles are matched as a whole, part by part: an article about cookies or missing pages says more in its headline than
the two words that a wall has for one. What is looked for inside a text (`..._SAID`) speaks to the visitor of the
request, as no article does. One module a family, one pattern a line, in the order of the languages:
en, de, fr, es, it, pt, nl, sv, pl, cs, tr, ru, uk, ar, ja, ko, zh.
"""

from monitor.text.walls.consent import ACCEPT, CONSENT, CONSENT_WORDS
from monitor.text.walls.lists import LOADING, NEEDS_SCRIPT, SEARCH, SIGN_IN
from monitor.text.walls.missing import NOT_FOUND, NOT_FOUND_SAID, OUT_OF_SERVICE, OUT_OF_SERVICE_SAID
from monitor.text.walls.paywall import PAYWALL, PAYWALLED, RESERVED
from monitor.text.walls.refused import CHALLENGE, CHALLENGE_BODY, RATE_LIMIT, RATE_LIMIT_SAID

__all__ = [
    "ACCEPT",
    "CHALLENGE",
    "CHALLENGE_BODY",
    "CONSENT",
    "CONSENT_WORDS",
    "LOADING",
    "NEEDS_SCRIPT",
    "NOT_FOUND",
    "NOT_FOUND_SAID",
    "OUT_OF_SERVICE",
    "OUT_OF_SERVICE_SAID",
    "PAYWALL",
    "PAYWALLED",
    "RATE_LIMIT",
    "RATE_LIMIT_SAID",
    "RESERVED",
    "SEARCH",
    "SIGN_IN",
]

"""YAML text to nodes by libyaml, which is ten times as fast: for text without faults, read as the full parser reads it.

Anything doubtful is left to that: faulty text, whose faults it tells in words, and what YAML 1.1, for which libyaml was
made, reads otherwise than YAML 1.2.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ruamel.yaml.resolver import implicit_resolvers

_DOUBTFUL = re.compile(
    r"^%|[\x85\u2028\u2029\ufeff\t]|(?:^|[\s\[{,])&(?![\w-]+\s)|(?:^|[\s\[{])!|,!(?!\))", re.MULTILINE
)
"""Directives, line breaks of YAML 1.1 that are none in 1.2, tabs; tags, and names of anchors that
libyaml reads laxly."""


def compose(text: str) -> Any:
    """The root node of the only document of a text; None where the full parser has to read it."""
    parser = _parser()
    if parser is None or _DOUBTFUL.search(text):
        return None
    import yaml

    try:
        return parser(text).get_single_node()
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


@cache
def _parser() -> Any:
    """libyaml's parser with YAML 1.2's kinds of plain values; None where PyYAML was built without it."""
    import yaml
    from yaml.resolver import BaseResolver

    if not yaml.__with_libyaml__:
        return None
    from yaml.cyaml import CParser

    class Parser(CParser, BaseResolver):  # type: ignore[misc]
        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)
            BaseResolver.__init__(self)

    for versions, tag, pattern, firsts in implicit_resolvers:
        if (1, 2) in versions:
            Parser.add_implicit_resolver(str(tag), pattern, firsts)
    return Parser

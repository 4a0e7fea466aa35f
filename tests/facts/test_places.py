"""Answers read with their questions, conditions on the topic, and what a denial or a question leaves standing."""

from __future__ import annotations

from collections.abc import Callable

from monitor.facts import extract
from monitor.facts.selftest import document
from monitor.rules import Rulebook

FACTS = """
  - id: ships
    title: Ships
    type: count
    phrases:
      - {phrase: "^{count}", near: {before: "how many ships"}}
      - {phrase: "^{count}", near: {after: "the number of ships"}}
  - id: line
    title: Line
    type: status
    values:
      opened: ["line ...4 opens"]
  - id: port
    title: Port
    type: name
    items: {Oslo: [Oslo]}
    phrases: ["(ferry|line) ...3 {item}", "from {item}"]
  - id: speed
    title: Speed
    type: count
    near: {topic: [ferry]}
    phrases: ["{count} knots"]
  - id: critics
    title: Critics
    type: list
    items: {Norway: [Norway], Sweden: [Sweden]}
    not: {match: "(feared|possible) ...2 protest"}
    phrases: ["protest ...3 {item}", {phrase: "{item} ...3 sails", near: {match: "on purpose"}}]
"""


def values(make: Callable[..., Rulebook], text: str, title: str | None = None) -> dict[str, object]:
    return {fact: seen.value for fact, seen in extract(document(text, title), make(FACTS)).items()}


def test_answer_to_a_question(make: Callable[..., Rulebook]) -> None:
    """A bare number counts where the sentence before asks for it, or the one behind explains it, and only there."""
    assert values(make, "How many ships? Twelve, by May.") == {"ships": 12}
    assert values(make, "12. That is the number of ships.") == {"ships": 12}
    assert values(make, "How many ships? Nobody knows. Twelve men came.") == {}
    assert values(make, "How many ships? At last twelve.") == {}


def test_a_question_states_no_status(make: Callable[..., Rulebook]) -> None:
    """Asking whether a line opens does not say that it does."""
    assert values(make, "The line to the north opens.") == {"line": "opened"}
    assert values(make, "The line to the north opens?") == {}


def test_a_denial_from_afar_leaves_a_name(make: Callable[..., Rulebook]) -> None:
    """What is not done before the ferry from Oslo leaves does not deny Oslo; `not from Oslo` does."""
    assert values(make, "They won't wait for the ferry to Oslo.") == {"port": "Oslo"}
    assert values(make, "It sails, but not from Oslo.") == {}


def test_topic_of_a_page(make: Callable[..., Rulebook]) -> None:
    """Title, lead and passage make a topic; a word elsewhere on the page does not."""
    filler = "It rained. " * 8
    assert values(make, f"{filler}It makes 30 knots.", "The new ferry") == {"speed": 30}
    assert values(make, f"The ferry is late. {filler}It makes 30 knots.") == {"speed": 30}
    assert values(make, f"{filler}It makes 30 knots. {filler}The ferry was late.") == {}


def test_conditions_on_the_match(make: Callable[..., Rulebook]) -> None:
    """What bears on the matched words stops them, and only them; words elsewhere in the sentence neither stop nor help."""
    assert values(make, "The feared protest in Norway never came.") == {}
    assert values(make, "The protest of Sweden is loud, the feared protest in Norway is not.") == {
        "critics": ("Sweden",)
    }
    assert values(make, "Sweden on purpose sails.") == {"critics": ("Sweden",)}
    assert values(make, "On purpose it rained; Sweden sails.") == {}

"""Rule files to typed rules: what an analyst writes in YAML, checked, compiled and ready for `facts`.

load        rule files and language lexicons -> Rulebook, or every fault of every file
wording     a fact's phrases and conditions in one language, compiled
model       the rules as the engine reads them
phrase      the phrase language; `slots`, `amounts`, `numerals`: its typed slots; `pieces`: a phrase taken apart
writing     how a language writes its words, and what phrases make of that
lexicon     a language's numbers, calendar, and how things are said
expected    what tests expect, checked
schema      what the files may hold; `yamlfile`, `checked`: from text to that, with line and column
jsonschema  the same for editors
"""

from monitor.rules.load import load
from monitor.rules.model import ENGINE, Fact, Pack, PackTest, Rulebook

__all__ = ["ENGINE", "Fact", "Pack", "PackTest", "Rulebook", "load"]

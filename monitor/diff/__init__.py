"""What changed between two readings of one source: facts by value, text by sentence. Pure.

`diff_facts` compares observations, `settle` finds what they are compared with, `diff_text` compares documents and
`same_text` says whether their text differs at all; `diff_outside` compares what stands beside it. Nothing else decides
what a change is; `silent` and `reverts_to` say what a page does not tell of it. `replay` holds history, read again with
today's rules, against the changes that were recorded.
"""

from monitor.diff.facts import diff_facts, settle
from monitor.diff.outside import diff_outside
from monitor.diff.quiet import goes_to_and_fro, reverts_to, silent
from monitor.diff.sentences import diff_text, same_text, text_digest
from monitor.diff.witness import another_part, doubtful, nothing_happened, same_headline, still_shown
from monitor.diff.words import word_marks

__all__ = [
    "another_part",
    "diff_facts",
    "diff_outside",
    "diff_text",
    "doubtful",
    "goes_to_and_fro",
    "nothing_happened",
    "reverts_to",
    "same_headline",
    "same_text",
    "settle",
    "silent",
    "still_shown",
    "text_digest",
    "word_marks",
]

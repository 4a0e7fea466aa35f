"""Document x rules -> facts: what a page says, with the words that prove it.

extract     the line through this package: page -> candidates -> one observation a fact
page        a document laid out for matching, with the way back to the original characters
match       phrases against sentences; `values`, `amounts`, `passage`: what matched, as a value
context     how it is said: hedges, negation, plans, older states, who says so
select      one observation from many candidates
selftest    the tests that stand beside the rules
explain     why a fact was read from a page, or was not; `near`: what came near
coverage    which rules fire on many documents, conflict, or never fire
"""

from monitor.facts.extract import extract
from monitor.facts.selftest import TestResult, describe, run_tests, warnings

__all__ = ["TestResult", "describe", "extract", "run_tests", "warnings"]

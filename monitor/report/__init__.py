"""What people and programs read of a run: reports in text, HTML and JSON, tables, the objects of `--json`. Pure.

Templates are handed in as text by name (`report.html.j2`), times and time zone as values.
"""

from monitor.report.contract import (
    check_json,
    diff_json,
    dump_json,
    extract_json,
    facts_json,
    log_json,
    report_json,
)
from monitor.report.message import AUDIENCES, compose, digest, subject_of
from monitor.report.render import RunFigures, diff_text_report, extract_text, log_text, render
from monitor.report.story import facts_html
from monitor.report.tables import facts_csv, facts_text, timelines_text
from monitor.report.words import change_text, remarks_of, value_text

__all__ = [
    "AUDIENCES",
    "RunFigures",
    "change_text",
    "check_json",
    "compose",
    "diff_json",
    "diff_text_report",
    "digest",
    "dump_json",
    "extract_json",
    "extract_text",
    "facts_csv",
    "facts_html",
    "facts_json",
    "facts_text",
    "log_json",
    "log_text",
    "remarks_of",
    "render",
    "report_json",
    "subject_of",
    "timelines_text",
    "value_text",
]

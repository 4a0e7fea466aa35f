"""CSV: a header line (or the keys in order), commas, semicolons or tabs; `#` opens a line of comment."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from monitor.model import Source
from monitor.sourcelist.fields import KEYS, Row, flat, from_cell, to_cell, unknown_key


def rows(text: str) -> Iterator[Row]:
    """What each line states. A list without a header line is read as `KEYS` in order: a bare list of URLs will do."""
    text = text.removeprefix("\ufeff")
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] = []
    line = 1
    try:
        for cells in reader:
            here, line = line, reader.line_num + 1
            if not any(cells) or cells[0].startswith("#"):
                continue
            if not columns:
                columns = list(KEYS) if "://" in cells[0] else [cell.strip().lower() for cell in cells]
                if "://" not in cells[0]:
                    faults = list(_column_faults(columns))
                    yield from ((here, fault) for fault in faults)
                    if faults:
                        return
                    continue
            if len(cells) > len(columns):
                yield (
                    here,
                    f"{len(cells)} cells, but {len(columns)} columns; put cells that hold {delimiter!r} into quotes",
                )
                continue
            yield here, {key: from_cell(key, cell) for key, cell in zip(columns, cells, strict=False) if cell}
    except csv.Error as error:
        yield line, f"no CSV: {error}"


def _column_faults(columns: list[str]) -> Iterator[str]:
    for column in columns:
        if column not in KEYS:
            yield unknown_key(column)
    yield from (f"the column {key} stands twice" for key in KEYS if columns.count(key) > 1)
    if "url" not in columns:
        yield "a column url is needed"


def dump(sources: Iterable[Source]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(KEYS)
    for source in sources:
        writer.writerow([to_cell(key, value) for key, value in flat(source).items()])
    return out.getvalue()

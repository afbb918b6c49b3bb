"""Tables as CSV that spreadsheets, pandas and databases open as they are.

UTF-8 with a byte-order mark, as Excel asks for it; lines end in CRLF (RFC 4180). A field that a spreadsheet would run
as a formula begins with an apostrophe, which shows it as text.
"""

from __future__ import annotations

import csv
import io

from kb.edition.output import OutputFile
from kb.exports.json_api import ROOT
from kb.exports.tables import Cell, Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def csv_file(table: Table) -> OutputFile:
    """The table as a file below ``csv/``."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_safe(cell) for cell in row] for row in table.rows())
    return OutputFile(ROOT / "csv" / f"{table.name}.csv", "\ufeff" + held.getvalue())


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell

"""Tables for spreadsheets, as CSV (RFC 4180)."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

# A cell that begins so is a formula to a spreadsheet, which may call other sites or programs:
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def escape_cell(value: object) -> str:
    """Return what a cell shows, where what would be a formula is text."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def build_csv_response(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Return a table as a file to be kept under a name."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    csv.writer(response).writerows([escape_cell(value) for value in row] for row in rows)
    return response

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

# Spreadsheets treat cells that start with one of these as formulas, which can contact other sites
# or run programs. See https://owasp.org/www-community/attacks/CSV_Injection.
_FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r")


def escape_cell(value: object) -> str:
    """Return a value as text, escaped so that spreadsheets don't evaluate it as a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_PREFIXES) else text


def build_csv_response(filename: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Return a response that downloads the rows as a CSV file (RFC 4180)."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    csv.writer(response).writerows([escape_cell(value) for value in row] for row in rows)
    return response

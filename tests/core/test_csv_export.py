import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.csv_export import build_csv_response, escape_cell


@pytest.mark.parametrize("prefix", ["=", "+", "-", "@", "\t", "\r"])
def test_formulas_are_escaped(prefix: str) -> None:
    assert escape_cell(f"{prefix}HYPERLINK(1)") == f"'{prefix}HYPERLINK(1)"


@pytest.mark.parametrize("value", ["Insult", "1-2", 7, ""])
def test_other_values_are_unchanged(value: object) -> None:
    assert escape_cell(value) == str(value)


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    assert not escape_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_response_is_a_csv_file() -> None:
    response = build_csv_response("figures.csv", [["a, b", '"c"'], ["=1+1", 3]])
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="figures.csv"'
    assert list(csv.reader(io.StringIO(response.text))) == [["a, b", '"c"'], ["'=1+1", "3"]]

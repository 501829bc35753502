"""What opens a table sees text, never a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.csv_export import build_csv_response, escape_cell


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_what_would_be_a_formula_is_text(begin: str) -> None:
    assert escape_cell(f"{begin}HYPERLINK(1)") == f"'{begin}HYPERLINK(1)"


@pytest.mark.parametrize("value", ["Insult", "1-2", 7, ""])
def test_what_is_no_formula_stays(value: object) -> None:
    assert escape_cell(value) == str(value)


@given(st.text())
def test_no_cell_ever_begins_a_formula(text: str) -> None:
    assert not escape_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_answer_is_a_file() -> None:
    answer = build_csv_response("figures.csv", [["a, b", '"c"'], ["=1+1", 3]])
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="figures.csv"'
    assert list(csv.reader(io.StringIO(answer.text))) == [["a, b", '"c"'], ["'=1+1", "3"]]

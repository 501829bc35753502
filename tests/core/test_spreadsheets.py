"""What opens a table sees text, never a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.spreadsheets import cell, csv_answer


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_what_would_be_a_formula_is_text(begin: str) -> None:
    assert cell(f"{begin}HYPERLINK(1)") == f"'{begin}HYPERLINK(1)"


@pytest.mark.parametrize("value", ["Insult", "1-2", 7, ""])
def test_what_is_no_formula_stays(value: object) -> None:
    assert cell(value) == str(value)


@given(st.text())
def test_no_cell_ever_begins_a_formula(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_answer_is_a_file() -> None:
    answer = csv_answer("figures.csv", [["a, b", '"c"'], ["=1+1", 3]])
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="figures.csv"'
    assert list(csv.reader(io.StringIO(answer.text))) == [["a, b", '"c"'], ["'=1+1", "3"]]

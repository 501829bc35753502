"""Every figure of a table stays below its head, whatever stands beside it."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from core.sanitizing.articles import clean_article

rows = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(
            st.sampled_from(["", " ", "<p></p>", "7", "<b>x</b>"]), min_size=width, max_size=width
        ),
        min_size=1,
        max_size=4,
    )
)


def cells(html: str) -> list[list[str]]:
    """Return what stands in each cell."""
    found = BeautifulSoup(html, "html.parser").find_all("tr")
    return [[cell.get_text(strip=True) for cell in row.find_all(["td", "th"])] for row in found]


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        (
            "<tr><th></th><th>2025</th></tr><tr><td>Ferries</td><td>7</td></tr>",
            "<tbody><tr><th></th><th>2025</th></tr><tr><td>Ferries</td><td>7</td></tr></tbody>",
        ),
        (
            '<tr><td colspan="2"> </td></tr><tr><td>a</td><td><p></p></td></tr>',
            '<tbody><tr><td colspan="2"></td></tr><tr><td>a</td><td></td></tr></tbody>',
        ),
        (
            "<thead><tr><th></th></tr></thead><tr><td>a</td></tr><tr></tr>",
            "<thead><tr><th></th></tr></thead><tbody><tr><td>a</td></tr></tbody>",
        ),
    ],
)
def test_an_empty_cell_holds_its_place(source: str, clean: str) -> None:
    assert clean_article(f"<table>{source}</table>").html == f"<table>{clean}</table>"


@pytest.mark.parametrize(
    "empty", ["<table></table>", "<table><tr><td> </td><td></td></tr></table>"]
)
def test_a_table_without_a_word_is_left_out(empty: str) -> None:
    assert clean_article(f"{empty}<p>a</p>").html == "<p>a</p>"


@given(rows)
def test_a_table_comes_through_cell_by_cell(rows: list[list[str]]) -> None:
    written = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    source = f"<table><tbody>{written}</tbody></table>"
    html = clean_article(source).html
    assert cells(html) == (cells(source) if any(map(any, cells(source))) else [])
    assert clean_article(html).html == html

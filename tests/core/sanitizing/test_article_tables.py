"""Table cells stay in their columns."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from core.sanitizing.articles import clean_article

ROWS = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(
            st.sampled_from(["", " ", "<p></p>", "7", "<b>x</b>"]), min_size=width, max_size=width
        ),
        min_size=1,
        max_size=4,
    )
)


def get_cells(html: str) -> list[list[str]]:
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
def test_empty_cells_are_preserved(source: str, clean: str) -> None:
    assert clean_article(f"<table>{source}</table>").html == f"<table>{clean}</table>"


@pytest.mark.parametrize(
    "empty", ["<table></table>", "<table><tr><td> </td><td></td></tr></table>"]
)
def test_tables_without_text_are_removed(empty: str) -> None:
    assert clean_article(f"{empty}<p>a</p>").html == "<p>a</p>"


@given(ROWS)
def test_tables_keep_all_cells(rows: list[list[str]]) -> None:
    written = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    source = f"<table><tbody>{written}</tbody></table>"
    html = clean_article(source).html
    assert get_cells(html) == (get_cells(source) if any(map(any, get_cells(source))) else [])
    assert clean_article(html).html == html

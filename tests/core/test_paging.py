import pytest
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import User
from core.paging import get_page, parse_page_number

pytestmark = pytest.mark.every_database


class PagesTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        User.objects.bulk_create(User(username=f"user {n}") for n in range(7))

    @given(st.integers(min_value=1, max_value=9))
    def test_pages_contain_each_row_once_in_order(self, size: int) -> None:
        rows = User.objects.order_by("username")
        shown: list[User] = []
        number, more = 1, True
        while more:
            page = get_page(rows, number, size=size)
            assert page.has_previous == (number > 1)
            assert len(page.items) <= size
            shown += page.items
            more, number = page.has_next, number + 1
        assert shown == list(rows)
        with pytest.raises(Http404):
            get_page(rows, number, size=size)

    def test_a_page_takes_one_query(self) -> None:
        with self.assertNumQueries(1):
            get_page(User.objects.order_by("pk"), 2, size=2)

    def test_an_empty_list_has_a_first_page(self) -> None:
        page = get_page(User.objects.filter(pk=0).order_by("pk"), 1, size=5)
        assert (list(page.items), page.has_next, page.has_previous) == ([], False, False)

    def test_other_pages_are_not_found(self) -> None:
        for number in (0, -1, 3, 10**9, 10**30):
            with pytest.raises(Http404):
                get_page(User.objects.order_by("pk"), number, size=5)

    def test_a_total_order_is_required(self) -> None:
        for rows in (User.objects.all(), User.objects.order_by("last_name")):
            with pytest.raises(ValueError, match="total order"):
                get_page(rows, 1, size=5)


@pytest.mark.parametrize(("value", "number"), [("1", 1), ("007", 7), ("0", 0)])
def test_page_numbers(value: str, number: int) -> None:
    assert parse_page_number(value) == number


@pytest.mark.parametrize(
    "value", ["", "x", "-1", "+1", " 1", "1.0", "1e3", "٣", "²", "9" * 9, "\x00"]
)
def test_other_text_is_not_a_page_number(value: str) -> None:
    with pytest.raises(Http404):
        parse_page_number(value)

import ipaddress

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from comments.models import Comment, Thread
from core.network_lookup import get_text_range
from tests.people import fill_thread

pytestmark = pytest.mark.every_database


@pytest.mark.parametrize(
    ("network", "inside", "outside"),
    [
        ("192.0.2.0/24", ["192.0.2.1", "192.0.2.255"], ["192.0.20.1", "192.0.3.1", "::1"]),
        ("192.0.2.128/25", ["192.0.2.200"], ["192.0.2.20", "2001:db8::1"]),
        ("192.0.2.7/32", ["192.0.2.7"], ["192.0.2.70"]),
        ("10.0.0.0/8", ["10.200.1.1"], ["100.0.0.1"]),
        ("2001:db8:1:2::/64", ["2001:db8:1:2::9", "2001:db8:1:2:3:4:5:6"], ["2001:db8:1:3::9"]),
        ("2001:db8::/64", ["2001:db8::1", "2001:db8::1:2:3:4"], ["2001:db8:0:1::1", "1.2.3.4"]),
        ("2001:db8::/32", ["2001:db8::1", "2001:db8:5::1"], ["2001:db80::1"]),
    ],
)
def test_addresses_in_a_network_are_found(
    thread: Thread, network: str, inside: list[str], outside: list[str]
) -> None:
    for comment, address in zip(fill_thread(thread, 9), [*inside, *outside], strict=False):
        Comment.objects.filter(pk=comment.pk).update(ip_address=address)
    found = Comment.objects.filter(ip_address__in_network=network)
    assert set(found.values_list("ip_address", flat=True)) == set(inside)


ADDRESSES = st.ip_addresses(v=4) | st.ip_addresses(v=6)


class TextRangeTest(TestCase):
    @given(ADDRESSES, st.data())
    def test_the_text_range_contains_all_addresses_of_the_network(
        self, address: ipaddress.IPv4Address | ipaddress.IPv6Address, data: st.DataObject
    ) -> None:
        length = data.draw(st.integers(0, address.max_prefixlen))
        network = ipaddress.ip_network((address, length), strict=False)
        first, end = get_text_range(str(network))
        assert first <= str(address) < end


@pytest.mark.django_db
def test_sqlite_uses_the_index() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's plan depends on the size of the table")
    found = Comment.objects.filter(ip_address__in_network="192.0.2.0/24")
    assert "comments_comment_by_address" in found.explain()

"""A listed domain stands for itself and for all below it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.matching import Domains, host_of, hosts_in

LISTED = Domains(
    ["# remark", "pills.example", "*.Bücher.example", "https://casino.example/path", ""]
)


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://pills.example/buy", "pills.example"),
        ("http://www.shop.pills.example:8080/", "pills.example"),
        ("//PILLS.example./", "pills.example"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://user@casino.example", "casino.example"),
        ("https://notpills.example/", ""),
        ("https://pills.example.org/", ""),
        ("https://example/", ""),
        ("https://[::1/", ""),
        ("", ""),
    ],
)
def test_a_host_is_listed_with_what_lies_below(address: str, domain: str) -> None:
    assert LISTED.find(host_of(address)) == domain


def test_hosts_are_read_from_a_text() -> None:
    text = "See pills.example, or www.Casino.example/x? No."
    assert [text[start:end] for _host, start, end in hosts_in(text)] == [
        "pills.example",
        "www.Casino.example",
    ]


def test_remarks_and_empty_lines_are_no_domains() -> None:
    assert len(LISTED) == 3


@given(st.text("ab.-_/:@ü ", max_size=60))
def test_every_text_has_hosts_at_its_own_places(text: str) -> None:
    for host, start, end in hosts_in(text):
        assert host == host_of(text[start:end])

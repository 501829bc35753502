"""A listed domain includes its subdomains."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.filters.matching.domain_list import DomainMatcher, find_hosts, parse_host

LISTED = DomainMatcher(
    ["# comment", "pills.example", "*.Bücher.example", "https://casino.example/path", ""]
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
def test_a_domain_includes_its_subdomains(address: str, domain: str) -> None:
    assert LISTED.find(parse_host(address)) == domain


def test_hosts_are_found_in_a_text() -> None:
    text = "See pills.example, or www.Casino.example/x? No."
    assert [text[start:end] for _host, start, end in find_hosts(text)] == [
        "pills.example",
        "www.Casino.example",
    ]


def test_comments_and_empty_lines_are_ignored() -> None:
    assert len(LISTED) == 3


@given(st.text("ab.-_/:@ü ", max_size=60))
def test_hosts_have_correct_offsets(text: str) -> None:
    for host, start, end in find_hosts(text):
        assert host == parse_host(text[start:end])

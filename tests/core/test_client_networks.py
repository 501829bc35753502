import pytest

from core.client_networks import (
    get_first_address,
    get_network,
    get_subscriber,
    get_wide_network,
)


@pytest.mark.parametrize(
    ("address", "subscriber", "network", "wide_network"),
    [
        ("192.0.2.7", "192.0.2.7/32", "192.0.2.0/24", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("::1", "::/64", "::/64", "::/48"),
        (None, None, None, None),
    ],
)
def test_networks(
    address: str | None, subscriber: str | None, network: str | None, wide_network: str | None
) -> None:
    assert get_subscriber(address) == subscriber
    assert get_network(address) == network
    assert get_wide_network(address) == wide_network


@pytest.mark.parametrize(
    ("network", "first"),
    [("192.0.2.0/24", "192.0.2.0"), ("2001:db8:1::/48", "2001:db8:1::"), (None, None)],
)
def test_the_first_address_is_stored(network: str | None, first: str | None) -> None:
    assert get_first_address(network) == first

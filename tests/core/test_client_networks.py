import pytest

from core.client_networks import get_neighborhood, get_network


@pytest.mark.parametrize(
    ("address", "network", "neighborhood"),
    [("192.0.2.7", "192.0.2.7", "192.0.2.0"),
     ("2001:db8:1:2:3::4", "2001:db8:1:2::", "2001:db8:1:2::"), (None, None, None)],
)  # fmt: skip
def test_networks(address: str | None, network: str | None, neighborhood: str | None) -> None:
    assert get_network(address) == network
    assert get_neighborhood(address) == neighborhood

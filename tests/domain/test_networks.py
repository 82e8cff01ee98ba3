"""From where somebody asks."""

import pytest

from keepwarm.domain.errors import Invalid
from keepwarm.domain.networks import asker_behind, network_of, parse_network

PROXIES = (parse_network("127.0.0.1"), parse_network("172.18.0.0/16"), parse_network("::1"))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:0:7::1", "2001:db8:0:7::/64"),
        ("2001:db8:0:7:ffff:ffff:ffff:ffff", "2001:db8:0:7::/64"),
        ("2001:db8:0:8::1", "2001:db8:0:8::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("testclient", "unknown"),
    ],
)
def test_a_household_is_one_network(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("peer", "forwarded", "asker"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "1.1.1.1, 203.0.113.9, 172.18.0.3", "203.0.113.9"),
        ("::1", "2001:db8::7", "2001:db8::7"),
        ("::1", "[2001:db8::7]", "2001:db8::7"),
        ("203.0.113.9", "1.1.1.1", "203.0.113.9"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9, nonsense", "127.0.0.1"),
        ("127.0.0.1", "," * 100_000, "127.0.0.1"),
        ("not an address", "1.1.1.1", "not an address"),
    ],
)
def test_only_a_proxy_that_is_listed_is_believed_about_who_asks(
    peer: str, forwarded: str, asker: str
) -> None:
    assert asker_behind(peer, forwarded, PROXIES) == asker
    assert asker_behind(peer, forwarded, ()) == peer


def test_what_is_no_address_of_a_proxy_is_said() -> None:
    with pytest.raises(Invalid, match=r"write it like 127\.0\.0\.1"):
        parse_network("my proxy")

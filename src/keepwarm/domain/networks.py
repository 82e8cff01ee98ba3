"""From where somebody asks: the network that an address belongs to, and whom a reverse proxy speaks for."""

from collections.abc import Collection
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from keepwarm.domain.errors import Invalid

Network = IPv4Network | IPv6Network

_HOUSEHOLD_BITS = 64
_CUSTOMER_BITS = 48
_LONGEST = 4_096
"""Of a forwarded header no more is read than this, from its end."""


def network_of(address: str) -> str:
    """The network that guesses are counted by: an IPv4 address whole, of an IPv6 address the first 64 bits.

    One household has so many addresses of IPv6. What is no address is one network of its own.
    """
    return _network(address, _HOUSEHOLD_BITS)


def customer_of(address: str) -> str:
    """The widest network that one customer is given: an IPv4 address whole, of IPv6 the first 48 bits."""
    return _network(address, _CUSTOMER_BITS)


def _network(address: str, bits: int) -> str:
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ip_network((found, bits), strict=False))
    return str(found)


def parse_network(text: str) -> Network:
    """A proxy's address, or the network it is in ("127.0.0.1", "172.18.0.0/16"). Raises Invalid."""
    try:
        return ip_network(text.strip(), strict=False)
    except ValueError as error:
        raise Invalid(f"{text!r} is no address of a reverse proxy; write it like 127.0.0.1.") from error


def asker_behind(peer: str, forwarded: str, believed: Collection[Network]) -> str:
    """Whose request it is: the peer's, or where the peer is a proxy we believe, whom that one names.

    `forwarded` is X-Forwarded-For, to whose end each proxy adds whom it heard; anybody may have written what
    stands before the first name that one of ours did not add.
    """
    asker = peer
    for said in reversed(forwarded[-_LONGEST:].split(",")):
        if not _is_in(asker, believed):
            break
        named = said.strip().strip("[]")
        try:
            ip_address(named)
        except ValueError:
            break
        asker = named
    return asker


def _is_in(address: str, networks: Collection[Network]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in networks)

"""The one way out: to a server that the owner configured, at an address that was checked (TRUST.md, 43).

A name is looked up once, each address it has is checked, and the connection goes to that very address, so
that a name which answers differently the second time leads nowhere else. Addresses within a private network
and this machine are for who said so; link-local ones, behind which clouds keep their keys, are for nobody.
"""

import os
import socket
import ssl
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from keepwarm.domain.errors import Invalid, Unavailable

TIMEOUT_SECONDS = 30.0
"""How long a server may keep silent."""

_NAT64 = IPv6Network("64:ff9b::/96")
_PORTS = range(1, 65_536)

Address = IPv4Address | IPv6Address


def host_and_port(address: str, default_port: int) -> tuple[str, int]:
    """The parts of `host`, `host:port`, `[2001:db8::1]` or `[2001:db8::1]:port`. Raises Invalid."""
    host, port = address.strip(), str(default_port)
    if host.startswith("["):
        host, _, rest = host[1:].partition("]")
        port = rest.removeprefix(":") or port
    elif host.count(":") == 1:
        host, _, port = host.partition(":")
    fits = host and not any(letter.isspace() or letter in "/@?#[]\\" for letter in host)
    if not fits or not (port.isascii() and port.isdigit()) or int(port[:6]) not in _PORTS:
        raise Invalid(f"{address!r} is no server; write its name, and a port where it needs one: host:993.")
    return host, int(port)


def open_connection(
    host: str, port: int, *, private: bool = False, timeout: float = TIMEOUT_SECONDS
) -> socket.socket:
    """Connect to the first checked address that answers; reading and writing have the same time limit.

    `private` allows addresses within a private network and this machine. Raises Unavailable.
    """
    failure = "it has no address"
    refused: Address | None = None
    for family, place in _places(host, port):
        address = ip_address(str(place[0]).partition("%")[0])
        if not may_reach(address, private=private):
            refused = address
            continue
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(timeout)
            connection.connect(place)
        except OSError as error:
            connection.close()
            failure = said_of(error)
        else:
            return connection
    if refused is not None and failure == "it has no address":
        raise Unavailable(_refusal(host, refused))
    raise Unavailable(f"{host} cannot be reached on port {port} ({failure}); check its name and the network.")


def secure(connection: socket.socket, host: str) -> ssl.SSLSocket:
    """TLS over a connection, with the certificate checked for this host; the connection is closed on failure.

    Trusted is whom this machine trusts, or the authorities in the file that SSL_CERT_FILE names.
    """
    try:
        return _context().wrap_socket(connection, server_hostname=host)
    except ssl.SSLCertVerificationError as error:
        connection.close()
        raise Unavailable(
            f"The certificate of {host} is not trusted ({error.verify_message}); if it is yours, name the "
            "file of its authority in SSL_CERT_FILE."
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a host that no certificate could be for
        connection.close()
        raise Unavailable(f"{host} does not speak TLS there ({said_of(error)}); check the port.") from error


def may_reach(address: Address, *, private: bool) -> bool:
    """Whether a connection may go to an address; one that carries another within counts as that one."""
    inner = _carried(address)
    if inner.is_multicast or inner.is_unspecified or inner.is_link_local:
        return False
    return inner.is_global or (private and (inner.is_private or inner.is_loopback or _is_shared(inner)))


def said_of(error: BaseException) -> str:
    """A few words on what went wrong between here and a server."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ssl.SSLError):
        return (error.reason or "TLS failed").replace("_", " ").lower()
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


def _context() -> ssl.SSLContext:
    try:
        return ssl.create_default_context()
    except OSError as error:
        place = os.environ.get("SSL_CERT_FILE", "")
        raise Unavailable(
            f"The authorities in SSL_CERT_FILE={place} cannot be read ({said_of(error)})."
        ) from error


def _places(host: str, port: int) -> list[tuple[int, Any]]:
    """Where a name leads, each place once, in the order in which the system would try them."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else "no such name"
        raise Unavailable(f"{host} is not known ({said}); check the name and the network.") from error
    return list(dict.fromkeys((int(family), place) for family, _, _, _, place in found))


def _carried(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, or the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else address)


def _is_shared(address: Address) -> bool:
    """Addresses that a provider shares among its customers, and overlay networks give out (RFC 6598)."""
    return isinstance(address, IPv4Address) and int(address) >> 22 == int(IPv4Address("100.64.0.0")) >> 22


def _refusal(host: str, address: Address) -> str:
    if may_reach(address, private=True):
        return (
            f"{host} leads to {address}, within a private network or this machine; if that is meant, "
            "add the feed with --private."
        )
    return f"{host} leads to {address}, to which no mailbox or calendar may lead; check the name."

"""The wall around the tests: sockets that reach this machine and nothing else."""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

_OWN_NAMES = frozenset({"", "localhost", "localhost.localdomain", "ip6-localhost"})


@contextmanager
def guarded_sockets() -> Iterator[None]:
    """Fail the test that connects, sends or looks up a name beyond this machine, until the block ends.

    The failure is no `Exception`, so code that forgives a network that is down does not hide it.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded_connect(getattr(socket.socket, name)))
        patch.setattr(socket.socket, "sendto", _guarded_sendto(socket.socket.sendto))
        patch.setattr(socket, "getaddrinfo", _guarded_lookup(socket.getaddrinfo))
        yield


def stays_here(host: object) -> bool:
    """Whether a host, given by name or address, is this machine."""
    text = host.decode() if isinstance(host, bytes) else str(host or "")
    if text.lower() in _OWN_NAMES:
        return True
    try:
        return ipaddress.ip_address(text.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _refuse(host: object) -> None:
    if not stays_here(host):
        pytest.fail(f"A test reached for the network: {host}.")


def _refuse_address(family: int, address: Any) -> None:
    if family in (socket.AF_INET, socket.AF_INET6):
        _refuse(address[0])


def _guarded_connect(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        _refuse_address(self.family, address)
        return connect(self, address)

    return guarded


def _guarded_sendto(sendto: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, *arguments: Any) -> Any:
        _refuse_address(self.family, arguments[-1])  # the address comes last, with flags or without
        return sendto(self, *arguments)

    return guarded


def _guarded_lookup(lookup: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: Any, *arguments: Any, **options: Any) -> Any:
        _refuse(host)
        return lookup(host, *arguments, **options)

    return guarded

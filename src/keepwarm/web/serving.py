"""Listening: on this machine alone, and on other addresses only where the site has one from outside."""

import socket
from ipaddress import ip_address

import uvicorn
from starlette.applications import Starlette

from keepwarm.domain.errors import Invalid, Unavailable

_STOPPING_SECONDS = 3
_LAST_PORT = 65_535


def check_host(host: str, *, outside: bool) -> str:
    """The address to listen on. Raises Invalid for one that others could reach, unless they are to."""
    try:
        address = ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError as error:
        raise Invalid(f"{host!r} is no address of this machine; leave --host out.") from error
    if not address.is_loopback and not outside:
        raise Invalid(
            f"{host} can be reached by others, and without an address of your own there is no login; leave "
            "--host out, or say under which address Keepwarm is reached: --public-url https://warm.example.org"
        )
    return str(address)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 is any that is free. Raises Unavailable where the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named, or asyncio would not turn off Nagle's algorithm and each answer took 44 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        other = port + 1 if port < _LAST_PORT else _LAST_PORT - 1
        raise Unavailable(
            f"Port {port} cannot be used here ({error.strerror}); perhaps Keepwarm runs already at "
            f"http://{host}:{port}. Otherwise choose another: keepwarm serve --port {other}"
        ) from error
    return listener


def own_names(port: int) -> frozenset[str]:
    """Every name under which a browser on this machine may ask for the port."""
    names = ("127.0.0.1", "localhost", "[::1]")
    return frozenset(f"{name}:{port}" for name in names) | (frozenset(names) if port == 80 else frozenset())


def make_server(app: Starlette) -> uvicorn.Server:
    """A server that writes no line about who asked for what, and believes no header about where from."""
    config = uvicorn.Config(
        app,
        access_log=False,
        log_config=None,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_STOPPING_SECONDS,
        ws="none",
    )
    return uvicorn.Server(config)

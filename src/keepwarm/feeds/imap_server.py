"""A mail server that lets the owner in: TLS first, then their password or token."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from keepwarm.domain.errors import Unavailable
from keepwarm.feeds import FeedSettings
from keepwarm.feeds.imap_wire import Declined, Wire
from keepwarm.feeds.outbound import host_and_port, open_connection
from keepwarm.formats.imap import quoted

TLS_PORT, STARTTLS_PORT = 993, 143
TIMEOUT_SECONDS = 60.0
"""How long a server may keep silent: opening a large folder takes some time."""

Secret = Callable[[], str]


@contextmanager
def logged_in(settings: FeedSettings, secret: Secret) -> Iterator[tuple[Wire, frozenset[str]]]:
    """The wire to the owner's mailbox, with what the server can do. Raises Unavailable."""
    with closing(_connected(settings)) as wire:
        before = _abilities(wire)
        _prove(wire, settings, secret(), before)
        yield wire, _abilities(wire)


def _connected(settings: FeedSettings) -> Wire:
    """A wire that has been greeted, in TLS unless the owner said otherwise.

    Port 143 begins in the clear and 993 in TLS. On any other TLS is tried, and where the server speaks
    first, STARTTLS; it is TLS with a checked certificate either way.
    """
    host, port = host_and_port(settings.address, STARTTLS_PORT if settings.plain else TLS_PORT)
    if settings.plain or port == STARTTLS_PORT:
        return _greeted(settings, host, port, at_once=False)
    try:
        return _greeted(settings, host, port, at_once=True)
    except Unavailable as problem:
        speaks_first = isinstance(problem.__cause__, ssl.SSLError) and not isinstance(
            problem.__cause__, ssl.SSLCertVerificationError
        )
        if port == TLS_PORT or not speaks_first:
            raise
    return _greeted(settings, host, port, at_once=False)


def _greeted(settings: FeedSettings, host: str, port: int, *, at_once: bool) -> Wire:
    wire = Wire(open_connection(host, port, private=settings.private, timeout=TIMEOUT_SECONDS), host)
    try:
        if at_once:
            wire.secure()
        said = wire.greeting()
        if not at_once and not settings.plain:
            if said == "PREAUTH":
                raise wire.broken("lets everybody in before TLS")
            _start_tls(wire)
    except BaseException:
        wire.close()
        raise
    return wire


def _start_tls(wire: Wire) -> None:
    try:
        wire.run(b"STARTTLS")
    except Declined as said:
        raise Unavailable(
            f"The mail server {wire.host} does not offer TLS there ({said.words}); name its port for TLS, "
            "mostly 993."
        ) from said
    wire.secure()


def _abilities(wire: Wire) -> frozenset[str]:
    """What the server says that it can do, in capitals."""
    try:
        answers = wire.run(b"CAPABILITY")
    except Declined as said:
        raise wire.broken(f"does not say what it can ({said.words})") from said
    texts = [answer[0].upper().split() for answer in answers]
    return frozenset(
        word.decode("ascii", "replace") for words in texts if words[:1] == [b"CAPABILITY"] for word in words
    )


def _prove(wire: Wire, settings: FeedSettings, secret: str, abilities: frozenset[str]) -> None:
    at_once = "SASL-IR" in abilities
    try:
        if settings.oauth:
            proof = f"user={settings.user}\1auth=Bearer {secret}\1\1"
            wire.authenticate("XOAUTH2", proof.encode(), at_once=at_once)
        elif "AUTH=PLAIN" in abilities or "LOGINDISABLED" in abilities:
            wire.authenticate("PLAIN", f"\0{settings.user}\0{secret}".encode(), at_once=at_once)
        else:
            wire.run(b"LOGIN " + _login_words(settings.user, secret, wire))
    except Declined as said:
        words = said.words.replace(secret, "…") if secret else said.words
        what = "token" if settings.oauth else "password"
        raise Unavailable(
            f"The mail server {wire.host} does not let {settings.user} in ({words}); check the user, and "
            f"the command that prints the {what}."
        ) from None  # the words might repeat the secret


def _login_words(user: str, secret: str, wire: Wire) -> bytes:
    try:
        return quoted(user.encode()) + b" " + quoted(secret.encode())
    except ValueError as error:
        raise wire.broken(
            "takes plain letters only in a user and a password, and these hold others"
        ) from error

"""At most so many tries to get in, for passwords, passkeys and tokens alike (TRUST.md, B12)."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from keepwarm.domain.networks import network_of
from keepwarm.storage.accounts import lock_account
from keepwarm.storage.book import Library
from keepwarm.storage.guesses import (
    delete_guess,
    forget_guesses,
    insert_guess,
    lock_network,
    tried_at,
    tried_from,
)

SPAN = timedelta(minutes=15)
MOST_FROM_NETWORK = 30
MOST_AT_ACCOUNT = 10
MOST_KEPT = 1_000
"""Of guesses at no account, which are at tokens of 128 bits and more, so many are remembered at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who wants to come in: a network under a keyed hash, and a device in a few words."""

    network: str
    device: str = "a device"


@dataclass(frozen=True, slots=True, kw_only=True)
class TryAgain:
    """Too much was tried; nothing more is looked at before this time."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """It was not right; what exactly was wrong is not said."""


def keyed_network(key: bytes, address: str) -> str:
    """The network of an address as it is kept: who has the table and not the key cannot tell where it is."""
    return hmac.digest(key, network_of(address).encode(), "sha256").hex()


def begin_guess(library: Library, asker: Asker, account_id: int | None, now: datetime) -> int | TryAgain:
    """Write a guess down before it is checked; its id, or when to try again.

    Once there were too many nothing is written, so that guessing on costs the book nothing.
    """
    with library.transaction(writing=False) as connection:
        closed = _closed(connection, asker, account_id, now)
    if closed is not None:
        return closed
    with library.transaction(writing=True) as connection:
        if account_id is not None:
            lock_account(connection, account_id)
        lock_network(connection, asker.network)
        closed = _closed(connection, asker, account_id, now)
        if closed is not None:
            return closed
        forget_guesses(connection, now - SPAN, MOST_KEPT - 1)
        return insert_guess(connection, asker.network, account_id, now)


def was_right(connection: Connection, guess_id: int) -> None:
    """It was no guess."""
    delete_guess(connection, guess_id)


def _closed(connection: Connection, asker: Asker, account_id: int | None, now: datetime) -> TryAgain | None:
    since = now - SPAN
    tried = [(tried_from(connection, asker.network, since), MOST_FROM_NETWORK)]
    if account_id is not None:
        tried.append((tried_at(connection, account_id, since), MOST_AT_ACCOUNT))
    ends = [one.first_at + SPAN for one, most in tried if one.times >= most and one.first_at is not None]
    return TryAgain(at=max(ends)) if ends else None

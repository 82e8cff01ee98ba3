"""What was tried to get in during the last quarter of an hour, counted by network and by account.

A guess is written down before it is checked and taken out again where it was right, so that many at once
are no more than one after the other.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from keepwarm.storage.book import new_id
from keepwarm.storage.schema_site import guesses


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """How much was tried, and when the first that still counts was."""

    times: int
    first_at: datetime | None


def lock_network(connection: Connection, network: str) -> None:
    """Let who tries from the same network at the same time take turns, to the end of the transaction.

    There may be no row to lock. SQLite lets one write at a time as it is.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(network))))


def tried_from(connection: Connection, network: str, since: datetime) -> Tried:
    """From a network, of whatever kind."""
    found = select(func.count(), func.min(guesses.c.at))
    return _tried(connection.execute(found.where(guesses.c.network == network, guesses.c.at > since)).one())


def tried_at(connection: Connection, account_id: int, since: datetime) -> Tried:
    """At an account, from wherever."""
    found = select(func.count(), func.min(guesses.c.at))
    named = found.where(guesses.c.account_id == account_id, guesses.c.at > since)
    return _tried(connection.execute(named).one())


def _tried(row: tuple[int, datetime | None]) -> Tried:
    return Tried(times=row[0], first_at=row[1])


def insert_guess(connection: Connection, network: str, account_id: int | None, now: datetime) -> int:
    """Write one down."""
    guess_id = new_id()
    row = {"guess_id": guess_id, "network": network, "account_id": account_id, "at": now}
    connection.execute(insert(guesses).values(row))
    return guess_id


def delete_guess(connection: Connection, guess_id: int) -> None:
    """It was right, and no guess."""
    connection.execute(delete(guesses).where(guesses.c.guess_id == guess_id))


def delete_guesses_at(connection: Connection, account_id: int) -> None:
    """The owner says anew how to get in, so what was tried before counts no longer."""
    connection.execute(delete(guesses).where(guesses.c.account_id == account_id))


def forget_guesses(connection: Connection, until: datetime, most: int) -> None:
    """Let go of those of before a time, and of all but the latest so many that are at no account."""
    connection.execute(delete(guesses).where(guesses.c.at <= until))
    others = select(guesses.c.guess_id).where(guesses.c.account_id.is_(None))
    if (connection.scalar(select(func.count()).select_from(others.subquery())) or 0) > most:
        latest = others.order_by(guesses.c.at.desc(), guesses.c.guess_id).limit(most)
        connection.execute(
            delete(guesses).where(guesses.c.account_id.is_(None), guesses.c.guess_id.not_in(latest))
        )

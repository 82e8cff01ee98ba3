"""The owner of a book, and the addresses by which a mailbox shows them."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import insert_rows, storable_text
from keepwarm.storage.schema import owner_addresses, owners

_CAPACITY = 5
"""How many people a day's list holds where the owner has not said otherwise."""


def find_owner_name(connection: Connection) -> str | None:
    """The name of a book's owner, or None where there is no book in the database yet."""
    row = connection.execute(select(owners.c.owner_id, owners.c.name).limit(1)).one_or_none()
    return None if row is None else row.name


def find_beginning(connection: Connection) -> tuple[str, datetime] | None:
    """Whose book it is and when it was begun, or None where there is no book in the database yet."""
    row = connection.execute(select(owners.c.name, owners.c.began_at).limit(1)).one_or_none()
    return None if row is None else (row.name, row.began_at)


def insert_owner(
    connection: Connection, name: str, time_zone: str, now: datetime, *, country: str = ""
) -> None:
    """Begin a book: the one thing that stands before any journal."""
    values = {
        "owner_id": new_id(),
        "name": storable_text(name),
        "time_zone": time_zone,
        "country": country,
        "capacity": _CAPACITY,
    }
    connection.execute(insert(owners).values(**values, began_at=now))


def add_addresses(book: Book, addresses: list[str]) -> None:
    """Add the owner's own addresses, lower-cased."""
    insert_rows(book, owner_addresses, [{"address": address} for address in addresses])

"""The open book: one owner, one transaction, one today."""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import inf, nextafter
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, CursorResult, Engine, Executable, Row, Table, select

from keepwarm.domain.dates import day_begins, day_for_today, local_days
from keepwarm.domain.errors import Unavailable
from keepwarm.storage.engine import is_url, make_engine, plain_words
from keepwarm.storage.migrations import check_version
from keepwarm.storage.schema import owner_addresses, owners


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose book it is; `country` is the ISO 3166 code by which numbers are read, empty for unknown."""

    owner_id: int
    name: str
    time_zone: str
    country: str
    capacity: int
    addresses: tuple[str, ...]


class Book:
    """All that one owner keeps, open in one transaction at one moment.

    `now` is aware, and `days` is the next moment as the model counts it (domain/dates.local_days), for what
    is logged as of now has happened by then, and the model looks at what is strictly before.
    `imagined` says that the owner named the time and it is not the clock's, so that nothing stored about
    the present is used. `batch_id` is the journal's batch that changes belong to, and `batch` what is to
    be written down of it with its first change.
    """

    def __init__(self, connection: Connection, owner: Owner, now: datetime, *, imagined: bool) -> None:
        self.connection = connection
        self.owner = owner
        self.now = now
        self.imagined = imagined
        self.zone = ZoneInfo(owner.time_zone)
        self.days = nextafter(local_days(now, self.zone), inf)
        self.batch_id: int | None = None
        self.batch: dict[str, Any] | None = None
        self.token: str | None = None

    @property
    def today(self) -> date:
        """The owner's day for Today, which starts at four in the morning; who names a day means that one."""
        if self.imagined and self.now.astimezone(UTC) == day_begins(self.calendar_day, self.zone):
            return self.calendar_day
        return day_for_today(self.now, self.zone)

    @property
    def calendar_day(self) -> date:
        """The owner's calendar day, which the model counts by."""
        return self.now.astimezone(self.zone).date()

    def owns(self, table: Table) -> ColumnElement[bool]:
        """The condition that every statement on a table of the book carries."""
        column: ColumnElement[int] = table.c.owner_id
        return column == self.owner.owner_id

    def execute(
        self, statement: Executable, rows: list[dict[str, Any]] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run one statement in the book's transaction."""
        return self.connection.execute(statement, rows)

    def rows(self, statement: Executable) -> list[Row[*tuple[Any, ...]]]:
        """Run one statement and fetch all of its rows."""
        return list(self.connection.execute(statement).all())


def new_id() -> int:
    """64 random bits, signed, as every id of ours is."""
    return secrets.randbits(64) - (1 << 63)


class Library:
    """The database behind a location, from which books are opened; one for a process."""

    def __init__(self, location: str, engine: Engine | None = None) -> None:
        self.location = location
        self.engine: Engine = engine or make_engine(location)
        self._checked = False

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    @contextmanager
    def transaction(self, *, writing: bool) -> Iterator[Connection]:
        """One transaction, committed at the end, rolled back by any exception."""
        with plain_words(self.location), self.engine.connect() as plain:
            connection = plain.execution_options(keepwarm_writing=writing)
            with connection.begin():
                yield connection

    @contextmanager
    def open(self, now: datetime, *, writing: bool = False, imagined: bool = False) -> Iterator[Book]:
        """Open the book in one transaction. Raises Unavailable where there is none to open."""
        if not is_url(self.location):
            check_file(Path(self.location))
        with self.transaction(writing=writing) as connection:
            if not self._checked:
                check_version(connection, self.location)
                self._checked = True
            yield Book(
                connection, _only_owner(connection, self.location, lock=writing), now, imagined=imagined
            )


def check_file(path: Path) -> None:
    """Refuse a book that is not there or that others on this machine could read (TRUST.md, F48)."""
    if not path.is_file():
        raise Unavailable(f"There is no book at {path}; begin one with 'keepwarm init --name \"Your Name\"'.")
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise Unavailable(f"Others on this machine may read {path}; run: chmod 600 '{path}'")


def _only_owner(connection: Connection, location: str, *, lock: bool) -> Owner:
    """The owner of the book; a writer holds the row, so that writers of one book take turns."""
    found = select(owners).limit(2)
    rows = connection.execute(found.with_for_update() if lock else found).all()
    if len(rows) != 1:
        many = (
            "no book yet; begin one with 'keepwarm init'"
            if not rows
            else "more than one book, which needs accounts"
        )
        raise Unavailable(f"The database at {location} holds {many}.")
    row = rows[0]
    addresses = connection.scalars(
        select(owner_addresses.c.address)
        .where(owner_addresses.c.owner_id == row.owner_id)
        .order_by(owner_addresses.c.address)
    )
    return Owner(
        owner_id=row.owner_id,
        name=row.name,
        time_zone=row.time_zone,
        country=row.country,
        capacity=row.capacity,
        addresses=tuple(addresses),
    )

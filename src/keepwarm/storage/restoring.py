"""Put the rows of an archive into an empty database, as they were: ids, journal positions, times."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, inspect, select
from sqlalchemy.exc import IntegrityError

from keepwarm.domain.bringing import Form
from keepwarm.domain.errors import Invalid, Unreadable
from keepwarm.storage.archive_rows import ARCHIVED, row_of
from keepwarm.storage.book import Book, Library, Owner
from keepwarm.storage.row_words import party_problem
from keepwarm.storage.schema import metadata, people

_ROWS_AT_A_TIME = 500
_BYTES_AT_A_TIME = 8 * 1024 * 1024
"""Of the blobs that wait to be written."""

_ORDER = {name: place for place, name in enumerate(ARCHIVED)}


class Restoring:
    """Takes the rows in the order of the archive; each is checked, and belongs to the one owner.

    Problems are Unreadable, in words that follow the name of the archive.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._owner: dict[str, Any] | None = None
        self._addresses: list[str] = []
        self._forms: dict[int, Form] = {}
        self._noun = "owners"
        self._waiting: list[dict[str, Any]] = []
        self._bytes = 0
        self._since = 0

    def take(self, line: int, noun: str, plain: Mapping[str, Any]) -> None:
        """Check one row, and let it wait for others of its table."""
        try:
            row = row_of(noun, plain, None if self._owner is None else self._owner["owner_id"])
            self._keep_order(noun)
            self._check_introduction(noun, row)
        except Invalid as problem:
            raise damaged(line, str(problem)) from problem
        if noun == "owners":
            self._owner = row
        elif noun == "owner_addresses":
            self._addresses.append(row["address"])
        if not self._waiting:
            self._since = line
        self._waiting.append(row)
        self._bytes += len(row["raw"]) if noun == "blobs" else 0
        if len(self._waiting) >= _ROWS_AT_A_TIME or self._bytes >= _BYTES_AT_A_TIME:
            self._write()

    def finish(self, now: datetime) -> Book:
        """Write what waits; the book as it now is, open in the same transaction."""
        self._write()
        if self._owner is None:
            raise Unreadable("says nowhere whose book it is; get the whole file")
        known = {name: self._owner[name] for name in ("owner_id", "name", "time_zone", "country", "capacity")}
        owner = Owner(**known, addresses=tuple(self._addresses))
        return Book(self._connection, owner, now, imagined=False)

    def _check_introduction(self, noun: str, row: Mapping[str, Any]) -> None:
        """Who is of an introduction has to fit its form, which stands before them."""
        if noun == "introductions":
            self._forms[row["introduction_id"]] = Form(row["form"])
        if noun != "introduction_parties" or row["introduction_id"] not in self._forms:
            return
        if problem := party_problem(self._forms[row["introduction_id"]], row):
            raise Invalid(problem)

    def _keep_order(self, noun: str) -> None:
        if (noun == "owners") is not (self._owner is None):
            raise Invalid("is not where the owner's should be; there is one, before all others")
        if _ORDER[noun] < _ORDER[self._noun]:
            raise Invalid(f"is of {noun}, and stands behind rows of {self._noun}")
        if noun != self._noun:
            self._write()
            self._noun = noun

    def _write(self) -> None:
        if not self._waiting:
            return
        try:
            self._connection.execute(insert(ARCHIVED[self._noun]), self._waiting)
        except IntegrityError as error:
            what = f"a row of {self._noun} stands twice, or is about something that is not there"
            raise damaged(self._since, f"or one soon after it: {what}") from error
        self._waiting.clear()
        self._bytes = 0


def damaged(line: int, what: str) -> Unreadable:
    """The problem of an archive with a line that cannot be taken."""
    return Unreadable(f"is damaged: line {line} {what}; get the file as it was")


def is_empty(library: Library) -> bool:
    """Whether there is nothing at all in a database."""
    with library.transaction(writing=False) as connection:
        return not inspect(connection).get_table_names()


def empty_again(library: Library) -> None:
    """Take our tables out of a database, where nothing was before."""
    with library.transaction(writing=True) as connection:
        metadata.drop_all(connection)


def everybody(book: Book) -> list[int]:
    """The ids of all people."""
    return list(book.connection.scalars(select(people.c.person_id).where(book.owns(people))))

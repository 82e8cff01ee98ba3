"""The journal: every change to a book, in order, with what was there before and after.

Nothing else writes the tables that it records. A batch is one thing the owner did: it is shown as
one and undone as one. The rows of a change are kept as JSON of plain values.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Date, Table, and_, delete, func, insert, or_, select, update

from keepwarm.storage.book import Book, new_id
from keepwarm.storage.columns import completed
from keepwarm.storage.many_rows import insert_many
from keepwarm.storage.schema import DERIVED_TABLES, SITE_TABLES, Moment, batches, journal, metadata

CHUNK = 500
"""Rows to a statement, within the number of parameters that either database takes."""

_UNRECORDED = DERIVED_TABLES | SITE_TABLES
RECORDED = {table.name: table for table in metadata.sorted_tables if table.name not in _UNRECORDED}
"""The tables that the journal records, in an order in which rows may be inserted."""

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row before and after; None before is a new row, None after a row taken away."""

    noun: str
    key: tuple[Any, ...]
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def begin_batch(book: Book, what: str, about: str, *, undoes: int | None = None) -> int:
    """Begin one thing that the owner does; the changes that follow in this transaction belong to it.

    `what` is the verb, as a code ("import", "log"); `about` the names that tell it from others.
    """
    book.batch_id = new_id()
    book.batch = {"what": what, "about": about, "undoes": undoes}
    return book.batch_id


def _open_batch(book: Book) -> None:
    """Write the batch down with its first change, so that none is ever empty."""
    last = book.connection.scalar(select(func.max(batches.c.position)).where(book.owns(batches))) or 0
    values = {
        "owner_id": book.owner.owner_id,
        "batch_id": book.batch_id,
        "position": last + 1,
        "at": book.now,
        "token": book.token,
    }
    said = _storable(book.batch or {})
    book.execute(insert(batches).values(**values, **said, undone_by=None))
    book.batch = book.token = None


def has_batch_of(book: Book, token: str) -> bool:
    """Whether something was done once under the name that a phone gave it."""
    is_it = batches.c.token == token
    return book.connection.scalar(select(batches.c.batch_id).where(book.owns(batches), is_it)) is not None


def insert_row(book: Book, table: Table, values: Values) -> None:
    """Add one row."""
    insert_rows(book, table, [values])


def insert_rows(book: Book, table: Table, rows: Iterable[Values]) -> None:
    """Add rows to one table; `owner_id` is the book's."""
    ready = [_storable(completed(table, row)) | {"owner_id": book.owner.owner_id} for row in rows]
    if ready:
        insert_many(book.connection, table, ready)
        record(
            book, [Change(noun=table.name, key=key_of(table, row), before=None, after=row) for row in ready]
        )


def update_row(book: Book, table: Table, key: Values, changes: Values) -> bool:
    """Change one row, named by its primary key without the owner; False where nothing differs."""
    row = book.execute(select(table).where(book.owns(table), _is(table, key))).mappings().one()
    storable = _storable(changes)
    before, after = dict(row), dict(row) | storable
    if before == after:
        return False
    book.execute(update(table).where(book.owns(table), _is(table, key)).values(**storable))
    record(book, [Change(noun=table.name, key=key_of(table, after), before=before, after=after)])
    return True


def delete_row(book: Book, table: Table, key: Values) -> None:
    """Take one row away, named by its primary key without the owner."""
    row = dict(book.execute(select(table).where(book.owns(table), _is(table, key))).mappings().one())
    delete_keys(book, table, [key_of(table, row)])
    record(book, [Change(noun=table.name, key=key_of(table, row), before=row, after=None)])


def delete_keys(book: Book, table: Table, keys: Sequence[tuple[Any, ...]]) -> None:
    """Take rows away by primary key, unrecorded: for this module and the undoing of a batch."""
    for start in range(0, len(keys), CHUNK):
        book.execute(delete(table).where(book.owns(table), has_keys(table, keys[start : start + CHUNK])))


def record(book: Book, changes: Sequence[Change]) -> None:
    """Append changes to the journal, in order, under the batch that was begun."""
    if book.batch_id is None:
        raise AssertionError("a change needs a batch")
    if book.batch is not None:
        _open_batch(book)
    last = book.connection.scalar(select(func.max(journal.c.position)).where(book.owns(journal))) or 0
    rows = [
        {
            "owner_id": book.owner.owner_id,
            "position": position,
            "batch_id": book.batch_id,
            "noun": change.noun,
            "row_key": _key_json(change.key),
            "person_id": ((change.after or change.before) or {}).get("person_id"),
            "before": to_json(change.before),
            "after": to_json(change.after),
        }
        for position, change in enumerate(changes, last + 1)
    ]
    insert_many(book.connection, journal, rows)


@cache
def key_columns(table: Table) -> tuple[str, ...]:
    """The columns of the primary key, without the owner."""
    return tuple(column.name for column in table.primary_key.columns if column.name != "owner_id")


def key_of(table: Table, row: Values) -> tuple[Any, ...]:
    """The primary key of a row, without the owner."""
    return tuple(row[name] for name in key_columns(table))


def has_keys(table: Table, keys: Sequence[tuple[Any, ...]]) -> Any:
    """The condition that a row's key is one of these."""
    columns = [table.c[name] for name in key_columns(table)]
    if len(columns) == 1:
        return columns[0].in_([key[0] for key in keys])
    pairs = (zip(columns, key, strict=True) for key in keys)
    return or_(*(and_(*(column == value for column, value in pair)) for pair in pairs))


def _is(table: Table, key: Values) -> Any:
    return has_keys(table, [key_of(table, key)])


def _storable(row: Values) -> dict[str, Any]:
    """The row as both databases keep it: PostgreSQL takes no NUL, and neither takes half a character."""
    ready = dict(row)
    for name, value in row.items():
        if isinstance(value, str) and not (type(value) is str and value.isascii() and "\0" not in value):
            ready[name] = storable_text(value)
    return ready


def storable_text(text: str) -> str:
    """Text as both databases take it."""
    return str(text).replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def to_json(row: Values | None) -> str | None:
    """A row as JSON: dates as they are written, moments to the microsecond."""
    return None if row is None else _ROWS.encode(row)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


_ROWS = json.JSONEncoder(default=_plain, ensure_ascii=False, separators=(",", ":"))


def _key_json(key: tuple[Any, ...]) -> str:
    """A key as JSON, which most often is one number."""
    return f"[{key[0]}]" if len(key) == 1 and type(key[0]) is int else json.dumps(key)


def from_json(table: Table, text: str | None) -> dict[str, Any] | None:
    """A row back from its JSON, with the columns that came after it was written."""
    if text is None:
        return None
    row = completed(table, json.loads(text))
    for name, value in row.items():
        kind = table.c[name].type
        if value is not None and isinstance(kind, Moment):
            row[name] = datetime.fromisoformat(value)
        elif value is not None and isinstance(kind, Date):
            row[name] = date.fromisoformat(value)
    return row

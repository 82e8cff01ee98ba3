"""The rows of a book as plain values of JSON, and back, each checked for what its table can hold.

The form is documented in `docs/reference/archive.md`, and stable: a change of it is another version of it.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Integer,
    LargeBinary,
    String,
    Table,
    collate,
    select,
)

from keepwarm.domain.errors import Invalid
from keepwarm.domain.matching import digest_of
from keepwarm.storage.book import Book
from keepwarm.storage.journal import RECORDED, key_columns, storable_text
from keepwarm.storage.row_words import FITS, fits_as_a_whole
from keepwarm.storage.schema import MADE_AGAIN, SITE_TABLES, Moment, blobs, journal, metadata

ARCHIVED = {
    table.name: table for table in metadata.sorted_tables if table.name not in SITE_TABLES | MADE_AGAIN
}
"""The tables of an archive in their order, each behind those that it refers to."""

Values = dict[str, Any]

_ROWS_AT_A_TIME = 500
_BLOBS_AT_A_TIME = 4
"""One of them may be many megabytes."""

_SHOWN = 40
"""Characters of a wrong value that are shown."""


def archived_rows(book: Book) -> Iterator[tuple[str, Values]]:
    """Every row of the book as plain values, with the name of its table.

    In the order of the tables and of the bytes of the keys, which is the same on either database.
    """
    bytewise = "C" if book.connection.dialect.name == "postgresql" else "BINARY"
    for name, table in ARCHIVED.items():
        at_a_time = _BLOBS_AT_A_TIME if table is blobs else _ROWS_AT_A_TIME
        order = [_in_bytes(column, bytewise) for column in table.primary_key.columns]
        found = select(table).where(book.owns(table)).order_by(*order)
        for row in book.execute(found.execution_options(yield_per=at_a_time)).mappings():
            yield name, {column: _plain(value) for column, value in row.items()}


def _in_bytes(column: Column[Any], bytewise: str) -> ColumnElement[Any]:
    return collate(column, bytewise) if isinstance(column.type, String) else column


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def row_of(name: str, plain: Mapping[str, object], owner_id: int | None) -> Values:
    """The row of a table from its plain values.

    `owner_id` is whose book it is, None for the row that says so. Raises Invalid, in words that follow the
    place, for what the table does not have or cannot hold.
    """
    if (table := ARCHIVED.get(name)) is None:
        raise Invalid(f"holds {name[:_SHOWN]!r}, which is not known here")
    if odd := sorted(plain.keys() ^ set(table.c.keys())):
        raise Invalid(f"does not have the columns of {name}: {odd[0][:_SHOWN]!r}")
    row = _row(table, plain, owner_id)
    if table is blobs and digest_of(row["raw"]) != row["digest"]:
        raise Invalid("holds bytes that are not those that came in")
    if table is journal:
        _check_entry(row)
    return row


def _row(table: Table, plain: Mapping[str, object], owner_id: int | None) -> Values:
    row = {name: _value(table.c[name], value) for name, value in plain.items()}
    if owner_id is not None and row["owner_id"] != owner_id:
        raise Invalid("belongs to another owner")
    for name, fits in FITS.get(table.name, {}).items():
        if row.get(name) is not None and not fits(row[name]):
            raise Invalid(f"cannot have {str(row[name])[:_SHOWN]!r} as its {name}")
    if not fits_as_a_whole(table.name, row):
        raise Invalid(f"cannot have {str(row['value'])[:_SHOWN]!r} as its value")
    return row


def _check_entry(entry: Values) -> None:
    """What an undo would write has to fit its table as well; columns of later releases may be missing."""
    table = RECORDED.get(entry["noun"])
    if table is None or table.name not in ARCHIVED:
        raise Invalid(f"is about {entry['noun']!r}, which is not known here")
    keys = key_columns(table)
    row_key = _parsed(entry["row_key"])
    if not isinstance(row_key, list) or len(row_key) != len(keys):
        raise Invalid("does not say which row was changed")
    keyed = dict(zip(keys, row_key, strict=True))
    before, after = (_side(table, entry, entry[side], keyed) for side in ("before", "after"))
    if before is None and after is None:
        raise Invalid("is about no change")
    if (after or before or {}).get("person_id") != entry["person_id"]:
        raise Invalid("is about another person than it says")


def _side(table: Table, entry: Values, text: str | None, keyed: Values) -> Values | None:
    if text is None:
        return None
    plain = _parsed(text)
    if not isinstance(plain, dict) or not {"owner_id", *keyed} <= plain.keys() <= set(table.c.keys()):
        raise Invalid(f"does not have the columns of {table.name} in its change")
    row = _row(table, plain, entry["owner_id"])
    if any(plain[name] != value for name, value in keyed.items()):
        raise Invalid("is about another row than it says")
    return row


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Invalid("holds a change that is no JSON") from None


def _value(column: Column[Any], value: object) -> object:
    """A value of the column from its plain one; raises Invalid."""
    if value is None:
        if column.nullable:
            return None
        raise Invalid(f"lacks its {column.name}")
    try:
        return _read(column, value)
    except (TypeError, ValueError, OverflowError):
        raise Invalid(f"cannot have {str(value)[:_SHOWN]!r} as its {column.name}") from None


def _read(column: Column[Any], value: object) -> object:
    kind = column.type
    if isinstance(kind, Boolean):
        return _of_type(value, bool)
    if isinstance(kind, Moment):
        return _moment(_of_type(value, str))
    if isinstance(kind, Date):
        return date.fromisoformat(_of_type(value, str))
    if isinstance(kind, LargeBinary):
        return base64.b64decode(_of_type(value, str), validate=True)
    if isinstance(kind, String):  # Text is one
        return _text(_of_type(value, str), kind.length)
    if isinstance(kind, Integer):  # BigInteger is one
        return _number(_of_type(value, int), 64 if isinstance(kind, BigInteger) else 32)
    raise AssertionError(f"no archive has {kind!r}")


T = TypeVar("T")


def _of_type(value: object, kind: type[T]) -> T:
    if type(value) is not kind:  # True is an int to isinstance
        raise TypeError
    return value


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.utcoffset() is None:
        raise ValueError
    return at.astimezone(UTC)


def _text(text: str, longest: int | None) -> str:
    if storable_text(text) != text or (longest is not None and len(text) > longest):
        raise ValueError
    return text


def _number(number: int, bits: int) -> int:
    if not -(1 << bits - 1) <= number < 1 << bits - 1:
        raise ValueError
    return number

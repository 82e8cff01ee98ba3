"""What the tables of a book are made of: the owner in front, references within one book, moments in time."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    ForeignKeyConstraint,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine, UserDefinedType

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as microseconds since 1970 in UTC: the same number on either database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 (signature)
        """To the database."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (signature)
        """From the database."""
        return None if value is None else _EPOCH + value * _MICROSECOND


class Terms(UserDefinedType[str]):
    """PostgreSQL's set of terms to search in; named here, for its own dialect takes long to load."""

    cache_ok = True

    def get_col_spec(self, **_kw: object) -> str:
        """How a table is made with it."""
        return "TSVECTOR"


metadata = MetaData()


def owned(name: str, key: tuple[str, ...], *items: SchemaItem) -> Table:
    """A table of the book: `owner_id` first, and first in its primary key."""
    return Table(
        name,
        metadata,
        Column("owner_id", BigInteger, nullable=False),
        *items,
        PrimaryKeyConstraint("owner_id", *key),
    )


def belongs_to(table: str, column: str) -> ForeignKeyConstraint:
    """A reference within the same book."""
    return ForeignKeyConstraint(["owner_id", column], [f"{table}.owner_id", f"{table}.{column}"])


def names_person(column: str) -> ForeignKeyConstraint:
    """A second person, of the same book, whom a row is about."""
    return ForeignKeyConstraint(["owner_id", column], ["people.owner_id", "people.person_id"])


def provenance() -> tuple[Column[str], Column[datetime]]:
    """Where a datum came from, and when; who typed it is the source "you"."""
    return Column("source", Text, nullable=False), Column("added_at", Moment, nullable=False)


def own_id(name: str) -> Column[int]:
    """An id of ours."""
    return Column(name, BigInteger, nullable=False)


_WAS = "was"


def later(name: str, kind: TypeEngine[Any], was: object) -> Column[Any]:
    """A column that came with a later release; `was` stands in it for every row of before.

    That is "", False, or None for what is not known. Rows that the journal or an archive holds from before
    are completed with it (`completed`).
    """
    default = None if was is None else text("''" if was == "" else str(was).lower())
    return Column(name, kind, nullable=was is None, server_default=default, info={_WAS: was})


def completed(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with the columns that it does not know of yet."""
    return {**_later_values(table), **row}


@cache
def _later_values(table: Table) -> Mapping[str, Any]:
    return {column.name: column.info[_WAS] for column in table.c if _WAS in column.info}


def ids(*names: str) -> tuple[Column[int], ...]:
    """Several of them."""
    return tuple(map(own_id, names))


def texts(*names: str) -> tuple[Column[str], ...]:
    """Columns of text, each of which may be empty and never null."""
    return tuple(Column(name, Text, nullable=False) for name in names)

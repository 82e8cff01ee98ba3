"""Every table. What carries the house: `owner_id` leads each primary, unique and foreign key.

So the database itself refuses a row of one book that points into another, and the tables shard by
owner without a change. Ids are 64 random bits made by the application; there are no triggers.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

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


metadata = MetaData()


def _owned(name: str, key: tuple[str, ...], *items: SchemaItem) -> Table:
    """A table of the book: `owner_id` first, and first in its primary key."""
    return Table(
        name,
        metadata,
        Column("owner_id", BigInteger, nullable=False),
        *items,
        PrimaryKeyConstraint("owner_id", *key),
    )


def _belongs_to(table: str, column: str) -> ForeignKeyConstraint:
    """A reference within the same book."""
    return ForeignKeyConstraint(["owner_id", column], [f"{table}.owner_id", f"{table}.{column}"])


schema_version = Table("schema_version", metadata, Column("version", Integer, primary_key=True))

SITE_TABLES = frozenset({"schema_version"})
"""The tables that belong to the site and not to a book; statements on them need not name an owner."""

owners = Table(
    "owners",
    metadata,
    Column("owner_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("began_at", Moment, nullable=False),
)

owner_addresses = _owned(
    "owner_addresses",
    ("address",),
    Column("address", Text, nullable=False),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
)

people = _owned(
    "people",
    ("person_id",),
    Column("person_id", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("given", Text, nullable=False),
    Column("family", Text, nullable=False),
    Column("organization", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("birthday", String(10), nullable=True),
    Column("month_day", String(5), nullable=True),
    Column("note", Text, nullable=False),
    Column("standing", String(16), nullable=False),
    Column("spoken_confirmed_on", Date, nullable=True),
    Column("spoken_asked_on", Date, nullable=True),
    Column("source", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
    Index("people_by_name", "owner_id", "name"),
    Index("people_by_month_day", "owner_id", "month_day"),
    Index("people_by_standing", "owner_id", "standing"),
)

handles = _owned(
    "handles",
    ("handle_id",),
    Column("handle_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("value", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("preferred", Boolean, nullable=False),
    Column("key", Text, nullable=False),
    Column("source", Text, nullable=False),
    _belongs_to("people", "person_id"),
    Index("handles_by_person", "owner_id", "person_id"),
    Index("handles_by_key", "owner_id", "key"),
)

preferences = _owned(
    "preferences",
    ("person_id", "channel"),
    Column("person_id", BigInteger, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("never", Boolean, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("known_by", String(16), nullable=False),
    Column("said_on", Date, nullable=True),
    _belongs_to("people", "person_id"),
)

facts = _owned(
    "facts",
    ("fact_id",),
    Column("fact_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("learned_on", Date, nullable=False),
    Column("source", Text, nullable=False),
    _belongs_to("people", "person_id"),
    Index("facts_by_person", "owner_id", "person_id"),
)

interactions = _owned(
    "interactions",
    ("interaction_id",),
    Column("interaction_id", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("direction", String(8), nullable=False),
    Column("minutes", Integer, nullable=True),
    Column("summary", Text, nullable=False),
    Column("recipients", Integer, nullable=False),
    Column("counts", Boolean, nullable=False),
    Column("key", Text, nullable=True),
    Column("source", Text, nullable=False),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
    UniqueConstraint("owner_id", "key", name="interactions_by_key"),
)

participants = _owned(
    "participants",
    ("interaction_id", "person_id"),
    Column("interaction_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    _belongs_to("interactions", "interaction_id"),
    _belongs_to("people", "person_id"),
    Index("participants_by_person", "owner_id", "person_id", "interaction_id"),
)

promises = _owned(
    "promises",
    ("promise_id",),
    Column("promise_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("side", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("due_on", Date, nullable=True),
    Column("made_on", Date, nullable=False),
    Column("done_on", Date, nullable=True),
    _belongs_to("people", "person_id"),
    Index("promises_by_person", "owner_id", "person_id"),
    Index("promises_by_day", "owner_id", "done_on", "due_on"),
)

next_steps = _owned(
    "next_steps",
    ("next_step_id",),
    Column("next_step_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("channel", String(16), nullable=True),
    Column("due_on", Date, nullable=True),
    Column("placed_on", Date, nullable=False),
    Column("done_on", Date, nullable=True),
    _belongs_to("people", "person_id"),
    Index("next_steps_by_person", "owner_id", "person_id"),
    Index("next_steps_by_day", "owner_id", "done_on", "due_on"),
)

blobs = _owned(
    "blobs",
    ("digest",),
    Column("digest", String(64), nullable=False),
    Column("raw", LargeBinary, nullable=False),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
)

cards = _owned(
    "cards",
    ("card_id",),
    Column("card_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("position", Integer, nullable=False),
    Column("raw_format", String(16), nullable=False),
    Column("uid", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("source", Text, nullable=False),
    _belongs_to("people", "person_id"),
    _belongs_to("blobs", "digest"),
    Index("cards_by_person", "owner_id", "person_id"),
    Index("cards_by_digest", "owner_id", "digest"),
)

batches = _owned(
    "batches",
    ("batch_id",),
    Column("batch_id", BigInteger, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Column("what", String(32), nullable=False),
    Column("about", Text, nullable=False),
    Column("undoes", BigInteger, nullable=True),
    Column("undone_by", BigInteger, nullable=True),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
    UniqueConstraint("owner_id", "position", name="batches_by_position"),
)

journal = _owned(
    "journal",
    ("position",),
    Column("position", BigInteger, nullable=False),
    Column("batch_id", BigInteger, nullable=False),
    Column("noun", String(32), nullable=False),
    Column("row_key", Text, nullable=False),
    Column("person_id", BigInteger, nullable=True),
    Column("before", Text, nullable=True),
    Column("after", Text, nullable=True),
    _belongs_to("batches", "batch_id"),
    Index("journal_by_batch", "owner_id", "batch_id", "position"),
    Index("journal_by_person", "owner_id", "person_id", "position"),
    Index("journal_by_row", "owner_id", "noun", "row_key", "position"),
)

tie_states = _owned(
    "tie_states",
    ("person_id",),
    Column("person_id", BigInteger, nullable=False),
    Column("history", LargeBinary, nullable=False),
    Column("stage", String(16), nullable=False),
    Column("rhythm", String(16), nullable=True),
    Column("valid_from_on", Date, nullable=False),
    Column("valid_until_on", Date, nullable=False),
    Column("last_on", Integer, nullable=True),
    Column("voice_on", Integer, nullable=True),
    Column("silent_from_on", Date, nullable=True),
    Column("pull_kind", Integer, nullable=True),
    Column("pull", Float, nullable=True),
    Column("turns_resolved", Integer, nullable=False),
    Column("turns_answered", Integer, nullable=False),
    Column("strength", Float, nullable=False),
    _belongs_to("people", "person_id"),
    Index("tie_states_by_stage", "owner_id", "stage", "valid_from_on", "valid_until_on"),
    Index("tie_states_by_end", "owner_id", "valid_until_on"),
    Index("tie_states_by_beginning", "owner_id", "valid_from_on"),
    Index("tie_states_by_silence", "owner_id", "silent_from_on"),
    Index("tie_states_by_pull", "owner_id", "pull_kind", "pull"),
    Index("tie_states_by_turns", "owner_id", "turns_resolved", "turns_answered"),
    Index("tie_states_by_strength", "owner_id", "strength"),
)

calibrations = _owned(
    "calibrations",
    ("horizon",),
    Column("horizon", Integer, nullable=False),
    Column("alpha", Float, nullable=False),
    Column("beta", Float, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("fitted_on", Date, nullable=False),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
)

headline_months = _owned(
    "headline_months",
    ("month_on",),
    Column("month_on", Date, nullable=False),
    Column("connections", Integer, nullable=False),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
)

saved_filters = _owned(
    "saved_filters",
    ("name",),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
)

people_search = _owned(
    "people_search",
    ("person_id",),
    Column("person_id", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    _belongs_to("people", "person_id"),
    Index("people_search_by_name", "owner_id", "name"),
)

DERIVED_TABLES = frozenset(
    {"tie_states", "calibrations", "headline_months", "people_search", "blobs", "batches", "journal"}
)
"""The tables that the journal does not record: made again from the others, or its own."""

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


def _names_person(column: str) -> ForeignKeyConstraint:
    """A second person, of the same book, whom a row is about."""
    return ForeignKeyConstraint(["owner_id", column], ["people.owner_id", "people.person_id"])


def _provenance() -> tuple[Column[str], Column[datetime]]:
    """Where a datum came from, and when; who typed it is the source "you"."""
    return Column("source", Text, nullable=False), Column("added_at", Moment, nullable=False)


def _id(name: str) -> Column[int]:
    """An id of ours."""
    return Column(name, BigInteger, nullable=False)


def _ids(*names: str) -> tuple[Column[int], ...]:
    """Several of them."""
    return tuple(map(_id, names))


def _texts(*names: str) -> tuple[Column[str], ...]:
    """Columns of text, each of which may be empty and never null."""
    return tuple(Column(name, Text, nullable=False) for name in names)


schema_version = Table("schema_version", metadata, Column("version", Integer, primary_key=True))

SITE_TABLES = frozenset({"schema_version"})
"""The tables that belong to the site and not to a book; statements on them need not name an owner."""

owners = Table(
    "owners",
    metadata,
    Column("owner_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("country", String(2), nullable=False),
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
    _id("person_id"),
    *_texts("name", "given", "family", "prefix", "middle", "suffix", "nickname", "phonetic"),
    *_texts("organization", "title"),
    Column("birthday", String(10), nullable=True),
    Column("month_day", String(5), nullable=True),
    Column("note", Text, nullable=False),
    Column("standing", String(16), nullable=False),
    Column("spoken_confirmed_on", Date, nullable=True),
    Column("spoken_asked_on", Date, nullable=True),
    *_provenance(),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
    Index("people_by_name", "owner_id", "name"),
    Index("people_by_month_day", "owner_id", "month_day"),
    Index("people_by_standing", "owner_id", "standing"),
)

handles = _owned(
    "handles",
    ("handle_id",),
    *_ids("handle_id", "person_id"),
    Column("position", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    *_texts("value", "label", "service"),
    Column("preferred", Boolean, nullable=False),
    Column("postal", Text, nullable=True),
    Column("key", Text, nullable=False),
    *_provenance(),
    _belongs_to("people", "person_id"),
    Index("handles_by_person", "owner_id", "person_id"),
    Index("handles_by_key", "owner_id", "key"),
)

preferences = _owned(
    "preferences",
    ("person_id", "channel"),
    _id("person_id"),
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
    *_ids("fact_id", "person_id"),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("learned_on", Date, nullable=False),
    *_provenance(),
    _belongs_to("people", "person_id"),
    Index("facts_by_person", "owner_id", "person_id"),
)

interactions = _owned(
    "interactions",
    ("interaction_id",),
    _id("interaction_id"),
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
    *_ids("interaction_id", "person_id"),
    _belongs_to("interactions", "interaction_id"),
    _belongs_to("people", "person_id"),
    Index("participants_by_person", "owner_id", "person_id", "interaction_id"),
)

promises = _owned(
    "promises",
    ("promise_id",),
    *_ids("promise_id", "person_id"),
    Column("side", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("due_on", Date, nullable=True),
    Column("made_on", Date, nullable=False),
    Column("done_on", Date, nullable=True),
    Column("source", Text, nullable=False),
    _belongs_to("people", "person_id"),
    Index("promises_by_person", "owner_id", "person_id"),
    Index("promises_by_day", "owner_id", "done_on", "due_on"),
)

next_steps = _owned(
    "next_steps",
    ("next_step_id",),
    *_ids("next_step_id", "person_id"),
    Column("text", Text, nullable=False),
    Column("channel", String(16), nullable=True),
    Column("due_on", Date, nullable=True),
    Column("placed_on", Date, nullable=False),
    Column("done_on", Date, nullable=True),
    Column("source", Text, nullable=False),
    _belongs_to("people", "person_id"),
    Index("next_steps_by_person", "owner_id", "person_id"),
    Index("next_steps_by_day", "owner_id", "done_on", "due_on"),
)

roles = _owned(
    "roles",
    ("role_id",),
    *_ids("role_id", "person_id"),
    *_texts("organization", "department", "title"),
    Column("began", String(10), nullable=True),
    Column("ended", String(10), nullable=True),
    *_provenance(),
    _belongs_to("people", "person_id"),
    Index("roles_by_person", "owner_id", "person_id"),
)

tags = _owned(
    "tags",
    ("person_id", "tag"),
    _id("person_id"),
    Column("tag", String(200), nullable=False),
    *_provenance(),
    _belongs_to("people", "person_id"),
    Index("tags_by_tag", "owner_id", "tag", "person_id"),
)

relations = _owned(
    "relations",
    ("relation_id",),
    *_ids("relation_id", "person_id", "other_id"),
    Column("kind", String(16), nullable=False),
    Column("label", Text, nullable=False),
    *_provenance(),
    _belongs_to("people", "person_id"),
    _names_person("other_id"),
    Index("relations_by_person", "owner_id", "person_id"),
    Index("relations_by_other", "owner_id", "other_id"),
)

occasions = _owned(
    "occasions",
    ("occasion_id",),
    *_ids("occasion_id", "person_id"),
    Column("label", Text, nullable=False),
    Column("day", String(10), nullable=False),
    Column("month_day", String(5), nullable=True),
    *_provenance(),
    _belongs_to("people", "person_id"),
    Index("occasions_by_person", "owner_id", "person_id"),
    Index("occasions_by_month_day", "owner_id", "month_day"),
)

favours = _owned(
    "favours",
    ("favour_id",),
    *_ids("favour_id", "person_id"),
    Column("side", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("noted_on", Date, nullable=True),
    *_provenance(),
    _belongs_to("people", "person_id"),
    Index("favours_by_person", "owner_id", "person_id"),
)

claims = _owned(
    "claims",
    ("claim_id",),
    *_ids("claim_id", "person_id"),
    Column("field", String(16), nullable=False),
    Column("value", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("uid", Text, nullable=False),
    *_provenance(),
    _belongs_to("people", "person_id"),
    Index("claims_by_person", "owner_id", "person_id"),
    Index("claims_by_state", "owner_id", "state", "person_id"),
)

apart = _owned(
    "apart",
    ("person_id", "other_id"),
    *_ids("person_id", "other_id"),
    Column("decided_on", Date, nullable=False),
    _belongs_to("people", "person_id"),
    _names_person("other_id"),
    Index("apart_by_other", "owner_id", "other_id"),
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
    *_ids("card_id", "person_id"),
    Column("position", Integer, nullable=False),
    Column("raw_format", String(16), nullable=False),
    *_texts("uid", "other_uids"),
    Column("digest", String(64), nullable=False),
    Column("came_as", String(64), nullable=False),
    *_provenance(),
    _belongs_to("people", "person_id"),
    _belongs_to("blobs", "digest"),
    ForeignKeyConstraint(["owner_id", "came_as"], ["blobs.owner_id", "blobs.digest"]),
    Index("cards_by_person", "owner_id", "person_id"),
    Index("cards_by_digest", "owner_id", "digest"),
)

batches = _owned(
    "batches",
    ("batch_id",),
    _id("batch_id"),
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
    _id("batch_id"),
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
    _id("person_id"),
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
    *_texts("name", "query"),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
)

column_choices = _owned(
    "column_choices",
    ("titles_digest",),
    Column("titles_digest", String(64), nullable=False),
    *_texts("mapping"),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
)

feeds = _owned(
    "feeds",
    ("feed_id",),
    _id("feed_id"),
    Column("kind", String(16), nullable=False),
    *_texts("name", "settings", "state"),
    Column("added_at", Moment, nullable=False),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
    UniqueConstraint("owner_id", "name", name="feeds_by_name"),
)

people_search = _owned(
    "people_search",
    ("person_id",),
    _id("person_id"),
    *_texts("name", "folded"),
    _belongs_to("people", "person_id"),
    Index("people_search_by_name", "owner_id", "name"),
)

likenesses = _owned(
    "likenesses",
    ("person_id", "other_id"),
    *_ids("person_id", "other_id"),
    Column("score", Float, nullable=False),
    Column("reasons", Text, nullable=False),
    _belongs_to("people", "person_id"),
    _names_person("other_id"),
    Index("likenesses_by_other", "owner_id", "other_id"),
    Index("likenesses_by_score", "owner_id", "score"),
)

MADE_AGAIN = frozenset({"tie_states", "calibrations", "headline_months", "people_search", "likenesses"})
"""The tables that are computed from the others."""

DERIVED_TABLES = MADE_AGAIN | {"blobs", "batches", "journal"}
"""The tables that the journal does not record: made again from the others, or its own."""

"""Every table. What carries the house: `owner_id` leads each primary, unique and foreign key.

So the database itself refuses a row of one book that points into another, and the tables shard by
owner without a change. Ids are 64 random bits made by the application; there are no triggers.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from keepwarm.storage.columns import Moment as Moment
from keepwarm.storage.columns import (
    Terms,
    belongs_to,
    ids,
    later,
    names_person,
    own_id,
    owned,
    provenance,
    texts,
)
from keepwarm.storage.columns import metadata as metadata
from keepwarm.storage.schema_bring import declined_pairs as declined_pairs
from keepwarm.storage.schema_bring import introduction_parties as introduction_parties
from keepwarm.storage.schema_bring import introductions as introductions
from keepwarm.storage.schema_bring import referrals as referrals
from keepwarm.storage.schema_known import bearings as bearings
from keepwarm.storage.schema_known import facts as facts
from keepwarm.storage.schema_known import favours as favours
from keepwarm.storage.schema_known import needs as needs
from keepwarm.storage.schema_known import next_steps as next_steps
from keepwarm.storage.schema_known import occasions as occasions
from keepwarm.storage.schema_known import preferences as preferences
from keepwarm.storage.schema_known import promises as promises
from keepwarm.storage.schema_known import relations as relations
from keepwarm.storage.schema_known import roles as roles
from keepwarm.storage.schema_known import tags as tags
from keepwarm.storage.schema_known import wishes as wishes
from keepwarm.storage.schema_meet import attendees as attendees
from keepwarm.storage.schema_meet import circle_members as circle_members
from keepwarm.storage.schema_meet import circles as circles
from keepwarm.storage.schema_meet import encounters as encounters
from keepwarm.storage.schema_meet import events as events
from keepwarm.storage.schema_meet import one_to_ones as one_to_ones
from keepwarm.storage.schema_meet import own_cards as own_cards
from keepwarm.storage.schema_meet import submissions as submissions
from keepwarm.storage.schema_practice import practice as practice
from keepwarm.storage.schema_site import SITE_TABLES as SITE_TABLES
from keepwarm.storage.schema_site import accounts as accounts
from keepwarm.storage.schema_site import guesses as guesses
from keepwarm.storage.schema_site import one_time_tokens as one_time_tokens
from keepwarm.storage.schema_site import passkeys as passkeys
from keepwarm.storage.schema_site import schema_version as schema_version
from keepwarm.storage.schema_site import sessions as sessions

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

owner_addresses = owned(
    "owner_addresses",
    ("address",),
    Column("address", Text, nullable=False),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
)

people = owned(
    "people",
    ("person_id",),
    own_id("person_id"),
    *texts("name", "given", "family", "prefix", "middle", "suffix", "nickname", "phonetic"),
    *texts("organization", "title"),
    Column("birthday", String(10), nullable=True),
    Column("month_day", String(5), nullable=True),
    Column("note", Text, nullable=False),
    Column("standing", String(16), nullable=False),
    Column("spoken_confirmed_on", Date, nullable=True),
    Column("spoken_asked_on", Date, nullable=True),
    *provenance(),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
    Index("people_by_name", "owner_id", "name"),
    Index("people_by_month_day", "owner_id", "month_day"),
    Index("people_by_standing", "owner_id", "standing"),
)

handles = owned(
    "handles",
    ("handle_id",),
    *ids("handle_id", "person_id"),
    Column("position", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    *texts("value", "label", "service"),
    Column("preferred", Boolean, nullable=False),
    Column("postal", Text, nullable=True),
    Column("key", Text, nullable=False),
    *provenance(),
    belongs_to("people", "person_id"),
    Index("handles_by_person", "owner_id", "person_id"),
    Index("handles_by_key", "owner_id", "key"),
)

interactions = owned(
    "interactions",
    ("interaction_id",),
    own_id("interaction_id"),
    Column("at", Moment, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("direction", String(8), nullable=False),
    Column("minutes", Integer, nullable=True),
    Column("summary", Text, nullable=False),
    Column("recipients", Integer, nullable=False),
    Column("counts", Boolean, nullable=False),
    Column("key", Text, nullable=True),
    Column("source", Text, nullable=False),
    later("my_share", Integer(), None),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
    UniqueConstraint("owner_id", "key", name="interactions_by_key"),
)

participants = owned(
    "participants",
    ("interaction_id", "person_id"),
    *ids("interaction_id", "person_id"),
    belongs_to("interactions", "interaction_id"),
    belongs_to("people", "person_id"),
    Index("participants_by_person", "owner_id", "person_id", "interaction_id"),
)

claims = owned(
    "claims",
    ("claim_id",),
    *ids("claim_id", "person_id"),
    Column("field", String(16), nullable=False),
    Column("value", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("uid", Text, nullable=False),
    *provenance(),
    belongs_to("people", "person_id"),
    Index("claims_by_person", "owner_id", "person_id"),
    Index("claims_by_state", "owner_id", "state", "person_id"),
)

apart = owned(
    "apart",
    ("person_id", "other_id"),
    *ids("person_id", "other_id"),
    Column("decided_on", Date, nullable=False),
    belongs_to("people", "person_id"),
    names_person("other_id"),
    Index("apart_by_other", "owner_id", "other_id"),
)

blobs = owned(
    "blobs",
    ("digest",),
    Column("digest", String(64), nullable=False),
    Column("raw", LargeBinary, nullable=False),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
)

cards = owned(
    "cards",
    ("card_id",),
    *ids("card_id", "person_id"),
    Column("position", Integer, nullable=False),
    Column("raw_format", String(16), nullable=False),
    *texts("uid", "other_uids"),
    Column("digest", String(64), nullable=False),
    Column("came_as", String(64), nullable=False),
    *provenance(),
    belongs_to("people", "person_id"),
    belongs_to("blobs", "digest"),
    ForeignKeyConstraint(["owner_id", "came_as"], ["blobs.owner_id", "blobs.digest"]),
    Index("cards_by_person", "owner_id", "person_id"),
    Index("cards_by_digest", "owner_id", "digest"),
)

batches = owned(
    "batches",
    ("batch_id",),
    own_id("batch_id"),
    Column("position", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Column("what", String(32), nullable=False),
    Column("about", Text, nullable=False),
    Column("undoes", BigInteger, nullable=True),
    Column("undone_by", BigInteger, nullable=True),
    later("token", String(64), None),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
    UniqueConstraint("owner_id", "position", name="batches_by_position"),
    Index("batches_by_token", "owner_id", "token", unique=True),
)
"""What was done; `token` is the name that a phone without signal gave it, so that it is done once."""

journal = owned(
    "journal",
    ("position",),
    Column("position", BigInteger, nullable=False),
    own_id("batch_id"),
    Column("noun", String(32), nullable=False),
    Column("row_key", Text, nullable=False),
    Column("person_id", BigInteger, nullable=True),
    Column("before", Text, nullable=True),
    Column("after", Text, nullable=True),
    belongs_to("batches", "batch_id"),
    Index("journal_by_batch", "owner_id", "batch_id", "position"),
    Index("journal_by_person", "owner_id", "person_id", "position"),
    Index("journal_by_row", "owner_id", "noun", "row_key", "position"),
)

tie_states = owned(
    "tie_states",
    ("person_id",),
    own_id("person_id"),
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
    belongs_to("people", "person_id"),
    Index("tie_states_by_stage", "owner_id", "stage", "valid_from_on", "valid_until_on"),
    Index("tie_states_by_end", "owner_id", "valid_until_on"),
    Index("tie_states_by_beginning", "owner_id", "valid_from_on"),
    Index("tie_states_by_silence", "owner_id", "silent_from_on"),
    Index("tie_states_by_pull", "owner_id", "pull_kind", "pull"),
    Index("tie_states_by_turns", "owner_id", "turns_resolved", "turns_answered"),
    Index("tie_states_by_strength", "owner_id", "strength"),
)

calibrations = owned(
    "calibrations",
    ("horizon",),
    Column("horizon", Integer, nullable=False),
    Column("alpha", Float, nullable=False),
    Column("beta", Float, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("fitted_on", Date, nullable=False),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
)

headline_months = owned(
    "headline_months",
    ("month_on",),
    Column("month_on", Date, nullable=False),
    Column("connections", Integer, nullable=False),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
)

saved_filters = owned(
    "saved_filters",
    ("name",),
    *texts("name", "query"),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
)

column_choices = owned(
    "column_choices",
    ("titles_digest",),
    Column("titles_digest", String(64), nullable=False),
    *texts("mapping"),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
)

owner_settings = owned(
    "owner_settings",
    ("name",),
    Column("name", String(32), nullable=False),
    *texts("value"),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
)

feeds = owned(
    "feeds",
    ("feed_id",),
    own_id("feed_id"),
    Column("kind", String(16), nullable=False),
    *texts("name", "settings", "state"),
    Column("added_at", Moment, nullable=False),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
    UniqueConstraint("owner_id", "name", name="feeds_by_name"),
)

people_search = owned(
    "people_search",
    ("person_id",),
    own_id("person_id"),
    Column("name", Text().with_variant(Text(collation="C"), "postgresql"), nullable=False),
    Column("digest", BigInteger, nullable=False),
    Column("row_id", BigInteger, nullable=True),
    Column("terms", Text().with_variant(Terms(), "postgresql"), nullable=True),
    belongs_to("people", "person_id"),
    Index("people_search_by_name", "owner_id", "name", "person_id", "row_id"),
    Index("people_search_by_row", "owner_id", "row_id"),
    Index("people_search_by_terms", "terms", postgresql_using="gin").ddl_if(dialect="postgresql"),
)
"""By which names and terms people are found; `terms` on PostgreSQL, a row of `people_terms` on SQLite."""

talk_words = owned(
    "talk_words",
    ("person_id",),
    own_id("person_id"),
    *texts("words"),
    Column("talks", Integer, nullable=False),
    Column("ids_sum", BigInteger, nullable=False),
    belongs_to("people", "person_id"),
)

FULL_TEXT = "people_terms"
"""SQLite's full-text table: no owner, no foreign key, and reached through `people_search` alone."""

likenesses = owned(
    "likenesses",
    ("person_id", "other_id"),
    *ids("person_id", "other_id"),
    Column("score", Float, nullable=False),
    Column("reasons", Text, nullable=False),
    belongs_to("people", "person_id"),
    names_person("other_id"),
    Index("likenesses_by_other", "owner_id", "other_id"),
    Index("likenesses_by_score", "owner_id", "score"),
)

MADE_AGAIN = frozenset(
    {"tie_states", "calibrations", "headline_months", "people_search", "talk_words", "likenesses"}
)
"""The tables that are computed from the others."""

DERIVED_TABLES = MADE_AGAIN | {"blobs", "batches", "journal", "submissions"}
"""The tables that the journal does not record: made again from the others, or its own."""

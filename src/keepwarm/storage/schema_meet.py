"""The tables of meeting people: events, one-to-ones, the owner's cards, and what strangers send.

`schema.py` has them all.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)

from keepwarm.storage.columns import Moment, belongs_to, ids, own_id, owned, provenance, texts


def _perhaps_id(name: str) -> Column[int | None]:
    """An id of ours, where there is one."""
    return Column(name, BigInteger, nullable=True)


circles = owned(
    "circles",
    ("circle_id",),
    own_id("circle_id"),
    *texts("name", "about"),
    *provenance(),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
)
"""Recurring groups."""

circle_members = owned(
    "circle_members",
    ("circle_id", "person_id"),
    *ids("circle_id", "person_id"),
    Column("joined_on", Date, nullable=True),
    *provenance(),
    belongs_to("circles", "circle_id"),
    belongs_to("people", "person_id"),
    Index("circle_members_by_person", "owner_id", "person_id"),
)

events = owned(
    "events",
    ("event_id",),
    own_id("event_id"),
    _perhaps_id("circle_id"),
    *texts("name", "place", "link", "about"),
    Column("kind", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=True),
    Column("state", String(16), nullable=False),
    *texts("goal", "introduction", "to_learn", "learned", "uid"),
    Column("reviewed_on", Date, nullable=True),
    *provenance(),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
    belongs_to("circles", "circle_id"),
    Index("events_by_time", "owner_id", "at"),
    Index("events_by_circle", "owner_id", "circle_id"),
)
"""A gathering with its plan (`goal`, `introduction`, `to_learn`) and its review (`learned`)."""

attendees = owned(
    "attendees",
    ("attendee_id",),
    *ids("attendee_id", "event_id"),
    _perhaps_id("person_id"),
    *texts("name", "organization", "title", "address", "said"),
    Column("state", String(16), nullable=False),
    *texts("reason", "question", "offer", "problem"),
    *provenance(),
    belongs_to("events", "event_id"),
    belongs_to("people", "person_id"),
    Index("attendees_by_event", "owner_id", "event_id"),
    Index("attendees_by_person", "owner_id", "person_id"),
)
"""Who will be there: of the list alone, or somebody of the book; `said` is the row as it came, in JSON."""

encounters = owned(
    "encounters",
    ("encounter_id",),
    *ids("encounter_id", "person_id"),
    _perhaps_id("event_id"),
    _perhaps_id("interaction_id"),
    *texts("place"),
    Column("at", Moment, nullable=False),
    Column("follow", String(16), nullable=False),
    Column("got_on", String(8), nullable=True),
    Column("again", String(8), nullable=True),
    Column("back_on", Date, nullable=True),
    Column("came_back", Boolean, nullable=False),
    *provenance(),
    belongs_to("people", "person_id"),
    belongs_to("events", "event_id"),
    belongs_to("interactions", "interaction_id"),
    Index("encounters_by_event", "owner_id", "event_id"),
    Index("encounters_by_person", "owner_id", "person_id", "at"),
    Index("encounters_by_follow", "owner_id", "follow", "at"),
    Index("encounters_by_return", "owner_id", "back_on"),
)
"""Meeting one person, at an event or elsewhere (`place`), and what became of it."""

one_to_ones = owned(
    "one_to_ones",
    ("one_to_one_id",),
    *ids("one_to_one_id", "person_id"),
    _perhaps_id("interaction_id"),
    Column("state", String(16), nullable=False),
    Column("format", String(16), nullable=False),
    Column("at", Moment, nullable=True),
    Column("minutes", Integer, nullable=False),
    *texts("place", "mine", "theirs", "uid"),
    Column("sequence", Integer, nullable=False),
    Column("reschedules", Integer, nullable=False),
    Column("token", String(64), nullable=True),
    Column("changed_on", Date, nullable=False),
    *provenance(),
    belongs_to("people", "person_id"),
    belongs_to("interactions", "interaction_id"),
    UniqueConstraint("owner_id", "token", name="one_to_ones_by_token"),
    Index("one_to_ones_by_person", "owner_id", "person_id"),
    Index("one_to_ones_by_state", "owner_id", "state", "at"),
)
"""A planned conversation; `mine` and `theirs` are the two halves of its agenda, in lines."""

own_cards = owned(
    "own_cards",
    ("own_card_id",),
    own_id("own_card_id"),
    _perhaps_id("event_id"),
    *texts("label", "fields", "pitch"),
    Column("language", String(8), nullable=False),
    Column("digest", String(64), nullable=True),
    Column("token", String(64), nullable=False),
    Column("expires_on", Date, nullable=True),
    Column("withdrawn_on", Date, nullable=True),
    Column("position", Integer, nullable=False),
    *provenance(),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
    belongs_to("blobs", "digest"),
    belongs_to("events", "event_id"),
    UniqueConstraint("owner_id", "token", name="own_cards_by_token"),
)
"""A card of the owner's: `fields` is what it shows, in JSON, `digest` a photograph among the blobs."""

submissions = owned(
    "submissions",
    ("submission_id",),
    own_id("submission_id"),
    Column("kind", String(16), nullable=False),
    _perhaps_id("own_card_id"),
    _perhaps_id("one_to_one_id"),
    _perhaps_id("person_id"),
    Column("received_at", Moment, nullable=False),
    Column("given", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("consent", String(16), nullable=False),
    Column("receipt", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("decided_at", Moment, nullable=True),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
    UniqueConstraint("owner_id", "receipt", name="submissions_by_receipt"),
    Index("submissions_by_state", "owner_id", "state", "received_at"),
)
"""What strangers sent, in quarantine: the journal does not record it, so that what is withdrawn is gone.

`given` are their words in JSON, emptied when they are withdrawn, declined or too old; `consent` is the
version of the text to which they said yes; `receipt` is the SHA-256 of the token of their receipt, in
hexadecimal. The ids name rows that may be gone again.
"""

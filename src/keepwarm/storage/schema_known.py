"""The tables of what is known of people, what is open with them, and who they are to one another.

`schema.py` has them all.
"""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Text

from keepwarm.storage.columns import belongs_to, ids, later, names_person, own_id, owned, provenance, texts

preferences = owned(
    "preferences",
    ("person_id", "channel"),
    own_id("person_id"),
    Column("channel", String(16), nullable=False),
    Column("never", Boolean, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("known_by", String(16), nullable=False),
    Column("said_on", Date, nullable=True),
    later("purposes", Text(), ""),
    later("hours", Text(), ""),
    later("words", Text(), ""),
    later("said_at", Text(), ""),
    belongs_to("people", "person_id"),
)

wishes = owned(
    "wishes",
    ("person_id",),
    own_id("person_id"),
    Column("answer", String(8), nullable=False),
    *texts("words"),
    Column("said_on", Date, nullable=False),
    belongs_to("people", "person_id"),
    Index("wishes_by_answer", "owner_id", "answer", "person_id"),
)

bearings = owned(
    "bearings",
    ("person_id",),
    own_id("person_id"),
    Column("closeness", Integer, nullable=False),
    Column("cadence_days", Integer, nullable=True),
    Column("time_zone", String(64), nullable=False),
    Column("not_before", Date, nullable=True),
    Column("proposed", Boolean, nullable=False),
    belongs_to("people", "person_id"),
    Index("bearings_by_closeness", "owner_id", "closeness", "person_id"),
)

needs = owned(
    "needs",
    ("need_id",),
    *ids("need_id", "person_id"),
    Column("kind", String(8), nullable=False),
    *texts("text"),
    Column("noted_on", Date, nullable=False),
    Column("met_on", Date, nullable=True),
    *provenance(),
    belongs_to("people", "person_id"),
    Index("needs_by_person", "owner_id", "person_id"),
    Index("needs_by_kind", "owner_id", "kind", "met_on", "person_id"),
)

facts = owned(
    "facts",
    ("fact_id",),
    *ids("fact_id", "person_id"),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("learned_on", Date, nullable=False),
    *provenance(),
    later("sensitive", Boolean(), False),
    belongs_to("people", "person_id"),
    Index("facts_by_person", "owner_id", "person_id"),
)

promises = owned(
    "promises",
    ("promise_id",),
    *ids("promise_id", "person_id"),
    Column("side", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("due_on", Date, nullable=True),
    Column("made_on", Date, nullable=False),
    Column("done_on", Date, nullable=True),
    Column("source", Text, nullable=False),
    belongs_to("people", "person_id"),
    Index("promises_by_person", "owner_id", "person_id"),
    Index("promises_by_day", "owner_id", "done_on", "due_on"),
)

next_steps = owned(
    "next_steps",
    ("next_step_id",),
    *ids("next_step_id", "person_id"),
    Column("text", Text, nullable=False),
    Column("channel", String(16), nullable=True),
    Column("due_on", Date, nullable=True),
    Column("placed_on", Date, nullable=False),
    Column("done_on", Date, nullable=True),
    Column("source", Text, nullable=False),
    belongs_to("people", "person_id"),
    Index("next_steps_by_person", "owner_id", "person_id"),
    Index("next_steps_by_day", "owner_id", "done_on", "due_on"),
)

roles = owned(
    "roles",
    ("role_id",),
    *ids("role_id", "person_id"),
    *texts("organization", "department", "title"),
    Column("began", String(10), nullable=True),
    Column("ended", String(10), nullable=True),
    *provenance(),
    belongs_to("people", "person_id"),
    Index("roles_by_person", "owner_id", "person_id"),
)

tags = owned(
    "tags",
    ("person_id", "tag"),
    own_id("person_id"),
    Column("tag", String(200), nullable=False),
    *provenance(),
    belongs_to("people", "person_id"),
    Index("tags_by_tag", "owner_id", "tag", "person_id"),
)

relations = owned(
    "relations",
    ("relation_id",),
    *ids("relation_id", "person_id", "other_id"),
    Column("kind", String(16), nullable=False),
    Column("label", Text, nullable=False),
    *provenance(),
    belongs_to("people", "person_id"),
    names_person("other_id"),
    Index("relations_by_person", "owner_id", "person_id"),
    Index("relations_by_other", "owner_id", "other_id"),
)

occasions = owned(
    "occasions",
    ("occasion_id",),
    *ids("occasion_id", "person_id"),
    Column("label", Text, nullable=False),
    Column("day", String(10), nullable=False),
    Column("month_day", String(5), nullable=True),
    *provenance(),
    belongs_to("people", "person_id"),
    Index("occasions_by_person", "owner_id", "person_id"),
    Index("occasions_by_month_day", "owner_id", "month_day"),
)

favours = owned(
    "favours",
    ("favour_id",),
    *ids("favour_id", "person_id"),
    Column("side", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("noted_on", Date, nullable=True),
    *provenance(),
    later("changed_on", Date(), None),
    later("money", Boolean(), False),
    belongs_to("people", "person_id"),
    Index("favours_by_person", "owner_id", "person_id"),
    Index("favours_by_state", "owner_id", "state", "person_id"),
)

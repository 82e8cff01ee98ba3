"""The tables of bringing people together: introductions, referrals, and pairs that are left as they are.
`schema.py` has them all.
"""

from sqlalchemy import BigInteger, Column, Date, ForeignKeyConstraint, Index, String

from keepwarm.storage.columns import belongs_to, ids, names_person, own_id, owned, provenance, texts

introductions = owned(
    "introductions",
    ("introduction_id",),
    own_id("introduction_id"),
    Column("form", String(16), nullable=False),
    *texts("about"),
    Column("made_on", Date, nullable=True),
    Column("met_on", Date, nullable=True),
    Column("outcome", String(16), nullable=True),
    *texts("learned"),
    Column("back_on", Date, nullable=True),
    Column("ended_on", Date, nullable=True),
    Column("changed_on", Date, nullable=False),
    *provenance(),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
    Index("introductions_by_day", "owner_id", "ended_on", "changed_on"),
)
"""Making two people known to each other, of whom one may be the owner; `introduction_parties` are the others.

`about` is what it is for, `learned` what became of it in words; `back_on` until when it rests.
"""

introduction_parties = owned(
    "introduction_parties",
    ("introduction_id", "role"),
    own_id("introduction_id"),
    Column("role", String(16), nullable=False),
    own_id("person_id"),
    *texts("why"),
    Column("answer", String(16), nullable=False),
    Column("asked_on", Date, nullable=True),
    Column("answered_on", Date, nullable=True),
    Column("told_on", Date, nullable=True),
    Column("thanked_on", Date, nullable=True),
    belongs_to("introductions", "introduction_id"),
    belongs_to("people", "person_id"),
    Index("introduction_parties_by_person", "owner_id", "person_id"),
)
"""Whom an introduction needs: why they may like it, what they answered, and since when they know the end."""

referrals = owned(
    "referrals",
    ("referral_id",),
    *ids("referral_id", "person_id"),
    Column("about_id", BigInteger, nullable=True),
    Column("side", String(8), nullable=False),
    *texts("text"),
    Column("state", String(16), nullable=False),
    Column("noted_on", Date, nullable=False),
    Column("changed_on", Date, nullable=False),
    *texts("outcome"),
    Column("thanked_on", Date, nullable=True),
    *provenance(),
    belongs_to("people", "person_id"),
    names_person("about_id"),
    Index("referrals_by_person", "owner_id", "person_id"),
    Index("referrals_by_about", "owner_id", "about_id"),
    Index("referrals_by_state", "owner_id", "state", "changed_on"),
)
"""Somebody who was sent to another for what that one does: given by the owner to a person, or theirs to the
owner. Who was sent is `about_id` where they are in the book, and stands in `text` in any case.
"""

declined_pairs = owned(
    "declined_pairs",
    ("declined_pair_id",),
    *ids("declined_pair_id", "person_id"),
    Column("other_id", BigInteger, nullable=True),
    *texts("about"),
    Column("said_on", Date, nullable=False),
    *provenance(),
    belongs_to("people", "person_id"),
    names_person("other_id"),
    Index("declined_pairs_by_person", "owner_id", "person_id"),
    Index("declined_pairs_by_other", "owner_id", "other_id"),
)
"""Two people whom the owner does not want to bring together, or a need that this one is not to meet.

`other_id` is None for the owner; `about` is the need in plain folded words, empty for bringing them together
at all.
"""

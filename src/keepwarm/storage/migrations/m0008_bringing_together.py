"""Bringing people together: introductions with both consents, referrals, pairs left as they are."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(operations: Operations) -> None:
    """Make the tables."""
    _introductions(operations)
    _referrals(operations)
    _declined_pairs(operations)


def _introductions(operations: Operations) -> None:
    operations.create_table(
        "introductions",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("introduction_id", sa.BigInteger(), nullable=False),
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
        sa.PrimaryKeyConstraint("owner_id", "introduction_id"),
    )
    operations.create_index("introductions_by_day", "introductions", ["owner_id", "ended_on", "changed_on"])
    operations.create_table(
        "introduction_parties",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("introduction_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("thanked_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id", "introduction_id"], ["introductions.owner_id", "introductions.introduction_id"]
        ),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "introduction_id", "role"),
    )
    operations.create_index(
        "introduction_parties_by_person", "introduction_parties", ["owner_id", "person_id"]
    )


def _referrals(operations: Operations) -> None:
    operations.create_table(
        "referrals",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("referral_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("about_id", sa.BigInteger(), nullable=True),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("thanked_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.ForeignKeyConstraint(["owner_id", "about_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "referral_id"),
    )
    operations.create_index("referrals_by_person", "referrals", ["owner_id", "person_id"])
    operations.create_index("referrals_by_about", "referrals", ["owner_id", "about_id"])
    operations.create_index("referrals_by_state", "referrals", ["owner_id", "state", "changed_on"])


def _declined_pairs(operations: Operations) -> None:
    operations.create_table(
        "declined_pairs",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("declined_pair_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.ForeignKeyConstraint(["owner_id", "other_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "declined_pair_id"),
    )
    operations.create_index("declined_pairs_by_person", "declined_pairs", ["owner_id", "person_id"])
    operations.create_index("declined_pairs_by_other", "declined_pairs", ["owner_id", "other_id"])

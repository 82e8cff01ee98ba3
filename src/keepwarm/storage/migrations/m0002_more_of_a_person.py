"""What else is known of people: roles, tags, relations, dates, favours, what sources claim, who is who."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(operations: Operations) -> None:
    """Make them in the order of their references."""
    steps = (
        _roles_and_tags,
        _relations,
        _occasions_and_favours,
        _claims,
        _apart,
        _likenesses,
        _column_choices,
    )
    for step in steps:
        step(operations)


def _roles_and_tags(operations: Operations) -> None:
    operations.create_table(
        "roles",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("role_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("organization", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("began", sa.String(length=10), nullable=True),
        sa.Column("ended", sa.String(length=10), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "role_id"),
    )
    operations.create_index("roles_by_person", "roles", ["owner_id", "person_id"])
    operations.create_table(
        "tags",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("tag", sa.String(length=200), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "person_id", "tag"),
    )
    operations.create_index("tags_by_tag", "tags", ["owner_id", "tag", "person_id"])


def _relations(operations: Operations) -> None:
    operations.create_table(
        "relations",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("relation_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "other_id"], ["people.owner_id", "people.person_id"]),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "relation_id"),
    )
    operations.create_index("relations_by_other", "relations", ["owner_id", "other_id"])
    operations.create_index("relations_by_person", "relations", ["owner_id", "person_id"])


def _occasions_and_favours(operations: Operations) -> None:
    operations.create_table(
        "occasions",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("occasion_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("month_day", sa.String(length=5), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "occasion_id"),
    )
    operations.create_index("occasions_by_month_day", "occasions", ["owner_id", "month_day"])
    operations.create_index("occasions_by_person", "occasions", ["owner_id", "person_id"])
    operations.create_table(
        "favours",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("favour_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "favour_id"),
    )
    operations.create_index("favours_by_person", "favours", ["owner_id", "person_id"])


def _claims(operations: Operations) -> None:
    operations.create_table(
        "claims",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("claim_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("field", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "claim_id"),
    )
    operations.create_index("claims_by_person", "claims", ["owner_id", "person_id"])
    operations.create_index("claims_by_state", "claims", ["owner_id", "state", "person_id"])


def _apart(operations: Operations) -> None:
    operations.create_table(
        "apart",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "other_id"], ["people.owner_id", "people.person_id"]),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "person_id", "other_id"),
    )
    operations.create_index("apart_by_other", "apart", ["owner_id", "other_id"])


def _likenesses(operations: Operations) -> None:
    operations.create_table(
        "likenesses",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "other_id"], ["people.owner_id", "people.person_id"]),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "person_id", "other_id"),
    )
    operations.create_index("likenesses_by_other", "likenesses", ["owner_id", "other_id"])
    operations.create_index("likenesses_by_score", "likenesses", ["owner_id", "score"])


def _column_choices(operations: Operations) -> None:
    operations.create_table(
        "column_choices",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("titles_digest", sa.String(length=64), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
        sa.PrimaryKeyConstraint("owner_id", "titles_digest"),
    )

"""What makes a contact a connection: wishes, bearings, needs, offers, and more of what was known."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(operations: Operations) -> None:
    """Make the tables, and the columns beside those that there are."""
    _new_columns(operations)
    _wishes_and_bearings(operations)
    _needs(operations)
    _make_room_between_kinds(operations)


def _new_columns(operations: Operations) -> None:
    empty, false = sa.text("''"), sa.text("false")
    for name in ("purposes", "hours", "words", "said_at"):
        operations.add_column("preferences", sa.Column(name, sa.Text(), nullable=False, server_default=empty))
    operations.add_column("facts", sa.Column("sensitive", sa.Boolean(), nullable=False, server_default=false))
    operations.add_column("interactions", sa.Column("my_share", sa.Integer(), nullable=True))
    operations.add_column("favours", sa.Column("changed_on", sa.Date(), nullable=True))
    operations.add_column("favours", sa.Column("money", sa.Boolean(), nullable=False, server_default=false))
    operations.create_index("favours_by_state", "favours", ["owner_id", "state", "person_id"])


def _wishes_and_bearings(operations: Operations) -> None:
    operations.create_table(
        "wishes",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "person_id"),
    )
    operations.create_index("wishes_by_answer", "wishes", ["owner_id", "answer", "person_id"])
    operations.create_table(
        "bearings",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("closeness", sa.Integer(), nullable=False),
        sa.Column("cadence_days", sa.Integer(), nullable=True),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("not_before", sa.Date(), nullable=True),
        sa.Column("proposed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "person_id"),
    )
    operations.create_index("bearings_by_closeness", "bearings", ["owner_id", "closeness", "person_id"])


def _needs(operations: Operations) -> None:
    operations.create_table(
        "needs",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("need_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "need_id"),
    )
    operations.create_index("needs_by_person", "needs", ["owner_id", "person_id"])
    operations.create_index("needs_by_kind", "needs", ["owner_id", "kind", "met_on", "person_id"])


def _make_room_between_kinds(operations: Operations) -> None:
    """The kinds of today's list are counted in tens from now on."""
    of_books = "owner_id IN (SELECT owner_id FROM owners)"
    operations.execute(f"UPDATE tie_states SET pull_kind = pull_kind * 10 WHERE {of_books}")  # noqa: S608 (ours)

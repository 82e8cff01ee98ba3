"""Search over everything that is known of people: the terms of each, made again for everybody after this."""

import sqlalchemy as sa
from alembic.operations import Operations
from sqlalchemy.dialects import postgresql

_KEEPS_NO_TEXT = (3, 43, 0)
"""SQLite from here on forgets the text of a row, and can delete the row still."""


def upgrade(operations: Operations) -> None:
    """Make the tables; what was there is derived, and goes."""
    operations.drop_index("people_search_by_name", "people_search")
    operations.drop_table("people_search")
    on_server = operations.get_bind().dialect.name == "postgresql"
    operations.create_table(
        "people_search",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(collation="C") if on_server else sa.Text(), nullable=False),
        sa.Column("digest", sa.BigInteger(), nullable=False),
        sa.Column("row_id", sa.BigInteger(), nullable=True),
        sa.Column("terms", postgresql.TSVECTOR() if on_server else sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "person_id"),
    )
    by_name = ["owner_id", "name", "person_id", "row_id"]
    operations.create_index("people_search_by_name", "people_search", by_name)
    operations.create_index("people_search_by_row", "people_search", ["owner_id", "row_id"])
    operations.create_table(
        "talk_words",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("talks", sa.Integer(), nullable=False),
        sa.Column("ids_sum", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "person_id"),
    )
    if on_server:
        operations.create_index("people_search_by_terms", "people_search", ["terms"], postgresql_using="gin")
    else:
        _full_text(operations)


def _full_text(operations: Operations) -> None:
    """SQLite's full-text table. Terms begin with a mark of seven characters: what is short has an index."""
    version = operations.get_bind().exec_driver_sql("SELECT sqlite_version()").scalar_one()
    forgets = tuple(map(int, version.split("."))) >= _KEEPS_NO_TEXT
    kept = "content='', contentless_delete=1, " if forgets else ""
    operations.execute(
        "CREATE VIRTUAL TABLE people_terms USING fts5"
        f"(terms, {kept}tokenize='ascii', detail=none, prefix='9 10')"
    )

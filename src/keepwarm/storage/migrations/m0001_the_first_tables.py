"""The first tables: the owner, people and what passed between them, the journal, and what is derived."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(operations: Operations) -> None:
    """Make them in the order of their references."""
    steps = (
        _the_book,
        _people,
        _handles,
        _what_is_known,
        _interactions,
        _saved_filters,
        _commitments,
        _kept_bytes,
        _the_journal,
        _tie_states,
        _calibration_and_search,
    )
    for step in steps:
        step(operations)


def _the_book(operations: Operations) -> None:
    operations.create_table(
        "schema_version",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("version"),
    )
    operations.create_table(
        "owners",
        sa.Column("owner_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("owner_id"),
    )
    operations.create_table(
        "owner_addresses",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
        sa.PrimaryKeyConstraint("owner_id", "address"),
    )


def _people(operations: Operations) -> None:
    operations.create_table(
        "people",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("middle", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("nickname", sa.Text(), nullable=False),
        sa.Column("phonetic", sa.Text(), nullable=False),
        sa.Column("organization", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("birthday", sa.String(length=10), nullable=True),
        sa.Column("month_day", sa.String(length=5), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("spoken_confirmed_on", sa.Date(), nullable=True),
        sa.Column("spoken_asked_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
        sa.PrimaryKeyConstraint("owner_id", "person_id"),
    )
    operations.create_index("people_by_month_day", "people", ["owner_id", "month_day"])
    operations.create_index("people_by_name", "people", ["owner_id", "name"])
    operations.create_index("people_by_standing", "people", ["owner_id", "standing"])


def _handles(operations: Operations) -> None:
    operations.create_table(
        "handles",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("handle_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("preferred", sa.Boolean(), nullable=False),
        sa.Column("postal", sa.Text(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "handle_id"),
    )
    operations.create_index("handles_by_key", "handles", ["owner_id", "key"])
    operations.create_index("handles_by_person", "handles", ["owner_id", "person_id"])


def _what_is_known(operations: Operations) -> None:
    operations.create_table(
        "preferences",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("never", sa.Boolean(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("known_by", sa.String(length=16), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "person_id", "channel"),
    )
    operations.create_table(
        "facts",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("fact_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("learned_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "fact_id"),
    )
    operations.create_index("facts_by_person", "facts", ["owner_id", "person_id"])


def _interactions(operations: Operations) -> None:
    operations.create_table(
        "interactions",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("interaction_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("direction", sa.String(length=8), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
        sa.PrimaryKeyConstraint("owner_id", "interaction_id"),
        sa.UniqueConstraint("owner_id", "key", name="interactions_by_key"),
    )
    operations.create_table(
        "participants",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("interaction_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id", "interaction_id"], ["interactions.owner_id", "interactions.interaction_id"]
        ),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "interaction_id", "person_id"),
    )
    operations.create_index(
        "participants_by_person", "participants", ["owner_id", "person_id", "interaction_id"]
    )


def _saved_filters(operations: Operations) -> None:
    operations.create_table(
        "saved_filters",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
        sa.PrimaryKeyConstraint("owner_id", "name"),
    )


def _commitments(operations: Operations) -> None:
    operations.create_table(
        "promises",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("promise_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "promise_id"),
    )
    operations.create_index("promises_by_day", "promises", ["owner_id", "done_on", "due_on"])
    operations.create_index("promises_by_person", "promises", ["owner_id", "person_id"])
    operations.create_table(
        "next_steps",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("next_step_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("placed_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "next_step_id"),
    )
    operations.create_index("next_steps_by_day", "next_steps", ["owner_id", "done_on", "due_on"])
    operations.create_index("next_steps_by_person", "next_steps", ["owner_id", "person_id"])


def _kept_bytes(operations: Operations) -> None:
    operations.create_table(
        "blobs",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
        sa.PrimaryKeyConstraint("owner_id", "digest"),
    )
    operations.create_table(
        "cards",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("card_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("raw_format", sa.String(length=16), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("other_uids", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("came_as", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "came_as"], ["blobs.owner_id", "blobs.digest"]),
        sa.ForeignKeyConstraint(["owner_id", "digest"], ["blobs.owner_id", "blobs.digest"]),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "card_id"),
    )
    operations.create_index("cards_by_digest", "cards", ["owner_id", "digest"])
    operations.create_index("cards_by_person", "cards", ["owner_id", "person_id"])


def _the_journal(operations: Operations) -> None:
    operations.create_table(
        "batches",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("undoes", sa.BigInteger(), nullable=True),
        sa.Column("undone_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
        sa.PrimaryKeyConstraint("owner_id", "batch_id"),
        sa.UniqueConstraint("owner_id", "position", name="batches_by_position"),
    )
    operations.create_table(
        "journal",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("noun", sa.String(length=32), nullable=False),
        sa.Column("row_key", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id", "batch_id"], ["batches.owner_id", "batches.batch_id"]),
        sa.PrimaryKeyConstraint("owner_id", "position"),
    )
    operations.create_index("journal_by_batch", "journal", ["owner_id", "batch_id", "position"])
    operations.create_index("journal_by_person", "journal", ["owner_id", "person_id", "position"])
    operations.create_index("journal_by_row", "journal", ["owner_id", "noun", "row_key", "position"])


def _tie_states(operations: Operations) -> None:
    operations.create_table(
        "tie_states",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("history", sa.LargeBinary(), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("rhythm", sa.String(length=16), nullable=True),
        sa.Column("valid_from_on", sa.Date(), nullable=False),
        sa.Column("valid_until_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Integer(), nullable=True),
        sa.Column("voice_on", sa.Integer(), nullable=True),
        sa.Column("silent_from_on", sa.Date(), nullable=True),
        sa.Column("pull_kind", sa.Integer(), nullable=True),
        sa.Column("pull", sa.Float(), nullable=True),
        sa.Column("turns_resolved", sa.Integer(), nullable=False),
        sa.Column("turns_answered", sa.Integer(), nullable=False),
        sa.Column("strength", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "person_id"),
    )
    operations.create_index("tie_states_by_beginning", "tie_states", ["owner_id", "valid_from_on"])
    operations.create_index("tie_states_by_end", "tie_states", ["owner_id", "valid_until_on"])
    operations.create_index("tie_states_by_pull", "tie_states", ["owner_id", "pull_kind", "pull"])
    operations.create_index("tie_states_by_silence", "tie_states", ["owner_id", "silent_from_on"])
    operations.create_index(
        "tie_states_by_stage", "tie_states", ["owner_id", "stage", "valid_from_on", "valid_until_on"]
    )
    operations.create_index("tie_states_by_strength", "tie_states", ["owner_id", "strength"])
    operations.create_index(
        "tie_states_by_turns", "tie_states", ["owner_id", "turns_resolved", "turns_answered"]
    )


def _calibration_and_search(operations: Operations) -> None:
    operations.create_table(
        "calibrations",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("horizon", sa.Integer(), nullable=False),
        sa.Column("alpha", sa.Float(), nullable=False),
        sa.Column("beta", sa.Float(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("fitted_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
        sa.PrimaryKeyConstraint("owner_id", "horizon"),
    )
    operations.create_table(
        "headline_months",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("month_on", sa.Date(), nullable=False),
        sa.Column("connections", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
        sa.PrimaryKeyConstraint("owner_id", "month_on"),
    )
    operations.create_table(
        "people_search",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "person_id"),
    )
    operations.create_index("people_search_by_name", "people_search", ["owner_id", "name"])

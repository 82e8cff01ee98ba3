"""Meeting people: groups, events, encounters, one-to-ones, cards, what strangers send; and who may enter."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(operations: Operations) -> None:
    """Make the tables in the order of their references."""
    operations.add_column("batches", sa.Column("token", sa.String(length=64), nullable=True))
    operations.create_index("batches_by_token", "batches", ["owner_id", "token"], unique=True)
    steps = (
        _groups,
        _events,
        _who_is_there,
        _encounters,
        _one_to_ones,
        _own_cards,
        _what_strangers_send,
        _who_may_enter,
        _what_lets_in_once,
    )
    for step in steps:
        step(operations)


def _groups(operations: Operations) -> None:
    operations.create_table(
        "circles",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("circle_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
        sa.PrimaryKeyConstraint("owner_id", "circle_id"),
    )
    operations.create_table(
        "circle_members",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("circle_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "circle_id"], ["circles.owner_id", "circles.circle_id"]),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "circle_id", "person_id"),
    )
    operations.create_index("circle_members_by_person", "circle_members", ["owner_id", "person_id"])
    # ### end Alembic commands ###


def _events(operations: Operations) -> None:
    operations.create_table(
        "events",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("circle_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("introduction", sa.Text(), nullable=False),
        sa.Column("to_learn", sa.Text(), nullable=False),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "circle_id"], ["circles.owner_id", "circles.circle_id"]),
        sa.ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
        sa.PrimaryKeyConstraint("owner_id", "event_id"),
    )
    operations.create_index("events_by_circle", "events", ["owner_id", "circle_id"])
    operations.create_index("events_by_time", "events", ["owner_id", "at"])
    # ### end Alembic commands ###


def _who_is_there(operations: Operations) -> None:
    operations.create_table(
        "attendees",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("attendee_id", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organization", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("offer", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "event_id"], ["events.owner_id", "events.event_id"]),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "attendee_id"),
    )
    operations.create_index("attendees_by_event", "attendees", ["owner_id", "event_id"])
    operations.create_index("attendees_by_person", "attendees", ["owner_id", "person_id"])
    # ### end Alembic commands ###


def _encounters(operations: Operations) -> None:
    operations.create_table(
        "encounters",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("encounter_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=True),
        sa.Column("interaction_id", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("follow", sa.String(length=16), nullable=False),
        sa.Column("got_on", sa.String(length=8), nullable=True),
        sa.Column("again", sa.String(length=8), nullable=True),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.Column("came_back", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "event_id"], ["events.owner_id", "events.event_id"]),
        sa.ForeignKeyConstraint(
            ["owner_id", "interaction_id"], ["interactions.owner_id", "interactions.interaction_id"]
        ),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "encounter_id"),
    )
    operations.create_index("encounters_by_event", "encounters", ["owner_id", "event_id"])
    operations.create_index("encounters_by_follow", "encounters", ["owner_id", "follow", "at"])
    operations.create_index("encounters_by_person", "encounters", ["owner_id", "person_id", "at"])
    operations.create_index("encounters_by_return", "encounters", ["owner_id", "back_on"])
    # ### end Alembic commands ###


def _one_to_ones(operations: Operations) -> None:
    operations.create_table(
        "one_to_ones",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("one_to_one_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("interaction_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("format", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("mine", sa.Text(), nullable=False),
        sa.Column("theirs", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("reschedules", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id", "interaction_id"], ["interactions.owner_id", "interactions.interaction_id"]
        ),
        sa.ForeignKeyConstraint(["owner_id", "person_id"], ["people.owner_id", "people.person_id"]),
        sa.PrimaryKeyConstraint("owner_id", "one_to_one_id"),
        sa.UniqueConstraint("owner_id", "token", name="one_to_ones_by_token"),
    )
    operations.create_index("one_to_ones_by_person", "one_to_ones", ["owner_id", "person_id"])
    operations.create_index("one_to_ones_by_state", "one_to_ones", ["owner_id", "state", "at"])
    # ### end Alembic commands ###


def _own_cards(operations: Operations) -> None:
    operations.create_table(
        "own_cards",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("own_card_id", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("pitch", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id", "digest"], ["blobs.owner_id", "blobs.digest"]),
        sa.ForeignKeyConstraint(["owner_id", "event_id"], ["events.owner_id", "events.event_id"]),
        sa.ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
        sa.PrimaryKeyConstraint("owner_id", "own_card_id"),
        sa.UniqueConstraint("owner_id", "token", name="own_cards_by_token"),
    )
    # ### end Alembic commands ###


def _what_strangers_send(operations: Operations) -> None:
    operations.create_table(
        "submissions",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("submission_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("own_card_id", sa.BigInteger(), nullable=True),
        sa.Column("one_to_one_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("consent", sa.String(length=16), nullable=False),
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
        sa.PrimaryKeyConstraint("owner_id", "submission_id"),
        sa.UniqueConstraint("owner_id", "receipt", name="submissions_by_receipt"),
    )
    operations.create_index("submissions_by_state", "submissions", ["owner_id", "state", "received_at"])
    # ### end Alembic commands ###


def _who_may_enter(operations: Operations) -> None:
    operations.create_table(
        "accounts",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
        sa.PrimaryKeyConstraint("account_id"),
    )
    operations.create_table(
        "passkeys",
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.account_id"]),
        sa.PrimaryKeyConstraint("credential"),
    )
    operations.create_table(
        "sessions",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.account_id"]),
        sa.PrimaryKeyConstraint("digest"),
    )
    operations.create_index("sessions_by_account", "sessions", ["account_id"])
    # ### end Alembic commands ###


def _what_lets_in_once(operations: Operations) -> None:
    operations.create_table(
        "one_time_tokens",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    operations.create_table(
        "guesses",
        sa.Column("guess_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("network", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("guess_id"),
    )
    operations.create_index("guesses_by_account", "guesses", ["account_id", "at"])
    operations.create_index("guesses_by_network", "guesses", ["network", "at"])
    # ### end Alembic commands ###

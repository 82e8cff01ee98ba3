"""A talk that was logged, as it was told, and the same told better: one change in place of the other."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, select

from keepwarm.domain.channels import Channel
from keepwarm.domain.details import FavourState
from keepwarm.domain.errors import Conflict, Missing
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import FactKind, Preference, Side
from keepwarm.domain.week_hours import WeekHours
from keepwarm.storage.book import Book
from keepwarm.storage.journal import from_json
from keepwarm.storage.schema import (
    batches,
    facts,
    favours,
    interactions,
    journal,
    next_steps,
    participants,
    preferences,
    promises,
)
from keepwarm.usecases.log_interaction import (
    LogInteraction,
    NewFact,
    NewFavour,
    NewPromise,
    NewStep,
    log_interaction,
)
from keepwarm.usecases.undo import undo

_TABLES = {
    table.name: table
    for table in (interactions, participants, facts, promises, next_steps, favours, preferences)
}
_WITH_MORE = frozenset({"capture", "one-to-one"})
"""What brings a talk together with a person, an encounter or an appointment."""

Rows = dict[Table, list[dict[str, Any]]]


def find_logged(book: Book, batch_id: int) -> LogInteraction | None:
    """What one change logged, read from the journal by one statement; None where it logged no talk."""
    rows = _written(book, batch_id)
    if not rows[interactions] or not rows[participants]:
        return None
    talk = rows[interactions][0]
    first, *others = (row["person_id"] for row in rows[participants])
    return LogInteraction(
        person_id=first,
        others=tuple(others),
        channel=Channel(talk["channel"]),
        direction=Direction(talk["direction"]),
        at=_local(book, talk["at"]),
        minutes=talk["minutes"],
        note=talk["summary"],
        my_share=talk["my_share"],
        facts=tuple(
            NewFact(
                text=row["text"],
                kind=FactKind(row["kind"]),
                sensitive=row["sensitive"],
                about=_other_than(first, row),
            )
            for row in rows[facts]
        ),
        promises=tuple(
            NewPromise(
                text=row["text"], side=Side(row["side"]), due_on=row["due_on"], about=_other_than(first, row)
            )
            for row in rows[promises]
        ),
        next_step=_step(rows),
        favours=tuple(
            NewFavour(text=row["text"], side=Side(row["side"]), state=FavourState(row["state"]))
            for row in rows[favours]
        ),
        reached=tuple(_preference(row) for row in rows[preferences]),
    )


def find_batch_of(book: Book, interaction_id: int) -> int | None:
    """The change by which a talk came into the book as it stands there; one statement."""
    found = select(journal.c.batch_id).where(
        book.owns(journal),
        journal.c.noun == interactions.name,
        journal.c.row_key == f"[{interaction_id}]",
        journal.c.before.is_(None),
    )
    return book.connection.scalar(found.order_by(journal.c.position.desc()).limit(1))


def log_instead(book: Book, batch_id: int, command: LogInteraction) -> int:
    """Take back what one change logged, and log this; nothing of either where one cannot be.

    Raises Missing where the change logged no talk with this person, and as `undo` and `log_interaction` do.
    """
    before = find_logged(book, batch_id)
    if before is None or command.person_id not in (before.person_id, *before.others):
        raise Missing("This talk is not in your book any more; look at their page again.")
    check_is_talk_alone(book, batch_id)
    undo(book, batch_id)
    return log_interaction(book, command)


def check_is_talk_alone(book: Book, batch_id: int) -> None:
    """Raise Conflict where a talk came with more than a talk: there is no telling it better by itself."""
    what = select(batches.c.what).where(book.owns(batches), batches.c.batch_id == batch_id)
    if book.connection.scalar(what) in _WITH_MORE:
        raise Conflict(
            "This talk was kept with a meeting. Correct its parts on their page, or take the meeting back in "
            "the journal and write it down anew."
        )


def _written(book: Book, batch_id: int) -> Rows:
    """The rows that a change wrote and that were not there before, and the preferences it changed."""
    found = select(journal.c.noun, journal.c.before, journal.c.after).where(
        book.owns(journal), journal.c.batch_id == batch_id, journal.c.after.is_not(None)
    )
    rows: Rows = {table: [] for table in _TABLES.values()}
    for entry in book.rows(found.order_by(journal.c.position)):
        table = _TABLES.get(entry.noun)
        if table is not None and (entry.before is None or table is preferences):
            rows[table].append(from_json(table, entry.after) or {})
    return rows


def _other_than(first: int, row: dict[str, Any]) -> int | None:
    person_id: int = row["person_id"]
    return None if person_id == first else person_id


def _step(rows: Rows) -> NewStep | None:
    if not rows[next_steps]:
        return None
    row = rows[next_steps][-1]
    channel = None if row["channel"] is None else Channel(row["channel"])
    return NewStep(text=row["text"], due_on=row["due_on"], channel=channel)


def _preference(row: dict[str, Any]) -> Preference:
    said: date | None = row["said_on"]
    return Preference(
        channel=Channel(row["channel"]),
        never=row["never"],
        rank=row["rank"],
        said_on=said,
        hours=WeekHours.parse(row["hours"]) if row["hours"] else None,
        words=row["words"],
        said_at=row["said_at"],
    )


def _local(book: Book, at: datetime) -> datetime:
    return at.astimezone(book.zone)

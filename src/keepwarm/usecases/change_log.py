"""A talk that was logged, as it was told, and the same told better: one change in place of the other."""

from collections.abc import Collection, Mapping
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
from keepwarm.storage.commitments import open_next_steps
from keepwarm.storage.journal import from_json, update_row
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
_LOG = "log"
"""What brings a talk alone; the promises that were kept with it are kept with it again."""

Rows = dict[Table, list[dict[str, Any]]]


def find_logged(book: Book, batch_id: int) -> LogInteraction | None:
    """What one change logged, read from the journal; None where no one talk of it is there.

    Of people who were joined since it names the one who stayed. Two statements.
    """
    rows = _written(book, batch_id)
    hands = _hands(book, rows)
    return _told(book, rows, hands) if hands else None


def _told(book: Book, rows: Rows, hands: Mapping[int, int]) -> LogInteraction:
    (talk,) = rows[interactions]
    first, *others = dict.fromkeys(hands.values())
    on = _local(book, talk["at"]).date()  # what was said before and only stands behind it has a day before it
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
                about=_other_than(first, row, hands),
            )
            for row in rows[facts]
        ),
        promises=tuple(
            NewPromise(
                text=row["text"],
                side=Side(row["side"]),
                due_on=row["due_on"],
                about=_other_than(first, row, hands),
            )
            for row in rows[promises]
        ),
        next_step=_step(rows),
        favours=tuple(
            NewFavour(text=row["text"], side=Side(row["side"]), state=FavourState(row["state"]))
            for row in rows[favours]
        ),
        reached=tuple(_preference(row) for row in rows[preferences] if row["said_on"] == on),
    )


def find_batch_of(book: Book, interaction_id: int) -> int | None:
    """The change by which a talk first came into the book; one statement."""
    found = select(journal.c.batch_id).where(
        book.owns(journal),
        journal.c.noun == interactions.name,
        journal.c.row_key == f"[{interaction_id}]",
        journal.c.before.is_(None),
    )
    return book.connection.scalar(found.order_by(journal.c.position).limit(1))


def find_changeable(book: Book, interaction_ids: Collection[int]) -> frozenset[int]:
    """Which of these talks can be told better by themselves, as they were logged; one statement."""
    keys = {f"[{interaction_id}]": interaction_id for interaction_id in interaction_ids}
    of_batch = (batches.c.owner_id == journal.c.owner_id) & (batches.c.batch_id == journal.c.batch_id)
    logged = (
        select(journal.c.row_key)
        .join(batches, of_batch)
        .where(
            book.owns(journal),
            journal.c.noun == interactions.name,
            journal.c.row_key.in_(keys),
            journal.c.before.is_(None),
            batches.c.what == _LOG,
        )
    )
    return frozenset(keys[row.row_key] for row in book.rows(logged))


def log_instead(book: Book, batch_id: int, command: LogInteraction) -> int:
    """Take back what one change logged, and log this; nothing of either where one cannot be.

    Promises that were kept with it stay kept. Raises Missing where the change logged no talk with this
    person, Conflict where it did more, and as `undo` and `log_interaction` do.
    """
    check_is_talk_alone(book, batch_id)
    hands = _hands(book, _written(book, batch_id))
    if command.person_id not in hands.values():
        raise Missing("This talk is not in your book any more; look at their page again.")
    kept, planned = _promises_kept(book, batch_id), _planned_since(book, batch_id, command)
    undo(book, batch_id, hands=hands)
    interaction_id = log_interaction(book, command)
    for promise_id, on in kept.items():
        update_row(book, promises, {"promise_id": promise_id}, {"done_on": on})
    for step_id in planned:
        update_row(book, next_steps, {"next_step_id": step_id}, {"done_on": None})
    return interaction_id


def check_is_talk_alone(book: Book, batch_id: int) -> None:
    """Raise Conflict where a talk came with more than a talk: there is no telling it better by itself."""
    what = select(batches.c.what).where(book.owns(batches), batches.c.batch_id == batch_id)
    if book.connection.scalar(what) not in {None, _LOG}:
        raise Conflict(
            "This talk was kept with a meeting, or with much else, and cannot be changed by itself. Correct "
            "its parts on their page."
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
            before, after = from_json(table, entry.before), from_json(table, entry.after) or {}
            only_moved = before is not None and before | {"rank": after.get("rank")} == after
            if not only_moved:  # behind a channel that was said
                rows[table].append(after)
    return rows


def _planned_since(book: Book, batch_id: int, command: LogInteraction) -> list[int]:
    """The next steps that stand and were not planned in this talk: to tell it better does not end them."""
    made = select(journal.c.row_key).where(
        book.owns(journal), journal.c.batch_id == batch_id, journal.c.noun == next_steps.name
    )
    own_keys = set(book.connection.scalars(made))
    steps = (
        step.next_step_id
        for person_id in (command.person_id, *command.others)
        for step in open_next_steps(book, person_id)
    )
    return [step_id for step_id in steps if f"[{step_id}]" not in own_keys]


def _promises_kept(book: Book, batch_id: int) -> dict[int, date]:
    """By their ids, the promises that a change kept, and on which day; one statement."""
    found = select(journal.c.after).where(
        book.owns(journal),
        journal.c.batch_id == batch_id,
        journal.c.noun == promises.name,
        journal.c.before.is_not(None),
        journal.c.after.is_not(None),
    )
    rows = (from_json(promises, entry.after) or {} for entry in book.rows(found))
    return {row["promise_id"]: row["done_on"] for row in rows}


def _hands(book: Book, rows: Rows) -> dict[int, int]:
    """By who was there as it was written, who they are now that people may have been joined; one statement.

    Without those of whom there is no telling; empty where there is no such talk, or several.
    """
    if len(rows[interactions]) != 1:
        return {}
    there = select(participants.c.person_id).where(
        book.owns(participants), participants.c.interaction_id == rows[interactions][0]["interaction_id"]
    )
    now, was = set(book.connection.scalars(there)), [row["person_id"] for row in rows[participants]]
    came = now.difference(was)
    joined = next(iter(came)) if len(came) == 1 else None
    hands = {one: one if one in now else joined for one in was}
    return {one: other for one, other in hands.items() if other is not None}


def _other_than(first: int, row: dict[str, Any], hands: Mapping[int, int]) -> int | None:
    person_id = hands.get(row["person_id"], row["person_id"])
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

"""The journal as its owner reads it: one line for each thing they did, the latest first."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select

from keepwarm.storage.book import Book
from keepwarm.storage.schema import batches, journal, promises

PAGE_LENGTH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLine:
    """One batch. `what` is a verb as a code, `about` the names; `undone` says that it was taken back.

    `came_over` is told only where a page asks for it: what one of two who were joined brought the other;
    and so is `taken_back`: the verb of what was undone.
    """

    batch_id: int
    at: datetime
    what: str
    about: str
    changes: int
    undone: bool
    undoes: bool
    came_over: Mapping[str, int] = field(default_factory=dict)
    taken_back: str = ""


def journal_page(book: Book, length: int = PAGE_LENGTH) -> tuple[BatchLine, ...]:
    """The latest batches; one statement. Times are in the owner's zone."""
    counted = (
        select(func.count())
        .where(book.owns(journal), journal.c.batch_id == batches.c.batch_id)
        .scalar_subquery()
        .label("changes")
    )
    latest = select(batches, counted).where(book.owns(batches)).order_by(batches.c.position.desc())
    return tuple(
        BatchLine(
            batch_id=row.batch_id,
            at=row.at.astimezone(book.zone),
            what=row.what,
            about=row.about,
            changes=row.changes,
            undone=row.undone_by is not None,
            undoes=row.undoes is not None,
        )
        for row in book.rows(latest.limit(length))
    )


def came_over(book: Book, batch_id: int) -> Mapping[str, int]:
    """What one person brought another in a joining: how many rows of each table; one statement."""
    held = select(journal.c.noun, journal.c.before, journal.c.after).where(
        book.owns(journal), journal.c.batch_id == batch_id, journal.c.before.is_not(None)
    )
    return Counter(
        row.noun for row in book.rows(held) if row.after is None or _whose(row.before) != _whose(row.after)
    )


def what_was_undone(book: Book, batch_id: int) -> str:
    """The verb of what a batch took back, as a code; one statement."""
    undoing = batches.alias()
    found = select(batches.c.what).join(
        undoing, (undoing.c.owner_id == batches.c.owner_id) & (undoing.c.undoes == batches.c.batch_id)
    )
    return str(book.execute(found.where(book.owns(batches), undoing.c.batch_id == batch_id)).scalar_one())


def promises_kept(book: Book, batch_id: int) -> tuple[str, ...]:
    """The words of the promises that were kept with a batch, in its order; one statement."""
    changed = select(journal.c.before, journal.c.after).where(
        book.owns(journal), journal.c.batch_id == batch_id, journal.c.noun == promises.name
    )
    pairs = book.rows(
        changed.where(journal.c.before.is_not(None), journal.c.after.is_not(None)).order_by(
            journal.c.position
        )
    )
    found = ((json.loads(row.before), json.loads(row.after)) for row in pairs)
    return tuple(after["text"] for before, after in found if before["done_on"] is None and after["done_on"])


def _whose(row: str) -> tuple[object, object]:
    said = json.loads(row)
    return said.get("person_id"), said.get("other_id")

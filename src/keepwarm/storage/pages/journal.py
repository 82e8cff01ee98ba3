"""The journal as its owner reads it: one line for each thing they did, the latest first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from keepwarm.storage.book import Book
from keepwarm.storage.schema import batches, journal

PAGE_LENGTH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLine:
    """One batch. `what` is a verb as a code, `about` the names; `undone` says that it was taken back."""

    batch_id: int
    at: datetime
    what: str
    about: str
    changes: int
    undone: bool
    undoes: bool


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

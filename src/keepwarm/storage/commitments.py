"""Promises and next steps: what is open between the owner and people."""

from datetime import date
from typing import Any

from sqlalchemy import Row, select

from keepwarm.domain.channels import Channel
from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.errors import Missing
from keepwarm.domain.people import Side
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import insert_row, update_row
from keepwarm.storage.schema import next_steps, promises


def add_promise(book: Book, person_id: int, side: Side, text: str, *, due_on: date | None) -> int:
    """Keep that one of the two promised something; return its id."""
    promise_id = new_id()
    row = {"promise_id": promise_id, "person_id": person_id, "side": side.value, "text": text}
    insert_row(
        book, promises, row | {"due_on": due_on, "made_on": book.today, "done_on": None, "source": OWNER_SAID}
    )
    return promise_id


def keep_promise(book: Book, person_id: int, promise_id: int) -> bool:
    """Say that a promise was kept today; False where it was before. Raises Missing for none of theirs."""
    is_it = (promises.c.person_id == person_id, promises.c.promise_id == promise_id)
    row = book.execute(select(promises.c.done_on).where(book.owns(promises), *is_it)).one_or_none()
    if row is None:
        raise Missing("Between you there is no such promise; their page ('keepwarm show') has what is open.")
    return row.done_on is None and update_row(
        book, promises, {"promise_id": promise_id}, {"done_on": book.today}
    )


def open_promises(book: Book, person_id: int) -> list[Row[Any]]:
    """What is still promised between the two, the earliest due first, and last what has no day."""
    return book.rows(
        select(promises)
        .where(book.owns(promises), promises.c.person_id == person_id, promises.c.done_on.is_(None))
        .order_by(promises.c.due_on.nulls_last(), promises.c.promise_id)
    )


def place_next_step(
    book: Book,
    person_id: int,
    text: str,
    *,
    channel: Channel | None,
    due_on: date | None,
    on: date | None = None,
) -> int:
    """Plan the next contact with somebody, in place of one that was planned before; return its id.

    `on` is the day of the talk in which it was planned, and what was planned after it stays; today where
    there was none.
    """
    finish_next_steps(book, person_id, by=on)
    step_id = new_id()
    row = {"next_step_id": step_id, "person_id": person_id, "text": text, "due_on": due_on}
    row |= {"channel": None if channel is None else channel.value, "placed_on": on or book.today}
    insert_row(book, next_steps, row | {"done_on": None, "source": OWNER_SAID})
    return step_id


def finish_next_steps(book: Book, person_id: int, *, by: date | None = None) -> None:
    """The planned contact took place, or another is planned instead; `by` is the day on which it did.

    What was planned only after that day, and for no day until then, is still to come.
    """
    for step in open_next_steps(book, person_id):
        if by is None or min(step.placed_on, step.due_on or step.placed_on) <= by:
            update_row(book, next_steps, {"next_step_id": step.next_step_id}, {"done_on": book.today})


def open_next_steps(book: Book, person_id: int) -> list[Row[Any]]:
    """The contact that is planned with somebody: one, or none."""
    return book.rows(
        select(next_steps)
        .where(book.owns(next_steps), next_steps.c.person_id == person_id, next_steps.c.done_on.is_(None))
        .order_by(next_steps.c.next_step_id)
    )

"""Events as rows."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.errors import Missing
from keepwarm.domain.events import Event
from keepwarm.domain.meeting import EventKind, EventState
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import delete_row, insert_row, update_row
from keepwarm.storage.schema import events

_GONE = "This event is not in your book any more; look at your events again."
_FEW = 5
_FIELDS = tuple(Event.__dataclass_fields__)


def add_event(book: Book, event: Event, *, source: str = OWNER_SAID) -> int:
    """Keep an event; return its id."""
    event_id = new_id()
    row = asdict(event) | {"event_id": event_id, "source": source, "added_at": book.now}
    insert_row(book, events, row)
    return event_id


def get_event(book: Book, event_id: int) -> Event:
    """One event. Raises Missing."""
    found = find_events(book, events.c.event_id == event_id)
    if not found:
        raise Missing(_GONE)
    return found[event_id]


def find_events(book: Book, *conditions: ColumnElement[bool], limit: int | None = None) -> dict[int, Event]:
    """By their ids, those that meet the conditions on the table, the earliest first; one statement."""
    found = select(events).where(book.owns(events), *conditions)
    return {
        row.event_id: event_of(row)
        for row in book.rows(found.order_by(events.c.at, events.c.event_id).limit(limit))
    }


def next_events(book: Book, since: datetime) -> dict[int, Event]:
    """The first few that the owner goes to and that are not over before a moment; one statement."""
    goes = events.c.state.in_((EventState.GOING.value, EventState.WENT.value))
    not_over = (events.c.at >= since) | (events.c.ends_at >= since)
    return find_events(book, goes, not_over, limit=_FEW)


def next_event(book: Book, since: datetime) -> tuple[int, Event] | None:
    """The first of these; one statement."""
    return next(iter(next_events(book, since).items()), None)


def find_uid(book: Book, uid: str) -> int | None:
    """The event that came from a calendar under this id."""
    if not uid:
        return None
    found = select(events.c.event_id).where(book.owns(events), events.c.uid == uid)
    event_id: int | None = book.connection.scalar(found.limit(1))
    return event_id


def change_event(book: Book, event_id: int, changes: Mapping[str, Any]) -> bool:
    """Change fields of an event; False where they said so already."""
    return update_row(book, events, {"event_id": event_id}, changes)


def remove_event(book: Book, event_id: int) -> None:
    """Take an event out of the book, which nothing refers to any more."""
    delete_row(book, events, {"event_id": event_id})


def event_of(row: Row[Any]) -> Event:
    """The event in a row of the table."""
    said = {name: getattr(row, name) for name in _FIELDS}
    return Event(**said | {"kind": EventKind(row.kind), "state": EventState(row.state)})

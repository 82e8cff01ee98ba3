"""Who will be at an event: rows of its own, which make nobody a person of the book."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.errors import Missing
from keepwarm.domain.events import Attendee
from keepwarm.domain.meeting import AttendeeState
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import delete_row, insert_rows, update_row
from keepwarm.storage.schema import attendees

_GONE = "Nobody on this event's list has this address; look at the event again."
_FIELDS = tuple(Attendee.__dataclass_fields__)


def add_attendees(book: Book, found: Iterable[Attendee], *, source: str = OWNER_SAID) -> list[int]:
    """Put people on lists; return the ids of their rows."""
    provenance = {"source": source, "added_at": book.now}
    rows = [asdict(one) | {"attendee_id": new_id()} | provenance for one in found]
    insert_rows(book, attendees, rows)
    return [row["attendee_id"] for row in rows]


def attendees_of(book: Book, event_id: int) -> dict[int, Attendee]:
    """By their ids, everybody on an event's list, by name; one statement."""
    return find_attendees(book, attendees.c.event_id == event_id)


def find_attendees(book: Book, *conditions: ColumnElement[bool]) -> dict[int, Attendee]:
    """By their ids, those that meet the conditions on the table; one statement."""
    found = select(attendees).where(book.owns(attendees), *conditions)
    in_order = found.order_by(attendees.c.name, attendees.c.attendee_id)
    return {row.attendee_id: attendee_of(row) for row in book.rows(in_order)}


def get_attendee(book: Book, event_id: int, attendee_id: int) -> Attendee:
    """One of an event's list. Raises Missing."""
    one = (attendees.c.attendee_id == attendee_id, attendees.c.event_id == event_id)
    found = find_attendees(book, *one)
    if not found:
        raise Missing(_GONE)
    return found[attendee_id]


def find_on_list(book: Book, event_id: int, person_id: int) -> int | None:
    """The row of somebody of the book on an event's list."""
    one = (attendees.c.event_id == event_id, attendees.c.person_id == person_id)
    return next(iter(find_attendees(book, *one)), None)


def change_attendee(book: Book, attendee_id: int, changes: Mapping[str, Any]) -> bool:
    """Change fields of a row; False where they said so already."""
    return update_row(book, attendees, {"attendee_id": attendee_id}, changes)


def remove_attendee(book: Book, attendee_id: int) -> None:
    """Take somebody off the list."""
    delete_row(book, attendees, {"attendee_id": attendee_id})


def attendee_of(row: Row[Any]) -> Attendee:
    """The attendee in a row of the table."""
    said = {name: getattr(row, name) for name in _FIELDS}
    return Attendee(**said | {"state": AttendeeState(row.state)})

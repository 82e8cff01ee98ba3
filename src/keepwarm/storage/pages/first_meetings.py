"""First meetings that wait for a thought, and what was felt about one; by a fixed number of statements."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, or_, select

from keepwarm.domain.encounters import Encounter
from keepwarm.domain.first_meetings import comes_back
from keepwarm.domain.meeting import Opinion
from keepwarm.storage.bearings import may_be_proposed
from keepwarm.storage.book import Book
from keepwarm.storage.encounters import encounter_of
from keepwarm.storage.schema import encounters, events, interactions, participants, people

_LATELY = timedelta(days=14)
"""How long after a meeting its questions are asked."""

_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """Meeting somebody: who, when (in the owner's zone), where, and what was felt about it."""

    person_id: int
    name: str
    at: datetime
    where: str
    got_on: Opinion | None
    again: Opinion | None
    comes_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstMeetingsPage:
    """Who was first met lately and not thought about, and who comes back after they were left at that."""

    today: date
    fresh: tuple[MeetingLine, ...]
    back: tuple[MeetingLine, ...]


def first_meetings_page(book: Book) -> FirstMeetingsPage:
    """Read it; one statement."""
    lately = and_(encounters.c.at >= book.now - _LATELY, encounters.c.again.is_(None))
    unsaid = and_(lately, _was_first(book), may_be_proposed(book))
    returns = and_(encounters.c.back_on <= book.today, encounters.c.came_back.is_(False))
    rows = _rows(book, or_(unsaid, returns))
    lines = [_line(book, row) for row in rows]
    fresh = {line.person_id: line for line in lines if line.again is None}
    return FirstMeetingsPage(
        today=book.today,
        fresh=tuple(fresh.values()),
        back=tuple(line for line in lines if line.comes_back),
    )


def _was_first(book: Book) -> ColumnElement[bool]:
    """Whether the two had neither met nor talked before an encounter."""
    before = encounters.alias()
    met = select(before.c.encounter_id).where(
        before.c.owner_id == encounters.c.owner_id,
        before.c.person_id == encounters.c.person_id,
        before.c.at < encounters.c.at,
    )
    of_talk = and_(
        interactions.c.owner_id == participants.c.owner_id,
        interactions.c.interaction_id == participants.c.interaction_id,
    )
    talked = (
        select(participants.c.interaction_id)
        .join(interactions, of_talk)
        .where(
            book.owns(participants),
            participants.c.person_id == encounters.c.person_id,
            interactions.c.counts.is_(True),
            interactions.c.at < encounters.c.at,
        )
    )
    return ~or_(exists(met), exists(talked.correlate(encounters)))


def their_first_meeting(book: Book, person_id: int) -> MeetingLine | None:
    """The latest meeting with somebody; None where none was kept. One statement."""
    rows = _rows(book, encounters.c.person_id == person_id)
    return _line(book, rows[0]) if rows else None


def _rows(book: Book, condition: Any) -> list[Row[Any]]:
    """Encounters that meet it, with whom and where, the latest first."""
    of_event = and_(events.c.owner_id == encounters.c.owner_id, events.c.event_id == encounters.c.event_id)
    found = select(encounters, people.c.name, events.c.name.label("event"))
    met = found.select_from(encounters.outerjoin(events, of_event)).join(
        people,
        and_(people.c.owner_id == encounters.c.owner_id, people.c.person_id == encounters.c.person_id),
    )
    mine = met.where(book.owns(encounters), condition)
    return book.rows(mine.order_by(encounters.c.at.desc(), encounters.c.encounter_id).limit(_MOST))


def _line(book: Book, row: Row[Any]) -> MeetingLine:
    encounter: Encounter = encounter_of(row)
    return MeetingLine(
        person_id=encounter.person_id,
        name=row.name,
        at=encounter.at.astimezone(book.zone),
        where=row.event or encounter.place,
        got_on=encounter.got_on,
        again=encounter.again,
        comes_back=comes_back(encounter, book.today),
    )

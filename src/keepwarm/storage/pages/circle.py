"""A recurring group: its next date, and whom to look for there."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from keepwarm.domain.dates import day_for_today
from keepwarm.domain.event_circles import Member, Roster, roster
from keepwarm.domain.events import Event
from keepwarm.domain.meeting import EventState, OneToOneState
from keepwarm.storage.belongings import rows_by_person
from keepwarm.storage.book import Book
from keepwarm.storage.circles import get_circle, members_of
from keepwarm.storage.events import find_events
from keepwarm.storage.schema import events, one_to_ones, people, promises


@dataclass(frozen=True, slots=True, kw_only=True)
class CirclePage:
    """A group with its roster; `next` is its next date, `last_on` the day of the last one that is over."""

    today: date
    circle_id: int
    name: str
    about: str
    next: tuple[int, Event] | None
    next_at: datetime | None
    last_on: date | None
    members: tuple[Member, ...]
    roster: Roster


def circle_page(book: Book, circle_id: int) -> CirclePage:
    """Read a group; six statements, three for each further five hundred members. Raises Missing."""
    name, about = get_circle(book, circle_id)
    joined = members_of(book, circle_id)
    held = find_events(book, events.c.circle_id == circle_id)
    ahead = [
        (key, one)
        for key, one in held.items()
        if (one.ends_at or one.at) >= book.now and one.state is not EventState.DECLINED
    ]
    over = [one for one in held.values() if (one.ends_at or one.at) < book.now]
    members = tuple(_members(book, joined))
    return CirclePage(
        today=book.today,
        circle_id=circle_id,
        name=name,
        about=about,
        next=ahead[0] if ahead else None,
        next_at=ahead[0][1].at.astimezone(book.zone) if ahead else None,
        last_on=day_for_today(over[-1].at, book.zone) if over else None,
        members=members,
        roster=roster(members, book.today),
    )


def _members(book: Book, joined: dict[int, date | None]) -> list[Member]:
    rows, promised = rows_by_person(book, people, joined), rows_by_person(book, promises, joined)
    spoken = _spoken(book)
    found = []
    for person_id, on in joined.items():
        for row in rows[person_id]:
            at = spoken.get(person_id)
            found.append(
                Member(
                    person_id=person_id,
                    name=row.name,
                    organization=row.organization,
                    joined_on=on,
                    one_to_one_on=None if at is None else day_for_today(at, book.zone),
                    promises=tuple(one.text for one in promised[person_id] if one.done_on is None),
                )
            )
    return sorted(found, key=lambda one: (one.name, one.person_id))


def _spoken(book: Book) -> dict[int, datetime]:
    """When the last one-to-one with each was held."""
    held = (one_to_ones.c.state == OneToOneState.HELD.value, one_to_ones.c.at.is_not(None))
    last = select(one_to_ones.c.person_id, func.max(one_to_ones.c.at).label("last_at"))
    found = last.where(book.owns(one_to_ones), *held).group_by(one_to_ones.c.person_id)
    return {row.person_id: row.last_at for row in book.rows(found)}

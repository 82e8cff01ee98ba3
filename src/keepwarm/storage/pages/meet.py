"""Meet: what is one tap away when there are people around: the next event, follow-ups, what has arrived."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Table, func, select

from keepwarm.domain.events import Event, Phase, days_of, phase_of
from keepwarm.domain.meeting import OneToOneState, SubmissionState
from keepwarm.storage.book import Book
from keepwarm.storage.events import next_events
from keepwarm.storage.follow_ups import lately_open
from keepwarm.storage.pages.follow_ups import FollowUp, follow_ups_for
from keepwarm.storage.schema import one_to_ones, own_cards, submissions

_AN_EVENING = timedelta(hours=12)
"""An event without an end goes on for so long at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextEvent:
    """The next event that the owner goes to, in their own time."""

    event_id: int
    event: Event
    at: datetime
    on: date
    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetPage:
    """What waits; the counts are of one-to-ones that are agreed, cards to hand over, and what arrived."""

    today: date
    next: NextEvent | None
    follow_ups: tuple[FollowUp, ...]
    one_to_ones: int
    cards: int
    arrived: int


def meet_page(book: Book) -> MeetPage:
    """Read it; a fixed number of statements."""
    return MeetPage(
        today=book.today,
        next=_next(book),
        follow_ups=follow_ups_for(book, lately_open(book)),
        one_to_ones=_count(book, one_to_ones, one_to_ones.c.state == OneToOneState.AGREED.value),
        cards=_count(book, own_cards, own_cards.c.withdrawn_on.is_(None)),
        arrived=_count(book, submissions, submissions.c.state == SubmissionState.WAITING.value),
    )


def _next(book: Book) -> NextEvent | None:
    coming = [
        (event_id, event)
        for event_id, event in next_events(book, book.now - _AN_EVENING).items()
        if phase_of(event, book.now, book.zone) is not Phase.REVIEW
    ]
    if not coming:
        return None
    event_id, event = next((one for one in coming if _is_on(one[1], book.now)), coming[-1])
    return NextEvent(
        event_id=event_id,
        event=event,
        at=event.at.astimezone(book.zone),
        on=days_of(event, book.zone)[0],
        phase=phase_of(event, book.now, book.zone),
    )


def _is_on(event: Event, now: datetime) -> bool:
    """Whether it is still to come, or goes on."""
    return now <= (event.ends_at or event.at + _AN_EVENING)


def _count(book: Book, table: Table, is_it: ColumnElement[bool]) -> int:
    found = select(func.count()).select_from(table).where(book.owns(table), is_it)
    return book.connection.scalar(found) or 0

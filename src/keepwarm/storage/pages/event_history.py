"""What became of past events: who was met there, whether they were new, and whether they are a connection."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select

from keepwarm.domain.dates import day_for_today
from keepwarm.domain.event_worth import Past
from keepwarm.domain.event_years import Attended
from keepwarm.domain.events import Event
from keepwarm.domain.meeting import EventState, Follow
from keepwarm.domain.recognition import organization_key
from keepwarm.domain.stages import Stage
from keepwarm.storage.book import Book
from keepwarm.storage.events import find_events
from keepwarm.storage.schema import encounters, events, interactions, participants, people, tie_states

_CONNECTED = frozenset({Stage.CONNECTION.value, Stage.ALLY.value})
_FOLLOWED = frozenset({Follow.PLACED.value, Follow.DONE.value})
_SAME_TALK = timedelta(hours=18)
"""A first talk so shortly before a meeting is the one at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Somebody who was met at an event; `organization` is folded, without its legal form."""

    person_id: int
    organization: str
    was_new: bool
    followed: bool
    is_connection: bool


def meetings_by_event(book: Book) -> dict[int, list[Meeting]]:
    """Whom the owner met at each event; two statements."""
    of_person = and_(people.c.owner_id == encounters.c.owner_id, people.c.person_id == encounters.c.person_id)
    of_tie = and_(
        tie_states.c.owner_id == encounters.c.owner_id, tie_states.c.person_id == encounters.c.person_id
    )
    found = select(
        encounters.c.event_id,
        encounters.c.person_id,
        encounters.c.at,
        encounters.c.follow,
        people.c.organization,
        tie_states.c.stage,
    ).select_from(encounters.join(people, of_person).outerjoin(tie_states, of_tie))
    at_events = found.where(book.owns(encounters), encounters.c.event_id.is_not(None))
    firsts, met = _first_talks(book), dict[int, list[Meeting]]()
    for row in book.rows(at_events.order_by(encounters.c.at, encounters.c.encounter_id)):
        met.setdefault(row.event_id, []).append(_meeting(row, firsts))
    return met


def _first_talks(book: Book) -> dict[int, datetime]:
    """When the owner first had to do with each person who was met at an event."""
    of_talk = and_(
        interactions.c.owner_id == participants.c.owner_id,
        interactions.c.interaction_id == participants.c.interaction_id,
    )
    met = select(encounters.c.person_id).where(book.owns(encounters), encounters.c.event_id.is_not(None))
    first = select(participants.c.person_id, func.min(interactions.c.at).label("first_at"))
    found = first.select_from(participants.join(interactions, of_talk)).where(
        book.owns(participants), participants.c.person_id.in_(met), interactions.c.counts.is_(True)
    )
    return {row.person_id: row.first_at for row in book.rows(found.group_by(participants.c.person_id))}


def _meeting(row: Any, firsts: dict[int, datetime]) -> Meeting:
    first = firsts.get(row.person_id)
    return Meeting(
        person_id=row.person_id,
        organization=organization_key(row.organization),
        was_new=first is None or first >= row.at - _SAME_TALK,
        followed=row.follow in _FOLLOWED,
        is_connection=row.stage in _CONNECTED,
    )


def past_events(book: Book) -> dict[int, Event]:
    """Every event that the owner went to, or agreed to and has begun, the latest first; one statement."""
    went = or_(
        events.c.state == EventState.WENT.value,
        and_(events.c.state == EventState.GOING.value, events.c.at <= book.now),
    )
    return dict(reversed(find_events(book, went, events.c.at <= book.now).items()))


def past_of(event: Event, met: list[Meeting]) -> Past:
    """An event as the next one is compared with it."""
    return Past(
        kind=event.kind,
        met=len(met),
        met_new=sum(one.was_new for one in met),
        organizations=frozenset(filter(None, (one.organization for one in met))),
    )


def attended_of(book: Book, event: Event, met: list[Meeting]) -> Attended:
    """An event as a year of them is looked back at."""
    return Attended(
        kind=event.kind,
        on=day_for_today(event.at, book.zone),
        people=frozenset(one.person_id for one in met),
        followed=frozenset(one.person_id for one in met if one.followed),
        connected=frozenset(one.person_id for one in met if one.is_connection),
        organizations=frozenset(filter(None, (one.organization for one in met))),
    )

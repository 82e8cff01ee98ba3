"""The pocket page: what a phone needs of the book at an event without a signal.

It is bounded, and read in a fixed number of statements. Nothing private is in it: what is marked so stays
in the book.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import day_begins
from keepwarm.domain.details import NeedKind
from keepwarm.domain.meeting import AttendeeState
from keepwarm.domain.own_cards import OwnCard, is_open
from keepwarm.domain.people import FactKind, Side
from keepwarm.storage.book import Book
from keepwarm.storage.events import next_event
from keepwarm.storage.own_cards import own_cards_of
from keepwarm.storage.owner_settings import ASKING_SENTENCE, find_settings
from keepwarm.storage.pages.today import TodayPage, today_page
from keepwarm.storage.schema import (
    attendees,
    facts,
    interactions,
    needs,
    participants,
    people,
    promises,
)

MOST_PEOPLE = 40
MOST_CARDS = 12
MOST_LINES = 240
LONGEST = 600
"""Characters of one text; a longer one ends with an ellipsis."""

_AT_HAND = (AttendeeState.PLANNED, AttendeeState.MET)


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLine:
    """One thing to have before one's eyes: what they told, look for or can provide, or what was promised."""

    kind: FactKind | NeedKind | Side
    text: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTalk:
    """The last thing that passed with somebody."""

    at: datetime
    channel: Channel
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToMeet:
    """Somebody to meet at the event, with the plan; what is known of them where they are in the book."""

    name: str
    organization: str
    title: str
    is_met: bool
    reason: str
    question: str
    offer: str
    person_id: int | None
    last: LastTalk | None
    brief: tuple[BriefLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAtHand:
    """The next event to which the owner goes."""

    event_id: int
    name: str
    place: str
    at: datetime
    goal: str
    introduction: str
    people: tuple[ToMeet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PocketPage:
    """All of it."""

    asking: str
    today: TodayPage
    event: EventAtHand | None
    cards: tuple[OwnCard, ...]


def pocket_page(book: Book) -> PocketPage:
    """Read what is needed."""
    said = find_settings(book)
    return PocketPage(
        asking=_short(said.get(ASKING_SENTENCE, "")),
        today=today_page(book),
        event=_next_event(book),
        cards=tuple(card for card in own_cards_of(book) if is_open(card, book.today))[:MOST_CARDS],
    )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _next_event(book: Book) -> EventAtHand | None:
    """The first that is not over; one of today counts as long as the day lasts."""
    event_id, event = next_event(book, day_begins(book.today, book.zone)) or (None, None)
    guests = _guests(book, event_id)
    if event_id is None or event is None:
        return None
    return EventAtHand(
        event_id=event_id,
        name=_short(event.name),
        place=_short(event.place),
        at=event.at,
        goal=_short(event.goal),
        introduction=_short(event.introduction),
        people=guests,
    )


def _guests(book: Book, event_id: int | None) -> tuple[ToMeet, ...]:
    """Those to be met there, and met; nobody of no event, after as many statements."""
    states = [state.value for state in _AT_HAND]
    found = (
        select(attendees)
        .where(book.owns(attendees), attendees.c.event_id == event_id, attendees.c.state.in_(states))
        .order_by(attendees.c.state.desc(), attendees.c.added_at, attendees.c.attendee_id)
        .limit(MOST_PEOPLE)
    )
    rows = book.rows(found)
    ids = [row.person_id for row in rows if row.person_id is not None]
    names, last, briefs = _names(book, ids), _last_talks(book, ids), _briefs(book, ids)
    made = []
    for row in rows:
        name, organization, title = names.get(row.person_id, (row.name, row.organization, row.title))
        made.append(
            ToMeet(
                name=_short(name),
                organization=_short(organization),
                title=_short(title),
                is_met=row.state == AttendeeState.MET.value,
                reason=_short(row.reason),
                question=_short(row.question),
                offer=_short(row.offer),
                person_id=row.person_id,
                last=last.get(row.person_id),
                brief=tuple(briefs.get(row.person_id, ())),
            )
        )
    return tuple(made)


def _names(book: Book, ids: Collection[int]) -> dict[int | None, tuple[str, str, str]]:
    columns = (people.c.person_id, people.c.name, people.c.organization, people.c.title)
    found = select(*columns).where(book.owns(people), people.c.person_id.in_(ids))
    return {row.person_id: (row.name, row.organization, row.title) for row in book.rows(found)}


def _last_talks(book: Book, ids: Collection[int]) -> dict[int | None, LastTalk]:
    there = (participants.c.owner_id == interactions.c.owner_id) & (
        participants.c.interaction_id == interactions.c.interaction_id
    )
    newest = (interactions.c.at.desc(), interactions.c.interaction_id)
    place = func.row_number().over(partition_by=participants.c.person_id, order_by=newest).label("place")
    columns = (participants.c.person_id, interactions.c.at, interactions.c.channel, interactions.c.summary)
    numbered = (
        select(*columns, place)
        .select_from(participants.join(interactions, there))
        .where(
            book.owns(participants),
            participants.c.person_id.in_(ids),
            interactions.c.counts,
            interactions.c.at <= book.now,
        )
        .subquery()
    )
    return {
        row.person_id: LastTalk(at=row.at, channel=Channel(row.channel), summary=_short(row.summary))
        for row in book.rows(select(numbered).where(numbered.c.place == 1))
    }


def _briefs(book: Book, ids: Collection[int]) -> dict[int | None, list[BriefLine]]:
    """What was promised first, then what they are looking for, then what they told."""
    found: dict[int | None, list[BriefLine]] = {}
    open_promises = select(promises.c.person_id, promises.c.side, promises.c.text, promises.c.made_on).where(
        book.owns(promises), promises.c.person_id.in_(ids), promises.c.done_on.is_(None)
    )
    open_needs = select(needs.c.person_id, needs.c.kind, needs.c.text, needs.c.noted_on).where(
        book.owns(needs), needs.c.person_id.in_(ids), needs.c.met_on.is_(None)
    )
    told = select(facts.c.person_id, facts.c.kind, facts.c.text, facts.c.learned_on).where(
        book.owns(facts), facts.c.person_id.in_(ids), facts.c.sensitive.is_(False)
    )
    for statement, kinds, newest in (
        (open_promises, Side, promises.c.made_on),
        (open_needs, NeedKind, needs.c.noted_on),
        (told, FactKind, facts.c.learned_on),
    ):
        for person_id, kind, text, on in book.rows(statement.order_by(newest.desc()).limit(MOST_LINES)):
            found.setdefault(person_id, []).append(BriefLine(kind=kinds(kind), text=_short(text), on=on))
    return found

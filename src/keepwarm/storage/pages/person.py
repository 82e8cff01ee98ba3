"""The person page: who, how to reach them, why now, what I know, what is open, what we did."""

from dataclasses import dataclass
from datetime import date, datetime
from math import floor
from typing import Any

from sqlalchemy import Row, Select, func, select

from keepwarm.domain.channels import Channel, Purpose
from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.dates import day_number
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import FactKind, Handle, KnownBy, Person, Preference, Side
from keepwarm.domain.reasons import Reason
from keepwarm.domain.steadiness import burst_of, only_with_asks
from keepwarm.domain.tie_state import Tie, tie_of
from keepwarm.domain.week_hours import WeekHours
from keepwarm.storage.book import Book
from keepwarm.storage.commitments import open_next_steps, open_promises
from keepwarm.storage.evidence import evidence_for
from keepwarm.storage.handles import handle_of, handles_of
from keepwarm.storage.pages.person_more import More, more_of
from keepwarm.storage.people import get_person, person_of
from keepwarm.storage.schema import facts, interactions, participants, preferences
from keepwarm.storage.ties import read_calibrations, read_owner_rate, stored_histories

_TIMELINE = 50
"""How many of the latest interactions the page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandleLine:
    """One way to reach somebody, and where it came from."""

    handle_id: int
    handle: Handle
    source: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """Something known about somebody."""

    fact_id: int
    kind: FactKind
    text: str
    learned_on: date
    source: str
    sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """A promise that is open."""

    promise_id: int
    side: Side
    text: str
    due_on: date | None
    made_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStepLine:
    """The contact that is planned."""

    text: str
    channel: Channel | None
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLine:
    """Something that passed; `at` is in the owner's time zone."""

    interaction_id: int
    at: datetime
    channel: Channel
    direction: Direction
    minutes: int | None
    summary: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """Everything the page shows, the latest of the timeline first."""

    person_id: int
    person: Person
    source: str
    spoken_confirmed_on: date | None
    today: date
    handles: tuple[HandleLine, ...]
    preferences: tuple[Preference, ...]
    tie: Tie
    facts: tuple[FactLine, ...]
    promises: tuple[PromiseLine, ...]
    next_step: NextStepLine | None
    timeline: tuple[TimelineLine, ...]
    interactions: int
    more: More

    @property
    def steadiness(self) -> tuple[Reason, ...]:
        """A word where a year's contact came in a burst, or the owner's only with asks."""
        past, firsts = self.tie.basis.course.history, self.tie.basis.course.firsts
        began = [floor(past.times[place]) for place in firsts.by_me]
        own = (one for one in self.more.favours if one.origin.source == OWNER_SAID)
        asks = (one.noted_on for one in own if one.side is Side.THEIRS)
        asked = {day_number(on) for on in asks if on is not None}
        said = burst_of(past.days, floor(self.tie.basis.now)), only_with_asks(began, asked)
        return tuple(one for one in said if one is not None)


def person_page(book: Book, person_id: int) -> PersonPage:
    """Read the page of one person; raises Missing where there is nobody."""
    row = get_person(book, person_id)
    evidence = evidence_for(book, stored_histories(book, {person_id}))[person_id]
    steps = open_next_steps(book, person_id)
    return PersonPage(
        person_id=person_id,
        person=person_of(row),
        source=row.source,
        spoken_confirmed_on=row.spoken_confirmed_on,
        today=book.today,
        handles=tuple(_handles(book, person_id)),
        preferences=tuple(_preferences(book, person_id)),
        tie=tie_of(evidence, book.days, read_calibrations(book), read_owner_rate(book)),
        facts=tuple(_facts(book, person_id)),
        promises=tuple(_promise(promise) for promise in open_promises(book, person_id)),
        next_step=_step(steps[0]) if steps else None,
        timeline=tuple(_timeline(book, person_id)),
        interactions=_count(book, person_id),
        more=more_of(book, row),
    )


def preference_of(row: Row[Any]) -> Preference:
    """The preference in a row of the table."""
    return Preference(
        channel=Channel(row.channel),
        never=row.never,
        rank=row.rank,
        known_by=KnownBy(row.known_by),
        said_on=row.said_on,
        purposes=frozenset(map(Purpose, filter(None, row.purposes.split(",")))),
        hours=WeekHours.parse(row.hours) if row.hours else None,
        words=row.words,
        said_at=row.said_at,
    )


def _handles(book: Book, person_id: int) -> list[HandleLine]:
    return [
        HandleLine(
            handle_id=row.handle_id,
            handle=handle_of(row),
            source=row.source,
            at=row.added_at.astimezone(book.zone),
        )
        for row in handles_of(book, person_id)
    ]


def _preferences(book: Book, person_id: int) -> list[Preference]:
    found = select(preferences).where(book.owns(preferences), preferences.c.person_id == person_id)
    in_order = found.order_by(preferences.c.never, preferences.c.rank, preferences.c.channel)
    return [preference_of(row) for row in book.rows(in_order)]


def _facts(book: Book, person_id: int) -> list[FactLine]:
    found = select(facts).where(book.owns(facts), facts.c.person_id == person_id)
    return [
        FactLine(
            fact_id=row.fact_id,
            kind=FactKind(row.kind),
            text=row.text,
            learned_on=row.learned_on,
            source=row.source,
            sensitive=row.sensitive,
        )
        for row in book.rows(found.order_by(facts.c.learned_on.desc(), facts.c.fact_id))
    ]


def _promise(row: Row[Any]) -> PromiseLine:
    return PromiseLine(
        promise_id=row.promise_id,
        side=Side(row.side),
        text=row.text,
        due_on=row.due_on,
        made_on=row.made_on,
    )


def _step(row: Row[Any]) -> NextStepLine:
    channel = None if row.channel is None else Channel(row.channel)
    return NextStepLine(text=row.text, channel=channel, due_on=row.due_on)


def _timeline(book: Book, person_id: int) -> list[TimelineLine]:
    of_them = with_them(book, select(interactions), person_id)
    latest = of_them.order_by(interactions.c.at.desc(), interactions.c.interaction_id).limit(_TIMELINE)
    return [
        TimelineLine(
            interaction_id=row.interaction_id,
            at=row.at.astimezone(book.zone),
            channel=Channel(row.channel),
            direction=Direction(row.direction),
            minutes=row.minutes,
            summary=row.summary,
            source=row.source,
        )
        for row in book.rows(latest)
    ]


def _count(book: Book, person_id: int) -> int:
    found = with_them(book, select(func.count()).select_from(interactions), person_id)
    return book.connection.scalar(found) or 0


def with_them(book: Book, found: Select[Any], person_id: int) -> Select[Any]:
    """What passed with one person until now."""
    joined = found.join(
        participants,
        (participants.c.owner_id == interactions.c.owner_id)
        & (participants.c.interaction_id == interactions.c.interaction_id),
    )
    return joined.where(
        book.owns(participants), participants.c.person_id == person_id, interactions.c.at <= book.now
    )

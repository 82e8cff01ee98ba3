"""One event: is it right, the plan, the pocket on the day, the look back; one page for all of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from keepwarm.domain.encounters import Encounter
from keepwarm.domain.event_pairs import Introduction, introductions
from keepwarm.domain.event_worth import LOOKED_BACK, Expected, worth_of
from keepwarm.domain.events import Event, Phase, days_of, phase_of
from keepwarm.domain.meeting import AttendeeState, Follow
from keepwarm.domain.reasons import Reason
from keepwarm.storage.attendees import attendees_of
from keepwarm.storage.book import Book
from keepwarm.storage.circles import circle_names
from keepwarm.storage.encounters import find_encounters
from keepwarm.storage.events import get_event
from keepwarm.storage.owner_settings import GOALS, PITCH, find_settings
from keepwarm.storage.pages.event_guests import (
    GuestLine,
    GuestOfBook,
    acquainted,
    guests_of_book,
    hosts_of,
    lines_of,
    namesakes_of,
)
from keepwarm.storage.pages.event_history import meetings_by_event, past_events, past_of
from keepwarm.storage.pages.follow_ups import FollowUp, follow_ups_for
from keepwarm.storage.schema import encounters


@dataclass(frozen=True, slots=True, kw_only=True)
class MetLine:
    """Somebody who was met there, and what follows; `learned` are the last things that they told."""

    encounter_id: int
    person_id: int
    name: str
    organization: str
    follow: Follow
    learned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """An event with everything that its page shows, in the owner's own time (`at`, `ends_at`).

    `worth` says why it may be the right one, `guests` who will be there, `met` who was met, `follow_ups`
    those of them of whom it is open what follows, `pairs` whom a host could introduce. `introduction` is
    what the owner says of themself: of this event, or else always.
    """

    today: date
    event_id: int
    event: Event
    at: datetime
    ends_at: datetime | None
    first_on: date
    last_on: date
    phase: Phase
    circle: str
    groups: tuple[tuple[int, str], ...]
    introduction: str
    worth: tuple[Reason, ...]
    guests: tuple[GuestLine, ...]
    met: tuple[MetLine, ...]
    follow_ups: tuple[FollowUp, ...]
    pairs: tuple[Introduction, ...]

    @property
    def planned(self) -> tuple[GuestLine, ...]:
        """Whom the owner wants to meet there."""
        return tuple(one for one in self.guests if one.is_planned)

    @property
    def others(self) -> tuple[GuestLine, ...]:
        """Who else will be there and was neither met nor let go."""
        return tuple(
            one for one in self.guests if one.attendee.state is AttendeeState.LISTED and not one.asks_again
        )

    @property
    def returning(self) -> tuple[GuestLine, ...]:
        """Who was left at that after a first meeting, and is here too: once more?"""
        return tuple(one for one in self.guests if one.asks_again)

    @property
    def open(self) -> int:
        """With how many it is open what follows."""
        return sum(one.follow is Follow.OPEN for one in self.met)

    @property
    def next_steps(self) -> int:
        """With how many something follows."""
        return sum(one.follow in (Follow.PLACED, Follow.DONE) for one in self.met)

    @property
    def is_reviewed(self) -> bool:
        """Whether the owner has looked back, and nobody waits."""
        return self.event.reviewed_on is not None and not self.open


def event_page(book: Book, event_id: int) -> EventPage:
    """Read one event; a fixed number of statements for each five hundred of its list. Raises Missing."""
    event = get_event(book, event_id)
    listed, groups, settings = attendees_of(book, event_id), circle_names(book), find_settings(book)
    met = find_encounters(book, encounters.c.event_id == event_id)
    here = {one.person_id for one in listed.values() if one.person_id is not None}
    known = guests_of_book(book, here | {one.person_id for one in met.values()})
    guests = lines_of(listed, known, _left(book, here), namesakes_of(book, listed.values()))
    first_on, last_on = days_of(event, book.zone)
    return EventPage(
        today=book.today,
        event_id=event_id,
        event=event,
        at=event.at.astimezone(book.zone),
        ends_at=None if event.ends_at is None else event.ends_at.astimezone(book.zone),
        first_on=first_on,
        last_on=last_on,
        phase=phase_of(event, book.now, book.zone),
        circle=groups.get(event.circle_id or 0, ""),
        groups=tuple(groups.items()),
        introduction=event.introduction or settings.get(PITCH, ""),
        worth=_worth(book, event_id, event, guests, settings.get(GOALS, "")),
        guests=guests,
        met=_met(met, known),
        follow_ups=follow_ups_for(book, _open(met)),
        pairs=introductions(hosts_of(book, _there(known, here)), acquainted(book, here)),
    )


def _left(book: Book, here: set[int]) -> set[int]:
    """Who of those was left at that and comes back once; one statement."""
    left = (encounters.c.follow == Follow.LEFT.value, encounters.c.back_on.is_not(None))
    found = find_encounters(book, *left, encounters.c.came_back.is_(False))
    return {one.person_id for one in found.values()} & here


def _there(known: Mapping[int, GuestOfBook], here: set[int]) -> dict[int, GuestOfBook]:
    return {person_id: one for person_id, one in known.items() if person_id in here}


def _open(met: Mapping[int, Encounter]) -> dict[int, Encounter]:
    return {key: one for key, one in met.items() if one.follow is Follow.OPEN}


def _met(met: Mapping[int, Encounter], known: Mapping[int, GuestOfBook]) -> tuple[MetLine, ...]:
    return tuple(
        MetLine(
            encounter_id=encounter_id,
            person_id=one.person_id,
            name=known[one.person_id].name,
            organization=known[one.person_id].organization,
            follow=one.follow,
            learned=known[one.person_id].learned,
        )
        for encounter_id, one in met.items()
        if one.person_id in known
    )


def _worth(
    book: Book, event_id: int, event: Event, guests: tuple[GuestLine, ...], goals: str
) -> tuple[Reason, ...]:
    before = {key: one for key, one in past_events(book).items() if one.at < event.at and key != event_id}
    met = meetings_by_event(book)
    last = [past_of(one, met.get(key, [])) for key, one in list(before.items())[:LOOKED_BACK]]
    expected = [
        Expected(
            name=one.known.name if one.known else one.attendee.name or one.attendee.address,
            organization=one.attendee.organization or (one.known.organization if one.known else ""),
            title=one.attendee.title,
            is_known=one.known is not None,
            is_planned=one.is_planned,
            is_fading=one.known is not None and one.known.is_fading,
        )
        for one in guests
        if one.attendee.state is not AttendeeState.LEFT
    ]
    words = " ".join((event.name, event.about, event.goal))
    return worth_of(event.kind, words, expected, filter(None, map(str.strip, goals.splitlines())), last)

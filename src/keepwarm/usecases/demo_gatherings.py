"""The demo's events, written into its book."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from keepwarm.demo.cast import Member
from keepwarm.demo.gatherings import (
    GOALS,
    GROUP,
    GROUP_ABOUT,
    PITCH,
    Gathering,
    Met,
    members,
)
from keepwarm.domain.channels import Channel
from keepwarm.domain.encounters import Encounter
from keepwarm.domain.events import Attendee, Event
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.meeting import AttendeeState, EventKind, Follow
from keepwarm.formats.attendee_lists import read_attendees
from keepwarm.storage.attendees import add_attendees
from keepwarm.storage.book import Book
from keepwarm.storage.circles import add_circle, add_members
from keepwarm.storage.commitments import place_next_step
from keepwarm.storage.encounters import add_encounter
from keepwarm.storage.events import add_event
from keepwarm.storage.interactions import add_interaction
from keepwarm.storage.owner_settings import GOALS as GOALS_SETTING
from keepwarm.storage.owner_settings import PITCH as PITCH_SETTING
from keepwarm.storage.owner_settings import choose_setting

_MIDDLE = timedelta(minutes=40)
_SOON = timedelta(days=4)

Cast = Sequence[tuple[Member, int]]


def add_gatherings(book: Book, cast: Cast, found: Sequence[Gathering]) -> None:
    """Keep the year of events, as a part of making the demo."""
    choose_setting(book, PITCH_SETTING, PITCH)
    choose_setting(book, GOALS_SETTING, GOALS)
    circle_id = add_circle(book, GROUP, GROUP_ABOUT)
    joined = {cast[place][1]: book.today - timedelta(days=days) for place, days in members(_members(cast))}
    add_members(book, circle_id, joined)
    for one in found:
        _add(book, cast, one, circle_id)


def _members(cast: Cast) -> list[Member]:
    return [member for member, _ in cast]


def _add(book: Book, cast: Cast, one: Gathering, circle_id: int) -> None:
    at = _moment(book, one)
    event = Event(
        name=one.name,
        kind=one.kind,
        at=at,
        ends_at=at + timedelta(hours=one.hours),
        state=one.state,
        circle_id=circle_id if one.of_group else None,
        place=one.place,
        link=one.link,
        about=one.about,
        goal=one.goal,
        to_learn=one.to_learn,
        learned=one.learned,
        reviewed_on=book.today + timedelta(days=one.in_days + 1) if one.reviewed else None,
    )
    event_id = add_event(book, event)
    for met in one.met:
        _meet(book, cast[met.place][1], met, event_id, event)
    add_attendees(book, _expected(cast, one, event_id))


def _moment(book: Book, one: Gathering) -> datetime:
    on = book.today + timedelta(days=one.in_days)
    return datetime.combine(on, time(one.hour), tzinfo=book.zone).astimezone(UTC)


def _meet(book: Book, person_id: int, met: Met, event_id: int, event: Event) -> None:
    at = event.at + _MIDDLE
    channel = Channel.VIDEO if event.kind is EventKind.ONLINE else Channel.IN_PERSON
    talk = Interaction(at=at, channel=channel, direction=Direction.MUTUAL, summary=event.name)
    interaction_id = add_interaction(book, talk, (person_id,))
    encounter = Encounter(
        person_id=person_id, at=at, event_id=event_id, interaction_id=interaction_id, follow=met.follow
    )
    add_encounter(book, encounter)
    if met.follow is Follow.PLACED:
        place_next_step(book, person_id, met.next_step, channel=None, due_on=book.today + _SOON)


def _expected(cast: Cast, one: Gathering, event_id: int) -> list[Attendee]:
    reasons = dict(one.to_meet)
    known = [
        Attendee(
            event_id=event_id,
            person_id=cast[place][1],
            name=cast[place][0].person.name,
            organization=cast[place][0].person.organization,
            title=cast[place][0].person.title,
            state=AttendeeState.PLANNED if place in reasons else AttendeeState.LISTED,
            reason=reasons.get(place, ""),
        )
        for place in (*reasons, *one.here)
    ]
    guests = read_attendees("\n".join(one.listed)).guests if one.listed else ()
    listed = [
        Attendee(
            event_id=event_id,
            name=guest.name,
            organization=guest.organization,
            title=guest.title,
            address=guest.address,
        )
        for guest in guests
    ]
    return [*known, *listed]

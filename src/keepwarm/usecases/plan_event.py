"""An event from the first thought to the day: added, decided, planned, and who is to be met there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from keepwarm.domain.errors import Ambiguous, Invalid, Missing
from keepwarm.domain.events import LONGEST_EVENT, Attendee, Event, Phase, phase_of
from keepwarm.domain.first_meetings import comes_back
from keepwarm.domain.meeting import AttendeeState, EventKind, EventState, Opinion
from keepwarm.domain.people import LONGEST_NAME
from keepwarm.domain.text import folded
from keepwarm.formats.event_ics import read_event
from keepwarm.storage.attendees import (
    add_attendees,
    attendees_of,
    change_attendee,
    find_on_list,
    get_attendee,
    remove_attendee,
)
from keepwarm.storage.bearings import change_bearing
from keepwarm.storage.book import Book
from keepwarm.storage.circles import circle_names
from keepwarm.storage.encounters import change_encounter, find_encounters
from keepwarm.storage.events import add_event, change_event, find_events, find_uid, get_event, remove_event
from keepwarm.storage.journal import begin_batch, storable_text
from keepwarm.storage.own_cards import change_own_card, own_cards_of
from keepwarm.storage.people import get_person, named_person
from keepwarm.storage.schema import encounters
from keepwarm.usecases.add_correspondents import welcome
from keepwarm.usecases.attendee_lists import ListPlan, handles_in, plan_guests, take_in_guests
from keepwarm.usecases.by_words import those_called, those_named
from keepwarm.usecases.capture_person import Captured, CapturePerson, capture_person
from keepwarm.usecases.first_meeting import FirstMeeting, note_first_meeting

_LONGEST_NAME = 300
_LONGEST_TEXT = 20_000
_YEARS = (1900, 2200)
WORDS = ("place", "link", "about", "goal", "introduction", "to_learn", "learned")
"""The fields of an event that are free text."""

PLAN_WORDS = ("reason", "question", "offer", "problem")
"""What is planned for one person: why, what to ask, what to offer, where one could help."""

_OF_LISTS = ("organization", "title", "address", "said")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEvent:
    """An event as it was typed; `words` are the fields of `WORDS` that were said."""

    name: str
    at: datetime
    kind: EventKind = EventKind.MEETUP
    ends_at: datetime | None = None
    state: EventState = EventState.IDEA
    circle_id: int | None = None
    words: Mapping[str, str] = field(default_factory=dict)


def add_typed_event(book: Book, command: AddEvent) -> int:
    """Keep an event; return its id. Raises Invalid for what cannot be, and for one of this name and day."""
    event = _checked(_event(command), book)
    for one in find_events(book).values():
        if folded(one.name) == folded(event.name) and _day(book, one) == _day(book, event):
            raise Invalid(
                f"“{one.name}” on that day is among your events already; go on with it, or call this one"
                " otherwise."
            )
    begin_batch(book, "new event", event.name)
    return add_event(book, event)


def _day(book: Book, event: Event) -> date:
    return event.at.astimezone(book.zone).date()


def _event(command: AddEvent) -> Event:
    said: dict[str, Any] = {name: storable_text(text).strip() for name, text in command.words.items()}
    return Event(
        name=" ".join(storable_text(command.name).split()),
        kind=command.kind,
        at=command.at,
        ends_at=command.ends_at,
        state=command.state,
        circle_id=command.circle_id,
        **{name: said.get(name, "") for name in WORDS},
    )


def _checked(event: Event, book: Book) -> Event:
    if not event.name:
        raise Invalid("The event has no name yet; write what it is called.")
    if len(event.name) > _LONGEST_NAME:
        raise Invalid(
            f"The name is longer than {_LONGEST_NAME} characters; put the rest into what it is about."
        )
    if max(len(getattr(event, name)) for name in WORDS) > _LONGEST_TEXT:
        raise Invalid(f"A text of an event takes {_LONGEST_TEXT:,} characters at most; write it shorter.")
    if not _YEARS[0] <= event.at.year <= _YEARS[1]:
        raise Invalid(f"The year {event.at.year} is too far away for an event; correct the year.")
    if event.ends_at is not None and not event.at < event.ends_at <= event.at + LONGEST_EVENT:
        raise Invalid("It ends before it begins, or more than two weeks later; correct one of the two.")
    if event.circle_id is not None and event.circle_id not in circle_names(book):
        raise Missing("This group is not in your book any more; choose another, or none.")
    return event


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a calendar item became: the event, whether it is new, and its guests."""

    event_id: int
    is_new: bool
    guests: ListPlan


def bring_event(book: Book, text: str, *, kind: EventKind = EventKind.MEETUP) -> Brought:
    """Take in an event from the text of an .ics file, its guests onto its list; the same item twice is one.

    Raises Invalid where there is no event in it.
    """
    found = read_event(storable_text(text), book.zone)
    if found is None:
        raise Invalid(
            "There is no event in this text, or it is called off; it should hold a line BEGIN:VEVENT, as an"
            " .ics file does."
        )
    event = _checked(found.event(kind), book)
    there = find_uid(book, event.uid)
    begin_batch(book, "new event" if there is None else "event", event.name)
    if there is None:
        event_id = add_event(book, event, source="calendar")
    else:
        event_id = there
        told = ("name", "at", "ends_at", "place", "link", "about")
        change_event(book, event_id, {name: getattr(event, name) for name in told})
    plan = plan_guests(book, event_id, found.guests)
    take_in_guests(book, plan, source="calendar")
    return Brought(event_id=event_id, is_new=there is None, guests=plan)


def edit_event(book: Book, event_id: int, changes: Mapping[str, object]) -> bool:
    """Change fields of an event; False where they said so already. Raises Invalid, Missing."""
    before = get_event(book, event_id)
    said = {
        name: storable_text(value).strip() if isinstance(value, str) else value
        for name, value in changes.items()
    }
    held = {name: getattr(before, name) for name in Event.__dataclass_fields__}
    event = _checked(Event(**held | said), book)
    begin_batch(book, "event", event.name)
    return change_event(book, event_id, said)


def decide(book: Book, event_id: int, state: EventState) -> bool:
    """Say whether the owner goes; False where it was said before. Raises Invalid, Missing."""
    event = get_event(book, event_id)
    if state is EventState.WENT and event.at > book.now:
        raise Invalid(f"{event.name} is still to come; say that you go, and look back when it is over.")
    begin_batch(book, "event", event.name)
    return change_event(book, event_id, {"state": state.value})


def forget_event(book: Book, event_id: int) -> None:
    """Take an event and its list out of the book; the owner's cards for it stay, for no event.

    Raises Invalid where somebody was met there, Missing.
    """
    event = get_event(book, event_id)
    if find_encounters(book, encounters.c.event_id == event_id):
        raise Invalid(
            f"You met people at {event.name}; say “no” to it instead, and it stays in your history."
        )
    begin_batch(book, "drop event", event.name)
    for attendee_id in attendees_of(book, event_id):
        remove_attendee(book, attendee_id)
    for card in own_cards_of(book):
        if card.event_id == event_id:
            change_own_card(book, card.own_card_id, {"event_id": None})
    remove_event(book, event_id)


def note_event(book: Book, event_id: int, text: str) -> bool:
    """Append words to what was learned at an event; False where there are none. Raises Invalid, Missing."""
    event, words = get_event(book, event_id), storable_text(text).strip()
    learned = "\n".join(filter(None, (event.learned, words)))
    if len(learned) > _LONGEST_TEXT:
        raise Invalid(f"What you noted of {event.name} is full; put the rest on somebody's page.")
    begin_batch(book, "event", event.name)
    return bool(words) and change_event(book, event_id, {"learned": learned})


def plan_to_meet(book: Book, event_id: int, person_id: int, words: Mapping[str, str] | None = None) -> int:
    """Plan to meet somebody of the book at an event; return the id of their row. Raises Missing."""
    event, person = get_event(book, event_id), get_person(book, person_id)
    begin_batch(book, "event", event.name)
    said = _plan_words(words or {})
    there = find_on_list(book, event_id, person_id)
    if there is not None:
        change_attendee(book, there, said | {"state": AttendeeState.PLANNED.value})
        return there
    one = Attendee(
        event_id=event_id,
        person_id=person_id,
        name=person.name,
        organization=person.organization,
        title=person.title,
        state=AttendeeState.PLANNED,
        **said,
    )
    welcome(book, person_id)
    return add_attendees(book, (one,))[0]


def plan_by_name(book: Book, event_id: int, name: str) -> int:
    """Plan to meet somebody who is in no book; return the id of their row. Raises Invalid, Missing.

    Whoever of the list bears just this name is the one who is meant.
    """
    event, called = get_event(book, event_id), " ".join(storable_text(name).split())
    if not called or len(called) > LONGEST_NAME:
        raise Invalid(f"Write their name; it takes {LONGEST_NAME} characters at most.")
    begin_batch(book, "event", event.name)
    for attendee_id, one in attendees_of(book, event_id).items():
        if folded(one.name) == folded(called):
            change_attendee(book, attendee_id, {"state": AttendeeState.PLANNED.value})
            return attendee_id
    guest = Attendee(event_id=event_id, name=called, state=AttendeeState.PLANNED)
    return add_attendees(book, (guest,))[0]


def plan_attendee(
    book: Book, event_id: int, attendee_id: int, state: AttendeeState, words: Mapping[str, str] | None = None
) -> bool:
    """Say of somebody on the list whether to meet them, and what is planned; False where it was so.

    Who is only on the list can be planned too. "Met" is said by `meet_attendee`. Raises Invalid, Missing.
    """
    event = get_event(book, event_id)
    get_attendee(book, event_id, attendee_id)
    if state is AttendeeState.MET:
        raise Invalid("Say that you met them, so that it is kept as a meeting.")
    begin_batch(book, "event", event.name)
    return change_attendee(book, attendee_id, _plan_words(words or {}) | {"state": state.value})


def _plan_words(words: Mapping[str, str]) -> dict[str, str]:
    found = {name: storable_text(text).strip() for name, text in words.items() if name in PLAN_WORDS}
    if any(len(text) > _LONGEST_TEXT for text in found.values()):
        raise Invalid(f"A line of a plan takes {_LONGEST_TEXT:,} characters at most; write it shorter.")
    return found


def link_attendee(book: Book, event_id: int, attendee_id: int, person_id: int | None) -> bool:
    """Say who of the book somebody on the list is, or that it is nobody; False where it was so.

    Where they stand there as that person too, the row becomes one with theirs.
    """
    event, guest = get_event(book, event_id), get_attendee(book, event_id, attendee_id)
    there = None
    if person_id is not None:
        get_person(book, person_id)
        there = find_on_list(book, event_id, person_id)
    begin_batch(book, "attendees", event.name)
    if there is None or there == attendee_id:
        return change_attendee(book, attendee_id, {"person_id": person_id})
    change_attendee(book, there, _completed(get_attendee(book, event_id, there), guest))
    remove_attendee(book, attendee_id)
    return True


def _completed(one: Attendee, by: Attendee) -> dict[str, str]:
    """What a row of the list has that another of the same person has not, and the later of their states."""
    told = {name: getattr(one, name) or getattr(by, name) for name in (*PLAN_WORDS, *_OF_LISTS)}
    is_plain = one.state is AttendeeState.LISTED
    return told | {"state": (by if is_plain else one).state.value}


def meet_attendee(book: Book, event_id: int, attendee_id: int) -> Captured:
    """Keep that somebody of the list was met: who is not in the book yet becomes a person of it.

    After the event it was at the event. Raises Invalid for one that is still to come, Missing.
    """
    event, one = get_event(book, event_id), get_attendee(book, event_id, attendee_id)
    phase = phase_of(event, book.now, book.zone)
    if phase is Phase.PLAN:
        raise Invalid(f"{event.name} is still to come; plan to meet them there.")
    command = CapturePerson(
        name=one.name or one.address,
        person_id=one.person_id,
        event_id=event_id,
        at=None if phase is Phase.DAY else event.ends_at or event.at,
        handles=handles_in(one.address) if one.person_id is None else (),
        organization=one.organization if one.person_id is None else "",
        title=one.title if one.person_id is None else "",
    )
    found = capture_person(book, command)
    change_attendee(book, attendee_id, {"person_id": found.person_id, "state": AttendeeState.MET.value})
    return found


def meet_named(book: Book, event_id: int, words: str) -> Captured:
    """The same of whom the words name: somebody of the list, or else of the book.

    Raises Missing, Ambiguous.
    """
    listed = attendees_of(book, event_id)
    names = {one: row.name for one, row in listed.items()}
    found = those_called(words, names, {one: f"{row.name} {row.address}" for one, row in listed.items()})
    if len(found) > 1:
        several = "; ".join(names[one] for one in found[:5])
        raise Ambiguous(f"Several on the list are called so ({several}); write more of the name.")
    if not found:
        found = [plan_to_meet(book, event_id, named_person(book, words).person_id)]
    return meet_attendee(book, event_id, found[0])


def ask_again(book: Book, event_id: int, person_id: int, *, again: bool) -> bool:
    """Of somebody left at that after a first meeting, who comes to this event too: once more, or not.

    It is asked once. `again` plans to meet them here, and they may be proposed again; else they stay away for
    good. False where nothing is to be asked. Raises Missing.
    """
    get_event(book, event_id)
    get_person(book, person_id)
    theirs = find_encounters(book, encounters.c.person_id == person_id)
    waiting = [key for key, one in theirs.items() if comes_back(one, book.today, at_shared_event=True)]
    if not waiting:
        return False
    if again:
        plan_to_meet(book, event_id, person_id)
        change_bearing(book, person_id, not_before=None, proposed=True)
    else:
        note_first_meeting(book, FirstMeeting(person_id=person_id, again=Opinion.NO, asked_again=True))
        there = find_on_list(book, event_id, person_id)
        if there is not None:
            change_attendee(book, there, {"state": AttendeeState.LEFT.value})
    for encounter_id in waiting:
        change_encounter(book, encounter_id, {"came_back": True})
    return True


def find_event(book: Book, words: str) -> int:
    """The one event that the words name: an id, its name or a part of it; of several the next one.

    Raises Missing, Ambiguous.
    """
    known = find_events(book)
    found = those_named(words, {one: event.name for one, event in known.items()})
    if not found:
        raise Missing(f"No event of yours is called {words!r}; see 'keepwarm event list'.")
    names = {known[one].name for one in found}
    if len(names) > 1:
        several = "; ".join(sorted(names)[:5])
        raise Ambiguous(f"Several events are called so ({several}); write more of the name.")
    ahead = [one for one in found if (known[one].ends_at or known[one].at) >= book.now]
    return ahead[0] if ahead else found[-1]

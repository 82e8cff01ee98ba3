"""What the page shows on which somebody just met is captured; by a fixed number of statements."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select

from keepwarm.domain.bearings import Wish
from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import day_begins, from_day_number
from keepwarm.domain.encounters import Encounter
from keepwarm.domain.errors import Missing
from keepwarm.domain.events import Event
from keepwarm.domain.meeting import EventState, Follow
from keepwarm.domain.people import HandleKind
from keepwarm.domain.text import folded
from keepwarm.storage.bearings import wishes_of
from keepwarm.storage.belongings import rows_by_person
from keepwarm.storage.book import Book
from keepwarm.storage.encounters import find_encounters
from keepwarm.storage.events import find_events
from keepwarm.storage.owner_settings import ASKING_SENTENCE, CHANNELS_UNUSED, find_settings
from keepwarm.storage.schema import encounters, events, handles, people, tie_states

_USUAL_LENGTH = timedelta(hours=4)
"""Of an event that does not say when it ends."""

_EARLY = timedelta(hours=1)
_DAY = timedelta(days=1)
_MOST_EVENTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChoice:
    """An event of today, and whether it is on now."""

    event_id: int
    name: str
    is_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JustMet:
    """Who was captured a moment ago; `is_open` says that nothing is said yet of what follows."""

    person_id: int
    encounter_id: int
    name: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MaybeOne:
    """Somebody in the book whom the one who was just captured may be."""

    person_id: int
    name: str
    organization: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What tells somebody of the book apart from a namesake: an address, and when they last spoke."""

    address: str = ""
    last_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturePage:
    """The events of today, the one that is on first; how the owner asks, and by what they can be reached."""

    events: tuple[EventChoice, ...]
    asking_sentence: str
    channels: tuple[Channel, ...]

    @property
    def chosen(self) -> int | None:
        """The event that is chosen by itself: the one that is on, or the only one of the day."""
        if self.events and (self.events[0].is_on or len(self.events) == 1):
            return self.events[0].event_id
        return None


def capture_page(book: Book, event_id: int | None = None) -> CapturePage:
    """Read it; with one more event, where the address names it. Two statements."""
    today = day_begins(book.today, book.zone)
    of_today = (events.c.at < today + _DAY) & or_(events.c.at >= today, events.c.ends_at >= today)
    wanted = of_today & (events.c.state != EventState.DECLINED.value)
    found = find_events(book, wanted if event_id is None else wanted | (events.c.event_id == event_id))
    choices = [
        EventChoice(event_id=one_id, name=one.name, is_on=one_id == event_id or _is_on(one, book.now))
        for one_id, one in found.items()
    ]
    choices.sort(key=lambda one: (one.event_id != event_id, not one.is_on))
    said = find_settings(book)
    unused = set(filter(None, said.get(CHANNELS_UNUSED, "").split(",")))
    return CapturePage(
        events=tuple(choices[:_MOST_EVENTS]),
        asking_sentence=said.get(ASKING_SENTENCE, ""),
        channels=tuple(one for one in _ASKED if one.value not in unused),
    )


_ASKED = (
    Channel.CALL,
    Channel.TEXT,
    Channel.CHAT,
    Channel.EMAIL,
    Channel.SOCIAL,
    Channel.VIDEO,
    Channel.POST,
)
"""The channels in the order in which they are offered beside somebody just met."""


def _is_on(event: Event, now: datetime) -> bool:
    return event.at - _EARLY <= now <= (event.ends_at or event.at + _USUAL_LENGTH) + _EARLY


def find_just_met(book: Book, encounter_id: int | None) -> JustMet | None:
    """Who was captured with an encounter, where it is there; three statements."""
    met = _encounter(book, encounter_id)
    if met is None or encounter_id is None:
        return None
    called = select(people.c.name).where(book.owns(people), people.c.person_id == met.person_id)
    wish = wishes_of(book, (met.person_id,)).get(met.person_id)
    is_over = wish is not None and wish.answer is Wish.NO
    return JustMet(
        person_id=met.person_id,
        encounter_id=encounter_id,
        name=book.connection.scalar(called) or "",
        is_open=met.follow is Follow.OPEN and not is_over,
    )


def _encounter(book: Book, encounter_id: int | None) -> Encounter | None:
    if encounter_id is None:
        return None
    return find_encounters(book, encounters.c.encounter_id == encounter_id).get(encounter_id)


def telling_of(book: Book, person_ids: Collection[int]) -> dict[int, Telling]:
    """What tells some people apart; two statements for each five hundred."""
    held, ties = rows_by_person(book, handles, person_ids), rows_by_person(book, tie_states, person_ids)
    return {
        one: Telling(
            address=next((row.value for row in held[one] if row.kind != HandleKind.ADDRESS), ""),
            last_on=next(
                (from_day_number(row.last_on) for row in ties[one] if row.last_on is not None), None
            ),
        )
        for one in person_ids
    }


def find_maybe(book: Book, person_id: int) -> MaybeOne | None:
    """Somebody in the book; one statement."""
    found = select(people.c.name, people.c.organization)
    row = book.execute(found.where(book.owns(people), people.c.person_id == person_id)).one_or_none()
    if row is None:
        return None
    return MaybeOne(person_id=person_id, name=row.name, organization=row.organization)


def find_event_named(book: Book, words: str) -> int:
    """The event whose name holds the words, of several the nearest in time. Raises Missing; one statement."""
    wanted = folded(words)
    found = {
        event_id: event
        for event_id, event in find_events(book).items()
        if wanted and wanted in folded(event.name)
    }
    if not found:
        raise Missing(
            f"No event of your book is called {words!r}; see 'keepwarm event list', or name a --place."
        )
    return min(found, key=lambda one: (abs(found[one].at - book.now), one))

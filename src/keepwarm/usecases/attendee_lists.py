"""Who will be at an event: a list is read, matched against the book, shown, and taken in as one batch.

It makes nobody a person of the book. Who is certainly somebody of it is linked, who may be is asked about.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from keepwarm import channels
from keepwarm.domain.errors import Invalid
from keepwarm.domain.events import Attendee, Guest
from keepwarm.domain.likeness import Likeness
from keepwarm.domain.matching import Known
from keepwarm.domain.people import Handle
from keepwarm.domain.sources import Refused
from keepwarm.domain.text import folded
from keepwarm.formats.attendee_lists import read_attendees
from keepwarm.storage.attendees import add_attendees, attendees_of
from keepwarm.storage.book import Book
from keepwarm.storage.events import get_event
from keepwarm.storage.journal import begin_batch, storable_text
from keepwarm.storage.known import load_known

_MOST_LIKELY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """Somebody of the book who is called the same."""

    person_id: int
    name: str
    organization: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestLine:
    """Somebody of a list: who of the book they certainly are, or may be; `is_there` on the event's list."""

    guest: Guest
    person_id: int | None = None
    likely: tuple[Likely, ...] = ()
    is_there: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlan:
    """What taking in a list would do."""

    event_id: int
    lines: tuple[GuestLine, ...]
    refused: tuple[Refused, ...] = ()

    @property
    def fresh(self) -> tuple[GuestLine, ...]:
        """Who is not on the event's list yet."""
        return tuple(line for line in self.lines if not line.is_there)

    @property
    def linked(self) -> int:
        """How many of those are certainly somebody of the book."""
        return sum(line.person_id is not None for line in self.fresh)

    @property
    def unsure(self) -> tuple[GuestLine, ...]:
        """Those who may be somebody of the book."""
        return tuple(line for line in self.fresh if line.likely)


def plan_list(book: Book, event_id: int, text: str) -> ListPlan:
    """Read a list and match it; nothing is changed. Raises Invalid, Missing."""
    get_event(book, event_id)
    found = read_attendees(storable_text(text))
    plan = plan_guests(book, event_id, found.guests)
    return ListPlan(event_id=event_id, lines=plan.lines, refused=found.refused)


def take_in_list(book: Book, event_id: int, text: str, same: Collection[tuple[int, int]] = ()) -> ListPlan:
    """Put a list's people onto the event's, as one batch; return what was done.

    `same` are the likely ones of whom the owner says who they are: the place in the list, from 0, and the
    person. Raises Invalid, Missing.
    """
    plan = plan_list(book, event_id, text)
    begin_batch(book, "attendees", get_event(book, event_id).name)
    take_in_guests(book, plan, same=same)
    return plan


def plan_guests(book: Book, event_id: int, guests: Iterable[Guest]) -> ListPlan:
    """Match guests against the book and the event's own list; the owner themself is left out.

    Who stands there already, by an address, a name, or as somebody of the book, is not added again.
    """
    own = {address.casefold() for address in book.owner.addresses}
    others = [guest for guest in guests if guest.address.casefold() not in own]
    listed = attendees_of(book, event_id).values()
    there = {_key(one.name, one.address) for one in listed}
    known = load_known(book) if others else Known()
    lines = map(partial(_line, known, there), others)
    return ListPlan(event_id=event_id, lines=tuple(_once(lines, {one.person_id for one in listed})))


def _once(lines: Iterable[GuestLine], there: set[int | None]) -> Iterator[GuestLine]:
    """Of lines that are certainly one of the book, the first alone, and none where they are there."""
    seen = there - {None}
    for line in lines:
        yield replace(line, is_there=line.is_there or line.person_id in seen)
        seen |= {line.person_id} - {None}


def take_in_guests(
    book: Book, plan: ListPlan, *, same: Collection[tuple[int, int]] = (), source: str = "list"
) -> list[int]:
    """Write those who are not there yet, as part of a batch that was begun; return the ids of their rows."""
    chosen = dict(same)
    lines = [
        line if line.person_id else replace(line, person_id=_allowed(line, chosen.get(place)))
        for place, line in enumerate(plan.lines)
    ]
    there = {one.person_id for one in attendees_of(book, plan.event_id).values()}
    fresh = [line for line in _once(lines, there) if not line.is_there]
    rows = [_attendee(plan.event_id, line, line.person_id) for line in fresh]
    return add_attendees(book, rows, source=source)


def _allowed(line: GuestLine, person_id: int | None) -> int | None:
    """What the owner chose, if it was offered."""
    return person_id if person_id in {one.person_id for one in line.likely} else None


def _line(known: Known, there: set[str], guest: Guest) -> GuestLine:
    names = (guest.name,) if guest.name else ()
    handles = handles_in(guest.address)
    likeness = Likeness(names=names, organization=guest.organization, handles=handles)
    certain = {match.person_id for match in known.find_same(likeness)}
    return GuestLine(
        guest=guest,
        person_id=next(iter(certain)) if len(certain) == 1 else None,
        likely=() if len(certain) == 1 else tuple(_likely(known, guest, handles)),
        is_there=_key(guest.name, guest.address) in there,
    )


def _likely(known: Known, guest: Guest, handles: tuple[Handle, ...]) -> list[Likely]:
    """Who bears the name, or holds the address alone."""
    holders = [known.find_holder(handle) for handle in handles]
    found = dict.fromkeys([*known.namesakes(guest.name), *filter(None, holders)] if guest.name else holders)
    return [
        Likely(person_id=one, name=known.name_of(one), organization=known.people[one].organization)
        for one in list(found)[:_MOST_LIKELY]
        if one is not None
    ]


def handles_in(address: str) -> tuple[Handle, ...]:
    """An address of a list as a way to reach somebody; what is none is left out."""
    try:
        return (channels.recognise(address),) if address else ()
    except Invalid:
        return ()


def _attendee(event_id: int, line: GuestLine, person_id: int | None) -> Attendee:
    guest = line.guest
    return Attendee(
        event_id=event_id,
        person_id=person_id,
        name=guest.name,
        organization=guest.organization,
        title=guest.title,
        address=guest.address,
        said=json.dumps(dict(guest.said), ensure_ascii=False) if guest.said else "",
    )


def _key(name: str, address: str) -> str:
    return address.casefold() or folded(name)

"""The page of one-to-ones: what is agreed, what waits for an answer, with whom one could be; and one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from keepwarm.domain.channels import VOICE_OR_FACE, Channel
from keepwarm.domain.details import FavourState, NeedKind
from keepwarm.domain.meeting import OneToOneState
from keepwarm.domain.one_to_one_agenda import Between, Proposed, propose_agenda
from keepwarm.domain.one_to_one_formats import FormatAdvice, Suited, fitting_formats
from keepwarm.domain.one_to_one_weeks import WeekRoom, next_free, room_in
from keepwarm.domain.one_to_ones import OPEN, OneToOne
from keepwarm.domain.people import Handle, HandleKind, Person, Preference, Side
from keepwarm.storage.book import Book
from keepwarm.storage.commitments import open_promises
from keepwarm.storage.facts import facts_of, told_of
from keepwarm.storage.favours import lines_of
from keepwarm.storage.handles import handle_of, handles_of
from keepwarm.storage.one_to_ones import (
    find_one_to_ones,
    get_one_to_one,
    most_a_week,
    one_to_ones_with,
    weeks_planned,
)
from keepwarm.storage.owner_settings import PUBLIC_URL, channels_unused, find_setting
from keepwarm.storage.pages.one_to_one_proposals import ProposedLine, propose_people
from keepwarm.storage.pages.reach import preferences_of
from keepwarm.storage.people import get_person, person_of
from keepwarm.storage.profile import profile_of
from keepwarm.storage.schema import interactions, needs, one_to_ones, participants, people
from keepwarm.storage.their_halves import SentHalf, waiting_halves

_SHOWN_FOR = timedelta(days=90)
_MAY_GIVE = frozenset({FavourState.IDEA, FavourState.OFFERED, FavourState.WANTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class OneToOneLine:
    """A one-to-one in a list; `at` is in the owner's time zone, `is_over` says that its time has passed."""

    one: OneToOne
    name: str
    at: datetime | None
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OneToOnesPage:
    """All of them; `held` and `called_off` are those of the last months, the latest first.

    `full_until` is the Monday of the next week with room, None while this week has some.
    """

    today: date
    room: WeekRoom
    full_until: date | None
    agreed: tuple[OneToOneLine, ...]
    invited: tuple[OneToOneLine, ...]
    ideas: tuple[OneToOneLine, ...]
    held: tuple[OneToOneLine, ...]
    called_off: tuple[OneToOneLine, ...]
    proposed: tuple[ProposedLine, ...]
    sent: tuple[SentHalf, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneToOnePage:
    """One of them, with what it is prepared from; `at` is in the owner's time zone.

    `proposed` are lines for the owner's half that are not in it, `formats` which fit both, `sent` what the
    other sent and the owner has not looked at. `last` is the one that was held before.
    """

    today: date
    one: OneToOne
    person: Person
    at: datetime | None
    address: str
    room: WeekRoom
    proposed: tuple[Proposed, ...]
    formats: tuple[FormatAdvice, ...]
    last: OneToOne | None
    sent: tuple[SentHalf, ...]
    handles: tuple[Handle, ...]
    preferences: tuple[Preference, ...]
    unused: frozenset[Channel]
    public_url: str


def one_to_ones_page(book: Book) -> OneToOnesPage:
    """Read all of them; a fixed number of statements."""
    lately = one_to_ones.c.changed_on >= book.today - _SHOWN_FOR
    open_states = [state.value for state in OPEN]
    found = find_one_to_ones(book, one_to_ones.c.state.in_(open_states) | lately)
    names = _names(book, {one.person_id for one in found})
    lines = [_line(book, one, names[one.person_id]) for one in found if one.person_id in names]
    planned, most = weeks_planned(book), most_a_week(book)
    room = room_in(planned, book.calendar_day, most)
    return OneToOnesPage(
        today=book.today,
        room=room,
        full_until=None if room.left else next_free(planned, book.calendar_day, most),
        agreed=_of(lines, OneToOneState.AGREED),
        invited=_of(lines, OneToOneState.INVITED),
        ideas=_of(lines, OneToOneState.IDEA),
        held=_of(lines, OneToOneState.HELD)[::-1],
        called_off=_of(lines, OneToOneState.CANCELLED)[::-1],
        proposed=tuple(propose_people(book)),
        sent=waiting_halves(book),
    )


def one_to_one_page(book: Book, one_to_one_id: int) -> OneToOnePage:
    """Read one of them; a fixed number of statements. Raises Missing."""
    one = get_one_to_one(book, one_to_one_id)
    others = one_to_ones_with(book, one.person_id)
    held = [other for other in others if other.state is OneToOneState.HELD and other != one]
    handles = [handle_of(row) for row in handles_of(book, one.person_id)]
    mails = (handle.value for handle in handles if handle.kind is HandleKind.EMAIL)
    room = room_in(weeks_planned(book, beside=one.one_to_one_id), _day_of(book, one), most_a_week(book))
    last = held[-1] if held else None
    said, unused = preferences_of(book, one.person_id), channels_unused(book)
    return OneToOnePage(
        today=book.today,
        one=one,
        person=person_of(get_person(book, one.person_id)),
        at=None if one.at is None else one.at.astimezone(book.zone),
        address=next(mails, ""),
        room=room,
        proposed=agenda_for(book, one.person_id),
        formats=fitting_formats(
            Suited(
                preferences=said,
                used=_channels_used(book, one.person_id),
                unused=unused,
                can_ring=any(handle.kind is HandleKind.PHONE for handle in handles),
                last=None if last is None else last.format,
                left=room.left,
            )
        ),
        last=last,
        sent=waiting_halves(book, one.one_to_one_id),
        handles=tuple(handles),
        preferences=said,
        unused=unused,
        public_url=find_setting(book, PUBLIC_URL) or "",
    )


def agenda_for(book: Book, person_id: int) -> tuple[Proposed, ...]:
    """The lines that are proposed for the owner's half with somebody."""
    told = [told_of(row) for row in facts_of(book, person_id)]
    gives = [
        line.text for line in lines_of(book, person_id) if line.side is Side.MINE and line.state in _MAY_GIVE
    ]
    between = Between(
        needs=tuple(_needs(book, person_id)),
        gives=tuple(gives),
        promises=tuple((Side(row.side), row.text) for row in open_promises(book, person_id)),
    )
    return propose_agenda(told, between, profile_of(book))


def _needs(book: Book, person_id: int) -> list[str]:
    is_open = (needs.c.person_id == person_id, needs.c.met_on.is_(None), needs.c.kind == NeedKind.NEED.value)
    found = select(needs.c.text).where(book.owns(needs), *is_open)
    return list(book.connection.scalars(found.order_by(needs.c.noted_on.desc(), needs.c.need_id)))


def _channels_used(book: Book, person_id: int) -> frozenset[Channel]:
    """On which channels with a voice or a face the two have spoken."""
    joined = participants.join(
        interactions,
        (interactions.c.owner_id == participants.c.owner_id)
        & (interactions.c.interaction_id == participants.c.interaction_id),
    )
    voiced = [channel.value for channel in sorted(VOICE_OR_FACE)]
    found = (
        select(interactions.c.channel)
        .distinct()
        .select_from(joined)
        .where(
            book.owns(participants),
            participants.c.person_id == person_id,
            interactions.c.channel.in_(voiced),
            interactions.c.at <= book.now,
        )
    )
    return frozenset(map(Channel, book.connection.scalars(found)))


def _names(book: Book, person_ids: Collection[int]) -> dict[int, str]:
    found = select(people.c.person_id, people.c.name).where(
        book.owns(people), people.c.person_id.in_(person_ids)
    )
    return {row.person_id: row.name for row in book.rows(found)}


def _line(book: Book, one: OneToOne, name: str) -> OneToOneLine:
    at = None if one.at is None else one.at.astimezone(book.zone)
    is_over = one.at is not None and one.is_open and one.at + timedelta(minutes=one.minutes) <= book.now
    return OneToOneLine(one=one, name=name, at=at, is_over=is_over)


def _of(lines: Iterable[OneToOneLine], state: OneToOneState) -> tuple[OneToOneLine, ...]:
    return tuple(line for line in lines if line.one.state is state)


def _day_of(book: Book, one: OneToOne) -> date:
    """The day by whose week the room is judged: its own, or today."""
    return book.calendar_day if one.at is None else one.at.astimezone(book.zone).date()

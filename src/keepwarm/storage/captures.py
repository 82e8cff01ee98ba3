"""What capturing somebody reads and marks: whom of the book it may be, and who of a list was met."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select

from keepwarm.domain.channels import VOICE_OR_FACE
from keepwarm.domain.encounters import Encounter
from keepwarm.domain.handle_keys import trait_of
from keepwarm.domain.interactions import Direction
from keepwarm.domain.likeness import Likeness
from keepwarm.domain.meeting import AttendeeState
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.search_conditions import AllOf, words_asked
from keepwarm.domain.search_terms import Kind
from keepwarm.domain.text import folded
from keepwarm.storage.attendees import attendees_of, change_attendee
from keepwarm.storage.book import Book
from keepwarm.storage.encounters import find_encounters
from keepwarm.storage.handles import handle_of
from keepwarm.storage.people import search_name
from keepwarm.storage.schema import encounters, handles, interactions, participants, people, people_search
from keepwarm.storage.term_index import meets

_MOST = 20
"""People of the book that somebody captured is compared with."""

_TAIL = 8
"""Digits at the end of a number that are the same however it is written (domain/handle_keys.py)."""


def candidates_for(book: Book, name: str, held: Sequence[Handle]) -> dict[int, Likeness]:
    """Those whom somebody of this name, with these addresses, may be: three statements, and two for them.

    Whoever has an address of theirs, whoever is called just so, and whose name has all of its words.
    """
    found = _holders(book, held)
    if folded(name):
        found += _called(book, name)
    return _likenesses(book, dict.fromkeys(found))


def _holders(book: Book, held: Sequence[Handle]) -> list[int]:
    if not held:
        return []
    same: list[ColumnElement[bool]] = [handles.c.key.in_([one.key for one in held])]
    for one in held:
        trait = trait_of(one)
        if trait is not None and len(trait.digits) >= _TAIL:
            same.append(
                (handles.c.kind == HandleKind.PHONE.value) & handles.c.key.endswith(trait.digits[-_TAIL:])
            )
    found = select(handles.c.person_id).where(book.owns(handles), or_(*same))
    return list(book.connection.scalars(found.limit(_MOST)))


def _called(book: Book, name: str) -> list[int]:
    """Those of just this name, and then those of whose name it is a part."""
    called = people_search.c.name == search_name(name)
    just_so = select(people_search.c.person_id).where(book.owns(people_search), called).limit(_MOST)
    found = list(book.connection.scalars(just_so))
    if parts := words_asked(Kind.NAME, name):
        within = meets(book, AllOf(parts=parts))
        more = select(people_search.c.person_id).where(book.owns(people_search), within).limit(_MOST)
        found += book.connection.scalars(more)
    return found


def _likenesses(book: Book, person_ids: Collection[int]) -> dict[int, Likeness]:
    held: dict[int, list[Handle]] = {}
    of_them = select(handles).where(book.owns(handles), handles.c.person_id.in_(person_ids))
    for row in book.rows(of_them):
        held.setdefault(row.person_id, []).append(handle_of(row))
    found = select(people).where(book.owns(people), people.c.person_id.in_(person_ids))
    rows = {row.person_id: row for row in book.rows(found)}
    return {one: _likeness(rows[one], held.get(one, [])) for one in person_ids if one in rows}


def _likeness(row: Row[Any], held: Sequence[Handle]) -> Likeness:
    return Likeness(
        names=tuple(filter(None, (row.name, row.nickname))),
        given=row.given,
        family=row.family,
        nickname=row.nickname,
        organization=row.organization,
        handles=tuple(held),
        sources=frozenset({row.source}),
    )


def find_encounter_at(book: Book, person_id: int, event_id: int) -> tuple[int, Encounter] | None:
    """The encounter with somebody at an event; None where there is none yet."""
    there = (encounters.c.person_id == person_id, encounters.c.event_id == event_id)
    return next(iter(find_encounters(book, *there).items()), None)


def mark_met(book: Book, event_id: int, person_id: int, name: str) -> None:
    """Whoever of the event's list is this person, or alone is called just so, was met and is that person."""
    listed = attendees_of(book, event_id)
    same = [attendee_id for attendee_id, one in listed.items() if one.person_id == person_id]
    called = [
        attendee_id
        for attendee_id, one in listed.items()
        if one.person_id is None and folded(one.name) == folded(name)
    ]
    for attendee_id in same or (called if len(called) == 1 else []):
        change_attendee(book, attendee_id, {"state": AttendeeState.MET.value, "person_id": person_id})


def latest_encounter(book: Book, person_id: int) -> tuple[int, Encounter] | None:
    """The last time the owner met somebody, as far as it was kept as a meeting."""
    found = find_encounters(book, encounters.c.person_id == person_id)
    return next(reversed(found.items()), None)


def latest_meeting(book: Book, person_id: int) -> Row[Any] | None:
    """Id and moment of the last talk with somebody by voice or face; None where there was none."""
    found = select(interactions.c.interaction_id, interactions.c.at).where(
        book.owns(interactions),
        book.owns(participants),
        participants.c.interaction_id == interactions.c.interaction_id,
        participants.c.person_id == person_id,
        interactions.c.direction == Direction.MUTUAL.value,
        interactions.c.channel.in_([channel.value for channel in VOICE_OR_FACE]),
    )
    return book.execute(found.order_by(interactions.c.at.desc()).limit(1)).one_or_none()

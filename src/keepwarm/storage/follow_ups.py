"""Encounters of which it is open what follows: for the day's list, and closed by what is done."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, select

from keepwarm.domain.candidates import Met
from keepwarm.domain.dates import day_begins, day_for_today
from keepwarm.domain.encounters import Encounter
from keepwarm.domain.event_follow_ups import LAST_DAYS
from keepwarm.domain.meeting import Follow
from keepwarm.storage.book import Book
from keepwarm.storage.encounters import change_encounter, find_encounters
from keepwarm.storage.schema import encounters, events
from keepwarm.storage.ties import chunks

_LONGER = timedelta(days=LAST_DAYS + 2)
"""A wider net than the domain's own answer: the owner's day is not the calendar's."""


def select_follow_ups(book: Book) -> Select[Any]:
    """Whose follow-up may be due by now."""
    return select(encounters.c.person_id).where(book.owns(encounters), *_lately(book))


def _lately(book: Book) -> tuple[Any, ...]:
    since = day_begins(book.today, book.zone) - _LONGER
    return encounters.c.follow == Follow.OPEN.value, encounters.c.at.between(since, book.now)


def follow_ups_of(book: Book, person_ids: Collection[int]) -> dict[int, tuple[Met, ...]]:
    """When and where people were met lately of whom it is open what follows; a statement for each 500."""
    found: dict[int, tuple[Met, ...]] = {}
    of_event = and_(events.c.owner_id == encounters.c.owner_id, events.c.event_id == encounters.c.event_id)
    for chunk in chunks(person_ids):
        met = select(encounters.c.person_id, encounters.c.at, encounters.c.place, events.c.name)
        open_ones = met.select_from(encounters.outerjoin(events, of_event))
        for row in book.rows(
            open_ones.where(book.owns(encounters), *_lately(book), encounters.c.person_id.in_(chunk))
        ):
            one = Met(on=day_for_today(row.at, book.zone), event=row.name or row.place)
            found[row.person_id] = (*found.get(row.person_id, ()), one)
    return found


def settle_follow_ups(book: Book, person_id: int, follow: Follow, *, before: datetime | None = None) -> None:
    """Close what is open with somebody: of encounters on a day before a moment, or else of all."""
    until = book.now if before is None else day_begins(day_for_today(before, book.zone), book.zone)
    open_ones = (encounters.c.person_id == person_id, encounters.c.follow == Follow.OPEN.value)
    for encounter_id in find_encounters(book, *open_ones, encounters.c.at <= until):
        change_encounter(book, encounter_id, {"follow": follow.value})


def open_follow_ups(book: Book) -> dict[int, Encounter]:
    """By their ids, all encounters of which it is open what follows, the earliest first; one statement."""
    return find_encounters(book, encounters.c.follow == Follow.OPEN.value)


def lately_open(book: Book) -> dict[int, Encounter]:
    """The same of the last two weeks."""
    return {
        encounter_id: met
        for encounter_id, met in find_encounters(book, *_lately(book)).items()
        if (book.today - day_for_today(met.at, book.zone)).days <= LAST_DAYS
    }

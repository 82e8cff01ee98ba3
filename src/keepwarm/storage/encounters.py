"""Encounters as rows."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.encounters import Encounter
from keepwarm.domain.meeting import Follow, Opinion
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import insert_row, update_row
from keepwarm.storage.schema import encounters


def add_encounter(book: Book, encounter: Encounter, *, source: str = OWNER_SAID) -> int:
    """Keep that somebody was met; return its id."""
    encounter_id = new_id()
    row = asdict(encounter) | {"encounter_id": encounter_id, "source": source, "added_at": book.now}
    insert_row(book, encounters, row)
    return encounter_id


def find_encounters(book: Book, *conditions: ColumnElement[bool]) -> dict[int, Encounter]:
    """By their ids, those that meet the conditions on the table, the earliest first."""
    order = (encounters.c.at, encounters.c.encounter_id)
    found = select(encounters).where(book.owns(encounters), *conditions).order_by(*order)
    return {row.encounter_id: encounter_of(row) for row in book.rows(found)}


def change_encounter(book: Book, encounter_id: int, changes: Mapping[str, Any]) -> bool:
    """Change fields of an encounter; False where they said so already."""
    return update_row(book, encounters, {"encounter_id": encounter_id}, changes)


def encounter_of(row: Row[Any]) -> Encounter:
    """The encounter in a row of the table."""
    return Encounter(
        person_id=row.person_id,
        at=row.at,
        event_id=row.event_id,
        interaction_id=row.interaction_id,
        place=row.place,
        follow=Follow(row.follow),
        got_on=None if row.got_on is None else Opinion(row.got_on),
        again=None if row.again is None else Opinion(row.again),
        back_on=row.back_on,
        came_back=row.came_back,
    )

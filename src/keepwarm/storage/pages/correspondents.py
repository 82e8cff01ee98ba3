"""People the owner writes with who are not in the book: they wait to be added, the nearest ties first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, case, func, select

from keepwarm.domain.people import Standing
from keepwarm.domain.stages import Stage
from keepwarm.domain.tie_state import Tie, tie_of
from keepwarm.storage.book import Book
from keepwarm.storage.evidence import evidence_for
from keepwarm.storage.schema import handles, people, tie_states
from keepwarm.storage.ties import read_calibrations, read_owner_rate, stored_histories

AT_ONCE = 20
"""How many are asked about at once: as many as the strongest ties that a first day looks at."""

_BEHIND = {Stage.REACHED: 1, Stage.WROTE_TO_ME: 2, Stage.LISTED: 3, Stage.RESEARCHED: 3}
"""Behind those with whom there was a conversation come whom the owner wrote to, then who only wrote."""

_STATE = and_(people.c.owner_id == tie_states.c.owner_id, people.c.person_id == tie_states.c.person_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrespondentLine:
    """Somebody who waits; `handles` are as they were written."""

    person_id: int
    name: str
    handles: tuple[str, ...]
    tie: Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrespondentsPage:
    """Some of those who wait, `waiting` in all; or of those `set_aside`, to whom the owner said "not now"."""

    today: date
    lines: tuple[CorrespondentLine, ...]
    waiting: int
    set_aside: int


def correspondents_page(book: Book, most: int = AT_ONCE, *, set_aside: bool = False) -> CorrespondentsPage:
    """Who waits, or who was set aside; the statements do not grow with how many they are."""
    rows = _ranked(book, most, set_aside=set_aside)
    told = evidence_for(book, stored_histories(book, [row.person_id for row in rows]))
    kept, rate, held = read_calibrations(book), read_owner_rate(book), _handles(book, rows)
    lines = (
        CorrespondentLine(
            person_id=row.person_id,
            name=row.name,
            handles=tuple(held[row.person_id]),
            tie=tie_of(told[row.person_id], book.days, kept, rate),
        )
        for row in rows
    )
    waiting, aside = _counts(book)
    return CorrespondentsPage(today=book.today, lines=tuple(lines), waiting=waiting, set_aside=aside)


def count_conversing(book: Book) -> int:
    """With how many of those who wait there was a conversation."""
    waits = and_(
        book.owns(people),
        people.c.standing == Standing.CORRESPONDENT.value,
        people.c.spoken_asked_on.is_(None),
        tie_states.c.stage.not_in([stage.value for stage in _BEHIND]),
    )
    found = select(func.count()).select_from(people.join(tie_states, _STATE))
    return book.connection.scalar(found.where(waits)) or 0


def _ranked(book: Book, most: int, *, set_aside: bool) -> list[Row[Any]]:
    asked = people.c.spoken_asked_on
    behind = case({stage.value: place for stage, place in _BEHIND.items()}, value=tie_states.c.stage, else_=0)
    found = (
        select(people.c.person_id, people.c.name)
        .select_from(people.join(tie_states, _STATE))
        .where(book.owns(people), people.c.standing == Standing.CORRESPONDENT.value)
        .where(asked.is_not(None) if set_aside else asked.is_(None))
    )
    in_order = found.order_by(behind, tie_states.c.strength.desc(), people.c.name, people.c.person_id)
    return book.rows(in_order.limit(most))


def _handles(book: Book, rows: list[Row[Any]]) -> dict[int, list[str]]:
    held: dict[int, list[str]] = defaultdict(list)
    theirs = handles.c.person_id.in_([row.person_id for row in rows])
    written = select(handles.c.person_id, handles.c.value).where(book.owns(handles), theirs)
    for person_id, value in book.execute(written.order_by(handles.c.position, handles.c.handle_id)):
        held[person_id].append(value)
    return held


def _counts(book: Book) -> tuple[int, int]:
    """How many wait, and how many were set aside."""
    found = select(func.count(), func.count(people.c.spoken_asked_on)).where(
        book.owns(people), people.c.standing == Standing.CORRESPONDENT.value
    )
    everybody, aside = book.execute(found).one()
    return everybody - aside, aside

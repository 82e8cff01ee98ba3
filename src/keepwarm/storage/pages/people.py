"""People: everybody, or those whom a few words find."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import FromClause, Row, Select, and_, func, select

from keepwarm.domain.cadence import Rhythm
from keepwarm.domain.dates import day_number, from_day_number
from keepwarm.domain.filters import parse_filter
from keepwarm.domain.people import Standing
from keepwarm.domain.stages import Stage
from keepwarm.domain.tie_state import state_of
from keepwarm.storage.book import Book
from keepwarm.storage.filtering import conditions
from keepwarm.storage.schema import people, tie_states
from keepwarm.storage.ties import evidence_for, holds_today, read_calibrations, stored_histories

PAGE_LENGTH = 50
_STRONGEST = 20
_LATELY_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person in a list."""

    person_id: int
    name: str
    organization: str
    standing: Standing
    stage: Stage
    rhythm: Rhythm | None
    last_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """One page of the people found, by name; `found` is how many there are in all."""

    query: str
    people: tuple[PersonLine, ...]
    found: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.found // PAGE_LENGTH))


def people_page(book: Book, query: str = "", page: int = 1, length: int | None = PAGE_LENGTH) -> PeoplePage:
    """Find people by the language of `domain.filters`; pages count from 1, `length` None is everybody.

    Raises Invalid for a query that cannot be understood.
    """
    condition = and_(book.owns(people), *conditions(book, parse_filter(query)))
    found = book.connection.scalar(select(func.count()).select_from(_joined()).where(condition)) or 0
    rows = _lines(book).where(condition).order_by(people.c.name, people.c.person_id)
    if length is not None:
        rows = rows.limit(length).offset((max(page, 1) - 1) * length)
    return PeoplePage(query=query, people=tuple(person_lines(book, book.rows(rows))), found=found, page=page)


def _joined() -> FromClause:
    return people.outerjoin(
        tie_states,
        (people.c.owner_id == tie_states.c.owner_id) & (people.c.person_id == tie_states.c.person_id),
    )


def _lines(book: Book) -> Select[Any]:
    """What a line needs, of the people and their stored states."""
    state = (tie_states.c.stage, tie_states.c.rhythm, tie_states.c.last_on)
    named = (people.c.person_id, people.c.name, people.c.organization, people.c.standing)
    return select(*named, *state, holds_today(book).label("holds")).select_from(_joined())


def person_lines(book: Book, rows: list[Row[Any]]) -> list[PersonLine]:
    """The lines of these rows; states that are not this day's are made again."""
    stale = [row.person_id for row in rows if not row.holds]
    again: dict[int, tuple[Stage, Rhythm | None, int | None]] = {}
    if stale:
        kept = read_calibrations(book)
        for person_id, evidence in evidence_for(book, stored_histories(book, stale)).items():
            days = evidence.history.before(book.days).days
            again[person_id] = (*state_of(evidence, book.days, kept), days[-1] if days else None)
    return [_line(row, again.get(row.person_id)) for row in rows]


def _line(row: Row[Any], again: tuple[Stage, Rhythm | None, int | None] | None) -> PersonLine:
    stored = (Stage(row.stage), Rhythm(row.rhythm) if row.rhythm else None, row.last_on)
    stage, rhythm, last_on = again or stored
    return PersonLine(
        person_id=row.person_id,
        name=row.name,
        organization=row.organization,
        standing=Standing(row.standing),
        stage=stage,
        rhythm=rhythm,
        last_on=None if last_on is None else from_day_number(last_on),
    )


def strongest_unasked(book: Book) -> list[PersonLine]:
    """Those of the twenty strongest ties whom the owner was not asked about: "spoken lately?".

    With whom a talk by voice or face is in the book already, within 90 days, need not be asked.
    """
    ordinary = people.c.standing == Standing.ORDINARY.value
    ranked = _lines(book).add_columns(people.c.spoken_asked_on, tie_states.c.voice_on)
    strongest = ranked.where(book.owns(people), ordinary, tie_states.c.strength > 0)
    rows = book.rows(strongest.order_by(tie_states.c.strength.desc(), people.c.person_id).limit(_STRONGEST))
    lately = day_number(book.calendar_day) - _LATELY_DAYS
    unasked = [row for row in rows if row.spoken_asked_on is None and (row.voice_on or 0) < lately]
    return person_lines(book, unasked)

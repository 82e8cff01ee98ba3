"""People: everybody, or those whom a few words find."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import FromClause, Row, Select, select

from keepwarm.domain.cadence import Rhythm
from keepwarm.domain.dates import day_number, from_day_number
from keepwarm.domain.filters import parse_filter
from keepwarm.domain.people import Standing
from keepwarm.domain.stages import Stage
from keepwarm.domain.tie_state import state_of
from keepwarm.storage.book import Book
from keepwarm.storage.evidence import evidence_for
from keepwarm.storage.finding import find_people
from keepwarm.storage.found_in import FoundIn, find_places
from keepwarm.storage.journal import CHUNK
from keepwarm.storage.schema import people, tie_states
from keepwarm.storage.ties import holds_today, read_calibrations, stored_histories

PAGE_LENGTH = 50
_STRONGEST = 20
_LATELY_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person in a list; `found_in` says where a search found them, if not in the name."""

    person_id: int
    name: str
    organization: str
    standing: Standing
    stage: Stage
    rhythm: Rhythm | None
    last_on: date | None
    found_in: FoundIn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """One page of the people found, in order; `found` is how many there are in all, if not even more."""

    query: str
    people: tuple[PersonLine, ...]
    found: int
    page: int
    is_more: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.found // PAGE_LENGTH))


def people_page(book: Book, query: str = "", page: int = 1, length: int | None = PAGE_LENGTH) -> PeoplePage:
    """Find people by the language of `domain.filters`; pages count from 1, `length` None is everybody.

    Whose name has all words comes first, then by name. Raises Invalid for a query that cannot be understood.
    """
    wanted = parse_filter(query)
    skip = 0 if length is None else (max(page, 1) - 1) * length
    found = find_people(book, wanted, skip=skip, length=length)
    elsewhere = found.person_ids[max(found.by_name - skip, 0) :]
    places = find_places(book, wanted.words, elsewhere[:PAGE_LENGTH])
    lines = {line.person_id: line for line in person_lines(book, _rows(book, found.person_ids))}
    listed = (replace(lines[one], found_in=places.get(one)) for one in found.person_ids if one in lines)
    return PeoplePage(query=query, people=tuple(listed), found=found.total, page=page, is_more=found.is_more)


def _rows(book: Book, person_ids: Sequence[int]) -> list[Row[Any]]:
    rows: list[Row[Any]] = []
    for start in range(0, len(person_ids), CHUNK):
        chunk = person_ids[start : start + CHUNK]
        rows += book.rows(_lines(book).where(book.owns(people), people.c.person_id.in_(chunk)))
    return rows


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

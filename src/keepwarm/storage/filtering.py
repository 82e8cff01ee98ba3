"""A filter as conditions on the people of a book: by the index of terms, and by their stored states."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from keepwarm.domain.dates import day_number
from keepwarm.domain.filters import Choices, Filter
from keepwarm.domain.search_conditions import UNLISTED, condition_of
from keepwarm.domain.stages import Evidence
from keepwarm.domain.tie_state import Calibrations, state_of
from keepwarm.storage.book import Book
from keepwarm.storage.evidence import evidence_for
from keepwarm.storage.schema import people, people_search, tie_states
from keepwarm.storage.term_index import meets
from keepwarm.storage.ties import holds_today, read_calibrations, stale_ids, stored_histories

OUT_OF_LISTS = tuple(standing.value for standing in UNLISTED)
"""Who is in no list of people unless asked for."""


def conditions(book: Book, wanted: Filter) -> Iterator[ColumnElement[bool]]:
    """What must be true of `people`, outer-joined with `tie_states`, for somebody to be meant.

    Who is known by relation only, or waits to be added, is meant where the filter says so.
    """
    if (asked := condition_of(wanted)) is not None:
        found = select(people_search.c.person_id).where(book.owns(people_search), meets(book, asked))
        yield people.c.person_id.in_(found)
    else:
        yield in_lists()
    yield from of_state(book, wanted)


def in_lists() -> ColumnElement[bool]:
    """That somebody is in the lists of people unasked."""
    return people.c.standing.not_in(OUT_OF_LISTS)


def of_state(book: Book, wanted: Filter) -> Iterator[ColumnElement[bool]]:
    """What must be true of `tie_states`; nothing where the filter asks for no stage, rhythm or time."""
    if asks_for_state(wanted):
        stored = and_(holds_today(book), *_of_stored_state(book, wanted))
        meant = _meant_among_stale(book, wanted)
        yield or_(stored, tie_states.c.person_id.in_(meant)) if meant else stored


def asks_for_state(wanted: Filter) -> bool:
    """Whether it depends on the day who is meant."""
    spans = (wanted.silent_days, wanted.lately_days)
    either = (wanted.choices, wanted.but_not)
    return any(span is not None for span in spans) or any(one.stages or one.rhythms for one in either)


def _of_stored_state(book: Book, wanted: Filter) -> Iterator[Any]:
    stage, rhythm = tie_states.c.stage, tie_states.c.rhythm
    if wanted.choices.stages:
        yield stage.in_([one.value for one in wanted.choices.stages])
    if wanted.choices.rhythms:
        yield rhythm.in_([one.value for one in wanted.choices.rhythms])
    if wanted.but_not.stages:
        yield stage.not_in([one.value for one in wanted.but_not.stages])
    if wanted.but_not.rhythms:
        yield or_(rhythm.is_(None), rhythm.not_in([one.value for one in wanted.but_not.rhythms]))
    today = day_number(book.calendar_day)
    if wanted.silent_days is not None:
        yield tie_states.c.last_on <= today - wanted.silent_days
    if wanted.lately_days is not None:
        yield tie_states.c.last_on > today - wanted.lately_days


def _meant_among_stale(book: Book, wanted: Filter) -> list[int]:
    """Those whose stored state is of another day, and who are meant by the state of this one."""
    stale = stale_ids(book)
    if not stale:
        return []
    kept = read_calibrations(book)
    found = evidence_for(book, stored_histories(book, stale))
    return [one for one, evidence in found.items() if _is_meant(book, wanted, evidence, kept)]


def _is_meant(book: Book, wanted: Filter, evidence: Evidence, kept: Calibrations) -> bool:
    stage, rhythm = state_of(evidence, book.days, kept)
    days = evidence.history.before(book.days).days
    away = day_number(book.calendar_day) - days[-1] if days else None
    return (
        _fits(wanted.choices, stage, rhythm)
        and stage not in wanted.but_not.stages
        and rhythm not in wanted.but_not.rhythms
        and (wanted.silent_days is None or (away is not None and away >= wanted.silent_days))
        and (wanted.lately_days is None or (away is not None and away < wanted.lately_days))
    )


def _fits(choices: Choices, stage: Any, rhythm: Any) -> bool:
    return (not choices.stages or stage in choices.stages) and (
        not choices.rhythms or rhythm in choices.rhythms
    )

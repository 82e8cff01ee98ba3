"""A filter as conditions on the people of a book, joined with their stored states."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from keepwarm.domain.dates import day_number
from keepwarm.domain.filters import Filter, tag_word
from keepwarm.domain.people import HandleKind, Standing
from keepwarm.domain.tie_state import state_of
from keepwarm.storage.book import Book
from keepwarm.storage.people import matching_ids
from keepwarm.storage.schema import handles, people, tags, tie_states
from keepwarm.storage.tags import all_tags
from keepwarm.storage.ties import evidence_for, holds_today, read_calibrations, stale_ids, stored_histories

OUT_OF_LISTS = (Standing.BY_RELATION.value, Standing.CORRESPONDENT.value)
"""Who is in no list of people unless asked for."""


def conditions(book: Book, wanted: Filter) -> Iterator[ColumnElement[bool]]:
    """What must be true of `people`, outer-joined with `tie_states`, for somebody to be meant.

    Who is known by relation only, or waits to be added, is meant where the filter says so.
    """
    if wanted.words:
        yield people.c.person_id.in_(matching_ids(book, wanted.words))
    if wanted.standings:
        yield people.c.standing.in_([standing.value for standing in wanted.standings])
    else:
        yield people.c.standing.not_in(OUT_OF_LISTS)
    if wanted.tags:
        meant = [tag for tag in all_tags(book) if tag_word(tag) in wanted.tags]
        tagged = select(tags.c.person_id).where(book.owns(tags), tags.c.tag.in_(meant))
        yield people.c.person_id.in_(tagged)
    if wanted.channels:
        kinds = [kind.value for kind in HandleKind if wanted.channels.intersection(kind.channels)]
        held = select(handles.c.person_id).where(book.owns(handles), handles.c.kind.in_(kinds))
        yield people.c.person_id.in_(held)
    if wanted.stages or wanted.rhythms or wanted.silent_days is not None:
        stored = and_(holds_today(book), *_of_state(book, wanted))
        yield or_(stored, people.c.person_id.in_(_meant_among_stale(book, wanted)))


def _of_state(book: Book, wanted: Filter) -> Iterator[Any]:
    if wanted.stages:
        yield tie_states.c.stage.in_([stage.value for stage in wanted.stages])
    if wanted.rhythms:
        yield tie_states.c.rhythm.in_([rhythm.value for rhythm in wanted.rhythms])
    if wanted.silent_days is not None:
        yield tie_states.c.last_on <= day_number(book.calendar_day) - wanted.silent_days


def _meant_among_stale(book: Book, wanted: Filter) -> list[int]:
    """Those whose stored state is of another day, and who are meant by the state of this one."""
    stale = stale_ids(book)
    if not stale:
        return []
    kept = read_calibrations(book)
    latest = day_number(book.calendar_day) - (wanted.silent_days or 0)
    meant = []
    for person_id, evidence in evidence_for(book, stored_histories(book, stale)).items():
        stage, rhythm = state_of(evidence, book.days, kept)
        days = evidence.history.before(book.days).days
        silent = wanted.silent_days is None or (bool(days) and days[-1] <= latest)
        fits = (not wanted.stages or stage in wanted.stages) and (
            not wanted.rhythms or rhythm in wanted.rhythms
        )
        if fits and silent:
            meant.append(person_id)
    return meant

"""Keep what is derived up to date: after each write for whom it touched, and as days pass."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from math import floor

from keepwarm.domain.candidates import pull_of
from keepwarm.domain.dates import day_number, from_day_number
from keepwarm.domain.history import History
from keepwarm.domain.replies import answers, owner_rate
from keepwarm.domain.stages import Evidence, Stage, grounds_of
from keepwarm.domain.tie_state import Calibrations, Tie, state_of, tie_of, valid_until
from keepwarm.storage.book import Book, Library
from keepwarm.storage.people import existing_ids
from keepwarm.storage.search import index_people
from keepwarm.storage.ties import (
    StoredState,
    evidence_for,
    fit_calibrations,
    is_calibrated,
    latest_calibrations,
    ordinary_ids,
    read_histories,
    read_owner_rate,
    save_calibrations,
    save_months,
    save_states,
    scored_ids,
    stale_ids,
    stored_histories,
)

_MONTHS = 12
_CONNECTED = (Stage.CONNECTION, Stage.ALLY)
_MANY = 50
"""A write that touches more people than this may change the owner's calibration."""


def refresh_people(book: Book, person_ids: Collection[int]) -> None:
    """Make the search rows and tie states of these people again, from what the book now holds."""
    there = existing_ids(book, person_ids)
    index_people(book, there)
    histories = read_histories(book, there)
    if len(there) > _MANY:
        _recalibrate(book, stored_histories(book) | histories)
    else:
        _store(book, histories, latest_calibrations(book), read_owner_rate(book))


def settle(library: Library, now: datetime) -> None:
    """Bring to this day the states that time alone has changed; at most once a month, the calibration."""
    with library.open(now) as book:
        if calibrated := is_calibrated(book):
            stale = stale_ids(book)
    if calibrated and not stale:
        return
    with library.open(now, writing=True) as book:
        if calibrated:
            _store(book, read_histories(book, stale), latest_calibrations(book), read_owner_rate(book))
        else:
            _recalibrate(book, stored_histories(book))


def _recalibrate(book: Book, histories: Mapping[int, History]) -> None:
    """Fit the owner's calibration to the histories of whoever is scored, and store every state by it."""
    scored, ordinary = scored_ids(book), ordinary_ids(book)
    told = {one: history for one, history in histories.items() if one in scored}
    fitted = fit_calibrations(book, told.values())
    save_calibrations(book, fitted)
    _store(book, histories, fitted, owner_rate(told.values(), book.days))
    counted = {one: history for one, history in told.items() if one in ordinary}
    save_months(book, _connections_by_month(book, counted, fitted))


def _connections_by_month(
    book: Book, histories: Mapping[int, History], kept: Calibrations
) -> dict[date, int]:
    """How many connections there were as each of the last twelve months began."""
    spoken = {one: history for one, history in histories.items() if len(history.days) > 1}
    once = [
        evidence
        for evidence in evidence_for(book, spoken).values()
        if grounds_of(evidence, book.days).was_connection
    ]
    months = [_months_before(book.calendar_day, back) for back in range(_MONTHS)]
    return {
        month: sum(state_of(one, float(day_number(month)), kept)[0] in _CONNECTED for one in once)
        for month in months
    }


def _months_before(day: date, back: int) -> date:
    """The first day of the month so many months before."""
    years, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    return date(years, month + 1, 1)


def _store(book: Book, histories: Mapping[int, History], kept: Calibrations, rate: float) -> None:
    evidence, scored, ordinary = evidence_for(book, histories), scored_ids(book), ordinary_ids(book)
    states = {
        person_id: (
            histories[person_id],
            _state(book, one, kept, rate, is_scored=person_id in scored, is_ordinary=person_id in ordinary),
        )
        for person_id, one in evidence.items()
    }
    save_states(book, states)


def _state(
    book: Book, evidence: Evidence, kept: Calibrations, rate: float, *, is_scored: bool, is_ordinary: bool
) -> StoredState:
    """What is stored of one person; who is not ordinary is never proposed."""
    tie = tie_of(evidence, book.days, kept, rate)
    resolved, answered = answers(evidence.history, book.days) if is_scored else (0, 0)
    pull = pull_of(tie) if is_ordinary else None
    return StoredState(
        stage=tie.stage.value,
        rhythm=None if tie.rhythm is None else tie.rhythm.value,
        valid_from_on=book.calendar_day,
        valid_until_on=from_day_number(_holds_until(book, evidence, kept)),
        silent_from_on=_silent_from(tie) if is_ordinary else None,
        pull_kind=None if pull is None else int(pull.kind),
        pull=None if pull is None else pull.priority,
        turns_resolved=resolved,
        turns_answered=answered,
        strength=tie.strength,
    )


def _holds_until(book: Book, evidence: Evidence, kept: Calibrations) -> int:
    """The day on which a state ends: by time alone, or by something that is in the book and still to come."""
    events = evidence.history.events
    ahead = events[len(evidence.history.before(book.days).events) :]
    until = valid_until(evidence, book.days, kept)
    return min(until, floor(ahead[0].t)) if ahead else until


def _silent_from(tie: Tie) -> date | None:
    """The day from which an owner's message has waited longer than is usual with them."""
    if tie.waiting is None:
        return None
    return from_day_number(floor(tie.waiting.since + tie.usual_answer_days))

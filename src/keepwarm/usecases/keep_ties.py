"""Keep what is derived up to date: after each write for whom it touched, and as days pass."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from math import floor

from keepwarm.domain.candidates import pull_of
from keepwarm.domain.dates import from_day_number
from keepwarm.domain.history import History
from keepwarm.domain.replies import answers, owner_rate
from keepwarm.domain.stages import Evidence
from keepwarm.domain.tie_state import Calibrations, Tie, tie_of, valid_until
from keepwarm.storage.book import Book, Library
from keepwarm.storage.people import existing_ids
from keepwarm.storage.search import index_people
from keepwarm.storage.ties import (
    StoredState,
    evidence_for,
    fit_calibrations,
    is_calibrated,
    latest_calibrations,
    read_histories,
    read_owner_rate,
    save_calibrations,
    save_states,
    stale_ids,
    stored_histories,
)

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
    """Fit the owner's calibration to everybody's history, and store every state by it."""
    fitted = fit_calibrations(book, histories.values())
    save_calibrations(book, fitted)
    _store(book, histories, fitted, owner_rate(histories.values(), book.days))


def _store(book: Book, histories: Mapping[int, History], kept: Calibrations, rate: float) -> None:
    evidence = evidence_for(book, histories)
    states = {person_id: _state(book, one, kept, rate) for person_id, one in evidence.items()}
    save_states(book, {person_id: (histories[person_id], state) for person_id, state in states.items()})


def _state(book: Book, evidence: Evidence, kept: Calibrations, rate: float) -> StoredState:
    tie = tie_of(evidence, book.days, kept, rate)
    resolved, answered = answers(evidence.history, book.days)
    pull = pull_of(tie)
    return StoredState(
        stage=tie.stage.value,
        rhythm=None if tie.rhythm is None else tie.rhythm.value,
        valid_from_on=book.calendar_day,
        valid_until_on=from_day_number(valid_until(evidence, book.days, kept)),
        silent_from_on=_silent_from(tie),
        pull_kind=None if pull is None else int(pull.kind),
        pull=None if pull is None else pull.priority,
        turns_resolved=resolved,
        turns_answered=answered,
        strength=tie.strength,
    )


def _silent_from(tie: Tie) -> date | None:
    """The day from which an owner's message has waited longer than is usual with them."""
    if tie.waiting is None:
        return None
    return from_day_number(floor(tie.waiting.since + tie.usual_answer_days))

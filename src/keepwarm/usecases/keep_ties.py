"""Keep what is derived up to date: after each write for whom it touched, and as days pass."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from math import floor
from typing import NamedTuple

from keepwarm.domain.cadence import Rhythm
from keepwarm.domain.calibration import fit_all
from keepwarm.domain.candidates import Ground, pull_of
from keepwarm.domain.channels import VOICE_OR_FACE
from keepwarm.domain.dates import day_number, from_day_number, local_days
from keepwarm.domain.history import History, events_of
from keepwarm.domain.ids import lot_of
from keepwarm.domain.interactions import Interaction
from keepwarm.domain.people import Standing
from keepwarm.domain.policy import VALID_DAYS
from keepwarm.domain.reciprocity import waiting_of
from keepwarm.domain.replies import rate_of, turns_of
from keepwarm.domain.tie_state import Basis, Calibrations, basis_of, tie_on
from keepwarm.storage.book import Book, Library
from keepwarm.storage.evidence import evidence_for
from keepwarm.storage.people import existing_ids
from keepwarm.storage.search import index_people
from keepwarm.storage.ties import (
    SCORED,
    StoredState,
    chunks,
    everybody_stored,
    is_calibrated,
    latest_calibrations,
    read_histories,
    read_owner_rate,
    sampled_histories,
    save_calibrations,
    save_months,
    save_states,
    stale_ids,
    standings_of,
    stored_histories,
    stored_states,
    update_states,
)

_MONTHS = 12
_MANY = 50
"""A write that touches more people than this may change the owner's calibration."""

_NEVER = date.max
"""When the state of somebody with whom nothing passed changes by time alone."""


def refresh_people(book: Book, person_ids: Collection[int]) -> None:
    """Make the search rows and tie states of these people again, from what the book now holds."""
    there = existing_ids(book, person_ids)
    index_people(book, there)
    if len(there) > _MANY:
        _recalibrate(book, there)
    else:
        _save(book, read_histories(book, there), _terms(book))


def take_in(book: Book, person_id: int, interaction: Interaction) -> None:
    """Make one tie state again after an interaction that was added, from the history as it is stored."""
    stored = stored_histories(book, (person_id,))
    if person_id not in stored:
        refresh_people(book, (person_id,))
        return
    events = (
        events_of(
            local_days(interaction.at, book.zone),
            interaction.direction,
            interaction.channel,
            interaction.recipients,
        )
        if interaction.counts
        else ()
    )
    _update(book, {person_id: stored[person_id].joined_by(events)}, _terms(book))


def restate(book: Book, person_id: int) -> None:
    """Make one tie state again where no interaction came or went."""
    _bring_to_day(book, (person_id,), _terms(book))


def settle(library: Library, now: datetime) -> None:
    """Bring to this day the states that time alone has changed; at most once a month, the calibration."""
    with library.open(now) as book:
        if (calibrated := is_calibrated(book)) and not stale_ids(book):
            return
    with library.open(now, writing=True) as book:
        if not calibrated:
            _recalibrate(book, ())
            return
        terms = _terms(book)
        for chunk in chunks(stale_ids(book)):
            _bring_to_day(book, chunk, terms)


class _Terms(NamedTuple):
    """By what the states of a book are made; the owner's rate is looked up by who needs it."""

    kept: Calibrations
    rate: Callable[[], float]


def _terms(book: Book) -> _Terms:
    return _Terms(latest_calibrations(book), cache(lambda: read_owner_rate(book)))


def _recalibrate(book: Book, fresh: Collection[int]) -> None:
    """Fit the owner's calibration anew, and put right every state that was another by the one before.

    What is stored of the `fresh` is not what the book holds now.
    """
    answers = Counter[str]()
    fitted = fit_all(_tallied(sampled_histories(book, fresh), book.days, answers), book.days)
    save_calibrations(book, fitted)
    rate = rate_of(answers["resolved"], answers["answered"])
    terms, months = _Terms(fitted, lambda: rate), dict.fromkeys(_months(book.calendar_day), 0)
    for chunk in chunks(fresh):
        _count_connections(_save(book, read_histories(book, chunk), terms), months)
    others = set(everybody_stored(book)).difference(fresh)
    for chunk in chunks(others):
        _count_connections(_put_right(book, chunk, terms), months)
    save_months(book, months)


def _tallied(histories: Iterable[History], now: float, answers: Counter[str]) -> Iterator[History]:
    """The histories as they come, of each of which the turns and answers are counted."""
    for history in histories:
        resolved, answered = turns_of(history.before(now)).answers(now)
        answers.update(resolved=resolved, answered=answered)
        yield history


class _Person(NamedTuple):
    """Somebody at the book's moment."""

    person_id: int
    standing: Standing
    basis: Basis


def _people(book: Book, histories: Mapping[int, History], terms: _Terms) -> list[_Person]:
    standings = standings_of(book, histories)
    evidence = evidence_for(book, histories, for_stage_alone=True)
    return [
        _Person(person_id, standings[person_id], basis_of(one, book.days, terms.kept))
        for person_id, one in evidence.items()
    ]


def _save(book: Book, histories: Mapping[int, History], terms: _Terms) -> list[_Person]:
    """Store these histories with their states."""
    found = _people(book, histories, terms)
    save_states(book, {one.person_id: (histories[one.person_id], _state(book, one, terms)) for one in found})
    return found


def _update(book: Book, histories: Mapping[int, History], terms: _Terms) -> None:
    """Store other histories, with their states, where there are some already."""
    states = {one.person_id: _state(book, one, terms) for one in _people(book, histories, terms)}
    update_states(book, states, histories)


def _bring_to_day(book: Book, person_ids: Collection[int], terms: _Terms) -> None:
    """Store the states of this day beside histories that are as they were; who has none gets one."""
    stored = stored_histories(book, person_ids)
    found = _people(book, stored, terms)
    update_states(book, {one.person_id: _state(book, one, terms) for one in found})
    if lacking := set(person_ids) - stored.keys():
        _save(book, read_histories(book, lacking), terms)


def _put_right(book: Book, person_ids: Collection[int], terms: _Terms) -> list[_Person]:
    """Store the states that are no longer what they were for as long as they were to hold."""
    found = _people(book, stored_histories(book, person_ids), terms)
    stored, day = stored_states(book, person_ids), book.calendar_day
    wrong = {}
    for one in found:
        row = stored[one.person_id]
        stands = (
            row.valid_from_on <= day < row.valid_until_on
            and one.basis.state == (row.stage, row.rhythm)
            and (
                row.valid_until_on == _NEVER
                or _holds_until(one, (row.valid_until_on - day).days) == row.valid_until_on
            )
        )
        if not stands:
            wrong[one.person_id] = _state(book, one, terms)
    update_states(book, wrong)
    return found


def _state(book: Book, one: _Person, terms: _Terms) -> StoredState:
    """What is stored of one person; who is not ordinary is never proposed."""
    basis, is_ordinary = one.basis, one.standing is Standing.ORDINARY
    past, turns = basis.course.history, basis.course.turns
    resolved, answered = turns.answers(book.days) if one.standing in SCORED else (0, 0)
    stage, rhythm = basis.state
    pull = _pull(one, terms) if is_ordinary else None
    return StoredState(
        stage=stage.value,
        rhythm=None if rhythm is None else rhythm.value,
        valid_from_on=book.calendar_day,
        valid_until_on=_holds_until(one, VALID_DAYS - lot_of(one.person_id) % (VALID_DAYS // 2)),
        last_on=past.days[-1] if past.days else None,
        voice_on=past.last_on(VOICE_OR_FACE),
        silent_from_on=_silent_from(basis) if is_ordinary else None,
        pull_kind=None if pull is None else int(pull.kind),
        pull=None if pull is None else pull.priority,
        turns_resolved=resolved,
        turns_answered=answered,
        strength=basis.p_90 or 0.0,
    )


def _pull(one: _Person, terms: _Terms) -> Ground | None:
    """What the tie alone brings onto a list; nothing in its rhythm does, nor who is merely listed."""
    _, rhythm = one.basis.state
    if rhythm is Rhythm.IN_RHYTHM or (rhythm is None and not one.basis.evidence.reason_noted):
        return None
    return pull_of(tie_on(one.basis, terms.rate()))


def _holds_until(one: _Person, most_days: int) -> date:
    """The day on which a state ends: by time alone, or by something that is in the book and still to come.

    By time alone a turn is resolved, too, which the owner's rate counts.
    """
    known, past = one.basis.evidence.history.times, one.basis.course.history.times
    if not known:
        return _NEVER
    ahead = known[len(past) : len(past) + 1]
    ends = [one.basis.holds_until(most_days), *map(floor, ahead)]
    resolved_on = one.basis.course.turns.resolved_on()
    if resolved_on is not None and resolved_on > one.basis.now:
        ends.append(resolved_on)
    return from_day_number(min(ends))


def _silent_from(basis: Basis) -> date | None:
    """The day from which an owner's message has waited longer than is usual with them."""
    waiting = waiting_of(basis.course.history, basis.now)
    if waiting is None:
        return None
    return from_day_number(floor(waiting.since + basis.course.turns.usual_answer_days()))


def _count_connections(found: Iterable[_Person], months: dict[date, int]) -> None:
    """Add those of these people who were connections as each month began."""
    for one in found:
        if one.standing is Standing.ORDINARY and one.basis.grounds.was_connection:
            for month in months:
                months[month] += one.basis.was_connection_on(day_number(month))


def _months(day: date) -> list[date]:
    """The first days of the last twelve months, this one's first."""
    back = [divmod(day.year * 12 + day.month - 1 - ago, 12) for ago in range(_MONTHS)]
    return [date(year, month + 1, 1) for year, month in back]

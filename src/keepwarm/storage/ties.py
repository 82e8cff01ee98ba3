"""Tie states: what the model made of each person's history, stored so that pages find it by index.

A state holds for the days from `valid_from_on` until the day before `valid_until_on`, as long as
nothing happens; whoever reads another day makes it again from the packed history.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import floor
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, true

from keepwarm.domain.calibration import Calibration, fit
from keepwarm.domain.channels import VOICE_OR_FACE, Channel
from keepwarm.domain.dates import day_number, local_days
from keepwarm.domain.history import History, history_of
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import FactKind, Standing
from keepwarm.domain.policy import CALIBRATION
from keepwarm.domain.replies import owner_rate, rate_of
from keepwarm.domain.stages import Evidence
from keepwarm.domain.tie_state import Calibrations
from keepwarm.domain.ties import HORIZONS
from keepwarm.storage.book import Book
from keepwarm.storage.journal import CHUNK
from keepwarm.storage.schema import (
    calibrations,
    facts,
    handles,
    headline_months,
    interactions,
    participants,
    people,
    tie_states,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredState:
    """The columns of one person's state, beside their packed history; see `schema.tie_states`."""

    stage: str
    rhythm: str | None
    valid_from_on: date
    valid_until_on: date
    silent_from_on: date | None
    pull_kind: int | None
    pull: float | None
    turns_resolved: int
    turns_answered: int
    strength: float


def read_histories(book: Book, person_ids: Collection[int]) -> dict[int, History]:
    """The histories of these people, made from their interactions; everybody asked for is in it."""
    found: dict[int, list[tuple[float, Direction, Channel, int]]] = {
        person_id: [] for person_id in person_ids
    }
    joined = select(
        participants.c.person_id,
        interactions.c.at,
        interactions.c.direction,
        interactions.c.channel,
        interactions.c.recipients,
    ).join(
        interactions,
        (interactions.c.owner_id == participants.c.owner_id)
        & (interactions.c.interaction_id == participants.c.interaction_id),
    )
    for chunk in chunks(person_ids):
        of_these = joined.where(
            book.owns(participants), participants.c.person_id.in_(chunk), interactions.c.counts.is_(True)
        )
        for person_id, at, direction, channel, recipients in book.execute(of_these):
            event = (local_days(at, book.zone), Direction(direction), Channel(channel), recipients)
            found[person_id].append(event)
    return {person_id: history_of(events) for person_id, events in found.items()}


def chunks(person_ids: Collection[int]) -> Iterator[list[int]]:
    """The ids in pieces that one statement can take."""
    everybody = sorted(person_ids)
    for start in range(0, len(everybody), CHUNK):
        yield everybody[start : start + CHUNK]


def evidence_for(book: Book, histories: Mapping[int, History]) -> dict[int, Evidence]:
    """What the stage of each of these people rests on, for the histories given."""
    noted: dict[int, set[str]] = {}
    reachable: set[int] = set()
    confirmed: dict[int, date] = {}
    kinds = (FactKind.REASON.value, FactKind.QUESTION.value)
    for chunk in chunks(histories):
        of_kind = select(facts.c.person_id, facts.c.kind).where(
            book.owns(facts), facts.c.person_id.in_(chunk), facts.c.kind.in_(kinds)
        )
        for person_id, kind in book.execute(of_kind):
            noted.setdefault(person_id, set()).add(kind)
        held = select(handles.c.person_id).where(book.owns(handles), handles.c.person_id.in_(chunk))
        reachable.update(book.connection.scalars(held))
        said = select(people.c.person_id, people.c.spoken_confirmed_on).where(
            book.owns(people), people.c.person_id.in_(chunk), people.c.spoken_confirmed_on.is_not(None)
        )
        confirmed.update(dict(book.rows(said)))
    return {
        person_id: Evidence(
            history=history,
            reachable=person_id in reachable,
            reason_noted=FactKind.REASON.value in noted.get(person_id, ()),
            question_noted=FactKind.QUESTION.value in noted.get(person_id, ()),
            voice_confirmed_on=day_number(confirmed[person_id]) if person_id in confirmed else None,
        )
        for person_id, history in histories.items()
    }


def stored_histories(book: Book, person_ids: Collection[int] | None = None) -> dict[int, History]:
    """The packed histories of these people, or of everybody."""
    found = select(tie_states.c.person_id, tie_states.c.history).where(book.owns(tie_states))
    if person_ids is None:
        return {person_id: History.unpack(packed) for person_id, packed in book.execute(found)}
    histories: dict[int, History] = {}
    for chunk in chunks(person_ids):
        for person_id, packed in book.execute(found.where(tie_states.c.person_id.in_(chunk))):
            histories[person_id] = History.unpack(packed)
    return histories


def save_states(book: Book, states: Mapping[int, tuple[History, StoredState]]) -> None:
    """Put these states in place of the ones that were there."""
    for chunk in chunks(states):
        book.execute(delete(tie_states).where(book.owns(tie_states), tie_states.c.person_id.in_(chunk)))
        book.execute(insert(tie_states), [_row(book, person_id, *states[person_id]) for person_id in chunk])


def _row(book: Book, person_id: int, history: History, state: StoredState) -> dict[str, Any]:
    columns = {name: getattr(state, name) for name in StoredState.__dataclass_fields__}
    past = history.before(book.days)
    voiced = [event.t for event in past.events if event.channel in VOICE_OR_FACE]
    return columns | {
        "owner_id": book.owner.owner_id,
        "person_id": person_id,
        "history": history.pack(),
        "last_on": past.days[-1] if past.days else None,
        "voice_on": floor(voiced[-1]) if voiced else None,
    }


def holds_today(book: Book) -> ColumnElement[bool]:
    """The condition that a stored state is the one of the book's day; never so for an imagined time."""
    day = book.calendar_day
    if book.imagined:
        # Nothing ends before it begins; a bare "false" would swallow the condition that names the owner.
        return tie_states.c.valid_until_on < tie_states.c.valid_from_on
    return and_(tie_states.c.valid_from_on <= day, tie_states.c.valid_until_on > day)


def is_stale(book: Book) -> ColumnElement[bool]:
    """The opposite, in the form that an index serves."""
    day = book.calendar_day
    if book.imagined:
        return true()
    return or_(tie_states.c.valid_until_on <= day, tie_states.c.valid_from_on > day)


def stale_ids(book: Book) -> list[int]:
    """Everybody whose stored state is not the one of the book's day, or who has none."""
    joined = people.outerjoin(
        tie_states,
        (people.c.owner_id == tie_states.c.owner_id) & (people.c.person_id == tie_states.c.person_id),
    )
    lacking = or_(tie_states.c.person_id.is_(None), is_stale(book))
    return list(
        book.connection.scalars(
            select(people.c.person_id).select_from(joined).where(book.owns(people), lacking)
        )
    )


def read_calibrations(book: Book) -> Calibrations:
    """The stored calibration, or for an imagined time one that is made for it from the whole book."""
    if book.imagined:
        return fit_calibrations(book, scored_histories(book).values())
    return latest_calibrations(book)


def latest_calibrations(book: Book) -> Calibrations:
    """The stored calibration, however old; none yet is the identity."""
    rows = book.rows(select(calibrations).where(book.owns(calibrations)))
    return {row.horizon: Calibration(alpha=row.alpha, beta=row.beta, rows=row.rows) for row in rows}


def is_calibrated(book: Book) -> bool:
    """Whether the stored calibration was made within the last month."""
    fitted = select(func.min(calibrations.c.fitted_on)).where(book.owns(calibrations))
    on = book.connection.scalar(fitted)
    return on is not None and 0 <= (book.calendar_day - on).days < CALIBRATION.days_between


def fit_calibrations(book: Book, histories: Iterable[History]) -> Calibrations:
    """A calibration made at this moment from everybody's history."""
    told = [history for history in histories if history.events]
    return {horizon: fit(told, book.days, horizon) for horizon in HORIZONS}


def save_calibrations(book: Book, fitted: Calibrations) -> None:
    """Keep a calibration that was made today."""
    book.execute(delete(calibrations).where(book.owns(calibrations)))
    rows = [
        {
            "owner_id": book.owner.owner_id,
            "horizon": horizon,
            "alpha": one.alpha,
            "beta": one.beta,
            "rows": one.rows,
            "fitted_on": book.calendar_day,
        }
        for horizon, one in fitted.items()
    ]
    book.execute(insert(calibrations), rows)


def ordinary_ids(book: Book) -> set[int]:
    """Everybody of ordinary standing."""
    found = select(people.c.person_id).where(book.owns(people), people.c.standing == Standing.ORDINARY.value)
    return set(book.connection.scalars(found))


def scored_ids(book: Book) -> set[int]:
    """Everybody whose tie means something: of ordinary standing, or waiting to be added."""
    found = select(people.c.person_id).where(book.owns(people), people.c.standing.in_(_SCORED))
    return set(book.connection.scalars(found))


_SCORED = (Standing.ORDINARY.value, Standing.CORRESPONDENT.value)


def scored_histories(book: Book) -> dict[int, History]:
    """Their packed histories: the others are never counted or scored (PRODUCT.md)."""
    scored = scored_ids(book)
    return {one: history for one, history in stored_histories(book).items() if one in scored}


def save_months(book: Book, connections: Mapping[date, int]) -> None:
    """Keep how many connections there were as each month began."""
    book.execute(delete(headline_months).where(book.owns(headline_months)))
    rows = [
        {"owner_id": book.owner.owner_id, "month_on": month, "connections": count}
        for month, count in connections.items()
    ]
    book.execute(insert(headline_months), rows)


def read_owner_rate(book: Book) -> float:
    """How often the owner's messages are answered (MODEL.md, section 3)."""
    if book.imagined:
        return owner_rate(scored_histories(book).values(), book.days)
    sums = select(func.sum(tie_states.c.turns_resolved), func.sum(tie_states.c.turns_answered))
    resolved, answered = book.execute(sums.where(book.owns(tie_states))).one()
    return rate_of(int(resolved or 0), int(answered or 0))

"""Tie states: what the model made of each person's history, stored so that pages find it by index.

A state holds for the days from `valid_from_on` until the day before `valid_until_on`, as long as
nothing happens; whoever reads another day makes it again from the packed history. Whatever goes through a
whole book does so some hundred people at a time.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from keepwarm.domain.calibration import Calibration, fit_all, sampled
from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import local_days
from keepwarm.domain.history import History, history_of
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import Standing
from keepwarm.domain.policy import CALIBRATION
from keepwarm.domain.replies import owner_rate, rate_of
from keepwarm.domain.tie_state import Calibrations
from keepwarm.storage.book import Book
from keepwarm.storage.journal import CHUNK
from keepwarm.storage.schema import (
    calibrations,
    headline_months,
    interactions,
    participants,
    people,
    tie_states,
)

STRONGEST_FIRST = "INDEXED BY tie_states_by_strength"
"""A hint for SQLite, which else reads and sorts a whole stage to take the strongest few of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredState:
    """The columns of one person's state, beside their packed history; see `schema.tie_states`.

    `strength` is P_90 before calibration, which changes the figure and not the order. It, `pull` and what
    decides `valid_until_on` are of the day on which the state was made.
    """

    stage: str
    rhythm: str | None
    valid_from_on: date
    valid_until_on: date
    last_on: int | None
    voice_on: int | None
    silent_from_on: date | None
    pull_kind: int | None
    pull: float | None
    turns_resolved: int
    turns_answered: int
    strength: float


def read_histories(book: Book, person_ids: Collection[int]) -> dict[int, History]:
    """The histories of these people, made from their interactions; everybody asked for is in it."""
    found = dict.fromkeys(person_ids, History())
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
        rows = book.execute(of_these.order_by(participants.c.person_id)).yield_per(_ROWS_AT_ONCE)
        for person_id, theirs in groupby(rows, itemgetter(0)):
            found[person_id] = history_of(
                (local_days(at, book.zone), _DIRECTIONS[direction], _CHANNELS[channel], recipients)
                for _, at, direction, channel, recipients in theirs
            )
    return found


_ROWS_AT_ONCE = 2_000
_DIRECTIONS = {one.value: one for one in Direction}
_CHANNELS = {one.value: one for one in Channel}


def chunks(person_ids: Collection[int]) -> Iterator[list[int]]:
    """The ids in pieces that one statement can take."""
    everybody = sorted(person_ids)
    for start in range(0, len(everybody), CHUNK):
        yield everybody[start : start + CHUNK]


def standings_of(book: Book, person_ids: Collection[int]) -> dict[int, Standing]:
    """How each of these people is to be treated."""
    found: dict[int, Standing] = {}
    for chunk in chunks(person_ids):
        held = select(people.c.person_id, people.c.standing).where(
            book.owns(people), people.c.person_id.in_(chunk)
        )
        found |= {person_id: Standing(standing) for person_id, standing in book.execute(held)}
    return found


def stored_histories(book: Book, person_ids: Collection[int]) -> dict[int, History]:
    """The packed histories of these people; who has none stored is not in it."""
    histories: dict[int, History] = {}
    for chunk in chunks(person_ids):
        found = select(tie_states.c.person_id, tie_states.c.history).where(
            book.owns(tie_states), tie_states.c.person_id.in_(chunk)
        )
        histories |= {person_id: History.unpack(packed) for person_id, packed in book.execute(found)}
    return histories


def stored_states(book: Book, person_ids: Collection[int]) -> dict[int, Row[Any]]:
    """What stage, rhythm and end are stored of these people."""
    of_state = (
        tie_states.c.stage,
        tie_states.c.rhythm,
        tie_states.c.valid_from_on,
        tie_states.c.valid_until_on,
    )
    found: dict[int, Row[Any]] = {}
    for chunk in chunks(person_ids):
        rows = select(tie_states.c.person_id, *of_state).where(
            book.owns(tie_states), tie_states.c.person_id.in_(chunk)
        )
        found |= {row.person_id: row for row in book.execute(rows)}
    return found


def save_states(book: Book, states: Mapping[int, tuple[History, StoredState]]) -> None:
    """Put these histories and states in place of the ones that were there."""
    for chunk in chunks(states):
        book.execute(delete(tie_states).where(book.owns(tie_states), tie_states.c.person_id.in_(chunk)))
        rows = [
            _columns(states[person_id][1])
            | {
                "owner_id": book.owner.owner_id,
                "person_id": person_id,
                "history": states[person_id][0].pack(),
            }
            for person_id in chunk
        ]
        book.execute(insert(tie_states), rows)


_AS_THEY_ARE: Mapping[int, History] = MappingProxyType({})


def update_states(
    book: Book, states: Mapping[int, StoredState], histories: Mapping[int, History] = _AS_THEY_ARE
) -> None:
    """Put these states in place of the ones that were there; a history only where it is another."""
    if not states:
        return
    theirs = book.owns(tie_states) & (tie_states.c.person_id == bindparam("whose"))
    rows = [_columns(state) | {"whose": person_id} for person_id, state in states.items()]
    for row in rows if histories else ():
        row["history"] = histories[row["whose"]].pack()
    book.execute(update(tie_states).where(theirs), rows)


def _columns(state: StoredState) -> dict[str, Any]:
    return {name: getattr(state, name) for name in StoredState.__dataclass_fields__}


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
    stale = select(tie_states.c.person_id).where(book.owns(tie_states), is_stale(book))
    return [*book.connection.scalars(stale), *_stateless_ids(book)]


def _stateless_ids(book: Book) -> list[int]:
    """Who has no state. Every write leaves one, so that counting is all there is to do."""
    counts = (
        select(func.count()).select_from(table).where(book.owns(table)).scalar_subquery()
        for table in (people, tie_states)
    )
    everybody, with_state = book.execute(select(*counts)).one()
    if everybody == with_state:
        return []
    state = exists().where(book.owns(tie_states), tie_states.c.person_id == people.c.person_id)
    return list(book.connection.scalars(select(people.c.person_id).where(book.owns(people), ~state)))


def everybody_stored(book: Book) -> list[int]:
    """Everybody who has a stored state."""
    return list(book.connection.scalars(select(tie_states.c.person_id).where(book.owns(tie_states))))


def read_calibrations(book: Book) -> Calibrations:
    """The stored calibration, or for an imagined time one that is made for it from the whole book."""
    if book.imagined:
        return fit_all(sampled_histories(book), book.days)
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


def sampled_histories(book: Book, fresh: Collection[int] = ()) -> Iterator[History]:
    """The histories by which the owner's calibration is made, one at a time.

    They are those of whoever is scored and has one, of a large book of some; what is stored of the `fresh`
    is not what is in the book now, so that theirs are read from it.
    """
    has_one = exists().where(book.owns(participants), participants.c.person_id == people.c.person_id)
    told = select(people.c.person_id).where(book.owns(people), people.c.standing.in_(_SCORED), has_one)
    arrived = frozenset(fresh)
    for chunk in chunks(sampled(book.connection.scalars(told))):
        yield from stored_histories(book, [one for one in chunk if one not in arrived]).values()
        yield from read_histories(book, [one for one in chunk if one in arrived]).values()


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


SCORED = frozenset({Standing.ORDINARY, Standing.CORRESPONDENT})
"""Whose tie means something: the others are never counted or scored (PRODUCT.md)."""

_SCORED = sorted(standing.value for standing in SCORED)


def scored_histories(book: Book) -> Iterator[tuple[int, History]]:
    """The packed histories of whoever is scored, one at a time."""
    found = select(people.c.person_id).where(book.owns(people), people.c.standing.in_(_SCORED))
    for chunk in chunks(book.connection.scalars(found).all()):
        yield from stored_histories(book, chunk).items()


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
        return owner_rate((history for _, history in scored_histories(book)), book.days)
    sums = select(func.sum(tie_states.c.turns_resolved), func.sum(tie_states.c.turns_answered))
    resolved, answered = book.execute(sums.where(book.owns(tie_states))).one()
    return rate_of(int(resolved or 0), int(answered or 0))

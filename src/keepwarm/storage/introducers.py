"""Who may be asked for an introduction, how near the tie is, how often they were asked; and colleagues.

Of whoever may know somebody only those with the strongest ties are looked at closely.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, select

from keepwarm.domain.bearings import Wish
from keepwarm.domain.dates import PartialDate, from_day_number
from keepwarm.domain.filters import Choices, Filter, tag_word
from keepwarm.domain.peace import Peace, peace_of
from keepwarm.domain.policy import INTRODUCTIONS
from keepwarm.domain.reasons import Reason
from keepwarm.domain.text import folded
from keepwarm.domain.tie_state import tie_of
from keepwarm.storage.bearings import bearings_of, may_be_proposed, wishes_of
from keepwarm.storage.belongings import rows_by_person
from keepwarm.storage.book import Book
from keepwarm.storage.evidence import evidence_for
from keepwarm.storage.favours import lines_of_all
from keepwarm.storage.finding import find_people
from keepwarm.storage.schema import people, roles, tie_states
from keepwarm.storage.ties import chunks, read_calibrations, read_owner_rate, standings_of, stored_histories

_MOST_ASKED = 200
"""Of those who may know somebody, so many with the strongest ties are looked at closely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Introducer:
    """Somebody whom the owner can ask: P_30 of the tie, when the two were last in touch, asks of late."""

    person_id: int
    chance: float
    talked_on: date
    asks: int


def introducers_among(book: Book, person_ids: Collection[int]) -> dict[int, Introducer]:
    """Those of some people with whom the owner talked; nobody who may not be proposed."""
    ids = _strongest(book, allowed_among(book, person_ids))
    histories = stored_histories(book, ids)
    kept, rate = read_calibrations(book), read_owner_rate(book)
    asks = asks_of(book, ids)
    found = {}
    for person_id, evidence in evidence_for(book, histories).items():
        tie = tie_of(evidence, book.days, kept, rate)
        if tie.conversation_days and tie.last_on is not None:
            found[person_id] = Introducer(
                person_id=person_id,
                chance=tie.p_30 or 0.0,
                talked_on=from_day_number(tie.last_on),
                asks=asks.get(person_id, 0),
            )
    return found


def allowed_among(book: Book, person_ids: Collection[int]) -> frozenset[int]:
    """Those who may be asked, or stand in between: ordinary people who did not say no (`may_be_proposed`)."""
    found: set[int] = set()
    for chunk in chunks(person_ids):
        of_these = select(people.c.person_id).where(book.owns(people), people.c.person_id.in_(chunk))
        found.update(book.connection.scalars(of_these.where(may_be_proposed(book))))
    return frozenset(found)


def _strongest(book: Book, person_ids: Collection[int]) -> list[int]:
    strengths: list[tuple[float, int]] = []
    for chunk in chunks(person_ids):
        held = select(tie_states.c.strength, tie_states.c.person_id).where(
            book.owns(tie_states), tie_states.c.person_id.in_(chunk)
        )
        strengths += [(-strength, person_id) for strength, person_id in book.execute(held)]
    return [person_id for _, person_id in sorted(strengths)[:_MOST_ASKED]]


def asks_of(book: Book, person_ids: Collection[int]) -> dict[int, int]:
    """How often the owner asked each of them for something of late."""
    since = book.today - timedelta(days=INTRODUCTIONS.ask_days)
    found = {}
    for person_id, lines in lines_of_all(book, person_ids).items():
        days = (line.favour.noted_on for line in lines if line.is_ask)
        found[person_id] = sum(on is not None and since < on <= book.today for on in days)
    return found


def unasked_for(book: Book, person_ids: Collection[int]) -> dict[int, Reason]:
    """To whom of some people nobody is asked for an introduction, and why."""
    found: dict[int, Reason] = {}
    answers: dict[int, Wish] = {}
    for chunk in chunks(person_ids):
        never = (one for one, bearing in bearings_of(book, chunk).items() if not bearing.proposed)
        found |= dict.fromkeys(never, Reason.of("introduce_never"))
        answers |= {one: wished.answer for one, wished in wishes_of(book, chunk).items()}
    for one, standing in standings_of(book, person_ids).items():
        if (peace := peace_of(standing, answers.get(one))) is not None:
            found[one] = _unasked(peace)
    return found


def _unasked(peace: Peace) -> Reason:
    match peace:
        case Peace.DIED:
            return Reason.of("introduce_died")
        case Peace.LEFT_BE:
            return Reason.of("introduce_leave_be")
        case Peace.SAID_NO:
            return Reason.of("introduce_wish_no")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """A place of work, and from when to when, as far as it is known."""

    place: str
    began: PartialDate | None = None
    ended: PartialDate | None = None


def colleagues_of(book: Book, person_id: int) -> dict[int, str]:
    """Who works where somebody works, or did at the same time, and where that is.

    A place at which more work than can know one another is left out.
    """
    mine = _work_of(book, (person_id,)).get(person_id, ())
    found: dict[int, str] = {}
    for place in sorted({one.place for one in mine}):
        wanted = Filter(choices=Choices(organizations=frozenset({tag_word(place)})))
        there = find_people(book, wanted, length=INTRODUCTIONS.crowd + 1)
        if there.total > INTRODUCTIONS.crowd:
            continue
        here = [one for one in mine if one.place == place]
        for other_id, theirs in _work_of(book, there.person_ids).items():
            if other_id != person_id and any(_at_one_time(a, b) for a in here for b in theirs):
                found.setdefault(other_id, place)
    return found


def _work_of(book: Book, person_ids: Collection[int]) -> dict[int, tuple[_Work, ...]]:
    held, present = rows_by_person(book, roles, person_ids), rows_by_person(book, people, person_ids)
    return {
        person_id: tuple(_worked(present[person_id], held[person_id]))
        for person_id in person_ids
        if present[person_id]
    }


def _worked(present: Iterable[Row[Any]], held: Iterable[Row[Any]]) -> Iterable[_Work]:
    for row in present:
        if row.organization:
            yield _Work(place=row.organization)
    for row in held:
        if row.organization:
            began, ended = (None if one is None else PartialDate.parse(one) for one in (row.began, row.ended))
            yield _Work(place=row.organization, began=began, ended=ended)


def _at_one_time(one: _Work, other: _Work) -> bool:
    """Whether two were at one place in the same year, as far as the years are known."""
    return (
        folded(one.place) == folded(other.place)
        and _year(one.began, 0) <= _year(other.ended, 9_999)
        and _year(other.began, 0) <= _year(one.ended, 9_999)
    )


def _year(on: PartialDate | None, otherwise: int) -> int:
    return otherwise if on is None or on.year is None else on.year

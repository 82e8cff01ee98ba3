"""A week, a month or a year looked back at: connections made and lost, talks, and what was written down."""

from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, not_, select

from keepwarm.domain.bearings import Wish
from keepwarm.domain.dates import day_number
from keepwarm.domain.errors import Invalid
from keepwarm.domain.history import History
from keepwarm.domain.people import Standing
from keepwarm.domain.period_review import (
    CONNECTED,
    UNSPOKEN,
    Ends,
    Noted,
    Talked,
    ends_of,
    has_voice,
    may_be_connection,
    passed_in,
    talked_in,
)
from keepwarm.domain.review_periods import Period, Span, after, before, last_whole, period_of
from keepwarm.domain.tie_state import basis_of
from keepwarm.storage.book import Book
from keepwarm.storage.evidence import evidence_for
from keepwarm.storage.introductions import names_of
from keepwarm.storage.period_rows import noted_in
from keepwarm.storage.schema import people, tie_states, wishes
from keepwarm.storage.ties import holds_today, read_calibrations

_NOT_COUNTED = [standing.value for standing in Standing if standing is not Standing.ORDINARY]
_EMPTY = len(History().pack())


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody by name."""

    person_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodPage:
    """A period of the owner's days, and what it came to; people stand in the order of their names.

    `runs` says that it is not over, `following` is None then. `connections` are how many there were as it
    began and how many as it ended, or are now. `met_became` are those met at its events who were a
    connection at its end.
    """

    period: Period
    today: date
    runs: bool
    previous: Period
    following: Period | None
    current: Period
    connections: tuple[int, int]
    made: tuple[Named, ...]
    lost: tuple[Named, ...]
    talked: Talked
    first: tuple[Named, ...]
    again: tuple[Named, ...]
    noted: Noted
    met_became: tuple[Named, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was in it."""
        talked = self.talked
        passed = talked.talks or talked.by_me or talked.by_them or talked.together
        return not passed and not self.made and not self.lost and self.noted == Noted()


def period_page(book: Book, span: Span, day: date | None = None) -> PeriodPage:
    """Look back at the week, month or year of a day, or at the last whole one.

    One pass over the stored states, which leaves out the packed histories of whom nothing can have changed;
    and some statements for each five hundred of the others. Raises Invalid for a day that is still to come.
    """
    period = last_whole(span, book.calendar_day) if day is None else period_of(span, day)
    if period.first > book.calendar_day:
        raise Invalid("This is still to come; look back at a day until today.")
    previous, apart = before(period), _set_apart(book)
    recent, ends = _read(book, period, previous, apart)
    passed = {person_id: passed_in(history, period, previous) for person_id, history in recent.items()}
    talked = talked_in(passed, period)
    noted = noted_in(book, period, passed, recent, apart)
    lost = ends.lost - _said_no(book)
    met = noted.met_at_events & ends.after
    names = names_of(book, ends.made | lost | talked.first | talked.again | met)
    runs = period.until > book.calendar_day
    return PeriodPage(
        period=period,
        today=book.today,
        runs=runs,
        previous=previous,
        following=None if runs else after(period),
        current=period_of(span, book.calendar_day),
        connections=(len(ends.before), len(ends.after)),
        made=_named(ends.made, names),
        lost=_named(lost, names),
        talked=talked,
        first=_named(talked.first, names),
        again=_named(talked.again, names),
        noted=noted,
        met_became=_named(met, names),
    )


def _named(person_ids: Collection[int], names: dict[int, str]) -> tuple[Named, ...]:
    found = (Named(person_id=one, name=names[one]) for one in person_ids)
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.person_id)))


def _read(
    book: Book, period: Period, previous: Period, apart: frozenset[int]
) -> tuple[dict[int, History], Ends]:
    """The histories of whom something passed with since the period before, and the connections.

    Without an event strength and stage go one way only. So whoever is a connection today and was in touch
    for the last time before, was one all along; who has never had a conversation was none.
    """
    kept, confirmed = read_calibrations(book), _confirmed(book)
    since, first, until = (day_number(day) for day in (previous.first, period.first, period.until))
    lately = {person_id for person_id, on in confirmed.items() if on >= period.first}
    known = _unchanged(book, since) - lately
    throughout = set(known - apart)
    moments = (float(first), min(float(until), book.days))
    recent, perhaps = dict[int, History](), dict[int, History]()
    for row in _rows(book, since, known):
        history = History.unpack(row.history).before(book.days)
        if row.person_id in apart or not history.times:
            continue
        if history.times[-1] >= since:
            recent[row.person_id] = history
        if row.holds and row.stage in CONNECTED and row.person_id not in lately and history.times[-1] < first:
            throughout.add(row.person_id)
            continue
        heard = row.person_id in confirmed or has_voice(history)
        spoken = not row.holds or row.stage not in UNSPOKEN
        if heard and spoken and may_be_connection(history, moments, kept):
            perhaps[row.person_id] = history
    evidence = evidence_for(book, perhaps, for_stage_alone=True)
    bases = {person_id: basis_of(one, book.days, kept) for person_id, one in evidence.items()}
    return recent, ends_of(bases, period, book.calendar_day, throughout=throughout)


def _unchanged(book: Book, since: int) -> frozenset[int]:
    """Who is a connection today, and was in touch for the last time before a day."""
    found = select(tie_states.c.person_id).where(
        book.owns(tie_states),
        tie_states.c.stage.in_(sorted(CONNECTED)),
        holds_today(book),
        tie_states.c.last_on < since,
    )
    return frozenset(book.connection.scalars(found))


def _rows(book: Book, since: int, known: Container[int]) -> Iterator[Any]:
    """The packed histories of all others, but of whom nothing can be said."""
    holds = holds_today(book)
    silent = and_(holds, tie_states.c.stage.in_(sorted(UNSPOKEN)), tie_states.c.last_on < since)
    columns = (tie_states.c.person_id, tie_states.c.stage, tie_states.c.history, holds.label("holds"))
    found = select(*columns).where(
        book.owns(tie_states), func.length(tie_states.c.history) > _EMPTY, not_(silent)
    )
    rows = book.execute(found).yield_per(_ROWS_AT_ONCE)
    return (row for row in rows if row.person_id not in known)


_ROWS_AT_ONCE = 2_000


def _set_apart(book: Book) -> frozenset[int]:
    """Those who are not ordinary, of whom nothing is said."""
    found = select(people.c.person_id).where(book.owns(people), people.c.standing.in_(_NOT_COUNTED))
    return frozenset(book.connection.scalars(found))


def _confirmed(book: Book) -> dict[int, date]:
    """Of whom the owner said that they have spoken, and when."""
    said = select(people.c.person_id, people.c.spoken_confirmed_on)
    return dict(book.rows(said.where(book.owns(people), people.c.spoken_confirmed_on.is_not(None))))


def _said_no(book: Book) -> frozenset[int]:
    """Those who do not want to stay in touch: of them nobody is reminded."""
    no = wishes.c.answer == Wish.NO.value
    return frozenset(book.connection.scalars(select(wishes.c.person_id).where(book.owns(wishes), no)))

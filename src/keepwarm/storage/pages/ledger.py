"""The ledger: gives and asks, needs and offers, with one person and with everybody."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Table, and_, select

from keepwarm.domain.bearings import Wish
from keepwarm.domain.details import NeedKind
from keepwarm.domain.favours import (
    Asks,
    Balance,
    Line,
    asks_since,
    balance_of,
    money_last,
    quarter_began,
    said_of_balance,
    thanks_are_due,
    words_before_ask,
)
from keepwarm.domain.people import Side, Standing
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Book
from keepwarm.storage.favours import Terms, line_of, lines_of, terms_of
from keepwarm.storage.needs import NeedLine, needs_of, offers, open_needs
from keepwarm.storage.schema import favours, needs, people, wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLedger:
    """All lines with one person, those about money last; `words` are what is said before a further ask.

    `said` are the last give and the last ask; both are counted anew from the lines each time.
    """

    person_id: int
    today: date
    lines: tuple[Line, ...]
    balance: Balance
    said: tuple[Reason, ...]
    words: tuple[Reason, ...]
    terms: Terms
    needs: tuple[NeedLine, ...]

    @property
    def open_lines(self) -> tuple[Line, ...]:
        """What may still come, and what was not thanked for."""
        return tuple(one for one in self.lines if one.is_open or thanks_are_due(one, self.today))

    @property
    def past_lines(self) -> tuple[Line, ...]:
        """The others."""
        left = self.open_lines
        return tuple(one for one in self.lines if one not in left)

    def needs_of_kind(self, kind: NeedKind) -> tuple[NeedLine, ...]:
        """Their needs or their offers, those that still stand first."""
        return tuple(sorted((one for one in self.needs if one.kind is kind), key=_is_met))


def _is_met(line: NeedLine) -> bool:
    return line.met_on is not None


def person_ledger(book: Book, person_id: int) -> PersonLedger:
    """Read what there is between the owner and one person; three statements."""
    lines, terms = lines_of(book, person_id), terms_of(book)
    balance = balance_of(lines)
    return PersonLedger(
        person_id=person_id,
        today=book.today,
        lines=tuple(money_last(lines)),
        balance=balance,
        said=said_of_balance(balance),
        words=words_before_ask(lines, book.today, helping=terms.helping_until is not None),
        terms=terms,
        needs=tuple(needs_of(book, person_id)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLine:
    """A line with the name of the person."""

    name: str
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedNeed:
    """A need or an offer with the name of the person."""

    name: str
    need: NeedLine


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPage:
    """The ledger of the whole book, in which people who are left be stand only in what was.

    `asks` are those of this quarter. `gives` and `open_asks` may still come, `thanks` are due. Of `needs` and
    `offers` there are those that stand.
    """

    today: date
    quarter_from: date
    asks: Asks
    balance: Balance
    last_give: NamedLine | None
    last_ask: NamedLine | None
    thanks: tuple[NamedLine, ...]
    gives: tuple[NamedLine, ...]
    open_asks: tuple[NamedLine, ...]
    needs: tuple[NamedNeed, ...]
    offers: tuple[NamedNeed, ...]
    helping_until: date | None


def ledger_page(book: Book) -> LedgerPage:
    """Read the ledger of the whole book; five statements."""
    found, since = _named_lines(book), quarter_began(book.today)
    by_id = {one.line.favour_id: one for one, _ in found}
    balance = balance_of(one.line for one, _ in found)
    current = [one for one, is_current in found if is_current]
    names = _names_of_current(book)
    return LedgerPage(
        today=book.today,
        quarter_from=since,
        asks=asks_since((one.line for one, _ in found), since),
        balance=balance,
        last_give=_named(balance.last_give, by_id),
        last_ask=_named(balance.last_ask, by_id),
        thanks=_listed(current, lambda line: thanks_are_due(line, book.today)),
        gives=_listed(current, lambda line: line.is_open and line.side is Side.MINE),
        open_asks=_listed(current, lambda line: line.is_open and line.side is Side.THEIRS),
        needs=_with_names(open_needs(book), names),
        offers=_with_names(offers(book), names),
        helping_until=terms_of(book).helping_until,
    )


def _named_lines(book: Book) -> list[tuple[NamedLine, bool]]:
    """Every line, and whether it may still be acted on: the person is ordinary, and has not said no."""
    found = (
        select(favours, people.c.name, people.c.standing, wishes.c.answer)
        .join(people, _same_person(favours, people))
        .outerjoin(wishes, _same_person(favours, wishes))
        .where(book.owns(favours))
    )
    return [(NamedLine(name=row.name, line=line_of(row)), _is_current(row)) for row in book.rows(found)]


def _names_of_current(book: Book) -> dict[int, str]:
    """The names of those of whom a need or an offer is noted, and who may be written to."""
    found = (
        select(people.c.person_id, people.c.name, people.c.standing, wishes.c.answer)
        .join(needs, _same_person(needs, people))
        .outerjoin(wishes, _same_person(people, wishes))
        .where(book.owns(people), needs.c.met_on.is_(None))
    )
    return {row.person_id: row.name for row in book.rows(found) if _is_current(row)}


def _same_person(left: Table, right: Table) -> Any:
    return and_(left.c.owner_id == right.c.owner_id, left.c.person_id == right.c.person_id)


def _is_current(row: Row[Any]) -> bool:
    return bool(row.standing == Standing.ORDINARY.value and row.answer != Wish.NO.value)


def _named(line: Line | None, by_id: dict[int, NamedLine]) -> NamedLine | None:
    return None if line is None else by_id[line.favour_id]


def _listed(found: list[NamedLine], wanted: Callable[[Line], bool]) -> tuple[NamedLine, ...]:
    by_id = {one.line.favour_id: one for one in found if wanted(one.line)}
    return tuple(by_id[line.favour_id] for line in money_last(one.line for one in by_id.values()))


def _with_names(lines: Iterable[NeedLine], names: dict[int, str]) -> tuple[NamedNeed, ...]:
    return tuple(NamedNeed(name=names[one.person_id], need=one) for one in lines if one.person_id in names)

"""Finding people in order: those whose name was meant first, then by name; the same on both databases."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Table, and_, func, literal, or_, select

from keepwarm.domain.filters import Filter
from keepwarm.domain.search_conditions import AllOf, condition_of, in_name
from keepwarm.storage.book import Book
from keepwarm.storage.filtering import in_lists, of_state
from keepwarm.storage.schema import people, people_search, tie_states
from keepwarm.storage.term_index import MANY, has_full_text, in_order, meets, searching

State = tuple[ColumnElement[bool], ...]


MOST_COUNTED = 10_000
"""Of whom a search found: to count further takes longer than to find them, and nobody reads so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Some of the people found, in order; how many there are in all, and of how many the name was meant.

    Of a stretch of the list no more than `MOST_COUNTED` are counted, and of a search none are behind those;
    `is_more` says that there are.
    """

    person_ids: tuple[int, ...]
    total: int
    by_name: int
    is_more: bool = False


def find_people(book: Book, wanted: Filter, *, skip: int = 0, length: int | None = None) -> Found:
    """The people whom a filter means, from the one after `skip` on; some statements."""
    state, asked, named = tuple(of_state(book, wanted)), condition_of(wanted), in_name(wanted)
    with searching(book):
        if asked is None:
            total = _count_everybody(book, state)
            ids = _everybody(book, state, skip, length)
            return Found(person_ids=tuple(ids), total=total, by_name=total)
        search = _Search(
            book=book,
            asked=asked,
            state=state,
            by_stage=bool(wanted.choices.stages),
            most=None if length is None else MOST_COUNTED,
        )
        if named is None or named.parts == asked.parts[: len(named.parts)]:
            return search.by_name_alone(skip, length)
        return search.names_first(named, skip, length)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """What is asked of one book, and up to how many of those found are counted.

    Of what may be asked of a state, only a stage is found by an index (`by_stage`).
    """

    book: Book
    asked: AllOf
    state: State
    by_stage: bool
    most: int | None

    def by_name_alone(self, skip: int, length: int | None) -> Found:
        """All in one order."""
        few = self._are_few(self.asked)
        total, is_more = self._count(self.asked, few=few)
        left = self._left(total, skip, length)
        ids = self._stretch(self.asked, total, skip, left, few=few) if skip < total else []
        return Found(person_ids=tuple(ids), total=total, by_name=total, is_more=is_more)

    def names_first(self, named: AllOf, skip: int, length: int | None) -> Found:
        """Those whose name has every word stand before those who have a word elsewhere."""
        called = replace(self.asked, parts=(*named.parts, *self.asked.parts[len(named.parts) :]))
        others = replace(self.asked, none=(*self.asked.none, named))
        few = self._are_few(self.asked)
        few_called = few or self._are_few(called)
        total, is_more = self._count(self.asked, few=few)
        by_name = self._count(called, few=few_called)[0] if total else 0
        ids: list[int] = []
        if skip < by_name:
            ids += self._stretch(called, by_name, skip, length, few=few_called)
        left = self._left(total, skip + len(ids), None if length is None else length - len(ids))
        if left != 0 and by_name <= skip + len(ids) < total:
            ids += self._stretch(others, total - by_name, max(skip - by_name, 0), left, few=few)
        return Found(person_ids=tuple(ids), total=total, by_name=by_name, is_more=is_more)

    def _left(self, total: int, skip: int, length: int | None) -> int | None:
        """How many are still to be shown: none behind those that are counted."""
        return None if length is None else max(min(length, total - skip), 0)

    def _are_few(self, asked: AllOf) -> bool:
        """Whether the states of those who have the terms are better looked up one by one: of few, or by day.

        PostgreSQL weighs that itself.
        """
        if not self.state or not has_full_text(self.book):
            return False
        if not self.by_stage:
            return True
        found = select(literal(1)).where(self.book.owns(people_search), meets(self.book, asked)).limit(MANY)
        return (self.book.connection.scalar(select(func.count()).select_from(found.subquery())) or 0) < MANY

    def _with_state(self, found: Select[Any], *, last: bool) -> Select[Any]:
        """A selection from `people_search` of those in the state that is asked for.

        With `last` it begins with the people and not with an index of states: SQLite serves no alternative
        by an index, not even one that is never met.
        """
        found = found.select_from(_beside_states(people_search, self.state)).where(
            self.book.owns(people_search)
        )
        if self.state and last:
            return found.where(or_(and_(*self.state), tie_states.c.person_id.is_(None)))
        return found.where(*self.state)

    def _count(self, asked: AllOf, *, few: bool) -> tuple[int, bool]:
        """How many they are, and whether there are more than are counted."""
        found = self._with_state(select(literal(1)), last=few).where(meets(self.book, asked))
        if self.most is not None:
            found = found.limit(self.most + 1)
        count = self.book.connection.scalar(select(func.count()).select_from(found.subquery())) or 0
        return (count, False) if self.most is None else (min(count, self.most), count > self.most)

    def _stretch(self, asked: AllOf, total: int, skip: int, length: int | None, *, few: bool) -> list[int]:
        columns = select(people_search.c.person_id, people_search.c.name)
        found = self._with_state(columns, last=few or total >= MANY)
        return _cut(self.book, in_order(self.book, found, asked, total), skip, length)


def _count_everybody(book: Book, state: State) -> int:
    found = select(func.count()).select_from(_beside_states(people, state))
    return book.connection.scalar(found.where(book.owns(people), in_lists(), *state)) or 0


def _everybody(book: Book, state: State, skip: int, length: int | None) -> list[int]:
    found = select(people_search.c.person_id).select_from(
        _beside_states(people_search.join(people, _is_same(people_search, people)), state)
    )
    listed = found.where(book.owns(people_search), in_lists(), *state)
    return _cut(book, listed.order_by(people_search.c.name, people_search.c.person_id), skip, length)


def _beside_states(tables: FromClause, state: State) -> FromClause:
    return tables.join(tie_states, _is_same(tables, tie_states)) if state else tables


def _is_same(tables: FromClause, other: Table) -> ColumnElement[bool]:
    one = people if tables is people else people_search
    return (one.c.owner_id == other.c.owner_id) & (one.c.person_id == other.c.person_id)


def _cut(book: Book, found: Select[Any], skip: int, length: int | None) -> list[int]:
    part = found.offset(skip) if length is None else found.offset(skip).limit(length)
    return list(book.connection.scalars(part))

"""With what to begin: for a few people, the best of what they told, and what was done for them."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Row, Table

from keepwarm.domain.details import FavourState, NeedKind
from keepwarm.domain.first_lines import Kept, Looked, may_be_said, openings
from keepwarm.domain.people import FactKind, Side
from keepwarm.domain.reasons import Reason
from keepwarm.storage.belongings import rows_by_person
from keepwarm.storage.book import Book
from keepwarm.storage.facts import told_of
from keepwarm.storage.schema import facts, favours, needs, promises

_HELPED = (FavourState.DONE, FavourState.THANKED)


def openings_for(book: Book, person_ids: Collection[int]) -> dict[int, Reason]:
    """The best opening of each of these people, as many as one statement takes; four statements.

    A question that the owner noted to ask them comes before all that could be made, unless it touches what
    is private or better not mentioned.
    """
    of_table = {table: rows_by_person(book, table, person_ids) for table in (facts, needs, favours, promises)}
    return {
        person_id: _opening(book.today, {table: rows[person_id] for table, rows in of_table.items()})
        for person_id in person_ids
    }


def _opening(today: date, own: dict[Table, list[Row[Any]]]) -> Reason:
    told = [told_of(row) for row in own[facts]]
    asked = [one for one in told if one.kind is FactKind.QUESTION and may_be_said(one.text, told)]
    if asked:
        latest = max(asked, key=lambda one: (one.learned_on, one.text))
        return Reason.of("your_question", text=latest.text)
    return openings(
        today,
        facts=told,
        needs=[
            Looked(text=row.text, on=row.noted_on, source=row.source)
            for row in own[needs]
            if row.kind == NeedKind.NEED and row.met_on is None
        ],
        kept=[*_promises_kept(own[promises]), *_gives_done(own[favours])],
    )[0]


def _promises_kept(rows: list[Row[Any]]) -> list[Kept]:
    return [
        Kept(text=row.text, on=row.done_on)
        for row in rows
        if row.side == Side.MINE and row.done_on is not None
    ]


def _gives_done(rows: list[Row[Any]]) -> list[Kept]:
    return [
        Kept(text=row.text, on=row.changed_on)
        for row in rows
        if row.side == Side.MINE and row.state in _HELPED and row.changed_on is not None
    ]

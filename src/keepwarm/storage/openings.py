"""With what to begin: for a few people, the best of what they told, and what was done for them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Row, Table, select

from keepwarm.domain.details import FavourState, NeedKind
from keepwarm.domain.first_lines import Kept, Looked, Told, openings
from keepwarm.domain.people import FactKind, Side
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Book
from keepwarm.storage.schema import facts, favours, needs, promises

_HELPED = (FavourState.DONE, FavourState.THANKED)


def openings_for(book: Book, person_ids: Collection[int]) -> dict[int, Reason]:
    """The best opening of each of these people, as many as one statement takes; four statements.

    A question that the owner noted to ask them comes before all that could be made.
    """
    of_table = {table: _by_person(book, table, person_ids) for table in (facts, needs, favours, promises)}
    return {
        person_id: _opening(book.today, {table: rows[person_id] for table, rows in of_table.items()})
        for person_id in person_ids
    }


def _by_person(book: Book, table: Table, person_ids: Collection[int]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in book.rows(select(table).where(book.owns(table), table.c.person_id.in_(person_ids))):
        found[row.person_id].append(row)
    return found


def _opening(today: date, own: dict[Table, list[Row[Any]]]) -> Reason:
    asked = [row for row in own[facts] if row.kind == FactKind.QUESTION and not row.sensitive]
    if asked:
        latest = max(asked, key=lambda row: (row.learned_on, row.text))
        return Reason.of("your_question", text=latest.text)
    return openings(
        today,
        facts=[
            Told(
                kind=FactKind(row.kind),
                text=row.text,
                on=row.learned_on,
                source=row.source,
                sensitive=row.sensitive,
            )
            for row in own[facts]
        ],
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

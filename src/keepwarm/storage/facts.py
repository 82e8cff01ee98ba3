"""What was learned about people, as rows; and the days of their lives that come round each year."""

from datetime import date
from typing import Any

from sqlalchemy import Row, Table, select

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.details import Occasion
from keepwarm.domain.errors import Missing
from keepwarm.domain.facts_told import Told
from keepwarm.domain.people import FactKind
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.details import occasion_row
from keepwarm.storage.journal import delete_row, insert_row, update_row
from keepwarm.storage.schema import facts, occasions

_NOT_THERE = "This is not there any more; look at their page again."


def add_fact(
    book: Book, person_id: int, kind: FactKind, text: str, *, on: date, sensitive: bool = False
) -> int:
    """Keep something that was learned about somebody; return its id."""
    fact_id = new_id()
    row = {"fact_id": fact_id, "person_id": person_id, "kind": kind.value, "text": text}
    said = {"learned_on": on, "source": OWNER_SAID, "added_at": book.now, "sensitive": sensitive}
    insert_row(book, facts, row | said)
    return fact_id


def find_fact(book: Book, person_id: int, kind: FactKind, text: str) -> int | None:
    """The id of what was noted of somebody in these very words; None where it was not."""
    same = (facts.c.person_id == person_id, facts.c.kind == kind.value, facts.c.text == text)
    there = select(facts.c.fact_id).where(book.owns(facts), *same)
    found: int | None = book.connection.scalar(there.limit(1))
    return found


def get_fact(book: Book, person_id: int, fact_id: int) -> Row[Any]:
    """The row of something known about somebody. Raises Missing."""
    return _get(book, facts, person_id, fact_id)


def facts_of(book: Book, person_id: int) -> list[Row[Any]]:
    """All that was learned about somebody, the latest first."""
    found = select(facts).where(book.owns(facts), facts.c.person_id == person_id)
    return book.rows(found.order_by(facts.c.learned_on.desc(), facts.c.fact_id))


def change_fact(book: Book, fact_id: int, **changes: Any) -> bool:
    """Write some columns of a fact anew; False where it said so already."""
    return update_row(book, facts, {"fact_id": fact_id}, changes)


def forget_fact(book: Book, person_id: int, fact_id: int) -> None:
    """Take out something known about somebody. Raises Missing."""
    get_fact(book, person_id, fact_id)
    delete_row(book, facts, {"fact_id": fact_id})


def add_occasion(book: Book, person_id: int, occasion: Occasion) -> int:
    """Keep a day of somebody's life that comes round; return its id."""
    row = occasion_row(occasion)
    provenance = {"person_id": person_id, "source": OWNER_SAID, "added_at": book.now}
    insert_row(book, occasions, row | provenance)
    occasion_id: int = row["occasion_id"]
    return occasion_id


def occasions_of(book: Book, person_id: int) -> list[Row[Any]]:
    """The days of somebody's life that were noted."""
    found = select(occasions).where(book.owns(occasions), occasions.c.person_id == person_id)
    return book.rows(found.order_by(occasions.c.label, occasions.c.occasion_id))


def forget_occasion(book: Book, person_id: int, occasion_id: int) -> None:
    """Take out a day of somebody's life. Raises Missing."""
    _get(book, occasions, person_id, occasion_id)
    delete_row(book, occasions, {"occasion_id": occasion_id})


def _get(book: Book, table: Table, person_id: int, row_id: int) -> Row[Any]:
    key = next(column for column in table.primary_key if column.name != "owner_id")
    is_it = (table.c.person_id == person_id, key == row_id)
    row = book.execute(select(table).where(book.owns(table), *is_it)).one_or_none()
    if row is None:
        raise Missing(_NOT_THERE)
    return row


def told_of(row: Row[Any]) -> Told:
    """A fact in a row of the table, as the rule of what may be brought up looks at it."""
    return Told(
        kind=FactKind(row.kind),
        text=row.text,
        learned_on=row.learned_on,
        source=row.source,
        sensitive=row.sensitive,
    )

"""What came from outside of any file, as rows of the book that name where they came from; and taken back."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from keepwarm.domain.people import FactKind, Handle, Person
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.derived import forget_derived
from keepwarm.storage.handles import handle_row, handles_of
from keepwarm.storage.journal import (
    RECORDED,
    delete_row,
    from_json,
    has_keys,
    insert_row,
    insert_rows,
    key_columns,
    update_row,
)
from keepwarm.storage.people import person_row
from keepwarm.storage.schema import facts, handles, journal, people


def bring_person(book: Book, person: Person, found: Sequence[Handle], *, source: str) -> int:
    """Put somebody into the book; return their id."""
    person_id = new_id()
    insert_row(book, people, person_row(person_id, person, source=source, book=book))
    rows = [handle_row(book, person_id, one, place, source=source) for place, one in enumerate(found)]
    insert_rows(book, handles, rows)
    return person_id


def bring_handles(book: Book, person_id: int, found: Sequence[Handle], *, source: str) -> None:
    """Add those of the handles that somebody does not have yet, behind the others."""
    held = handles_of(book, person_id)
    known = {(one.kind, one.key) for one in held}
    place = max((one.position for one in held), default=-1)
    for handle in found:
        if (handle.kind.value, handle.key) not in known:
            known.add((handle.kind.value, handle.key))
            place += 1
            insert_row(book, handles, handle_row(book, person_id, handle, place, source=source))


def bring_fact(book: Book, person_id: int, text: str, *, on: date, source: str, sensitive: bool) -> None:
    """Keep why somebody wants to stay in touch."""
    row = {"fact_id": new_id(), "person_id": person_id, "kind": FactKind.REASON.value, "text": text}
    said = {"learned_on": on, "source": source, "added_at": book.now, "sensitive": sensitive}
    insert_row(book, facts, row | said)


def take_back_rows(book: Book, batch_id: int) -> bool:
    """Take back what a batch brought, as far as it stands as it came; what was changed since stays.

    Somebody whom it brought stays too; return whether they stand as they came.
    """
    entries = select(journal).where(book.owns(journal), journal.c.batch_id == batch_id)
    came = [_take_back(book, entry) for entry in book.rows(entries.order_by(journal.c.position.desc()))]
    return any(came)


def _take_back(book: Book, entry: Row[Any]) -> bool:
    table = RECORDED[entry.noun]
    key = dict(zip(key_columns(table), json.loads(entry.row_key), strict=True))
    left, before = from_json(table, entry.after), from_json(table, entry.before)
    is_it = has_keys(table, [tuple(key.values())])
    now = book.execute(select(table).where(book.owns(table), is_it)).mappings().one_or_none()
    if now is None or left is None:
        return False
    if before is None:
        if dict(now) == left and table is not people:
            delete_row(book, table, key)
        return dict(now) == left and table is people
    moved = {name: value for name, value in before.items() if value != left[name] == now[name]}
    if moved:
        update_row(book, table, key, moved)
    return False


def drop_if_bare(book: Book, person_id: int) -> bool:
    """Take somebody away of whom nothing is left but a name; False where there is more."""
    for column in _OF_PEOPLE:
        held = select(column).where(book.owns(column.table), column == person_id).limit(1)
        if book.execute(held).first() is not None:
            return False
    forget_derived(book, [person_id])
    delete_row(book, people, {"person_id": person_id})
    return True


_OF_PEOPLE = tuple(
    reference.columns.values()[-1]
    for table in RECORDED.values()
    for reference in table.foreign_key_constraints
    if reference.referred_table is people
)
"""The columns that name somebody."""

"""Two people in the book who are one: what belonged to the other becomes this person's."""

from typing import Any

from sqlalchemy import Table, select

from keepwarm.storage.book import Book
from keepwarm.storage.derived import forget_derived
from keepwarm.storage.journal import RECORDED, delete_row, insert_row, key_columns, update_row


def absorb(book: Book, other_id: int, person_id: int) -> None:
    """Move every row of one person to another and take the one away; recorded, and undone with its batch.

    Where both have a row of the same key (both took part in one interaction, both said something of one
    channel), that of the one who stays stands.
    """
    for table in RECORDED.values():
        if table.name != "people" and "person_id" in table.c:
            _move(book, table, other_id, person_id)
    forget_derived(book, [other_id])
    delete_row(book, RECORDED["people"], {"person_id": other_id})


def _move(book: Book, table: Table, other_id: int, person_id: int) -> None:
    theirs = select(table).where(book.owns(table), table.c.person_id == other_id)
    for row in map(dict, book.execute(theirs).mappings()):
        if "person_id" not in key_columns(table):
            update_row(book, table, row, {"person_id": person_id})
            continue
        delete_row(book, table, row)
        moved = row | {"person_id": person_id}
        if not _is_there(book, table, moved):
            insert_row(book, table, moved)


def _is_there(book: Book, table: Table, row: dict[str, Any]) -> bool:
    same = (table.c[name] == row[name] for name in key_columns(table))
    return book.execute(select(table.c.owner_id).where(book.owns(table), *same)).first() is not None

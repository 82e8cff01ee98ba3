"""The rows of a table that belong to some people, by person."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, Table, select

from keepwarm.storage.book import Book
from keepwarm.storage.journal import key_of
from keepwarm.storage.ties import chunks


def rows_by_person(book: Book, table: Table, person_ids: Collection[int]) -> dict[int, list[Row[Any]]]:
    """By person in the order of their keys, an empty list for whoever has none; a statement for each 500."""
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for chunk in chunks(person_ids):
        theirs = select(table).where(book.owns(table), table.c.person_id.in_(chunk))
        for row in book.rows(theirs):
            found[row.person_id].append(row)
    for rows in found.values():  # by the database, the order would cost a look at every row of the table
        rows.sort(key=lambda row: key_of(table, row._asdict()))
    return found

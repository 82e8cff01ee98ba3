"""What the owner chose the columns of a table to mean, remembered by the table's titles."""

import json
from collections.abc import Mapping

from sqlalchemy import select

from keepwarm.storage.book import Book
from keepwarm.storage.journal import insert_row, update_row
from keepwarm.storage.schema import column_choices


def read_column_choices(book: Book) -> dict[str, dict[str, str]]:
    """Every choice by the digest of the titles: what each column is taken for, by its key; one statement."""
    rows = book.rows(
        select(column_choices.c.titles_digest, column_choices.c.mapping).where(book.owns(column_choices))
    )
    return {digest: json.loads(mapping) for digest, mapping in rows}


def keep_column_choice(book: Book, digest: str, mapping: Mapping[str, str]) -> None:
    """Remember a choice, in place of the one that was made for the same titles."""
    written = json.dumps(mapping, ensure_ascii=False)
    if digest in read_column_choices(book):
        update_row(book, column_choices, {"titles_digest": digest}, {"mapping": written})
    else:
        insert_row(book, column_choices, {"titles_digest": digest, "mapping": written})

"""Filters that the owner keeps under a name."""

from dataclasses import dataclass

from sqlalchemy import select

from keepwarm.domain.errors import Missing
from keepwarm.storage.book import Book
from keepwarm.storage.journal import delete_row, insert_row, update_row
from keepwarm.storage.schema import saved_filters


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFilter:
    """A query in the language of `domain.filters`, and what the owner calls it."""

    name: str
    query: str


def read_filters(book: Book) -> tuple[SavedFilter, ...]:
    """Every saved filter by name; one statement."""
    found = select(saved_filters.c.name, saved_filters.c.query).where(book.owns(saved_filters))
    rows = book.rows(found.order_by(saved_filters.c.name))
    return tuple(SavedFilter(name=name, query=query) for name, query in rows)


def keep_filter(book: Book, name: str, query: str) -> None:
    """Keep a query under a name, in place of the one that was there."""
    if any(saved.name == name for saved in read_filters(book)):
        update_row(book, saved_filters, {"name": name}, {"query": query})
    else:
        insert_row(book, saved_filters, {"name": name, "query": query})


def forget_filter(book: Book, name: str) -> None:
    """Let it go. Raises Missing where there is none of this name."""
    if all(saved.name != name for saved in read_filters(book)):
        raise Missing(f"No filter is called {name!r}.")
    delete_row(book, saved_filters, {"name": name})

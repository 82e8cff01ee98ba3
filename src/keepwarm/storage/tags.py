"""The tags of people; the groups of address books are tags too."""

from collections.abc import Iterable

from sqlalchemy import select

from keepwarm.storage.book import Book
from keepwarm.storage.details import shortened_tag
from keepwarm.storage.journal import delete_row, insert_row
from keepwarm.storage.schema import tags


def tags_of(book: Book, person_id: int) -> tuple[str, ...]:
    """Somebody's tags, in the order of their letters."""
    found = select(tags.c.tag).where(book.owns(tags), tags.c.person_id == person_id)
    return tuple(sorted(book.connection.scalars(found)))


def all_tags(book: Book) -> tuple[str, ...]:
    """Every tag of the book, in the order of their letters."""
    return tuple(sorted(book.connection.scalars(select(tags.c.tag).where(book.owns(tags)).distinct())))


def set_tags(book: Book, person_id: int, wanted: Iterable[str], *, source: str) -> None:
    """Let these be somebody's tags from now on."""
    held = set(tags_of(book, person_id))
    fresh = {tag for one in wanted if (tag := shortened_tag(one))}
    for tag in sorted(held - fresh):
        delete_row(book, tags, {"person_id": person_id, "tag": tag})
    for tag in sorted(fresh - held):
        insert_row(book, tags, {"person_id": person_id, "tag": tag, "source": source, "added_at": book.now})

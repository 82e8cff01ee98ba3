"""What People searches: names, handles and organizations, folded by one function for both databases."""

from collections.abc import Collection

from sqlalchemy import delete, insert, select

from keepwarm.domain.text import folded
from keepwarm.storage.book import Book
from keepwarm.storage.journal import CHUNK
from keepwarm.storage.people import search_name
from keepwarm.storage.schema import handles, people, people_search


def index_people(book: Book, person_ids: Collection[int]) -> None:
    """Make the search rows of these people again; those who are no longer there have none."""
    everybody = sorted(person_ids)
    for start in range(0, len(everybody), CHUNK):
        chunk = everybody[start : start + CHUNK]
        book.execute(
            delete(people_search).where(book.owns(people_search), people_search.c.person_id.in_(chunk))
        )
        if rows := _search_rows(book, chunk):
            book.execute(insert(people_search), rows)


def _search_rows(book: Book, chunk: list[int]) -> list[dict[str, object]]:
    words: dict[int, list[str]] = {}
    named = select(people.c.person_id, people.c.name, people.c.organization, people.c.given, people.c.family)
    names: dict[int, str] = {}
    for row in book.execute(named.where(book.owns(people), people.c.person_id.in_(chunk))):
        names[row.person_id] = search_name(row.name)
        words[row.person_id] = [row.name, row.organization, row.given, row.family]
    held = select(handles.c.person_id, handles.c.value).where(
        book.owns(handles), handles.c.person_id.in_(chunk)
    )
    for person_id, value in book.execute(held):
        words[person_id].append(value)
    return [
        {
            "owner_id": book.owner.owner_id,
            "person_id": person_id,
            "name": names[person_id],
            "folded": f" {folded(' '.join(parts))}",
        }
        for person_id, parts in words.items()
    ]

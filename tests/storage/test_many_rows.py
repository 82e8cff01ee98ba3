"""Many rows at once are the rows that the slow way writes."""

from datetime import date

from sqlalchemy import insert, select, text

from keepwarm.domain.people import Person
from keepwarm.storage.book import Book, Library, new_id
from keepwarm.storage.many_rows import insert_many
from keepwarm.storage.people import person_row
from keepwarm.storage.schema import blobs, handles, people
from tests.books import NOW, begun


def rows_of(book: Book) -> list[dict[str, object]]:
    """Somebody with a day, a moment and texts that databases quote."""
    person = Person(name='O\'Hara; DROP "x" %s ? :y é😀', note="")
    row = person_row(new_id(), person, source="you", book=book) | {"spoken_asked_on": date(2026, 2, 28)}
    return [row | {"owner_id": book.owner.owner_id}]


def test_rows_are_written_as_by_the_slow_way(library: Library) -> None:
    with library.open(NOW, writing=True) as book:
        (row,) = rows_of(book)
        other = row | {"person_id": new_id()}
        insert_many(book.connection, people, [row])
        book.execute(insert(people), [other])
        handle = {"handle_id": new_id(), "person_id": row["person_id"], "position": 0, "kind": "email"}
        handle |= {
            "value": "a@b",
            "label": "",
            "service": "",
            "preferred": True,
            "postal": None,
            "key": "a@b",
        }
        handle |= {"key": "a@b", "source": "you", "added_at": NOW, "owner_id": book.owner.owner_id}
        insert_many(book.connection, handles, [handle])
        blob = {"owner_id": book.owner.owner_id, "digest": "d" * 64, "raw": b"\0\xff"}
        insert_many(book.connection, blobs, [blob])
        insert_many(book.connection, blobs, [])
        found = {one.person_id: one for one in book.rows(select(people).where(book.owns(people)))}
        assert found[row["person_id"]]._mapping == row
        assert found[other["person_id"]]._mapping == other
        assert [one._mapping for one in book.rows(select(handles).where(book.owns(handles)))] == [handle]
        assert [one._mapping for one in book.rows(select(blobs).where(book.owns(blobs)))] == [blob]


def test_postgresql_knows_how_many_rows_a_table_has_before_they_are_committed(postgres_url: str) -> None:
    known = text("SELECT reltuples FROM pg_class WHERE relname = 'people'")
    with begun(postgres_url) as library, library.open(NOW, writing=True) as book:
        (row,) = rows_of(book)
        insert_many(book.connection, people, [row])
        assert book.connection.scalar(known) == -1
        insert_many(book.connection, people, [row | {"person_id": number} for number in range(2_000)])
        assert book.connection.scalar(known) == 2_001

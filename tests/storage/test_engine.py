"""The way to a database, and plain words where it is barred."""

from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from keepwarm.domain.errors import Unavailable
from keepwarm.storage.book import Library
from keepwarm.storage.engine import is_url, make_engine, plain_words, wal_is_safe
from keepwarm.storage.schema import people
from keepwarm.usecases.hash_book import hash_book
from tests.books import NOW, added, begun, hash_of


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 9), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_write_ahead_logging_is_used_only_where_it_is_safe(version: tuple[int, ...], safe: bool) -> None:
    assert wal_is_safe(version) is safe


def test_every_connection_to_a_file_is_durable_and_checks_references(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book")) as library, library.transaction(writing=False) as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys")
        said = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert said == ["wal", 2, 1]


def test_a_reader_of_a_file_sees_one_moment_while_a_writer_writes(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book")) as library:
        with library.open(NOW) as book:
            before = hash_book(book)
            added(library, "Ada")
            assert hash_book(book) == before
        assert hash_of(library) != before


@pytest.mark.parametrize("location", ["mysql://me@here/book", "sqlite:///book"])
def test_a_database_that_cannot_hold_a_book_is_refused(location: str) -> None:
    with pytest.raises(Unavailable, match="cannot hold a book; name a file, or a postgresql:// URL"):
        make_engine(location)


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(Unavailable, match="no database URL"):
        make_engine("://")


def test_a_file_that_is_no_book_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "letter"
    path.write_bytes(b"Dear Ada, " * 1_000)
    path.chmod(0o600)
    with pytest.raises(Unavailable, match="letter is no book of Keepwarm"):
        added(Library(str(path)), "Ada")
    assert path.read_bytes() == b"Dear Ada, " * 1_000


def test_a_full_disk_is_said_in_a_sentence_and_changes_nothing(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book")) as library:
        added(library, "Ada")
        content = hash_of(library)
        with library.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        with pytest.raises(Unavailable, match=r"book is full; nothing was changed\. Free some space"):
            added(library, "Bob", f"https://example.org/{'b' * 100_000}")
        with library.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        assert hash_of(library) == content


def test_a_password_is_never_shown() -> None:
    location = "postgresql://me:secret@127.0.0.1:1/book"
    with pytest.raises(Unavailable, match="does not answer") as refused, plain_words(location):
        make_engine(location).connect()
    assert "secret" not in str(refused.value)
    assert is_url(location)


def test_what_is_no_owners_to_mend_is_not_dressed_up(library: Library) -> None:
    with pytest.raises(DBAPIError, match="nowhere"), library.transaction(writing=False) as connection:
        connection.execute(text("SELECT 1 FROM nowhere"))


def test_a_hint_of_an_index_reaches_the_file(tmp_path: Path) -> None:
    engine = make_engine(str(tmp_path / "book.keepwarm"))
    hinted = select(people.c.name).with_hint(people, "INDEXED BY people_by_name", "sqlite")
    assert "FROM people INDEXED BY people_by_name" in str(hinted.compile(engine))
    engine.dispose()

"""From one version to the next: a copy first, then one step after another, whole or not at all."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
import sqlalchemy as sa
from alembic.operations import Operations

from keepwarm.domain.errors import Unavailable
from keepwarm.storage import migrations
from keepwarm.storage import upgrade as upgrading
from keepwarm.storage.book import Library
from keepwarm.storage.engine import is_url
from keepwarm.storage.migrations import LATEST, read_version
from keepwarm.storage.pages.people import people_page
from keepwarm.storage.schema import FULL_TEXT, metadata
from keepwarm.storage.upgrade import upgrade
from keepwarm.usecases.begin_book import BeginBook, begin_book, make_private_file
from tests.books import NOW, added, begun, hash_of
from tests.searching import indexed

Step = Callable[[Operations], None]


@pytest.fixture
def next_step(monkeypatch: pytest.MonkeyPatch) -> Callable[[Step], None]:
    """Adds one more step after those that there are, as the next release would."""

    def add(step: Step) -> None:
        module = ModuleType("keepwarm.storage.migrations.m9999_the_next")
        module.upgrade = step
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setattr(migrations, "_NAMES", [*migrations._NAMES, "m9999_the_next"])
        for place in (migrations, upgrading):
            monkeypatch.setattr(place, "LATEST", LATEST + 1)

    return add


def version_of(library: Library) -> int:
    with library.transaction(writing=False) as connection:
        return read_version(connection)


def mark(library: Library, version: int) -> None:
    with library.transaction(writing=True) as connection:
        connection.exec_driver_sql(f"UPDATE schema_version SET version = {version}")


def add_a_column(operations: Operations) -> None:
    operations.add_column("people", sa.Column("shoe_size", sa.Text(), nullable=True))


def fail_half_way(operations: Operations) -> None:
    add_a_column(operations)
    operations.execute(
        "UPDATE people SET name = 'Nobody' WHERE owner_id <> 0 AND owner_id IN (SELECT owner_id FROM owners)"
    )
    raise ZeroDivisionError


def test_an_empty_database_comes_to_the_latest_version(book_url: str) -> None:
    if not is_url(book_url):
        make_private_file(Path(book_url))
    library = Library(book_url)
    assert version_of(library) == 0
    assert upgrade(library) is None
    assert version_of(library) == LATEST
    with library.transaction(writing=False) as connection:
        made = set(sa.inspect(connection).get_table_names())
        assert {name for name in made if not name.startswith(FULL_TEXT)} == set(metadata.tables)
    library.close()


def test_a_book_of_this_version_is_left_as_it_is(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book")) as library:
        added(library, "Ada")
        assert upgrade(library) is None
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_an_older_book_asks_for_the_upgrade_and_keeps_its_content(
    book_url: str, next_step: Callable[[Step], None]
) -> None:
    with begun(book_url) as library:
        added(library, "Ada")
        content = hash_of(library)
    next_step(add_a_column)
    later = Library(book_url)
    with pytest.raises(Unavailable, match=r"older version .*keepwarm doctor --upgrade"), later.open(NOW):
        raise AssertionError("opened")
    upgrade(later)
    assert version_of(later) == LATEST + 1
    assert hash_of(later) == content
    later.close()


def test_after_the_last_step_everybody_is_found_as_if_they_had_just_come(
    book_url: str, next_step: Callable[[Step], None]
) -> None:
    with begun(book_url) as library:
        added(library, "Ada", "ada@example.org")
        with library.open(NOW) as book:
            before = indexed(book)
    next_step(
        lambda operations: operations.execute(
            "UPDATE people_search SET name = '', digest = 0"
            " WHERE owner_id <> 0 AND owner_id IN (SELECT owner_id FROM owners)"
        )
    )
    later = Library(book_url)
    upgrade(later)
    with later.open(NOW) as book:
        assert people_page(book, "ada@exa").found == 1
        assert indexed(book) == before
    later.close()


def test_before_a_step_the_file_is_copied_for_this_user_alone(
    tmp_path: Path, next_step: Callable[[Step], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with begun(str(tmp_path / "book")) as library:
        added(library, "Ada")
        content = hash_of(library)
        with monkeypatch.context():
            next_step(add_a_column)
            copy = upgrade(library)
        assert copy is not None
    monkeypatch.undo()
    assert (copy.parent, copy.stat().st_mode & 0o777) == (tmp_path, 0o600)
    older = Library(str(copy))
    assert version_of(older) == LATEST
    assert hash_of(older) == content
    older.close()


def test_a_step_that_fails_leaves_the_file_byte_for_byte(
    tmp_path: Path, next_step: Callable[[Step], None]
) -> None:
    path = tmp_path / "book"
    with begun(str(path)) as library:
        added(library, "Ada")
    before = path.read_bytes()
    next_step(fail_half_way)
    later = Library(str(path))
    with pytest.raises(ZeroDivisionError):
        upgrade(later)
    later.close()
    assert path.read_bytes() == before


def test_a_step_that_fails_leaves_no_trace_in_either_database(
    book_url: str, next_step: Callable[[Step], None]
) -> None:
    with begun(book_url) as library:
        added(library, "Ada")
        content = hash_of(library)
        next_step(fail_half_way)
        with pytest.raises(ZeroDivisionError):
            upgrade(library)
        assert version_of(library) == LATEST
        assert hash_of(library) == content
        with library.transaction(writing=False) as connection:
            columns = [column["name"] for column in sa.inspect(connection).get_columns("people")]
        assert "shoe_size" not in columns


def test_a_step_that_leaves_rows_pointing_nowhere_is_taken_back(
    tmp_path: Path, next_step: Callable[[Step], None]
) -> None:
    with begun(str(tmp_path / "book")) as library:
        added(library, "Ada", "ada@example.org")
        content = hash_of(library)
        next_step(
            lambda operations: operations.execute(
                "DELETE FROM people WHERE owner_id IN (SELECT owner_id FROM owners)"
            )
        )
        with pytest.raises(AssertionError, match="point nowhere"):
            upgrade(library)
        assert hash_of(library) == content
        with library.transaction(writing=False) as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_newer_book_is_left_alone_with_one_sentence(book_url: str) -> None:
    with begun(book_url) as library:
        added(library, "Ada")
        mark(library, LATEST + 1)
    again = Library(book_url)
    for attempt in (
        lambda: upgrade(again),
        lambda: begin_book(again, BeginBook(name="Me"), NOW),
        lambda: added(again, "Bob"),
    ):
        with pytest.raises(Unavailable, match=r"written by a newer Keepwarm .* update it"):
            attempt()
    assert version_of(again) == LATEST + 1
    again.close()
    if not is_url(book_url):
        assert [path.name for path in Path(book_url).parent.iterdir()] == ["book.keepwarm"]

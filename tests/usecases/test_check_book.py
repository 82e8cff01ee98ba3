"""Is the book well?"""

from contextlib import closing
from pathlib import Path

from keepwarm.storage.book import Library
from keepwarm.storage.schema import tie_states
from keepwarm.usecases.check_book import check_book, upgrade_book
from tests.books import NOW, added, begun


def test_a_book_that_is_well_is_said_to_be(library: Library) -> None:
    added(library, "Ada")
    findings = check_book(library, NOW)
    assert {finding.well for finding in findings} == {True}
    assert {finding.what for finding in findings} >= {"the file's pages", "references", "tie states"}
    assert upgrade_book(library) is None


def test_people_without_a_state_are_counted(library: Library) -> None:
    added(library, "Ada")
    with library.open(NOW, writing=True) as book:
        book.execute(tie_states.delete().where(book.owns(tie_states)))
    (unwell,) = [finding for finding in check_book(library, NOW) if not finding.well]
    assert (unwell.what, unwell.detail) == ("tie states", "1 people without one; 'keepwarm today' mends it")


def test_rows_that_point_nowhere_are_found(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book")) as library:
        added(library, "Ada", "ada@example.org")
        with closing(library.engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA foreign_keys=OFF")
            connection.cursor().execute("DELETE FROM people")
            connection.invalidate()
        unwell = [finding.what for finding in check_book(library, NOW) if not finding.well]
        assert unwell == ["references"]

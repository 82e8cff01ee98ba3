"""Choices of columns: kept by the titles of their table, recorded, and taken back."""

from keepwarm.storage.book import Library
from keepwarm.storage.column_choices import keep_column_choice, read_column_choices
from keepwarm.storage.journal import begin_batch
from keepwarm.usecases.undo import undo
from tests.books import NOW

ONE, OTHER = {"Name": "name", "2": "phone"}, {"Name": "nickname", "2": "keep"}


def keep(library: Library, digest: str, mapping: dict[str, str]) -> bool:
    """Whether anything was written."""
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "import", "friends.csv")
        keep_column_choice(book, digest, mapping)
        return book.batch is None


def kept(library: Library) -> dict[str, dict[str, str]]:
    with library.open(NOW) as book:
        return read_column_choices(book)


def test_a_choice_is_kept_by_its_titles_and_the_later_one_stands(library: Library) -> None:
    keep(library, "a" * 64, ONE)
    keep(library, "b" * 64, ONE)
    keep(library, "a" * 64, OTHER)

    assert kept(library) == {"a" * 64: OTHER, "b" * 64: ONE}


def test_the_same_choice_again_changes_nothing(library: Library) -> None:
    assert keep(library, "a" * 64, ONE)
    assert not keep(library, "a" * 64, ONE)


def test_undo_brings_the_choice_before_back(library: Library) -> None:
    keep(library, "a" * 64, ONE)
    keep(library, "a" * 64, OTHER)

    with library.open(NOW, writing=True) as book:
        undo(book)
    assert kept(library) == {"a" * 64: ONE}
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert kept(library) == {}

"""Filters are kept under a name, replaced, let go and undone."""

import pytest

from keepwarm.domain.errors import Invalid, Missing
from keepwarm.storage.saved_filters import SavedFilter, read_filters
from keepwarm.usecases.save_filter import SaveFilter, drop_filter, save_filter
from keepwarm.usecases.undo import undo
from tests.books import NOW, begun


def test_a_filter_is_kept_replaced_and_let_go_and_each_can_be_undone(book_url: str) -> None:
    with begun(book_url) as library:
        for query in ("stage:connection", "stage:ally   ada"):
            with library.open(NOW, writing=True) as book:
                save_filter(book, SaveFilter(name=" old  friends ", query=query))
        with library.open(NOW, writing=True) as book:
            assert read_filters(book) == (SavedFilter(name="old friends", query="ada stage:ally"),)
            drop_filter(book, "old friends")
            assert read_filters(book) == ()
            undo(book)
            assert read_filters(book) == (SavedFilter(name="old friends", query="ada stage:ally"),)
            undo(book)
            assert read_filters(book) == (SavedFilter(name="old friends", query="stage:connection"),)


@pytest.mark.parametrize(
    ("name", "query"), [("", "ada"), ("x" * 61, "ada"), ("mine", "  "), ("mine", "stage:warm")]
)
def test_a_filter_without_a_name_or_a_meaning_is_refused(book_url: str, name: str, query: str) -> None:
    with begun(book_url) as library, library.open(NOW, writing=True) as book:
        with pytest.raises(Invalid):
            save_filter(book, SaveFilter(name=name, query=query))
        with pytest.raises(Missing):
            drop_filter(book, "mine")

"""Who may be one with whom: kept, found again, moved, and forgotten with the people."""

from datetime import date

import pytest

from keepwarm.domain.ids import pair_of
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Book, Library
from keepwarm.storage.derived import forget_derived
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.likenesses import (
    count_unsure,
    find_likeness,
    forget_likeness,
    is_apart,
    keep_likeness,
    move_likenesses,
    pairs_apart,
    reasons_of,
    set_apart,
    unsure_pairs,
)
from tests.books import NOW, added

REASONS = (
    Reason.of("same_email", handle="ada@example.org"),
    Reason.of("birthday", on=date(2026, 12, 10)),
    Reason.of("shared_by_many", handle="ünï@example.org", count=4),
)


@pytest.fixture
def three(library: Library) -> tuple[int, int, int]:
    return added(library, "Una"), added(library, "Vito"), added(library, "Wim")


def scores(book: Book) -> dict[tuple[int, int], float]:
    return {(row.person_id, row.other_id): row.score for row in unsure_pairs(book)}


def test_a_likeness_is_kept_once_from_whichever_side_with_its_reasons(
    library: Library, three: tuple[int, int, int]
) -> None:
    una, vito, wim = three
    with library.open(NOW, writing=True) as book:
        keep_likeness(book, una, vito, 0.4, ())
        keep_likeness(book, vito, una, 0.7, REASONS)
    with library.open(NOW) as book:
        row = find_likeness(book, una, vito)
        assert row is not None
        assert (row.score, reasons_of(row.reasons)) == (0.7, REASONS)
        assert find_likeness(book, una, wim) is None
        assert count_unsure(book) == 1


def test_the_likeliest_come_first_and_may_be_left_out(library: Library, three: tuple[int, int, int]) -> None:
    una, vito, wim = three
    with library.open(NOW, writing=True) as book:
        for pair, score in (((una, vito), 0.4), ((vito, wim), 0.9), ((una, wim), 0.6)):
            keep_likeness(book, *pair, score, ())
        assert [row.score for row in unsure_pairs(book)] == [0.9, 0.6, 0.4]
        assert [row.score for row in unsure_pairs(book, 1, 1)] == [0.6]
        forget_likeness(book, wim, una)
        assert scores(book) == {pair_of(vito, wim): 0.9, pair_of(una, vito): 0.4}
        forget_derived(book, [vito])
        assert scores(book) == {}


def test_who_was_told_apart_is_known_from_either_side(library: Library, three: tuple[int, int, int]) -> None:
    una, vito, wim = three
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "apart", "Una and Vito")
        set_apart(book, vito, una, on=book.today)
    with library.open(NOW) as book:
        assert is_apart(book, una, vito)
        assert is_apart(book, vito, una)
        assert not is_apart(book, una, wim)
        assert pairs_apart(book) == {pair_of(una, vito)}


@pytest.mark.parametrize("apart", [None, "other", "person"])
def test_what_is_thought_of_one_who_goes_is_thought_of_the_one_who_stays_unless_they_are_two(
    library: Library, three: tuple[int, int, int], apart: str | None
) -> None:
    una, vito, wim = three
    with library.open(NOW, writing=True) as book:
        keep_likeness(book, una, vito, 0.9, ())
        keep_likeness(book, vito if apart != "other" else una, wim, 0.5, ())
        begin_batch(book, "apart", "")
        if apart is not None:
            set_apart(book, vito if apart == "other" else una, wim, on=book.today)
        move_likenesses(book, vito, una)
        forget_derived(book, [vito])
        assert scores(book) == ({pair_of(una, wim): 0.5} if apart is None else {})

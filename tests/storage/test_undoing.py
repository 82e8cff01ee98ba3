"""Undo: a batch as a whole, unless something that came later stands on it."""

from pathlib import Path

import pytest

from keepwarm.domain.errors import Conflict, Missing
from keepwarm.domain.people import Standing
from keepwarm.storage.book import Library
from keepwarm.storage.pages.journal import journal_page
from keepwarm.storage.pages.people import people_page
from keepwarm.storage.undoing import Undone
from keepwarm.usecases.tend_person import set_standing
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, address_book, card, days_ago, hash_of, mail, mailbox, taken_in, talked


def taken_back(library: Library, batch_id: int | None = None) -> Undone:
    with library.open(NOW, writing=True) as book:
        return undo(book, batch_id)


def batch_ids(library: Library) -> list[int]:
    with library.open(NOW) as book:
        return [line.batch_id for line in journal_page(book)]


def test_undoing_an_import_gives_the_book_of_before_and_undoing_that_gives_it_back(
    library: Library, tmp_path: Path
) -> None:
    added(library, "Ada", "ada@example.org")
    before = hash_of(library)
    cards = address_book(tmp_path, card("Ada", "EMAIL:ada@example.org", "TEL:112233"), card("Bob"))
    letters = mailbox(tmp_path, mail("Cem <cem@example.org>", "me@example.org", days_ago(3)))
    taken_in(library, cards, letters)
    after = hash_of(library)
    assert taken_back(library).what == "import"
    assert hash_of(library) == before
    taken_back(library, batch_ids(library)[0])
    assert hash_of(library) == after
    taken_back(library)
    assert hash_of(library) == before


def test_without_an_id_the_last_that_stands_is_taken_back(library: Library) -> None:
    ada = added(library, "Ada")
    talked(library, ada, days_ago(2))
    talked(library, ada, days_ago(1))
    said = [taken_back(library).what for _ in range(3)]
    assert said == ["log", "log", "add"]
    taken_back(library)  # the owner's own addresses
    with pytest.raises(Missing, match="There is nothing to undo"):
        taken_back(library)


def test_what_later_changes_stand_on_is_kept_and_the_first_in_the_way_is_named(library: Library) -> None:
    ada = added(library, "Ada")
    (adding, *_) = batch_ids(library)
    talked(library, ada, days_ago(1))
    content = hash_of(library)
    with pytest.raises(Conflict, match=r"log Ada\. Undo that first"):
        taken_back(library, adding)
    assert hash_of(library) == content
    assert len(batch_ids(library)) == 3


def test_a_row_that_was_changed_since_is_in_the_way_until_that_is_undone(library: Library) -> None:
    ada = added(library, "Ada")
    for standing in (Standing.LEAVE_BE, Standing.DIED):
        with library.open(NOW, writing=True) as book:
            set_standing(book, ada, standing)
    last, first, *_ = batch_ids(library)
    with pytest.raises(Conflict, match="standing Ada"):
        taken_back(library, first)
    taken_back(library, last)
    taken_back(library, first)
    with library.open(NOW) as book:
        assert people_page(book).people[0].standing is Standing.ORDINARY


def test_what_was_undone_is_not_undone_twice(library: Library) -> None:
    added(library, "Ada")
    (adding, *_) = batch_ids(library)
    taken_back(library, adding)
    with pytest.raises(Conflict, match="undone before"):
        taken_back(library, adding)
    with pytest.raises(Missing, match="No change has this id"):
        taken_back(library, 12)


def test_however_often_an_undoing_is_undone_the_journal_says_what_stands(library: Library) -> None:
    added(library, "Ada")
    adding = batch_ids(library)[0]
    for times in range(1, 6):
        taken_back(library, batch_ids(library)[0])
        with library.open(NOW) as book:
            there = people_page(book).found
            stands = [line.batch_id for line in journal_page(book) if not line.undone]
        assert there == (times + 1) % 2
        assert (adding in stands) is bool(there)


def test_people_who_are_gone_are_not_found_and_those_who_come_back_are(library: Library) -> None:
    added(library, "Ada")
    taken_back(library)
    with library.open(NOW) as book:
        assert people_page(book, "ada").found == 0
    taken_back(library, batch_ids(library)[0])
    with library.open(NOW) as book:
        assert [line.name for line in people_page(book, "ada").people] == ["Ada"]

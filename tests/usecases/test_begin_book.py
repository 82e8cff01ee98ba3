"""Beginning a book, and telling it more about its owner."""

from pathlib import Path

import pytest

from keepwarm.domain.errors import Invalid, Unavailable
from keepwarm.storage.book import Library
from keepwarm.storage.pages.journal import journal_page
from keepwarm.usecases.begin_book import BeginBook, begin_book
from tests.books import NOW, OWN, begun


def test_a_second_beginning_adds_addresses_and_keeps_the_owner(library: Library) -> None:
    more = BeginBook(name="Somebody Else", addresses=(" ME@work.example ", OWN), time_zone="Asia/Tokyo")
    assert not begin_book(library, more, NOW)
    assert not begin_book(library, more, NOW)
    with library.open(NOW) as book:
        assert (book.owner.name, book.owner.time_zone) == ("Me", "UTC")
        assert book.owner.addresses == (OWN, "me@work.example")
        assert [(line.what, line.about) for line in journal_page(book)] == [
            ("own addresses", "me@work.example"),
            ("own addresses", OWN),
        ]


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (BeginBook(name=" "), "A book needs its owner's name"),
        (BeginBook(name="Me", addresses=("me",)), "'me' is no e-mail address"),
        (BeginBook(name="Me", addresses=("@",)), "'@' is no e-mail address"),
        (BeginBook(name="Me", addresses=("a b@c",)), "'a b@c' is no e-mail address"),
        (BeginBook(name="Me", time_zone="Mars/Olympus"), "'Mars/Olympus' is no time zone"),
        (BeginBook(name="Me", time_zone="../etc/passwd"), "is no time zone"),
    ],
)
def test_an_owner_that_cannot_be_is_refused_and_no_book_is_left(
    tmp_path: Path, command: BeginBook, sentence: str
) -> None:
    library = Library(str(tmp_path / "book"))
    with pytest.raises(Invalid, match=sentence):
        begin_book(library, command, NOW)
    library.close()
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_made_is_said_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable, match=r"cannot be made: .* Name another place with --book"):
        begin_book(Library(str(tmp_path / "file" / "book")), BeginBook(name="Me"), NOW)


def test_a_book_begins_with_no_addresses_and_an_empty_journal(book_url: str) -> None:
    with begun(book_url, addresses=()) as library, library.open(NOW) as book:
        assert book.owner.addresses == ()
        assert journal_page(book) == ()

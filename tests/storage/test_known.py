"""Everybody in the book, as an import meets them."""

from math import ceil
from pathlib import Path

import pytest

from keepwarm.domain.matching import digest_of
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.storage.book import Library
from keepwarm.storage.cards import cards_of
from keepwarm.storage.known import journal_position, load_known, load_likenesses
from tests.books import NOW, added, address_book, card, days_ago, mail, mailbox, taken_in
from tests.statements import counted


def test_the_index_holds_what_an_import_can_recognise_people_by(library: Library, tmp_path: Path) -> None:
    ada = added(library, "Ada", "Ada@example.org")
    taken_in(
        library,
        address_book(tmp_path, card("Bob", "UID:u-1", "TEL:+44 20 1")),
        mailbox(tmp_path, mail("Cem <cem@example.org>", "me@example.org", days_ago(1), message_id="x")),
    )
    with library.open(NOW) as book:
        known = load_known(book)
    assert known.name_of(ada) == "Ada"
    assert known.find_holder(Handle(kind=HandleKind.EMAIL, value="ADA@EXAMPLE.ORG")) == ada
    bob = known.find_holder(Handle(kind=HandleKind.PHONE, value="+44-20-1"))
    assert known.find_uid("u-1") == bob
    with library.open(NOW) as book:
        assert [known.find_bytes(digest_of(kept.raw)) for kept in cards_of(book, [bob])] == [bob]
    assert {known.name_of(person_id) for person_id in known.from_history} == {"Cem"}
    assert known.interaction_keys == {"mail:<x@test>"}


@pytest.mark.parametrize("people", [1, 3, 4, 9])
def test_people_are_read_in_pieces_so_that_memory_holds_a_few_at_a_time(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, people: int
) -> None:
    names = [f"Person {number}" for number in range(people)]
    taken_in(library, address_book(tmp_path, *(card(name, f"UID:{name}", "TEL:1") for name in names)))
    monkeypatch.setattr("keepwarm.storage.known.CHUNK", 3)
    with counted(library.engine) as statements, library.open(NOW) as book:
        known = load_known(book)
        as_read = load_likenesses(book)
    read_apart, of_all, of_each_piece = 2, 4 + 1, 2 * 4
    assert len(statements) == read_apart + of_all + of_each_piece * ceil(people / 3)
    assert [one.names for one in known.people.values()] == [(name,) for name in names]
    assert list(as_read.items()) == list(known.people.items())


def test_of_two_with_one_address_the_one_whose_card_came_first_holds_it(
    library: Library, tmp_path: Path
) -> None:
    shared = [card(f"Person {number}", "EMAIL:home@example.org") for number in range(6)]
    taken_in(library, address_book(tmp_path, *shared))
    with library.open(NOW) as book:
        known = load_known(book)
    holder = known.find_holder(Handle(kind=HandleKind.EMAIL, value="home@example.org"))
    assert holder is not None
    assert known.name_of(holder) == "Person 0"
    assert [one.names for one in known.people.values()] == [(f"Person {number}",) for number in range(6)]


def test_the_position_moves_with_every_change_and_with_nothing_else(library: Library) -> None:
    def position() -> int:
        with library.open(NOW) as book:
            return journal_position(book)

    before = position()
    assert position() == before
    added(library, "Ada")
    assert position() > before

"""Everybody in the book, as an import meets them."""

from pathlib import Path

from keepwarm.domain.matching import digest_of
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.storage.book import Library
from keepwarm.storage.cards import cards_of
from keepwarm.storage.known import journal_position, load_known
from tests.books import NOW, added, address_book, card, days_ago, mail, mailbox, taken_in
from tests.statements import counted


def test_the_index_holds_what_an_import_can_recognise_people_by(library: Library, tmp_path: Path) -> None:
    ada = added(library, "Ada", "Ada@example.org")
    taken_in(
        library,
        address_book(tmp_path, card("Bob", "UID:u-1", "TEL:+44 20 1")),
        mailbox(tmp_path, mail("Cem <cem@example.org>", "me@example.org", days_ago(1), message_id="x")),
    )
    with counted(library.engine) as statements, library.open(NOW) as book:
        known = load_known(book)
    assert len(statements) - 2 == 6
    assert known.name_of(ada) == "Ada"
    assert known.find_holder(Handle(kind=HandleKind.EMAIL, value="ADA@EXAMPLE.ORG")) == ada
    bob = known.find_holder(Handle(kind=HandleKind.PHONE, value="+44-20-1"))
    assert known.find_uid("u-1") == bob
    with library.open(NOW) as book:
        assert [known.find_bytes(digest_of(kept.raw)) for kept in cards_of(book, [bob])] == [bob]
    assert {known.name_of(person_id) for person_id in known.from_history} == {"Cem"}
    assert known.interaction_keys == {"mail:<x@test>"}


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

"""A person as a page shows them: numbers, addresses, work over time, and where each datum is from."""

from pathlib import Path

import pytest

from keepwarm.domain.channels import Channel
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.domain.postal import Postal
from keepwarm.storage.book import Library
from keepwarm.usecases.begin_book import BeginBook, begin_book
from keepwarm.usecases.edit_person import EditPerson, edit_person
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.show_person import ShownPerson, home_of, initials, show_person
from tests.books import NOW, added, address_book, card, mail, mailbox, taken_in


def shown_of(library: Library, words: str = "Ada") -> ShownPerson:
    with library.open(NOW) as book:
        return show_person(book, find_person(book, words).person_id)


@pytest.mark.parametrize(
    ("zone", "country", "home"),
    [
        ("Europe/Berlin", "", "DE"),
        ("Europe/Berlin", "at", "AT"),
        ("Europe/Berlin", "Schweiz", "CH"),
        ("UTC", "", ""),
    ],
)
def test_the_owner_s_country_is_what_they_said_else_that_of_the_time_zone(
    tmp_path: Path, zone: str, country: str, home: str
) -> None:
    library = Library(str(tmp_path / "book"))
    begin_book(library, BeginBook(name="Me", time_zone=zone, country=country), NOW)
    with library.open(NOW) as book:
        assert home_of(book) == home
    library.close()


def test_numbers_are_shown_as_at_home_and_dialled_in_full(tmp_path: Path) -> None:
    library = Library(str(tmp_path / "book"))
    begin_book(library, BeginBook(name="Me", time_zone="Europe/Berlin"), NOW)
    added(library, "Ada", "+49 30 1234567", "+1 212 555 1234", "030 7654321")
    ways = shown_of(library).ways
    assert [way.lines for way in ways] == [("030 1234567",), ("+1 212-555-1234",), ("030 7654321",)]
    assert [way.links[Channel.CALL] for way in ways] == [
        "tel:+49301234567",
        "tel:+12125551234",
        "tel:+49307654321",
    ]
    assert [way.handle.value for way in ways] == ["+49 30 1234567", "+1 212 555 1234", "030 7654321"]
    library.close()


def test_addresses_are_laid_out_as_their_country_writes_them(library: Library) -> None:
    ada = added(library, "Ada")
    london = Postal(street="12 St James's Square", locality="London", code="SW1Y 4JH", country="UK")
    berlin = Postal(street="Unter den Linden 1", locality="Berlin", code="10117", country="Germany")
    with library.open(NOW, writing=True) as book:
        added_now = tuple(
            Handle(kind=HandleKind.ADDRESS, value=f"{one.street}, {one.locality}", postal=one)
            for one in (london, berlin)
        )
        free = Handle(kind=HandleKind.ADDRESS, value="Under the bridge\nBy the river")
        edit_person(book, EditPerson(person_id=ada, added=(*added_now, free)))
    assert [way.lines for way in shown_of(library).ways] == [
        ("12 St James's Square", "London", "SW1Y 4JH", "UK"),
        ("Unter den Linden 1", "10117 Berlin", "Germany"),
        ("Under the bridge", "By the river"),
    ]


@pytest.mark.parametrize(
    ("person", "letters"),
    [
        (Person(name="Ada Lovelace"), "AL"),
        (Person(name="ada"), "A"),
        (Person(name="Ludwig van der Berg", family="van der Berg"), "LB"),
        (Person(name="José Ortega y Gasset Jr.", family="Ortega y Gasset"), "JG"),
        (Person(name="山田太郎", family="山田"), "山"),
        (Person(name="(no) 3 Ada"), "A"),
        (Person(name="123"), "1"),
        (Person(name=""), "?"),
        (Person(name="  "), "?"),
    ],
)
def test_one_or_two_letters_stand_for_somebody(person: Person, letters: str) -> None:
    assert initials(person) == letters


def test_work_before_is_told_from_work_beside(library: Library, tmp_path: Path) -> None:
    uid = "UID:one@cards"
    taken_in(library, address_book(tmp_path, card("Ada", uid, "ORG:Acme", "TITLE:Clerk")))
    beside = ("item1.ORG:Choir", "item1.TITLE:Alto")
    taken_in(
        library, address_book(tmp_path, card("Ada", uid, "ORG:Beta", "TITLE:Head", *beside), name="b.vcf")
    )
    shown = shown_of(library)
    assert [(one.role.title, one.role.organization) for one in shown.former] == [("Clerk", "Acme")]
    assert [(one.role.title, one.role.organization) for one in shown.beside] == [("Alto", "Choir")]


def test_each_datum_says_where_it_comes_from(library: Library, tmp_path: Path) -> None:
    lines = ("ORG:Acme", "EMAIL:ada@example.org", "CATEGORIES:Friends", "RELATED;TYPE=spouse:William")
    taken_in(library, address_book(tmp_path, card("Ada", *lines)))
    ada = shown_of(library).page.person_id
    with library.open(NOW, writing=True) as book:
        edit_person(book, EditPerson(person_id=ada, fields={"organization": "Beta"}))
    traced = {(one.what, one.value): one.source for one in shown_of(library).traces}
    assert traced[("name", "Ada")] == "contacts.vcf"
    assert traced[("organization", "Beta")] == "you"
    assert traced[("other organization", "Acme")] == "contacts.vcf"
    assert traced[("handle", "ada@example.org")] == "contacts.vcf"
    assert traced[("tag", "Friends")] == "contacts.vcf"
    assert traced[("card", "")] == "contacts.vcf"
    assert {one.on for one in shown_of(library).traces} == {NOW.date()}


def test_who_is_known_from_a_mailbox_says_so(library: Library, tmp_path: Path) -> None:
    taken_in(library, mailbox(tmp_path, mail("Ada <ada@example.org>", "me@example.org", NOW)))
    sources = {one.source for one in shown_of(library).traces}
    assert sources == {"history: inbox.mbox"}

"""Finding the one who was named, and keeping what they said."""

import pytest
from sqlalchemy import select

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Ambiguous, Missing
from keepwarm.domain.ids import public_id
from keepwarm.domain.people import KnownBy, Person, Preference
from keepwarm.storage.book import Library, new_id
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.people import matching_ids, named_person, set_preference
from keepwarm.storage.schema import preferences
from keepwarm.usecases.tend_person import AddPerson, add_people
from tests.books import NOW, added


def test_a_name_a_part_of_one_or_an_address_names_somebody(library: Library) -> None:
    ada = added(library, "Ada Lovelace", "ada@example.org", "+44 (20) 79460")
    added(library, "Charles Babbage", "charles@example.org")
    names = ("Ada Lovelace", "ada lovelace", "ADA", "love", "lov ada")
    addresses = ("ada@example.org", "ADA@example.org", "+44 20 79-460", public_id(ada))
    with library.open(NOW) as book:
        assert {named_person(book, words).person_id for words in (*names, *addresses)} == {ada}


def test_a_whole_name_goes_before_a_part_of_another(library: Library) -> None:
    ann = added(library, "Ann")
    added(library, "Ann Marie")
    with library.open(NOW) as book:
        assert named_person(book, "ann").person_id == ann


def test_words_that_fit_several_name_them_and_the_way_out(library: Library) -> None:
    with library.open(NOW, writing=True) as book:
        works = Person(name="Ann Lee", organization="Acme")
        add_people(book, (AddPerson(person=works), AddPerson(person=Person(name="Ann Poe"))))
    with (
        library.open(NOW) as book,
        pytest.raises(Ambiguous, match=r"fits 2 people .*Ann Lee of Acme.*write more"),
    ):
        named_person(book, "ann")


def test_words_that_name_nobody_say_where_to_look(library: Library) -> None:
    added(library, "Ada")
    with library.open(NOW) as book:
        for words in ("Zoe", "ada@elsewhere.org", "112233"):
            with pytest.raises(Missing, match=r"is called .*; choose from People, or add them first\.$"):
                named_person(book, words)


def test_an_id_of_nobody_is_missing(library: Library) -> None:
    with library.open(NOW) as book, pytest.raises(Missing, match="Nobody in your book has this id"):
        named_person(book, public_id(new_id()))


def test_what_somebody_says_of_a_channel_takes_the_place_of_what_they_said_before(library: Library) -> None:
    ada = added(library, "Ada")
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "log", "Ada")
        set_preference(book, ada, Preference(channel=Channel.CALL, rank=1, said_on=book.today))
        set_preference(book, ada, Preference(channel=Channel.TEXT, rank=2))
        set_preference(book, ada, Preference(channel=Channel.CALL, never=True, said_on=book.today))
        rows = book.rows(select(preferences).where(book.owns(preferences)).order_by(preferences.c.channel))
    assert [(row.channel, row.never, row.known_by) for row in rows] == [
        ("call", True, KnownBy.TOLD),
        ("text", False, KnownBy.TOLD),
    ]


def test_a_name_of_the_longest_length_and_an_address_of_any_can_be_kept_and_found(library: Library) -> None:
    name, address = letters(600), f"https://example.org/{letters(40_000)}"
    person = added(library, name, address)
    added(library, "Ada")
    with library.open(NOW) as book:
        assert named_person(book, name).person_id == person
        assert named_person(book, address).person_id == person
        assert book.rows(matching_ids(book, address[:500])) == [(person,)]


def test_words_longer_than_any_name_find_nobody_and_break_nothing(library: Library) -> None:
    added(library, "Ada")
    with library.open(NOW) as book:
        for words in (letters(60_000), "a " * 30_000):
            with pytest.raises(Missing):
                named_person(book, f"zoe {words}")


def letters(count: int) -> str:
    """Letters that do not repeat, so that a database cannot pack them for its index."""
    return "".join(chr(0x4E00 + place * 7 % 20_000) for place in range(count))

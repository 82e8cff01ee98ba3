"""What several sources make of one person: what is shown, what is asked, what comes along."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.details import RelationKind
from keepwarm.domain.people import Standing
from keepwarm.storage.book import Library
from keepwarm.storage.known import load_known
from keepwarm.storage.pages.people import people_page
from keepwarm.storage.pages.person import PersonPage, person_page
from keepwarm.usecases.edit_person import EditPerson, choose_claim, edit_person
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, address_book, begun, card, hash_of, taken_in

LATER = NOW + timedelta(days=1)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        yield library


def page_of(library: Library, name: str) -> PersonPage:
    with library.open(LATER) as book:
        return person_page(book, find_person(book, name).person_id)


def brought(library: Library, folder: Path, name: str, *cards: str) -> None:
    """Take in an address book of this name, a day later than the first."""
    place = folder / name
    place.mkdir()
    taken_in(library, address_book(place, *cards), now=LATER)


ADA = ("EMAIL:ada@example.org", "ORG:Engines", "TITLE:Engineer")


def test_a_second_source_that_differs_asks_and_both_answers_are_kept(
    library: Library, tmp_path: Path
) -> None:
    taken_in(library, address_book(tmp_path, card("Ada", *ADA)))
    brought(library, tmp_path, "new", card("Ada", "EMAIL:ada@example.org", "ORG:Looms", "NICKNAME:Countess"))
    page = page_of(library, "Ada")
    assert (page.person.organization, page.person.nickname) == ("Engines", "Countess")
    (question,) = page.more.questions
    assert (question.field, question.value, question.origin.source) == (
        "organization",
        "Looms",
        "contacts.vcf",
    )

    with library.open(LATER, writing=True) as book:
        choose_claim(book, page.person_id, question.claim_id, take=True)

    page = page_of(library, "Ada")
    assert page.person.organization == "Looms"
    assert page.more.questions == ()
    assert [one.value for one in page.more.others] == ["Engines"]


def test_what_was_decided_is_not_asked_again(library: Library, tmp_path: Path) -> None:
    taken_in(library, address_book(tmp_path, card("Ada", *ADA)))
    brought(library, tmp_path, "new", card("Ada", "EMAIL:ada@example.org", "ORG:Looms"))
    page = page_of(library, "Ada")
    with library.open(LATER, writing=True) as book:
        choose_claim(book, page.person_id, page.more.questions[0].claim_id, take=False)
    brought(library, tmp_path, "again", card("Ada", "EMAIL:ada@example.org", "ORG:Looms", "NOTE:more"))
    page = page_of(library, "Ada")
    assert (page.person.organization, page.more.questions) == ("Engines", ())


def test_a_source_corrects_its_own_record_and_the_old_work_is_remembered(
    library: Library, tmp_path: Path
) -> None:
    taken_in(library, address_book(tmp_path, card("Ada", "UID:u-1", *ADA)))
    brought(library, tmp_path, "new", card("Ada", "UID:u-1", "ORG:Looms", "TITLE:Director"))
    page = page_of(library, "Ada")
    assert (page.person.organization, page.person.title) == ("Looms", "Director")
    assert [(one.role.organization, one.role.title) for one in page.more.roles] == [("Engines", "Engineer")]
    assert page.more.questions == ()


def test_a_record_corrects_only_itself(library: Library, tmp_path: Path) -> None:
    taken_in(library, address_book(tmp_path, card("Ada", "UID:u-1", *ADA)))
    brought(library, tmp_path, "other", card("Ada", "UID:u-2", "EMAIL:ada@example.org", "ORG:Looms"))
    page = page_of(library, "Ada")
    with library.open(LATER, writing=True) as book:
        choose_claim(book, page.person_id, page.more.questions[0].claim_id, take=True)
    brought(library, tmp_path, "again", card("Ada", "UID:u-1", "EMAIL:ada@example.org", "ORG:Mills"))
    page = page_of(library, "Ada")
    assert page.person.organization == "Looms"
    assert [one.value for one in page.more.questions] == ["Mills"]


def test_a_source_never_overwrites_what_the_owner_typed(library: Library, tmp_path: Path) -> None:
    taken_in(library, address_book(tmp_path, card("Ada", "UID:u-1", *ADA)))
    page = page_of(library, "Ada")
    with library.open(NOW, writing=True) as book:
        edit_person(book, EditPerson(person_id=page.person_id, fields={"title": "Countess"}))
    brought(library, tmp_path, "new", card("Ada", "UID:u-1", "ORG:Engines", "TITLE:Director"))
    page = page_of(library, "Ada")
    assert page.person.title == "Countess"
    assert [one.value for one in page.more.questions] == ["Director"]
    assert page.more.origins["title"].source == "you"
    assert page.more.origins["organization"].source == "contacts.vcf"


def test_the_same_file_after_an_edit_brings_nothing_back(library: Library, tmp_path: Path) -> None:
    file = address_book(tmp_path, card("Ada", "TEL:+44 20 7946 0001", *ADA))
    taken_in(library, file)
    page = page_of(library, "Ada")
    phone = next(line for line in page.handles if line.handle.value.startswith("+44"))
    with library.open(NOW, writing=True) as book:
        edit_person(book, EditPerson(person_id=page.person_id, removed=(phone.handle_id,)))
    content = hash_of(library)
    assert taken_in(library, file).batch_id is None
    assert hash_of(library) == content
    brought(library, tmp_path, "new", card("Ada", "TEL:+44 20 7946 0001", "NOTE:else", *ADA))
    assert [line.handle.value for line in page_of(library, "Ada").handles] == ["ada@example.org"]


def test_relations_by_name_and_by_id_meet_the_people_of_the_book(library: Library, tmp_path: Path) -> None:
    done = taken_in(
        library,
        address_book(
            tmp_path,
            card("Ada", "UID:urn:uuid:1", "RELATED;TYPE=spouse;VALUE=text:William King"),
            card("Byron", "UID:urn:uuid:2", "RELATED;TYPE=child:urn:uuid:1"),
        ),
    )
    assert done.counts[Fate.NEW] == 2
    relations = {
        (line.name, line.kind, line.only_by_relation) for line in page_of(library, "Ada").more.relations
    }
    assert relations == {
        ("William King", RelationKind.SPOUSE, True),
        ("Byron", RelationKind.PARENT, False),
    }
    assert page_of(library, "William King").person.standing is Standing.BY_RELATION


def test_somebody_known_by_relation_becomes_a_person_with_their_own_card(
    library: Library, tmp_path: Path
) -> None:
    taken_in(library, address_book(tmp_path, card("Ada", "RELATED;TYPE=spouse;VALUE=text:William King")))
    brought(library, tmp_path, "new", card("William King", "EMAIL:william@example.org"))
    page = page_of(library, "William King")
    assert page.person.standing is Standing.ORDINARY
    assert [(line.name, line.kind) for line in page.more.relations] == [("Ada", RelationKind.SPOUSE)]


def test_a_group_tags_its_members_and_is_nobody_in_the_list(library: Library, tmp_path: Path) -> None:
    taken_in(
        library,
        address_book(
            tmp_path,
            card("Choir", "UID:g-1", "KIND:group", "MEMBER:urn:uuid:a-1", "MEMBER:b-1"),
            card("Ada", "UID:urn:uuid:a-1", "CATEGORIES:Bees,Chess"),
            card("Bob", "UID:b-1"),
        ),
    )
    assert page_of(library, "Ada").more.tags == ("Bees", "Chess", "Choir")
    assert page_of(library, "Bob").more.tags == ("Choir",)
    with library.open(NOW) as book:
        assert [line.name for line in people_page(book, "").people] == ["Ada", "Bob"]


def test_who_may_be_somebody_in_the_book_is_unsure_and_stands_beside_them(
    library: Library, tmp_path: Path
) -> None:
    ada = added(library, "Augusta Ada Lovelace", "ada@example.org")
    plan = taken_in(library, address_book(tmp_path, card("A. Lovelace", "EMAIL:ada@example.org")))
    (item,) = plan.items
    assert item.arrival.fate is Fate.UNSURE
    assert item.arrival.score is not None
    assert 0 < item.arrival.score < 1
    assert item.arrival.reason is not None
    (alike,) = page_of(library, "A. Lovelace").more.alike
    assert alike.other_id == ada


def test_one_who_is_certainly_two_in_the_book_shows_that_they_are_one(
    library: Library, tmp_path: Path
) -> None:
    added(library, "Ada Lovelace", "ada@example.org")
    added(library, "Ada Lovelace", "countess@example.org")
    before = hash_of(library)
    taken_in(
        library,
        address_book(tmp_path, card("Ada Lovelace", "EMAIL:ada@example.org", "EMAIL:countess@example.org")),
    )
    page = page_of(library, "Ada Lovelace")
    assert [line.handle.value for line in page.handles] == ["ada@example.org", "countess@example.org"]
    with library.open(LATER, writing=True) as book:
        undo(book)
    assert hash_of(library) == before


def test_the_index_of_a_book_is_the_one_that_the_import_left(library: Library, tmp_path: Path) -> None:
    cards = (
        card("Ada", "UID:u-1", "NICKNAME:Countess", *ADA),
        card("Ada", "EMAIL:ada@example.org", "EMAIL:home@example.org", "ORG:Looms"),
        card("Bob", "EMAIL:home@example.org", "RELATED;TYPE=friend;VALUE=text:Cem"),
    )
    taken_in(library, address_book(tmp_path, *cards))
    with library.open(NOW) as book:
        known = load_known(book)
    likeness = {names[0]: one for one in known.people.values() if (names := one.names)}
    assert sorted(likeness) == ["Ada", "Bob", "Cem"]
    assert [handle.value for handle in likeness["Ada"].handles] == ["ada@example.org", "home@example.org"]
    assert (likeness["Ada"].uids, likeness["Ada"].nickname) == (frozenset({"u-1"}), "Countess")
    assert {known.name_of(person_id) for person_id in known.by_relation} == {"Cem"}
    assert known.changed == set()

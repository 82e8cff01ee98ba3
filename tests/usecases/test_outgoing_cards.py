"""What a person's vCards say as they go out."""

import json
from pathlib import Path

import pytest

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import RelationKind
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.formats.jcard import write_jcard
from keepwarm.formats.jscontact import write_jscontact
from keepwarm.formats.vcard import read_card
from keepwarm.storage.book import Library
from keepwarm.storage.export import Exported, exported_people
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.relations import add_relation
from keepwarm.usecases.edit_person import EditPerson, edit_person
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.merge_people import MergePeople, merge_people
from keepwarm.usecases.outgoing_cards import outgoing_cards, own_uid
from keepwarm.usecases.tend_person import AddPerson, add_people
from tests.books import NOW, added, address_book, card, taken_in

NEW = Handle(kind=HandleKind.EMAIL, value="new@example.org")
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ada,Lovelace,https://www.linkedin.com/in/ada,ada@example.org,Engines Ltd,Countess,03 Feb 2026\n"
)


def one_of(library: Library, name: str) -> Exported:
    with library.open(NOW) as book:
        (found,) = exported_people(book, [find_person(book, name).person_id])
    return found


def edited(library: Library, name: str, **changes: object) -> None:
    with library.open(NOW, writing=True) as book:
        edit_person(book, EditPerson(person_id=find_person(book, name).person_id, **changes))  # type: ignore[arg-type]  # each test names its own


def joined(library: Library, name: str, other: int) -> None:
    with library.open(NOW, writing=True) as book:
        merge_people(book, MergePeople(person_id=find_person(book, name).person_id, other_id=other))


def test_what_another_source_knows_is_added_to_the_first_card_and_nothing_else_changes(
    library: Library, tmp_path: Path
) -> None:
    first = card("Ada Lovelace", "UID:1", "EMAIL:ada@example.org", "X-OWN:a,b;c", "NOTE:Mine")
    second = card("Ada Lovelace", "UID:2", "EMAIL:ada@example.org")
    taken_in(library, address_book(tmp_path, first, second))
    (tmp_path / "Connections.csv").write_text(CONNECTIONS)
    taken_in(library, tmp_path / "Connections.csv")

    went, untouched = outgoing_cards(one_of(library, "ada"))

    assert untouched == second.encode()
    assert [line for line in went.decode().splitlines() if line not in first.splitlines()] == [
        "ORG:Engines Ltd", "TITLE:Countess", "X-SOCIALPROFILE;SERVICE-TYPE=linkedin:https://www.linkedin.com/in/ada",
    ]  # fmt: skip
    assert [line for line in first.splitlines() if line not in went.decode().splitlines()] == []
    said = read_card(went)
    assert said.person is not None
    assert (said.person.organization, said.person.title) == ("Engines Ltd", "Countess")


def test_what_one_of_the_cards_says_is_not_said_again_by_another(library: Library, tmp_path: Path) -> None:
    first = card("Ada Lovelace", "EMAIL:ada@example.org", "ORG:Engines")
    second = card(
        "Ada Lovelace", "EMAIL:ada@example.org", "TEL:+44 20 7946", "TITLE:Countess", "BDAY:circa 1815"
    )
    taken_in(library, address_book(tmp_path, first, second))
    other = added(library, "Ada L.", "ada@home.example")
    edited(
        library,
        "Ada L.",
        fields={"birthday": "1815-12-10", "nickname": "A"},
        note="Likes tea",
        tags=("b", "a"),
    )
    joined(library, "Ada Lovelace", other)

    went = outgoing_cards(one_of(library, "Ada Lovelace"))

    assert went[1] == second.encode()
    fresh = [line for line in went[0].decode().splitlines() if line not in first.splitlines()]
    assert sorted(fresh) == [
        "CATEGORIES:a,b", "EMAIL;TYPE=INTERNET:ada@home.example", "NICKNAME:A", "NOTE:Likes tea",
    ]  # fmt: skip


def test_who_has_no_card_gets_one_with_all_that_a_card_can_say(library: Library, tmp_path: Path) -> None:
    (tmp_path / "Connections.csv").write_text(CONNECTIONS)
    taken_in(library, tmp_path / "Connections.csv", address_book(tmp_path, card("Bea", "UID:bea-1")))
    edited(library, "ada", tags=("choir",))
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "add", "relations")
        ada, bea = (find_person(book, name).person_id for name in ("ada", "bea"))
        (cem,) = add_people(book, (AddPerson(person=Person(name="Cem")),))
        add_relation(book, ada, bea, RelationKind.CHILD, label="", source="you")
        add_relation(book, cem, ada, RelationKind.MANAGER, label="", source="you")
        add_relation(book, cem, ada, RelationKind.OTHER, label="godmother", source="you")

    (raw,) = outgoing_cards(one_of(library, "ada"), version="4.0")

    said = read_card(raw)
    assert said.uid == own_uid(ada)
    assert said.details.tags == ("choir",)
    assert {(one.kind, one.name, one.uid) for one in said.details.relations} == {
        (RelationKind.CHILD, "Bea", "bea-1"),
        (RelationKind.REPORT, "Cem", own_uid(cem)),
    }
    assert b"VERSION:4.0" in raw


def test_cells_of_a_table_without_a_place_stand_on_the_card(library: Library, tmp_path: Path) -> None:
    (tmp_path / "friends.csv").write_text("Name,Email,Shoe size\nAda,ada@example.org,38\n")
    taken_in(library, tmp_path / "friends.csv")

    (raw,) = outgoing_cards(one_of(library, "ada"))

    assert b"X-KEEPWARM-KEPT;X-COLUMN=Shoe size:38\r\n" in raw


@pytest.mark.parametrize("write", [write_jcard, write_jscontact])
def test_who_came_as_a_card_in_json_goes_out_on_that_card_as_the_book_now_says(
    library: Library, tmp_path: Path, write: object
) -> None:
    came = card(
        "Ada", "UID:1", "EMAIL:old@example.org", "EMAIL:ada@example.org", "ORG:Old", "X-OWN:a", "CATEGORIES:b"
    )
    assert callable(write)
    (tmp_path / "cards.json").write_text(json.dumps([write(came.encode())]))
    taken_in(library, tmp_path / "cards.json")
    one = one_of(library, "ada")
    old = next(handle.value for handle in one.handles if handle.value.startswith("old"))
    (before,) = outgoing_cards(one)
    fields = {
        "name": "Ada Lovelace",
        "organization": "New",
        "title": "Countess",
        "nickname": "A",
        "birthday": "--12-10",
    }
    edited(library, "ada", fields=fields, note="Tea", tags=("c",), added=(NEW,))

    (raw,) = outgoing_cards(one_of(library, "ada"))

    assert old.encode() in before
    assert b"X-OWN:a" in before
    said = read_card(raw)
    assert said.person == Person(
        name="Ada Lovelace",
        organization="New",
        title="Countess",
        nickname="A",
        birthday=PartialDate(month=12, day=10),
        note="Tea",
    )
    assert [handle.value for handle in said.handles] == [
        "old@example.org",
        "ada@example.org",
        "new@example.org",
    ]
    assert (said.uid, said.details.tags) == ("1", ("c",))
    assert b"X-OWN:a" in raw

"""LinkedIn's address books (`Contacts.csv`, `ImportedContacts.csv`), notes and phone numbers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.details import Role
from keepwarm.domain.people import HandleKind
from keepwarm.domain.sources import Found, FoundPerson, Refused
from keepwarm.importers import linkedin_contacts, linkedin_notes, linkedin_phone_numbers
from tests.books import begun, hash_of, taken_in
from tests.importers.known import importer_of
from tests.importers.readings import (
    BERLIN,
    DATA,
    every_row_is_one_item,
    expected,
    golden_files,
    kept_titles,
    kept_values,
    readings,
)
from tests.importers.thrice import check_three_times_is_once
from tests.test_house import REFERENCE

CONTACTS = golden_files("linkedin", "*contacts-*.csv")
NOTES = golden_files("linkedin", "notes-*.csv")
NUMBERS = golden_files("linkedin", "phone-numbers-*.csv")
NAMES = {"contacts": "LinkedIn contacts", "notes": "LinkedIn notes", "numbers": "LinkedIn phone numbers"}
COLUMNS = (
    "FirstName,LastName,Companies,Emails,PhoneNumbers,Addresses,Sites,InstantMessageHandles,FullName,Profiles"
)

each_file = pytest.mark.parametrize("table", [*CONTACTS, *NOTES, *NUMBERS], ids=lambda path: path.stem)
each_of_people = pytest.mark.parametrize("table", [*CONTACTS, *NOTES], ids=lambda path: path.stem)


def read(path: Path) -> list[Found]:
    return list(importer_of(path).read(path, zone=BERLIN))


def contact(folder: Path, **cells: str) -> FoundPerson:
    path = folder / "Contacts.csv"
    row = ",".join(f'"{cells.pop(column, "")}"' for column in COLUMNS.split(","))
    assert not cells
    path.write_text(f"{COLUMNS}\n{row}\n", encoding="utf-8")
    (found,) = read(path)
    assert isinstance(found, FoundPerson)
    return found


def test_samples_of_each_file_are_there() -> None:
    assert [len(files) for files in (CONTACTS, NOTES, NUMBERS)] == [2, 1, 1]


@each_file
def test_each_file_is_known_by_its_content_and_read_as_expected(table: Path) -> None:
    word = next(word for word in NAMES if word in table.stem)
    known_as = importer_of(table).NAME

    assert known_as == NAMES[word]
    assert readings(read(table)) == expected(table)


@each_file
def test_every_row_of_a_file_is_one_item_with_its_number(table: Path) -> None:
    assert every_row_is_one_item(table, read, 1)


@each_of_people
def test_the_same_file_three_times_gives_the_same_book_and_undo_the_one_before(
    table: Path, tmp_path: Path
) -> None:
    check_three_times_is_once(table, tmp_path)


def test_the_share_of_values_that_find_a_place_is_published() -> None:
    shown = total = 0
    for table in (*golden_files("linkedin", "connections-*.csv"), *CONTACTS, *NOTES):
        for item in (item for item in read(table) if isinstance(item, FoundPerson)):
            total += len(kept_values(item))
            shown += len(set(kept_values(item)) - set(kept_titles(item)))

    text = (REFERENCE / "linkedin.md").read_text(encoding="utf-8")

    assert f"{shown} of {total} values ({shown * 100 // total} %)" in text


def test_ones_own_numbers_are_left_out_calmly_and_change_nothing(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        before = hash_of(library)
        done = taken_in(library, *NUMBERS)
        assert hash_of(library) == before

    assert {item.arrival.fate for item in done.items} == {Fate.REFUSED}


def test_a_note_comes_to_the_connection_with_that_profile(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        taken_in(library, DATA / "linkedin" / "connections-2024.csv")
        done = taken_in(library, *NOTES)

    ingrid = done.items[0].arrival
    assert (ingrid.fate, ingrid.person) == (Fate.MERGED, "Ingrid Halvorsen")


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("ann@example.org", ["ann@example.org"]),
        (
            "ann@example.org, a@example.net;b@example.net",
            ["ann@example.org", "a@example.net", "b@example.net"],
        ),
        ("ann@example.org ANN@example.org", ["ann@example.org"]),
        ("Ann Lee, none", []),
    ],
)
def test_several_addresses_in_a_cell_are_several(folder: Path, cell: str, kept: list[str]) -> None:
    found = contact(folder, FirstName="Ann", Emails=cell)

    assert [handle.value for handle in found.handles] == kept


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("contacts")


def test_a_messenger_before_a_colon_is_its_service(folder: Path) -> None:
    found = contact(folder, FirstName="Ann", InstantMessageHandles="Skype: ann.lee; 12345")

    assert [(one.kind, one.service, one.value) for one in found.handles] == [
        (HandleKind.CHAT, "skype", "ann.lee"),
        (HandleKind.CHAT, "", "12345"),
    ]


def test_further_companies_are_roles(folder: Path) -> None:
    found = contact(folder, FirstName="Ann", Companies="Acme, Inc.; Kola; Fjord")

    assert found.person.organization == "Acme, Inc."
    assert found.details.roles == (Role(organization="Kola"), Role(organization="Fjord"))


def test_a_page_that_could_run_something_is_kept_with_the_row_alone(folder: Path) -> None:
    found = contact(folder, FirstName="Ann", Sites="javascript:alert(1)", Profiles="javascript:alert(2)")

    assert found.handles == ()
    assert b"javascript:alert(1)" in found.raw


def test_the_profile_is_the_id_that_all_of_linkedins_files_share(folder: Path) -> None:
    found = contact(folder, FullName="Ann Lee, PhD", Profiles="https://www.linkedin.com/in/Ann-Lee")

    assert (found.uid, found.person.name) == ("/in/ann-lee", "Ann Lee")


def test_another_table_with_those_three_columns_is_no_list_of_numbers(tmp_path: Path) -> None:
    table = tmp_path / "numbers.csv"
    table.write_text("Name,Extension,Number,Type\nAnn,,1,Mobile\n")

    assert not linkedin_phone_numbers.recognises(table, table.read_bytes())


Read = Callable[..., Iterator[Found]]

HEADERS: dict[Read, str] = {
    linkedin_contacts.read: COLUMNS,
    linkedin_notes.read: "Connection First Name,Connection Last Name,Connection Profile URL,Note",
    linkedin_phone_numbers.read: "Extension,Number,Type",
}


@pytest.mark.parametrize("reader", HEADERS, ids=lambda reader: reader.__module__.rpartition(".")[2])
@settings(max_examples=60, deadline=None)
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=300)))
def test_no_bytes_make_it_raise(folder: Path, reader: Read, content: bytes | str) -> None:
    path = folder / "any.csv"
    path.write_bytes(
        content if isinstance(content, bytes) else f"{HEADERS[reader]}\n{content}".encode(errors="replace")
    )

    places = [item.place for item in reader(path, zone=BERLIN)]

    assert len(places) == len(set(places))
    assert all(place.startswith("row ") for place in places)


@pytest.mark.parametrize("reader", HEADERS, ids=lambda reader: reader.__module__.rpartition(".")[2])
def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, reader: Read) -> None:
    (refused,) = reader(tmp_path / "missing.csv", zone=BERLIN)

    assert isinstance(refused, Refused)
    assert refused.place == "the rest of the file"

"""Google Contacts as CSV, before and since 2024."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import FoundRelation, Occasion, RelationKind, Role
from keepwarm.domain.sources import Found, FoundPerson, Refused
from keepwarm.importers import google_contacts
from tests.books import begun, taken_in
from tests.importers.readings import (
    BERLIN,
    DATA,
    every_row_is_one_item,
    golden_files,
    kept_titles,
)

FILES = golden_files("google")
NEW = "First Name,Middle Name,Last Name,File As,Labels,E-mail 1 - Label,E-mail 1 - Value"
WITHOUT_A_PLACE = (
    "Photo", "Labels", "Group Membership", "Custom Field", "External ID", "Occupation", "Hobby",
    "Website 2 -",
)  # fmt: skip
"""Columns kept with the row and shown nowhere: Google's own labels, a website that would run something."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("google")


def read(path: Path) -> list[Found]:
    return list(google_contacts.read(path, zone=BERLIN))


def rows(folder: Path, header: str, *lines: str) -> list[Found]:
    path = folder / "contacts.csv"
    path.write_text("\n".join((header, *lines)), encoding="utf-8")
    return read(path)


def contact(folder: Path, header: str, line: str) -> FoundPerson:
    (found,) = rows(folder, header, line)
    assert isinstance(found, FoundPerson)
    return found


def test_old_new_and_very_old_files_are_there() -> None:
    assert [table.stem for table in FILES] == ["new-2025", "old-2023", "very-old-utf16"]
    assert FILES[0].read_bytes().startswith(b"\xef\xbb\xbf")
    assert FILES[2].read_bytes().startswith(b"\xff\xfe")


@pytest.mark.parametrize("table", FILES, ids=lambda path: path.stem)
def test_every_row_of_a_file_is_one_item_with_its_number(table: Path) -> None:
    assert every_row_is_one_item(table, read, 1)


@pytest.mark.parametrize("table", FILES, ids=lambda path: path.stem)
def test_all_but_the_columns_that_are_named_has_a_place_of_its_own(table: Path) -> None:
    kept_only = [
        title for item in read(table) if isinstance(item, FoundPerson) for title in kept_titles(item)
    ]

    assert [title for title in kept_only if not any(word in title for word in WITHOUT_A_PLACE)] == []


def test_a_file_of_the_new_form_meets_the_people_of_the_old_one(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        taken_in(library, DATA / "google" / "very-old-utf16.csv")
        old = taken_in(library, DATA / "google" / "old-2023.csv")
        new = taken_in(library, DATA / "google" / "new-2025.csv")

    name = "Dr. Amara Lwanga-Reyes FRCS"
    assert [(done.items[0].arrival.fate, done.items[0].arrival.person) for done in (old, new)] == [
        (Fate.MERGED, name),
        (Fate.MERGED, name),
    ]


def test_a_file_that_only_grew_wider_brings_nothing_new(folder: Path) -> None:
    narrow = contact(folder, NEW, "Ann,,Lee,,* myContacts,* Work,ann@example.org")
    wide = contact(folder, f"{NEW},E-mail 2 - Value", "Ann,,Lee,,* myContacts,* Work,ann@example.org,")

    assert narrow.raw == wide.raw


def test_a_column_that_is_not_known_here_is_kept_and_so_is_one_named_twice_or_not_at_all(
    folder: Path,
) -> None:
    found = contact(folder, f"{NEW},Shoe size,,Labels,Shoe size", "Ann,,,,,,,38,loose,second,39")

    assert found.raw == b"First Name,Shoe size,,Labels,Shoe size\r\nAnn,38,loose,second,39\r\n"


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        (NEW, "Ann,M.,Lee,Ms Lee,,,", "Ann M. Lee"),
        (NEW, ",,,Ms Lee,,,", "Ms Lee"),
        (NEW, "美咲,,藤原,,,,", "藤原 美咲"),
        (NEW, ",,,,,* ,ann@example.org", "ann@example.org"),
        ("Name,Given Name,Family Name,Group Membership", "Mum,,,", "Mum"),
        ("Name,E-mail 1 - Value", "Ann Lee,ann@example.org", "Ann Lee"),
        ("e-mail 1 - value;FIRST  NAME", "ann@example.org;Ann", "Ann"),
        ("Labels,Last Name,File As,First Name,Organization Name", ",,,,Tinworks", "Tinworks"),
    ],
)
def test_somebody_is_called_what_the_row_says_first(folder: Path, header: str, row: str, name: str) -> None:
    assert contact(folder, header, row).person.name == name
    assert google_contacts.recognises(folder / "contacts.csv", header.encode())


@pytest.mark.parametrize(
    ("written", "birthday"),
    [(" --03-12", "--03-12"), ("2000-03-12", "2000-03-12"), ("--02-29", "--02-29"), ("spring", "None")],
)
def test_a_birthday_may_lack_its_year(folder: Path, written: str, birthday: str) -> None:
    assert str(contact(folder, f"{NEW},Birthday", f"Ann,,,,,,,{written}").person.birthday) == birthday


def test_labels_are_tags_but_for_those_that_google_sets_by_itself(folder: Path) -> None:
    labels = "* myContacts ::: Choir ::: * Family ::: * starred ::: starred ::: choir"
    found = contact(folder, NEW, f"Ann,,Lee,,{labels},,")

    assert found.details.tags == ("Choir", "Family", "starred")


def test_further_organizations_are_roles_and_the_first_where_it_has_a_department(folder: Path) -> None:
    header = "Given Name,Family Name,Group Membership,Organization 1 - Name,Organization 1 - Title,Organization 1 - Department,Organization 2 - Name"  # noqa: E501 - a header
    found = contact(folder, header, "Ann,Lee,,Tinworks ::: Kola,Smith ::: ,Foundry,Choir")

    assert (found.person.organization, found.person.title) == ("Tinworks", "Smith")
    assert found.details.roles == (
        Role(organization="Tinworks", department="Foundry", title="Smith"),
        Role(organization="Kola"),
        Role(organization="Choir"),
    )


def test_relations_and_events_come_with_what_they_are(folder: Path) -> None:
    header = f"{NEW},Relation 1 - Label,Relation 1 - Value,Relation 2 - Label,Relation 2 - Value,Event 1 - Label,Event 1 - Value,Event 2 - Label,Event 2 - Value"  # noqa: E501 - a header
    found = contact(
        folder, header, "Ann,,Lee,,,,,Mother,Bea ::: Cleo,* Assistant,Dee,* ,2011-06-25,Exam,in spring"
    )

    assert found.details.relations == (
        FoundRelation(kind=RelationKind.PARENT, name="Bea", label="Mother"),
        FoundRelation(kind=RelationKind.PARENT, name="Cleo", label="Mother"),
        FoundRelation(kind=RelationKind.ASSISTANT, name="Dee"),
    )
    assert found.details.occasions == (Occasion(label="Event", on=PartialDate(year=2011, month=6, day=25)),)
    assert kept_titles(found) == ["Event 2 - Label", "Event 2 - Value"]


def test_how_a_name_sounds_stands_in_the_order_of_the_name(folder: Path) -> None:
    header = f"{NEW},Phonetic First Name,Phonetic Last Name"

    assert contact(folder, header, "美咲,,藤原,,,,,Misaki,Fujiwara").person.phonetic == "Fujiwara Misaki"
    assert contact(folder, header, "Siobhan,,Lee,,,,,Shi-VAWN,Lee").person.phonetic == "Shi-VAWN Lee"


def test_a_row_of_nobody_is_refused_and_the_next_one_kept(folder: Path) -> None:
    refused, found = rows(folder, NEW, ",,,,* myContacts,,", "Ann,,,,,,")

    assert refused == Refused(
        place="row 2", reason="has neither a name nor a way to reach anybody; add one of them"
    )
    assert isinstance(found, FoundPerson)


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,E-mail Address,Company,Job Title",
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        "person,at,channel",
        "name,day",
        "",
    ],
)
def test_tables_of_others_are_not_taken_for_googles(folder: Path, header: str) -> None:
    (folder / "other.csv").write_text(header, encoding="utf-8")

    assert not google_contacts.recognises(folder / "other.csv", header.encode())
    assert not google_contacts.recognises(folder, b"")


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=300).map(lambda text: f"{NEW}\n{text}".encode()),
        st.text(max_size=120).map(lambda text: b"\xff\xfe" + f"{NEW}\n{text}".encode("utf-16-le", "replace")),
    )
)
def test_no_bytes_make_it_raise(folder: Path, content: bytes) -> None:
    path = folder / "any.csv"
    path.write_bytes(content)
    google_contacts.recognises(path, content)

    places = [item.place for item in read(path)]

    assert len(places) == len(set(places))
    assert all(place.startswith("row ") for place in places)

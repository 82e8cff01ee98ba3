"""Thunderbird's CSV: rows and columns; its samples are read in test_contact_sources."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.sources import Found, FoundPerson
from keepwarm.importers import thunderbird_csv
from tests.importers.readings import BERLIN, every_row_is_one_item, golden_files

FILES = golden_files("thunderbird")
HEADER = "First Name,Last Name,Display Name,Primary Email,Birth Year,Birth Month,Birth Day"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("thunderbird")


def read(path: Path) -> list[Found]:
    return list(thunderbird_csv.read(path, zone=BERLIN))


def contact(folder: Path, header: str, line: str) -> FoundPerson:
    path = folder / "book.csv"
    path.write_text(f"{header}\n{line}\n", encoding="utf-8")
    (found,) = read(path)
    assert isinstance(found, FoundPerson)
    return found


@pytest.mark.parametrize("sample", FILES, ids=lambda path: path.stem)
def test_every_row_of_a_file_is_one_item_with_its_number(sample: Path) -> None:
    assert every_row_is_one_item(sample, read, 1)


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("Ann,Lee,Annie,ann@example.org,,,", "Annie"),
        ("Ann,Lee,,ann@example.org,,,", "Ann Lee"),
        (",,,ann@example.org,,,", "ann@example.org"),
    ],
)
def test_somebody_is_called_as_thunderbird_shows_them(folder: Path, row: str, name: str) -> None:
    assert contact(folder, HEADER, row).person.name == name


@pytest.mark.parametrize(
    ("parts", "birthday"),
    [
        ("1986,3,9", "1986-03-09"),
        (",12,24", "--12-24"),
        ("1986,,", "1986"),
        ("1986,2,30", "None"),
        (",,9", "None"),
        ("x,99,9", "None"),
    ],
)
def test_a_birthday_is_taken_as_far_as_it_is_known(folder: Path, parts: str, birthday: str) -> None:
    assert str(contact(folder, HEADER, f"Ann,Lee,,,{parts}").person.birthday) == birthday


def test_of_two_columns_with_one_title_the_first_is_home(folder: Path) -> None:
    header = (
        "Nom à afficher,Adresse électronique principale,Adresse privée,Ville,Adresse professionnelle,Ville"
    )
    found = contact(folder, header, "Ann,ann@example.fr,2 quai,Vannes,9 rue,Lorient")

    addresses = [(one.label, one.value) for one in found.handles if one.kind == "address"]
    assert addresses == [("home", "2 quai, Vannes"), ("work", "9 rue, Lorient")]


@settings(max_examples=75, deadline=None)
@given(
    st.one_of(st.binary(max_size=400), st.text(max_size=300).map(lambda text: f"{HEADER}\n{text}".encode()))
)
def test_no_bytes_make_it_raise(folder: Path, content: bytes) -> None:
    path = folder / "any.csv"
    path.write_bytes(content)
    thunderbird_csv.recognises(path, content)

    places = [item.place for item in read(path)]

    assert len(places) == len(set(places))
    assert all(place.startswith("row ") for place in places)

"""Outlook's contacts as CSV: rows, days and addresses; its samples are read in test_contact_sources."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.sources import Found, FoundPerson, Refused
from keepwarm.formats.column_titles import Language
from keepwarm.formats.outlook_titles import LANGUAGES
from keepwarm.importers import outlook_contacts
from tests.importers.readings import (
    BERLIN,
    every_row_is_one_item,
    golden_files,
    kept_cells,
    kept_titles,
    lost_cells,
)

FILES = golden_files("outlook")
HEADER = "First Name,Last Name,E-mail Address,Birthday,Anniversary,Web Page"
GERMAN = "Vorname,Nachname,E-Mail-Adresse,Geburtstag"
CODE_PAGES = {"polish-2013": "cp1250", "japanese-2010": "cp932"}
UNICODE = ("new-2025", "italian-2019")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("outlook")


def read(path: Path) -> list[Found]:
    return list(outlook_contacts.read(path, zone=BERLIN))


def rows(folder: Path, header: str, *lines: str) -> list[Found]:
    path = folder / "contacts.csv"
    path.write_text("\n".join((header, *lines)), encoding="utf-8")
    return read(path)


def people(folder: Path, header: str, *lines: str) -> list[FoundPerson]:
    return [found for found in rows(folder, header, *lines) if isinstance(found, FoundPerson)]


def birthdays(folder: Path, header: str, *lines: str) -> list[str]:
    return [str(found.person.birthday) for found in people(folder, header, *lines)]


def table_of(sample: Path) -> list[list[str]]:
    encoding = "utf-8-sig" if sample.stem in UNICODE else CODE_PAGES.get(sample.stem, "cp1252")
    text = sample.read_bytes().decode(encoding).replace("\r\n", "\n")
    return list(csv.reader(StringIO(text), delimiter=";" if sample.stem == "swedish-2010" else ","))


@pytest.mark.parametrize("sample", FILES, ids=lambda path: path.stem)
def test_every_row_of_a_file_is_one_item_with_its_number(sample: Path) -> None:
    assert every_row_is_one_item(sample, read, 1)


@pytest.mark.parametrize("sample", FILES, ids=lambda path: path.stem)
def test_every_cell_that_says_something_is_kept_under_its_title(sample: Path) -> None:
    header, *records = table_of(sample)
    filled = [
        [(title, cell) for title, cell in zip(header, record, strict=True) if cell] for record in records
    ]
    found = {item.place: item.raw.decode().replace("\r\n", "\n") for item in read(sample)
             if isinstance(item, FoundPerson)}  # fmt: skip

    for number, expected in enumerate(filled, 2):
        if raw := found.get(f"row {number}"):
            titles, cells = csv.reader(StringIO(raw))
            assert list(zip(titles, cells, strict=True)) == expected
    assert found


def test_of_two_columns_with_one_title_the_second_is_the_job(folder: Path) -> None:
    header = "Titre,Prénom,Nom,Titre,Adresse de messagerie"
    (found,) = people(folder, header, "Mme,Aude,Roux,Architecte,aude@example.fr")

    assert (found.person.name, found.person.title) == ("Mme Aude Roux", "Architecte")


@pytest.mark.parametrize(
    ("others", "read_as"),
    [
        ("12/28/1969", "1990-04-05"),
        ("28/12/1969", "1990-05-04"),
        ("28.12.1969", "1990-05-04"),
        ("1/2/1980", "None"),
        ("0/0/00", "None"),
    ],
)
def test_the_file_itself_tells_whether_the_month_comes_first(folder: Path, others: str, read_as: str) -> None:
    lines = ("Ann,Lee,,4/5/1990,,", f"Bob,Ray,,,{others},")

    assert birthdays(folder, HEADER, *lines)[0] == read_as


def test_where_no_day_of_the_file_tells_the_day_comes_first_in_other_languages(folder: Path) -> None:
    assert birthdays(folder, GERMAN, "Anna,Leh,,4/5/1990") == ["1990-05-04"]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("0/0/00", "None"),
        ("28.12.1969", "1969-12-28"),
        ("1969-12-28", "1969-12-28"),
        ("1/1/4501", "None"),
        ("4501-01-01", "None"),
        ("5/5/1990", "1990-05-05"),
        ("12/28/69", "--12-28"),
        ("12/28/1604", "--12-28"),
        ("12/28/1969 0:00", "1969-12-28"),
        ("spring", "None"),
    ],
)
def test_a_birthday_is_taken_as_far_as_it_is_known_and_kept_as_written(
    folder: Path, written: str, read_as: str
) -> None:
    (found,) = people(folder, HEADER, f"Ann,Lee,,{written},,")

    assert str(found.person.birthday) == read_as
    assert kept_cells(found.raw)["Birthday"] == written


def test_what_is_no_address_and_what_could_run_something_is_kept_and_is_no_handle(folder: Path) -> None:
    (found,) = people(folder, HEADER, "Ann,Lee,/o=Firm/cn=ann,,,javascript:alert(1)")

    assert found.handles == ()
    assert kept_cells(found.raw)["E-mail Address"] == "/o=Firm/cn=ann"
    assert kept_cells(found.raw)["Web Page"] == "javascript:alert(1)"


def test_the_people_whom_a_row_names_are_related_and_children_are_several(folder: Path) -> None:
    header = "First Name,Last Name,E-mail Address,Spouse,Children,Manager's Name,Assistant's Name,Referred By"
    (found,) = people(folder, header, 'Ann,Lee,,Lou Lee,"Bea; Cleo, Dee",Max,Sam,Eve')

    assert [(one.kind.value, one.name) for one in found.details.relations] == [
        ("spouse", "Lou Lee"),
        ("child", "Bea"),
        ("child", "Cleo"),
        ("child", "Dee"),
        ("manager", "Max"),
        ("assistant", "Sam"),
        ("introduced-by", "Eve"),
    ]
    assert kept_titles(found) == []


def test_of_an_anniversary_without_a_century_the_day_is_taken_and_the_cell_stays(folder: Path) -> None:
    (found,) = people(folder, HEADER, "Ann,Lee,,,12/28/98,")

    assert [(one.label, str(one.on)) for one in found.details.occasions] == [("Anniversary", "--12-28")]
    assert kept_titles(found) == ["Anniversary"]


def test_a_day_that_may_be_the_birthday_is_the_anniversary_where_the_birthday_is_named(folder: Path) -> None:
    header = "Primeiro nome,Apelido,Endereço de correio electrónico,Aniversário"
    (alone,) = people(folder, header, "Ana,Leal,,25/06/2011")
    (beside,) = people(folder, f"{header},Data de nascimento", "Ana,Leal,,25/06/2011,31/01/1979")

    assert (str(alone.person.birthday), alone.details.occasions) == ("2011-06-25", ())
    assert str(beside.person.birthday) == "1979-01-31"
    assert [str(one.on) for one in beside.details.occasions] == ["2011-06-25"]


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda one: next(iter(one.columns)))
def test_no_cell_of_a_row_with_every_column_of_a_language_is_lost(folder: Path, words: Language) -> None:
    titles = {names[0]: title for title, names in words.columns.items()}
    cells = [f"word{n}x{'@x.org' * ('mail' in name)}" for n, name in enumerate(titles)]
    (found,) = people(folder, ";".join(titles.values()), ";".join(cells))

    assert lost_cells(found) == []
    assert set(kept_titles(found)) == {titles["birthday"], titles["anniversary"]}


def test_a_row_of_nobody_is_refused_and_the_next_one_kept(folder: Path) -> None:
    refused, found = rows(folder, HEADER, ",,,0/0/00,,", "Ann,Lee,,,,")

    assert refused == Refused(
        place="row 2", reason="has neither a name nor a way to reach anybody; add one of them"
    )
    assert isinstance(found, FoundPerson)


def test_columns_that_are_not_known_are_kept_and_never_taken_for_known_ones(folder: Path) -> None:
    (found,) = people(folder, f"{HEADER},note,Shoe size", "Ann,Lee,,,,,loose,38")

    assert found.person.note == ""
    assert kept_cells(found.raw) == {
        "First Name": "Ann", "Last Name": "Lee", "note": "loose", "Shoe size": "38",
    }  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,Display Name,Primary Email",
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        "First Name,Middle Name,Last Name,File As,Labels,E-mail 1 - Value",
        "person,at,channel",
        "",
    ],
)
def test_tables_of_others_are_not_taken_for_outlooks(folder: Path, header: str) -> None:
    (folder / "other.csv").write_text(header, encoding="utf-8")

    assert not outlook_contacts.recognises(folder / "other.csv", header.encode())
    assert not outlook_contacts.recognises(folder, b"")


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    (refused,) = read(tmp_path / "missing.csv")

    assert isinstance(refused, Refused)


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=300).map(lambda text: f"{HEADER}\n{text}".encode()),
        st.lists(st.sampled_from(["Ann", "0/0/00", "31/12/99", "9/9/9999", ",", "\n", '"', "29.2.1900"]),
                 max_size=40).map(lambda words: f"{GERMAN}\n{' '.join(words)}".encode("cp1252")),
    )
)  # fmt: skip
def test_no_bytes_make_it_raise(folder: Path, content: bytes) -> None:
    path = folder / "any.csv"
    path.write_bytes(content)
    outlook_contacts.recognises(path, content)

    places = [item.place for item in read(path)]

    assert len(places) == len(set(places))
    assert all(place.startswith("row ") for place in places)

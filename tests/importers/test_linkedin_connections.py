"""LinkedIn's `Connections.csv`: its forms through the years, and that a connection is no conversation."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.people import HandleKind
from keepwarm.domain.sources import Found, FoundPerson, Refused
from keepwarm.importers import linkedin_connections
from keepwarm.storage.schema import interactions, people
from keepwarm.usecases.export_book import ExportBook, Format, export_book
from tests.books import NOW, address_book, begun, card, taken_in
from tests.importers.known import importer_of
from tests.importers.readings import BERLIN, DATA, every_row_is_one_item, expected, golden_files, readings
from tests.importers.thrice import check_three_times_is_once

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
HIDDEN = "names nobody, since this member hides their profile; add them by hand if you know who it is"
FILES = golden_files("linkedin", "connections-*.csv")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("linkedin")


def read(path: Path) -> list[Found]:
    return list(linkedin_connections.read(path, zone=BERLIN))


def rows(folder: Path, *lines: str, header: str = HEADER) -> list[Found]:
    path = folder / "Connections.csv"
    path.write_text(header + "\n".join(lines), encoding="utf-8")
    return read(path)


def contact(folder: Path, *lines: str, header: str = HEADER) -> FoundPerson:
    (found,) = rows(folder, *lines, header=header)
    assert isinstance(found, FoundPerson)
    return found


@pytest.mark.parametrize("table", FILES, ids=lambda path: path.stem)
def test_each_form_of_the_file_is_known_by_its_content_and_read_as_expected(table: Path) -> None:
    assert importer_of(table).NAME == "LinkedIn connections"
    assert readings(read(table)) == expected(table)


def test_the_four_forms_are_there() -> None:
    assert [table.stem[-4:] for table in FILES] == ["2020", "2022", "2024", "2026"]


@pytest.mark.parametrize("table", FILES, ids=lambda path: path.stem)
def test_every_row_of_a_file_is_one_item_with_its_number(table: Path) -> None:
    assert every_row_is_one_item(table, read, 1 if table.stem.endswith("2020") else 4)


@pytest.mark.parametrize("table", FILES, ids=lambda path: path.stem)
def test_the_same_file_three_times_gives_the_same_book_and_undo_the_one_before(
    table: Path, tmp_path: Path
) -> None:
    check_three_times_is_once(table, tmp_path)


def test_a_newer_export_of_the_same_people_adds_nobody(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        # given
        taken_in(library, DATA / "linkedin" / "connections-2020.csv")
        # when: another form, in which one has a new position and one is new
        done = taken_in(library, DATA / "linkedin" / "connections-2022.csv")

    # then
    fates = [(item.arrival.person, item.arrival.fate) for item in done.items if item.arrival.person]
    assert fates == [
        ("Ingrid Halvorsen", Fate.SAME),
        ("Tunde Bakare-Oyelaran", Fate.MERGED),
        ("Ines Quadros", Fate.SAME),
        ("Wiremu Te Rangi", Fate.NEW),
    ]


def test_somebody_of_a_file_without_profiles_is_met_by_name_and_day_in_one_with_them(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        taken_in(library, DATA / "linkedin" / "connections-2022.csv")
        done = taken_in(library, DATA / "linkedin" / "connections-2024.csv")

    fates = {item.arrival.person: item.arrival.fate for item in done.items if item.arrival.person}
    assert fates["Tunde Bakare-Oyelaran"] is fates["Ines Quadros"] is Fate.MERGED
    assert fates["藤原 美咲"] is Fate.NEW


def test_somebody_who_took_another_name_is_known_by_the_profile(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        taken_in(library, DATA / "linkedin" / "connections-2024.csv")
        done = taken_in(library, DATA / "linkedin" / "connections-2026.csv")

    (ingrid,) = (item.arrival for item in done.items if item.arrival.place == "row 6")
    assert (ingrid.fate, ingrid.person) == (Fate.MERGED, "Ingrid Halvorsen")
    assert ingrid.reason is not None
    assert ingrid.reason.code == "same_id"


def test_a_connection_is_no_conversation(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        taken_in(library, *FILES)
        with library.open(NOW) as book:
            met, passed = (
                len(book.rows(select(table).where(book.owns(table)))) for table in (people, interactions)
            )

    assert met > 0
    assert passed == 0


def test_a_row_goes_out_in_the_archive_and_never_as_a_vcard(book_url: str, tmp_path: Path) -> None:
    # given somebody who came as a card and as a row, and three who came as rows alone
    ingrid = card("Ingrid Halvorsen", "EMAIL:ingrid.halvorsen@example.org", "X-LAMP:brass")
    with begun(book_url) as library:
        taken_in(library, address_book(tmp_path, ingrid), DATA / "linkedin" / "connections-2020.csv")
        # when
        with library.open(NOW) as book:
            export_book(book, tmp_path / "all.vcf", ExportBook(form=Format.VCARD))
            export_book(book, tmp_path / "all.jsonl", ExportBook(form=Format.ARCHIVE))

    # then
    cards = (tmp_path / "all.vcf").read_bytes().decode()
    assert set(ingrid.splitlines()) <= set(cards.splitlines())  # with what only the row says beside it
    assert cards.count("BEGIN:VCARD") == 4
    assert "First Name" not in cards
    archived = (tmp_path / "all.jsonl").read_text(encoding="utf-8")
    assert [archived.count(f'"raw_format":"{word}"') for word in ("vcard", "csv-row")] == [1, 4]


@pytest.mark.parametrize(
    ("url", "uid", "page"),
    [
        ("https://www.linkedin.com/in/Ann-Lee", "/in/ann-lee", "https://www.linkedin.com/in/Ann-Lee"),
        ("HTTPS://www.LinkedIn.com/in/ann/?x=1", "/in/ann", "https://www.linkedin.com/in/ann"),
        ("javascript:alert(1)", "linkedin:ann lee 2026-02-08", None),
        ("javascript://www.linkedin.com/in/ann", "linkedin:ann lee 2026-02-08", None),
        ("http://www.linkedin.com/in/ann", "/in/ann", "https://www.linkedin.com/in/ann"),
        ("https://de.linkedin.com/in/ann", "/in/ann", "https://www.linkedin.com/in/ann"),
        ("https://www.linkedin.com.evil.example/in/ann", "linkedin:ann lee 2026-02-08", None),
        ("https://www.linkedin.com/company/ann", "linkedin:ann lee 2026-02-08", None),
        ("https://www.linkedin.com/in/" + "a" * 700, "linkedin:ann lee 2026-02-08", None),
    ],
)
def test_only_the_page_of_a_member_is_a_profile(folder: Path, url: str, uid: str, page: str | None) -> None:
    found = contact(folder, f"Ann,Lee,{url},,,,08 Feb 2026")

    assert found.uid == uid
    assert [handle.value for handle in found.handles] == ([] if page is None else [page])
    assert url.encode() in found.raw


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("08 Feb 2026", "2026-02-08"),
        ("8 feb 2026", "2026-02-08"),
        ("3 févr. 2026", "3 févr. 2026"),
        ("31 Feb 2026", "31 Feb 2026"),
        ("2/3/26", "2/3/26"),
    ],
)
def test_the_day_of_connecting_is_a_line_of_the_note(folder: Path, written: str, kept: str) -> None:
    found = contact(folder, f"Ann,Lee,,,,,{written}")

    assert found.person.note == f"Connected on LinkedIn: {kept}"


def test_degrees_behind_a_comma_are_kept_and_not_part_of_the_name(folder: Path) -> None:
    found = contact(folder, 'Ann,"Lee, PhD, MBA",,,,,08 Feb 2026')

    assert (found.person.name, found.person.family) == ("Ann Lee", "Lee")
    assert b"Lee, PhD, MBA" in found.raw


def test_columns_are_found_by_name_whatever_their_order_case_and_neighbours(folder: Path) -> None:
    found = contact(
        folder, "x;2026-02-08;Lee;Guide;Ann", header="Weather;connected on;LAST NAME;Position;FirstName\n"
    )

    assert (found.person.name, found.person.title) == ("Ann Lee", "Guide")
    assert found.raw == b"Weather,connected on,LAST NAME,Position,FirstName\r\nx,2026-02-08,Lee,Guide,Ann\r\n"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",,,,,,08 Feb 2026", HIDDEN),
        ("LinkedIn,Member,,,Acme,,08 Feb 2026", HIDDEN),
        (",,,,Acme,Guide,08 Feb 2026", "has neither a name nor an address; add one of them"),
        ("Ann,Lee", "has no URL, Email Address, Company, Position and Connected On; "
         "add what is missing, empty cells too"),
    ],
)  # fmt: skip
def test_a_row_of_nobody_is_refused_and_the_next_one_kept(folder: Path, row: str, reason: str) -> None:
    refused, found = rows(folder, row, "Bob,Ray,,,,,09 Feb 2026")

    assert refused == Refused(place="row 2", reason=reason)
    assert isinstance(found, FoundPerson)


def test_two_of_one_name_and_day_stay_two(folder: Path) -> None:
    found = rows(folder, "Ann,Lee,,,Acme,,08 Feb 2026", "Ann,Lee,,,Kola,,08 Feb 2026")

    uids = [one.uid for one in found if isinstance(one, FoundPerson)]
    assert uids == ["linkedin:ann lee 2026-02-08", "linkedin:ann lee 2026-02-08:2"]


def test_an_address_is_taken_where_it_is_one(folder: Path) -> None:
    handles = (
        contact(folder, "Ann,Lee,,ann@example.org,,,").handles + contact(folder, "Ann,Lee,,-,,,").handles
    )

    assert [(handle.kind, handle.value) for handle in handles] == [(HandleKind.EMAIL, "ann@example.org")]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=300).map(lambda text: (HEADER + text).encode())))
def test_no_bytes_make_it_raise(folder: Path, content: bytes) -> None:
    path = folder / "any.csv"
    path.write_bytes(content)
    linkedin_connections.recognises(path, content)

    places = [item.place for item in read(path)]

    assert len(places) == len(set(places))
    assert all(place.startswith("row ") for place in places)


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    (refused,) = read(tmp_path / "missing.csv")

    assert isinstance(refused, Refused)
    assert refused.place == "the rest of the file"

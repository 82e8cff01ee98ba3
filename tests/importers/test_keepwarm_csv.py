"""The table that we write, taken in again: the same people with the same values."""

import csv
import io
from pathlib import Path

import pytest

from keepwarm.domain.sources import FoundPerson, Refused
from keepwarm.storage.book import Library
from keepwarm.storage.export import exported_people
from keepwarm.usecases.export_book import ExportBook, Format, export_book
from keepwarm.usecases.outgoing_table import row_of
from tests.books import NOW, begun, taken_in
from tests.importers.known import importer_of
from tests.importers.readings import BERLIN, DATA
from tests.importers.thrice import check_three_times_is_once

SAMPLES = ("google/new-2025.csv", "outlook/german-2016.csv", "thunderbird/personal-book.ldif",
           "tables/hubspot.csv", "linkedin/connections-2026.csv", "nametag/export-1.2.json",
           "monica/export-4.1.json")  # fmt: skip


def table_of(library: Library, path: Path) -> Path:
    with library.open(NOW) as book:
        export_book(book, path, ExportBook(form=Format.CSV, with_relations=True), overwrite=True)
    return path


def rows_of(library: Library) -> list[dict[str, str]]:
    """Each person's row without ids, which every book has its own of."""
    with library.open(NOW) as book:
        found = [row_of(one) for one in exported_people(book)]
    return sorted(
        ({title: cell for title, cell in row.items() if not title.endswith(" id")} for row in found),
        key=lambda row: sorted(row.items()),
    )


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_people_of_a_book_come_back_from_its_table_with_every_value(sample: str, tmp_path: Path) -> None:
    with begun(str(tmp_path / "one")) as one, begun(str(tmp_path / "two")) as two:
        taken_in(one, DATA / sample)
        table = table_of(one, tmp_path / "people.csv")

        done = taken_in(two, table)

        assert importer_of(table).NAME == "Keepwarm CSV"
        assert {item.arrival.fate for item in done.items} <= {"new", "unsure"}
        assert rows_of(two) == rows_of(one)
        assert len(rows_of(one)) > 1


def test_the_same_table_three_times_gives_the_same_book_and_undo_the_one_before(tmp_path: Path) -> None:
    with begun(str(tmp_path / "one")) as one:
        taken_in(one, DATA / "google/new-2025.csv")
        check_three_times_is_once(table_of(one, tmp_path / "people.csv"), tmp_path)


def test_a_table_in_the_book_that_it_came_from_changes_no_value(tmp_path: Path) -> None:
    with begun(str(tmp_path / "one")) as one:
        taken_in(one, DATA / "google/new-2025.csv")
        before = rows_of(one)
        taken_in(one, table_of(one, tmp_path / "people.csv"))
        assert rows_of(one) == before


TABLE = (
    "Keepwarm id;Name;E-mail 1;E-mail 1 label;Birthday;Standing;Shoe size;Phone 7\r\n"
    "urn:keepwarm:1;'=Ann;ann@example.org;work;28.3.1986;Leave-Be;38;'+44 20 79\r\n"
    ";;;;;;38;\r\n"
)


def test_a_table_that_a_spreadsheet_saved_in_its_own_way_is_read(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE, encoding="cp1252", newline="")

    ann, nobody = importer_of(tmp_path / "t.csv").read(tmp_path / "t.csv", zone=BERLIN)

    assert isinstance(ann, FoundPerson)
    assert (ann.person.name, str(ann.person.birthday), ann.person.standing) == (
        "=Ann",
        "1986-03-28",
        "leave-be",
    )
    assert [(one.value, one.label) for one in ann.handles] == [("ann@example.org", "work"), ("+44 20 79", "")]
    assert ann.uid == "urn:keepwarm:1"
    (row,) = csv.DictReader(io.StringIO(ann.raw.decode(), newline=""))
    assert (row["Name"], row["Shoe size"]) == ("=Ann", "38")
    assert isinstance(nobody, Refused)
    assert nobody.place == "row 3"

"""Any table of people: from many programs, in many languages, by no more than its titles and cells."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.columns import ColumnMeaning as M
from keepwarm.domain.errors import Unreadable
from keepwarm.domain.people import HandleKind
from keepwarm.domain.sources import Found, FoundPerson, RawFormat, Refused
from keepwarm.formats.column_proposals import find_people_table
from keepwarm.formats.column_readings import read_title
from keepwarm.formats.column_words import key_of, titles_of
from keepwarm.importers import importers, unknown_table
from tests.importers.known import importer_of
from tests.importers.readings import (
    BERLIN,
    DATA,
    every_row_is_one_item,
    expected,
    golden_files,
    kept_cells,
    kept_titles,
    readings,
)
from tests.importers.thrice import check_three_times_is_once
from tests.test_house import REFERENCE

TABLES = golden_files("tables")
HEADER_ROWS = {"german-club": 4}
VALUES = {
    M.GIVEN: "Åsa", M.FAMILY: "Lind", M.NICKNAME: "Ås", M.ORGANIZATION: "Tin & Co", M.TITLE: "baker",
    M.DEPARTMENT: "Ovens", M.EMAIL: "asa@example.org", M.PHONE: "+46 8 555 010 10", M.CITY: "Umeå",
    M.COUNTRY: "Sverige", M.BIRTHDAY: "1985-04-12", M.NOTE: "Likes rye", M.TAGS: "bread",
}  # fmt: skip
UNKNOWN_TITLES = ("Record ID", "Barva", "Score (%)", "Last Contact", "")
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


def read(path: Path, columns: dict[str, str] | None = None) -> list[Found]:
    return list(unknown_table.read(path, zone=BERLIN, columns=columns))


def plain(found: list[Found]) -> Any:
    """What is understood and what is kept, as the golden files have it."""
    plain = [{name: value for name, value in one.items() if name != "kept_only"} for one in readings(found)]
    return json.loads(json.dumps(plain))


def written(folder: Path, *lines: str) -> Path:
    path = folder / "people.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def person(folder: Path, *lines: str, columns: dict[str, str] | None = None) -> FoundPerson:
    (found,) = read(written(folder, *lines), columns)
    assert isinstance(found, FoundPerson)
    return found


def handles(found: FoundPerson) -> list[tuple[str, str, str]]:
    return [(one.kind.value, one.value, one.label) for one in found.handles]


def test_there_are_samples_of_many_programs_and_languages() -> None:
    assert [table.stem for table in TABLES] == [
        "airtable", "clay", "dex", "dutch-team", "french-friends", "german-club", "hubspot", "monica",
        "polish-people", "spanish-contacts", "two-addresses", "unknown-words",
    ]  # fmt: skip


@each_table
def test_a_sample_is_known_by_its_content_and_read_as_expected(table: Path) -> None:
    assert importer_of(table).NAME == "CSV of people"
    assert plain(read(table)) == expected(table)


@each_table
def test_every_row_of_a_sample_is_one_item_with_its_number(table: Path) -> None:
    assert every_row_is_one_item(table, read, HEADER_ROWS.get(table.stem, 1))


@each_table
def test_the_same_file_three_times_gives_the_same_book_and_undo_the_one_before(
    table: Path, tmp_path: Path
) -> None:
    check_three_times_is_once(table, tmp_path)


def test_no_file_of_another_importer_is_taken() -> None:
    others = [one for one in importers() if one.NAME != unknown_table.NAME]
    heads = {path: path.read_bytes()[:65_536] for path in DATA.rglob("*") if path.is_file()}
    theirs = [path for path, head in heads.items() if any(one.recognises(path, head) for one in others)]

    taken = [path.name for path in theirs if importer_of(path).NAME == unknown_table.NAME]

    assert len(theirs) > 25
    assert sum(find_people_table(heads[path]) is not None for path in theirs) > 10
    assert taken == []
    assert not {path.parent.name for path in theirs} & {"tables"}


def test_the_share_of_values_that_find_a_place_is_published() -> None:
    people = [one for table in TABLES for one in read(table) if isinstance(one, FoundPerson)]
    total = sum(len(kept_cells(one.raw)) for one in people)
    shown = total - sum(len(kept_titles(one)) for one in people)

    text = (REFERENCE / "any-table.md").read_text(encoding="utf-8")

    assert f"{shown} of {total} values ({shown * 100 // total} %)" in text


def titles() -> st.SearchStrategy[dict[M, str]]:
    """A title for each meaning, in any language and case; no two that are the same."""
    said = {
        meaning: [
            title for _, title, _ in titles_of(meaning)
            if (found := read_title(title)) is not None and found.meaning is meaning
        ]
        for meaning in VALUES
    }  # fmt: skip
    cases = st.sampled_from([str, str.upper, str.title])
    one = {
        meaning: st.builds(lambda case, title: case(title), cases, st.sampled_from(some))
        for meaning, some in said.items()
    }
    return st.fixed_dictionaries(one).filter(lambda all_: len(set(map(key_of, all_.values()))) == len(all_))


@settings(max_examples=80, deadline=None)
@given(titles(), st.sampled_from(UNKNOWN_TITLES), st.sampled_from(",;\t"), st.randoms(use_true_random=False))
def test_a_table_with_any_titles_that_are_known_reads_back_the_same_values(
    folder: Path, said: dict[M, str], unknown: str, delimiter: str, chance: Any
) -> None:
    # given columns in any order, with one of no known meaning among them
    columns = [*((title, VALUES[meaning]) for meaning, title in said.items()), (unknown, "left alone")]
    chance.shuffle(columns)
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(zip(*columns, strict=True))
    path = folder / "any.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    # when
    (found,) = read(path)
    # then
    assert isinstance(found, FoundPerson)
    who, (role,) = found.person, found.details.roles
    by_kind = {one.kind: one.value for one in found.handles}
    assert (who.given, who.family, who.nickname) == ("Åsa", "Lind", "Ås")
    assert (who.organization, who.title, role.department) == ("Tin & Co", "baker", "Ovens")
    assert (str(who.birthday), who.note.endswith("Likes rye")) == ("1985-04-12", True)
    assert by_kind[HandleKind.EMAIL] == "asa@example.org"
    assert by_kind[HandleKind.PHONE] == "+46 8 555 010 10"
    assert by_kind[HandleKind.ADDRESS] == "Umeå, Sverige"
    assert found.details.tags == ("bread",)
    assert kept_cells(found.raw)[unknown] == "left alone"


def test_several_columns_of_one_meaning_are_all_used_and_their_titles_are_the_labels(folder: Path) -> None:
    found = person(folder, "Name,Home phone,Office,Mobile", "Ann,+44 1 555 0100,+44 1 555 0101,0770 555 0102")

    assert handles(found) == [
        ("phone", "+44 1 555 0100", "home"),
        ("phone", "+44 1 555 0101", "office"),
        ("phone", "0770 555 0102", "mobile"),
    ]


def test_several_values_of_one_cell_are_taken_one_by_one(folder: Path) -> None:
    found = person(
        folder, "Name;Email;Phone;Tags", "Ann;a@example.org, b@example.org;1 23 45 | 6 78 90;x, y,X"
    )

    assert [value for _, value, _ in handles(found)] == [
        "a@example.org", "b@example.org", "1 23 45", "6 78 90",
    ]  # fmt: skip
    assert found.details.tags == ("x", "y")


def test_what_the_owner_says_counts_before_what_is_proposed(folder: Path) -> None:
    lines = ("Who knows,E-Mail,Barva", "Ann Lee,ann@example.org,blue")

    found = person(folder, *lines, columns={"Who knows": "nickname", "e-mail": "keep", "3": "note"})

    assert (found.person.name, found.person.nickname, found.person.note) == (
        "Ann Lee",
        "Ann Lee",
        "Barva: blue",
    )
    assert found.handles == ()
    assert found.raw == b"Who knows,E-Mail,Barva\r\nAnn Lee,ann@example.org,blue\r\n"
    assert found.raw_format is RawFormat.CSV_ROW


def test_a_column_that_is_not_there_is_refused(folder: Path) -> None:
    path = written(folder, "Name,Email", "Ann,ann@example.org")

    assert read(path, {"Tel": "phone"}) == [
        Refused(place="row 1", reason="has no column 'Tel'; it has Name, Email")
    ]


def test_what_is_no_table_of_people_is_refused(folder: Path) -> None:
    path = written(folder, "one,two", "1,2")

    (refused,) = read(path)

    assert isinstance(refused, Refused)
    with pytest.raises(Unreadable, match="has no header that is known here"):
        unknown_table.propose_columns(path, path.read_bytes())


@pytest.mark.parametrize(
    ("title", "written_day", "birthday"),
    [
        ("Birthday", "4/5/1990", None),
        ("Birthday", "12/28/1969", "1969-12-28"),
        ("Geburtstag", "4/5/1990", "1990-05-04"),
        ("Birthday", "March 12, 1985", "1985-03-12"),
        ("Birthday", "3rd Sept 1985", "1985-09-03"),
        ("Birthday", "12 March", "--03-12"),
        ("Birthday", "29.06.", "--06-29"),
        ("Birthday", "31 Febr 1985", None),
        ("Birthday", "31.02.", None),
        ("Birthday", "12 Foo 1985", None),
        ("Birthday", "spring", None),
    ],
)
def test_a_birthday_is_read_as_far_as_it_is_sure(
    folder: Path, title: str, written_day: str, birthday: str | None
) -> None:
    found = person(folder, f"Name;{title}", f"Ann Lee;{written_day}")

    assert (found.person.birthday and str(found.person.birthday)) == birthday


def test_a_row_of_nobody_and_a_broken_one_are_refused_and_the_others_kept(folder: Path) -> None:
    path = written(folder, "Name,Email,Note", ",,nobody", "Bo,bo@example.org", "Cy,cy@example.org,ok")

    found = read(path)

    assert [type(one).__name__ for one in found] == ["Refused", "Refused", "FoundPerson"]
    assert [one.place for one in found] == ["row 2", "row 3", "row 4"]


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda t: f"Name,Email\n{t}".encode())))
def test_no_bytes_make_it_raise(folder: Path, content: bytes) -> None:
    path = folder / "bytes.csv"
    path.write_bytes(content)

    unknown_table.recognises(path, content)
    places = [one.place for one in read(path)]

    assert len(places) == len(set(places))

"""The table of people that we write: its columns, its safety, and the way back."""

import csv
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import NO_DETAILS, Details, FoundRelation, Occasion, RelationKind, Role
from keepwarm.domain.people import Handle, HandleKind, Person, Standing
from keepwarm.domain.postal import Postal
from keepwarm.formats.csv_table import clean_cell, column_name
from keepwarm.formats.people_csv import (
    FURTHER,
    Columns,
    cells_of,
    guarded,
    header,
    join_tags,
    record,
    split_tags,
    unguarded,
)
from keepwarm.formats.people_csv_rows import find_own_day, own_contact

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "'=1", "''-1")
WHOLE = Person(
    name="Dr. Zoë B. Poe Jr.",
    prefix="Dr.",
    given="Zoë",
    middle="B.",
    family="Poe",
    suffix="Jr.",
    nickname="Zo",
    phonetic="zoh-ee",
    organization="=Works, Inc.",
    title="@Head",
    birthday=PartialDate(month=4, day=12),
    standing=Standing.JUST_AN_ADDRESS,
    note="- likes tea\n+ and figs",
)
HANDLES = (
    Handle(kind=HandleKind.EMAIL, value="zoe@example.org", label="work", preferred=True),
    Handle(kind=HandleKind.EMAIL, value="z@example.org"),
    Handle(kind=HandleKind.PHONE, value="+44 20 7946", label="mobile"),
    Handle(kind=HandleKind.CHAT, value="zoe", service="signal"),
    Handle(kind=HandleKind.PROFILE, value="https://social.example/zoe", label="page", service="social"),
    Handle(
        kind=HandleKind.ADDRESS,
        value="1 Long Street, Flat 2, Town",
        label="home",
        postal=Postal(
            post_box="7", street="1 Long Street\nFlat 2", locality="Town", code="12345", country="DE"
        ),
    ),
)
DETAILS = Details(
    roles=(
        Role(organization="Works", department="Kiln", title="Head", began=PartialDate(year=2001, month=2)),
        Role(title="Treasurer", ended=PartialDate(year=2011)),
    ),
    tags=("book club", "a;b", "back\\slash", "-minus"),
    relations=(
        FoundRelation(kind=RelationKind.CHILD, name="Bea", uid="urn:keepwarm:0"),
        FoundRelation(kind=RelationKind.PARENT, name="Cleo", label="stepmother"),
    ),
    occasions=(Occasion(label="Exam", on=PartialDate(year=2001, month=11, day=2)),),
)


def table(*rows: dict[str, str]) -> list[dict[str, str]]:
    """The rows as a spreadsheet shows them."""
    columns = Columns()
    for row in rows:
        columns.need(row)
    titles = columns.titles()
    content = header(titles) + b"".join(record(titles, row) for row in rows)
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def read_back(row: dict[str, str]) -> dict[str, str]:
    return {column_name(title): unguarded(clean_cell(cell)) for title, cell in row.items()}


def test_all_that_is_known_of_somebody_comes_back_from_their_row() -> None:
    (row,) = table(cells_of("urn:keepwarm:1", WHOLE, HANDLES, DETAILS, [("Connected On", "1 Mar")]))

    found = own_contact("row 2", read_back(row))

    assert (found.person, found.handles, found.details) == (WHOLE, HANDLES, DETAILS)
    assert found.uid == "urn:keepwarm:1"
    assert row["Kept: Connected On"] == "1 Mar"


def test_there_are_as_many_columns_as_the_people_need() -> None:
    few = cells_of("a", Person(name="Ann"), HANDLES[1:2], NO_DETAILS, [])
    more = cells_of("b", Person(name="Bo", given="Bo"), HANDLES[:1], NO_DETAILS, [("Sign", "*")])

    first, second = table(few, more)

    assert list(first) == [
        "Keepwarm id", "Name", "Given name", "Organization", "Title", "Birthday", "Standing", "Tags", "Note",
        "E-mail 1", "E-mail 1 label", "E-mail 1 preferred", "Kept: Sign",
    ]  # fmt: skip
    assert (first["E-mail 1 label"], second["E-mail 1 label"]) == ("", "work")


def test_a_kept_title_that_comes_twice_has_two_columns_and_its_own_mark_once() -> None:
    kept = [("mail", "a"), ("mail", "b"), ("Kept: Sign", "*"), ("", "whole")]

    (row,) = table(cells_of("a", Person(name="Ann"), (), NO_DETAILS, kept))

    assert {title: cell for title, cell in row.items() if title.startswith("Kept")} == {
        "Kept: Sign": "*", "Kept: mail": "a", "Kept: mail (2)": "b", "Kept: text": "whole",
    }  # fmt: skip


def test_what_would_be_too_many_columns_stands_in_the_last_one() -> None:
    many = [Handle(kind=HandleKind.PHONE, value=f"+{number}") for number in range(1, 53)]
    kept = [(f"c{number}", "x") for number in range(305)] + [("long " * 40, "y")]

    (row,) = table(cells_of("a", Person(name="Ann"), many, NO_DETAILS, kept))

    assert len(row) < 400
    assert list(row)[-1] == FURTHER
    assert row[FURTHER].splitlines()[:2] == ["Phone 51: +51", "Phone 52: +52"]
    assert len(row[FURTHER].splitlines()) == 2 + 6


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_a_spreadsheet_would_run_stands_behind_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["plain", "1-1", "'quoted'", "a=b", "", "O'Neill"])
def test_what_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert guarded(cell) == cell


@settings(max_examples=300)
@given(st.text("'=+-@ \t\r\na＝1", max_size=8))
def test_the_guard_can_be_taken_away_again(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell).lstrip(" \t\r\n")[:1] not in tuple("=+-@＝") or cell.lstrip() == ""


@settings(max_examples=200)
@given(st.lists(st.text("ab;\\ -,", min_size=1).map(str.strip).filter(bool), max_size=4))
def test_tags_in_one_cell_are_the_same_tags(tags: list[str]) -> None:
    assert split_tags(join_tags(tags)) == tags


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1985-04-12", "1985-04-12"),
        ("--04-12", "--04-12"),
        ("12.4.1985", "1985-04-12"),
        ("4/28/1985", "1985-04-28"),
        ("4/5/1985", "None"),
        ("soon", "None"),
    ],
)
def test_a_day_that_a_spreadsheet_rewrote_is_read_where_it_can_mean_one_day_only(cell: str, day: str) -> None:
    assert str(find_own_day(cell)) == day


def test_a_page_that_could_run_something_is_no_handle() -> None:
    cells = {"keepwarmid": "a", "name": "Ann", "profile1": "javascript:alert(1)"}

    assert own_contact("row 2", cells).handles == ()

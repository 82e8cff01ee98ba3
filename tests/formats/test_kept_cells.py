"""What the typed view does not show; that nothing of a sample is lost is held in test_contact_sources."""

import csv
import json
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import (
    NO_DETAILS,
    Details,
    FoundRelation,
    LearnedFact,
    Occasion,
    RelationKind,
    Role,
)
from keepwarm.domain.people import FactKind, Handle, HandleKind, Person
from keepwarm.domain.postal import Postal
from keepwarm.domain.sources import RawFormat
from keepwarm.formats.kept_cells import kept_only

ANN = Person(
    name="Dr. Ann Lee",
    given="Ann",
    family="Lee",
    phonetic="ふじわら みさき",
    birthday=PartialDate(year=1986, month=3, day=9),
    note="Likes ginger tea.\nMoved in May.\nConnected on LinkedIn: 3 févr. 2026",
)
HANDLES = (
    Handle(kind=HandleKind.EMAIL, value="ann@example.org", label="Work"),
    Handle(kind=HandleKind.EMAIL, value="lee@example.org", label="Home"),
    Handle(
        kind=HandleKind.ADDRESS,
        value="Am Wall 3, Hof, 38640 Goslar",
        label="Home",
        postal=Postal(street="Am Wall 3\nHof", code="38640", locality="Goslar"),
    ),
)
DETAILS = Details(
    roles=(Role(organization="Tinworks", department="Kiln", began=PartialDate(year=2001, month=2)),),
    tags=("Choir", "Clients"),
    relations=(
        FoundRelation(kind=RelationKind.CHILD, name="Bea"),
        FoundRelation(kind=RelationKind.PARENT, name="Cleo", label="Mother"),
    ),
    occasions=(Occasion(label="Exam", on=PartialDate(month=11, day=2)),),
    facts=(LearnedFact(kind=FactKind.SKILLS, text="Plays chess", learned_on=date(2020, 5, 4)),),
)


def row(**cells: str) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows([cells.keys(), cells.values()])
    return text.getvalue().encode()


def left_of(cells: dict[str, str]) -> list[str]:
    found = kept_only(row(**cells), RawFormat.CSV_ROW, ANN, HANDLES, DETAILS)
    assert all((title, value) in cells.items() for title, value in found)
    return [title for title, _ in found]


@pytest.mark.parametrize(
    "value",
    [
        "ANN", "dr.  ann LEE", "Dr. Ann, Lee", "ann@example.org", "ann@example.org ::: lee@example.org",
        "Am Wall 3\nHof\n38640 Goslar", "38640 Goslar Am Wall 3 Hof", "Am Wall 3", "Hof", "Goslar",
        "Choir;Clients", "* Choir", "Bea, Cleo", "Tinworks", "Kiln", "9.3.1986", "1986-03-09", "--11-02",
        "2001-02", "みさき", "ふじわら", "Likes ginger tea.", "likes ginger tea.\r\nMoved in May.",
        "3 févr. 2026", "Plays chess", "2020-05-04",
    ],
)  # fmt: skip
def test_a_value_that_stands_in_the_typed_view_is_not_kept_beside_it(value: str) -> None:
    assert left_of({"Column": value}) == []


@pytest.mark.parametrize(
    "value",
    [
        "tea", "Moved", "Moved in May.\nLikes ginger tea.", "Ann Le", "Lee, PhD", "Choir;Boats", "Work",
        "ann@example.org ::: other@example.org", "3/9/86", "9.3.1986 14:30", "Bea and Cleo", "0/0/00", "3",
        "9", "https://example.org", "child", "🎈", "Cleo Ann",
    ],
)  # fmt: skip
def test_a_value_that_the_typed_view_does_not_hold_whole_is_kept(value: str) -> None:
    assert left_of({"Column": value}) == ["Column"]


@pytest.mark.parametrize(
    ("cells", "left"),
    [
        ({"E-mail 1 - Label": "* Work", "E-mail 1 - Value": "ann@example.org"}, []),
        ({"E-mail 1 - Label": "* ", "E-mail 1 - Value": "ann@example.org"}, []),
        ({"E-mail 1 - Label": "Home", "E-mail 1 - Value": "ann@example.org"}, ["E-mail 1 - Label"]),
        ({"E-mail 1 - Label": "Work"}, ["E-mail 1 - Label"]),
        ({"Custom Field 1 - Label": "Work", "Custom Field 1 - Value": "tiles"},
         ["Custom Field 1 - Label", "Custom Field 1 - Value"]),
        ({"Address 1 - Type": "Home", "Address 1 - Street": "Am Wall 3\nHof"}, []),
        ({"Relation 1 - Type": "Child", "Relation 1 - Value": "Bea"}, []),
        ({"Relation 1 - Type": "Mother", "Relation 1 - Value": "Cleo"}, []),
        ({"Relation 1 - Type": "Child", "Relation 1 - Value": "Cleo"}, ["Relation 1 - Type"]),
        ({"Event 1 - Label": "Exam", "Event 1 - Value": "--11-02"}, []),
        ({"Event 1 - Label": "Work", "Event 1 - Value": "--11-02"}, ["Event 1 - Label"]),
    ],
)  # fmt: skip
def test_a_label_is_shown_where_it_stands_by_its_value(cells: dict[str, str], left: list[str]) -> None:
    assert left_of(cells) == left


def test_the_three_parts_of_a_birthday_are_shown_under_their_titles_alone() -> None:
    cells = {"Birth Year": "1986", "Birth Month": "03", "Geburtstag": "9", "Custom 1": "1986"}

    assert left_of(cells) == ["Custom 1"]


def test_what_the_owner_has_changed_since_is_kept() -> None:
    raw = row(Given="Ann", Mail="old@example.org")
    renamed = replace(ANN, given="Anna")

    assert kept_only(raw, RawFormat.CSV_ROW, renamed, HANDLES, DETAILS) == [
        ("Given", "Ann"), ("Mail", "old@example.org"),
    ]  # fmt: skip


def test_a_record_of_a_directory_keeps_every_value_under_its_attribute() -> None:
    raw = (
        b"dn: cn=Ann\nmail: ann@example.org\nmail:: bm9AZXhhbXBsZS5vcmc=\n"
        b"jpegPhoto:: !!\nsn;lang-ja: Li\nurl:< file:x"
    )

    assert kept_only(raw, RawFormat.LDIF_RECORD, ANN, HANDLES, DETAILS) == [
        ("dn", "cn=Ann"),
        ("mail", "no@example.org"),
        ("jpegPhoto", "!!"),
        ("sn;lang-ja", "Li"),
        ("url", "file:x"),
    ]


def test_values_within_values_of_an_object_have_titles_with_points() -> None:
    found = {
        "name": "Ann", "loves": {"food": "SÃ¸renâ\x80\x99s soup", "cats": True, "none": None},
        "phones": [{"number": "1"}, {"number": "ann@example.org"}], "born": 511228800,
    }  # fmt: skip

    assert kept_only(json.dumps(found).encode(), RawFormat.JSON_OBJECT, ANN, (), DETAILS) == [
        ("loves.food", "Søren’s soup"),
        ("loves.cats", "true"),
        ("phones.1.number", "1"),
        ("phones.2.number", "ann@example.org"),
        ("born", "511228800"),
    ]


@pytest.mark.parametrize(
    ("raw", "raw_format"),
    [
        (b"no object", RawFormat.JSON_OBJECT),
        (b'{"a":' * 20_000, RawFormat.JSON_OBJECT),
        (b'a,"b', RawFormat.CSV_ROW),
    ],
)
def test_bytes_that_are_something_else_are_kept_whole(raw: bytes, raw_format: RawFormat) -> None:
    assert kept_only(raw, raw_format, ANN, HANDLES, DETAILS) == [("", raw.decode())]


def test_an_object_deeper_than_anybody_writes_is_kept_to_its_ground() -> None:
    raw = json.dumps({"a": 1}).replace("1", '{"a":' * 80 + "1" + "}" * 80).encode()

    ((title, value),) = kept_only(raw, RawFormat.JSON_OBJECT, ANN, HANDLES, DETAILS)

    assert title.startswith("a.a.a.")
    assert "1" in value


@pytest.mark.parametrize("raw_format", [RawFormat.VCARD, RawFormat.PHOTO])
def test_of_what_goes_out_as_it_is_nothing_is_left(raw_format: RawFormat) -> None:
    assert kept_only(b"N:Lee;Ann", raw_format, ANN, (), NO_DETAILS) == []


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(RawFormat))
def test_no_bytes_make_it_raise(raw: bytes, raw_format: RawFormat) -> None:
    found = kept_only(raw, raw_format, ANN, HANDLES, DETAILS)

    assert all(value.strip() for _, value in found)
    "\n".join(title + value for title, value in found).encode()


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.text("ab1- "), st.text("xyz ;,:*\n1/", max_size=12), min_size=1, max_size=6))
def test_of_somebody_with_nothing_to_show_every_cell_is_kept(cells: dict[str, str]) -> None:
    found = kept_only(row(**cells), RawFormat.CSV_ROW, Person(name="Ann"), (), NO_DETAILS)

    meant = {
        title for title, value in cells.items() if value.replace(":::", "").replace("*", "").strip(" ,\n")
    }
    assert meant <= {title for title, _ in found}

"""Nametag's export: people with their groups, relations, dates and journal, of each version."""

import json
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.details import RelationKind
from keepwarm.domain.sources import Found, FoundPerson, RawFormat, Refused
from keepwarm.importers import nametag
from tests.importers.oddities import with_oddities
from tests.importers.readings import BERLIN, expected, golden_files
from tests.importers.thrice import check_three_times_is_once
from tests.importers.whole_readings import whole_readings

FILES = golden_files("nametag", "*.json")
OLD, NEW = FILES
DAMAGED = "is damaged; export it from Nametag again"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("nametag")


def read(folder: Path, content: object) -> list[Found]:
    path = folder / "nametag.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content, indent=2).encode())
    return list(nametag.read(path, zone=BERLIN))


def export(*persons: dict[str, Any]) -> dict[str, Any]:
    return {"version": "1.2", "exportDate": "2026-02-01T10:00:00.000Z", "groups": [], "people": list(persons)}


def people(found: Iterable[Found]) -> list[FoundPerson]:
    return [one for one in found if isinstance(one, FoundPerson)]


@pytest.mark.parametrize("sample", FILES, ids=lambda one: one.stem)
def test_a_sample_is_known_by_its_content_and_read_as_expected(sample: Path) -> None:
    assert nametag.recognises(sample, sample.read_bytes()[:65_536])
    assert whole_readings(nametag.read(sample, zone=BERLIN)) == expected(sample)


@pytest.mark.parametrize("sample", FILES, ids=lambda one: one.stem)
def test_the_same_file_three_times_gives_the_same_book_and_undo_the_one_before(
    sample: Path, tmp_path: Path
) -> None:
    check_three_times_is_once(sample, tmp_path)


def test_both_sides_of_a_relation_say_the_same() -> None:
    """`Rosalind, Parent, Tomas` reads: Rosalind is the parent of Tomas."""
    rosalind, tomas, *_ = people(nametag.read(NEW, zone=BERLIN))

    assert (RelationKind.CHILD, tomas.uid) in [(one.kind, one.uid) for one in rosalind.details.relations]
    assert (RelationKind.PARENT, rosalind.uid) in [(one.kind, one.uid) for one in tomas.details.relations]


def test_a_person_is_kept_word_for_word_but_for_the_picture(folder: Path) -> None:
    ann = {"id": "a", "name": "Ann", "photo": "data:image/png;base64,AAEC", "gender": "F"}

    (found,) = people(read(folder, export(ann)))

    assert (found.details.photo, found.uid) == (b"\x00\x01\x02", "a")
    assert json.loads(found.raw) == ann | {"photo": "data:image/png;base64,"}
    assert found.raw_format is RawFormat.JSON_OBJECT


@pytest.mark.parametrize(
    ("written", "expected_day"),
    [
        ("1974-04-02T00:00:00.000Z", "1974-04-02"),
        ("1604-04-02T00:00:00.000Z", "--04-02"),
        ("0001-01-02", "--01-02"),
    ],
)
def test_a_birthday_has_the_year_that_is_known(folder: Path, written: str, expected_day: str) -> None:
    ann = {"id": "a", "name": "Ann", "importantDates": [{"title": "Birthday", "date": written}]}

    (found,) = people(read(folder, export(ann)))

    assert str(found.person.birthday) == expected_day


def test_a_damaged_person_is_refused_and_the_others_kept(folder: Path) -> None:
    whole = json.dumps(export(*({"id": name, "name": name} for name in ("Ann", "Ben", "Cem"))), indent=2)

    found = read(folder, whole.replace('"name": "Ben"', '"name": "Ben').encode())

    assert [one.person.name for one in people(found)] == ["Ann", "Cem"]
    assert Refused(place="person 2", reason=DAMAGED) in found


@pytest.mark.parametrize(
    "value", ["NaN", "[" * 100_000 + "]" * 100_000, '{"a":' * 100_000, "1" * 5000, "[1}"]
)
def test_hostile_values_cost_one_person_at_most(folder: Path, value: str) -> None:
    whole = json.dumps(export(*({"id": name, "name": name} for name in ("Ann", "Ben"))))

    found = read(folder, whole.replace('"name": "Ben"', f'"name": {value}').encode())

    assert [one.person.name for one in people(found)] == ["Ann"]
    assert Refused(place="person 2", reason=DAMAGED) in found


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 20_000), st.binary(max_size=3)), max_size=5))
def test_no_bytes_make_it_raise(folder: Path, changes: list[tuple[int, bytes]]) -> None:
    content = bytearray(NEW.read_bytes())
    for place, written in changes:
        content[place % len(content) : place % len(content) + 1] = written

    nametag.recognises(folder, bytes(content))
    places = [item.place for item in read(folder, bytes(content))]

    assert len(places) == len(set(places))


@settings(max_examples=200)
@given(st.integers(0, 2**32))
def test_values_of_any_type_anywhere_make_it_never_raise(folder: Path, seed: int) -> None:
    whole = with_oddities(json.loads(NEW.read_bytes()), Random(seed))

    places = [item.place for item in read(folder, whole)]

    assert len(places) == len(set(places))


def test_a_kind_of_any_name_is_named_in_one_line(folder: Path) -> None:
    content = json.dumps(export() | {"aXb": [{}], "aYb": [{}]}).encode()

    found = read(folder, content.replace(b"X", b"\0").replace(b"Y", b"\x1b"))

    assert [item.place for item in found] == ["a_b (2)"]


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    (refused,) = nametag.read(tmp_path / "missing.json", zone=BERLIN)

    assert isinstance(refused, Refused)

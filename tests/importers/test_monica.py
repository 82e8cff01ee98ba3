"""Monica 4's export: people, relations, history, favours and dates, in any order of the file."""

import copy
import json
import tracemalloc
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.details import RelationKind
from keepwarm.domain.sources import Found, FoundInteraction, FoundPerson, RawFormat, Refused
from keepwarm.importers import monica
from tests.importers.oddities import with_oddities
from tests.importers.readings import BERLIN, expected, golden_files
from tests.importers.thrice import check_three_times_is_once
from tests.importers.whole_readings import whole_readings

FILES = golden_files("monica", "*.json")
FULL, OTHER_ORDER = FILES
DAMAGED = "is damaged; export it from Monica again"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("monica")


def read(folder: Path, content: object) -> list[Found]:
    path = folder / "monica.json"
    written = content if isinstance(content, bytes) else json.dumps(content, indent=4).encode()
    path.write_bytes(written)
    return list(monica.read(path, zone=BERLIN))


def export(*collections: tuple[str, Iterable[Any]]) -> dict[str, Any]:
    data = [{"count": 1, "type": kind, "values": list(values)} for kind, values in collections]
    return {"version": "1.0-preview.1", "app_version": "4.1.2", "account": {"data": data}}


def contact(uuid: str, name: str, *data: dict[str, Any], **properties: Any) -> dict[str, Any]:
    return {"uuid": uuid, "properties": {"first_name": name, **properties}, "data": list(data)}


def photo(uuid: str, picture: bytes) -> dict[str, Any]:
    return {"uuid": uuid, "properties": {"dataUrl": f"data:image/png;base64,{b64encode(picture).decode()}"}}


def people(found: Iterable[Found]) -> dict[str, FoundPerson]:
    return {one.person.name: one for one in found if isinstance(one, FoundPerson)}


@pytest.mark.parametrize("sample", FILES, ids=lambda one: one.stem)
def test_a_sample_is_known_by_its_content_and_read_as_expected(sample: Path) -> None:
    assert monica.recognises(sample, sample.read_bytes()[:65_536])
    assert whole_readings(monica.read(sample, zone=BERLIN)) == expected(sample)


@pytest.mark.parametrize("sample", FILES, ids=lambda one: one.stem)
def test_the_same_file_three_times_gives_the_same_book_and_undo_the_one_before(
    sample: Path, tmp_path: Path
) -> None:
    check_three_times_is_once(sample, tmp_path)


def test_the_order_of_the_collections_changes_nothing_but_places(folder: Path) -> None:
    whole = json.loads(FULL.read_bytes())
    turned = copy.deepcopy(whole)
    turned["account"]["data"].reverse()
    turned["account"] = dict(reversed(turned["account"].items()))

    first, second = (read(folder, one) for one in (whole, turned))

    assert whole_readings(first) == whole_readings(second)


def test_a_contact_is_kept_word_for_word_and_known_by_its_uuid(folder: Path) -> None:
    ann = contact("u1", "Ann", gender="g", stay_in_touch_frequency=30)

    found, refused = read(folder, export(("contact", [ann])))

    assert isinstance(found, FoundPerson)
    assert (json.loads(found.raw), found.raw_format, found.uid) == (ann, RawFormat.JSON_OBJECT, "u1")
    assert refused == Refused(
        place="staying in touch (1)",
        reason="has no place here yet; how often is kept with the contact, word for word",
    )


def test_the_other_of_a_relation_is_to_the_contact_what_the_type_says(folder: Path) -> None:
    """Monica lists `of_contact` on the page of `contact_is`, under the name of the type."""
    parent = {"properties": {"type": "parent", "contact_is": "kid", "of_contact": "mum"}}
    both = [contact("kid", "Kim"), contact("mum", "Mia")]

    found = people(read(folder, export(("contact", both), ("relationship", [parent]))))

    assert [(one.kind, one.uid) for one in found["Kim"].details.relations] == [(RelationKind.PARENT, "mum")]
    assert found["Mia"].details.relations == ()


def test_the_avatars_photo_comes_before_the_first_and_a_broken_one_is_named(folder: Path) -> None:
    broken = {"uuid": "p1", "properties": {"dataUrl": "data:image/png;base64,?"}}
    shown = [{"type": "photo", "values": ["p2", "p3"]}]
    contacts = [
        contact("u1", "Ann", *shown, avatar={"avatar_photo": "p3"}),
        contact("u2", "Ben", *shown, avatar={"avatar_photo": "p1"}),
    ]
    photos = [broken, photo("p2", b"two"), photo("p3", b"three")]

    found = read(folder, export(("photo", photos), ("contact", contacts)))

    assert [one.details.photo for one in people(found).values()] == [b"three", b"two"]
    assert Refused(place="photo 1 of contact 2", reason="is no picture; add it by hand") in found


def test_what_passed_comes_after_the_people_and_has_a_key_that_stays(folder: Path) -> None:
    without_uuid = {"properties": {"called_at": "2024-01-05T14:00:00Z", "content": "Hello"}}
    ann = contact("u1", "Ann", {"type": "call", "values": [without_uuid, {"properties": {}}]})

    first = read(folder, export(("contact", [ann, contact("u2", "Ben")])))
    again = read(folder, export(("contact", [contact("u2", "Ben"), ann])))

    assert [type(one).__name__ for one in first] == [
        "FoundPerson", "FoundPerson", "FoundInteraction", "Refused",
    ]  # fmt: skip
    keys = [
        {one.interaction.key for one in found if isinstance(one, FoundInteraction)}
        for found in (first, again)
    ]
    assert keys[0] == keys[1] != {None}


def test_a_damaged_contact_is_refused_and_the_others_kept(folder: Path) -> None:
    whole = json.dumps(export(("contact", [contact(f"u{n}", f"Ann {n}") for n in (1, 2, 3)])), indent=4)

    found = read(folder, whole.replace('"Ann 2"', '"Ann 2').encode())

    assert list(people(found)) == ["Ann 1", "Ann 3"]
    assert [one for one in found if isinstance(one, Refused)] == [Refused(place="contact 2", reason=DAMAGED)]


def test_of_a_file_that_ends_early_everything_before_is_kept(folder: Path) -> None:
    whole = json.dumps(export(("contact", [contact(f"u{n}", f"Ann {n}") for n in (1, 2, 3)])), indent=4)

    found = read(folder, whole[: whole.index('"Ann 3"')].encode())

    assert list(people(found)) == ["Ann 1", "Ann 2"]
    assert found[-2:] == [
        Refused(place="contact 3", reason=DAMAGED),
        Refused(
            place="the rest of the file",
            reason="is missing, since the file ends early; export it from Monica again",
        ),
    ]


@pytest.mark.parametrize(
    "value", ["NaN", "[" * 100_000 + "]" * 100_000, '{"a":' * 100_000, "1" * 5000, '"\ud83c"', '"\x00"']
)
def test_hostile_values_cost_one_contact_at_most(folder: Path, value: str) -> None:
    whole = json.dumps(
        export(("contact", [contact("u1", "Ann"), contact("u2", "HERE"), contact("u3", "Cem")]))
    )

    found = read(folder, whole.replace('"HERE"', value).encode(errors="surrogatepass"))

    assert "Ann" in people(found)
    assert any(isinstance(one, Refused) and one.place == "contact 2" for one in found)


def test_a_kind_of_any_name_is_named_in_one_line(folder: Path) -> None:
    content = json.dumps(export(("aXb", [{"uuid": "1"}]), ("aYb", [{"uuid": "2"}]))).encode()

    found = read(folder, content.replace(b"X", b"\0").replace(b"Y", b"\x1b"))

    assert [item.place for item in found] == ["objects of the kind a_b (2)"]


def test_half_a_character_is_left_out(folder: Path) -> None:
    (found,) = read(folder, json.dumps(export(("contact", [contact("u1", "Ann\ud83c")]))).encode())

    assert isinstance(found, FoundPerson)
    assert found.person.name == "Ann"


@settings(max_examples=200)
@given(st.integers(0, 2**32))
def test_values_of_any_type_anywhere_make_it_never_raise(folder: Path, seed: int) -> None:
    whole = with_oddities(json.loads(FULL.read_bytes()), Random(seed))

    places = [item.place for item in read(folder, whole)]

    assert len(places) == len(set(places))


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 20_000), st.binary(max_size=3)), max_size=5))
def test_no_bytes_make_it_raise(folder: Path, changes: list[tuple[int, bytes]]) -> None:
    content = bytearray(OTHER_ORDER.read_bytes())
    for place, written in changes:
        content[place % len(content) : place % len(content) + 1] = written

    monica.recognises(folder, bytes(content))
    places = [item.place for item in read(folder, bytes(content))]

    assert len(places) == len(set(places))


def test_twenty_megabytes_of_photos_are_read_in_a_few(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    picture = json.dumps(photo("p0", b"\x89PNG" + bytes(750_000)))
    with path.open("w", encoding="utf-8") as file:
        file.write('{"app_version": "4.1.2", "account": {"data": [{"type": "photo", "values": [')
        file.write(",\n".join(picture.replace('"p0"', f'"p{number}"') for number in range(20)))
        file.write(']}, {"type": "contact", "values": [')
        each = (contact(f"u{n}", f"Ann {n}", {"type": "photo", "values": [f"p{n}"]}) for n in range(20))
        file.write(",\n".join(map(json.dumps, each)))
        file.write("]}]}}")

    tracemalloc.start()
    try:
        photos = [
            len(one.details.photo) for one in monica.read(path, zone=BERLIN) if isinstance(one, FoundPerson)
        ]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert path.stat().st_size > 20_000_000
    assert photos == [750_004] * 20
    assert peak < 10_000_000


def test_a_file_of_something_else_holds_nobody(folder: Path) -> None:
    assert people(read(folder, b"{}")) == people(read(folder, b"")) == people(read(folder, b"[[1]]")) == {}
    assert isinstance(next(monica.read(folder / "missing.json", zone=BERLIN)), Refused)


def test_a_dump_of_its_tables_is_known_and_told_what_to_export_instead(folder: Path) -> None:
    head = b"# Ann Lee dump of data\n\nSET FOREIGN_KEY_CHECKS=0;\n\n"
    columns = b"(`id`,`api_key`,`number_of_invitations_sent`)"
    content = head + b"INSERT IGNORE INTO `accounts` " + columns + b" VALUES\n (1,'x',0);\n"

    assert read(folder, content) == [
        Refused(
            place="the file",
            reason="is Monica's export as SQL, which is not read here; export it from Monica as JSON",
        )
    ]
    assert monica.recognises(folder / "monica.json", content)

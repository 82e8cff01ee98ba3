"""Facebook's friends: names alone, and that being friends there is no conversation."""

import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.sources import Found, FoundPerson, RawFormat, Refused
from keepwarm.importers import facebook_friends
from keepwarm.storage.schema import interactions
from tests.books import NOW, begun, taken_in
from tests.importers.known import importer_of
from tests.importers.readings import BERLIN, golden_files

FILES = golden_files("facebook", "*.json")
ANN = {"name": "Ann Lee", "timestamp": 1577836800}
DAMAGED = "is damaged; download your information again"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("facebook")


def read(folder: Path, content: str | bytes, zone: ZoneInfo = BERLIN) -> list[Found]:
    path = folder / "your_friends.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(facebook_friends.read(path, zone=zone))


def friends(*items: object) -> str:
    return json.dumps({"friends_v2": items}, indent=2)


def friend(folder: Path, item: dict[str, Any], zone: ZoneInfo = BERLIN) -> FoundPerson:
    (found,) = read(folder, friends(item), zone)
    assert isinstance(found, FoundPerson)
    return found


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("SÃ¸ren KjÃ¦rsgaard", "Søren Kjærsgaard"),
        ("\u00f0\u009f\u008c\u00bb Zoe", "🌻 Zoe"),
        ("Søren", "Søren"),
        ("山村 葵", "山村 葵"),
        ("\ud83c Zoe", "Zoe"),
    ],
)
def test_letters_that_were_bytes_are_read_as_what_they_were(folder: Path, written: str, name: str) -> None:
    assert friend(folder, {"name": written}).person.name == name


def test_the_day_is_that_of_the_owners_wall_clock(folder: Path) -> None:
    at = {"name": "Ann Lee", "timestamp": 1546300799}

    notes = [friend(folder, at, zone).person.note for zone in (ZoneInfo("UTC"), BERLIN)]

    assert notes == ["Friends on Facebook since 2018-12-31", "Friends on Facebook since 2019-01-01"]


@pytest.mark.parametrize("timestamp", [0, -1, True, "1577836800", None, 10**30, 1.5])
def test_a_time_that_is_none_makes_no_line_and_no_id(folder: Path, timestamp: object) -> None:
    found = friend(folder, {"name": "Ann Lee", "timestamp": timestamp})

    assert (found.person.note, found.uid) == ("", "")


def test_a_friend_is_kept_word_for_word_and_is_known_by_name_and_time(folder: Path) -> None:
    found = friend(folder, ANN)

    assert json.loads(found.raw) == ANN
    assert found.raw_format is RawFormat.JSON_OBJECT
    assert (found.uid, found.handles) == ("facebook:ann lee 1577836800", ())


def test_two_of_one_name_and_time_stay_two(folder: Path) -> None:
    uids = [one.uid for one in read(folder, friends(ANN, ANN)) if isinstance(one, FoundPerson)]

    assert uids == ["facebook:ann lee 1577836800", "facebook:ann lee 1577836800:2"]


def test_a_friend_is_listed_and_being_one_is_no_conversation(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        done = taken_in(library, *FILES)
        with library.open(NOW) as book:
            passed = book.rows(select(interactions).where(book.owns(interactions)))

    assert done.counts[Fate.NEW] + done.counts[Fate.UNSURE] == 7
    assert passed == []


def test_the_same_name_elsewhere_is_not_taken_for_the_same_person(tmp_path: Path) -> None:
    other = tmp_path / "other.ldif"
    other.write_text("dn: cn=Otis Farrow\ncn: Otis Farrow\nmail: otis@example.org\n", encoding="utf-8")
    with begun(str(tmp_path / "book.keepwarm")) as library:
        done = taken_in(library, other, FILES[0])

    namesakes = [item.arrival for item in done.items if item.arrival.person == "Otis Farrow"]
    assert [one.fate for one in namesakes] == [Fate.UNSURE, Fate.UNSURE]
    assert namesakes[0].person_id != namesakes[1].person_id


@pytest.mark.parametrize(
    ("content", "place", "reason"),
    [
        (friends(ANN, {"name": " "}), "friend 2", "has no name; add them by hand if you know who it is"),
        (friends(ANN, {"name": 7}), "friend 2", "has no name; add them by hand if you know who it is"),
        (friends(ANN).replace("]", ', {"name": "Bob", }]'), "friend 2", DAMAGED),
        (friends(ANN).replace("]", ', {"name": ' + "[" * 2000 + "]" * 2000 + "}]"), "friend 2", DAMAGED),
        (friends(ANN)[:-3], "the rest of the file",
         "the list of friends does not end; download your information again"),
        (friends(ANN) + "{}", "the rest of the file", "is no list of friends and is not read"),
    ],
)  # fmt: skip
def test_what_is_damaged_is_refused_and_the_rest_kept(
    folder: Path, content: str, place: str, reason: str
) -> None:
    found, *refused = read(folder, content)

    assert isinstance(found, FoundPerson)
    assert refused[0] == Refused(place=place, reason=reason)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{}", "is no list of friends; download your information again, in JSON"),
        (
            '{"friends": [' + " " * 4_200_000,
            "is no list of friends; download your information again, in JSON",
        ),
        (friends(ANN) + " " * 4_200_000, "is larger than 4 MiB, which no list of friends is"),
    ],
)
def test_a_file_that_is_no_list_is_refused_as_one(folder: Path, content: str, reason: str) -> None:
    assert read(folder, content) == [Refused(place="the file", reason=reason)]


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    (refused,) = facebook_friends.read(tmp_path / "missing.json", zone=BERLIN)

    assert isinstance(refused, Refused)


def test_other_lists_of_facebook_are_not_taken_for_friends(tmp_path: Path) -> None:
    path = tmp_path / "removed.json"
    content = b'{"deleted_friends_v2": [{"name": "Ann", "timestamp": 1}]}'
    path.write_bytes(content)

    assert not facebook_friends.recognises(path, content)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300).map(lambda content: b'{"friends":[{"name"' + content),
        st.lists(st.sampled_from([*'{}[]",:\\ \n17', '"name"', '"timestamp"', "null"]), max_size=60).map(
            lambda words: ('{"friends_v2":[{"name":"A"},' + "".join(words)).encode()
        ),
    )
)
def test_no_bytes_make_it_raise(folder: Path, content: bytes) -> None:
    facebook_friends.recognises(folder, content)

    places = [item.place for item in read(folder, content)]

    assert len(places) == len(set(places))


def test_a_list_whose_first_friend_is_damaged_is_known_by_the_others(tmp_path: Path) -> None:
    path = tmp_path / "friends.json"
    path.write_bytes(b'{"friends_v2": [\n\0\xff{"na\n,\n{"name": "Bo", "timestamp": 1577836800}\n]}')

    assert importer_of(path) is facebook_friends
    assert [
        one.person.name for one in facebook_friends.read(path, zone=BERLIN) if isinstance(one, FoundPerson)
    ] == ["Bo"]

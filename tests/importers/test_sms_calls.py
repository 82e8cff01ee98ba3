"""Calls of an Android phone: only an answered one is a conversation both ways."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.interactions import Direction
from keepwarm.domain.sources import Found, FoundInteraction, Refused
from keepwarm.importers import sms_calls
from tests.books import address_book, begun, card, taken_in
from tests.importers.known import importer_of
from tests.importers.readings import BERLIN, expected, golden_files
from tests.importers.talks import fates_of, talks
from tests.importers.thrice import check_three_times_is_once

FILES = golden_files("phone", "calls-*.xml")
ANN = "+491715550142"
AT = 1709110000321


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("calls")


def file_of(folder: Path, *calls: str, name: str = "calls.xml") -> Path:
    path = folder / name
    path.write_text("<calls>\n" + "\n".join(calls) + "\n</calls>", encoding="utf-8")
    return path


def read(folder: Path, *calls: str) -> list[Found]:
    return list(sms_calls.read(file_of(folder, *calls), zone=BERLIN))


def call(number: str = ANN, *, at: int = AT, kind: int = 1, seconds: object = 60, name: str = "null") -> str:
    return f'<call number="{number}" duration="{seconds}" date="{at}" type="{kind}" contact_name="{name}" />'


@pytest.mark.parametrize("sample", FILES, ids=lambda path: path.stem)
def test_the_file_is_known_by_its_content_and_read_as_expected(sample: Path) -> None:
    assert importer_of(sample) is sms_calls
    assert talks(sms_calls.read(sample, zone=BERLIN)) == expected(sample)


@pytest.mark.parametrize("sample", FILES, ids=lambda path: path.stem)
def test_the_same_file_three_times_gives_the_same_book_and_undo_the_one_before(
    sample: Path, tmp_path: Path
) -> None:
    check_three_times_is_once(sample, tmp_path)


@pytest.mark.parametrize(
    ("kind", "seconds", "direction", "minutes"),
    [
        (1, 754, Direction.MUTUAL, 13),
        (2, 60, Direction.MUTUAL, 1),
        (2, 61, Direction.MUTUAL, 2),
        (7, 1, Direction.MUTUAL, 1),
        (1, 0, Direction.IN, None),
        (2, 0, Direction.OUT, None),
        (3, 0, Direction.IN, None),
        (4, 21, Direction.IN, None),
        (5, 0, Direction.IN, None),
        (7, 0, Direction.IN, None),
        (2, "null", Direction.OUT, None),
        (2, -5, Direction.OUT, None),
        (1, 900_000, Direction.MUTUAL, None),
        (1, "9" * 40, Direction.IN, None),
    ],
)
def test_an_answered_call_is_both_ways_and_its_minutes_are_rounded_up(
    folder: Path, kind: int, seconds: object, direction: Direction, minutes: int | None
) -> None:
    (found,) = read(folder, call(kind=kind, seconds=seconds))

    assert isinstance(found, FoundInteraction)
    assert (found.interaction.direction, found.interaction.minutes) == (direction, minutes)
    assert found.strangers_wait


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (call(kind=6), "came from a number that the phone blocks; no conversation"),
        (call(kind=9), "says neither who called nor whether it was answered; make the backup again"),
        (call("-1"), "does not say whose it is, since the number was hidden; nothing is to be done"),
        (call("112"), "a call with a service (112); no conversation"),
        (call("*100#"), "a call with a service (*100#); no conversation"),
        (call(at=1), "has a time in the year 1970; correct it, and import the backup again"),
        (call().replace('"60"', "60"), "is damaged; make the backup again"),
    ],
)
def test_what_is_no_call_with_a_person_is_refused_and_the_next_one_kept(
    folder: Path, record: str, reason: str
) -> None:
    refused, found = read(folder, record, call())

    assert refused == Refused(place="call 1", reason=reason)
    assert isinstance(found, FoundInteraction)


def test_the_same_call_in_another_backup_counts_once(tmp_path: Path) -> None:
    first = file_of(tmp_path, call(), call(at=AT + 1), name="first.xml")
    second = file_of(tmp_path, call("0171 5550142", name="Ann"), call(at=AT + 2), name="second.xml")

    assert fates_of(tmp_path, first, second)[1] == [Fate.SAME, Fate.NEW]


def test_a_call_is_with_whom_the_book_has_with_that_number(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        taken_in(library, address_book(tmp_path, card("Ann Lee", "TEL:0171 5550142")))
        done = taken_in(library, file_of(tmp_path, call(name="Annie at work")))

    assert [item.arrival.person for item in done.items] == ["Ann Lee"]


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.lists(st.sampled_from([call(), "<call ", '"', "<", "</calls>", "<x>"]), max_size=8).map(
            lambda pieces: ("<calls>" + "".join(pieces)).encode()
        ),
    )
)
def test_no_bytes_make_it_raise(folder: Path, content: bytes) -> None:
    path = folder / "any.xml"
    path.write_bytes(content)
    sms_calls.recognises(path, content)

    places = [item.place for item in sms_calls.read(path, zone=BERLIN)]

    assert len(places) == len(set(places))


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    (refused,) = sms_calls.read(tmp_path / "missing.xml", zone=BERLIN)

    assert isinstance(refused, Refused)
    assert refused.place == "the rest of the file"

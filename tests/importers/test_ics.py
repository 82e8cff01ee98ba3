import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.errors import Unreadable
from keepwarm.domain.sources import Found, FoundMeeting, Refused
from keepwarm.importers import ics, recognise
from keepwarm.usecases.unfold_files import sources_at
from tests.books import begun, hash_of, taken_in
from tests.importers.calendar_readings import calendar_readings
from tests.importers.known import importer_of
from tests.importers.readings import BERLIN, expected, golden_files
from tests.importers.thrice import check_three_times_is_once

SAMPLES = golden_files("calendars", "*.ics")
each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.stem)
EVENT = """BEGIN:VEVENT
UID:{uid}
DTSTAMP:20240101T000000Z
DTSTART:20240301T090000Z
SUMMARY:{uid}
ATTENDEE;CN=Ann;PARTSTAT=ACCEPTED:mailto:ann@example.org
END:VEVENT
"""
PIECES = st.sampled_from(
    [
        b"BEGIN:VCALENDAR\n", b"END:VCALENDAR\n", b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"BEGIN:VALARM\n",
        b"\n", b"END:VALARM\n", b"DTSTART:20240301T090000Z\n", b"RRULE:FREQ=DAILY;COUNT=3\n", b" fold\n",
        b"\xff\x00", b"ATTENDEE;CN=\"A\":mailto:a@example.org\n", b"UID:1\n", b"SUMMARY:x\n",
        b"DTSTART;TZID=\"\n", b"BEGIN:VTIMEZONE\n", b"EXDATE:20240302T090000Z\n", b"\r",
        b"RECURRENCE-ID:20240302T090000Z\n", b"END:VTIMEZONE\n",
        b"METHOD:CANCEL\n",
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("calendars")


def read(folder: Path, content: str | bytes) -> list[Found]:
    path = folder / "calendar.ics"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(ics.read(path, zone=BERLIN))


def calendar(*events: str) -> str:
    return "BEGIN:VCALENDAR\nVERSION:2.0\n" + "".join(events) + "END:VCALENDAR\n"


def event(uid: str) -> str:
    return EVENT.format(uid=uid)


def test_there_is_a_sample_of_each_dialect() -> None:
    assert [sample.stem.partition("-")[0] for sample in SAMPLES] == [
        "apple", "fastmail", "google", "nextcloud", "outlook", "proton", "thunderbird",
    ]  # fmt: skip


@each_sample
def test_a_calendar_is_known_by_its_content_and_read_as_expected(sample: Path) -> None:
    importer = importer_of(sample)

    assert importer.NAME == ics.NAME
    assert calendar_readings(importer.read(sample, zone=BERLIN)) == expected(sample)


@each_sample
def test_the_same_calendar_three_times_gives_the_same_book_and_undo_the_one_before(
    sample: Path, tmp_path: Path
) -> None:
    check_three_times_is_once(sample, tmp_path)


@each_sample
def test_the_form_of_the_bytes_makes_no_difference(sample: Path, folder: Path) -> None:
    raw = sample.read_bytes()
    lines = raw.replace(b"\r\n", b"\n")
    forms = {
        "LF": lines,
        "CR": lines.replace(b"\n", b"\r"),
        "CRLF": lines.replace(b"\n", b"\r\n"),
        "CRCRLF": lines.replace(b"\n", b"\r\r\n"),
        "doubled": lines.replace(b"\n", b"\n\n"),
        "marked": b"\xef\xbb\xbf" + raw,
        "UTF-16": raw.decode().encode("utf-16"),
        "lower case": lines.replace(b"BEGIN:VEVENT", b"begin:vevent").replace(b"DTSTART", b"dtstart"),
        "folded with tabs": lines.replace(b"\n ", b"\n\t"),
    }

    for name, form in forms.items():
        assert calendar_readings(read(folder, form)) == expected(sample), name


def test_a_calendar_is_known_whatever_it_is_called_and_other_files_are_none(folder: Path) -> None:
    for name, content in (("c.txt", "\ufeff\n begin:vcalendar\n"), ("d.ics", "X-NOTE:y\nBEGIN:VCALENDAR\n")):
        (folder / name).write_text(content, encoding="utf-8")
        assert importer_of(folder / name).NAME == ics.NAME
    (folder / "e.ics").write_text("BEGIN:VCALENDARS\n")
    assert recognise(folder / "e.ics") is None


def test_the_zip_of_an_export_brings_the_meetings_of_each_calendar(tmp_path: Path) -> None:
    path = tmp_path / "me@example.org.ical.zip"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("me@example.org.ics", calendar(event("a")))
        target.writestr("Rowing_0a1b2c@group.calendar.google.com.ics", calendar(event("b")))

    found = {source.name: len(list(source.found)) for source in sources_at(path, BERLIN)}

    assert found == {f"{path.name}: me@example.org.ics": 1,
                     f"{path.name}: Rowing_0a1b2c@group.calendar.google.com.ics": 1}  # fmt: skip


def test_a_broken_event_is_told_with_its_place_and_the_others_are_kept(folder: Path) -> None:
    headless = event("c").replace("BEGIN:VEVENT\n", "")
    startless = event("e").replace("DTSTART:20240301T090000Z\n", "DTSTART:16010101T000000Z\n")
    content = calendar(event("a"), event("b").replace("END:VEVENT\n", ""), event("d"), headless, startless)

    found = read(folder, content)

    assert [one.summary for one in found if isinstance(one, FoundMeeting)] == ["a", "d"]
    assert [(one.place, one.reason) for one in found if isinstance(one, Refused)] == [
        ("event 2", "has no END:VEVENT; export the calendar again, or add that line where the event ends"),
        ("behind event 3", "ends without a BEGIN:VEVENT; export the calendar again"),
        ('event 4, "e"', "has no start that can be read; add one in the calendar, or leave it out"),
    ]


def test_what_is_no_meeting_is_told_in_a_line_for_all_of_a_kind(folder: Path) -> None:
    alone = event("a").replace("ATTENDEE", "X-ATTENDEE")
    task = "BEGIN:VTODO\nSUMMARY:x\nEND:VTODO\n"
    cancelled = event("c").replace("SUMMARY", "STATUS:CANCELLED\nSUMMARY")

    found = read(folder, calendar(alone, task, alone, cancelled, alone))

    assert [(one.place, one.reason) for one in found if isinstance(one, Refused)] == [
        ("1 entry", "no event: a task, a note or free time"),
        ("1 entry", "no meeting: called off"),
        ("3 entries", "no meeting: nobody else is named"),
    ]


@pytest.mark.parametrize(
    ("method", "reason"),
    [("CANCEL", "no meeting: called off"), ("REPLY", "no meeting: an answer to an invitation")],
)
def test_a_message_about_a_meeting_is_none(method: str, reason: str, folder: Path) -> None:
    content = calendar(f"METHOD:{method}\n", event("a"))

    assert [one.reason for one in read(folder, content) if isinstance(one, Refused)] == [reason]


def test_the_same_meeting_in_a_private_and_a_work_calendar_counts_once(tmp_path: Path) -> None:
    # given
    work, private = tmp_path / "work.ics", tmp_path / "private.ics"
    work.write_text(calendar(event("w")))
    private.write_text(calendar(event("copied")))

    with begun(str(tmp_path / "book.keepwarm")) as library:
        # when
        taken_in(library, work)
        before = hash_of(library)
        done = taken_in(library, private)

        # then
        assert done.counts == {Fate.SAME: 1}
        assert hash_of(library) == before


def test_a_meeting_that_was_moved_after_it_came_in_stays_the_one_that_it_was(tmp_path: Path) -> None:
    path = tmp_path / "calendar.ics"
    with begun(str(tmp_path / "book.keepwarm")) as library:
        path.write_text(calendar(event("a")))
        taken_in(library, path)
        path.write_text(calendar(event("a").replace("20240301T", "20240305T")))

        assert taken_in(library, path).counts == {Fate.SAME: 1}


def test_meetings_to_come_are_one_line_and_count_once_they_have_been(tmp_path: Path) -> None:
    daily = event("a").replace("SUMMARY", "RRULE:FREQ=DAILY\nSUMMARY").replace("20240301T", "20261115T")
    path = tmp_path / "calendar.ics"
    path.write_text(calendar(daily.replace("20240101T", "20261101T")))
    with begun(str(tmp_path / "book.keepwarm")) as library:
        counts = taken_in(library, path).counts

        assert counts == {Fate.NEW: 7, Fate.REFUSED: 1}


def test_a_file_that_cannot_be_opened_is_told_in_a_sentence(folder: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be read: No such file or directory"):
        list(ics.read(folder / "gone.ics", zone=BERLIN))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.lists(PIECES, max_size=25).map(b"".join))
def test_no_bytes_raise_and_every_event_is_accounted_for(folder: Path, content: bytes) -> None:
    for one in read(folder, content):
        assert one.place.isprintable()
        if isinstance(one, FoundMeeting):
            assert one.key
            assert one.at.utcoffset() is not None
            assert one.came or one.absent


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_damaged_byte_loses_no_event_but_its_own_and_the_next(folder: Path, data: st.DataObject) -> None:
    events = [event(str(number)) for number in range(5)]
    content = bytearray(calendar(*events).encode())
    begin, size = len("BEGIN:VCALENDAR\nVERSION:2.0\n"), len(events[0])
    number = data.draw(st.integers(0, 4))

    content[begin + number * size + data.draw(st.integers(0, size - 1))] = data.draw(st.integers(0, 255))

    left = {one.summary for one in read(folder, bytes(content)) if isinstance(one, FoundMeeting)}
    assert left >= {str(one) for one in range(5) if one not in (number, number + 1)}

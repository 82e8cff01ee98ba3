"""Invitations: understood by another program and read back by our own reader; nothing escapes its value."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.sources import FoundMeeting
from keepwarm.formats.ics import Aside, meetings
from keepwarm.formats.invitation import Attendee, Invitation, is_mail_address, write_invitation

MADE = datetime(2026, 11, 22, 9, tzinfo=UTC)
FIRST = Invitation(
    uid="abc@keepwarm",
    sequence=0,
    made_at=MADE,
    at=datetime(2026, 11, 24, 9, tzinfo=UTC),
    minutes=45,
    summary="Robin and Ada",
    organizer=Attendee(name="Robin Vale", address="robin@vale.example"),
    guest=Attendee(name="Ada Lovelace", address="ada@example.org"),
)
NASTY = (
    "a\r\nATTENDEE:mailto:evil@example.org",
    "a\nEND:VEVENT\nBEGIN:VALARM",
    "a\rSTATUS:CANCELLED",
    "a;b,c\\n d\\\\e: f",
    'quo"te;CN="x":mailto:evil@example.org',
    "\u2028METHOD:CANCEL\u2029",
    "\x85METHOD:CANCEL",
    "\x00\x0b\x0c\x1b[2J",
    "ü" * 200,
    "🜲" * 60,
    "^n^'",
)


def event_of(one: Invitation) -> tuple[icalendar.Calendar, icalendar.Event]:
    """The calendar that another program reads, and its one event."""
    calendar = icalendar.Calendar.from_ical(write_invitation(one))
    (event,) = calendar.walk("VEVENT")
    assert not calendar.errors
    assert not event.errors
    return calendar, event


def test_a_request_a_change_and_the_end_are_one_meeting_to_a_calendar() -> None:
    moved = replace(FIRST, sequence=1, at=datetime(2026, 11, 25, 10, tzinfo=UTC), place="the park")
    ended = replace(moved, sequence=2, at=None, cancelled=True)
    seen = [event_of(one) for one in (FIRST, moved, ended)]
    assert [str(calendar["METHOD"]) for calendar, _ in seen] == ["REQUEST", "REQUEST", "CANCEL"]
    assert {str(event["UID"]) for _, event in seen} == {"abc@keepwarm"}
    assert [int(event["SEQUENCE"]) for _, event in seen] == [0, 1, 2]
    assert [str(event["STATUS"]) for _, event in seen] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert seen[1][1]["DTSTART"].dt == moved.at
    assert seen[1][1]["DTEND"].dt - seen[1][1]["DTSTART"].dt == timedelta(minutes=45)
    assert "DTSTART" not in seen[2][1]
    for calendar, event in seen:
        assert str(calendar["VERSION"]) == "2.0"
        assert str(event["ORGANIZER"]) == "mailto:robin@vale.example"
        assert str(event["ATTENDEE"]) == "mailto:ada@example.org"
        assert event["DTSTAMP"].dt == MADE


def test_without_an_address_of_theirs_it_is_merely_published() -> None:
    calendar, event = event_of(replace(FIRST, guest=None))
    assert str(calendar["METHOD"]) == "PUBLISH"
    assert "ATTENDEE" not in event


@pytest.mark.parametrize("text", NASTY)
def test_no_text_leaves_its_value(text: str) -> None:
    one = replace(
        FIRST,
        summary=text,
        place=text,
        about=text,
        organizer=replace(FIRST.organizer, name=text),
        guest=Attendee(name=text, address="ada@example.org"),
    )
    raw = write_invitation(one)
    calendar, event = event_of(one)
    assert str(calendar["METHOD"]) == "REQUEST"
    assert str(event["STATUS"]) == "CONFIRMED"
    assert not isinstance(event["ATTENDEE"], list)
    assert [part.name for part in calendar.walk()] == ["VCALENDAR", "VEVENT"]
    plain = replace(FIRST, place="x", about="x")
    unfolded = [
        raw.replace(b"\r\n ", b"").count(b"\r\n"),
        write_invitation(plain).replace(b"\r\n ", b"").count(b"\r\n"),
    ]
    assert unfolded[0] == unfolded[1]
    if text.isprintable():
        assert str(event["SUMMARY"]) == text
        assert str(event["DESCRIPTION"]) == text


@given(st.text(max_size=300))
def test_every_line_fits_and_holds_whole_characters(text: str) -> None:
    raw = write_invitation(replace(FIRST, summary=text, about=text))
    assert raw.endswith(b"\r\n")
    for line in raw.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
        assert b"\r" not in line
        assert b"\n" not in line


@pytest.mark.parametrize(
    "address",
    ["a b@example.org", "ada@example.org\r\nX:y", "ada", "a@b@c", "a;b@example.org", '"a"@example.org', ""],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    assert not is_mail_address(address)
    with pytest.raises(ValueError, match="no e-mail address"):
        write_invitation(replace(FIRST, guest=Attendee(name="Ada", address=address)))


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]
)
@pytest.mark.parametrize(
    "day", [date(2026, 3, 25), date(2026, 4, 1), date(2026, 10, 21), date(2026, 10, 28), date(2026, 11, 4)]
)
def test_ten_in_the_morning_stays_ten_across_the_change_of_the_hour(zone: str, day: date) -> None:
    local = datetime.combine(day, time(10), tzinfo=ZoneInfo(zone))
    _, event = event_of(replace(FIRST, at=local))
    assert event["DTSTART"].dt.astimezone(ZoneInfo(zone)).time() == time(10)
    found = list(
        meetings(BytesIO(write_invitation(replace(FIRST, at=local))), zone=ZoneInfo(zone), aside=Aside())
    )
    (read,) = found
    assert isinstance(read, FoundMeeting)
    assert read.at == local
    assert read.minutes == 45
    assert "ada@example.org" in str(read)


def test_our_own_reader_takes_the_end_of_one_for_no_meeting() -> None:
    aside = Aside()
    ended = write_invitation(replace(FIRST, sequence=1, cancelled=True))
    assert list(meetings(BytesIO(ended), zone=ZoneInfo("UTC"), aside=aside)) == []
    assert list(aside.counts) == ["no meeting: called off"]

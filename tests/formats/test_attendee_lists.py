"""Lists of who will be there, as people have them; and an event as a calendar sends it."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.errors import Invalid
from keepwarm.domain.meeting import EventKind
from keepwarm.formats.attendee_lists import MOST_LINES, read_attendees
from keepwarm.formats.event_ics import read_event

LISBON = ZoneInfo("Europe/Lisbon")


@pytest.mark.parametrize(
    ("line", "name", "organization", "title", "address"),
    [
        ("Ana Silva, Foz <ana@foz.example>", "Ana Silva", "Foz", "", "ana@foz.example"),
        ("Ana Silva", "Ana Silva", "", "", ""),
        ("- Bo Lind, CTO, Acme", "Bo Lind", "Acme", "CTO", ""),
        ("3. Cleo Roy – Acme – Head of Sales", "Cleo Roy", "Acme", "Head of Sales", ""),
        ("• Dan Po (Bar Ltd)", "Dan Po", "Bar Ltd", "", ""),
        ("Eve Ng at Two Shores <mailto:eve@two.example>", "Eve Ng", "Two Shores", "", "eve@two.example"),
        ("fay@foz.example", "", "", "", "fay@foz.example"),
        ("Jean-Luc O'Hara\tFoz", "Jean-Luc O'Hara", "Foz", "", ""),
        ("山田太郎, 港", "山田太郎", "港", "", ""),
        ("Grace Hop, designer", "Grace Hop", "", "designer", ""),
        ("Müller, Jörg", "Jörg Müller", "", "", ""),
        ("2. O'Hara, Jean-Luc", "Jean-Luc O'Hara", "", "", ""),
        ("Silva, Ana <ana.silva@foz.example>", "Ana Silva", "", "", "ana.silva@foz.example"),
        ("Ana, Foz <ana@foz.example>", "Ana", "Foz", "", "ana@foz.example"),
        ("Ana, ACME", "Ana", "ACME", "", ""),
        ("Ana, designer", "Ana", "", "designer", ""),
        ("Ana – Foz", "Ana", "Foz", "", ""),
        ("Jörg\tMüller", "Jörg", "Müller", "", ""),
    ],
)
def test_a_line_says_who_and_what_is_known(
    line: str, name: str, organization: str, title: str, address: str
) -> None:
    (guest,) = read_attendees(line).guests
    assert (guest.name, guest.organization, guest.title, guest.address) == (
        name,
        organization,
        title,
        address,
    )


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_table_is_read_by_the_titles_of_its_columns(between: str) -> None:
    rows = [
        ("Full Name", "Company", "Job Title", "Email"),
        ("Ana Silva", "Foz", "Chair", "ana@foz.example"),
        ("Bo Lind", "", "", ""),
    ]
    found = read_attendees("\n".join(between.join(row) for row in rows)).guests
    assert [(one.name, one.organization, one.title, one.address) for one in found] == [
        ("Ana Silva", "Foz", "Chair", "ana@foz.example"),
        ("Bo Lind", "", "", ""),
    ]


def test_who_is_named_twice_is_one_and_a_line_that_names_nobody_is_said() -> None:
    found = read_attendees("Ana <ana@foz.example>\nAna Silva <ANA@foz.example>\n???\n" + "x" * 2_000)
    assert [one.name for one in found.guests] == ["Ana"]
    assert [one.place for one in found.refused] == ["line 3", "line 4"]


@pytest.mark.parametrize("text", ["", " \n ", "BEGIN:VCALENDAR\nEND:VCALENDAR\n"])
def test_an_empty_list_is_a_sentence(text: str) -> None:
    with pytest.raises(Invalid, match="list"):
        read_attendees(text)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        found = read_attendees(text)
    except Invalid:
        return
    assert all(one.name or one.address for one in found.guests)
    assert json.dumps([dict(one.said) for one in found.guests])


def invitation(**said: object) -> str:
    """A calendar with one event, written by a library that is not ours."""
    calendar, event = icalendar.Calendar(), icalendar.Event()
    event.add("uid", "one@example")
    event.add("summary", "Talk, at the museum")
    event.add("dtstart", datetime(2026, 12, 1, 18, tzinfo=LISBON))
    event.add("dtend", datetime(2026, 12, 1, 20, tzinfo=LISBON))
    for name, value in said.items():
        event.add(name, value)
    for mail, answer in (("ana@foz.example", "ACCEPTED"), ("bo@x.example", "DECLINED"), ("c@x.example", "")):
        guest = icalendar.vCalAddress(f"mailto:{mail}")
        guest.params["CN"] = mail.partition("@")[0].title()
        if answer:
            guest.params["PARTSTAT"] = answer
        event.add("attendee", guest)
    calendar.add_component(event)
    return calendar.to_ical().decode()


def test_an_invitation_becomes_an_event_with_its_guests_but_those_who_said_no() -> None:
    found = read_event(invitation(location="Museum, hall 2", description="Small\nhouses"), ZoneInfo("UTC"))
    assert found is not None
    event = found.event(EventKind.TALK)
    assert (event.name, event.kind, event.place, event.about, event.uid) == (
        "Talk, at the museum",
        EventKind.TALK,
        "Museum, hall 2",
        "Small\nhouses",
        "one@example",
    )
    assert event.at == datetime(2026, 12, 1, 18, tzinfo=UTC)
    assert event.ends_at == event.at + timedelta(hours=2)
    assert [(one.name, one.address) for one in found.guests] == [
        ("Ana", "ana@foz.example"),
        ("C", "c@x.example"),
    ]


def test_an_event_whose_place_is_a_link_is_online_and_a_text_without_one_is_none() -> None:
    found = read_event(invitation(location="https://meet.example/abc"), LISBON)
    assert found is not None
    assert (found.link, found.place, found.event(EventKind.TALK).kind) == (
        "https://meet.example/abc",
        "",
        EventKind.ONLINE,
    )
    assert read_event("Dear all, see you on Friday", LISBON) is None


def test_a_list_of_one_person_over_and_over_is_not_read_to_its_end() -> None:
    with pytest.raises(Invalid, match="more than 20,000 lines"):
        read_attendees("Name,Email\n" + "Ana Silva,ana@foz.example\n" * (MOST_LINES + 1))


@pytest.mark.parametrize("text", ["a", '"', "a@", "<", "a@b", "a.", "mailto:", "- ", " at "])
def test_a_line_that_never_ends_is_no_person(text: str) -> None:
    (refused,) = read_attendees(text * 60_000).refused
    assert refused.place == "line 1"


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("Ana Silva <ana@foz.example>", "ana@foz.example"),
        ("Ana Silva (ana@foz.example)", "ana@foz.example"),
        ("Ana Silva, mailto:ana@foz.example; Foz", "ana@foz.example"),
        ("Ana Silva ana@foz", ""),
        ("Ana @ Foz, a.b+c@mail.foz.example", "a.b+c@mail.foz.example"),
    ],
)
def test_an_address_is_found_wherever_a_word_begins(line: str, address: str) -> None:
    (guest,) = read_attendees(line).guests
    assert guest.address == address


@pytest.mark.parametrize(
    ("plain", "called_off"),
    [("BEGIN:VEVENT", "METHOD:CANCEL\r\nBEGIN:VEVENT"), ("END:VEVENT", "STATUS:cancelled\r\nEND:VEVENT")],
)
def test_an_invitation_that_was_called_off_is_no_event(plain: str, called_off: str) -> None:
    assert read_event(invitation().replace(plain, called_off), LISBON) is None


@pytest.mark.parametrize(
    "line",
    [
        "ATTENDEE;PARTSTAT=declined:mailto:d@x.example",
        "ATTENDEE;PARTSTAT=DECLINED;EMAIL=d@x.example:/principals/1/",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:d%40x.example",
        "ATTENDEE;PARTSTAT=DECLINED;CN=Dan:tel:+44-20-7946-0018",
    ],
)
def test_a_guest_who_said_no_is_left_out_however_it_is_written(line: str) -> None:
    found = read_event(invitation().replace("END:VEVENT", f"{line}\r\nEND:VEVENT"), LISBON)

    assert found is not None
    assert [one.name for one in found.guests] == ["Ana", "C"]

from io import BytesIO

import pytest

from keepwarm.domain.people import HandleKind
from keepwarm.domain.sources import Whom
from keepwarm.formats.ics_components import Component, components
from keepwarm.formats.ics_people import PEOPLE_PROPERTIES, Guests, guests_of


def guests(*lines: str) -> Guests:
    raw = "\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", ""))
    (event,) = components(BytesIO(raw.encode()), PEOPLE_PROPERTIES)
    assert isinstance(event, Component)
    return guests_of(event)


def shown(people: tuple[Whom, ...]) -> list[str]:
    return [f"{one.words}|{''.join(handle.value for handle in one.handles)}" for one in people]


@pytest.mark.parametrize(
    ("line", "whom"),
    [
        ("ATTENDEE;CN=Ann Lee:mailto:Ann@Example.org", "Ann Lee|ann@example.org"),
        ("attendee;cn=Ann:MAILTO:ANN@EXAMPLE.ORG", "Ann|ann@example.org"),
        ('ATTENDEE;CN="Lee, Ann":mailto:ann@example.org', "Lee, Ann|ann@example.org"),
        ("ATTENDEE;CN=Lee, Ann:mailto:ann@example.org", "Lee, Ann|ann@example.org"),
        (
            'ATTENDEE;CN="Ann: the captain; ret.":mailto:ann@example.org',
            "Ann: the captain; ret.|ann@example.org",
        ),
        ("ATTENDEE;CN=\"'ann@example.org'\":mailto:ann@example.org", "ann@example.org|ann@example.org"),
        ('ATTENDEE;CN="Ann@Example.org":invalid:nomail', "ann@example.org|ann@example.org"),
        ("ATTENDEE;CN=Ann:invalid:nomail", "Ann|"),
        ("ATTENDEE:mailto:ann@example.org", "ann@example.org|ann@example.org"),
        ("ATTENDEE;CN=Ann;EMAIL=ann@example.org:/principals/1/", "Ann|ann@example.org"),
        ("ATTENDEE;CN=Ann;EMAIL=ann@example.org:urn:uuid:1", "Ann|ann@example.org"),
        ("ATTENDEE;CN=Ann:mailto:ann%40example.org", "Ann|ann@example.org"),
        ("ATTENDEE;CN=Ann:mailto:ann@example.org?subject=x", "Ann|ann@example.org"),
        ("ATTENDEE;CN=Ann:mailto:/o=Example/ou=Group/cn=Recipients/cn=ann", "Ann|"),
        ("ATTENDEE;CN=Ann:ann@example.org", "Ann|ann@example.org"),
        ("ATTENDEE;CN=Ann:SMTP:ann@example.org", "Ann|ann@example.org"),
        ("ATTENDEE;CN=Ann ^'Bo^' Lee:mailto:ann@example.org", 'Ann "Bo" Lee|ann@example.org'),
        (f"ATTENDEE;CN=Ann:{' ' * 60_000}mailto:ann@example.org", "Ann|ann@example.org"),
        (f"ATTENDEE;CN=Ann:mailto:{' x' * 30_000}", "Ann|"),
        ("ATTENDEE;X-NUM-GUESTS=2;CN=Ann:mailto:ann@example.org", "Ann|ann@example.org"),
    ],
)
def test_somebody_is_named_however_a_program_writes_it(line: str, whom: str) -> None:
    assert shown(guests(line).came) == [whom]


def test_a_number_is_a_number() -> None:
    (whom,) = guests("ATTENDEE;CN=Ann:tel:+44-20-7946-0018").came

    assert (whom.words, [handle.kind for handle in whom.handles]) == ("Ann", [HandleKind.PHONE])


@pytest.mark.parametrize(
    "line",
    [
        "ATTENDEE;CUTYPE=ROOM;CN=Room 4:mailto:room4@example.org",
        "ATTENDEE;CUTYPE=resource;CN=Car:mailto:car@example.org",
        "ATTENDEE;CUTYPE=GROUP;CN=All:mailto:all@example.org",
        "ATTENDEE;ROLE=NON-PARTICIPANT;CN=Room 4:mailto:room4@example.org",
        "ORGANIZER;CN=Rowing:mailto:0a1b@group.calendar.google.com",
        "ORGANIZER;CN=unknownorganizer@calendar.google.com:mailto:unknownorganizer@calendar.google.com",
        "ORGANIZER;CN=Trains:mailto:no-reply@trains.example",
        "ATTENDEE:/principals/1/",
        "ATTENDEE:invalid:nomail",
        "ATTENDEE;CN=...:x",
    ],
)
def test_rooms_machines_and_what_has_no_name_are_nobody(line: str) -> None:
    assert guests(line) == Guests()


@pytest.mark.parametrize(
    ("answer", "came"),
    [
        ("ACCEPTED", True), ("accepted", True), ("COMPLETED", True),
        ("DECLINED", False), ("TENTATIVE", False), ("NEEDS-ACTION", False), ("DELEGATED", False),
        ("X-MAYBE", False),
    ],
)  # fmt: skip
def test_who_accepted_came(answer: str, came: bool) -> None:
    found = guests(f"ATTENDEE;CN=Ann;PARTSTAT={answer}:mailto:ann@example.org")

    assert (shown(found.came) == ["Ann|ann@example.org"]) is came
    assert (shown(found.absent) == ["Ann|ann@example.org"]) is not came


def test_where_some_have_answered_the_others_did_not_come_and_where_nobody_has_all_did() -> None:
    ann, bo = "ATTENDEE;CN=Ann:mailto:ann@example.org", "ATTENDEE;CN=Bo{}:mailto:bo@example.org"

    assert shown(guests(ann, bo.format("")).came) == ["Ann|ann@example.org", "Bo|bo@example.org"]
    assert shown(guests(ann, bo.format(";PARTSTAT=ACCEPTED")).came) == ["Bo|bo@example.org"]


def test_the_organizer_came_unless_they_declined() -> None:
    host = "ORGANIZER;CN=Ann:mailto:ann@example.org"
    own = "ATTENDEE;PARTSTAT={};CN=Ann Lee:mailto:ANN@example.org"

    assert shown(guests(host).came) == ["Ann|ann@example.org"]
    assert shown(guests(host, own.format("NEEDS-ACTION")).came) == ["Ann|ann@example.org"]
    assert shown(guests(host, own.format("ACCEPTED")).came) == ["Ann|ann@example.org"]
    assert shown(guests(host, own.format("DECLINED")).came) == []
    assert shown(guests(host, own.format("DECLINED")).absent) == ["Ann Lee|ann@example.org"]


def test_of_two_lines_about_one_the_name_stays() -> None:
    found = guests(
        "ORGANIZER:mailto:ann@example.org", "ATTENDEE;CN=Ann;PARTSTAT=ACCEPTED:mailto:ann@example.org"
    )

    assert shown(found.came) == ["Ann|ann@example.org"]

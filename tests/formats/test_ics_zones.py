from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest

from keepwarm.formats.ics_components import Component, components
from keepwarm.formats.ics_zones import ZONE_PROPERTIES, Zones, find_zone

BERLIN = ZoneInfo("Europe/Berlin")
OWN_RULES = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""
BY_DATES = """BEGIN:VTIMEZONE
TZID:Island
BEGIN:DAYLIGHT
DTSTART:20240101T000000
RDATE:20250101T000000
TZOFFSETFROM:-0330
TZOFFSETTO:-0230
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20240701T000000
TZOFFSETFROM:-0230
TZOFFSETTO:-0330
END:STANDARD
END:VTIMEZONE
"""
NAMED_BESIDE = "BEGIN:VTIMEZONE\nTZID:My zone\nX-LIC-LOCATION:Asia/Tokyo\nEND:VTIMEZONE\n"


def zones(*said: str) -> Zones:
    found = Zones(BERLIN)
    for item in components(BytesIO("".join(said).encode()), ZONE_PROPERTIES):
        assert isinstance(item, Component)
        found.note(item)
    return found


def utc(found: Zones, tzid: str, local: str) -> str:
    return f"{found.clock(tzid)(datetime.fromisoformat(local)):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("tzid", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("/mozilla.org/20050126_1/America/New_York", "America/New_York"),
        ("/freeassociation.sourceforge.net/America/Argentina/Salta", "America/Argentina/Salta"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Tokyo Standard Time", "Asia/Tokyo"),
        ("UTC", "UTC"),
        ("GMT+0530", "UTC+05:30"),
        ("UTC-5", "UTC-05:00"),
        ("tzone://Microsoft/Utc", "UTC"),
    ],
)
def test_a_zone_is_known_by_the_names_that_programs_give_it(tzid: str, name: str) -> None:
    assert str(find_zone(tzid)) == name


@pytest.mark.parametrize(
    "tzid", ["", "x" * 500, "../../etc/passwd", "/etc/passwd", "Europe", "é", "a\0b", "UTC+99"]
)
def test_what_is_no_name_of_a_zone_is_none(tzid: str) -> None:
    assert find_zone(tzid) is None


@pytest.mark.parametrize("tzid", ["Europe/Berlin", "Customized Time Zone"])
@pytest.mark.parametrize(
    ("local", "moment"),
    [
        ("2024-01-15T12:00", "2024-01-15 11:00"),
        ("2024-07-15T12:00", "2024-07-15 10:00"),
        ("2024-03-31T01:59", "2024-03-31 00:59"),
        ("2024-03-31T02:30", "2024-03-31 01:30"),
        ("2024-03-31T03:00", "2024-03-31 01:00"),
        ("2024-10-27T02:30", "2024-10-27 00:30"),
        ("2024-10-27T03:00", "2024-10-27 02:00"),
    ],
)
def test_a_time_that_the_clocks_skipped_or_showed_twice_is_read_by_the_offset_before(
    tzid: str, local: str, moment: str
) -> None:
    assert utc(zones(OWN_RULES), tzid, local) == moment


def test_a_zone_of_dates_changes_on_them() -> None:
    found = zones(BY_DATES)

    assert utc(found, "Island", "2023-06-01T00:00") == "2023-06-01 03:30"
    assert utc(found, "Island", "2024-06-01T00:00") == "2024-06-01 02:30"
    assert utc(found, "Island", "2024-08-01T00:00") == "2024-08-01 03:30"
    assert utc(found, "Island", "2025-08-01T00:00") == "2025-08-01 02:30"


def test_the_place_beside_a_name_of_ones_own_says_the_zone() -> None:
    assert utc(zones(NAMED_BESIDE), "My zone", "2024-01-15T12:00") == "2024-01-15 03:00"


@pytest.mark.parametrize("tzid", ["EST", "MST", "UTC", "GMT-5"])
def test_a_name_that_knows_no_summer_counts_after_the_rules_of_the_file(tzid: str) -> None:
    rules = OWN_RULES.replace("Customized Time Zone", tzid)

    assert utc(zones(rules), tzid, "2024-07-15T12:00") == "2024-07-15 10:00"
    assert utc(zones(rules), "Europe/London", "2024-07-15T12:00") == "2024-07-15 11:00"
    assert utc(zones(), "EST", "2024-07-15T12:00") == "2024-07-15 17:00"


def test_the_days_of_the_rules_of_all_zones_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keepwarm.formats.ics_zones._MOST_DAYS", 50_000)
    never = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    many = OWN_RULES.replace("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", never).replace("Customized", "Many")
    july = "2024-07-15T12:00"

    assert utc(zones(OWN_RULES, many), "Customized Time Zone", july) == "2024-07-15 10:00"
    assert utc(zones(many, many.replace("Many", "More"), OWN_RULES), "Customized Time Zone", july) == (
        "2024-07-15 11:00"
    )


def test_what_no_zone_is_said_for_is_in_the_owners() -> None:
    found = zones("BEGIN:VTIMEZONE\nTZID:Empty\nEND:VTIMEZONE\n")

    for tzid in ("", "Empty", "Unknown"):
        assert utc(found, tzid, "2024-07-15T12:00") == "2024-07-15 10:00"


def test_of_a_zone_in_very_many_parts_the_first_hold() -> None:
    def part(year: int, hours: int) -> str:
        lines = (f"DTSTART:{year}0101T000000", "TZOFFSETFROM:+0100", f"TZOFFSETTO:+0{hours}00")
        return "\n".join(("BEGIN:STANDARD", *lines, "END:STANDARD\n"))

    def noon_in(parts: int) -> str:
        said = "BEGIN:VTIMEZONE\nTZID:Many\n" + part(1980, 2) * parts + part(2000, 5) + "END:VTIMEZONE\n"
        return utc(zones(said), "Many", "2024-06-01T12:00")

    assert (noon_in(199), noon_in(200)) == ("2024-06-01 07:00", "2024-06-01 10:00")

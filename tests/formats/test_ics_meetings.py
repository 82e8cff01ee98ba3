"""The meetings of a calendar: series, their changes, times of every form, limits."""

import tracemalloc
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest

from keepwarm.domain.sources import FoundMeeting, Refused
from keepwarm.formats.ics import Aside, meetings
from keepwarm.formats.ics_components import LARGEST_EVENT
from keepwarm.formats.ics_lines import LONGEST_LINE
from keepwarm.formats.ics_rules import Budget

BERLIN = ZoneInfo("Europe/Berlin")


def event(*lines: str, uid: str = "1") -> str:
    written = (f"UID:{uid}", "DTSTAMP:20240401T000000Z", *lines, "ATTENDEE;CN=Ann:mailto:ann@example.org")
    return "\n".join(("BEGIN:VEVENT", *written, "END:VEVENT", ""))


def found(
    *events: str, until: datetime | None = None, budget: Budget | None = None
) -> list[FoundMeeting | Refused]:
    file = BytesIO(f"BEGIN:VCALENDAR\n{''.join(events)}END:VCALENDAR\n".encode())
    return list(meetings(file, zone=BERLIN, aside=Aside(), until=until, budget=budget))


def times(*events: str, until: datetime | None = None) -> list[str]:
    return [f"{one.at:%m-%d %H:%M}" for one in found(*events, until=until) if isinstance(one, FoundMeeting)]


def local(lines: Sequence[str]) -> list[str]:
    return times(event(*lines))


@pytest.mark.parametrize(
    ("start", "moment", "minutes"),
    [
        (["DTSTART:20240301T090000Z", "DTEND:20240301T093000Z"], "03-01 09:00", 30),
        (["DTSTART:20240301T090000", "DTEND:20240301T093000"], "03-01 08:00", 30),
        (["DTSTART;TZID=America/New_York:20240301T090000", "DURATION:PT1H30M"], "03-01 14:00", 90),
        (["DTSTART;TZID=\"Europe/Berlin\":20240301T090000", "DURATION:P1DT1H"], "03-01 08:00", 1500),
        (["DTSTART:2024-03-01T09:00:00Z"], "03-01 09:00", None),
        (["DTSTART;TZID=tzone://Microsoft/Utc:20240301T090000"], "03-01 09:00", None),
        (["DTSTART;TZID=\"tzone://Microsoft/Utc\":20240301T090000"], "03-01 09:00", None),
        (["DTSTART:20240301T090060Z", "DTEND:20240301T090100Z"], "03-01 09:00", 1),
        (["DTSTART;VALUE=DATE:20240301", "DTEND;VALUE=DATE:20240303"], "02-29 23:00", None),
        (["DTSTART:20240301T000000", "DTEND:20240302T000000"], "02-29 23:00", None),
        (["DTSTART:20240301T090000Z", "DTEND:20240301T080000Z"], "03-01 09:00", None),
        (["DTSTART:20240301T090000Z", "DURATION:-PT1H"], "03-01 09:00", None),
        (["DTSTART:20240301T090000Z", "DURATION:P99W"], "03-01 09:00", None),
        (["DTSTART:20240301T090000Z", "DURATION:P"], "03-01 09:00", None),
        (["DTSTART;TZID=Europe/Berlin:20240331T013000", "DTEND;TZID=Europe/Berlin:20240331T033000"],
         "03-31 00:30", 60),
    ],
)  # fmt: skip
def test_a_time_is_read_in_any_form(start: list[str], moment: str, minutes: int | None) -> None:
    (one,) = found(event(*start))

    assert isinstance(one, FoundMeeting)
    assert (f"{one.at:%m-%d %H:%M}", one.minutes) == (moment, minutes)


@pytest.mark.parametrize(
    "start",
    [
        "x",
        "20240230T090000Z",
        "20240301T250000Z",
        "16010101T000000Z",
        "45010101T000000",
        "٢٠٢٤٠٣٠١",
        "2024",
        "",
    ],
)
def test_what_is_no_time_is_told(start: str) -> None:
    (one,) = found(event(f"DTSTART:{start}"))

    assert isinstance(one, Refused)
    assert one.reason == "has no start that can be read; add one in the calendar, or leave it out"


WEEKLY = ("DTSTART;TZID=Europe/Berlin:20240318T100000", "RRULE:FREQ=WEEKLY;COUNT=4")
THRICE = ["03-18 09:00", "03-25 09:00", "04-08 08:00"]


@pytest.mark.parametrize(
    "left_out",
    ["EXDATE;TZID=Europe/Berlin:20240401T100000", "EXDATE:20240401T080000Z", "EXDATE;VALUE=DATE:20240401",
     "EXDATE:20240401T100000", "EXDATE;TZID=Europe/Berlin:20240101T100000,20240401T100000,x"],
)  # fmt: skip
def test_a_time_that_is_left_out_may_be_written_in_any_form(left_out: str) -> None:
    assert local([*WEEKLY, left_out]) == THRICE


@pytest.mark.parametrize(
    "until", ["20240408T080000Z", "20240408", "20240408T100000", "20240414T235959Z", "20240408T215959Z"]
)
def test_a_series_ends_with_the_day_or_the_moment_until_which_it_goes(until: str) -> None:
    rule = f"RRULE:FREQ=WEEKLY;UNTIL={until}"

    assert local([WEEKLY[0], rule]) == ["03-18 09:00", "03-25 09:00", "04-01 08:00", "04-08 08:00"]
    assert local([WEEKLY[0], rule.replace("20240408T080000Z", "20240408T075959Z")])[:3] == [
        "03-18 09:00", "03-25 09:00", "04-01 08:00",
    ]  # fmt: skip


def test_added_times_are_in_order_and_each_once() -> None:
    added = ["RDATE:20240320T090000Z,20240325T090000Z", "RDATE;VALUE=PERIOD:20240319T090000Z/PT1H"]

    assert local([WEEKLY[0], "RRULE:FREQ=WEEKLY;COUNT=2", *added]) == [
        "03-18 09:00", "03-19 09:00", "03-20 09:00", "03-25 09:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "slot", ["RECURRENCE-ID;TZID=Europe/Berlin:20240401T100000", "RECURRENCE-ID:20240401T080000Z",
             "RECURRENCE-ID;VALUE=DATE:20240401"],
)  # fmt: skip
@pytest.mark.parametrize("is_first", [True, False])
def test_a_single_meeting_that_was_moved_stands_for_its_slot_wherever_it_stands(
    slot: str, is_first: bool
) -> None:
    moved = event(slot, "DTSTART:20240402T120000Z")
    both = (moved, event(*WEEKLY)) if is_first else (event(*WEEKLY), moved)

    assert sorted(times(*both)) == [*THRICE[:2], "04-02 12:00", THRICE[2]]


def test_a_single_meeting_that_was_called_off_is_none() -> None:
    called_off = event("RECURRENCE-ID:20240401T080000Z", "DTSTART:20240401T080000Z", "STATUS:CANCELLED")

    assert times(event(*WEEKLY), called_off) == THRICE


def test_the_times_of_two_rules_are_in_order_and_each_once() -> None:
    both = ["RRULE:FREQ=WEEKLY;COUNT=3", "RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO,TU"]

    assert local([WEEKLY[0], *both]) == ["03-18 09:00", "03-19 09:00", "03-25 09:00", "04-01 08:00"]


def test_a_slot_of_one_series_says_nothing_of_another() -> None:
    moved = event("RECURRENCE-ID:20240401T080000Z", "DTSTART:20240402T120000Z", uid="2")

    assert len(times(event(*WEEKLY), moved)) == 5


def test_the_keys_of_a_series_and_of_its_moved_meeting_are_those_of_their_slots() -> None:
    moved = event("RECURRENCE-ID:20240401T080000Z", "DTSTART:20240402T120000Z")

    keys = [one.key for one in found(event(*WEEKLY), moved) if isinstance(one, FoundMeeting)]

    assert keys == [
        "event:1/20240318T090000Z", "event:1/20240325T090000Z", "event:1/20240408T080000Z",
        "event:1/20240401T080000Z",
    ]  # fmt: skip


def test_without_an_id_a_meeting_is_known_by_what_it_says() -> None:
    one, again, other = (found(event(f"DTSTART:2024030{day}T090000Z", uid=""))[0] for day in (1, 1, 2))

    assert isinstance(one, FoundMeeting)
    assert isinstance(other, FoundMeeting)
    assert one == again
    assert one.key != other.key


def test_a_series_without_an_end_is_followed_to_a_moment_and_once_behind_it() -> None:
    until = datetime(2024, 4, 2, tzinfo=UTC)

    assert times(event(WEEKLY[0], "RRULE:FREQ=WEEKLY"), until=until) == [
        "03-18 09:00", "03-25 09:00", "04-01 08:00", "04-08 08:00",
    ]  # fmt: skip


def test_where_no_moment_is_told_it_is_ten_years_after_the_newest_stamp() -> None:
    *_, last = found(event(WEEKLY[0], "RRULE:FREQ=WEEKLY"))

    assert isinstance(last, FoundMeeting)
    assert f"{last.at:%Y-%m-%d}" == "2034-04-03"


@pytest.mark.parametrize(
    "rule",
    [
        "RRULE:FREQ=HOURLY",
        "RRULE:x",
        "EXRULE:FREQ=DAILY\nRRULE:FREQ=DAILY",
        "\n".join(["RRULE:FREQ=DAILY"] * 9_000),
    ],
    ids=lambda rule: rule[:20],
)
def test_of_a_series_that_is_not_known_the_first_meeting_is_taken_and_the_rest_is_told(rule: str) -> None:
    first, rest = found(event("DTSTART:20240301T090000Z", "SUMMARY:Tea", rule))

    assert isinstance(first, FoundMeeting)
    assert rest == Refused(
        place='event 1, "Tea"',
        reason="repeats in a way that is not read here; its first time is taken, add the others by hand",
    )


def test_more_series_than_anybody_has_are_told() -> None:
    every_day = event("DTSTART:20240301T090000Z", "RRULE:FREQ=DAILY")

    *_, last = found(every_day, every_day, budget=Budget(1_000))

    assert last == Refused(
        place="the rest of the series",
        reason="repeat more often than is followed; export a shorter part of the calendar",
    )


def test_a_rule_that_never_fits_brings_the_first_meeting_alone() -> None:
    assert local(["DTSTART:20240301T090000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"]) == ["03-01 09:00"]


def test_an_attachment_of_any_size_is_passed_over() -> None:
    folds = "\n ".join(["x" * 70] * (2 * LONGEST_LINE // 70))

    assert local(["DTSTART:20240301T090000Z", f"ATTACH;ENCODING=BASE64:{folds}", "SUMMARY:Tea"]) == [
        "03-01 09:00"
    ]


def test_an_event_of_more_guests_than_can_be_is_told() -> None:
    many = "\n".join(["ATTENDEE;CN=Bo:mailto:bo@example.org"] * (LARGEST_EVENT // 36 + 1))

    (one,) = found(event("DTSTART:20240301T090000Z", many))

    assert isinstance(one, Refused)
    assert one.reason.startswith("is larger than any meeting")


def test_the_words_of_a_private_event_are_kept_nowhere() -> None:
    (one,) = found(event("DTSTART:20240301T090000Z", "CLASS:private", "SUMMARY:Hush"))

    assert isinstance(one, FoundMeeting)
    assert (one.place, one.summary) == ("event 1", "")


def test_an_alarms_guests_are_not_the_events() -> None:
    alarm = "BEGIN:VALARM\nATTENDEE:mailto:alarm@example.org\nSUMMARY:Wake up\nEND:VALARM"

    (one,) = found(event("DTSTART:20240301T090000Z", alarm, "SUMMARY:Tea"))

    assert isinstance(one, FoundMeeting)
    assert ([whom.words for whom in one.came], one.summary) == (["Ann"], "Tea")


def test_words_in_quoted_printable_are_decoded_over_their_soft_breaks() -> None:
    summary = "SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Caf=C3=A9 at=\n the =\nBar"

    (one,) = found(event("DTSTART:20240301T090000Z", summary))

    assert isinstance(one, FoundMeeting)
    assert (one.summary, [whom.words for whom in one.came]) == ("Café at the Bar", ["Ann"])


def test_an_event_ends_behind_words_that_are_cut_off_at_a_soft_break() -> None:
    cut = event("DTSTART:20240301T090000Z").replace("END:", "SUMMARY;QUOTED-PRINTABLE:Caf=C3=A9=\nEND:")

    assert [one.summary for one in found(cut) if isinstance(one, FoundMeeting)] == ["Café"]


def test_a_line_without_words_at_the_beginning_of_a_file_is_passed_over() -> None:
    file = BytesIO(f" \n{event('DTSTART:20240301T090000Z')}".encode())

    assert len(list(meetings(file, zone=BERLIN, aside=Aside()))) == 1


def test_what_is_open_within_an_event_is_closed_with_its_own_end() -> None:
    names = [f"X-{number}" for number in range(120)]
    inner = [*(f"BEGIN:{name}" for name in names), *(f"END:{name}" for name in reversed(names))]

    (one,) = found(event("DTSTART:20240301T090000Z", *inner, "SUMMARY:Tea"))

    assert isinstance(one, FoundMeeting)
    assert one.summary == "Tea"


def test_components_that_never_end_cost_no_memory() -> None:
    """Nor time: each END would otherwise be looked for among all of them."""
    content = "".join(f"BEGIN:X-{number}\n" for number in range(100_000))
    file = BytesIO(f"BEGIN:VCALENDAR\n{content}{event('DTSTART:20240301T090000Z')}".encode())

    tracemalloc.start()
    read = list(meetings(file, zone=BERLIN, aside=Aside()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (len(read), peak < 4_000_000) == (1, True)

"""The times of a chat, in the order of its file."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from keepwarm.formats.whatsapp_days import Clock

HALF_PAST_TEN = datetime(2026, 3, 2, 10, 30)  # noqa: DTZ001 (the phone's own clock)


def test_what_was_said_within_a_minute_was_said_one_after_the_other() -> None:
    clock = Clock(ZoneInfo("UTC"))
    said = [clock.moment(HALF_PAST_TEN) for _ in range(3)]
    assert [one - said[0] for one in said] == [timedelta(seconds=second) for second in range(3)]
    assert clock.moment(HALF_PAST_TEN + timedelta(minutes=1)) - said[0] == timedelta(minutes=1)


def test_a_busy_minute_stays_within_itself() -> None:
    clock = Clock(ZoneInfo("UTC"))
    said = [clock.moment(HALF_PAST_TEN) for _ in range(90)]
    assert said[-1] - said[0] == timedelta(seconds=59)


def test_seconds_that_a_file_says_are_kept() -> None:
    clock = Clock(ZoneInfo("UTC"))
    first = clock.moment(HALF_PAST_TEN.replace(second=15))
    assert clock.moment(HALF_PAST_TEN.replace(second=16)) - first == timedelta(seconds=1)
    assert clock.moment(HALF_PAST_TEN.replace(second=15)) == first

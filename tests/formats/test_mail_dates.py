from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.formats.mail_dates import find_time, from_line_time, is_from_line

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Mon, 5 Jan 2004 00:46:36 +0000", "2004-01-05T00:46:36"),
        ("Mon, 05 Jan 2004 00:46:36 +0200 (CEST)", "2004-01-04T22:46:36"),
        ("5 Jan 04 10:00 EST", "2004-01-05T15:00:00"),
        ("Fri, 05 Jan 98 10:00:00 GMT", "1998-01-05T10:00:00"),
        ("Mon,5 January 2004 10.00.00 -0000", "2004-01-05T10:00:00"),
        ("Mon Jan  5 10:00:00 2004", "2004-01-05T09:00:00"),
        ("Mon Jan  5 10:00:00 CEST 2004", "2004-01-05T08:00:00"),
        ("Thu Feb 01 12:00:00 +0000 2018", "2018-02-01T12:00:00"),
        ("2004-01-05T10:00:00Z", "2004-01-05T10:00:00"),
        ("2004-07-05 10:00", "2004-07-05T08:00:00"),
        ("Mon, 5 Jul 2004 10:00:00", "2004-07-05T08:00:00"),
        ("Sat, 31 Dec 2016 23:59:60 +0000", "2016-12-31T23:59:59"),
        ("5-Jan-2004 10:00:00 XYZ", "2004-01-05T10:00:00"),
        ("Mon, 5 Jan 2004 10:00:00 +9900", "2004-01-05T10:00:00"),
        ("Mon, 01 Jan 2024 03:04:00 PM +0100", "2024-01-01T14:04:00"),
        ("1 Jan 2024 12:04am GMT", "2024-01-01T00:04:00"),
        ("1 Jan 2024 10:04 P.M. GMT", "2024-01-01T22:04:00"),
        ("1 Jan 2024 12:04 PM", "2024-01-01T11:04:00"),
        ("1 Jan 2024 15:04 PM +0100", "2024-01-01T14:04:00"),
        ("Mon Jan  1 03:04:00 PM UTC 2024", "2024-01-01T15:04:00"),
        ("Mon, 1 Jul 2024 10:00:00 GMT-0700", "2024-07-01T17:00:00"),
        ("Mon, 1 Jul 2024 10:00:00 UTC+2", "2024-07-01T08:00:00"),
        ("Mon, 1 Jul 2024 10:00:00 UT +05:30", "2024-07-01T04:30:00"),
    ],
)
def test_a_date_is_read_in_every_form_mailers_write(written: str, meant: str) -> None:
    assert find_time(written, BERLIN) == datetime.fromisoformat(meant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["", "soon", "Thu, 1 Jan 1970 00:00:00 +0000", "31 Feb 2004 10:00:00 +0000", "5 Jan 2004 25:00 +0000",
     "5 Foo 2004 10:00", "Mon, 5 Jan 9999 10:00:00 +0000"],
)  # fmt: skip
def test_a_senseless_date_is_none(written: str) -> None:
    assert find_time(written, UTC) is None


@pytest.mark.parametrize(
    "line",
    [
        b"From ann@example.org Mon Jan  5 00:46:36 2004\n",
        b"From ann@example.org Mon Jan 05 00:46 2004\r\n",
        b"From - Mon Jan  5 00:46:36 2004",
        b"From 1773402@xxx Thu Feb 01 12:00:00 +0000 2018\n",
        b"From MAILER-DAEMON Mon Jan  5 00:46:36 MET DST 2004\n",
        b'From "Ann Lee" Mon Jan  5 00:46:36 2004\n',
        b"From ann lee Mon, 5 Jan 2004 00:46:36 +0100\n",
        b"From ann@example.org 2004-01-05T00:46:36Z\n",
        b"From uucp!ann Mon Jan  5 00:46:36 2004 remote from host\n",
    ],
)
def test_a_line_with_somebody_and_a_time_begins_a_message(line: bytes) -> None:
    assert is_from_line(line)


@pytest.mark.parametrize(
    "line",
    [
        b"From here on it gets better.\n",
        b"From: ann@example.org\n",
        b">From ann@example.org Mon Jan  5 00:46:36 2004\n",
        b"From what Bob said on 5 Jan 2004 10:00 I gather little\n",
        b"From Mon Jan  5 00:46:36 2004 on all was said that there was to say, and by everybody at once\n",
        b"From ann@example.org Mon Jan  5 00:46:36 2004".ljust(2000) + b"\n",
    ],
)
def test_a_sentence_that_begins_with_from_does_not(line: bytes) -> None:
    assert not is_from_line(line)


def test_a_from_line_without_a_zone_is_in_utc() -> None:
    assert from_line_time(b"From - Mon Jul  5 10:00:00 2004\n") == datetime(2004, 7, 5, 10, tzinfo=UTC)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet="0123456789:+- JanFeb,T.", max_size=40))
def test_any_text_is_a_time_within_the_age_of_mail_or_none(text: str) -> None:
    found = find_time(text, BERLIN)

    assert found is None or (found.tzinfo is UTC and 1970 <= found.year <= 2101)

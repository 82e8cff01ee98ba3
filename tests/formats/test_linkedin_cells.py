"""Profiles, names and times in LinkedIn's cells."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.errors import Invalid
from keepwarm.formats.linkedin_cells import find_slug, own_id, plain_name, profiles, read_time

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1/29/26, 2:37 PM", "2026-01-29T13:37:00+00:00"),
        ("1/29/26, 2:37\u202fPM", "2026-01-29T13:37:00+00:00"),
        ("1/29/2026 2:37 pm", "2026-01-29T13:37:00+00:00"),
        ("7/1/26, 12:05 AM", "2026-06-30T22:05:00+00:00"),
        ("7/1/26, 12:05 PM", "2026-07-01T10:05:00+00:00"),
        ("1/29/26, 14:37", "2026-01-29T13:37:00+00:00"),
        ("2026-01-29 14:37:05 UTC", "2026-01-29T14:37:05+00:00"),
        ("2026-01-29 14:37", "2026-01-29T13:37:00+00:00"),
    ],
)
def test_a_time_without_a_zone_is_the_owners(written: str, read: str) -> None:
    _, at = read_time(written, BERLIN)

    assert at == datetime.fromisoformat(read)


def test_the_form_of_a_time_that_names_it_does_not_depend_on_the_zone() -> None:
    zones = (BERLIN, ZoneInfo("Asia/Tokyo"))

    assert {read_time("1/29/26, 2:37 PM", zone)[0] for zone in zones} == {"2026-01-29T14:37:00"}


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "has no time"),
        ("yesterday", r"cannot be read \(yesterday\)"),
        ("29/1/26, 2:37 PM", "month, day and year"),
        ("1/29/26, 14:37 PM", "cannot be read"),
        ("2/30/26, 2:37 PM", "cannot be read"),
        ("1/29/1926, 2:37 PM", "in the year 1926"),
        ("x" * 900, r"cannot be read \(x{39}…\)"),
    ],
)
def test_what_is_no_time_is_refused_with_the_way_out(written: str, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        read_time(written, BERLIN)


@given(st.text(max_size=40))
def test_any_cell_is_a_time_or_refused_in_a_line(cell: str) -> None:
    try:
        told = read_time(cell, BERLIN)[1].isoformat()
    except Invalid as problem:
        told = str(problem)

    assert told.splitlines() == [told]


def test_a_profile_is_known_by_its_own_part_whatever_its_case() -> None:
    assert own_id(find_slug("https://www.linkedin.com/in/Ann-Lee/?x=1")) == "/in/ann-lee"
    assert own_id(find_slug("https://elsewhere.example/in/ann-lee")) == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://de.linkedin.com/in/ann-lee",
        "http://www.linkedin.com/in/ann-lee/",
        "HTTP://linkedin.com/in/ann-lee?x",
    ],
)
def test_a_profile_at_another_host_of_linkedin_is_kept_in_the_one_form(url: str) -> None:
    (page,) = profiles(find_slug(url))

    assert page.value == "https://www.linkedin.com/in/ann-lee"


@pytest.mark.parametrize(
    "url",
    ["https://linkedin.com.example/in/ann-lee", "https://evil-linkedin.com/in/x", "ftp://linkedin.com/in/x"],
)
def test_a_host_that_only_looks_like_linkedins_is_none(url: str) -> None:
    assert find_slug(url) == ""


def test_degrees_behind_a_comma_are_no_part_of_a_name() -> None:
    assert plain_name("Ann  Lee, PhD, MBA") == "Ann Lee"

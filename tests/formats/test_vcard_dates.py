"""Birthdays and days of death as programs write them."""

import pytest

from keepwarm.formats.vcard_dates import find_date, says_died


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("19850412", "1985-04-12"),
        ("1985-04-12", "1985-04-12"),
        ("--0412", "--04-12"),
        ("--04-12", "--04-12"),
        (" --04-12 ", "--04-12"),
        ("--4-2", "--04-02"),
        ("03-12", "--03-12"),
        ("---12", "---12"),
        ("--04", "--04"),
        ("1985", "1985"),
        ("1985-04", "1985-04"),
        ("1985/4/2", "1985-04-02"),
        ("1985-01-28T00:00:00Z", "1985-01-28"),
        ("1997-02-20T00:00:00.0000000+05:45", "1997-02-20"),
        ("19531015T231000Z", "1953-10-15"),
        ("--0412T0800", "--04-12"),
        ("1985-04-12 10:00:00", "1985-04-12"),
        ("1604-04-12", "--04-12"),
        ("16040229", "--02-29"),
        ("0000-03-12", "--03-12"),
    ],
)
def test_a_birthday_is_as_exact_as_it_is_written(written: str, date: str) -> None:
    assert str(find_date(written)) == date


@pytest.mark.parametrize(
    "written",
    ["", "circa 1800", "10000", "0000-00-00", "00000000", "0001-01-01", "1985-13-01", "1985-02-30", "T102200",
     "None", "-", "--", "1604", "0000", "١٩٨٥-٠٤-١٢x"],
)  # fmt: skip
def test_what_is_no_date_or_stands_for_none_is_no_birthday(written: str) -> None:
    assert find_date(written) is None


def test_as_text_the_years_that_mean_none_are_meant() -> None:
    assert str(find_date("1604-04-12", as_text=True)) == "1604-04-12"


@pytest.mark.parametrize("written", ["19960415", "1996", "circa 1800", "last summer", "12.03.2019"])
def test_a_day_of_death_in_any_words_says_that_somebody_died(written: str) -> None:
    assert says_died(written)


@pytest.mark.parametrize(
    "written", ["", " ", "None", "null", "-", "0000-00-00", "0001-01-01T00:00:00", "False"]
)
def test_a_placeholder_says_nothing_of_death(written: str) -> None:
    assert not says_died(written)

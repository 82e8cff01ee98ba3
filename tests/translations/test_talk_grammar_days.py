"""Days inside a telling: with their year, in digits, by their number; and those that are not understood."""

from datetime import date

import pytest

from keepwarm.translations.talk_grammar import read_talk

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "on", "rest"),
    [
        ("called on 20 Nov 2025", "2025-11-20", ""),
        ("called on the 20th of november, 2025", "2025-11-20", ""),
        ("called Ann on november 20, 2025, 20 min", "2025-11-20", ""),
        ("called Ann on Nov. 20, 2025", "2025-11-20", ""),
        ("met Ann on 20. november", "2026-11-20", ""),
        ("met Ann on 24 november", "2025-11-24", ""),
        ("met Ann on 29 february", "2024-02-29", ""),
        ("lunch with Ann on 20 november 2025", "2025-11-20", ""),
        ("lunch with Ann on 2026-11-20", "2026-11-20", ""),
        ("called Ann, 2025 was hard for the shop", None, "2025 was hard for the shop"),
        ("met on 31.12.", "2025-12-31", ""),
        ("called 20.11.2026", "2026-11-20", ""),
        ("called on 20.11.25", "2025-11-20", ""),
        ("called on 11/20", "2026-11-20", ""),
        ("called on 20/11/2025", "2025-11-20", ""),
        ("called on the 5th", "2026-11-05", ""),
        ("called on the 24th about the boat", "2026-10-24", "about the boat"),
        ("called Ann, birthday is 5.5.1980", None, "birthday is 5.5.1980"),
        ("called Ann, on 5 may 2019", "2019-05-05", ""),
        ("called Ann at 3.12", None, ""),
        ("met Ann on the 5th floor", None, "on the 5th floor"),
    ],
)
def test_the_day_that_is_said_is_the_day_it_was(words: str, on: str | None, rest: str) -> None:
    talk = read_talk(words, MONDAY)
    assert (talk.on and str(talk.on.value), talk.rest, talk.unread_day) == (on, rest, "")


@pytest.mark.parametrize(
    ("words", "text", "due_on"),
    [
        ("promised her the book by 3 december 2027", "the book", "2027-12-03"),
        ("promised her the book by december 3, 2027", "the book", "2027-12-03"),
        ("promised her the book by 31.12.2026", "the book", "2026-12-31"),
        ("promised her the book by 12/31", "the book", "2026-12-31"),
        ("promised her the book by the 5th", "the book", "2026-12-05"),
        ("promised her the book by 3 december", "the book", "2026-12-03"),
        ("next: call her on 3 december 2027", "call her", "2027-12-03"),
        ("called, lunch on 5.12.", "lunch", "2026-12-05"),
        ("lunch with Ann on 3 december 2027", "lunch with Ann", "2027-12-03"),
    ],
)
def test_what_is_to_come_is_due_on_the_day_that_is_said(words: str, text: str, due_on: str) -> None:
    talk = read_talk(words, MONDAY)
    (made,) = (*talk.promises, *filter(None, (talk.next_step,)))
    assert (made.value.text, str(made.value.due_on)) == (text, due_on)


@pytest.mark.parametrize(
    ("words", "unread"),
    [
        ("called Ann on 05/06", "on 05/06"),
        ("called Ann last month", "last month"),
        ("called Ann, a few weeks ago", "a few weeks ago"),
        ("called Ann on 31 november", "on 31 november"),
        ("called Ann on 3 december 2027", "on 3 december 2027"),
        ("called Ann yesterday about last month", ""),
        ("called Ann about last month", ""),
        ("called Ann, she moved here last month", ""),
        ("called Ann", ""),
    ],
)
def test_words_that_would_say_the_day_and_are_not_understood_are_named(words: str, unread: str) -> None:
    talk = read_talk(words, MONDAY)
    assert talk.unread_day == unread
    assert unread in talk.rest


@pytest.mark.parametrize(
    "words",
    [
        "met Ada on 3.5 acres of land", "called Ada, paid 12.5 euros, version 3.11",
        "met Ada on the 2nd to last day",
        "called June 30 min, she moves", "called Jan 4 times", "met Ada, wedding on 3.12.",
        "called Ada. Next lunch on 3 december", "called Ada, exam on 12/24",
    ],
)  # fmt: skip
def test_a_number_of_something_else_is_no_day_of_the_talk(words: str) -> None:
    talk = read_talk(words, date(2026, 11, 23))
    assert talk.on is None
    assert talk.next_step is None

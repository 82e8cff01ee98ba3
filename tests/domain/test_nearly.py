"""Whom one conversation would make a connection; steady against bursts; contact only with asks."""

from datetime import date

import pytest

from keepwarm.domain.dates import day_number
from keepwarm.domain.history import History
from keepwarm.domain.nearly import is_one_talk_away
from keepwarm.domain.reasons import Reason
from keepwarm.domain.stages import Evidence
from keepwarm.domain.steadiness import burst_of, only_with_asks
from tests.domain.histories import meetings, messages

NOW = 1_000.5
TODAY = day_number(date(2026, 3, 10))


@pytest.mark.parametrize(
    ("history", "is_near"),
    [
        (History(), False),
        (meetings(990), True),
        (meetings(980, 990), False),
        (messages((980, "out"), (981, "in")), True),
        (meetings(100), False),
        (
            messages(
                (990, "out"),
            ),
            False,
        ),
    ],
    ids=["nothing", "met once", "met twice", "wrote to each other", "met long ago", "no answer yet"],
)
def test_one_talk_is_enough_where_there_was_a_conversation_lately(history: History, is_near: bool) -> None:
    assert is_one_talk_away(Evidence(history=history), NOW) is is_near


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([TODAY - 30 * month for month in range(9, -1, -1)], None),
        ([TODAY - 3, TODAY - 2, TODAY - 1, TODAY], None),
        (
            [TODAY - 200, *range(TODAY - 40, TODAY - 34)],
            Reason.of("burst", count=6, of=7, began=date(2026, 1, 29)),
        ),
        ([*range(TODAY - 400, TODAY - 390)], None),
    ],
    ids=["every month", "too few to say", "six days in two weeks", "longer than a year ago"],
)
def test_a_burst_is_most_of_a_year_in_two_weeks(days: list[int], expected: Reason | None) -> None:
    assert burst_of(days, TODAY) == expected


@pytest.mark.parametrize(
    ("began", "asked", "expected"),
    [
        ([10, 50, 90], {10, 51, 89}, Reason.of("only_with_asks", count=3)),
        ([1, 10, 50, 90], {10, 50, 90}, Reason.of("only_with_asks", count=3)),
        ([10, 50, 90], {10, 90}, None),
        ([50, 90], {50, 90}, None),
    ],
)
def test_an_early_word_comes_when_the_last_three_approaches_were_asks(
    began: list[int], asked: set[int], expected: Reason | None
) -> None:
    assert only_with_asks(began, asked) == expected

"""Turns, answers and the probability of a reply (MODEL.md, section 3)."""

from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.history import History
from keepwarm.domain.replies import Turns, owner_rate, reply_probability, turns_of
from tests.domain.histories import histories, meetings, messages, together


def test_a_turn_is_the_first_message_of_a_run() -> None:
    history = messages((0, "out"), (1, "out"), (2, "in"), (3, "in"), (300, "in"), (301, "out"))
    assert turns_of(history) == Turns(outgoing=[0, 301], incoming=[2], waits=[2])


def test_the_first_word_may_be_theirs_and_answers_no_turn() -> None:
    history = messages((0, "in"), (1, "out"), (4, "in"), (9, "out"))
    assert turns_of(history) == Turns(outgoing=[1, 9], incoming=[0, 4], waits=[3])
    assert turns_of(History()) == Turns(outgoing=[], incoming=[], waits=[])


@pytest.mark.parametrize(
    ("history", "now", "expected"),
    [
        (messages((0, "out")), 7.0, (0, 0)),  # still waiting
        (messages((0, "out")), 7.1, (1, 0)),  # a week has passed
        (messages((0, "out"), (7, "in")), 7.5, (1, 1)),
        (messages((0, "out"), (7.1, "in")), 7.5, (1, 0)),  # too late
        (messages((0, "out"), (3, "out"), (8, "in")), 9.0, (1, 0)),  # counted from the first message
        (messages((0, "in"), (1, "out")), 2.0, (0, 0)),
        (messages((0, "out"), (5, "in")), 5.0, (0, 0)),  # the answer has not come yet
        (meetings(3), 4.0, (1, 1)),
    ],
)
def test_a_turn_is_resolved_by_an_answer_or_by_a_week(
    history: History, now: float, expected: tuple[int, int]
) -> None:
    assert turns_of(history.before(now)).answers(now) == expected


def test_the_owners_rate_is_drawn_towards_a_half() -> None:
    answered, ignored = messages((0, "out"), (1, "in")), messages((0, "out"))
    assert owner_rate([], 50.0) == 0.5
    assert owner_rate([answered, answered, ignored], 50.0) == pytest.approx((2 + 2.5) / (3 + 5))
    assert owner_rate([ignored], 50.0, g=0.8) == pytest.approx((0 + 4.0) / (1 + 5))


def test_the_probability_of_a_reply_is_that_of_the_model() -> None:
    history = messages((0, "out"), (1, "in"), (10, "out"))
    q = (1 + 3 * 0.4) / (2 + 3)
    odds = 0.175 + 0.535 * log(q / (1 - q)) + 0.162 * log(19.0**-0.5 + 0.03) - 0.148 * log(3)
    assert reply_probability(history, 20.0, 0.4, n_recipients=3) == pytest.approx(1 / (1 + exp(-odds)))


def test_somebody_never_written_to_has_the_owners_own_rate_to_go_by() -> None:
    odds = 0.175 + 0.535 * log(0.6 / 0.4) + 0.162 * log(0.03)
    assert reply_probability(History(), 20.0, 0.6) == pytest.approx(1 / (1 + exp(-odds)))


@given(histories, st.floats(-400, 3000), st.floats(0, 1), st.integers(1, 10))
def test_the_probability_of_a_reply_lies_strictly_between_nought_and_one(
    history: History, now: float, rate: float, recipients: int
) -> None:
    assert 0.0 < reply_probability(history, now, rate, recipients) < 1.0


def usual(history: History, now: float) -> float:
    return turns_of(history.before(now)).usual_answer_days()


def test_their_usual_answer_is_a_week_as_long_as_nothing_is_known() -> None:
    assert usual(History(), 100.0) == 7.0


def test_their_usual_answer_is_learned_and_one_slow_one_moves_it_little() -> None:
    slow = together(*(messages((50 * n, "out"), (50 * n + 10, "in")) for n in range(12)))
    assert usual(slow, 1000.0) == 10.0
    quick = [messages((50 * n, "out"), (50 * n + 4, "in")) for n in range(12)]
    with_one_slow = together(*quick, messages((900, "out"), (925, "in")))
    assert usual(with_one_slow, 1000.0) == 4.0


def test_their_usual_answer_is_never_less_than_three_days_and_meetings_are_no_answers() -> None:
    quick = together(*(messages((50 * n, "out"), (50 * n + 0.01, "in")) for n in range(20)))
    assert usual(quick, 2000.0) == 3.0
    assert usual(meetings(*range(0, 900, 30)), 1000.0) == 7.0


@given(histories, st.floats(-400, 3000))
def test_their_usual_answer_lies_between_three_days_and_thirty(history: History, now: float) -> None:
    assert 3.0 <= usual(history, now) <= 30.0

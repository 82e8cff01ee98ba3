"""Who carries a tie (MODEL.md, section 4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.history import History
from keepwarm.domain.reciprocity import (
    Carrier,
    Initiations,
    Waiting,
    initiations,
    reciprocity_of,
    waiting_of,
)
from tests.domain.histories import histories, meetings, messages, together


def test_rho_weighs_turns_by_their_age() -> None:
    history = messages((0, "out"), (1, "out"), (10, "in"), (80, "out"))
    outgoing, incoming = 2 ** (-100 / 90) + 2 ** (-20 / 90), 2 ** (-90 / 90)
    assert reciprocity_of(history, 100.0).rho == pytest.approx((incoming + 0.5) / (outgoing + 0.5))


def test_meetings_are_carried_by_both_alike() -> None:
    balance = reciprocity_of(meetings(0, 30, 60), 70.0)
    assert (balance.rho, balance.one_way, balance.unanswered) == (1.0, None, 0)


@given(histories, st.floats(-400, 3000))
def test_rho_lies_between_nought_and_one(history: History, now: float) -> None:
    assert 0.0 < reciprocity_of(history, now).rho <= 1.0


@pytest.mark.parametrize(
    ("history", "now", "expected"),
    [
        (messages((0, "in"), (100, "out")), 180.0, None),
        (messages((0, "in"), (100, "out")), 181.0, Carrier.ME),
        (messages((0, "out"), (100, "in")), 181.0, Carrier.THEM),
        (messages((0, "in"), (100, "out")), 400.0, None),  # nobody carries what rests
        (messages((0, "out")), 1.0, Carrier.ME),
        (History(), 1.0, None),
    ],
)
def test_a_tie_is_one_way_where_only_one_said_anything_for_180_days(
    history: History, now: float, expected: Carrier | None
) -> None:
    assert reciprocity_of(history, now).one_way is expected


def test_first_words_are_those_after_a_quiet_week() -> None:
    history = messages((0, "out"), (1, "in"), (7.9, "out"), (14.9, "in"), (100, "in"), (101, "out"))
    assert initiations(history, history.meetings) == Initiations(by_me=[0], by_them=[3, 4])
    balance = reciprocity_of(history, 200.0)
    assert (balance.initiated_by_me, balance.initiated_by_them) == (1, 2)


def test_a_meeting_after_a_quiet_week_was_initiated_by_both_and_one_within_it_by_nobody() -> None:
    history = together(meetings(0, 40), messages((10, "out")), meetings(12))
    balance = reciprocity_of(history, 100.0)
    assert (balance.initiated_by_me, balance.initiated_by_them) == (3, 2)


def test_who_was_answered_is_not_waiting() -> None:
    assert waiting_of(messages((0, "out"), (1, "in")), 50.0) is None
    assert waiting_of(History(), 50.0) is None


def test_a_second_message_soon_after_belongs_to_the_same_attempt() -> None:
    history = messages((0, "in"), (5, "out"), (5.1, "out"), (6.9, "out"))
    assert waiting_of(history, 20.0) == Waiting(since=5, last_at=6.9, attempts=1, channel="email")


def test_each_message_two_days_or_more_after_the_attempt_before_is_another_attempt() -> None:
    history = together(messages((5, "out"), (9, "out")), messages((9.5, "out"), (30, "out"), channel="text"))
    assert waiting_of(history, 40.0) == Waiting(since=5, last_at=30, attempts=3, channel="text")
    assert reciprocity_of(history, 40.0).unanswered == 3


def test_an_answer_that_has_not_come_yet_does_not_end_the_waiting() -> None:
    assert waiting_of(messages((5, "out"), (9, "in")), 9.0) is not None

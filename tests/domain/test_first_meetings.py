"""What the owner felt about a first meeting, and when somebody left at that comes back."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from keepwarm.domain.encounters import Encounter
from keepwarm.domain.first_meetings import back_on, comes_back, judged
from keepwarm.domain.meeting import Follow, Opinion

MET = Encounter(person_id=1, at=datetime(2026, 3, 1, 18, tzinfo=UTC))
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("left_on", "back"),
    [("2026-03-02", "2026-09-02"), ("2026-08-31", "2027-02-28"), ("2027-08-31", "2028-02-29")],
)
def test_somebody_left_at_that_comes_back_in_half_a_year(left_on: str, back: str) -> None:
    assert str(back_on(date.fromisoformat(left_on))) == back


def test_to_leave_it_sends_away_once_and_then_for_good() -> None:
    left = judged(MET, Opinion.UNSURE, Opinion.NO, TODAY)
    assert (left.got_on, left.again, left.follow, left.back_on) == (
        Opinion.UNSURE, Opinion.NO, Follow.LEFT, date(2026, 9, 2),
    )  # fmt: skip
    assert not comes_back(left, date(2026, 9, 1))
    assert comes_back(left, date(2026, 9, 2))
    assert comes_back(left, TODAY, at_shared_event=True)
    again = judged(left, None, Opinion.NO, date(2026, 9, 2), asked_again=True)
    assert (again.back_on, again.came_back, again.got_on) == (None, True, Opinion.UNSURE)
    assert not comes_back(again, date(2030, 1, 1), at_shared_event=True)


def test_a_tap_that_was_put_right_at_once_leaves_the_return_to_come() -> None:
    left = judged(MET, None, Opinion.NO, TODAY)
    assert judged(left, None, Opinion.NO, TODAY) == left
    near = judged(left, None, Opinion.YES, TODAY)
    assert (near.follow, near.back_on, near.came_back) == (Follow.OPEN, None, False)


def test_what_is_placed_stays_placed_and_what_is_not_said_stays() -> None:
    placed = replace(MET, follow=Follow.PLACED)
    assert judged(placed, Opinion.YES, Opinion.YES, TODAY).follow is Follow.PLACED
    assert judged(placed, None, None, TODAY) == placed

"""A tie's own rhythm, against the check of MODEL.md, section 2."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.cadence import Rhythm, due, due_by, dues, gaps_at_each_day, limits, rhythm_within

FIVE_DAYS = (0, 30, 55, 90, 118)

LEARNED = limits(gaps_at_each_day(FIVE_DAYS)[-1])

day_lists = st.lists(st.integers(0, 3000), min_size=1, max_size=25, unique=True).map(sorted)


def test_the_due_days_are_those_of_the_check() -> None:
    assert dues(FIVE_DAYS, 0.5, 0.8, 0.95) == pytest.approx((19.0, 50.1, 113.9), abs=0.05)


def test_recent_gaps_weigh_more() -> None:
    now_quick, now_slow = (0, 60, 120, 125, 130), (0, 5, 10, 70, 130)
    assert due(now_quick, 0.8) < due(now_slow, 0.8)


def test_one_contact_day_has_the_due_of_the_prior() -> None:
    assert due((42,), 0.5) == pytest.approx(8.4 * (2 ** (1 / 0.88) - 1))


def test_without_a_contact_day_there_is_no_due() -> None:
    with pytest.raises(ValueError, match="no rhythm without a contact day"):
        due((), 0.5)


@given(day_lists)
def test_the_dues_follow_one_another(days: list[int]) -> None:
    half, most, nearly_all = dues(days, 0.5, 0.8, 0.95)
    assert 0.0 < half < most < nearly_all


@given(day_lists, st.sampled_from([0.5, 0.8]))
def test_the_due_at_each_day_is_what_it_was_on_that_day(days: list[int], q: float) -> None:
    assert [due_by(gaps, q) for gaps in gaps_at_each_day(days)] == [
        due(days[: n + 1], q) for n in range(len(days))
    ]


@given(day_lists)
def test_the_due_is_the_weighted_quantile_of_the_model(days: list[int]) -> None:
    gaps = [(b - a, 2 ** (-(days[-1] - b) / 90)) for a, b in pairwise(days)]
    weight = sum(w for _, w in gaps)
    expected = (8.4 + sum(w * g for g, w in gaps)) * (0.2 ** (-1 / (0.88 + weight)) - 1)
    assert due(days, 0.8) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("elapsed", "p_90", "expected"),
    [
        (0, 0.9, Rhythm.IN_RHYTHM),
        (50, 0.9, Rhythm.IN_RHYTHM),  # 50 < 50.07
        (51, 0.9, Rhythm.SLIPPING),
        (51, 0.1, Rhythm.SLIPPING),
        (113, 0.2, Rhythm.SLIPPING),
        (114, 0.2, Rhythm.AT_RISK),
        (114, 0.199, Rhythm.DORMANT),
        (114, None, Rhythm.DORMANT),
    ],
)
def test_a_tie_slips_then_is_at_risk_or_dormant(elapsed: int, p_90: float | None, expected: Rhythm) -> None:
    assert rhythm_within(LEARNED, elapsed, p_90) is expected


@pytest.mark.parametrize(
    ("elapsed", "expected"),
    [(6, Rhythm.IN_RHYTHM), (7, Rhythm.SLIPPING), (13, Rhythm.SLIPPING), (14, Rhythm.AT_RISK)],
)
def test_a_cadence_that_the_owner_chose_comes_before_the_learned_one(elapsed: int, expected: Rhythm) -> None:
    assert rhythm_within(limits(gaps_at_each_day(FIVE_DAYS)[-1], 7), elapsed, 0.9) is expected

"""Probabilities and their log odds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.odds import clipped, logit, sigmoid


@given(st.floats(min_value=1e-9, max_value=1 - 1e-9))
def test_a_probability_comes_back_from_its_log_odds(probability: float) -> None:
    assert sigmoid(logit(probability)) == pytest.approx(probability, rel=1e-9)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_log_odds_make_a_probability(log_odds: float) -> None:
    assert 0.0 <= sigmoid(log_odds) <= 1.0


def test_a_value_is_kept_away_from_both_ends() -> None:
    assert [clipped(value, 0.01) for value in (0.0, 0.5, 1.0)] == [0.01, 0.5, 0.99]

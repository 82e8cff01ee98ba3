"""Self-calibration to the owner (MODEL.md, section 1)."""

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.calibration import IDENTITY, Calibration, calibrated, fit, fit_all, sampled
from keepwarm.domain.history import History
from keepwarm.domain.policy import CALIBRATION
from keepwarm.domain.ties import tie_probability
from tests.domain.histories import histories, messages

NOW = 1000.0
ONCE = messages((10, "out"))


def loss(rows: list[tuple[float, bool]], alpha: float, beta: float) -> float:
    """Minus the log posterior, written out anew."""
    total = alpha**2 / 2 + (beta - 1) ** 2 / (2 * 0.1)
    for p, contact in rows:
        after = calibrated(p, Calibration(alpha=alpha, beta=beta))
        total -= log(after if contact else 1 - after)
    return total


def test_the_identity_changes_nothing() -> None:
    assert calibrated(0.3, IDENTITY) == 0.3


@given(st.floats(1e-6, 1 - 1e-6), st.floats(-5, 5), st.floats(-1, 2))
def test_a_calibrated_probability_is_one(p: float, alpha: float, beta: float) -> None:
    assert 0.0 < calibrated(p, Calibration(alpha=alpha, beta=beta)) < 1.0


def test_below_twenty_rows_nothing_is_fitted() -> None:
    assert fit([ONCE] * 4, NOW, 30) == IDENTITY  # four people, four snapshots: sixteen rows
    assert fit([ONCE] * 5, NOW, 30).rows == 20
    assert fit([], NOW, 30) == IDENTITY


@pytest.mark.parametrize("horizon", [7, 30, 90])
def test_a_row_is_a_person_with_an_event_before_a_snapshot_and_snapshots_go_back_thirty_days_each(
    horizon: int,
) -> None:
    second = NOW - horizon - 30
    only_at_the_two_latest = messages((second - 0.5, "out"))
    assert fit([only_at_the_two_latest] * 20, NOW, horizon).rows == 40
    assert fit([messages((second, "out"))] * 20, NOW, horizon).rows == 20


def test_a_quiet_life_brings_the_probabilities_down_and_a_busy_one_up() -> None:
    p = tie_probability(ONCE, NOW, 90)
    quiet = fit([ONCE] * 50, NOW, 90)
    assert calibrated(p, quiet) < p
    monthly = messages(*[(day, "out") for day in range(10, 1000, 29)])
    busy = fit([monthly] * 50, NOW, 30)
    assert calibrated(tie_probability(monthly, NOW, 30), busy) > tie_probability(monthly, NOW, 30)


def test_the_fit_is_the_most_probable_one() -> None:
    people = [messages(*[(day, "out") for day in range(n, 1000, 7 + 9 * n)]) for n in range(20)]
    rows = []
    for at in (970.0, 940.0, 910.0, 880.0):
        for history in people:
            contact = any(at <= event.t < at + 30 for event in history.events)
            rows.append((tie_probability(history, at, 30), contact))
    found = fit(people, NOW, 30)
    best = loss(rows, found.alpha, found.beta)
    nearby = [(da, db) for da in (-1e-3, 0, 1e-3) for db in (-1e-3, 0, 1e-3) if da or db]
    assert found.rows == len(rows)
    assert all(loss(rows, found.alpha + da, found.beta + db) > best for da, db in nearby)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(histories, min_size=6, max_size=12),
    st.sampled_from([7, 30, 90]),
    st.randoms(use_true_random=False),
)
def test_the_fit_always_ends_and_the_order_of_people_does_not_matter(
    people: list[History], horizon: int, rng
) -> None:
    found = fit(people, 1500.0, horizon)
    rng.shuffle(people)
    assert fit(people, 1500.0, horizon) == found
    assert abs(found.alpha) < 10
    assert abs(found.beta) < 10


def test_people_whom_the_model_gets_all_wrong_do_not_throw_the_fit_off() -> None:
    busy_then_gone = messages(*[(day, "in") for day in range(500, 880)])
    gone_then_back = messages((1, "in"), *[(day, "in") for day in range(881, 1000)])
    people = [busy_then_gone] * 50 + [gone_then_back] * 50
    rows = [
        (tie_probability(history.before(at), at, 30), any(at <= e.t < at + 30 for e in history.events))
        for at in (970.0, 940.0, 910.0, 880.0)
        for history in people
    ]
    found = fit(people, NOW, 30)
    assert found.rows == 400
    assert loss(rows, found.alpha, found.beta) < loss(rows, 0.0, 1.0)


def test_a_horizon_that_the_model_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="7, 30 or 90 days, not 14"):
        fit([ONCE], NOW, 14)


def test_all_horizons_are_fitted_in_one_pass_over_histories_that_are_seen_once() -> None:
    people = [messages(*[(day, "out") for day in range(n, 1000, 7 + 9 * n)]) for n in range(20)]
    assert fit_all(iter(people), NOW) == {horizon: fit(people, NOW, horizon) for horizon in (7, 30, 90)}


def test_a_small_book_is_looked_at_whole_and_of_a_large_one_the_same_people_each_time() -> None:
    most = CALIBRATION.most_people
    assert sorted(sampled(range(most))) == list(range(most))
    many = range(3 * most)
    chosen = sampled(many)
    assert len(set(chosen)) == most
    assert sampled(reversed(many)) == chosen
    assert set(chosen) - {chosen[0]} < set(sampled(one for one in many if one != chosen[0]))
    thirds = [sum(one // most == third for one in chosen) / most for third in range(3)]
    assert thirds == pytest.approx([1 / 3] * 3, abs=0.03)

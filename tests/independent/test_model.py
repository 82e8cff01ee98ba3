"""The second calculation reproduces the figures that the plan of the model gives to check it by."""

import math

import pytest

from tests.independent import model

FIVE_DAYS = (0, 30, 55, 90, 118)


@pytest.mark.parametrize(
    ("days", "now", "expected"),
    [
        (FIVE_DAYS, 130, (0.151, 0.415, 0.735)),
        (FIVE_DAYS, 250, (0.057, 0.169, 0.453)),
        ((0,), 12, (0.057, 0.163, 0.420)),
    ],
)
def test_the_tie_probabilities_of_the_plan_come_out(
    days: tuple[int, ...], now: float, expected: tuple[float, ...]
) -> None:
    found = [round(model.tie_probability(days, now, horizon), 3) for horizon in model.HORIZONS]
    assert found == list(expected)


def test_the_due_days_of_the_plan_come_out() -> None:
    assert [round(model.due(FIVE_DAYS, q), 1) for q in (0.5, 0.8, 0.95)] == [19.0, 50.1, 113.9]


def test_snapshots_lie_thirty_days_apart_and_at_most_four_within_180_days() -> None:
    assert model.snapshots(1000, 7) == [993, 963, 933, 903]
    assert model.snapshots(1000, 90) == [910, 880, 850, 820]


def test_below_twenty_rows_nothing_is_calibrated_and_from_twenty_on_it_is() -> None:
    nothing_came = [(0.0, False)] * 20
    assert model.fit_calibration(nothing_came[:19]) == (0, 1)
    assert model.calibrate(0.5, model.fit_calibration(nothing_came)) < 0.2


def test_the_calibration_is_where_the_posterior_is_highest() -> None:
    rows = [(-2.0, False)] * 12 + [(-1.0, True), (-1.0, False)] * 6 + [(1.5, True)] * 9 + [(1.5, False)] * 3
    alpha, beta = model.fit_calibration(rows)

    def log_posterior(a: float, b: float) -> float:
        chances = [(model.sigmoid(a + b * score), came) for score, came in rows]
        return (
            math.fsum(math.log(p if came else 1 - p) for p, came in chances) - a**2 / 2 - (b - 1) ** 2 / 0.2
        )

    around = [(da, db) for da in (-1e-3, 0, 1e-3) for db in (-1e-3, 0, 1e-3) if da or db]
    best = log_posterior(alpha, beta)
    assert all(log_posterior(alpha + da, beta + db) < best for da, db in around)

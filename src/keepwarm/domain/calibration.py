"""Self-calibration: the model's probabilities, brought to one owner's life (MODEL.md, section 1).

The constants come from busy workplaces, so on quieter lives a probability runs too high. Two
numbers for each horizon are fitted on the book's own past: `logit P' = α + β logit P`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import exp, log1p

from keepwarm.domain.history import History
from keepwarm.domain.ids import lot_of
from keepwarm.domain.odds import logit, sigmoid
from keepwarm.domain.policy import CALIBRATION
from keepwarm.domain.ties import HORIZONS, tie_probability, weights_for

_ENOUGH_DECREASE = 1e-4
_CONVERGED = 1e-12
_MOST_STEPS = 100

Row = tuple[float, bool]
"""The log odds that the model gave at a snapshot, and whether there was contact within the horizon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """α and β of one horizon, and on how many rows they rest (0 where there were too few)."""

    alpha: float = 0.0
    beta: float = 1.0
    rows: int = 0


IDENTITY = Calibration()


def calibrated(probability: float, calibration: Calibration) -> float:
    """P' of a probability strictly between 0 and 1."""
    if calibration.alpha == 0.0 and calibration.beta == 1.0:
        return probability
    return sigmoid(calibration.alpha + calibration.beta * logit(probability))


def sampled(person_ids: Iterable[int]) -> list[int]:
    """Of these people, those by whom a calibration is made: everybody, or of a large book the first lots."""
    return nsmallest(CALIBRATION.most_people, person_ids, key=lambda one: (lot_of(one), one))


def fit(histories: Iterable[History], now: float, horizon: int) -> Calibration:
    """The owner's calibration for a horizon, from the book's own past; see `fit_all`."""
    weights_for(horizon)
    return _fitted([row for history in histories for row in _rows(history, now, horizon)])


def fit_all(histories: Iterable[History], now: float) -> dict[int, Calibration]:
    """The owner's calibrations by horizon, from histories that come by one at a time.

    Snapshots are taken at now − H and every 30 days before it, at most four within 180 days. A row is
    a person with an event before the snapshot; its outcome is whether an event fell within H days from
    it. Below 20 rows the identity. The same histories in any order give the same numbers.
    """
    rows: dict[int, list[Row]] = {horizon: [] for horizon in HORIZONS}
    for history in histories:
        for horizon, found in rows.items():
            found.extend(_rows(history, now, horizon))
    return {horizon: _fitted(found) for horizon, found in rows.items()}


def _fitted(rows: list[Row]) -> Calibration:
    if len(rows) < CALIBRATION.least_rows:
        return IDENTITY
    alpha, beta = _most_probable(sorted(rows))
    return Calibration(alpha=alpha, beta=beta, rows=len(rows))


def _snapshots(now: float, horizon: int) -> list[float]:
    ages = [horizon + CALIBRATION.days_between * step for step in range(CALIBRATION.snapshots)]
    return [now - age for age in ages if age <= CALIBRATION.within_days]


def _rows(history: History, now: float, horizon: int) -> Iterator[Row]:
    for at in _snapshots(now, horizon):
        past = history.before(at)
        if past.times:
            following = history.times[len(past.times) : len(past.times) + 1]
            contact = bool(following) and following[0] < at + horizon
            yield logit(tie_probability(past, at, horizon)), contact


def _most_probable(rows: Sequence[Row]) -> tuple[float, float]:
    """The maximum a posteriori α and β, by Newton's method with a halved step where it overshoots.

    The loss is strictly convex (the priors alone make it so), hence the direction always descends
    and the search ends at the one minimum.
    """
    alpha, beta = 0.0, 1.0
    loss = _loss(rows, alpha, beta)
    for _ in range(_MOST_STEPS):
        step_alpha, step_beta, decrease = _newton_step(rows, alpha, beta)
        if decrease < _CONVERGED * (1.0 + loss):  # the sum of many rows is no more exact than this
            return alpha - step_alpha, beta - step_beta
        size = 1.0
        while size > _CONVERGED:
            tried = _loss(rows, alpha - size * step_alpha, beta - size * step_beta)
            if tried <= loss - _ENOUGH_DECREASE * size * decrease:
                break
            size /= 2
        else:
            break  # no float is lower: this is the minimum as far as floats can tell
        alpha, beta, loss = alpha - size * step_alpha, beta - size * step_beta, tried
    return alpha, beta


def _loss(rows: Sequence[Row], alpha: float, beta: float) -> float:
    """Minus the log posterior, up to a constant."""
    loss = alpha**2 / (2 * CALIBRATION.alpha_variance) + (beta - 1) ** 2 / (2 * CALIBRATION.beta_variance)
    for x, contact in rows:
        z = alpha + beta * x
        loss += log1p(exp(-abs(z))) + max(z, 0.0) - (z if contact else 0.0)
    return loss


def _newton_step(rows: Sequence[Row], alpha: float, beta: float) -> tuple[float, float, float]:
    """The step to subtract from α and from β, and how much the loss falls along it at first."""
    slope_a, slope_b = alpha / CALIBRATION.alpha_variance, (beta - 1) / CALIBRATION.beta_variance
    bend_aa, bend_ab, bend_bb = 1 / CALIBRATION.alpha_variance, 0.0, 1 / CALIBRATION.beta_variance
    for x, contact in rows:
        p = sigmoid(alpha + beta * x)
        wrong, spread = p - contact, p * (1.0 - p)
        slope_a += wrong
        slope_b += wrong * x
        bend_aa += spread
        bend_ab += spread * x
        bend_bb += spread * x * x
    determinant = bend_aa * bend_bb - bend_ab**2
    step_a = (bend_bb * slope_a - bend_ab * slope_b) / determinant
    step_b = (bend_aa * slope_b - bend_ab * slope_a) / determinant
    return step_a, step_b, slope_a * step_a + slope_b * step_b

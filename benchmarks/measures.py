"""Measures of a ranking and of probabilities: area under the curve, precision, gain, calibration, coverage.

Where scores are equal, no order among them is invented: areas and precision take the whole group at once,
gain and recall what a random order of the group would give on average (McSherry & Najork 2008).
"""

from collections.abc import Callable, Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

_PLACES = 10
_BINS = 10
_SHARE_WITHIN = 0.95


class Ranking:
    """Rows from the highest score down, sorted once, so that they can be weighed anew many times."""

    def __init__(self, outcomes: Sequence[bool], scores: Sequence[float]) -> None:
        ranked = np.asarray(scores, dtype=float)
        self.order = np.argsort(-ranked, kind="stable")
        ranked = ranked[self.order]
        self._came = np.asarray(outcomes, dtype=float)[self.order]
        self._group_ends = np.flatnonzero(np.append(np.diff(ranked) != 0, 1))

    def areas(self, weights: Numbers | None = None) -> tuple[float, float]:
        """AUC and average precision; not a number where all outcomes are the same.

        `weights` are in the order of the rows as they were given.
        """
        weight = np.ones_like(self._came) if weights is None else weights[self.order]
        came = np.cumsum(weight * self._came)[self._group_ends]
        taken = np.cumsum(weight)[self._group_ends]
        all_came, all_else = came[-1], taken[-1] - came[-1]
        if all_came <= 0 or all_else <= 0:
            return float("nan"), float("nan")
        new = np.diff(came, prepend=0.0)
        else_before = taken - came
        new_else = np.diff(else_before, prepend=0.0)
        behind = all_else - else_before + new_else / 2
        precision = came / np.where(taken > 0, taken, 1.0)
        return float(new @ behind / (all_came * all_else)), float(new @ precision / all_came)


def gain_and_recall(outcomes: Sequence[bool], scores: Sequence[float]) -> tuple[float, float] | None:
    """NDCG@10 and recall@10 of one list; None where nothing came, for then no order is better than another.

    Recall is the share of what ten places could have held.
    """
    came = np.asarray(outcomes, dtype=float)
    if not (best := min(int(came.sum()), _PLACES)):
        return None
    ranked = -np.asarray(scores, dtype=float)
    order = np.argsort(ranked, kind="stable")
    _, group, sizes = np.unique(ranked[order], return_inverse=True, return_counts=True)
    expected = (np.bincount(group, came[order]) / sizes)[group][:_PLACES]
    discount = 1.0 / np.log2(np.arange(2, _PLACES + 2))
    return float(expected @ discount[: len(expected)] / discount[:best].sum()), float(expected.sum() / best)


def calibration_error(outcomes: Sequence[bool], probabilities: Sequence[float]) -> float:
    """ECE: over ten bins of equal count, the mean distance of what was said from what came."""
    said, came = np.asarray(probabilities, dtype=float), np.asarray(outcomes, dtype=float)
    bins = [part for part in np.array_split(np.argsort(said, kind="stable"), _BINS) if len(part)]
    return float(sum(len(part) * abs(said[part].mean() - came[part].mean()) for part in bins) / len(said))


def pinball(gaps: Sequence[float], quantiles: Sequence[float], q: float) -> float:
    """The mean pinball loss of a quantile, in logarithms of days."""
    late = np.log(np.asarray(gaps, dtype=float)) - np.log(np.asarray(quantiles, dtype=float))
    return float(np.where(late > 0, q * late, (q - 1) * late).mean())


def intervals(
    egos: Sequence[Hashable], measure: Callable[[Numbers], tuple[float, ...]], rounds: int
) -> list[tuple[float, float]]:
    """For each figure of a measure, where 95 % of its values lie when egos are drawn anew with replacement.

    `measure` is handed a weight for each row: how often its ego was drawn. Always the same draws.
    """
    numbers: dict[Hashable, int] = {}
    ego_of_row = np.array([numbers.setdefault(ego, len(numbers)) for ego in egos])
    chance = np.random.default_rng(1)
    found = []
    for _ in range(rounds):
        drawn = np.bincount(chance.integers(len(numbers), size=len(numbers)), minlength=len(numbers))
        found.append(measure(drawn[ego_of_row].astype(float)))
    edge = (1 - _SHARE_WITHIN) / 2
    low, high = np.nanquantile(np.array(found), (edge, 1 - edge), axis=0)
    return list(zip(low.tolist(), high.tolist(), strict=True))

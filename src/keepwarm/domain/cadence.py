"""A tie's own rhythm: when the next contact is due, and how far it has slipped (MODEL.md, section 2)."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from math import exp2, pow

from keepwarm.domain.policy import CADENCE, DORMANT_BELOW


class Rhythm(StrEnum):
    """How a tie stands against its own rhythm."""

    IN_RHYTHM = "in rhythm"
    SLIPPING = "slipping"
    AT_RISK = "at risk"
    DORMANT = "dormant"


Gaps = tuple[float, float]
"""Σ w g and Σ w: the gaps between contact days, weighted, and their weights."""


def due(days: Sequence[int], q: float) -> float:
    """Days after the last contact day by which a share `q` of next contacts would have come.

    A gamma-Poisson predictive quantile over the gaps between ascending contact days, recent gaps
    weighing more (half-life 90 days). One contact day alone gives the prior's. 0 ≤ q < 1; raises
    ValueError without a contact day.
    """
    return dues(days, q)[0]


def dues(days: Sequence[int], *quantiles: float) -> tuple[float, ...]:
    """`due` for several quantiles at once."""
    if not days:
        raise ValueError("there is no rhythm without a contact day")
    now = gaps_at_each_day(days)[-1]
    return tuple([due_by(now, q) for q in quantiles])


def limits(gaps: Gaps, chosen_days: float | None = None) -> tuple[float, float]:
    """After how many days a tie slips, and after how many it is at risk or dormant.

    A cadence that the owner chose, in days, comes before the learned one: slipping when it has passed, beyond
    when it has passed twice.
    """
    if chosen_days is not None:
        return chosen_days, chosen_days * CADENCE.chosen_risk_factor
    return due_by(gaps, CADENCE.slipping_quantile), due_by(gaps, CADENCE.risk_quantile)


def rhythm_within(slips_and_risks: tuple[float, float], elapsed_days: int, p_90: float | None) -> Rhythm:
    """The rhythm by the limits that `limits` gives, `elapsed_days` after the last contact day.

    `p_90` is the calibrated one; None counts as nought.
    """
    slips, risks = slips_and_risks
    if elapsed_days < slips:
        return Rhythm.IN_RHYTHM
    if elapsed_days < risks:
        return Rhythm.SLIPPING
    return Rhythm.AT_RISK if (p_90 or 0.0) >= DORMANT_BELOW else Rhythm.DORMANT


def gaps_at_each_day(days: Sequence[int]) -> list[Gaps]:
    """The sums as they stood at each contact day: a new gap ages all before it by its length."""
    total, weight, half_life_days = 0.0, 0.0, CADENCE.half_life_days
    sums = [(total, weight)] if days else []
    for earlier, later in pairwise(days):
        gap = later - earlier
        kept = exp2(-gap / half_life_days)
        total = total * kept + gap
        weight = weight * kept + 1.0
        sums.append((total, weight))
    return sums


def due_by(gaps: Gaps, q: float) -> float:
    """`due` from the sums."""
    total, weight = gaps
    return (CADENCE.prior_days + total) * (pow(1.0 - q, -1.0 / (CADENCE.prior_gaps + weight)) - 1.0)

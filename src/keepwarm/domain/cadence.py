"""A tie's own rhythm: when the next contact is due, and how far it has slipped (MODEL.md, section 2)."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from math import exp2, floor, pow

from keepwarm.domain.policy import CADENCE, DORMANT_BELOW


class Rhythm(StrEnum):
    """How a tie stands against its own rhythm."""

    IN_RHYTHM = "in rhythm"
    SLIPPING = "slipping"
    AT_RISK = "at risk"
    DORMANT = "dormant"


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
    *_, (total, weight) = _weighted_gaps(days)
    return tuple(_quantile(total, weight, q) for q in quantiles)


def due_at_each_day(days: Sequence[int], q: float) -> Iterator[float]:
    """What `due` was at the end of each contact day, in one pass."""
    return (_quantile(total, weight, q) for total, weight in _weighted_gaps(days))


def rhythm_of(
    days: Sequence[int], now: float, p_90: float | None, chosen_days: float | None = None
) -> Rhythm | None:
    """How the tie stands at `now`; None without a contact day.

    `p_90` is the calibrated one (None counts as nought). A cadence that the owner chose, in days,
    comes before the learned one: slipping when it has passed, beyond when it has passed twice.
    """
    if not days:
        return None
    return rhythm_within(limits(days, chosen_days), floor(now) - days[-1], p_90)


def limits(days: Sequence[int], chosen_days: float | None = None) -> tuple[float, float]:
    """After how many days a tie slips, and after how many it is at risk or dormant."""
    if chosen_days is not None:
        return chosen_days, chosen_days * CADENCE.chosen_risk_factor
    slips, risks = dues(days, CADENCE.slipping_quantile, CADENCE.risk_quantile)
    return slips, risks


def rhythm_within(slips_and_risks: tuple[float, float], elapsed_days: int, p_90: float | None) -> Rhythm:
    """The rhythm by the limits that `limits` gives, `elapsed_days` after the last contact day."""
    slips, risks = slips_and_risks
    if elapsed_days < slips:
        return Rhythm.IN_RHYTHM
    if elapsed_days < risks:
        return Rhythm.SLIPPING
    return Rhythm.AT_RISK if (p_90 or 0.0) >= DORMANT_BELOW else Rhythm.DORMANT


def _weighted_gaps(days: Sequence[int]) -> Iterator[tuple[float, float]]:
    """Σ w g and Σ w as they stood at each contact day: a new gap ages all before it by its length."""
    total = weight = 0.0
    if days:
        yield total, weight
    for earlier, later in pairwise(days):
        gap = later - earlier
        kept = exp2(-gap / CADENCE.half_life_days)
        total = total * kept + gap
        weight = weight * kept + 1.0
        yield total, weight


def _quantile(total: float, weight: float, q: float) -> float:
    return (CADENCE.prior_days + total) * (pow(1.0 - q, -1.0 / (CADENCE.prior_gaps + weight)) - 1.0)

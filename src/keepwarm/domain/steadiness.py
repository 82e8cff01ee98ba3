"""Steady against bursts, and contact that comes only with asks (PRODUCT.md, A3 and belief 11)."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from keepwarm.domain.dates import from_day_number
from keepwarm.domain.policy import STEADINESS
from keepwarm.domain.reasons import Reason


def burst_of(days: Sequence[int], today: int) -> Reason | None:
    """Where most of a year's contact fell into two weeks: when, and how much; else None.

    `days` are contact days as day numbers, ascending, none after `today`.
    """
    year = days[bisect_left(days, today - STEADINESS.year_days) :]
    if len(year) < STEADINESS.least_days:
        return None
    held = [bisect_right(year, first + STEADINESS.burst_days - 1) - place for place, first in enumerate(year)]
    most = max(held)
    if most < STEADINESS.burst_share * len(year):
        return None
    return Reason.of("burst", count=most, of=len(year), began=from_day_number(year[held.index(most)]))


def only_with_asks(began: Sequence[int], asked: Collection[int]) -> Reason | None:
    """Where the owner's last approaches all came with an ask: an early word; else None.

    `began` are the days on which the owner was the first to be in touch, ascending; `asked` those on which
    they asked for something.
    """
    latest = began[-STEADINESS.asks_in_a_row :]
    near = {day + away for day in asked for away in (-1, 0, 1)}
    if len(latest) < STEADINESS.asks_in_a_row or not near.issuperset(latest):
        return None
    return Reason.of("only_with_asks", count=len(latest))

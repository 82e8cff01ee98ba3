"""Is the tie alive? The probability of contact within 7, 30 or 90 days (MODEL.md, section 1).

Two closed forms and three weights: the activation of the contact days (Anderson & Schooler 1991;
Pachur, Schooler & Stevens 2014) and BG/NBD (Fader, Hardie & Lee 2005).
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from math import exp, floor, log, pow
from typing import NamedTuple, TypeVar

from keepwarm.domain.history import History, Way
from keepwarm.domain.interactions import MOST_RECIPIENTS
from keepwarm.domain.odds import clipped, logit, sigmoid
from keepwarm.domain.policy import (
    ACTIVATION_DECAY,
    BGNBD_CLIP,
    BOTH_WAYS_OFFSET,
    LEAST_DAY_AGE,
    LEAST_EVENT_AGE,
    MIDDAY,
    TIE_WEIGHTS,
    TieWeights,
)

P = TypeVar("P", bound=Hashable)

HORIZONS = tuple(TIE_WEIGHTS)

_LARGEST_EXPONENT = 700.0
"""e to the power of more is no float any longer; the result is nought long before."""


class Recency(NamedTuple):
    """What BG/NBD sees of the contact days: how often again, first to last, first to now, in days."""

    repeats: int
    span: float
    age: float


def probabilities(
    events: Iterable[tuple[P, float, Way, Hashable, int]], now: float, horizon: int
) -> dict[P, float]:
    """The probability of any contact within the horizon, for everybody with a past event.

    `events` are one ego's `(person, t, "in" or "out", channel, n_recipients)` in any order; those at
    or after `now` and those with more than ten recipients are ignored. The same numbers as
    `tie_probability`, without a History for each person. Raises ValueError for a horizon other than
    7, 30 or 90.
    """
    weights = weights_for(horizon)
    days: defaultdict[P, set[float]] = defaultdict(set)
    for person, t, _way, _channel, recipients in events:
        if t < now and recipients <= MOST_RECIPIENTS:
            days[person].add(t // 1)
    return {person: _of_days(sorted(its_days), now, horizon, weights) for person, its_days in days.items()}


def tie_probability(history: History, now: float, horizon: int) -> float:
    """The probability of any contact with one person within the horizon; strictly between 0 and 1.

    Raises ValueError where there is no event before `now`: the model says nothing of strangers.
    """
    return _of_days(_days_before(history, now), now, horizon, weights_for(horizon))


def tie_probabilities(history: History, now: float) -> tuple[float, float, float]:
    """P_7, P_30 and P_90 at once."""
    days = _days_before(history, now)
    seen, recency = activation(days, now), recency_of(days, now)
    p_7, p_30, p_90 = (_combined(seen, recency, horizon, weights) for horizon, weights in TIE_WEIGHTS.items())
    return p_7, p_30, p_90


def both_ways_probability(history: History, now: float, horizon: int) -> float:
    """The probability of contact in both directions within the horizon.

    The weaker direction's recency enters beside what makes up `tie_probability`, with weights of its
    own. Raises ValueError where there is no event before `now`.
    """
    weights = weights_for(horizon)
    past = history.before(now)
    days = _days_before(past, now)
    weaker = min(log(event_recency(past, now, way) + BOTH_WAYS_OFFSET) for way in ("out", "in"))
    return sigmoid(
        weights.both_bias
        + weights.both_activation * activation(days, now)
        + weights.both_bgnbd * _log_odds(p_bgnbd(recency_of(days, now), horizon, weights))
        + weights.both_weaker * weaker
    )


def activation(days: Iterable[float], now: float) -> float:
    """A = ln Σ max(now − (d + ½), ½)^(−½) over the contact days; there must be one at least."""
    noon = now - MIDDAY
    ages = [noon - day for day in days]
    return log(sum([(age if age > LEAST_DAY_AGE else LEAST_DAY_AGE) ** -ACTIVATION_DECAY for age in ages]))


def event_recency(history: History, now: float, way: Way) -> float:
    """S_dir = Σ max(now − t, .02)^(−½) over the events one way; 0 where there is none."""
    ages = [now - t for t in history.times_of(way)]
    return sum(
        [(age if age > LEAST_EVENT_AGE else LEAST_EVENT_AGE) ** -ACTIVATION_DECAY for age in ages], 0.0
    )


def recency_of(days: Sequence[float], now: float) -> Recency:
    """x, t_x and T of ascending contact days."""
    first, last = days[0], days[-1]
    span = last - first
    return Recency(len(days) - 1, span, max(floor(now) - first, span))


def p_alive(recency: Recency, weights: TieWeights) -> float:
    """The probability that the tie has not ended; 1 where it has one contact day only.

    Worked out in logarithms, because the power alone would leave the floats after a long silence
    in a busy tie.
    """
    repeats, span, age = recency
    if not repeats:
        return 1.0
    exponent = (weights.r + repeats) * log((weights.alpha + age) / (weights.alpha + span))
    ended = weights.a / (weights.b + repeats - 1) * exp(min(exponent, _LARGEST_EXPONENT))
    return 1.0 / (1.0 + ended)


def p_bgnbd(recency: Recency, horizon: int, weights: TieWeights) -> float:
    """P_BG(H): the tie is alive and has a contact day within the horizon."""
    start = weights.alpha + recency.age
    silent = pow(start / (start + horizon), weights.r + recency.repeats)
    return p_alive(recency, weights) * (1.0 - silent)


def weights_for(horizon: int) -> TieWeights:
    """The constants of a horizon; raises ValueError for one that the model does not know."""
    if (weights := TIE_WEIGHTS.get(horizon)) is None:
        raise ValueError(f"the horizon is 7, 30 or 90 days, not {horizon}")
    return weights


def _of_days(days: Sequence[float], now: float, horizon: int, weights: TieWeights) -> float:
    return _combined(activation(days, now), recency_of(days, now), horizon, weights)


def _combined(seen: float, recency: Recency, horizon: int, weights: TieWeights) -> float:
    return sigmoid(
        weights.any_bias
        + weights.any_activation * seen
        + weights.any_bgnbd * _log_odds(p_bgnbd(recency, horizon, weights))
    )


def _log_odds(probability: float) -> float:
    return logit(clipped(probability, BGNBD_CLIP))


def _days_before(history: History, now: float) -> tuple[int, ...]:
    if not (days := history.before(now).days):
        raise ValueError("there was no contact before now")
    return days

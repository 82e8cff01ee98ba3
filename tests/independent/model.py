"""The tie model once more, written from its plan alone: plain, slow, sharing no line with the product.

Times are days (float) since an epoch, contact days are whole numbers on the same axis.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

HORIZONS = (7, 30, 90)

WEIGHTS = {  # horizon: (r, alpha, a, b), (b0, bA, bL)
    7: ((0.273, 3.804, 0.197, 0.814), (-1.025, 0.907, 0.299)),
    30: ((0.277, 3.984, 0.211, 0.806), (-0.122, 0.954, 0.321)),
    90: ((0.379, 6.456, 0.138, 1.109), (0.864, 0.964, 0.246)),
}
PRIOR_VARIANCES = (1.0, 0.1)
FEWEST_ROWS = 20
DORMANT_BELOW = 0.2


class Event(NamedTuple):
    """One counted message with one person: when, whether the owner sent it, and to how many it went."""

    t: float
    is_out: bool
    recipients: int


class Calibration(NamedTuple):
    """logit P' = alpha + beta logit P."""

    alpha: float
    beta: float


def logit(p: float) -> float:
    return math.log(p / (1 - p))


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def in_order(events: Iterable[Event]) -> list[Event]:
    """By time; of two at the same time, the one that went out is the first."""
    return sorted(events, key=lambda event: (event.t, not event.is_out))


def until(events: Iterable[Event], now: float) -> list[Event]:
    """What had happened at a time, in order."""
    return in_order(event for event in events if event.t <= now)


def contact_days(events: Iterable[Event]) -> list[int]:
    return sorted({math.floor(event.t) for event in events})


# Section 1: is the tie alive?


def activation(days: Sequence[int], now: float) -> float:
    return math.log(math.fsum(1 / math.sqrt(max(now - (day + 0.5), 0.5)) for day in days))


def bg_nbd(days: Sequence[int], now: float, horizon: int) -> float:
    """The probability of a contact day within the horizon (Fader, Hardie & Lee 2005)."""
    r, alpha, a, b = WEIGHTS[horizon][0]
    x = len(days) - 1
    t_x = days[-1] - days[0]
    age = max(math.floor(now) - days[0], t_x)
    alive = 1.0
    if x > 0:
        alive = 1 / (1 + a / (b + x - 1) * ((alpha + age) / (alpha + t_x)) ** (r + x))
    return alive * (1 - math.pow((alpha + age) / (alpha + age + horizon), r + x))


def tie_probability(days: Sequence[int], now: float, horizon: int) -> float:
    """P_H, as the constants give it, before any calibration."""
    b0, b_activation, b_bg = WEIGHTS[horizon][1]
    bg = min(max(bg_nbd(days, now, horizon), 1e-4), 1 - 1e-4)
    return sigmoid(b0 + b_activation * activation(days, now) + b_bg * logit(bg))


def snapshots(now: float, horizon: int) -> list[float]:
    """now - H, then every 30 days back, at most four within 180 days."""
    back = [horizon + 30 * step for step in range(4)]
    return [now - days for days in back if days <= 180]


def calibration_rows(book: Iterable[Sequence[Event]], now: float, horizon: int) -> list[tuple[float, bool]]:
    """For each tie at each snapshot: logit P_H, and whether a contact came within the horizon."""
    rows = []
    for events in book:
        for at in snapshots(now, horizon):
            days = contact_days(until(events, at))
            if days:
                came = any(at < event.t <= at + horizon for event in events)
                rows.append((logit(tie_probability(days, at, horizon)), came))
    return rows


def fit_calibration(rows: Sequence[tuple[float, bool]]) -> Calibration:
    """The maximum a posteriori by Newton's method; as it is, below twenty rows."""
    alpha, beta = 0.0, 1.0
    if len(rows) < FEWEST_ROWS:
        return Calibration(alpha, beta)
    var_alpha, var_beta = PRIOR_VARIANCES
    for _ in range(100):
        slope_a, slope_b = -alpha / var_alpha, -(beta - 1) / var_beta
        bend_aa, bend_ab, bend_bb = 1 / var_alpha, 0.0, 1 / var_beta
        for score, came in rows:
            p = sigmoid(alpha + beta * score)
            slope_a += came - p
            slope_b += (came - p) * score
            bend_aa += p * (1 - p)
            bend_ab += p * (1 - p) * score
            bend_bb += p * (1 - p) * score * score
        determinant = bend_aa * bend_bb - bend_ab * bend_ab
        step_a = (bend_bb * slope_a - bend_ab * slope_b) / determinant
        step_b = (bend_aa * slope_b - bend_ab * slope_a) / determinant
        alpha, beta = alpha + step_a, beta + step_b
        if abs(step_a) + abs(step_b) < 1e-13:
            break
    return Calibration(alpha, beta)


def calibrate(p: float, calibration: Calibration) -> float:
    return sigmoid(calibration.alpha + calibration.beta * logit(p))


# Section 2: its own rhythm


def due(days: Sequence[int], q: float) -> float:
    """Days after the last contact day by which a share q of the next contacts would have come."""
    weighted, weights = 0.0, 0.0
    for earlier, later in pairwise(days):
        weight = 2 ** (-(days[-1] - later) / 90)
        weights += weight
        weighted += weight * (later - earlier)
    return float((8.4 + weighted) * ((1 - q) ** (-1 / (0.88 + weights)) - 1))


def rhythm(days: Sequence[int], now: float, strength: float) -> str:
    since = math.floor(now) - days[-1]
    if since < due(days, 0.8):
        return "in rhythm"
    if since < due(days, 0.95):
        return "slipping"
    return "at risk" if strength >= DORMANT_BELOW else "dormant"


# Section 3: will they answer?


def turns(events: Iterable[Event]) -> list[Event]:
    """The first message of each run in one direction."""
    found: list[Event] = []
    for event in in_order(events):
        if not found or found[-1].is_out != event.is_out:
            found.append(event)
    return found


def answered_within(events: Iterable[Event], now: float, days: float = 7) -> list[bool]:
    """For each outgoing turn that is resolved at a time: whether the answer came within the days."""
    run = turns(events)
    following = [*run[1:], None]
    resolved = []
    for turn, answer in zip(run, following, strict=True):
        if turn.is_out:
            came = answer is not None and answer.t - turn.t <= days
            if came or now - turn.t > days:
                resolved.append(came)
    return resolved


def reply(events: Sequence[Event], now: float, own_rate: float, recipients: int = 1) -> float:
    """The probability that an outgoing message is answered within seven days."""
    answers = answered_within(events, now)
    q = (sum(answers) + 3 * own_rate) / (len(answers) + 3)
    q = min(max(q, 0.01), 0.99)
    came_in = sum(max(now - event.t, 0.02) ** -0.5 for event in events if not event.is_out)
    return sigmoid(0.175 + 0.535 * logit(q) + 0.162 * math.log(came_in + 0.03) - 0.148 * math.log(recipients))


def own_reply_rate(book: Iterable[Sequence[Event]], now: float) -> float:
    """r_u of the one owner whose book this is; g stands at its start, for nobody else's rate is known."""
    answers = [answer for events in book for answer in answered_within(events, now)]
    return (sum(answers) + 5 * 0.5) / (len(answers) + 5)


def unanswered_run(events: Sequence[Event]) -> list[float]:
    """When the messages went out that stand after the last word of the other side."""
    run = []
    for event in reversed(in_order(events)):
        if not event.is_out:
            break
        run.append(event.t)
    return run[::-1]


# Section 6: who next?


def fading_priority(events: Sequence[Event], now: float, own_rate: float) -> float:
    """(1 - P_30) P_reply, for an owner who has not said how close anybody should be."""
    return (1 - tie_probability(contact_days(events), now, 30)) * reply(events, now, own_rate)


# Section 7: stages


def conversations(events: Iterable[Event]) -> list[float]:
    """When each reply pair came about: a turn and one the other way within 30 days, dated by the reply."""
    run = turns(events)
    return [later.t for earlier, later in pairwise(run) if later.t - earlier.t <= 30]


def initiators(events: Iterable[Event]) -> set[bool]:
    """Which sides (True: the owner) wrote first after seven quiet days, or first of all."""
    sides = set()
    before = -math.inf
    for event in in_order(events):
        if event.t - before > 7:
            sides.add(event.is_out)
        before = event.t
    return sides


def is_connection(events: Sequence[Event], now: float, confirmed: Sequence[float]) -> bool:
    """Whether it is one at a time, by messages and by the times at which the owner confirmed a voice.

    Conversations on two days or more and the confirmation lie in the last twelve months, or in the last
    two rhythms where that is longer; and each side initiated once.
    """
    past = until(events, now)
    if not past:
        return False
    window = max(365.0, 2 * due(contact_days(past), 0.5))
    spoken_on = {math.floor(t) for t in conversations(past) if now - t <= window}
    voice = any(0 <= now - t <= window for t in confirmed)
    return voice and len(spoken_on) >= 2 and initiators(past) == {True, False}


def stage(events: Sequence[Event], now: float, strength: float, confirmed: Sequence[float] = ()) -> str:
    """The stage by messages and a confirmed voice alone: with no ledger, no notes, no meetings.

    A tie becomes a connection by a message or by the confirmation, so once a connection is looked up
    after each of these.
    """
    moments = [now, *(t for t in confirmed if t <= now), *(event.t for event in until(events, now))]
    if strength < DORMANT_BELOW and any(is_connection(events, at, confirmed) for at in moments):
        return "dormant"
    if is_connection(events, now, confirmed):
        return "connection"
    past = until(events, now)
    if conversations(past):
        return "in conversation"
    if any(event.is_out for event in past):
        return "reached"
    return "wrote to me" if past else "listed"

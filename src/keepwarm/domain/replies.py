"""Will they answer? Turns, answers, and the probability of a reply (MODEL.md, section 3)."""

from collections.abc import Iterable
from itertools import pairwise
from math import ceil, log

from keepwarm.domain.history import Event, History
from keepwarm.domain.odds import clipped, logit, sigmoid
from keepwarm.domain.policy import REPLY, REPLY_PAIR_DAYS, USUAL_ANSWER
from keepwarm.domain.ties import event_recency


def turns(history: History) -> list[Event]:
    """The first message of each run in one direction, so that out and in take turns.

    A run ends when the other side says something, never by time alone.
    """
    found: list[Event] = []
    direction = ""
    for event in history.events:
        if event.direction != direction:
            found.append(event)
            direction = event.direction
    return found


def answers(history: History, now: float) -> tuple[int, int]:
    """How many outgoing turns are resolved by `now` (N), and how many were answered within 7 days (R).

    A turn is resolved when it was answered in time or when more than 7 days have passed since its first
    message; one still waiting is counted in neither.
    """
    resolved = answered = 0
    taken = turns(history.before(now))
    for turn, following in pairwise(taken):
        if turn.direction == "out":
            resolved += 1
            answered += following.t - turn.t <= REPLY.answered_within_days
    if taken and taken[-1].direction == "out" and now - taken[-1].t > REPLY.answered_within_days:
        resolved += 1
    return resolved, answered


def owner_rate(histories: Iterable[History], now: float, g: float = REPLY.owner_prior_rate) -> float:
    """r_u: the share of the owner's outgoing turns that were answered, drawn towards `g`."""
    resolved = answered = 0
    for history in histories:
        n, r = answers(history, now)
        resolved += n
        answered += r
    return rate_of(resolved, answered, g)


def rate_of(resolved: int, answered: int, g: float = REPLY.owner_prior_rate) -> float:
    """r_u from the counts of `answers`, added up over everybody."""
    return (answered + REPLY.owner_prior_turns * g) / (resolved + REPLY.owner_prior_turns)


def reply_probability(history: History, now: float, owner_rate: float, n_recipients: int = 1) -> float:
    """The probability that a message sent at `now` is answered within 7 days; strictly between 0 and 1.

    It needs no history: for somebody never written to, the owner's own rate leads. `n_recipients`
    is 1 or more.
    """
    past = history.before(now)
    resolved, answered = answers(past, now)
    prior = REPLY.person_prior_turns
    rate = clipped((answered + prior * owner_rate) / (resolved + prior), REPLY.clip)
    incoming = log(event_recency(past, now, "in") + REPLY.incoming_offset)
    return sigmoid(
        REPLY.bias
        + REPLY.rate * logit(rate)
        + REPLY.incoming * incoming
        + REPLY.recipients * log(n_recipients)
    )


def usual_answer_days(history: History, now: float) -> float:
    """How long they usually take to answer, in days: four in five of their answers were quicker.

    The quantile (nearest rank) is over their last twenty answers within 30 days and three imagined ones
    of 1, 3 and 7 days, so that one slow answer does not move it far; with no history it is 7, and never
    less than 3. Both halves of a meeting or call are no answer to each other. A convention of ours.
    """
    waits = [
        following.t - turn.t
        for turn, following in pairwise(turns(history.before(now)))
        if turn.direction == "out" and 0.0 < following.t - turn.t <= REPLY_PAIR_DAYS
    ]
    known = sorted([*waits[-USUAL_ANSWER.last_answers :], *USUAL_ANSWER.prior_days])
    rank = ceil(USUAL_ANSWER.quantile * len(known))
    return max(known[rank - 1], USUAL_ANSWER.least_days)

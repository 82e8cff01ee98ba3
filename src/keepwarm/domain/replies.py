"""Will they answer? Turns, answers, and the probability of a reply (MODEL.md, section 3)."""

from collections.abc import Iterable
from itertools import compress
from math import ceil, floor, log
from operator import ne
from typing import NamedTuple

from keepwarm.domain.history import OUT, History
from keepwarm.domain.odds import clipped, logit, sigmoid
from keepwarm.domain.policy import REPLY, REPLY_PAIR_DAYS, USUAL_ANSWER
from keepwarm.domain.ties import event_recency


class Turns(NamedTuple):
    """When each run in one direction began; out and in take turns.

    A run ends when the other side says something, never by time alone. `waits` is how long each outgoing
    turn took to be followed by one of theirs, in days, in order; the last may still wait.
    """

    outgoing: list[float]
    incoming: list[float]
    waits: list[float]

    def answers(self, now: float) -> tuple[int, int]:
        """How many outgoing turns are resolved by `now` (N), and how many were answered within 7 days (R).

        A turn is resolved when it was answered in time or when more than 7 days have passed since its first
        message; one still waiting is counted in neither.
        """
        within = REPLY.answered_within_days
        answered = len([wait for wait in self.waits if wait <= within])
        waited_long = len(self.outgoing) > len(self.waits) and now - self.outgoing[-1] > within
        return len(self.waits) + waited_long, answered

    def resolved_on(self) -> int | None:
        """The first day that begins with the last outgoing turn resolved; None where it has its answer."""
        if len(self.outgoing) == len(self.waits):
            return None
        return floor(self.outgoing[-1] + REPLY.answered_within_days) + 1

    def usual_answer_days(self) -> float:
        """How long they usually take to answer, in days: four in five of their answers were quicker.

        The quantile (nearest rank) is over their last twenty answers within 30 days and three imagined ones
        of 1, 3 and 7 days, so that one slow answer does not move it far; with no history it is 7, and never
        less than 3. Both halves of a meeting or call are no answer to each other. A convention of ours.
        """
        waits = [wait for wait in self.waits if 0.0 < wait <= REPLY_PAIR_DAYS]
        known = sorted([*waits[-USUAL_ANSWER.last_answers :], *USUAL_ANSWER.prior_days])
        rank = ceil(USUAL_ANSWER.quantile * len(known))
        return max(known[rank - 1], USUAL_ANSWER.least_days)


def turns_of(history: History) -> Turns:
    """The turns of a history: the first message of each run."""
    sides = history.sides
    if not sides:
        return Turns([], [], [])
    other_before = map(ne, sides, bytes((1 - sides[0],)) + sides)
    turns = list(compress(history.times, other_before))
    evens, odds = turns[::2], turns[1::2]
    if sides[0] == OUT:
        outgoing, incoming, following = evens, odds, odds
    else:
        outgoing, incoming, following = odds, evens, evens[1:]
    return Turns(outgoing, incoming, [b - a for a, b in zip(outgoing, following, strict=False)])


def owner_rate(histories: Iterable[History], now: float, g: float = REPLY.owner_prior_rate) -> float:
    """r_u: the share of the owner's outgoing turns that were answered, drawn towards `g`."""
    resolved = answered = 0
    for history in histories:
        n, r = turns_of(history.before(now)).answers(now)
        resolved += n
        answered += r
    return rate_of(resolved, answered, g)


def rate_of(resolved: int, answered: int, g: float = REPLY.owner_prior_rate) -> float:
    """r_u from the counts of `Turns.answers`, added up over everybody, in any parts."""
    return (answered + REPLY.owner_prior_turns * g) / (resolved + REPLY.owner_prior_turns)


def reply_probability(history: History, now: float, owner_rate: float, n_recipients: int = 1) -> float:
    """The probability that a message sent at `now` is answered within 7 days; strictly between 0 and 1.

    It needs no history: for somebody never written to, the owner's own rate leads. `n_recipients`
    is 1 or more.
    """
    past = history.before(now)
    return reply_given(past, turns_of(past), now, owner_rate, n_recipients)


def reply_given(past: History, turns: Turns, now: float, owner_rate: float, n_recipients: int = 1) -> float:
    """The same from what came before `now`, of which the turns are known."""
    resolved, answered = turns.answers(now)
    prior = REPLY.person_prior_turns
    rate = clipped((answered + prior * owner_rate) / (resolved + prior), REPLY.clip)
    incoming = log(event_recency(past, now, "in") + REPLY.incoming_offset)
    return sigmoid(
        REPLY.bias
        + REPLY.rate * logit(rate)
        + REPLY.incoming * incoming
        + REPLY.recipients * log(n_recipients)
    )

"""Who carries it? The balance of turns, first words, and waiting for an answer (MODEL.md, section 4)."""

from collections.abc import Collection, Hashable, Iterable
from enum import StrEnum
from math import exp2
from operator import sub
from typing import NamedTuple

from keepwarm.domain.history import IN, OUT, History
from keepwarm.domain.policy import RECIPROCITY
from keepwarm.domain.replies import Turns, turns_of


class Carrier(StrEnum):
    """Which of the two does the writing where only one does."""

    ME = "me"
    THEM = "them"


class Waiting(NamedTuple):
    """An outgoing turn without an answer.

    `since` is the time of its first message, `last_at` and `channel` are those of the last; `attempts`
    counts the first and each that came two days or more after the attempt before.
    """

    since: float
    last_at: float
    attempts: int
    channel: Hashable


class Initiations(NamedTuple):
    """The places of the events that opened an exchange: each first after 7 quiet days, by side."""

    by_me: list[int]
    by_them: list[int]


class Reciprocity(NamedTuple):
    """The balance of a tie.

    `rho` is 1 where both carry it alike and near 0 where one does; `one_way` names that one where the
    other was silent for 180 days; `unanswered` is the streak of attempts since they last said anything.
    """

    rho: float
    one_way: Carrier | None
    unanswered: int
    initiated_by_me: int
    initiated_by_them: int


def reciprocity_of(history: History, now: float) -> Reciprocity:
    """The balance at `now`; without events ρ is 1 and everything else empty."""
    past = history.before(now)
    return balance_of(past, turns_of(past), initiations(past, past.meetings), waiting_of(past, now), now)


def balance_of(
    past: History, turns: Turns, firsts: Initiations, waiting: Waiting | None, now: float
) -> Reciprocity:
    """The same from what came before `now`, of which the turns and the rest are known."""
    outgoing, incoming = _weight(turns.outgoing, now), _weight(turns.incoming, now)
    return Reciprocity(
        rho=(min(outgoing, incoming) + RECIPROCITY.offset) / (max(outgoing, incoming) + RECIPROCITY.offset),
        one_way=_one_way(past, now),
        unanswered=waiting.attempts if waiting else 0,
        initiated_by_me=len(firsts.by_me),
        initiated_by_them=len(firsts.by_them),
    )


def initiations(history: History, meetings: Collection[int]) -> Initiations:
    """Who opened an exchange: the first event of all, and each first after 7 quiet days.

    A meeting or call that opens one counts for both sides, because nobody met who did not come; `meetings`
    are those of the history.
    """
    times, sides, quiet_days = history.times, history.sides, RECIPROCITY.quiet_days
    if not times:
        return Initiations([], [])
    quiet = map(sub, times[1:], times)
    opening = [0, *(place for place, gap in enumerate(quiet, 1) if gap >= quiet_days)]
    met = frozenset(meetings)
    return Initiations(
        [place for place in opening if sides[place] == OUT],
        [place + (place in met) for place in opening if sides[place] == IN or place in met],
    )


def waiting_of(history: History, now: float) -> Waiting | None:
    """The owner's last turn, where they have said nothing since; None where the last word was theirs."""
    past = history.before(now)
    run = past.times[past.sides.rfind(IN) + 1 :]
    if not run:
        return None
    attempts, tried_at = 1, run[0]
    for t in run:
        if t - tried_at >= RECIPROCITY.follow_up_days:
            attempts, tried_at = attempts + 1, t
    return Waiting(since=run[0], last_at=run[-1], attempts=attempts, channel=past.channel_at(-1))


def _weight(turns: Iterable[float], now: float) -> float:
    """E: turns one way, each halved for every 90 days of age."""
    return sum([exp2((t - now) / RECIPROCITY.half_life_days) for t in turns], 0.0)


def _one_way(past: History, now: float) -> Carrier | None:
    """Who alone said anything in the last 180 days; None where both did, or nobody.

    The side that was silent is the weaker one by E as well, because turns alternate and the last
    turn was the other's.
    """
    mine, theirs = (
        place >= 0 and now - past.times[place] <= RECIPROCITY.one_way_days
        for place in (past.sides.rfind(OUT), past.sides.rfind(IN))
    )
    if mine == theirs:
        return None
    return Carrier.ME if mine else Carrier.THEM

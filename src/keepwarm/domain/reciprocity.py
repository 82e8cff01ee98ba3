"""Who carries it? The balance of turns, first words, and waiting for an answer (MODEL.md, section 4)."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from math import exp2

from keepwarm.domain.history import Event, History, Way, is_mutual
from keepwarm.domain.policy import RECIPROCITY
from keepwarm.domain.replies import turns


class Carrier(StrEnum):
    """Which of the two does the writing where only one does."""

    ME = "me"
    THEM = "them"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An outgoing turn without an answer.

    `since` is the time of its first message, `last_at` and `channel` are those of the last; `attempts`
    counts the first and each that came two days or more after the attempt before.
    """

    since: float
    last_at: float
    attempts: int
    channel: Hashable


@dataclass(frozen=True, slots=True, kw_only=True)
class Reciprocity:
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
    outgoing, incoming = _turn_weights(past, now)
    waiting = waiting_of(past, now)
    firsts = initiations(past)
    by_me = sum(event.direction == "out" for event in firsts)
    return Reciprocity(
        rho=(min(outgoing, incoming) + RECIPROCITY.offset) / (max(outgoing, incoming) + RECIPROCITY.offset),
        one_way=_one_way(past, now),
        unanswered=waiting.attempts if waiting else 0,
        initiated_by_me=by_me,
        initiated_by_them=len(firsts) - by_me,
    )


def initiations(history: History) -> list[Event]:
    """The events that opened an exchange: the first of all, and each first after 7 quiet days.

    A meeting or call that opens one counts for both sides, because nobody met who did not come.
    """
    found: list[Event] = []
    last: Event | None = None
    last_opened = False
    for event in history.events:
        if last is None or event.t - last.t >= RECIPROCITY.quiet_days:
            last_opened = True
        else:
            last_opened = last_opened and is_mutual(last, event)
        if last_opened:
            found.append(event)
        last = event
    return found


def waiting_of(history: History, now: float) -> Waiting | None:
    """The owner's last turn, where they have said nothing since; None where the last word was theirs."""
    run: list[Event] = []
    for event in reversed(history.before(now).events):
        if event.direction == "in":
            break
        run.append(event)
    if not run:
        return None
    first, last = run[-1], run[0]
    attempts, tried_at = 1, first.t
    for event in reversed(run):
        if event.t - tried_at >= RECIPROCITY.follow_up_days:
            attempts, tried_at = attempts + 1, event.t
    return Waiting(since=first.t, last_at=last.t, attempts=attempts, channel=last.channel)


def _turn_weights(history: History, now: float) -> tuple[float, float]:
    """E_out and E_in: turns, each halved for every 90 days of age."""
    weights: dict[Way, float] = {"out": 0.0, "in": 0.0}
    for turn in turns(history):
        weights[turn.direction] += exp2(-(now - turn.t) / RECIPROCITY.half_life_days)
    return weights["out"], weights["in"]


def _one_way(history: History, now: float) -> Carrier | None:
    """Who alone said anything in the last 180 days; None where both did, or nobody.

    The side that was silent is the weaker one by E as well, because turns alternate and the last
    turn was the other's.
    """
    recent = {event.direction for event in history.events if now - event.t <= RECIPROCITY.one_way_days}
    if len(recent) != 1:
        return None
    return Carrier.ME if "out" in recent else Carrier.THEM

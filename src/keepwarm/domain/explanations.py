"""What each number of a tie says, in data that its owner can check against what passed.

For the page of one person alone: nothing here is stored, and nothing is decided by it.
"""

from collections.abc import Iterator
from math import floor
from statistics import median
from typing import NamedTuple

from keepwarm.domain.calibration import IDENTITY, calibrated
from keepwarm.domain.channel_habits import answer_waits
from keepwarm.domain.history import IN, OUT, History
from keepwarm.domain.policy import TREND_DAYS
from keepwarm.domain.reasons import Reason
from keepwarm.domain.tie_state import Tie
from keepwarm.domain.ties import HORIZONS

_LATELY_DAYS = 90
_A_CHANGE = 0.05
"""Strength that has moved by less than this is as it was."""

_A_RUN = 2
"""A last word that came this many times in a row is worth saying."""

_MOST_CHANNELS = 2

_FEWEST_DAYS = 3
"""Of contact, below which strength is said in words alone: two decimals would look like knowledge."""

_FEWEST_TURNS = 3
"""Of the owner's that had their time, below which the same holds for an answer."""

_TOO_LITTLE = frozenset({"few_days_yet", "few_turns_yet"})


class Explanation(NamedTuple):
    """A tie's numbers one by one; each is empty where there is nothing to say yet.

    `closeness` is of strength and trend, `rhythm` of the pauses, `reply` of their answers by channel, and
    `balance` of who carries it.
    """

    closeness: tuple[Reason, ...]
    rhythm: tuple[Reason, ...]
    reply: tuple[Reason, ...]
    balance: tuple[Reason, ...]

    @property
    def tells_strength(self) -> bool:
        """Whether there is enough behind the strength for a figure."""
        return not _TOO_LITTLE.intersection(reason.code for reason in self.closeness)

    @property
    def tells_reply(self) -> bool:
        """Whether there is enough behind the chance of an answer for a figure."""
        return not _TOO_LITTLE.intersection(reason.code for reason in self.reply)


def explain(tie: Tie) -> Explanation:
    """Say what the numbers of a tie rest on."""
    past, now = tie.basis.course.history, tie.basis.now
    if not past.times:
        return Explanation((), (), (), ())
    return Explanation(
        tuple(_closeness(tie)),
        tuple(_rhythm(tie, now)),
        tuple(_reply(tie, past, now)),
        tuple(_balance(tie, past, now)),
    )


def _closeness(tie: Tie) -> Iterator[Reason]:
    """A chance is a percentage only where it was set by the owner's own past (MODEL.md, section 1)."""
    if tie.contact_days < _FEWEST_DAYS:
        yield Reason.of("few_days_yet", count=tie.contact_days)
    for horizon, probability in zip(HORIZONS, (tie.p_7, tie.p_30, tie.p_90), strict=True):
        own = tie.basis.calibrations.get(horizon, IDENTITY)
        if own.rows and probability is not None:
            percent = round(100 * calibrated(probability, own))
            yield Reason.of("word_within", days=horizon, percent=percent, moments=own.rows)
    for days, change in zip(TREND_DAYS, tie.trend, strict=True):
        if change is not None and abs(change) >= _A_CHANGE:
            yield Reason.of("grown" if change > 0 else "faded", days=days)


def _rhythm(tie: Tie, now: float) -> Iterator[Reason]:
    if tie.last_on is None or tie.due_50 is None or tie.due_80 is None or tie.contact_days < _A_RUN:
        return
    elapsed = floor(now) - tie.last_on
    yield Reason.of(
        "pauses",
        count=tie.contact_days - 1,
        half_days=round(tie.due_50),
        most_days=round(tie.due_80),
        now_days=elapsed,
    )


def _reply(tie: Tie, past: History, now: float) -> Iterator[Reason]:
    resolved, answered = tie.basis.course.turns.answers(now)
    if resolved < _FEWEST_TURNS:
        yield Reason.of("few_turns_yet")
    if resolved:
        yield Reason.of("answered_of", answered=answered, asked=resolved)
    waits = answer_waits(past)
    often = sorted(waits, key=lambda channel: (-len(waits[channel]), str(channel)))
    for channel in often[:_MOST_CHANNELS]:
        hours = 24 * median(waits[channel])
        yield Reason.of("answers_by", channel=str(channel), count=len(waits[channel]), hours=round(hours, 1))


def _balance(tie: Tie, past: History, now: float) -> Iterator[Reason]:
    last = past.sides[-1]
    run = len(past.sides) - 1 - past.sides.rfind(IN if last == OUT else OUT)
    if run >= _A_RUN and len(past.times) - 2 not in past.meetings[-1:]:
        yield Reason.of("last_words", side="me" if last == OUT else "them", count=run)
    mine, theirs = tie.reciprocity.initiated_by_me, tie.reciprocity.initiated_by_them
    if mine + theirs > 1:
        yield Reason.of("who_began", mine=mine, theirs=theirs)
    turns = tie.basis.course.turns
    lately = [len([t for t in side if now - t <= _LATELY_DAYS]) for side in (turns.outgoing, turns.incoming)]
    if any(lately):
        yield Reason.of("turns_lately", mine=lately[0], theirs=lately[1])

"""What a history comes to, whatever the time: worked out once, then asked at any time after it."""

from typing import NamedTuple

from keepwarm.domain.cadence import Gaps, gaps_at_each_day
from keepwarm.domain.conversations import talks
from keepwarm.domain.history import History
from keepwarm.domain.reciprocity import Initiations, initiations
from keepwarm.domain.replies import Turns, turns_of


class Course(NamedTuple):
    """The turns of a history, who opened its exchanges, where its conversations lie, and its gaps.

    `talks` are places of events; `gaps` are the sums of `cadence` as they stood at each contact day.
    """

    history: History
    turns: Turns
    firsts: Initiations
    talks: list[int]
    gaps: list[Gaps]


def course_of(history: History) -> Course:
    """Read a history once."""
    if not history.times:
        return _NOTHING  # of an address book most people are so
    meetings = history.meetings
    return Course(
        history,
        turns_of(history),
        initiations(history, meetings),
        talks(history, meetings),
        gaps_at_each_day(history.days),
    )


_NOTHING = Course(History(), Turns([], [], []), Initiations([], []), [], [])

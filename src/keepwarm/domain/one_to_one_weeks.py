"""How many one-to-ones a week has room for, and how many of them it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from keepwarm.domain.reasons import Reason

USUAL_A_WEEK = 2
_MOST_WEEKS = 52
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRoom:
    """A week that begins on a Monday: how many one-to-ones are in it, and how many it has room for."""

    monday: date
    planned: int
    most: int

    @property
    def left(self) -> int:
        """For how many there still is room."""
        return max(self.most - self.planned, 0)


def monday_of(day: date) -> date:
    """The day on which the week of a day begins (ISO 8601)."""
    return day - timedelta(days=day.weekday())


def room_in(planned: Mapping[date, int], day: date, most: int) -> WeekRoom:
    """The room in the week of a day; `planned` counts by the Mondays of their weeks."""
    monday = monday_of(day)
    return WeekRoom(monday=monday, planned=planned.get(monday, 0), most=most)


def next_free(planned: Mapping[date, int], day: date, most: int) -> date | None:
    """The Monday of the first week after that of a day with room; None where there is none within a year."""
    weeks = (monday_of(day) + _WEEK * number for number in range(1, _MOST_WEEKS + 1))
    return next((monday for monday in weeks if planned.get(monday, 0) < most), None)


def full_week(planned: Mapping[date, int], day: date, most: int) -> Reason | None:
    """What to say before one more is agreed in the week of a day; None where there is room."""
    room = room_in(planned, day, most)
    if room.left:
        return None
    free = next_free(planned, day, most)
    values = {} if free is None else {"free": free}
    return Reason.of("week_full", planned=room.planned, most=most, monday=room.monday, **values)

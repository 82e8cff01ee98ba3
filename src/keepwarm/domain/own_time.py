"""The owner's own time: quiet days of the week, quiet hours of the day, as they are written down."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from keepwarm.domain.week_hours import WEEKDAYS, WeekHours


def is_day(value: str) -> bool:
    """Whether a text is a date, as `date.isoformat` writes it."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_week_days(value: str) -> bool:
    """Whether a text is days of the week: "sat,sun"; all seven, or none, are not."""
    days = value.split(",")
    return set(days) < set(WEEKDAYS) and days == sorted(set(days), key=WEEKDAYS.index)


def is_day_hours(value: str) -> bool:
    """Whether a text is hours of every day: "21:00-08:00"."""
    try:
        return str(WeekHours.parse(value)) == value and len(WeekHours.parse(value).days) == len(WEEKDAYS)
    except ValueError:
        return False


MOST_PEOPLE_A_DAY = 50


def is_capacity(value: str) -> bool:
    """Whether a text is a number of people for a day: 1 to 50."""
    return value in {str(number) for number in range(1, MOST_PEOPLE_A_DAY + 1)}


class Mood(StrEnum):
    """What kind of day, or of hour, it is for the owner.

    On a quiet day only what was promised or placed is on the list; in quiet hours, and when the owner is
    done for today, nobody is.
    """

    OPEN = "open"
    QUIET_DAY = "quiet-day"
    QUIET_HOURS = "quiet-hours"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTime:
    """How many people a day's list holds, and when there is none.

    Quiet days ("sat,sun"), quiet hours ("21:00-08:00") and the last day that was finished, each if said.
    """

    capacity: int = 5
    quiet_days: str | None = None
    quiet_hours: str | None = None
    finished_on: str | None = None

    def is_quiet_day(self, on: date) -> bool:
        """Whether a day is without a list."""
        return WEEKDAYS[on.weekday()] in (self.quiet_days or "").split(",")

    def mood_at(self, local: datetime, today: date) -> Mood:
        """What it is now: `local` by the owner's clock, `today` the day of the list."""
        if self.finished_on == today.isoformat():
            return Mood.FINISHED
        if self.quiet_hours is not None and WeekHours.parse(self.quiet_hours).holds_at(local):
            return Mood.QUIET_HOURS
        return Mood.QUIET_DAY if self.is_quiet_day(today) else Mood.OPEN

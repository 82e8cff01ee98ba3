"""The owner's own time: quiet days of the week, quiet hours of the day, as they are written down."""

from datetime import date, datetime

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


def is_quiet(local: datetime, quiet_days: str | None, quiet_hours: str | None) -> bool:
    """Whether a moment of the owner's own clock is one in which nothing should draw them to anybody."""
    on_quiet_day = WEEKDAYS[local.weekday()] in (quiet_days or "").split(",")
    return on_quiet_day or (quiet_hours is not None and WeekHours.parse(quiet_hours).holds_at(local))

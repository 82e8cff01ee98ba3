"""When the hours hold in which somebody said that they like to be reached, by their own clock."""

from datetime import datetime, time, timedelta

from keepwarm.domain.week_hours import WEEKDAYS, WeekHours


def next_held(hours: WeekHours, clock: datetime) -> datetime | None:
    """When the hours next begin, as their clock will show it; None where they hold now."""
    if hours.holds_at(clock):
        return None
    begin = time(hours.from_minute // 60, hours.from_minute % 60)
    begins = (
        datetime.combine(clock.date() + timedelta(days=ahead), begin, clock.tzinfo)
        for ahead in range(len(WEEKDAYS) + 1)
    )
    return next(at for at in begins if at.weekday() in hours.days and at > clock)

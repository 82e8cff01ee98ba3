"""Days and times as Monica writes them: in UTC, and a day as its midnight."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from keepwarm.domain.dates import PartialDate
from keepwarm.formats.json_fields import Fields, fields_of, says_yes, text_of

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_DAY_LETTERS = 10
_NOON = time(12)
_MOST_STEPS = 100_000


def find_day(fields: Fields, name: str) -> date | None:
    """The day under a name, as it is written, whatever the time; None where there is none."""
    try:
        return date.fromisoformat(text_of(fields, name)[:_DAY_LETTERS])
    except ValueError:
        return None


def find_partial(fields: Fields, name: str) -> PartialDate | None:
    """A special date: from an age only the year is known, and of some the year is not."""
    special = fields_of(fields, name)
    day = find_day(special, "date")
    if day is None:
        return None
    if says_yes(special, "is_age_based"):
        return PartialDate(year=day.year)
    year = None if says_yes(special, "is_year_unknown") else day.year
    return PartialDate(year=year, month=day.month, day=day.day)


def find_time(fields: Fields, name: str, zone: ZoneInfo) -> datetime | None:
    """When something passed, in UTC; a midnight in UTC is a day without a time: noon on the owner's clock.

    None where there is no time, or one that nobody now living has seen.
    """
    try:
        at = datetime.fromisoformat(text_of(fields, name))
    except ValueError:
        return None
    if not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        return None
    if at.time() == time.min and (at.tzinfo is None or at.utcoffset() == timedelta(0)):
        return datetime.combine(at.date(), _NOON, zone).astimezone(UTC)
    return (at.replace(tzinfo=zone) if at.tzinfo is None else at).astimezone(UTC)


def next_round(begin: date, unit: str, number: int, on: date) -> date | None:
    """The first day from `on` of what comes round every so many weeks, months or years; None of other units.

    Of a month without such a day it is the last one.
    """
    if number < 1 or number > _MOST_STEPS or unit not in ("week", "month", "year"):
        return None
    if unit == "week":
        late = max((on - begin).days, 0)
        return _later(begin, -(-late // (7 * number)) * number)
    step = number * (12 if unit == "year" else 1)
    apart = (on.year - begin.year) * 12 + on.month - begin.month
    rounds = max(apart // step, 0)
    found = _months_later(begin, rounds * step)
    return found if found is None or found >= on else _months_later(begin, (rounds + 1) * step)


def _later(begin: date, weeks: int) -> date | None:
    try:
        return begin + timedelta(weeks=weeks)
    except OverflowError:
        return None


def _months_later(begin: date, months: int) -> date | None:
    year, month = divmod(begin.year * 12 + begin.month - 1 + months, 12)
    for day in (begin.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day, begin.day))
        except ValueError:
            continue
    return None

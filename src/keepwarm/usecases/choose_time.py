"""When the owner wants a list, and how long it is."""

from dataclasses import dataclass

from keepwarm.domain.errors import Invalid
from keepwarm.domain.own_time import MOST_PEOPLE_A_DAY, OwnTime, is_capacity, is_day_hours, is_week_days
from keepwarm.domain.week_hours import WEEKDAYS
from keepwarm.storage.book import Book
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.owner_settings import CAPACITY, QUIET_DAYS, QUIET_HOURS, choose_setting, own_time

_SHORT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseTime:
    """What is to change: None leaves a thing as it is, an empty text takes it back.

    `capacity` is how many people a day's list holds, "1" to "50"; `quiet_days` are days without one, like
    "sat,sun", `quiet_hours` hours like "21:00-08:00".
    """

    capacity: str | None = None
    quiet_days: str | None = None
    quiet_hours: str | None = None


def choose_time(book: Book, command: ChooseTime) -> bool:
    """Keep it; False where nothing changed. Raises Invalid."""
    wanted = {
        CAPACITY: _checked_capacity(command.capacity),
        QUIET_DAYS: _checked_days(command.quiet_days),
        QUIET_HOURS: _checked_hours(command.quiet_hours),
    }
    begin_batch(book, "settings", "your time")
    changed = [
        choose_setting(book, name, value or None) for name, value in wanted.items() if value is not None
    ]
    return any(changed)


def time_chosen(book: Book) -> OwnTime:
    """What holds."""
    return own_time(book)


def _checked_capacity(said: str | None) -> str | None:
    plain = said if said is None else said.strip()
    if plain and not is_capacity(plain):
        raise Invalid(f"{plain!r} is no number of people for a day; write 1 to {MOST_PEOPLE_A_DAY}.")
    return plain


def _checked_days(said: str | None) -> str | None:
    if said is None:
        return None
    words = {word[:_SHORT] for word in said.lower().replace(",", " ").split()}
    plain = ",".join(day for day in WEEKDAYS if day in words)
    if words and not (words <= set(WEEKDAYS) and is_week_days(plain)):
        raise Invalid(f"{said!r} names no quiet days; write some days of the week, like sat,sun.")
    return plain


def _checked_hours(said: str | None) -> str | None:
    plain = said if said is None else said.strip().replace(" ", "")
    if plain and not is_day_hours(plain):
        raise Invalid(f"{said!r} is no time of quiet; write it like 21:00-08:00.")
    return plain

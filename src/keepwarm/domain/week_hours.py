"""Days and hours of a week, as somebody says them: "weekdays after six"; written `mon-fri 18:00-24:00`."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Self

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MINUTES = 1_440

_EVERY_DAY = frozenset(range(len(WEEKDAYS)))
_WRITTEN = re.compile(r"(?P<days>[a-z,-]+)?(?:^| |$)(?:(?P<begin>\d\d:\d\d)-(?P<end>\d\d:\d\d))?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekHours:
    """The minutes `from_minute` up to `until_minute` (0 to 1,440) of some days of the week, Monday being 0.

    Where the end is not behind the beginning, the hours go on past midnight into the next day.
    """

    days: frozenset[int] = _EVERY_DAY
    from_minute: int = 0
    until_minute: int = DAY_MINUTES

    def __post_init__(self) -> None:
        if not self.days or not self.days <= _EVERY_DAY:
            raise ValueError("days of a week are 0 to 6, and at least one")
        if not (0 <= self.from_minute < DAY_MINUTES and 0 <= self.until_minute <= DAY_MINUTES):
            raise ValueError("minutes of a day are 0 to 1,440")

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read what `str` writes. Raises ValueError."""
        found = _WRITTEN.fullmatch(written)
        if found is None or not written:
            raise ValueError(f"{written!r} is not like mon-fri 18:00-20:00")
        days = _parse_days(found["days"]) if found["days"] else _EVERY_DAY
        begin, end = (_parse_minute(found[name]) for name in ("begin", "end"))
        return cls(
            days=days,
            from_minute=begin or 0,
            until_minute=DAY_MINUTES if end is None else end,
        )

    def __str__(self) -> str:
        days = "" if self.days == _EVERY_DAY else _written_days(self.days)
        is_whole_day = (self.from_minute, self.until_minute) == (0, DAY_MINUTES)
        hours = "" if is_whole_day else f"{_clock(self.from_minute)}-{_clock(self.until_minute)}"
        return " ".join(filter(None, (days, hours))) or "mon-sun"

    def holds_at(self, local: datetime) -> bool:
        """Whether a moment of their own clock is within them."""
        minute, day = local.hour * 60 + local.minute, local.weekday()
        if self.from_minute < self.until_minute:
            return day in self.days and self.from_minute <= minute < self.until_minute
        began_today = day in self.days and minute >= self.from_minute
        return began_today or ((day - 1) % len(WEEKDAYS) in self.days and minute < self.until_minute)


def _parse_days(written: str) -> frozenset[int]:
    days: set[int] = set()
    for part in written.split(","):
        first, joint, last = part.partition("-")
        begin, end = WEEKDAYS.index(first), WEEKDAYS.index(last if joint else first)
        days.update((begin + step) % len(WEEKDAYS) for step in range((end - begin) % len(WEEKDAYS) + 1))
    return frozenset(days)


def _parse_minute(written: str | None) -> int | None:
    if written is None:
        return None
    hour, minute = map(int, written.split(":"))
    if minute >= 60 or hour * 60 + minute > DAY_MINUTES:
        raise ValueError(f"{written} is no time of a day")
    return hour * 60 + minute


def _written_days(days: frozenset[int]) -> str:
    """Runs of days as `mon-fri`, others by comma."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(WEEKDAYS[run[0]] + (f"-{WEEKDAYS[run[-1]]}" if len(run) > 1 else "") for run in runs)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"

"""What the parts of a day mean in a chat that WhatsApp exported, and when that was.

A phone writes all days of a file in one order, and does not say in which; the days themselves do.
"""

from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from zoneinfo import ZoneInfo

from keepwarm.formats.whatsapp_lines import Stamp

_FIRST_YEAR, _LAST_YEAR = 2009, 2099
"""WhatsApp began in 2009."""

_CENTURY, _FIRST_OF_THREE_DIGITS = 2000, 100
_FIRST_BUDDHIST_YEAR, _BUDDHIST = 2400, 543
_MUCH_SHORTER = 10
_OUT_OF_ORDER = timedelta(minutes=5)
_SECOND, _MINUTE = timedelta(seconds=1), timedelta(minutes=1)


class Order(Enum):
    """Where year, month and day stand."""

    DAY_FIRST = (2, 1, 0)
    MONTH_FIRST = (2, 0, 1)
    YEAR_FIRST = (0, 1, 2)


@lru_cache(maxsize=4096)
def find_day(parts: tuple[int, int, int], order: Order) -> date | None:
    """The day that these parts name in this order; None where there is none in WhatsApp's time.

    Years of two digits are of this century, those above 2400 are counted as in Thailand.
    """
    year, month, day = (parts[place] for place in order.value)
    if year < _FIRST_OF_THREE_DIGITS:
        year += _CENTURY
    elif year >= _FIRST_BUDDHIST_YEAR:
        year -= _BUDDHIST
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


class _Tally:
    """How well an order suits the days of a file: senseless ones, steps back in time, days in all."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.wrong = self.back = self.span = 0
        self._last: date | None = None

    def see(self, parts: tuple[int, int, int]) -> None:
        day = find_day(parts, self.order)
        if day is None:
            self.wrong += 1
            return
        if self._last is not None:
            step = (day - self._last).days
            self.back += step < 0
            self.span += abs(step)
        self._last = day

    def faults(self) -> tuple[int, int]:
        return self.wrong, self.back


class Days:
    """Learns from the times of a file, one after the other, in which order its days are written."""

    def __init__(self) -> None:
        self._tallies = [_Tally(order) for order in Order]
        self._last: tuple[int, int, int] | None = None
        self._like_america = self._eastern = False

    def see(self, stamp: Stamp) -> None:
        """Take one more."""
        if stamp.parts == self._last:
            return
        if self._last is None:
            self._like_america = stamp.capitals
        self._eastern = self._eastern or (stamp.eastern and not stamp.long_year)
        self._like_america = self._like_america and not stamp.padded
        self._last = stamp.parts
        for tally in self._tallies:
            tally.see(stamp.parts)

    def order(self) -> Order:
        """The order with the fewest senseless days, then the fewest steps back.

        Of day and month both may stand first where no day is above the twelfth: then the order in which
        the file spans ten times fewer days than in the other, since a chat goes on from day to day; else
        the day first, but the month where AM and PM stand in capitals and nothing has a zero before it, as
        in America. The year counts as first where neither suits, or where the time is written as in the East.
        """
        fewest = min(tally.faults() for tally in self._tallies)
        suited = {tally.order: tally for tally in self._tallies if tally.faults() == fewest}
        if self._eastern and Order.YEAR_FIRST in suited:
            return Order.YEAR_FIRST
        day, month = suited.get(Order.DAY_FIRST), suited.get(Order.MONTH_FIRST)
        if day is None or month is None:
            return next(order for order in Order if order in suited)
        if day.span * _MUCH_SHORTER < month.span:
            return Order.DAY_FIRST
        if month.span * _MUCH_SHORTER < day.span:
            return Order.MONTH_FIRST
        return Order.MONTH_FIRST if self._like_america else Order.DAY_FIRST


class Clock:
    """Local times in the order of a file as moments.

    An hour that the clocks repeat in autumn is the second one where the file has stepped back in it; one
    that they leave out in spring is read as before they are put forward.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._last = datetime.min.replace(tzinfo=UTC)

    def moment(self, local: datetime) -> datetime:
        """The moment of a local time, in UTC."""
        at = local.replace(tzinfo=self._zone).astimezone(UTC)
        if self._last - at > _OUT_OF_ORDER:
            at = max(at, local.replace(tzinfo=self._zone, fold=1).astimezone(UTC))
        if at <= self._last < at + _MINUTE and not local.second:
            at = min(self._last + _SECOND, at + _MINUTE - _SECOND)
        self._last = at
        return at

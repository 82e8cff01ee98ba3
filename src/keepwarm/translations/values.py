"""Values as English says them: lengths, days, channels; what every sentence is made with."""

from collections.abc import Callable
from datetime import date

from keepwarm.domain.channels import Channel
from keepwarm.domain.reasons import Value

_WEEK, _TWO_WEEKS, _LONG = 7, 14, 120

CHANNELS = {
    Channel.IN_PERSON: "in person",
    Channel.VIDEO: "by video",
    Channel.CALL: "by phone",
    Channel.TEXT: "by text",
    Channel.CHAT: "by chat",
    Channel.EMAIL: "by e-mail",
    Channel.SOCIAL: "on a social network",
    Channel.POST: "by post",
}


def plural(count: int, one: str, many: str = "") -> str:
    """`1 day`, `2 days`, `1,204 contacts`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def day_in_words(on: date, today: date, *, by_weekday: bool = False) -> str:
    """A day as one would say it: today, in 3 days, 5 weeks ago, on 3 March 2027.

    Those of the coming week may be said `by_weekday`: on Wednesday.
    """
    away = (on - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if away in near:
        return near[away]
    if by_weekday and 0 < away < _WEEK:
        return f"on {on:%A}"
    if abs(away) > _LONG:
        return f"on {on.day} {on:%B %Y}"
    length = plural(abs(away), "day") if abs(away) < _TWO_WEEKS else plural(round(abs(away) / 7), "week")
    return f"in {length}" if away > 0 else f"{length} ago"


def span_in_words(days: int) -> str:
    """A length of time as one would say it: 3 days, about 5 weeks, about 4 months."""
    if days < _TWO_WEEKS:
        return plural(max(days, 1), "day")
    if days < _LONG:
        return f"about {plural(round(days / 7), 'week')}"
    return f"about {plural(round(days / 30.4), 'month')}"


class Values:
    """A reason's values, by the kind of word that each becomes."""

    def __init__(self, values: dict[str, Value], today: date, *, by_weekday: bool = False) -> None:
        self._values = values
        self._today = today
        self._by_weekday = by_weekday

    def has(self, name: str) -> bool:
        """Whether there is something."""
        return bool(self._values.get(name))

    def text(self, name: str) -> str:
        """As it is."""
        return str(self._values[name])

    def count(self, name: str) -> int:
        """A whole number."""
        return int(str(self._values[name]))

    def day(self, name: str) -> str:
        """A day, seen from today."""
        on = self._values[name]
        if not isinstance(on, date):
            return str(on)
        return day_in_words(on, self._today, by_weekday=self._by_weekday)

    def span(self, name: str) -> str:
        """A number of days."""
        return span_in_words(self.count(name))

    def channel(self, name: str = "channel") -> str:
        """By which channel."""
        return CHANNELS[Channel(self.text(name))]


Sentences = dict[str, str | Callable[[Values], str]]
"""By the code of a reason, its sentence."""

"""What the page where the other writes their half of an agenda says: one set of words a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from keepwarm.domain.meeting import Format


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaWords:
    """Everything that is said in one language; `{name}` is the owner.

    `formats` are the words for each format in its order, `weekdays` begin with Monday, and `day` says how a
    day is put together. `kept` says who reads it, why and how long it is kept: another sentence is another
    version of `domain.their_halves.CONSENT`.
    """

    title: str
    asks: str
    formats: str
    minutes: str
    half: str
    weekdays: str
    months: str
    day: str
    would: str
    and_you: str
    talk: str
    talk_hint: str
    goals: str
    goals_hint: str
    send: str
    send_hint: str
    kept: str
    send_it: str
    sent_title: str
    sent: str
    take_back: str
    gone_title: str
    gone: str
    nothing_title: str
    nothing: str
    over_title: str
    over: str
    empty: str
    long: str
    enough: str
    many: str

    def format_in_words(self, of: Format) -> str:
        """A coffee; as a sentence begins."""
        words = dict(zip(Format, self.formats.split("; "), strict=True))[of]
        return words[:1].upper() + words[1:]

    def time_in_words(self, at: datetime) -> str:
        """Tue 24 Nov, 10:00 (Berlin): by the clock of a place; of a clock without one by its name."""
        weekday, month = self.weekdays.split()[at.weekday()], self.months.split()[at.month - 1]
        return f"{self.day.format(weekday=weekday, day=at.day, month=month)}, {at:%H:%M} ({_clock_of(at)})"

    def flaws(self) -> Mapping[str, str]:
        """By its name, why something was not taken."""
        return {"empty": self.empty, "long": self.long, "enough": self.enough, "many": self.many}


def _clock_of(at: datetime) -> str:
    region, _, place = str(at.tzinfo).partition("/")
    return place.rpartition("/")[2].replace("_", " ") if place and region != "Etc" else str(at.tzname())

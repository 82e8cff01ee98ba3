"""Meetings of a calendar that are nothing to the book, told in one line for all of a kind.

A calendar holds hundreds that are still to come, and a series as many as one likes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from keepwarm.domain.arrivals import Arrival
from keepwarm.domain.reasons import Reason
from keepwarm.domain.sources import FoundMeeting

_IDLE = frozenset({"not_yet", "you_declined", "nobody_else_came", "not_your_meeting"})


@dataclass(slots=True)
class IdleMeetings:
    """The first of each kind, and which meetings and series were like it."""

    _firsts: dict[str, Arrival] = field(default_factory=dict)
    _alike: dict[str, set[str]] = field(default_factory=dict)

    def take(self, item: FoundMeeting, arrival: Arrival) -> bool:
        """Whether it is such a meeting; it is then told at the end."""
        if arrival.reason is None or arrival.reason.code not in _IDLE:
            return False
        code = arrival.reason.code
        self._firsts.setdefault(code, arrival)
        self._alike.setdefault(code, set()).add(item.series or item.key)
        return True

    def told(self) -> Iterator[Arrival]:
        """One item of each kind; its reason says how many others there are, a series being one."""
        for code, first in self._firsts.items():
            yield replace(first, reason=Reason.of(code, others=len(self._alike[code]) - 1))

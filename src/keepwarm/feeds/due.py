"""When a calendar is to be read again although nothing in it has changed: once a meeting to come has been."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from keepwarm.domain.sources import FoundMeeting, Refused

MARGIN = timedelta(days=1)
"""Between this machine's clock and the moment for which a book is read; what is as near counts as to come."""


@dataclass(slots=True)
class Due:
    """The earliest meeting that was still to come at a moment."""

    now: datetime
    at: datetime | None = None

    def noted(self, found: Iterable[FoundMeeting | Refused]) -> Iterator[FoundMeeting | Refused]:
        """The same items, once their times are noted."""
        for one in found:
            if isinstance(one, FoundMeeting) and one.at > self.now - MARGIN:
                self.at = one.at if self.at is None else min(self.at, one.at)
            yield one

    @property
    def earliest(self) -> str:
        """The moment as it is kept; empty where nothing is to come."""
        return "" if self.at is None else self.at.isoformat()

    @staticmethod
    def is_over(kept: str, now: datetime) -> bool:
        """Whether a kept moment has been; one that is none of ours has."""
        if not kept:
            return False
        with suppress(ValueError, TypeError):
            return datetime.fromisoformat(kept) <= now
        return True

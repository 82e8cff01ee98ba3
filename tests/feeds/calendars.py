"""Events, and feeds that are read at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from keepwarm.domain.sources import FoundMeeting, Refused
from keepwarm.feeds import Advance, FeedSettings

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


class ReadAt(Protocol):
    """A feed of calendars that is told the time."""

    def __call__(
        self, settings: FeedSettings, state: str, *, zone: ZoneInfo, secret: Callable[[], str], now: datetime
    ) -> Iterator[FoundMeeting | Refused | Advance]: ...


def event(uid: str, *lines: str, on: str = "20241101", guest: str = "ann@example.org") -> str:
    """A meeting with somebody."""
    written = (
        "BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20240101T000000Z", f"DTSTART:{on}T090000Z",
        f"DTEND:{on}T100000Z", f"SUMMARY:Meeting {uid}", *lines,
        f"ATTENDEE;CN=Ann;PARTSTAT=ACCEPTED:mailto:{guest}", "END:VEVENT", "",
    )  # fmt: skip
    return "\r\n".join(written)


def calendar(*events: str) -> bytes:
    """A file of these events."""
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n".encode()


@dataclass(slots=True, kw_only=True)
class Follower:
    """Reads a feed again and again, each time from where it was."""

    read_at: ReadAt
    settings: FeedSettings
    secret: str = ""
    state: str = ""
    refused: list[Refused] = field(default_factory=list)

    def read(self, now: datetime = NOW) -> list[str]:
        """The meetings that a reading brings, by their summaries and days."""
        found, self.refused = [], []
        for one in self.read_at(self.settings, self.state, zone=BERLIN, secret=lambda: self.secret, now=now):
            if isinstance(one, Advance):
                self.state = one.state
            elif isinstance(one, Refused):
                self.refused.append(one)
            else:
                found.append(f"{one.summary} {one.at:%Y-%m-%d}")
        return found

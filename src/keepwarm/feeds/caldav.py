"""Calendars on a server (CalDAV): of each calendar what has changed since, and what has been meanwhile.

A server that tells changes is asked for them (RFC 6578); of another the tags are compared. What was to come
when it was read is read again once it is due, though nothing in it has changed.
"""

import json
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Missing
from keepwarm.domain.sources import FoundMeeting, Refused
from keepwarm.feeds import Advance, FeedSettings
from keepwarm.feeds.caldav_server import LARGEST, Calendar, CalendarServer, TokenLost
from keepwarm.feeds.due import MARGIN, Due
from keepwarm.feeds.web_server import WebServer
from keepwarm.formats.ics import Aside, meetings

KIND = "caldav"
NAME = "calendars on a server (CalDAV)"

MOST_KEPT = 10_000
"""Events of one calendar of which something is kept; of a larger one, all are read each time."""


@dataclass(slots=True, kw_only=True)
class _Read:
    """How far one calendar was read: the server's token, or what its tags were; and what is due when."""

    token: str = ""
    ctag: str = ""
    tags: dict[str, str] = field(default_factory=dict)
    due: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, said: Any) -> "_Read":
        """What was kept. Raises what comes of a value that is none of ours."""
        return cls(
            token=str(said["token"]),
            ctag=str(said["ctag"]),
            tags={str(path): str(tag) for path, tag in said["tags"].items()},
            due={str(path): str(at) for path, at in said["due"].items()},
        )

    def kept(self) -> dict[str, Any]:
        """What is kept; of a calendar with too many events nothing."""
        if max(len(self.tags), len(self.due)) > MOST_KEPT:
            return {"token": "", "ctag": "", "tags": {}, "due": {}}
        return {"token": self.token, "ctag": self.ctag, "tags": self.tags, "due": self.due}

    def over(self, now: datetime) -> set[str]:
        """The paths of what is due."""
        return {path for path, at in self.due.items() if Due.is_over(at, now)}


def read(
    settings: FeedSettings, state: str, *, zone: ZoneInfo, secret: Callable[[], str]
) -> Iterator[FoundMeeting | Refused | Advance]:
    """What is new in each calendar. Raises Unavailable, and Missing for a calendar that was named."""
    return read_at(settings, state, zone=zone, secret=secret, now=datetime.now(UTC))


def read_at(
    settings: FeedSettings, state: str, *, zone: ZoneInfo, secret: Callable[[], str], now: datetime
) -> Iterator[FoundMeeting | Refused | Advance]:
    """The same, at a time."""
    web = WebServer(settings, secret)
    before, after, aside = _state_of(state), dict[str, _Read](), Aside()
    try:
        server = CalendarServer(web)
        for calendar in _chosen(server.calendars(), settings):
            path = calendar.place.path
            reading = _Reading(server=server, calendar=calendar, zone=zone, now=now, aside=aside)
            after[path] = yield from reading.since(before.get(path, _Read()))
    finally:
        web.close()
    yield from aside.told()
    kept = {path: one.kept() for path, one in after.items()}
    yield Advance(state=json.dumps(kept, ensure_ascii=False, separators=(",", ":")))


def _state_of(text: str) -> dict[str, _Read]:
    """What was kept of each calendar; nothing for a text that is none of ours, so that all is read again."""
    try:
        return {str(path): _Read.of(said) for path, said in json.loads(text or "{}").items()}
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return {}


def _chosen(calendars: list[Calendar], settings: FeedSettings) -> list[Calendar]:
    """Those that the owner named, or all."""
    wanted = {name.casefold() for name in settings.folders}
    for name in settings.folders:
        if name.casefold() not in {one.name.casefold() for one in calendars}:
            names = ", ".join(one.name for one in calendars)
            raise Missing(f"There is no calendar {name!r} on the server; there are: {names}.")
    return [one for one in calendars if not wanted or one.name.casefold() in wanted]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One calendar while it is read."""

    server: CalendarServer
    calendar: Calendar
    zone: ZoneInfo
    now: datetime
    aside: Aside

    def since(self, before: _Read) -> Generator[FoundMeeting | Refused, None, _Read]:
        """What is new; returns how far that goes."""
        changed, after = self._synced(before) if self.calendar.syncs else self._compared(before)
        wanted = sorted(changed | (after.due.keys() & before.over(self.now)))
        for path in wanted:
            after.due.pop(path, None)
        for path, content in self.server.contents(self.calendar, wanted):
            if content is None:
                reason = f"is larger than {LARGEST // 1024**2} MiB; take its attachments out on the server"
                yield Refused(place=f"{self.calendar.name}, {path}", reason=reason)
                continue
            due = Due(self.now)
            yield from due.noted(self._meetings(content))
            if due.at is not None:
                after.due[path] = due.earliest
        return after

    def _meetings(self, content: str) -> Iterator[FoundMeeting | Refused]:
        return meetings(
            BytesIO(content.encode("utf-8", "replace")),
            zone=self.zone,
            aside=self.aside,
            until=self.now + MARGIN,
            where=lambda _: self.calendar.name,
        )

    def _synced(self, before: _Read) -> tuple[set[str], _Read]:
        """The paths of what the server says has changed."""
        try:
            found, due = self.server.changes(self.calendar, before.token), before.due
        except TokenLost:
            found, due = self.server.changes(self.calendar, ""), {}
        left = {path: at for path, at in due.items() if path not in found.gone}
        return set(found.there), _Read(token=found.token, due=left)

    def _compared(self, before: _Read) -> tuple[set[str], _Read]:
        """The paths of what has another tag than before."""
        if self.calendar.ctag and self.calendar.ctag == before.ctag:
            tags = before.tags
        else:
            tags = self.server.tags(self.calendar)
        left = {path: at for path, at in before.due.items() if path in tags}
        changed = {path for path, tag in tags.items() if not tag or tag != before.tags.get(path)}
        return changed, _Read(ctag=self.calendar.ctag, tags=tags, due=left)

"""Calendars at an address (ICS): the whole file each time, unless the server says that it is the same.

A meeting that was to come has been once its time is over, and the file is the same as before: when the first
of those is due, it is read whatever the server says of its age.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http.client import NOT_MODIFIED, OK
from tempfile import TemporaryFile
from typing import IO
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Unavailable
from keepwarm.domain.sources import FoundMeeting, Refused
from keepwarm.feeds import Advance, FeedSettings
from keepwarm.feeds.due import MARGIN, Due
from keepwarm.feeds.web_server import Answer, WebServer
from keepwarm.formats.ics import Aside, begins_a_calendar, meetings

KIND = "calendar"
NAME = "calendar at an address (ICS)"

LARGEST = 256 * 1024 * 1024
"""Bytes of a calendar; ten thousand meetings take ten of these mebibytes."""

_HEAD = 65_536
_LONGEST_TAG = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What the server called the file that was read, what it was, and when it is due whatever it is."""

    etag: str = ""
    modified: str = ""
    digest: str = ""
    due: str = ""

    @classmethod
    def of(cls, text: str) -> "_State":
        """What was kept; nothing for a text that is none of ours, so that all is read again."""
        try:
            said = json.loads(text or "{}")
            return cls(**{name: _tag(str(said.get(name, ""))) for name in cls.__slots__})
        except (TypeError, ValueError, AttributeError, RecursionError):
            return cls()

    def text(self) -> str:
        """The same as small JSON."""
        return json.dumps({name: getattr(self, name) for name in self.__slots__}, separators=(",", ":"))


def read(
    settings: FeedSettings, state: str, *, zone: ZoneInfo, secret: Callable[[], str]
) -> Iterator[FoundMeeting | Refused | Advance]:
    """Every meeting of the calendar, if anything about it is new. Raises Unavailable."""
    return read_at(settings, state, zone=zone, secret=secret, now=datetime.now(UTC))


def read_at(
    settings: FeedSettings, state: str, *, zone: ZoneInfo, secret: Callable[[], str], now: datetime
) -> Iterator[FoundMeeting | Refused | Advance]:
    """The same, at a time."""
    before = _State.of(state)
    is_due = Due.is_over(before.due, now)
    server = WebServer(settings, secret)
    try:
        with TemporaryFile() as file:
            fetched = _fetched(server, file, _State() if is_due else before)
            if fetched is None:
                return
            if fetched.digest == before.digest and not is_due:
                yield Advance(state=replace(fetched, due=before.due).text())
                return
            file.seek(0)
            aside, due = Aside(), Due(now)
            yield from due.noted(meetings(file, zone=zone, aside=aside, until=now + MARGIN))
            yield from aside.told()
            yield Advance(state=replace(fetched, due=due.earliest).text())
    finally:
        server.close()


def _fetched(server: WebServer, file: IO[bytes], known: _State) -> _State | None:
    """The calendar in a file, as what it was got; None where the server says that it is the known one."""
    headers = {"Accept": "text/calendar, */*;q=0.1"}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.modified:
        headers["If-Modified-Since"] = known.modified
    with server.asked("GET", server.place, largest=LARGEST, headers=headers) as answer:
        if answer.status == NOT_MODIFIED and known.digest:
            return None
        if answer.status != OK:
            raise server.refusal(answer)
        digest = _kept(answer, file)
        return _State(
            etag=_tag(answer.headers.get("ETag", "")),
            modified=_tag(answer.headers.get("Last-Modified", "")),
            digest=digest,
        )


def _kept(answer: Answer, file: IO[bytes]) -> str:
    """Put an answer into a file; its digest. Raises Unavailable where it is no calendar."""
    digest, head = hashlib.sha256(), b""
    for block in answer.blocks:
        digest.update(block)
        head += block[: _HEAD - len(head)]
        try:
            file.write(block)
        except OSError as error:
            raise Unavailable(
                f"The calendar cannot be kept in a temporary folder ({error.strerror}); nothing was changed. "
                "Free some space there, or name another folder in TMPDIR."
            ) from error
    if not begins_a_calendar(head):
        raise Unavailable(
            f"{answer.place.host} answers with what is no calendar; give the address of its .ics file."
        )
    return digest.hexdigest()


def _tag(written: str) -> str:
    """What a server calls a version, if it can be said to it again."""
    return written if written.isascii() and written.isprintable() and len(written) <= _LONGEST_TAG else ""

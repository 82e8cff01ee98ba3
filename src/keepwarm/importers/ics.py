"""Calendars: `.ics` files, with one event or a hundred thousand."""

import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Unreadable
from keepwarm.domain.sources import Found
from keepwarm.formats.ics import Aside, begins_a_calendar, meetings
from keepwarm.formats.vcard_split import in_utf8

NAME = "calendar (ICS)"

_ANYWHERE = re.compile(rb"(?:\A|[\r\n])[ \t]*BEGIN[ \t]*:[ \t]*VCALENDAR[ \t]*(?:[\r\n]|\Z)", re.IGNORECASE)
_ENDINGS = frozenset({".ics", ".ical", ".icalendar", ".vcs"})


def recognises(path: Path, head: bytes) -> bool:
    """Whether the first line that is not blank begins a calendar; in an `.ics`, any line of the head."""
    if begins_a_calendar(head):
        return True
    return path.suffix.lower() in _ENDINGS and _ANYWHERE.search(in_utf8(head)) is not None


def read(path: Path, *, zone: ZoneInfo) -> Iterator[Found]:
    """The meetings of a calendar in the order of the file, and at its end why the other events are none.

    A place is "event 3": the third BEGIN:VEVENT of the file. Raises Unreadable where the file cannot be
    opened.
    """
    aside = Aside()
    try:
        with path.open("rb") as file:
            yield from meetings(file, zone=zone, aside=aside)
    except OSError as error:
        raise Unreadable(
            f"{path} cannot be read: {error.strerror}; check the file and its rights."
        ) from error
    yield from aside.told()

"""Calendars (iCalendar, RFC 5545): the meetings in a file of any size.

The file is gone through twice, an event at a time: first for its time zones, for the single meetings of
series that were changed, and for how old it is; then for what took place.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import BinaryIO
from zoneinfo import ZoneInfo

from keepwarm.domain.channels import Channel
from keepwarm.domain.sources import FoundMeeting, Refused
from keepwarm.formats.ics_channels import CHANNEL_PROPERTIES, channel_of
from keepwarm.formats.ics_components import EVENT, ZONE, Broken, Component, Flaw, components
from keepwarm.formats.ics_people import PEOPLE_PROPERTIES, Guests, guests_of, names_of
from keepwarm.formats.ics_rules import Budget
from keepwarm.formats.ics_series import (
    SERIES_PROPERTIES,
    YEARS_OF_MEETINGS,
    Reach,
    first_time,
    is_called_off,
    length_of,
    slot_name,
    slot_names,
    slots_of,
)
from keepwarm.formats.ics_times import ClockOf, When, find_time, in_utc
from keepwarm.formats.ics_zones import ZONE_PROPERTIES, Zones
from keepwarm.formats.vcard_split import in_utf8
from keepwarm.formats.vcard_text import tidy, unescape

_LONG_AGO = datetime(YEARS_OF_MEETINGS.start, 1, 1, tzinfo=UTC)
_LAST = datetime(YEARS_OF_MEETINGS.stop, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=3_653)
"""How long after the newest thing in a file its series are followed: as nobody knows when it was made."""

_STAMPS = ("DTSTAMP", "LAST-MODIFIED")
_EVENT_PROPERTIES = SERIES_PROPERTIES | PEOPLE_PROPERTIES | CHANNEL_PROPERTIES | {
    "UID", "SUMMARY", "DTEND", "DURATION", "STATUS", "CLASS",
}  # fmt: skip
_SURVEYED = ZONE_PROPERTIES | {"UID", "RECURRENCE-ID", "DTSTART", *_STAMPS}
_PRIVATE = frozenset({"PRIVATE", "CONFIDENTIAL"})
_NO_MEETINGS = frozenset({"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"})
_LONGEST_SUMMARY = 500
_SUMMARY_IN_PLACE = 60
_LONGEST_MEETING = timedelta(days=7)
_A_DAY = timedelta(days=1)

_NOBODY = "no meeting: nobody else is named"
_CANCELLED = "no meeting: called off"
_AN_ANSWER = "no meeting: an answer to an invitation"
_A_TASK = "no event: a task, a note or free time"
_WAYS_OUT = {
    Flaw.NO_BEGIN: "ends without a BEGIN:VEVENT; export the calendar again",
    Flaw.NO_END: "has no END:VEVENT; export the calendar again, or add that line where the event ends",
    Flaw.TOO_LARGE: "is larger than any meeting; export the calendar again without attachments",
}
_NO_START = "has no start that can be read; add one in the calendar, or leave it out"
_UNKNOWN_RULE = "repeats in a way that is not read here; its first time is taken, add the others by hand"
_TOO_MANY = "repeat more often than is followed; export a shorter part of the calendar"

_BEGIN = re.compile(rb"(?:\xef\xbb\xbf)?\s*+BEGIN[ \t]*:[ \t]*VCALENDAR[ \t]*(?:[\r\n]|\Z)", re.IGNORECASE)

Where = Callable[[int], str]
"""The words for an event of a number, by which the owner finds it."""


@dataclass(slots=True)
class Aside:
    """Entries that are no meetings, counted by why: most of a calendar is so, and is told in a few lines."""

    counts: Counter[str] = field(default_factory=Counter)

    def told(self) -> Iterator[Refused]:
        """One item for each reason."""
        for reason, count in sorted(self.counts.items()):
            yield Refused(place="1 entry" if count == 1 else f"{count:,} entries", reason=reason)


@dataclass(slots=True)
class _Survey:
    """What must be known of a calendar before its events are read.

    `instead` are the slots of each series that have an event of their own; `changed_at` and `begins_at` the
    newest stamp and the newest start.
    """

    zones: Zones
    instead: dict[str, set[str]] = field(default_factory=dict)
    changed_at: datetime = _LONG_AGO
    begins_at: datetime = _LONG_AGO

    def newest(self) -> datetime:
        """How new the calendar is."""
        return self.begins_at if self.changed_at == _LONG_AGO else self.changed_at


def begins_a_calendar(head: bytes) -> bool:
    """Whether the first line that is not blank begins a calendar; `head` are the first bytes of a file."""
    return _BEGIN.match(in_utf8(head)) is not None


def event_of_number(number: int) -> str:
    """The words for an event of a file."""
    return f"event {number}"


def meetings(
    file: BinaryIO,
    *,
    zone: ZoneInfo,
    aside: Aside,
    until: datetime | None = None,
    where: Where = event_of_number,
    budget: Budget | None = None,
) -> Iterator[FoundMeeting | Refused]:
    """Each meeting in the order of the file, those of a series one after the other.

    `file` can be read twice. Series are followed until a moment and once behind it; without one, until some
    years after the newest thing in the file. What is no meeting is noted in `aside`.
    """
    begin = file.tell()
    survey = _survey(file, zone)
    file.seek(begin)
    last = survey.newest() + _AHEAD if until is None else until
    reach = Reach(until=min(last, _LAST), budget=budget or Budget())
    for item in components(file, _EVENT_PROPERTIES):
        if isinstance(item, Broken):
            place = f"behind {where(item.number)}" if item.flaw is Flaw.NO_BEGIN else where(item.number)
            yield Refused(place=place, reason=_WAYS_OUT[item.flaw])
        elif item.name == EVENT:
            yield from _event(item, survey, reach, aside, where(item.number))
        elif item.name != ZONE:
            aside.counts[_A_TASK] += 1
    if reach.budget.left <= 0:
        yield Refused(place="the rest of the series", reason=_TOO_MANY)


def _survey(file: BinaryIO, zone: ZoneInfo) -> _Survey:
    survey = _Survey(zones=Zones(zone))
    changed: list[tuple[str, Component]] = []
    for item in components(file, _SURVEYED):
        if isinstance(item, Broken):
            continue
        if item.name == ZONE:
            survey.zones.note(item)
        elif item.name == EVENT:
            for name in _STAMPS:
                survey.changed_at = max(survey.changed_at, _moment(item.said(name)))
            survey.begins_at = max(survey.begins_at, _moment(item.said("DTSTART")))
            if (slot := item.first("RECURRENCE-ID")) is not None:
                changed.append((_uid(item), Component(name=EVENT, lines=[slot])))
    for uid, one in changed:
        survey.instead.setdefault(uid, set()).add(slot_name(one, survey.zones.clock))
    return survey


def _moment(written: str) -> datetime:
    """About when it is, where that can be."""
    found = find_time(written, "", lambda _: in_utc)
    return found.at if found is not None and found.local.year in YEARS_OF_MEETINGS else _LONG_AGO


def _event(
    event: Component, survey: _Survey, reach: Reach, aside: Aside, place: str
) -> Iterator[FoundMeeting | Refused]:
    """What one event brings: its meetings, or why it is none."""
    summary = "" if event.said("CLASS").strip().upper() in _PRIVATE else _summary(event)
    place = f'{place}, "{_short(summary)}"' if summary else place
    guests = guests_of(event)
    if reason := _why_no_meeting(event, guests):
        aside.counts[reason] += 1
        return
    uid, clock_of = _uid(event), survey.zones.clock
    slots = slots_of(event, clock_of, reach, survey.instead.get(uid, set()))
    if slots is None:
        yield Refused(place=place, reason=_NO_START)
        return
    frame = _Frame(
        place=place,
        uid=uid,
        slot=slot_name(event, clock_of),
        repeats=slots.repeats,
        summary=summary,
        channel=channel_of(event),
        guests=guests,
        minutes=_minutes(event, clock_of),
    )
    yield from map(frame.meeting, slots.times)
    if not slots.is_whole:
        yield Refused(place=place, reason=_UNKNOWN_RULE)


def _why_no_meeting(event: Component, guests: Guests) -> str:
    if event.method in _NO_MEETINGS:
        return _AN_ANSWER
    if is_called_off(event):
        return _CANCELLED
    return "" if guests.came or guests.absent else _NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What all meetings of an event have in common."""

    place: str
    uid: str
    slot: str
    repeats: bool
    summary: str
    channel: Channel
    guests: Guests
    minutes: int | None

    def meeting(self, when: When) -> FoundMeeting:
        """The meeting at one of its times."""
        slot = slot_names(when)[when.is_day] if self.repeats else self.slot
        return FoundMeeting(
            place=f"{self.place}, {when.local.date()}" if slot else self.place,
            at=when.at,
            channel=self.channel,
            came=self.guests.came,
            absent=self.guests.absent,
            summary=self.summary,
            key=self._key(when, slot),
            minutes=self.minutes,
            series=self.uid if slot else "",
            host=self.guests.host,
        )

    def _key(self, when: When, slot: str) -> str:
        """By what a second import knows it: the event's own id, and of a series the slot.

        So a meeting that is moved stays itself. Without an id it is known by what it says.
        """
        if self.uid:
            return f"event:{self.uid}/{slot}" if slot else f"event:{self.uid}"
        said = (when.at.isoformat(), self.summary, *names_of((*self.guests.came, *self.guests.absent)))
        return "event:sha256:" + hashlib.sha256("\n".join(said).encode()).hexdigest()


def _uid(event: Component) -> str:
    return tidy(event.said("UID"))


def _summary(event: Component) -> str:
    return tidy(unescape(event.said("SUMMARY")))[:_LONGEST_SUMMARY]


def _short(summary: str) -> str:
    return summary if len(summary) <= _SUMMARY_IN_PLACE else summary[: _SUMMARY_IN_PLACE - 1] + "…"


def _minutes(event: Component, clock_of: ClockOf) -> int | None:
    """How long it takes; None for whole days, for an open end, and for what no meeting takes."""
    begin, length = first_time(event, "DTSTART", clock_of), length_of(event, clock_of)
    if begin is None or length is None or not timedelta(0) < length <= _LONGEST_MEETING:
        return None
    is_whole_days = begin.is_day or (begin.local.time() == time.min and not length % _A_DAY)
    return None if is_whole_days else max(int(length.total_seconds()) // 60, 1)

"""One event of a calendar (iCalendar, RFC 5545), as somebody sends an invitation: what, when, where, who."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

from keepwarm.domain.channels import Channel
from keepwarm.domain.events import LONGEST_EVENT, Event, Guest
from keepwarm.domain.meeting import EventKind, EventState
from keepwarm.domain.sources import Whom
from keepwarm.formats.ics_channels import CHANNEL_PROPERTIES, channel_of
from keepwarm.formats.ics_components import EVENT, ZONE, Component, components
from keepwarm.formats.ics_people import PEOPLE_PROPERTIES, guests_of
from keepwarm.formats.ics_series import first_time, is_called_off, length_of
from keepwarm.formats.ics_times import ClockOf
from keepwarm.formats.ics_zones import ZONE_PROPERTIES, Zones
from keepwarm.formats.vcard_text import plain, tidy, unescape

_WANTED = ZONE_PROPERTIES | PEOPLE_PROPERTIES | CHANNEL_PROPERTIES | {
    "UID", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "DTSTART", "DTEND", "DURATION", "STATUS",
}  # fmt: skip
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_LONGEST_NAME, _LONGEST_TEXT = 300, 5_000
_NO_NAME = "An event without a name"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEvent:
    """What the item says; `is_online` where nobody has to go anywhere. Guests who said no are left out."""

    name: str
    at: datetime
    ends_at: datetime | None
    place: str
    link: str
    about: str
    uid: str
    is_online: bool
    guests: tuple[Guest, ...]

    def event(self, kind: EventKind) -> Event:
        """As an event of the owner's, who decides later; what is only online is of that kind."""
        return Event(
            name=self.name,
            kind=EventKind.ONLINE if self.is_online else kind,
            at=self.at,
            ends_at=self.ends_at,
            state=EventState.IDEA,
            place=self.place,
            link=self.link,
            about=self.about,
            uid=self.uid,
        )


def read_event(text: str, zone: ZoneInfo) -> FoundEvent | None:
    """The first event of a calendar whose time can be read and that is not called off; None without one."""
    content, zones = BytesIO(text.encode("utf-8", "replace")), Zones(zone)
    events: list[Component] = []
    for item in components(content, _WANTED):
        if isinstance(item, Component) and item.name == ZONE:
            zones.note(item)
        elif isinstance(item, Component) and item.name == EVENT and not is_called_off(item):
            events.append(item)
    return next((found for one in events if (found := _found(one, zones.clock)) is not None), None)


def guests_in(text: str) -> tuple[Guest, ...]:
    """Everybody whom the events of a calendar name, each once."""
    found: dict[str, Guest] = {}
    for item in components(BytesIO(text.encode("utf-8", "replace")), PEOPLE_PROPERTIES):
        if isinstance(item, Component) and item.name == EVENT:
            for guest in _guests(item):
                found.setdefault(guest.address or guest.name.casefold(), guest)
    return tuple(found.values())


def _found(event: Component, clock_of: ClockOf) -> FoundEvent | None:
    begin, length = first_time(event, "DTSTART", clock_of), length_of(event, clock_of)
    if begin is None:
        return None
    if length is not None and not timedelta(0) < length <= LONGEST_EVENT:
        length = None
    place, link = _text(event, "LOCATION"), tidy(event.said("URL"))
    if _LINK.fullmatch(place):
        place, link = "", link or place
    return FoundEvent(
        name=_text(event, "SUMMARY")[:_LONGEST_NAME] or _NO_NAME,
        at=begin.at,
        ends_at=None if length is None else begin.at + length,
        place=place,
        link=link,
        about=plain(unescape(event.said("DESCRIPTION")))[:_LONGEST_TEXT],
        uid=tidy(event.said("UID")),
        is_online=not place and (bool(link) or channel_of(event) is Channel.VIDEO),
        guests=tuple(_guests(event)),
    )


def _text(event: Component, name: str) -> str:
    return tidy(unescape(event.said(name)))


def _guests(event: Component) -> list[Guest]:
    return [_guest(one) for one in guests_of(event).expected]


def _guest(whom: Whom) -> Guest:
    address = whom.handles[0].value if whom.handles else ""
    return Guest(name="" if whom.words == address else whom.words, address=address)

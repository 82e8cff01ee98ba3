"""One event of a calendar (iCalendar, RFC 5545), as somebody sends an invitation: what, when, where, who."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

from keepwarm.domain.channels import Channel
from keepwarm.domain.events import LONGEST_EVENT, Event, Guest
from keepwarm.domain.meeting import EventKind, EventState
from keepwarm.domain.people import HandleKind
from keepwarm.domain.sources import Whom
from keepwarm.formats.ics_channels import CHANNEL_PROPERTIES, channel_of
from keepwarm.formats.ics_components import EVENT, ZONE, Component, components
from keepwarm.formats.ics_people import PEOPLE_PROPERTIES, guests_of
from keepwarm.formats.ics_times import ClockOf, When, find_duration, times_of
from keepwarm.formats.ics_zones import ZONE_PROPERTIES, Zones
from keepwarm.formats.vcard_text import tidy, unescape

_WANTED = ZONE_PROPERTIES | PEOPLE_PROPERTIES | CHANNEL_PROPERTIES | {
    "UID", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "DTSTART", "DTEND", "DURATION",
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
    """The first event of a calendar whose time can be read; None where there is none."""
    content, zones = BytesIO(text.encode("utf-8", "replace")), Zones(zone)
    events: list[Component] = []
    for item in components(content, _WANTED):
        if isinstance(item, Component) and item.name == ZONE:
            zones.note(item)
        elif isinstance(item, Component) and item.name == EVENT:
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
    begin = _first(event, "DTSTART", clock_of)
    if begin is None:
        return None
    place, link = _text(event, "LOCATION"), tidy(event.said("URL"))
    if _LINK.fullmatch(place):
        place, link = "", link or place
    return FoundEvent(
        name=_text(event, "SUMMARY")[:_LONGEST_NAME] or _NO_NAME,
        at=begin.at,
        ends_at=_end(event, begin, clock_of),
        place=place,
        link=link,
        about=unescape(event.said("DESCRIPTION")).strip()[:_LONGEST_TEXT],
        uid=tidy(event.said("UID")),
        is_online=not place and (bool(link) or channel_of(event) is Channel.VIDEO),
        guests=tuple(_guests(event)),
    )


def _end(event: Component, begin: When, clock_of: ClockOf) -> datetime | None:
    last = _first(event, "DTEND", clock_of)
    length = find_duration(event.said("DURATION")) if last is None else last.at - begin.at
    if length is None or not timedelta(0) < length <= LONGEST_EVENT:
        return None
    return begin.at + length


def _first(event: Component, name: str, clock_of: ClockOf) -> When | None:
    return next((one for line in event.all(name) for one in times_of(line, clock_of)), None)


def _text(event: Component, name: str) -> str:
    return tidy(unescape(event.said(name)))


def _guests(event: Component) -> list[Guest]:
    people = guests_of(event)
    declined = {
        line.value.casefold() for line in event.all("ATTENDEE") if line.param("PARTSTAT") == "DECLINED"
    }
    expected = [*people.came, *people.absent]
    return [_guest(one) for one in expected if f"mailto:{_mail(one)}".casefold() not in declined]


def _guest(whom: Whom) -> Guest:
    address = whom.handles[0].value if whom.handles else ""
    return Guest(name="" if whom.words == address else whom.words, address=address)


def _mail(whom: Whom) -> str:
    return next((one.value for one in whom.handles if one.kind is HandleKind.EMAIL), "")

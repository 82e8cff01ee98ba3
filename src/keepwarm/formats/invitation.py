"""An invitation to a meeting of two, as a calendar file (RFC 5545) with its method (RFC 5546).

A file that is sent again with a higher sequence changes what the first one put into a calendar; one of the
method CANCEL takes it out. Times are in UTC, so that no calendar has to know a time zone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

_FOLD = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""

_PRODUCT = "-//Keepwarm//Keepwarm//EN"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\x85]")
_ENDS = re.compile(r"\r\n|\r|\n")
_ADDRESS = re.compile(r"[^\s@<>\"',;:\\]+@[^\s@<>\"',;:\\]+")


class Method(StrEnum):
    """What a calendar is to do with the file."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """A name with an e-mail address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A meeting; moments are aware. `at` is None of one that is called off and has no time any more.

    Without a `guest` it is merely published, for the organizer's own calendar.
    """

    uid: str
    sequence: int
    made_at: datetime
    at: datetime | None
    minutes: int
    summary: str
    organizer: Attendee
    guest: Attendee | None = None
    place: str = ""
    about: str = ""
    cancelled: bool = False

    @property
    def method(self) -> Method:
        """What a calendar is to do."""
        if self.cancelled:
            return Method.CANCEL
        return Method.PUBLISH if self.guest is None else Method.REQUEST


def is_mail_address(text: str) -> bool:
    """Whether a text is an address that an invitation may name: one @, nothing that ends a value."""
    return _ADDRESS.fullmatch(text) is not None and not _CONTROLS.search(text)


def write_invitation(one: Invitation) -> bytes:
    """The file. Raises ValueError for an address that is none."""
    return b"".join(_folded(line) for line in _lines(one))


def _lines(one: Invitation) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:{_PRODUCT}"
    yield "CALSCALE:GREGORIAN"
    yield f"METHOD:{one.method}"
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(one.uid)}"
    yield f"SEQUENCE:{one.sequence}"
    yield f"DTSTAMP:{_moment(one.made_at)}"
    if one.at is not None:
        yield f"DTSTART:{_moment(one.at)}"
        yield f"DTEND:{_moment(one.at + timedelta(minutes=one.minutes))}"
    yield f"SUMMARY:{_text(one.summary)}"
    if one.place:
        yield f"LOCATION:{_text(one.place)}"
    if one.about:
        yield f"DESCRIPTION:{_text(one.about)}"
    yield f"ORGANIZER;CN={_parameter(one.organizer.name)}:{_mailto(one.organizer)}"
    if one.guest is not None:
        asks = ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE" if one.method is Method.REQUEST else ""
        yield f"ATTENDEE;CN={_parameter(one.guest.name)};ROLE=REQ-PARTICIPANT{asks}:{_mailto(one.guest)}"
    yield f"STATUS:{'CANCELLED' if one.cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"
    yield "END:VCALENDAR"


def _text(value: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11): every end of a line becomes \\n, so that none begins a property."""
    plain = _CONTROLS.sub(" ", _ENDS.sub("\n", value))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _parameter(value: str) -> str:
    """A quoted parameter (RFC 5545, 3.2), in which no quote and no control may stand."""
    plain = " ".join(_CONTROLS.sub(" ", value).replace('"', "'").split())
    return f'"{plain}"'


def _mailto(one: Attendee) -> str:
    if not is_mail_address(one.address):
        raise ValueError(f"{one.address!r} is no e-mail address")
    return f"mailto:{one.address}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> bytes:
    """One line with its end, in pieces of at most 75 octets, none of which ends within a character."""
    pieces: list[bytes] = []
    piece = bytearray()
    for character in line:
        raw = character.encode("utf-8", "replace")
        most = _FOLD - 1 if pieces else _FOLD  # the space before a piece counts
        if len(piece) + len(raw) > most:
            pieces.append(bytes(piece))
            piece.clear()
        piece += raw
    pieces.append(bytes(piece))
    return b"\r\n ".join(pieces) + b"\r\n"

"""The people of an event (RFC 5545, 3.8.4.1 and 3.8.4.3): who came, as far as a calendar tells.

Who accepted came, and so did the organizer; who declined, answered "maybe" or not at all did not. Where no
guest of an event bears an answer, the calendar keeps none (Outlook's files are so), and who was asked came.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from keepwarm.domain.people import LONGEST_NAME, Handle, HandleKind
from keepwarm.domain.sources import Whom
from keepwarm.domain.text import folded
from keepwarm.formats.ics_components import Component
from keepwarm.formats.ics_lines import Line
from keepwarm.formats.mail_addresses import addresses
from keepwarm.formats.mail_kinds import is_machine
from keepwarm.formats.vcard_text import tidy

PEOPLE_PROPERTIES = frozenset({"ORGANIZER", "ATTENDEE"})

_NO_PERSON = frozenset({"ROOM", "RESOURCE", "GROUP"})
_NOT_A_GUEST = "NON-PARTICIPANT"
"""How Outlook writes rooms, and others who is told of a meeting only."""

_CAME = frozenset({"ACCEPTED", "COMPLETED", "IN-PROCESS"})
_NO = "DECLINED"
_CALENDARS_OWN = (
    "@group.calendar.google.com", "@resource.calendar.google.com", "@import.calendar.google.com",
    "unknownorganizer@calendar.google.com",
)  # fmt: skip
_SCHEME = re.compile(r"(?:mailto|smtp)\s{0,8}:", re.IGNORECASE)
_PHONE = re.compile(r"tel:(\+?[0-9(). -]{5,40})", re.IGNORECASE)
_LONGEST_PHONE = 40
_LONGEST_ADDRESS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Guests:
    """Who came, the organizer first, and who said that they would not or did not say; who had invited.

    `declined` are those of the absent who said that they would not.
    """

    host: Whom | None = None
    came: tuple[Whom, ...] = ()
    absent: tuple[Whom, ...] = ()
    declined: tuple[Whom, ...] = ()

    @property
    def expected(self) -> tuple[Whom, ...]:
        """Who may come, as long as it is not over: all but those who declined."""
        gone = frozenset(self.declined)
        return tuple(whom for whom in (*self.came, *self.absent) if whom not in gone)


def guests_of(event: Component) -> Guests:
    """The people of an event, each once; rooms, resources, groups and machines are nobody."""
    asked = [line for line in event.all("ATTENDEE") if not _is_no_guest(line)]
    keeps_answers = any(line.param("PARTSTAT") for line in asked)
    organizer = next(filter(None, map(_find_whom, event.all("ORGANIZER")[:1])), None)
    came: dict[str, Whom] = {} if organizer is None else {_identity(organizer): organizer}
    absent: dict[str, Whom] = {}
    declined: set[str] = set()
    for line in asked:
        whom = _find_whom(line)
        if whom is None:
            continue
        name, answer = _identity(whom), line.param("PARTSTAT").strip().upper()
        if answer in _CAME or not keeps_answers:
            came[name] = _better(came.get(name), whom)
        elif name not in came or answer == _NO:  # an organizer who does not answer comes all the same
            absent[name] = _better(absent.get(name), whom)
        if answer == _NO:
            declined.add(name)
    return Guests(
        host=organizer,
        came=tuple(whom for name, whom in came.items() if name not in absent),
        absent=tuple(absent.values()),
        declined=tuple(whom for name, whom in absent.items() if name in declined),
    )


def _is_no_guest(line: Line) -> bool:
    kind, role = line.param("CUTYPE").strip().upper(), line.param("ROLE").strip().upper()
    return kind in _NO_PERSON or role == _NOT_A_GUEST


def _find_whom(line: Line) -> Whom | None:
    """Whom a line names: by the address, which some programs put into a parameter, or by the name alone."""
    name = tidy(line.param("CN")).strip("'\" ")[:LONGEST_NAME]
    address = next(filter(None, map(_address, (line.value, line.param("EMAIL"), name))), "")
    if address:
        if is_machine(address) or address.endswith(_CALENDARS_OWN):
            return None
        words = name if name and name.casefold() != address else address
        return Whom(words=words, handles=(Handle(kind=HandleKind.EMAIL, value=address),))
    if phone := _PHONE.fullmatch(line.value.strip()[:_LONGEST_PHONE]):
        number = phone[1].strip()
        return Whom(words=name or number, handles=(Handle(kind=HandleKind.PHONE, value=number),))
    return Whom(words=name) if folded(name) else None


def _address(written: str) -> str:
    """The e-mail address in a value, in lower case; empty where it is none, as a principal's URL."""
    said = written.strip()[:_LONGEST_ADDRESS]
    scheme = _SCHEME.match(said)
    plain = unquote(said[scheme.end() :] if scheme else said).partition("?")[0]
    if "/" in plain.partition("@")[0]:
        return ""
    found = addresses(tidy(plain))
    return found[0].address if len(found) == 1 else ""


def _identity(whom: Whom) -> str:
    return whom.handles[0].key if whom.handles else folded(whom.words)


def _better(known: Whom | None, whom: Whom) -> Whom:
    """Of two lines about one, that which has a name."""
    if known is None or (known.handles and known.words == known.handles[0].value):
        return whom
    return known


def names_of(people: Iterable[Whom]) -> list[str]:
    """What tells people apart, in an order that does not depend on the calendar's."""
    return sorted(map(_identity, people))

"""Lists of who will be at an event: a table, a calendar's guests, or lines as one pastes them.

A line says a name, then what is known of it: `Ana Silva, Foz <ana@foz.example>`, with a title before or
behind the organization, bullets and numbers in front, or an address alone. One word, a comma and one word
is a name with the family's in front.
"""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from keepwarm.domain.errors import Invalid
from keepwarm.domain.events import Guest
from keepwarm.domain.people import LONGEST_NAME, HandleKind
from keepwarm.domain.sources import FoundPerson, Refused
from keepwarm.domain.text import folded
from keepwarm.formats.column_people import people_as
from keepwarm.formats.column_proposals import PeopleTable, find_people_table
from keepwarm.formats.csv_people import read_table
from keepwarm.formats.csv_table import clean_cell, possible_layouts
from keepwarm.formats.event_ics import guests_in
from keepwarm.formats.ics import begins_a_calendar
from keepwarm.formats.vcard_text import tidy

MOST_GUESTS = 5_000
MOST_LINES = 4 * MOST_GUESTS
"""More is no list of people, however often each stands in it; one line costs 30 µs."""

_HEAD = 65_536
_LONGEST_LINE = 1_000
_MAIL = re.compile(r"<?(?<![^\s<>,;()])(?:mailto:)?([^\s<>,;()]+@[^\s<>,;()@]+\.[^\s<>,;()@]+)>?")
"""Looked for where a word begins alone, so that a long line costs no more than its length."""

_BEFORE = re.compile(r"(?:[-*•·–]|\d{1,4}[.)])\s+")
_PARTS = re.compile(r"\s*[,;|]\s*|\s+[-–—]\s+|\s+\bat\b\s+|\s+@\s+|\s*\(|\)\s*")
_KEPT_PARTS = 3
_FAMILY_FIRST = re.compile(r"[^\s,;|()]+,\s*[^\s,;|()]+")
_WRITTEN_TITLES = """
    manager director founder cofounder ceo cto cfo coo head lead engineer designer developer consultant vp
    analyst officer partner president professor dr student researcher architect editor writer teacher coach
    owner chair intern assistant associate scientist nurse lawyer accountant producer curator chef
"""
_WORDS_OF_TITLES = frozenset(_WRITTEN_TITLES.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendeeList:
    """Who is on the list, in its order, each once; and the rows that are nobody, each with why."""

    guests: tuple[Guest, ...]
    refused: tuple[Refused, ...] = ()


def read_attendees(text: str) -> AttendeeList:
    """The guests in a text. Raises Invalid where it is empty, or holds more than an event can."""
    if not text.strip():
        raise Invalid("There is nobody on this list; paste lines like “Ana Silva, Foz <ana@foz.example>”.")
    found = list(islice(_found(text.removeprefix("\ufeff")), MOST_LINES + 1))
    guests: dict[str, Guest] = {}
    for one in found:
        if isinstance(one, Guest):
            guests.setdefault(_identity(one), one)
    if len(guests) > MOST_GUESTS:
        raise Invalid(
            f"This list has more than {MOST_GUESTS:,} people; bring the part that you want to look at."
        )
    if len(found) > MOST_LINES:
        raise Invalid(
            f"This list has more than {MOST_LINES:,} lines; bring the part that you want to look at."
        )
    refused = tuple(one for one in found if isinstance(one, Refused))
    if not guests and not refused:
        raise Invalid(
            "Nobody can be read from this list; paste lines like “Ana Silva, Foz <ana@foz.example>”."
        )
    return AttendeeList(guests=tuple(guests.values()), refused=refused)


def _found(text: str) -> Iterator[Guest | Refused]:
    head = text.encode("utf-8", "replace")[:_HEAD]
    if begins_a_calendar(head):
        yield from guests_in(text)
    elif (table := _table(head)) is not None:
        yield from _rows(text, table)
    else:
        yield from _lines(text)


def _table(head: bytes) -> PeopleTable | None:
    """The table in a text; lines of people whose first is no header are none."""
    first = head.decode("utf-8", "replace").strip().splitlines()[0]
    if _MAIL.search(first):
        return None
    return find_people_table(head) if any(layout.columns for layout in possible_layouts(head)) else None


def _rows(text: str, table: PeopleTable) -> Iterator[Guest | Refused]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_text(text, encoding="utf-8", newline="")
        understand = people_as(path, table.proposal, table.layout)
        for found in read_table(path, lambda _: table.layout, lambda _: understand):
            yield found if isinstance(found, Refused) else _of_person(found)


def _of_person(found: FoundPerson) -> Guest:
    mails = [one.value for one in found.handles if one.kind is HandleKind.EMAIL]
    others = [one.value for one in found.handles]
    return Guest(
        name=found.person.name,
        organization=found.person.organization,
        title=found.person.title,
        address=(mails + others + [""])[0],
        said={"note": found.person.note} if found.person.note else {},
    )


def _lines(text: str) -> Iterator[Guest | Refused]:
    for number, written in enumerate(text.splitlines(), 1):
        line = tidy(clean_cell(written).replace("\t", " | "))
        if not line:
            continue
        if len(line) > _LONGEST_LINE:
            yield Refused(place=f"line {number}", reason="is too long for one person; give each a line")
            continue
        guest = _of_line(line)
        if guest is None:
            yield Refused(place=f"line {number}", reason="names nobody; write a name or an address")
        else:
            yield guest


def _of_line(line: str) -> Guest | None:
    said = {"line": line}
    rest = _BEFORE.sub("", line, count=1) if _BEFORE.match(line) else line
    mail = _MAIL.search(rest)
    address = mail[1] if mail else ""
    if mail:
        rest = rest[: mail.start()] + " " + rest[mail.end() :]
    parts = [part.strip(" \"'“”") for part in _PARTS.split(rest) if part.strip(" \"'“”")][:_KEPT_PARTS]
    if not address and not any(any(map(str.isalpha, part)) for part in parts):
        return None
    name, *others = _in_spoken_order(parts, written=rest, address=address) or [""]
    title, organization = _told_apart(others)
    return Guest(name=name[:LONGEST_NAME], organization=organization, title=title, address=address, said=said)


def _in_spoken_order(parts: list[str], *, written: str, address: str) -> list[str]:
    """“Müller, Jörg” as Jörg Müller: of two words with a comma between, the second is the given name.

    Not where it is a title, or in capitals, as an abbreviation is; and beside an address only where that
    has it before its “@”.
    """
    if len(parts) != 2 or not _FAMILY_FIRST.fullmatch(written.strip()):
        return parts
    family, given = parts
    is_name = given[0].isupper() and not given.isupper() and not _is_title(given)
    in_address = folded(given) in folded(address.partition("@")[0])
    return [f"{given} {family}"] if is_name and (in_address or not address) else parts


def _told_apart(others: list[str]) -> tuple[str, str]:
    """Title and organization: which of two is which, their words say."""
    if not others:
        return "", ""
    if len(others) == 1:
        return (others[0], "") if _is_title(others[0]) else ("", others[0])
    one, other = others[:2]
    return (other, one) if _is_title(other) and not _is_title(one) else (one, other)


def _is_title(text: str) -> bool:
    return bool({word.casefold().strip(".") for word in text.replace("-", "").split()} & _WORDS_OF_TITLES)


def _identity(guest: Guest) -> str:
    return guest.address.casefold() or f"{guest.name.casefold()}\n{guest.organization.casefold()}"

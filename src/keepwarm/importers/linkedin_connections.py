"""LinkedIn's `Connections.csv`, in each form that it has had.

A connection is a way to reach somebody and no conversation: nothing here becomes an interaction.
"""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Person
from keepwarm.domain.sources import FoundPerson, Refused
from keepwarm.domain.text import folded
from keepwarm.formats.csv_people import find_table, read_people
from keepwarm.formats.english_months import find_day_in_words
from keepwarm.formats.linkedin_cells import (
    HIDDEN,
    HIDDEN_NAME,
    PAGE,
    find_slug,
    mail_addresses,
    own_id,
    plain_name,
    profiles,
)
from keepwarm.formats.spoken_names import full_name, short

NAME = "LinkedIn connections"

_HEADERS = (("firstname", "lastname", "connectedon"),)


def recognises(path: Path, head: bytes) -> bool:
    """A table with names and the day of connecting, with or without words above its header."""
    return path.is_file() and find_table(head, _HEADERS) is not None


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundPerson | Refused]:  # noqa: ARG001 (days have no time)
    """Each row as a contact, in the order of the file, or why it is none."""
    return read_people(path, _HEADERS, partial(_connection, Counter()))


def _connection(seen: Counter[str], place: str, cells: dict[str, str]) -> FoundPerson:
    given, family = short(cells["firstname"]), plain_name(cells["lastname"])
    slug = find_slug(cells.get("url", ""))
    handles = (*profiles(slug), *mail_addresses(cells.get("emailaddress", "")))
    if f"{given} {family}" == HIDDEN_NAME and not handles:
        raise Invalid(HIDDEN)
    name = full_name(given=given, family=family) or (handles[-1].value.removeprefix(PAGE) if handles else "")
    if not name:
        only_a_day = not any(cell for column, cell in cells.items() if column != "connectedon")
        raise Invalid(HIDDEN if only_a_day else "has neither a name nor an address; add one of them")
    day = _day(cells["connectedon"])
    person = Person(
        name=name,
        given=given,
        family=family,
        organization=short(cells.get("company", "")),
        title=short(cells.get("position", "")),
        note=f"Connected on LinkedIn: {day}" if day else "",
    )
    without_profile = _uid_without_profile(name, day, seen)
    if not slug:
        return FoundPerson(place=place, person=person, handles=handles, uid=without_profile)
    in_older_files = (without_profile,) if without_profile else ()
    return FoundPerson(
        place=place, person=person, handles=handles, uid=own_id(slug), other_uids=in_older_files
    )


def _day(written: str) -> str:
    """`08 Feb 2026` as 2026-02-08; a day in another language or order stays as it was written."""
    found = find_day_in_words(written)
    return short(written) if found is None else str(found)


def _uid_without_profile(name: str, day: str, seen: Counter[str]) -> str:
    """Name and day, which stay when firm and position change; numbered where a file has them twice.

    Files had no profiles before mid-2023, and mostly no e-mail addresses either.
    """
    if not day:
        return ""
    both = short(f"{folded(name)} {day}")
    seen[both] += 1
    return f"linkedin:{both}" if seen[both] == 1 else f"linkedin:{both}:{seen[both]}"

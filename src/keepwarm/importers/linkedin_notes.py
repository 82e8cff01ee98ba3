"""LinkedIn's `Notes.csv`: what the owner has written down there about people."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Person
from keepwarm.domain.sources import FoundPerson, Refused
from keepwarm.formats.csv_people import find_table, read_people
from keepwarm.formats.linkedin_cells import HIDDEN, HIDDEN_NAME, find_slug, own_id, plain_name, profiles
from keepwarm.formats.spoken_names import full_name, short
from keepwarm.formats.vcard_text import plain

NAME = "LinkedIn notes"

_HEADERS = (("connectionfirstname", "connectionlastname", "note"),)


def recognises(path: Path, head: bytes) -> bool:
    """A table with the names of connections and a note."""
    return path.is_file() and find_table(head, _HEADERS) is not None


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundPerson | Refused]:  # noqa: ARG001 (no time of a note is read)
    """Each row as a person with a note, in the order of the file, or why it is none."""
    return read_people(path, _HEADERS, _noted)


def _noted(place: str, cells: dict[str, str]) -> FoundPerson:
    given, family = short(cells["connectionfirstname"]), plain_name(cells["connectionlastname"])
    slug = find_slug(cells.get("connectionprofileurl", ""))
    name = full_name(given=given, family=family)
    if not slug and name in ("", HIDDEN_NAME):
        raise Invalid(HIDDEN)
    note = plain(cells["note"])
    if not note:
        raise Invalid("has no note; nothing is to be done")
    person = Person(name=name or slug, given=given, family=family, note=note)
    return FoundPerson(place=place, person=person, handles=tuple(profiles(slug)), uid=own_id(slug))

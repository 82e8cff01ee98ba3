"""Google Contacts as CSV: the form until 2024 (`Given Name`, `E-mail 1 - Type`) and the one since."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.people import Person
from keepwarm.domain.sources import FoundPerson, Refused
from keepwarm.formats.contact_cells import contact
from keepwarm.formats.csv_people import find_table, read_people
from keepwarm.formats.google_cells import first_value, handles_in, several
from keepwarm.formats.google_details import details_in
from keepwarm.formats.spoken_names import full_name, short, sounded_name
from keepwarm.formats.vcard_dates import find_date
from keepwarm.formats.vcard_text import plain

NAME = "Google Contacts CSV"

_HEADERS = (
    ("givenname", "familyname", "groupmembership"),
    ("firstname", "lastname", "fileas", "labels"),
    *(
        (name, value)
        for name in ("name", "givenname", "firstname")
        for value in ("e-mail1-value", "phone1-value")
    ),
)
_NAMES = (
    ("firstname", "givenname"),
    ("lastname", "familyname"),
    ("middlename", "additionalname"),
    ("nameprefix",),
    ("namesuffix",),
)
_PHONETIC = (
    ("phoneticfirstname", "givennameyomi"),
    ("phoneticmiddlename", "additionalnameyomi"),
    ("phoneticlastname", "familynameyomi"),
)


def recognises(path: Path, head: bytes) -> bool:
    """A table with Google's names for columns, some of which may have been taken out."""
    return path.is_file() and find_table(head, _HEADERS) is not None


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundPerson | Refused]:  # noqa: ARG001 (days have no time)
    """Each row as a contact, in the order of the file, or why it is none. Google writes no ids."""
    return read_people(path, _HEADERS, _contact)


def _contact(place: str, cells: dict[str, str]) -> FoundPerson:
    handles = handles_in(cells)
    given, family, middle, prefix, suffix = (short(_either(cells, *names)) for names in _NAMES)
    organization = short(first_value(_either(cells, "organizationname", "organization1-name")))
    named = full_name(given=given, family=family, prefix=prefix, middle=middle, suffix=suffix)
    nickname = short(", ".join(several(cells.get("nickname", ""))))
    person = Person(
        name=named or short(_either(cells, "name", "fileas")) or nickname or organization,
        given=given,
        family=family,
        prefix=prefix,
        middle=middle,
        suffix=suffix,
        nickname=nickname,
        phonetic=_phonetic(cells, family),
        organization=organization,
        title=short(first_value(_either(cells, "organizationtitle", "organization1-title"))),
        birthday=find_date(cells.get("birthday", "")),
        note=plain(cells.get("notes", "")),
    )
    return contact(place, person, handles, details_in(cells, person))


def _phonetic(cells: dict[str, str], family: str) -> str:
    """How the name sounds, from its parts, else as a whole."""
    first, middle, last = (_either(cells, *names) for names in _PHONETIC)
    sounded = sounded_name(given=first, middle=middle, family=last, written=family)
    return sounded or short(cells.get("yominame", ""))


def _either(cells: dict[str, str], *names: str) -> str:
    """What the first of these columns says that says anything."""
    return next(filter(None, (cells.get(name, "") for name in names)), "")

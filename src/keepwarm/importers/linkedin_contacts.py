"""LinkedIn's `Contacts.csv` and `ImportedContacts.csv`: the address books that its app was once given.

Most columns are plural (`Emails`, `Companies`), and their cells may hold several values.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.details import Details, Role
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.domain.sources import FoundPerson, Refused
from keepwarm.formats.contact_cells import contact, each_once, find_cell_handle, one_line
from keepwarm.formats.csv_people import find_table, read_people
from keepwarm.formats.linkedin_cells import find_slug, mail_addresses, own_id, plain_name, profiles
from keepwarm.formats.spoken_names import full_name, short
from keepwarm.formats.vcard_dates import find_date

NAME = "LinkedIn contacts"

_HEADERS = (
    ("firstname", "lastname", "emails", "phonenumbers"),
    ("fullname", "emails", "phonenumbers", "createdat"),
)
_COMMAS_TOO = re.compile(r"[,;\n]|\s\|\s")
_SEMICOLONS = re.compile(r"[;\n]|\s\|\s")
_BLANKS_TOO = re.compile(r"[,;\s|]+")
_PARAGRAPHS = re.compile(r";|\n\s*\n|\s\|\s")
_SERVICE = re.compile(r"([A-Za-z][A-Za-z ]{1,20}):\s*(\S.*)")


def recognises(path: Path, head: bytes) -> bool:
    """A table with names, and with e-mail addresses and numbers in the plural."""
    return path.is_file() and find_table(head, _HEADERS) is not None


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundPerson | Refused]:  # noqa: ARG001 (days have no time)
    """Each row as a contact, in the order of the file, or why it is none."""
    return read_people(path, _HEADERS, _contact)


def _contact(place: str, cells: dict[str, str]) -> FoundPerson:
    given, family = short(cells.get("firstname", "")), plain_name(cells.get("lastname", ""))
    named = full_name(given=given, family=family)
    companies = [short(part) for part in _several(_SEMICOLONS, cells.get("companies", ""))]
    slugs = [slug for part in _several(_BLANKS_TOO, cells.get("profiles", "")) if (slug := find_slug(part))]
    person = Person(
        name=named or plain_name(cells.get("fullname", "")),
        given=given,
        family=family,
        organization=next(iter(companies), ""),
        title=short(cells.get("title", "")),
        birthday=find_date(cells.get("birthday", "")),
    )
    found = contact(place, person, each_once(_handles(cells)))
    roles = tuple(Role(organization=company) for company in dict.fromkeys(companies[1:]))
    uids = [own_id(slug) for slug in dict.fromkeys(slugs)]
    return FoundPerson(
        place=found.place,
        person=found.person,
        handles=found.handles,
        uid=next(iter(uids), ""),
        other_uids=tuple(uids[1:]),
        details=Details(roles=roles),
    )


def _handles(cells: dict[str, str]) -> Iterator[Handle | None]:
    """All ways to reach somebody: pages of LinkedIn first, as in its other files."""
    pages = _several(_BLANKS_TOO, cells.get("profiles", ""))
    for page in pages:
        yield from profiles(find_slug(page))
    for mail in _several(_BLANKS_TOO, cells.get("emails", "")):
        yield from mail_addresses(mail)
    for number in _several(_COMMAS_TOO, cells.get("phonenumbers", "")):
        yield find_cell_handle(HandleKind.PHONE, number)
    for written in _several(_COMMAS_TOO, cells.get("instantmessagehandles", "")):
        yield _chat(written)
    for address in _several(_PARAGRAPHS, cells.get("addresses", "")):
        yield find_cell_handle(HandleKind.ADDRESS, one_line(address.splitlines()))
    for page in (*pages, *_several(_BLANKS_TOO, cells.get("sites", ""))):
        if not find_slug(page):
            yield find_cell_handle(HandleKind.PROFILE, page)


def _chat(written: str) -> Handle | None:
    """A name in a messenger, with the messenger where it stands before a colon (`Skype: ann`)."""
    found = _SERVICE.fullmatch(written)
    service, name = (found[1].strip().lower(), found[2]) if found else ("", written)
    return find_cell_handle(HandleKind.CHAT, name, service=service)


def _several(between: re.Pattern[str], cell: str) -> list[str]:
    return [value for part in between.split(cell) if (value := part.strip())]

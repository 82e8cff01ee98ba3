"""A card for a person who never had one: vCard 3.0, which every program reads, or 4.0."""

import base64
from collections.abc import Iterator, Sequence

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import NO_DETAILS, Details
from keepwarm.domain.people import Handle, Person
from keepwarm.formats.spoken_names import sounded_name
from keepwarm.formats.vcard_convert_values import media_row
from keepwarm.formats.vcard_dates import date_row
from keepwarm.formats.vcard_handle_rows import handle_rows, is_uri
from keepwarm.formats.vcard_known import OWN_KEPT
from keepwarm.formats.vcard_rows import Row, Version, row_bytes
from keepwarm.formats.vcard_text import escape, plain, tidy
from keepwarm.formats.vcard_uids import is_uuid
from keepwarm.formats.vcard_write_details import detail_rows, group_rows, own_department, role_rows


def write_card(
    person: Person,
    handles: Sequence[Handle],
    uid: str,
    *,
    version: Version = "3.0",
    details: Details = NO_DETAILS,
    kept: Sequence[tuple[str, str]] = (),
) -> bytes:
    r"""The card of a person, CRLF at the end of each line, folded at 75 octets.

    No value can begin a line: the note keeps its line breaks as `\n` (CR, CRLF, vertical tab, form feed
    and the Unicode line ends become one), every other value becomes one line with single spaces, and
    control characters are dropped, since vCard has no way to write them. Of the details, facts, favours,
    promises and steps, which are the owner's own, are not written, nor is the standing. `kept` are cells of a
    table that have no place in a card, each with the title of its column.
    """
    return b"".join(map(row_bytes, _rows(person, handles, plain(uid), version, details, kept)))


def _rows(
    person: Person,
    handles: Sequence[Handle],
    uid: str,
    version: Version,
    details: Details,
    kept: Sequence[tuple[str, str]],
) -> Iterator[Row]:
    yield Row(name="BEGIN", value="VCARD")
    yield Row(name="VERSION", value=version)
    yield _uid(uid, version)
    yield from group_rows(details, version)
    yield Row(name="FN", value=_text(person.name))
    yield from _names(person)
    yield from _position(person, details)
    if person.birthday is not None:
        yield _birthday(person.birthday, version)
    for number, handle in enumerate(handles, start=1):
        yield from handle_rows(handle, version, f"item{number}")
    yield from role_rows(details, person, len(handles) + 1)
    yield from detail_rows(details, version, len(handles) + len(details.roles) + 1)
    if details.photo:
        coded = base64.b64encode(details.photo).decode()
        yield media_row(Row(name="PHOTO", value=coded, params=(("ENCODING", "b"),)), version)
    if person.note:
        yield Row(name="NOTE", value=escape(plain(person.note)))
    for column, cell in kept:
        if text := plain(cell):
            yield Row(name=OWN_KEPT, value=escape(text), params=(("X-COLUMN", tidy(column)),))
    yield Row(name="END", value="VCARD")


def _uid(uid: str, version: Version) -> Row:
    """UID, in 4.0 a URI, which says so where it is none (RFC 6350, 6.7.6)."""
    if version == "4.0" and is_uuid(uid):
        return Row(name="UID", value=f"urn:uuid:{uid}")
    as_text = version == "4.0" and not is_uri(uid)
    return Row(name="UID", value=escape(uid), params=(("VALUE", "text"),) if as_text else ())


def _names(person: Person) -> Iterator[Row]:
    parts = (person.family, person.given, person.middle, person.prefix, person.suffix)
    yield Row(name="N", value=";".join(map(_text, parts)))
    if tidy(person.nickname):
        yield Row(name="NICKNAME", value=_text(person.nickname))
    first, last = _phonetic_parts(person)
    if first:
        yield Row(name="X-PHONETIC-FIRST-NAME", value=escape(first))
    if last:
        yield Row(name="X-PHONETIC-LAST-NAME", value=escape(last))


def _phonetic_parts(person: Person) -> tuple[str, str]:
    """How the given and the family name sound; the two read again as the whole, wherever the cut is."""
    whole, family = tidy(person.phonetic), tidy(person.family)
    if not family or not tidy(person.given) or " " not in whole:
        return ("", whole) if family and not tidy(person.given) else (whole, "")
    western = whole.rpartition(" ")
    if sounded_name(given=western[0], family=western[2], written=family) == whole:
        return western[0], western[2]
    eastern = whole.partition(" ")
    return eastern[2], eastern[0]


def _position(person: Person, details: Details) -> Iterator[Row]:
    if person.organization:
        department = own_department(details, person)
        parts = [person.organization, department] if department else [person.organization]
        yield Row(name="ORG", value=";".join(map(_text, parts)))
    if person.title:
        yield Row(name="TITLE", value=_text(person.title))


def _birthday(on: PartialDate, version: Version) -> Row:
    params, value = date_row(on, version)
    return Row(name="BDAY", value=value, params=params)


def _text(value: str) -> str:
    return escape(tidy(value))

"""A card for a person who never had one: vCard 3.0, which every program reads, or 4.0."""

from collections.abc import Iterator, Sequence

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.people import Handle, Person
from keepwarm.formats.vcard_dates import date_row
from keepwarm.formats.vcard_handle_rows import handle_rows, is_uri
from keepwarm.formats.vcard_rows import Row, Version, row_bytes
from keepwarm.formats.vcard_text import escape, plain, tidy


def write_card(person: Person, handles: Sequence[Handle], uid: str, *, version: Version = "3.0") -> bytes:
    r"""The card of a person, CRLF at the end of each line, folded at 75 octets.

    No value can begin a line: the note keeps its line breaks as `\n` (CR, CRLF, vertical tab, form feed
    and the Unicode line ends become one), every other value becomes one line with single spaces, and
    control characters are dropped, since vCard has no way to write them. The standing, which is the
    owner's own word, is not written.
    """
    return b"".join(map(row_bytes, _rows(person, handles, plain(uid), version)))


def _rows(person: Person, handles: Sequence[Handle], uid: str, version: Version) -> Iterator[Row]:
    yield Row(name="BEGIN", value="VCARD")
    yield Row(name="VERSION", value=version)
    # UID of 4.0 is a URI, and says so where it is not (RFC 6350, 6.7.6).
    as_text = version == "4.0" and not is_uri(uid)
    yield Row(name="UID", value=escape(uid), params=(("VALUE", "text"),) if as_text else ())
    yield Row(name="FN", value=_text(person.name))
    yield Row(name="N", value=f"{_text(person.family)};{_text(person.given)};;;")
    if person.organization:
        yield Row(name="ORG", value=_text(person.organization))
    if person.title:
        yield Row(name="TITLE", value=_text(person.title))
    if person.birthday is not None:
        yield _birthday(person.birthday, version)
    for number, handle in enumerate(handles, start=1):
        yield from handle_rows(handle, version, f"item{number}")
    if person.note:
        yield Row(name="NOTE", value=escape(plain(person.note)))
    yield Row(name="END", value="VCARD")


def _birthday(on: PartialDate, version: Version) -> Row:
    params, value = date_row(on, version)
    return Row(name="BDAY", value=value, params=params)


def _text(value: str) -> str:
    return escape(tidy(value))

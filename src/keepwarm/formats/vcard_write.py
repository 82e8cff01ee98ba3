"""A card for a person who never had one: vCard 3.0, which every program reads."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.formats.vcard_text import escape, plain, tidy

_FOLD_AT = 75
"""Octets of a line without its end (RFC 2426, 2.6)."""

_PLACES = frozenset({"home", "work", "other"})
_TYPES = {
    HandleKind.PHONE: frozenset({"home", "work", "cell", "fax", "pager", "car", "main"}),
    HandleKind.EMAIL: _PLACES,
    HandleKind.ADDRESS: _PLACES,
    HandleKind.CHAT: _PLACES,
    HandleKind.PROFILE: _PLACES,
}
_YEARS_THAT_MEAN_NONE = (1, 1604)


def write_card(person: Person, handles: Sequence[Handle], uid: str) -> bytes:
    r"""The card of a person, CRLF at the end of each line, folded at 75 octets.

    No value can begin a line: the note keeps its line breaks as `\n` (CR, CRLF, vertical tab, form feed
    and the Unicode line ends become one), every other value becomes one line with single spaces, and
    control characters are dropped, since vCard has no way to write them. The standing, which is the
    owner's own word, is not written.
    """
    rows = ["BEGIN:VCARD", "VERSION:3.0", f"UID:{escape(plain(uid))}"]
    rows.append(f"FN:{_text(person.name)}")
    rows.append(f"N:{_text(person.family)};{_text(person.given)};;;")
    if person.organization:
        rows.append(f"ORG:{_text(person.organization)}")
    if person.title:
        rows.append(f"TITLE:{_text(person.title)}")
    if person.birthday is not None:
        rows.append(_birthday(person.birthday))
    for number, handle in enumerate(handles, start=1):
        rows.extend(_handle(handle, f"item{number}."))
    if person.note:
        rows.append(f"NOTE:{escape(plain(person.note))}")
    rows.append("END:VCARD")
    return b"".join(piece + b"\r\n" for row in rows for piece in _folded(row.encode("utf-8", "replace")))


def _text(value: str) -> str:
    return escape(tidy(value))


def _birthday(on: PartialDate) -> str:
    """A whole date; Apple's form where the year is unknown; else text, as 3.0 knows no partial dates."""
    if on.month is not None and on.day is not None:
        if on.year is None:
            return f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-{on.month:02d}-{on.day:02d}"
        if on.year not in _YEARS_THAT_MEAN_NONE:
            return f"BDAY;VALUE=date:{on}"
    return f"BDAY;VALUE=text:{on}"


def _handle(handle: Handle, group: str) -> Iterator[str]:
    """The line of a handle, and its label in a line of its own where no TYPE says it."""
    label = tidy(handle.label)
    words = label.split()
    types = ["INTERNET"] if handle.kind is HandleKind.EMAIL else []
    if len(set(words)) == len(words) and _TYPES[handle.kind].issuperset(words):
        types += map(str.upper, words)
        label = ""
    if handle.preferred:
        types.append("PREF")
    name, value = _property(handle)
    typed = f";TYPE={','.join(types)}" if types else ""
    yield f"{group if label else ''}{name}{typed}:{value}"
    if label:
        yield f"{group}X-ABLabel:{escape(label)}"


def _property(handle: Handle) -> tuple[str, str]:
    """The name of the property with the service, and the value as it is written."""
    text = tidy(handle.value)
    service = _parameter(tidy(handle.service))
    if handle.kind is HandleKind.PHONE:
        return "TEL", escape(text)
    if handle.kind is HandleKind.EMAIL:
        return "EMAIL", escape(text)
    if handle.kind is HandleKind.ADDRESS:
        return "ADR", f";;{escape(text)};;;;"
    if handle.kind is HandleKind.CHAT:
        # `x-apple` is what address books use for a service that has no scheme of its own.
        scheme = tidy(handle.service).lower()
        known = scheme.isascii() and scheme.isalpha() and scheme not in ("http", "https")
        name = f"IMPP;X-SERVICE-TYPE={service}" if service else "IMPP"
        return name, f"{scheme if known else 'x-apple'}:{quote(text, safe='@+')}"
    # A URI is not escaped but for what would read as an escape or end the line.
    url = text.replace("\\", "\\\\")
    return (f"X-SOCIALPROFILE;SERVICE-TYPE={service}", url) if service else ("URL", url)


def _parameter(value: str) -> str:
    """A parameter's value, in quotes where it holds more than a word (RFC 6868 for what quotes cannot)."""
    if value.isascii() and value.isalnum():
        return value
    return f'"{value.replace("^", "^^").replace(chr(34), "^" + chr(39))}"' if value else ""


def _folded(row: bytes) -> Iterator[bytes]:
    """The physical lines of a row; a fold never cuts a character of UTF-8."""
    begin, room = 0, _FOLD_AT
    while len(row) - begin > room:
        end = begin + room
        while row[end] & 0xC0 == 0x80:
            end -= 1
        yield (b" " if begin else b"") + row[begin:end]
        begin, room = end, _FOLD_AT - 1  # the space that marks the fold counts too
    yield (b" " if begin else b"") + row[begin:]

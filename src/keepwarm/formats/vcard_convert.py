"""A foreign card with every line written anew, in vCard 3.0 or 4.0.

For output alone: the bytes that came in are what is stored. What the other version calls or writes
differently is converted (RFC 6350, appendix A, and the habits of address books); every other property,
its group and its parameters stay as they are. All text becomes UTF-8.
"""

from urllib.parse import quote, unquote

from keepwarm.formats.vcard import read_card
from keepwarm.formats.vcard_lines import find_version
from keepwarm.formats.vcard_rows import Row, Version, row_bytes
from keepwarm.formats.vcard_source import Nested, source_rows
from keepwarm.formats.vcard_text import escape, unescape
from keepwarm.formats.vcard_to_3 import missing_in_3, to_3
from keepwarm.formats.vcard_to_4 import missing_in_4, to_4

_IN_A_URI = "data:text/vcard;charset=utf-8,"
_DEEPEST = 5
"""Cards inside one another that are converted; those further down go along as they are."""

_DEEPEST_TEXT = 2
"""Each card inside another doubles the backslashes of 3.0; further down a URI keeps that small."""


def convert_card(raw: bytes, version: Version) -> bytes:
    """The card in this version: CRLF, UTF-8, folded at 75 octets. Reads what it can and never raises.

    Blank lines, comments and words that are no property do not come along. A version demands some
    properties that others do not (FN; in 3.0 also N): they are made from what the card says.
    """
    return _converted(raw, version, 0)


def _converted(raw: bytes, version: Version, depth: int) -> bytes:
    rows = [
        _agent(row.raw, version, depth) if isinstance(row, Nested) else _known_agent(row, version, depth)
        for row in source_rows(raw)
    ]
    person = read_card(raw).person
    name = "" if person is None else person.name
    if version == "4.0":
        rows = to_4(rows)
        rows += missing_in_4(rows, name)
    else:
        rows = to_3(rows, from_4=find_version(raw) == "4.0")
        rows += missing_in_3(rows, name)
    begin = (Row(name="BEGIN", value="VCARD"), Row(name="VERSION", value=version))
    return b"".join(map(row_bytes, (*begin, *rows, Row(name="END", value="VCARD"))))


def _agent(raw: bytes, version: Version, depth: int) -> Row:
    """The card of an agent, as the value of a property (RFC 2426, 3.5.4; RFC 6350, 6.6.6)."""
    card = _converted(raw, version, depth + 1) if depth < _DEEPEST else raw
    text = card.decode("utf-8", "replace")
    if version == "3.0" and depth < _DEEPEST_TEXT:
        return Row(name="AGENT", value=escape(text.replace("\r\n", "\n")))
    return Row(name="AGENT", value=_IN_A_URI + quote(text), params=(("VALUE", "uri"),))


def _known_agent(row: Row, version: Version, depth: int) -> Row:
    """An agent whose card is the value of its property, in this version."""
    if row.key != "AGENT" and not (row.key == "RELATED" and "agent" in row.types()):
        return row
    at_uri = row.value.lower().startswith(_IN_A_URI)
    text = unquote(row.value[len(_IN_A_URI) :]) if at_uri else unescape(row.value)
    if not text.upper().startswith("BEGIN:VCARD"):
        return row
    return _agent(text.encode("utf-8", "replace"), version, depth)

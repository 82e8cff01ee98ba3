"""One content line written into a foreign card, in the version, the character set and the line ends of it."""

import re
from collections.abc import Iterable

from keepwarm.formats.vcard_charset import find_bytes
from keepwarm.formats.vcard_head import Head, find_head
from keepwarm.formats.vcard_rows import AnyVersion, Row, folded, row_head
from keepwarm.formats.vcard_sheet import Entry, Sheet

_SEGMENT = re.compile(r';((?:[^;"]+|"[^"]*"|")*)')
_PLAIN_QP = frozenset(range(33, 127)) - {ord("=")}
_QP_WIDTH = 76
_BARE_ENCODINGS = ("QUOTED-PRINTABLE", "BASE64", "7BIT", "8BIT")


def write_row(sheet: Sheet, row: Row, ending: bytes) -> bytes:
    """A row that was not there before, its value escaped for the card's version."""
    head = row_head(row)
    if sheet.version == "2.1":
        head = "".join((f"{row.group}." if row.group else "", row.name, *_bare(row)))
    return write_line(sheet, head, row.value, ending)


def rewrite(sheet: Sheet, entry: Entry, value: str, *, head: str | None = None) -> bytes:
    """A line of the card with another value and, where one is given, another head.

    The bytes of a head that stays are not touched, unless they claim an encoding that cannot hold the value.
    """
    line = entry.line
    kept = sheet.raw[line.start : line.value - 1] if head is None and line.value > line.start else None
    return write_line(sheet, line.head if head is None else head, value, sheet.ending_of(entry.at), kept)


def write_line(sheet: Sheet, head: str, value: str, ending: bytes, kept: bytes | None = None) -> bytes:
    """The bytes of a line; `kept` are those of its head, where they may stay."""
    found = find_head(head) or Head(name=head)
    charset = found.charset or ("" if sheet.version == "2.1" else sheet.charset)
    encoded = find_bytes(value, charset)
    claimed = bool(found.charset) and encoded is not None
    needs = sheet.version == "2.1" and ("\n" in value or not (value.isascii() or claimed))
    quoted = found.quoted_printable or needs
    if encoded is None or found.base64 or (needs and not found.quoted_printable):
        # What the line claims cannot hold the value: the encodings are said anew.
        head = _claiming(
            head, quoted=quoted, utf8=encoded is None or not value.isascii(), version=sheet.version
        )
        encoded, kept = value.encode("utf-8", "replace"), None
    front = (find_bytes(head, sheet.charset) or head.encode("utf-8", "replace")) if kept is None else kept
    if quoted:
        return front + b":" + _quoted_printable(encoded, len(front) + 1, ending) + ending
    return _folded(front + b":" + encoded, sheet.version, ending) + ending


def segments(head: str) -> tuple[str, list[str]]:
    """A head cut before each parameter: group and name, and the parameters as they are written."""
    front, semicolon, rest = head.partition(";")
    return front, [found[1] for found in _SEGMENT.finditer(semicolon + rest)]


def joined(front: str, params: Iterable[str]) -> str:
    """The head of these parts."""
    return ";".join((front, *params))


def is_param(segment: str, *names: str) -> bool:
    """Whether a parameter as it is written has one of these names."""
    name, equals, _ = segment.partition("=")
    return bool(equals) and name.strip().upper() in names


def without_types(params: Iterable[str], unwanted_types: Iterable[str]) -> list[str]:
    """The parameters without some words of TYPE, also where these stand bare (vCard 2.1)."""
    unwanted = {form for word in unwanted_types for form in (word, f"x-{word}")}
    kept = []
    for segment in params:
        name, equals, values = segment.partition("=")
        if equals and is_param(segment, "TYPE"):
            words = values.strip().strip('"').split(",")
            left = [word for word in words if word.strip().lower() not in unwanted]
            quote = '"' if '"' in values else ""
            if left:
                kept.append(segment if left == words else f"{name}={quote}{','.join(left)}{quote}")
        elif equals or name.strip().lower() not in unwanted:
            kept.append(segment)
    return kept


def type_param(word: str, version: AnyVersion) -> str:
    """A word of TYPE as a parameter of its own."""
    if version == "2.1":
        return word.upper()
    return f"TYPE={word.upper() if version == '3.0' else word}"


def _bare(row: Row) -> Iterable[str]:
    """Parameters in the manner of vCard 2.1, which knows no quotes: types without a name."""
    for name, value in row.params:
        clean = re.sub(r'[;:,"\s]+', "-", value)
        yield f";{clean}" if name == "TYPE" else f";{name}={clean}"


def _claiming(head: str, *, quoted: bool, utf8: bool, version: AnyVersion) -> str:
    """The head without its encodings, saying those that the value is written in."""
    front, params = segments(head)
    kept = [
        segment
        for segment in params
        if not is_param(segment, "ENCODING", "CHARSET") and segment.strip().upper() not in _BARE_ENCODINGS
    ]
    if utf8 and (quoted or version == "2.1"):
        kept.append("CHARSET=UTF-8")
    if quoted:
        kept.append("ENCODING=QUOTED-PRINTABLE")
    return joined(front, kept)


def _quoted_printable(value: bytes, column: int, ending: bytes) -> bytes:
    """Soft breaks before column 76; neither a space nor a line break stands where it could be lost."""
    value = value.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    written = bytearray()
    for at, byte in enumerate(value):
        if column + 4 > _QP_WIDTH:
            written += b"=" + ending
            column = 0
        inside = column and at + 1 < len(value)
        token = bytes([byte]) if byte in _PLAIN_QP or (byte in b" \t" and inside) else b"=%02X" % byte
        written += token
        column += len(token)
    return bytes(written)


def _folded(row: bytes, version: AnyVersion, ending: bytes) -> bytes:
    # A fold of 2.1 may stand at a space only and readers differ on it; of other sets than UTF-8 it could
    # cut a character: neither is folded, which the standards allow.
    try:
        row.decode()
    except UnicodeDecodeError:
        return row
    return row if version == "2.1" else ending.join(folded(row))

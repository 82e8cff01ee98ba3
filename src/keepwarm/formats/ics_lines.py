"""The content lines of a calendar (RFC 5545, 3.1; vCalendar 1.0), one at a time, whatever the file's size."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from keepwarm.formats.vcard_charset import decode
from keepwarm.formats.vcard_head import Head, find_head
from keepwarm.formats.vcard_split import blocks_in_utf8

LONGEST_LINE = 64 * 1024
"""Bytes of one line that are read; an attachment in base64 is nothing that a meeting needs."""

_HEAD = re.compile(r'((?:[^":]++|"[^"]*+"|(?<=TZID=tzone):(?=//))*+):')
"""Exchange writes `TZID=tzone://Microsoft/Utc` without the quotes that its colon needs."""

_MARK = re.compile(rb"[ \t]*(?:BEGIN|END)[ \t]*:[ \t]*[A-Z0-9-]+[ \t]*", re.IGNORECASE)
_UTF8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A property: its name with its parameters, and its value with the escapes in place."""

    head: Head
    value: str

    def param(self, name: str) -> str:
        """The values of a parameter, parted by commas as they stood; empty where it has none."""
        return ", ".join(self.head.values(name))


def raw_lines(file: BinaryIO) -> Iterator[bytes]:
    """Each line with what continues it, without line ends; of a very long one the beginning.

    Folds continue it, and lines behind a soft break of quoted-printable; BEGIN and END never do. A blank
    line means nothing, not even between a line and its fold: some programs double their line ends.
    """
    held: list[bytes] = []
    size, is_quoted, is_soft = 0, False, False
    for line in _physical_lines(file):
        goes_on = is_soft and not _MARK.fullmatch(line)
        if goes_on or line[0] in b" \t":
            more = line if goes_on else line[1:]
        else:
            if logical := b"".join(held):
                yield logical
            more, held, size = line, [], 0
            is_quoted = _is_broken(line) and b"QUOTED-PRINTABLE" in line.partition(b":")[0].upper()
        is_soft = is_quoted and _is_broken(line)
        if size < LONGEST_LINE:
            held.append(more.rstrip(b" \t")[:-1] if is_soft else more)
            size += len(line)
    if logical := b"".join(held):
        yield logical


def read_line(raw: bytes) -> Line | None:
    """The property that a line holds, None where it can be none."""
    text = decode(raw[:LONGEST_LINE], "")
    found = _HEAD.match(text)
    front, colon, value = (found[1], ":", text[found.end() :]) if found else text.partition(":")
    head = find_head(front) if colon else None
    if head is not None and head.params and head.quoted_printable:
        value = decode(binascii.a2b_qp(value.encode("utf-8", "replace")), head.charset)
    return None if head is None else Line(head=head, value=value)


def _is_broken(line: bytes) -> bool:
    """Whether a soft break of quoted-printable may end the line."""
    return line.endswith((b"=", b" ", b"\t")) and line.rstrip(b" \t").endswith(b"=")


def _physical_lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines that are not blank; CR, LF and both in any number end one."""
    rest, is_first = b"", True
    for block in blocks_in_utf8(file):
        data = rest + block
        if is_first:
            data, is_first = data.removeprefix(_UTF8_MARK), False
        lines = data.splitlines()
        rest = lines.pop()[:LONGEST_LINE] if lines and not data.endswith((b"\n", b"\r")) else b""
        yield from filter(None, lines)
    if rest:
        yield rest

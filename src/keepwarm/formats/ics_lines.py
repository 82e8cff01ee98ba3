"""The content lines of a calendar (RFC 5545, 3.1), one at a time, whatever the size of the file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from keepwarm.formats.vcard_charset import decode
from keepwarm.formats.vcard_head import Head, find_head
from keepwarm.formats.vcard_split import blocks_in_utf8

LONGEST_LINE = 64 * 1024
"""Bytes of one line that are read; an attachment in base64 is nothing that a meeting needs."""

_HEAD = re.compile(r'((?:[^":]++|"[^"]*+")*+):')
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
    """Each line with the folds that continue it, without line ends; of a very long one the beginning.

    A blank line means nothing, not even between a line and its fold: some programs double their line ends.
    """
    held: list[bytes] = []
    size = 0
    for line in _physical_lines(file):
        if line[0] in b" \t":
            if size < LONGEST_LINE:
                held.append(line[1:])
                size += len(line)
            continue
        if held:
            yield b"".join(held)
        held, size = [line], len(line)
    if held:
        yield b"".join(held)


def read_line(raw: bytes) -> Line | None:
    """The property that a line holds, None where it can be none."""
    text = decode(raw[:LONGEST_LINE], "")
    found = _HEAD.match(text)
    front, colon, value = (found[1], ":", text[found.end() :]) if found else text.partition(":")
    head = find_head(front) if colon else None
    return None if head is None else Line(head=head, value=value)


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

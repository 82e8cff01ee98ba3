"""LDIF, the text form of a directory (RFC 2849): records of attributes, streamed, with their bytes kept."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

LARGEST_RECORD = 4 * 1024 * 1024
"""Bytes of one record with its photo; a larger one is passed over."""

_BOM = b"\xef\xbb\xbf"
_ATTRIBUTE = re.compile(rb"([A-Za-z][A-Za-z0-9_.-]*)((?:;[A-Za-z0-9-]+)*):([:<]?) *(.*)", re.DOTALL)
_VERSION = re.compile(rb"version: *\d+ *", re.IGNORECASE)
_BEGINS = re.compile(rb"dn::? *\S", re.IGNORECASE)
_PHONETIC = ";phonetic"
_FOLD = re.compile(rb"\r?\n ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record; `number` counts from 1. `values` has the texts of each attribute by its name in lower case.

    Options of an attribute (`cn;lang-ja`) are left out of its name, but that which says how it sounds:
    `cn;lang-ja;phonetic` is `cn;phonetic`. What cannot be decoded, and what an address points to (`:<`),
    has no text; it stays in `raw`.
    """

    number: int
    values: dict[str, list[str]]
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLarge:
    """A record that is larger than LARGEST_RECORD."""

    number: int


def looks_like_ldif(head: bytes) -> bool:
    """Whether the first line that says something, after comments and the version, is a dn."""
    lines = head.removeprefix(_BOM).splitlines()
    commented = False
    for line in lines:
        if line.startswith(b"#") or (commented and line.startswith(b" ")):
            commented = True
        elif line.strip() and not _VERSION.fullmatch(line):
            return _BEGINS.match(line) is not None
        else:
            commented = False
    return False


def read_records(file: BinaryIO) -> Iterator[Record | TooLarge]:
    """The records of a file in order; comments between them and the line of the version are none."""
    number = 0
    for block in _blocks(file):
        if block is None:
            number += 1
            yield TooLarge(number=number)
        elif (values := _find_values(block)) is not None:
            number += 1
            yield Record(number=number, values=values, raw=block.rstrip(b"\r\n"))


def _blocks(file: BinaryIO) -> Iterator[bytes | None]:
    """The bytes of each record, up to a blank line or the next dn; None for one that is too large."""
    lines: list[bytes] = []
    size, named = 0, False
    for line in _lines(file):
        begins = _BEGINS.match(line) is not None
        if not line.strip(b"\r\n") or (begins and named):
            yield from _block(lines, size)
            lines, size, named = [], 0, False
        size += len(line)
        named = named or begins
        if size <= LARGEST_RECORD:
            lines.append(line)
    yield from _block(lines, size)


def _block(lines: list[bytes], size: int) -> Iterator[bytes | None]:
    if size > LARGEST_RECORD:
        yield None
    elif lines:
        yield b"".join(lines).lstrip(b"\r\n")


def _lines(file: BinaryIO) -> Iterator[bytes]:
    first = True
    while line := file.readline(LARGEST_RECORD):
        yield line.removeprefix(_BOM) if first else line
        first = False


def written_values(record: bytes) -> Iterator[tuple[str, str]]:
    """Each value of a record beside its attribute as it was written, in order.

    What cannot be decoded stands as it was written; so does the address of what lies elsewhere.
    """
    for name, options, kind, written in _attributes(record):
        yield f"{name}{options}", _find_text(kind, written) or _decoded(written)


def _find_values(block: bytes) -> dict[str, list[str]] | None:
    """The texts by attribute; None where there are comments alone, or the version of the format."""
    values: dict[str, list[str]] = {}
    for name, options, kind, written in _attributes(block):
        sounds = _PHONETIC if _PHONETIC in options.lower() else ""
        texts = values.setdefault(f"{name.lower()}{sounds}", [])
        if text := _find_text(kind, written):
            texts.append(text)
    return values if values or any(_says_something(block)) else None


def _attributes(block: bytes) -> Iterator[tuple[str, str, bytes, bytes]]:
    """Name and options as written, the mark of how the value is written (`:`, `<` or none), the value."""
    for line in _says_something(block):
        if found := _ATTRIBUTE.fullmatch(line):
            yield found[1].decode("ascii"), found[2].decode("ascii"), found[3], found[4]


def _says_something(block: bytes) -> Iterator[bytes]:
    """The lines, unfolded, without comments, blank ones and the version of the format."""
    for line in _FOLD.sub(b"", block).splitlines():
        if line.strip() and not line.startswith(b"#") and not _VERSION.fullmatch(line):
            yield line


def _find_text(kind: bytes, written: bytes) -> str:
    """The text of a value; empty for what cannot be decoded, and for what lies elsewhere."""
    if kind == b"<":
        return ""
    try:
        return _decoded(base64.b64decode(written, validate=True) if kind else written)
    except binascii.Error:
        return ""


def _decoded(value: bytes) -> str:
    """UTF-8 as the standard has it, or Windows-1252 as old programs wrote it."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")

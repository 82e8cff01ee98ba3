"""A JSON file of any size as its brackets, colons, commas, strings and lines, in chunks."""

import re
from collections.abc import Iterator
from typing import BinaryIO

LONGEST_WORD = 256
"""Bytes of a string that are kept where it spans chunks."""

WIDEST_INDENT = 256
"""Blanks at the beginning of a line that are counted for certain."""

_CHUNK_BYTES = 1 << 18
_TOKEN = re.compile(
    rb'\n[ \t]*+|"[^"\\\r\n]*+(?:\\.[^"\\\r\n]*+)*+(")?|[{}\[\]:,]',
    re.DOTALL,
)
_REST_OF_STRING = re.compile(rb'[^"\\\r\n]*+(?:\\.[^"\\\r\n]*+)*+(")?', re.DOTALL)


def tokens_of(file: BinaryIO) -> Iterator[tuple[int, bytes, bool]]:
    """Brackets, colons, commas, strings and beginnings of lines: where each ends, what it is, if it is sound.

    A line begins with the end of the one before and its blanks. Of a string that spans chunks the
    beginning is kept; one without an end is not sound.
    """
    at, head = file.seek(0), b""
    while chunk := _read_chunk(file):
        begin = 0
        if head:
            rest = next(_REST_OF_STRING.finditer(chunk))  # which may be empty, and so is always there
            begin = rest.end()
            head = (head + rest[0][:LONGEST_WORD])[:LONGEST_WORD]
            if rest[1] is not None or begin < len(chunk):
                yield at + begin, head, rest[1] is not None
                head = b""
        for found in () if head else _TOKEN.finditer(chunk, begin):
            mark = found[0]
            sound = found[1] is not None or mark[:1] != b'"'
            if sound or found.end() < len(chunk):
                yield at + found.end(), mark[:LONGEST_WORD], sound
            else:
                head = mark[:LONGEST_WORD]
        at += len(chunk)
    if head:
        yield at, head, False


def _read_chunk(file: BinaryIO) -> bytes:
    """The next chunk, which ends neither behind a backslash that escapes nor in the blanks of a line."""
    chunk = file.read(_CHUNK_BYTES)
    if chunk.rstrip(b" \t").endswith(b"\n"):
        chunk += file.read(WIDEST_INDENT)
    backslashes = len(chunk) - len(chunk.rstrip(b"\\"))
    return chunk + file.read(1) if backslashes % 2 else chunk

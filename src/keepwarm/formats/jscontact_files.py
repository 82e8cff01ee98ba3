"""The JSContact cards of a file: one, a list of them, or one a line; in bounded memory.

A list may be of any length, and so may the lines; cards of many lines behind one another, which nobody
writes, are read to 16 MiB.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from keepwarm.formats.json_cards import TOO_LARGE, Cut, no_number
from keepwarm.formats.json_objects import Behind, Piece
from keepwarm.formats.json_stream import Cut as CutOff
from keepwarm.formats.json_stream import Found, Span, bytes_of, walk
from keepwarm.formats.vcard_split import LARGEST_CARD

_BOM = b"\xef\xbb\xbf"
_BLANK = b" \t\r\n"
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}:]', re.DOTALL)
_TYPES = (b'"Card"', b'"CardGroup"')
_DECODER = json.JSONDecoder(parse_constant=no_number)
_HEAD = 4096


def begins_cards(head: bytes) -> bool:
    """Whether an object with the type of a card stands in a file's first bytes, alone or in a list."""
    text = head.removeprefix(_BOM).lstrip(_BLANK)
    if text[:1] not in (b"{", b"["):
        return False
    of_a_card = 1 if text[:1] == b"{" else 2
    depth, before = 0, (b"", b"")
    for token in _TOKEN.finditer(text):
        mark = token[0]
        depth += (mark in (b"{", b"[")) - (mark in (b"}", b"]"))
        if mark in _TYPES and depth == of_a_card and before == (b'"@type"', b":"):
            return True
        before = (before[1], mark)
    return False


def split_jscontact(path: Path, *, largest: int = LARGEST_CARD) -> Iterator[Cut]:
    """The cards in their order, and at last what stands behind them. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(_HEAD).removeprefix(_BOM).lstrip(_BLANK)
        file.seek(0)
        if head[:1] == b"[":
            with path.open("rb") as cards:
                yield from _listed(file, cards, largest)
        elif _is_in_lines(file, largest):
            file.seek(0)
            yield from _lines(file, largest)
        else:
            file.seek(0)
            yield from _whole(file.read(largest + 1).removeprefix(_BOM), largest)


def _listed(file: BinaryIO, cards: BinaryIO, largest: int) -> Iterator[Cut]:
    """The objects of a list; their bytes are read from a second look at the file."""
    ended = True
    for event in walk(file, {()}):
        if isinstance(event, Found):
            yield _span(cards, event.span, largest)
        elif isinstance(event, CutOff):
            ended = False
    yield Behind(raw=b"", ended=ended)


def _span(cards: BinaryIO, span: Span, largest: int) -> Piece:
    if span.end - span.begin > largest:
        return TOO_LARGE
    return Piece(raw=bytes_of(cards, span), whole=span.whole)


def _is_in_lines(file: BinaryIO, largest: int) -> bool:
    """Whether one of the first two lines that say something is an object of its own."""
    said = (line for _ in range(_HEAD) if (line := file.readline(largest).removeprefix(_BOM).strip(_BLANK)))
    first, second = next(said, b""), next(said, b"")
    return first != b"{" and any(line[:1] == b"{" and _is_object(line) for line in (first, second))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _lines(file: BinaryIO, largest: int) -> Iterator[Cut]:
    while line := file.readline(largest + 1):
        if len(line) > largest and not line.endswith(b"\n"):
            while (more := file.readline(largest)) and not more.endswith(b"\n"):
                pass
            yield TOO_LARGE
        elif raw := line.removeprefix(_BOM).strip(_BLANK):
            yield Piece(raw=raw, whole=True)
    yield Behind(raw=b"", ended=True)


def _whole(content: bytes, largest: int) -> Iterator[Cut]:
    """One object after the other, of any number of lines; a damaged one takes the rest with it."""
    if len(content) > largest:
        yield TOO_LARGE
        return
    try:
        text = content.decode()
    except ValueError:
        yield Piece(raw=content, whole=False)
        return
    begin = len(text) - len(text.lstrip())
    while begin < len(text):
        try:
            _, end = _DECODER.raw_decode(text, begin)
        except (ValueError, RecursionError):
            yield Piece(raw=text[begin:].strip().encode(), whole=False)
            return
        yield Piece(raw=text[begin:end].encode(), whole=True)
        begin = len(text) - len(text[end:].lstrip())
    yield Behind(raw=b"", ended=True)

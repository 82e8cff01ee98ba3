"""The jCards of a file, in bounded memory: one, several in a list or behind one another.

A jCard begins with `["vcard",`, which cannot stand within a string of JSON, where quotes are escaped. So
damage to one never takes the next with it.
"""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from keepwarm.formats.json_cards import TOO_LARGE, Cut, no_number
from keepwarm.formats.json_objects import Behind, Piece
from keepwarm.formats.vcard_split import LARGEST_CARD

_BLOCK = 256 * 1024
_BEGIN = re.compile(rb'\[[ \t\r\n]{0,80}"vcard"[ \t\r\n]{0,80},', re.IGNORECASE)
_REACH = 200
"""More bytes than a beginning has."""

_FIRST = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*(?:"vcardstream"\s*,\s*)?)?' + _BEGIN.pattern, re.IGNORECASE
)
_DECODER = json.JSONDecoder(parse_constant=no_number)


def begins_jcards(head: bytes) -> bool:
    """Whether a file's first bytes begin a jCard, or a list of some."""
    return _FIRST.match(head) is not None


def split_jcards(file: BinaryIO, *, block: int = _BLOCK, largest: int = LARGEST_CARD) -> Iterator[Cut]:
    """The jCards in their order, and at last what stands behind them."""
    in_a_list = False
    behind = b""
    for at, segment in enumerate(_segments(file, block, largest)):
        if at == 0:
            in_a_list = b"[" in (segment or b"")
        elif segment is None:
            yield TOO_LARGE
        else:
            piece, behind = _card(segment)
            yield piece
    yield Behind(raw=behind, ended=not in_a_list or b"]" in behind)


def _segments(file: BinaryIO, block: int, largest: int) -> Iterator[bytes | None]:
    """What stands before the first jCard, then each up to the next; None for one that is too large."""
    held, searched, over, begun = b"", 0, False, False
    while chunk := file.read(block):
        held += chunk
        begin = 0
        for found in _BEGIN.finditer(held, searched):
            yield None if over else held[begin : found.start()]
            begin, over, begun = found.start(), False, True
        held = held[begin:]
        if len(held) > largest:
            over, begun, held = True, False, held[-_REACH:]
        # The beginning of the card that is held is not to be found again.
        searched = max(int(begun), len(held) - _REACH)
    yield None if over else held


def _card(segment: bytes) -> tuple[Piece, bytes]:
    """The card that a segment begins with, and what stands behind it."""
    try:
        text = segment.decode()
        _, end = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return Piece(raw=segment.rstrip(b" \t\r\n,"), whole=False), segment
    return Piece(raw=text[:end].encode(), whole=True), text[end:].encode()

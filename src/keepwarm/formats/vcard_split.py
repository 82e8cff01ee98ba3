"""Cards out of a file, one at a time: their bytes as they stand, and those that never end.

The rule of counting: a card begins with `BEGIN:VCARD` at the start of a line, right behind the
`END:VCARD` of another, or as the value of an AGENT; not inside a fold, nor behind a soft break of
quoted-printable. Each is counted from 1, and comes out once: whole, nested in a whole one, or broken.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import BinaryIO

from keepwarm.formats.vcard_lines import logical_end
from keepwarm.formats.vcard_marks import MARK_REACH, find_mark, mark_end

LARGEST_CARD = 16 * 1024 * 1024
"""Bytes of one card. A photo of ten megapixels takes four to eight of these mebibytes in base64."""

_MOST_INSIDE = 100
"""More cards than this inside one say that its END is missing, not that it holds them."""

_BLOCK = 256 * 1024
_KEPT_BEFORE = 256
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"B\0E\0", "utf-16-le"),
    (b"\0B\0E", "utf-16-be"),
)


class Flaw(StrEnum):
    """Why a card could not be taken out of the file whole."""

    NO_END = "no end"
    TOO_LARGE = "too large"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A card from BEGIN to END with the line end behind it, and the cards nested in it.

    `raw` is the card as it stands in the file; of a file in UTF-16 or UTF-32, the same in UTF-8.
    """

    number: int
    raw: bytes
    nested: tuple["Whole", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A card that begins and does not end as it should."""

    number: int
    flaw: Flaw


@dataclass(slots=True, kw_only=True)
class _Begun:
    """A card whose BEGIN was seen; offsets are those of the file."""

    number: int
    start: int
    end: int = -1
    inside: list["_Begun"] = field(default_factory=list)


def split_cards(
    file: BinaryIO, *, block: int = _BLOCK, largest: int = LARGEST_CARD
) -> Iterator[Whole | Broken]:
    """The cards of a file in the order of their BEGIN; never raises for what the bytes are.

    Holds one outermost card and a block at a time; a card of more than `largest` bytes is broken.
    """
    splitter = _Splitter(largest)
    for data in blocks_in_utf8(file, block):
        yield from splitter.take(data)
    yield from splitter.finish()


def in_utf8(head: bytes) -> bytes:
    """The first bytes of a file in UTF-8, whatever Unicode form its mark says."""
    return b"".join(_blocks_of(iter((head,)), head))


def blocks_in_utf8(file: BinaryIO, block: int = _BLOCK) -> Iterator[bytes]:
    """The bytes of a file from where it stands, in UTF-8 where its mark says another Unicode form."""
    first = file.read(max(block, 4))
    return _blocks_of(chain((first,), iter(lambda: file.read(block), b"")), first)


def _blocks_of(blocks: Iterator[bytes], first: bytes) -> Iterator[bytes]:
    name = next((name for bom, name in _BOMS if first[:4].upper().startswith(bom)), "")
    if not name:
        yield from blocks
        return
    decoder = codecs.getincrementaldecoder(name)(errors="replace")
    for data in blocks:
        yield decoder.decode(data).encode("utf-8", "replace")


class _Splitter:
    """What stands between two blocks: the bytes of the card at hand, and the cards begun and not ended."""

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._data = b""
        self._base = 0  # where `_data` begins in the file
        self._seen = 0  # up to here all marks were found
        self._line = 0  # where the line at `_seen` begins
        self._count = 0
        self._begun: list[_Begun] = []
        self._logical = 0  # where a content line of the card at hand begins, for soft breaks

    def take(self, data: bytes) -> Iterator[Whole | Broken]:
        """Go on with the next bytes of the file."""
        self._data += data
        yield from self._scan(self._base + len(self._data) - MARK_REACH)
        while self._begun and self._seen - self._begun[0].start > self._largest:
            yield from self._give_up(Flaw.TOO_LARGE)
        kept = self._begun[0].start if self._begun else max(self._seen - _KEPT_BEFORE, self._base)
        self._data = self._data[kept - self._base :]
        self._base = kept

    def finish(self) -> Iterator[Whole | Broken]:
        """Nothing more comes."""
        yield from self._scan(self._base + len(self._data))
        while self._begun:
            yield from self._give_up(Flaw.NO_END)

    def _scan(self, upto: int) -> Iterator[Whole | Broken]:
        """Find the marks that begin before `upto`; behind it not enough is known yet."""
        if upto <= self._seen:
            return  # too little came for a mark to be told from its beginning
        low = max(self._seen - _KEPT_BEFORE, self._base)
        lowered = self._data[low - self._base :].lower()
        at = self._seen - low
        limit = upto - low
        while 0 <= (found := lowered.find(b"vcard", at)) < limit:
            self._pass_lines(lowered, at, found, low)
            at = found + 5
            if 0 <= found - (self._line - low) <= _KEPT_BEFORE:
                yield from self._mark(self._line)
        self._pass_lines(lowered, at, max(limit, at), low)
        self._seen = max(upto, low + at)

    def _pass_lines(self, lowered: bytes, begin: int, end: int, low: int) -> None:
        line = max(lowered.rfind(b"\n", begin, end), lowered.rfind(b"\r", begin, end))
        if line >= 0:
            self._line = max(self._line, low + line + 1)

    def _mark(self, line: int) -> Iterator[Whole | Broken]:
        """Look at a line that may be a mark."""
        data, at = self._data, line - self._base
        while not self._begun and data[at : at + 1] in (b" ", b"\t"):
            at += 1
        mark = find_mark(data, at)
        if mark is None or (self._begun and self._is_continued(at)):
            return
        if mark["word"].upper() == b"BEGIN":
            yield from self._begin(self._base + mark.start("word"))
        else:
            yield from self._end(self._base + mark_end(data, mark))
        self._line = self._base + mark.end()  # another mark may follow on the same line

    def _begin(self, start: int) -> Iterator[Whole | Broken]:
        self._count += 1
        if not self._begun:
            self._logical = start
        self._begun.append(_Begun(number=self._count, start=start))
        if self._count - self._begun[0].number > _MOST_INSIDE:
            yield from self._give_up(Flaw.NO_END)

    def _end(self, end: int) -> Iterator[Whole | Broken]:
        if not self._begun:
            return
        card = self._begun.pop()
        card.end = end
        if self._begun:
            self._begun[-1].inside.append(card)
        elif end - card.start > self._largest:
            yield Broken(number=card.number, flaw=Flaw.TOO_LARGE)
            yield from map(self._whole, card.inside)
        else:
            yield self._whole(card)

    def _give_up(self, flaw: Flaw) -> Iterator[Whole | Broken]:
        """The outermost card does not end: those that ended inside it stand on their own."""
        card = self._begun.pop(0)
        yield Broken(number=card.number, flaw=flaw)
        yield from map(self._whole, card.inside)

    def _whole(self, card: _Begun) -> Whole:
        raw = self._data[card.start - self._base : card.end - self._base]
        return Whole(number=card.number, raw=raw, nested=tuple(map(self._whole, card.inside)))

    def _is_continued(self, at: int) -> bool:
        """Whether the line at `at` of the data goes on with a quoted-printable value before it."""
        if not self._data[max(at - MARK_REACH, 0) : at].rstrip(b" \t\r\n").endswith(b"="):
            return False
        logical = max(self._logical, self._begun[0].start) - self._base
        while logical < at:
            mark = find_mark(self._data, logical)
            logical = mark_end(self._data, mark) if mark is not None else logical_end(self._data, logical)
        self._logical = self._base + logical
        return logical > at

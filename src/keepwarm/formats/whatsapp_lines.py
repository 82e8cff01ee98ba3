"""The lines of a chat that WhatsApp exported: which begin a message, and what stands at the head of these.

Phones write the head in the manner of their language: `13/06/2018, 21:25 - `, `[13/06/18, 9:25:15 p. m.] `,
`2018/6/13 下午9:25 - `. What the parts of the day mean is decided for a file, in `whatsapp_days`.
"""

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TextIO

MARKS = "\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
"""Characters without a width, as a class of an expression: directions of writing, and byte order marks."""

_LONGEST_LINE = 65_536
_BLANKS = rf"[{MARKS}\s]{{0,2}}"
_PARTS = rf"{_BLANKS}[./\-年月년월]{_BLANKS}"
_MARKS = f"[{MARKS}]*+"  # gives none back: a line of nothing else would be tried in every division
_COLON = rf"{_MARKS}(?:[:.٫]|\sh\s|h){_MARKS}"
_HEAD = re.compile(
    rf"{_MARKS}(\[)?{_MARKS}(\d{{1,4}}){_PARTS}(\d{{1,2}}){_PARTS}(\d{{1,4}})"
    rf"([^\d\[\]\n]{{1,16}}?)(\d{{1,2}}){_COLON}(\d\d)(?:{_COLON}(\d\d))?"
    r"([^\d\[\]\n]{0,16}?)"
    rf"(?(1)\][{MARKS}\s]?|(?(8)(?:\s[-–—]\s|:\s)|\s[-–—]\s))"
)
_NOON = 12
_EASTERN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]|^[.]")
_BETWEEN = re.compile(rf"[\s.,،'\"״׳日일{MARKS}]")
_DIGITS_OF_A_YEAR = 4

_BEFORE_NOON = """
am vorm ap fm fh vm de dop sa öö pg eparadites priešpiet priekšp πμ дп проб үө ص قظ לפנהצ पूर्वाह्न मपू முற்பகல்
午前 上午 凌晨 早上 清晨 오전
"""
_AFTER_NOON = """
pm nachm ip em eh nm du odp pop ch ös ptg epasdites popiet pēcp μμ пп слоб үх م بظ אחהצ अपराह्न मउ பிற்பகல்
午後 下午 中午 傍晚 晚上 오후
"""
_HALVES = dict.fromkeys(_BEFORE_NOON.split(), 0) | dict.fromkeys(_AFTER_NOON.split(), _NOON)
"""What the halves of a day are called, without points and blanks, and how many hours the half adds."""


class Stamp(NamedTuple):
    """A time as it is written: the three parts of the day in their order, and the clock from 0 to 23.

    `padded` says that day or month are written with a zero before them, `capitals` that AM or PM is written
    so, and `eastern` that the time is written as in China, Japan or Korea, where the year comes first.
    """

    parts: tuple[int, int, int]
    long_year: bool
    padded: bool
    capitals: bool
    eastern: bool
    hour: int
    minute: int
    second: int


class Line(NamedTuple):
    """One line: its number, the time at its head and what follows; without a time it goes on with the last.

    `text` is the whole line, `bracketed` says that the time stands in brackets, as on iPhones.
    """

    number: int
    stamp: Stamp | None
    bracketed: bool
    rest: str
    text: str


def lines_of(path: Path) -> Iterator[Line]:
    """The lines of a file, in memory for one of them. Raises OSError."""
    with open_text(path) as file:
        number, begins = 1, True
        while written := file.readline(_LONGEST_LINE):
            text = written.rstrip("\n")
            yield line_at(number, text) if begins else Line(number, None, False, text, text)
            begins = written.endswith("\n")
            number += begins


def open_text(path: Path) -> TextIO:
    """The file as text. What is no text in it is marked as such."""
    with path.open("rb") as file:
        start = file.read(3)
    wide = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return path.open(encoding="utf-16" if wide else "utf-8-sig", errors="replace")


def line_at(number: int, text: str) -> Line:
    """The line of a number."""
    found = _HEAD.match(text)
    if found is None:
        return Line(number, None, False, text, text)
    bracket, one, two, three, gap, hour, minute, second, tail = found.groups()
    stamp = _stamp(one, two, three, gap, tail, int(hour), int(minute), int(second or 0))
    return Line(number, stamp, bracket is not None, text[found.end() :], text)


def _stamp(one: str, two: str, three: str, gap: str, tail: str, hour: int, minute: int, second: int) -> Stamp:
    half, capitals, eastern = _half(gap, tail)
    parts, padded, long_year = _day(one, two, three)
    if half is not None:
        hour = hour % _NOON + half
    return Stamp(parts, long_year, padded, capitals, eastern, hour, minute, second)


@lru_cache(maxsize=1024)
def _day(one: str, two: str, three: str) -> tuple[tuple[int, int, int], bool, bool]:
    written = (one, two, three)
    day_and_month = (one, two) if len(three) >= len(one) else (two, three)
    padded = any(part[0] in "0٠۰" for part in day_and_month)
    return (int(one), int(two), int(three)), padded, any(len(part) == _DIGITS_OF_A_YEAR for part in written)


@lru_cache(maxsize=1024)
def _half(gap: str, tail: str) -> tuple[int | None, bool, bool]:
    """How many hours the half of the day adds, None where the clock has 24; if in capitals; if eastern.

    The half stands before the clock or behind it; other words there (`klo`, `Uhr`, `à`) say nothing.
    """
    eastern = any(map(_EASTERN.search, (gap, tail)))
    for written in (tail, gap):
        word = _BETWEEN.sub("", written)
        if (half := _HALVES.get(word.casefold())) is not None:
            return half, word in ("AM", "PM"), eastern
    return None, False, eastern

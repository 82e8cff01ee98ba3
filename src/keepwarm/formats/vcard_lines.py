"""The content lines of a card: where each stands in the bytes, and what it says.

A content line is a line and what continues it: folds (a line that begins with a space or a tab), soft
breaks of quoted-printable (`=` at the end), and lines that begin with no name of a property, which is
how some programs write base64 and long addresses. An edit replaces the bytes of the lines that it
concerns; the spans of all lines follow one another and make up the whole card.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from keepwarm.formats.vcard_charset import decode
from keepwarm.formats.vcard_head import Head, find_head
from keepwarm.formats.vcard_marks import LAST_END, LINE_END, find_mark, mark_end

LONGEST_VALUE = 1024 * 1024
"""Bytes of one value that are read; all of them are kept."""

_LONGEST_HEAD = 64 * 1024
_FOLDED = rb"[^\r\n]*+(?:" + LINE_END + rb"[ \t][^\r\n]*+)*+(?:" + LINE_END + rb")?"
_FOLDED_LINE = re.compile(_FOLDED)
# Neither blank, nor a comment, nor a name with a colon or a parameter behind it.
_WORDS = re.compile(rb"(?:(?![\w\x80-\xff/+.-]++[ \t]*+[;:])(?=[^\s#])" + _FOLDED + rb")*+")
_SOFT_BREAK = re.compile(rb"=[ \t]{0,80}" + LINE_END)
_SOFT_AT_END = re.compile(rb"=[ \t]{0,80}" + LINE_END + rb"?\Z")
_SOFT_REACH = 90
_QUOTED_PRINTABLE_LINE = re.compile(
    rb"(?:[^=\r\n]*+(?:=(?![ \t]{0,80}[\r\n])[^=\r\n]*+)*+"
    rb"(?:=[ \t]{0,80}" + LINE_END + rb"(?!" + LAST_END + rb")|" + LINE_END + rb"(?=[ \t])))*+"
    rb"[^\r\n]*+(?:" + LINE_END + rb")?"
)
_LINE_END = re.compile(LINE_END)
_UNFOLD = re.compile(LINE_END + rb"[ \t]")
_UNFOLD_OLD = re.compile(LINE_END + rb"(?=[ \t])")
_HEAD = re.compile(rb'((?:[^":\r\n]++|"[^"\r\n]*+")*+):')
_BARE_HEAD = re.compile(rb"([^:\r\n]*+):")
_OLD = re.compile(rb"(?:^|[\r\n])VERSION[^:\r\n]{0,80}:[ \t]{0,16}2\.1", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One content line: `raw[start:end]`, its line end included.

    `head` is what stands before the colon, unfolded, and empty where the line is no property (blank, a
    comment, words alone). `value` is the offset behind the colon, -1 where the head itself is folded or
    broken; `more` is where lines of words begin that continue the value, else `end`. `depth` is 1 for
    the card's own lines and 2 or more from the BEGIN to the END of a nested card.
    """

    start: int
    end: int
    more: int
    depth: int = 1
    head: str = ""
    value: int = -1


def lines(raw: bytes) -> Iterator[Line]:
    """The content lines of a card, in order, all its bytes."""
    start = depth = 0
    while start < len(raw):
        mark = find_mark(raw, start)
        if mark is None:
            line = _line(raw, start, logical_end(raw, start), max(depth, 1))
            yield line
            start = line.end
        else:
            # A fold cannot continue a mark, and another mark may follow on the same line.
            end = mark_end(raw, mark)
            word = mark["word"].decode("ascii").upper()
            depth += word == "BEGIN"
            yield Line(start=start, end=end, more=end, depth=max(depth, 1), head=word, value=mark.end())
            depth -= word == "END" and depth > 0
            start = end


def logical_end(data: bytes, start: int) -> int:
    """Where the line that begins at `start` ends, folds and quoted-printable soft breaks included.

    A last `END:VCARD` behind a soft break ends the card all the same: a value was cut off there.
    """
    end = _end(_FOLDED_LINE, data, start)
    if _SOFT_AT_END.search(data, max(start, end - _SOFT_REACH), end):
        head = _HEAD.match(data, start, end) or _BARE_HEAD.match(data, start, end)
        if head is not None and b"QUOTED-PRINTABLE" in head[1].upper():
            return _end(_QUOTED_PRINTABLE_LINE, data, start)
    return end


def writes_old_folds(raw: bytes) -> bool:
    """Whether the card says that it is vCard 2.1, where a fold keeps its space (2.1, section 2.1.3)."""
    return _OLD.search(raw) is not None


def find_version(raw: bytes) -> str:
    """The VERSION of the card itself, as written; empty where it says none."""
    for line in lines(raw):
        if line.depth == 1 and line.value > 0 and line.head.strip().upper() == "VERSION":
            return raw[line.value : line.more].decode("ascii", "replace").strip()
    return ""


def value_text(
    raw: bytes,
    line: Line,
    head: Head,
    *,
    old_folds: bool = False,
    whole: bool = True,
    longest: int = LONGEST_VALUE,
) -> str:
    """The value of a line as text, unfolded and decoded, its escapes still in place.

    Without `whole` the lines of words that continue it are left out. Base64 is decoded too; what is no
    base64 gives an empty text. `longest` is how many bytes of it are looked at.
    """
    value = _unfolded(raw, line, head, old_folds=old_folds, whole=whole, longest=longest)
    if head.quoted_printable:
        value = binascii.a2b_qp(value)
    elif head.base64:
        value = _from_base64(value)
    return decode(value, head.charset)


def base64_text(raw: bytes, line: Line, head: Head) -> str:
    """The whole value of a line as the base64 that it is written in, without spaces and line ends."""
    value = _unfolded(raw, line, head, old_folds=False, whole=True, longest=len(raw))
    return b"".join(value.split()).decode("ascii", "replace")


def _unfolded(raw: bytes, line: Line, head: Head, *, old_folds: bool, whole: bool, longest: int) -> bytes:
    """The bytes of a value without soft breaks and folds."""
    value = _cut(raw, max(line.value, line.start), line.more, longest)
    if head.quoted_printable:
        value = _SOFT_BREAK.sub(b"", value)
    value = (_UNFOLD_OLD if old_folds else _UNFOLD).sub(b"", value).rstrip(b"\r\n")
    if line.value < 0:
        value = value[len(_front(value)) + 1 :]
    if whole and line.more < line.end:
        joint = b"" if head.base64 else b"\n"
        value += joint + _LINE_END.sub(joint, _cut(raw, line.more, line.end, longest))
    return value


def _line(raw: bytes, start: int, end: int, depth: int) -> Line:
    """The line whose own text and folds are `raw[start:end]`, with the words that continue it."""
    found = _HEAD.match(raw, start, end)
    front = b""
    if found is not None:
        front = found[1]
    elif raw.find(b":", start, end) >= 0:
        front = _front(_UNFOLD.sub(b"", raw[start : min(end, start + _LONGEST_HEAD)]))
    head = decode(front, "") if len(front) < _LONGEST_HEAD else ""
    if find_head(head) is None:
        return Line(start=start, end=end, more=end, depth=depth)
    value = -1 if found is None else found.end()
    return Line(start=start, end=_end(_WORDS, raw, end), more=end, depth=depth, head=head, value=value)


def _front(unfolded: bytes) -> bytes:
    """What stands before the colon; a quote that is never closed quotes nothing."""
    found = _HEAD.match(unfolded) or _BARE_HEAD.match(unfolded)
    return unfolded if found is None else found[1]


def _cut(raw: bytes, start: int, end: int, longest: int) -> bytes:
    """The bytes of a value, at most `longest` and no part of a character of UTF-8 at the end."""
    if end - start > longest:
        end = start + longest
        while end > start and raw[end] & 0xC0 == 0x80:
            end -= 1
    return raw[start:end]


def _end(pattern: re.Pattern[bytes], data: bytes, start: int) -> int:
    """Where a pattern that may match nothing ends; such a pattern always matches."""
    found = pattern.match(data, start)
    return start if found is None else found.end()


def _from_base64(value: bytes) -> bytes:
    try:
        return base64.b64decode(value)
    except ValueError:
        return b""

"""The content lines of a card: where each stands in the bytes, and what it says.

A content line is a line and what continues it: folds (a line that begins with a space or a tab), soft
breaks of quoted-printable (`=` at the end), and lines that no colon makes a property of their own,
which is how some programs write base64 and long addresses. An edit replaces the bytes of the lines
that it concerns; the spans of all lines follow one another and make up the whole card.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from keepwarm.formats.vcard_charset import decode
from keepwarm.formats.vcard_head import Head, find_head
from keepwarm.formats.vcard_marks import LINE_END, find_mark, is_last_end, mark_end

_FOLDED = re.compile(rb"[^\r\n]*+(?:" + LINE_END + rb"[ \t][^\r\n]*+)*+(?:" + LINE_END + rb")?")
_LINE_END = re.compile(LINE_END)
_UNFOLD = re.compile(LINE_END + rb"[ \t]")
_UNFOLD_OLD = re.compile(LINE_END + rb"(?=[ \t])")
_SOFT_BREAK = re.compile(rb"=[ \t]{0,80}" + LINE_END)
_SOFT_AT_END = re.compile(rb"=[ \t]{0,80}" + LINE_END + rb"?\Z")
_SOFT_REACH = 90
_HEAD = re.compile(rb'((?:[^":\r\n]++|"[^"\r\n]*+")*+):')
_BARE_HEAD = re.compile(rb"([^:\r\n]*+):")
_OLD = re.compile(rb"(?:^|[\r\n])VERSION[^:\r\n]{0,80}:[ \t]{0,16}2\.1", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One content line: `raw[start:end]`, its line end included.

    `head` is what stands before the colon, unfolded, and empty where the line is no property (blank, a
    comment, words alone). `value` is the offset behind the colon, -1 where the head itself is folded or
    broken; `more` is where lines without a colon begin that continue the value, else `end`. `depth` is
    1 for the card's own lines and 2 or more from the BEGIN to the END of a nested card.
    """

    start: int
    end: int
    more: int
    depth: int = 1
    head: str = ""
    value: int = -1


def lines(raw: bytes) -> Iterator[Line]:
    """The content lines of a card, in order, all its bytes."""
    held: Line | None = None
    for line in _lines_apart(raw):
        if held is not None and not line.head and _are_words(raw, line):
            held = replace(held, end=line.end)
            continue
        if held is not None:
            yield held
        held = line if line.head not in ("", "BEGIN", "END") else None
        if held is None:
            yield line
    if held is not None:
        yield held


def logical_end(data: bytes, start: int) -> int:
    """Where the line that begins at `start` ends, folds and quoted-printable soft breaks included.

    A last `END:VCARD` behind a soft break ends the card all the same: a value was cut off there.
    """
    end = _folded_end(data, start)
    if not _breaks_softly(data, start, end):
        return end
    head = _HEAD.match(data, start, end) or _BARE_HEAD.match(data, start, end)
    if head is None or b"QUOTED-PRINTABLE" not in head[1].upper():
        return end
    begin = start
    while _breaks_softly(data, begin, end) and end < len(data) and not is_last_end(data, end):
        begin, end = end, _folded_end(data, end)
    return end


def writes_old_folds(raw: bytes) -> bool:
    """Whether the card says that it is vCard 2.1, where a fold keeps its space (2.1, section 2.1.3)."""
    return _OLD.search(raw) is not None


def value_text(raw: bytes, line: Line, head: Head, *, old_folds: bool = False, whole: bool = True) -> str:
    """The value of a line as text, unfolded and decoded, its escapes still in place.

    Without `whole` the lines without a colon that may follow are left out. Base64 is decoded too; what
    is no base64 gives an empty text.
    """
    unfold = _UNFOLD_OLD if old_folds else _UNFOLD
    value = raw[max(line.value, line.start) : line.more]
    if head.quoted_printable:
        value = _SOFT_BREAK.sub(b"", value)
    value = unfold.sub(b"", value).rstrip(b"\r\n")
    if line.value < 0:
        value = value[len(_front(value)) + 1 :]
    if whole and line.more < line.end:
        joint = b"" if head.base64 else b"\n"
        value += joint + _LINE_END.sub(joint, raw[line.more : line.end])
    if head.quoted_printable:
        value = binascii.a2b_qp(value)
    elif head.base64:
        value = _from_base64(value)
    return decode(value, head.charset)


def _lines_apart(raw: bytes) -> Iterator[Line]:
    """The content lines, those without a colon not yet put to the one that they continue."""
    start = depth = 0
    while start < len(raw):
        mark = find_mark(raw, start)
        if mark is None:
            end = logical_end(raw, start)
            yield _line(raw, start, end, max(depth, 1))
        else:
            # A fold cannot continue a mark, and another mark may follow on the same line.
            end = mark_end(raw, mark)
            word = mark["word"].decode("ascii").upper()
            depth += word == "BEGIN"
            yield Line(start=start, end=end, more=end, depth=max(depth, 1), head=word, value=mark.end())
            depth -= word == "END" and depth > 0
        start = end


def _line(raw: bytes, start: int, end: int, depth: int) -> Line:
    found = _HEAD.match(raw, start, end)
    value = -1 if found is None else found.end()
    front = b""
    if found is not None:
        front = found[1]
    elif raw.find(b":", start, end) >= 0:
        front = _front(_UNFOLD.sub(b"", raw[start:end]))
    head = decode(front, "")
    if find_head(head) is None:
        return Line(start=start, end=end, more=end, depth=depth)
    return Line(start=start, end=end, more=end, depth=depth, head=head, value=value)


def _front(unfolded: bytes) -> bytes:
    """What stands before the colon; a quote that is never closed quotes nothing."""
    found = _HEAD.match(unfolded) or _BARE_HEAD.match(unfolded)
    return unfolded if found is None else found[1]


def _are_words(raw: bytes, line: Line) -> bool:
    """Whether a line that is no property continues the one before: it is not blank, and no comment."""
    return (
        raw[line.start : line.start + 1] not in (b"\r", b"\n", b"#")
        and not raw[line.start : line.end].isspace()
    )


def _folded_end(data: bytes, start: int) -> int:
    found = _FOLDED.match(data, start)
    return len(data) if found is None else found.end()


def _breaks_softly(data: bytes, start: int, end: int) -> bool:
    return _SOFT_AT_END.search(data, max(start, end - _SOFT_REACH), end) is not None


def _from_base64(value: bytes) -> bytes:
    try:
        return base64.b64decode(value)
    except ValueError:
        return b""

"""The header of a message: the fields that tell who wrote to whom and when, read without its body."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from keepwarm.formats.mail_stream import MailStream
from keepwarm.formats.mail_words import raw_text, text_of

WANTED = frozenset(
    {
        b"from", b"sender", b"to", b"cc", b"bcc", b"resent-to", b"resent-cc", b"resent-bcc",
        b"date", b"received", b"message-id", b"subject",
        b"list-id", b"list-post", b"list-unsubscribe", b"precedence", b"auto-submitted",
        b"x-gmail-labels", b"x-mozilla-status", b"x-status",
    }
)  # fmt: skip
"""The fields that anything is read from."""

MOST_KEPT = 65_536
"""Bytes that are kept of all fields of one name in a message: room for some thousand addresses."""

LONGEST_HEADER = 4_194_304
"""Bytes of a header that are looked at line by line; what follows is passed over like a body."""


class Ending(StrEnum):
    """What ended a header."""

    BLANK_LINE = "a blank line, or the next message of the mailbox"
    FILE = "the end of the file, after a whole line"
    CUT = "the end of the file, in the middle of a line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The wanted fields as they came, by their names in lower case, each field's values in order."""

    fields: dict[bytes, list[list[bytes]]]
    ending: Ending
    next_line: bytes | None = None
    """The From_ line that ended it, where a writer left the blank line out."""

    def texts(self, name: str) -> list[str]:
        """The values of a field as clean text."""
        return [text_of(_unfold(lines)) for lines in self.fields.get(name.encode(), ())]

    def first(self, name: str) -> str:
        """The first value of a field that has one, as clean text; empty without."""
        values = self.fields.get(name.encode(), ())
        return next((text for lines in values if (text := text_of(_unfold(lines)))), "")

    def raw(self, name: str) -> str:
        """All values of an address field as one list, encoded words untouched."""
        values = self.fields.get(name.encode())
        return ", ".join(raw_text(_unfold(lines)) for lines in values) if values else ""


def read_header(stream: MailStream, ends_at: Callable[[bytes], bool]) -> Header:
    """Read a header from its first line to behind its blank line, or to a line for which `ends_at` is true.

    A line that is no field is passed over, so that garbage costs nothing but itself.
    """
    fields: dict[bytes, list[list[bytes]]] = {}
    kept: Counter[bytes] = Counter()
    name, read = b"", 0
    ending = Ending.FILE
    while line := stream.line():
        read += len(line)
        if line in (b"\n", b"\r\n"):
            return Header(fields=fields, ending=Ending.BLANK_LINE)
        if not line.endswith(b"\n"):
            ending = Ending.CUT
        if line[:1] not in (b" ", b"\t"):
            if ends_at(line):
                return Header(fields=fields, ending=Ending.BLANK_LINE, next_line=line)
            start, colon, value = line.partition(b":")
            name = start.rstrip().lower() if colon else b""
            if name in WANTED and kept[name] < MOST_KEPT:
                fields.setdefault(name, []).append([value])
                kept[name] += len(line)
        elif name in fields and kept[name] < MOST_KEPT:
            fields[name][-1].append(line)
            kept[name] += len(line)
        if read > LONGEST_HEADER:
            found = stream.find_blank_line()
            return Header(fields=fields, ending=Ending.BLANK_LINE if found else Ending.FILE)
    return Header(fields=fields, ending=ending)


def _unfold(lines: list[bytes]) -> bytes:
    """A folded field as one line (RFC 5322, 2.2.3)."""
    return b" ".join(line.strip() for line in lines)

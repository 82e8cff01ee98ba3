"""mbox: a file of messages, each begun by a From_ line (RFC 4155; the dialects mboxo and mboxrd).

A message begins at a line "From ", somebody and a time, at the start of the file or after a blank line;
">From " is text. Only headers are read. A Content-Length, as mboxcl has it, is not believed: it lies
as soon as a program changes the message.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from keepwarm.formats.mail_dates import is_from_line
from keepwarm.formats.mail_headers import Header, read_header
from keepwarm.formats.mail_stream import MailStream

_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:")
_ARRIVED = {b"date", b"message-id", b"received"}


@dataclass(frozen=True, slots=True, kw_only=True)
class InMailbox:
    """One message of a mailbox; `number` counts from 1."""

    number: int
    from_line: bytes
    header: Header


def messages(stream: MailStream) -> Iterator[InMailbox]:
    """The messages of a mailbox in order; text before the first From_ line is passed over."""
    number, from_line = 0, stream.find_from_line()
    while from_line is not None:
        number += 1
        header = read_header(stream, ends_at=is_from_line)
        yield InMailbox(number=number, from_line=from_line, header=header)
        from_line = header.next_line or stream.find_from_line()


def begins_with_a_message(head: bytes) -> bool:
    """Whether the first line that is not blank is a From_ line."""
    return is_from_line(_trimmed(head).partition(b"\n")[0])


def looks_like_mbox(head: bytes) -> bool:
    """Whether a file's first bytes are a From_ line and a header field."""
    rest = _trimmed(head).partition(b"\n")[2]
    return begins_with_a_message(head) and (not rest or _FIELD.match(rest.removeprefix(b">")) is not None)


def looks_like_one_message(head: bytes) -> bool:
    """Whether a file's first bytes are the header of a single message (.eml)."""
    *lines, last = _trimmed(head).split(b"\n")
    names: set[bytes] = set()
    for line in lines:
        if not line.strip():
            break
        if not (field := _FIELD.match(line)) and not (names and line[:1] in (b" ", b"\t")):
            return False
        if field:
            names.add(field[1].lower())
    else:
        names |= {field[1].lower() for field in [_FIELD.match(last)] if field}
    return b"from" in names and not names.isdisjoint(_ARRIVED)


def _trimmed(head: bytes) -> bytes:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")

"""Mailboxes: mbox files as mail programs and Gmail's export write them, and single messages (.eml)."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from keepwarm.domain.sources import FoundMessage, Refused
from keepwarm.formats.mail import read_message, refused
from keepwarm.formats.mail_headers import Ending, Header, read_header
from keepwarm.formats.mail_kinds import list_addresses
from keepwarm.formats.mail_stream import MailStream
from keepwarm.formats.mbox import begins_with_a_message, looks_like_mbox, looks_like_one_message, messages

NAME = "mailbox (mbox)"

_HEAD_BYTES = 65_536
_ENDS_IN_HEADERS = "the file ends in the middle of its headers; export the mailbox again"


def recognises(path: Path, head: bytes) -> bool:
    """A From_ line and a header, or the header of one message."""
    return path.is_file() and (looks_like_mbox(head) or looks_like_one_message(head))


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundMessage | Refused]:
    """Each message in the order of the file; its body is passed over and never held."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
            file.seek(0)
            if looks_like_one_message(head):
                yield _one_message(file, zone)
            else:
                yield from _mailbox(file, head, zone)
    except OSError as error:
        yield Refused(place="the rest of the file", reason=f"cannot be read ({error.strerror}); try again")


def _mailbox(file: BinaryIO, head: bytes, zone: ZoneInfo) -> Iterator[FoundMessage | Refused]:
    if head.strip() and not begins_with_a_message(head):
        yield Refused(
            place="the beginning of the file",
            reason="is no message; check that the file is a mailbox, and export it again if it is not",
        )
    lists: set[str] = set()
    for message in messages(MailStream(file)):
        place = f"message {message.number}"
        if message.header.ending is not Ending.BLANK_LINE:
            yield _cut(message.header, place)
            continue
        lists |= list_addresses(message.header)
        yield read_message(message.header, place=place, zone=zone, from_line=message.from_line, lists=lists)


def _one_message(file: BinaryIO, zone: ZoneInfo) -> FoundMessage | Refused:
    header = read_header(MailStream(file), ends_at=lambda _: False)
    if header.ending is Ending.CUT:
        return _cut(header, "message 1")
    return read_message(header, place="message 1", zone=zone)


def _cut(header: Header, place: str) -> Refused:
    return refused(place, header.first("subject"), _ENDS_IN_HEADERS)

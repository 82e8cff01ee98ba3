"""Texts from the backups of the Android app "SMS Backup & Restore", with picture messages and groups.

The pictures within the file are passed over without being held.
"""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Invalid
from keepwarm.domain.sources import FoundChatMessage, Refused
from keepwarm.formats.phone_backup import root_of
from keepwarm.formats.phone_records import records_of
from keepwarm.formats.phone_texts import TextReader

NAME = "SMS Backup & Restore texts"

_BEGIN = root_of("smses")


def recognises(path: Path, head: bytes) -> bool:
    """XML whose outermost element is `smses`."""
    return path.is_file() and _BEGIN.match(head) is not None


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundChatMessage | Refused]:  # noqa: ARG001 (times are in UTC)
    """Each text in the order of the file, or why it is nothing between two people."""
    reader = TextReader()
    try:
        with path.open("rb") as file:
            for record in records_of(file, "smses", ("sms", "mms")):
                if isinstance(record, Refused):
                    yield record
                    continue
                place = f"text {record.number}"
                try:
                    yield reader.read(place, record)
                except Invalid as problem:
                    yield Refused(place=place, reason=str(problem))
    except OSError as error:
        yield Refused(place="the rest of the file", reason=f"cannot be read ({error.strerror}); try again")

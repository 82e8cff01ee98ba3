"""Maildir: a folder of messages, one a file, as Dovecot, mutt, offlineimap and KMail keep them.

A message lies in `cur` or `new`, its flags behind ":2," in its name (D a draft, T in the bin); what lies in
`tmp` was never delivered. Folders within, whether called `.Sent` (Maildir++) or plainly `Sent`, are read too.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.sources import FoundMessage, Refused
from keepwarm.formats.containers import printable
from keepwarm.formats.mail import read_message, refused
from keepwarm.formats.mail_headers import Ending, read_header
from keepwarm.formats.mail_kinds import list_addresses
from keepwarm.formats.mail_stream import MailStream

NAME = "Maildir"

_ROOMS = ("cur", "new")
_FLAGS_AFTER = (":2,", ";2,", "!2,")
"""Where a file system forbids colons, programs write another mark."""


def recognises(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the importers' contract; a folder has no head
    """A folder with `cur` and `new` (or `tmp`), or one that holds such folders."""
    return path.is_dir() and (_is_maildir(path) or any(_is_maildir(child) for child in _children(path)))


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundMessage | Refused]:
    """Each message, folder by folder, by file name; the place is the file's path within the Maildir."""
    lists: set[str] = set()
    for folder in _folders(path):
        for file in _files(folder):
            yield _message(path, folder, file, zone, lists)


def _message(root: Path, folder: Path, file: Path, zone: ZoneInfo, lists: set[str]) -> FoundMessage | Refused:
    place = printable(os.fsencode(file.relative_to(root).as_posix()).decode(errors="replace"))
    try:
        with file.open("rb") as content:
            header = read_header(MailStream(content), ends_at=lambda _: False)
    except OSError as error:
        return Refused(place=place, reason=f"cannot be opened ({error.strerror}); check who may read it")
    if header.ending is Ending.CUT:
        reason = "the file ends in the middle of its headers; fetch the message again"
        return refused(place, header.first("subject"), reason)
    lists |= list_addresses(header)
    name = "" if folder == root else folder.name.rpartition(".")[2]
    return read_message(header, place=place, zone=zone, lists=lists, flags=_flags(file.name), folder=name)


def _flags(name: str) -> str:
    return next((name.rpartition(mark)[2] for mark in _FLAGS_AFTER if mark in name), "")


def _folders(root: Path) -> Iterator[Path]:
    """The Maildir and those within it, in the order of their names; links are not followed."""
    for folder, inside, _ in os.walk(root):
        inside[:] = sorted(set(inside) - {*_ROOMS, "tmp"})
        yield Path(folder)


def _files(folder: Path) -> list[Path]:
    """The messages of one folder by file name, wherever they lie; hidden files are none."""
    found = (child for room in _ROOMS for child in _children(folder / room) if not child.name.startswith("."))
    return sorted((file for file in found if file.is_file()), key=lambda file: (file.name, file.parent.name))


def _is_maildir(folder: Path) -> bool:
    return (folder / "cur").is_dir() and any((folder / room).is_dir() for room in ("new", "tmp"))


def _children(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []

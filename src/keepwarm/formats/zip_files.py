"""Zip files that anybody may have made: their members, unpacked within bounds.

What hurts others is settled here: directories of millions of members, members that unpack to a thousand times
their size or share their bytes, names that lead out of the zip, links, locked members. A member's name is for
showing and never becomes the name of a file.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from itertools import pairwise
from pathlib import Path

from keepwarm.domain.errors import Unreadable

MOST_MEMBERS = 100_000
MOST_UNPACKED = 4 * 1024**3
"""Bytes that all members of one zip may unpack to."""

HIGHEST_RATIO = 200
"""How many times its packed size a member may unpack to; text reaches fifty, zip bombs a thousand."""

_SMALL = 16 * 1024**2
"""Bytes up to which any ratio is taken: a table of empty cells packs well and hurts nobody."""

_LARGEST_DIRECTORY = 8 * 1024**2
_BLOCK = 65_536
_LOCAL_HEADER = 30
_LOCKED, _IN_UTF8 = 0x1, 0x800
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")
_NO_CONTAINERS = (b"[Content_Types].xml", b"_rels/", b"mimetype", b"META-INF/")
"""What comes first in the zips that are documents or programs: of Office, OpenDocument, EPUB, Java."""

_DAMAGED = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OverflowError,
    LookupError, struct.error, zlib.error,
)  # fmt: skip
"""What the standard library raises for zips that are not whole."""

_ADVICE = "unpack it, and import the folder"


def looks_like_zip(head: bytes) -> bool:
    """Whether a file that begins so is a zip of files, and no document that is packed as one."""
    return head.startswith(_BEGINNINGS) and not head[_LOCAL_HEADER:].startswith(_NO_CONTAINERS)


class OpenZip:
    """A zip that is being read. It counts what it has unpacked."""

    def __init__(self, content: zipfile.ZipFile) -> None:
        self._content = content
        self._unpacked = 0
        self.members = tuple(info for info in content.infolist() if not info.filename.endswith("/"))

    def unpacked(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """The member's bytes in blocks. Raises Unreadable, with the words that follow its name."""
        for block in self._blocks(member):
            self._unpacked += len(block)
            if self._unpacked > MOST_UNPACKED:
                most = f"{MOST_UNPACKED // 1024**3} GiB"
                raise Unreadable(f"is left out, since the zip unpacks to more than {most}; {_ADVICE}")
            yield block

    def _blocks(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        try:
            with self._content.open(member) as packed:
                while block := packed.read(_BLOCK):
                    yield block
        except (*_DAMAGED, OSError) as error:
            raise Unreadable("is damaged within the zip; download or make the zip again") from error


def find_trouble(member: zipfile.ZipInfo) -> str:
    """Why a member is not unpacked, in the words that follow its name; empty where nothing is against it."""
    name = name_of(member).replace("\\", "/")
    if not name:
        return "has no name; whoever made the zip can pack it again"
    if name.startswith("/") or name[1:3] == ":/" or ".." in name.split("/"):
        return "has a name that leads out of the zip; whoever made it can pack it again"
    if stat.S_ISLNK(member.external_attr >> 16):
        return f"is a link and no file; {_ADVICE}"
    if member.flag_bits & _LOCKED:
        return f"is locked with a password; {_ADVICE}"
    if member.compress_type not in _READABLE:
        return f"is packed in a way that is not read here; {_ADVICE}"
    if member.file_size > max(
        _SMALL, HIGHEST_RATIO * member.compress_size
    ):  # no more than it says is unpacked
        return f"unpacks to more than {HIGHEST_RATIO} times its size; if you trust it, {_ADVICE}"
    return ""


def name_of(member: zipfile.ZipInfo) -> str:
    """The member's name with its folders. macOS writes UTF-8 without saying so."""
    if member.flag_bits & _IN_UTF8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode()
    except UnicodeError:
        return member.filename


@contextmanager
def open_zip(path: Path) -> Iterator[OpenZip]:
    """Open a zip for a while. Raises Unreadable where its directory is damaged, too large or a trap."""
    try:
        file = _Sparing(path)
    except OSError as error:
        raise Unreadable(f"{path} cannot be opened: {error.strerror}.") from error
    with file:
        try:
            content = zipfile.ZipFile(file)
        except (*_DAMAGED, OSError) as error:
            raise Unreadable(
                f"{path} is a zip that is damaged, not complete or far too full; download or make it again."
            ) from error
        with content:
            _check(path, content.infolist())
            yield OpenZip(content)


def _check(path: Path, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise Unreadable(f"{path} holds more than {MOST_MEMBERS:,} files; {_ADVICE}, or a part of it.")
    in_order = sorted(members, key=lambda member: member.header_offset)
    for one, following in pairwise(in_order):
        if one.header_offset + _LOCAL_HEADER + one.compress_size > following.header_offset:
            raise Unreadable(
                f"{path} is a zip whose files share their bytes; whoever made it can pack it again."
            )


class _Sparing(FileIO):
    """A file of which no more than a sensible directory is read at once."""

    def read(self, size: int | None = -1, /) -> bytes:
        """At most so many bytes. Raises BadZipFile where more are asked for and there."""
        if size is not None and 0 <= size <= _LARGEST_DIRECTORY:
            return super().read(size) or b""
        content = super().read(_LARGEST_DIRECTORY + 1) or b""
        if len(content) > _LARGEST_DIRECTORY:
            raise zipfile.BadZipFile("a directory of more members than anybody has")
        return content

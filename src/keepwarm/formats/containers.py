"""Folders and zips as what they hold: files in a steady order, lent one at a time."""

import os
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipInfo

from keepwarm.domain.errors import Unavailable
from keepwarm.formats.zip_files import OpenZip, find_trouble, name_of, open_zip

_NOT_OURS = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
"""What macOS and Windows put beside files, where it does not begin with a point anyway."""

_OF_A_VDIR = frozenset({"color", "displayname", "description", "order"})
"""What vdirsyncer and its like note about a folder of cards, in files of these names."""

_NO_FILE = "is no ordinary file; copy what is in it to one"
_A_LINK = "is a link to a folder, which is not followed; import that folder itself"
_MEDIA = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"%PDF-", b"ID3")
_LONGEST_NAME = 200
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file in a folder or a zip, or a folder that is read as one thing.

    `parts` are the names that lead to it from the container, its own last; `trouble` says, in the words
    that follow its name, why it cannot be read, and is empty where nothing is known to stand against it.
    """

    parts: tuple[str, ...]
    content: Path | ZipInfo
    trouble: str = ""

    @property
    def name(self) -> str:
        """What the owner is told: one printable line, of a very long one the end."""
        line = printable("/".join(self.parts))
        return line if len(line) <= _LONGEST_NAME else "…" + line[1 - _LONGEST_NAME :]


Lend = Callable[[Member, int | None], AbstractContextManager[Path]]
"""Gives a file with a member's content, or with its first bytes, for as long as the context lasts.

Raises Unreadable, with the words that follow the member's name, and Unavailable where there is no room.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """What a folder or a zip holds, in an order that is the same for a folder and for a zip of it."""

    members: tuple[Member, ...]
    lend: Lend


def printable(name: str) -> str:
    """A name without control characters, halves of characters and bytes that are no text."""
    return "".join(letter if letter.isprintable() else "_" for letter in name)


def looks_like_media(head: bytes) -> bool:
    """Whether a file that begins so is a picture, film, sound or PDF, of which exports hold thousands."""
    return head.startswith(_MEDIA) or head[4:8] == b"ftyp"


def folder_at(path: Path, is_one: Callable[[Path], bool]) -> Container:
    """The files below a folder, where one that `is_one` is one member. No link to a folder is followed."""
    return Container(members=_in_order(_below(path, is_one)), lend=_as_it_lies)


@contextmanager
def zip_at(path: Path) -> Iterator[Container]:
    """The files in a zip, each unpacked when it is lent and gone after. Raises Unreadable."""
    with open_zip(path) as opened, tempfile.TemporaryDirectory(prefix="keepwarm-") as room:

        @contextmanager
        def lend(member: Member, most: int | None) -> Iterator[Path]:
            file = Path(room) / f"member{_ending(member)}"
            try:
                _unpack(opened, member, file, most)
                yield file
            finally:
                file.unlink(missing_ok=True)

        yield Container(members=_in_order(map(_zipped, opened.members)), lend=lend)


def _in_order(members: Iterator[Member]) -> tuple[Member, ...]:
    ours = (member for member in members if not any(_is_hidden(part) for part in member.parts))
    return tuple(sorted(ours, key=lambda member: ([_sorted_as(part) for part in member.parts], member.parts)))


def _sorted_as(part: str) -> str:
    """macOS writes é as two characters in a folder and as one in a zip."""
    return unicodedata.normalize("NFC", part).casefold()


def _is_hidden(part: str) -> bool:
    return (part.startswith(".") and part != "..") or part in _NOT_OURS


def _below(root: Path, is_one: Callable[[Path], bool]) -> Iterator[Member]:
    unread: list[OSError] = []
    for folder, inside, files in os.walk(root, onerror=unread.append):
        here = Path(folder)
        whole = [name for name in inside if not _is_hidden(name) and is_one(here / name)]
        inside[:] = [name for name in inside if name not in whole and not _is_hidden(name)]
        links = [name for name in inside if (here / name).is_symlink()]
        beside = _OF_A_VDIR if any(name.endswith(".vcf") for name in files) else frozenset[str]()
        for name in (*whole, *links, *(name for name in files if name not in beside)):
            path = here / name
            trouble = _A_LINK if name in links else "" if name in whole or path.is_file() else _NO_FILE
            yield Member(parts=path.relative_to(root).parts, content=path, trouble=trouble)
    for error in unread:
        path = Path(error.filename)
        trouble = f"cannot be opened ({error.strerror}); check who may read it"
        yield Member(parts=path.relative_to(root).parts or (root.name,), content=path, trouble=trouble)


@contextmanager
def _as_it_lies(member: Member, most: int | None) -> Iterator[Path]:  # noqa: ARG001 (a file on disk costs nothing to lend whole)
    if not isinstance(member.content, Path):
        raise TypeError("a folder has no members of a zip")
    yield member.content


def _zipped(info: ZipInfo) -> Member:
    parts = tuple(part for part in name_of(info).replace("\\", "/").split("/") if part not in ("", ".")) or (
        "file",
    )
    return Member(parts=parts, content=info, trouble=find_trouble(info))


def _ending(member: Member) -> str:
    """The ending of the member's name, by which some kinds of files are told; nothing else of it."""
    found = _ENDING.search(member.parts[-1])
    return found[0] if found else ""


def _unpack(opened: OpenZip, member: Member, file: Path, most: int | None) -> None:
    if not isinstance(member.content, ZipInfo):
        raise TypeError("a zip has no files of a folder")
    blocks = opened.unpacked(member.content)
    with _room(), file.open("wb") as target:
        for block in blocks:
            target.write(block)
            if most is not None and target.tell() >= most:
                return


@contextmanager
def _room() -> Iterator[None]:
    """Say in a sentence that the disk is full."""
    try:
        yield
    except OSError as error:
        raise Unavailable(
            f"The zip cannot be unpacked in a temporary folder ({error.strerror}); nothing was changed. "
            "Free some space there, or name another folder in TMPDIR."
        ) from error

"""Importers: one file a source, found by being there.

Each module has `NAME` (the words an owner reads: "vCard"), `recognises(path, head) -> bool`, which
looks at a file's first bytes or a folder's shape and never at its ending alone, and
`read(path, *, zone) -> Iterator[Found]`, which streams what the source brings in the order of the
file, in bounded memory, and yields a `Refused` for an item it cannot take, never an exception;
`zone` is the owner's time zone, for times written without one.
"""

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast, runtime_checkable
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Missing, Unreadable
from keepwarm.domain.sources import Found

HEAD_BYTES = 65_536
"""How much of a file's beginning an importer is shown to recognise it by."""


class Importer(Protocol):
    """What each module of this package is."""

    NAME: str

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the content is this source's; `head` is empty for a folder."""

    def read(self, path: Path, *, zone: ZoneInfo) -> Iterator[Found]:
        """Stream what the source brings."""


@runtime_checkable
class ReadsNames(Protocol):
    """An importer to whom the name of a file says something, which of a zip's members is not the path's."""

    def read_named(self, path: Path, name: str, *, zone: ZoneInfo) -> Iterator[Found]:
        """Stream what the source brings; the owner knows the file by this name."""


def read_file(importer: Importer, path: Path, name: str, zone: ZoneInfo) -> Iterator[Found]:
    """What a file brings, which the owner knows by a name: `Export.zip: chat.txt`, `chats/chat.txt`."""
    if isinstance(importer, ReadsNames):
        return importer.read_named(path, name, zone=zone)
    return importer.read(path, zone=zone)


@cache
def importers() -> tuple[Importer, ...]:
    """Every importer, in the order of their module names; looked for once, as each file is shown to all."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(cast(Importer, import_module(f"{__name__}.{name}")) for name in names)


def recognise(path: Path, likely: Importer | None = None) -> Importer | None:
    """The importer that knows the file or folder by its content, or None. One that is likely is asked first.

    Raises Missing where there is nothing at the path, Unreadable where it does not open.
    """
    head = head_of(path)
    if likely is not None and likely.recognises(path, head):
        return likely
    return next((importer for importer in importers() if importer.recognises(path, head)), None)


def none_of_these(path: Path) -> Unreadable:
    """The problem of a file or folder that no importer knows."""
    known = ", ".join(importer.NAME for importer in importers())
    return Unreadable(f"{path} is none of what can be read here ({known}); export it again as one of these.")


def head_of(path: Path) -> bytes:
    """The first bytes of a file, of a folder none. Raises Missing, or Unreadable where nothing opens."""
    if not path.exists():
        raise Missing(f"{path} is not there; check the name.")
    try:
        if path.is_dir():
            return b""
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        raise Unreadable(f"{path} cannot be opened: {error.strerror}.") from error

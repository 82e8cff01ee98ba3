"""Importers: one file a source, found by being there.

Each module has `NAME` (the words an owner reads: "vCard"), `recognises(path, head) -> bool`, which
looks at a file's first bytes or a folder's shape and never at its ending alone, and
`read(path, *, zone) -> Iterator[Found]`, which streams what the source brings in the order of the
file, in bounded memory, and yields a `Refused` for an item it cannot take, never an exception;
`zone` is the owner's time zone, for times written without one.
"""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Missing, Unreadable
from keepwarm.domain.sources import Found

_HEAD_BYTES = 65_536


class Importer(Protocol):
    """What each module of this package is."""

    NAME: str

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the content is this source's; `head` is empty for a folder."""

    def read(self, path: Path, *, zone: ZoneInfo) -> Iterator[Found]:
        """Stream what the source brings."""


def importers() -> list[Importer]:
    """Every importer, in the order of their module names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return [cast(Importer, import_module(f"{__name__}.{name}")) for name in names]


def find_importer(path: Path) -> Importer:
    """The importer that recognises the file or folder by its content.

    Raises Missing where there is nothing at the path, Unreadable where no importer knows it.
    """
    if not path.exists():
        raise Missing(f"{path} is not there; check the name.")
    try:
        head = b"" if path.is_dir() else _head(path)
    except OSError as error:
        raise Unreadable(f"{path} cannot be opened: {error.strerror}.") from error
    for importer in importers():
        if importer.recognises(path, head):
            return importer
    known = ", ".join(importer.NAME for importer in importers())
    raise Unreadable(f"{path} is none of what can be read here ({known}); export it again as one of these.")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)

"""Where books lie, and whether there is one already: a door that can begin one asks this first."""

import os
from pathlib import Path

from keepwarm.storage.book import Library
from keepwarm.storage.engine import is_url
from keepwarm.storage.migrations import read_version
from keepwarm.storage.owners import find_owner_name


def has_book(library: Library) -> bool:
    """Whether a book was begun at the library's place; looking makes nothing there."""
    if not is_url(library.location) and not Path(library.location).is_file():
        return False
    with library.transaction(writing=False) as connection:
        return read_version(connection) != 0 and find_owner_name(connection) is not None


def usual_place() -> Path:
    """The file for a book where nothing else is said: the user's own data folder (XDG)."""
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "keepwarm" / "book.keepwarm"


def find_demo_place(location: str) -> Path | None:
    """Where the demo lies for a book: beside it; nowhere for a server, or where the book is in its place."""
    beside = None if is_url(location) else Path(location).with_name("demo.keepwarm")
    return None if beside == Path(location) else beside

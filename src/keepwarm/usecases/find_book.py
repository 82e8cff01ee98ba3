"""Is there a book already? A door that can begin one asks this first."""

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

"""What the owner has decided for the whole book, by a name each; who has not said anything has no row."""

from sqlalchemy import select

from keepwarm.domain.keeping import KEPT_AT_FIRST, Kept
from keepwarm.storage.book import Book
from keepwarm.storage.journal import insert_row, update_row
from keepwarm.storage.schema import owner_settings

KEPT = "kept"
"""What is kept of messages: words of `Kept`, sorted, with commas between."""


def kept_words(book: Book) -> frozenset[Kept]:
    """What the owner wants kept of messages."""
    said = _find(book, KEPT)
    return KEPT_AT_FIRST if said is None else frozenset(map(Kept, filter(None, said.split(","))))


def keep_words(book: Book, wanted: frozenset[Kept]) -> bool:
    """Say what is to be kept from now on; False where it was so already."""
    if wanted == kept_words(book):
        return False
    value = ",".join(sorted(wanted))
    if _find(book, KEPT) is None:
        insert_row(book, owner_settings, {"name": KEPT, "value": value})
        return True
    return update_row(book, owner_settings, {"name": KEPT}, {"value": value})


def _find(book: Book, name: str) -> str | None:
    found = select(owner_settings.c.value).where(book.owns(owner_settings), owner_settings.c.name == name)
    return book.connection.scalar(found)

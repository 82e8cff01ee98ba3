"""Keep a filter under a name, look at those that are kept, or let one go."""

from dataclasses import dataclass

from keepwarm.domain.errors import Invalid
from keepwarm.domain.filters import parse_filter, write_filter
from keepwarm.storage.book import Book
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.saved_filters import SavedFilter, forget_filter, keep_filter, read_filters

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveFilter:
    """A query in the language of `domain.filters`, and what the owner calls it."""

    name: str
    query: str


def save_filter(book: Book, command: SaveFilter) -> None:
    """Keep the filter, in place of one of the same name. Raises Invalid for one that means nobody."""
    name, query = " ".join(command.name.split()), write_filter(parse_filter(command.query))
    if not name or len(name) > _LONGEST_NAME:
        raise Invalid(f"A saved filter needs a name of up to {_LONGEST_NAME} letters.")
    if not query:
        raise Invalid("There is nothing to save yet; search or filter first.")
    begin_batch(book, "save filter", name)
    keep_filter(book, name, query)


def drop_filter(book: Book, name: str) -> None:
    """Let a saved filter go. Raises Missing where there is none of this name."""
    begin_batch(book, "drop filter", name)
    forget_filter(book, name)


def saved_filters(book: Book) -> tuple[SavedFilter, ...]:
    """Every saved filter by name; one statement."""
    return read_filters(book)

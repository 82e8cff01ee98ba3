"""The quiet line after a change: what was done, with its undo."""

from keepwarm.domain.ids import parse_public_id
from keepwarm.storage.book import Book
from keepwarm.storage.pages.journal import BatchLine, journal_page
from keepwarm.web.visits import Visit


def find_notice(visit: Visit, book: Book) -> BatchLine | None:
    """The change that the address names, as long as it is the last one; one statement where it names any."""
    batch_id = parse_public_id(visit.asked("done"))
    if batch_id is None:
        return None
    return next((line for line in journal_page(book, 1) if line.batch_id == batch_id), None)

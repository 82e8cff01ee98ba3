"""The quiet line after a change: what was done, with its undo."""

from dataclasses import replace

from keepwarm.domain.ids import parse_public_id
from keepwarm.storage.book import Book
from keepwarm.storage.pages.journal import BatchLine, came_over, journal_page
from keepwarm.web.visits import Visit


def find_notice(visit: Visit, book: Book) -> BatchLine | None:
    """The change that the address names, as long as it is the last one; one statement where it names any.

    Of people who were joined it says what came together, by one statement more.
    """
    batch_id = parse_public_id(visit.asked("done"))
    if batch_id is None:
        return None
    line = next((line for line in journal_page(book, 1) if line.batch_id == batch_id), None)
    if line is not None and line.what == "merge":
        return replace(line, came_over=came_over(book, batch_id))
    return line

"""The quiet line after a change: what was done, with its undo."""

from dataclasses import dataclass, fields, replace

from keepwarm.domain.ids import parse_public_id
from keepwarm.storage.book import Book
from keepwarm.storage.pages.journal import BatchLine, came_over, journal_page
from keepwarm.translations.talk_words import in_short
from keepwarm.usecases.change_log import find_logged
from keepwarm.web.visits import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedLine(BatchLine):
    """A talk that was logged: with whom, and what was kept of it in a few words."""

    person_id: int
    in_short: str


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
    return _with_what_was_logged(book, line) if line is not None and line.what == "log" else line


def _with_what_was_logged(book: Book, line: BatchLine) -> BatchLine:
    """The line with what was kept, read by one statement more, as long as the talk stands."""
    logged = None if line.undoes or line.undone else find_logged(book, line.batch_id)
    if logged is None:
        return line
    told = {one.name: getattr(line, one.name) for one in fields(BatchLine)}
    return LoggedLine(**told, person_id=logged.person_id, in_short=in_short(logged))

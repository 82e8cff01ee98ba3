"""The quiet line after a change: what was done, with its undo."""

from dataclasses import dataclass, fields, replace

from keepwarm.domain.ids import parse_public_id
from keepwarm.storage.book import Book
from keepwarm.storage.pages.journal import (
    BatchLine,
    came_over,
    journal_page,
    promises_kept,
    what_was_undone,
)
from keepwarm.translations.talk_grammar import read_talk
from keepwarm.translations.talk_words import day_not_understood, in_short, left_in_note
from keepwarm.usecases.change_log import find_logged
from keepwarm.usecases.log_interaction import LogInteraction
from keepwarm.usecases.tell_talk import find_others
from keepwarm.web.visits import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedLine(BatchLine):
    """A talk that was logged: with whom, what was kept of it in a few words, the promises that it kept.

    `instead` says that it stands in place of one that was logged before.
    """

    person_id: int
    in_short: str
    kept: tuple[str, ...]
    instead: bool


def find_notice(visit: Visit, book: Book) -> BatchLine | None:
    """The change that the address names, as long as it is the last one; one statement where it names any.

    Of people who were joined it says what came together, of what was taken back what it was; by one
    statement more.
    """
    batch_id = parse_public_id(visit.asked("done"))
    if batch_id is None:
        return None
    line, before = (*journal_page(book, 2), None, None)[:2]
    if line is None or line.batch_id != batch_id:
        return None
    if line.undoes:
        return replace(line, taken_back=what_was_undone(book, batch_id))
    if line.what == "merge":
        return replace(line, came_over=came_over(book, batch_id))
    return _with_what_was_logged(book, line, before) if line.what == "log" else line


def _with_what_was_logged(book: Book, line: BatchLine, before: BatchLine | None) -> BatchLine:
    """The line with what was kept, read by three statements more, as long as the talk stands."""
    logged = None if line.undoes or line.undone else find_logged(book, line.batch_id)
    if logged is None:
        return line
    kept = promises_kept(book, line.batch_id)
    told = {one.name: getattr(line, one.name) for one in fields(BatchLine)}
    return LoggedLine(
        **told,
        person_id=logged.person_id,
        in_short=_told(book, logged),
        kept=kept,
        instead=_is_instead(line, before),
    )


def _is_instead(line: BatchLine, before: BatchLine | None) -> bool:
    """Whether a talk was logged in place of another, which was taken back at the same moment."""
    return before is not None and before.undoes and (before.at, before.about) == (line.at, line.about)


def _told(book: Book, logged: LogInteraction) -> str:
    """What was kept, and who was named in the words and cannot be found."""
    talk = read_talk(logged.note, book.today)
    unknown = find_others(book, talk, logged.person_id).unknown
    is_undated = talk.unread_day and logged.at.astimezone(book.zone).date() == book.today
    unread = f". {day_not_understood(talk.unread_day)}" if is_undated else ""
    return in_short(logged) + left_in_note(unknown) + unread

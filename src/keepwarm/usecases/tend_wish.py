"""Whether the other wants to stay in touch too: their answer, in their words."""

from dataclasses import dataclass
from datetime import date

from keepwarm.domain.bearings import Wish, Wished
from keepwarm.storage.bearings import set_wish, wishes_of
from keepwarm.storage.book import Book
from keepwarm.storage.journal import begin_batch, storable_text
from keepwarm.storage.people import get_person
from keepwarm.usecases.add_correspondents import welcome
from keepwarm.usecases.past_days import day_on_which


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWish:
    """What they said of staying in touch, in their words, and on which day: today, where none is named."""

    person_id: int
    answer: Wish
    words: str = ""
    said_on: date | None = None


def note_wish(book: Book, command: NoteWish) -> bool:
    """Keep the wish in place of an earlier one; False where it was so already.

    Unclear once more keeps its first day, so that nobody is asked a second time. Raises Invalid for a day
    that is not here yet, or too long ago.
    """
    _said_on(book, command)
    begin_batch(book, "wish", get_person(book, command.person_id).name)
    return keep_wish(book, command)


def keep_wish(book: Book, command: NoteWish) -> bool:
    """The same as part of another change."""
    said_on = _said_on(book, command)
    held = find_wish(book, command.person_id)
    words = storable_text(command.words).strip()
    if held is not None and held.answer is command.answer:
        words = words or held.words
        if command.said_on is None or command.answer is Wish.UNCLEAR:
            said_on = held.said_on
    wished = Wished(answer=command.answer, words=words, said_on=said_on)
    changed = set_wish(book, command.person_id, wished)
    if command.answer is not Wish.NO:
        welcome(book, command.person_id)
    return changed


def take_back_wish(book: Book, person_id: int) -> bool:
    """Go back to nothing having been said; False where nothing was."""
    begin_batch(book, "wish", get_person(book, person_id).name)
    return set_wish(book, person_id, None)


def find_wish(book: Book, person_id: int) -> Wished | None:
    """What they said of staying in touch; None where nothing was."""
    return wishes_of(book, (person_id,)).get(person_id)


def _said_on(book: Book, command: NoteWish) -> date:
    return day_on_which(book, command.said_on or book.calendar_day, "they said it")

"""Gives and asks: written down, moved on, taken out; and the mode "I need help now"."""

from dataclasses import dataclass
from datetime import date, timedelta

from keepwarm.domain.details import FavourState
from keepwarm.domain.errors import Invalid
from keepwarm.domain.favours import Line, moved, new_line, skipped_question, words_before_ask
from keepwarm.domain.people import Side
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Book
from keepwarm.storage.favours import (
    add_line,
    change_line,
    get_line,
    lines_of,
    remove_line,
    terms_of,
)
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.owner_settings import HELP_UNTIL, choose_setting
from keepwarm.storage.people import get_person
from keepwarm.usecases.add_correspondents import welcome
from keepwarm.usecases.by_words import the_one_that_says
from keepwarm.usecases.keep_ties import restate
from keepwarm.usecases.past_days import day_on_which

LONGEST_HELP_DAYS = 180
"""Help that is needed for longer is no "now"; the day can be chosen again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFavour:
    """A give (`MINE`) or an ask, with how far it has come; `on` is the day of that, today where none is said.

    `unasked` says of help from them that it came by itself. `anyway` says that the owner has read the plain
    word before the ask.
    """

    person_id: int
    side: Side
    text: str
    state: FavourState = FavourState.IDEA
    on: date | None = None
    money: bool = False
    unasked: bool = False
    anyway: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What became of it: the line's id, None where nothing was kept; and what is to be said."""

    favour_id: int | None
    words: tuple[Reason, ...] = ()


def note_favour(book: Book, command: NoteFavour) -> Noted:
    """Write a give or an ask down. An ask that should have a word first is kept only `anyway`.

    Raises Invalid where there are no words or the day is none, Missing for somebody who is not there.
    """
    person = get_person(book, command.person_id)
    text, on = " ".join(command.text.split()), day_on_which(book, command.on)
    if not text:
        raise Invalid("Nothing is written down yet; say in a few words what it is.")
    line = new_line(command.side, text, command.state, on, money=command.money, unasked=command.unasked)
    words = _words_before(book, command.person_id, line, anyway=command.anyway)
    if words:
        return Noted(favour_id=None, words=words)
    begin_batch(book, "favour", person.name)
    favour_id = add_line(book, command.person_id, line)
    _settle(book, command.person_id)
    gone_past = skipped_question(new_line(line.side, text, FavourState.IDEA, on), line.state)
    return Noted(favour_id=favour_id, words=gone_past)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveFavour:
    """A line that has come further, on a day."""

    person_id: int
    favour_id: int
    to: FavourState
    on: date | None = None
    anyway: bool = False


def move_favour(book: Book, command: MoveFavour) -> Noted:
    """Move a line on. An ask that should have a word first moves only `anyway`.

    Raises Invalid for a move that the line does not allow, Missing for a line that is not there.
    """
    person = get_person(book, command.person_id)
    before = get_line(book, command.person_id, command.favour_id)
    after = moved(before, command.to, day_on_which(book, command.on))
    words = _words_before(book, command.person_id, after, anyway=command.anyway)
    if words:
        return Noted(favour_id=None, words=words)
    begin_batch(book, "favour", person.name)
    change_line(book, after)
    _settle(book, command.person_id)
    return Noted(favour_id=after.favour_id, words=skipped_question(before, command.to))


def forget_favour(book: Book, person_id: int, favour_id: int) -> None:
    """Take a line out of the ledger. Raises Missing."""
    person = get_person(book, person_id)
    line = get_line(book, person_id, favour_id)
    begin_batch(book, "forget", person.name)
    remove_line(book, line)
    _settle(book, person_id)


def find_line(book: Book, person_id: int, words: str) -> Line:
    """The one line with somebody in whose text the words are; of several the one that is still open.

    Raises Missing, Ambiguous.
    """
    return the_one_that_says(
        lines_of(book, person_id),
        words,
        one="give or ask",
        several="gives and asks",
        whose=f"with {get_person(book, person_id).name}",
        see="keepwarm favours",
    )


def need_help(book: Book, until: date | None) -> bool:
    """Say that help is needed now, until a day; None says that it is no more. False where it was so.

    Raises Invalid for a day that is over, or too far away to be now.
    """
    if until is not None and not book.today <= until <= book.today + timedelta(days=LONGEST_HELP_DAYS):
        raise Invalid(
            f"{until} cannot be the day until which you need help; choose one of the next "
            f"{LONGEST_HELP_DAYS} days."
        )
    until_when = "no more" if until is None else f"until {until.day} {until:%B}"
    begin_batch(book, "settings", f"“I need help now”: {until_when}")
    return choose_setting(book, HELP_UNTIL, None if until is None else until.isoformat())


def helping_until(book: Book) -> date | None:
    """Until when help is needed now; None while it is not."""
    return terms_of(book).helping_until


def _words_before(book: Book, person_id: int, line: Line, *, anyway: bool) -> tuple[Reason, ...]:
    """What is to be said before a line that is an ask made now; of one made before it is too late."""
    is_now = line.side is Side.THEIRS and line.state is FavourState.WANTED and line.on == book.today
    if anyway or not is_now:
        return ()
    others = [one for one in lines_of(book, person_id) if one.favour_id != line.favour_id]
    return words_before_ask(others, book.today, helping=terms_of(book).helping_until is not None)


def _settle(book: Book, person_id: int) -> None:
    """What follows from another ledger: who waited outside comes in, and the stage rests on it."""
    welcome(book, person_id)
    restate(book, person_id)

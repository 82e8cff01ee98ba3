"""Whom the owner writes with: added to the book, or set aside until they change their mind."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from keepwarm.domain.people import Standing
from keepwarm.domain.search_conditions import UNLISTED
from keepwarm.storage.book import Book
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.people import answer_spoken, change_standing, get_person
from keepwarm.usecases.keep_ties import refresh_people

_NAMED = 3


def add_correspondents(book: Book, person_ids: Sequence[int], *, spoken: bool = False) -> int:
    """Take those who wait into the book, as one; return how many did. `spoken`: there is a voice in it.

    Who is in the book already stays as they are. Raises Missing where somebody is not there.
    """
    rows = [get_person(book, person_id) for person_id in dict.fromkeys(person_ids)]
    waiting = [row for row in rows if row.standing == Standing.CORRESPONDENT]
    begin_batch(book, "add correspondents", _named(waiting))
    for row in waiting:
        change_standing(book, row.person_id, Standing.ORDINARY)
        if spoken:
            answer_spoken(book, row.person_id, lately=True, on=book.today)
    refresh_people(book, {row.person_id for row in waiting})
    return len(waiting)


def set_correspondents_aside(book: Book, person_ids: Sequence[int]) -> int:
    """Do not ask about these again; what passed with them stays. Return how many there were."""
    rows = [get_person(book, person_id) for person_id in dict.fromkeys(person_ids)]
    waiting = [row for row in rows if row.standing == Standing.CORRESPONDENT]
    begin_batch(book, "set aside", _named(waiting))
    for row in waiting:
        answer_spoken(book, row.person_id, lately=False, on=book.today)
    return len(waiting)


def welcome(book: Book, person_id: int) -> None:
    """Whom the owner says or notes something of is in the book from then on; part of that change."""
    if get_person(book, person_id).standing in UNLISTED:
        change_standing(book, person_id, Standing.ORDINARY)


def _named(rows: Sequence[Row[Any]]) -> str:
    """The names of a few, for the journal."""
    names = ", ".join(row.name for row in rows[:_NAMED])
    return names if len(rows) <= _NAMED else f"{names} and {len(rows) - _NAMED} more"

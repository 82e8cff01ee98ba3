"""The pages of introductions: all of them, by what is to be done next, and one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from keepwarm.domain.bringing import Role
from keepwarm.domain.introduction_steps import DueStep, steps_due
from keepwarm.domain.introductions import Introduction, Move, State, moves, state_of
from keepwarm.storage.book import Book
from keepwarm.storage.introductions import (
    NamedIntroduction,
    get_named_introduction,
    named_introductions,
    named_introductions_with,
    open_introductions,
)
from keepwarm.storage.schema import introductions

_SHOWN_FOR, _MOST_OVER = timedelta(days=180), 30


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroductionLine:
    """An introduction with the names of those whom it needs; `due` is what is to be done by now."""

    one: Introduction
    state: State
    names: Mapping[Role, str]
    moves: tuple[Move, ...]
    due: DueStep | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroductionsPage:
    """All that are open, by what is to be done, and what ended lately, the latest first."""

    today: date
    to_do: tuple[IntroductionLine, ...]
    under_way: tuple[IntroductionLine, ...]
    resting: tuple[IntroductionLine, ...]
    over: tuple[IntroductionLine, ...]

    @property
    def lines(self) -> tuple[IntroductionLine, ...]:
        """All of them."""
        return (*self.to_do, *self.under_way, *self.resting, *self.over)


def introductions_page(book: Book) -> IntroductionsPage:
    """Read all that are open, and those of the last months; two statements."""
    is_late = introductions.c.ended_on >= book.today - _SHOWN_FOR
    lines = [_line(held, book.today) for held in open_introductions(book)]
    resting = [line for line in lines if line.state is State.NOT_NOW]
    due = [line for line in lines if line.due is not None and line not in resting]
    over = named_introductions(book, is_late, most=_MOST_OVER)
    return IntroductionsPage(
        today=book.today,
        to_do=tuple(due),
        under_way=tuple(line for line in lines if line not in due and line not in resting),
        resting=tuple(resting),
        over=tuple(_line(held, book.today) for held in over),
    )


def introductions_of(book: Book, person_id: int) -> list[IntroductionLine]:
    """Read those for which somebody is needed, the latest changed first; one statement."""
    return [_line(held, book.today) for held in named_introductions_with(book, person_id)]


def introduction_line(book: Book, introduction_id: int) -> IntroductionLine:
    """Read one of them; one statement. Raises Missing."""
    return _line(get_named_introduction(book, introduction_id), book.today)


def _line(held: NamedIntroduction, today: date) -> IntroductionLine:
    one = held.one
    return IntroductionLine(
        one=one,
        state=state_of(one, today),
        names=held.names,
        moves=moves(one, today),
        due=next((due for due in steps_due(one) if due.from_on <= today), None),
    )

"""What a story tells of help: given, asked for, offered, thanked for; and when the owner needs it now."""

from datetime import date

from keepwarm.domain.details import FavourState
from keepwarm.domain.people import Side
from keepwarm.storage.book import Book
from keepwarm.usecases.tend_favours import (
    MoveFavour,
    NoteFavour,
    find_line,
    move_favour,
    need_help,
    note_favour,
)
from tests.scenarios.story import Grammar, Stage

OF_HELP = Grammar()
says = OF_HELP.says


def _write(
    stage: Stage, who: str, side: Side, text: str, state: FavourState, day: str, *, unasked: bool = False
) -> None:
    command = NoteFavour(
        person_id=stage.person(who), side=side, text=text, state=state, unasked=unasked, anyway=True
    )
    stage.write(lambda book: note_favour(book, command), date.fromisoformat(day))


@says(r"I helped {who} with (?P<text>.+) on {day}")
def _gave(stage: Stage, who: str, text: str, day: str) -> None:
    _write(stage, who, Side.MINE, text, FavourState.DONE, day)


@says(r"I asked {who} on {day} whether this would be of value: (?P<text>.+)")
def _offered(stage: Stage, who: str, day: str, text: str) -> None:
    _write(stage, who, Side.MINE, text, FavourState.OFFERED, day)


@says(r"I asked {who} for (?P<text>.+) on {day}")
def _asked(stage: Stage, who: str, text: str, day: str) -> None:
    _write(stage, who, Side.THEIRS, text, FavourState.WANTED, day)


@says(r"{who} helped me with (?P<text>.+) on {day}")
def _received(stage: Stage, who: str, text: str, day: str) -> None:
    _write(stage, who, Side.THEIRS, text, FavourState.DONE, day, unasked=True)


_WENT_ON = {
    "said no to": FavourState.DECLINED,
    "said yes to": FavourState.WANTED,
    "did what I asked for,": FavourState.DONE,
    "thanked me for": FavourState.THANKED,
}


@says(rf"{{who}} (?P<how>{'|'.join(_WENT_ON)}) (?P<text>.+?),? on {{day}}")
def _went_on(stage: Stage, who: str, how: str, text: str, day: str) -> None:
    _move(stage, who, text, _WENT_ON[how], day)


@says(r"I thanked {who} for (?P<text>.+) on {day}")
def _thanked(stage: Stage, who: str, text: str, day: str) -> None:
    _move(stage, who, text, FavourState.THANKED, day)


def _move(stage: Stage, who: str, text: str, to: FavourState, day: str) -> None:
    person_id = stage.person(who)

    def move(book: Book) -> None:
        line = find_line(book, person_id, text)
        move_favour(book, MoveFavour(person_id=person_id, favour_id=line.favour_id, to=to))

    stage.write(move, date.fromisoformat(day))


@says(r"I need help until {day}")
def _help(stage: Stage, day: str) -> None:
    stage.write(lambda book: need_help(book, date.fromisoformat(day)))

"""Introductions in a book, begun, taken on and looked at, for the tests of them."""

from datetime import timedelta

from keepwarm.domain.bringing import Form, Role
from keepwarm.domain.details import FavourState
from keepwarm.domain.introduction_words import Saying
from keepwarm.domain.introductions import PLAIN, Introduction, Terms, moves
from keepwarm.storage.book import Library
from keepwarm.storage.favours import lines_of
from keepwarm.storage.introductions import get_introduction
from keepwarm.storage.pages.journal import journal_page
from keepwarm.translations.introducing import PHRASES, text_to_send
from keepwarm.usecases.introduce import (
    BeginIntroduction,
    TakeMove,
    begin_introduction,
    take_move,
)
from keepwarm.usecases.introduction_texts import prepare_texts
from tests.books import NOW, added

TODAY = NOW.date()
ONE, OTHER, INTRODUCER = Role.ONE, Role.OTHER, Role.INTRODUCER
NAMES = {"first": "Zenobia Quillfeather", "second": "Thaddeus Brambleworth"}
HANDLES = {"first": ("zenobia@quill.example", "+351 21 555 0101"), "second": ("thad@bramble.example",)}


def people(library: Library) -> tuple[int, int]:
    """Two whom an introduction needs."""
    first, second = (added(library, NAMES[name], *HANDLES[name]) for name in ("first", "second"))
    return first, second


def began(library: Library, form: Form, one: int, other: int, **more: str) -> int:
    """The id of an introduction that was begun."""
    said = {"about": "a shop for old maps", **more}
    with library.open(NOW, writing=True) as book:
        command = BeginIntroduction(form=form, one=one, other=other, phrases=PHRASES, **said)
        return begin_introduction(book, command)


def take(library: Library, one_id: int, *codes: str, terms: Terms = PLAIN, days: int = 0) -> Introduction:
    """What it is after moves by their codes, so many days later; what is said before an ask was read."""
    now = NOW + timedelta(days=days)
    for code in codes:
        with library.open(now, writing=True) as book:
            move = next(
                move for move in moves(get_introduction(book, one_id), book.today) if str(move) == code
            )
            command = TakeMove(introduction_id=one_id, move=move, terms=terms, anyway=True, phrases=PHRASES)
            take_move(book, command)
    return read(library, one_id)


def read(library: Library, one_id: int) -> Introduction:
    with library.open(NOW) as book:
        return get_introduction(book, one_id)


def texts(library: Library, one_id: int) -> list[tuple[Saying, Role, str]]:
    """Every text that the product prepares now, for each step that may come next."""
    with library.open(NOW) as book:
        one = get_introduction(book, one_id)
        prepared = [each for move in moves(one, book.today) for each in prepare_texts(book, one, move)]
    return [(each.saying, each.to, text_to_send(each)) for each in prepared]


def steps_standing(library: Library) -> list[int]:
    """The batches of steps that stand, the last first."""
    with library.open(NOW) as book:
        lines = journal_page(book)
    return [line.batch_id for line in lines if line.what == "introduction" and not line.undone]


def favour_states(library: Library, person_id: int) -> list[tuple[str, FavourState]]:
    with library.open(NOW) as book:
        return [(line.text, line.state) for line in lines_of(book, person_id)]


WORDS = ("old maps", "a cartographer's shop", "Thaddeus draws them", "they sing", "ring 351 215 550 101")

"""What the templates of the ledger need to put data into words."""

from collections.abc import Iterator
from typing import Any

from keepwarm.domain.details import FavourState, NeedKind
from keepwarm.domain.favours import MOVES, Asks, Line
from keepwarm.domain.people import Side
from keepwarm.domain.reasons import Reason
from keepwarm.translations import ledger
from keepwarm.translations.need_matches import why_in_words
from keepwarm.usecases.send_words import ways_to_send


def moves_of(line: Line) -> Iterator[tuple[str, str]]:
    """The moves of a line as buttons: the value that each sends, and its words."""
    for state in MOVES[line.side][line.state]:
        yield state.value, ledger.MOVES[line.side][state]


def state_of_line(line: Line) -> str:
    """How far a line has come."""
    return ledger.STATES[line.side][line.state]


def asks_made(asks: Asks) -> Reason:
    """How many asks were made, and what became of them."""
    return Reason.of("asks_made", made=asks.made, agreed=asks.agreed, waiting=asks.waiting)


def words_for(line: Line) -> str:
    """What may be sent now: the question before a give, thanks after help; nothing else is prepared."""
    if line.side is Side.MINE and line.state is FavourState.IDEA:
        return ledger.value_question(line.text)
    if line.side is Side.THEIRS and line.state is FavourState.DONE:
        return ledger.thanks(line.text)
    return ""


NAMES: dict[str, Any] = {
    "NEED": NeedKind.NEED,
    "OFFER": NeedKind.OFFER,
    "THEIRS": Side.THEIRS,
    "asks_made": asks_made,
    "help_words": ledger.help_words,
    "why_in_words": why_in_words,
    "moves_of": moves_of,
    "state_of_line": state_of_line,
    "ways_to_send": ways_to_send,
    "words_for": words_for,
}

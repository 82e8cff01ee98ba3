"""What a step of an introduction leaves elsewhere: lines of the ledger, and how two people met."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from keepwarm.domain.bringing import Form, Role
from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.details import FavourState, RelationKind
from keepwarm.domain.favours import MOVES, Line, moved, new_line
from keepwarm.domain.introductions import Act, Introduction, Move
from keepwarm.domain.people import Side
from keepwarm.storage.book import Book
from keepwarm.storage.favours import add_line, change_line, lines_of
from keepwarm.storage.introductions import names_of
from keepwarm.storage.relations import add_relation

_WANTED, _DECLINED, _DONE, _THANKED = (
    FavourState.WANTED,
    FavourState.DECLINED,
    FavourState.DONE,
    FavourState.THANKED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """What is written beside an introduction, in the owner's language.

    `favour` names the help, of which the ledger has a line, by who was met; `known_through` says of two that
    the owner introduced them.
    """

    favour: Callable[[str], str]
    known_through: str


def tell_ledger(book: Book, before: Introduction, after: Introduction, move: Move, phrases: Phrases) -> None:
    """Write down what a step means as help: asked for, refused, given, thanked for."""
    on, act = after.changed_on, move.act
    if after.form is Form.MADE:
        if act is Act.MAKE:
            _note_gives(book, after, phrases, on)
        return
    introducer, name = after.find(Role.INTRODUCER), _name_of(book, after, Role.ONE)
    if introducer is None or not name:
        return
    text = phrases.favour(name)
    if move == Move(Act.ASK, Role.INTRODUCER):
        line = new_line(Side.THEIRS, text, _WANTED, on)
        if not _move_line(book, introducer.person_id, text, (_WANTED,), on):
            add_line(book, introducer.person_id, line)
    elif after.made_on is not None and before.made_on is None:
        _move_line(book, introducer.person_id, text, (_DONE,), on)
    elif act is Act.THANK:
        _move_line(book, introducer.person_id, text, (_DONE, _THANKED), on)
    elif after.ended_on is not None and after.made_on is None:
        _move_line(book, introducer.person_id, text, (_DECLINED,), on)


def _move_line(book: Book, person_id: int, text: str, states: tuple[FavourState, ...], on: date) -> bool:
    """Move the line of this text as far as it goes; False where there is none that is not over."""
    found = [line for line in lines_of(book, person_id) if line.text == text and line.side is Side.THEIRS]
    line = next((one for one in found if one.is_open or one.state is _DONE), None)
    if line is None:
        return False
    after = line
    for state in states:
        if state in MOVES[after.side][after.state]:
            after = moved(after, state, on)
    change_line(book, after)
    return True


def note_help(book: Book, one: Introduction, name: str, phrases: Phrases) -> None:
    """An introduction that the owner was given is help that came unasked."""
    line = new_line(Side.THEIRS, phrases.favour(name), _DONE, one.changed_on, unasked=True)
    add_line(book, one.party(Role.INTRODUCER).person_id, line)


def _note_gives(book: Book, one: Introduction, phrases: Phrases, on: date) -> None:
    """Two who were introduced have both been helped."""
    for role, other in ((Role.ONE, Role.OTHER), (Role.OTHER, Role.ONE)):
        line: Line = new_line(Side.MINE, phrases.favour(_name_of(book, one, other)), _DONE, on)
        add_line(book, one.party(role).person_id, line)


def note_how_met(book: Book, before: Introduction, after: Introduction, phrases: Phrases) -> None:
    """Who met through somebody is related to them by it, and two whom the owner introduced to each other."""
    if after.met_on is None or before.met_on is not None or not after.is_whole:
        return
    first = after.party(Role.ONE).person_id
    if after.form is Form.MADE:
        second, kind, label = after.party(Role.OTHER).person_id, RelationKind.OTHER, phrases.known_through
    else:
        second, kind, label = after.party(Role.INTRODUCER).person_id, RelationKind.INTRODUCED_BY, ""
    if first != second:
        add_relation(book, first, second, kind, label=label, source=OWNER_SAID)


def _name_of(book: Book, one: Introduction, role: Role) -> str:
    party = one.find(role)
    return "" if party is None else names_of(book, (party.person_id,)).get(party.person_id, "")

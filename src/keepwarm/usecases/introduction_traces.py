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
from keepwarm.storage.introductions import introductions_with, names_of
from keepwarm.storage.relations import add_relation

_WANTED, _DECLINED, _DONE, _THANKED = (
    FavourState.WANTED,
    FavourState.DECLINED,
    FavourState.DONE,
    FavourState.THANKED,
)

_ANYBODY = "\n"
"""Stands for a name; none has it."""


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
    line = _find_line(book, before, text, phrases)
    if move == Move(Act.ASK, Role.INTRODUCER):
        if line is None:
            add_line(book, introducer.person_id, new_line(Side.THEIRS, text, _WANTED, on))
        else:
            _move_line(book, line, (_WANTED,), on)
    elif line is None:
        return
    elif after.made_on is not None and before.made_on is None:
        _move_line(book, line, (_DONE,), on)
    elif act is Act.THANK:
        _move_line(book, line, (_DONE, _THANKED), on)
    elif after.ended_on is not None and after.made_on is None:
        _move_line(book, line, (_DECLINED,), on)


def _find_line(book: Book, one: Introduction, text: str, phrases: Phrases) -> Line | None:
    """The line of an introduction that is not over: by its words, or by its day where those are of another.

    Whoever was met may be called otherwise by now: then it is the only one of the day on which it was asked
    for, or given, that says an introduction, and of which no other introduction tells.
    """
    introducer = one.party(Role.INTRODUCER)
    lines = [line for line in lines_of(book, introducer.person_id) if line.side is Side.THEIRS]
    lines = [line for line in lines if line.is_open or line.state is _DONE]
    day = introducer.asked_on or one.made_on
    named = sorted((line for line in lines if line.text == text), key=lambda line: line.on != day)
    if named or day is None:
        return named[0] if named else None
    begin, end = phrases.favour(_ANYBODY).split(_ANYBODY)
    of_the_day = [line for line in lines if line.on == day]
    found = [line for line in of_the_day if line.text.startswith(begin) and line.text.endswith(end)]
    others = _others(book, one, phrases) if found else set()
    left = [line for line in found if line.text not in others]
    return left[0] if len(left) == 1 else None


def _others(book: Book, one: Introduction, phrases: Phrases) -> set[str]:
    """What the lines of the other introductions say that the same person is asked for, or gave."""
    introducer = one.party(Role.INTRODUCER)
    theirs = [
        other
        for other in introductions_with(book, introducer.person_id)
        if other.introduction_id != one.introduction_id
    ]
    met = {party.person_id for other in theirs if (party := other.find(Role.ONE)) is not None}
    return {phrases.favour(name) for name in names_of(book, met).values()}


def _move_line(book: Book, line: Line, states: tuple[FavourState, ...], on: date) -> None:
    """Move a line as far as it goes."""
    for state in states:
        if state in MOVES[line.side][line.state]:
            line = moved(line, state, on)
    change_line(book, line)


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

"""Introductions: begun, worded, and taken further; a step, what follows from it in one batch."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from keepwarm.domain.bringing import Answer, Form, Role
from keepwarm.domain.errors import Ambiguous, Invalid, Missing
from keepwarm.domain.favours import words_before_ask
from keepwarm.domain.introduction_moves import moved
from keepwarm.domain.introductions import PLAIN, ROLES, Act, Introduction, Move, Party, Terms
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.favours import lines_of, terms_of
from keepwarm.storage.introductions import (
    add_introduction,
    get_introduction,
    introductions_with,
    names_of,
    save_introduction,
)
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.people import get_person
from keepwarm.usecases.add_correspondents import welcome
from keepwarm.usecases.introduction_texts import words_given_away
from keepwarm.usecases.introduction_traces import Phrases, note_help, note_how_met, tell_ledger
from keepwarm.usecases.keep_ties import refresh_people
from keepwarm.usecases.leave_in_peace import refuse_left_in_peace
from keepwarm.usecases.past_days import day_on_which

LONGEST = 500
"""Characters of what it is for, of each reason why, and of what became of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginIntroduction:
    """An introduction that is thought of, or that the owner was given.

    `one` is whom the owner is to know, or asks first; `other` who is to know them, or who introduces. `about`
    is what it is for, and why each may like it stands beside them. `on` is the day of one that was given.
    """

    form: Form
    one: int
    other: int
    about: str = ""
    why_one: str = ""
    why_other: str = ""
    on: date | None = None
    phrases: Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeMove:
    """A move of an introduction; `anyway` says that the owner has read the plain word before an ask."""

    introduction_id: int
    move: Move
    terms: Terms = PLAIN
    on: date | None = None
    anyway: bool = False
    phrases: Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of it; where nothing was kept, `words` are what the owner is to read first."""

    one: Introduction
    words: tuple[Reason, ...] = ()


class GivenAway(Invalid):
    """Words that would tell somebody who is meant before both agreed; `places` names whose they are."""

    def __init__(self, places: dict[Role | None, str]) -> None:
        word = next(iter(places.values()))
        super().__init__(
            f"“{word}” would tell who is meant, or how to reach them, before both said yes; "
            "write it so that nobody can be known by it."
        )
        self.places = places


def begin_introduction(book: Book, command: BeginIntroduction) -> int:
    """Note an introduction; return its id. One that the owner was given has been made.

    Raises Invalid where it is open already, names one person twice, says too much, or is of somebody who is
    to be left in peace; Missing.
    """
    people = {person_id: get_person(book, person_id).name for person_id in (command.one, command.other)}
    if len(people) == 1:
        raise Invalid("An introduction needs two people; choose somebody else as one of them.")
    refuse_left_in_peace(book, people)
    if _is_open_already(book, command):
        raise Invalid(f"This introduction of {' and '.join(people.values())} is begun already.")
    one = _begun(book, command)
    _refuse_given_away(book, one)
    begin_batch(book, "introduce", " and ".join(people.values()))
    add_introduction(book, one)
    if one.form is Form.RECEIVED:
        note_help(book, one, people[command.one], command.phrases)
    _settle(book, one)
    return one.introduction_id


def word_introduction(book: Book, introduction_id: int, about: str, whys: dict[Role, str]) -> Introduction:
    """Say anew what it is for, and why each may like it. Raises Invalid, Missing."""
    before = get_introduction(book, introduction_id)
    parties = tuple(
        replace(party, why=_tidy(whys[party.role])) if party.role in whys else party
        for party in before.parties
    )
    after = replace(before, about=_about(before.form, about), parties=parties)
    if before.made_on is None:
        _refuse_given_away(book, after)
    begin_batch(book, "introduction", _names(book, before))
    save_introduction(book, after)
    return after


def take_move(book: Book, command: TakeMove) -> Taken:
    """Take it further: the step, the lines of the ledger and how two met, in one batch.

    An ask that should have a word first is kept only `anyway`. Raises Invalid for a move that cannot be,
    and to ask or introduce somebody who is to be left in peace; Missing.
    """
    before, on = get_introduction(book, command.introduction_id), day_on_which(book, command.on)
    terms = replace(command.terms, learned=_tidy(command.terms.learned))
    after = moved(before, command.move, on, terms)
    if command.move.act in (Act.ASK, Act.MAKE, Act.AGAIN):
        refuse_left_in_peace(book, [party.person_id for party in before.parties])
    if not command.anyway and (words := words_before(book, before, command.move)):
        return Taken(one=before, words=words)
    begin_batch(book, "introduction", _names(book, before))
    save_introduction(book, after)
    tell_ledger(book, before, after, command.move, command.phrases)
    note_how_met(book, before, after, command.phrases)
    _settle(book, after)
    return Taken(one=after)


def words_before(book: Book, one: Introduction, move: Move) -> tuple[Reason, ...]:
    """What is plainly said before the owner asks somebody for an introduction; nothing before other moves."""
    introducer = one.find(Role.INTRODUCER)
    if move != Move(Act.ASK, Role.INTRODUCER) or introducer is None or one.form is not Form.ASKED:
        return ()
    lines, helping = lines_of(book, introducer.person_id), terms_of(book).helping_until is not None
    return words_before_ask(lines, book.today, helping=helping)


def find_begun(book: Book, person_ids: Iterable[int], *, open_only: bool = True) -> Introduction:
    """The introduction that needs all of these people. Raises Missing for none, Ambiguous for several."""
    wanted = list(person_ids)
    found = [
        one
        for one in introductions_with(book, wanted[0])
        if set(wanted) <= {party.person_id for party in one.parties}
        and (one.ended_on is None or not open_only)
    ]
    if not found:
        raise Missing("No introduction of them is open; see 'keepwarm introduce list'.")
    if len(found) > 1:
        raise Ambiguous("Several introductions of them are open; name both people.")
    return found[0]


def _begun(book: Book, command: BeginIntroduction) -> Introduction:
    first, second = ROLES[command.form]
    on = day_on_which(book, command.on)
    who = {Role.ONE: (command.one, command.why_one)}
    who[second if first is Role.ONE else first] = (command.other, command.why_other)
    parties = tuple(
        Party(role=role, person_id=person_id, why=_tidy(why)) for role, (person_id, why) in who.items()
    )
    one = Introduction(
        introduction_id=new_id(),
        form=command.form,
        changed_on=on,
        parties=parties,
        about=_about(command.form, command.about),
    )
    if command.form is not Form.RECEIVED:
        return one
    agreed = tuple(
        replace(party, answer=Answer.YES, answered_on=on, told_on=on if party.role is Role.ONE else None)
        for party in parties
    )
    return replace(one, parties=agreed, made_on=on)


def _about(form: Form, about: str) -> str:
    text = _tidy(about)
    if not text and form is not Form.RECEIVED:
        raise Invalid("Say in a few words what it is for; without it nobody can say yes.")
    return text


def _tidy(text: str) -> str:
    plain = " ".join(text.split())
    if len(plain) > LONGEST:
        raise Invalid(f"This is longer than {LONGEST} characters; write it shorter.")
    return plain


def _is_open_already(book: Book, command: BeginIntroduction) -> bool:
    return any(
        one.ended_on is None
        and one.form is command.form
        and command.other in {party.person_id for party in one.parties}
        for one in introductions_with(book, command.one)
    )


def _refuse_given_away(book: Book, one: Introduction) -> None:
    found = words_given_away(book, one, one.about, {party.role: party.why for party in one.parties})
    if found:
        raise GivenAway(found)


def _settle(book: Book, one: Introduction) -> None:
    """Who waited outside comes in, and the stages rest on the ledger."""
    ids = {party.person_id for party in one.parties}
    for person_id in ids:
        welcome(book, person_id)
    refresh_people(book, ids)


def _names(book: Book, one: Introduction) -> str:
    names = names_of(book, {party.person_id for party in one.parties})
    return " and ".join(names.get(party.person_id, "") for party in one.parties)

"""Introductions as a state machine: who is asked, who agreed, and what may come next.

There are three: the owner asks somebody to introduce them, introduces two others, or was introduced. How far
one has come follows from its days and answers. Nobody who was asked is left without an answer: as long as
somebody waits for one it cannot end, and what may come next is to tell them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from keepwarm.domain.bringing import Answer, Form, Outcome, Role
from keepwarm.domain.errors import Invalid

ROLES = {
    Form.ASKED: (Role.INTRODUCER, Role.ONE),
    Form.MADE: (Role.ONE, Role.OTHER),
    Form.RECEIVED: (Role.ONE, Role.INTRODUCER),
}
"""By form, whom it needs."""


class State(StrEnum):
    """How far an introduction has come."""

    IDEA = "idea"
    ASKED = "asked"
    AGREED_BY_ONE = "agreed by one"
    AGREED_BY_BOTH = "agreed by both"
    MADE = "made"
    MET = "met"
    OUTCOME = "outcome"
    THANKED = "thanked"
    DECLINED = "declined"
    NOT_NOW = "not now"
    LET_GO = "let go"


class Act(StrEnum):
    """What can be done with one; the first six with one of those whom it needs."""

    ASK = "ask"
    YES = "yes"
    LATER = "later"
    NO = "no"
    TELL = "tell"
    THANK = "thank"
    MAKE = "made"
    MEET = "met"
    OUTCOME = "outcome"
    REST = "not-now"
    AGAIN = "again"
    LET_GO = "let-go"


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that may come next, with whom where it is with somebody; `str` is its code."""

    act: Act
    role: Role | None = None

    def __str__(self) -> str:
        return self.act.value if self.role is None else f"{self.act}-{self.role}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One whom an introduction needs.

    `why` says why they may like it, in the owner's words. `told_on` is since when they know the end of it.
    """

    role: Role
    person_id: int
    why: str = ""
    answer: Answer = Answer.OPEN
    asked_on: date | None = None
    answered_on: date | None = None
    told_on: date | None = None
    thanked_on: date | None = None

    @property
    def waits(self) -> bool:
        """Whether they were asked, and do not know yet how it ended."""
        return self.asked_on is not None and self.told_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """Making two people known to each other, of whom one may be the owner.

    `about` is what it is for, `learned` what became of it in words. It rests until `back_on`.
    """

    introduction_id: int
    form: Form
    changed_on: date
    parties: tuple[Party, ...]
    about: str = ""
    made_on: date | None = None
    met_on: date | None = None
    outcome: Outcome | None = None
    learned: str = ""
    back_on: date | None = None
    ended_on: date | None = None

    def find(self, role: Role) -> Party | None:
        """Who has a role; None where they are in the book no more."""
        return next((party for party in self.parties if party.role is role), None)

    def party(self, role: Role) -> Party:
        """Who has a role that this form needs. Raises Invalid where they are in the book no more."""
        found = self.find(role)
        if found is None:
            raise Invalid("Somebody whom this introduction needs is in your book no more; let it go.")
        return found

    def answer_of(self, role: Role) -> Answer:
        """What somebody said; of who is in the book no more, nothing."""
        found = self.find(role)
        return Answer.OPEN if found is None else found.answer

    @property
    def is_whole(self) -> bool:
        """Whether everybody whom it needs is still in the book."""
        return all(self.find(role) is not None for role in ROLES[self.form])

    @property
    def have_agreed(self) -> bool:
        """Whether everybody whom it needs said yes: only then may details pass."""
        return self.is_whole and all(self.answer_of(role) is Answer.YES for role in ROLES[self.form])

    @property
    def is_ending(self) -> bool:
        """Whether it comes to nothing, and somebody may still have to be told."""
        if self.made_on is not None:
            return False
        return any(party.answer is Answer.NO or party.told_on is not None for party in self.parties)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a move may say besides: until when it rests, or what became of it."""

    back_on: date | None = None
    outcome: Outcome | None = None
    learned: str = ""


PLAIN = Terms()


def state_of(one: Introduction, today: date) -> State:
    """How far it has come."""
    if one.made_on is not None:
        return _state_after(one)
    if any(party.answer is Answer.NO for party in one.parties):
        return State.DECLINED
    if one.ended_on is not None or one.is_ending:
        return State.LET_GO
    if one.back_on is not None and one.back_on > today:
        return State.NOT_NOW
    if one.have_agreed:
        return State.AGREED_BY_BOTH
    answers = {party.answer for party in one.parties}
    if Answer.YES in answers:
        return State.AGREED_BY_ONE
    return State.ASKED if answers & {Answer.ASKED, Answer.LATER} else State.IDEA


def _state_after(one: Introduction) -> State:
    if one.outcome is not None:
        has_introducer = one.form is not Form.MADE
        return State.THANKED if one.ended_on is not None and has_introducer else State.OUTCOME
    return State.MADE if one.met_on is None else State.MET


# What may come next


def moves(one: Introduction, today: date) -> tuple[Move, ...]:
    """What may come next, the usual one first."""
    if one.ended_on is not None:
        return (Move(Act.AGAIN),) if state_of(one, today) is State.LET_GO and one.is_whole else ()
    if one.made_on is not None:
        return tuple(after_it(one))
    if one.is_ending:
        return tuple(to_end(one)) or (Move(Act.LET_GO),)
    if not one.is_whole:
        return tuple(_to_let_go(one))
    if state_of(one, today) is State.NOT_NOW:
        return (Move(Act.AGAIN), *_answers(one), *_withdrawn(one), *_to_let_go(one))
    return (*_ahead(one), *_withdrawn(one), Move(Act.REST), *_to_let_go(one))


def _ahead(one: Introduction) -> Iterator[Move]:
    """What brings it further."""
    if one.form is Form.MADE:
        if one.have_agreed:
            yield Move(Act.MAKE)
        yield from _answers(one)
        for role in (Role.ONE, Role.OTHER):
            if one.answer_of(role) in (Answer.OPEN, Answer.LATER):
                yield Move(Act.ASK, role)
        return
    if one.answer_of(Role.INTRODUCER) in (Answer.OPEN, Answer.LATER):
        yield Move(Act.ASK, Role.INTRODUCER)
    elif one.answer_of(Role.INTRODUCER) is Answer.YES:
        if one.have_agreed:
            yield Move(Act.MAKE)
        elif one.answer_of(Role.ONE) is not Answer.ASKED:
            yield Move(Act.ASK, Role.ONE)
            yield Move(Act.YES, Role.ONE)
            yield Move(Act.MAKE)
    yield from _answers(one)


def _answers(one: Introduction) -> Iterator[Move]:
    """What those may say who were asked."""
    for role in ROLES[one.form]:
        answer = one.answer_of(role)
        if answer in (Answer.ASKED, Answer.LATER):
            yield Move(Act.YES, role)
            if answer is Answer.ASKED:
                yield Move(Act.LATER, role)
            yield Move(Act.NO, role)


def _withdrawn(one: Introduction) -> Iterator[Move]:
    """Who said yes may say after all that they would rather not."""
    for role in ROLES[one.form]:
        if one.answer_of(role) is Answer.YES:
            yield Move(Act.NO, role)


def _to_let_go(one: Introduction) -> Iterator[Move]:
    """How the owner lets it go: by telling somebody who was asked, or at once where nobody was."""
    to_tell = [Move(Act.TELL, role) for role in _waiting(one)]
    yield from to_tell or [Move(Act.LET_GO)]


def to_end(one: Introduction) -> Iterator[Move]:
    """What is left where it comes to nothing."""
    for role in _waiting(one):
        tried = one.form is Form.ASKED and one.answer_of(Role.ONE) is Answer.NO
        yield Move(Act.THANK if tried else Act.TELL, role)


def _waiting(one: Introduction) -> list[Role]:
    """Whom the owner has to tell; who was asked by the introducer is told by them."""
    through = one.form is Form.ASKED and one.find(Role.INTRODUCER) is not None
    return [party.role for party in one.parties if party.waits and not (through and party.role is Role.ONE)]


def after_it(one: Introduction) -> Iterator[Move]:
    """What follows once it was made."""
    introducer = one.find(Role.INTRODUCER)
    if introducer is not None and introducer.thanked_on is None:
        yield Move(Act.THANK, Role.INTRODUCER)
    if one.outcome is None:
        if one.met_on is None:
            yield Move(Act.MEET)
        yield Move(Act.OUTCOME)
    elif introducer is not None and introducer.told_on is None:
        yield Move(Act.TELL, Role.INTRODUCER)

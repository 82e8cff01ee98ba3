"""On whom the next step of an introduction is due, and from which day: what Today reminds of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from keepwarm.domain.bringing import Answer, Form, Role
from keepwarm.domain.introductions import ROLES, Introduction

_NO_ANSWER_DAYS, _HOW_IT_WENT_DAYS, _A_DAY = 7, 14, 1
REMINDED_DAYS = 30
"""So long after it became due a step is reminded of; a page shows it for good."""


class Step(StrEnum):
    """What is due with somebody."""

    ASK = "ask"
    ASK_AGAIN = "ask again"
    WAIT = "wait"
    MAKE = "make"
    TELL = "tell"
    THANK = "thank"
    WRITE = "write"
    HOW_IT_WENT = "how it went"
    TELL_HOW = "tell how"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueStep:
    """A step that is due with somebody from a day on; it follows from what was on `since`."""

    role: Role
    step: Step
    since: date
    from_on: date


def steps_due(one: Introduction) -> Iterator[DueStep]:
    """The steps that are due, now or on a day that comes, as it stands."""
    if one.ended_on is not None:
        return
    if one.made_on is not None:
        yield from _after(one, one.made_on)
    elif one.is_ending:
        for party in one.parties:
            if party.waits and not (one.form is Form.ASKED and party.role is Role.ONE):
                yield _due(party.role, Step.TELL, one.changed_on)
    elif one.back_on is not None:
        role = _rested(one)
        yield DueStep(role=role, step=Step.ASK_AGAIN, since=one.changed_on, from_on=one.back_on)
    else:
        yield from _before(one)


def _before(one: Introduction) -> Iterator[DueStep]:
    turn_to = {Role.ONE: Role.INTRODUCER} if one.form is Form.ASKED else {}
    for party in one.parties:
        if party.answer is Answer.ASKED and party.asked_on is not None:
            role = turn_to.get(party.role, party.role)
            yield _due(role, Step.WAIT, party.asked_on, _NO_ANSWER_DAYS)
            return
    if one.form is Form.ASKED and one.answer_of(Role.INTRODUCER) is Answer.YES:
        yield _due(Role.INTRODUCER, Step.WAIT, one.changed_on, _NO_ANSWER_DAYS)
    elif one.have_agreed:
        yield _due(Role.ONE, Step.MAKE, one.changed_on)
    else:
        role = _rested(one)
        begun = any(party.answer is not Answer.OPEN for party in one.parties)
        yield _due(role, Step.ASK, one.changed_on, 0 if begun else _A_DAY)


def _rested(one: Introduction) -> Role:
    """Who is asked next: who said not now, else who was not asked."""
    for answer in (Answer.LATER, Answer.OPEN, Answer.ASKED):
        for role in ROLES[one.form]:
            if one.answer_of(role) is answer and not _is_behind(one, role):
                return role
    return ROLES[one.form][0]


def _is_behind(one: Introduction, role: Role) -> bool:
    """Whether the introducer is who asks them."""
    return one.form is Form.ASKED and role is Role.ONE


def _after(one: Introduction, made_on: date) -> Iterator[DueStep]:
    introducer = one.find(Role.INTRODUCER)
    if introducer is not None and introducer.thanked_on is None:
        yield _due(Role.INTRODUCER, Step.THANK, made_on, _A_DAY)
    if one.outcome is None:
        if introducer is not None and one.met_on is None:
            yield _due(Role.ONE, Step.WRITE, made_on)
        else:
            yield _due(Role.ONE, Step.HOW_IT_WENT, one.met_on or made_on, _HOW_IT_WENT_DAYS)
    elif introducer is not None and introducer.told_on is None:
        yield _due(Role.INTRODUCER, Step.TELL_HOW, one.changed_on)


def _due(role: Role, step: Step, since: date, days: int = 0) -> DueStep:
    return DueStep(role=role, step=step, since=since, from_on=since + timedelta(days=days))

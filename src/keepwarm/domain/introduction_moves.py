"""What becomes of an introduction by each move."""

from dataclasses import replace
from datetime import date, timedelta

from keepwarm.domain.bringing import Answer, Form, Outcome, Role
from keepwarm.domain.errors import Invalid
from keepwarm.domain.introductions import (
    PLAIN,
    Act,
    Introduction,
    Move,
    Party,
    Terms,
    after_it,
    moves,
    state_of,
    to_end,
)

LATER_DAYS, REST_DAYS = 60, 30
"""So long "not now" rests where no day is named: theirs, and the owner's own."""

_LONGEST_REST_DAYS = 730


def moved(before: Introduction, move: Move, on: date, terms: Terms = PLAIN) -> Introduction:
    """What it is after a move on a day. Raises Invalid for one that may not come next, or a day too far."""
    may = moves(before, on)
    if move not in may:
        ways = ", ".join(map(str, may))
        way = f"what can come next is: {ways}" if may else "it is over; undo its last step"
        raise Invalid(f"This cannot be done now, for it is “{state_of(before, on)}”; {way}.")
    after = _taken(before, move, on, terms)
    return _closed(replace(after, changed_on=on), on)


def _taken(one: Introduction, move: Move, on: date, terms: Terms) -> Introduction:
    act, role = move.act, move.role
    if role is not None:
        return _with_one(one, one.party(role), act, on, terms)
    if act is Act.MAKE:
        return _made(one, on)
    if act is Act.MEET:
        return replace(one, met_on=on)
    if act is Act.OUTCOME:
        return _with_outcome(one, on, terms)
    if act is Act.REST:
        return replace(one, back_on=_rests_until(on, terms.back_on, REST_DAYS))
    if act is Act.LET_GO:
        return replace(one, ended_on=on, back_on=None)
    return _taken_up(one)


def _with_one(one: Introduction, party: Party, act: Act, on: date, terms: Terms) -> Introduction:
    if act is Act.ASK:
        asked = replace(party, answer=Answer.ASKED, asked_on=on, answered_on=None, told_on=None)
        return _unrested(_with(one, asked))
    if act is Act.THANK:
        told_on = party.told_on if one.made_on else on
        return _told_through(_with(one, replace(party, thanked_on=on, told_on=told_on)), on)
    if act is Act.TELL:
        helped = one.made_on is None and one.form is Form.ASKED and party.answer is Answer.YES
        thanked_on = on if helped and party.thanked_on is None else party.thanked_on
        return _told_through(_with(one, replace(party, told_on=on, thanked_on=thanked_on)), on)
    answered = replace(party, answer=Answer(act.value), answered_on=on, asked_on=party.asked_on or on)
    if act is Act.LATER:
        until = _rests_until(on, terms.back_on, LATER_DAYS)
        return replace(_with(one, answered), back_on=max(until, one.back_on or until))
    if act is Act.NO:
        return _told_through(_with(one, replace(answered, told_on=on)), on)
    return _unrested(_with(one, answered))


def _with(one: Introduction, party: Party) -> Introduction:
    return replace(one, parties=tuple(party if held.role is party.role else held for held in one.parties))


def _unrested(one: Introduction) -> Introduction:
    """Awake again, unless somebody still said "not now"."""
    waits = any(party.answer is Answer.LATER for party in one.parties)
    return one if waits else replace(one, back_on=None)


def _told_through(one: Introduction, on: date) -> Introduction:
    """The same; once the introducer knows that it comes to nothing, they tell whom they asked."""
    introducer, met = one.find(Role.INTRODUCER), one.find(Role.ONE)
    if one.form is not Form.ASKED or introducer is None or introducer.told_on is None:
        return one
    return _with(one, replace(met, told_on=on)) if met is not None and met.waits else one


def _made(one: Introduction, on: date) -> Introduction:
    """Both know now, for they were introduced."""
    parties = tuple(
        party
        if party.role is Role.INTRODUCER
        else replace(
            party,
            answer=Answer.YES,
            asked_on=party.asked_on or on,
            answered_on=party.answered_on if party.answer is Answer.YES else on,
            told_on=on,
        )
        for party in one.parties
    )
    return replace(one, parties=parties, made_on=on, back_on=None)


def _with_outcome(one: Introduction, on: date, terms: Terms) -> Introduction:
    if terms.outcome is None:
        raise Invalid("Say what became of it: it goes on, it was good to have met, or it came to nothing.")
    met_on = on if one.met_on is None and terms.outcome is not Outcome.NOTHING else one.met_on
    return replace(one, outcome=terms.outcome, learned=" ".join(terms.learned.split()), met_on=met_on)


def _taken_up(one: Introduction) -> Introduction:
    """From a rest as it was, from what was let go as the idea that it began as."""
    if one.ended_on is None:
        return replace(one, back_on=None)
    fresh = tuple(Party(role=party.role, person_id=party.person_id, why=party.why) for party in one.parties)
    return replace(one, parties=fresh, ended_on=None, back_on=None)


def _closed(one: Introduction, on: date) -> Introduction:
    """Ended, where nothing is left to do."""
    if one.ended_on is not None:
        return one
    left = after_it(one) if one.made_on is not None else to_end(one)
    is_over = (one.made_on is not None or one.is_ending) and not any(left)
    return replace(one, ended_on=on, back_on=None) if is_over else one


def _rests_until(on: date, said: date | None, usual_days: int) -> date:
    until = said or on + timedelta(days=usual_days)
    if not on < until <= on + timedelta(days=_LONGEST_REST_DAYS):
        raise Invalid(f"{until} is no day until which this can rest; name one within the next two years.")
    return until

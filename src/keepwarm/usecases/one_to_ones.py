"""One-to-ones: planned, stepped on, arranged, and the agenda of both sides written."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from keepwarm.domain.errors import Ambiguous, Invalid, Missing
from keepwarm.domain.meeting import Format, OneToOneState
from keepwarm.domain.one_to_one_weeks import full_week
from keepwarm.domain.one_to_ones import (
    AS_IT_IS,
    USUAL_MINUTES,
    AgendaLine,
    OneToOne,
    Step,
    Terms,
    arranged,
    stepped,
    with_agenda,
)
from keepwarm.domain.people import Side
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.commitments import finish_next_steps, open_next_steps, place_next_step
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.one_to_ones import (
    add_one_to_one,
    begun_with,
    get_one_to_one,
    most_a_week,
    one_to_ones_with,
    save_one_to_one,
    weeks_planned,
)
from keepwarm.storage.people import get_person
from keepwarm.usecases.add_correspondents import welcome
from keepwarm.usecases.keep_ties import restate
from keepwarm.usecases.leave_in_peace import refuse_left_in_peace

Words = Callable[[OneToOne, datetime], str]
"""Says what is agreed; the moment is local."""

_LAST_YEAR = 2200
_AGREED = OneToOneState.AGREED


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOneToOne:
    """A one-to-one that is thought of, with somebody; `mine` begins the owner's half of its agenda."""

    person_id: int
    format: Format = Format.COFFEE
    minutes: int = USUAL_MINUTES
    place: str = ""
    mine: tuple[AgendaLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeStep:
    """A step with a one-to-one, and the terms that it says anew.

    `by` is who gives an agreed time up. `anyway` says that the owner has read that the week is full. `words`
    says what is agreed, by the owner's clock, as the text of the next step that is placed for it.
    """

    one_to_one_id: int
    step: Step
    terms: Terms = AS_IT_IS
    by: Side | None = None
    anyway: bool = False
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepped:
    """What became of it; where nothing was kept, `full` is what the owner is to read first."""

    one: OneToOne
    full: Reason | None = None


def plan_one_to_one(book: Book, command: PlanOneToOne) -> int:
    """Note that a one-to-one is thought of; return its id.

    Raises Invalid where one is open already, or where they are left in peace; Missing for nobody.
    """
    person = get_person(book, command.person_id)
    refuse_left_in_peace(book, (command.person_id,))
    if any(one.is_open for one in one_to_ones_with(book, command.person_id)):
        raise Invalid(f"A one-to-one with {person.name} is planned already; go on with that one.")
    plain = OneToOne(
        one_to_one_id=new_id(),
        person_id=command.person_id,
        uid=f"{secrets.token_hex(16)}@keepwarm",
        changed_on=book.today,
    )
    terms = Terms(format=command.format, minutes=command.minutes, place=command.place)
    one = with_agenda(arranged(plain, terms, book.today), book.today, mine=command.mine)
    begin_batch(book, "plan one-to-one", person.name)
    add_one_to_one(book, one)
    welcome(book, command.person_id)
    return one.one_to_one_id


def take_step(book: Book, command: TakeStep) -> Stepped:
    """Take a step; one that is agreed becomes the next step with them.

    Where the week is full nothing is kept, but `anyway`. Raises Invalid for a step that cannot be, Missing.
    """
    before = get_one_to_one(book, command.one_to_one_id)
    person = get_person(book, before.person_id)
    if command.step is Step.HOLD:
        raise Invalid("Say what came of it; the form for afterwards keeps that it was held, too.")
    after = stepped(before, command.step, book.today, _checked(book, command.terms), by=command.by)
    if after.is_open:
        refuse_left_in_peace(book, (before.person_id,))
    if not command.anyway and (full := _full_week(book, before, after)) is not None:
        return Stepped(one=before, full=full)
    _begin(book, command.step, person.name)
    save_one_to_one(book, after)
    _place(book, before, after, command.words)
    restate(book, before.person_id)
    return Stepped(one=after)


def arrange(book: Book, one_to_one_id: int, terms: Terms, words: Words) -> OneToOne:
    """Say how, how long or where, or propose a first time. Raises Invalid, Missing.

    What is agreed stays the next step with them, in these `words`.
    """
    before = get_one_to_one(book, one_to_one_id)
    person = get_person(book, before.person_id)
    after = arranged(before, _checked(book, terms), book.today)
    begin_batch(book, "one-to-one", person.name)
    if save_one_to_one(book, after) and after.state is _AGREED:
        _place(book, before, after, words)
        restate(book, before.person_id)
    return after


def write_agenda(
    book: Book,
    one_to_one_id: int,
    *,
    mine: tuple[AgendaLine, ...] | None = None,
    theirs: tuple[str, ...] | None = None,
) -> bool:
    """Write one half of the agenda anew, or both; False where it said so already. Raises Invalid, Missing."""
    before = get_one_to_one(book, one_to_one_id)
    after = with_agenda(before, book.today, mine=mine, theirs=theirs)
    begin_batch(book, "agenda", get_person(book, before.person_id).name)
    return save_one_to_one(book, after)


def open_their_page(book: Book, one_to_one_id: int, *, open_it: bool) -> str | None:
    """Make the address under which they write their half, a new one each time, or take it back.

    Returns the token that stands in it. Raises Invalid where it may take place no more, Missing.
    """
    before = get_one_to_one(book, one_to_one_id)
    if open_it and not before.is_open:
        raise Invalid("There is nothing to prepare any more: it was held or called off.")
    token = secrets.token_urlsafe(24) if open_it else None
    begin_batch(book, "one-to-one", get_person(book, before.person_id).name)
    save_one_to_one(book, replace(before, token=token))
    return token


def get_planned(book: Book, one_to_one_id: int) -> OneToOne:
    """One of them as it stands. Raises Missing."""
    return get_one_to_one(book, one_to_one_id)


def latest_with(book: Book, person_id: int) -> OneToOne:
    """The open one with somebody, else the one that was changed last. Raises Missing where there is none."""
    found, when_begun = one_to_ones_with(book, person_id), begun_with(book, person_id)
    if not found:
        name = get_person(book, person_id).name
        raise Missing(f"No one-to-one with {name} was ever planned; plan one: keepwarm one-to-one plan.")
    return max(found, key=lambda one: (one.is_open, one.changed_on, when_begun[one.one_to_one_id]))


def find_with(book: Book, person_id: int) -> OneToOne:
    """The one-to-one that is open with somebody. Raises Missing where none is, Ambiguous for several."""
    found = [one for one in one_to_ones_with(book, person_id) if one.is_open]
    name = get_person(book, person_id).name
    if not found:
        raise Missing(f"No one-to-one with {name} is planned; plan one: keepwarm one-to-one plan.")
    if len(found) > 1:
        raise Ambiguous(f"Several one-to-ones with {name} are open; call one off on its page first.")
    return found[0]


def _begin(book: Book, step: Step, name: str) -> None:
    """Begin the batch of a step under the word for what is done."""
    if step is Step.INVITE:
        begin_batch(book, "ask one-to-one", name)
    elif step is Step.AGREE:
        begin_batch(book, "agree one-to-one", name)
    elif step is Step.MOVE:
        begin_batch(book, "move one-to-one", name)
    elif step is Step.CALL_OFF:
        begin_batch(book, "call off one-to-one", name)
    else:
        begin_batch(book, "one-to-one", name)


def _full_week(book: Book, before: OneToOne, after: OneToOne) -> Reason | None:
    if after.state is not _AGREED or after.at is None:
        return None
    planned = weeks_planned(book, beside=before.one_to_one_id)
    return full_week(planned, _day(book, after.at), most_a_week(book))


def _place(book: Book, before: OneToOne, after: OneToOne, words: Words) -> None:
    """Let the next step with them follow: placed where it is agreed, else done with where it was its own."""
    if after.state is _AGREED and after.at is not None:
        local = after.at.astimezone(book.zone)
        text = words(after, local)
        place_next_step(book, after.person_id, text, channel=after.channel, due_on=local.date())
    elif before.state is _AGREED and before.at is not None:
        steps = open_next_steps(book, before.person_id)
        if any(step.due_on == _day(book, before.at) for step in steps):
            finish_next_steps(book, before.person_id)


def _day(book: Book, at: datetime) -> date:
    return at.astimezone(book.zone).date()


def _checked(book: Book, terms: Terms) -> Terms:
    if terms.at is not None and not (book.now <= terms.at and terms.at.year < _LAST_YEAR):
        when = terms.at.astimezone(book.zone)
        raise Invalid(f"{when:%Y-%m-%d %H:%M} is no time that comes; name a day and a time ahead.")
    return terms

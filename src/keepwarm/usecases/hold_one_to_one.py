"""A one-to-one that was held: the talk and all that came of it, kept in one save."""

from dataclasses import dataclass, replace
from datetime import datetime

from keepwarm.domain.errors import Invalid
from keepwarm.domain.one_to_ones import OneToOne, Step, Terms, stepped
from keepwarm.storage.book import Book
from keepwarm.storage.facts import find_fact
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.one_to_ones import get_one_to_one, save_one_to_one
from keepwarm.storage.people import get_person
from keepwarm.usecases.log_interaction import LogInteraction, NewFact, keep_talk


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldOneToOne:
    """A one-to-one, and the talk that it came to; the talk is with the person of the one-to-one."""

    one_to_one_id: int
    talk: LogInteraction


def hold_one_to_one(book: Book, command: HoldOneToOne) -> OneToOne:
    """Keep the talk, what was learned and promised, gives and asks, the next step; and that it was held.

    What was noted before in the same words is not noted twice. One change, undone as one. Raises Invalid
    where it was held or called off, or where something of the talk cannot be; Missing.
    """
    before = get_one_to_one(book, command.one_to_one_id)
    person = get_person(book, before.person_id)
    talk = command.talk
    if talk.person_id != before.person_id:
        raise Invalid(f"This one-to-one is with {person.name}; log the talk with somebody else by itself.")
    if before.at is not None and _is_that_day(book, before.at, talk):
        talk = replace(talk, at=before.at)
    held = stepped(before, Step.HOLD, book.today, Terms(at=talk.at, minutes=talk.minutes or None))
    begin_batch(book, "hold one-to-one", person.name)
    interaction_id = keep_talk(book, _without_known(book, talk))
    after = replace(held, interaction_id=interaction_id)
    save_one_to_one(book, after)
    return after


def _is_that_day(book: Book, at: datetime, talk: LogInteraction) -> bool:
    """Whether the talk is of the day that was agreed, so that the time that was agreed is its time."""
    return at <= book.now and at.astimezone(book.zone).date() == talk.at.astimezone(book.zone).date()


def _without_known(book: Book, talk: LogInteraction) -> LogInteraction:
    return replace(talk, facts=tuple(one for one in talk.facts if not _is_known(book, talk, one)))


def _is_known(book: Book, talk: LogInteraction, fact: NewFact) -> bool:
    of = fact.about or talk.person_id
    return find_fact(book, of, fact.kind, fact.text.strip()) is not None

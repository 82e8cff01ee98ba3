"""From what was understood of a telling to the talk that is logged, and whom it was with."""

from dataclasses import dataclass
from datetime import datetime, time

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.interactions import Direction
from keepwarm.domain.talk import Talk
from keepwarm.storage.book import Book
from keepwarm.usecases.find_person import Named, find_person
from keepwarm.usecases.log_interaction import (
    LogInteraction,
    NewFact,
    NewFavour,
    NewPromise,
    NewStep,
    time_of_talk,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """What holds where the words say nothing of it; without a channel they have to name one."""

    channel: Channel | None = None
    direction: Direction = Direction.MUTUAL
    my_share: int | None = None


def told_talk(
    book: Book, person_id: int, talk: Talk, otherwise: Otherwise | None = None, *, keep_private: bool = False
) -> LogInteraction:
    """The talk that the words tell of, with the words themselves as its note.

    Facts that touch what is private are facts only with `keep_private`; they stay in the note. Raises Invalid
    where no channel is known, and for a day or a length that cannot be.
    """
    otherwise = otherwise or Otherwise()
    channel = talk.channel.value if talk.channel else otherwise.channel
    if channel is None:
        raise Invalid(
            "How you were in touch is not said; begin with “called”, “met”, “texted” or “e-mailed”."
        )
    facts = [told.value for told in talk.facts if keep_private or not told.value.sensitive]
    step = talk.next_step.value if talk.next_step else None
    return LogInteraction(
        person_id=person_id,
        channel=channel,
        direction=talk.direction.value if talk.direction else otherwise.direction,
        at=told_moment(book, talk),
        minutes=talk.minutes.value if talk.minutes else None,
        note=talk.words.strip(),
        my_share=talk.my_share.value if talk.my_share else otherwise.my_share,
        facts=tuple(NewFact(text=one.text, kind=one.kind, sensitive=one.sensitive) for one in facts),
        promises=tuple(
            NewPromise(text=one.value.text, side=one.value.side, due_on=one.value.due_on)
            for one in talk.promises
        ),
        next_step=None if step is None else NewStep(text=step.text, due_on=step.due_on, channel=step.channel),
        favours=tuple(
            NewFavour(text=one.value.text, side=one.value.side, state=one.value.state) for one in talk.favours
        ),
        reached=tuple(told.value for told in talk.preferences),
    )


def told_moment(book: Book, talk: Talk) -> datetime:
    """When it was: at the hour that was said, where that has been, or as for any talk of that day."""
    on = talk.on.value if talk.on else None
    moment = time_of_talk(book, on, talk.minutes.value if talk.minutes else None)
    return moment if talk.at is None else _at_hour(book, moment, talk.at.value)


def _at_hour(book: Book, moment: datetime, hour: time) -> datetime:
    then = datetime.combine(moment.astimezone(book.zone).date(), hour, tzinfo=book.zone)
    return then if then < book.now else moment


def find_told(book: Book, talk: Talk) -> Named:
    """The person whom the words name: of "ada lovelace boats" the most words that name anybody.

    Raises Missing where they name nobody, Ambiguous where they name several.
    """
    if talk.who is None:
        raise Missing("Whom it was with is not said; begin with “called Ada”, or name the person first.")
    name = talk.who.value.rstrip(".")
    parts = name.split()
    for length in range(len(parts), 0, -1):
        try:
            return find_person(book, " ".join(parts[:length]))
        except Missing:
            continue
    return find_person(book, name)

"""From what was understood of a telling to the talk that is logged, and whom it was with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Ambiguous, Invalid, Missing
from keepwarm.domain.interactions import Direction
from keepwarm.domain.talk import Span, Talk, Told
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
class Others:
    """Who else was there: by how they were called, and how those were called who cannot be found."""

    known: Mapping[str, Named] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[int, ...]:
        """Those in the book, each once."""
        return tuple(dict.fromkeys(one.person_id for one in self.known.values()))

    def about(self, talk: Talk, span: Span) -> int | None:
        """Which of them a piece names; None where it names none, or the first who was there as well."""
        words = talk.words[span.start : span.end]
        who = "" if talk.who is None else talk.who.value
        if who and who not in self.known and _is_named(who, words):
            return None
        return next((one.person_id for name, one in self.known.items() if _is_named(name, words)), None)


def _is_named(name: str, words: str) -> bool:
    first = name.split()[0].rstrip(".")
    return re.search(rf"(?<!\w){re.escape(first)}(?!\w)", words, re.IGNORECASE) is not None


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
    others = find_others(book, talk, person_id)
    facts = [told for told in talk.facts if keep_private or not told.value.sensitive]
    return LogInteraction(
        person_id=person_id,
        others=others.ids,
        channel=channel,
        direction=talk.direction.value if talk.direction else otherwise.direction,
        at=told_moment(book, talk),
        minutes=talk.minutes.value if talk.minutes else None,
        note=talk.words.strip(),
        my_share=talk.my_share.value if talk.my_share else otherwise.my_share,
        facts=tuple(
            NewFact(
                text=one.value.text,
                kind=one.value.kind,
                sensitive=one.value.sensitive,
                about=others.about(talk, one.span),
            )
            for one in facts
        ),
        promises=tuple(
            NewPromise(
                text=one.value.text,
                side=one.value.side,
                due_on=one.value.due_on,
                about=others.about(talk, one.span),
            )
            for one in talk.promises
        ),
        next_step=told_step(talk),
        favours=tuple(
            NewFavour(text=one.value.text, side=one.value.side, state=one.value.state) for one in talk.favours
        ),
        reached=tuple(told.value for told in talk.preferences),
    )


def told_step(talk: Talk) -> NewStep | None:
    """The next contact that the words name."""
    if talk.next_step is None:
        return None
    step = talk.next_step.value
    return NewStep(text=step.text, due_on=step.due_on, channel=step.channel)


def told_moment(book: Book, talk: Talk) -> datetime:
    """When it was: at the hour that was said, where that has been, or as for any talk of that day.

    After midnight an hour of no day that is still to come was that of the day which is still today.
    """
    on = talk.on.value if talk.on else None
    moment = time_of_talk(book, on, talk.minutes.value if talk.minutes else None)
    if talk.at is None:
        return moment
    day = moment.astimezone(book.zone).date()
    then = _at_hour(book, day, talk.at.value)
    if then < book.now:
        return then
    was_before = on is None and day > book.today
    return _at_hour(book, book.today, talk.at.value) if was_before else moment


def _at_hour(book: Book, day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=book.zone)


def find_told(book: Book, talk: Talk) -> Named:
    """The person whom the words name: of "ada lovelace boats" the most words that name anybody.

    Raises Missing where they name nobody, Ambiguous where they name several.
    """
    if talk.who is None:
        raise Missing("Whom it was with is not said; begin with “called Ada”, or name the person first.")
    return _find_named(book, talk.who)


def find_others(book: Book, talk: Talk, person_id: int) -> Others:
    """Who else was there than this person, who need not be the one whom the words name first.

    Who cannot be found is unknown where the name has a capital; without one it may be no name at all.
    """
    known: dict[str, Named] = {}
    unknown = []
    named = (talk.who, *talk.others) if talk.who is not None and talk.others else ()
    for told in named:
        try:
            found = _find_named(book, told)
        except (Missing, Ambiguous):
            if told is not talk.who and told.value[0].isupper():
                unknown.append(told.value.rstrip("."))
            continue
        if found.person_id != person_id:
            known[told.value] = found
    return Others(known=known, unknown=tuple(unknown))


def _find_named(book: Book, told: Told[str]) -> Named:
    name = told.value.rstrip(".")
    parts = name.split()
    for length in range(len(parts), 0, -1):
        try:
            return find_person(book, " ".join(parts[:length]))
        except Missing:
            continue
    return find_person(book, name)

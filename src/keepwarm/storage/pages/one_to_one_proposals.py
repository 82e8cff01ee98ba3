"""With whom a one-to-one could be: met, or spoken with shortly, and never at length."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from keepwarm.domain.channels import VOICE_OR_FACE
from keepwarm.domain.dates import day_number, from_day_number
from keepwarm.domain.meeting import Follow, OneToOneState
from keepwarm.domain.reasons import Reason
from keepwarm.storage.bearings import may_be_proposed
from keepwarm.storage.book import Book
from keepwarm.storage.schema import (
    encounters,
    events,
    interactions,
    one_to_ones,
    participants,
    people,
    tie_states,
)

MOST_PROPOSED = 3
AT_LENGTH = 20
"""Minutes from which a talk is one at length."""

_MET_WITHIN = timedelta(days=365)
_LOOKED_AT = 100
"""So many of those met last are looked at closely."""

_RESTS = timedelta(days=90)
"""So long nobody is proposed with whom one was called off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedLine:
    """Somebody met but never spoken with at length, why they are proposed, and the day of it."""

    person_id: int
    name: str
    on: date
    reason: Reason


def propose_people(book: Book, most: int = MOST_PROPOSED) -> tuple[ProposedLine, ...]:
    """The few of the last year, the latest met first; three statements.

    Not who said no or is not to be proposed, nor with whom one is planned or was held, or was called off
    lately. A talk without a known length counts as one at length, but for that of an encounter.
    """
    found = {line.person_id: line for line in _spoken_shortly(book)}
    found |= {line.person_id: line for line in _met(book)}
    in_order = sorted(found.values(), key=lambda one: (-one.on.toordinal(), one.name, one.person_id))
    latest = in_order[:_LOOKED_AT]
    at_length = _who_spoke_at_length(book, [line.person_id for line in latest])
    return tuple([line for line in latest if line.person_id not in at_length][:most])


def _met(book: Book) -> Iterator[ProposedLine]:
    """Those of an encounter, where it was."""
    when, where = func.max(encounters.c.at), func.max(func.coalesce(events.c.name, encounters.c.place))
    joined = people.join(
        encounters,
        (encounters.c.owner_id == people.c.owner_id) & (encounters.c.person_id == people.c.person_id),
    ).outerjoin(
        events,
        (events.c.owner_id == encounters.c.owner_id) & (events.c.event_id == encounters.c.event_id),
    )
    lately = (encounters.c.at >= book.now - _MET_WITHIN, encounters.c.at <= book.now)
    found = (
        select(people.c.person_id, people.c.name, when.label("at"), where.label("place"))
        .select_from(joined)
        .where(_may_be_asked(book), *lately, encounters.c.follow != Follow.LEFT.value)
        .group_by(people.c.person_id, people.c.name)
    )
    for row in book.rows(found):
        on = row.at.astimezone(book.zone).date()
        reason = Reason.of("met_never_at_length", on=on, place=row.place or "")
        yield ProposedLine(person_id=row.person_id, name=row.name, on=on, reason=reason)


def _spoken_shortly(book: Book) -> Iterator[ProposedLine]:
    """Those with whom there was a voice or a face within the year."""
    since = day_number(book.calendar_day - _MET_WITHIN)
    joined = people.join(
        tie_states,
        (tie_states.c.owner_id == people.c.owner_id) & (tie_states.c.person_id == people.c.person_id),
    )
    lately = (tie_states.c.voice_on >= since, tie_states.c.voice_on <= day_number(book.calendar_day))
    found = (
        select(people.c.person_id, people.c.name, tie_states.c.voice_on)
        .select_from(joined)
        .where(_may_be_asked(book), *lately)
        .order_by(tie_states.c.voice_on.desc(), people.c.name, people.c.person_id)
        .limit(_LOOKED_AT)
    )
    for row in book.rows(found):
        on = from_day_number(row.voice_on)
        reason = Reason.of("spoke_never_at_length", on=on, minutes=AT_LENGTH)
        yield ProposedLine(person_id=row.person_id, name=row.name, on=on, reason=reason)


def _may_be_asked(book: Book) -> ColumnElement[bool]:
    """Of people: may be proposed, and none is planned or was held."""
    not_again = [OneToOneState.IDEA, OneToOneState.INVITED, OneToOneState.AGREED, OneToOneState.HELD]
    is_one = or_(
        one_to_ones.c.state.in_([state.value for state in not_again]),
        one_to_ones.c.changed_on >= book.today - _RESTS,
    )
    of_one = select(one_to_ones.c.person_id).where(book.owns(one_to_ones), is_one)
    return and_(
        book.owns(people),
        may_be_proposed(book),
        people.c.person_id.not_in(of_one),
    )


def _who_spoke_at_length(book: Book, person_ids: Collection[int]) -> frozenset[int]:
    """With whom of some people there was a long talk; one statement."""
    voiced = [channel.value for channel in sorted(VOICE_OR_FACE)]
    joined = participants.join(
        interactions,
        (interactions.c.owner_id == participants.c.owner_id)
        & (interactions.c.interaction_id == participants.c.interaction_id),
    )
    is_long = or_(
        interactions.c.minutes >= AT_LENGTH,
        and_(interactions.c.minutes.is_(None), ~_is_of_an_encounter(book)),
    )
    found = (
        select(participants.c.person_id)
        .distinct()
        .select_from(joined)
        .where(
            book.owns(participants),
            book.owns(interactions),
            participants.c.person_id.in_(person_ids),
            interactions.c.channel.in_(voiced),
            interactions.c.at <= book.now,
            is_long,
        )
    )
    return frozenset(book.connection.scalars(found))


def _is_of_an_encounter(book: Book) -> ColumnElement[bool]:
    of_encounters: Select[Any] = select(encounters.c.interaction_id).where(
        book.owns(encounters), encounters.c.interaction_id.is_not(None)
    )
    return interactions.c.interaction_id.in_(of_encounters)

"""Who knows whom, as far as the owner's own book tells: relations, and people seen together.

Everything is found by the index of a person, and never by going through a table; a fixed number of statements
for each five hundred people asked about.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, and_, func, select

from keepwarm.domain.acquaintances import Acquaintance, nearer
from keepwarm.domain.details import RelationKind
from keepwarm.domain.interactions import MOST_RECIPIENTS
from keepwarm.domain.meeting import AttendeeState
from keepwarm.domain.policy import INTRODUCTIONS
from keepwarm.storage.book import Book
from keepwarm.storage.schema import (
    attendees,
    circle_members,
    circles,
    encounters,
    events,
    interactions,
    participants,
    relations,
)
from keepwarm.storage.ties import chunks

Acquainted = dict[int, dict[int, Acquaintance]]
"""By person, by everybody whom they may know, what is known of the two; a relation is read from the first."""


@dataclass(slots=True)
class _Seen:
    """What was found of two people so far."""

    relation: RelationKind | None = None
    times: int = 0
    events: list[str] = field(default_factory=list)
    circles: list[str] = field(default_factory=list)


def acquaintances_of(book: Book, person_ids: Collection[int]) -> Acquainted:
    """Everybody whom some people may know; eight statements for each five hundred."""
    found: defaultdict[tuple[int, int], _Seen] = defaultdict(_Seen)
    for chunk in chunks(person_ids):
        for one, other, kind in _related(book, chunk):
            pair = found[one, other]
            pair.relation = nearer(pair.relation, kind)
        for one, other, times in book.execute(_talked(book, chunk)):
            found[one, other].times = times
        for pair_of, name in _at_one_event(book, chunk):
            found[pair_of].events.append(name)
        for pair_of, name in _in_one_circle(book, chunk):
            found[pair_of].circles.append(name)
    known: Acquainted = {person_id: {} for person_id in person_ids}
    for (one, other), seen in found.items():
        known[one][other] = Acquaintance(
            relation=seen.relation,
            times=seen.times,
            events=tuple(sorted(seen.events)),
            circles=tuple(sorted(seen.circles)),
        )
    return known


def _related(book: Book, chunk: list[int]) -> Iterator[tuple[int, int, RelationKind]]:
    """Relations said from either side, each read from the person who is asked about."""
    columns = select(relations.c.person_id, relations.c.other_id, relations.c.kind)
    for end in (relations.c.person_id, relations.c.other_id):
        for row in book.rows(columns.where(book.owns(relations), end.in_(chunk))):
            kind = RelationKind(row.kind)
            if end is relations.c.person_id:
                yield row.person_id, row.other_id, kind
            else:
                yield row.other_id, row.person_id, kind.inverse


def _talked(book: Book, chunk: list[int]) -> Select[Any]:
    """How often two were in one talk, mail or meeting that went to few, until now."""
    theirs, others = participants.alias("theirs"), participants.alias("others")
    in_it = and_(
        interactions.c.owner_id == theirs.c.owner_id,
        interactions.c.interaction_id == theirs.c.interaction_id,
    )
    beside = and_(
        others.c.owner_id == theirs.c.owner_id,
        others.c.interaction_id == theirs.c.interaction_id,
        others.c.person_id != theirs.c.person_id,
    )
    few = (interactions.c.counts, interactions.c.recipients <= MOST_RECIPIENTS, interactions.c.at <= book.now)
    return (
        select(theirs.c.person_id, others.c.person_id, func.count())
        .select_from(theirs.join(interactions, in_it).join(others, beside))
        # The last one twice: for a list of one, SQLite would go through the participants of the whole book.
        .where(theirs.c.owner_id == book.owner.owner_id, theirs.c.person_id.in_([*chunk, *chunk[-1:]]), *few)
        .group_by(theirs.c.person_id, others.c.person_id)
    )


def _at_one_event(book: Book, chunk: list[int]) -> Iterator[tuple[tuple[int, int], str]]:
    """Who was met at the same events, as encounters and lists say."""
    met = attendees.c.state == AttendeeState.MET.value
    there: defaultdict[int, set[int]] = defaultdict(set)
    for table, conditions in ((encounters, ()), (attendees, (met,))):
        mine = select(table.c.event_id).where(book.owns(table), table.c.person_id.in_(chunk), *conditions)
        held = select(table.c.event_id, table.c.person_id).where(
            book.owns(table), table.c.event_id.in_(mine), *conditions
        )
        for event_id, person_id in book.execute(held):
            if person_id is not None:  # asked of the database, SQLite would go through everybody
                there[event_id].add(person_id)
    named = select(events.c.event_id, events.c.name, events.c.at)
    rows = book.rows(named.where(book.owns(events), events.c.event_id.in_(list(there))))
    names = {row.event_id: row.name for row in rows if row.at <= book.now}
    yield from _pairs(chunk, ((names[one], those) for one, those in there.items() if one in names))


def _in_one_circle(book: Book, chunk: list[int]) -> Iterator[tuple[tuple[int, int], str]]:
    """Who belongs to the same groups."""
    # Whole rows: of their ids alone SQLite would go through the index of all groups.
    mine = select(circle_members).where(book.owns(circle_members), circle_members.c.person_id.in_(chunk))
    theirs = {row.circle_id for row in book.rows(mine)}
    of_circle = and_(
        circles.c.owner_id == circle_members.c.owner_id, circles.c.circle_id == circle_members.c.circle_id
    )
    held = select(circle_members.c.circle_id, circle_members.c.person_id, circles.c.name).join(
        circles, of_circle
    )
    names: dict[int, str] = {}
    members: defaultdict[int, set[int]] = defaultdict(set)
    for row in book.rows(held.where(book.owns(circle_members), circle_members.c.circle_id.in_(theirs))):
        names[row.circle_id] = row.name
        members[row.circle_id].add(row.person_id)
    yield from _pairs(chunk, ((names[one], those) for one, those in members.items()))


def _pairs(
    asked: Collection[int], gatherings: Iterable[tuple[str, set[int]]]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Each of those asked about with each other person of a gathering that is no crowd."""
    wanted = frozenset(asked)
    for name, those in gatherings:
        if len(those) <= INTRODUCTIONS.crowd:
            for one in those & wanted:
                yield from (((one, other), name) for other in those if other != one)

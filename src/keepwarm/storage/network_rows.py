"""What the picture of the network is drawn from: who is in it, their groups, who knows whom.

A fixed number of statements. Those who are drawn are as many as one statement takes, and each statement
finds its rows by them; of a long history a sample is looked at.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, func, select

from keepwarm.domain.acquaintances import RELATED, Acquaintance
from keepwarm.domain.details import RelationKind
from keepwarm.domain.interactions import MOST_RECIPIENTS
from keepwarm.domain.meeting import AttendeeState
from keepwarm.domain.network_groups import KIN, Group, GroupKind, Known, families
from keepwarm.domain.people import Standing
from keepwarm.storage.book import Book
from keepwarm.storage.schema import (
    attendees,
    bearings,
    circle_members,
    circles,
    encounters,
    events,
    interactions,
    participants,
    people,
    relations,
    tags,
    tie_states,
)
from keepwarm.storage.ties import STRONGEST_FIRST, holds_today

MOST_DRAWN = 2_000
"""More people than this are no picture any more."""

_MOST_LOOKED_AT = 500
"""Of so many with the strongest ties it is looked up with whom they were in one talk."""

_MOST_TALKS = 40_000
_MOST_SHARED = 10_000
_EIGHTH = 1 << 61
_FIRST_ID = -(1 << 63)
"""Ids are 64 random bits, so that those in the first eighth of all are a fair sample of a longer history."""


def people_drawn(book: Book) -> tuple[list[Row[Any]], bool]:
    """The rows of everybody in the picture, the strongest ties first; and whether anybody was left out.

    Where not all find room, of those without a tie the related come first; three statements at most.
    """
    by_strength = (
        _drawn(book)
        .order_by(tie_states.c.strength.desc(), people.c.person_id)
        .with_hint(tie_states, STRONGEST_FIRST, "sqlite")
        .limit(MOST_DRAWN + 1)
    )
    rows = book.rows(by_strength)
    if len(rows) <= MOST_DRAWN:
        return rows, False
    tied = [row for row in rows if row.strength > 0]
    pairs = select(relations.c.person_id, relations.c.other_id).where(book.owns(relations)).limit(MOST_DRAWN)
    ends = sorted({end for pair in book.execute(pairs) for end in pair})
    related = book.rows(_drawn(book).where(people.c.person_id.in_(ends[:MOST_DRAWN])))
    chosen = {row.person_id: row for row in (*tied, *sorted(related, key=_by_id), *rows)}
    return list(chosen.values())[:MOST_DRAWN], True


def _by_id(row: Row[Any]) -> int:
    number: int = row.person_id
    return number


def _drawn(book: Book) -> Select[Any]:
    both = (people.c.owner_id == tie_states.c.owner_id) & (people.c.person_id == tie_states.c.person_id)
    named = (people.c.person_id, people.c.name, people.c.organization, people.c.standing)
    state = (tie_states.c.stage, tie_states.c.rhythm, tie_states.c.last_on, tie_states.c.strength)
    return (
        select(*named, *state, holds_today(book).label("holds"))
        .select_from(people.join(tie_states, both))
        .where(book.owns(people), book.owns(tie_states), people.c.standing == Standing.ORDINARY.value)
    )


def closenesses(book: Book, ids: Collection[int]) -> dict[int, int]:
    """How close the owner wants to be to each of whom they said so; one statement."""
    found = select(bearings).where(book.owns(bearings), bearings.c.person_id.in_(ids))
    return {row.person_id: row.closeness for row in book.rows(found)}


class Kinship(NamedTuple):
    """A relation between two of the people drawn."""

    one: int
    other: int
    kind: RelationKind


def related_among(book: Book, ids: Collection[int]) -> list[Kinship]:
    """The relations among those drawn; one statement."""
    found = select(relations).where(book.owns(relations), relations.c.person_id.in_(ids))
    drawn = frozenset(ids)
    return [
        Kinship(row.person_id, row.other_id, RelationKind(row.kind))
        for row in book.rows(found)
        if row.other_id in drawn and row.other_id != row.person_id
    ]


def talks_among(book: Book, ids: Collection[int]) -> dict[tuple[int, int], int]:
    """How often two were in one talk, mail or meeting of few; three statements.

    `ids` have the strongest ties first; of these the first few hundred are looked at. Their talks are read
    alone and put together here: joined to themselves by SQLite, they took half a minute in a large book.
    """
    there: defaultdict[int, list[int]] = defaultdict(list)
    for person_id, interaction_id in book.execute(_talks_of(book, list(ids)[:_MOST_LOOKED_AT])):
        there[interaction_id].append(person_id)
    shared = [one for one, those in there.items() if len(those) > 1][:_MOST_SHARED]
    few = select(interactions.c.interaction_id).where(
        book.owns(interactions),
        interactions.c.interaction_id.in_(shared),
        interactions.c.counts,
        interactions.c.recipients <= MOST_RECIPIENTS,
        interactions.c.at <= book.now,
    )
    found: Counter[tuple[int, int]] = Counter()
    for interaction_id in book.connection.scalars(few):
        found.update(combinations(sorted(there[interaction_id]), 2))
    return found


def _talks_of(book: Book, ids: Collection[int]) -> Select[Any]:
    """In which talks these people were: all, or of a long history those that the sample takes."""
    theirs = select(participants.c.person_id, participants.c.interaction_id).where(
        book.owns(participants), participants.c.person_id.in_(ids)
    )
    counted = select(func.count()).select_from(theirs.limit(_MOST_TALKS + 1).subquery())
    if (book.connection.scalar(counted) or 0) > _MOST_TALKS:
        theirs = theirs.where(participants.c.interaction_id < _FIRST_ID + _EIGHTH)
    return theirs.limit(_MOST_TALKS)


def known_among(kin: Collection[Kinship], talks: Mapping[tuple[int, int], int]) -> Known:
    """Who knows whom of those drawn, by what one is to the other and by talks, told from either side."""
    found: defaultdict[int, dict[int, float]] = defaultdict(dict)
    nearest: dict[tuple[int, int], RelationKind] = {}
    for one, other, kind in kin:
        pair = min(one, other), max(one, other)
        if pair not in nearest or RELATED[kind] > RELATED[nearest[pair]]:
            nearest[pair] = kind
    for one, other in {**nearest, **talks}:
        together = Acquaintance(relation=nearest.get((one, other)), times=talks.get((one, other), 0))
        found[one][other] = found[other][one] = together.chance
    return found


def groups_among(
    book: Book, rows: Collection[Row[Any]], kin: Collection[Kinship]
) -> dict[Group, frozenset[int]]:
    """Every group of those drawn with everybody in it; six statements."""
    found: defaultdict[Group, set[int]] = defaultdict(set)
    names = {row.person_id: row.name for row in rows}
    for group, those in families(((a, b) for a, b, kind in kin if kind in KIN), names).items():
        found[group] |= those
    spelled: dict[Group, str] = {}
    for group, person_id in _named(book, rows, names):
        known_as = Group(group.kind, group.name.casefold())
        spelled.setdefault(known_as, group.name)
        found[Group(group.kind, spelled[known_as])].add(person_id)
    return {group: frozenset(those) for group, those in found.items()}


def _named(book: Book, rows: Collection[Row[Any]], ids: Collection[int]) -> Iterator[tuple[Group, int]]:
    for row in rows:
        if place := row.organization.strip():
            yield Group(GroupKind.WORK, place), row.person_id
    for row in book.rows(select(tags).where(book.owns(tags), tags.c.person_id.in_(ids))):
        yield Group(GroupKind.TAG, row.tag), row.person_id
    called = {
        row.circle_id: row.name
        for row in book.rows(select(circles.c.circle_id, circles.c.name).where(book.owns(circles)))
    }
    belong = select(circle_members).where(book.owns(circle_members), circle_members.c.person_id.in_(ids))
    for row in book.rows(belong):
        yield Group(GroupKind.CIRCLE, called[row.circle_id]), row.person_id
    yield from _met(book, ids, called)


def _met(book: Book, ids: Collection[int], called: Mapping[int, str]) -> Iterator[tuple[Group, int]]:
    """Who was met at which event; at an evening of a circle, that circle."""
    met = set(_met_at(book, ids))
    named = select(events.c.event_id, events.c.name, events.c.circle_id, events.c.at)
    held = book.rows(named.where(book.owns(events), events.c.event_id.in_({event_id for event_id, _ in met})))
    groups = {
        row.event_id: Group(GroupKind.EVENT, row.name)
        if row.circle_id is None
        else Group(GroupKind.CIRCLE, called[row.circle_id])
        for row in held
        if row.at <= book.now
    }
    yield from ((groups[event_id], person_id) for event_id, person_id in met if event_id in groups)


def _met_at(book: Book, ids: Collection[int]) -> Iterator[tuple[int, int]]:
    columns = (encounters.c.event_id, encounters.c.person_id)
    held = select(*columns).where(book.owns(encounters), encounters.c.person_id.in_(ids))
    yield from ((event_id, person_id) for event_id, person_id in book.execute(held) if event_id is not None)
    listed = select(attendees.c.event_id, attendees.c.person_id).where(
        book.owns(attendees), attendees.c.person_id.in_(ids), attendees.c.state == AttendeeState.MET.value
    )
    yield from ((event_id, person_id) for event_id, person_id in book.execute(listed))

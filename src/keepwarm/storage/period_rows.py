"""What a review of a period counts beside the talks: what the owner wrote down, planned and gave, as rows.

Each is one statement on a table that is filled by hand, bounded by the days of the period; what belongs to
talks is read from those with whom there was one, five hundred people at a time.
"""

from collections import Counter
from collections.abc import Collection, Container, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, func, select

from keepwarm.domain.bringing import Form, ReferralState
from keepwarm.domain.channels import VOICE_OR_FACE
from keepwarm.domain.dates import day_begins, local_days
from keepwarm.domain.fact_order import LEARNED
from keepwarm.domain.favours import HELPED
from keepwarm.domain.history import History
from keepwarm.domain.meeting import EventKind, EventState, OneToOneState
from keepwarm.domain.people import Side
from keepwarm.domain.period_review import WHOLE_HALF, Noted, Passed, followed_up
from keepwarm.domain.review_periods import Period
from keepwarm.storage.book import Book
from keepwarm.storage.favours import line_of
from keepwarm.storage.schema import (
    circle_members,
    circles,
    encounters,
    events,
    facts,
    favours,
    interactions,
    introductions,
    one_to_ones,
    participants,
    practice,
    promises,
    referrals,
)
from keepwarm.storage.ties import chunks

_LEARNED = sorted(LEARNED)


def noted_in(
    book: Book,
    period: Period,
    passed: Mapping[int, Passed],
    histories: Mapping[int, History],
    apart: Container[int],
) -> Noted:
    """Everything beside the talks; `apart` are the people who are not looked at."""
    spoken = [person_id for person_id, one in passed.items() if one.talks]
    heard = [one for one in spoken if any(channel in VOICE_OR_FACE for _, channel in passed[one].talks)]
    shares = _shares(book, period, heard)
    learned = _learned(book, period, spoken)
    gives, asks, helped = _favours(book, period, apart)
    met = [row for row in _met(book, period) if row.person_id not in apart]
    of_event = {row.person_id for row in met if row.event_id is not None}
    return Noted(
        shares=len(shares),
        listened=sum(share <= WHOLE_HALF for share in shares),
        learned=sum(learned.values()),
        learned_of=len(learned),
        gives=gives,
        asks=asks,
        helped=helped,
        met=len(met),
        followed=sum(_is_followed(book, row, histories) for row in met),
        promises=_promises(book, period, apart),
        one_to_ones=_one_to_ones(book, period, apart),
        introductions=_introductions(book, period),
        referrals=_referrals(book, period, apart),
        practice_days=_practice_days(book, period),
        events=_events(book, period),
        met_at_events=frozenset(of_event),
        groups=_groups(book, spoken),
    )


def _is_followed(book: Book, row: Any, histories: Mapping[int, History]) -> bool:
    history = histories.get(row.person_id)
    return history is not None and followed_up(history, local_days(row.at, book.zone))


def _within(column: ColumnElement[Any], period: Period) -> ColumnElement[bool]:
    return and_(column >= period.first, column < period.until)


def _at_within(column: ColumnElement[Any], book: Book, period: Period) -> ColumnElement[bool]:
    begins, ends = (day_begins(day, book.zone) for day in (period.first, period.until))
    return and_(column >= begins, column < ends, column <= book.now)


def _shares(book: Book, period: Period, person_ids: Collection[int]) -> list[int]:
    """How much of each talk was the owner's, where they said so, each talk once."""
    found: dict[int, int] = {}
    of_talk = and_(
        interactions.c.owner_id == participants.c.owner_id,
        interactions.c.interaction_id == participants.c.interaction_id,
    )
    said = select(interactions.c.interaction_id, interactions.c.my_share).select_from(
        participants.join(interactions, of_talk)
    )
    for chunk in chunks(person_ids):
        theirs = said.where(
            book.owns(participants),
            participants.c.person_id.in_(chunk),
            interactions.c.my_share.is_not(None),
            interactions.c.counts.is_(True),
            _at_within(interactions.c.at, book, period),
        )
        found |= dict(book.rows(theirs))
    return list(found.values())


def _learned(book: Book, period: Period, person_ids: Collection[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for chunk in chunks(person_ids):
        theirs = select(facts.c.person_id, func.count()).where(
            book.owns(facts),
            facts.c.person_id.in_(chunk),
            facts.c.kind.in_(_LEARNED),
            _within(facts.c.learned_on, period),
        )
        found |= dict(book.rows(theirs.group_by(facts.c.person_id)))
    return found


def _favours(book: Book, period: Period, apart: Container[int]) -> tuple[int, int, int]:
    """The gives that were done, the asks that were made, and how many of these came to help."""
    found = select(favours).where(book.owns(favours), _within(favours.c.noted_on, period))
    lines = [line_of(row) for row in book.rows(found) if row.person_id not in apart]
    asks = [one for one in lines if one.is_ask]
    return sum(one.is_give for one in lines), len(asks), sum(one.state in HELPED for one in asks)


def _met(book: Book, period: Period) -> list[Any]:
    met = select(encounters.c.person_id, encounters.c.event_id, encounters.c.at)
    return book.rows(met.where(book.owns(encounters), _at_within(encounters.c.at, book, period)))


def _of_people(book: Book, table: Table, apart: Container[int], *conditions: ColumnElement[bool]) -> int:
    """How many rows of a table meet conditions, of people who are looked at."""
    found = select(table.c.person_id).where(book.owns(table), *conditions)
    return sum(person_id not in apart for person_id in book.connection.scalars(found))


def _promises(book: Book, period: Period, apart: Container[int]) -> int:
    mine = promises.c.side == Side.MINE.value
    return _of_people(book, promises, apart, mine, _within(promises.c.done_on, period))


def _one_to_ones(book: Book, period: Period, apart: Container[int]) -> int:
    held = one_to_ones.c.state == OneToOneState.HELD.value
    return _of_people(book, one_to_ones, apart, held, _at_within(one_to_ones.c.at, book, period))


def _referrals(book: Book, period: Period, apart: Container[int]) -> int:
    given = (referrals.c.side == Side.MINE.value, referrals.c.state != ReferralState.IDEA.value)
    return _of_people(book, referrals, apart, *given, _within(referrals.c.noted_on, period))


def _introductions(book: Book, period: Period) -> int:
    made = select(func.count()).select_from(introductions)
    mine = introductions.c.form == Form.MADE.value
    count = made.where(book.owns(introductions), mine, _within(introductions.c.made_on, period))
    return book.connection.scalar(count) or 0


def _practice_days(book: Book, period: Period) -> int:
    done = select(func.count(practice.c.done_on.distinct()))
    return book.connection.scalar(done.where(book.owns(practice), _within(practice.c.done_on, period))) or 0


def _events(book: Book, period: Period) -> tuple[tuple[EventKind, int], ...]:
    """The events gone to, or agreed to and begun, by kind."""
    went = events.c.state.in_((EventState.WENT.value, EventState.GOING.value))
    found = select(events.c.kind).where(book.owns(events), went, _at_within(events.c.at, book, period))
    kinds = Counter(map(EventKind, book.connection.scalars(found)))
    return tuple(sorted(kinds.items(), key=lambda one: (-one[1], one[0])))


def _groups(book: Book, person_ids: Collection[int]) -> tuple[str, ...]:
    """The names of the groups to which some of these people belong."""
    of_circle = and_(
        circles.c.owner_id == circle_members.c.owner_id, circles.c.circle_id == circle_members.c.circle_id
    )
    spoken = frozenset(person_ids)
    found = select(circle_members.c.person_id, circles.c.name).select_from(
        circle_members.join(circles, of_circle)
    )
    rows = book.rows(found.where(book.owns(circle_members)))
    return tuple(sorted({row.name for row in rows if row.person_id in spoken}, key=str.casefold))

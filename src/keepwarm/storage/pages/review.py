"""The review queue: two at a time who may be one person, side by side, for the owner to decide."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select

from keepwarm.domain.claims import ASKED_FIELDS, FIELDS, ClaimState
from keepwarm.domain.handle_keys import are_one, trait_of
from keepwarm.domain.likeness import Verdict, verdict_of
from keepwarm.domain.people import Handle, Person
from keepwarm.domain.reasons import Reason
from keepwarm.domain.text import folded
from keepwarm.storage.book import Book
from keepwarm.storage.handles import handle_of
from keepwarm.storage.likenesses import count_unsure, find_likeness, reasons_of, unsure_pairs
from keepwarm.storage.merging import who_stays
from keepwarm.storage.people import get_person, person_of
from keepwarm.storage.schema import cards, claims, handles, interactions, likenesses, participants, people


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSide:
    """One of the two: what there is to recognise them by. `talks` counts what passed, `last_on` the last.

    `handles` are those that the other has not.
    """

    person_id: int
    person: Person
    handles: tuple[Handle, ...]
    sources: tuple[str, ...]
    talks: int
    last_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLine:
    """Two who may be one: the one who would stay first. `differing` are fields in which both say something.

    `score` is the probability that they are one, 0 to 1, or 0 where nothing suggests it; `reasons` for and
    against, the strongest first. `shared` are handles of both, as the first one's are written.
    """

    one: OneSide
    other: OneSide
    score: float
    reasons: tuple[Reason, ...]
    shared: tuple[Handle, ...]
    differing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """How many pairs wait, how many of them are as good as certain, one of them, and open choices.

    `choices` are people of whom two sources say different things, by id and name; `pair` is None where
    none is left behind those that were put off.
    """

    waiting: int
    certain: int
    choices: tuple[tuple[int, str], ...]
    pair: PairLine | None
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPair:
    """A line of all that wait: two who may be one, how likely (0 to 1) and why."""

    person_id: int
    name: str
    other_id: int
    other_name: str
    score: float
    reasons: tuple[Reason, ...]


_MOST_CHOICES = 50


def review_page(book: Book, skip: int = 0) -> ReviewPage:
    """The page, with the pair behind those that were put off."""
    scores = list(book.connection.scalars(select(likenesses.c.score).where(book.owns(likenesses))))
    rows = unsure_pairs(book, 1, skip)
    return ReviewPage(
        waiting=len(scores),
        certain=sum(verdict_of(score) is Verdict.SAME for score in scores),
        choices=_choices(book),
        pair=_waiting_pair(book, rows[0]) if rows else None,
        today=book.today,
    )


def how_many_wait(book: Book) -> int:
    """How many pairs wait for the owner; one statement."""
    return count_unsure(book)


def waiting_pairs(book: Book) -> tuple[WaitingPair, ...]:
    """Every pair that waits, the likeliest first; one statement."""
    one, other = people.alias("one"), people.alias("other")
    ends = [
        (side.c.owner_id == likenesses.c.owner_id) & (side.c.person_id == end)
        for side, end in ((one, likenesses.c.person_id), (other, likenesses.c.other_id))
    ]
    found = (
        select(likenesses, one.c.name, other.c.name.label("other_name"))
        .join(one, ends[0])
        .join(other, ends[1])
        .where(book.owns(likenesses))
        .order_by(likenesses.c.score.desc(), likenesses.c.person_id, likenesses.c.other_id)
    )
    return tuple(
        WaitingPair(
            person_id=row.person_id,
            name=row.name,
            other_id=row.other_id,
            other_name=row.other_name,
            score=row.score,
            reasons=reasons_of(row.reasons),
        )
        for row in book.rows(found)
    )


def pair_page(book: Book, person_id: int, other_id: int) -> PairLine:
    """Any two side by side, the first of whom stays. Raises Missing."""
    one, other = _side(book, person_id), _side(book, other_id)
    row = find_likeness(book, person_id, other_id)
    return _pair(one, other, 0.0 if row is None else row.score, "[]" if row is None else row.reasons)


def _waiting_pair(book: Book, row: Row[Any]) -> PairLine:
    one, other = who_stays(book, (row.person_id, row.other_id))
    return _pair(_side(book, one), _side(book, other), row.score, row.reasons)


def _pair(one: OneSide, other: OneSide, score: float, reasons: str) -> PairLine:
    return PairLine(
        one=replace(one, handles=_among(one.handles, other.handles, shared=False)),
        other=replace(other, handles=_among(other.handles, one.handles, shared=False)),
        score=score,
        reasons=reasons_of(reasons),
        shared=_among(one.handles, other.handles, shared=True),
        differing=differing(one.person, other.person),
    )


def _among(handles: tuple[Handle, ...], others: tuple[Handle, ...], *, shared: bool) -> tuple[Handle, ...]:
    """Those of the handles that the others have too, however it is written there; or have not."""
    return tuple(handle for handle in handles if any(_are_one(handle, other) for other in others) is shared)


def _are_one(one: Handle, other: Handle) -> bool:
    mine, theirs = trait_of(one), trait_of(other)
    return mine is not None and theirs is not None and mine.key == theirs.key and are_one(mine, theirs)


def _choices(book: Book) -> tuple[tuple[int, str], ...]:
    asked = (
        select(people.c.person_id, people.c.name)
        .join(claims, (claims.c.owner_id == people.c.owner_id) & (claims.c.person_id == people.c.person_id))
        .where(book.owns(people), claims.c.state == ClaimState.ASKED.value)
        .distinct()
        .order_by(people.c.name, people.c.person_id)
    )
    return tuple((row.person_id, row.name) for row in book.rows(asked.limit(_MOST_CHOICES)))


def differing(one: Person, other: Person) -> tuple[str, ...]:
    """The fields in which both say something, and not the same, in the order of a page."""
    return tuple(
        field
        for field in FIELDS
        if field in ASKED_FIELDS
        and getattr(one, field)
        and getattr(other, field)
        and folded(str(getattr(one, field))) != folded(str(getattr(other, field)))
    )


def _side(book: Book, person_id: int) -> OneSide:
    row = get_person(book, person_id)
    held = select(handles).where(book.owns(handles), handles.c.person_id == person_id)
    came = select(cards.c.source).where(book.owns(cards), cards.c.person_id == person_id)
    passed = (
        select(func.count(), func.max(interactions.c.at))
        .select_from(interactions)
        .join(
            participants,
            (participants.c.owner_id == interactions.c.owner_id)
            & (participants.c.interaction_id == interactions.c.interaction_id),
        )
        .where(book.owns(participants), participants.c.person_id == person_id)
    )
    talks, last_at = book.execute(passed).one()
    return OneSide(
        person_id=person_id,
        person=person_of(row),
        handles=tuple(handle_of(one) for one in book.rows(held.order_by(handles.c.position))),
        sources=tuple(dict.fromkeys((row.source, *book.connection.scalars(came.order_by(cards.c.position))))),
        talks=talks,
        last_on=None if last_at is None else last_at.astimezone(book.zone).date(),
    )

"""What else the person page shows: work over time, relations, dates, favours, tags, and what sources say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Table, and_, or_, select

from keepwarm.domain.claims import ClaimState
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import FavourState, RelationKind, Role
from keepwarm.domain.people import Side, Standing
from keepwarm.domain.reasons import Reason
from keepwarm.domain.sources import RawFormat
from keepwarm.storage.book import Book
from keepwarm.storage.claims import claims_of, provenance_of
from keepwarm.storage.likenesses import reasons_of
from keepwarm.storage.relations import relations_of
from keepwarm.storage.schema import cards, favours, likenesses, occasions, people, roles, tags


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a datum came from, and when; `at` is in the owner's time zone."""

    source: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """What a source says of a field otherwise than it is shown; `claim_id` names it to a choice."""

    claim_id: int
    field: str
    value: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine:
    """Work beside the present one, or before it."""

    role: Role
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationLine:
    """What somebody else is to the person: `kind` is read from here, whichever side it was said from."""

    relation_id: int
    other_id: int
    name: str
    kind: RelationKind
    label: str
    only_by_relation: bool
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class OccasionLine:
    """A date that matters."""

    occasion_id: int
    label: str
    on: PartialDate
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class FavourLine:
    """A line of the ledger."""

    side: Side
    text: str
    state: FavourState
    noted_on: date | None
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeLine:
    """Somebody in the book who may be the same person."""

    other_id: int
    name: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """Something that was taken in of the person, and is kept word for word."""

    card_id: int
    raw_format: RawFormat
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """All of it; `origins` says of each field where what it shows came from.

    `questions` wait for the owner's choice, `others` are further values that are kept, `tagged` says where
    each tag came from. Roles, favours, dates and cards have the latest first.
    """

    origins: Mapping[str, Origin]
    questions: tuple[ClaimLine, ...]
    others: tuple[ClaimLine, ...]
    roles: tuple[RoleLine, ...]
    tags: tuple[str, ...]
    tagged: Mapping[str, Origin]
    relations: tuple[RelationLine, ...]
    occasions: tuple[OccasionLine, ...]
    favours: tuple[FavourLine, ...]
    alike: tuple[AlikeLine, ...]
    cards: tuple[CardLine, ...]


def more_of(book: Book, row: Row[Any]) -> More:
    """Read what else is known of the person in a row; eight statements."""
    person_id: int = row.person_id
    held = claims_of(book, person_id)
    tagged = {one.tag: _of(book, one) for one in _rows(book, tags, person_id)}
    return More(
        origins={field: _origin(book, source, at) for field, source, at in provenance_of(row, held)},
        questions=tuple(_claim(book, one) for one in held if one.state == ClaimState.ASKED),
        others=tuple(
            _claim(book, one)
            for one in held
            if one.state == ClaimState.KEPT and one.value != (getattr(row, one.field, None) or "")
        ),
        roles=tuple(_role(book, one) for one in _rows(book, roles, person_id)),
        tags=tuple(sorted(tagged)),
        tagged=tagged,
        relations=tuple(_relation(book, person_id, one) for one in relations_of(book, person_id)),
        occasions=tuple(
            OccasionLine(
                occasion_id=one.occasion_id,
                label=one.label,
                on=PartialDate.parse(one.day),
                origin=_of(book, one),
            )
            for one in _rows(book, occasions, person_id)
        ),
        favours=tuple(_favour(book, one) for one in _rows(book, favours, person_id)),
        alike=tuple(_alike(book, person_id)),
        cards=tuple(_card(book, one) for one in _rows(book, cards, person_id)),
    )


def _origin(book: Book, source: str, at: datetime) -> Origin:
    return Origin(source=source, at=at.astimezone(book.zone))


def _of(book: Book, row: Row[Any]) -> Origin:
    return _origin(book, row.source, row.added_at)


def _rows(book: Book, table: Table, person_id: int) -> list[Row[Any]]:
    found = select(table).where(book.owns(table), table.c.person_id == person_id)
    return book.rows(found.order_by(table.c.added_at.desc(), *table.primary_key))


def _claim(book: Book, row: Row[Any]) -> ClaimLine:
    return ClaimLine(claim_id=row.claim_id, field=row.field, value=row.value, origin=_of(book, row))


def _role(book: Book, row: Row[Any]) -> RoleLine:
    role = Role(
        organization=row.organization,
        department=row.department,
        title=row.title,
        began=None if row.began is None else PartialDate.parse(row.began),
        ended=None if row.ended is None else PartialDate.parse(row.ended),
    )
    return RoleLine(role=role, origin=_of(book, row))


def _relation(book: Book, person_id: int, row: Row[Any]) -> RelationLine:
    kind = RelationKind(row.kind)
    return RelationLine(
        relation_id=row.relation_id,
        other_id=row.end_id,
        name=row.other_name,
        kind=kind if row.person_id == person_id else kind.inverse,
        label=row.label if row.person_id == person_id else "",
        only_by_relation=row.other_standing == Standing.BY_RELATION,
        origin=_of(book, row),
    )


def _favour(book: Book, row: Row[Any]) -> FavourLine:
    return FavourLine(
        side=Side(row.side),
        text=row.text,
        state=FavourState(row.state),
        noted_on=row.noted_on,
        origin=_of(book, row),
    )


def _card(book: Book, row: Row[Any]) -> CardLine:
    return CardLine(card_id=row.card_id, raw_format=RawFormat(row.raw_format), origin=_of(book, row))


def _alike(book: Book, person_id: int) -> list[AlikeLine]:
    """Who may be the same, the likeliest first."""
    ends = or_(
        and_(likenesses.c.person_id == person_id, people.c.person_id == likenesses.c.other_id),
        and_(likenesses.c.other_id == person_id, people.c.person_id == likenesses.c.person_id),
    )
    found = (
        select(people.c.person_id, people.c.name, likenesses.c.score, likenesses.c.reasons)
        .join(people, and_(people.c.owner_id == likenesses.c.owner_id, ends))
        .where(book.owns(likenesses))
    )
    return [
        AlikeLine(other_id=row.person_id, name=row.name, score=row.score, reasons=reasons_of(row.reasons))
        for row in book.rows(found.order_by(likenesses.c.score.desc(), people.c.person_id))
    ]

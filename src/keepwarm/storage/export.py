"""Who goes out of a book, as the formats know them, with the bytes they came as.

People are read a hundred at a time, so that a book of any size goes out in little memory.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_, exists, or_, select

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import (
    Details,
    Favour,
    FavourState,
    FoundPromise,
    FoundStep,
    LearnedFact,
    Occasion,
    RelationKind,
    Role,
)
from keepwarm.domain.filters import Filter
from keepwarm.domain.people import FactKind, Handle, Person, Side, Standing
from keepwarm.domain.sources import RawFormat
from keepwarm.storage.book import Book
from keepwarm.storage.cards import KeptCard, cards_of
from keepwarm.storage.filtering import OUT_OF_LISTS, conditions
from keepwarm.storage.handles import handle_of
from keepwarm.storage.people import person_of
from keepwarm.storage.schema import (
    cards,
    facts,
    favours,
    handles,
    next_steps,
    occasions,
    owners,
    people,
    promises,
    relations,
    roles,
    tags,
    tie_states,
)

_AT_A_TIME = 100
_OF_A_PERSON = (roles, tags, occasions, facts, favours, promises, next_steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """What somebody else in the book is to a person; `uid` is the one on their own vCard, if any."""

    kind: RelationKind
    label: str
    person_id: int
    name: str
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Somebody as the formats know them; relations stand in `related` and not in `details`."""

    person_id: int
    person: Person
    handles: tuple[Handle, ...]
    details: Details
    related: tuple[Related, ...]
    cards: tuple[KeptCard, ...]


def hold_still(book: Book) -> None:
    """Let nobody write to the book until this transaction ends; a file sees to that by itself."""
    book.execute(select(owners.c.owner_id).where(book.owns(owners)).with_for_update(read=True))


def chosen_ids(book: Book, wanted: Filter, *, with_relations: bool) -> list[int]:
    """The ids of those whom the filter means, by name; without any words of it, of everybody.

    Who is known only as another's relation is among them where they are asked for; of everybody, also where
    they have a vCard, as groups do.
    """
    joined = people.outerjoin(
        tie_states,
        (people.c.owner_id == tie_states.c.owner_id) & (people.c.person_id == tie_states.c.person_id),
    )
    meant = [book.owns(people)]
    if wanted == Filter() and not with_relations:
        meant.append(_is_somebody(book))
    if not wanted.choices.standings and (with_relations or wanted == Filter()):
        wanted = replace(wanted, choices=replace(wanted.choices, standings=frozenset(Standing)))
    meant += conditions(book, wanted)
    found = select(people.c.person_id).select_from(joined).where(and_(*meant))
    return list(book.connection.scalars(found.order_by(people.c.name, people.c.person_id)))


def _is_somebody(book: Book) -> ColumnElement[bool]:
    is_vcard = cards.c.raw_format == RawFormat.VCARD.value
    has_card = exists().where(book.owns(cards), cards.c.person_id == people.c.person_id, is_vcard)
    return or_(people.c.standing.not_in(OUT_OF_LISTS), has_card)


def exported_people(book: Book, person_ids: Sequence[int] | None = None) -> Iterator[Exported]:
    """These people in this order, or everybody by name; some statements for each hundred."""
    chosen = chosen_ids(book, Filter(), with_relations=True) if person_ids is None else person_ids
    for start in range(0, len(chosen), _AT_A_TIME):
        yield from _together(book, chosen[start : start + _AT_A_TIME])


def _together(book: Book, chunk: Sequence[int]) -> Iterator[Exported]:
    rows = {row.person_id: row for row in _rows(book, people, chunk)}
    held = _by_person(_rows(book, handles, chunk, handles.c.position, handles.c.handle_id))
    kept: dict[int, list[KeptCard]] = defaultdict(list)
    for card in cards_of(book, chunk):
        kept[card.person_id].append(card)
    details, related = _details(book, chunk), _related(book, chunk)
    for person_id in chunk:
        yield Exported(
            person_id=person_id,
            person=person_of(rows[person_id]),
            handles=tuple(map(handle_of, held[person_id])),
            details=details[person_id],
            related=tuple(related[person_id]),
            cards=tuple(kept.pop(person_id, ())),
        )


def _rows(book: Book, table: Table, chunk: Sequence[int], *order: ColumnElement[Any]) -> list[Row[Any]]:
    return book.rows(select(table).where(book.owns(table), table.c.person_id.in_(chunk)).order_by(*order))


def _by_person(rows: list[Row[Any]]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found


def _details(book: Book, chunk: Sequence[int]) -> dict[int, Details]:
    """What is known of each, in an order that does not depend on the database."""
    held = {table: _by_person(_rows(book, table, chunk)) for table in _OF_A_PERSON}
    return {
        person_id: _details_of({table: of[person_id] for table, of in held.items()}) for person_id in chunk
    }


def _details_of(held: dict[Table, list[Row[Any]]]) -> Details:
    return Details(
        roles=tuple(map(_role, sorted(held[roles], key=_age_of_role))),
        tags=tuple(sorted(row.tag for row in held[tags])),
        occasions=tuple(
            Occasion(label=row.label, on=PartialDate.parse(row.day))
            for row in sorted(held[occasions], key=lambda row: (row.label, row.day))
        ),
        facts=tuple(
            LearnedFact(kind=FactKind(row.kind), text=row.text, learned_on=row.learned_on)
            for row in held[facts]
            if not row.sensitive  # which only the archive carries
        ),
        favours=tuple(
            Favour(side=Side(row.side), text=row.text, state=FavourState(row.state), noted_on=row.noted_on)
            for row in held[favours]
        ),
        promises=tuple(
            FoundPromise(
                side=Side(row.side),
                text=row.text,
                due_on=row.due_on,
                made_on=row.made_on,
                done_on=row.done_on,
            )
            for row in held[promises]
        ),
        steps=tuple(FoundStep(text=row.text, due_on=row.due_on) for row in held[next_steps]),
    )


def _age_of_role(row: Row[Any]) -> tuple[Any, ...]:
    """In the order of their coming; of those that came together, the ones without an end first."""
    named = (row.organization, row.department, row.title)
    return row.added_at, row.ended is not None, row.began or "", *named, row.role_id


def _role(row: Row[Any]) -> Role:
    began, ended = (None if on is None else PartialDate.parse(on) for on in (row.began, row.ended))
    return Role(
        organization=row.organization, department=row.department, title=row.title, began=began, ended=ended
    )


def _related(book: Book, chunk: Sequence[int]) -> dict[int, list[Related]]:
    """Relations, each from where it was noted, and from the other side too where that is not wrong.

    A word such as "stepmother" says what one is to the other, and not the reverse.
    """
    here, there = relations.c.person_id.in_(chunk), relations.c.other_id.in_(chunk)
    found = book.rows(select(relations).where(book.owns(relations), or_(here, there)))
    others = {row.other_id for row in found} | {row.person_id for row in found}
    names, uids = _names(book, sorted(others)), _uids(book, sorted(others))
    ends = [(row, row.person_id, row.other_id, RelationKind(row.kind)) for row in found]
    ends += [
        (row, row.other_id, row.person_id, RelationKind(row.kind).inverse) for row in found if not row.label
    ]
    related: dict[int, list[Related]] = defaultdict(list)
    for row, person_id, other_id, kind in ends:
        name, uid = names[other_id], uids.get(other_id, "")
        related[person_id].append(Related(kind=kind, label=row.label, person_id=other_id, name=name, uid=uid))
    return defaultdict(list, {one: sorted(them, key=_order_of) for one, them in related.items()})


def _order_of(related: Related) -> tuple[str, ...]:
    return related.kind.value, related.name, related.label, str(related.person_id)


def _names(book: Book, person_ids: Sequence[int]) -> dict[int, str]:
    found = select(people.c.person_id, people.c.name)
    return {
        row.person_id: row.name
        for start in range(0, len(person_ids), _AT_A_TIME)
        for row in book.rows(
            found.where(book.owns(people), people.c.person_id.in_(person_ids[start : start + _AT_A_TIME]))
        )
    }


def _uids(book: Book, person_ids: Sequence[int]) -> dict[int, str]:
    """The id on the first vCard of each that has one."""
    named = (cards.c.raw_format == RawFormat.VCARD.value, cards.c.uid != "")
    found = select(cards.c.person_id, cards.c.uid).where(book.owns(cards), *named)
    uids: dict[int, str] = {}
    for start in range(0, len(person_ids), _AT_A_TIME):
        theirs = cards.c.person_id.in_(person_ids[start : start + _AT_A_TIME])
        for person_id, uid in book.rows(found.where(theirs).order_by(cards.c.position)):
            uids.setdefault(person_id, uid)
    return uids

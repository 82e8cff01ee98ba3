"""Relations between people in the book."""

from typing import Any

from sqlalchemy import Row, and_, or_, select

from keepwarm.domain.details import RelationKind
from keepwarm.domain.errors import Missing
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import delete_row, insert_row
from keepwarm.storage.schema import people, relations


def add_relation(
    book: Book, person_id: int, other_id: int, kind: RelationKind, *, label: str, source: str
) -> bool:
    """Keep what the other is to the person; False where it is known already, from either side."""
    if _is_known(book, person_id, other_id, kind, label):
        return False
    said = {"person_id": person_id, "other_id": other_id, "kind": kind.value, "label": label}
    provenance = {"source": source, "added_at": book.now}
    insert_row(book, relations, {"relation_id": new_id(), **said, **provenance})
    return True


def remove_relation(book: Book, person_id: int, relation_id: int) -> Row[Any]:
    """Take a relation away that somebody has on either side; return its row. Raises Missing."""
    for row in relations_of(book, person_id):
        if row.relation_id == relation_id:
            delete_row(book, relations, {"relation_id": relation_id})
            return row
    raise Missing("This relation is not there any more; look at their page again.")


def _is_known(book: Book, person_id: int, other_id: int, kind: RelationKind, label: str) -> bool:
    here = and_(
        relations.c.person_id == person_id, relations.c.other_id == other_id, relations.c.kind == kind.value
    )
    there = and_(
        relations.c.person_id == other_id,
        relations.c.other_id == person_id,
        relations.c.kind == kind.inverse.value,
    )
    same = select(relations.c.relation_id).where(
        book.owns(relations), or_(here, there), relations.c.label.in_(["", label])
    )
    return book.execute(same.limit(1)).first() is not None


def relations_of(book: Book, person_id: int) -> list[Row[Any]]:
    """Every relation on either side, with the name and standing of the one at the other end."""
    either = or_(relations.c.person_id == person_id, relations.c.other_id == person_id)
    ends = or_(
        and_(relations.c.person_id == person_id, people.c.person_id == relations.c.other_id),
        and_(relations.c.other_id == person_id, people.c.person_id == relations.c.person_id),
    )
    found = select(
        relations,
        people.c.name.label("other_name"),
        people.c.standing.label("other_standing"),
        people.c.person_id.label("end_id"),
    ).join(people, and_(people.c.owner_id == relations.c.owner_id, ends))
    return book.rows(found.where(book.owns(relations), either).order_by(people.c.name, relations.c.kind))

"""Recurring groups and who belongs to them."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.errors import Missing
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import delete_row, insert_row, insert_rows, update_row
from keepwarm.storage.schema import circle_members, circles

_GONE = "This group is not in your book any more; look at your events again."


def add_circle(book: Book, name: str, about: str = "", *, source: str = OWNER_SAID) -> int:
    """Keep a group; return its id."""
    circle_id = new_id()
    said = {"circle_id": circle_id, "name": name, "about": about}
    insert_row(book, circles, said | {"source": source, "added_at": book.now})
    return circle_id


def circle_names(book: Book) -> dict[int, str]:
    """What the groups are called, by their ids, in the order of their names; one statement."""
    found = select(circles.c.circle_id, circles.c.name).where(book.owns(circles))
    return {row.circle_id: row.name for row in book.rows(found.order_by(circles.c.name, circles.c.circle_id))}


def get_circle(book: Book, circle_id: int) -> tuple[str, str]:
    """What a group is called, and what it is about. Raises Missing."""
    found = select(circles.c.name, circles.c.about).where(
        book.owns(circles), circles.c.circle_id == circle_id
    )
    row = book.execute(found).one_or_none()
    if row is None:
        raise Missing(_GONE)
    return row.name, row.about


def change_circle(book: Book, circle_id: int, changes: Mapping[str, Any]) -> bool:
    """Change fields of a group; False where they said so already."""
    return update_row(book, circles, {"circle_id": circle_id}, changes)


def add_members(
    book: Book, circle_id: int, joined: Mapping[int, date | None], *, source: str = OWNER_SAID
) -> list[int]:
    """Add people to a group, each with the day on which they joined; return who is new in it."""
    there = members_of(book, circle_id)
    fresh = [person_id for person_id in joined if person_id not in there]
    provenance = {"circle_id": circle_id, "source": source, "added_at": book.now}
    rows = [{"person_id": one, "joined_on": joined[one]} | provenance for one in fresh]
    insert_rows(book, circle_members, rows)
    return fresh


def members_of(book: Book, circle_id: int) -> dict[int, date | None]:
    """Who belongs to a group, and since when; one statement."""
    found = select(circle_members).where(book.owns(circle_members), circle_members.c.circle_id == circle_id)
    return {row.person_id: row.joined_on for row in book.rows(found)}


def circles_of(book: Book, person_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Who of some people belongs to each group; one statement."""
    found = select(circle_members.c.circle_id, circle_members.c.person_id).where(book.owns(circle_members))
    wanted, members = frozenset(person_ids), dict[int, set[int]]()
    for row in book.rows(found):
        if row.person_id in wanted:
            members.setdefault(row.circle_id, set()).add(row.person_id)
    return {circle_id: frozenset(those) for circle_id, those in members.items()}


def remove_member(book: Book, circle_id: int, person_id: int) -> None:
    """Take somebody out of a group. Raises Missing."""
    if person_id not in members_of(book, circle_id):
        raise Missing("They do not belong to this group; look at it again.")
    delete_row(book, circle_members, {"circle_id": circle_id, "person_id": person_id})

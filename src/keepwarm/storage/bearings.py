"""The wish of a person, and how the owner wants it with them, as rows: at most one of each."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from keepwarm.domain.bearings import NO_BEARING, Bearing, Wish, Wished
from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.people import Standing
from keepwarm.storage.book import Book
from keepwarm.storage.journal import delete_row, insert_row, insert_rows, update_row
from keepwarm.storage.schema import bearings, people, tags, wishes


def bearings_of(book: Book, person_ids: Collection[int]) -> dict[int, Bearing]:
    """What the owner has chosen of these people, as many as one statement takes; no entry for the others."""
    found = select(bearings).where(book.owns(bearings), bearings.c.person_id.in_(person_ids))
    return {row.person_id: _bearing(row) for row in book.rows(found)}


def bearing_of(book: Book, person_id: int) -> Bearing:
    """The same of one person."""
    return bearings_of(book, (person_id,)).get(person_id, NO_BEARING)


def change_bearing(book: Book, person_id: int, **changes: Any) -> bool:
    """Choose some of it anew; False where it was so already. `changes` are fields of `Bearing`."""
    before = bearing_of(book, person_id)
    after = replace(before, **changes)
    if after == before:
        return False
    key = {"person_id": person_id}
    if not bearings_of(book, (person_id,)):
        insert_row(book, bearings, key | asdict(after))
    else:
        update_row(book, bearings, key, asdict(after))
    return True


def mark_bought(book: Book, person_ids: Sequence[int]) -> None:
    """Tag people who are new in the book as those of a bought list, and never propose them."""
    never = asdict(replace(NO_BEARING, proposed=False))
    said = {"tag": BOUGHT_TAG, "source": OWNER_SAID, "added_at": book.now}
    insert_rows(book, bearings, [{"person_id": person_id} | never for person_id in person_ids])
    tagged = select(tags.c.person_id).where(book.owns(tags), tags.c.tag == BOUGHT_TAG)
    there = set(book.connection.scalars(tagged))
    insert_rows(
        book, tags, [{"person_id": person_id} | said for person_id in person_ids if person_id not in there]
    )


BOUGHT_TAG = "bought list"


def _bearing(row: Row[Any]) -> Bearing:
    return Bearing(
        closeness=row.closeness,
        cadence_days=row.cadence_days,
        time_zone=row.time_zone,
        not_before=row.not_before,
        proposed=row.proposed,
    )


def wishes_of(book: Book, person_ids: Collection[int]) -> dict[int, Wished]:
    """What these people said of staying in touch, as many as one statement takes; no entry for the others."""
    found = select(wishes).where(book.owns(wishes), wishes.c.person_id.in_(person_ids))
    return {
        row.person_id: Wished(answer=Wish(row.answer), words=row.words, said_on=row.said_on)
        for row in book.rows(found)
    }


def set_wish(book: Book, person_id: int, wished: Wished | None) -> bool:
    """Keep what somebody said of staying in touch, None to take it back; False where it was so already."""
    held, key = wishes_of(book, (person_id,)).get(person_id), {"person_id": person_id}
    if wished == held:
        return False
    if wished is None:
        delete_row(book, wishes, key)
    elif held is None:
        insert_row(book, wishes, key | asdict(wished) | {"answer": wished.answer.value})
    else:
        update_row(book, wishes, key, asdict(wished) | {"answer": wished.answer.value})
    return True


def may_be_proposed(book: Book) -> ColumnElement[bool]:
    """Of people: somebody ordinary who has not said no, and whom the owner has not said never to propose."""
    no = select(wishes.c.person_id).where(book.owns(wishes), wishes.c.answer == Wish.NO.value)
    never = select(bearings.c.person_id).where(book.owns(bearings), bearings.c.proposed.is_(False))
    is_ordinary = people.c.standing == Standing.ORDINARY.value
    return is_ordinary & people.c.person_id.not_in(no) & people.c.person_id.not_in(never)

"""One-to-ones as rows."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.errors import Missing
from keepwarm.domain.meeting import Format, OneToOneState
from keepwarm.domain.one_to_one_weeks import USUAL_A_WEEK, monday_of
from keepwarm.domain.one_to_ones import Moved, OneToOne, pack_lines, unpack_lines
from keepwarm.storage.book import Book
from keepwarm.storage.journal import insert_row, update_row
from keepwarm.storage.owner_settings import ONE_TO_ONES_A_WEEK, find_setting
from keepwarm.storage.schema import one_to_ones

_TAKES_A_PLACE = (OneToOneState.AGREED.value, OneToOneState.HELD.value)


def add_one_to_one(book: Book, one: OneToOne, *, source: str = OWNER_SAID) -> None:
    """Keep one."""
    provenance = {"source": source, "added_at": book.now}
    insert_row(book, one_to_ones, {"one_to_one_id": one.one_to_one_id} | _said(one) | provenance)


def save_one_to_one(book: Book, one: OneToOne) -> bool:
    """Let it say what it says now; False where it said so already."""
    return update_row(book, one_to_ones, {"one_to_one_id": one.one_to_one_id}, _said(one))


def get_one_to_one(book: Book, one_to_one_id: int) -> OneToOne:
    """One of them. Raises Missing."""
    found = find_one_to_ones(book, one_to_ones.c.one_to_one_id == one_to_one_id)
    if not found:
        raise Missing("This one-to-one is not in your book any more; look at all of them again.")
    return found[0]


def find_one_to_ones(book: Book, *conditions: ColumnElement[bool]) -> list[OneToOne]:
    """Those that meet the conditions on the table, the earliest first, without a time last."""
    order = (one_to_ones.c.at.is_(None), one_to_ones.c.at, one_to_ones.c.one_to_one_id)
    found = select(one_to_ones).where(book.owns(one_to_ones), *conditions).order_by(*order)
    return [one_to_one_of(row) for row in book.rows(found)]


def one_to_ones_with(book: Book, person_id: int) -> list[OneToOne]:
    """All with one person, the earliest first."""
    return find_one_to_ones(book, one_to_ones.c.person_id == person_id)


def begun_with(book: Book, person_id: int) -> dict[int, datetime]:
    """When each with one person was first thought of."""
    is_theirs = one_to_ones.c.person_id == person_id
    found = select(one_to_ones.c.one_to_one_id, one_to_ones.c.added_at).where(
        book.owns(one_to_ones), is_theirs
    )
    return dict(book.rows(found))


def weeks_planned(book: Book, *, beside: int | None = None) -> Mapping[date, int]:
    """By the Mondays of their weeks, how many are agreed or were held, from this week on; one statement.

    `beside` is one that is not counted, for it is about to be placed.
    """
    midnight = datetime.combine(monday_of(book.calendar_day), time(), tzinfo=book.zone)
    found = select(one_to_ones.c.one_to_one_id, one_to_ones.c.at).where(
        book.owns(one_to_ones), one_to_ones.c.state.in_(_TAKES_A_PLACE), one_to_ones.c.at >= midnight
    )
    return Counter(
        monday_of(row.at.astimezone(book.zone).date())
        for row in book.rows(found)
        if row.one_to_one_id != beside
    )


def most_a_week(book: Book) -> int:
    """How many one-to-ones a week of the owner's has room for."""
    return int(find_setting(book, ONE_TO_ONES_A_WEEK) or USUAL_A_WEEK)


def one_to_one_of(row: Row[Any]) -> OneToOne:
    """The one-to-one in a row of the table."""
    return OneToOne(
        one_to_one_id=row.one_to_one_id,
        person_id=row.person_id,
        uid=row.uid,
        changed_on=row.changed_on,
        state=OneToOneState(row.state),
        format=Format(row.format),
        at=row.at,
        minutes=row.minutes,
        place=row.place,
        mine=unpack_lines(row.mine),
        theirs=tuple(filter(None, row.theirs.split("\n"))),
        sequence=row.sequence,
        moved=Moved.unpack(row.reschedules),
        token=row.token,
        interaction_id=row.interaction_id,
    )


def _said(one: OneToOne) -> dict[str, Any]:
    return {
        "person_id": one.person_id,
        "interaction_id": one.interaction_id,
        "state": one.state.value,
        "format": one.format.value,
        "at": one.at,
        "minutes": one.minutes,
        "place": one.place,
        "mine": pack_lines(one.mine),
        "theirs": "\n".join(one.theirs),
        "uid": one.uid,
        "sequence": one.sequence,
        "reschedules": one.moved.pack(),
        "token": one.token,
        "changed_on": one.changed_on,
    }

"""Needs and offers: what people are looking for, and what they can provide."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, select

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.details import NeedKind
from keepwarm.domain.errors import Missing
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import delete_row, insert_row, update_row
from keepwarm.storage.schema import needs
from keepwarm.storage.ties import chunks


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    """What somebody looks for or can provide; `met_on` is None as long as it stands."""

    need_id: int
    person_id: int
    kind: NeedKind
    text: str
    noted_on: date
    met_on: date | None
    source: str

    @property
    def is_open(self) -> bool:
        """Whether it still stands."""
        return self.met_on is None


def add_need(book: Book, person_id: int, kind: NeedKind, text: str) -> int:
    """Keep what somebody is looking for, or can provide; return its id."""
    need_id = new_id()
    said = {"need_id": need_id, "person_id": person_id, "kind": kind.value, "text": text}
    provenance = {"source": OWNER_SAID, "added_at": book.now}
    insert_row(book, needs, said | {"noted_on": book.today, "met_on": None} | provenance)
    return need_id


def mark_need_met(book: Book, line: NeedLine) -> bool:
    """Say that what was looked for was found, or that an offer stands no more; False where it was so."""
    return line.met_on is None and update_row(book, needs, {"need_id": line.need_id}, {"met_on": book.today})


def remove_need(book: Book, line: NeedLine) -> None:
    """Take one out of the book."""
    delete_row(book, needs, {"need_id": line.need_id})


def get_need(book: Book, person_id: int, need_id: int) -> NeedLine:
    """One of somebody's. Raises Missing."""
    found = next((line for line in needs_of(book, person_id) if line.need_id == need_id), None)
    if found is None:
        raise Missing("This is not in your book any more; look at their page again.")
    return found


def needs_of(book: Book, person_id: int) -> list[NeedLine]:
    """All needs and offers of one person, the latest first; one statement."""
    return needs_of_all(book, (person_id,)).get(person_id, [])


def needs_of_all(book: Book, person_ids: Collection[int]) -> dict[int, list[NeedLine]]:
    """The same of several people; no entry for those who have none."""
    found: dict[int, list[NeedLine]] = {}
    for chunk in chunks(person_ids):
        lines = select(needs).where(book.owns(needs), needs.c.person_id.in_(chunk))
        for row in book.rows(_latest_first(lines)):
            found.setdefault(row.person_id, []).append(_line(row))
    return found


def open_needs(book: Book) -> list[NeedLine]:
    """What anybody in the book is looking for, the latest first; one statement, by index."""
    return _open(book, NeedKind.NEED)


def offers(book: Book) -> list[NeedLine]:
    """What anybody in the book can provide, the latest first; one statement, by index."""
    return _open(book, NeedKind.OFFER)


def _open(book: Book, kind: NeedKind) -> list[NeedLine]:
    is_open = (needs.c.kind == kind.value, needs.c.met_on.is_(None))
    return [_line(row) for row in book.rows(_latest_first(select(needs).where(book.owns(needs), *is_open)))]


def _latest_first(found: Select[Any]) -> Select[Any]:
    return found.order_by(needs.c.noted_on.desc(), needs.c.need_id)


def _line(row: Row[Any]) -> NeedLine:
    return NeedLine(
        need_id=row.need_id,
        person_id=row.person_id,
        kind=NeedKind(row.kind),
        text=row.text,
        noted_on=row.noted_on,
        met_on=row.met_on,
        source=row.source,
    )

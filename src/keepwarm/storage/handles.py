"""The handles of people, as rows."""

import json
from typing import Any

from sqlalchemy import Row, select

from keepwarm.domain.claims import HANDLE, OWNER_SAID, ClaimState
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.postal import Postal
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import delete_row, insert_row, update_row
from keepwarm.storage.schema import claims, handles


def handle_row(book: Book, person_id: int, handle: Handle, position: int, *, source: str) -> dict[str, Any]:
    """A handle as a new row of the table."""
    row = {"handle_id": new_id(), "person_id": person_id, "position": position}
    return row | handle_columns(handle) | {"source": source, "added_at": book.now}


def handle_columns(handle: Handle) -> dict[str, Any]:
    """What a handle says, as columns."""
    return {
        "kind": handle.kind.value,
        "value": handle.value,
        "label": handle.label,
        "service": handle.service,
        "preferred": handle.preferred,
        "postal": json.dumps(handle.postal.parts, ensure_ascii=False) if handle.postal else None,
        "key": handle.key,
    }


def handle_of(row: Row[Any]) -> Handle:
    """The handle in a row of the table."""
    return Handle(
        kind=HandleKind(row.kind),
        value=row.value,
        label=row.label,
        service=row.service,
        preferred=row.preferred,
        postal=None if row.postal is None else postal_of(row.postal),
    )


def postal_of(parts: str) -> Postal:
    """The parts of an address from their column."""
    post_box, extended, street, locality, region, code, country = json.loads(parts)
    return Postal(
        post_box=post_box,
        extended=extended,
        street=street,
        locality=locality,
        region=region,
        code=code,
        country=country,
    )


def handles_of(book: Book, person_id: int) -> list[Row[Any]]:
    """The rows of somebody's handles, in the order of their page."""
    found = select(handles).where(book.owns(handles), handles.c.person_id == person_id)
    return book.rows(found.order_by(handles.c.position, handles.c.handle_id))


def add_handle(book: Book, person_id: int, handle: Handle) -> None:
    """One more handle that the owner typed; nothing where they have it."""
    held = handles_of(book, person_id)
    if (handle.kind.value, handle.key) not in {(one.kind, one.key) for one in held}:
        behind = max((one.position for one in held), default=-1) + 1
        insert_row(book, handles, handle_row(book, person_id, handle, behind, source=OWNER_SAID))
        _come_back(book, person_id, handle)


def change_handle(book: Book, person_id: int, handle_id: int, handle: Handle) -> None:
    """Write a handle otherwise; no source brings the old one back."""
    (before,) = [handle_of(one) for one in handles_of(book, person_id) if one.handle_id == handle_id]
    said = handle_columns(handle) | {"source": OWNER_SAID, "added_at": book.now}
    update_row(book, handles, {"handle_id": handle_id}, said)
    if before.key != handle.key:
        _go(book, person_id, before)
        _come_back(book, person_id, handle)


def remove_handle(book: Book, person_id: int, handle_id: int) -> None:
    """Take a handle away; no source brings it back."""
    (before,) = [handle_of(one) for one in handles_of(book, person_id) if one.handle_id == handle_id]
    delete_row(book, handles, {"handle_id": handle_id})
    _go(book, person_id, before)


def handle_name(handle: Handle) -> str:
    """How a claim names a handle."""
    return f"{handle.kind.value}:{handle.key}"


def _go(book: Book, person_id: int, handle: Handle) -> None:
    said = {"field": HANDLE, "value": handle_name(handle), "state": ClaimState.GONE.value, "uid": ""}
    row = {"claim_id": new_id(), "person_id": person_id, **said, "source": OWNER_SAID}
    insert_row(book, claims, row | {"added_at": book.now})


def _come_back(book: Book, person_id: int, handle: Handle) -> None:
    """What the owner types again is no longer gone."""
    is_it = (claims.c.person_id == person_id, claims.c.field == HANDLE, claims.c.value == handle_name(handle))
    for row in book.rows(select(claims).where(book.owns(claims), *is_it)):
        delete_row(book, claims, {"claim_id": row.claim_id})

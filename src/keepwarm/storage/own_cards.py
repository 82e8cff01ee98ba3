"""The owner's cards as rows, and the events that one may be for."""

import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.errors import Missing
from keepwarm.domain.own_cards import OwnCard, fields_from_json
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import insert_row, storable_text, update_row
from keepwarm.storage.schema import blobs, events, own_cards

_TOKEN_BYTES = 16
"""128 random bits (TRUST.md, D29)."""


def add_own_card(book: Book, said: Mapping[str, Any]) -> int:
    """Keep a new card behind the others, under a link of its own; return its id."""
    card_id = new_id()
    last = book.connection.scalar(select(func.max(own_cards.c.position)).where(book.owns(own_cards)))
    row = {"own_card_id": card_id, "token": secrets.token_urlsafe(_TOKEN_BYTES), "withdrawn_on": None}
    row |= {"position": 0 if last is None else last + 1, "source": OWNER_SAID, "added_at": book.now}
    insert_row(book, own_cards, row | dict(said))
    return card_id


def change_own_card(book: Book, card_id: int, changes: Mapping[str, Any]) -> bool:
    """Write columns of a card anew; False where they said so already."""
    return update_row(book, own_cards, {"own_card_id": card_id}, changes)


def own_cards_of(book: Book) -> tuple[OwnCard, ...]:
    """All of them, in the owner's order."""
    return _found(book)


def get_own_card(book: Book, card_id: int) -> OwnCard:
    """One card. Raises Missing."""
    for card in _found(book, own_cards.c.own_card_id == card_id):
        return card
    raise Missing("This card is not there any more; your cards have those that are.")


def find_own_card(book: Book, token: str) -> OwnCard | None:
    """The card behind a link, whether it is open or not; None where there is none."""
    return next(iter(_found(book, own_cards.c.token == storable_text(token))), None)


def photo_of(book: Book, digest: str | None) -> bytes:
    """The photo of a card; empty where it has none."""
    if digest is None:
        return b""
    found = select(blobs.c.raw).where(book.owns(blobs), blobs.c.digest == digest)
    return book.connection.scalar(found) or b""


def event_names(book: Book) -> dict[int, str]:
    """By their ids, the names of the events to come and the latest ones."""
    found = select(events.c.event_id, events.c.name).where(book.owns(events))
    return {row.event_id: row.name for row in book.rows(found.order_by(events.c.at.desc()).limit(50))}


def _found(book: Book, *conditions: ColumnElement[bool]) -> tuple[OwnCard, ...]:
    found = select(own_cards).where(book.owns(own_cards), *conditions)
    order = (own_cards.c.position, own_cards.c.own_card_id)
    return tuple(_card_of(row) for row in book.rows(found.order_by(*order)))


def _card_of(row: Row[Any]) -> OwnCard:
    return OwnCard(
        own_card_id=row.own_card_id,
        label=row.label,
        fields=fields_from_json(row.fields),
        pitch=row.pitch,
        language=row.language,
        token=row.token,
        event_id=row.event_id,
        digest=row.digest,
        expires_on=row.expires_on,
        withdrawn_on=row.withdrawn_on,
    )

"""The bytes that people came as, and the ones that go out in their place after an edit."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import insert, select

from keepwarm.domain.matching import digest_of
from keepwarm.domain.sources import RawFormat
from keepwarm.storage.book import Book
from keepwarm.storage.journal import CHUNK, update_row
from keepwarm.storage.schema import blobs, cards


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCard:
    """Bytes that are kept of somebody, as they go out."""

    card_id: int
    person_id: int
    raw: bytes
    raw_format: RawFormat
    uid: str
    source: str


def cards_of(book: Book, person_ids: Collection[int]) -> Iterator[KeptCard]:
    """What is kept of these people, in the order of its coming."""
    everybody = sorted(person_ids)
    for start in range(0, len(everybody), CHUNK):
        found = select(cards, blobs.c.raw).join(
            blobs, (blobs.c.owner_id == cards.c.owner_id) & (blobs.c.digest == cards.c.digest)
        )
        theirs = found.where(book.owns(cards), cards.c.person_id.in_(everybody[start : start + CHUNK]))
        for row in book.execute(theirs.order_by(cards.c.position)):
            yield KeptCard(
                card_id=row.card_id,
                person_id=row.person_id,
                raw=row.raw,
                raw_format=RawFormat(row.raw_format),
                uid=row.uid,
                source=row.source,
            )


def rewrite_card(book: Book, card: KeptCard, raw: bytes) -> None:
    """Let other bytes go out from now on; those that came stay, and a source brings them once only."""
    if raw != card.raw:
        update_row(book, cards, {"card_id": card.card_id}, {"digest": keep_bytes(book, raw)})


def keep_bytes(book: Book, raw: bytes) -> str:
    """Keep some bytes once; return their digest."""
    digest = digest_of(raw)
    there = select(blobs.c.digest).where(book.owns(blobs), blobs.c.digest == digest)
    if book.connection.scalar(there) is None:
        book.execute(insert(blobs).values(owner_id=book.owner.owner_id, digest=digest, raw=raw))
    return digest

"""Everybody in the book, by what an import can recognise them by."""

from sqlalchemy import func, select

from keepwarm.domain.matching import Known
from keepwarm.storage.book import Book
from keepwarm.storage.schema import cards, handles, interactions, journal, people

FROM_HISTORY = "history: "
"""How the source of somebody begins whom only a header or a row of history has named."""


def load_known(book: Book) -> Known:
    """Read the index that an import plans against; four statements.

    Of two who share an address, the one who came first holds it: by the import, then by their card.
    """
    known = Known()
    kept = select(cards.c.digest, cards.c.uid, cards.c.person_id).where(book.owns(cards))
    arrived: dict[int, int] = {}
    for place, (digest, uid, person_id) in enumerate(book.execute(kept.order_by(cards.c.position))):
        arrived.setdefault(person_id, place)
        known.by_digest[digest] = person_id
        if uid:
            known.put(known.by_uid[uid], person_id)
    added = select(people.c.added_at, people.c.person_id, people.c.name, people.c.source)
    rows = book.rows(added.where(book.owns(people)))
    rows.sort(key=lambda row: (row.added_at, arrived.get(row.person_id, -1), row.person_id))
    for row in rows:
        known.learn(row.person_id, row.name, (), from_history=row.source.startswith(FROM_HISTORY))
    rank = {row.person_id: place for place, row in enumerate(rows)}
    held = select(handles.c.kind, handles.c.key, handles.c.person_id).where(book.owns(handles))
    for kind, key, person_id in sorted(book.execute(held), key=lambda row: rank[row.person_id]):
        known.put(known.by_handle[kind, key], person_id)
    keys = select(interactions.c.key).where(book.owns(interactions), interactions.c.key.is_not(None))
    known.interaction_keys.update(book.connection.scalars(keys))
    return known


def journal_position(book: Book) -> int:
    """How far the journal has come: a plan made at one position must not be carried out at another."""
    return book.connection.scalar(select(func.max(journal.c.position)).where(book.owns(journal))) or 0

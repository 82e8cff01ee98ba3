"""Needs and offers: what people are looking for, and what they can provide."""

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.details import NeedKind
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import insert_row
from keepwarm.storage.schema import needs


def add_need(book: Book, person_id: int, kind: NeedKind, text: str) -> int:
    """Keep what somebody is looking for, or can provide; return its id."""
    need_id = new_id()
    said = {"need_id": need_id, "person_id": person_id, "kind": kind.value, "text": text}
    provenance = {"source": OWNER_SAID, "added_at": book.now}
    insert_row(book, needs, said | {"noted_on": book.today, "met_on": None} | provenance)
    return need_id

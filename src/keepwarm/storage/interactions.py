"""Interactions that the owner enters."""

from sqlalchemy import select

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.interactions import Interaction
from keepwarm.storage.arriving import interaction_row
from keepwarm.storage.book import Book
from keepwarm.storage.journal import insert_row, insert_rows, update_row
from keepwarm.storage.schema import interactions, participants


def add_interaction(book: Book, interaction: Interaction, person_ids: tuple[int, ...]) -> int:
    """Keep that something passed between the owner and people; return its id."""
    row = interaction_row(interaction, source=OWNER_SAID)
    interaction_id: int = row["interaction_id"]
    insert_row(book, interactions, row)
    pairs = [{"interaction_id": interaction_id, "person_id": person_id} for person_id in person_ids]
    insert_rows(book, participants, pairs)
    return interaction_id


def append_words(book: Book, interaction_id: int, words: str) -> bool:
    """Put words below what was said of an interaction; False where they stand there as lines already."""
    is_it = (book.owns(interactions), interactions.c.interaction_id == interaction_id)
    before = book.execute(select(interactions.c.summary).where(*is_it)).scalar_one()
    if f"\n{words}\n" in f"\n{before}\n":
        return False
    summary = "\n".join(filter(None, (before, words)))
    return update_row(book, interactions, {"interaction_id": interaction_id}, {"summary": summary})

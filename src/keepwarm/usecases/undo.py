"""Undo one batch as a whole."""

from keepwarm.domain.errors import Conflict, Missing
from keepwarm.storage.book import Book
from keepwarm.storage.undoing import Undone, find_batch, undo_batch
from keepwarm.usecases.keep_ties import refresh_people


def undo(book: Book, batch_id: int | None = None) -> Undone:
    """Take back a batch, or the last one that stands.

    Raises Missing where there is none, Conflict where it was undone before or later changes stand on it.
    """
    batch = find_batch(book, batch_id)
    if batch is None:
        raise Missing(
            "There is nothing to undo."
            if batch_id is None
            else "No change has this id; look at the journal ('keepwarm journal')."
        )
    if batch.undone_by is not None:
        raise Conflict(
            "This was undone before; to have it back, undo the undoing in the journal ('keepwarm journal')."
        )
    undone = undo_batch(book, batch)
    refresh_people(book, undone.person_ids)
    return undone

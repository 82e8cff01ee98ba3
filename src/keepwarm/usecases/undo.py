"""Undo one batch as a whole."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from keepwarm.domain.errors import Conflict, Missing
from keepwarm.storage.book import Book
from keepwarm.storage.undoing import Undone, find_batch, undo_batch
from keepwarm.usecases.keep_ties import refresh_people
from keepwarm.usecases.merge_people import find_duplicates
from keepwarm.usecases.take_in_swaps import follow_undoing

_DECISIONS = frozenset({"merge", "apart"})
"""What the owner decides about two who may be one."""


def undo(book: Book, batch_id: int | None = None, *, hands: Mapping[int, int] | None = None) -> Undone:
    """Take back a batch, or the last one that stands.

    Of people in it who were joined with others since, `hands` may say who they are now.
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
    first = _done_first(book, batch).what
    undone = undo_batch(book, batch, hands or {})
    refresh_people(book, undone.person_ids)
    if first in _DECISIONS:
        find_duplicates(book, undone.person_ids)  # the question stands again, or is answered again
    elif first == "accept":
        follow_undoing(book)
    return undone


def _done_first(book: Book, batch: Row[Any]) -> Row[Any]:
    """What was done before it was undone, and the undoing undone, and so on."""
    while batch.undoes is not None and (before := find_batch(book, batch.undoes)) is not None:
        batch = before
    return batch

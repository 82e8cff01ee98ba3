"""What is derived from people, and goes with them."""

from sqlalchemy import delete, or_

from keepwarm.storage.book import Book
from keepwarm.storage.journal import CHUNK
from keepwarm.storage.schema import likenesses, tie_states
from keepwarm.storage.search import forget_search


def forget_derived(book: Book, person_ids: list[int]) -> None:
    """Take away what is derived from people who are about to go."""
    for start in range(0, len(person_ids), CHUNK):
        chunk = person_ids[start : start + CHUNK]
        forget_search(book, chunk)
        book.execute(delete(tie_states).where(book.owns(tie_states), tie_states.c.person_id.in_(chunk)))
        either = or_(likenesses.c.person_id.in_(chunk), likenesses.c.other_id.in_(chunk))
        book.execute(delete(likenesses).where(book.owns(likenesses), either))

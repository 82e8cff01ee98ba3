"""Promises that the demo's owner kept, so that a look back has some."""

from collections.abc import Sequence
from datetime import timedelta

from keepwarm.demo.cast import Member
from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.people import Side, Standing
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import insert_row
from keepwarm.storage.schema import promises

_KEPT = (
    ("send the name of the print shop", 96, 91),
    ("lend the book on maps", 41, 33),
    ("ask about the room in the library", 27, 25),
    ("send the photographs of the evening", 12, 10),
)
"""What was promised, how many days ago, and how many days ago it was kept."""


def keep_promises(book: Book, ids: Sequence[tuple[Member, int]]) -> None:
    """Keep one with each of the first few who talk with the owner."""
    friends = [
        person_id
        for member, person_id in ids
        if member.history and member.person.standing is Standing.ORDINARY
    ]
    for person_id, (text, made, kept) in zip(friends, _KEPT, strict=False):
        days = {
            "due_on": None,
            "made_on": book.today - timedelta(days=made),
            "done_on": book.today - timedelta(days=kept),
        }
        said = {"promise_id": new_id(), "person_id": person_id, "side": Side.MINE.value, "text": text}
        insert_row(book, promises, said | days | {"source": OWNER_SAID})

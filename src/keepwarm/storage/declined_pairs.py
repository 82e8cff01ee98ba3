"""Pairs that the owner leaves as they are: not to be brought together, or not for this one need."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.errors import Missing
from keepwarm.domain.pairs_to_bring import LeftPair, left_pair
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.journal import delete_row, insert_row
from keepwarm.storage.schema import declined_pairs

_GONE = "This pair is not left any more; look at those whom you could bring together again."


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclinedPair:
    """Two people, `other_id` None for the owner; `about` is the folded need, empty for at all."""

    declined_pair_id: int
    person_id: int
    other_id: int | None
    about: str
    said_on: date

    @property
    def pair(self) -> LeftPair:
        """What of it counts: in whichever order the two are named."""
        return left_pair(self.person_id, self.other_id, self.about)


def add_declined_pair(book: Book, person_id: int, other_id: int | None, about: str) -> int:
    """Keep that two are left, `about` being the need in the owner's or their words; return its id."""
    declined_pair_id = new_id()
    _, folded_about = left_pair(person_id, other_id, about)
    said = {"person_id": person_id, "other_id": other_id, "about": folded_about, "said_on": book.today}
    provenance = {"source": OWNER_SAID, "added_at": book.now}
    insert_row(book, declined_pairs, {"declined_pair_id": declined_pair_id} | said | provenance)
    return declined_pair_id


def remove_declined_pair(book: Book, declined_pair_id: int) -> None:
    """Let the two be proposed again."""
    delete_row(book, declined_pairs, {"declined_pair_id": declined_pair_id})


def all_declined_pairs(book: Book) -> list[DeclinedPair]:
    """Every pair that is left, the latest first; one statement. They are as many as the owner said so."""
    found = book.rows(select(declined_pairs).where(book.owns(declined_pairs)))
    return [
        DeclinedPair(
            declined_pair_id=row.declined_pair_id,
            person_id=row.person_id,
            other_id=row.other_id,
            about=row.about,
            said_on=row.said_on,
        )
        for row in sorted(found, key=lambda row: (row.added_at, row.declined_pair_id), reverse=True)
    ]


def get_declined_pair(book: Book, declined_pair_id: int) -> DeclinedPair:
    """One of them. Raises Missing."""
    found = (one for one in all_declined_pairs(book) if one.declined_pair_id == declined_pair_id)
    one = next(found, None)
    if one is None:
        raise Missing(_GONE)
    return one


def left_pairs(book: Book) -> frozenset[LeftPair]:
    """What is left, to look it up; one statement."""
    return frozenset(one.pair for one in all_declined_pairs(book))

"""Whom the owner could bring together: found, left as they are, and brought back."""

from dataclasses import dataclass

from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.need_matching import Embed
from keepwarm.domain.pairs_to_bring import left_pair
from keepwarm.storage.book import Book
from keepwarm.storage.declined_pairs import (
    add_declined_pair,
    all_declined_pairs,
    get_declined_pair,
    left_pairs,
    remove_declined_pair,
)
from keepwarm.storage.journal import begin_batch, storable_text
from keepwarm.storage.need_matches import find_fits
from keepwarm.storage.pages.bring_together import BringPage, bring_page
from keepwarm.storage.people import get_person

__all__ = [
    "BringPage",
    "LeavePair",
    "bring_pair_back",
    "bring_pairs_back",
    "bring_together",
    "leave_matches",
    "leave_pair",
]

OWNER = "me"
"""How the owner is named on the command line as the second of two."""

_LONGEST_ABOUT = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavePair:
    """Two people who are left as they are; `about` is the need that one is not to meet, "" for anything.

    Of a need of the owner's, or one that the owner could meet, `other_id` is None.
    """

    person_id: int
    other_id: int | None
    about: str = ""


def bring_together(book: Book, embed: Embed | None = None) -> BringPage:
    """The few pairs, why, and who is left; `embed` as for `match_needs`."""
    return bring_page(book, embed)


def leave_pair(book: Book, command: LeavePair) -> bool:
    """Propose the two no more; False where they were left so already. Raises Invalid, Missing."""
    about = " ".join(storable_text(command.about).split())[:_LONGEST_ABOUT]
    if command.person_id == command.other_id:
        raise Invalid("This is one person; name two.")
    if command.other_id is None and not about:
        raise Invalid("Say which need it is about, or name a second person.")
    names = _names(book, command.person_id, command.other_id)
    if left_pair(command.person_id, command.other_id, about) in left_pairs(book):
        return False
    begin_batch(book, "set pair aside", names)
    add_declined_pair(book, command.person_id, command.other_id, about)
    return True


def leave_matches(book: Book, person_id: int, other_id: int | None) -> list[str]:
    """Leave every need that one of the two may meet for the other now; return the needs. Raises Missing."""
    two = {person_id, other_id}
    fits = [one for one in find_fits(book, person_id) if {one.need.person_id, one.offer.person_id} == two]
    needs = list(dict.fromkeys(one.need.text for one in fits))
    if not needs:
        raise Missing("Neither has now what the other is looking for; see 'keepwarm match'.")
    for text in needs:
        leave_pair(book, LeavePair(person_id=person_id, other_id=other_id, about=text))
    return needs


def bring_pair_back(book: Book, declined_pair_id: int) -> None:
    """Propose them again. Raises Missing."""
    found = get_declined_pair(book, declined_pair_id)
    begin_batch(book, "bring pair back", _names(book, found.person_id, found.other_id))
    remove_declined_pair(book, declined_pair_id)


def bring_pairs_back(book: Book, person_id: int, other_id: int | None) -> int:
    """Propose two again for whatever they were left; return for how much. Raises Missing."""
    two = {person_id, other_id}
    found = [one for one in all_declined_pairs(book) if {one.person_id, one.other_id} == two]
    if not found:
        raise Missing(f"{_names(book, person_id, other_id)} are not left; see 'keepwarm bring-together'.")
    begin_batch(book, "bring pair back", _names(book, person_id, other_id))
    for one in found:
        remove_declined_pair(book, one.declined_pair_id)
    return len(found)


def _names(book: Book, person_id: int, other_id: int | None) -> str:
    one = get_person(book, person_id).name
    return f"{one} and you" if other_id is None else f"{one} and {get_person(book, other_id).name}"

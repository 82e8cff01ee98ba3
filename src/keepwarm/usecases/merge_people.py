"""Are these two one person? Look for such pairs, join them losing nothing, or remember that they are two."""

from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass

from keepwarm.domain.claims import ASKED_FIELDS, FIELDS, ClaimState
from keepwarm.domain.errors import Invalid
from keepwarm.domain.ids import Pair, pair_of
from keepwarm.domain.likely_pairs import likely_pairs
from keepwarm.domain.likeness import Verdict, verdict_of
from keepwarm.domain.recognition import FROM_HISTORY
from keepwarm.storage.book import Book
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.known import load_likenesses
from keepwarm.storage.likenesses import (
    count_unsure,
    forget_likeness,
    is_apart,
    keep_likenesses,
    move_likenesses,
    pairs_apart,
    set_apart,
    unsure_pairs,
)
from keepwarm.storage.merging import absorb, who_stays
from keepwarm.storage.people import get_person
from keepwarm.usecases.keep_ties import refresh_people


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePeople:
    """Two who are one: `person_id` stays, and shows what the other says in the fields `from_other`."""

    person_id: int
    other_id: int
    from_other: tuple[str, ...] = ()


def merge_people(book: Book, command: MergePeople) -> None:
    """Join the two: handles, facts, history and cards of both; what is not shown is kept.

    Raises Invalid for one and the same person or an unknown field, Missing for somebody who is not there.
    """
    row, other = get_person(book, command.person_id), get_person(book, command.other_id)
    if command.person_id == command.other_id:
        raise Invalid(f"{row.name} cannot be joined with themself; name somebody else.")
    if unknown := set(command.from_other) - set(FIELDS):
        raise Invalid(f"{min(unknown)!r} is nothing to choose; there is {', '.join(sorted(ASKED_FIELDS))}.")
    about = row.name if row.name == other.name else f"{row.name} and {other.name}"
    begin_batch(book, "merge", about)
    move_likenesses(book, command.other_id, command.person_id)
    absorb(book, command.other_id, command.person_id, chosen=command.from_other, unchosen=ClaimState.KEPT)
    refresh_people(book, {command.person_id})


def join_certain(book: Book) -> int:
    """Join all pairs that are as good as certain, in one batch; return how many went into others.

    Where they differ, the owner is asked on the page of the one who stays.
    """
    certain = [(row.person_id, row.other_id) for row in unsure_pairs(book) if _is_certain(row.score)]
    groups = [who_stays(book, group) for group in _groups(certain, pairs_apart(book))]
    if not groups:
        return 0
    names = [get_person(book, stays).name for stays, *_ in groups]
    begin_batch(book, "merge", names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more")
    for stays, *others in groups:
        for other_id in others:
            from_history = get_person(book, other_id).source.startswith(FROM_HISTORY)
            move_likenesses(book, other_id, stays)
            absorb(book, other_id, stays, unchosen=ClaimState.KEPT if from_history else ClaimState.ASKED)
    refresh_people(book, {stays for stays, *_ in groups})
    return sum(len(group) - 1 for group in groups)


def _is_certain(score: float) -> bool:
    return verdict_of(score) is Verdict.SAME


def _groups(pairs: Iterable[Pair], apart: Container[Pair]) -> list[list[int]]:
    """Who are one: of a chain all, unless the owner said that two of them are two; the likeliest first."""
    group_of: dict[int, list[int]] = {}
    for one, other in pairs:
        mine, theirs = group_of.setdefault(one, [one]), group_of.setdefault(other, [other])
        if mine is theirs or any(pair_of(a, b) in apart for a in mine for b in theirs):
            continue
        mine += theirs
        group_of |= dict.fromkeys(theirs, mine)
    found = {id(group): group for group in group_of.values()}
    return [group for group in found.values() if len(group) > 1]


def say_apart(book: Book, one: int, other: int) -> bool:
    """Remember that these are two people; False where it was said before. Raises Missing, Invalid."""
    names = get_person(book, one).name, get_person(book, other).name
    if one == other:
        raise Invalid(f"{names[0]} cannot be told apart from themself; name somebody else.")
    forget_likeness(book, one, other)
    if is_apart(book, one, other):
        return False
    begin_batch(book, "apart", names[0] if names[0] == names[1] else " and ".join(names))
    set_apart(book, one, other, on=book.today)
    return True


def find_duplicates(book: Book, about: Collection[int] | None = None) -> int:
    """Look through the whole book for pairs who may be one; return how many there are now.

    With `about`, only pairs with one of these people are weighed and kept anew, to what a look at everybody
    would find of them. What the owner said apart stays apart.
    """
    keep_likenesses(book, likely_pairs(load_likenesses(book), pairs_apart(book), about), about)
    return count_unsure(book)

"""Who may be one person, after decisions and their undoing: as a look at the whole book would find it."""

from itertools import combinations
from random import Random

import pytest

from keepwarm.domain.ids import pair_of
from keepwarm.domain.likely_pairs import likely_pairs
from keepwarm.storage.book import Book, Library
from keepwarm.storage.known import load_likenesses
from keepwarm.storage.likenesses import pairs_apart, reasons_of, unsure_pairs
from keepwarm.storage.undoing import find_batch
from keepwarm.usecases.merge_people import MergePeople, find_duplicates, merge_people, say_apart
from keepwarm.usecases.undo import undo
from tests.books import NOW, added

PEOPLE = (
    ("Robert Hathersage", "robert@example.org"),
    ("Bob Hathersage", "bob@example.org", "+44 20 7946 0018"),
    ("R. Hathersage", "+44 20 7946 0018"),
    ("Hathersage, Robert", "info@example.org"),
    ("Robert Hathersedge", "robert@example.org"),
    ("Zoe Quillfeather", "zoe@example.org"),
    ("Zoë Quillfeather", "info@example.org"),
)


def kept(book: Book, about: frozenset[int]) -> set[object]:
    """The questions about some people that are kept."""
    return {
        (row.person_id, row.other_id, row.score, reasons_of(row.reasons))
        for row in unsure_pairs(book)
        if {row.person_id, row.other_id} & about
    }


def found_anew(book: Book, about: frozenset[int]) -> set[object]:
    """The same, from a look through the whole book."""
    return {
        (one, other, judgement.score, judgement.reasons)
        for one, other, judgement in likely_pairs(load_likenesses(book), pairs_apart(book))
        if {one, other} & about
    }


def decide(library: Library, ids: list[int], chance: Random) -> bool:
    """One decision about two who are still there and not told apart; False where there are none."""
    with library.open(NOW, writing=True) as book:
        there = [one for one in ids if one in load_likenesses(book)]
        open_pairs = [pair for pair in combinations(there, 2) if pair_of(*pair) not in pairs_apart(book)]
        if not open_pairs:
            return False
        one, other = chance.choice(open_pairs)
        if chance.random() < 0.5:
            merge_people(book, MergePeople(person_id=one, other_id=other))
        else:
            say_apart(book, one, other)
    return True


@pytest.mark.parametrize("seed", range(6))
def test_each_undoing_leaves_the_questions_that_a_look_through_the_whole_book_finds(
    library: Library, seed: int
) -> None:
    chance = Random(seed)
    ids = [added(library, *words) for words in PEOPLE]
    with library.open(NOW, writing=True) as book:
        assert find_duplicates(book) > 3
    decisions = sum(decide(library, ids, chance) for _ in range(4))
    assert decisions
    for _ in range(decisions):
        with library.open(NOW, writing=True) as book:
            assert find_batch(book, None).what in {"merge", "apart"}
            about = undo(book).person_ids
            assert kept(book, about) == found_anew(book, about) != set()

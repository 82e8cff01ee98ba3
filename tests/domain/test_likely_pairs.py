"""Finding who may be one person in a whole book."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.likely_pairs import MOST_IN_A_BLOCK, likely_pairs
from keepwarm.domain.likeness import Judgement, Likeness, Verdict, judge
from keepwarm.domain.text import folded
from tests.domain.likenesses import book, described, likenesses

Pairs = list[tuple[int, int, Judgement]]


def all_pairs(people: list[tuple[int, Likeness]], apart: set[tuple[int, int]]) -> Pairs:
    """What likely_pairs finds, by comparing everybody with everybody."""
    known = book(*(likeness for _, likeness in people))
    found = []
    for (number, one), (other_number, other) in combinations(people, 2):
        pair = min(number, other_number), max(number, other_number)
        judgement = judge(one, other, known)
        if judgement.verdict is not Verdict.APART and pair not in apart:
            found.append((*pair, judgement))
    return sorted(found, key=lambda pair: (-pair[2].score, pair[0], pair[1]))


named = likenesses.filter(lambda one: one.names)
books = st.lists(named, max_size=7).map(lambda people: list(enumerate(people, start=1)))
pairs_apart = st.sets(st.sampled_from([(1, 2), (1, 3), (2, 3)]))


@settings(max_examples=60)
@given(books, pairs_apart)
def test_blocks_lose_only_names_without_a_word_in_common_of_what_comparing_all_would_find(
    people: list[tuple[int, Likeness]], apart: set[tuple[int, int]]
) -> None:
    found = likely_pairs(dict(people), apart)
    everything = all_pairs(people, apart)
    assert [pair for pair in everything if pair in found] == found
    for one, other, judgement in (pair for pair in everything if pair not in found):
        assert {reason.code for reason in judgement.reasons} <= {"initial_of_name", "similar_name"}
        assert not words_of(dict(people)[one]) & words_of(dict(people)[other])
    assert not apart & {(one, other) for one, other, _ in found}


def words_of(likeness: Likeness) -> set[str]:
    return {word for name in likeness.names for word in folded(name).split()}


@settings(max_examples=25)
@given(books)
def test_the_pairs_do_not_depend_on_the_order_of_the_people(people: list[tuple[int, Likeness]]) -> None:
    assert likely_pairs(dict(people), ()) == list(likely_pairs(dict(people[::-1]), ()))


def test_a_crowd_behind_one_number_or_of_one_name_is_bounded() -> None:
    crowd = [(n, described(f"{'ABCDEFGHIJ'[n % 10]}nna Roe{n}", "+49 30 1234567")) for n in range(300)]
    assert len(list(likely_pairs(dict(crowd), ()))) <= MOST_IN_A_BLOCK * 10 * len(crowd)
    namesakes = [(n, described("Maria Silva", f"m{n}@x.example")) for n in range(300)]
    assert list(likely_pairs(dict(namesakes), ())) == []


def test_two_of_one_person_are_found_in_a_crowd() -> None:
    crowd = [(n, described(f"{chr(65 + n % 26)}nna Roe{n}", "+49 30 1234567")) for n in range(500)]
    people = [(900, described("Zebedee Quill", "+49 30 1234567")), *crowd]
    people.append((901, described("Quill, Zebedee", "+49 30 1234567")))
    assert (900, 901) in {pair[:2] for pair in likely_pairs(dict(people), ())}

"""Finding who may be one person in a whole book."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.likely_pairs import MOST_IN_A_BLOCK, likely_pairs
from keepwarm.domain.likeness import Judgement, Likeness, Verdict, find_likely, judge, traits_of
from keepwarm.domain.meeting_keys import MeetingKeys
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


@settings(max_examples=60)
@given(books, pairs_apart, st.sets(st.integers(1, 7), max_size=3))
def test_the_pairs_of_a_few_people_are_those_of_a_look_through_the_whole_book(
    people: list[tuple[int, Likeness]], apart: set[tuple[int, int]], about: set[int]
) -> None:
    whole = likely_pairs(dict(people), apart)
    assert likely_pairs(dict(people), apart, about) == [pair for pair in whole if {*pair[:2]} & about]


SYLLABLES = ("Ka", "Ko", "Ti", "Te", "Ru", "Ra")
syllables = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=3).map("".join).map(str.title)
near_names = st.builds("{} {}".format, syllables, syllables)
offices = st.sampled_from(["", "Works", "Engines Ltd"])
shared_numbers = st.sampled_from(["+49 30 1234567", "+49 30 7654321", "info@x.example", "ada@x.example"])


@settings(max_examples=150)
@given(
    st.lists(
        st.builds(
            lambda name, held, office: described(name, *held, org=office),
            near_names,
            st.lists(shared_numbers, max_size=2, unique=True),
            offices,
        ),
        min_size=2,
        max_size=12,
    ),
    st.integers(0, 400),
)
def test_who_is_told_apart_at_a_glance_would_not_be_worth_a_look(people: list[Likeness], others: int) -> None:
    crowd = [described(f"Zed{n} Quill{n}", "+49 30 1234567") for n in range(others)]
    keys = MeetingKeys(len(people) + len(crowd))
    taken = [traits_of(one) for one in (*people, *crowd)]
    for traits in taken:
        keys.take(traits)
    assert [place for place, _, _ in keys.telling()] == list(range(len(taken)))
    for one, other in combinations(range(len(people)), 2):
        if keys.differ(one, other):
            assert find_likely(taken[one], taken[other], keys.commonness) is None


def test_most_who_share_one_word_of_a_name_are_told_apart_at_a_glance() -> None:
    keys = MeetingKeys(2)
    for name in ("Ada Berg", "Igor Berg"):
        keys.take(traits_of(described(name, "+49 30 1234567" if name == "Ada Berg" else "+49 30 7654321")))
    assert list(keys.telling())
    assert keys.differ(0, 1)


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

"""Who is in a chat, and what is alike in a moment of it."""

from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.sources import Whom
from keepwarm.formats.chat_members import MOST_MEMBERS, Members, Repeats

PEOPLE = st.lists(st.sampled_from([Whom(words=name) for name in "abcdef"]))


@given(PEOPLE)
def test_the_others_are_all_but_one_each_once_in_their_order(people: list[Whom]) -> None:
    members = Members(people)

    for one in people:
        assert members.others(one) == tuple(other for other in dict.fromkeys(people) if other != one)
    assert members.others(Whom(words="stranger")) == tuple(dict.fromkeys(people))


def test_who_comes_later_is_among_the_others_of_those_before() -> None:
    ann, bo = Whom(words="Ann"), Whom(words="Bo")
    members = Members([ann])
    assert members.others(ann) == ()

    members.add(bo)

    assert members.others(ann) == (bo,)


def test_a_chat_has_no_more_members_than_anybody_talks_with() -> None:
    members = Members(Whom(words=str(number)) for number in range(MOST_MEMBERS + 5))

    assert len(members.others(Whom(words="0"))) == MOST_MEMBERS - 1
    assert len(members.others(Whom(words=str(MOST_MEMBERS)))) == MOST_MEMBERS


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from("ab"))))
def test_what_is_alike_in_a_moment_is_numbered(said: list[tuple[int, str]]) -> None:
    repeats = Repeats()

    assert [repeats.count(*one) for one in said] == [
        said[: place + 1].count(one) for place, one in enumerate(said)
    ]


def test_moments_that_are_long_gone_are_forgotten() -> None:
    repeats = Repeats()
    for moment in range(5_000):
        repeats.count(moment, "a")

    assert repeats.count(4_999, "a") == 2
    assert repeats.count(0, "a") == 1

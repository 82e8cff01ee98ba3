"""Whom the owner could bring together: where two people's words meet, in what order, and how few."""

import pytest

from keepwarm.domain.pairs_to_bring import (
    Line,
    Meet,
    Pair,
    Says,
    at_one_place,
    few_pairs,
    is_left,
    left_pair,
    meets_of,
    ordered_pairs,
)
from keepwarm.domain.reasons import Reason
from keepwarm.domain.same_words import same_by_stem

ROSA, NUNO, ADA, BOB = 1, 2, 3, 4
NAMES = {ROSA: "Rosa", NUNO: "Nuno", ADA: "Ada", BOB: "Bob"}
NEED, OFFER, GOAL, INTEREST = Says.NEED, Says.OFFER, Says.GOAL, Says.INTEREST


def line(who: int, says: Says, text: str, *tags: str) -> Line:
    return Line(person_id=who, name=NAMES.get(who, ""), says=says, text=text, tags=frozenset(tags))


def met(*lines: Line, **more) -> set[tuple[str, str]]:
    return {(one.one.text, one.other.text) for one in meets_of(lines, **more)}


# Where they meet


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        ((NEED, "a piano teacher"), (OFFER, "is a piano teacher"), True),
        ((GOAL, "learn Portuguese"), (OFFER, "helps to learn Portuguese"), True),
        ((GOAL, "learn Portuguese"), (GOAL, "to learn Portuguese"), True),
        ((INTEREST, "sailing small boats"), (INTEREST, "sails small boats"), True),
        ((GOAL, "sail to Norway"), (INTEREST, "sails in Norway"), True),
        # neither two who lack the same, nor two who offer it, nor a taste that somebody could serve
        ((NEED, "a piano teacher"), (NEED, "a piano teacher"), False),
        ((OFFER, "piano lessons"), (OFFER, "piano lessons"), False),
        ((INTEREST, "the piano"), (OFFER, "piano lessons"), False),
        ((NEED, "a piano teacher"), (INTEREST, "the piano"), False),
        ((NEED, "a piano teacher"), (OFFER, "honey from the garden"), False),
        # one of several tastes is one in common; one word of two long lines is not
        ((INTEREST, "boats"), (INTEREST, "boats, bees, old bicycles"), True),
        ((INTEREST, "boats on the river"), (INTEREST, "walks by the river with a dog"), False),
    ],
)
def test_a_need_or_goal_meets_an_offer_and_goals_and_interests_one_another(
    one: tuple[Says, str], other: tuple[Says, str], meets: bool
) -> None:
    assert bool(met(line(ROSA, *one), line(NUNO, *other))) is meets
    assert bool(met(line(NUNO, *other), line(ROSA, *one))) is meets


def test_nobody_meets_themselves() -> None:
    assert (
        met(line(ROSA, NEED, "a piano"), line(ROSA, OFFER, "a piano"), line(ROSA, GOAL, "a piano")) == set()
    )


def test_words_of_one_meaning_and_tags_meet_too() -> None:
    lines = (line(ROSA, NEED, "a lawyer"), line(NUNO, OFFER, "a solicitor"))
    assert met(*lines) == set()
    assert met(*lines, same=same_by_stem("lawyer, solicitor")) == {("a lawyer", "a solicitor")}
    assert met(line(ROSA, NEED, "plumbing"), line(NUNO, OFFER, "on Sundays", "Plumbing"))


def test_help_that_is_wanted_is_worth_more_than_a_taste_and_one_that_many_share_less() -> None:
    (wanted,) = meets_of([line(ROSA, NEED, "a zither"), line(NUNO, OFFER, "a zither")])
    (two,) = meets_of([line(ROSA, INTEREST, "a zither"), line(NUNO, INTEREST, "a zither")])
    of_four = meets_of([line(who, INTEREST, "a zither") for who in NAMES])
    assert len(of_four) == 6
    assert wanted.worth > two.worth > max(one.worth for one in of_four) > 0.0


def test_why_is_said_in_the_words_of_both_and_once_where_they_are_the_same() -> None:
    (both,) = meets_of([line(ROSA, NEED, "a tall ladder"), line(NUNO, OFFER, "ladders, a tall one too")])
    assert both.reasons == (
        Reason.of("bring_need", name="Rosa", text="a tall ladder"),
        Reason.of("bring_offer", name="Nuno", text="ladders, a tall one too"),
    )
    assert both.about == "a tall ladder"
    (same,) = meets_of([line(ROSA, GOAL, "Learn Norse"), line(NUNO, GOAL, "learn norse")])
    assert same.reasons == (Reason.of("bring_both", kind="goal", text="Learn Norse"),)
    (goal, interest) = (line(ROSA, GOAL, "sail to Norway"), line(NUNO, INTEREST, "sails Norway"))
    (other,) = meets_of([goal, interest])
    assert other.about == "sails Norway"
    assert {one.code for one in other.reasons} == {"bring_goal", "bring_interest"}


# In what order, and how few


def pair(one: int, other: int, worth: float, chance: float = 1.0) -> Pair:
    found = meets_of([line(one, NEED, "a zither"), line(other, OFFER, "a zither")])[0]
    meet = Meet(one=found.one, other=found.other, match=found.match, worth=worth)
    return Pair(meets=(meet,), chance=chance)


def people(pairs: list[Pair]) -> list[tuple[int, ...]]:
    return [tuple(sorted(one.best.people)) for one in pairs]


def test_the_order_is_of_how_well_it_meets_times_that_both_answer() -> None:
    meets = meets_of(
        [line(ROSA, NEED, "a zither"), *(line(who, OFFER, "a zither") for who in (NUNO, ADA, BOB))]
    )
    found = ordered_pairs(meets, {ROSA: 0.5, NUNO: 0.2, ADA: 0.9}, usual=0.4)
    assert people(found) == [(ROSA, ADA), (ROSA, BOB), (ROSA, NUNO)]
    assert [round(one.chance, 2) for one in found] == [0.45, 0.2, 0.1]


def test_two_people_stand_once_with_all_that_they_have_in_common_the_best_first() -> None:
    both = ("the zither", "Norse sagas")
    lines = [line(who, INTEREST, text) for who in (ROSA, NUNO) for text in both]
    lines += [line(ROSA, NEED, "a boat"), line(NUNO, OFFER, "a boat")]
    (found,) = ordered_pairs(meets_of(lines), {}, usual=1.0)
    assert [one.one.says for one in found.meets] == [NEED, INTEREST, INTEREST]


def test_few_are_chosen_and_nobody_twice_while_there_are_others_nor_ever_three_times() -> None:
    of_rosa = [pair(ROSA, other, 1.0 - other / 100) for other in range(10, 20)]
    assert people(few_pairs(of_rosa)) == [(ROSA, 10), (ROSA, 11)]
    others = [pair(one, one + 1, 0.1) for one in range(30, 50, 2)]
    assert people(few_pairs([*of_rosa, *others])) == [(ROSA, 10), (30, 31), (32, 33), (34, 35), (36, 37)]
    assert people(few_pairs([*of_rosa, *others[:2]])) == [(ROSA, 10), (ROSA, 11), (30, 31), (32, 33)]


# Who is left


def test_a_pair_is_left_in_either_order_for_anything_or_for_one_need() -> None:
    left = {
        left_pair(ROSA, NUNO, ""),
        left_pair(ADA, BOB, " A  Piano-teacher "),
        left_pair(ADA, None, "a van"),
    }
    for one, other, about, is_so in (
        (NUNO, ROSA, "anything", True),
        (BOB, ADA, "a piano teacher", True),
        (BOB, ADA, "a van", False),
        (None, ADA, "A van!", True),
        (ROSA, None, "a van", False),
    ):
        assert is_left(left, one, other, about) is is_so


def test_one_place_of_work_is_one_by_its_name_and_none_is_no_place() -> None:
    assert at_one_place("Acme GmbH", "ACME  GmbH.")
    assert not at_one_place("", "")
    assert not at_one_place("Acme", "Zenith")

"""The brief, its questions, and what may be brought up with somebody at all."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.bearings import Wish, Wished
from keepwarm.domain.brief import Known, Prepared, learned_last, prepare, waiting_since
from keepwarm.domain.details import NeedKind
from keepwarm.domain.fact_order import LEARNED, REFERRALS, WHY, confirming_move
from keepwarm.domain.facts_told import TOLD_KINDS, Told, telling_words, touches
from keepwarm.domain.people import REASONS, FactKind, Side, Standing
from keepwarm.domain.questions import LastTalk, Open, questions_for
from keepwarm.domain.reasons import Reason
from keepwarm.domain.stages import Stage
from keepwarm.domain.wishes import ends_proposals, is_to_be_asked

TODAY = date(2026, 11, 22)
LAST = LastTalk(on=date(2026, 11, 1))


def told(
    kind: FactKind, text: str, days_ago: int = 30, *, private: bool = False, source: str = "you"
) -> Told:
    on = TODAY - timedelta(days=days_ago)
    return Told(kind=kind, text=text, learned_on=on, sensitive=private, source=source)


def still_open(kind: NeedKind | Side, text: str, days_ago: int = 30) -> Open:
    return Open(kind=kind, text=text, on=TODAY - timedelta(days=days_ago))


def known(*facts: Told, stage: Stage = Stage.LISTED, talked: bool = False, reachable: bool = True) -> Known:
    return Known(stage=stage, added_on=TODAY, told=facts, talked=talked, reachable=reachable)


def asked(*facts: Told, last: LastTalk | None = None, opened: tuple[Open, ...] = ()) -> list[str]:
    """What the questions are grown from, in their order."""
    return [str(dict(one.values)["text"]) for one in questions_for(facts, opened, last, TODAY)]


# What may be raised


@pytest.mark.parametrize("kind", FactKind)
@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("source", ["you", "contacts.vcf", "history: inbox.mbox"])
def test_only_what_they_told_the_owner_and_is_not_private_may_be_raised(
    kind: FactKind, private: bool, source: str
) -> None:
    may = told(kind, "", private=private, source=source).may_be_used
    assert may == (kind in TOLD_KINDS and not private and source == "you")


def test_reasons_questions_and_dislikes_are_the_owners_own() -> None:
    own = {FactKind.QUESTION, FactKind.DISLIKES, FactKind.DO_NOT_MENTION, *REASONS, *REFERRALS}
    assert own.isdisjoint(TOLD_KINDS)
    assert own | TOLD_KINDS == set(FactKind)


@pytest.mark.parametrize(
    ("silent", "text", "is_touched"),
    [
        ("the divorce", "Divorced since spring, lives in Porto", True),
        ("IVF", "is doing ivf again", True),
        ("is out", "is out on the sea", False),
        ("with her for that", "sails with that boat", False),
        ("Scheidung", "die SCHEIDUNG im Mai", True),
        ("離婚", "離婚のあと", True),
        ("debt", "in debt", True),
        ("a", "a", False),
    ],
)
def test_a_text_that_touches_what_must_not_come_up_is_known_by_its_telling_words(
    silent: str, text: str, is_touched: bool
) -> None:
    assert touches(text, telling_words([silent])) == is_touched


# Questions


def test_a_question_that_was_noted_comes_first_until_there_is_a_talk() -> None:
    noted = told(FactKind.QUESTION, "What brought you to Lisbon?", 30)
    goal = told(FactKind.GOALS, "run a marathon", 40)
    assert asked(goal, noted) == ["What brought you to Lisbon?", "run a marathon"]
    assert asked(goal, noted, last=LAST) == ["run a marathon", "What brought you to Lisbon?"]


def test_what_they_told_last_goes_before_what_is_open_and_that_before_goals_and_the_rest() -> None:
    facts = (
        told(FactKind.FAMILY, "a daughter at school", 300),
        told(FactKind.GOALS, "run a marathon", 200),
        told(FactKind.SKILLS, "keeps bees", 5),
    )
    need = still_open(NeedKind.NEED, "a mechanic")
    assert asked(*facts, last=LAST, opened=(need,)) == ["keeps bees", "a mechanic", "run a marathon"]


def test_of_what_is_alike_the_newest_is_asked() -> None:
    facts = (told(FactKind.FAMILY, "a brother", 90), told(FactKind.FAMILY, "a sister", 60))
    assert asked(*facts) == ["a sister", "a brother"]


def test_one_kind_gives_a_second_question_only_where_no_other_has_one_and_never_a_third() -> None:
    skills = [told(FactKind.SKILLS, f"skill {number}", number) for number in range(4)]
    assert asked(*skills) == ["skill 0", "skill 1"]
    family, work = told(FactKind.FAMILY, "a sister", 900), told(FactKind.OCCUPATION, "a baker", 901)
    assert asked(*skills, family, work) == ["skill 0", "a sister", "a baker"]


def test_the_last_talk_is_asked_about_where_there_is_nothing_better() -> None:
    last = LastTalk(on=LAST.on, about="the roof of the boathouse")
    assert asked(last=last) == ["the roof of the boathouse"]
    assert asked(last=LAST) == []


@pytest.mark.parametrize("kind", list(FactKind))
def test_nothing_private_is_ever_asked_about(kind: FactKind) -> None:
    assert asked(told(kind, "something of a private kind", private=True), last=LAST) == []


@pytest.mark.parametrize(
    "silent",
    [told(FactKind.DO_NOT_MENTION, "the shipyard closing"), told(FactKind.FAMILY, "Shipyards", private=True)],
)
def test_what_touches_the_private_or_the_unmentionable_is_not_asked_in_other_words(silent: Told) -> None:
    about = "left the shipyard in June"
    last = LastTalk(on=LAST.on, about=about)
    need, fact = still_open(NeedKind.NEED, about), told(FactKind.OCCUPATION, about)
    assert asked(silent, fact, last=last, opened=(need,)) == []
    assert asked(fact) == [about]


@pytest.mark.parametrize(
    "text", ["has breast cancer", "she is ill, in hospital", "goes to church", "two kids", "is in therapy"]
)
def test_what_sounds_private_is_not_asked_about_though_nobody_marked_it(text: str) -> None:
    opened = (still_open(NeedKind.NEED, text), still_open(Side.MINE, text))
    talk = LastTalk(on=TODAY - timedelta(days=30), about=text)
    assert asked(told(FactKind.FAMILY, text), told(FactKind.GOALS, text), last=talk, opened=opened) == []
    assert touches(text, frozenset())


def test_a_question_of_the_owners_own_may_be_of_anything_that_is_not_silent() -> None:
    question = told(FactKind.QUESTION, "How did your operation go?")
    assert asked(question) == ["How did your operation go?"]
    assert asked(question, told(FactKind.FAMILY, "an operation", private=True)) == []


@pytest.mark.parametrize("side", Side)
def test_a_promise_is_asked_about_once_a_week_has_passed(side: Side) -> None:
    assert asked(opened=(still_open(side, "the book", 6),)) == []
    assert asked(opened=(still_open(side, "the book", 7),)) == ["the book"]


def test_the_last_talk_is_asked_about_once_three_days_have_passed() -> None:
    talks = [LastTalk(on=TODAY - timedelta(days=days), about="the new office") for days in (0, 3, 4)]
    assert [asked(last=talk) for talk in talks] == [[], [], ["the new office"]]


def test_a_common_interest_is_suggested_and_other_reasons_are_the_owners_own() -> None:
    facts = [told(kind, f"reason {kind}", 10) for kind in WHY]
    assert asked(*facts) == ["reason in-common"]


def test_a_long_note_and_an_empty_one_are_no_lines_to_ask_about() -> None:
    assert asked(told(FactKind.GOALS, "x" * 201), told(FactKind.SKILLS, " ")) == []


FACTS = st.lists(
    st.builds(
        Told,
        kind=st.sampled_from(FactKind),
        text=st.text(min_size=1, max_size=30),
        learned_on=st.dates(date(2020, 1, 1), TODAY),
        sensitive=st.booleans(),
        source=st.sampled_from(["you", "contacts.vcf"]),
    ),
    max_size=12,
)


@given(facts=FACTS, chance=st.randoms(use_true_random=False))
def test_the_same_facts_in_any_order_give_the_same_few_questions_and_no_private_one(
    facts: list[Told], chance: Random
) -> None:
    found = questions_for(facts, (), LAST, TODAY)
    shuffled = chance.sample(facts, len(facts))
    assert questions_for(shuffled, (), LAST, TODAY) == found
    assert len(found) <= 3
    asked_about = {(dict(one.values)["kind"], dict(one.values)["text"]) for one in found}
    assert len(asked_about) == len(found)
    silent = {(one.kind.value, one.text) for one in facts if one.sensitive}
    assert asked_about.isdisjoint(silent)
    assert FactKind.DO_NOT_MENTION.value not in {kind for kind, _ in asked_about}


# Enough, or what is missing


def codes(prepared: Prepared) -> list[str]:
    return [reason.code for reason in prepared.missing]


def test_a_reason_and_a_question_are_enough_to_go_and_talk() -> None:
    facts = told(FactKind.CAN_HELP, "knows no baker"), told(FactKind.QUESTION, "Who bakes for you?")
    prepared = prepare(known(*facts), TODAY)
    assert prepared.is_enough
    assert codes(prepared) == []


@pytest.mark.parametrize(
    ("given_facts", "missing"),
    [
        ((), ["brief_no_reason", "brief_no_question"]),
        ((told(FactKind.REASON, "a neighbour"),), ["brief_no_question"]),
        ((told(FactKind.QUESTION, "Why Lisbon?"),), ["brief_no_reason"]),
        ((told(FactKind.GOALS, "a marathon"),), ["brief_no_reason"]),
        ((told(FactKind.GOALS, "a marathon"), told(FactKind.REASON, "ill", private=True)), []),
    ],
)
def test_else_exactly_what_is_missing_is_said(given_facts: tuple[Told, ...], missing: list[str]) -> None:
    prepared = prepare(known(*given_facts), TODAY)
    assert codes(prepared) == missing
    assert prepared.is_enough == (not missing)


def test_a_conversation_is_reason_enough_for_the_next() -> None:
    goal = told(FactKind.GOALS, "a marathon")
    assert prepare(known(goal, stage=Stage.IN_CONVERSATION, talked=True), TODAY).is_enough


def test_without_a_way_to_reach_them_that_is_missing() -> None:
    facts = told(FactKind.REASON, "a neighbour"), told(FactKind.QUESTION, "Why Lisbon?")
    assert codes(prepare(known(*facts, reachable=False), TODAY)) == ["brief_no_way"]


def test_who_did_not_answer_twice_rests_whatever_is_known() -> None:
    until = date(2027, 1, 10)
    facts = told(FactKind.REASON, "a neighbour"), told(FactKind.QUESTION, "Why Lisbon?")
    resting = Known(stage=Stage.REACHED, added_on=TODAY, told=facts, rests_until=until)
    prepared = prepare(resting, TODAY)
    assert (prepared.rest, prepared.missing) == (Reason.of("brief_rest", until=until), ())
    assert not prepared.is_enough


@pytest.mark.parametrize(
    ("stage", "days", "is_said"),
    [
        (Stage.LISTED, 13, False), (Stage.LISTED, 14, True), (Stage.RESEARCHED, 250, True),
        (Stage.WROTE_TO_ME, 250, False), (Stage.REACHED, 250, False), (Stage.ALLY, 250, False),
    ],
)  # fmt: skip
def test_time_on_the_list_without_a_word_is_said(stage: Stage, days: int, is_said: bool) -> None:
    since = TODAY - timedelta(days=days)
    said = waiting_since(Known(stage=stage, added_on=since), TODAY)
    assert said == (Reason.of("on_list_without_a_word", since=since, days=days) if is_said else None)


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("proposed", [True, False])
@pytest.mark.parametrize("answer", [None, *Wish])
def test_only_who_may_be_proposed_is_on_the_list(
    standing: Standing, proposed: bool, answer: Wish | None
) -> None:
    one = Known(
        stage=Stage.LISTED,
        added_on=date(2026, 1, 1),
        standing=standing,
        proposed=proposed,
        wished=None if answer is None else wished(answer),
    )
    is_listed = standing is Standing.ORDINARY and proposed and answer is not Wish.NO
    assert (waiting_since(one, TODAY) is not None) == is_listed


def test_what_was_learned_last_leaves_out_the_private_reasons_questions_and_the_unmentionable() -> None:
    facts = [told(kind, f"a {kind}", number) for number, kind in enumerate(FactKind)]
    private = told(FactKind.FAMILY, "private", 0, private=True)
    shown = learned_last([*facts, private])
    assert len(shown) == 6
    assert [one.kind for one in shown] == list(FactKind)[:6]
    left = learned_last([one for one in facts if one.kind not in TOLD_KINDS])
    assert {one.kind for one in left} == {FactKind.DISLIKES, *REFERRALS}


# The wish


def wished(answer: Wish, days_ago: int = 10) -> Wished:
    return Wished(answer=answer, said_on=TODAY - timedelta(days=days_ago))


@pytest.mark.parametrize(
    ("standing", "answer", "code"),
    [
        (Standing.ORDINARY, Wish.NO, "over_by_their_wish"),
        (Standing.JUST_AN_ADDRESS, Wish.NO, "over_by_their_wish"),
        (Standing.LEAVE_BE, None, "over_left_be"),
        (Standing.DIED, Wish.YES, "over_died"),
        (Standing.DIED, Wish.NO, "over_died"),
    ],
)
def test_where_it_is_over_that_is_said_and_nothing_is_asked_or_missing(
    standing: Standing, answer: Wish | None, code: str
) -> None:
    facts = told(FactKind.CAN_HELP, "help"), told(FactKind.QUESTION, "Why?")
    over = Known(
        stage=Stage.LISTED,
        added_on=date(2026, 1, 1),
        told=facts,
        standing=standing,
        wished=None if answer is None else wished(answer),
    )
    prepared = prepare(over, TODAY)
    nothing = Prepared(questions=(), ask_wish=False, missing=(), waiting=None, over=Reason.of(code))
    assert prepared == nothing
    assert not prepared.is_enough


@pytest.mark.parametrize(
    ("answer", "is_end"), [(None, False), (Wish.YES, False), (Wish.UNCLEAR, False), (Wish.NO, True)]
)
def test_only_a_no_ends_the_proposals(answer: Wish | None, is_end: bool) -> None:
    assert ends_proposals(None if answer is None else wished(answer)) == is_end


@pytest.mark.parametrize(
    ("answer", "mine_days_ago", "is_asked"),
    [
        (Wish.UNCLEAR, None, True), (Wish.UNCLEAR, 30, True), (Wish.UNCLEAR, 10, True),
        (Wish.UNCLEAR, 9, False), (Wish.YES, None, False), (Wish.NO, None, False), (None, None, False),
    ],
)  # fmt: skip
def test_unclear_is_asked_once_until_the_owner_spoke_again(
    answer: Wish | None, mine_days_ago: int | None, is_asked: bool
) -> None:
    last_mine_on = None if mine_days_ago is None else TODAY - timedelta(days=mine_days_ago)
    assert is_to_be_asked(None if answer is None else wished(answer), last_mine_on) == is_asked


# The order


def test_every_kind_has_its_place_and_every_reason_its_move() -> None:
    assert len({*LEARNED, *WHY}) == len(LEARNED) + len(WHY) == len(FactKind)
    moves = {kind: confirming_move(kind) for kind in FactKind}
    assert {kind for kind, move in moves.items() if move is not None} == REASONS
    assert len({move for move in moves.values() if move is not None}) == len(REASONS)

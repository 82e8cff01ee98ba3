"""Referrals: which step comes after which, whose turn it is, when thanks are due."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from keepwarm.domain.bringing import ReferralState
from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Side
from keepwarm.domain.referrals import (
    ASK_AFTER_DAYS,
    MOVES,
    Referral,
    balance_of,
    begun,
    latest_first,
    moved,
    needs_both_yes,
    thanked,
    thanks_are_due,
    told,
    turn_of,
)

TODAY = date(2026, 11, 22)
MINE, THEIRS = Side.MINE, Side.THEIRS
IDEA, SENT, IN_TOUCH = ReferralState.IDEA, ReferralState.SENT, ReferralState.IN_TOUCH
CAME_TO, NOTHING = ReferralState.CAME_TO, ReferralState.NOTHING


def referral(side: Side, state: ReferralState, ago: int = 0, number: int = 1) -> Referral:
    """A referral that came to its state so many days ago."""
    on = TODAY - timedelta(days=ago)
    return Referral(
        referral_id=number,
        person_id=2,
        side=side,
        text="a neighbour",
        state=state,
        noted_on=on,
        changed_on=on,
    )


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("before", ReferralState)
@pytest.mark.parametrize("to", ReferralState)
def test_a_step_is_taken_where_it_is_allowed_and_refused_else(
    side: Side, before: ReferralState, to: ReferralState
) -> None:
    one = referral(side, before, ago=9)
    if to in MOVES[side][before]:
        after = moved(one, to, TODAY, both_said_yes=True)
        assert (after.state, after.changed_on) == (to, TODAY)
    else:
        with pytest.raises(Invalid, match=f"is at “{before}”, and cannot become “{to}” from there"):
            moved(one, to, TODAY, both_said_yes=True)


def reached(side: Side, *, both_said_yes: bool) -> set[ReferralState]:
    """Every state that steps lead to from an idea."""
    found, left = {IDEA}, [referral(side, IDEA)]
    while left:
        one = left.pop()
        for to in MOVES[side][one.state]:
            if both_said_yes or not needs_both_yes(side, one.state, to):
                after = moved(one, to, TODAY, both_said_yes=both_said_yes)
                left += [after] if to not in found else []
                found.add(to)
    return found


def test_nothing_that_i_give_passes_on_by_any_way_before_both_said_yes() -> None:
    assert reached(MINE, both_said_yes=False) == {IDEA, NOTHING}
    assert reached(MINE, both_said_yes=True) == set(ReferralState)
    assert reached(THEIRS, both_said_yes=False) == set(ReferralState)
    with pytest.raises(Invalid, match="Ask both before you pass anything on: keep “a neighbour” as an idea"):
        moved(referral(MINE, IDEA), SENT, TODAY)
    for state in (SENT, IN_TOUCH, CAME_TO):
        with pytest.raises(Invalid, match="Ask both"):
            begun(referral(MINE, state), both_said_yes=False)
        assert begun(referral(MINE, state), both_said_yes=True).state is state
        assert begun(referral(THEIRS, state), both_said_yes=False).state is state
    assert begun(referral(MINE, IDEA), both_said_yes=False).state is IDEA


def test_its_day_is_the_one_on_which_somebody_was_sent() -> None:
    sent = moved(referral(MINE, IDEA, ago=30), SENT, TODAY, both_said_yes=True)
    assert sent.noted_on == TODAY
    met = moved(referral(THEIRS, IDEA, ago=30), IN_TOUCH, TODAY)
    assert met.noted_on == TODAY
    later = moved(referral(THEIRS, SENT, ago=30), CAME_TO, TODAY)
    assert (later.noted_on, later.changed_on) == (TODAY - timedelta(days=30), TODAY)
    dropped = moved(referral(MINE, IDEA, ago=30), NOTHING, TODAY)
    assert dropped.noted_on == TODAY - timedelta(days=30)


LONG = ASK_AFTER_DAYS


@pytest.mark.parametrize(
    ("side", "state", "ago", "whose", "codes"),
    [
        (MINE, IDEA, 0, MINE, ["referral_ask_both"]),
        (MINE, SENT, LONG - 1, THEIRS, ["referral_they_write"]),
        (MINE, SENT, LONG, MINE, ["referral_ask_how_it_went"]),
        (MINE, IN_TOUCH, 1, THEIRS, ["referral_they_talk"]),
        (MINE, IN_TOUCH, LONG, MINE, ["referral_ask_how_it_went"]),
        (MINE, CAME_TO, 9, None, []),
        (MINE, NOTHING, 9, None, []),
        (THEIRS, IDEA, LONG - 1, THEIRS, ["referral_they_send"]),
        (THEIRS, IDEA, LONG, MINE, ["referral_ask_whether"]),
        (THEIRS, SENT, 0, MINE, ["referral_write_to_them"]),
        (THEIRS, SENT, 1, MINE, ["referral_write_to_them", "referral_thanks_due"]),
        (THEIRS, IN_TOUCH, 0, THEIRS, ["referral_you_talk"]),
        (THEIRS, IN_TOUCH, 1, MINE, ["referral_thanks_due"]),
        (THEIRS, IN_TOUCH, LONG, MINE, ["referral_say_how_it_went", "referral_thanks_due"]),
        (THEIRS, CAME_TO, 0, None, []),
        (THEIRS, CAME_TO, 1, MINE, ["referral_thanks_due"]),
        (THEIRS, NOTHING, 9, None, []),
    ],
)
def test_it_is_said_whose_turn_it_is_and_why(
    side: Side, state: ReferralState, ago: int, whose: Side | None, codes: list[str]
) -> None:
    turn = turn_of(referral(side, state, ago), TODAY)
    found = (turn.whose, [reason.code for reason in turn.reasons]) if turn else (None, [])
    assert found == (whose, codes)


def test_thanks_are_said_once_and_again_when_something_came_of_it() -> None:
    sent = referral(THEIRS, SENT, ago=5)
    assert thanks_are_due(sent, TODAY)
    said = thanked(sent, TODAY - timedelta(days=3))
    assert not thanks_are_due(said, TODAY)
    talking = moved(said, IN_TOUCH, TODAY - timedelta(days=2))
    assert not thanks_are_due(talking, TODAY)
    came = moved(talking, CAME_TO, TODAY - timedelta(days=1))
    assert thanks_are_due(came, TODAY)
    assert not thanks_are_due(thanked(came, TODAY), TODAY)
    assert not thanks_are_due(replace(came, side=MINE), TODAY)


def test_of_an_idea_there_is_nothing_to_thank_for_or_to_tell() -> None:
    for side in Side:
        with pytest.raises(Invalid, match="nothing to thank for yet"):
            thanked(referral(side, IDEA), TODAY)
        with pytest.raises(Invalid, match="nothing has come of it yet"):
            told(referral(side, IDEA), "well")
        assert thanked(referral(side, SENT), TODAY).thanked_on == TODAY
        assert told(referral(side, NOTHING), "it rained").outcome == "it rained"


def test_the_balance_counts_those_who_came_into_touch_and_names_the_last() -> None:
    every = [referral(side, state) for side in Side for state in ReferralState]
    assert (balance_of(every).gave, balance_of(every).received) == (2, 2)
    old, new = referral(MINE, CAME_TO, ago=90), referral(MINE, IN_TOUCH, ago=2, number=7)
    balance = balance_of([new, old, referral(MINE, SENT)])
    assert (balance.gave, balance.received) == (2, 0)
    assert (balance.last_given, balance.last_received) == (new, None)
    assert latest_first([old, new]) == [new, old]

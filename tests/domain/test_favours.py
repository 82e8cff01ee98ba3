"""The ledger: the moves of a line, what the lines come to, and the plain word before an ask."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.details import FavourState
from keepwarm.domain.errors import Invalid
from keepwarm.domain.favours import (
    HELPED,
    MOVES,
    OPEN,
    Line,
    asks_since,
    balance_of,
    money_last,
    moved,
    new_line,
    quarter_began,
    said_of_balance,
    skipped_question,
    small_give,
    thanks_are_due,
    words_before_ask,
)
from keepwarm.domain.people import Side
from keepwarm.domain.policy import FAVOURS
from keepwarm.domain.reasons import Reason

TODAY = date(2026, 11, 22)
IDEA, OFFERED, WANTED = FavourState.IDEA, FavourState.OFFERED, FavourState.WANTED
DECLINED, DONE, THANKED = FavourState.DECLINED, FavourState.DONE, FavourState.THANKED


def give(state: FavourState = DONE, days: int = 0, text: str = "a book", *, money: bool = False) -> Line:
    """A give of so many days ago."""
    return new_line(Side.MINE, text, state, TODAY - timedelta(days=days), money=money)


def ask(state: FavourState = WANTED, days: int = 0, text: str = "advice") -> Line:
    """An ask of so many days ago."""
    return new_line(Side.THEIRS, text, state, TODAY - timedelta(days=days))


def codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.code for reason in reasons]


# Moves


def test_every_state_has_its_moves_and_nothing_follows_thanks() -> None:
    for side in Side:
        assert set(MOVES[side]) == set(FavourState)
        assert MOVES[side][THANKED] == ()
        assert all(state not in MOVES[side][state] for state in FavourState)


@pytest.mark.parametrize("side", list(Side))
def test_a_move_that_the_table_does_not_name_is_refused(side: Side) -> None:
    for state in FavourState:
        for to in set(FavourState) - set(MOVES[side][state]):
            with pytest.raises(Invalid, match=f"is {state.value}, and cannot become {to.value}"):
                moved(new_line(side, "advice", state, TODAY), to, TODAY)


def test_an_ask_that_was_declined_is_not_asked_again() -> None:
    assert MOVES[Side.THEIRS][DECLINED] == (DONE,)


@pytest.mark.parametrize(
    ("state", "to", "said"),
    [
        (IDEA, DONE, ["give_not_asked"]),
        (OFFERED, DONE, ["give_not_answered"]),
        (WANTED, DONE, []),
        (IDEA, OFFERED, []),
        (IDEA, WANTED, []),
        (DONE, THANKED, []),
    ],
)
def test_a_give_that_goes_past_the_question_says_so(
    state: FavourState, to: FavourState, said: list[str]
) -> None:
    assert codes(skipped_question(give(state), to)) == said
    assert skipped_question(ask(IDEA), DONE) == ()


def test_the_day_of_a_give_is_when_it_was_done_and_of_an_ask_when_it_was_asked() -> None:
    asked_on, helped_on, thanked_on = (TODAY - timedelta(days=days) for days in (30, 20, 10))
    done = moved(give(IDEA, 40), DONE, helped_on)
    assert moved(done, THANKED, thanked_on).on == helped_on
    asked = moved(ask(IDEA, 40), WANTED, asked_on)
    helped = moved(asked, DONE, helped_on)
    assert (asked.on, helped.on, helped.changed_on) == (asked_on, asked_on, helped_on)


def test_what_a_source_brought_keeps_its_day_and_is_shown_with_that_of_its_move() -> None:
    brought = replace(give(IDEA, 400), own=False, changed_on=None)
    assert brought.on == TODAY - timedelta(days=400)
    done = moved(brought, DONE, TODAY)
    assert (done.favour.noted_on, done.on) == (brought.favour.noted_on, TODAY)


MANY_MOVES = st.lists(
    st.tuples(st.sampled_from(Side), st.booleans(), st.lists(st.integers(0, 9), max_size=5)), max_size=8
)


def walked(side: Side, *, money: bool, steps: list[int]) -> list[Line]:
    """A line from its idea on through allowed moves, one a day."""
    on = TODAY - timedelta(days=100)
    lines = [new_line(side, "something", IDEA, on, money=money)]
    for step in steps:
        if not (allowed := MOVES[side][lines[-1].state]):
            break
        on += timedelta(days=1)
        lines.append(moved(lines[-1], allowed[step % len(allowed)], on))
    return lines


@given(MANY_MOVES)
def test_the_balance_is_always_that_of_its_lines(ledger: list[tuple[Side, bool, list[int]]]) -> None:
    """Counted as the moves are made, it is what is counted from the lines at the end."""
    ends, gave, received, asked = [], 0, 0, 0
    for side, money, steps in ledger:
        way = walked(side, money=money, steps=steps)
        reached = {line.state for line in way}
        gave += side is Side.MINE and DONE in reached
        received += side is Side.THEIRS and DONE in reached
        asked += side is Side.THEIRS and WANTED in reached
        ends.append(replace(way[-1], favour_id=len(ends)))
    balance = balance_of(ends)
    assert (balance.gave, balance.received, balance.asked) == (gave, received, asked)
    assert (balance.last_give is None, balance.last_ask is None) == (gave == 0, asked == 0)
    assert balance_of(reversed(ends)) == balance
    for last, of_kind in ((balance.last_give, "is_give"), (balance.last_ask, "is_ask")):
        days = [line.on for line in ends if getattr(line, of_kind)]
        assert last is None or last.on == max(days)  # type: ignore[type-var] # those that were done or asked have a day


@given(st.sampled_from(Side), st.lists(st.integers(0, 9), max_size=6))
def test_a_line_that_moves_keeps_what_it_is(side: Side, steps: list[int]) -> None:
    for line in walked(side, money=True, steps=steps):
        assert (line.side, line.text, line.money) == (side, "something", True)
        assert line.is_open + (line.state in HELPED) + (line.state is DECLINED) == 1
        assert line.is_open == (line.state in OPEN)


# What the lines come to


def test_the_last_give_and_the_last_ask_are_said_with_their_days() -> None:
    lines = [give(DONE, 200, "the mechanic's number"), give(DONE, 90, "a book"), ask(DONE, 160, "advice")]
    said = said_of_balance(balance_of(lines))
    assert said == (
        Reason.of("last_give", text="a book", on=TODAY - timedelta(days=90)),
        Reason.of("last_ask", text="advice", on=TODAY - timedelta(days=160)),
    )
    assert said_of_balance(balance_of([give(IDEA), ask(IDEA)])) == ()


def test_help_that_came_unasked_is_no_ask() -> None:
    line = new_line(Side.THEIRS, "a lift", DONE, TODAY, unasked=True)
    balance = balance_of([line])
    assert (balance.received, balance.asked, balance.last_ask) == (1, 0, None)
    assert line.on == TODAY


def test_every_ask_counts_and_a_yes_is_counted_beside_it() -> None:
    since = quarter_began(TODAY)
    lines = [ask(DONE, 1), ask(THANKED, 20), ask(DECLINED, 30), ask(WANTED, 2), ask(DONE, 53), ask(IDEA, 1)]
    found = asks_since(lines, since)
    assert (found.made, found.agreed, found.waiting) == (4, 2, 1)


@pytest.mark.parametrize(("month", "began"), [(1, 1), (3, 1), (4, 4), (9, 7), (12, 10)])
def test_a_quarter_begins_in_its_first_month(month: int, began: int) -> None:
    assert quarter_began(date(2026, month, 28)) == date(2026, began, 1)


def test_money_is_listed_last_and_never_proposed() -> None:
    lines = [give(IDEA, 1, "a loan", money=True), give(IDEA, 5, "a book"), give(IDEA, 3, "a lift")]
    assert [line.text for line in money_last(lines)] == ["a lift", "a book", "a loan"]
    assert small_give([lines[0]], []) is None


@pytest.mark.parametrize(
    ("lines", "needs", "code"),
    [
        ([give(IDEA), give(OFFERED), give(WANTED)], ["a flat"], "give_wanted"),
        ([give(IDEA), give(OFFERED)], ["a flat"], "give_offered"),
        ([give(IDEA)], ["a flat"], "give_for_need"),
        ([give(IDEA)], [], "give_idea"),
    ],
)
def test_what_they_wait_for_is_the_small_give_before_what_one_thought_of(
    lines: list[Line], needs: list[str], code: str
) -> None:
    found = small_give(lines, needs)
    assert found is not None
    assert found.code == code
    assert small_give([give(DONE), give(DECLINED), ask(WANTED)], []) is None


# Before an ask


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], ["ask_before_any_give"]),
        ([give(IDEA), give(OFFERED), give(DECLINED)], ["ask_before_any_give"]),
        ([give(DONE, 400)], []),
        ([give(DONE, 400), ask(DONE, 31)], []),
        ([give(DONE, 400), ask(DONE, 29)], ["asked_lately"]),
        ([give(DONE, 400), ask(DECLINED, 200), ask(DONE, 100)], ["asks_in_a_row"]),
        ([ask(DONE, 300), give(DONE, 250), ask(DONE, 200)], []),
        ([ask(DONE, 300), ask(DONE, 5)], ["asks_in_a_row", "asked_lately"]),
        ([give(DONE, 400), ask(IDEA, 1)], []),
    ],
)
def test_an_ask_too_early_or_too_often_gets_a_plain_word(lines: list[Line], said: list[str]) -> None:
    assert codes(words_before_ask(lines, TODAY, helping=False)) == said
    assert words_before_ask(lines, TODAY, helping=True) == ()


def test_an_ask_is_soon_for_as_long_as_the_policy_says() -> None:
    given = give(DONE, 400)
    for days, said in ((FAVOURS.days_between_asks - 1, ["asked_lately"]), (FAVOURS.days_between_asks, [])):
        assert codes(words_before_ask([given, ask(DONE, days)], TODAY, helping=False)) == said


# Thanks


def test_thanks_are_due_a_day_after_the_help_until_they_are_said() -> None:
    asked = ask(WANTED, 10)
    helped = moved(asked, DONE, TODAY - timedelta(days=1))
    assert thanks_are_due(helped, TODAY)
    assert not thanks_are_due(moved(asked, DONE, TODAY), TODAY)
    assert not thanks_are_due(moved(helped, THANKED, TODAY), TODAY)
    assert not thanks_are_due(give(DONE, 5), TODAY)

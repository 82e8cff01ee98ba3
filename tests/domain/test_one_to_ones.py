"""One-to-ones: every step from every state, and what is shown of moving."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.meeting import Format, OneToOneState
from keepwarm.domain.one_to_one_formats import Suited, fitting_formats
from keepwarm.domain.one_to_one_weeks import full_week, monday_of, next_free
from keepwarm.domain.one_to_ones import (
    MOST_LINES,
    STEPS,
    AgendaLine,
    Moved,
    OneToOne,
    Step,
    Terms,
    arranged,
    pack_lines,
    stepped,
    tidy_lines,
    unpack_lines,
    with_agenda,
)
from keepwarm.domain.people import Preference, Side
from keepwarm.domain.reasons import Reason

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
IDEA, INVITED, AGREED, HELD, CANCELLED = OneToOneState


def one(state: OneToOneState = IDEA, at: datetime | None = None) -> OneToOne:
    """A one-to-one in a state; one that is agreed or was held has a time."""
    when = AT if at is None and state in (AGREED, HELD) else at
    return OneToOne(one_to_one_id=1, person_id=2, uid="u", changed_on=TODAY, state=state, at=when)


@pytest.mark.parametrize(
    ("before", "step", "after"),
    [
        (IDEA, Step.INVITE, INVITED),
        (IDEA, Step.AGREE, AGREED),
        (IDEA, Step.CALL_OFF, CANCELLED),
        (IDEA, Step.HOLD, HELD),
        (INVITED, Step.AGREE, AGREED),
        (INVITED, Step.NOT_NOW, IDEA),
        (INVITED, Step.DECLINE, CANCELLED),
        (INVITED, Step.CALL_OFF, CANCELLED),
        (INVITED, Step.HOLD, HELD),
        (AGREED, Step.MOVE, AGREED),
        (AGREED, Step.LOOK_AGAIN, INVITED),
        (AGREED, Step.NOT_NOW, IDEA),
        (AGREED, Step.DECLINE, CANCELLED),
        (AGREED, Step.CALL_OFF, CANCELLED),
        (AGREED, Step.HOLD, HELD),
        (CANCELLED, Step.THINK_AGAIN, IDEA),
    ],
)
def test_a_step_leads_where_it_leads(before: OneToOneState, step: Step, after: OneToOneState) -> None:
    terms = Terms(at=AT + timedelta(days=1))
    assert stepped(one(before), step, TODAY, terms, by=Side.MINE).state is after


REFUSED = [(state, step) for state in OneToOneState for step in Step if step not in STEPS[state]]


@pytest.mark.parametrize(("state", "step"), REFUSED)
def test_every_other_step_is_refused_with_what_can_come_next(state: OneToOneState, step: Step) -> None:
    with pytest.raises(Invalid, match="cannot be done now") as refused:
        stepped(one(state), step, TODAY, Terms(at=AT), by=Side.MINE)
    sentence = str(refused.value)
    assert all(other in sentence for other in STEPS[state]) or state is HELD
    assert sentence.endswith(".")


def test_nothing_is_agreed_without_a_time_nor_moved_without_saying_by_whom_or_to_the_same_time() -> None:
    with pytest.raises(Invalid, match="a day and a time"):
        stepped(one(), Step.AGREE, TODAY)
    with pytest.raises(Invalid, match="who moves it"):
        stepped(one(AGREED), Step.MOVE, TODAY, Terms(at=AT + timedelta(days=1)))
    with pytest.raises(Invalid, match="already"):
        stepped(one(AGREED), Step.MOVE, TODAY, Terms(at=AT), by=Side.MINE)
    with pytest.raises(Invalid, match="no length"):
        arranged(one(), Terms(minutes=0), TODAY)
    with pytest.raises(Invalid, match="move it instead"):
        arranged(one(AGREED), Terms(at=AT + timedelta(days=1)), TODAY)
    with pytest.raises(Invalid, match="it was held"):
        arranged(one(HELD), Terms(place="elsewhere"), TODAY)


def test_who_moved_it_is_counted_and_finding_a_time_again_counts_once() -> None:
    found = one(AGREED)
    for by, days in ((Side.THEIRS, 1), (Side.MINE, 2), (Side.THEIRS, 3)):
        found = stepped(found, Step.MOVE, TODAY, Terms(at=AT + timedelta(days=days)), by=by)
    looking = stepped(found, Step.LOOK_AGAIN, TODAY, by=Side.THEIRS)
    again = stepped(looking, Step.AGREE, TODAY, Terms(at=AT))
    assert again.moved == Moved(by_me=1, by_them=3)
    assert again.moved.times == 4


@given(st.integers(0, 900), st.integers(0, 900))
def test_the_one_number_that_is_kept_says_who_moved_it(by_me: int, by_them: int) -> None:
    moved = Moved(by_me=by_me, by_them=by_them)
    assert Moved.unpack(moved.pack()) == moved
    assert moved.pack() < 1_000_000


def test_a_calendar_learns_of_each_change_by_a_higher_sequence_and_of_nothing_else() -> None:
    first = stepped(one(), Step.AGREE, TODAY, Terms(at=AT))
    assert first.sequence == 0
    moved = stepped(first, Step.MOVE, TODAY, Terms(at=AT + timedelta(hours=1)), by=Side.MINE)
    elsewhere = arranged(moved, Terms(place="the park"), TODAY)
    talked = with_agenda(elsewhere, TODAY, theirs=("bees",))
    off = stepped(talked, Step.LOOK_AGAIN, TODAY, by=Side.THEIRS)
    again = stepped(off, Step.AGREE, TODAY, Terms(at=AT))
    assert [one.sequence for one in (moved, elsewhere, talked, off, again)] == [1, 2, 2, 3, 4]
    assert stepped(again, Step.HOLD, TODAY).sequence == 4
    assert {one.uid for one in (first, moved, elsewhere, off, again)} == {"u"}
    assert stepped(one(), Step.INVITE, TODAY).sequence == 0


def test_the_lines_of_an_agenda_are_kept_once_each_and_as_they_were_ticked() -> None:
    lines = tidy_lines((
        AgendaLine(text="  her   bees "),
        AgendaLine(text="her bees", sent=True),
        AgendaLine(text="\n"),
        AgendaLine(text="> mine alone"),
    ))  # fmt: skip
    assert lines == (AgendaLine(text="her bees", sent=True), AgendaLine(text="mine alone"))
    assert pack_lines(lines) == "> her bees\nmine alone"
    with pytest.raises(Invalid, match="lines at most"):
        tidy_lines(AgendaLine(text=str(number)) for number in range(MOST_LINES + 1))
    with pytest.raises(Invalid, match="characters at most"):
        tidy_lines([AgendaLine(text="x" * 301)])


@given(st.lists(st.tuples(st.text(max_size=40), st.booleans()), max_size=10))
def test_what_is_kept_of_an_agenda_reads_back_as_it_was(written: list[tuple[str, bool]]) -> None:
    lines = tidy_lines(AgendaLine(text=text, sent=sent) for text, sent in written)
    assert unpack_lines(pack_lines(lines)) == lines


def test_a_full_week_says_so_and_names_the_next_with_room() -> None:
    monday = monday_of(TODAY)
    week = timedelta(days=7)
    planned = {monday: 2, monday + week: 2, monday + 3 * week: 1}
    assert full_week(planned, TODAY + 2 * week, 2) is None
    said = full_week(planned, TODAY, 2)
    assert said == Reason.of("week_full", planned=2, most=2, monday=monday, free=monday + 2 * week)
    assert next_free({monday + week * number: 9 for number in range(60)}, TODAY, 2) is None


@pytest.mark.parametrize(
    ("suited", "first", "reason"),
    [
        (Suited(preferences=(Preference(channel=Channel.CALL),), can_ring=True), Format.CALL, "format_told"),
        (Suited(used=frozenset({Channel.VIDEO})), Format.VIDEO, "format_used"),
        (Suited(can_ring=True, left=1), Format.CALL, "format_is_short"),
        (Suited(last=Format.VIDEO, can_ring=True, left=2), Format.CALL, "format_is_short"),
        (Suited(left=2), Format.VIDEO, "format_any_distance"),
    ],
)
def test_the_format_follows_what_they_told_then_what_was_done(
    suited: Suited, first: Format, reason: str
) -> None:
    advice = fitting_formats(suited)
    assert advice[0].format is first
    assert reason in [one.code for one in advice[0].reasons]
    assert len(advice) <= 3


def test_no_format_is_advised_on_a_channel_that_either_side_rules_out() -> None:
    never = (Preference(channel=Channel.CALL, never=True),)
    found = fitting_formats(Suited(preferences=never, unused=frozenset({Channel.VIDEO}), can_ring=True))
    assert [one.format for one in found] == [Format.WALK, Format.COFFEE, Format.MEAL]
    assert fitting_formats(replace(Suited(), unused=frozenset(Channel))) == ()


def test_what_it_was_last_time_stands_behind_what_it_has_not_been_yet() -> None:
    found = fitting_formats(Suited(last=Format.WALK, unused=frozenset({Channel.CALL, Channel.VIDEO})))
    assert [one.format for one in found] == [Format.COFFEE, Format.MEAL, Format.WALK]
    assert Reason.of("format_last_time", format="walk") in found[-1].reasons


@pytest.mark.parametrize("text", [">> she drinks", "> > she drinks", " >she drinks", ">>> >she drinks"])
def test_no_line_is_shown_to_the_other_for_what_it_begins_with(text: str) -> None:
    kept = pack_lines(tidy_lines((AgendaLine(text=text),)))
    assert unpack_lines(kept) == (AgendaLine(text="she drinks"),)

"""A period looked back at: its days, and what passed with one person in it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import day_number
from keepwarm.domain.errors import Invalid
from keepwarm.domain.history import History, history_of
from keepwarm.domain.interactions import Direction
from keepwarm.domain.period_review import followed_up, passed_in, talked_in
from keepwarm.domain.review_periods import Period, Span, after, before, last_whole, period_of

OCTOBER = period_of(Span.MONTH, date(2026, 10, 20))
SEPTEMBER = before(OCTOBER)
OUT, IN, MUTUAL = Direction.OUT, Direction.IN, Direction.MUTUAL


def past(*passed: tuple[date, Direction] | tuple[date, Direction, Channel]) -> History:
    """A history in days, each at noon, by mail where nothing else is said."""
    return history_of(
        (day_number(on) + 0.5, direction, by[0] if by else Channel.EMAIL, 1) for on, direction, *by in passed
    )


@pytest.mark.parametrize(
    ("span", "day", "first", "last"),
    [
        (Span.WEEK, date(2026, 11, 22), date(2026, 11, 16), date(2026, 11, 22)),
        (Span.WEEK, date(2027, 1, 1), date(2026, 12, 28), date(2027, 1, 3)),
        (Span.MONTH, date(2024, 2, 29), date(2024, 2, 1), date(2024, 2, 29)),
        (Span.MONTH, date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
        (Span.YEAR, date(2026, 12, 31), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_holds_the_day_from_its_first_to_its_last(
    span: Span, day: date, first: date, last: date
) -> None:
    found = period_of(span, day)
    assert (found.first, found.last) == (first, last)


@given(st.sampled_from(Span), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_periods_follow_one_another_without_a_gap_and_their_parts_fill_them(span: Span, day: date) -> None:
    found = period_of(span, day)
    assert found.first <= day < found.until
    assert before(found).until == found.first
    assert after(found).first == found.until
    assert before(after(found)) == found == last_whole(span, found.until)
    parts = found.parts
    assert (parts[0].first, parts[-1].until) == (found.first, found.until)
    assert all(one.until == other.first for one, other in pairwise(parts))
    assert found.weeks[0] <= found.first <= found.last < found.weeks[-1] + timedelta(days=7)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_at_the_ends_of_the_calendar_there_is_a_sentence(day: date) -> None:
    with pytest.raises(Invalid, match="too far away"):
        period_of(Span.YEAR, day)


def test_an_answer_counts_in_the_month_in_which_it_came() -> None:
    asked_in_september = past((date(2026, 9, 30), OUT), (date(2026, 10, 1), IN))
    found = passed_in(asked_in_september, OCTOBER, SEPTEMBER)
    assert [channel for _, channel in found.talks] == [Channel.EMAIL]
    assert found.is_first
    assert not found.earlier
    assert (found.by_me, found.by_them, found.together) == (0, 0, 0)
    assert passed_in(asked_in_september, SEPTEMBER, before(SEPTEMBER)).by_me == 1


def test_who_spoke_first_counts_without_an_answer_and_a_call_counts_for_both() -> None:
    found = passed_in(
        past(
            (date(2026, 10, 2), OUT),
            (date(2026, 10, 4), OUT),
            (date(2026, 10, 11), IN),
            (date(2026, 10, 30), MUTUAL, Channel.CALL),
        ),
        OCTOBER,
        SEPTEMBER,
    )
    assert (found.by_me, found.by_them, found.together) == (1, 1, 1)


@pytest.mark.parametrize(("days", "is_long"), [(179, False), (180, True)])
def test_a_talk_after_half_a_year_is_one_after_a_silence(days: int, is_long: bool) -> None:
    again = date(2026, 10, 9)
    found = passed_in(past((again - timedelta(days=days), MUTUAL), (again, MUTUAL)), OCTOBER, SEPTEMBER)
    assert found.after_silence is is_long
    assert not found.is_first


def test_a_talk_with_three_is_one_conversation_with_three_people() -> None:
    together = past((date(2026, 10, 5), MUTUAL, Channel.IN_PERSON))
    passed = {person: passed_in(together, OCTOBER, SEPTEMBER) for person in (1, 2, 3)}
    found = talked_in(passed, OCTOBER)
    assert (found.talks, found.people, found.first) == (1, {1, 2, 3}, {1, 2, 3})
    assert found.by_channel == ((Channel.IN_PERSON, 1),)
    assert [(part.talks, part.people) for part in found.parts if part.talks] == [(1, 3)]


@pytest.mark.parametrize(
    ("hours", "direction", "is_followed"),
    [
        (0, OUT, False),
        (1, OUT, True),
        (48, MUTUAL, True),
        (49, OUT, False),
        (24, IN, False),
    ],
)
def test_a_follow_up_is_mine_after_the_meeting_and_within_two_days(
    hours: int, direction: Direction, is_followed: bool
) -> None:
    met = 20_000.5
    history = history_of([(met + hours / 24, direction, Channel.EMAIL, 1)])
    assert followed_up(history, met) is is_followed


HISTORIES = st.lists(
    st.tuples(
        st.integers(day_number(date(2025, 6, 1)) * 4, day_number(date(2027, 3, 1)) * 4).map(lambda t: t / 4),
        st.sampled_from(Direction),
        st.sampled_from([Channel.EMAIL, Channel.CALL, Channel.TEXT]),
        st.just(1),
    ),
    max_size=40,
).map(history_of)


@given(st.dictionaries(st.integers(1, 5), HISTORIES, max_size=5))
def test_the_months_add_up_to_the_year_and_the_days_to_the_weeks(histories: dict[int, History]) -> None:
    def talked(period: Period) -> tuple[int, int, int, int]:
        passed = {one: passed_in(past, period, before(period)) for one, past in histories.items()}
        found = talked_in(passed, period)
        assert found.talks == sum(part.talks for part in found.parts)
        assert found.talks == sum(count for _, count in found.by_channel)
        return found.talks, found.by_me, found.by_them, found.together

    year = period_of(Span.YEAR, date(2026, 5, 5))
    months = [talked(month) for month in year.parts]
    assert talked(year) == tuple(map(sum, zip(*months, strict=True)))
    weeks = [talked(period_of(Span.WEEK, monday)) for monday in year.weeks]
    assert sum(week[0] for week in weeks) >= talked(year)[0]

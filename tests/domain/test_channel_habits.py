"""How people behave by channel: shares of what came in, answering times, one channel for everybody."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.channel_habits import Habits, habits_of, shares_of
from keepwarm.domain.channel_prior import assumed_channel
from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.history import Event, History
from keepwarm.domain.owner_habit import OneChannel, one_channel_for_all
from keepwarm.domain.their_hours import next_held
from keepwarm.domain.week_hours import WeekHours

CALL, TEXT, EMAIL = Channel.CALL, Channel.TEXT, Channel.EMAIL
NOW = 1000.0


def history(*events: tuple[float, str, Channel]) -> History:
    """Events so many days ago, one way, by a channel."""
    return History.of(Event(NOW - ago, way, channel.value, 1) for ago, way, channel in events)  # type: ignore[arg-type]  # ways are given as words


def shares(habits: Habits) -> dict[Channel, float]:
    return {one.channel: one.share for one in habits.used}


def test_a_share_is_what_came_in_halved_for_every_ninety_days_with_the_owners_own_as_one_more() -> None:
    past = history((0.0001, "in", TEXT), (90, "in", EMAIL), (90, "out", CALL))
    found = habits_of(past, NOW, {TEXT: 0.2, EMAIL: 0.8})
    assert shares(found) == pytest.approx({TEXT: 1.2 / 2.5, EMAIL: 1.3 / 2.5}, abs=1e-5)
    assert found.passed == {CALL, TEXT, EMAIL}
    assert {one.channel: one.last_on for one in found.used} == {TEXT: 999, EMAIL: 910}


def test_what_goes_out_is_no_habit_of_theirs() -> None:
    found = habits_of(history((3, "out", EMAIL), (2, "out", EMAIL)), NOW)
    assert (found.used, found.knows_number) == ((), False)


def test_what_is_still_to_come_has_not_happened() -> None:
    assert habits_of(history((-1, "in", TEXT)), NOW) == Habits()


@pytest.mark.parametrize(
    ("channel", "knows"), [(CALL, True), (TEXT, True), (Channel.CHAT, True), (EMAIL, False)]
)
def test_a_call_a_text_or_a_chat_tells_the_number_whichever_way_it_went(
    channel: Channel, knows: bool
) -> None:
    assert habits_of(history((3, "out", channel)), NOW).knows_number is knows


def test_half_of_the_answers_came_within_so_many_hours_by_the_channel_of_the_answer() -> None:
    past = history(
        (30, "out", EMAIL), (29, "in", EMAIL), (20, "out", EMAIL), (17, "in", EMAIL), (9, "out", TEXT),
        (8.5, "in", TEXT),
    )  # fmt: skip
    found = habits_of(past, NOW)
    assert found.answer_hours(EMAIL) == pytest.approx(48)
    assert found.answer_hours(TEXT) is None
    assert found.answers[TEXT].count == 1


def test_the_owners_own_share_is_that_of_everybody_together() -> None:
    everybody = [history((0.0001, "in", TEXT), (90, "in", EMAIL)), history((90, "in", EMAIL))]
    assert shares_of(everybody, NOW) == pytest.approx({TEXT: 0.5, EMAIL: 0.5}, abs=1e-5)
    assert shares_of([history((5, "out", TEXT))], NOW) == {}


@given(
    st.lists(
        st.tuples(st.floats(0.01, 900), st.sampled_from(["in", "out"]), st.sampled_from([CALL, TEXT, EMAIL])),
        max_size=30,
    ),
    st.sampled_from([{}, {EMAIL: 1.0}, {TEXT: 0.5, CALL: 0.5}]),
)
def test_shares_are_shares(events: list[tuple[float, str, Channel]], prior: dict[Channel, float]) -> None:
    found = habits_of(history(*events), NOW, prior)
    assert all(0 <= one.share <= 1 for one in found.used)
    assert sum(one.share for one in found.used) <= 1 + 1e-9
    assert sum(one.times for one in found.used) == sum(way == "in" for _, way, _ in events)


# What is assumed


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (PartialDate(year=2008, month=3, day=11), None),
        (PartialDate(year=2008, month=3, day=10), (TEXT, 68)),
        (PartialDate(year=1990, month=1, day=1), (TEXT, 47)),
        (PartialDate(year=1976, month=3, day=11), (TEXT, 47)),
        (PartialDate(year=1976, month=3, day=10), (CALL, 26)),
        (PartialDate(year=1950, month=1, day=1), (CALL, 8)),
        (PartialDate(year=1950, month=1), None),
        (PartialDate(month=1, day=1), None),
        (None, None),
    ],
)
def test_the_survey_is_read_by_an_age_that_is_known(born, expected) -> None:
    found = assumed_channel(born, date(2026, 3, 10))
    assert (found and (found.channel, found.percent)) == expected


# Their hours


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("mon-fri 18:00-20:00", datetime(2026, 3, 10, 18, tzinfo=UTC)),
        ("mon-fri 08:00-09:00", datetime(2026, 3, 11, 8, tzinfo=UTC)),
        ("tue 08:00-09:00", datetime(2026, 3, 17, 8, tzinfo=UTC)),
        ("sat,sun", datetime(2026, 3, 14, tzinfo=UTC)),
        ("mon-fri 09:00-12:00", None),
        ("mon 22:00-10:00", None),
        ("wed 22:00-10:00", datetime(2026, 3, 11, 22, tzinfo=UTC)),
    ],
)
def test_hours_that_do_not_hold_begin_next_at(hours: str, expected: datetime | None) -> None:
    assert next_held(WeekHours.parse(hours), datetime(2026, 3, 10, 9, 30, tzinfo=UTC)) == expected


@given(
    st.frozensets(st.integers(0, 6), min_size=1),
    st.integers(0, 1439),
    st.integers(0, 1440),
    st.floats(0, 4000).map(lambda days: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=days)),
)
def test_the_next_time_is_ahead_within_eight_days_and_holds(days, begin, end, clock) -> None:
    hours = WeekHours(days=days, from_minute=begin, until_minute=end)
    found = next_held(hours, clock)
    assert (found is None) == hours.holds_at(clock)
    if found is not None:
        assert 0 < (found - clock).total_seconds() <= 8 * 86_400
        assert hours.holds_at(found)


# One channel for everybody


def outgoing(emails: int, calls: int, people: int = 10) -> list[tuple[Channel, int]]:
    return [(EMAIL, number % people) for number in range(emails)] + [(CALL, 1)] * calls


def test_one_channel_for_everybody_is_said_with_its_figures() -> None:
    found = one_channel_for_all(
        outgoing(54, 6, people=40), {number: [CALL, EMAIL] for number in range(31)} | {35: [TEXT]}
    )
    assert found == OneChannel(channel=EMAIL, times=54, of=60, people=40, other=CALL, answering=31)


def test_only_the_last_sixty_count() -> None:
    found = one_channel_for_all([*outgoing(60, 0), *[(TEXT, 1)] * 500], {})
    assert found == OneChannel(channel=EMAIL, times=60, of=60, people=10)


@pytest.mark.parametrize(
    "latest",
    [outgoing(30, 30), outgoing(47, 13), outgoing(19, 0), outgoing(60, 0, people=4), []],
    ids=["half", "under four in five", "too few", "a few people", "nothing"],
)
def test_who_chooses_or_has_said_little_is_told_nothing(latest: list[tuple[Channel, int]]) -> None:
    assert one_channel_for_all(latest, {}) is None

"""The tie probability, against the checks of MODEL.md, section 1, and its laws."""

from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.history import Event, History, Way
from keepwarm.domain.policy import TIE_WEIGHTS
from keepwarm.domain.ties import (
    HORIZONS,
    Recency,
    activation,
    both_ways_probability,
    event_recency,
    p_alive,
    p_bgnbd,
    probabilities,
    recency_of,
    tie_probabilities,
    tie_probability,
)
from tests.domain.histories import event_lists, messages

FIVE_DAYS = messages(*[(day, "out") for day in (0, 30, 55, 90, 118)])


@pytest.mark.parametrize(
    ("history", "now", "expected"),
    [
        (FIVE_DAYS, 130.0, (0.151, 0.415, 0.735)),
        (FIVE_DAYS, 250.0, (0.057, 0.169, 0.453)),
        (messages((0, "out")), 12.0, (0.057, 0.163, 0.420)),
    ],
)
def test_the_probabilities_are_those_of_the_check(
    history: History, now: float, expected: tuple[float, float, float]
) -> None:
    assert tie_probabilities(history, now) == pytest.approx(expected, abs=0.0005)


@given(event_lists, st.floats(min_value=-400, max_value=2500), st.sampled_from(HORIZONS))
def test_one_function_over_an_ego_and_one_over_a_history_agree(
    found: list[Event], now: float, horizon: int
) -> None:
    people = {place % 3 for place in range(len(found))}
    told = [(place % 3, *event) for place, event in enumerate(found)]
    histories = {person: History.of(found[person::3]).before(now) for person in people}
    expected = {
        person: tie_probability(history, now, horizon)
        for person, history in histories.items()
        if history.events
    }
    assert probabilities(told, now, horizon) == expected


@given(event_lists, st.floats(min_value=-400, max_value=2500), st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(found: list[Event], now: float, rng) -> None:
    told = [(place % 3, *event) for place, event in enumerate(found)]
    before = probabilities(told, now, 30)
    rng.shuffle(told)
    assert probabilities(told, now, 30) == before


@given(event_lists, st.floats(min_value=-400, max_value=100_000))
def test_a_probability_lies_strictly_between_nought_and_one_and_grows_with_the_horizon(
    found: list[Event], now: float
) -> None:
    past = History.of(found).before(now)
    if not past.events:
        with pytest.raises(ValueError, match="no contact before now"):
            tie_probability(past, now, 30)
        return
    p_7, p_30, p_90 = tie_probabilities(past, now)
    assert 0.0 < p_7 < p_30 < p_90 < 1.0
    assert all(0.0 < both_ways_probability(past, now, horizon) < 1.0 for horizon in HORIZONS)


@given(event_lists.filter(bool), st.integers(min_value=2001, max_value=3000), st.integers(1, 400))
def test_time_alone_never_makes_a_tie_more_alive(found: list[Event], now: int, later: int) -> None:
    history = History.of([event._replace(n_recipients=1) for event in found])
    for horizon in HORIZONS:
        assert tie_probability(history, now + later, horizon) <= tie_probability(history, now, horizon)


def test_events_from_now_on_and_those_to_more_than_ten_are_ignored() -> None:
    counted: list[tuple[str, float, Way, int, int]] = [("ada", 1.0, "out", 0, 10)]
    ignored: list[tuple[str, float, Way, int, int]] = [
        ("ada", 5.0, "in", 0, 1),
        ("ada", 2.0, "out", 0, 11),
        ("bob", 9.0, "in", 0, 1),
    ]
    assert probabilities(counted + ignored, 5.0, 7) == probabilities(counted, 5.0, 7)


@pytest.mark.parametrize("horizon", [0, 14, 365])
def test_a_horizon_that_the_model_does_not_know_is_refused(horizon: int) -> None:
    with pytest.raises(ValueError, match=f"7, 30 or 90 days, not {horizon}"):
        probabilities([], 1.0, horizon)
    with pytest.raises(ValueError, match=f"7, 30 or 90 days, not {horizon}"):
        tie_probability(FIVE_DAYS, 130.0, horizon)


def test_activation_sums_over_days_at_their_noon_and_none_younger_than_half_a_day() -> None:
    assert activation((0, 4), 4.75) == pytest.approx(log(4.25**-0.5 + 0.5**-0.5))


def test_a_tie_of_one_day_is_alive() -> None:
    assert p_alive(recency_of((3,), 500.0), TIE_WEIGHTS[30]) == 1.0


def test_p_alive_and_p_bgnbd_are_the_closed_forms_of_the_paper() -> None:
    recency, weights = Recency(repeats=4, span=118, age=130), TIE_WEIGHTS[30]
    odds = 0.211 / (0.806 + 4 - 1) * ((3.984 + 130) / (3.984 + 118)) ** (0.277 + 4)
    alive = 1 / (1 + odds)
    assert p_alive(recency, weights) == pytest.approx(alive)
    silent = ((3.984 + 130) / (3.984 + 130 + 30)) ** (0.277 + 4)
    assert p_bgnbd(recency, 30, weights) == pytest.approx(alive * (1 - silent))


def test_a_busy_tie_after_a_very_long_silence_still_has_a_probability() -> None:
    daily = messages(*[(day, "out") for day in range(1500)])
    assert 0.0 < tie_probability(daily, 60_000.0, 7) < tie_probability(daily, 1501.0, 7) < 1.0


def test_contact_both_ways_takes_in_the_weaker_direction() -> None:
    history = messages((0.5, "out"), (10.0, "in"), (11.0, "out"))
    now, weights = 20.0, TIE_WEIGHTS[30]
    s_out = 19.5**-0.5 + 9.0**-0.5
    s_in = 10.0**-0.5
    bgnbd = p_bgnbd(recency_of((0, 10, 11), now), 30, weights)
    odds = (
        -0.761
        + 0.527 * activation((0, 10, 11), now)
        + 0.283 * log(bgnbd / (1 - bgnbd))
        + 0.240 * min(log(s_out + 0.001), log(s_in + 0.001))
    )
    assert both_ways_probability(history, now, 30) == pytest.approx(1 / (1 + exp(-odds)))


def test_an_event_is_never_younger_than_half_an_hour() -> None:
    assert event_recency(messages((5.0, "in")), 5.001, "in") == pytest.approx(0.02**-0.5)
    assert event_recency(messages((5.0, "in")), 6.0, "out") == 0.0

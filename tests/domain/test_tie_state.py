"""The tie: everything that is shown of one relationship, and until when it holds."""

import csv
import gzip
from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.cadence import Rhythm
from keepwarm.domain.calibration import Calibration, calibrated
from keepwarm.domain.history import Event, History, Way
from keepwarm.domain.reasons import Reason
from keepwarm.domain.reciprocity import Carrier
from keepwarm.domain.stages import Evidence, Stage
from keepwarm.domain.tie_state import Tie, basis_of, state_of, tie_of
from keepwarm.domain.ties import HORIZONS, probabilities
from tests.domain.histories import histories, meetings, messages, together
from tests.real_data import real_data

CHECKED = messages(*[(day, "out") for day in (0, 30, 55, 90, 118)])
QUIET = {90: Calibration(alpha=-1.0, beta=0.9, rows=100)}


def tie(history: History, now: float) -> Tie:
    return tie_of(Evidence(history=history), now, {}, 0.5)


def test_a_tie_holds_the_numbers_of_the_checks() -> None:
    found = tie(CHECKED, 130.0)
    assert (found.p_7, found.p_30, found.p_90) == pytest.approx((0.151, 0.415, 0.735), abs=0.0005)
    assert (found.due_50, found.due_80, found.due_95) == pytest.approx((19.0, 50.1, 113.9), abs=0.05)
    assert (found.last_on, found.contact_days, found.rhythm) == (118, 5, Rhythm.IN_RHYTHM)


def test_strength_is_the_calibrated_probability_and_the_others_stay_as_the_model_gives_them() -> None:
    found = tie_of(Evidence(history=CHECKED), 130.0, QUIET, 0.5)
    assert found.p_90 == pytest.approx(0.735, abs=0.0005)
    assert found.strength == calibrated(found.p_90, QUIET[90])


def test_a_person_without_contact_has_no_probabilities_and_no_strength() -> None:
    found = tie(History(), 130.0)
    assert (found.p_7, found.p_30, found.p_90, found.due_50, found.rhythm) == (None,) * 5
    assert (found.strength, found.stage, found.last_on) == (0.0, Stage.LISTED, None)
    assert found.reasons == (Reason.of("no_contact_yet"),)


def test_the_trend_compares_with_thirty_and_ninety_days_ago() -> None:
    found = tie(CHECKED, 130.0)
    before = [tie(CHECKED, 130.0 - ago).strength for ago in (30, 90)]
    assert found.trend.against_30 == pytest.approx(found.strength - before[0])
    assert found.trend.against_90 == pytest.approx(found.strength - before[1])
    assert tie(CHECKED, 40.0).trend.against_90 is None


def test_the_reasons_are_the_facts_behind_the_numbers() -> None:
    found = tie(CHECKED, 130.5)
    assert found.reasons == (
        Reason.of("last_spoke", days=12, channel="email", direction="out"),
        Reason.of("usual_rhythm", days=19),
        Reason.of("waiting_for_answer", days=130, attempts=5),
        Reason.of("one_way", side="me"),
        Reason.of("contact_days", count=5),
    )
    assert found.reciprocity.one_way is Carrier.ME


def test_after_a_meeting_nobody_waits_and_the_last_word_was_mutual() -> None:
    found = tie(together(meetings(100), messages((90, "in"))), 120.0)
    assert found.reasons[0] == Reason.of("last_spoke", days=20, channel="in-person", direction="mutual")
    assert found.waiting is None


def test_an_answer_within_the_usual_time_is_not_missed_yet() -> None:
    codes = [reason.code for reason in tie(messages((100, "out")), 106.9).reasons]
    assert "waiting_for_answer" not in codes
    codes = [reason.code for reason in tie(messages((100, "out")), 107.1).reasons]
    assert "waiting_for_answer" in codes


calibrations = st.one_of(
    st.just({}),
    st.builds(
        lambda alpha, beta: {90: Calibration(alpha=alpha, beta=beta, rows=50)},
        st.floats(-4, 4),
        st.floats(-1.5, 2),
    ),
)
evidences = st.builds(
    Evidence,
    history=histories,
    voice_confirmed_on=st.none() | st.integers(0, 2200),
    gave=st.just(True),
    received=st.just(True),
    chosen_cadence_days=st.one_of(st.none(), st.integers(7, 90).map(float)),
)


@settings(max_examples=200, deadline=None)
@given(evidences, st.floats(0, 2200), calibrations)
def test_a_state_holds_until_the_day_that_is_said_and_not_on_it(evidence, now, calibration) -> None:
    evidence = Evidence(
        history=evidence.history.before(now),
        voice_confirmed_on=evidence.voice_confirmed_on,
        gave=True,
        received=True,
        chosen_cadence_days=evidence.chosen_cadence_days,
    )
    until, today = basis_of(evidence, now, calibration).holds_until(30), int(now)
    state = state_of(evidence, now, calibration)
    assert today < until <= today + 30
    assert all(state_of(evidence, float(day), calibration) == state for day in range(today + 1, until))
    if until < today + 30:
        assert state_of(evidence, float(until), calibration) != state


@given(evidences, st.floats(0, 2200), calibrations)
def test_the_state_alone_is_that_of_the_whole_tie_and_numbers_are_in_range(
    evidence, now, calibration
) -> None:
    found = tie_of(evidence, now, calibration, 0.5)
    assert (found.stage, found.rhythm) == state_of(evidence, now, calibration)
    assert 0.0 <= found.strength < 1.0
    assert 0.0 < found.reply < 1.0


def test_a_rhythm_slips_on_the_day_after_its_due_day() -> None:
    history = meetings(0, 30, 55, 90, 118)
    assert basis_of(Evidence(history=history), 150.5, {}).holds_until(30) == 118 + 51
    assert basis_of(Evidence(history=history), 130.5, {}).holds_until(30) == 130 + 30


@pytest.mark.parametrize(("now", "rhythm"), [(168.99, Rhythm.IN_RHYTHM), (169.0, Rhythm.SLIPPING)])
def test_of_what_has_passed_since_the_last_contact_whole_days_count(now: float, rhythm: Rhythm) -> None:
    assert tie(CHECKED, now).rhythm is rhythm


def test_the_ties_of_a_real_person_are_those_of_the_model_over_all_events_at_once() -> None:
    now, told, per_person = 28.0, [], defaultdict(list)
    with gzip.open(real_data("ties/students.csv.gz"), "rt") as file:
        rows = list(csv.DictReader(file))
    ((ego, _),) = Counter(src for src, _ in {(row["src"], row["dst"]) for row in rows}).most_common(1)
    for row in rows:
        if ego in (row["src"], row["dst"]):
            way: Way = "out" if row["src"] == ego else "in"
            person = row["dst" if way == "out" else "src"]
            event = Event(float(row["day"]), way, row["channel"], int(row["n_recipients"]))
            told.append((person, *event))
            per_person[person].append(event)
    found = {person: tie(History.of(events), now) for person, events in per_person.items()}
    assert len(found) > 10
    for horizon in HORIZONS:
        expected = probabilities(told, now, horizon)
        assert {person: getattr(one, f"p_{horizon}") for person, one in found.items()} == expected

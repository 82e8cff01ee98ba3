"""Stages from evidence (MODEL.md, section 7)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.cadence import due
from keepwarm.domain.conversations import conversations
from keepwarm.domain.history import History
from keepwarm.domain.reasons import Reason
from keepwarm.domain.reciprocity import initiations
from keepwarm.domain.stages import Evidence, Stage, grounds_of, missing, present, stage_at
from tests.domain.histories import histories, meetings, messages, together

MUTUAL_MAIL = messages((0, "out"), (1, "in"), (2, "out"), (40, "in"), (41, "out"))
"""Conversations on different days, each side having begun once, nothing by voice."""


def stage(evidence: Evidence, now: float = 50.0, p_90: float | None = 0.9) -> Stage:
    return stage_at(evidence, grounds_of(evidence, now), now, p_90)


def said_for(evidence: Evidence, now: float = 50.0) -> list[Reason]:
    return present(evidence, grounds_of(evidence, now))


def lacking(evidence: Evidence, now: float = 50.0, p_90: float | None = 0.9) -> list[Reason]:
    return missing(evidence, grounds_of(evidence, now), now, stage(evidence, now, p_90))


def test_nothing_more_than_a_way_to_reach_them_is_listed() -> None:
    new = Evidence(history=History())
    assert stage(new, p_90=None) is Stage.LISTED
    assert said_for(new) == [Reason.of("reachable")]
    assert lacking(new, p_90=None) == [Reason.of("no_reason_noted"), Reason.of("no_question_noted")]


def test_a_reason_and_a_question_make_it_researched_and_one_alone_does_not() -> None:
    assert stage(Evidence(history=History(), reason_noted=True)) is Stage.LISTED
    assert stage(Evidence(history=History(), reason_noted=True, question_noted=True)) is Stage.RESEARCHED


def test_who_wrote_and_was_not_written_to_wrote_to_me() -> None:
    wrote = Evidence(history=messages((3, "in")))
    assert stage(wrote, p_90=0.4) is Stage.WROTE_TO_ME
    assert Reason.of("they_wrote", on=date(1970, 1, 4)) in said_for(wrote)
    assert lacking(wrote, p_90=0.4) == [Reason.of("no_answer_from_me")]


@pytest.mark.parametrize("said", [((3, "out"),), ((3, "out"), (44, "in")), ((3, "in"), (44, "out"))])
def test_who_was_written_to_without_a_conversation_is_reached(said) -> None:
    assert stage(Evidence(history=messages(*said))) is Stage.REACHED


def test_one_conversation_makes_it_in_conversation_and_says_what_a_connection_wants() -> None:
    once = Evidence(history=messages((0, "out"), (1, "in")))
    assert stage(once) is Stage.IN_CONVERSATION
    assert Reason.of("conversations", count=1, days=1, last_on=date(1970, 1, 2)) in said_for(once)
    assert lacking(once) == [
        Reason.of("one_conversation_day"),
        Reason.of("no_voice_or_face"),
        Reason.of("never_initiated_by_them"),
    ]


def test_letters_alone_make_no_connection_until_the_owner_says_that_they_have_spoken() -> None:
    assert lacking(Evidence(history=MUTUAL_MAIL)) == [Reason.of("no_voice_or_face")]
    assert stage(Evidence(history=MUTUAL_MAIL, voice_confirmed_on=49)) is Stage.CONNECTION


def test_a_voice_that_was_confirmed_has_a_date_like_any_other() -> None:
    confirmed = Evidence(history=MUTUAL_MAIL, voice_confirmed_on=49)
    assert stage(confirmed, now=48.9) is Stage.IN_CONVERSATION
    assert stage(confirmed, now=49.0) is Stage.CONNECTION
    long_after = Evidence(history=MUTUAL_MAIL, voice_confirmed_on=800)
    assert stage(long_after, now=801.0, p_90=0.1) is Stage.IN_CONVERSATION


def test_two_meetings_on_different_days_make_a_connection_and_on_the_same_day_none() -> None:
    assert stage(Evidence(history=meetings(0, 20))) is Stage.CONNECTION
    assert stage(Evidence(history=meetings(20.1, 20.9))) is Stage.IN_CONVERSATION


def test_both_sides_must_carry_a_connection_by_a_first_word_or_by_a_give() -> None:
    one_sided = messages((0, "out"), (1, "in"), (40, "out"), (41, "in"), channel="call")
    assert stage(Evidence(history=one_sided)) is Stage.IN_CONVERSATION
    assert stage(Evidence(history=one_sided, gave=True)) is Stage.IN_CONVERSATION
    assert stage(Evidence(history=one_sided, gave=True, received=True)) is Stage.CONNECTION


def test_a_connection_lapses_after_twelve_months_or_two_of_its_own_rhythms() -> None:
    twice = Evidence(history=meetings(0, 20))
    assert stage(twice, now=365.9) is Stage.CONNECTION
    assert stage(twice, now=366.0) is Stage.IN_CONVERSATION
    assert lacking(twice, now=366.0) == [Reason.of("too_long_ago")]
    rare = meetings(0, 1000, 1010)
    window_days = 2 * due(rare.days, 0.5)
    assert window_days > 365
    assert stage(Evidence(history=rare), now=1000.0 + int(window_days)) is Stage.CONNECTION
    assert stage(Evidence(history=rare), now=1001.0 + int(window_days)) is Stage.IN_CONVERSATION


def test_the_voice_must_be_as_recent_as_the_conversations() -> None:
    history = together(meetings(0), messages((300, "out"), (301, "in"), (380, "in"), (381, "out")))
    assert stage(Evidence(history=history), now=365.0) is Stage.CONNECTION
    assert stage(Evidence(history=history), now=400.0) is Stage.IN_CONVERSATION


def test_a_connection_with_help_in_both_directions_is_an_ally() -> None:
    assert stage(Evidence(history=meetings(0, 20), helped_both_ways=True)) is Stage.ALLY
    assert stage(Evidence(history=meetings(0), helped_both_ways=True)) is Stage.IN_CONVERSATION


def test_dormant_goes_before_all_where_there_once_was_a_connection() -> None:
    twice = Evidence(history=meetings(0, 20), helped_both_ways=True)
    assert stage(twice, p_90=0.199) is Stage.DORMANT
    assert stage(twice, p_90=0.2) is Stage.ALLY
    assert stage(twice, now=2000.0, p_90=0.1) is Stage.DORMANT
    assert stage(Evidence(history=MUTUAL_MAIL), p_90=0.1) is Stage.IN_CONVERSATION


def test_a_connection_of_years_ago_with_a_late_letter_since_still_counts_as_one_that_was() -> None:
    history = together(meetings(0, 20), messages((3000, "in")))
    assert stage(Evidence(history=history), now=3010.0, p_90=0.1) is Stage.DORMANT
    assert stage(Evidence(history=history), now=3010.0, p_90=0.5) is Stage.IN_CONVERSATION


def test_what_comes_at_or_after_now_is_no_evidence_yet() -> None:
    assert stage(Evidence(history=meetings(0, 20)), now=20.0) is Stage.IN_CONVERSATION


def connected_on(evidence: Evidence, day: int) -> bool:
    """The conditions of a connection at the end of a day, read off the table one by one."""
    past = evidence.history.before(day + 1)
    if not past.events:
        return False
    window = max(365, 2 * due(past.days, 0.5))
    recent = [talk for talk in conversations(past) if day - talk.t // 1 <= window]
    confirmed_on = evidence.voice_confirmed_on
    confirmed = confirmed_on is not None and 0 <= day - confirmed_on <= window
    voice = confirmed or any(talk.has_voice_or_face for talk in recent)
    begun = initiations(past, past.meetings)
    carried = bool(begun.by_me and begun.by_them) or (evidence.gave and evidence.received)
    return len({talk.t // 1 for talk in recent}) >= 2 and voice and carried


@given(histories, st.none() | st.integers(0, 2500), st.booleans(), st.integers(0, 2500))
def test_the_grounds_agree_with_the_table_read_day_by_day(
    history: History, voice_on: int | None, gave: bool, now: int
) -> None:
    evidence = Evidence(history=history, voice_confirmed_on=voice_on, gave=gave, received=gave)
    grounds = grounds_of(evidence, float(now))
    past = Evidence(history=history.before(now), voice_confirmed_on=voice_on, gave=gave, received=gave)
    assert (now <= grounds.connected_until) == connected_on(past, now)
    said = [voice_on] if voice_on is not None and voice_on <= now else []
    days = [*past.history.days, *said]
    assert grounds.was_connection == any(connected_on(past, day) for day in days)


@given(histories, st.floats(0, 2500), st.floats(0, 1), st.booleans())
def test_everybody_has_a_stage_and_all_but_allies_something_missing(
    history: History, now: float, p_90: float, noted: bool
) -> None:
    evidence = Evidence(history=history, reason_noted=noted, question_noted=noted)
    found = stage(evidence, now, p_90)
    assert lacking(evidence, now, p_90) or found is Stage.ALLY
    assert (found in (Stage.LISTED, Stage.RESEARCHED)) == (not history.before(now).events)

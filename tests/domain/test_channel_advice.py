"""By which channel, ranked, with reasons, for a person, a purpose and a moment (MODEL.md, section 5)."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.channel_advice import Advice, Advised, Assistant, Circumstances, Reach, advise, never_for
from keepwarm.domain.channel_habits import Answers, Habits, Used
from keepwarm.domain.channels import Channel, Purpose
from keepwarm.domain.dates import PartialDate, day_number
from keepwarm.domain.people import KnownBy, Preference
from keepwarm.domain.reasons import Reason
from keepwarm.domain.reciprocity import Waiting
from keepwarm.domain.week_hours import WeekHours

CALL, TEXT, EMAIL, CHAT = Channel.CALL, Channel.TEXT, Channel.EMAIL, Channel.CHAT
IN_PERSON, VIDEO, SOCIAL, POST = Channel.IN_PERSON, Channel.VIDEO, Channel.SOCIAL, Channel.POST
VOICES = {CALL, VIDEO, IN_PERSON}
TODAY = date(2026, 3, 10)
NOW = day_number(TODAY) + 0.4
TUESDAY_MORNING = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


def likes(channel: Channel, rank: int = 1, **said) -> Preference:
    return Preference(channel=channel, rank=rank, **said)


def never(channel: Channel, **said) -> Preference:
    return Preference(channel=channel, never=True, **said)


def used(*channels: Channel, answers: dict[Channel, Answers] | None = None) -> Habits:
    """The habits of somebody who was in touch by these channels, the most by the first."""
    found = [
        Used(channel=one, times=9 - place, share=0.5 / (place + 1)) for place, one in enumerate(channels)
    ]
    return Habits(used=tuple(found), answers=answers or {}, passed=frozenset(channels))


def reach(
    *preferences: Preference,
    reachable: tuple[Channel, ...] = (CALL, TEXT, EMAIL),
    habits: Habits | None = None,
    placed: Channel | None = None,
    waiting: Waiting | None = None,
    birthday: PartialDate | None = None,
    **around,
) -> Reach:
    return Reach(
        preferences=preferences,
        reachable=reachable,
        placed=placed,
        waiting=waiting,
        birthday=birthday,
        circumstances=Circumstances(habits=habits or Habits(), **around),
    )


def advice(person: Reach, purpose: Purpose = Purpose.KEEP_UP) -> Advice:
    return advise(person, purpose, TODAY, NOW)


def channels_of(person: Reach, purpose: Purpose = Purpose.KEEP_UP) -> list[Channel]:
    return [one.channel for one in advice(person, purpose).ranking]


def first(person: Reach, purpose: Purpose = Purpose.KEEP_UP) -> Advised:
    return advice(person, purpose).ranking[0]


def codes(one: Advised) -> set[str]:
    return {remark.code for remark in one.remarks}


def unanswered(channel: Channel, days: float, attempts: int = 1) -> Waiting:
    return Waiting(since=NOW - days, last_at=NOW - days, attempts=attempts, channel=channel.value)


# Told, observed, assumed


def test_what_they_told_comes_first_by_its_rank_then_what_they_do_then_what_is_at_hand() -> None:
    person = reach(likes(CHAT, 2), likes(TEXT, 1), habits=used(EMAIL))
    assert [(one.channel, one.known_by) for one in advice(person).ranking] == [
        (TEXT, KnownBy.TOLD),
        (CHAT, KnownBy.TOLD),
        (EMAIL, KnownBy.OBSERVED),
        (CALL, None),
    ]


def test_each_channel_has_its_reason() -> None:
    person = reach(likes(TEXT), habits=used(EMAIL))
    assert [one.reason for one in advice(person).ranking] == [
        Reason.of("channel_told", channel="text"),
        Reason.of("channel_they_use", channel="email", times=9, total=9),
        Reason.of("channel_at_hand", channel="call"),
    ]


def test_what_they_told_is_advised_without_a_handle_too_and_says_so() -> None:
    asked = first(reach(likes(CHAT), reachable=(EMAIL,)))
    assert asked.reason == Reason.of("channel_told_without_handle", channel="chat")
    met = first(reach(likes(IN_PERSON), reachable=(EMAIL,)))
    assert met.reason == Reason.of("channel_told", channel="in-person")


def test_what_they_said_of_this_purpose_goes_before_what_they_said_of_everything() -> None:
    person = reach(likes(TEXT, 1), likes(EMAIL, 2, purposes=frozenset({Purpose.INFORM})), reachable=(TEXT,))
    assert channels_of(person, Purpose.INFORM)[:2] == [EMAIL, TEXT]
    assert channels_of(person, Purpose.KEEP_UP) == [TEXT]


@pytest.mark.parametrize("known_by", [KnownBy.OBSERVED, KnownBy.ASSUMED])
def test_a_liking_that_nobody_told_is_not_taken_for_told(known_by: KnownBy) -> None:
    person = reach(likes(CHAT, known_by=known_by), reachable=(EMAIL, CHAT), habits=used(EMAIL))
    assert first(person).known_by is KnownBy.OBSERVED
    assert not advice(person).is_told


def test_age_is_taken_from_a_whole_birthday_and_from_nothing_else() -> None:
    person = reach(reachable=(CALL, TEXT), birthday=PartialDate(year=1999, month=5, day=1))
    assumed = first(person)
    assert (assumed.channel, assumed.known_by) == (TEXT, KnownBy.ASSUMED)
    assert assumed.reason == Reason.of(
        "channel_assumed", channel="text", percent=68, from_age=18, until_age=29
    )
    for partial in (PartialDate(year=1999), PartialDate(month=5, day=1), PartialDate(year=1999, month=5)):
        assert first(reach(reachable=(CALL, TEXT), birthday=partial)).known_by is None


def test_nothing_is_assumed_of_somebody_who_showed_what_they_use() -> None:
    person = reach(habits=used(EMAIL), birthday=PartialDate(year=1999, month=5, day=1))
    assert KnownBy.ASSUMED not in {one.known_by for one in advice(person).ranking}


# Never, and what the owner does not use


def test_a_never_is_in_no_ranking_and_is_not_asked_for_either() -> None:
    person = reach(never(CALL), likes(TEXT), habits=used(CALL, EMAIL), placed=CALL)
    for purpose in Purpose:
        assert CALL not in channels_of(person, purpose)
        assert CALL not in {one.asks_for for one in advice(person, purpose).ranking}


def test_a_never_for_one_purpose_holds_for_that_one() -> None:
    person = reach(never(EMAIL, purposes=frozenset({Purpose.ASK})), habits=used(EMAIL))
    assert EMAIL not in channels_of(person, Purpose.ASK)
    assert first(person, Purpose.KEEP_UP).channel is EMAIL


def test_where_every_channel_is_a_never_there_is_none_and_it_says_so() -> None:
    found = advice(reach(never(EMAIL), reachable=(EMAIL,), habits=used(EMAIL)))
    assert (found.ranking, found.remarks) == ((), (Reason.of("every_channel_is_never"),))


def test_without_a_way_to_reach_them_there_is_no_channel() -> None:
    found = advice(reach(never(EMAIL), reachable=()))
    assert (found.ranking, found.remarks) == ((), (Reason.of("no_way_to_reach"),))


def test_channels_that_the_owner_does_not_use_are_not_advised_and_a_told_one_is_named() -> None:
    person = reach(likes(CHAT), unused=frozenset({CHAT, CALL}), habits=used(EMAIL))
    found = advice(person, Purpose.ASK)
    assert [one.channel for one in found.ranking] == [EMAIL, TEXT]
    assert found.remarks == (Reason.of("told_what_you_do_not_use", channel="chat"),)
    assert found.ranking[0].asks_for is None


def test_video_and_meeting_are_asked_for_only_of_who_ever_came_that_way() -> None:
    said = (likes(TEXT), never(CALL))
    for habits, asked in ((used(EMAIL), None), (used(EMAIL, VIDEO), VIDEO), (used(IN_PERSON), IN_PERSON)):
        assert first(reach(*said, habits=habits), Purpose.ASK).asks_for is asked


def test_where_the_owner_uses_none_of_their_channels_it_says_so() -> None:
    found = advice(reach(reachable=(SOCIAL,), unused=frozenset({SOCIAL})))
    assert (found.ranking, found.remarks) == ((), (Reason.of("only_channels_you_do_not_use"),))


# The purpose


@pytest.mark.parametrize("purpose", [Purpose.FORM, Purpose.ASK, Purpose.COMFORT])
def test_a_voice_goes_before_what_they_write_by_where_nothing_was_told(purpose: Purpose) -> None:
    person = reach(habits=used(EMAIL, TEXT))
    assert channels_of(person, purpose)[0] is CALL
    assert channels_of(person, Purpose.KEEP_UP)[0] is EMAIL


@pytest.mark.parametrize("purpose", [Purpose.FORM, Purpose.ASK, Purpose.COMFORT])
def test_where_a_voice_would_be_better_the_told_channel_stays_first_and_carries_the_question(
    purpose: Purpose,
) -> None:
    told = first(reach(likes(TEXT), habits=used(CALL)), purpose)
    assert (told.channel, told.known_by, told.asks_for) == (TEXT, KnownBy.TOLD, CALL)
    assert Reason.of("carries_question", channel="call") in told.remarks


def test_to_keep_up_they_are_asked_nothing() -> None:
    assert first(reach(likes(TEXT))).asks_for is None


def test_a_planned_call_is_asked_for_on_the_channel_that_they_told() -> None:
    told = first(reach(likes(TEXT), placed=VIDEO))
    assert (told.channel, told.asks_for) == (TEXT, VIDEO)


def test_to_find_a_time_the_quickest_answered_comes_first_with_its_figures() -> None:
    answers = {EMAIL: Answers(count=5, hours=30.0), TEXT: Answers(count=4, hours=0.5)}
    person = reach(habits=used(EMAIL, CALL, TEXT, answers=answers))
    found = advice(person, Purpose.SCHEDULE).ranking
    assert [one.channel for one in found] == [TEXT, EMAIL, CALL]
    assert Reason.of("answers_by", channel="text", count=4, hours=0.5) in found[0].remarks


def test_one_answer_is_no_pace() -> None:
    answers = {EMAIL: Answers(count=5, hours=30.0), TEXT: Answers(count=1, hours=0.1)}
    person = reach(habits=used(TEXT, EMAIL, answers=answers), reachable=())
    assert channels_of(person, Purpose.SCHEDULE) == [EMAIL, TEXT]


def test_an_email_opens_only_after_an_introduction_by_one_to_inform_or_as_the_only_way() -> None:
    assert channels_of(reach()) == [TEXT, CALL]
    assert EMAIL in channels_of(reach(introduced_by_email=True))
    assert EMAIL in channels_of(reach(), Purpose.INFORM)
    assert channels_of(reach(reachable=(EMAIL,))) == [EMAIL]
    assert channels_of(reach(never(CALL), never(TEXT))) == [EMAIL]
    assert channels_of(reach(habits=used(EMAIL)))[0] is EMAIL


def test_who_does_not_know_the_number_gets_a_text_before_a_call() -> None:
    opening = advice(reach()).ranking
    assert [one.channel for one in opening] == [TEXT, CALL]
    assert Reason.of("text_before_call") in opening[0].remarks
    assert channels_of(reach(habits=used(EMAIL)), Purpose.ASK) == [EMAIL, TEXT, CALL]


@pytest.mark.parametrize("passed", [CALL, TEXT, CHAT])
def test_who_was_in_touch_by_number_may_be_rung_at_once(passed: Channel) -> None:
    assert channels_of(reach(habits=used(passed)), Purpose.ASK)[0] is CALL


def test_who_asked_for_calls_is_rung_at_once() -> None:
    assert channels_of(reach(likes(CALL))) == [CALL, TEXT]


def test_a_cold_call_without_a_text_before_it_says_who_it_is() -> None:
    assert "number_unknown_to_them" in codes(first(reach(never(TEXT), reachable=(CALL, TEXT))))


# The moment


def test_outside_their_hours_it_says_when_these_begin_by_their_clock() -> None:
    evenings = WeekHours(days=frozenset(range(5)), from_minute=18 * 60, until_minute=20 * 60)
    person = reach(likes(CALL, hours=evenings), clock=TUESDAY_MORNING)
    told = first(person)
    assert told.from_time == datetime(2026, 3, 10, 18, tzinfo=UTC)
    assert Reason.of("outside_their_hours", at="18:00", weekday="tue", days=0) in told.remarks
    within = reach(likes(CALL, hours=evenings), clock=datetime(2026, 3, 10, 19, tzinfo=UTC))
    assert first(within).from_time is None
    assert "outside_their_hours" not in codes(first(within))


def test_what_was_tried_without_an_answer_yields_to_another_once() -> None:
    person = reach(habits=used(EMAIL, TEXT), waiting=unanswered(EMAIL, 9))
    assert channels_of(person) == [TEXT, CALL, EMAIL]
    assert Reason.of("changed_after_silence", tried="email") in first(person).remarks
    assert "tried_without_answer" in codes(advice(person).ranking[-1])
    again = reach(habits=used(EMAIL, TEXT), waiting=unanswered(EMAIL, 9, attempts=2))
    assert first(again).channel is EMAIL


def test_a_message_within_their_usual_time_to_answer_was_not_in_vain() -> None:
    assert first(reach(habits=used(EMAIL, TEXT), waiting=unanswered(EMAIL, 6.9))).channel is EMAIL


def test_what_they_told_yields_only_to_what_they_told() -> None:
    two = reach(likes(EMAIL), likes(CALL, 2), waiting=unanswered(EMAIL, 9))
    assert channels_of(two)[:2] == [CALL, EMAIL]
    one = reach(likes(EMAIL), waiting=unanswered(EMAIL, 9))
    assert first(one).channel is EMAIL


def test_after_two_attempts_they_rest_for_ninety_days_from_the_last() -> None:
    resting = Waiting(since=NOW - 40, last_at=NOW - 30, attempts=2, channel="email")
    assert advice(reach(waiting=resting)).rests_until == date(2026, 5, 9)
    over = Waiting(since=NOW - 140, last_at=NOW - 90, attempts=2, channel="email")
    assert advice(reach(waiting=over)).rests_until is None
    assert advice(reach(waiting=unanswered(EMAIL, 30))).rests_until is None


def test_what_was_planned_goes_before_what_they_do_and_behind_what_they_told() -> None:
    assert channels_of(reach(placed=VIDEO, habits=used(EMAIL)))[:2] == [VIDEO, EMAIL]
    assert channels_of(reach(likes(TEXT), placed=VIDEO))[:2] == [TEXT, VIDEO]


def test_an_assistant_is_the_way_by_phone_and_by_email() -> None:
    person = reach(habits=used(CALL, EMAIL), assistants=(Assistant(name="Mia"),))
    through = {
        one.channel: [remark for remark in one.remarks if remark.code == "through_assistant"]
        for one in advice(person).ranking
    }
    assert through == {
        CALL: [Reason.of("through_assistant", name="Mia", channel="call")],
        EMAIL: [Reason.of("through_assistant", name="Mia", channel="email")],
        TEXT: [],
    }


def test_an_assistant_is_not_to_be_reached_by_what_that_one_never_wants() -> None:
    mia = Assistant(name="Mia", never=frozenset({CALL}))
    found = advice(reach(habits=used(CALL, EMAIL), assistants=(mia,))).ranking
    assert {one.channel for one in found if "through_assistant" in codes(one)} == {EMAIL}


# Laws

channels = st.sampled_from(list(Channel))
some_channels = st.lists(channels, max_size=4, unique=True).map(tuple)
preferences = st.builds(
    Preference,
    channel=channels,
    never=st.booleans(),
    rank=st.integers(1, 3),
    known_by=st.sampled_from(list(KnownBy)),
    purposes=st.frozensets(st.sampled_from(list(Purpose)), max_size=2),
    hours=st.sampled_from([None, WeekHours(from_minute=1200, until_minute=60)]),
)
reaches = st.builds(
    Reach,
    preferences=st.lists(preferences, max_size=5, unique_by=lambda one: one.channel).map(tuple),
    reachable=some_channels,
    birthday=st.sampled_from([None, PartialDate(year=1950, month=1, day=1), PartialDate(year=2000)]),
    placed=st.one_of(st.none(), channels),
    waiting=st.one_of(st.none(), st.builds(unanswered, channels, st.floats(0, 120), st.integers(1, 3))),
    circumstances=st.builds(
        Circumstances,
        habits=some_channels.map(lambda found: used(*found)),
        unused=st.frozensets(channels, max_size=3),
        assistants=st.sampled_from([(), (Assistant(name="Mia"),)]),
        introduced_by_email=st.booleans(),
        clock=st.sampled_from([None, TUESDAY_MORNING]),
    ),
)


@given(reaches, st.sampled_from(list(Purpose)))
def test_a_never_and_what_the_owner_does_not_use_are_neither_advised_nor_asked_for(
    person: Reach, purpose: Purpose
) -> None:
    found = advice(person, purpose)
    barred = never_for(person.preferences, purpose) | person.circumstances.unused
    named = {one.channel for one in found.ranking} | {one.asks_for for one in found.ranking}
    assert not barred & named
    assert (not found.ranking) <= bool(found.remarks)


@given(reaches, st.sampled_from(list(Purpose)))
def test_each_channel_stands_once_and_told_before_the_rest(person: Reach, purpose: Purpose) -> None:
    found = advice(person, purpose).ranking
    told = [one.known_by is KnownBy.TOLD for one in found]
    assert len({one.channel for one in found}) == len(found)
    assert told == sorted(told, reverse=True)
    said = {
        one.channel
        for one in person.preferences
        if one.known_by is KnownBy.TOLD and not one.never and purpose in (one.purposes or set(Purpose))
    }
    assert {one.channel for one in found if one.known_by is KnownBy.TOLD} == (
        said - person.circumstances.unused
    )


@given(reaches, st.sampled_from(list(Purpose)))
def test_only_what_is_written_carries_a_question_and_only_for_a_voice(
    person: Reach, purpose: Purpose
) -> None:
    for one in advice(person, purpose).ranking:
        assert one.asks_for is None or (one.channel not in VOICES and one.asks_for in VOICES)
        assert (one.asks_for is not None) == ("carries_question" in codes(one))


@given(reaches, st.sampled_from(list(Purpose)))
def test_nothing_is_assumed_but_by_a_whole_birthday(person: Reach, purpose: Purpose) -> None:
    assumed = {one.known_by for one in advice(person, purpose).ranking} & {KnownBy.ASSUMED}
    assert not assumed or (person.birthday is not None and person.birthday.day is not None)

"""Today's list: who, why and by which channel (MODEL.md, section 6, first form)."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.agenda import Candidate, Kind, NextStep, Promise, Proposal, pull_of, todays_list
from keepwarm.domain.cadence import Rhythm
from keepwarm.domain.candidates import Introducing, Met, NeedMet, Thanks
from keepwarm.domain.channel_advice import NO_CIRCUMSTANCES, Circumstances
from keepwarm.domain.channel_habits import Habits, Used
from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import PartialDate, day_number
from keepwarm.domain.details import Occasion
from keepwarm.domain.history import History
from keepwarm.domain.introduction_steps import Step
from keepwarm.domain.people import Preference, Side, Standing
from keepwarm.domain.reasons import Reason
from keepwarm.domain.reciprocity import Waiting
from keepwarm.domain.stages import Evidence, Stage
from keepwarm.domain.tie_state import tie_of
from tests.domain.histories import meetings, messages

TODAY = date(2026, 3, 10)
DAY = day_number(TODAY)
NOW = DAY + 0.4
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def person(person_id: int, **known) -> Candidate:
    return Candidate(person_id=person_id, name=f"Person {person_id}", reachable=(Channel.EMAIL,), **known)


def fading(person_id: int, **known) -> Candidate:
    tie = {
        "p_30": 0.3,
        "reply": 0.6,
        "rhythm": Rhythm.SLIPPING,
        "stage": Stage.IN_CONVERSATION,
        "contact_days": 6,
        "conversation_days": 3,
        "last_on": DAY - 50,
        "due_50": 20.4,
    }
    return person(person_id, **(tie | known))


def waiting(days: float, attempts: int = 1, last_days: float | None = None) -> Waiting:
    last_at = NOW - (days if last_days is None else last_days)
    return Waiting(since=NOW - days, last_at=last_at, attempts=attempts, channel="email")


def wrote_by(channel: Channel) -> Circumstances:
    """Whoever was in touch by one channel."""
    used = (Used(channel=channel, times=3, share=0.9),)
    return Circumstances(habits=Habits(used=used, passed=frozenset({channel})))


def mine(due: date | None = TODAY, text: str = "send the book") -> tuple[Promise, ...]:
    return (Promise(side=Side.MINE, text=text, due=due),)


def dormant(person_id: int, **known) -> Candidate:
    return fading(person_id, **({"rhythm": Rhythm.DORMANT, "stage": Stage.DORMANT} | known))


def people(candidates: list[Candidate], capacity: int = 10) -> list[int]:
    return [proposal.person_id for proposal in todays_list(candidates, TODAY, NOW, capacity)]


def only(candidate: Candidate) -> Proposal:
    (proposal,) = todays_list([candidate], TODAY, NOW, 5)
    return proposal


# The kinds, and their order


def test_what_was_promised_goes_before_what_is_fading_and_the_kinds_keep_their_order() -> None:
    able = NeedMet(need="a flat", offer="a spare flat", other="Rosa", on=YESTERDAY, is_theirs=True)
    due = Introducing(step=Step.MAKE, since=YESTERDAY, from_on=YESTERDAY, other="Rosa")
    candidates = [
        dormant(13),
        person(12, stage=Stage.RESEARCHED, reason_and_question_noted=True),
        person(11, closeness=3),
        fading(10),
        person(9, birthday=PartialDate(month=3, day=12)),
        person(8, need_met=able),
        person(7, introducing=(due,)),
        person(6, thanks=(Thanks(text="the flat", on=YESTERDAY),)),
        person(5, waiting=waiting(9)),
        person(4, met=(Met(on=YESTERDAY),)),
        person(3, next_steps=(NextStep(on=TODAY, text="ask about the move"),)),
        person(2, promises=(Promise(side=Side.THEIRS, text="the address", due=YESTERDAY),)),
        person(1, promises=mine()),
    ]
    found = todays_list(candidates, TODAY, NOW, 13)
    assert [(proposal.person_id, proposal.kind) for proposal in found] == list(enumerate(Kind, start=1))


def test_a_person_is_on_the_list_once_with_all_reasons_in_order() -> None:
    everything = fading(
        1, promises=mine(YESTERDAY), birthday=PartialDate(year=1980, month=3, day=10), waiting=waiting(9)
    )
    assert only(everything).reasons == (
        Reason.of("promise_due", side="mine", due=YESTERDAY, text="send the book"),
        Reason.of("waiting_for_answer", since=TODAY - timedelta(days=9), days=9, usual_days=7),
        Reason.of("birthday", on=TODAY),
        Reason.of("slipping", last_on=TODAY - timedelta(days=50), contact_days=6, usual_days=20),
    )


@pytest.mark.parametrize(
    ("on", "is_due"),
    [
        (TODAY, False),
        (YESTERDAY, True),
        (TODAY - timedelta(days=90), True),
        (TODAY - timedelta(days=91), False),
    ],
)
def test_thanks_are_due_from_the_next_day_on_and_for_three_months(on: date, is_due: bool) -> None:
    assert people([person(1, thanks=(Thanks(text="the flat", on=on),))]) == [1] * is_due


@pytest.mark.parametrize(
    ("noted", "last", "is_due"),
    [
        (TODAY, None, True),
        (TODAY - timedelta(days=14), None, True),
        (TODAY - timedelta(days=15), None, False),
        (YESTERDAY, DAY - 1, True),
        (TODAY - timedelta(days=2), DAY - 1, False),
        (TOMORROW, None, False),
    ],
)
def test_a_need_that_can_be_met_is_news_for_two_weeks_or_until_they_are_next_in_touch(
    noted: date, last: int | None, is_due: bool
) -> None:
    able = NeedMet(need="a flat", offer="a spare flat", other="Rosa", on=noted, is_theirs=True)
    assert people([person(1, need_met=able, last_on=last)]) == [1] * is_due


@pytest.mark.parametrize(
    ("other", "is_theirs", "code"),
    [("Rosa", True, "need_can_be_met"), ("", True, "need_you_can_meet"), ("Rosa", False, "can_meet_need")],
)
def test_it_is_said_whose_the_need_is_and_who_may_meet_it(other: str, is_theirs: bool, code: str) -> None:
    able = NeedMet(need="a flat", offer="a spare flat", other=other, on=TODAY, is_theirs=is_theirs)
    said = Reason.of(code, text="a flat", offer="a spare flat", other=other, on=TODAY)
    assert only(person(1, need_met=able)).reasons == (said,)


def test_another_date_that_matters_is_named_like_a_birthday() -> None:
    name_day = Occasion(label="Name day", on=PartialDate(month=3, day=12))
    assert only(person(1, occasions=(name_day,))).reasons == (
        Reason.of("occasion", label="Name day", on=TODAY + timedelta(days=2)),
    )


def test_who_was_spoken_to_today_is_there_only_for_what_is_still_open() -> None:
    spoken = {"last_on": DAY, "birthday": PartialDate(month=3, day=10)}
    assert people([fading(1, **spoken)]) == []
    assert only(fading(1, **spoken, promises=mine())).reasons == (
        Reason.of("promise_due", side="mine", due=TODAY, text="send the book"),
    )


def test_on_a_quiet_day_there_is_only_what_the_owner_said_or_placed() -> None:
    candidates = [
        fading(1),
        person(2, birthday=PartialDate(month=3, day=10)),
        person(3, promises=mine()),
        person(4, next_steps=(NextStep(on=TODAY),)),
        person(5, promises=(Promise(side=Side.THEIRS, text="the address", due=TODAY),)),
    ]
    found = todays_list(candidates, TODAY, NOW, 10, quiet=True)
    assert [proposal.person_id for proposal in found] == [3, 4]


@pytest.mark.parametrize("due", [TOMORROW, None])
def test_a_promise_is_due_on_its_day_and_not_before_and_never_without_one(due: date | None) -> None:
    assert people([person(1, promises=mine(due))]) == []
    assert people([person(1, promises=mine(TODAY))]) == [1]


def test_a_next_step_comes_up_on_its_day_by_the_channel_it_was_placed_on() -> None:
    step = NextStep(on=TODAY, text="ring about the flat", channel=Channel.CALL)
    proposal = only(person(1, next_steps=(step,)))
    assert proposal.channel is Channel.CALL
    assert proposal.reasons == (
        Reason.of("next_step_due", on=TODAY, text="ring about the flat", channel="call"),
    )


def test_a_tie_with_a_next_step_soon_is_not_called_fading_and_with_a_far_one_is() -> None:
    soon, far = TODAY + timedelta(days=30), TODAY + timedelta(days=31)
    assert people([fading(1, next_steps=(NextStep(on=soon),))]) == []
    assert people([fading(1, next_steps=(NextStep(on=far),))]) == [1]


@pytest.mark.parametrize(("days", "expected"), [(6.9, []), (7.1, [1]), (30.0, [1]), (30.1, [])])
def test_silence_counts_once_it_is_longer_than_their_usual_answer_and_while_it_is_fresh(
    days: float, expected: list[int]
) -> None:
    assert people([person(1, waiting=waiting(days), usual_answer_days=7.0)]) == expected


def test_after_silence_another_channel_is_advised() -> None:
    proposal = only(
        replace(
            person(1, waiting=waiting(9)),
            reachable=(Channel.EMAIL, Channel.TEXT),
            circumstances=wrote_by(Channel.EMAIL),
        )
    )
    assert proposal.channel is Channel.TEXT


def test_after_one_unanswered_follow_up_they_rest_for_ninety_days() -> None:
    resting = waiting(95, attempts=2, last_days=89.9)
    rested = waiting(95, attempts=2, last_days=90.0)
    assert people([fading(1, waiting=resting), dormant(2, waiting=resting)]) == []
    assert people([person(1, waiting=resting, birthday=PartialDate(month=3, day=10))]) == []
    assert people([fading(1, waiting=rested)]) == [1]
    assert people([person(1, waiting=waiting(20, attempts=2, last_days=12))]) == []


def test_what_the_owner_promised_or_placed_stands_during_a_rest() -> None:
    resting = waiting(20, attempts=2, last_days=12)
    kept = fading(1, waiting=resting, promises=mine(), next_steps=(NextStep(on=TODAY),))
    assert [reason.code for reason in only(kept).reasons] == ["promise_due", "next_step_due"]


@pytest.mark.parametrize(
    ("birthday", "expected"),
    [
        (PartialDate(month=3, day=10), [1]),
        (PartialDate(month=3, day=13), [1]),
        (PartialDate(month=3, day=14), []),
        (PartialDate(month=3, day=9), []),
        (PartialDate(year=1980, month=3), []),
    ],
)
def test_a_birthday_is_named_on_its_day_and_three_days_before(
    birthday: PartialDate, expected: list[int]
) -> None:
    assert people([person(1, birthday=birthday)]) == expected


def test_a_birthday_on_29_february_is_kept_on_the_28th_in_a_common_year() -> None:
    born = person(1, birthday=PartialDate(year=1992, month=2, day=29))
    (proposal,) = todays_list([born], date(2026, 2, 27), day_number(date(2026, 2, 27)) + 0.4, 5)
    assert proposal.reasons == (Reason.of("birthday", on=date(2026, 2, 28)),)


def test_fading_ties_come_by_closeness_chance_of_silence_and_chance_of_an_answer() -> None:
    candidates = [
        fading(1, closeness=2, p_30=0.3, reply=0.5),  # .70
        fading(2, closeness=3, p_30=0.6, reply=0.8),  # .96
        fading(3, closeness=1, p_30=0.1, reply=0.9),  # .81
        fading(4, closeness=3, p_30=0.1, reply=0.1),  # .27
    ]
    assert people(candidates, capacity=8) == [2, 3, 1, 4]


def test_nothing_is_sorted_by_days_overdue() -> None:
    long_ago, lately = fading(1, last_on=DAY - 900, reply=0.2), fading(2, last_on=DAY - 40, reply=0.7)
    assert people([long_ago, lately]) == [2, 1]
    owed = [
        person(1, promises=mine(TODAY - timedelta(days=300)), closeness=1),
        person(2, promises=mine(), closeness=2),
    ]
    assert people(owed) == [2, 1]


@pytest.mark.parametrize("rhythm", [Rhythm.SLIPPING, Rhythm.AT_RISK, Rhythm.DORMANT])
def test_a_single_message_years_ago_is_no_tie_that_could_fade(rhythm: Rhythm) -> None:
    once = fading(1, rhythm=rhythm, stage=Stage.REACHED, contact_days=1, conversation_days=0)
    assert people([once]) == []


def test_one_conversation_is_a_tie_that_can_fade() -> None:
    assert people([fading(1, rhythm=Rhythm.AT_RISK, contact_days=1, conversation_days=1)]) == [1]
    assert people([fading(1, rhythm=Rhythm.IN_RHYTHM)]) == []


def test_a_dormant_tie_is_worth_a_word_where_there_were_conversations_on_two_days() -> None:
    assert people([fading(1, rhythm=Rhythm.DORMANT, conversation_days=2)]) == [1]
    assert people([fading(1, rhythm=Rhythm.DORMANT, conversation_days=1)]) == []
    assert only(dormant(1)).reasons[0].code == "dormant"


def test_a_dormant_connection_within_the_rhythm_that_the_owner_chose_is_left_in_peace() -> None:
    assert people([dormant(1, rhythm=Rhythm.IN_RHYTHM)]) == []


def test_somebody_noted_and_never_spoken_to_is_proposed_and_somebody_only_listed_is_not() -> None:
    assert people([person(1), person(2, reason_and_question_noted=True, stage=Stage.RESEARCHED)]) == [2]


@pytest.mark.parametrize(
    ("history", "now", "expected"),
    [
        (meetings(0, 20), 25.0, None),
        (meetings(0, 20), 100.0, Kind.FADING),
        (meetings(0, 20), 1500.0, Kind.DORMANT),
        (messages((0, "out")), 1500.0, None),
    ],
)
def test_the_pull_of_a_tie_is_the_ground_that_the_list_has_for_it(
    history: History, now: float, expected: Kind | None
) -> None:
    tie = tie_of(Evidence(history=history), now, {}, 0.5)
    pull = pull_of(tie)
    assert (pull and pull.kind) == expected


def test_somebody_researched_is_pulled_onto_the_list_to_be_spoken_to() -> None:
    researched = Evidence(history=History(), reason_noted=True, question_noted=True)
    pull = pull_of(tie_of(researched, 100.0, {}, 0.5))
    assert pull is not None
    assert pull.kind is Kind.NEVER_SPOKEN


# Who is never on it


@pytest.mark.parametrize(
    "barring",
    [
        {"standing": Standing.JUST_AN_ADDRESS},
        {"standing": Standing.LEAVE_BE},
        {"standing": Standing.DIED},
        {"wish_no": True},
        {"proposed": False},
        {"not_before": TOMORROW},
    ],
)
def test_some_are_never_proposed_whatever_is_due(barring) -> None:
    due = fading(1, promises=mine(), next_steps=(NextStep(on=TODAY),), birthday=PartialDate(month=3, day=10))
    assert people([due]) == [1]
    assert people([replace(due, **barring)]) == []
    assert people([due, replace(due, **barring)]) == []


def test_who_was_put_off_until_today_is_back() -> None:
    assert people([fading(1, not_before=TODAY)]) == [1]


def test_a_candidate_has_no_title_or_seniority_that_could_count() -> None:
    assert not {field.name for field in fields(Candidate)} & {"title", "role", "seniority", "rank"}


# Variety


def test_one_kind_of_reason_takes_about_half_of_the_list_at_most() -> None:
    assert len(people([fading(n) for n in range(20)], capacity=5)) == 3
    assert len(people([fading(n) for n in range(20)], capacity=1)) == 1
    mixed = [fading(n) for n in range(20)] + [dormant(n) for n in range(20, 40)]
    kinds = [proposal.kind for proposal in todays_list(mixed, TODAY, NOW, 5)]
    assert kinds == [Kind.FADING] * 3 + [Kind.DORMANT] * 2


def test_promises_and_next_steps_are_never_cut_by_variety() -> None:
    owed = [person(n, promises=mine(), organization="Acme") for n in range(8)]
    assert len(people(owed, capacity=5)) == 5


def test_one_organisation_has_two_places_at_most_and_people_without_one_are_not_of_one() -> None:
    candidates = [fading(n, organization=" ACME ltd" if n % 2 else "Acme Ltd") for n in range(6)]
    assert len(people(candidates, capacity=8)) == 2
    assert len(people(candidates, capacity=2)) == 1
    assert len(people([fading(n) for n in range(4)], capacity=8)) == 4


def test_equals_take_turns_from_day_to_day() -> None:
    equals = [person(n, stage=Stage.RESEARCHED, reason_and_question_noted=True) for n in range(6)]
    first = {
        todays_list(equals, day, day_number(day) + 0.4, 2)[0].person_id
        for day in (TODAY + timedelta(days=n) for n in range(40))
    }
    assert first == set(range(6))


# Channels


def test_where_every_channel_is_a_never_only_what_was_promised_brings_them_and_no_channel_is_advised() -> (
    None
):
    never = (Preference(channel=Channel.EMAIL, never=True),)
    assert people([fading(1, preferences=never)]) == []
    proposal = only(fading(1, preferences=never, promises=mine()))
    assert (proposal.channel, proposal.channel_reason) == (None, Reason.of("every_channel_is_never"))


# Laws

days_around = st.integers(-40, 40).map(lambda n: TODAY + timedelta(days=n))
channels = st.sampled_from(list(Channel))
candidates = st.builds(
    Candidate,
    person_id=st.integers(1, 12),
    name=st.just("Somebody"),
    organization=st.sampled_from(["", "Acme", "acme ", "Globex"]),
    standing=st.sampled_from([Standing.ORDINARY] * 4 + list(Standing)),
    wish_no=st.sampled_from([False, False, False, True]),
    closeness=st.integers(1, 3),
    p_30=st.one_of(st.none(), st.sampled_from([0.1, 0.5, 0.9])),
    reply=st.sampled_from([0.2, 0.6]),
    rhythm=st.one_of(st.none(), st.sampled_from(list(Rhythm))),
    stage=st.sampled_from(list(Stage)),
    last_on=st.one_of(st.none(), st.integers(DAY - 500, DAY)),
    contact_days=st.integers(0, 4),
    conversation_days=st.integers(0, 3),
    waiting=st.one_of(st.none(), st.builds(waiting, st.floats(91, 120), st.integers(1, 3), st.floats(0, 90))),
    promises=st.lists(
        st.builds(Promise, side=st.sampled_from(list(Side)), text=st.just("x"), due=days_around), max_size=2
    ).map(tuple),
    next_steps=st.lists(
        st.builds(NextStep, on=days_around, channel=st.one_of(st.none(), channels)), max_size=2
    ).map(tuple),
    birthday=st.one_of(st.none(), st.builds(PartialDate, month=st.just(3), day=st.integers(7, 16))),
    reason_and_question_noted=st.booleans(),
    preferences=st.lists(
        st.builds(Preference, channel=channels, never=st.booleans(), rank=st.integers(1, 2)), max_size=4
    ).map(tuple),
    circumstances=st.one_of(st.just(NO_CIRCUMSTANCES), channels.map(wrote_by)),
    reachable=st.lists(channels, max_size=3).map(tuple),
)


@settings(deadline=None)
@given(st.lists(candidates, max_size=14), st.integers(-1, 8))
def test_the_list_keeps_its_bounds_whatever_comes_in(given_people: list[Candidate], capacity: int) -> None:
    found = todays_list(given_people, TODAY, NOW, capacity)
    barred = {c.person_id for c in given_people if c.wish_no or c.standing is not Standing.ORDINARY}
    ids = [proposal.person_id for proposal in found]
    assert len(found) <= max(0, capacity)
    assert len(ids) == len(set(ids))
    assert not barred & set(ids)
    assert [proposal.kind for proposal in found] == sorted(proposal.kind for proposal in found)
    assert all(proposal.reasons for proposal in found)


@settings(deadline=None)
@given(st.lists(candidates, max_size=14, unique_by=lambda c: c.person_id))
def test_a_never_is_never_on_the_list(given_people: list[Candidate]) -> None:
    never = {(c.person_id, told.channel) for c in given_people for told in c.preferences if told.never}
    advised = {(p.person_id, p.channel) for p in todays_list(given_people, TODAY, NOW, 8)}
    assert not never & advised


@settings(deadline=None)
@given(st.lists(candidates, max_size=14), st.integers(0, 8), st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_does_not_matter(
    given_people: list[Candidate], capacity: int, rng
) -> None:
    expected = todays_list(given_people, TODAY, NOW, capacity)
    rng.shuffle(given_people)
    assert todays_list(given_people, TODAY, NOW, capacity) == expected


@settings(deadline=None)
@given(st.lists(candidates, max_size=10), st.integers(1, 8))
def test_a_name_changes_nothing(given_people: list[Candidate], capacity: int) -> None:
    renamed = [replace(candidate, name="The Chief Executive") for candidate in given_people]
    assert todays_list(renamed, TODAY, NOW, capacity) == todays_list(given_people, TODAY, NOW, capacity)

"""Events, seen purely: their days, whether one is right, whom to introduce, a year of them, a roster."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from keepwarm.domain.candidates import Candidate, Kind, Met, NextStep, grounds_for
from keepwarm.domain.dates import day_number
from keepwarm.domain.event_circles import Member, roster
from keepwarm.domain.event_pairs import PAIRS, Host, introductions
from keepwarm.domain.event_worth import Expected, Past, worth_of
from keepwarm.domain.event_years import Attended, by_kind, variety, yes_to_everything
from keepwarm.domain.events import Event, Phase, days_of, phase_of
from keepwarm.domain.facts_told import Told
from keepwarm.domain.ids import pair_of
from keepwarm.domain.meeting import EventKind, EventState
from keepwarm.domain.people import FactKind

LISBON = ZoneInfo("Europe/Lisbon")
TODAY = date(2026, 11, 23)
EVENING = datetime(2026, 11, 23, 21, tzinfo=UTC)


def event(**said: object) -> Event:
    return Event(**{"name": "Meetup", "kind": EventKind.MEETUP, "at": EVENING} | said)  # type: ignore[arg-type]  # a few fields of many types


@pytest.mark.parametrize(
    ("now", "state", "phase"),
    [
        (EVENING - timedelta(days=1), EventState.GOING, Phase.PLAN),
        (EVENING - timedelta(hours=12), EventState.IDEA, Phase.DAY),
        (EVENING + timedelta(hours=5), EventState.GOING, Phase.DAY),
        (EVENING + timedelta(hours=8), EventState.GOING, Phase.REVIEW),
        (EVENING, EventState.DECLINED, Phase.REVIEW),
    ],
)
def test_an_evening_belongs_to_its_day_until_four_in_the_morning(
    now: datetime, state: EventState, phase: Phase
) -> None:
    assert phase_of(event(state=state), now, LISBON) is phase


def test_what_ends_at_midnight_is_over_that_day_and_a_conference_has_all_its_days() -> None:
    midnight = event(ends_at=datetime(2026, 11, 24, 0, tzinfo=UTC))
    three_days = event(ends_at=EVENING + timedelta(days=2))
    assert days_of(midnight, LISBON) == (TODAY, TODAY)
    assert days_of(three_days, LISBON) == (TODAY, TODAY + timedelta(days=2))
    assert phase_of(three_days, EVENING + timedelta(days=1), LISBON) is Phase.DAY


def codes(found: object) -> list[str]:
    return [reason.code for reason in found]  # type: ignore[attr-defined]  # a tuple of reasons


FIVE_GROUPS = [Past(kind=EventKind.GROUP, met=2, met_new=0, organizations=frozenset({"foz"}))] * 5


@pytest.mark.parametrize(
    ("kind", "words", "expected", "goals", "last", "said"),
    [
        (EventKind.TALK, "", [], [], [], ["nobody_listed"]),
        (EventKind.TALK, "", [Expected(name="Ana")], [], [], ["listed_there"]),
        (
            EventKind.TALK,
            "",
            [Expected(name="Ana", is_planned=True, is_fading=True), Expected(name="Bo", is_fading=True)],
            [],
            [],
            ["planned_there", "fading_there"],
        ),
        (
            EventKind.TALK,
            "Translators of the coast",
            [Expected(name="Ana")],
            ["Find a translator"],
            [],
            ["listed_there", "serves_goal"],
        ),
        (
            EventKind.TALK,
            "An evening",
            [Expected(name="Ana", title="Translator")],
            ["Find a translator", "Learn Greek"],
            [],
            ["listed_there", "guest_serves_goal"],
        ),
        (EventKind.TALK, "Rowing", [], ["Find a translator"], [], ["nobody_listed", "serves_no_goal"]),
        (EventKind.TALK, "", [], [], FIVE_GROUPS, ["nobody_listed", "other_kind", "new_people_lately"]),
        (EventKind.GROUP, "", [], [], FIVE_GROUPS, ["nobody_listed", "same_kind_again", "new_people_lately"]),
        (
            EventKind.GROUP,
            "",
            [Expected(name="Ana", organization="Foz Lda."), Expected(name="Bo", organization="Acme")],
            [],
            FIVE_GROUPS,
            ["listed_there", "same_kind_again", "other_organizations", "new_people_lately"],
        ),
        (EventKind.GROUP, "", [], [], FIVE_GROUPS[:2], ["nobody_listed"]),
    ],
)
def test_what_speaks_for_an_event_and_what_for_another_is_said_in_reasons(
    kind: EventKind,
    words: str,
    expected: list[Expected],
    goals: list[str],
    last: list[Past],
    said: list[str],
) -> None:
    assert codes(worth_of(kind, words, expected, goals, last)) == said


def test_the_goal_names_the_word_that_it_shares_and_other_organizations_leave_known_ones_out() -> None:
    ana = Expected(name="Ana", organization="Foz Lda.")
    bo = Expected(name="Bo", organization="Acme")
    found = worth_of(EventKind.GROUP, "For translators!", [ana, bo], ["Find a translator"], FIVE_GROUPS)
    values = {reason.code: dict(reason.values) for reason in found}
    assert values["serves_goal"]["word"] == "translators"
    assert values["other_organizations"]["names"] == "Acme"


def told(text: str, kind: FactKind = FactKind.INTERESTS, *, sensitive: bool = False) -> Told:
    return Told(kind=kind, text=text, learned_on=TODAY, sensitive=sensitive)


def test_who_can_help_whom_goes_before_what_two_have_in_common_and_nobody_comes_twice() -> None:
    guests = [
        Host(person_id=1, name="Ana", needs=("a piano teacher",), told=(told("rowing on the river"),)),
        Host(person_id=2, name="Bo", told=(told("rowing at dawn"),)),
        Host(person_id=3, name="Cleo", offers=("lessons for the piano",)),
        Host(person_id=4, name="Dan", told=(told("collects stamps"),)),
        Host(person_id=5, name="Eve", told=(told("rowing, since school"),)),
    ]
    found = introductions(guests, set())
    assert [(one.name, one.other_name, one.helps) for one in found] == [
        ("Ana", "Cleo", True),
        ("Bo", "Eve", False),
    ]
    assert (found[0].said, found[0].other_said) == ("a piano teacher", "lessons for the piano")


def test_who_knows_each_other_and_what_is_private_makes_no_introduction() -> None:
    ana = Host(person_id=1, name="Ana", told=(told("rowing"),))
    bo = Host(person_id=2, name="Bo", told=(told("rowing"),))
    private = Host(person_id=3, name="Cleo", told=(told("rowing", sensitive=True),))
    researched = Host(person_id=4, name="Dan", told=(told("rowing", FactKind.REASON),))
    assert introductions([ana, bo], {pair_of(1, 2)}) == ()
    assert introductions([ana, private], set()) == ()
    assert introductions([ana, researched], set()) == ()
    assert len(introductions([ana, bo], set())) == 1


def test_a_host_makes_three_introductions_at_most() -> None:
    many = [Host(person_id=one, name=f"P{one}", told=(told("rowing"),)) for one in range(1, 20)]
    found = introductions(many, set())
    assert len(found) == PAIRS
    assert len({one.person_id for one in found} | {one.other_id for one in found}) == 2 * PAIRS


def test_a_kind_counts_each_person_once_and_that_with_most_connections_comes_first() -> None:
    talk = Attended(kind=EventKind.TALK, on=TODAY, people=frozenset({1, 2, 3}), followed=frozenset({1}))
    group = Attended(kind=EventKind.GROUP, on=TODAY, people=frozenset({4, 5}), connected=frozenset({4}))
    first, second = by_kind([talk, group, group])
    assert (first.kind, first.events, first.conversations, first.people, first.connections) == (
        EventKind.GROUP,
        2,
        4,
        2,
        1,
    )
    assert (second.people, second.followed, second.connections) == (3, 1, 0)


def test_a_year_of_one_kind_is_said_to_be_so() -> None:
    groups = [Attended(kind=EventKind.GROUP, on=TODAY)] * 4
    assert codes(variety(groups)) == ["one_kind_only"]
    assert codes(variety([*groups, Attended(kind=EventKind.TALK, on=TODAY)])) == ["varied_events"]
    assert variety([]) == ()


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=one) for one in days]


@pytest.mark.parametrize(
    ("on", "declined", "a_week", "is_said"),
    [
        (ago(1, 3, 8, 15), 0, None, True),
        (ago(-1, -3, -8, -15), 0, None, True),
        (ago(1, 3, 8, 15), 1, None, False),
        (ago(1, 3, 8), 0, None, False),
        (ago(*range(1, 210, 7)), 0, None, False),
        (ago(*range(1, 210, 7)), 0, 1, True),
        (ago(*range(1, 210, 7)), 0, 2, False),
    ],
    ids=["lately", "ahead", "one no", "few", "as always", "more than fit", "as many as fit"],
)
def test_who_said_yes_to_everything_is_told_so(
    on: list[date], declined: int, a_week: int | None, *, is_said: bool
) -> None:
    assert (yes_to_everything(on, TODAY, declined=declined, a_week=a_week) is not None) is is_said


def test_a_roster_names_promises_newcomers_and_one_to_ones_and_counts_the_familiar_faces() -> None:
    long_ago = TODAY - timedelta(days=300)
    found = roster(
        [
            Member(person_id=1, name="Ana", joined_on=long_ago, promises=("a book",)),
            Member(person_id=2, name="Bo", joined_on=TODAY - timedelta(days=10)),
            Member(person_id=3, name="Cleo", joined_on=long_ago, one_to_one_on=TODAY - timedelta(days=40)),
            Member(person_id=4, name="Dan", joined_on=long_ago, one_to_one_on=TODAY - timedelta(days=4)),
            *(Member(person_id=one, name=f"P{one}", joined_on=long_ago) for one in range(10, 40)),
        ],
        TODAY,
    )
    parts = (found.promised, found.newcomers, found.spoken)
    assert [[one.name for one in part] for part in parts] == [["Ana"], ["Bo"], ["Dan", "Cleo"]]
    assert found.others == 30


@pytest.mark.parametrize(("days", "fresh"), [(0, None), (1, 1), (2, 1), (3, 0), (14, 0), (15, None)])
def test_a_follow_up_is_due_from_the_day_after_for_two_weeks_the_first_two_days_foremost(
    days: int, fresh: int | None
) -> None:
    met = Met(on=TODAY - timedelta(days=days), event="Meetup")
    candidate = Candidate(person_id=1, name="Ana", met=(met,), last_on=day_number(met.on))
    grounds = grounds_for(candidate, TODAY, float(day_number(TODAY)))
    found = [ground for ground in grounds if ground.kind is Kind.FOLLOW_UP]
    assert [dict(one.reason.values)["fresh"] for one in found] == ([] if fresh is None else [fresh])
    later = Candidate(person_id=2, name="Bo", met=(Met(on=TODAY - timedelta(days=5)),), closeness=3)
    (other,) = (one for one in grounds_for(later, TODAY, 0.0) if one.kind is Kind.FOLLOW_UP)
    assert [one.priority > other.priority for one in found] == [bool(fresh)] * len(found)


def test_a_next_contact_that_is_placed_needs_no_follow_up() -> None:
    met = (Met(on=TODAY - timedelta(days=1)),)
    step = NextStep(on=TODAY + timedelta(days=5))
    candidate = Candidate(person_id=1, name="Ana", met=met, next_steps=(step,))
    assert Kind.FOLLOW_UP not in {ground.kind for ground in grounds_for(candidate, TODAY, 0.0)}

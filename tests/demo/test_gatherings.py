"""The demo's year of events tells a story, the same for the same chance."""

from random import Random

from keepwarm.demo.cast import demo_cast
from keepwarm.demo.gatherings import GROUP, gatherings, members
from keepwarm.domain.meeting import EventKind, EventState, Follow
from keepwarm.domain.people import Standing

CAST = demo_cast(Random(1))


def test_the_same_chance_gives_the_same_year() -> None:
    assert gatherings(CAST, Random(2)) == gatherings(CAST, Random(2))
    assert gatherings(CAST, Random(2)) != gatherings(CAST, Random(3))


def test_a_group_meets_every_month_and_there_is_something_of_every_phase() -> None:
    found = gatherings(CAST, Random(1))
    assert sum(one.name == GROUP and one.in_days < 0 for one in found) == 11
    assert {EventKind.CONFERENCE, EventKind.CLASS, EventKind.ONLINE} <= {one.kind for one in found}
    assert [one.name for one in found if one.state is EventState.DECLINED] == ["Business breakfast"]
    (yesterday,) = (one for one in found if one.in_days == -1)
    assert [met.follow for met in yesterday.met] == [Follow.OPEN, Follow.OPEN, Follow.PLACED]
    (coming,) = (one for one in found if one.state is EventState.GOING and one.in_days > 0)
    assert coming.to_meet
    assert coming.listed


def test_nobody_is_met_twice_at_one_event_and_only_ordinary_people_are() -> None:
    for one in gatherings(CAST, Random(1)):
        places = [met.place for met in one.met]
        assert len(set(places)) == len(places)
        assert {CAST[place].person.standing for place in places} <= {Standing.ORDINARY}
    assert len(dict(members(CAST))) == len(members(CAST))


def test_what_is_reviewed_leaves_nobody_open() -> None:
    for one in gatherings(CAST, Random(1)):
        assert not one.reviewed or all(met.follow is not Follow.OPEN for met in one.met)

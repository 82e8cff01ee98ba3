"""The demo's one-to-ones: of every kind a reader should see."""

from random import Random

from keepwarm.demo.cast import demo_cast
from keepwarm.demo.one_to_ones import PROFILE, sittings
from keepwarm.domain.meeting import OneToOneState
from keepwarm.domain.people import Standing
from keepwarm.storage.owner_settings import SETTINGS

CAST = demo_cast(Random(1))


def test_some_are_held_some_agreed_one_was_moved_twice_one_is_asked_and_one_an_idea() -> None:
    found = list(sittings(CAST, Random(2)))
    assert found == list(sittings(CAST, Random(2)))
    states = [one.state for one in found]
    assert {states.count(state) for state in (OneToOneState.HELD, OneToOneState.AGREED)} == {2}
    assert {states.count(state) for state in (OneToOneState.INVITED, OneToOneState.IDEA)} == {1}
    assert [one.moved.times for one in found if one.moved.times] == [2]
    assert all(CAST[one.place].person.standing is Standing.ORDINARY for one in found)
    assert len({one.place for one in found}) == len(found)


def test_its_owner_says_what_they_do() -> None:
    assert all(SETTINGS[name](value) for name, value in PROFILE.items())

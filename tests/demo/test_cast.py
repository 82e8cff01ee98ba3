"""The demo's people: the same for the same seed, varied, invented, and with every story told."""

from collections import Counter
from random import Random

from keepwarm.demo.cast import demo_cast
from keepwarm.demo.stories import SPAN_DAYS, Story
from keepwarm.domain.people import Standing


def test_the_same_seed_gives_the_same_three_hundred() -> None:
    assert demo_cast(Random(7)) == demo_cast(Random(7))
    assert demo_cast(Random(7)) != demo_cast(Random(8))
    assert len(demo_cast(Random(7))) == 300


def test_every_story_is_told_and_no_name_twice() -> None:
    cast = demo_cast(Random(1))
    assert {member.story for member in cast} == set(Story)
    assert max(Counter(member.person.name for member in cast).values()) == 1


def test_a_few_are_just_an_address_one_is_left_be_and_one_has_died() -> None:
    standings = Counter(member.person.standing for member in demo_cast(Random(1)))
    assert standings[Standing.JUST_AN_ADDRESS] == 6
    assert standings[Standing.LEAVE_BE] == 1
    assert standings[Standing.DIED] == 1


def test_nothing_happened_in_the_future_or_before_three_years_ago() -> None:
    ages = [moment.days_ago for member in demo_cast(Random(1)) for moment, _ in member.history]
    assert len(ages) > 1_000
    assert min(ages) > 0
    assert max(ages) <= SPAN_DAYS


def test_addresses_and_numbers_are_those_reserved_for_examples_and_fiction() -> None:
    values = [handle.value for member in demo_cast(Random(1)) for handle in member.handles]
    assert all(value.endswith(".example") or value.startswith("+44 20 7946 0") for value in values)

"""With whom a one-to-one could be, and how many statements the pages take; on either database."""

from datetime import datetime, timedelta

import pytest

from keepwarm.domain.channels import Channel
from keepwarm.domain.encounters import Encounter
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.meeting import Follow
from keepwarm.domain.one_to_ones import Step
from keepwarm.storage.book import Library
from keepwarm.storage.encounters import add_encounter
from keepwarm.storage.interactions import add_interaction
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.pages.one_to_ones import one_to_one_page, one_to_ones_page
from keepwarm.usecases.keep_ties import refresh_people
from keepwarm.usecases.one_to_ones import PlanOneToOne, TakeStep, latest_with, plan_one_to_one, take_step
from tests.books import NOW, added, days_ago
from tests.statements import counted


def spoke(
    library: Library, person_id: int, at: datetime, minutes: int | None, channel: Channel = Channel.CALL
) -> int:
    """The id of a talk of a length that is known, or not."""
    talk = Interaction(at=at, channel=channel, direction=Direction.MUTUAL, minutes=minutes)
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "log", "somebody")
        talk_id = add_interaction(book, talk, (person_id,))
        refresh_people(book, {person_id})
    return talk_id


def met(
    library: Library, person_id: int, at: datetime, talk_id: int | None = None, follow: Follow = Follow.OPEN
) -> None:
    """That somebody was met at the fair."""
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "capture", "somebody")
        encounter = Encounter(
            person_id=person_id, at=at, place="the fair", interaction_id=talk_id, follow=follow
        )
        add_encounter(book, encounter)


def proposed(library: Library) -> list[tuple[str, str]]:
    """The names of those who are proposed, and why."""
    with library.open(NOW) as book:
        return [(line.name, line.reason.code) for line in one_to_ones_page(book).proposed]


def test_those_met_or_spoken_with_shortly_are_proposed_and_nobody_else(library: Library) -> None:
    names = ("Shortly", "At length", "Unknown length", "Captured", "By mail", "Long ago", "Left at that")
    ids = {name: added(library, name) for name in names}
    spoke(library, ids["Shortly"], days_ago(9), 19)
    spoke(library, ids["At length"], days_ago(9), 20, Channel.IN_PERSON)
    spoke(library, ids["Unknown length"], days_ago(9), None)
    met(library, ids["Captured"], days_ago(3), spoke(library, ids["Captured"], days_ago(3), None))
    spoke(library, ids["By mail"], days_ago(2), None, Channel.EMAIL)
    met(library, ids["Long ago"], days_ago(400))
    met(library, ids["Left at that"], days_ago(4), follow=Follow.LEFT)
    for name in ("At length", "Unknown length"):
        met(library, ids[name], days_ago(5))
    expected = [("Captured", "met_never_at_length"), ("Shortly", "spoke_never_at_length")]
    assert proposed(library) == expected
    with library.open(NOW, writing=True) as book:
        planned = plan_one_to_one(book, PlanOneToOne(person_id=ids["Captured"]))
    assert proposed(library) == expected[1:]
    with library.open(NOW, writing=True) as book:
        take_step(book, TakeStep(one_to_one_id=planned, step=Step.CALL_OFF, words=lambda *_: ""))
    assert proposed(library) == expected[1:]


@pytest.mark.parametrize("people", [1, 7])
def test_the_pages_take_as_many_statements_for_one_as_for_many(library: Library, people: int) -> None:
    for number in range(people):
        person_id = added(library, f"Person {number}")
        met(library, added(library, f"Met {number}"), days_ago(number))
        with library.open(NOW, writing=True) as book:
            planned = plan_one_to_one(book, PlanOneToOne(person_id=person_id))
    with library.open(NOW) as book:
        with counted(library.engine) as of_all:
            assert len(one_to_ones_page(book).ideas) == people
        with counted(library.engine) as of_one:
            one_to_one_page(book, planned)
    assert (len(of_all), len(of_one)) == (8, 16)


def test_of_several_that_were_called_off_on_one_day_the_one_thought_of_last_is_meant(
    library: Library,
) -> None:
    ada = added(library, "Ada")
    for minute in range(6):
        with library.open(NOW + timedelta(minutes=minute), writing=True) as book:
            last = plan_one_to_one(book, PlanOneToOne(person_id=ada))
            take_step(book, TakeStep(one_to_one_id=last, step=Step.CALL_OFF, words=""))
    with library.open(NOW + timedelta(hours=1)) as book:
        assert latest_with(book, ada).one_to_one_id == last

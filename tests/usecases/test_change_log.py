"""A talk told better: what may be told better by itself, and what stays when it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Conflict
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.storage.book import Book, Library
from keepwarm.storage.commitments import open_next_steps
from keepwarm.storage.interactions import add_interaction
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.pages.journal import journal_page
from keepwarm.storage.pages.person import person_page
from keepwarm.storage.schema import promises
from keepwarm.usecases.answer_today import done_today
from keepwarm.usecases.capture_person import CapturePerson, capture_person
from keepwarm.usecases.change_log import find_batch_of, find_changeable, find_logged, log_instead
from keepwarm.usecases.hold_one_to_one import HoldOneToOne, hold_one_to_one
from keepwarm.usecases.log_interaction import (
    LogInteraction,
    NewFact,
    NewPromise,
    NewStep,
    log_interaction,
    plan_step,
    time_of_talk,
)
from keepwarm.usecases.merge_people import MergePeople, merge_people
from keepwarm.usecases.one_to_ones import PlanOneToOne, plan_one_to_one
from keepwarm.usecases.review_event import followed_up
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, begun, days_ago, hash_of


def days_kept(book: Book) -> list[date | None]:
    return [row.done_on for row in book.rows(select(promises.c.done_on).where(book.owns(promises)))]


def told_again(book: Book, interaction_id: int) -> int:
    """The talk told in the same words."""
    batch_id = find_batch_of(book, interaction_id)
    assert batch_id is not None
    logged = find_logged(book, batch_id)
    assert logged is not None
    return log_instead(book, batch_id, logged)


def test_a_promise_that_was_kept_with_a_talk_stays_kept_on_its_day(library: Library) -> None:
    ada = added(library, "Ada")
    due = (NewPromise(text="the book", due_on=NOW.date()),)
    with library.open(NOW, writing=True) as book:
        log_interaction(
            book, LogInteraction(person_id=ada, channel=Channel.CALL, at=days_ago(3), promises=due)
        )
        talk = done_today(book, ada, Channel.CALL)
    assert talk.kept == ("the book",)
    with library.open(NOW + timedelta(days=1), writing=True) as book:
        again = told_again(book, talk.interaction_id)
        assert days_kept(book) == [NOW.date()]
        told_again(book, again)
        assert days_kept(book) == [NOW.date()]


def test_what_was_planned_since_stays_planned(library: Library) -> None:
    ada = added(library, "Ada")
    with library.open(NOW, writing=True) as book:
        talk = log_interaction(book, LogInteraction(person_id=ada, channel=Channel.CALL, at=days_ago(0)))
        plan_step(book, ada, NewStep(text="lunch", due_on=NOW.date() + timedelta(days=5)))
        told_again(book, talk)
        assert [step.text for step in open_next_steps(book, ada)] == ["lunch"]


def test_a_talk_is_told_better_after_another_channel_was_said_and_takes_nothing_over(
    library: Library,
) -> None:
    ada = added(library, "Ada")
    talk = LogInteraction(person_id=ada, channel=Channel.CALL, at=days_ago(0))
    with library.open(NOW, writing=True) as book:
        first = log_interaction(book, replace(talk, prefers=(Channel.EMAIL,)))
        second = log_interaction(book, replace(talk, prefers=(Channel.CALL,)))
        logged = find_logged(book, find_batch_of(book, second) or 0)
        assert logged is not None
        assert [one.channel for one in logged.reached] == [Channel.CALL]
        told_again(book, first)


def _held(book: Book, ada: int) -> None:
    one = plan_one_to_one(book, PlanOneToOne(person_id=ada))
    talk = LogInteraction(person_id=ada, channel=Channel.VIDEO, at=days_ago(1))
    hold_one_to_one(book, HoldOneToOne(one_to_one_id=one, talk=talk))


def _followed_up(book: Book, ada: int) -> None:
    found = capture_person(book, CapturePerson(name="Ada", person_id=ada, at=days_ago(2)))
    followed_up(book, found.encounter_id, Channel.EMAIL)


def _all_at_once(book: Book, ada: int) -> None:
    begin_batch(book, "demo", "everybody")
    for days in (3, 2):
        add_interaction(
            book, Interaction(at=days_ago(days), channel=Channel.CALL, direction=Direction.MUTUAL), (ada,)
        )


@pytest.mark.parametrize("keep", [_held, _followed_up, _all_at_once])
def test_a_talk_that_was_kept_with_more_cannot_be_told_better_by_itself(
    library: Library, keep: Callable[[Book, int], None]
) -> None:
    ada = added(library, "Ada")
    with library.open(NOW, writing=True) as book:
        keep(book, ada)
        talks = [line.interaction_id for line in person_page(book, ada).timeline]
        assert not find_changeable(book, talks)
        batch_id = find_batch_of(book, talks[0])
    before, talk = hash_of(library), LogInteraction(person_id=ada, channel=Channel.CALL, at=NOW)
    assert batch_id is not None
    with pytest.raises(Conflict, match="kept with"), library.open(NOW, writing=True) as book:
        log_instead(book, batch_id, talk)
    assert hash_of(library) == before


def test_a_talk_that_was_taken_back_and_had_back_can_be_told_better(library: Library) -> None:
    ada = added(library, "Ada")
    with library.open(NOW, writing=True) as book:
        talk = log_interaction(book, LogInteraction(person_id=ada, channel=Channel.CALL, at=days_ago(1)))
        undo(book)
        undo(book, book.batch_id)
        assert find_changeable(book, [talk]) == {talk}
        told_again(book, talk)
        assert len(person_page(book, ada).timeline) == 1


def test_a_talk_of_two_who_were_joined_is_told_better_on_the_page_that_stayed(library: Library) -> None:
    one, two, other = (added(library, name) for name in ("One", "Two", "Other"))
    learned = (NewFact(text="keeps bees"), NewFact(text="sails", about=two))
    with library.open(NOW, writing=True) as book:
        talk = LogInteraction(
            person_id=other, others=(two,), channel=Channel.CALL, at=days_ago(1), facts=learned
        )
        talk_id = log_interaction(book, talk)
        merge_people(book, MergePeople(person_id=one, other_id=two))
        batch_id = find_batch_of(book, talk_id)
        assert batch_id is not None
        expected = replace(talk, others=(one,), facts=(learned[0], replace(learned[1], about=one)))
        assert find_logged(book, batch_id) == expected
        assert find_changeable(book, [talk_id]) == {talk_id}
        log_instead(book, batch_id, replace(expected, minutes=25))
    with library.open(NOW, writing=True) as book:
        pages = [person_page(book, person_id) for person_id in (other, one)]
        assert [[line.minutes for line in page.timeline] for page in pages] == [[25], [25]]
        assert [[fact.text for fact in page.facts] for page in pages] == [["keeps bees"], ["sails"]]
        for line in journal_page(book, 2):
            undo(book, line.batch_id)
        assert [line.minutes for line in person_page(book, one).timeline] == [None]


def test_a_talk_begins_when_it_did_where_its_day_stays(library: Library) -> None:
    with library.open(NOW) as book:
        began = days_ago(3).replace(hour=18, minute=29)
        assert time_of_talk(book, began.date(), 20, began=began) == began
        assert time_of_talk(book, date(2026, 11, 17), 20, began=began).hour == 12
        lately = NOW - timedelta(minutes=5)
        assert time_of_talk(book, NOW.date(), 30, began=lately) == NOW - timedelta(minutes=30)


def test_a_talk_of_just_now_is_of_the_day_where_the_owner_is(tmp_path: Path) -> None:
    one_at_night = NOW.replace(hour=16)
    with (
        begun(str(tmp_path / "seoul.keepwarm"), zone="Asia/Seoul") as library,
        library.open(one_at_night) as book,
    ):
        assert time_of_talk(book, None, None).date() == date(2026, 11, 23)

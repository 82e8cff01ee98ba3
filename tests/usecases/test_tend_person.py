"""What the owner says of one person."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Ambiguous, Invalid, Missing
from keepwarm.domain.people import Person, Side, Standing
from keepwarm.domain.stages import Stage
from keepwarm.storage.book import Book, Library
from keepwarm.storage.commitments import open_next_steps
from keepwarm.storage.pages.headline import headline
from keepwarm.storage.pages.journal import journal_page
from keepwarm.storage.pages.people import strongest_unasked
from keepwarm.storage.pages.person import person_page
from keepwarm.storage.pages.today import today_page
from keepwarm.usecases.capture_person import CapturePerson, capture_person
from keepwarm.usecases.log_interaction import LogInteraction, NewPromise, NewStep, log_interaction, plan_step
from keepwarm.usecases.tend_person import (
    AddPerson,
    add_people,
    confirm_spoken,
    finish,
    mark_promise_kept,
    mark_step_done,
    set_standing,
)
from tests.books import NOW, added, days_ago, hash_of, talked


def promised(library: Library, person_id: int, *texts: str, step: str = "") -> None:
    command = LogInteraction(
        person_id=person_id,
        channel=Channel.CALL,
        at=days_ago(1),
        promises=tuple(NewPromise(text=text, side=Side.MINE) for text in texts),
        next_step=NewStep(text=step) if step else None,
    )
    with library.open(NOW, writing=True) as book:
        log_interaction(book, command)


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ((), "has no name"),
        (("Ada", "  "), "has no name"),
        (("A" * 601,), "601 characters is longer than 600; write how you call them"),
    ],
)
def test_people_without_a_name_or_with_one_that_is_none_are_refused_as_a_whole(
    library: Library, names: tuple[str, ...], sentence: str
) -> None:
    content = hash_of(library)
    with pytest.raises(Invalid, match=sentence), library.open(NOW, writing=True) as book:
        add_people(book, tuple(AddPerson(person=Person(name=name)) for name in names))
    assert hash_of(library) == content


def test_only_ordinary_people_are_counted(library: Library) -> None:
    ada = added(library, "Ada", "ada@example.org")
    added(library, "The Plumber", "112233")
    with library.open(NOW, writing=True) as book:
        assert set_standing(book, ada, Standing.JUST_AN_ADDRESS)
        assert not set_standing(book, ada, Standing.JUST_AN_ADDRESS)
        assert headline(book).contacts == 1


def test_spoken_lately_confirms_a_voice_is_asked_once_and_makes_no_contact_day(library: Library) -> None:
    ada = added(library, "Ada", "ada@example.org")
    talked(library, ada, days_ago(3), channel=Channel.EMAIL)
    with library.open(NOW, writing=True) as book:
        assert [line.name for line in strongest_unasked(book)] == ["Ada"]
        before = person_page(book, ada)
        confirm_spoken(book, ada, lately=True)
        page = person_page(book, ada)
        assert strongest_unasked(book) == []
    assert page.tie.contact_days == before.tie.contact_days
    assert "voice_confirmed" in {reason.code for reason in page.tie.evidence}
    assert page.tie.stage is Stage.IN_CONVERSATION


@pytest.mark.parametrize(
    ("channel", "days", "is_asked"),
    [
        (Channel.CALL, 89, False), (Channel.VIDEO, 3, False), (Channel.IN_PERSON, 3, False),
        (Channel.CALL, 91, True), (Channel.TEXT, 3, True),
    ],
)  # fmt: skip
def test_who_was_heard_within_ninety_days_is_not_asked_about(
    library: Library, channel: Channel, days: int, is_asked: bool
) -> None:
    ada = added(library, "Ada", "ada@example.org")
    talked(library, ada, days_ago(5), channel=Channel.EMAIL)
    talked(library, ada, days_ago(days), channel=channel)
    with library.open(NOW) as book:
        assert bool(strongest_unasked(book)) is is_asked
        assert bool(today_page(book).unasked) is is_asked


def test_a_word_says_which_promise_is_kept(library: Library) -> None:
    ada = added(library, "Ada")
    promised(library, ada, "the mechanic's number", "a book", step="ask about the book")
    with library.open(NOW, writing=True) as book:
        assert finish(book, ada, "MECHANIC") == "the mechanic's number"
        with pytest.raises(Ambiguous, match=r"Several things are open with Ada .*say which"):
            finish(book, ada, "book")
        with pytest.raises(Missing, match="Nothing of that kind is open with Ada"):
            finish(book, ada, "mechanic")
        page = person_page(book, ada)
    assert [promise.text for promise in page.promises] == ["a book"]
    assert page.next_step is not None


def test_the_planned_step_is_done_once(library: Library) -> None:
    ada = added(library, "Ada")
    promised(library, ada, step="lunch")
    with library.open(NOW, writing=True) as book:
        assert mark_step_done(book, ada)
        assert not mark_step_done(book, ada)
        assert person_page(book, ada).next_step is None


def test_a_promise_that_was_kept_stays_kept_on_its_day(library: Library) -> None:
    ada = added(library, "Ada")
    promised(library, ada, "a book")
    with library.open(NOW, writing=True) as book:
        promise_id = person_page(book, ada).promises[0].promise_id
        mark_promise_kept(book, ada, promise_id)
    kept = hash_of(library)
    with library.open(NOW + timedelta(days=2), writing=True) as book:
        mark_promise_kept(book, ada, promise_id)
    assert hash_of(library) == kept


@pytest.mark.parametrize("theirs", [True, False])
def test_a_promise_that_is_not_between_the_two_is_missing(library: Library, theirs: bool) -> None:
    ada, bob = added(library, "Ada"), added(library, "Bob")
    promised(library, ada, "a book")
    with library.open(NOW) as book:
        promise_id = person_page(book, ada).promises[0].promise_id if theirs else 12
        lines = journal_page(book)
    with pytest.raises(Missing, match="no such promise"), library.open(NOW, writing=True) as book:
        mark_promise_kept(book, bob, promise_id)
    with library.open(NOW) as book:
        assert journal_page(book) == lines


def _talked(book: Book, person_id: int, at: datetime) -> None:
    log_interaction(book, LogInteraction(person_id=person_id, channel=Channel.EMAIL, at=at))


def _met(book: Book, person_id: int, at: datetime) -> None:
    capture_person(book, CapturePerson(person_id=person_id, place="the harbour", at=at))


@pytest.mark.parametrize("keep", [_talked, _met])
@pytest.mark.parametrize(
    ("days", "due", "is_open"),
    [(4, None, True), (4, -9, True), (4, 4, False), (3, None, False), (3, -9, False), (1, None, False)],
)
def test_a_talk_is_no_answer_to_a_plan_that_was_made_after_it_for_a_later_day(
    library: Library, keep: Callable[[Book, int, datetime], None], days: int, due: int | None, is_open: bool
) -> None:
    ada = added(library, "Ada")
    with library.open(days_ago(3), writing=True) as book:
        on = None if due is None else days_ago(due).date()
        plan_step(book, ada, NewStep(text="lunch", due_on=on))
    with library.open(NOW, writing=True) as book:
        keep(book, ada, days_ago(days))
        assert bool(open_next_steps(book, ada)) is is_open


def test_a_plan_that_was_made_in_a_talk_is_of_the_day_of_the_talk(library: Library) -> None:
    ada = added(library, "Ada")
    lunch = NewStep(text="lunch")
    with library.open(NOW, writing=True) as book:
        command = LogInteraction(person_id=ada, channel=Channel.CALL, at=days_ago(5), next_step=lunch)
        log_interaction(book, command)
        _talked(book, ada, days_ago(2))
        assert not open_next_steps(book, ada)


def test_no_word_names_nothing_that_is_open(library: Library) -> None:
    ada = added(library, "Ada")
    promised(library, ada, "a book")
    for words in ("", " "):
        with pytest.raises(Missing, match="Nothing of that kind"), library.open(NOW, writing=True) as book:
            finish(book, ada, words)

"""Logging a conversation, and what came of it, as one thing."""

from datetime import date, timedelta

import pytest

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import FactKind, Side
from keepwarm.storage.book import Library
from keepwarm.storage.pages.journal import journal_page
from keepwarm.storage.pages.person import person_page
from keepwarm.usecases.log_interaction import (
    LogInteraction,
    NewPromise,
    NewStep,
    NoteFact,
    log_interaction,
    note_fact,
    time_of_talk,
)
from tests.books import NOW, added, begun, days_ago, hash_of

FRIDAY = date(2026, 11, 27)


def test_what_came_of_a_talk_is_kept_as_one_change(library: Library) -> None:
    ada = added(library, "Ada")
    command = LogInteraction(
        person_id=ada,
        channel=Channel.CALL,
        at=days_ago(1),
        minutes=20,
        note="The move",
        promises=(NewPromise(text="a book", due_on=FRIDAY), NewPromise(text="a number", side=Side.THEIRS)),
        next_step=NewStep(text="lunch", due_on=FRIDAY, channel=Channel.IN_PERSON),
        prefers=(Channel.TEXT, Channel.CALL),
        never=(Channel.POST,),
    )
    with library.open(NOW, writing=True) as book:
        log_interaction(book, command)
    with library.open(NOW) as book:
        page, (line, *_) = person_page(book, ada), journal_page(book)
    assert (line.what, line.about) == ("log", "Ada")
    assert [(one.summary, one.minutes, one.direction) for one in page.timeline] == [
        ("The move", 20, Direction.MUTUAL)
    ]
    assert {(one.text, one.side, one.due_on) for one in page.promises} == {
        ("a book", Side.MINE, FRIDAY),
        ("a number", Side.THEIRS, None),
    }
    assert page.next_step is not None
    assert (page.next_step.text, page.next_step.channel) == ("lunch", Channel.IN_PERSON)
    assert [(one.channel, one.never, one.said_on) for one in page.preferences] == [
        (Channel.TEXT, False, days_ago(1).date()),
        (Channel.CALL, False, days_ago(1).date()),
        (Channel.POST, True, days_ago(1).date()),
    ]


@pytest.mark.parametrize(("direction", "open_still"), [("out", False), ("mutual", False), ("in", True)])
def test_a_planned_step_is_done_by_any_talk_that_did_not_only_come_in(
    library: Library, direction: str, open_still: bool
) -> None:
    ada = added(library, "Ada")
    planned = LogInteraction(
        person_id=ada, channel=Channel.CALL, at=days_ago(5), next_step=NewStep(text="lunch")
    )
    talk = LogInteraction(person_id=ada, channel=Channel.CALL, at=days_ago(1), direction=Direction(direction))
    with library.open(NOW, writing=True) as book:
        log_interaction(book, planned)
        log_interaction(book, talk)
        assert (person_page(book, ada).next_step is not None) is open_still


def test_one_step_is_planned_at_a_time(library: Library) -> None:
    ada = added(library, "Ada")
    with library.open(NOW, writing=True) as book:
        for text in ("lunch", "dinner"):
            step = NewStep(text=text)
            log_interaction(book, LogInteraction(person_id=ada, channel=Channel.CALL, at=NOW, next_step=step))
        step = person_page(book, ada).next_step
    assert step is not None
    assert step.text == "dinner"


@pytest.mark.parametrize(
    ("changes", "problem", "sentence"),
    [
        ({"at": NOW + timedelta(seconds=1)}, Invalid, "not happened yet"),
        ({"minutes": -1}, Invalid, "minutes"),
        ({"minutes": 1_441}, Invalid, "minutes"),
        ({"prefers": (Channel.CALL,), "never": (Channel.CALL,)}, Invalid, "call cannot be liked and never"),
        ({"person_id": 12}, Missing, "Nobody in your book has this id"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_of_it_kept(
    library: Library, changes: dict[str, object], problem: type[Exception], sentence: str
) -> None:
    ada = added(library, "Ada")
    content = hash_of(library)
    command = LogInteraction(**{"person_id": ada, "channel": Channel.CALL, "at": days_ago(1)} | changes)
    with pytest.raises(problem, match=sentence), library.open(NOW, writing=True) as book:
        log_interaction(book, command)
    assert hash_of(library) == content


def test_a_talk_began_as_long_ago_as_it_took_or_at_noon_of_an_earlier_day(book_url: str) -> None:
    with begun(book_url, zone="Asia/Tokyo") as library, library.open(NOW) as book:
        assert time_of_talk(book, None, None) == NOW - timedelta(minutes=1)
        assert time_of_talk(book, None, 30) == NOW - timedelta(minutes=30)
        assert time_of_talk(book, book.calendar_day, 30) <= NOW - timedelta(minutes=30)
        assert time_of_talk(book, date(2026, 11, 20), 30).isoformat() == "2026-11-20T12:00:00+09:00"
        with pytest.raises(Invalid, match="is not here yet; plan it as the next step"):
            time_of_talk(book, book.calendar_day + timedelta(days=1), None)
        with pytest.raises(Invalid, match="minutes"):
            time_of_talk(book, None, 10**12)


def test_a_fact_needs_words(library: Library) -> None:
    ada = added(library, "Ada")
    with library.open(NOW, writing=True) as book:
        note_fact(book, NoteFact(person_id=ada, kind=FactKind.FAMILY, text=" two sisters "))
        assert [fact.text for fact in person_page(book, ada).facts] == ["two sisters"]
        with pytest.raises(Invalid, match="nothing written down yet"):
            note_fact(book, NoteFact(person_id=ada, kind=FactKind.FAMILY, text=" "))


def test_a_reason_and_a_question_are_research(library: Library) -> None:
    ada = added(library, "Ada", "ada@example.org")
    with library.open(NOW, writing=True) as book:
        for kind in (FactKind.REASON, FactKind.QUESTION):
            note_fact(book, NoteFact(person_id=ada, kind=kind, text="bees"))
        assert person_page(book, ada).tie.stage.value == "researched"

"""The brief of a person in the book: what it reads, in how many statements, and what it never says."""

from collections.abc import Callable
from typing import Any

import pytest

from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import NeedKind, RelationKind
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.people import FactKind, Person
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Book, Library
from keepwarm.storage.interactions import add_interaction
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.needs import add_need
from keepwarm.storage.pages.known import known_page
from keepwarm.storage.pages.person import person_page
from keepwarm.usecases.advise_channel import advise_channel
from keepwarm.usecases.brief_person import Brief, brief_person
from keepwarm.usecases.keep_ties import refresh_people
from keepwarm.usecases.merge_people import MergePeople, merge_people
from keepwarm.usecases.note_facts import KeepDay, KeepFact, keep_day, keep_fact, take_out_fact
from keepwarm.usecases.relate_people import RelatePeople, relate_people
from keepwarm.usecases.tend_person import AddPerson, add_people
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, days_ago, hash_of, talked
from tests.statements import counted


def together(book: Book, ids: tuple[int, ...], *, days: float, recipients: int = 1) -> None:
    """A meeting of the owner with all of these."""
    begin_batch(book, "log", "a meeting")
    meeting = Interaction(
        at=days_ago(days), channel=Channel.IN_PERSON, direction=Direction.MUTUAL, recipients=recipients
    )
    add_interaction(book, meeting, ids)
    refresh_people(book, set(ids))


def noted(book: Book, person_id: int, kind: FactKind, text: str, *, private: bool = False) -> int:
    command = KeepFact(person_id=person_id, kind=kind, text=text, sensitive=private, confirmed=private)
    return keep_fact(book, command)


def read(library: Library, person_id: int) -> Brief:
    with library.open(NOW) as book:
        return brief_person(book, person_id)


def test_those_seen_together_most_often_come_first_three_of_them(library: Library) -> None:
    ada = added(library, "Ada")
    others = [added(library, f"Person {number}") for number in range(5)]
    with library.open(NOW, writing=True) as book:
        for number, other in enumerate(others):
            for time in range(number + 1):
                together(book, (ada, other), days=10 * number + time + 1)
    found = read(library, ada).page.together
    assert [(one.name, one.times) for one in found] == [("Person 4", 5), ("Person 3", 4), ("Person 2", 3)]


def test_a_message_to_many_brings_nobody_together(library: Library) -> None:
    ada, bob = added(library, "Ada"), added(library, "Bob")
    with library.open(NOW, writing=True) as book:
        together(book, (ada, bob), days=3, recipients=11)
    assert read(library, ada).page.together == ()


def test_the_channel_comes_with_its_reasons_and_handles(library: Library) -> None:
    ada = added(library, "Ada", "ada@example.org")
    brief = read(library, ada)
    assert brief.channel is Channel.EMAIL
    assert [handle.value for handle in brief.handles] == ["ada@example.org"]
    assert brief.channel_reasons
    without = read(library, added(library, "Bob"))
    assert without.channel is None
    assert [reason.code for reason in without.channel_reasons] == ["no_way_to_reach"]
    assert "brief_no_way" in {reason.code for reason in without.prepared.missing}


def test_a_talk_of_which_something_was_written_is_found_behind_later_ones(library: Library) -> None:
    ada = added(library, "Ada")
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "log", "Ada")
        written = Interaction(
            at=days_ago(20), channel=Channel.CALL, direction=Direction.MUTUAL, summary="the Engine"
        )
        add_interaction(book, written, (ada,))
        refresh_people(book, {ada})
    talked(library, ada, days_ago(2))
    page = read(library, ada).page
    assert page.last is not None
    assert page.about is not None
    assert (page.last.summary, page.about.summary) == ("", "the Engine")


def test_nothing_private_reaches_a_brief_but_as_a_number(library: Library) -> None:
    ada = added(library, "Ada", "ada@example.org")
    with library.open(NOW, writing=True) as book:
        for kind in FactKind:
            noted(book, ada, kind, f"treatment {kind}", private=True)
        add_need(book, ada, NeedKind.NEED, "a treatment abroad")
    brief = read(library, ada)
    said = (
        brief.learned,
        brief.prepared,
        brief.page.can_help,
        brief.page.unmentioned,
        brief.page.known.groups,
    )
    assert "treatment" not in repr(said)
    assert len(brief.page.known.private) == len(FactKind)


def test_a_question_is_grown_from_a_need_of_theirs(library: Library) -> None:
    ada = added(library, "Ada", "ada@example.org")
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "need", "Ada")
        add_need(book, ada, NeedKind.NEED, "a mechanic")
        add_need(book, ada, NeedKind.OFFER, "a boat")
    brief = read(library, ada)
    assert brief.prepared.questions == (Reason.of("ask_open", kind="need", text="a mechanic"),)
    assert [one.text for one in brief.page.offers] == ["a boat"]
    assert brief.prepared.is_enough


def test_what_is_noted_and_taken_out_is_undone_whole(library: Library) -> None:
    ada = added(library, "Ada")
    with library.open(NOW, writing=True) as book:
        fact_id = noted(book, ada, FactKind.REASON, "a neighbour")
        assert "reason_noted" in {one.code for one in person_page(book, ada).tie.evidence}
        keep_day(book, KeepDay(person_id=ada, label="name day", on=PartialDate(month=5, day=14)))
    before = hash_of(library)
    with library.open(NOW, writing=True) as book:
        take_out_fact(book, ada, fact_id)
        assert "reason_noted" not in {one.code for one in person_page(book, ada).tie.evidence}
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert hash_of(library) == before


def test_after_two_messages_without_an_answer_a_brief_says_rest(library: Library) -> None:
    ada = added(library, "Ada", "ada@example.org", "+44 20 7946 0018")
    for days, channel in ((60, Channel.EMAIL), (30, Channel.TEXT)):
        talked(library, ada, days_ago(days), channel=channel, direction=Direction.OUT)
    with library.open(NOW, writing=True) as book:
        noted(book, ada, FactKind.GOALS, "a marathon")
        noted(book, ada, FactKind.REASON, "a neighbour")
    prepared = read(library, ada).prepared
    assert prepared.missing == ()
    assert prepared.rest is not None
    assert not prepared.is_enough


@pytest.mark.parametrize("private_first", [True, False])
def test_what_is_private_of_one_of_two_is_private_of_the_one_that_they_are(
    library: Library, private_first: bool
) -> None:
    ada, other = added(library, "Ada"), added(library, "Ada L.")
    with library.open(NOW, writing=True) as book:
        for person_id, private in ((ada, private_first), (other, not private_first)):
            noted(book, person_id, FactKind.FAMILY, "is in treatment", private=private)
    before = hash_of(library)
    with library.open(NOW, writing=True) as book:
        merge_people(book, MergePeople(person_id=ada, other_id=other))
    with library.open(NOW) as book:
        found = person_page(book, ada).facts
    assert [(one.text, one.sensitive) for one in found] == [("is in treatment", True)]
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert hash_of(library) == before


# Statements


OPENING, KNOWN, BRIEF = 2, 3, 7
"""Statements: to open a book; for what stands beside a person's page; for a brief beside these."""


def somebody(book: Book, number: int, *, times: int) -> int:
    """Somebody of whom there is all that a brief shows, so many times over."""
    (person_id,) = add_people(book, (AddPerson(person=Person(name=f"Person {number}")),))
    for time in range(times):
        noted(book, person_id, FactKind.GOALS, f"goal {time}")
        noted(book, person_id, FactKind.DO_NOT_MENTION, f"silence {time}")
        noted(book, person_id, FactKind.FAMILY, f"treatment {time}", private=True)
    begin_batch(book, "need", "somebody")
    for time in range(times):
        add_need(book, person_id, NeedKind.NEED, f"need {time}")
        friend = RelatePeople(person_id=person_id, other="A friend", kind=RelationKind.FRIEND, is_new=True)
        relate_people(book, friend)
    (other_id,) = add_people(book, (AddPerson(person=Person(name=f"Companion {number}")),))
    for time in range(times):
        together(book, (person_id, other_id), days=time + 1)
    return person_id


def test_a_brief_runs_a_number_of_statements_that_does_not_grow_with_the_book(library: Library) -> None:
    seen = []
    for times in (1, 4):
        with library.open(NOW, writing=True) as book:
            ids = [somebody(book, 10 * times + number, times=times) for number in range(times)]
        seen.append({name: statements(library, page, ids[0]) for name, page in PAGES.items()})
    assert seen[0] == seen[1]
    person, advice = seen[0]["person"], seen[0]["advice"]
    assert seen[0]["known"] == person + KNOWN
    assert seen[0]["brief"] == person + KNOWN + BRIEF + advice - OPENING


def statements(library: Library, page: Callable[[Book, int], Any], person_id: int) -> int:
    with counted(library.engine) as found, library.open(NOW) as book:
        page(book, person_id)
    return len(found)


PAGES: dict[str, Callable[[Book, int], Any]] = {
    "person": person_page,
    "known": lambda book, person_id: known_page(book, person_page(book, person_id)),
    "advice": advise_channel,
    "brief": brief_person,
}

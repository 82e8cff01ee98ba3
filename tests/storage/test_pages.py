"""Pages: a number of statements that is fixed, whatever the book holds."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest

from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import FactKind, Person, Side
from keepwarm.storage.book import Book, Library
from keepwarm.storage.pages.headline import headline
from keepwarm.storage.pages.journal import journal_page
from keepwarm.storage.pages.people import PAGE_LENGTH, people_page
from keepwarm.storage.pages.person import person_page
from keepwarm.storage.pages.ties import ties_page
from keepwarm.storage.pages.today import today_page
from keepwarm.usecases.find_person import find_person, recognise_handle
from keepwarm.usecases.keep_ties import settle
from keepwarm.usecases.log_interaction import LogInteraction, NewPromise, NewStep, log_interaction
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.tend_person import AddPerson, add_people
from tests.books import NOW, added, begun, days_ago
from tests.statements import counted

STATEMENTS = {"today": 34, "people": 3, "search": 13, "person": 29, "headline": 5, "journal": 1, "ties": 10}


def a_person(book: Book, number: int) -> None:
    """Somebody with everything that a page can show."""
    handles = tuple(map(recognise_handle, (f"p{number}@example.org", f"+44 20 {number:05}")))
    person = Person(name=f"Person {number}", birthday=PartialDate(month=11, day=23))
    (person_id,) = add_people(book, (AddPerson(person=person, handles=handles),))
    for days in (200, 100):
        talk = LogInteraction(person_id=person_id, channel=Channel.CALL, at=days_ago(days + number))
        log_interaction(book, talk)
    promises = (NewPromise(text="a book", due_on=book.today), NewPromise(text="a call", side=Side.THEIRS))
    letter = LogInteraction(
        person_id=person_id,
        channel=Channel.EMAIL,
        direction=Direction.OUT,
        at=days_ago(20),
        promises=promises,
        next_step=NewStep(text="lunch", due_on=book.today),
        prefers=(Channel.TEXT,),
    )
    log_interaction(book, letter)
    keep_fact(book, KeepFact(person_id=person_id, kind=FactKind.FAMILY, text="two sisters"))


def people_like(library: Library, numbers: Iterable[int]) -> None:
    with library.open(NOW, writing=True) as book:
        for number in numbers:
            a_person(book, number)


PAGES: dict[str, Callable[[Book], Any]] = {
    "today": today_page,
    "people": people_page,
    "search": lambda book: people_page(book, "exam"),
    "person": lambda book: person_page(book, find_person(book, "p1@example.org").person_id),
    "headline": headline,
    "journal": journal_page,
    "ties": ties_page,
}


def test_the_statements_of_a_page_do_not_grow_with_the_book(book_url: str) -> None:
    seen: list[dict[str, int]] = []
    with begun(book_url) as library:
        for numbers in (range(3), range(3, 20)):
            people_like(library, numbers)
            settle(library, NOW)
            seen.append({name: statements(library, page) for name, page in PAGES.items()})
    opening = 2  # whose book it is, and by which addresses they are known
    assert seen == [{name: count + opening for name, count in STATEMENTS.items()}] * 2


def statements(library: Library, page: Callable[[Book], Any]) -> int:
    with counted(library.engine) as found, library.open(NOW) as book:
        page(book)
    return len(found)


def test_an_empty_book_has_its_pages(library: Library) -> None:
    with library.open(NOW) as book:
        assert today_page(book).lines == ()
        assert (headline(book).contacts, headline(book).connections, headline(book).sees_voice) == (
            0,
            0,
            False,
        )
        assert people_page(book).people == ()
        assert people_page(book).pages == 1
        assert ties_page(book) == ()


def test_people_come_in_pages_by_name(library: Library) -> None:
    for number in range(PAGE_LENGTH + 1):
        added(library, f"Person {number:03}")
    with library.open(NOW) as book:
        first, second = people_page(book), people_page(book, page=2)
    assert (len(first.people), len(second.people), first.found, first.pages) == (
        PAGE_LENGTH,
        1,
        PAGE_LENGTH + 1,
        2,
    )
    assert [line.name for line in (*first.people, *second.people)] == [
        f"Person {number:03}" for number in range(PAGE_LENGTH + 1)
    ]


def test_today_names_who_was_promised_something_with_the_reason_and_the_way(library: Library) -> None:
    people_like(library, [1])
    with library.open(NOW) as book:
        (line,) = today_page(book).lines
    assert (line.name, line.proposal.channel) == ("Person 1", Channel.TEXT)
    assert line.proposal.reasons[0].code == "promise_due"
    assert [handle.value for handle in line.handles] == ["+44 20 00001"]


def test_the_journal_says_what_was_done_the_latest_first(library: Library) -> None:
    people_like(library, [1])
    with library.open(NOW) as book:
        lines = journal_page(book)
    assert [line.what for line in lines] == ["note", *["log"] * 3, "add", "own addresses"]
    assert {line.about for line in lines[:-1]} == {"Person 1"}
    assert all(line.changes > 0 and not line.undone for line in lines)


@pytest.mark.parametrize("ahead", [-400, 400])
def test_what_lies_ahead_of_the_moment_is_not_on_the_timeline(library: Library, ahead: int) -> None:
    people_like(library, [1])
    with library.open(NOW + timedelta(days=ahead), imagined=True) as book:
        page = person_page(book, find_person(book, "Person 1").person_id)
    assert len(page.timeline) == page.interactions == (3 if ahead > 0 else 0)

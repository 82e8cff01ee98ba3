"""How many statements a page runs: the same for a few people and for many."""

from collections.abc import Iterator

import pytest

from keepwarm.domain.channels import Channel
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import Person
from keepwarm.storage.book import Library
from keepwarm.usecases.find_person import recognise_handle
from keepwarm.usecases.log_interaction import LogInteraction, NewPromise, NewStep, log_interaction
from keepwarm.usecases.tend_person import AddPerson, add_people
from tests.books import NOW, begun, days_ago
from tests.statements import counted
from tests.web.served import Served, on_both_databases, served


def fill(library: Library, people: int) -> None:
    """So many people, each with a history, a promise and a next step."""
    with library.open(NOW, writing=True) as book:
        commands = tuple(
            AddPerson(
                person=Person(name=f"Person {number:03}"),
                handles=(recognise_handle(f"person{number}@example.org"),),
            )
            for number in range(people)
        )
        for person_id in add_people(book, commands):
            for days in (60, 33):
                command = LogInteraction(
                    person_id=person_id,
                    channel=Channel.EMAIL,
                    direction=Direction.MUTUAL,
                    at=days_ago(days),
                    promises=(NewPromise(text="a book", due_on=NOW.date()),),
                    next_step=NewStep(text="lunch", due_on=NOW.date()),
                )
                log_interaction(book, command)


def statements(web: Served, library: Library) -> dict[str, int]:
    """How many statements each page runs, after a first visit."""
    listed = web.page("/people")
    person = listed.partition('class="row" href="')[2].partition('"')[0]
    found = {}
    for path in ("/", "/people", "/people?q=person", "/spoken", "/journal", "/import", "/people/add", person):
        web.page(path)
        with counted(library.engine) as ran:
            web.page(path)
        found[path if path != person else "/person"] = len(ran)
    return found


@pytest.fixture
def many(place: str) -> Iterator[dict[str, int]]:
    """The statements of the pages of a book of sixty."""
    with begun(place) as library:
        fill(library, 60)
        with served(library) as web:
            yield statements(web, library)


@on_both_databases
def test_the_number_of_statements_does_not_grow_with_the_book(
    many: dict[str, int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with begun(str(tmp_path_factory.mktemp("few") / "book.keepwarm")) as library:
        fill(library, 3)
        with served(library) as web:
            few = statements(web, library)
    assert many == few


def test_each_page_runs_a_known_number_of_statements(many: dict[str, int]) -> None:
    known = {"/": 39, "/people": 8, "/people?q=person": 9, "/spoken": 3, "/journal": 3, "/import": 5}
    assert many == known | {"/people/add": 2, "/person": 48}

"""What is derived, kept up to date by each write."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from keepwarm.storage.book import Library
from keepwarm.storage.pages.people import people_page
from keepwarm.storage.schema import calibrations, people_search, tie_states
from keepwarm.storage.soundness import people_without_state
from keepwarm.usecases.keep_ties import refresh_people, settle
from tests.books import NOW, added, address_book, card, days_ago, mail, mailbox, taken_in, talked


def test_an_import_of_many_leaves_states_and_a_calibration_for_all(library: Library, tmp_path: Path) -> None:
    cards = [card(f"Person {number:02}", f"EMAIL:p{number}@example.org") for number in range(60)]
    letters = [mail(f"p{number}@example.org", "me@example.org", days_ago(number + 1)) for number in range(60)]
    taken_in(library, address_book(tmp_path, *cards), mailbox(tmp_path, *letters))
    with library.open(NOW) as book:
        assert people_without_state(book) == 0
        fitted = select(calibrations.c.fitted_on, calibrations.c.rows).where(book.owns(calibrations))
        assert {(on, rows >= 20) for on, rows in book.rows(fitted)} >= {(NOW.date(), True)}
        assert {line.stage.value for line in people_page(book, length=None).people} == {"wrote to me"}


def test_people_who_are_not_there_any_more_need_nothing(library: Library) -> None:
    ada = added(library, "Ada")
    with library.open(NOW, writing=True) as book:
        refresh_people(book, {ada, 12})
        for table in (tie_states, people_search):
            held = select(func.count()).select_from(table).where(book.owns(table))
            assert book.connection.scalar(held) == 1


def test_settling_an_empty_book_settles_it(library: Library) -> None:
    settle(library, NOW)
    settle(library, NOW + timedelta(days=400))
    with library.open(NOW) as book:
        assert people_without_state(book) == 0


def test_settling_touches_only_those_whom_time_has_changed(library: Library) -> None:
    ada, bob = added(library, "Ada"), added(library, "Bob")
    settle(library, NOW)
    for days in (40, 30, 20, 10):
        talked(library, ada, days_ago(days))
    later = NOW + timedelta(days=25)
    talked(library, bob, later - timedelta(days=1), now=later)
    settle(library, later)
    with library.open(later) as book:
        begun = select(tie_states.c.person_id, tie_states.c.valid_from_on).where(book.owns(tie_states))
        found = dict(tuple(row) for row in book.rows(begun))
        (until,) = book.rows(
            select(tie_states.c.valid_until_on).where(book.owns(tie_states), tie_states.c.person_id == ada)
        )
    assert found[bob] == later.date()
    assert found[ada] <= later.date() < until[0]


def test_what_is_logged_as_of_now_has_happened(library: Library) -> None:
    talked(library, added(library, "Ada"), NOW)
    with library.open(NOW) as book:
        assert [line.last_on for line in people_page(book).people] == [book.calendar_day]

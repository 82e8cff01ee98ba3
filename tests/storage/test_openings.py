"""With what to begin with somebody: what they told, what was done for them, a question that was noted."""

from datetime import timedelta

from keepwarm.domain.channels import Channel
from keepwarm.domain.details import NeedKind
from keepwarm.domain.people import FactKind
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Library
from keepwarm.storage.openings import openings_for
from keepwarm.storage.pages.today import today_page
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.tend_needs import NoteNeed, note_need
from tests.books import NOW, added, days_ago, talked

OPEN = Reason.of("open_question")


def noted(library: Library, person_id: int, kind: FactKind, text: str) -> None:
    with library.open(NOW, writing=True) as book:
        keep_fact(book, KeepFact(person_id=person_id, kind=kind, text=text))


def opening(library: Library, person_id: int) -> Reason:
    with library.open(NOW) as book:
        return openings_for(book, (person_id,))[person_id]


def test_who_told_nothing_gets_an_open_question(library: Library) -> None:
    assert opening(library, added(library, "Ada")) == OPEN


def test_a_need_goes_before_a_fact_and_a_noted_question_before_both(library: Library) -> None:
    ada = added(library, "Ada")
    noted(library, ada, FactKind.RECREATION, "keeps bees")
    assert opening(library, ada) == Reason.of("ask_about_fact", text="keeps bees", kind="recreation")
    with library.open(NOW, writing=True) as book:
        note_need(book, NoteNeed(person_id=ada, kind=NeedKind.NEED, text="a flat in Porto"))
    assert opening(library, ada) == Reason.of("ask_about_need", text="a flat in Porto")
    noted(library, ada, FactKind.QUESTION, "How did the talk go?")
    assert opening(library, ada) == Reason.of("your_question", text="How did the talk go?")


def test_a_noted_question_that_touches_something_private_is_not_proposed(library: Library) -> None:
    ada = added(library, "Ada")
    noted(library, ada, FactKind.QUESTION, "How is the divorce going?")
    noted(library, ada, FactKind.DO_NOT_MENTION, "the divorce")
    assert opening(library, ada) == OPEN


def test_what_the_owner_thinks_of_somebody_is_no_opening(library: Library) -> None:
    ada = added(library, "Ada")
    noted(library, ada, FactKind.IN_MY_LIFE, "she is clever")
    noted(library, ada, FactKind.DISLIKES, "small talk")
    assert opening(library, ada) == OPEN


def test_today_says_with_what_to_begin_where_the_reason_does_not(library: Library) -> None:
    ada = added(library, "Ada", "ada@example.org")
    for days in (400, 380, 360, 340):
        talked(library, ada, days_ago(days), channel=Channel.CALL)
    noted(library, ada, FactKind.GOALS, "wants to learn to sail")
    with library.open(NOW) as book:
        (line,) = today_page(book).lines
    assert line.opening == Reason.of("ask_about_fact", text="wants to learn to sail", kind="goals")
    with library.open(NOW + timedelta(days=1)) as book:
        assert [line.opening for line in today_page(book).lines] == [line.opening]

"""Who is written with waits beside the book, until the owner says who belongs there."""

from pathlib import Path

import pytest

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Missing
from keepwarm.domain.people import FactKind
from keepwarm.storage.book import Library
from keepwarm.storage.pages.correspondents import CorrespondentsPage, correspondents_page, count_conversing
from keepwarm.storage.pages.people import people_page
from keepwarm.storage.pages.today import today_page
from keepwarm.usecases.add_correspondents import add_correspondents, set_correspondents_aside
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.undo import undo
from tests.books import NOW, days_ago, hash_of, mail, mailbox, taken_in, talked

ME = "me@example.org"


@pytest.fixture
def written(library: Library, tmp_path: Path) -> Library:
    """With Ada there was a conversation, to Bob the owner wrote, Cem wrote every day."""
    letters = [
        mail("ada@example.org", ME, days_ago(9)),
        mail(ME, "ada@example.org", days_ago(8)),
        mail(ME, "bob@example.org", days_ago(3)),
        *(mail("cem@example.org", ME, days_ago(day)) for day in range(1, 12)),
    ]
    taken_in(library, mailbox(tmp_path, *letters))
    return library


def page_of(library: Library, *, set_aside: bool = False) -> CorrespondentsPage:
    with library.open(NOW) as book:
        return correspondents_page(book, set_aside=set_aside)


def names_of(page: CorrespondentsPage) -> list[str]:
    return [line.name for line in page.lines]


def id_of(library: Library, name: str) -> int:
    return next(line.person_id for line in page_of(library).lines if line.name == name)


def in_the_book(library: Library) -> list[str]:
    with library.open(NOW) as book:
        return [line.name for line in people_page(book).people]


def test_a_conversation_comes_first_then_whom_you_wrote_to_then_who_only_wrote(written: Library) -> None:
    page = page_of(written)
    assert names_of(page) == ["ada@example.org", "bob@example.org", "cem@example.org"]
    assert (page.waiting, page.set_aside) == (3, 0)
    assert page.lines[0].tie.contact_days == 2


def test_who_waits_is_in_no_list_is_not_counted_and_not_proposed(written: Library) -> None:
    with written.open(NOW) as book:
        today = today_page(book)
        assert count_conversing(book) == today.correspondents == 1
    assert (today.lines, today.unasked, today.headline.contacts) == ((), (), 0)
    assert in_the_book(written) == []


def test_adding_somebody_takes_them_in_with_all_that_passed_and_undo_lets_them_wait_again(
    written: Library,
) -> None:
    before = hash_of(written)
    ada = id_of(written, "ada@example.org")
    with written.open(NOW, writing=True) as book:
        assert add_correspondents(book, [ada, ada], spoken=True) == 1
    assert in_the_book(written) == ["ada@example.org"]
    assert names_of(page_of(written)) == ["bob@example.org", "cem@example.org"]
    with written.open(NOW) as book:
        assert today_page(book).headline.contacts == 1
    with written.open(NOW, writing=True) as book:
        undo(book)
    assert hash_of(written) == before
    assert len(page_of(written).lines) == 3


def test_who_is_set_aside_is_not_asked_about_again_and_can_still_be_added(written: Library) -> None:
    cem = id_of(written, "cem@example.org")
    with written.open(NOW, writing=True) as book:
        assert set_correspondents_aside(book, [cem]) == 1
    assert names_of(page_of(written)) == ["ada@example.org", "bob@example.org"]
    aside = page_of(written, set_aside=True)
    assert (names_of(aside), aside.waiting, aside.set_aside) == (["cem@example.org"], 2, 1)
    with written.open(NOW, writing=True) as book:
        add_correspondents(book, [cem])
    assert in_the_book(written) == ["cem@example.org"]


def test_whom_the_owner_talks_with_or_notes_something_of_is_in_the_book(written: Library) -> None:
    talked(written, id_of(written, "bob@example.org"), days_ago(1), channel=Channel.CALL)
    cem = id_of(written, "cem@example.org")
    with written.open(NOW, writing=True) as book:
        keep_fact(book, KeepFact(person_id=cem, kind=FactKind.SKILLS, text="cooks"))
    assert in_the_book(written) == ["bob@example.org", "cem@example.org"]


def test_adding_those_who_are_there_changes_nothing_and_nobody_is_a_problem(written: Library) -> None:
    bob = id_of(written, "bob@example.org")
    with written.open(NOW, writing=True) as book:
        add_correspondents(book, [bob])
    before = hash_of(written)
    with written.open(NOW, writing=True) as book:
        assert add_correspondents(book, [bob]) == 0
    assert hash_of(written) == before
    with pytest.raises(Missing), written.open(NOW, writing=True) as book:
        add_correspondents(book, [1])


def test_a_later_mailbox_adds_to_what_passed_with_those_who_wait(written: Library, tmp_path: Path) -> None:
    taken_in(written, mailbox(tmp_path, mail(ME, "cem@example.org", days_ago(0.5)), name="later.mbox"))
    page = page_of(written)
    assert page.waiting == 3
    assert names_of(page)[0] in {"ada@example.org", "cem@example.org"}
    assert names_of(page)[2] == "bob@example.org"

"""The index of terms, kept up to date: whatever was done, it is the one that would be made from nothing."""

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from keepwarm.domain.channels import Channel
from keepwarm.domain.people import FactKind, Standing
from keepwarm.storage import talk_words
from keepwarm.storage.book import Library
from keepwarm.storage.pages.people import people_page
from keepwarm.storage.search import index_people
from keepwarm.usecases.edit_person import EditPerson, edit_person
from keepwarm.usecases.log_interaction import LogInteraction, log_interaction
from keepwarm.usecases.merge_people import MergePeople, merge_people
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.tend_person import set_standing
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, address_book, card, days_ago, mail, mailbox, taken_in
from tests.searching import indexed, made_from_nothing


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words of talks are stored from the third talk on."""
    monkeypatch.setattr(talk_words, "MANY", 3)


def logged(library: Library, person_id: int, note: str, days: float = 1) -> None:
    with library.open(NOW, writing=True) as book:
        talk = LogInteraction(person_id=person_id, channel=Channel.CALL, at=days_ago(days), note=note)
        log_interaction(book, talk)


def is_right(library: Library) -> None:
    with library.open(NOW, writing=True) as book:
        assert indexed(book) == made_from_nothing(book)


def found(library: Library, query: str) -> list[str]:
    with library.open(NOW) as book:
        return [line.name for line in people_page(book, query, length=None).people]


def test_each_thing_that_is_done_leaves_the_index_as_one_made_from_nothing(library: Library) -> None:
    ada, bo = added(library, "Ada Lovelace", "ada@example.org"), added(library, "Bo", "+44 20 7946 0018")
    for number in range(5):
        logged(library, ada, f"about engine{number}", days=number + 1)
        is_right(library)
    with library.open(NOW, writing=True) as book:
        keep_fact(book, KeepFact(person_id=bo, kind=FactKind.FAMILY, text="two sisters"))
        edit_person(book, EditPerson(person_id=bo, fields={"organization": "Acme"}, tags=("Choir",)))
        set_standing(book, ada, Standing.LEAVE_BE)
    is_right(library)
    assert found(library, "engine3") == ["Ada Lovelace"]
    assert found(library, "sist acm choi 794600") == ["Bo"]
    assert found(library, "standing:leave-be engine0") == ["Ada Lovelace"]


def test_what_is_taken_back_is_found_no_more(library: Library) -> None:
    ada = added(library, "Ada")
    for number in range(4):
        logged(library, ada, f"engine{number}")
    for number in (3, 2, 1, 0):
        assert found(library, f"engine{number}") == ["Ada"]
        with library.open(NOW, writing=True) as book:
            undo(book)
        assert found(library, f"engine{number}") == []
        is_right(library)
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert found(library, "") == []
    is_right(library)


def test_joined_people_are_found_by_what_either_was_found_by_and_parted_again_by_undo(
    library: Library,
) -> None:
    ada, other = added(library, "Ada Lovelace"), added(library, "Augusta", "ada@example.org")
    for number in range(4):
        logged(library, ada, f"engine{number}")
        logged(library, other, f"loom{number}")
    with library.open(NOW, writing=True) as book:
        merge_people(book, MergePeople(person_id=ada, other_id=other))
    is_right(library)
    assert found(library, "engine1 loom2 ada@ex") == ["Ada Lovelace"]
    assert found(library, "augusta") == ["Ada Lovelace"]
    with library.open(NOW, writing=True) as book:
        undo(book)
    is_right(library)
    assert (found(library, "engine1 loom2"), found(library, "loom2")) == ([], ["Augusta"])


def test_an_import_adds_to_the_words_of_those_with_many_talks(library: Library, tmp_path: Path) -> None:
    letters = [
        mail("Ada <ada@example.org>", "me@example.org", days_ago(number + 1), subject=f"Engine {number}")
        for number in range(12)
    ]
    cards = address_book(tmp_path, card("Ada Lovelace", "EMAIL:ada@example.org", "NOTE:Met in Turin."))
    for paths in ((cards, mailbox(tmp_path, *letters[:6])), (mailbox(tmp_path, *letters, name="all.mbox"),)):
        taken_in(library, *paths)
        is_right(library)
    assert found(library, "engin 11 turin") == ["Ada Lovelace"]


def test_of_more_words_than_are_kept_those_of_the_latest_talks_are(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = added(library, "Ada")
    monkeypatch.setattr("keepwarm.domain.search_terms._MOST_WORDS", 4)
    for number in range(6):
        logged(library, ada, f"engine{number}", days=10 - number)
        is_right(library)
    assert [bool(found(library, f"engine{number}")) for number in range(6)] == [False] * 2 + [True] * 4


def test_whatever_text_there_is_can_be_kept(library: Library, tmp_path: Path) -> None:
    """PostgreSQL takes a megabyte of terms, and no more."""
    letters, rng = [chr(0x915 + place) for place in range(37)], Random(1)
    long = " ".join("".join(rng.choices(letters, k=40)) for _ in range(8_000))
    lines = (f"ORG:{long}", f"NICKNAME:{long}", f"NOTE:{long}", f"ADR:;;;{long};;;{long}", "UID:ada")
    taken_in(library, address_book(tmp_path, card("Ada", *lines)))
    with library.open(NOW) as book:
        (ada,) = (line.person_id for line in people_page(book, "ada").people)
    logged(library, ada, long)
    is_right(library)


def test_who_is_the_same_as_before_is_not_written_again(library: Library) -> None:
    ada = added(library, "Ada", "ada@example.org")
    logged(library, ada, "engines")
    with library.open(NOW + timedelta(days=1), writing=True) as book:
        before = indexed(book)
        book.connection.execution_options(keepwarm_writing=False)
        index_people(book, [ada, ada + 1])
        assert indexed(book) == before

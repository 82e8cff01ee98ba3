"""Logging by words on the command line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from keepwarm.storage.book import Library
from keepwarm.storage.pages.person import PersonPage, person_page
from keepwarm.usecases.find_person import find_person
from tests.command_line import begun, done, hash_of, keepwarm, refused

SUNDAY = "2026-11-22T12:00"
WORDS = "called Ada 20 min, she's moving to Lisbon, promised her the mechanic by friday"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with one person."""
    made = begun(tmp_path)
    done(made, "add", "Ada Lovelace", "ada@example.org")
    return made


def page_of(book: Path, name: str) -> PersonPage:
    """Somebody's page, seen from a Sunday."""
    library = Library(str(book))
    with library.open(datetime(2026, 11, 22, 12, tzinfo=UTC)) as opened:
        page = person_page(opened, find_person(opened, name).person_id)
    library.close()
    return page


def test_one_sentence_is_a_talk_a_fact_and_a_promise(book: Path) -> None:
    said = done(book, "log", WORDS, "--at", SUNDAY).out.splitlines()
    assert said == [
        "Logged: Ada Lovelace, by phone.",
        "  By phone, 20 minutes, today, both of you spoke",
        "  Goals: moving to Lisbon",
        "  You promised: the mechanic (in 5 days)",
    ]
    page = page_of(book, "ada")
    assert [(line.summary, line.minutes) for line in page.timeline] == [(WORDS, 20)]
    assert [fact.text for fact in page.facts] == ["moving to Lisbon"]
    assert [str(promise.due_on) for promise in page.promises] == ["2026-11-27"]


def test_the_person_may_stand_before_the_words(book: Path) -> None:
    said = done(book, "log", "ada", "lunch yesterday, next: call her in 2 weeks", "--at", SUNDAY).out
    assert "  In person, yesterday, both of you spoke\n" in said
    assert "  Next by phone: call her (in 2 weeks)\n" in said


def test_options_win_over_the_words_and_stand_beside_them(book: Path) -> None:
    words = (
        "--by",
        "video",
        "--minutes",
        "50",
        "--on",
        "2026-11-20",
        "--promise",
        "a book",
        "--my-share",
        "75",
    )
    said = done(book, "log", "ada", WORDS, *words, "--at", SUNDAY).out
    assert "  By video, 50 minutes, 2 days ago, both of you spoke, mostly you talking\n" in said
    page = page_of(book, "ada")
    assert sorted(promise.text for promise in page.promises) == ["a book", "the mechanic"]
    assert page.timeline[0].minutes == 50


def test_a_dry_run_shows_and_keeps_nothing(book: Path) -> None:
    before = hash_of(book)
    said = done(book, "log", WORDS, "--dry-run", "--at", SUNDAY).out
    assert said.startswith("Would be logged: Ada Lovelace, by phone.\n")
    assert "  You promised: the mechanic (in 5 days)\n" in said
    assert hash_of(book) == before


def test_what_is_private_is_no_fact_unless_that_is_said(book: Path) -> None:
    words = "called Ada, her son is in hospital"
    said = done(book, "log", words, "--at", SUNDAY).out
    assert "  In the note alone, as it is private: her son is in hospital" in said
    assert not page_of(book, "ada").facts
    done(book, "log", words, "--keep-private", "--at", SUNDAY)
    assert [(fact.text, fact.sensitive) for fact in page_of(book, "ada").facts] == [
        ("her son is in hospital", True)
    ]


def test_what_is_not_understood_is_said_to_be_in_the_note(book: Path) -> None:
    assert (
        "  In the note: great chat about nothing much\n"
        in done(book, "log", "ada", "called, great chat about nothing much").out
    )


def test_a_day_that_is_not_understood_is_said_and_how_to_give_it(book: Path) -> None:
    sentence = (
        "  On which day it was is not understood from “last month”; say 5 march, 2026-03-05 or 3 days ago"
    )
    words = ("log", "called Ada last month", "--dry-run", "--at", SUNDAY)
    assert f"{sentence}, or give it with --on.\n" in done(book, *words).out
    assert sentence not in done(book, *words, "--on", "20 october").out


def test_a_day_of_a_month_is_the_last_one_of_its_name(book: Path) -> None:
    for on, said in (("20 november", "2 days ago"), ("on friday", "2 days ago"), ("21.11.", "yesterday")):
        words = ("log", "ada", "20 min", "--by", "call", "--on", on, "--dry-run", "--at", SUNDAY)
        assert f"  By phone, 20 minutes, {said}, both of you spoke\n" in done(book, *words).out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("met Grace for lunch",), "Nobody in your book is called 'Grace'"),
        (("called, 20 min",), "Whom it was with is not said"),
        (("ada", "she keeps bees"), "How you were in touch is not said"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_kept(
    words: tuple[str, ...], sentence: str, book: Path
) -> None:
    before = hash_of(book)
    assert sentence in refused(book, "log", *words)
    assert hash_of(book) == before


def test_a_name_alone_says_not_how(book: Path) -> None:
    answer = keepwarm(book, "log", "ada")
    assert (answer.code, answer.out) == (2, "")
    assert "How were you in touch?" in answer.err


def test_one_undo_takes_all_of_it_back(book: Path) -> None:
    before = hash_of(book)
    done(book, "log", f"{WORDS}, gave her the number of a plumber, never by post", "--at", SUNDAY)
    done(book, "undo")
    assert hash_of(book) == before


def test_everybody_who_is_named_is_logged_and_who_is_not_there_is_said(book: Path) -> None:
    done(book, "add", "Seoyeon Yoon")
    said = done(
        book, "log", "dinner with Ada Lovelace and Seoyeon Yoon and Zelda, 50 min", "--at", SUNDAY
    ).out
    assert said.startswith("Logged: Ada Lovelace and Seoyeon Yoon, in person.\n")
    assert "  In the note alone: Zelda; nobody, or more than one, in your book is called so.\n" in said
    assert [line.minutes for line in page_of(book, "seoyeon").timeline] == [50]


@pytest.mark.parametrize("words", [("lunch with Ada Lovelace on friday",), ("ada", "lunch on friday")])
def test_what_is_still_to_come_is_planned_and_no_talk(words: tuple[str, ...], book: Path) -> None:
    before = hash_of(book)
    assert done(book, "log", *words, "--dry-run", "--at", SUNDAY).out.startswith(
        "Would be planned: Ada Lovelace."
    )
    assert hash_of(book) == before
    said = done(book, "log", *words, "--at", SUNDAY).out
    assert said.startswith("Planned: Ada Lovelace. It is still to come: no talk is logged.\n")
    page = page_of(book, "ada")
    assert not page.timeline
    assert page.next_step is not None
    assert str(page.next_step.due_on) == "2026-11-27"
    done(book, "undo")
    assert hash_of(book) == before

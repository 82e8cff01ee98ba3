"""`keepwarm capture` and `keepwarm met`."""

from pathlib import Path

import pytest

from tests.command_line import begun, done, hash_of, refused


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return begun(tmp_path)


def test_all_that_was_said_is_kept_in_one_line_and_read_back(book: Path) -> None:
    answer = done(
        book,
        *("capture", "Ada Lovelace", "--place", "the harbour", "--wanted", "yes"),
        *("--also", "ada@example.org"),
        *("--reach", "text +44 20 7946 0018", "--words", "after six", "--learned", "keeps bees"),
        *("--next", "send the recipe on friday", "--at", "2026-11-22T12:00"),
    )
    assert answer.out == "Kept: Ada Lovelace, new in your book.\n"
    shown = done(book, "show", "ada", "--json", "--at", "2026-11-22T13:00").data
    assert [one["handle"]["value"] for one in shown["handles"]] == ["+44 20 7946 0018", "ada@example.org"]
    assert shown["next_step"] == {"text": "send the recipe", "channel": "text", "due_on": "2026-11-27"}


def test_who_may_be_in_the_book_is_asked_about_and_nothing_is_kept(book: Path) -> None:
    done(book, "add", "Ada Lovelace")
    before = hash_of(book)
    assert "Ada Lovelace (" in refused(book, "capture", "Ada Lovelace")
    assert hash_of(book) == before
    known = done(book, "capture", "Ada Lovelace", "--is", "ada", "--json").data
    assert (known["is_new"], known["may_be"]) == (False, [])
    assert done(book, "capture", "Ada Lovelace", "--new", "--json").data["is_new"]
    part = done(book, "capture", "Ada")
    assert "May be Ada Lovelace: keepwarm merge" in part.out


def test_what_is_private_and_a_no_are_said(book: Path) -> None:
    answer = done(book, "capture", "Bob", "--learned", "has diabetes", "--wanted", "no", "--next", "call")
    assert "In the note alone" in answer.out
    assert "nothing is proposed" in answer.out
    assert "No event of your book" in refused(book, "capture", "Eve", "--event", "the fair")
    assert "no e-mail address" in refused(book, "capture", "Eve", "--reach", "text nothing")


def test_a_first_meeting_is_told_and_comes_back_once(book: Path) -> None:
    done(book, "capture", "Ada", "--at", "2026-11-22T12:00")
    told = done(book, "met", "ada", "--got-on", "yes", "--cares", "her bees", "--at", "2026-11-23")
    assert told.out == "Noted of Ada: you got on.\n"
    left = done(book, "met", "ada", "--again", "no", "--at", "2026-11-23")
    assert "you got on, and you left it at that" in left.out
    assert "once more" in left.out
    assert "each may stand alone" in refused(book, "met", "ada")

"""`keepwarm refer`."""

from pathlib import Path

import pytest

from tests.command_line import begun, done, hash_of, refused

AT = ("--at", "2026-11-22T09:00")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with Ada and Mia in it."""
    book = begun(tmp_path)
    done(book, "add", "Ada Lovelace", "ada@example.org")
    done(book, "add", "Mia Hart", "mia@example.org")
    return book


def test_one_given_is_noted_asked_about_and_passed_on(book: Path) -> None:
    done(book, "note", "ada", "schools with machines", "--about", "send-them", *AT)
    answer = done(book, "refer", "given", "ada", "a neighbour", "--about", "mia", *AT)
    assert answer.out == (
        "Noted: to Ada Lovelace, a neighbour: an idea.\n  Whom to send them: schools with machines\n"
    )
    assert answer.err == "Before you pass on a name or a number, ask both.\n"
    before = hash_of(book)
    sentence = "Ask both before you pass anything on: keep “{}” as an idea until both said yes, then say so."
    assert refused(book, "refer", "move", "ada", "neigh", "sent", *AT) == sentence.format("a neighbour")
    second = ("refer", "given", "ada", "a friend", "--state", "sent", *AT)
    assert refused(book, *second) == sentence.format("a friend")
    assert hash_of(book) == before
    moved = done(book, "refer", "move", "ada", "neigh", "sent", "--both-said-yes", "--on", "yesterday", *AT)
    assert moved.out == "Ada Lovelace, a neighbour: passed on.\n"
    assert (
        "With others\n  to Ada Lovelace: a neighbour (passed on, yesterday)\n"
        in done(book, "refer", "list", *AT).out
    )


def test_one_received_is_thanked_for_and_told(book: Path) -> None:
    assert "Nothing is noted yet" in done(book, "refer", "list", *AT).out
    done(book, "refer", "received", "ada", "the dentist", "--on", "2026-11-20", *AT)
    assert done(book, "refer", "list", *AT).out == (
        "Your turn\n"
        "  from Ada Lovelace: the dentist (they sent somebody, 2 days ago)\n"
        "    It is yours to get in touch with whom they sent.\n"
        "    They have not heard a thank you for it yet.\n"
    )
    assert "you said thank you" in done(book, "refer", "thank", "ada", "dentist", *AT).out
    assert "something came of it" in done(book, "refer", "move", "ada", "dentist", "came-to", *AT).out
    assert "six frames" in done(book, "refer", "outcome", "ada", "dentist", "six frames", *AT).out
    (line,) = done(book, "refer", "list", "ada", "--json", *AT).data
    assert (line["side"], line["state"], line["outcome"], line["turn"]) == (
        "theirs", "came to", "six frames", None,
    )  # fmt: skip
    assert (line["noted_on"], line["thanked_on"], line["may_become"]) == ("2026-11-20", "2026-11-22", [])
    assert "taken out" in done(book, "refer", "move", "ada", "dentist", "forgotten", *AT).out
    assert done(book, "refer", "list", "--json", *AT).data == []


def test_who_knows_it_is_said_with_the_question(book: Path) -> None:
    done(book, "profile", "--does", "I frame pictures")
    done(book, "note", "ada", "hangs pictures", "--about", "says-i-do", *AT)
    for on, who in (("2026-10-01", "--out"), ("2026-10-02", ""), ("2026-11-01", "--in"), ("2026-11-02", "")):
        done(book, "log", "mia", "--by", "call", "--on", on, *filter(None, (who,)), *AT)
    said = done(book, "refer", "who-knows", *AT).out
    assert said.startswith("You say: I frame pictures\nTo hear whether somebody understands it, ask: “If a")
    assert "They have said it in their words\n  Ada Lovelace: “hangs pictures”\n" in said
    assert "They have not heard it yet\n  Mia Hart\n" in said
    data = done(book, "refer", "who-knows", "--json", *AT).data
    assert [one["person"] for one in data["do_not_know_whom_to_send"]] == ["Mia Hart"]
    assert data["say_what_you_do"][0]["text"] == "hangs pictures"

"""`introduce`."""

from pathlib import Path

import pytest

from tests.command_line import begun, done, hash_of, keepwarm, refused

AT = ("--at", "2026-11-22T09:00")
FIRST, SECOND = "Zenobia Quillfeather", "Thaddeus Brambleworth"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with two people in it."""
    book = begun(tmp_path)
    done(book, "add", FIRST, "zenobia@quill.example")
    done(book, "add", SECOND, "thad@bramble.example")
    return book


def test_two_are_introduced_from_the_idea_to_the_outcome(book: Path) -> None:
    begun_with = done(book, "introduce", "two", "zenobia", "thaddeus", "--about", "old maps", *AT).out
    assert f"To {FIRST}, by e-mail: “{FIRST}, I know somebody whom you might like to meet." in begun_with
    assert "ask-one            I have asked Zenobia Quillfeather" in begun_with
    for move in ("ask-one", "yes-one", "ask-other"):
        done(book, "introduce", "move", "zenobia", move, *AT)
    shown = done(book, "introduce", "show", "thaddeus", "--json", *AT).data
    assert (shown["state"], shown["may_come_next"][0]) == ("agreed by one", "yes-other")
    assert not [name for name in FIRST.split() if name in shown["texts"][0]["text"]]
    done(book, "introduce", "move", "zenobia", "yes-other", *AT)
    assert "You reach them here: thad@bramble.example" in done(book, "introduce", "show", "zenobia", *AT).out
    done(book, "introduce", "move", "zenobia", "made", "--on", "2026-11-20", *AT)
    ended = done(book, "introduce", "move", "zenobia", "outcome", "--outcome", "goes on", *AT).out
    assert ended == f"{FIRST} and {SECOND}: it goes on.\n"
    (one,) = done(book, "introduce", "list", "--json", *AT).data
    assert (one["made_on"], one["ended_on"], one["due"]) == ("2026-11-20", "2026-11-22", None)
    assert "an introduction to Thaddeus Brambleworth" in done(book, "favours", "zenobia", *AT).out


def test_an_introducer_is_asked_after_a_plain_word_and_not_now_comes_back(book: Path) -> None:
    done(book, "introduce", "me", "zenobia", "thaddeus", "--about", "maps", "--why", "I draw them", *AT)
    before = hash_of(book)
    answer = keepwarm(book, "introduce", "move", "thaddeus", "ask-introducer", *AT)
    assert answer.code == 1
    assert "you have not helped them yet" in answer.err
    assert hash_of(book) == before
    done(book, "introduce", "move", "thaddeus", "ask-introducer", "--anyway", *AT)
    rests = done(book, "introduce", "move", "thaddeus", "later-introducer", "--until", "2026-12-20", *AT).out
    assert "rests until 2026-12-20" in rests
    later = ("--at", "2026-12-20T09:00")
    assert f"Ask {SECOND} again" in done(book, "introduce", "list", *later).out
    assert "'made' cannot come next; what can is: ask-introducer" in refused(
        book, "introduce", "move", "thaddeus", "made", *later
    )


def test_one_that_was_given_is_worded_thanked_for_and_told(book: Path) -> None:
    given = done(book, "introduce", "given", "zenobia", "thaddeus", "--on", "yesterday", *AT).out
    assert f"thank you for introducing me to {FIRST}" in given
    done(book, "introduce", "words", "zenobia", "--about", "a map of the moon", *AT)
    assert "a map of the moon" in done(book, "introduce", "show", "zenobia", "--with", "thaddeus", *AT).out
    for move in (["thank-introducer"], ["outcome", "--outcome", "nothing"], ["tell-introducer"]):
        done(book, "introduce", "move", "zenobia", *move, *AT)
    assert "No introduction of them is open" in refused(book, "introduce", "show", "zenobia", *AT)


def test_words_that_tell_who_is_meant_are_refused_and_an_empty_list_says_how_to_begin(book: Path) -> None:
    assert "keepwarm introduce two" in done(book, "introduce", "list", *AT).out
    sentence = refused(book, "introduce", "two", "zenobia", "thaddeus", "--about", "meet Thaddeus", *AT)
    assert sentence == (
        "“Thaddeus” would tell who is meant, or how to reach them, before both said yes; "
        "write it so that nobody can be known by it."
    )

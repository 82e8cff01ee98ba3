"""`give`, `ask`, `favour`, `favours`, `need`, `offer`, `help-now`."""

from pathlib import Path

import pytest

from tests.command_line import begun, done, hash_of, keepwarm, refused

WORD = "As far as your book knows, you have not helped them yet."


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with Ada in it."""
    book = begun(tmp_path)
    done(book, "add", "Ada Lovelace", "ada@example.org")
    return book


def connect(book: Path) -> None:
    """Make Ada a connection: talks by phone, each side was the first once."""
    at = ("--at", "2026-11-20T12:00")
    for on, who in (("2026-08-01", "--out"), ("2026-08-02", ""), ("2026-09-01", "--in"), ("2026-09-02", "")):
        done(book, "log", "ada", "--by", "call", "--on", on, *filter(None, (who,)), *at)


def test_a_give_begins_with_the_question_and_goes_its_way(book: Path) -> None:
    answer = done(book, "give", "ada", "the mechanic's number")
    assert answer.out == "Noted: for Ada Lovelace, an idea.\n"
    assert (
        "“I thought of something for you: the mechanic's number. Would that be of value to you?”"
        in answer.err
    )
    offered = done(book, "favour", "ada", "MECHANIC", "offered")
    assert offered.out == "Ada Lovelace, the mechanic's number: you asked whether they want it.\n"
    assert done(book, "favour", "ada", "mechanic", "wanted").err == ""
    assert done(book, "favour", "ada", "mechanic", "done").err == ""
    sentence = refused(book, "favour", "ada", "mechanic", "offered")
    assert sentence == "“the mechanic's number” is done, and cannot become offered from there."


def test_a_give_that_was_not_asked_about_says_so(book: Path) -> None:
    words = "You did it without asking whether it would be of value to them; how was it taken?"
    assert words in done(book, "give", "ada", "a book", "--state", "done").err
    done(book, "give", "ada", "a lift")
    assert words in done(book, "favour", "ada", "lift", "done").err


def test_an_ask_too_early_gets_a_word_and_is_kept_only_anyway(book: Path) -> None:
    before = hash_of(book)
    answer = keepwarm(book, "ask", "ada", "advice")
    assert (answer.code, answer.out) == (1, "")
    assert WORD in answer.err
    assert "say it again with --anyway" in answer.err
    assert hash_of(book) == before
    assert done(book, "ask", "ada", "advice", "--anyway").out == "Noted: Ada Lovelace, asked.\n"
    done(book, "ask", "ada", "a name", "--state", "idea")
    answer = keepwarm(book, "favour", "ada", "a name", "asked")
    assert answer.code == 1
    assert "You asked them today: advice." in answer.err
    assert done(book, "favour", "ada", "a name", "asked", "--anyway").code == 0


def test_the_ledger_says_what_was_last_and_what_is_open(book: Path) -> None:
    at = ("--at", "2026-11-22T09:00")
    assert "You have asked nobody for help this quarter." in done(book, "favours", *at).out
    assert "Nothing is noted yet" in done(book, "favours", "ada", *at).out
    done(book, "give", "ada", "a book", "--state", "done", "--on", "2026-11-01", *at)
    done(book, "ask", "ada", "advice", "--state", "done", "--on", "2026-11-10", *at)
    done(book, "give", "ada", "a loan", "--money", *at)
    done(book, "give", "ada", "a lift", *at)
    said = done(book, "favours", *at).out
    assert said.startswith("You asked for help once this quarter; 1 said yes.\n")
    assert "You last helped Ada Lovelace 3 weeks ago: a book.\n" in said
    assert "You last asked Ada Lovelace 12 days ago: advice.\n" in said
    assert said.index("a lift") < said.index("a loan")
    assert "To thank for\n  Ada Lovelace: advice" in said
    theirs = done(book, "favours", "ada", *at).out
    assert "  They for you: advice (they did it, 12 days ago)\n" in theirs


def test_both_readings_come_as_data(book: Path) -> None:
    done(book, "give", "ada", "a book", "--state", "done")
    done(book, "need", "ada", "a flat")
    whole, one = done(book, "favours", "--json").data, done(book, "favours", "ada", "--json").data
    assert whole["asks"] == {"made": 0, "agreed": 0, "waiting": 0}
    assert whole["last_give"]["text"] == "a book"
    assert [line["text"] for line in whole["needs"]] == ["a flat"]
    assert one["lines"][0]["may_become"] == ["thanked"]
    assert one["lines"][0]["state"] == "done"


def test_a_line_is_taken_out_and_brought_back(book: Path) -> None:
    done(book, "give", "ada", "a book")
    before = hash_of(book)
    assert done(book, "favour", "ada", "book", "forgotten").out == "Ada Lovelace, a book: taken out.\n"
    assert "No give or ask with Ada Lovelace says 'book'" in refused(book, "favour", "ada", "book", "done")
    done(book, "undo")
    assert hash_of(book) == before


@pytest.mark.parametrize("kind", ["need", "offer"])
def test_needs_and_offers_are_noted_listed_met_and_taken_out(book: Path, kind: str) -> None:
    begins = {"need": "Noted: Ada Lovelace is looking for", "offer": "Noted: Ada Lovelace can provide"}[kind]
    assert done(book, kind).out == "Nothing is noted yet.\n"
    assert done(book, kind, "ada", "a piano teacher").out == f"{begins} a piano teacher.\n"
    assert done(book, kind).out == "Ada Lovelace: a piano teacher (today)\n"
    assert "It is noted already" in refused(book, kind, "ada", "A piano teacher")
    done(book, kind, "ada", "piano", "--met")
    assert done(book, kind).out == "Nothing is noted yet.\n"
    word = {"need": "found", "offer": "no more"}[kind]
    assert done(book, kind, "ada").out == f"Ada Lovelace: a piano teacher (today; {word} today)\n"
    (line,) = done(book, kind, "ada", "--json").data
    assert (line["person"], line["text"], line["met_on"] is None) == (
        "Ada Lovelace",
        "a piano teacher",
        False,
    )
    done(book, kind, "ada", "piano", "--forget")
    assert done(book, kind, "ada").out == "Nothing is noted yet.\n"
    assert f"No {kind} of Ada Lovelace says 'piano'" in refused(book, kind, "ada", "piano", "--met")


def test_help_now_turns_the_words_before_asks_off_and_lists_whom_to_ask(book: Path) -> None:
    at = ("--at", "2026-11-20T12:00")
    assert "nobody in your book yet" in done(book, "help-now", *at).out
    connect(book)
    done(book, "give", "ada", "a book", *at)
    answer = done(book, "help-now", "a flat in May", "--until", "in 6 weeks", *at)
    assert "You need help until 2027-01-01." in answer.err
    assert "I am looking for a flat in May, and thought of you. Could you help" in answer.out
    assert "You had this in mind for them: a book." in answer.out
    assert done(book, "ask", "ada", "a flat", *at).code == 0
    assert done(book, "help-now", "--json", *at).data == {"until": "2027-01-01", "people": []}
    done(book, "help-now", "--off", *at)
    assert done(book, "help-now", "--json", *at).data["until"] is None
    assert keepwarm(book, "ask", "ada", "more", *at).code == 1
    assert "choose one of the next 180 days" in refused(book, "help-now", "--until", "2029-01-01", *at)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("give", "ada", " "), "Nothing is written down yet"),
        (("give", "ada", "a book", "--on", "soon"), "'soon' names no day"),
        (("give", "ada", "a book", "--on", "2200-01-01"), "is not here yet"),
        (("ask", "nobody", "a book"), "nobody"),
        (("need", "ada", " "), "Nothing is written down yet"),
        (("help-now", "--until", "soon"), "'soon' names no day"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(book: Path, words: tuple[str, ...], sentence: str) -> None:
    before = hash_of(book)
    assert sentence in refused(book, *words)
    assert hash_of(book) == before

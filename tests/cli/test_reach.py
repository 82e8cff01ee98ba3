"""`reach`, `prefer`, `channels`: how somebody likes to be reached, and the owner's own ways."""

from pathlib import Path

import pytest

from tests.command_line import begun, done, hash_of, keepwarm, refused


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A new book with somebody in it."""
    book = begun(tmp_path)
    done(book, "add", "Ada Lovelace", "ada@example.org", "+44 20 7946 0018")
    return book


def test_where_nothing_is_told_the_next_step_is_to_ask(book: Path) -> None:
    said = done(book, "reach", "ada").out
    assert "1. by text" in said
    assert "(nothing known yet)" in said
    assert "Next: ask how they like to be reached." in said


def test_what_they_said_is_written_down_followed_and_taken_out(book: Path) -> None:
    empty = hash_of(book)
    wrote = done(
        book, "prefer", "ada", "text", "--never", "email", "--hours", "mon-fri 18:00-20:00",
        "--words", "evenings are best", "--said-at", "at the fair", "--said-on", "2026-11-20",
        "--zone", "Europe/Lisbon",
    )  # fmt: skip
    assert wrote.out == "Noted how Ada Lovelace likes to be reached.\n"
    said = done(book, "reach", "ada", "--for", "ask", "--at", "2026-11-24T09:00").out
    assert "By text, weekdays, 18:00 to 20:00 (told 4 days ago, at the fair: “evenings are best”)" in said
    assert "Never by e-mail" in said
    assert "1. by text  +44 20 7946 0018   (they told you)" in said
    assert "so ask there: may I ring you?" in said
    assert "the time they named begins today at 18:00" in said
    done(book, "prefer", "ada", "--forget", "email", "--forget", "text", "--zone", "")
    assert "Never" not in done(book, "reach", "ada").out
    done(book, "undo")
    done(book, "undo")
    done(book, "undo")
    assert hash_of(book) == empty


def test_hours_and_wishes_are_understood_in_plain_words(book: Path) -> None:
    done(book, "prefer", "ada", "call", "--hours", "9pm to 8am")
    assert "By phone, every day, 21:00 to 8:00" in done(book, "reach", "ada").out
    done(book, "prefer", "ada", "--words", "text me, weekdays after six, never call")
    said = done(book, "reach", "ada").out
    assert "By text, weekdays, 18:00 to 24:00" in said
    assert "Never by phone" in said


def test_a_purpose_is_named_in_the_words_of_the_page_too(book: Path) -> None:
    words = done(book, "reach", "ada", "--for", "Ask for something").out
    assert words == done(book, "reach", "ada", "--for", "ask").out
    assert "'tell them something'" in " ".join(done(book, "reach", "--help").out.split())


def test_after_a_no_that_is_said_first_and_nothing_is_ranked(book: Path) -> None:
    done(book, "prefer", "ada", "text")
    done(book, "wish", "ada", "no")
    said = done(book, "reach", "ada").out
    assert said == "Ada Lovelace\n    They would rather not stay in touch; a no is kept.\n"
    assert done(book, "reach", "ada", "--json").data["channels"] == []


def test_the_ranking_as_json_has_its_shape(book: Path) -> None:
    done(book, "prefer", "ada", "text", "--for", "ask", "--for", "inform")
    data = done(book, "reach", "ada", "--for", "ask", "--json").data
    assert list(data) == [
        "person", "id", "for", "told", "time_zone", "channels", "remarks", "rests_until", "ask",
    ]  # fmt: skip
    assert list(data["told"][0]) == [
        "channel", "never", "rank", "known_by", "purposes", "hours", "said_on", "said_at", "words",
    ]  # fmt: skip
    assert data["told"][0]["purposes"] == ["ask", "inform"]
    first = data["channels"][0]
    assert list(first) == [
        "channel", "known_by", "reason", "remarks", "asks_for", "from", "handles", "first_line", "link",
        "words",
    ]  # fmt: skip
    assert (first["channel"], first["known_by"], first["asks_for"]) == ("text", "told", "call")
    assert first["reason"] == {"code": "channel_told", "channel": "text"}
    assert first["link"].startswith("sms:+442079460018?body=Hello%20Ada")
    assert (data["for"], data["ask"]) == ("ask", None)


def test_the_owners_own_ways_are_said_and_changed(book: Path) -> None:
    assert "How do you like to be reached" in done(book, "channels").out
    changed = done(book, "channels", "--unused", "social", "--unused", "text", "--asking", "How?").out
    assert changed.startswith("You do not use: social, text.\nYou ask: “How?”\n")
    assert "by text" not in done(book, "reach", "ada").out
    assert done(book, "channels", "--used", "text", "--json").data == {
        "unused": ["social"],
        "asking": "How?",
        "habit": None,
    }


def test_one_channel_for_everybody_is_said_with_its_figures(book: Path) -> None:
    for number in range(5):
        done(book, "add", f"Person {number}")
        for day in range(1, 6):
            done(book, "log", f"Person {number}", "--by", "email", "--on", f"2026-11-{day:02}")
    done(book, "log", "Person 0", "--by", "call", "--on", "2026-10-01")
    said = done(book, "channels").out
    assert "Of your last 26 conversations 25 were by e-mail, with 5 people" in said
    assert "; 1 of them has been in touch by phone." in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["prefer", "ada"], "Say by which channel"),
        (["prefer", "ada", "call", "--hours", "whenever"], "'whenever' are no hours of a week"),
        (["prefer", "ada", "call", "--never", "call"], "call cannot be liked and never at once"),
        (["prefer", "ada", "call", "--zone", "Lisbon"], "is no time zone; write one like Europe/Lisbon"),
        (["prefer", "ada", "--forget", "post"], "Nothing is written down of Ada Lovelace and post"),
        (["prefer", "ada", "--forget", "post", "call"], "Nothing is written down"),
        (["reach", "grace"], "Nobody in your book is called 'grace'"),
        (
            ["channels", *(word for one in ("in-person", "video", "call", "text", "chat", "email", "social",
                                            "post") for word in ("--unused", one))],
            "leave one that you use",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence_and_changes_nothing(
    book: Path, words: list[str], sentence: str
) -> None:
    before = hash_of(book)
    assert sentence in refused(book, *words)
    assert hash_of(book) == before


def test_a_purpose_or_channel_that_is_none_is_not_understood(book: Path) -> None:
    assert keepwarm(book, "reach", "ada", "--for", "fun").code == 2
    assert keepwarm(book, "prefer", "ada", "pigeon").code == 2

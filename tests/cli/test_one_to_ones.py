"""`one-to-one` and `profile`."""

from pathlib import Path

import icalendar
import pytest

from tests.command_line import begun, done, hash_of, refused

AT = ("--at", "2026-11-22T09:00")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with Ada in it."""
    book = begun(tmp_path, zone="Europe/Berlin")
    done(book, "add", "Ada Lovelace", "ada@example.org")
    return book


def test_a_one_to_one_is_planned_agreed_moved_and_held(book: Path, tmp_path: Path) -> None:
    planned = done(book, "one-to-one", "plan", "ada", "--format", "walk", *AT)
    assert planned.out == "Thought of: a one-to-one with Ada Lovelace, a walk.\n"
    assert done(book, "one-to-one", "asked", "ada", *AT).out == "Ada Lovelace: asked, no answer yet.\n"
    agreed = done(book, "one-to-one", "agree", "ada", "tuesday", "10:00", "--place", "the lake", *AT)
    assert agreed.out == "Ada Lovelace: agreed, Tue 24 Nov, 10:00.\n"
    assert "one-to-one at 10:00, a walk, the lake" in done(book, "show", "ada", *AT).out
    moved = done(book, "one-to-one", "move", "ada", "2026-11-25", "6pm", "--by", "them", *AT)
    assert moved.out == "Ada Lovelace: agreed, Wed 25 Nov, 18:00 (moved once, by them).\n"
    file = tmp_path / "ada.ics"
    said = done(book, "one-to-one", "invitation", "ada", file, *AT)
    assert said.out == f"The invitation is in {file}; send it to ada@example.org yourself.\n"
    (event,) = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert (int(event["SEQUENCE"]), str(event["LOCATION"])) == (1, "the lake")
    assert event["DTSTART"].dt.isoformat() == "2026-11-25T17:00:00+00:00"
    assert "--overwrite" in refused(book, "one-to-one", "invitation", "ada", file, *AT)
    later = ("--at", "2026-11-25T19:30")
    held = ("--send", "schools", "--says-i-do", "frames pictures", "--promise", "the list by friday")
    done(book, "one-to-one", "held", "ada", *held, "--next", "a call on 2026-12-20", *later)
    shown = done(book, "show", "ada", *later).out
    for words in ("schools", "frames pictures", "the list", "a call"):
        assert words in shown
    page = done(book, "one-to-one", "list", "--json", *later).data
    assert [(one["state"], one["moved_by_them"]) for one in page["one_to_ones"]] == [("held", 1)]
    assert "no time to invite to" in refused(book, "one-to-one", "invitation", "ada", "-", *later)
    assert "no time to invite to" in refused(book, "one-to-one", "invitation", "ada", "-", *later)


def test_a_full_week_is_said_before_one_more_is_agreed(book: Path) -> None:
    done(book, "profile", "--one-to-ones-a-week", "1", *AT)
    done(book, "add", "Bo Li")
    done(book, "one-to-one", "plan", "ada", *AT)
    done(book, "one-to-one", "plan", "bo", *AT)
    done(book, "one-to-one", "agree", "ada", "2026-11-24", "10", *AT)
    before = hash_of(book)
    sentence = refused(book, "one-to-one", "agree", "bo", "2026-11-26", "10", *AT)
    assert sentence == (
        "1 one-to-one is in that week already, and it has room for 1. "
        "The next week with room begins in 8 days. Say it again with --anyway, or choose another day."
    )
    assert hash_of(book) == before
    done(book, "one-to-one", "agree", "bo", "2026-11-26", "10", "--anyway", *AT)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("agree", "ada", "soon", "10:00"), "'soon' names no day"),
        (("agree", "ada", "tomorrow", "25:00"), "'25:00' is no time of day"),
        (("agree", "ada", "2026-11-20", "10:00"), "is no time that comes"),
        (("agree", "ada", "tomorrow", "10:00", "--minutes", "0"), "0 minutes is no length"),
        (("move", "ada", "tomorrow", "10:00", "--by", "me"), "it is an idea"),
        (("cancel", "ada", "--because", "no"), "nobody was asked yet"),
        (("plan", "ada"), "is planned already"),
        (("invitation", "ada", "-"), "no time to invite to yet"),
        (("asked", "bo"), "No one-to-one with Bo Li is planned"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_nothing_is_written(
    book: Path, words: tuple[str, ...], sentence: str
) -> None:
    done(book, "add", "Bo Li")
    done(book, "one-to-one", "plan", "ada", *AT)
    before = hash_of(book)
    assert sentence in refused(book, "one-to-one", *words, *AT)
    assert hash_of(book) == before


def test_the_agenda_has_two_halves_and_says_which_lines_they_see(book: Path) -> None:
    done(book, "one-to-one", "plan", "ada", *AT)
    first = done(book, "one-to-one", "agenda", "ada", "--json", *AT).data
    assert {"text": "What are you working towards at the moment?", "sent": False} in first["mine"]
    ways = ("--show", "Her bees", "--add", "My shop", "--theirs", "a flat", "--drop", "working towards")
    shown = done(book, "one-to-one", "agenda", "ada", *ways, *AT).out
    assert "  Her bees (they see it)\n" in shown
    assert "  My shop\n" in shown
    assert shown.endswith("Theirs\n  a flat\n")
    assert "working towards" not in shown


def test_the_profile_is_kept_shown_and_written_as_a_text(book: Path) -> None:
    before = hash_of(book)
    said = ("--does", "I frame pictures", "--send-me", "bare walls\nnew offices", "--goals", "a shop")
    done(book, "profile", *said)
    assert done(book, "profile", "--text").out == (
        "Me\n\nWhat I do: I frame pictures\n\nWhom to send to me:\n- bare walls\n- new offices\n"
    )
    data = done(book, "profile", "--json").data
    assert (data["goals"], data["one_to_ones_a_week"], data["pitch"]) == ("a shop", 2, "")
    assert "One-to-ones a week: 2" in done(book, "profile").out
    assert "no number of one-to-ones" in refused(book, "profile", "--one-to-ones-a-week", "many")
    done(book, "undo")
    assert hash_of(book) == before

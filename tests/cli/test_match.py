"""`keepwarm match`: who may have what somebody looks for, and the words that mean the same."""

import json
from pathlib import Path

import pytest

from tests.command_line import begun, done, refused


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with a need, and an offer that meets it."""
    book = begun(tmp_path)
    for name in ("Rosa", "Nuno"):
        done(book, "add", name)
    done(book, "need", "Rosa", "a piano teacher")
    done(book, "offer", "Nuno", "piano lessons for beginners")
    return book


def test_a_need_is_named_with_who_may_meet_it_and_why(book: Path) -> None:
    assert done(book, "match").out == (
        "Rosa is looking for: a piano teacher (today)\n"
        "  Nuno may have it: piano lessons for beginners "
        "(both say piano; teacher means the same as lessons)\n"
    )
    (found,) = json.loads(done(book, "match", "nuno", "--json").out)
    assert (found["need"]["person"], found["offer"]["person"]) == ("Rosa", "Nuno")
    assert (found["both"], found["same"], found["near"]) == (["piano"], [["teacher", "lessons"]], [])
    assert 0.5 <= found["share"] < 1.0


def test_the_words_are_written_changed_and_brought_back(book: Path, tmp_path: Path) -> None:
    usual = done(book, "match", "--words").out
    assert "lawyer, attorney, solicitor" in usual
    table = tmp_path / "words.txt"
    table.write_text("vet, doctor\n", encoding="utf-8")
    done(book, "match", "--use-words", str(table))
    assert done(book, "match", "--words").out == "vet, doctor\n"
    assert "Nobody in your book" in done(book, "match").out
    done(book, "match", "--usual-words")
    assert done(book, "match", "--words").out == usual
    table.write_text("vet\n", encoding="utf-8")
    assert "Line 1 has one word only (vet)" in refused(book, "match", "--use-words", str(table))
    assert "could not be read" in refused(book, "match", "--use-words", str(tmp_path / "none.txt"))

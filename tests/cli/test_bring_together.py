"""`keepwarm bring-together`: the few pairs with why, left and brought back; and matches that are left."""

import json
import sys
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
    done(book, "offer", "Nuno", "piano lessons")
    return book


def test_a_pair_is_named_with_why_left_listed_and_brought_back(book: Path) -> None:
    assert done(book, "bring-together").out == (
        "Rosa and Nuno\n"
        "  Rosa is looking for: a piano teacher\n"
        "  Nuno can provide: piano lessons\n"
        "    (both say piano; teacher means the same as lessons)\n"
    )
    ((found),) = json.loads(done(book, "bring-together", "--json").out)
    assert found.keys() == {"about", "meets"}
    ((meet),) = found["meets"]
    assert (found["about"], meet["one"]["says"], meet["other"]["person"]) == (
        "a piano teacher",
        "need",
        "Nuno",
    )
    assert (
        done(book, "bring-together", "--leave", "nuno", "rosa").out == "Nuno and Rosa are left as they are.\n"
    )
    assert "were left already" in done(book, "bring-together", "--leave", "rosa", "nuno").out
    assert "Nobody just now" in done(book, "bring-together").out
    assert done(book, "bring-together", "--left").out == "Nuno and Rosa\n"
    (left,) = json.loads(done(book, "bring-together", "--left", "--json").out)
    assert (left["person"], left["other"], left["about"]) == ("Nuno", "Rosa", "")
    done(book, "bring-together", "--back", "rosa", "nuno")
    assert done(book, "bring-together", "--left").out == "Nobody is left as they are.\n"
    assert "Rosa and Nuno" in done(book, "bring-together").out
    assert "are not left" in refused(book, "bring-together", "--back", "rosa", "nuno")
    assert "name two" in refused(book, "bring-together", "--leave", "rosa", "rosa")


def test_an_empty_book_says_what_to_write_down_first(tmp_path: Path) -> None:
    assert "keepwarm need, keepwarm offer" in done(begun(tmp_path), "bring-together").out


def test_a_match_is_left_for_this_need_alone_and_of_the_owner_too(book: Path) -> None:
    done(book, "profile", "--does", "piano teacher")
    assert (
        "Rosa and you are left as they are: a piano teacher."
        in done(book, "match", "rosa", "--leave", "me").out
    )
    assert "You may have it" not in done(book, "match").out
    done(book, "match", "rosa", "--leave", "nuno")
    assert "Nobody in your book" in done(book, "match").out
    assert done(book, "bring-together", "--left").out == (
        "Rosa and Nuno, not for: a piano teacher\nRosa and you, not for: a piano teacher\n"
    )
    done(book, "bring-together", "--back", "rosa", "me")
    assert "You may have it" in done(book, "match").out


def test_what_i_look_for_myself_is_found_in_other_words(book: Path) -> None:
    assert done(book, "match", "--for", "ein Klavierlehrer, or lessons on a piano").out.startswith("Nuno: ")
    assert done(book, "match", "--for", "a plumber").out == "Nobody in your book is known to offer this.\n"


def test_a_program_that_fails_is_said_and_the_words_are_looked_at(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEEPWARM_EMBEDDER", f"{sys.executable} -c 'raise SystemExit(3)'")
    for words in (("match",), ("bring-together",), ("help-now", "a piano")):
        ran = done(book, *words)
        assert "ended with code 3" in ran.err
        assert "Nobody in your book is known" not in ran.out

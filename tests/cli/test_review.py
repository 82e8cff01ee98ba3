"""`duplicates`, `merge` and `apart`, as somebody types them."""

from pathlib import Path
from typing import Any

import pytest

from tests.books import address_book, card
from tests.command_line import begun, done, hash_of, keepwarm, refused


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return begun(tmp_path)


def two(book: Path) -> tuple[str, str]:
    """Two who may be one, and their ids."""
    done(book, "add", "Robert Hathersage", "robert@example.org", "--organization", "Baker and Daughters")
    done(book, "add", "Bob Hathersage", "bob@example.org", "--organization", "Mill & Sons")
    people = {one["person"]: one["id"] for one in done(book, "people", "--json").data}
    return people["Robert Hathersage"], people["Bob Hathersage"]


def pairs(book: Path, *words: str) -> Any:
    return done(book, "duplicates", "--json", *words).data


def test_who_may_be_one_is_listed_with_words_and_reasons(book: Path) -> None:
    robert, bob = two(book)
    assert "Nobody seems to be there twice." in done(book, "duplicates").out
    (pair,) = pairs(book, "--look")
    assert {pair["id"], pair["other_id"]} == {robert, bob}
    assert {pair["person"], pair["other"]} == {"Robert Hathersage", "Bob Hathersage"}
    assert pair["likeness"] in {"possible", "likely", "very likely"}
    assert 0.25 <= pair["score"] < 0.99
    assert "short_form" in {reason["code"] for reason in pair["reasons"]}
    said = done(book, "duplicates")
    assert f"Robert Hathersage ({robert})" in said.out
    assert f"  {pair['likeness']}: " in said.out
    assert "keepwarm merge" in said.err


def test_two_are_joined_and_one_shows_what_was_taken_and_undo_makes_them_two(book: Path) -> None:
    robert, bob = two(book)
    before = hash_of(book)
    said = done(book, "merge", robert, bob, "--take", "organization").out
    assert said == "Robert Hathersage is one person now: 1 address came together.\n"
    (one,) = done(book, "people", "--json").data
    assert (one["person"], one["id"], one["organization"]) == ("Robert Hathersage", robert, "Mill & Sons")
    shown = done(book, "show", robert).out
    assert "robert@example.org" in shown
    assert "bob@example.org" in shown
    assert done(book, "journal", "--json").data[0]["about"] == "Robert Hathersage and Bob Hathersage"
    done(book, "undo")
    assert hash_of(book) == before


def test_two_who_were_told_apart_are_not_proposed_again_until_that_is_undone(book: Path) -> None:
    robert, bob = two(book)
    assert done(book, "apart", robert, bob).out == "Robert Hathersage and Bob Hathersage are two people.\n"
    assert pairs(book, "--look") == []
    assert done(book, "apart", bob, robert).out.endswith("are two people, as you said before.\n")
    done(book, "undo")
    assert len(pairs(book)) == 1


def test_those_as_good_as_certain_are_joined_as_one(book: Path, tmp_path: Path) -> None:
    for name in ("Ada Birdwhistle", "Cem Knatchbull"):
        for spelling in (name, name.upper()):
            done(book, "add", spelling, f"{name.split()[1].lower()}@example.org")
    before = hash_of(book)
    joined = done(book, "duplicates", "--look", "--join-certain")
    assert "Joined: 2 people into others." in joined.err
    assert len(done(book, "people", "--json").data) == 2
    assert done(book, "duplicates", "--join-certain").out == "Nobody seems to be there twice.\n"
    done(book, "undo")
    assert hash_of(book) == before


def test_an_import_says_who_is_perhaps_somebody_you_have(book: Path, tmp_path: Path) -> None:
    done(book, "add", "Robert Hathersage", "--organization", "Mill & Sons")
    cards = address_book(tmp_path, card("Bob Hathersage", "ORG:Mill & Sons", "EMAIL:bob@example.org"))
    (item,) = done(book, "import", cards, "--dry-run", "--json").data
    assert item["fate"] == "unsure"
    assert 0.25 <= item["score"] < 0.99
    assert "short for the other" in item["reason"] or "organization" in item["reason"]
    assert "1 item perhaps somebody you have" in done(book, "import", cards).out
    assert len(pairs(book)) == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("merge", "Robert", "Robert"),
            "Robert Hathersage cannot be joined with themself; name somebody else.",
        ),
        (("apart", "Bob", "Bob"), "Bob Hathersage cannot be told apart from themself; name somebody else."),
    ],
)
def test_one_and_the_same_is_refused_in_a_sentence(book: Path, words: tuple[str, ...], sentence: str) -> None:
    two(book)
    assert refused(book, *words) == sentence


def test_a_field_of_which_nobody_is_asked_is_not_understood(book: Path) -> None:
    two(book)
    answer = keepwarm(book, "merge", "Robert", "Bob", "--take", "shoes")
    assert (answer.code, answer.out) == (2, "")
    assert "organization" in answer.err

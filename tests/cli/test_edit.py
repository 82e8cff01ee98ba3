"""`keepwarm edit`, `relate`, `choose`, and what `show` says after them."""

from pathlib import Path

import pytest

from tests.books import address_book, card
from tests.command_line import begun, done, hash_of, refused

ADA = card("Ada Lovelace", "ORG:Acme", "EMAIL:ada@example.org", "TEL:+44 20 7946 0018", "CATEGORIES:Friends")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book that lives in London, with Ada in it."""
    folder = tmp_path / "folder"
    folder.mkdir()
    book = begun(folder, zone="Europe/London")
    done(book, "import", address_book(tmp_path, ADA))
    return book


def test_somebody_is_edited_in_one_command_and_shown_so(book: Path) -> None:
    words = (
        "--name", "Ada King", "--family", "King", "--nickname", "Countess", "--organization", "Beta",
        "--title", "Head", "--birthday", "--12-10", "--note", "Met at sea.", "--tag", "Science",
        "--untag", "friends", "--add-handle", "ada@king.example", "--remove-handle", "ada@example.org",
    )  # fmt: skip
    before = hash_of(book)
    assert done(book, "edit", "ada", *words).out == "Edited: Ada King.\n"
    shown = done(book, "show", "ada").out
    for line in (
        "Ada King, Head, Beta", "Also: Countess", "Birthday: --12-10", "Tags: Science", "Met at sea.",
        "  020 7946 0018", "  ada@king.example",
    ):  # fmt: skip
        assert f"{line}\n" in shown
    assert "ada@example.org" not in shown
    assert done(book, "edit", "ada", "--title", "Head").out == "It says so already: Ada King.\n"
    assert "edited Ada Lovelace" in done(book, "undo").out
    assert hash_of(book) == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--name", " "), "cannot be without a name"),
        (("--birthday", "soon"), "is no birthday"),
        (("--add-handle", "no way"), "is no e-mail address, phone number"),
        (("--remove-handle", "zz"), "has no address 'zz'; there is ada@example.org"),
        (("--remove-handle", "a"), "fits"),
        (("--untag", "choir"), "has no tag 'choir'; there is Friends."),
    ],
)
def test_what_cannot_be_edited_is_said_and_nothing_changed(
    book: Path, words: tuple[str, ...], sentence: str
) -> None:
    done(book, "edit", "ada", "--add-handle", "bada@example.com")
    before = hash_of(book)
    assert sentence in refused(book, "edit", "ada lovelace", *words)
    assert hash_of(book) == before


def test_people_are_related_and_shown_from_both_sides(book: Path) -> None:
    done(book, "add", "Mary Somerville")
    said = done(book, "relate", "ada", "mary", "introduced-by").out
    assert said == "Ada Lovelace, introduced by: Mary Somerville.\n"
    done(book, "relate", "ada", "William King", "spouse", "--label", "since 1835")
    shown = done(book, "show", "ada").out
    assert "Introduced by: Mary Somerville\n" in shown
    assert "Spouse: William King (since 1835)\n" in shown
    assert "Introduced: Ada Lovelace\n" in done(book, "show", "mary").out
    assert "Standing: known by relation\n" in done(book, "show", "william").out
    listed = [line["person"] for line in done(book, "people", "--json").data]
    assert listed == ["Ada Lovelace", "Mary Somerville"]
    new = done(book, "relate", "mary", "Ada Lovelace", "friend", "--new")
    assert new.out == "Mary Somerville, friend: Ada Lovelace.\n"
    assert len(done(book, "people", "--json", "standing:by-relation").data) == 2


def test_two_sources_are_listed_and_decided(book: Path, tmp_path: Path) -> None:
    assert done(book, "choose", "ada").out == "No two sources differ about Ada Lovelace.\n"
    other = card("Ada Lovelace", "EMAIL:ada@example.org", "ORG:Beta", "TITLE:Head")
    done(book, "import", address_book(tmp_path, other, name="b.vcf"))
    assert done(book, "choose", "ada").out == "organization: b.vcf says 'Beta'. You have 'Acme'.\n"
    (question,) = done(book, "choose", "ada", "--json").data
    assert list(question) == ["field", "says", "shown", "source", "at"]
    assert (
        "Two sources differ, organization: b.vcf says Beta; you have Acme." in done(book, "show", "ada").out
    )
    assert "No source says so" in refused(book, "choose", "ada", "organization", "Gamma")
    assert "No two sources differ about title" in refused(book, "choose", "ada", "title")
    kept = done(book, "choose", "ada", "organization", "--keep").out
    assert kept == "Ada Lovelace, organization: Acme.\n"
    done(book, "undo")
    taken = done(book, "choose", "ada", "organization", "beta").out
    assert taken == "Ada Lovelace, organization: Beta.\n"
    assert done(book, "choose", "ada", "--json").data == []


def test_of_several_sources_one_has_to_be_named(book: Path, tmp_path: Path) -> None:
    for name in ("Beta", "Gamma"):
        lines = ("EMAIL:ada@example.org", f"ORG:{name}")
        done(book, "import", address_book(tmp_path, card("Ada Lovelace", *lines), name=f"{name}.vcf"))
    assert "Several sources say something else ('Beta', 'Gamma')" in refused(
        book, "choose", "ada", "organization"
    )
    assert done(book, "choose", "ada", "organization", "gamma").out.endswith(": Gamma.\n")
    assert done(book, "choose", "ada", "--json").data == []


def test_people_are_found_by_a_tag(book: Path) -> None:
    done(book, "add", "Bo")
    assert [line["person"] for line in done(book, "people", "tag:friends", "--json").data] == ["Ada Lovelace"]


def test_all_that_is_known_is_in_the_json_of_show(book: Path) -> None:
    done(book, "relate", "ada", "William King", "spouse")
    said = done(book, "show", "ada", "--json").data
    assert {"origins", "questions", "roles", "tags", "relations", "occasions", "favours"} <= set(said)
    assert said["origins"]["organization"]["source"] == "contacts.vcf"
    assert said["tags"] == ["Friends"]
    assert {name: said["relations"][0][name] for name in ("kind", "person", "source")} == {
        "kind": "spouse",
        "person": "William King",
        "source": "you",
    }
    assert [one["shown"] for one in said["handles"]] == [["ada@example.org"], ["020 7946 0018"]]


@pytest.mark.parametrize(("country", "shown"), [("Germany", "+44 20 7946 0018"), ("gb", "020 7946 0018")])
def test_a_book_begun_with_a_country_shows_numbers_as_there(tmp_path: Path, country: str, shown: str) -> None:
    book = tmp_path / "book"
    done(book, "init", "--name", "Me", "--zone", "UTC", "--country", country)
    done(book, "add", "Ada", "+44 20 7946 0018")
    assert f"  {shown}\n" in done(book, "show", "ada").out


def test_a_country_that_is_none_is_refused_and_no_book_begun(tmp_path: Path) -> None:
    book = tmp_path / "book"
    assert "is no country that is known" in refused(book, "init", "--name", "Me", "--country", "Atlantis")
    assert not book.exists()

"""`export` and `restore` at the command line."""

import json
from pathlib import Path

import pytest

from tests.command_line import beside, done, hash_of, keepwarm, refused


@pytest.fixture
def filled(book: Path) -> Path:
    done(book, "add", "Ada Lovelace", "ada@example.org")
    done(book, "add", "Bob", "bob@example.org")
    return book


@pytest.fixture
def book(tmp_path: Path) -> Path:
    place = tmp_path / "book.keepwarm"
    done(place, "init", "--name", "Me", "--zone", "UTC")
    return place


def test_the_ending_of_the_file_says_its_form(filled: Path, tmp_path: Path) -> None:
    begins = {
        "a.vcf": b"BEGIN:VCARD",
        "a.csv": b"\xef\xbb\xbfKeepwarm id",
        "a.jsonl": b'{"keepwarm"',
        "a.jcard": b'[\n["vcard"',
    }
    for name, head in begins.items():
        assert done(filled, "export", tmp_path / name).out == f"2 people in {tmp_path / name}.\n"
        assert (tmp_path / name).read_bytes().startswith(head)


@pytest.mark.parametrize("name", ["a.json", "a", "-", "a.txt"])
def test_an_ending_that_says_nothing_asks_for_the_form(name: str, filled: Path, tmp_path: Path) -> None:
    answer = keepwarm(filled, "export", name if name == "-" else tmp_path / name)
    assert answer.code == 2
    assert "does not say in what form; pass --format (archive, vcard, vcard3" in " ".join(answer.err.split())


def test_standard_output_takes_the_file_alone(filled: Path) -> None:
    answer = done(filled, "export", "-", "--format", "jscontact")
    assert [one["name"]["full"] for one in json.loads(answer.out)] == ["Ada Lovelace", "Bob"]
    assert answer.err == "2 people.\n"


def test_a_person_or_a_filter_says_who(filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.vcf"
    assert done(filled, "export", out, "--person", "ada lov").out == f"1 person in {out}.\n"
    assert done(filled, "export", out, "--overwrite", "--filter", "bob").out == f"1 person in {out}.\n"
    assert b"bob@example.org" in out.read_bytes()
    assert keepwarm(filled, "export", out, "--person", "ada", "--filter", "bob").code == 2
    assert refused(filled, "export", tmp_path / "no.vcf", "--person", "eve").startswith("Nobody in your book")
    assert refused(filled, "export", tmp_path / "no.jsonl", "--filter", "ada").startswith(
        "An archive is always"
    )
    assert not (tmp_path / "no.vcf").exists()


def test_an_archive_makes_the_book_again(filled: Path, tmp_path: Path) -> None:
    archive, again = tmp_path / "all.jsonl", tmp_path / "again.keepwarm"
    done(filled, "export", archive)
    said = done(again, "restore", archive).out
    assert said.startswith("2 people and ")
    assert f"of the journal are in {again}, with the content of the archive." in said
    assert hash_of(again) == hash_of(filled)
    assert done(again, "undo").out.startswith("Taken back: added Bob")
    assert (
        refused(again, "restore", archive)
        == f"{again} is there already; name a place where there is nothing."
    )
    data = done(tmp_path / "third", "restore", archive, "--json").data
    assert (data["people"], data["hash"]) == (2, hash_of(filled))


def test_what_is_no_archive_makes_no_book(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_text("BEGIN:VCARD\n")
    before = beside(filled)
    sentence = refused(tmp_path / "new", "restore", tmp_path / "a.vcf")
    assert sentence == (
        f"{tmp_path / 'a.vcf'} is no archive of Keepwarm; 'keepwarm export FILE --format archive' makes one."
    )
    assert refused(tmp_path / "new", "restore", tmp_path / "none").endswith(
        "cannot be read: No such file or directory."
    )
    assert beside(filled) == before

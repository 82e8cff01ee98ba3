"""Columns of a table on the command line: shown before anything happens, chosen, remembered."""

from pathlib import Path

import pytest

from tests.books import address_book, card
from tests.command_line import begun, done, hash_of, refused


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A new book in a folder of its own."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return begun(folder)


@pytest.fixture
def friends(tmp_path: Path) -> Path:
    """A table of one, whose second column could be anything."""
    path = tmp_path / "friends.csv"
    path.write_text('Name,"Since, about",Mail,,Mail\nAnn Lee,school,ann@example.org,7,\n', encoding="utf-8")
    return path


def columns(book: Path, friends: Path, *options: str) -> list[str]:
    """What a dry run says of each column."""
    lines = done(book, "import", "--dry-run", friends, *options).out.splitlines()
    return [line.strip() for line in lines if "=" in line]


def test_a_dry_run_shows_what_each_column_is_taken_for(book: Path, friends: Path) -> None:
    before = hash_of(book)

    answer = done(book, "import", "--dry-run", friends)

    assert answer.out.splitlines() == [
        "The columns of friends.csv are taken for:",
        "  Name=name  (Ann Lee)",
        "  Since, about=keep  (school)",
        "  3 (Mail)=email  (ann@example.org)",
        "  4=keep  (7)",
        "  5 (Mail)=email",
        "1 item new",
    ]
    assert "Change it with: --columns" in answer.err
    assert hash_of(book) == before


def test_a_file_that_is_no_unknown_table_shows_no_columns(book: Path, tmp_path: Path) -> None:
    answer = done(book, "import", "--dry-run", address_book(tmp_path, card("Grace")))

    assert answer.out.splitlines() == ["1 item new"]


def test_columns_are_chosen_by_title_or_number_and_remembered_until_undone(book: Path, friends: Path) -> None:
    chosen = ("--columns", '"Since, about=note",4=tags', "--columns", "Mail = keep")

    done(book, "import", friends, *chosen)

    said = [
        "Name=name  (Ann Lee)",
        "Since, about=note  (school)",
        "3 (Mail)=keep  (ann@example.org)",
        "4=tags  (7)",
        "5 (Mail)=keep",
    ]
    assert columns(book, friends) == said
    assert "Since, about: school" in done(book, "show", "ann lee").out
    done(book, "undo")
    assert columns(book, friends)[1] == "Since, about=keep  (school)"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("Fax=phone", " has no column 'Fax'; it has Name, Since, about, 3, 4, 5."),
        ("Name=nme", "'nme' is nothing that a column can mean; write one of name, given, "),
        ("Name", "'Name' names no column; write its title and a meaning, like "),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    book: Path, friends: Path, said: str, sentence: str
) -> None:
    assert sentence in refused(book, "import", friends, "--columns", said)


def test_a_line_break_in_what_is_said_of_columns_is_a_space(book: Path, friends: Path) -> None:
    assert " has no column 'a b'; it has " in refused(book, "import", friends, "--columns", "a\rb=name")
    done(book, "import", friends, "--columns", "4=tags,\r\nMail=keep")
    assert columns(book, friends)[3] == "4=tags  (7)"


def test_columns_of_what_is_no_unknown_table_are_refused(book: Path, tmp_path: Path) -> None:
    path = address_book(tmp_path, card("Grace"))

    assert "--columns is for tables" in refused(book, "import", path, "--columns", "Name=name")
    assert done(book, "people", "--json").data == []

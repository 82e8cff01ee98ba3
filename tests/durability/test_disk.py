"""Disks that fill, folders and files that may not be written, and books that are none.

Each is answered by one sentence with the way out, and leaves the book as it was and nothing beside it.
"""

import ctypes
import errno
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.books import address_book, card
from tests.command_line import (
    Answer,
    answer_of,
    begun,
    beside,
    command,
    done,
    hash_of,
    keepwarm,
    refused,
    the_one_sentence,
)

_NOT_A_BOOK = "is no book of Keepwarm; name another file, or begin one with 'keepwarm init'."
_DROP_FROM_BOUNDS, _OVERRIDE_RIGHTS = 24, 1
"""PR_CAPBSET_DROP and CAP_DAC_OVERRIDE, from linux/prctl.h and linux/capability.h."""

_WITH_FEW_PAGES = """
import sys

from sqlalchemy import Engine, event

from keepwarm.cli.main import main

pages = int(sys.argv.pop(1))


@event.listens_for(Engine, "connect")
def limit(connection, record):
    connection.execute(f"PRAGMA max_page_count={pages}").close()


main()
"""
"""The command, on a disk that has room for so many pages of the book: SQLite itself says that it is full."""


@pytest.fixture
def contacts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An address book that is larger than a new book."""
    cards = (card(f"Person {number}", f"NOTE:{'words ' * 100}{number}") for number in range(800))
    return address_book(tmp_path_factory.mktemp("files"), *cards)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with somebody in it, alone in its folder."""
    folder = tmp_path / "folder"
    folder.mkdir()
    book = begun(folder)
    done(book, "add", "Ada Lovelace")
    return book


def run(prepare: Callable[[], None], book: Path, *words: object) -> Answer:
    """A command in a process of its own, which is first prepared for what is to happen to it."""
    return answer_of(subprocess.run(command(book, *words), capture_output=True, preexec_fn=prepare))


def files_no_larger_than(size: int) -> Callable[[], None]:
    """Prepares a process that can make no file grow beyond this, as on a disk that fills."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def without_the_rights_of_root() -> None:
    """Prepares a process for which the rights of files count, also where the tests run as root."""
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(_DROP_FROM_BOUNDS, _OVERRIDE_RIGHTS, 0, 0, 0):
        raise OSError("root here may not give up its rights over files")


# --- a disk that fills ---


@pytest.mark.parametrize("size", [0, 30_000, 100_000, 300_000, 600_000, 1_000_000])
def test_an_import_that_finds_no_room_changes_nothing_wherever_it_stops(
    size: int, book: Path, contacts: Path
) -> None:
    before = hash_of(book)
    sentence = the_one_sentence(run(files_no_larger_than(size), book, "import", contacts))
    assert "nothing was changed" in sentence
    assert hash_of(book) == before
    assert beside(book) == [book.name]
    done(book, "import", contacts)


def test_a_full_disk_is_named(book: Path, contacts: Path) -> None:
    before = hash_of(book)
    pages = str(book.stat().st_size // 4_096 + 20)
    process = subprocess.run(
        [sys.executable, "-c", _WITH_FEW_PAGES, pages, "--book", str(book), "import", str(contacts)],
        capture_output=True,
    )
    sentence = the_one_sentence(answer_of(process))
    assert sentence == (
        f"The disk that holds {book} is full; nothing was changed. Free some space and do it again."
    )
    assert hash_of(book) == before
    assert beside(book) == [book.name]


def test_a_plan_that_finds_no_room_changes_nothing_and_names_the_way_out(book: Path, contacts: Path) -> None:
    answer = run(files_no_larger_than(100_000), book, "import", contacts)
    assert the_one_sentence(answer) == (
        "The plan of the import cannot be kept in a temporary folder (File too large); nothing was changed. "
        "Free some space there, or name another folder in TMPDIR."
    )


@pytest.mark.parametrize("words", [("add", "Grace Hopper"), ("log", "ada", "--by", "call"), ("undo",)])
def test_a_change_that_finds_no_room_is_none(words: tuple[str, ...], book: Path) -> None:
    before = hash_of(book)
    sentence = the_one_sentence(run(files_no_larger_than(2_000), book, *words))
    assert sentence.startswith(f"The disk that holds {book} fails; nothing was changed.")
    assert hash_of(book) == before


@pytest.mark.parametrize("size", [0, 5_000, 100_000])
def test_a_book_that_finds_no_room_is_not_begun(size: int, tmp_path: Path) -> None:
    book = tmp_path / "folder" / "book"
    sentence = the_one_sentence(run(files_no_larger_than(size), book, "init", "--name", "Me"))
    assert "nothing was changed" in sentence
    assert beside(book) == []


@pytest.mark.parametrize("form", ["vcard", "csv", "archive"])
def test_an_export_that_finds_no_room_leaves_nothing_there(form: str, book: Path, contacts: Path) -> None:
    done(book, "import", contacts)
    place = book.parent / "out"
    place.write_text("as it was")
    answer = run(files_no_larger_than(40_000), book, "export", place, "--format", form, "--overwrite")
    assert the_one_sentence(answer) == (f"{place} cannot be written: File too large. Nothing was left there.")
    assert place.read_text() == "as it was"
    assert beside(book) == sorted([book.name, "out"])


def test_an_answer_that_finds_no_room_is_a_sentence_too(book: Path) -> None:
    for words in (("people",), ("today",), ("show", "ada"), ("hash", "--json")):
        with Path("/dev/full").open("wb") as full:
            process = subprocess.run(command(book, *words), stdout=full, stderr=subprocess.PIPE)
        assert process.returncode == 1
        assert process.stderr.decode().splitlines() == [
            "keepwarm: The answer cannot be written: No space left on device; write it elsewhere."
        ]


def test_a_reader_that_goes_away_ends_the_command_without_a_word(book: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.run(command(book, "people", "--json"), stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (process.returncode, process.stderr) == (1, b"")


# --- rights ---


@pytest.mark.parametrize("words", [("add", "Grace"), ("people",), ("undo",), ("doctor",)])
def test_a_folder_that_may_not_be_written_is_a_sentence(words: tuple[str, ...], book: Path) -> None:
    before = hash_of(book)
    book.parent.chmod(0o500)
    sentence = the_one_sentence(run(without_the_rights_of_root, book, *words))
    assert sentence == (
        f"{book} cannot be written; nothing was changed. Check the rights of the file and of its folder."
    )
    book.parent.chmod(0o700)
    assert hash_of(book) == before
    assert beside(book) == [book.name]


def test_a_book_that_may_not_be_written_is_a_sentence(book: Path, contacts: Path) -> None:
    before = hash_of(book)
    book.chmod(0o400)
    for words in (("add", "Grace"), ("import", contacts)):
        sentence = the_one_sentence(run(without_the_rights_of_root, book, *words))
        assert sentence == (
            f"{book} cannot be written; nothing was changed. Check the rights of the file and of its folder."
        )
    book.chmod(0o600)
    assert hash_of(book) == before
    assert beside(book) == [book.name]


def test_a_book_that_cannot_be_begun_there_is_a_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    answer = run(without_the_rights_of_root, tmp_path / "book", "init", "--name", "Me")
    assert the_one_sentence(answer) == (
        f"{tmp_path / 'book'} cannot be made: Permission denied. Name another place with --book."
    )


def test_an_export_into_a_folder_that_may_not_be_written_is_a_sentence(book: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    answer = run(without_the_rights_of_root, book, "export", closed / "out.csv", "--format", "csv")
    assert the_one_sentence(answer) == (
        f"{closed / 'out.csv'} cannot be written: Permission denied. Nothing was left there."
    )
    assert list(closed.iterdir()) == []


def test_a_file_that_may_not_be_read_is_a_sentence(book: Path, contacts: Path) -> None:
    before = hash_of(book)
    contacts.chmod(0o000)
    drop = without_the_rights_of_root_to_read
    assert the_one_sentence(run(drop, book, "import", contacts)) == (
        f"{contacts} cannot be opened: Permission denied."
    )
    assert hash_of(book) == before


def without_the_rights_of_root_to_read() -> None:
    """The same for reading: CAP_DAC_READ_SEARCH."""
    without_the_rights_of_root()
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(_DROP_FROM_BOUNDS, _OVERRIDE_RIGHTS + 1, 0, 0, 0):
        raise OSError(errno.EPERM, "root here may not give up its rights over files")


@pytest.mark.parametrize("mode", [0o644, 0o660, 0o604, 0o640])
def test_a_book_that_others_may_read_is_refused(mode: int, book: Path, contacts: Path) -> None:
    before = hash_of(book)
    book.chmod(mode)
    for words in (("people",), ("add", "Grace"), ("import", contacts), ("doctor",), ("init", "--name", "Me")):
        assert refused(book, *words) == f"Others on this machine may read {book}; run: chmod 600 '{book}'"
    book.chmod(0o600)
    assert hash_of(book) == before


# --- books that are none ---


def private(path: Path, content: bytes) -> Path:
    path.touch(mode=0o600)
    path.write_bytes(content)
    return path


def test_a_book_that_is_not_there_is_begun_first(tmp_path: Path) -> None:
    book = tmp_path / "no folder" / "book"
    for words in (("people",), ("add", "Ada"), ("hash",), ("doctor",), ("import", "x.vcf")):
        assert refused(book, *words) == (
            f"There is no book at {book}; begin one with 'keepwarm init --name \"Your Name\"'."
        )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_book(tmp_path: Path) -> None:
    assert refused(tmp_path, "people").startswith(f"There is no book at {tmp_path}; begin one with")
    assert refused(tmp_path, "init", "--name", "Me") == (
        f"{tmp_path} cannot be made: Is a directory. Name another place with --book."
    )


def test_a_file_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    book = private(tmp_path / "file", b"") / "book"
    assert refused(book, "init", "--name", "Me") == (
        f"{book} cannot be made: Not a directory. Name another place with --book."
    )


@pytest.mark.parametrize("content", [b"Dear diary", b"\xff\xd8\xff\xe0" * 5_000, bytes(8_192)])
def test_another_file_is_no_book_and_is_left_alone(content: bytes, tmp_path: Path) -> None:
    book = private(tmp_path / "file", content)
    for words in (("people",), ("add", "Ada"), ("doctor",), ("init", "--name", "Me")):
        assert refused(book, *words) == f"{book} {_NOT_A_BOOK}"
    assert book.read_bytes() == content
    assert beside(book) == ["file"]


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    book = private(tmp_path / "places.sqlite", b"")
    with sqlite3.connect(book) as connection:
        connection.execute("CREATE TABLE people (name TEXT)")
    connection.close()
    content = book.read_bytes()
    assert refused(book, "people").startswith(f"{book} holds no book; begin one with")
    assert refused(book, "init", "--name", "Me") == (
        f"{book} holds the tables of something else; name a place where nothing is yet."
    )
    with sqlite3.connect(book) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("people",)]
    connection.close()
    assert len(book.read_bytes()) == len(content)


def test_a_damaged_book_is_said_to_be(book: Path) -> None:
    content = book.read_bytes()
    for damaged in (content[: len(content) // 3], content[:4_096] + bytes(len(content) - 4_096)):
        book.write_bytes(damaged)
        for words in (("people",), ("add", "Grace"), ("doctor",), ("init", "--name", "Me")):
            assert refused(book, *words) == (
                f"{book} is damaged; restore it from a backup, and do not write to it."
            )


def test_a_book_of_a_newer_release_is_left_alone(book: Path) -> None:
    with sqlite3.connect(book) as connection:
        connection.execute("UPDATE schema_version SET version = 999")
    connection.close()
    commands = (("people",), ("add", "X"), ("doctor",), ("doctor", "--upgrade"), ("init", "--name", "Me"))
    for words in commands:
        sentence = refused(book, *words)
        assert sentence.startswith(f"{book} was written by a newer Keepwarm (its version 999, here ")
        assert sentence.endswith("update it.")
    assert beside(book) == [book.name]


def test_a_name_that_a_database_address_would_take_apart_is_a_file_like_any(tmp_path: Path) -> None:
    for name in (
        "what? me.keepwarm",
        "100%20.keepwarm",
        ":memory:",
        "a#b;c&d=e.keepwarm",
        "é\u0301.keepwarm",
    ):
        book = tmp_path / name
        done(book, "init", "--name", "Me")
        done(book, "add", "Ada")
        assert [line["person"] for line in done(book, "people", "--json").data] == ["Ada"]
    assert len(list(tmp_path.iterdir())) == 5


# --- servers ---


@pytest.mark.parametrize("words", [("people",), ("init", "--name", "Me"), ("doctor",)])
@pytest.mark.parametrize(
    "url", ["postgresql://me:secret@127.0.0.1:1/book", "postgresql:///book?host=/nowhere/at/all"]
)
def test_a_server_that_does_not_answer_is_a_sentence_without_the_password(
    url: str, words: tuple[str, ...]
) -> None:
    shown = url.replace("secret", "***")
    sentence = refused(url, *words)
    assert "secret" not in sentence
    assert sentence.startswith("The database at postgresql://")
    assert sentence.endswith("does not answer; check that it runs and its address is right.")
    assert "127.0.0.1" not in url or shown in sentence


def test_a_host_of_which_nobody_knows_is_a_sentence() -> None:
    url = "postgresql://me@no.such.host.invalid/book"
    sentence = the_one_sentence(answer_of(subprocess.run(command(url, "people"), capture_output=True)))
    assert sentence == (
        f"The database at {url} does not answer; check that it runs and its address is right."
    )


def test_a_database_that_is_not_there_and_a_name_that_is_refused_are_told_apart(postgres_url: str) -> None:
    name = postgres_url.partition("@/")[2].partition("?")[0]
    nowhere = refused(postgres_url.replace(name, "book_of_nobody"), "people")
    assert nowhere.startswith("The database at postgresql://postgres@/book_of_nobody?")
    assert nowhere.endswith("does not exist; create it first.")
    stranger = refused(postgres_url.replace("postgres@", "stranger@"), "people")
    assert stranger.startswith("The database at postgresql://stranger@/")
    assert stranger.endswith("refuses this name and password; check both.")


def test_a_server_without_a_book_asks_to_begin_one(postgres_url: str) -> None:
    assert "holds no book; begin one with 'keepwarm init" in refused(postgres_url, "people")


@pytest.mark.parametrize("url", ["mysql://me@host/book", "sqlite:///book", "http://example.org", "s3://b/k"])
def test_another_kind_of_address_holds_no_book(url: str) -> None:
    kind = url.partition(":")[0]
    assert refused(url, "people") == f"{kind} cannot hold a book; name a file, or a postgresql:// URL."


@pytest.mark.parametrize("url", ["://", "postgresql://me@host:port/book", "postgresql://[::", "a b://c"])
def test_an_address_that_is_none_is_a_sentence(url: str) -> None:
    assert refused(url, "people") == (
        "The book's address is no database URL; it reads postgresql://user@host/name."
    )


def test_two_books_do_not_meet_in_one_folder(book: Path) -> None:
    other = Path(shutil.copy(book, book.parent / "other"))
    done(other, "add", "Grace")
    assert hash_of(book) != hash_of(other)
    assert keepwarm(book, "show", "Grace").code == 1

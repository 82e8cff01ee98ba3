"""What reaches a terminal: style of our own, nothing of others that steers it, no question without one."""

import os
import pty
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.books import address_book, card, mail, mailbox
from tests.command_line import begun, command, done, refused

THEN = datetime(2026, 11, 2, 10, tzinfo=UTC)
STEERING = ("\x1b[31m", "\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "\u202e")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A new book in a folder of its own."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return begun(folder)


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def on_a_terminal(book: Path, *words: object) -> str:
    """What a terminal is sent by a command, its results and what it says beside them."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command(book, *words), stdin=theirs, stdout=theirs, stderr=theirs):
        os.close(theirs)
        sent = b""
        while True:
            try:
                piece = os.read(ours, 65_536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            sent += piece
    os.close(ours)
    return sent.decode()


def test_no_name_or_note_steers_the_terminal(book: Path, tmp_path: Path) -> None:
    bad = "".join(f"{code}{number}" for number, code in enumerate(STEERING))
    done(book, "add", f"Owner typed {bad}", "typed@example.org", "--organization", bad)
    done(book, "note", "typed@example.org", f"noted {bad}")
    spoken = ("--note", bad, "--promise", f"{bad} by today", "--next", f"{bad} on today")
    done(book, "log", "typed@example.org", "--by", "call", *spoken)
    done(book, "import", address_book(tmp_path, card(f"Card {bad}", "EMAIL:c@example.org", f"NOTE:{bad}")))
    letter = mail(f'"{bad}" <mail@example.org>', "me@example.org", THEN, subject=bad)
    done(book, "import", mailbox(tmp_path, letter))
    shown = "".join(
        on_a_terminal(book, *words)
        for words in (
            *(("show", f"{who}@example.org") for who in ("typed", "c", "mail")),
            *((word,) for word in ("people", "today", "ties", "journal", "spoken")),
            ("people", "--json"),
            ("show", "typed@example.org", "--json"),
            ("show", bad),
            ("import", tmp_path / f"gone {bad}"),
            ("import", written(tmp_path, f"{bad}.csv", f"person,at,channel\n{bad},{bad},call\n".encode())),
        )
    )
    assert "Owner typed" in shown
    assert "noted" in shown
    assert [code for code in STEERING if code in shown] == []
    assert not {"\x07", "\x9b", "\u202e"} & set(shown)


def test_style_reaches_a_terminal_and_nothing_else(book: Path) -> None:
    done(book, "add", "Ada")
    assert "\x1b[1mAda\x1b[0m" in on_a_terminal(book, "show", "ada")
    assert "\x1b" not in done(book, "show", "ada").out


@pytest.mark.parametrize("name", ["[bold]Ada", "\\[/x]", "Ada\\", "[/]", "[link=https://x.example]y[/link]"])
def test_a_name_is_no_markup(name: str, book: Path) -> None:
    done(book, "add", name)
    assert name in done(book, "people").out


def test_a_terminal_that_lacks_a_letter_gets_another_form_of_it(book: Path) -> None:
    done(book, "add", "Žofie Ωmega")
    western = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    for words in (("people",), ("show", "zofie"), ("people", "--json"), ("journal",)):
        process = subprocess.run(command(book, *words), capture_output=True, env=western)
        assert process.returncode == 0
        assert b"\\u017dofie \\u03a9mega" in process.stdout


def test_a_mailbox_of_nobody_known_asks_nothing_where_nobody_can_answer(tmp_path: Path) -> None:
    book = tmp_path / "book"
    done(book, "init", "--name", "Me")
    letters = mailbox(tmp_path, *(mail(f"{one}@example.org", "me@example.org", THEN) for one in "abc"))
    for words in (("import", letters), ("import", letters, "--json"), ("import", letters, "--dry-run")):
        assert refused(book, *words) == (
            "Whose mailbox this is, your book does not know; most of it goes to or from me@example.org. "
            "If that is you: keepwarm init --email me@example.org"
        )

"""`keepwarm feed`: add, list, read, remove."""

import shlex
from pathlib import Path

import pytest

from tests.command_line import begun, done, hash_of, keepwarm, refused
from tests.dovecot_server import HOST, Dovecot
from tests.feeds.letters import PRINTS_THE_PASSWORD, letter, letters, new_user

PASSWORD_COMMAND = shlex.join(PRINTS_THE_PASSWORD)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return begun(tmp_path)


def add(book: Path, dovecot: Dovecot, user: str, *words: str, name: str = "home") -> None:
    where = (name, f"{HOST}:{dovecot.tls_port}", "--private", "--user", user)
    done(book, "feed", "add", "imap", *where, "--password-command", PASSWORD_COMMAND, *words)


@pytest.mark.usefixtures("trusted")
def test_a_mailbox_is_added_read_shown_and_removed(book: Path, dovecot: Dovecot) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(2), letter("News <news@example.org>", extra="List-Unsubscribe: <x>\n"))
    add(book, dovecot, user)
    answer = done(book, "feed", "read")
    assert "2 items new" in answer.out
    assert "1 item left out" in answer.out
    assert "keepwarm undo" in answer.err
    (line,) = done(book, "feed", "list", "--json").data
    assert (line["name"], line["kind"], line["user"]) == ("home", "imap", user)
    assert line["brought_at"] is not None
    shown = done(book, "feed", "list").out
    assert shown.startswith(f"home: mailbox on a server (IMAP), {user} at localhost:{dovecot.tls_port}; last")
    assert "Nothing new" in done(book, "feed", "read", "home").err
    assert "read home" in done(book, "journal").out
    done(book, "feed", "remove", "home")
    assert "No feed yet" in done(book, "feed", "list").out


@pytest.mark.usefixtures("trusted")
def test_a_dry_run_shows_what_would_happen_and_changes_nothing(book: Path, dovecot: Dovecot) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(2))
    add(book, dovecot, user)
    before = hash_of(book)
    assert "2 items new" in done(book, "feed", "read", "--dry-run").out
    assert hash_of(book) == before
    shown = done(book, "feed", "read", "--dry-run", "--json").data
    assert [(item["file"], item["fate"]) for item in shown] == [("home", "new"), ("home", "new")]


@pytest.mark.usefixtures("trusted")
def test_where_one_of_two_cannot_be_read_the_other_one_is(book: Path, dovecot: Dovecot) -> None:
    one, other = new_user(), new_user()
    dovecot.deliver(other, *letters(2))
    add(book, dovecot, one, "--folder", "Nowhere", name="first")
    add(book, dovecot, other, name="second")
    answer = keepwarm(book, "feed", "read")
    assert (answer.code, answer.out) == (1, "2 items new\n")
    assert "has no folder 'Nowhere'" in answer.err


@pytest.mark.usefixtures("trusted")
def test_from_start_reads_all_again_and_it_counts_once(book: Path, dovecot: Dovecot) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(2))
    add(book, dovecot, user)
    done(book, "feed", "read")
    answer = done(book, "feed", "read", "--from-start")
    assert "2 items there already" in answer.out
    assert "the book is as it was" in answer.err


def test_no_secret_is_kept(book: Path) -> None:
    done(
        book,
        "feed",
        "add",
        "imap",
        "home",
        "mail.example.org",
        "--user",
        "ada",
        "--password-command",
        "pass x",
    )
    assert b"pass" in book.read_bytes()
    assert b"correct-horse" not in book.read_bytes()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("read",), "There is no feed yet"),
        (("read", "nowhere"), "No feed is called 'nowhere'; there is none yet."),
        (("remove", "nowhere"), "No feed is called 'nowhere'"),
    ],
)
def test_a_feed_that_is_not_there_is_named(book: Path, words: tuple[str, ...], sentence: str) -> None:
    assert sentence in refused(book, "feed", *words)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("", "mail.example.org"), "A feed needs a name"),
        (("x" * 61, "mail.example.org"), "A feed needs a name"),
        (("home", "mail.example.org:imap"), "is no server"),
        (("home", "ada@mail.example.org"), "is no server"),
        (("home", "https://ada:secret@mail.example.org/"), "No user or password belongs into the address"),
        (("home", "ftp://mail.example.org/"), "is no address that can be read"),
        (("home", "http://mail.example.org/"), "would be read in the clear"),
    ],
)
def test_what_cannot_be_a_feed_is_refused(book: Path, words: tuple[str, ...], sentence: str) -> None:
    before = hash_of(book)
    more = ("--user", "ada", "--password-command", "pass mail")
    assert sentence in refused(book, "feed", "add", "imap", *words, *more)
    assert hash_of(book) == before


def test_a_name_is_taken_once(book: Path) -> None:
    words = ("feed", "add", "imap", "home", "mail.example.org", "--user", "ada", "--token-command", "token")
    done(book, *words)
    assert "There is a feed called 'home'" in refused(book, *words)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--password-command", "a", "--token-command", "b"),
        ("--password-command", "pass 'mail"),
        ("--password-command", " "),
    ],
)
def test_one_command_has_to_print_the_secret(book: Path, words: tuple[str, ...]) -> None:
    answer = keepwarm(book, "feed", "add", "imap", "home", "mail.example.org", "--user", "ada", *words)
    assert answer.code == 2


def test_a_kind_that_is_none_is_not_understood(book: Path) -> None:
    assert keepwarm(book, "feed", "add", "gopher", "home", "example.org").code == 2


@pytest.mark.usefixtures("trusted")
def test_the_command_of_a_book_from_elsewhere_runs_only_once_it_is_allowed(
    book: Path, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(2))
    add(book, dovecot, user)
    done(book, "export", tmp_path / "book.jsonl")
    again = tmp_path / "again.keepwarm"
    done(again, "restore", tmp_path / "book.jsonl")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "elsewhere"))
    assert "was not given on this machine" in refused(again, "feed", "read")
    assert "May run on this machine" in done(again, "feed", "allow", "home").out
    assert "2 items new" in done(again, "feed", "read").out

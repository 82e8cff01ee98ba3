"""`keepwarm feed add calendar` and `caldav`, and what reading them does to a book."""

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command_line import begun, done, hash_of, keepwarm, refused
from tests.dovecot_server import Dovecot
from tests.feeds.calendars import calendar, event
from tests.feeds.web import Said, Site, website
from tests.radicale_server import PASSWORD, USER, running_radicale

PASSWORD_COMMAND = shlex.join((sys.executable, "-c", f"print('{PASSWORD}')"))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return begun(tmp_path)


@pytest.fixture
def site() -> Iterator[Site]:
    with website() as site:
        yield site


def test_a_calendar_is_added_read_and_taken_back(book: Path, site: Site) -> None:
    # given
    site.says(*[Said(body=calendar(event("a"), event("b", on="20991101")))] * 2)
    done(book, "feed", "add", "calendar", "club", f"{site.address}/club.ics", "--private", "--plain")
    before = hash_of(book)

    # when
    answer = done(book, "feed", "read", "club")

    # then
    assert "1 item new" in answer.out
    assert 'club, event 2, "Meeting b": is still to come' in answer.out
    assert "Nothing new" in done(book, "feed", "read", "club").err
    done(book, "undo")
    assert hash_of(book) == before


def test_webcal_means_https(book: Path) -> None:
    done(book, "feed", "add", "calendar", "club", "webcal://calendar.example.org/club.ics")

    (line,) = done(book, "feed", "list", "--json").data
    assert (line["kind"], line["address"]) == ("calendar", "https://calendar.example.org/club.ics")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("http://calendar.example.org/x.ics",),
            "would be read in the clear; write https://, or say --plain",
        ),
        (("https://me:pass@calendar.example.org/x.ics",), "No user or password belongs into the address"),
        (("file:///etc/passwd",), "no address that can be read"),
        (("https://x.example/", "--user", "me"), "--user and --password-command go together"),
        (
            ("https://x.example/", "--user", "me", "--password-command", "a", "--token-command", "b"),
            "Say one of",
        ),
    ],
)
def test_an_address_that_is_none_is_refused(book: Path, words: tuple[str, ...], sentence: str) -> None:
    assert sentence in keepwarm(book, "feed", "add", "calendar", "club", *words).err


def test_calendars_on_a_server_are_added_and_read(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "radicale"
    folder.mkdir()
    with running_radicale(folder) as server:
        server.put(server.make_calendar("work", "Work"), "a", event("a"))
        server.put(server.make_calendar("home", "Home"), "b", event("b", guest="bo@example.org"))
        where = ("home", server.address, "--private", "--plain", "--user", USER, "--calendar", "Work")
        done(book, "feed", "add", "caldav", *where, "--password-command", PASSWORD_COMMAND)

        assert "1 item new" in done(book, "feed", "read").out
        assert "Nothing new" in done(book, "feed", "read").err


@pytest.mark.parametrize("words", [(), ("--user", "me"), ("--password-command", "a")])
def test_a_server_of_calendars_needs_to_know_who_asks(book: Path, words: tuple[str, ...]) -> None:
    answer = keepwarm(book, "feed", "add", "caldav", "home", "https://x.example/", *words)

    assert answer.code == 2
    assert "--password-command" in answer.err


def test_in_tls_only_a_certificate_that_is_trusted_is_read_from(
    book: Path, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with website(certificate=dovecot.folder / "server.pem", key=dovecot.folder / "server.key") as site:
        site.says(Said(body=calendar(event("a"))))
        done(book, "feed", "add", "calendar", "club", f"{site.address}/club.ics", "--private")

        assert "The certificate of localhost is not trusted" in refused(book, "feed", "read", "club")
        monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.authority))
        assert "1 item new" in done(book, "feed", "read", "club").out

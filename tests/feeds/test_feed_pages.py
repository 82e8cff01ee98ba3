"""Feeds on the page where files are brought: shown, read, taken back."""

import pytest

from keepwarm.storage.book import Library
from tests.books import hash_of
from tests.dovecot_server import Dovecot
from tests.feeds.letters import add_mailbox, letters, new_user, read, talks
from tests.web.served import served, words


@pytest.mark.usefixtures("trusted")
def test_a_feed_is_read_and_taken_back(sqlite_library: Library, dovecot: Dovecot) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(2))
    add_mailbox(sqlite_library, dovecot, user)
    before = hash_of(sqlite_library)
    with served(sqlite_library) as web:
        assert "home mailbox on a server (IMAP), not read yet Read now" in words(web.page("/import"))
        done = web.settled(web.send("/feeds/read", feed="home"))
        assert "New 2 items" in words(done.text)
        assert talks(sqlite_library) == 2
        assert "last brought something on 22 Nov 2026" in words(web.page("/import"))
        batch = done.text.partition('name="batch" value="')[2].partition('"')[0]
        web.send("/undo", batch=batch)
    assert hash_of(sqlite_library) == before


@pytest.mark.usefixtures("trusted")
def test_where_nothing_came_the_book_is_as_it_was(sqlite_library: Library, dovecot: Dovecot) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(1))
    add_mailbox(sqlite_library, dovecot, user)
    read(sqlite_library)
    with served(sqlite_library) as web:
        assert "Nothing new" in web.settled(web.send("/feeds/read", feed="home")).text


def test_a_server_that_cannot_be_reached_is_a_sentence(sqlite_library: Library, dovecot: Dovecot) -> None:
    add_mailbox(sqlite_library, dovecot, new_user(), port=9)
    with served(sqlite_library) as web:
        answer = web.visitor.post("/feeds/read", data={"feed": "home"})
        page = web.settled(answer).text
    assert "localhost cannot be reached on port 9" in words(page)


def test_a_feed_that_is_gone_is_not_read(sqlite_library: Library) -> None:
    with served(sqlite_library) as web:
        assert "no longer here" in web.send("/feeds/read", 404, feed="home").text


def test_a_feed_is_added_on_the_command_line_alone(sqlite_library: Library) -> None:
    with served(sqlite_library) as web:
        page = web.page("/import")
    assert "keepwarm feed add --help" in page
    assert "Read now" not in page

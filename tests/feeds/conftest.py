"""A real mail server, and books that read it."""

from collections.abc import Iterator

import pytest

from keepwarm.storage.book import Library
from tests.books import begun
from tests.dovecot_server import Dovecot, start_dovecot, stop_dovecot


def started() -> Dovecot:
    """A mail server of its own."""
    try:
        return start_dovecot()
    except RuntimeError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session")
def dovecot(no_network: None) -> Iterator[Dovecot]:
    """One mail server for this process, started by the first test that asks."""
    server = started()
    yield server
    stop_dovecot(server)


@pytest.fixture
def mortal_dovecot(no_network: None) -> Iterator[Dovecot]:
    """A mail server that the test may kill."""
    server = started()
    yield server
    stop_dovecot(server)


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is allowed in a test is allowed there alone."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("settings")))


@pytest.fixture
def trusted(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The authority of the mail server is one that this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.authority))


@pytest.fixture
def library(book_url: str) -> Iterator[Library]:
    """A new book on either database."""
    with begun(book_url) as library:
        yield library


@pytest.fixture
def sqlite_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A new book in a file, for what is the same on either database."""
    with begun(str(tmp_path_factory.mktemp("book") / "book.keepwarm")) as library:
        yield library

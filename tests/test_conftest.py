"""The ground the tests stand on holds."""

import contextlib
import socket
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, Error

from tests.no_network import stays_here

pytest_plugins = ["pytester"]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost", "", None, b"localhost"])
def test_this_machine_is_not_the_network(host: object) -> None:
    assert stays_here(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "10.0.0.1", "2001:db8::1", "example.org", "0.0.0.0"])
def test_every_other_machine_is_the_network(host: str) -> None:
    assert not stays_here(host)


def test_a_connection_beyond_this_machine_fails_even_where_errors_are_forgiven() -> None:
    with (
        pytest.raises(pytest.fail.Exception, match=r"reached for the network: 192\.0\.2\.1"),
        contextlib.suppress(Exception),
    ):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_a_name_beyond_this_machine_is_not_looked_up() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"example\.org"):
        socket.getaddrinfo("example.org", 443)


def test_a_datagram_beyond_this_machine_is_not_sent() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward,
        pytest.raises(pytest.fail.Exception, match="reached"),
    ):
        outward.sendto(b"hello", ("192.0.2.1", 53))


def test_this_machine_can_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert client.getpeername() == server.getsockname()


def test_each_test_gets_an_empty_postgresql_database(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert tables == []


def test_a_new_book_may_begin_at_its_place(book_url: str) -> None:
    assert book_url.startswith("postgresql://") or not Path(book_url).exists()


def test_chromium_shows_a_page_and_reaches_no_other_machine(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content("<h1>Today</h1>")
    assert page.inner_text("h1") == "Today"
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://example.org/")
    page.close()


@pytest.mark.parametrize(
    "written",
    [
        "def test_it(): pytest.skip('no database')",
        "@pytest.mark.skip\ndef test_it(): pass",
        "@pytest.mark.xfail\ndef test_it(): assert False",
        "@pytest.mark.xfail\ndef test_it(): pass",
        "pytest.skip('no database', allow_module_level=True)",
        "pytest.importorskip('no_such_module')",
    ],
)
def test_a_test_that_is_left_out_fails_the_run(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    pytester.makepyfile(f"import pytest\n{written}")
    result = pytester.runpytest_subprocess("-p", "tests.nothing_left_out", "-p", "no:cacheprovider")
    assert result.ret != 0
    assert result.parseoutcomes().keys() <= {"failed", "errors"}
    result.stdout.fnmatch_lines(["*was left out*"])

"""Listening, and the command that does it."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from keepwarm.domain.errors import Invalid, Unavailable
from keepwarm.web.serving import check_host, listen, own_names


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_this_machine_may_listen_to_itself(host: str) -> None:
    assert check_host(host, outside=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "example.org", ""])
def test_no_other_address_is_listened_on_where_there_is_no_login(host: str) -> None:
    with pytest.raises(Invalid, match="leave --host out"):
        check_host(host, outside=False)


def test_with_an_address_from_outside_others_may_be_listened_to() -> None:
    assert check_host("0.0.0.0", outside=True) == "0.0.0.0"


def test_a_port_that_is_taken_is_said_with_the_way_out() -> None:
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(Unavailable, match=rf"--port {port + 1}"):
            listen("127.0.0.1", port)


def test_answers_are_sent_at_once() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_the_names_carry_the_port() -> None:
    assert own_names(8420) == {"127.0.0.1:8420", "localhost:8420", "[::1]:8420"}


@contextmanager
def keepwarm(*words: str, home: Path) -> Iterator[subprocess.Popen[str]]:
    """`keepwarm serve` in a process of its own, on a machine without a book; it never outlives the test."""
    environment = {**os.environ, "XDG_DATA_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    environment.pop("KEEPWARM_BOOK", None)
    command = [sys.executable, "-m", "keepwarm.cli.main", "serve", *words]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def visiting(process: subprocess.Popen[str]) -> Iterator[httpx.Client]:
    """Somebody who opens what was printed."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Keepwarm is at http://127.0.0.1:")
    headers = {"Sec-Fetch-Site": "same-origin"}
    with httpx.Client(base_url=line.split()[-1], headers=headers, follow_redirects=True) as visitor:
        yield visitor


def test_serve_shows_the_demo_on_a_fresh_machine_begins_a_book_and_stops_cleanly(tmp_path: Path) -> None:
    with keepwarm("--port", "0", home=tmp_path) as process:
        with visiting(process) as visitor:
            assert visitor.get("/").url.path == "/demo/"
            assert "Whose book is it?" in visitor.get("/begin").text
            visitor.post("/begin", data={"name": "Ada", "time_zone": "UTC"})
            assert "five people" in visitor.get("/").text
        process.send_signal(signal.SIGINT)
        rest, said = process.communicate(timeout=20)
    assert (process.returncode, rest, said) == (0, "", "")
    for name in ("book.keepwarm", "demo.keepwarm"):
        assert (tmp_path / "keepwarm" / name).stat().st_mode & 0o077 == 0


def test_a_book_that_is_named_and_not_there_shows_the_demo_too(tmp_path: Path) -> None:
    place = tmp_path / "elsewhere" / "mine.keepwarm"
    with (
        keepwarm("--port", "0", "--book", str(place), home=tmp_path) as process,
        visiting(process) as visitor,
    ):
        answer = visitor.get("/")
        while "follows by itself" in answer.text:
            answer = visitor.get("/")
        assert answer.url.path == "/demo/"
        assert "Everybody here is invented." in answer.text
    assert not place.exists()
    assert [path.name for path in place.parent.glob("*.keepwarm")] == ["demo.keepwarm"]


def test_serve_says_in_a_sentence_that_a_port_is_taken(tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with keepwarm("--port", str(port), home=tmp_path) as process:
            out, said = process.communicate(timeout=20)
    assert process.returncode == 1
    assert out == ""
    assert said.startswith(f"keepwarm: Port {port} cannot be used here")
    assert said.count("\n") == 1


def test_what_others_reach_is_not_served_without_an_address_of_its_own(tmp_path: Path) -> None:
    with keepwarm("--port", "0", "--host", "0.0.0.0", home=tmp_path) as process:
        out, said = process.communicate(timeout=20)
    assert (process.returncode, out) == (1, "")
    assert "--public-url https://warm.example.org" in said
    assert said.count("\n") == 1


def test_the_first_start_under_an_address_prints_the_one_that_sets_it_up(tmp_path: Path) -> None:
    url = "https://warm.example.org"
    with keepwarm("--port", "0", "--public-url", url, "--behind", "127.0.0.1", home=tmp_path) as process:
        assert process.stdout is not None
        first, second = process.stdout.readline(), process.stdout.readline()
        listens = first.rstrip(")\n").split()[-1]
        path = second.split()[-1].removeprefix(url)
        head = {"Host": "warm.example.org", "Sec-Fetch-Site": "same-origin"}
        with httpx.Client(base_url=listens, headers=head) as visitor:
            assert visitor.get("/").headers["Location"] == "/login"
            assert visitor.get("/demo/").headers["Location"] == "/login"
            assert "Whose book it is" in visitor.get(path).text
            said = {"password": "four words in row", "name": "Ada", "time_zone": "UTC"}
            assert visitor.post(path, data=said).headers["Location"] == "/"
            assert visitor.post(path, data=said).status_code == 303
            assert visitor.get("/setup").headers["Location"] == "/login"
        process.send_signal(signal.SIGINT)
        rest, failed = process.communicate(timeout=20)
    assert first.startswith(f"Keepwarm is at {url} ")
    assert (process.returncode, rest, failed) == (0, "", "")
    with keepwarm("--port", "0", home=tmp_path) as again:
        assert again.stdout is not None
        assert again.stdout.readline().startswith(f"Keepwarm is at {url} ")

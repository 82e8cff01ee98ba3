"""The one way out: which addresses may be reached, and that the checked one is."""

import socket
from ipaddress import ip_address
from typing import Any

import pytest

from keepwarm.domain.errors import Invalid, Unavailable
from keepwarm.feeds.outbound import host_and_port, may_reach, open_connection
from tests.feeds.fake_server import saying

PUBLIC = ["192.0.43.8", "2001:4860:4860::8888", "::ffff:192.0.43.8", "64:ff9b::c000:2b08"]
PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.20", "100.64.3.4", "::1", "fd12::1",
    "::ffff:10.1.2.3", "64:ff9b::a01:203", "2002:a01:203::1",
]  # fmt: skip
NOBODYS = ["169.254.169.254", "fe80::1", "0.0.0.0", "::", "224.0.0.1", "ff02::1", "::ffff:169.254.169.254",
           "64:ff9b::a9fe:a9fe"]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "openly", "privately"),
    [
        *((one, True, True) for one in PUBLIC),
        *((one, False, True) for one in PRIVATE),
        *((one, False, False) for one in NOBODYS),
    ],
)
def test_private_addresses_are_for_who_said_so_and_some_for_nobody(
    address: str, openly: bool, privately: bool
) -> None:
    found = ip_address(address)
    assert (may_reach(found, private=False), may_reach(found, private=True)) == (openly, privately)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("mail.example.org", ("mail.example.org", 993)),
        (" mail.example.org:143 ", ("mail.example.org", 143)),
        ("[2001:db8::1]:1993", ("2001:db8::1", 1993)),
        ("[2001:db8::1]", ("2001:db8::1", 993)),
        ("2001:db8::1", ("2001:db8::1", 993)),
    ],
)
def test_a_server_is_a_host_and_perhaps_a_port(written: str, expected: tuple[str, int]) -> None:
    assert host_and_port(written, 993) == expected


@pytest.mark.parametrize(
    "written",
    ["", ":993", "a b", "host:", "host:0", "host:65536", "host:x", "me@host", "host/inbox", "[::1]x"],
)
def test_what_is_no_server_is_said_to_be_none(written: str) -> None:
    with pytest.raises(Invalid, match="is no server"):
        host_and_port(written, 993)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What names lead to, one answer for each time that they are looked up; the last one stays."""
    known: dict[str, list[str]] = {}

    def look_up(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        answers = known[host]
        addresses = (answers.pop(0) if len(answers) > 1 else answers[0]).split()
        families = {address: socket.AF_INET6 if ":" in address else socket.AF_INET for address in addresses}
        return [(family, socket.SOCK_STREAM, 6, "", (one, port)) for one, family in families.items()]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


def test_the_connection_goes_to_the_address_that_was_checked(names: dict[str, list[str]]) -> None:
    with saying(lambda caller: caller.sendall(b"here")) as port:
        names["mail.example.org"] = ["127.0.0.1", "169.254.169.254"]
        with open_connection("mail.example.org", port, private=True) as connection:
            assert connection.getpeername() == ("127.0.0.1", port)
            assert connection.recv(4) == b"here"


def test_of_several_addresses_the_first_that_may_be_reached_and_answers_is_taken(
    names: dict[str, list[str]],
) -> None:
    with saying(lambda caller: caller.sendall(b"here")) as port:
        names["mail.example.org"] = ["169.254.1.1 127.0.0.3 127.0.0.1"]
        with open_connection("mail.example.org", port, private=True) as connection:
            assert connection.getpeername()[0] == "127.0.0.1"


@pytest.mark.parametrize(
    ("address", "private", "sentence"),
    [
        ("192.168.1.20", False, r"leads to 192\.168\.1\.20, within a private network.*--private"),
        ("169.254.169.254", True, r"leads to 169\.254\.169\.254, to which no mailbox or calendar may lead"),
        ("127.0.0.1", True, r"cannot be reached on port 9"),
    ],
)
def test_where_no_address_will_do_it_is_said_why(
    names: dict[str, list[str]], address: str, private: bool, sentence: str
) -> None:
    names["mail.example.org"] = [address]
    with pytest.raises(Unavailable, match=sentence):
        open_connection("mail.example.org", 9, private=private)


def test_a_name_that_is_none_is_not_known(names: dict[str, list[str]]) -> None:
    with pytest.raises(Unavailable, match=r"nowhere\.example is not known \(Name or service not known\)"):
        open_connection("nowhere.example", 993)

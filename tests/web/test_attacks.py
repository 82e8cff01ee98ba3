"""What was tried against the pages for strangers and the login, and did harm once."""

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from socket import create_connection
from time import process_time

import pytest
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope, Send

from keepwarm.domain.ids import public_id
from keepwarm.storage.accounts import find_account, save_password
from keepwarm.storage.book import Library
from keepwarm.storage.sessions import end_all_sessions
from keepwarm.usecases.keep_sessions import end_everywhere, find_visitor, log_out, open_sessions
from keepwarm.usecases.limit_guesses import MOST_FROM_NETWORK, Asker, Wrong
from keepwarm.usecases.log_in import log_in
from keepwarm.usecases.passwords import _AT_ONCE
from keepwarm.web.limits import STRANGERS_BYTES, BodyLimit, most_bytes
from tests.books import NOW, added, guesses_in
from tests.web.outside import PASSWORD, Clock, logged_in, look, outside, send
from tests.web.served import Served
from tests.web.swapping import kept

ODD_CHARSETS = (
    *("charset=undefined", "charset=unicode_escape", "charset = raw_unicode_escape", "charset=utf-7"),
    *("charset*=utf-8''undefined", "charset*0=unde; charset*1=fined", 'Charset="a\tb"', "charset=utf-8"),
)
AT_HOME = Asker(network="home")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def web(library: Library, clock: Clock) -> Iterator[Served]:
    with outside(library, clock) as web:
        yield web


def agenda_of(web: Served, library: Library) -> str:
    """The address where somebody writes their half of an agenda."""
    cookie = logged_in(web)
    here = send(web, "/one-to-ones", cookie=cookie, person=public_id(added(library, "Ada")))
    path = here.headers["Location"].partition("?")[0]
    send(web, f"{path}/page", cookie=cookie, open="yes")
    found = re.search(r"/a/[\w-]{20,}", look(web, path, cookie=cookie).text)
    assert found
    return found[0]


def test_a_form_in_an_odd_charset_breaks_nothing(web: Served, library: Library) -> None:
    _, token = kept(library)
    agenda = agenda_of(web, library)
    names = ("name", "phone", "opened", "agreed", "password", "answer", "receipt", "talk")
    odd = '--x\r\nContent-Disposition: form-data; name="{}"\r\n\r\n\\ud800 \\udfff +2AA-\r\n'
    body = "".join(map(odd.format, names)).encode() + b"--x--\r\n"
    receipt = "/r/" + "A" * 22
    web.visitor.cookies.clear()
    for charset in ODD_CHARSETS:
        head = {"Content-Type": f"multipart/form-data; boundary=x; {charset}", "X-Forwarded-For": "192.0.2.9"}
        for path in (
            *(f"/c/{token}", f"/c/{token}/file", receipt, f"{receipt}/withdraw", agenda, f"{agenda}/back"),
            *("/login", "/login/passkey", "/login/" + "A" * 32, "/setup/" + "A" * 32),
        ):
            answer = web.visitor.post(path, content=body, headers=head)
            assert answer.status_code < 500, (charset, path, answer.text)


def test_who_has_no_link_makes_no_password_be_hashed(web: Served, library: Library) -> None:
    # Each hash takes 64 MiB and a tenth of a second, so who has no link must not have any made.
    begun = process_time()
    for number in range(MOST_FROM_NETWORK + 30):
        answer = send(web, f"/setup/{number}", password="five words in a row", name="Eve")
        assert answer.status_code in {303, 403, 429}
    assert process_time() - begun < 3


def test_a_stranger_at_an_agenda_is_told_nothing_of_the_machine(web: Served, library: Library) -> None:
    agenda = agenda_of(web, library)
    place = Path(library.location)
    place.chmod(0o644)
    try:
        for path in (agenda, "/a/x", "/c/x", "/r/x"):
            for answer in (look(web, path), send(web, path, talk="hello", receipt="x")):
                assert place.name not in answer.text
                assert "chmod" not in answer.text
    finally:
        place.chmod(0o600)


def test_a_password_that_is_changed_while_it_is_looked_at_lets_nobody_in(
    web: Served, library: Library
) -> None:
    with ExitStack() as held, ThreadPoolExecutor() as threads:
        held.enter_context(_AT_ONCE)
        held.enter_context(_AT_ONCE)
        coming = threads.submit(log_in, library, PASSWORD, AT_HOME, NOW)
        while not guesses_in(library):
            pass
        with library.transaction(writing=True) as connection:
            account = find_account(connection)
            assert account is not None
            save_password(connection, account.account_id, "another")
            end_all_sessions(connection, account.account_id)
        held.close()
        assert isinstance(coming.result(), Wrong)
    assert open_sessions(library, NOW) == []


def test_a_session_that_was_ended_ends_the_others_and_does_not_come_back(
    web: Served, library: Library
) -> None:
    session = find_visitor(library, logged_in(web), NOW)
    assert session is not None
    log_out(library, session)
    end_everywhere(library, but=session)
    assert open_sessions(library, NOW) == []


def test_a_form_to_come_in_takes_as_little_as_a_stranger_s(web: Served) -> None:
    for path in ("/login", "/login/passkey", "/login/x", "/setup/x"):
        assert most_bytes(path) == STRANGERS_BYTES
    assert send(web, "/login", password="x" * (STRANGERS_BYTES + 1)).status_code == 413


ROUNDABOUT = (
    *(
        "/c/../people",
        "/c/%2e%2e/people",
        "/c/..;/people",
        "/c/..%2fpeople",
        "/c//../people",
        "/c/x/../../people",
    ),
    *(
        "//people",
        "///people",
        "/people/",
        "/PEOPLE",
        "/people%00",
        "/people%0d%0aX-A:b",
        "/people;x",
        "/./people",
    ),
    *("/static/../people", "/static/x/..%2f..%2fpeople", "/static/%2e%2e/people", "/sw.js/../people"),
    *(
        "/login/..%2fpeople",
        "/setup/../people",
        "/%70eople",
        "/c/x?/../people",
        "/people#/c/x",
        "/demo/people",
    ),
    *("http://warm.example.org/people", "http://warm.example.org/c/../people", "*"),
)
METHODS = ("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "TRACE", "get", "PROPFIND")
OVERRIDES = (
    "X-Original-URL: /people\r\nX-Rewrite-URL: /people\r\n",
    "X-HTTP-Method-Override: GET\r\nX-Forwarded-Host: 127.0.0.1\r\nX-Forwarded-Prefix: /c\r\n",
    "Cookie: __Host-keepwarm=\r\nCookie: __Host-keepwarm=' OR 1=1\r\nAuthorization: Basic eDp4\r\n",
)


def said_to(web: Served, method: str, target: str, more: str = "") -> str:
    """All that is answered to a request as it stands, which no client would send like this."""
    port = int(web.url.rpartition(":")[2])
    head = f"{method} {target} HTTP/1.1\r\nHost: warm.example.org\r\nConnection: close\r\n{more}\r\n"
    with create_connection(("127.0.0.1", port), timeout=20) as wire:
        wire.sendall(head.encode("latin-1"))
        return b"".join(iter(lambda: wire.recv(65_536), b"")).decode("utf-8", "replace")


def test_no_roundabout_way_leads_past_the_gate(web: Served, library: Library) -> None:
    added(library, "Zerlina Quxx")
    assert "Zerlina" in look(web, "/people", cookie=logged_in(web)).text
    asked = [(method, "/people", "") for method in METHODS]
    asked += [("GET", target, "") for target in ROUNDABOUT]
    asked += [("GET", path, more) for path in ("/people", "/c/x", "/login") for more in OVERRIDES]
    for method, target, more in asked:
        answer = said_to(web, method, target, more)
        status = int(answer.split(" ", 2)[1])
        assert status in {303, 400, 403, 404, 405} or (status, target) == (200, "/login"), (method, target)
        assert "Zerlina" not in answer
        assert "\r\nX-A" not in answer


def test_the_last_piece_of_what_is_sent_counts_too() -> None:
    async def reads(_: Scope, receive: Receive, send: Send) -> None:
        await send(await receive())

    async def receive() -> Message:
        return {"type": "http.request", "body": b"x" * (STRANGERS_BYTES + 1), "more_body": False}

    async def send(_: Message) -> None:
        pytest.fail("it was read")

    scope = {"type": "http", "path": "/c/x", "headers": []}
    with ThreadPoolExecutor(1) as apart, pytest.raises(HTTPException):  # a browser may have a loop here
        apart.submit(lambda: asyncio.run(BodyLimit(reads)(scope, receive, send))).result()

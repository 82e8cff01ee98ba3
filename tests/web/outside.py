"""A site that is reached from outside, and who comes to it through a proxy."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache

import httpx

from keepwarm.storage.accounts import insert_account
from keepwarm.storage.book import Library
from keepwarm.usecases.one_time_links import Purpose, make_link
from keepwarm.usecases.passwords import hash_password
from keepwarm.web.gate import COOKIE
from tests.books import NOW
from tests.web.served import Served, served

URL = "https://warm.example.org"
PASSWORD = "four words in row"
HOME = "198.51.100.7"


class Clock:
    """A clock that a test sets."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """What time it is."""
        return self.at

    def pass_by(self, span: timedelta) -> None:
        """Let time pass."""
        self.at += span


@contextmanager
def outside(library: Library, clock: Clock | None = None, *, account: bool = True) -> Iterator[Served]:
    """The book served under its address, behind a proxy on this machine; redirects are not followed."""
    with served(library, clock or Clock(), public_url=URL, behind="127.0.0.1") as web:
        if account:
            with library.open(NOW, writing=True) as book:
                insert_account(book.connection, book.owner.owner_id, _kept(), NOW)
        web.visitor.follow_redirects = False
        yield web


@cache
def _kept() -> str:
    """The password as it is kept; made once, as making it is slow on purpose."""
    return hash_password(PASSWORD)


def logged_in(web: Served, cookie: str = "") -> str:
    """The cookie of a phone that came by a link."""
    token = make_link(web.site.library, Purpose.PAIR, web.site.clock())
    return cookie_in(send(web, f"/login/{token}", cookie=cookie))


def tries(web: Served, password: str = PASSWORD, *, network: str = HOME, cookie: str = "") -> httpx.Response:
    """Somebody tries a password."""
    return send(web, "/login", network=network, cookie=cookie, password=password)


def send(web: Served, path: str, *, network: str = HOME, cookie: str = "", **fields: str) -> httpx.Response:
    """A form, sent from a network with a cookie."""
    web.visitor.cookies.clear()
    return web.visitor.post(path, data=fields, headers=_head(network, cookie))


def look(web: Served, path: str, *, network: str = HOME, cookie: str = "") -> httpx.Response:
    """A page, as a network with a cookie sees it."""
    web.visitor.cookies.clear()
    return web.visitor.get(path, headers=_head(network, cookie))


def _head(network: str, cookie: str) -> dict[str, str]:
    said = {"X-Forwarded-For": network, "User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/140 Mobile"}
    return said | ({"Cookie": f"{COOKIE}={cookie}"} if cookie else {})


def cookie_in(answer: httpx.Response) -> str:
    """The token that an answer gives a device."""
    name, _, rest = answer.headers["Set-Cookie"].partition("=")
    assert name == COOKIE
    return str(rest.partition(";")[0])

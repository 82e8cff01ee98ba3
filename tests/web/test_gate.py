"""Who may enter: every address there is, asked by everybody who may not (TRUST.md, A1)."""

import json
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from starlette.routing import Route

from keepwarm.storage.book import Library
from keepwarm.usecases.keep_sessions import UNUSED
from keepwarm.web.addresses import PUBLIC_PATHS
from keepwarm.web.gate import is_public
from keepwarm.web.headers import ENCRYPTED_ONLY, HEADERS
from keepwarm.web.routes import routes
from tests.books import added, hash_of
from tests.web.outside import URL, Clock, logged_in, look, outside, send
from tests.web.served import Served, served

ID = "4x0p8sm1dz6kq"
OPEN = {
    "login", "login_now", "login_by_passkey", "login_link", "login_link_now", "setup", "setup_link",
    "setup_now", "worker", "manifest", "asset",
}  # fmt: skip
"""The routes that strangers may come to, beside those below PUBLIC_PATHS."""

WHOLE = [route for route in routes(demo=False) if isinstance(route, Route)]


def address_of(route: Route) -> str:
    """An address that a route answers."""
    return str(route.url_path_for(route.name, **dict.fromkeys(route.param_convertors, ID)))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def web(library: Library, clock: Clock) -> Iterator[Served]:
    with outside(library, clock) as web:
        yield web


def test_only_these_routes_are_open_to_strangers() -> None:
    found = {route.name for route in WHOLE if is_public(address_of(route))}
    strangers = {route.name for route in WHOLE if route.path.startswith(PUBLIC_PATHS)}
    assert found == OPEN | strangers


@pytest.mark.parametrize(
    "path", ["/loginx", "/login2/a", "/setups", "/sw.js/", "/c", "//c/x", "/C/x", "/static"]
)
def test_what_is_only_like_an_open_address_is_closed(path: str) -> None:
    assert not is_public(path)


def cookies_that_open_nothing(web: Served, clock: Clock) -> dict[str, str]:
    """What strangers may hold: nothing, a session that ended by itself or was ended, and an invented one."""
    ended = logged_in(web)
    clock.pass_by(UNUSED + timedelta(seconds=1))
    revoked = logged_in(web)
    send(web, "/logout", cookie=revoked)
    return {"none": "", "ended": ended, "revoked": revoked, "invented": "A" * 43}


def test_nobody_without_a_session_reads_or_changes_anything(
    web: Served, library: Library, clock: Clock
) -> None:
    added(library, "Zerlina Quxx", "zerlina@example.org")
    cookies = cookies_that_open_nothing(web, clock)
    before = hash_of(library)
    for who, cookie in cookies.items():
        for route in WHOLE:
            path = address_of(route)
            if is_public(path):
                continue
            for method in sorted(route.methods or ()):
                answer = ask(web, method, path, cookie)
                assert "Zerlina" not in answer.text
                if path == "/outbox" or path.endswith(".json"):
                    assert answer.status_code == 401, (who, method, path)
                    assert method == "HEAD" or "log in" in json.loads(answer.text)["sentence"]
                else:
                    assert (answer.status_code, answer.headers["Location"]) == (303, "/login"), (who, path)
    assert hash_of(library) == before


def ask(web: Served, method: str, path: str, cookie: str) -> httpx.Response:
    """One request of the matrix."""
    if method == "POST":
        return send(web, path, cookie=cookie, name1="Eve", password="guess")
    web.visitor.cookies.clear()
    head = {"Cookie": f"__Host-keepwarm={cookie}"} if cookie else {}
    return web.visitor.request(method, path, headers=head)


def test_an_address_that_is_none_is_shown_to_the_door_like_the_others(web: Served) -> None:
    assert look(web, "/nowhere").headers["Location"] == "/login"
    assert look(web, "/nowhere", cookie=logged_in(web)).status_code == 404


def test_who_has_a_session_comes_in(web: Served, library: Library) -> None:
    added(library, "Zerlina Quxx")
    cookie = logged_in(web)
    assert "Zerlina" in look(web, "/people", cookie=cookie).text
    assert look(web, "/login", cookie=cookie).headers["Location"] == "/"


def test_every_answer_asks_for_https_from_now_on(web: Served) -> None:
    for path in ("/", "/login", "/nowhere", "/static/x/y"):
        answer = look(web, path)
        wanted = HEADERS | ENCRYPTED_ONLY
        assert {name: answer.headers.get(name) for name in wanted} == wanted


def test_it_is_served_under_its_own_name_alone_from_this_machine_too(web: Served) -> None:
    port = web.url.rpartition(":")[2]
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", "example.org", "warm.example.org:8420"):
        answer = web.visitor.get("/login", headers={"Host": host})
        assert answer.status_code == 400
    assert web.visitor.get("/login", headers={"Host": "WARM.example.org"}).status_code == 200


def test_logging_in_from_another_site_s_page_is_refused(web: Served) -> None:
    answer = web.visitor.post("/login", data={"password": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers


def test_there_is_no_demo_from_outside(library: Library) -> None:
    with served(library, demo=True, public_url=URL) as web:
        cookie = {"Cookie": "__Host-keepwarm=x"}
        assert web.visitor.get("/demo/", headers=cookie, follow_redirects=False).status_code == 303
        assert "demo" not in web.visitor.get("/login").text


def test_without_an_address_from_outside_nothing_asks_for_a_password(library: Library) -> None:
    with served(library) as web:
        assert web.visitor.get("/people").status_code == 200
        assert web.visitor.get("/login").url.path == "/"
        assert web.visitor.post("/login", data={"password": "x"}).url.path == "/"
        assert "keepwarm phone" in web.page("/account")
        assert "Strict-Transport-Security" not in web.visitor.get("/").headers

"""Who may ask, and what every answer says to the browser."""

from collections.abc import Iterator

import httpx
import pytest
from starlette.datastructures import Headers
from starlette.routing import Route

from keepwarm.storage.book import Library
from keepwarm.web.addresses import PUBLIC_PATHS
from keepwarm.web.guard import comes_from_us
from keepwarm.web.headers import HEADERS
from keepwarm.web.limits import (
    CONTACT_FILE_BYTES,
    FORM_BYTES,
    LIST_BYTES,
    PHOTO_BYTES,
    STRANGERS_BYTES,
    UPLOAD_BYTES,
    most_bytes,
)
from keepwarm.web.routes import routes
from tests.books import added, hash_of
from tests.web.served import Served

ID = "4x0p8sm1dz6kq"
TEXTS = frozenset({"upload", "hash", "name"})
"""The parts of an address that are no ids."""


def addresses(method: str) -> list[str]:
    """An address of every route that takes a method."""
    found = [route for route in routes() if isinstance(route, Route) and method in (route.methods or ())]
    return [
        str(route.url_path_for(route.name, **{n: "x" if n in TEXTS else ID for n in route.param_convertors}))
        for route in found
    ]


@pytest.fixture
def stranger(web: Served) -> Iterator[httpx.Client]:
    """Somebody who says nothing of where they come from."""
    with httpx.Client(base_url=web.url) as client:
        yield client


def test_every_answer_carries_the_headers_errors_and_redirects_too(
    web: Served, stranger: httpx.Client
) -> None:
    asked = [("GET", path) for path in [*addresses("GET"), "/nowhere", "/static/x/../y"]]
    asked += [("POST", path) for path in addresses("POST")] + [
        ("DELETE", "/"),
        ("POST", "/"),
        ("PUT", "/people"),
    ]
    for client in (web.visitor, stranger):
        for method, path in asked:
            answer = client.request(method, path, follow_redirects=False)
            found = {name: answer.headers.get(name) for name in HEADERS}
            policy = found.pop("Content-Security-Policy")
            assert found.items() <= HEADERS.items(), (method, path)
            assert len(found) == len(HEADERS) - 1
            assert policy == HEADERS["Content-Security-Policy"] or path.startswith(OF_THEIR_OWN)
            assert is_closed(policy), (method, path)
            kept = "no-cache" if answer.status_code == 200 and path in THE_SAME_FOR_EVERYBODY else "no-store"
            assert answer.headers["Cache-Control"] == kept, (method, path)
            assert "server" not in answer.headers


THE_SAME_FOR_EVERYBODY = ("/pocket_words.json", "/sw.js", "/manifest.webmanifest")
"""What holds nothing of a book, and may be kept where it is asked again each time."""


def is_closed(policy: str) -> bool:
    """Whether nothing foreign is allowed, and nothing inline but what is named by its hash."""
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    words = {word for said in rules.values() for word in said.split()}
    named = {word for word in words if word.startswith("'sha256-")}
    return rules["default-src"] == "'none'" and words - named <= {
        *("'none'", "'self'", "blob:", "data:"),
        "'wasm-unsafe-eval'",
    }


OF_THEIR_OWN = ("/scan", *PUBLIC_PATHS)
"""Pages that bring a policy of their own: the scanner alone compiles what it brings; others name a style."""


def test_the_policy_allows_nothing_foreign_and_nothing_inline() -> None:
    policy = dict(rule.split(" ", 1) for rule in HEADERS["Content-Security-Policy"].split("; "))
    assert policy.pop("default-src") == "'none'"
    assert set(policy.values()) == {"'self'", "'none'", "'self' blob:"}
    assert policy["img-src"] == "'self' blob:"
    assert [policy[name] for name in ("object-src", "base-uri", "frame-ancestors")] == ["'none'"] * 3
    assert policy["form-action"] == "'self'"


@pytest.mark.parametrize(
    "host",
    ["example.org", "example.org:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.example.org:{port}", ""],
)
def test_under_another_name_nothing_is_served(web: Served, host: str) -> None:
    port = web.url.rpartition(":")[2]
    for path in ("/", "/people", "/static/x/y"):
        answer = web.visitor.get(path, headers={"Host": host.format(port=port)})
        assert answer.status_code == 400
        assert "not served under this name" in answer.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"])
def test_this_machine_s_own_names_are_served(web: Served, host: str) -> None:
    port = web.url.rpartition(":")[2]
    assert web.visitor.get("/people", headers={"Host": f"{host}:{port}"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "{url}"},
        {"Sec-Fetch-Site": ""},
        {"Origin": "null"},
        {"Origin": "http://example.org"},
        {"Origin": "{url}.example.org"},
        {"Origin": "http://["},
        {"Referer": "http://example.org/?{url}"},
    ],
)
def test_nothing_is_changed_from_a_page_that_is_not_ours(
    web: Served, library: Library, stranger: httpx.Client, headers: dict[str, str]
) -> None:
    added(library, "Ada")
    before = hash_of(library)
    for path in addresses("POST"):
        said = {name: value.format(url=web.url) for name, value in headers.items()}
        assert stranger.post(path, data={"name1": "Eve"}, headers=said).status_code == 403, path
    assert hash_of(library) == before


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin", "origin": "null"},
        {"sec-fetch-site": "none"},
        {"origin": "http://127.0.0.1:8420"},
        {"referer": "http://127.0.0.1:8420/people"},
    ],
)
def test_our_own_pages_may_change_things(headers: dict[str, str]) -> None:
    assert comes_from_us(Headers({"host": "127.0.0.1:8420"} | headers))


def test_looking_changes_nothing(web: Served, library: Library) -> None:
    person = added(library, "Ada")
    before = hash_of(library)
    for path in addresses("GET"):
        web.visitor.get(path, params={"name1": "Eve", "batch": person, "lately": "yes"})
    assert hash_of(library) == before


def test_what_does_not_change_is_kept_by_the_browser_under_a_name_of_its_content(web: Served) -> None:
    page = web.page("/people")
    found = [part.partition('"')[0] for part in page.split('"/static/')[1:]]
    assert len(found) == 5
    for path in found:
        answer = web.visitor.get(f"/static/{path}")
        assert "immutable" in answer.headers["Cache-Control"]
        assert web.visitor.get(f"/static/0{path}").status_code == 404


def test_a_form_that_is_too_long_is_refused_before_it_is_read_whole(web: Served, library: Library) -> None:
    before = hash_of(library)
    answer = web.visitor.post("/people/add", data={"name1": "x" * 300_000})
    assert answer.status_code == 413
    assert "more than can be taken in at once" in answer.text
    assert hash_of(library) == before


def test_a_form_that_does_not_say_how_long_it_is_is_counted(web: Served) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(20):
            yield b"x" * 20_000

    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert web.visitor.post("/people/add", content=pieces(), headers=kind).status_code == 413


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/people/add", FORM_BYTES),
        ("/import", UPLOAD_BYTES),
        ("/demo/import", UPLOAD_BYTES),
        ("/event/000pvebhwf3e6/list", LIST_BYTES),
        ("/demo/event/000pvebhwf3e6/list/take-in", LIST_BYTES),
        ("/cards/000pvebhwf3e6/edit", PHOTO_BYTES),
        ("/c/token", STRANGERS_BYTES),
        ("/c/token/file", CONTACT_FILE_BYTES),
        ("/a/token", STRANGERS_BYTES),
        ("/login", STRANGERS_BYTES),
    ],
)
def test_each_place_takes_as_much_as_belongs_there(path: str, most: int) -> None:
    assert most_bytes(path) == most

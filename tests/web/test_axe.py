"""What axe-core has to say of every page: nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from starlette.routing import Route

from keepwarm.storage.book import Library
from keepwarm.web import demo
from keepwarm.web.routes import routes
from tests.books import address_book, begun, card, taken_in
from tests.web.served import SEND, Served, served

OPENED = "for (const one of document.querySelectorAll('details')) one.open = true"


@pytest.fixture(scope="module")
def axe() -> Axe:
    return Axe()


@pytest.fixture(params=[(390, "light"), (1280, "dark")], ids=lambda param: f"{param[0]}px-{param[1]}")
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A narrow light screen and a wide dark one, on which nothing moves: widths and colours do not meet."""
    width, scheme = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


def found(axe: Axe, page: Page) -> list[str]:
    """What is wrong with the page as it stands, and where."""
    page.evaluate(OPENED)
    return [
        f"{one['id']}: {node['html']}"
        for one in axe.run(page).response["violations"]
        for node in one["nodes"]
    ]


NO_PAGES = ("demo:capture_fits", "demo:filter_people", "demo:profile_text")
PLAIN_PAGES = [
    route.path.removeprefix("/demo/")
    for route in routes()
    if isinstance(route, Route) and route.path.startswith("/demo/") and "GET" in (route.methods or ())
    if "{" not in route.path and route.name not in NO_PAGES
]
"""Every page whose address is whole."""


def event_and_guest(shown: Served) -> Iterator[str]:
    """An event of the demo, a one-to-one and a group: pages with an address of their own."""
    for page, begins in (
        ("events", "/demo/event/"),
        ("one-to-ones", "/demo/one-to-one/"),
        ("introductions", "/demo/introduction/"),
    ):
        found = [part.partition('"')[0] for part in shown.page(f"/demo/{page}").split(f'href="{begins}')[1:]]
        yield from (f"{begins.removeprefix('/demo/')}{one}" for one in dict.fromkeys(found[:2]))


def test_nothing_is_found_on_a_page_of_a_full_book(axe: Axe, page: Page, shown: Served) -> None:
    shown.send("/demo/people/filters", name="Whom to ring", q="by:call")
    person = shown.page("/demo/").partition('<a class="name" href="')[2].partition('"')[0]
    shown.send("/demo/practice/begin", day="12")
    logged = shown.send(f"{person}/log", channel="call", never=["post"], prefers=["call"])
    brought = shown.visitor.post("/demo/import", files=[("files", ("a.vcf", card("Ada").encode()))])
    preview = str(shown.settled(brought).url)
    first = person.removeprefix("/demo/")
    paths = [*PLAIN_PAGES, "people?q=by:call", first, f"{first}/edit", *event_and_guest(shown)]
    for url in [*(f"{shown.url}/demo/{path}" for path in paths), str(logged.url), preview]:
        page.goto(url)
        assert found(axe, page) == [], url
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    assert found(axe, page) == []
    page.goto(preview)
    page.get_by_role("button", name="Take in").click()
    page.wait_for_selector("h1:has-text('Taken in')")
    assert found(axe, page) == []


def test_nothing_is_found_on_the_page_of_somebody_of_whom_much_is_known(
    axe: Axe, page: Page, tmp_path: Path
) -> None:
    everything = (
        "NICKNAME:Countess", "TITLE:Head", "BDAY:--12-10", "CATEGORIES:Friends,Book club", "NOTE:Met.",
        "TEL;TYPE=HOME:+44 20 7946 0018", "EMAIL:ada@example.org", "URL:https://example.org",
        "ADR:;;1 Road;Ely;;CB7;UK", "RELATED;TYPE=spouse:William", "ANNIVERSARY:1835-07-08",
        f"PHOTO;ENCODING=b:{_PICTURE}", "item1.ORG:Choir", "item1.TITLE:Alto",
    )  # fmt: skip
    with begun(str(tmp_path / "book.keepwarm")) as library, served(library) as web:
        for name, lines in (
            ("a.vcf", ("UID:1", "ORG:Old", *everything)),
            ("b.vcf", ("UID:1", "ORG:New", *everything)),
            ("c.vcf", ("EMAIL:ada@example.org", "ORG:Other")),
        ):
            taken_in(library, address_book(tmp_path, card("Ada Lovelace", *lines), name=name))
        person = web.page("/people").partition('class="row" href="')[2].partition('"')[0]
        for path in (person, f"{person}/edit", "/people?q=tag:book-club", "/people?q=standing:by-relation"):
            page.goto(web.url + path)
            assert found(axe, page) == [], path
        page.goto(web.url + person)
        assert page.locator(".questions .button").count() == 2
        page.locator(".questions .button").first.click()
        assert found(axe, page) == []


_PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
"""A PNG of one pixel."""


def test_nothing_is_found_on_a_page_of_an_empty_book(axe: Axe, page: Page, tmp_path: Path) -> None:
    with begun(str(tmp_path / "book.keepwarm")) as library, served(library) as web:
        for path in ("", "people", "spoken", "journal", "import", "people/add", "take-out", "nowhere"):
            page.goto(f"{web.url}/{path}")
            assert found(axe, page) == [], path


def test_nothing_is_found_where_something_is_wrong(axe: Axe, page: Page, shown: Served) -> None:
    page.goto(f"{shown.url}/begin")
    assert found(axe, page) == []
    page.get_by_role("button", name="Begin my book").click()
    assert found(axe, page) == []
    person = shown.page("/demo/").partition('<a class="name" href="')[2].partition('"')[0]
    wrong = (
        (person, "#log-talk form", {"on": "someday", "minutes": "many", "promise_mine_by": "never"}),
        (person, "#note-fact form", {"text": " "}),
        (person, "#relate form:has([name=other])", {"other": " "}),
        (f"{person}/edit", "form.edit", {"name": " ", "birthday": "then", "value-1": "x", "street-new": " "}),
        ("/demo/people/add", "main form", {"way1": "no way", "name2": " "}),
        ("/demo/people?q=ada", "#saved form", {"name": " "}),
        ("/demo/people", "form[role=search]", {"q": "stage:friend"}),
    )
    for path, form, fields in wrong:
        page.goto(shown.url + path)
        with page.expect_navigation():
            page.evaluate(SEND, [form, fields])
        assert page.locator(".wrong").count(), path
        assert found(axe, page) == [], path


def test_nothing_is_found_on_a_refusal_nor_while_one_waits(
    axe: Axe, page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "_QUICK_SECONDS", 0.0)
    library = Library(str(tmp_path / "book.keepwarm"))
    with served(library, demo=True) as web:
        page.goto(f"{web.url}/begin")
        page.set_content(web.visitor.get("/", headers={"Host": "example.org"}).text)
        assert found(axe, page) == []
        page.goto(web.url, wait_until="domcontentloaded")
        assert "Making the book" in page.title()
        assert found(axe, page) == []
    library.close()

"""What somebody types on the page without a network: nothing of it is lost, and it can be put right."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from keepwarm.storage.book import Library
from keepwarm.storage.schema import people
from keepwarm.usecases.merge_people import MergePeople, merge_people
from tests.books import NOW, added
from tests.pockets import an_event
from tests.web.served import Served
from tests.web.test_outbox import column
from tests.web.test_pocket import OUTBOX

STORE = OUTBOX.replace("outbox.js'", "outbox_store.js'")
KEEP = f"async ([kind, fields]) => (await import({OUTBOX})).keep(kind, fields)"

ANOTHER: Mapping[str, Any] = MappingProxyType(
    {"book": "another", "asking": "", "today": [], "event": None, "cards": []}
)
"""What a phone is told by another book."""


@pytest.fixture
def ada(library: Library) -> int:
    """Somebody to meet at the breakfast."""
    ada = added(library, "Ada Lovelace")
    an_event(library, "Breakfast", meet={ada: "How are the bees?"})
    return ada


@pytest.fixture
def pocket(web: Served, ada: int, chromium: Browser) -> Iterator[Page]:
    """The page without a worker, or nothing could answer in place of the server."""
    with chromium.new_context(reduced_motion="reduce", service_workers="block") as phone:
        page = phone.new_page()
        page.goto(f"{web.url}/pocket")
        expect(page.locator("main")).to_contain_text("How are the bees?")
        yield page


def keep(page: Page, kind: str, **fields: str) -> None:
    page.evaluate(KEEP, [kind, fields])


def send_again(page: Page) -> None:
    page.get_by_role("button", name="Send again").click()
    expect(page.locator("#waiting")).to_be_empty()


def test_what_was_written_for_another_book_is_sent_once_the_phone_is_at_that_one(pocket: Page) -> None:
    pocket.evaluate(f"async () => (await import({STORE})).put('settings', 'book', 'another')")
    keep(pocket, "log", words="Called Ada about looms")
    expect(pocket.get_by_role("alert")).to_contain_text("This was written for another book")
    came: list[Any] = []

    def take(route: Route) -> None:
        one: Any = route.request.post_data_json
        came.append((one["fields"], one["book"]))
        route.fulfill(json={"state": "kept", "book": "another"})

    pocket.route("**/pocket.json", lambda route: route.fulfill(json=dict(ANOTHER)))
    pocket.route("**/outbox", take)
    pocket.reload()
    expect(pocket.get_by_role("status")).to_have_text("It is in your book.")
    assert came == [({"words": "Called Ada about looms"}, "another")]


def test_a_capture_of_who_became_one_with_somebody_since_is_taken_on_the_next_try(
    library: Library, pocket: Page, ada: int
) -> None:
    king = added(library, "Ada King")
    with library.open(NOW, writing=True) as book:
        merge_people(book, MergePeople(person_id=king, other_id=ada))
    pocket.locator("#capture").get_by_label("Name").fill("Ada Lovelace")
    pocket.get_by_role("button", name="Keep", exact=True).click()
    expect(pocket.get_by_role("alert")).to_contain_text("Nobody in your book")
    expect(pocket.locator("#guests option")).to_have_attribute("value", "Ada King")
    send_again(pocket)
    assert "Ada King" in column(library, people.c.name)


@pytest.mark.parametrize(
    ("name", "names"), [("Ada Lovelace", ["Ada Lovelace"]), ("Zoe", ["Ada Lovelace", "Zoe"])]
)
def test_a_mended_capture_is_of_whom_its_name_is(
    library: Library, pocket: Page, name: str, names: list[str]
) -> None:
    capture = pocket.locator("#capture")
    capture.get_by_label("Name").fill("Ada Lovelace")
    capture.get_by_label("Their number or address").fill("ask her")
    capture.get_by_role("button", name="Keep").click()
    expect(pocket.get_by_role("alert")).to_be_visible()
    waiting = pocket.locator("#waiting")
    waiting.get_by_label("Name").fill(name)
    waiting.get_by_label("Their number or address").fill("zoe@example.org")
    send_again(pocket)
    assert sorted(column(library, people.c.name)) == names


def test_a_correction_stays_while_more_is_written_down(pocket: Page) -> None:
    keep(pocket, "log", words="Called Bob Stone")
    pocket.get_by_label("With whom").fill("Ada Love")
    pocket.get_by_label("With whom").blur()
    keep(pocket, "log", words="Called Cleo Stone")
    expect(pocket.locator("#waiting")).to_contain_text("2 need another look.")
    expect(pocket.get_by_label("With whom").first).to_have_value("Ada Love")


def test_what_is_typed_while_the_phone_writes_stays(pocket: Page) -> None:
    words = pocket.locator("#log #words")
    words.fill("Called Ada")
    words.evaluate("(field) => { field.form.requestSubmit(); field.value += ', and Bob'; }")
    expect(pocket.get_by_role("status")).to_have_text("The talk is kept on this phone.")
    expect(words).to_have_value("Called Ada, and Bob")


def test_a_place_that_was_cleared_stays_clear(pocket: Page) -> None:
    place = pocket.locator("#capture #place")
    expect(place).to_have_value("Breakfast")
    place.fill("")
    with pocket.expect_response("**/pocket.json"):
        pocket.evaluate("dispatchEvent(new Event('online'))")
    pocket.wait_for_timeout(200)
    expect(place).to_have_value("")

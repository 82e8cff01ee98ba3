"""The app on a phone: what it keeps and for how long, its worker, and the phone in other hands."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Page, expect

from keepwarm.domain.own_cards import CardFields
from keepwarm.domain.people import FactKind
from keepwarm.storage.book import Library
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.own_cards import KeepCard, add_card
from tests.books import NOW, added
from tests.pockets import an_event
from tests.statements import counted
from tests.web.served import Served

READY = """async () => {
  await navigator.serviceWorker.ready;
  while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 20));
}"""
"""Waits until the worker answers for the page."""

OUTBOX = "document.querySelector('script[src$=\"/app.js\"]').src.replace('app.js', 'outbox.js')"
"""Where the page has the script that sends."""

STORED = """async () => {
  const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const answer of await cache.matchAll()) found.push(await answer.text());
  }
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => resolve(asked.result);
    });
    for (const store of database.objectStoreNames) {
      const asked = database.transaction(store).objectStore(store).getAll();
      await new Promise((resolve) => (asked.onsuccess = resolve));
      found.push(JSON.stringify(asked.result));
    }
    database.close();
  }
  return found.join(" ");
}"""
"""Everything that the browser keeps for the site."""

CANARIES = ("Canary Lovelace", "Canary bees", "Canary breakfast", "Canary question", "Canary card")


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(reduced_motion="reduce", viewport={"width": 390, "height": 844})
    yield made
    made.close()


@pytest.fixture
def full(web: Served, library: Library) -> Served:
    """A book with an event, somebody to meet there of whom something is known, and a card."""
    ada = added(library, "Canary Lovelace")
    with library.open(NOW, writing=True) as book:
        keep_fact(book, KeepFact(person_id=ada, text="Canary bees", kind=FactKind.INTERESTS))
        private = KeepFact(
            person_id=ada, text="Canary private", kind=FactKind.INTERESTS, sensitive=True, confirmed=True
        )
        keep_fact(book, private)
        add_card(
            book, KeepCard(label="Canary card", fields=CardFields(name="Me", emails=("me@example.org",)))
        )
    an_event(library, "Canary breakfast", meet={ada: "Canary question"})
    return web


def opened(phone: BrowserContext, web: Served, path: str = "/pocket") -> Page:
    page = phone.new_page()
    page.goto(f"{web.url}{path}")
    page.evaluate(READY)
    return page


def kept(page: Page) -> None:
    page.get_by_label("Keep what I need on this phone").check()
    expect(page.get_by_role("status")).to_have_text("What you need is kept on this phone.")


def stored_canaries(page: Page) -> list[str]:
    stored = page.evaluate(STORED)
    return [name for name in CANARIES if name in stored]


def test_the_phone_keeps_nothing_until_it_is_switched_on_and_nothing_after_it_is_off(
    full: Served, phone: BrowserContext
) -> None:
    page = opened(phone, full)
    expect(page.locator("main")).to_contain_text("Canary question")
    opened(phone, full, "/people").close()
    assert stored_canaries(page) == []
    kept(page)
    assert stored_canaries(page) == list(CANARIES)
    assert "Canary private" not in page.evaluate(STORED)
    page.get_by_label("Keep what I need on this phone").uncheck()
    expect(page.get_by_role("status")).to_contain_text("Nothing of your book is on this phone any more")
    assert stored_canaries(page) == []


def test_the_plan_and_what_is_known_are_there_without_a_network(full: Served, phone: BrowserContext) -> None:
    page = opened(phone, full)
    kept(page)
    phone.set_offline(True)
    page.goto(f"{full.url}/people")
    expect(page.locator("main")).to_contain_text("Your book does not answer.")
    expect(page.locator("main")).to_contain_text("Canary question")
    page.get_by_text("What you know").click()
    expect(page.locator("main")).to_contain_text("Canary bees")
    page.locator("summary", has_text="Canary card").click()
    expect(page.get_by_alt_text("QR code: Canary card")).to_be_visible()
    page.get_by_role("button", name="Met them").click()
    expect(page.locator("#capture #name")).to_have_value("Canary Lovelace")


LOG_OUT = """() => {
  const form = document.createElement("form");
  form.method = "get";
  form.action = "/keys";
  form.dataset.logout = "";
  document.body.append(form);
  form.requestSubmit();
}"""
"""Ends a session as the button for it does, but for what the server does with it."""


def test_logging_out_sends_what_waits_and_wipes_the_phone(
    full: Served, library: Library, phone: BrowserContext
) -> None:
    page = opened(phone, full)
    kept(page)
    phone.set_offline(True)
    page.locator("#capture #name").fill("Canary Zoe")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator("#waiting")).to_contain_text("One waits for a network.")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.evaluate(LOG_OUT)
    expect(page.locator("#waiting")).to_contain_text("Canary Zoe")
    assert stored_canaries(page) == list(CANARIES), "the owner was asked, and stayed"
    phone.set_offline(False)
    page.evaluate(LOG_OUT)
    page.wait_for_url("**/keys?")
    assert "Canary" not in page.evaluate(STORED)
    assert "Canary Zoe" in full.page("/people")


def test_logging_out_asks_before_what_the_book_refused_is_gone(web: Served, phone: BrowserContext) -> None:
    page = opened(phone, web)
    page.locator("#log #words").fill("Called Bob Stone")
    page.get_by_role("button", name="Log it").click()
    expect(page.get_by_role("alert")).to_contain_text("Nobody in your book is called Bob")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", stay)
    page.evaluate(LOG_OUT)
    page.wait_for_timeout(500)
    assert [one.partition(" yet.")[0] for one in asked] == ["One thing has not reached your book"]
    assert "Called Bob Stone" in page.evaluate(STORED)


def test_who_is_not_logged_in_any_more_keeps_what_waits_and_nothing_else(
    full: Served, chromium: Browser
) -> None:
    phone = chromium.new_context(
        reduced_motion="reduce", service_workers="block"
    )  # or nothing could answer in place of the server
    page = phone.new_page()
    page.goto(f"{full.url}/pocket")
    kept(page)
    assert stored_canaries(page) == list(CANARIES)
    page.route("**/outbox", lambda route: route.fulfill(status=401, json={"state": "login"}))
    page.locator("#capture #name").fill("Zoe Waiting")
    page.locator("#capture #place").fill("On the way")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator("#waiting")).to_contain_text("Zoe Waiting")
    page.evaluate(f"async () => (await import({OUTBOX})).send()")
    assert stored_canaries(page) == []
    assert "Zoe Waiting" in page.evaluate(STORED)
    phone.close()


def test_once_the_network_is_back_the_page_says_so_and_what_was_sent(
    full: Served, phone: BrowserContext
) -> None:
    page = opened(phone, full)
    phone.set_offline(True)
    page.goto(f"{full.url}/people")
    expect(page.locator("main")).to_contain_text("Your book does not answer.")
    for name in ("Bea", "Cleo", "Dora"):
        page.locator("#capture #name").fill(name)
        page.get_by_role("button", name="Keep", exact=True).click()
        expect(page.get_by_role("status")).to_have_text(f"{name} is kept on this phone.")
    page.locator("#log #words").fill("Half a sen")
    phone.set_offline(False)
    expect(page.get_by_role("status")).to_have_text("3 were sent.")
    expect(page.locator("main")).not_to_contain_text("Your book does not answer.")
    expect(page.locator("#log #words")).to_have_value("Half a sen")
    page.get_by_role("link", name="Go on").click()
    expect(page.locator("main")).to_contain_text("Cleo")


def test_while_somebody_writes_the_button_lies_at_the_lower_edge_and_is_as_wide_as_the_form(
    full: Served, phone: BrowserContext
) -> None:
    page = opened(phone, full)
    page.locator("#capture #name").focus()
    form, bar = page.locator("#capture").bounding_box(), page.locator(".stays").bounding_box()
    button = page.get_by_role("button", name="Keep", exact=True).bounding_box()
    assert form is not None
    assert bar is not None
    assert button is not None
    assert bar["y"] + bar["height"] == pytest.approx(844, abs=1)
    assert button["width"] == pytest.approx(form["width"], abs=1)


def test_what_the_book_refuses_is_mended_and_sent_again(
    web: Served, library: Library, phone: BrowserContext
) -> None:
    page = opened(phone, web)
    page.locator("#log #words").fill("Called Bob <b>Stone</b>")
    page.get_by_role("button", name="Log it").click()
    expect(page.get_by_role("alert")).to_contain_text("Nobody in your book is called Bob")
    page.get_by_label("With whom").fill("Bob Stone")
    page.get_by_label("They are new: put them into my book").check()
    page.get_by_role("button", name="Send again").click()
    expect(page.locator("#waiting")).to_be_empty()
    assert "Bob Stone" in web.page("/people")


SLOW_WORDS = """const ask = window.fetch;
window.fetch = async (path, ...rest) => {
  if (String(path).includes("pocket_words")) await new Promise((resolve) => (window.goOn = resolve));
  return ask(path, ...rest);
};"""
"""The words of the page come when the test says so."""

HELD = "async () => { while (!window.goOn) await new Promise((resolve) => setTimeout(resolve, 20)); }"


def test_what_is_typed_while_the_page_gathers_its_parts_stays(full: Served, phone: BrowserContext) -> None:
    opened(phone, full).close()
    page = phone.new_page()
    page.add_init_script(SLOW_WORDS)
    page.goto(f"{full.url}/pocket")
    page.evaluate(HELD)
    page.locator("#log #words").fill("Called Ada")
    page.evaluate("window.goOn()")
    page.wait_for_timeout(500)
    expect(page.locator("#log #words")).to_have_value("Called Ada")


def test_the_worker_leaves_the_demo_and_the_pages_for_strangers_alone(
    web: Served, phone: BrowserContext
) -> None:
    page = opened(phone, web)
    phone.set_offline(True)
    for path in ("/demo/people", "/c/abc", "/r/abc", "/a/abc"):
        other = phone.new_page()
        with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
            other.goto(web.url + path)
    page.goto(f"{web.url}/connections")
    expect(page.locator("#capture")).to_be_visible()


def test_a_phone_that_was_handed_over_shows_one_form_until_the_code_is_typed(
    full: Served, library: Library, phone: BrowserContext
) -> None:
    page = opened(phone, full)
    kept(page)
    page.get_by_text("Hand the phone over").click()
    page.get_by_label("In which language").select_option("Deutsch")
    page.get_by_label("A code to take it back").fill("2468")
    phone.set_offline(True)
    page.get_by_role("button", name="Hand it over").click()
    expect(page.get_by_label("Ihr Name")).to_be_visible()
    for path in ("/people", "/", "/pocket"):
        page.goto(full.url + path)
        expect(page.get_by_label("Ihr Name")).to_be_visible()
        assert "Canary" not in page.content()
    page.get_by_label("Ihr Name").fill("Zoe Fremd")
    page.get_by_label("Telefon", exact=True).fill("+44 20 7946 0018")
    page.locator("#agreed").check()
    page.get_by_role("button", name="Me").first.click()
    expect(page.locator("main")).to_contain_text("/r/")
    assert "Zoe Fremd" not in page.content()
    phone.set_offline(False)
    page.goto(f"{full.url}/people")
    expect(page.get_by_label("Ihr Name")).to_be_visible()
    page.locator("details > summary").click()
    page.get_by_label("Code").fill("1357")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("alert")).to_contain_text("That is not the code.")
    page.get_by_label("Code").fill("2468")
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("#capture")).to_be_visible()
    page.goto(f"{full.url}/people")
    expect(page.locator("main")).to_contain_text("Canary Lovelace")


NO_ROOM = """() => {
  window.add = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = () => { throw new DOMException("", "QuotaExceededError"); };
}"""
"""Nothing more can be written down; `add` does it again."""


def test_what_others_type_is_kept_once_however_often_they_tap_and_a_full_phone_says_so(
    full: Served, phone: BrowserContext
) -> None:
    page = opened(phone, full)
    page.get_by_text("Hand the phone over").click()
    page.get_by_label("In which language").select_option("Deutsch")
    page.get_by_label("A code to take it back").fill("2468")
    phone.set_offline(True)
    page.get_by_role("button", name="Hand it over").click()
    page.get_by_label("Ihr Name").fill("Zoe Fremd")
    page.get_by_label("Telefon", exact=True).fill("+44 20 7946 0018")
    page.locator("#agreed").check()
    page.evaluate(NO_ROOM)
    send = page.locator("form:has(#agreed) button")
    send.click()
    expect(page.get_by_role("status")).to_contain_text("konnte es nicht aufschreiben")
    page.evaluate("() => { IDBObjectStore.prototype.add = window.add; }")
    send.evaluate("(button) => { button.click(); button.click(); }")
    expect(page.locator("main")).to_contain_text("/r/")
    assert page.evaluate(f"async () => (await (await import({OUTBOX})).listed()).length") == 1


def test_axe_finds_nothing_on_the_pocket_page_nor_on_a_phone_that_was_handed_over(
    full: Served, phone: BrowserContext
) -> None:
    page = opened(phone, full)
    expect(page.get_by_label("A code to take it back")).to_be_attached()
    page.locator("#log #words").fill("Called Bob Stone")
    page.get_by_role("button", name="Log it").click()
    expect(page.get_by_role("alert")).to_contain_text("Nobody in your book is called Bob")
    assert flaws(page) == []
    page.get_by_label("A code to take it back").fill("2468")
    page.get_by_role("button", name="Hand it over").click()
    expect(page.locator("#agreed")).to_be_visible()
    assert flaws(page) == []


def flaws(page: Page) -> list[str]:
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    return [
        f"{one['id']}: {node['html']}"
        for one in Axe().run(page).response["violations"]
        for node in one["nodes"]
    ]


def test_what_the_phone_asks_for_takes_as_many_statements_for_few_as_for_many(
    full: Served, library: Library
) -> None:
    def statements() -> int:
        full.visitor.get("/pocket.json")
        with counted(library.engine) as ran:
            full.visitor.get("/pocket.json")
        return len(ran)

    few = statements()
    more = {added(library, f"Guest {number}"): f"Question {number}" for number in range(30)}
    an_event(library, "Another breakfast", meet=more)
    assert statements() == few


def test_the_manifest_names_icons_that_are_there(web: Served) -> None:
    manifest = web.visitor.get("/manifest.webmanifest")
    assert manifest.headers["content-type"].startswith("application/manifest+json")
    for icon in manifest.json()["icons"]:
        assert web.visitor.get(icon["src"]).headers["content-type"] == icon["type"]

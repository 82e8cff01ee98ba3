"""Passkeys with a real browser, whose authenticator is a virtual one (TRUST.md, B14)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from keepwarm.storage.book import Library
from keepwarm.storage.schema_site import accounts
from keepwarm.usecases.keep_sessions import open_sessions
from keepwarm.usecases.limit_guesses import MOST_AT_ACCOUNT, SPAN
from keepwarm.usecases.log_in import set_password
from keepwarm.usecases.one_time_links import Purpose, make_link
from keepwarm.usecases.passkeys import passkeys_there
from tests.web.certificates import make_certificate
from tests.web.outside import PASSWORD, Clock, logged_in, outside, send
from tests.web.served import Served, served, words

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

WITHOUT_EXCLUDING = """(form) => {
  const asked = { ...JSON.parse(form.dataset.passkey), excludeCredentials: [] };
  form.dataset.passkey = JSON.stringify(asked);
}"""
"""Lets the one device that a test has make a second passkey."""


@pytest.fixture
def web(library: Library, tmp_path: Path) -> Iterator[Served]:
    """The book under https://localhost, as a proxy would serve it."""
    url, certificate = "https://localhost:{port}", make_certificate(tmp_path)
    set_password(library, PASSWORD, datetime.now(UTC))
    with served(library, lambda: datetime.now(UTC), public_url=url, certificate=certificate) as web:
        yield web


@pytest.fixture
def context(chromium: Browser, web: Served) -> Iterator[BrowserContext]:
    """A phone of a new visitor; gone before the server, which would wait for it."""
    made = chromium.new_context(ignore_https_errors=True, viewport={"width": 390, "height": 844})
    yield made
    made.close()


@pytest.fixture
def phone(context: BrowserContext) -> Page:
    """A page on it, with an authenticator of its own that asks for a finger."""
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


def named(web: Served, path: str) -> str:
    """An address under the name of the site."""
    return f"{web.url.replace('http://127.0.0.1', 'https://localhost')}{path}"


def log_in(page: Page, web: Served) -> None:
    """Come in by a link from the server."""
    token = make_link(web.site.library, Purpose.PAIR, datetime.now(UTC))
    page.goto(named(web, f"/login/{token}"))
    page.get_by_role("button", name="Yes, this is my phone").click()
    page.wait_for_url(named(web, "/"))


def log_out(page: Page, web: Served) -> None:
    """Go again."""
    page.goto(named(web, "/logout"))
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(named(web, "/login"))


def make_passkey(page: Page, web: Served, password: str = PASSWORD) -> None:
    """Make one on this device."""
    page.goto(named(web, "/account"))
    if password:
        page.get_by_label("Your password").fill(password)
    page.get_by_role("button", name="Make one on this device").click()
    page.wait_for_url(named(web, "/account#passkeys"))


def again(web: Served, form: str) -> int:
    """The status of an answer that somebody sends once more."""
    head = {
        "Host": named(web, "").removeprefix("https://"),
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    address = web.url.replace("http://", "https://") + "/login/passkey"
    return httpx.post(address, content=form, headers=head, verify=False).status_code


def test_a_passkey_is_made_opens_the_book_and_is_taken_away(
    phone: Page, web: Served, library: Library
) -> None:
    log_in(phone, web)
    make_passkey(phone, web)
    assert [one.name for one in passkeys_there(library)] == ["Linux computer, Chrome"]
    log_out(phone, web)
    with phone.expect_request("**/login/passkey") as sent:
        phone.get_by_role("button", name="Use a passkey").click()
    phone.wait_for_url(named(web, "/"))
    assert again(web, sent.value.post_data or "") == 403
    phone.goto(named(web, "/account"))
    phone.get_by_role("button", name="Remove").click()
    phone.wait_for_url(named(web, "/account#passkeys"))
    assert passkeys_there(library) == []
    log_out(phone, web)
    phone.get_by_role("button", name="Use a passkey").click()
    expect(phone.get_by_text("does not open this book")).to_be_visible()
    assert open_sessions(library, datetime.now(UTC)) == []


def test_a_device_that_does_not_know_who_holds_it_makes_no_passkey(
    context: BrowserContext, web: Served, library: Library
) -> None:
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR | {"isUserVerified": False}})
    log_in(page, web)
    page.goto(named(web, "/account"))
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Make one on this device").click()
    expect(page.get_by_text("Nothing came of it")).to_be_visible()
    assert passkeys_there(library) == []


def test_who_finds_a_phone_unlocked_adds_no_passkey(library: Library) -> None:
    clock = Clock()
    with outside(library, clock) as web:
        cookie = logged_in(web)
        for _ in range(MOST_AT_ACCOUNT):
            answer = send(web, "/account/passkeys", cookie=cookie, answer="{}", old="not that one")
            assert answer.status_code == 403
            assert "no passkey was added" in words(answer.text)
        shut = send(web, "/account/passkeys", cookie=cookie, answer="{}", old=PASSWORD)
        assert "Too much was tried" in words(shut.text)
        clock.pass_by(SPAN)
        taken = send(web, "/account/passkeys", cookie=cookie, answer="{}", old=PASSWORD)
        assert "What the device answered cannot be read" in words(taken.text)
    assert passkeys_there(library) == []


def test_without_a_password_one_passkey_vouches_for_the_next(
    phone: Page, web: Served, library: Library
) -> None:
    with library.transaction(writing=True) as connection:
        connection.execute(accounts.update().values(password=None))
    log_in(phone, web)
    make_passkey(phone, web, password="")
    phone.goto(named(web, "/account"))
    phone.locator("form[data-passkey]").evaluate(WITHOUT_EXCLUDING)
    with phone.expect_request("**/account/passkeys") as sent:
        phone.get_by_role("button", name="Make one on this device").click()
    phone.wait_for_url(named(web, "/account#passkeys"))
    assert "proof=%7B" in (sent.value.post_data or "")
    assert len(passkeys_there(library)) == 2


def test_axe_has_nothing_to_say_of_these_pages(context: BrowserContext, web: Served) -> None:
    page, wrong = context.new_page(), []
    page.goto(named(web, "/login"))
    page.get_by_label("Password").fill("not that one")
    page.get_by_role("button", name="Log in").click()
    wrong += Axe().run(page).response["violations"]
    for path in ("/login/x", "/account", "/logout"):
        page.goto(named(web, path))
        wrong += Axe().run(page).response["violations"]
        if path == "/login/x":
            log_in(page, web)
    assert [(one["id"], one["nodes"][0]["html"]) for one in wrong] == []

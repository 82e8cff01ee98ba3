"""Keys: quick for who knows them, never in the way of who writes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from keepwarm.storage.book import Library
from keepwarm.web.words import KEYS
from tests.books import added
from tests.web.served import Served


@pytest.fixture
def page(web: Served, library: Library, chromium: Browser) -> Iterator[Page]:
    """Somebody who looks at the people, of whom there are two."""
    added(library, "Ada Lovelace", "ada@example.org")
    added(library, "Charles Babbage")
    context = chromium.new_context()
    made = context.new_page()
    made.goto(f"{web.url}/people")
    yield made
    context.close()


def test_the_question_mark_shows_the_keys_and_escape_closes_them(page: Page) -> None:
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("Log a conversation")
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("t")
    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("link", name="Keys").click()
    expect(dialog).to_be_visible()


@pytest.mark.parametrize(
    ("key", "heading"),
    [("t", "Sunday, 22 November"), ("p", "People"), ("i", "Bring what you have"), ("j", "Journal")],
)
def test_a_key_leads_to_each_place(page: Page, web: Served, key: str, heading: str) -> None:
    page.goto(f"{web.url}/spoken")
    page.keyboard.press(key)
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)


def test_people_are_found_and_a_talk_logged_by_keys_alone(page: Page) -> None:
    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text("Journal")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("lovelace")
    expect(page.locator("#count")).to_have_text("1 person found")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox")).to_have_value("lovelace")
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Lovelace")
    page.keyboard.press("l")
    expect(page.locator("#channel-call")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".timeline")).to_contain_text("You spoke by phone")


def test_next_and_before_walk_through_a_list(page: Page) -> None:
    rows = page.locator("a.row")
    for key, focused in (("n", 0), ("n", 1), ("n", 1), ("b", 0)):
        page.keyboard.press(key)
        expect(rows.nth(focused)).to_be_focused()


def test_no_key_does_anything_while_somebody_writes(page: Page) -> None:
    page.get_by_role("searchbox").focus()
    page.keyboard.type("tpij?nb")
    expect(page.get_by_role("searchbox")).to_have_value("tpij?nb")
    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_key_with_another_held_down_is_the_browser_s(page: Page) -> None:
    page.keyboard.press("Alt+t")
    page.keyboard.press("Control+Shift+?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("People")


def test_the_keys_can_be_turned_off_and_on_again(page: Page, web: Served) -> None:
    page.goto(f"{web.url}/keys")
    page.get_by_role("button", name="Turn the keys off").click()
    page.keyboard.press("t")
    expect(page.get_by_role("heading", level=1)).to_have_text("Keys")
    page.get_by_role("button", name="Turn the keys on").click()
    page.keyboard.press("t")
    expect(page.get_by_role("heading", level=1)).to_contain_text("22 November")


def test_without_a_script_the_keys_are_a_page(web: Served) -> None:
    assert '<a href="/keys" data-keys>Keys</a>' in web.page("/")
    assert web.page("/keys").count("<kbd>") == len(KEYS)

"""The main flows in Chromium, with JavaScript and without; nothing foreign is asked for or runs."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from keepwarm.domain.ids import public_id
from keepwarm.storage.book import Library
from tests.books import added, card
from tests.web.served import Served, served

FIRST_LOAD_BYTES = 40 * 1024
SIZES = ((390, 844), (1280, 900))


COVERED = """() => {
  const bar = document.querySelector("nav[aria-label=Keepwarm]");
  const one = document.activeElement;
  if (one === document.body) return null;
  const shown = one.matches(".chips input") ? one.nextElementSibling : one;
  const below = shown.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1;
  return below && !bar.contains(one) ? shown.textContent || shown.name : null;
}"""
"""What has the focus and lies below the bar at the lower edge; null where nothing does."""


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def context(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser of a new visitor, at the width of a phone."""
    made = chromium.new_context(
        java_script_enabled=request.param, viewport={"width": 390, "height": 844}, color_scheme="light"
    )
    yield made
    made.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Served]:
    """A place without a book, served."""
    library = Library(str(tmp_path / "new" / "book.keepwarm"))
    with served(library) as web:
        yield web
    library.close()


def begin(page: Page, url: str) -> None:
    """Begin a book and name two people."""
    page.goto(url)
    page.get_by_label("Your name").fill("Me Myself")
    page.get_by_label("Your own e-mail addresses").fill("me@example.org")
    page.get_by_role("button", name="Begin my book").click()
    page.locator("#name1").fill("Ada Lovelace")
    page.locator("#way1").fill("+44 20 7946 0018")
    page.locator("#name2").fill("Charles Babbage")
    page.locator("#way2").fill("charles@example.org")
    page.get_by_role("button", name="Put them in my book").click()


def test_from_nothing_to_a_first_logged_call(fresh: Served, context: BrowserContext) -> None:
    page = context.new_page()
    begin(page, fresh.url)
    expect(page.get_by_role("status").first).to_contain_text("Added Ada Lovelace, Charles Babbage.")
    page.get_by_role("link", name="Ada Lovelace").click()
    expect(page.get_by_role("link", name="Call")).to_have_attribute("href", "tel:+442079460018")
    page.get_by_text("Log a conversation").click()
    page.get_by_text("Call", exact=True).first.click()
    page.get_by_text("When, promises").click()
    page.get_by_label("Minutes").fill("20")
    page.get_by_label("What it was about").fill("The engine, and bees")
    page.get_by_role("button", name="Log it").click()
    expect(page.locator(".notice")).to_contain_text("Logged a talk with Ada Lovelace.")
    expect(page.locator(".timeline")).to_contain_text("You spoke by phone, 20 minutes: The engine, and bees")
    page.locator(".notice").get_by_role("button", name="Undo").click()
    expect(page.locator(".notice")).to_contain_text("Taken back: logged a talk with Ada Lovelace.")
    expect(page.locator(".timeline")).to_have_count(0)


def test_two_taps_log_a_conversation(fresh: Served, context: BrowserContext) -> None:
    page = context.new_page()
    begin(page, fresh.url)
    page.get_by_role("link", name="Ada Lovelace").click()
    page.get_by_text("Log a conversation").click()
    page.get_by_role("button", name="Log it").click()
    expect(page.locator(".timeline")).to_contain_text("You spoke by phone")


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(fresh: Served, context: BrowserContext) -> None:
    page = context.new_page()
    begin(page, fresh.url)
    page.get_by_role("link", name="Ada Lovelace").click()
    page.get_by_text("Log a conversation").click()
    page.get_by_text("When, promises").click()
    page.get_by_label("Minutes").fill("many")
    page.get_by_label("What it was about").fill("Bees")
    page.get_by_role("button", name="Log it").click()
    expect(page.locator("#minutes")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#minutes-wrong")).to_be_visible()
    expect(page.locator("#minutes")).to_have_value("many")
    expect(page.get_by_label("What it was about")).to_have_value("Bees")


def test_a_file_is_looked_at_taken_in_and_taken_back(
    fresh: Served, context: BrowserContext, tmp_path: Path
) -> None:
    cards = tmp_path / "contacts.vcf"
    cards.write_text(
        card("Grace Hopper", "EMAIL:grace@example.org") + card("Ada Lovelace", "TEL:+442079460018")
    )
    page = context.new_page()
    begin(page, fresh.url)
    page.get_by_role("navigation", name="Keepwarm").get_by_role("link", name="Import").click()
    page.get_by_label("Files").set_input_files(cards)
    page.get_by_role("button", name="See what will happen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What will happen")
    page.get_by_role("button", name="Take in 2 items").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Taken in")
    page.get_by_role("link", name="Look at your people").click()
    expect(page.locator("#count")).to_have_text("3 people")
    page.go_back()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Journal")
    page.get_by_role("navigation", name="Keepwarm").get_by_role("link", name="People").click()
    expect(page.locator("#count")).to_have_text("2 people")


def test_the_list_of_people_follows_what_is_typed(web: Served, library: Library, chromium: Browser) -> None:
    added(library, "Ada Lovelace")
    added(library, "Charles Babbage")
    page = chromium.new_page()
    page.goto(f"{web.url}/people")
    page.get_by_role("searchbox").press_sequentially("bab")
    expect(page.locator("#found")).not_to_contain_text("Ada")
    expect(page.locator("#found")).to_contain_text("Charles Babbage")
    expect(page.locator("#count")).to_have_text("1 person found")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.close()


def test_every_flow_by_keyboard_alone(fresh: Served, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(fresh.url)
    for typed in ("Me", "me@example.org", ""):
        page.keyboard.press("Tab")
        while page.evaluate("document.activeElement.tagName") != "INPUT":
            page.keyboard.press("Tab")
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.locator("#name1")).to_be_visible()
    page.locator("#name1").focus()
    page.keyboard.type("Ada Lovelace")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ada Lovelace").focus()
    page.keyboard.press("Enter")
    page.locator("#log-talk > summary").focus()
    page.keyboard.press("Enter")
    page.locator("#channel-call").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator(".timeline")).to_contain_text("You spoke by video")
    page.close()


def test_today_leads_to_a_talk_in_two_taps_and_back(
    web: Served, library: Library, context: BrowserContext
) -> None:
    ada = added(library, "Ada Lovelace", "+44 20 7946 0018")
    web.send(f"/person/{public_id(ada)}/log", channel="call", promise_mine="a book", promise_mine_by="today")
    page = context.new_page()
    page.goto(web.url)
    page.get_by_role("link", name="Log it after talking with Ada Lovelace").click()
    button = page.get_by_role("button", name="Log it", exact=True)
    bar = page.get_by_role("navigation", name="Keepwarm")
    box, edge = button.bounding_box(), bar.bounding_box()
    assert box is not None
    assert edge is not None
    assert box["y"] + box["height"] <= edge["y"]
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    button.click()
    expect(page.locator(".notice")).to_contain_text("Logged a talk with Ada Lovelace.")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sunday, 22 November 2026")


def test_the_bar_at_the_lower_edge_covers_nothing_that_has_the_focus(
    web: Served, library: Library, chromium: Browser
) -> None:
    ada = added(library, "Ada Lovelace", "+44 20 7946 0018", "ada@example.org")
    page = chromium.new_page(viewport={"width": 390, "height": 664})
    page.goto(f"{web.url}/person/{public_id(ada)}")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    covered = []
    for _ in range(80):
        page.keyboard.press("Tab")
        covered.append(page.evaluate(COVERED))
    page.close()
    assert len(set(covered) - {None}) == 0, covered


@pytest.mark.parametrize("writing", [True, False])
def test_the_button_that_stays_within_reach_does_not_move_while_it_is_pressed(
    web: Served, library: Library, chromium: Browser, writing: bool
) -> None:
    added(library, "Ada Lovelace")
    page = chromium.new_page(viewport={"width": 390, "height": 700}, reduced_motion="reduce")
    page.goto(f"{web.url}/capture")
    field, button = page.locator("#name"), page.locator(".stays button").first
    field.focus() if writing else page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(800)
    before = button.bounding_box()
    assert before is not None
    page.mouse.move(before["x"] + 20, before["y"] + 20)
    page.mouse.down()
    page.wait_for_timeout(100)
    pressed = button.bounding_box()
    page.close()
    assert pressed == before


@pytest.mark.parametrize(("width", "stays"), [(390, False), (1280, True)])
def test_while_somebody_writes_the_menu_makes_room_on_a_phone_and_stays_where_it_is_beside_a_wide_page(
    web: Served, chromium: Browser, width: int, stays: bool
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page.goto(f"{web.url}/log")
    menu, words = page.get_by_role("navigation"), page.locator("textarea")
    words.blur()
    page.wait_for_timeout(800)
    before = menu.bounding_box()
    words.focus()
    after = menu.bounding_box()
    page.close()
    assert (before == after) is stays


def test_no_other_machine_is_asked_for_anything_and_the_first_load_is_small(
    fresh: Served, chromium: Browser
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []
    sent: list[int] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("response", lambda answer: sent.append(len(gzip.compress(answer.body())) if answer.ok else 0))
    begin(page, fresh.url)
    first = sum(sent)
    for path in ("/", "/people", "/spoken", "/journal", "/import", "/nowhere"):
        page.goto(fresh.url + path)
    context.close()
    assert {url.startswith(f"{fresh.url}/") for url in asked} == {True}
    assert 0 < first <= FIRST_LOAD_BYTES


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}px")
def test_no_page_is_wider_than_the_screen_and_what_is_touched_is_large_enough(
    web: Served, library: Library, chromium: Browser, tmp_path: Path, size: tuple[int, int], scheme: str
) -> None:
    added(library, "Ada " + "Extraordinarily" * 8, "ada@example.org")
    web.bring(("contacts.vcf", card("Bo").encode()))
    here = web.page("/people").partition('class="row" href="')[2].partition('"')[0]
    web.send(f"{here}/log", channel="email", note="x" * 300, promise_mine="y" * 200, never=["text"])
    context = chromium.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    for path in (
        "/",
        "/people",
        "/people/add",
        here,
        "/spoken",
        "/journal",
        "/import",
        "/keys",
        "/take-out",
        "/nowhere",
    ):
        page.goto(web.url + path)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path
        touched = page.locator(
            "button:visible, .button:visible, nav a:visible, summary:visible, .chips label"
        )
        assert [
            box["height"] for one in touched.all() if (box := one.bounding_box()) and box["height"] < 43.5
        ] == []
        page.screenshot(path=tmp_path / "page.png", full_page=True)
    context.close()

"""What is done at an event and afterwards is done by the keyboard alone: Tab, Space, Enter, and typing."""

import pytest
from playwright.sync_api import Browser, Page, expect

from keepwarm.domain.ids import public_id
from keepwarm.storage.book import Library
from keepwarm.storage.submissions import count_waiting
from tests.books import added
from tests.web.served import Served, served
from tests.web.swapping import Clock, kept

_MOST_TABS = 80

Step = tuple[str, str]
"""The selector of what is walked to, and what is pressed or typed there."""


def walk(page: Page, *steps: Step) -> None:
    """Go from one to the next by Tab; a key is pressed where one is named, anything else is typed."""
    for where, what in steps:
        for _ in range(_MOST_TABS):
            if page.evaluate("(where) => document.activeElement.matches(where)", where):
                break
            page.keyboard.press("Tab")
        else:
            pytest.fail(f"no way leads to {where} by Tab")
        if what in ("Enter", "Space", "ArrowRight"):
            page.keyboard.press(what)
        else:
            page.keyboard.type(what)


FLOWS = [
    ("/capture", (("#name", "Grace Hopper"), ("[name=wanted]", "Space"), ("#learned", "keeps bees"),
                  (".stays .button", "Enter")), "Kept: Grace Hopper"),
    ("/log", (("#words", "called Ada 5 min"), ("[name=next_soon]", "ArrowRight"),
              ("form button.button", "Enter")), "Logged a talk with Ada"),
    ("/person/{ada}", (("#log-talk > summary", "Enter"), ("#words", "5 min call, she keeps bees"),
                       ("#log-talk .actions .button", "Enter")), "5 min call, she keeps bees"),
    ("/person/{ada}", (("#give > summary", "Enter"), ("#give_text", "a book on bees"),
                       ("#give form .button", "Enter")), "a book on bees"),
    ("/introductions/new?form=made&one={ada}&other={bob}",
     (("#about", "old maps"), ("main form .actions .button", "Enter")), "Ask Ada"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "steps", "said"), FLOWS, ids=[f"{path} {said}" for path, _, said in FLOWS])
def test_by_the_keyboard_alone(
    web: Served, library: Library, chromium: Browser, path: str, steps: tuple[Step, ...], said: str
) -> None:
    ada, bob = (public_id(added(library, name)) for name in ("Ada", "Bob"))
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(web.url + path.format(ada=ada, bob=bob))
        walk(page, *steps)
        expect(page.locator("main")).to_contain_text(said)


def test_details_are_left_by_the_keyboard_alone(library: Library, chromium: Browser) -> None:
    clock = Clock()
    _, token = kept(library)
    with served(library, clock) as web, chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{web.url}/c/{token}")
        clock.pass_by(seconds=30)
        walk(page, ("details:has(#name) > summary", "Enter"))
        walk(page, ("#name", "Ada"), ("[name=email]", "ada@example.org"), ("[name=agreed]", "Space"))
        walk(page, ("form:has(#name) button", "Enter"))
        expect(page.locator("body")).to_contain_text("ada@example.org")
    with library.open(clock()) as book:
        assert count_waiting(book) == 1

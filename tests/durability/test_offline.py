"""Written on a phone without a network: each thing is in the book once, in order, whatever is lost."""

import json
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from keepwarm.storage.book import Library
from keepwarm.storage.schema import events, journal
from tests.books import NOW, added, begun
from tests.durability.phone_line import Fate, Serving, serving
from tests.pockets import an_event

SCHEDULES = int(os.environ.get("KEEPWARM_OFFLINE_SCHEDULES", "10"))
"""How many random courses of events are driven; 200 is the whole."""

SEED = int(os.environ.get("KEEPWARM_OFFLINE_SEED", "20261122"))
"""Which courses are drawn; runs with different seeds add up."""

OUTBOX = "document.querySelector('script[src$=\"/app.js\"]').src.replace('app.js', 'outbox.js')"
WRITE = f"async (fields) => (await import({OUTBOX})).keep('log', fields)"
SEND = f"async () => (await import({OUTBOX})).send()"
LEFT = f"async () => (await (await import({OUTBOX})).listed()).map((one) => [one.fields.words, one.state])"
READY = """async () => {
  await navigator.serviceWorker.ready;
  while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 20));
}"""
"""Waits until the worker answers for the page."""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A new book."""
    with begun(str(tmp_path / "book.keepwarm")) as library:
        yield library


@pytest.fixture
def ada(library: Library) -> int:
    """Somebody in it."""
    return added(library, "Ada Lovelace")


@pytest.fixture
def house(library: Library) -> Iterator[Serving]:
    """The book served over a line that can lose things."""
    with serving(library) as made:
        yield made


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Callable[[Serving], Page]]:
    """Makes phones on which the app was opened once with a network."""
    made: list[BrowserContext] = []

    def make(house: Serving) -> Page:
        made.append(chromium.new_context(viewport={"width": 390, "height": 844}))
        page = made[-1].new_page()
        page.goto(f"{house.url}/pocket")
        page.evaluate(READY)
        return page

    yield make
    for one in made:
        one.close()


def written(library: Library, noun: str, column: str) -> list[Any]:
    """What was put into a table, in the order in which it came."""
    with library.open(NOW) as book:
        found = select(journal.c.after).where(book.owns(journal), journal.c.noun == noun)
        rows = book.connection.scalars(found.order_by(journal.c.position)).all()
    return [json.loads(row)[column] for row in rows if row is not None]


def capture(page: Page, name: str) -> None:
    page.locator("#capture #name").fill(name)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(f"{name} is kept on this phone.")


def write_five_things(page: Page, prefix: str) -> None:
    """Three people, a talk and a note on the event, with a reload in between; none of it is sent."""
    for name in ("Bea", "Cleo"):
        capture(page, prefix + name)
    page.reload()
    capture(page, f"{prefix}Dora")
    page.locator("#log #words").fill(f"Called Ada Lovelace about {prefix}bees")
    page.get_by_role("button", name="Log it").click()
    page.get_by_label("What you learned here").fill(f"{prefix}Looms")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator("#waiting")).to_contain_text("5 wait for a network.")
    page.reload()
    expect(page.locator("#waiting")).to_contain_text("5 wait for a network.")


def sent(page: Page) -> None:
    """Nothing waits any more."""
    page.evaluate(SEND)
    expect(page.locator("#waiting")).to_be_empty()


def switch_on(page: Page) -> None:
    page.get_by_label("Keep what I need on this phone").check()
    expect(page.get_by_role("status")).to_have_text("What you need is kept on this phone.")


def names_of_five(library: Library, prefix: str) -> tuple[list[str], list[str], list[str]]:
    """Of what a phone wrote: the people, the talks and the notes, as they came."""
    people = [name for name in written(library, "people", "name") if name.startswith(prefix)]
    talks = [text for text in written(library, "interactions", "summary") if f"{prefix}bees" in text]
    with library.open(NOW) as book:
        learned = book.connection.scalars(select(events.c.learned).where(book.owns(events))).one()
    return people, talks, [line for line in learned.splitlines() if line.startswith(prefix)]


def expected_of_five(prefix: str) -> tuple[list[str], list[str], list[str]]:
    people = [prefix + name for name in ("Bea", "Cleo", "Dora")]
    return people, [f"Called Ada Lovelace about {prefix}bees"], [f"{prefix}Looms"]


@pytest.mark.parametrize("lost", [(), (Fate.LOST_AFTER,), (Fate.LOST_AFTER, Fate.LOST_BEFORE)], ids=str)
def test_what_two_phones_write_without_a_network_is_there_once_and_in_order(
    library: Library, ada: int, house: Serving, phone: Callable[[Serving], Page], lost: tuple[Fate, ...]
) -> None:
    an_event(library, "Founders’ breakfast", meet={ada: "What are you making?"})
    phones = {"One ": phone(house), "Two ": phone(house)}
    for prefix, page in phones.items():
        page.reload()
        switch_on(page)
        page.context.set_offline(True)
        page.reload()
        write_five_things(page, prefix)
    assert written(library, "people", "name") == ["Ada Lovelace"]
    house.line.fates.extend(lost)
    for page in phones.values():
        page.context.set_offline(False)
    for page in phones.values():
        while page.evaluate(LEFT):
            page.evaluate(SEND)
        sent(page)
    assert set(house.line.lost) == set(lost)
    for prefix in phones:
        assert names_of_five(library, prefix) == expected_of_five(prefix)


@pytest.mark.usefixtures("ada")
def test_a_random_course_of_cuts_loses_nothing_and_doubles_nothing(
    library: Library, house: Serving, phone: Callable[[Serving], Page]
) -> None:
    phones = [phone(house), phone(house)]
    lost: list[Fate] = []
    for number in range(SCHEDULES):
        rng = random.Random(f"{SEED}-{number}")
        course = Course(house, phones, rng, number)
        course.run()
        lost += house.line.lost
        house.line.lost.clear()
        came = [text for text in written(library, "interactions", "summary") if f"Course {number} " in text]
        assert sorted(came) == sorted(course.wrote), (SEED, number)
        for which in range(len(phones)):
            mine = f"phone {which} "
            assert [text for text in came if mine in text] == [
                text for text in course.wrote if mine in text
            ], (SEED, number)
    assert {*lost} == {*Fate}


class Course:
    """One course of events: two phones write, while the line, the pages and the server come and go."""

    def __init__(self, house: Serving, phones: list[Page], rng: random.Random, number: int) -> None:
        self.house = house
        self.phones = phones
        self.rng = rng
        self.number = number
        self.wrote: list[str] = []

    def run(self) -> None:
        """So many steps, and then a network until nothing waits."""
        steps = (
            self.write,
            self.write,
            self.write,
            self.cut,
            self.mend,
            self.lose,
            self.reload,
            self.restart,
        )
        for _ in range(self.rng.randint(6, 14)):
            self.rng.choice(steps)()
        self.lose()
        self.write()
        for page in self.phones:
            page.context.set_offline(False)
            while page.evaluate(LEFT):
                page.evaluate(SEND)
        self.house.line.fates.clear()

    def write(self) -> None:
        which = self.rng.randrange(len(self.phones))
        words = f"Course {self.number} phone {which} thing {len(self.wrote)}"
        fields = {"words": words, "name": "Ada Lovelace", "channel": "call"}
        self.phones[which].evaluate(WRITE, fields)
        self.wrote.append(words)

    def cut(self) -> None:
        self.rng.choice(self.phones).context.set_offline(True)

    def mend(self) -> None:
        self.rng.choice(self.phones).context.set_offline(False)

    def lose(self) -> None:
        self.house.line.fates.append(self.rng.choice(list(Fate)))

    def reload(self) -> None:
        page = self.rng.choice(self.phones)
        page.reload()
        expect(page.locator("#capture")).to_be_visible()

    def restart(self) -> None:
        self.house.stop()
        if self.rng.random() < 0.5:
            self.write()
        self.house.start()


def test_a_new_version_of_the_server_replaces_the_app_at_the_next_visit(
    house: Serving, phone: Callable[[Serving], Page]
) -> None:
    page = phone(house)
    [before] = page.evaluate("caches.keys()")
    house.line.is_newer = True
    page.reload()
    while before in page.evaluate("caches.keys()"):
        page.wait_for_timeout(50)
    [after] = page.evaluate("caches.keys()")
    assert after.startswith("keepwarm-shell-newe")
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("#capture")).to_be_visible()

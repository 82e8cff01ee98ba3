"""People you write with who are not in your book, as the page asks about them."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from keepwarm.storage.book import Library
from keepwarm.storage.pages.people import people_page
from tests.books import NOW, days_ago, mail, mailbox, taken_in
from tests.statements import counted
from tests.web.served import Served, on_both_databases, words
from tests.web.test_axe import found

ME = "me@example.org"


def letters(library: Library, folder: Path, names: int) -> None:
    """So many people who write with the owner, each there and back."""
    exchanged = (
        (mail(f"{name}@example.org", ME, days_ago(9)), mail(ME, f"{name}@example.org", days_ago(8)))
        for name in (f"person{number:02}" for number in range(names))
    )
    taken_in(library, mailbox(folder, *(one for pair in exchanged for one in pair)))


def in_the_book(library: Library) -> list[str]:
    with library.open(NOW) as book:
        return [line.name for line in people_page(book).people]


@on_both_databases
def test_one_tap_adds_somebody_and_another_takes_it_back(
    web: Served, library: Library, tmp_path: Path
) -> None:
    letters(library, tmp_path, 2)
    assert "You write with 2 people who are not in your book yet." in words(web.page("/"))
    page = web.page("/correspondents")
    first = page.partition('name="person" value="')[2].partition('"')[0]
    added = web.send("/correspondents", person=first, answer="spoken")
    assert in_the_book(library) == ["person00@example.org"]
    assert "person01@example.org" in words(added.text)
    assert "Took into the book person00@example.org" in words(added.text)
    done = added.text.partition('name="batch" value="')[2].partition('"')[0]
    web.send("/undo", batch=done)
    assert in_the_book(library) == []


def test_twenty_are_asked_about_at_once_and_all_of_them_can_be_added(
    web: Served, library: Library, tmp_path: Path
) -> None:
    letters(library, tmp_path, 23)
    page = web.page("/correspondents")
    assert "These 20 are the nearest of 23." in words(page)
    ids = [part.partition('"')[0] for part in page.split('name="person" value="')[1:]][-20:]
    web.send("/correspondents", person=ids, answer="add")
    assert len(in_the_book(library)) == 20
    web.send("/correspondents", person=ids[:1], answer="not-now")
    assert len(in_the_book(library)) == 20


def test_who_was_set_aside_is_on_a_list_of_their_own(web: Served, library: Library, tmp_path: Path) -> None:
    letters(library, tmp_path, 1)
    one = web.page("/correspondents").partition('name="person" value="')[2].partition('"')[0]
    page = words(web.send("/correspondents", person=one, answer="not-now").text)
    assert "Everybody you write with is in your book." in page
    assert "1 set aside" in page
    assert "person00@example.org" in words(web.page("/correspondents?aside=yes"))
    assert "not in your book" not in words(web.page("/"))


@pytest.mark.parametrize("person", ["", "nobody", "0" * 13])
def test_somebody_who_is_not_there_is_a_sentence(web: Served, person: str) -> None:
    assert web.visitor.post("/correspondents", data={"person": person, "answer": "add"}).status_code == 404


def test_the_page_runs_the_same_statements_for_few_and_many(
    web: Served, library: Library, tmp_path: Path
) -> None:
    ran = []
    for names in (2, 20):
        letters(library, tmp_path, names)
        web.page("/correspondents")
        with counted(library.engine) as statements:
            web.page("/correspondents")
        ran.append(len(statements))
    assert ran[0] == ran[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_found_wrong_with_the_page(
    chromium: Browser, web: Served, library: Library, tmp_path: Path, width: int, scheme: str
) -> None:
    letters(library, tmp_path, 3)
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(f"{web.url}/correspondents")
    assert found(Axe(), page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Add person00@example.org", exact=True).click()
    page.wait_for_selector("[role=status]")
    assert found(Axe(), page) == []
    context.close()

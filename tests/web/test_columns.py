"""The columns of an unknown table: shown, changed, remembered."""

import re

from keepwarm.storage.book import Library
from keepwarm.storage.pages.people import people_page
from tests.books import hash_of
from tests.web.served import Served, words
from tests.web.test_bring import action

TABLE = b"Who knows,Firm,Mail\nAnn Lee,Tin & Co,ann@example.org\n"


def selected(page: str) -> list[str]:
    """What each column is taken for, in the order of the page."""
    return re.findall(r'<option value="([a-z]+)" selected>', page)


def chosen(web: Served, page: str, **columns: str) -> str:
    """The page after a table was read anew; `column-N` for those that change."""
    digest = page.partition('name="table" value="')[2].partition('"')[0]
    fields = {f"column-{number}": word for number, word in enumerate(selected(page), 1)}
    fields |= {name.replace("_", "-"): word for name, word in columns.items()}
    return web.settled(web.send(action(page, "columns"), table=digest, **fields)).text


def test_columns_are_shown_with_what_is_in_them(web: Served) -> None:
    page = web.bring(("friends.csv", TABLE)).text

    assert selected(page) == ["name", "keep", "email"]
    assert "This is how the columns of friends.csv are read." in words(page)
    assert "Tin &amp; Co" in page
    assert "New 1 item" in words(page)


def test_what_is_chosen_is_read_so_and_remembered_once_it_is_taken_in(web: Served, library: Library) -> None:
    before = hash_of(library)
    page = chosen(web, web.bring(("friends.csv", TABLE)).text, column_2="organization")
    assert selected(page) == ["name", "organization", "email"]
    assert hash_of(library) == before
    assert selected(web.bring(("friends.csv", TABLE)).text) == ["name", "keep", "email"]

    web.settled(web.send(action(page, "take-in")))

    with web.site.open() as book:
        assert [one.organization for one in people_page(book).people] == ["Tin & Co"]
    again = web.bring(("friends.csv", TABLE)).text
    assert selected(again) == ["name", "organization", "email"]


def test_a_meaning_that_is_none_is_refused_and_the_columns_stay(web: Served) -> None:
    page = web.bring(("friends.csv", TABLE)).text

    web.send(action(page, "columns"), 400, **{"table": "x", "column-1": "shoe size"})

    address = action(page, "columns").removesuffix("/columns")
    assert selected(web.page(address)) == ["name", "keep", "email"]


def test_a_column_that_is_not_there_is_said_in_a_sentence(web: Served) -> None:
    page = web.bring(("friends.csv", TABLE)).text

    answer = chosen(web, page, column_9="phone")

    assert "friends.csv has no column '9'; it has Who knows, Firm, Mail." in words(answer)


def test_two_tables_of_the_same_titles_are_asked_about_once(web: Served) -> None:
    other = b"Name,Tel\nBo Carr,+44 1 555 0101\n"

    page = web.bring(("a.csv", TABLE), ("b.csv", TABLE.replace(b"Ann", b"Cy")), ("c.csv", other)).text

    assert page.count('name="table"') == 2
    assert selected(page) == ["name", "keep", "email", "name", "phone"]


def test_titles_and_cells_are_shown_as_text(web: Served) -> None:
    page = web.bring(("friends.csv", b"Name,<b>Mail</b>\n<i>Ann</i> Lee,ann@example.org\n")).text

    assert "&lt;b&gt;Mail&lt;/b&gt;" in page
    assert "<i>Ann" not in page

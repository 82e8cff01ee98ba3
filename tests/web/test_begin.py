"""Begin, and the first people."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from keepwarm.storage.book import Library
from keepwarm.storage.pages.people import people_page
from keepwarm.storage.pages.person import person_page
from tests.books import NOW
from tests.web.served import Served, on_both_databases, served, words


@pytest.fixture
def nobody(place: str) -> Iterator[Served]:
    """A place without a book, served."""
    library = Library(place)
    with served(library) as web:
        yield web
    library.close()


@pytest.mark.parametrize("path", ["/", "/people", "/journal", "/import", "/person/4x0p8sm1dz6kq"])
def test_where_there_is_no_book_every_page_leads_to_begin(nobody: Served, path: str) -> None:
    assert nobody.visitor.get(path).url.path == "/begin"


def test_looking_at_begin_makes_no_book(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "book.keepwarm"
    library = Library(str(place))
    with served(library) as web:
        web.page("/begin")
        web.visitor.get("/")
    library.close()
    assert not place.parent.exists()


@on_both_databases
def test_a_book_is_begun_from_the_first_page(nobody: Served) -> None:
    fields = {"name": "Ada", "addresses": "ada@example.org, ada@work.example", "time_zone": "Asia/Tokyo"}
    answer = nobody.send("/begin", **fields)
    assert answer.url.path == "/people/add"
    with nobody.site.open() as book:
        assert book.owner.name == "Ada"
        assert book.owner.addresses == ("ada@example.org", "ada@work.example")
        assert book.zone.key == "Asia/Tokyo"


def test_a_book_needs_a_name_and_what_was_typed_is_kept(nobody: Served) -> None:
    answer = nobody.send("/begin", 400, name=" ", addresses="ada@example.org", time_zone="UTC")
    assert "Write your name" in answer.text
    assert 'value="ada@example.org"' in answer.text
    assert not nobody.site.has_book()


def test_a_zone_that_is_none_is_refused_in_a_sentence(nobody: Served) -> None:
    answer = nobody.send("/begin", 400, name="Ada", addresses="", time_zone="Middle/Earth")
    assert "is no time zone" in words(answer.text)
    assert not nobody.site.has_book()


def test_begin_leads_on_where_there_is_a_book(web: Served) -> None:
    assert web.visitor.get("/begin").url.path == "/people/add"
    assert web.send("/begin", name="Somebody else").url.path == "/people/add"
    with web.site.open() as book:
        assert book.owner.name == "Me"


def test_today_of_an_empty_book_asks_for_five_people(web: Served) -> None:
    page = web.page("/")
    assert "five people you would be glad to hear from" in page
    assert 'name="name5"' in page


@on_both_databases
def test_people_are_added_by_name_and_a_way_to_reach_them(web: Served) -> None:
    fields = {"name1": "Ada", "way1": "ada@example.org", "name2": "Björn", "way2": "+44 20 7946 0018"}
    answer = web.send("/people/add", **fields, name3="Chen")
    assert answer.url.path == "/people"
    assert "Added Ada, Björn, Chen." in words(answer.text)
    with web.site.open() as book:
        found = people_page(book).people
        ways = [line.handle.value for line in person_page(book, found[0].person_id).handles]
    assert [one.name for one in found] == ["Ada", "Björn", "Chen"]
    assert ways == ["ada@example.org"]


def test_every_line_that_is_wrong_is_said_at_once_and_what_was_typed_is_kept(web: Served) -> None:
    answer = web.send("/people/add", 400, name1="Ada", way1="ada at home", way2="bo@example.org")
    assert "is no e-mail address, phone number" in words(answer.text)
    assert "Write their name too." in answer.text
    for typed in ("Ada", "ada at home", "bo@example.org"):
        assert f'value="{typed}"' in answer.text
    with web.site.open() as book:
        assert people_page(book).found == 0


def test_an_empty_form_adds_nobody(web: Served) -> None:
    assert "one is enough" in web.send("/people/add", 400).text


def test_the_first_page_looks_from_the_time_that_the_site_is_given(web: Served) -> None:
    web.send("/people/add", name1="Ada")
    assert f"{NOW:%A}, {NOW.day} {NOW:%B %Y}" in words(web.page("/"))

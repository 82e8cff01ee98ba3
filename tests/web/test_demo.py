"""The demo: what is seen where there is no book yet."""

from datetime import timedelta
from pathlib import Path

import pytest

from keepwarm.storage.book import Library
from keepwarm.storage.pages.people import people_page
from keepwarm.web import demo
from keepwarm.web.site import Site, demo_beside
from tests.books import NOW, begun, card
from tests.web.served import Served, served, words

BANNER = "Everybody here is invented."


def row(web: Served) -> str:
    """The address of somebody in the demo."""
    page = web.settled(web.visitor.get("/demo/people?q=stage:connection")).text
    return page.partition('class="row" href="')[2].partition('"')[0]


@pytest.mark.parametrize("path", ["/", "/people", "/import", "/person/4x0p8sm1dz6kq", "/keys"])
def test_where_there_is_no_book_every_page_leads_to_the_demo(shown: Served, path: str) -> None:
    answer = shown.visitor.get(path)
    assert answer.url.path == "/demo/"
    assert BANNER in answer.text


def test_every_page_of_the_demo_says_that_its_people_are_invented_and_leads_to_one_s_own(
    shown: Served,
) -> None:
    paths = {
        "",
        "people",
        "people?q=stage:x",
        "people/add",
        "spoken",
        "journal",
        "import",
        "keys",
        "take-out",
    }
    for path in paths | {"nowhere", "person/nobody", row(shown).removeprefix("/demo/")}:
        page = shown.visitor.get(f"/demo/{path}").text
        assert BANNER in page, path
        assert '<a href="/begin">Begin your own</a>' in page, path
        links = {part.partition('"')[0] for part in page.split('href="/')[1:]}
        assert {one for one in links if not one.startswith(("demo/", "static/"))} == {"begin"}, path


def test_everything_works_in_the_demo_and_makes_no_book(shown: Served, beside: Path) -> None:
    logged = shown.send(f"{row(shown)}/log", channel="call", note="About bees")
    assert "You spoke by phone: About bees" in words(logged.text)
    batch = logged.text.partition('name="batch" value="')[2].partition('"')[0]
    undone = shown.send("/demo/undo", batch=batch, then="person")
    assert undone.url.path == row(shown)
    assert "About bees" not in undone.text
    brought = shown.visitor.post("/demo/import", files=[("files", ("a.vcf", card("Ada").encode()))])
    taken = shown.settled(shown.send(f"{shown.settled(brought).url.path}/take-in"))
    assert "Taken in" in taken.text
    assert shown.page("/demo/people?q=ada").count('class="row"') == 1
    assert shown.send("/demo/take-out", form="csv").text.count("\n") == 302
    assert not beside.exists()


def test_a_book_that_is_begun_is_served_from_then_on_and_the_demo_stays_until_there_are_people(
    shown: Served,
) -> None:
    link = '<a href="/demo/">'
    assert link in shown.page("/begin")
    shown.send("/begin", name="Ada", time_zone="UTC")
    today = shown.page("/")
    assert "Your book is empty." in today
    assert BANNER not in today
    assert link in today
    assert '<a href="/">Back to your own</a>' in shown.page("/demo/")
    shown.send("/people/add", name1="Charles")
    assert link not in shown.page("/")
    with shown.site.open() as book:
        assert people_page(book).found == 1


def test_while_it_is_made_the_visitor_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_QUICK_SECONDS", 0.0)
    library = Library(str(tmp_path / "new" / "book.keepwarm"))
    with served(library, demo=True) as web:
        first = web.visitor.get("/")
        assert "Three hundred people are being invented" in first.text
        assert '<meta http-equiv="refresh" content="1; url=/demo/">' in first.text
        assert "292 contacts" in web.settled(first).text
    library.close()


def test_what_was_entered_stays_until_the_demo_is_a_week_old(beside: Path) -> None:
    library, now = Library(str(beside)), [NOW]
    with served(library, lambda: now[0], demo=True) as web:
        here = row(web)
        web.send(f"{here}/note", kind="goals", text="Kept for a week")
        for days, stays in ((7, True), (8, False)):
            now[0] = NOW + timedelta(days=days)
            web.settled(web.visitor.get("/demo/"))
            assert ("Kept for a week" in web.visitor.get(here).text) is stays
        assert "292 contacts" in web.page("/demo/")
    library.close()


def test_somebody_s_own_book_is_never_taken_for_the_demo(tmp_path: Path) -> None:
    with begun(str(tmp_path / "demo.keepwarm")):
        pass
    library = Library(str(tmp_path / "book.keepwarm"))
    with served(library, demo=True) as web:
        answer = web.visitor.get("/")
        assert answer.status_code == 409
        assert "is no demo; move it elsewhere" in answer.text
        assert web.page("/begin")
    library.close()


def test_beside_a_server_there_is_no_demo(postgres_url: str) -> None:
    library = Library(postgres_url)
    assert demo_beside(Site(library, lambda: NOW)) is None
    with served(library, demo=True) as web:
        assert web.visitor.get("/").url.path == "/begin"
        assert "/demo/" not in web.page("/begin")
        web.page("/demo/", 404)
    library.close()


def test_people_of_the_demo_are_nobody_in_one_s_own_book(shown: Served) -> None:
    here = row(shown)
    shown.send("/begin", name="Ada", time_zone="UTC")
    shown.page(here.removeprefix("/demo"), 404)
    with shown.site.open() as book:
        assert people_page(book).found == 0

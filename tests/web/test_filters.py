"""Filters on the page of the people: written, chosen, saved, let go."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect
from starlette.datastructures import QueryParams

from keepwarm.domain.errors import Invalid
from keepwarm.storage import finding
from keepwarm.storage.book import Library
from keepwarm.usecases.save_filter import saved_filters
from keepwarm.web.filters import query_of
from tests.books import added, days_ago, hash_of, talked
from tests.web.served import Served, on_both_databases, words


@pytest.fixture
def three(library: Library) -> None:
    """Somebody spoken with, somebody with a phone, and somebody with nothing."""
    ada = added(library, "Ada", "ada@example.org")
    talked(library, ada, days_ago(3))
    added(library, "Bo", "+44 20 7946 0018")
    added(library, "Chen")


def shown(page: str) -> list[str]:
    """The names in the list."""
    rows = page.split('class="row" href')[1:]
    return [row.partition("<bdi>")[2].partition("</bdi>")[0] for row in rows]


@pytest.mark.parametrize(
    ("chosen", "query"),
    [
        ("q=ada+lov", "ada lov"),
        ("q=ada&stage=ally&stage=connection", "ada stage:ally,connection"),
        ("q=&rhythm=at-risk&channel=call&last=>90d", "rhythm:at-risk channel:call last:>90d"),
        ("q=city:porto+by:post+-tag:x+last:<7d&channel=call", "channel:call city:porto last:<7d -tag:x"),
        ("q=ada+stage:listed+by:post&stage=ally", "ada stage:ally"),
        ("q=stage:nonsense+ada+silent:9&standing=leave-be&last=", "ada standing:leave-be"),
    ],
)
def test_the_choices_take_the_place_of_what_the_field_said_of_them(chosen: str, query: str) -> None:
    assert query_of(QueryParams(chosen)) == query


def test_a_choice_that_is_none_is_refused() -> None:
    with pytest.raises(Invalid, match="stage:x is not known"):
        query_of(QueryParams("stage=x"))


@on_both_databases
@pytest.mark.usefixtures("three")
def test_people_are_filtered_by_choices_and_the_field_then_holds_the_language(web: Served) -> None:
    answer = web.visitor.get("/people/filter?q=&channel=call&standing=ordinary")
    assert answer.url.query == b"q=channel%3Acall+standing%3Aordinary"
    assert 'value="channel:call standing:ordinary"' in answer.text
    assert shown(answer.text) == ["Bo"]
    for choice in ("channel-call", "standing-ordinary"):
        assert f'id="{choice}"' in answer.text
    assert answer.text.count(" checked>") == 2
    assert shown(web.page("/people?q=silent:2d")) == ["Ada"]


@on_both_databases
@pytest.mark.usefixtures("three")
def test_who_is_not_found_by_name_has_beside_them_where(web: Served) -> None:
    page = web.page("/people?q=a")
    assert shown(page) == ["Ada"]
    assert "address:" not in words(page)
    page = web.page("/people?q=exam")
    assert shown(page) == ["Ada"]
    assert "address: ada@example.org" in words(page)
    assert "1 person found" in words(page)


def test_of_very_many_found_it_is_said_that_there_are_more(
    web: Served, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_COUNTED", 2)
    for name in ("Ada", "Adam", "Adele"):
        added(library, name)
    assert "More than 2 people found" in words(web.page("/people?q=ad"))
    assert "write another word to find fewer" in words(web.page("/people?q=ad&page=2"))
    assert "2 people found" in words(web.page("/people?q=ada"))


@pytest.mark.usefixtures("three")
def test_what_the_language_does_not_know_is_said_beside_the_field(web: Served) -> None:
    page = web.page("/people?q=ada+stage:friend", 400)
    beside = page.partition('id="q-wrong"')[2].partition("</div>")[0]
    assert "stage:friend is not known" in beside
    assert 'value="ada stage:friend"' in page
    assert 'aria-invalid="true"' in page
    assert shown(page) == []


def test_a_filter_that_finds_nobody_leads_back_to_everybody(web: Served) -> None:
    assert "Nobody is like that. Look at everybody" in words(web.page("/people?q=stage:ally"))


@on_both_databases
@pytest.mark.usefixtures("three")
def test_a_filter_is_saved_used_in_one_tap_forgotten_and_had_back(web: Served, library: Library) -> None:
    saved = web.send("/people/filters", name="Whom to  ring", q="by:call   BO")
    assert "Saved the filter Whom to ring." in words(saved.text)
    assert saved.url.params["q"] == "by:call   BO"
    link = f'<a href="?q={quote("BO channel:call").replace("%20", "+")}"'
    assert link in web.page("/people").replace("%20", "+")
    used = web.page("/people?q=BO+by:call")
    assert 'aria-current="true"><bdi>Whom to ring</bdi>' in used
    assert "Save this search" not in used
    kept = hash_of(library)
    gone = web.send("/people/filters/forget", name="Whom to ring", q="BO by:call")
    assert "Let go of the filter Whom to ring." in words(gone.text)
    assert "Save this search" in gone.text
    batch = gone.text.partition('name="batch" value="')[2].partition('"')[0]
    assert web.send("/undo", batch=batch, then="people").url.path == "/people"
    assert hash_of(library) == kept


@pytest.mark.parametrize(
    ("name", "query", "sentence"),
    [
        (" ", "ada", "A saved filter needs a name"),
        ("Friends", " ", "There is nothing to save yet"),
        ("Friends", "stage:friend", "stage:friend is not known"),
    ],
)
def test_a_filter_that_cannot_be_saved_is_said_and_nothing_kept(
    web: Served, name: str, query: str, sentence: str
) -> None:
    assert sentence in words(web.send("/people/filters", 400, name=name, q=query).text)
    with web.site.open() as book:
        assert saved_filters(book) == ()


def test_a_filter_that_is_not_there_cannot_be_forgotten(web: Served) -> None:
    assert "No filter is called" in web.send("/people/filters/forget", 404, name="Nobody").text


@pytest.mark.usefixtures("three")
def test_while_one_types_it_is_said_what_is_not_known_and_where_no_answer_came(
    web: Served, chromium: Browser
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{web.url}/people")
        field, said = page.locator("#q"), page.locator("#q-wrong")
        field.fill("stage:friend")
        expect(said).to_contain_text("stage:friend is not known")
        expect(field).to_have_attribute("aria-invalid", "true")
        field.fill("ada")
        expect(page.locator("#count")).to_contain_text("1 person found")
        expect(field).to_have_attribute("aria-invalid", "false")
        context.set_offline(True)
        field.fill("bo")
        expect(said).to_contain_text("No answer came")
        expect(page.locator("#found")).to_contain_text("Ada")
        context.set_offline(False)
        field.fill("chen")
        expect(page.locator("#found")).to_contain_text("Chen")
        expect(said).to_be_empty()
